//! What can be dragged, and where it falls; the keys that do the same.

use egui::{Align2, Id, LayerId, Modifiers, Order, Rect, Response, Stroke, Ui, vec2};

use super::super::theme::{Tokens, space, text_size};
use super::data;
use crate::model::{BlockId, SectionId};
use crate::project::Project;

/// Held with the arrow keys these keys do what dragging does.
pub(super) const MOVE: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dragged {
    Section(SectionId),
    Block(BlockId),
}

/// Which half of a thing the pointer is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// Whether anything of this place is being dragged.
pub(super) fn is_dragging(ui: &Ui) -> bool {
    egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx())
}

/// What hangs over `response`, over which half, and whether it was let go there.
pub(super) fn over(ui: &Ui, response: &Response) -> Option<(Dragged, Side, bool)> {
    let hovering = response.dnd_hover_payload::<Dragged>();
    let released = response.dnd_release_payload::<Dragged>();
    let is_released = released.is_some();
    let dragged = *hovering.or(released)?;
    let pointer = ui.input(|input| input.pointer.interact_pos().or(input.pointer.latest_pos()))?;
    let side = if pointer.y < response.rect.center().y {
        Side::Before
    } else {
        Side::After
    };
    Some((dragged, side, is_released))
}

/// The line that says where a thing would fall.
pub(super) fn line_ui(ui: &Ui, rect: Rect, y: f32) {
    let tokens = Tokens::for_ui(ui);
    let stroke = Stroke::new(2.0, tokens.accent);
    ui.painter().hline(rect.x_range(), y, stroke);
    ui.painter()
        .circle_filled(egui::pos2(rect.left(), y), 3.0, tokens.accent);
}

/// Scrolls while something of this place is dragged near the upper or lower edge of `view`.
pub(super) fn scroll_at_edges(ui: &Ui, view: Rect) {
    if is_dragging(ui) {
        scroll_near_edges(ui, view);
    }
}

/// Scrolls while the pointer is near the upper or lower edge of `view`.
pub(crate) fn scroll_near_edges(ui: &Ui, view: Rect) {
    const EDGE: f32 = 48.0;
    const STEP: f32 = 8.0;
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else {
        return;
    };
    if !view.x_range().contains(pointer.x) {
        return;
    }
    let step = if pointer.y < view.top() + EDGE {
        STEP
    } else if pointer.y > view.bottom() - EDGE {
        -STEP
    } else {
        return;
    };
    ui.scroll_with_delta_animation(vec2(0.0, step), egui::style::ScrollAnimation::none());
    ui.ctx().request_repaint();
}

/// The name of what is dragged, beside the pointer.
pub(super) fn ghost_ui(ui: &Ui, project: &Project) {
    let Some(dragged) = egui::DragAndDrop::payload::<Dragged>(ui.ctx()) else {
        return;
    };
    let Some(hand) = ui.input(|input| input.pointer.latest_pos()) else {
        return;
    };
    let words = match *dragged {
        Dragged::Section(id) => project.section(id).map(|section| section.title.clone()),
        Dragged::Block(id) => project.block(id).map(|block| data::gist(project, block)),
    };
    let Some(words) = words else { return };
    let tokens = Tokens::for_ui(ui);
    let painter = ui
        .ctx()
        .layer_painter(LayerId::new(Order::Tooltip, Id::unique("briefing drag")));
    let galley = painter.layout_no_wrap(
        data::shortened(&words, 48),
        egui::FontId::proportional(text_size::SMALL),
        tokens.text,
    );
    let at = hand + vec2(space::L, space::S);
    let rect = Align2::LEFT_TOP
        .anchor_size(at, galley.size())
        .expand2(vec2(space::S, space::XS));
    painter.rect(
        rect,
        f32::from(space::RADIUS),
        tokens.raised,
        Stroke::new(1.0, tokens.hairline),
        egui::StrokeKind::Inside,
    );
    painter.galley(at, galley, tokens.text);
}
