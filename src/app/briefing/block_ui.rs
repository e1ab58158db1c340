//! A block of a section with its tools.

use egui::{CursorIcon, Key, Rect, RichText, Role, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::super::command::{BriefingCommand, Command};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field};
use super::block_tools_ui::{move_to, tools_ui};
use super::data::{self, block_name};
use super::drag::{self, Dragged, Side};
use super::own_field_ui::{OwnField, own_field_ui};
use super::{Field, excerpt_ui, picture_ui, points_ui, positions_ui};
use crate::briefing::markings;
use crate::model::{Block, BlockId, BlockKind, Disclosure, SectionId};
use crate::project::{Project, edits};

/// Left of a block: the handle to drag it by.
const GUTTER: f32 = 28.0;

/// A block and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub project: &'a Project,
    pub id: BlockId,
    pub block: &'a Block,
    pub section: SectionId,
    pub section_title: &'a str,
    pub at: usize,
}

impl<'a> Place<'a> {
    pub(super) fn of(project: &'a Project, id: BlockId) -> Option<Self> {
        let (section, at) = super::super::actions::place_of_block(project, id)?;
        Some(Self {
            project,
            id,
            block: project.block(id)?,
            section,
            section_title: project.section(section)?.title.trim(),
            at,
        })
    }
}

/// The id of a text field of a block.
pub(super) fn field_id(block: BlockId, field: Field) -> egui::Id {
    egui::Id::unique(("briefing block", block, field))
}

/// Draws a block, `rect` being where it was drawn last; true while the keyboard is in one of its fields.
pub(super) fn block_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    rect: Rect,
) -> bool {
    let fields = [Field::Text, Field::Paraphrase, Field::Remark].map(|field| field_id(place.id, field));
    let has_keyboard = ui.memory(|memory| fields.iter().any(|&id| memory.has_focus(id)));
    let is_dragging = drag::is_dragging(ui);
    let is_hovered = !is_dragging && ui.rect_contains_pointer(rect);
    let shows_tools = is_hovered || has_keyboard || session.briefing.tools == Some(place.id);
    if has_keyboard {
        session.briefing.section = Some(place.section);
        keys_ui(ui, view, place);
    }

    let column = ui.available_rect_before_wrap();
    tools_ui(ui, view, session, place, shows_tools);
    handle_ui(ui, place, column, shows_tools);
    if session.briefing.marking == Some(place.id) {
        marking_field_ui(ui, view, session, place);
    }
    markings_ui(ui, place.block);
    match &place.block.kind {
        BlockKind::Text(words) => text_ui(ui, view, session, place, words),
        BlockKind::Excerpt(excerpt) => excerpt_ui::excerpt_ui(ui, view, session, place, excerpt),
        BlockKind::Points { purpose, points } => {
            points_ui::points_ui(ui, view, session, place, *purpose, points);
        }
        BlockKind::Picture(picture) => picture_ui::picture_editor_ui(ui, view, session, place, picture),
        BlockKind::Positions {
            parties,
            topics,
            cells,
            ..
        } => positions_ui::positions_ui(ui, view, session, place, (parties, topics, cells)),
        BlockKind::PageBreak => page_break_ui(ui),
    }
    if is_dragging {
        drop_ui(ui, view, place, rect);
    }
    has_keyboard
}

fn keys_ui(ui: &Ui, view: &mut ViewContext<'_>, place: &Place<'_>) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(drag::MOVE, key));
    if pressed(Key::ArrowUp) {
        move_to(
            view,
            place.id,
            data::place_above(place.project, place.section, place.at),
        );
    }
    if pressed(Key::ArrowDown) {
        move_to(
            view,
            place.id,
            data::place_below(place.project, place.section, place.at),
        );
    }
}

fn handle_ui(ui: &Ui, place: &Place<'_>, column: Rect, is_shown: bool) {
    let tokens = Tokens::for_ui(ui);
    let rect = Rect::from_min_size(
        egui::pos2(column.left() - GUTTER - space::S, column.top()),
        vec2(GUTTER, space::CONTROL),
    );
    let response = ui.interact(rect, ui.scope_id().with(("handle", place.id)), Sense::drag());
    let name = format!("Drag {}", block_name(&place.block.kind));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.dnd_set_drag_payload(Dragged::Block(place.id));
    if is_shown || response.hovered() || response.has_focus() {
        let icon = icon_text("drag", 16.0).color(tokens.text_weak);
        let galley = egui::WidgetText::from(icon).into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, tokens.text_weak);
    }
    response.on_hover_cursor(CursorIcon::Grab).on_hover_text(name);
}

