//! Handles at both ends of the selected statement, to drag its boundaries.

use std::sync::Arc;

use egui::{CursorIcon, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use super::super::theme::Tokens;
use super::super::view_context::ViewContext;
use super::boundaries::{self, End};
use super::sheet::Sheet;
use crate::model::StatementId;
use crate::project::{Edit, Entry, edits};
use crate::text::{Span, tokens};

const REACH: f32 = 6.0;
const KNOB: f32 = 3.5;

/// A statement one end of which is being dragged. Nothing is changed before it is let go.
#[derive(Clone, Debug)]
pub(super) struct Dragged {
    /// The statement.
    pub id: StatementId,
    /// Its words as they would be.
    content: Vec<Span>,
    /// The article with the statement so.
    pub entry: Arc<Entry>,
}

impl Dragged {
    fn new(entry: &Entry, id: StatementId, content: Vec<Span>) -> Option<Self> {
        let mut entry = entry.clone();
        content.clone_into(&mut entry.statements.get_mut(&id.number)?.content);
        Some(Self {
            id,
            content,
            entry: Arc::new(entry),
        })
    }
}

/// Draws the handles; dragging one moves the boundary word by word, and letting it go is one step.
pub(super) fn handles_ui(
    ui: &Ui,
    view: &ViewContext<'_>,
    sheet: &Sheet<'_>,
    id: StatementId,
    dragged: &mut Option<Dragged>,
) {
    let Some(statement) = sheet.entry.statements.get(&id.number) else {
        return;
    };
    let (Some(first), Some(last)) = (statement.content.first(), statement.content.last()) else {
        return;
    };
    let color = Tokens::for_ui(ui).party(statement.parties.first()).rule;
    for (end, byte_offset, name) in [
        (End::Start, first.start(), "Start of the statement"),
        (End::End, last.end(), "End of the statement"),
    ] {
        let Some(caret) = sheet.caret(ui, byte_offset, end == End::End) else {
            continue;
        };
        if !ui.clip_rect().intersects(caret.expand(1.0)) {
            continue;
        }
        let x = caret.left();
        let line = Rect::from_x_y_ranges(x..=x, caret.shrink2(Vec2::new(0.0, 2.0)).y_range());
        let area = line.expand2(Vec2::new(REACH, KNOB));
        let response = ui.interact(area, ui.scope_id().with(("boundary", name)), Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        let knob = match end {
            End::Start => line.center_top(),
            End::End => line.center_bottom(),
        };
        ui.painter().vline(x, line.y_range(), (1.5, color));
        ui.painter().circle_filled(knob, KNOB, color);
        if let Some(pos) = response.interact_pointer_pos().filter(|_| response.dragged())
            && let Some(byte_offset) = wanted(ui, sheet, pos, end)
            && let Some(entry) = view.project.entry(id.article)
            && let Some(before) = entry.statements.get(&id.number)
        {
            keep_in_sight(ui, pos);
            *dragged = boundaries::put(sheet.text(), &before.content, end, byte_offset)
                .and_then(|content| Dragged::new(entry, id, content));
        }
        response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    }
}

/// Makes the change once the mouse has let go.
pub(super) fn let_go(ui: &Ui, view: &mut ViewContext<'_>, dragged: &mut Option<Dragged>) {
    if ui.input(|input| input.pointer.any_down()) {
        return;
    }
    if let Some(Dragged { id, content, .. }) = dragged.take() {
        let edit = edits::set_content(view.project, id, &content);
        // A step of its own, however soon the next one follows.
        view.edit(edit.map(|edit| Edit {
            merges_as: None,
            ..edit
        }));
    }
}

/// Scrolls while the mouse is above or below what is in sight.
pub(super) fn keep_in_sight(ui: &Ui, pos: Pos2) {
    let clip = ui.clip_rect();
    let beyond = (clip.top() - pos.y).max(0.0) + (clip.bottom() - pos.y).min(0.0);
    if beyond != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, beyond));
    }
}

/// The boundary of a word that is nearest to the mouse.
fn wanted(ui: &Ui, sheet: &Sheet<'_>, pos: Pos2, end: End) -> Option<usize> {
    let byte_offset = sheet.byte_near(ui, pos)?;
    let idx = sheet
        .page
        .paragraph_at(byte_offset.saturating_sub(usize::from(end == End::End)))?;
    let paragraph = sheet.page.paragraphs().get(idx)?;
    tokens::tokens(sheet.text(), paragraph.span)
        .iter()
        .map(|token| match end {
            End::Start => token.span.start(),
            End::End => token.span.end(),
        })
        .min_by_key(|boundary| boundary.abs_diff(byte_offset))
}