/// That a block must not be disclosed, and its own marking.
fn markings_ui(ui: &mut Ui, block: &Block) {
    let tokens = Tokens::for_ui(ui);
    let is_closed = block.disclosure == Disclosure::NotToBeDisclosed;
    let marking = block.marking.trim();
    if !is_closed && marking.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if !marking.is_empty() {
            ui.label(RichText::new(marking).font(semibold(text_size::SMALL)));
        }
        if is_closed {
            ui.label(icon_text("shield", 14.0).color(tokens.warning));
            ui.label(
                RichText::new("Not to be disclosed")
                    .font(semibold(text_size::SMALL))
                    .color(tokens.warning),
            );
        }
    });
    ui.add_space(space::XS);
}

/// A field for the marking of a block alone, with common ones to choose.
fn marking_field_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, place: &Place<'_>) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        let label = RichText::new("Marking of this block alone").size(text_size::SMALL);
        ui.label(label.color(tokens.text_weak));
        let mut marking = place.block.marking.clone();
        let field = TextEdit::singleline(&mut marking)
            .hint_text("None")
            .desired_width(160.0);
        let response = ui.add(field);
        name_field(&response, "Marking of the block", &marking);
        if response.changed() {
            view.edit(edits::set_marking(place.project, place.id, &marking));
        }
        ui.menu_button("Common…", |ui| {
            for words in std::iter::once("None").chain(markings::offered()) {
                let marking = if words == "None" { "" } else { words };
                if ui
                    .selectable_label(place.block.marking == marking, words)
                    .clicked()
                {
                    view.edit(edits::set_marking(place.project, place.id, marking));
                    ui.close();
                }
            }
        });
        if icon_button(ui, "close", "Done marking").clicked() {
            session.briefing.marking = None;
        }
    });
    ui.add_space(space::XS);
}

fn text_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, place: &Place<'_>, words: &str) {
    let name = format!("Text in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Text,
        name: &name,
        hint: "Write here. *Italic*, **bold**, “- ” for a list, @ to cite a statement.",
        size: text_size::READING,
    };
    if let Some(words) = own_field_ui(ui, session, place, words, &field) {
        view.edit(edits::set_text(place.project, place.id, &words));
    }
}

fn page_break_ui(ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Page break"));
    let galley = ui.painter().layout_no_wrap(
        "Page break".to_owned(),
        egui::FontId::proportional(text_size::SMALL),
        tokens.text_weak,
    );
    let half = galley.size().x / 2.0 + space::S;
    let middle = rect.center();
    let dashes = |from: f32, to: f32| {
        egui::Shape::dashed_line(
            &[egui::pos2(from, middle.y), egui::pos2(to, middle.y)],
            egui::Stroke::new(1.0, tokens.hairline),
            4.0,
            4.0,
        )
    };
    ui.painter().extend(dashes(rect.left(), middle.x - half));
    ui.painter().extend(dashes(middle.x + half, rect.right()));
    ui.painter()
        .galley(middle - galley.size() / 2.0, galley, tokens.text_weak);
}

fn drop_ui(ui: &Ui, view: &mut ViewContext<'_>, place: &Place<'_>, rect: Rect) {
    let zone = ui.interact(rect, ui.scope_id().with(("drop", place.id)), Sense::hover());
    let Some((Dragged::Block(block), side, is_released)) = drag::over(ui, &zone) else {
        return;
    };
    let line = Rect::from_x_y_ranges(ui.max_rect().x_range(), rect.y_range());
    let y = match side {
        Side::Before => rect.top() + space::S,
        Side::After => rect.bottom() + space::S,
    };
    drag::line_ui(ui, line, y);
    if !is_released || block == place.id {
        return;
    }
    let mut at = match side {
        Side::Before => place.at,
        Side::After => place.at + 1,
    };
    // Places count without the block that is moved.
    let from = super::super::actions::place_of_block(place.project, block);
    if from.is_some_and(|(section, from)| section == place.section && from < at) {
        at -= 1;
    }
    view.send(Command::Briefing(BriefingCommand::MoveBlock {
        block,
        section: place.section,
        at,
    }));
}
