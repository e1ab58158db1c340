//! The document as it is written: head, sections, blocks.

use std::collections::BTreeSet;

use egui::{
    Frame, Key, Margin, Rect, Response, RichText, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

use super::super::command::{BriefingCommand, Command, Global};
use super::super::session::Session;
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, text_icon_button};
use super::block_ui::{self, Place};
use super::data::{self, Spot};
use super::drag::{self, Dragged};
use super::outline_ui::select_all;
use super::{column_ui, head_ui, preview_bar_ui, preview_ui};
use crate::model::SectionId;
use crate::project::{Project, edits};

/// Left of the words, for the handles of the blocks, and right of them.
const MARGINS: (f32, f32) = (44.0, 24.0);

/// The line above the editor: what is hidden can be shown from it.
pub(super) fn bar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, shows_preview: bool) {
    let session = &mut session.briefing;
    if shows_preview && !session.hides_outline {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let bar = Frame::new().inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
        ui.horizontal(|ui| {
            if session.hides_outline && icon_button(ui, "outline", "Show outline").clicked() {
                session.hides_outline = false;
            }
            if !shows_preview {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if text_icon_button(ui, "export", "Export…").clicked() {
                        view.send(Command::Global(Global::ExportBriefing));
                    }
                    if text_icon_button(ui, "preview", "Show preview").clicked() {
                        session.shows_preview = Some(true);
                    }
                    let length = RichText::new(session.facts.length());
                    ui.label(length.size(text_size::SMALL).color(tokens.text_weak));
                    if preview_bar_ui::warnings_button(ui, session, false) {
                        session.shows_preview = Some(true);
                        session.shows_warnings = true;
                    }
                });
            }
        });
    });
    let rect = bar.response.rect;
    ui.painter().hline(
        ui.max_rect().x_range(),
        rect.bottom(),
        Stroke::new(1.0, tokens.hairline),
    );
}

/// Draws the editor.
pub(super) fn editor_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let project = std::sync::Arc::clone(view.project);
    let mut list = std::mem::take(&mut session.briefing.editor);
    if let Some(spot) = session.briefing.jump.take() {
        let section = match spot {
            Spot::Section(id) | Spot::End(id) => Some(id),
            Spot::Block(block) => super::super::actions::place_of_block(&project, block).map(|(id, _)| id),
            Spot::Head | Spot::NewSection => None,
        };
        unfold(&project, &mut session.briefing.folded, section);
        list.jump_to(spot);
        if let Some(piece) = preview_ui::piece_of(&project, &view.derived.shown().document, spot) {
            session.briefing.preview.jump_to(piece);
        }
    }
    let items = items(&project, &session.briefing.folded);
    let clip = ui.available_rect_before_wrap();
    let mut is_first = true;
    list.show(ui, "briefing editor", &items, |ui, spot, rect| {
        if std::mem::take(&mut is_first) {
            drag::scroll_at_edges(ui, clip);
        }
        match spot {
            Spot::Head => column_ui(ui, MARGINS, |ui| head_ui::head_ui(ui, view, session)),
            Spot::Section(id) => column_ui(ui, MARGINS, |ui| title_ui(ui, view, session, &project, id)),
            Spot::Block(id) => column_ui(ui, MARGINS, |ui| match Place::of(&project, id) {
                Some(place) => block_ui::block_ui(ui, view, session, &place, rect),
                None => false,
            }),
            Spot::End(id) => column_ui(ui, MARGINS, |ui| end_ui(ui, view, &project, id)),
            Spot::NewSection => column_ui(ui, MARGINS, |ui| new_section_ui(ui, view, &project)),
        }
    });
    session.briefing.editor = list;
}

/// Unfolds what a section is folded away with, so that it can be seen.
fn unfold(project: &Project, folded: &mut BTreeSet<SectionId>, section: Option<SectionId>) {
    let lines = data::outline(project);
    let Some(at) = lines.iter().position(|line| Some(line.id) == section) else {
        return;
    };
    let mut level = u8::MAX;
    for line in lines.iter().take(at + 1).rev() {
        if line.level < level {
            folded.remove(&line.id);
            level = line.level;
        }
    }
}

/// Everything in the editor from top to bottom, with a guess at its height.
fn items(project: &Project, folded: &BTreeSet<SectionId>) -> Vec<(Spot, f32)> {
    let mut items = vec![(Spot::Head, 120.0)];
    let lines = if folded.is_empty() {
        Vec::new()
    } else {
        data::outline(project)
    };
    for (at, &id) in project.briefing().outline.iter().enumerate() {
        if data::is_hidden(&lines, at, folded) {
            continue;
        }
        items.push((Spot::Section(id), 64.0));
        if folded.contains(&id) {
            continue;
        }
        let Some(section) = project.section(id) else {
            continue;
        };
        items.extend(section.blocks.iter().map(|&block| (Spot::Block(block), 120.0)));
        items.push((Spot::End(id), 44.0));
    }
    items.push((Spot::NewSection, 120.0));
    items
}

/// The size of a heading of this depth.
pub(super) fn heading_size(level: u8) -> f32 {
    match level {
        0 => text_size::HEADING + 2.0,
        1 => text_size::HEADING - 2.0,
        _ => text_size::READING,
    }
}

fn title_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    project: &Project,
    id: SectionId,
) -> bool {
    let Some(section) = project.section(id) else {
        return false;
    };
    let tokens = Tokens::for_ui(ui);
    let session = &mut session.briefing;
    ui.add_space(if section.level == 0 { space::XL } else { space::M });
    let field_id = egui::Id::unique(("briefing section", id));
    let wants_keyboard = session.title_focus == Some(id);
    if wants_keyboard {
        session.title_focus = None;
        ui.memory_mut(|memory| memory.request_focus(field_id));
        select_all(ui, field_id, &section.title);
    }
    let number = project
        .briefing()
        .outline
        .iter()
        .position(|&other| other == id)
        .map_or(0, |at| at + 1);
    let field = TitleField {
        id: field_id,
        name: &format!("Title of section {number}"),
        hint: "Title of the section",
        size: heading_size(section.level),
    };
    let (response, title) = field.show(ui, &section.title);
    if let Some(title) = title {
        view.edit(edits::rename_section(project, id, &title));
    }
    if response.has_focus() && section.blocks.is_empty() && ui.input(|input| input.key_pressed(Key::Enter)) {
        view.send(Command::Briefing(BriefingCommand::AddText { section: id, at: 0 }));
    }
    if response.gained_focus() {
        session.section = Some(id);
    }
    let is_current = session.section == Some(id);
    let line = ui.available_rect_before_wrap().x_range();
    let color = if response.has_focus() || is_current {
        tokens.accent
    } else {
        tokens.hairline
    };
    ui.painter()
        .hline(line, response.rect.bottom() + 2.0, Stroke::new(1.0, color));
    ui.add_space(2.0);
    if drag::is_dragging(ui) {
        // The first place of the section is above its first block; empty sections have their end.
        let rect = response.rect;
        let zone = ui.interact(rect, ui.scope_id().with("drop"), Sense::hover());
        if let Some((Dragged::Block(block), _, is_released)) = drag::over(ui, &zone) {
            drag::line_ui(ui, rect, rect.bottom() + space::XS);
            if is_released {
                view.send(Command::Briefing(BriefingCommand::MoveBlock {
                    block,
                    section: id,
                    at: 0,
                }));
            }
        }
    }
    response.has_focus()
}

/// A title that can be typed: it goes on in the next line where it is long, and holds no line break.
pub(super) struct TitleField<'a> {
    pub id: egui::Id,
    pub name: &'a str,
    pub hint: &'a str,
    pub size: f32,
}

impl TitleField<'_> {
    /// Draws the field; the new title when it was changed.
    pub(super) fn show(&self, ui: &mut Ui, title: &str) -> (Response, Option<String>) {
        let mut words = title.to_owned();
        let field = TextEdit::multiline(&mut words)
            .id(self.id)
            .font(reading::bold(self.size))
            .frame(Frame::NONE)
            .margin(Margin::symmetric(0, 4))
            .hint_text(self.hint.to_owned())
            .desired_rows(1)
            .desired_width(ui.available_width())
            .return_key(None);
        let response = ui.add(field);
        name_field(&response, self.name, &words);
        let new = response.changed().then(|| words.replace(['\n', '\r'], " "));
        (response, new)
    }
}

/// The end of a section: what can be added to it.
fn end_ui(ui: &mut Ui, view: &mut ViewContext<'_>, project: &Project, id: SectionId) -> bool {
    let Some(section) = project.section(id) else {
        return false;
    };
    let tokens = Tokens::for_ui(ui);
    let top = ui.cursor().top();
    ui.add_space(space::S);
    let at = section.blocks.len();
    let title = section.title.trim();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for (icon, words, command) in additions(id, at) {
            let button = egui::Button::new((
                super::super::theme::icon_text(icon, 14.0).color(tokens.text_weak),
                RichText::new(words)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            ))
            .frame_when_inactive(false);
            let response = ui.add(button);
            let name = format!("Add {} to “{title}”", words.to_lowercase());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.on_hover_text(&name).clicked() {
                view.send(Command::Briefing(command));
            }
        }
    });
    if drag::is_dragging(ui) {
        let rect = Rect::from_min_max(
            egui::pos2(ui.min_rect().left(), top),
            egui::pos2(ui.max_rect().right(), ui.min_rect().bottom()),
        );
        let zone = ui.interact(rect, ui.scope_id().with("drop"), Sense::hover());
        if let Some((Dragged::Block(block), _, is_released)) = drag::over(ui, &zone) {
            drag::line_ui(ui, rect, rect.top() + space::XS);
            if is_released {
                view.send(Command::Briefing(BriefingCommand::MoveBlock {
                    block,
                    section: id,
                    at: usize::MAX,
                }));
            }
        }
    }
    false
}

/// What can be added at a place: icon, words, command.
pub(super) fn additions(section: SectionId, at: usize) -> [(&'static str, &'static str, BriefingCommand); 5] {
    [
        ("text", "Text", BriefingCommand::AddText { section, at }),
        (
            "list",
            "Talking points",
            BriefingCommand::AddPoints { section, at },
        ),
        (
            "table",
            "Positions table",
            BriefingCommand::AddPositions { section, at },
        ),
        ("timeline", "Picture", BriefingCommand::AddPicture { section, at }),
        (
            "minus",
            "Page break",
            BriefingCommand::AddPageBreak { section, at },
        ),
    ]
}

fn new_section_ui(ui: &mut Ui, view: &mut ViewContext<'_>, project: &Project) -> bool {
    ui.add_space(space::XL);
    ui.horizontal(|ui| {
        if text_icon_button(ui, "plus", "Section").clicked() {
            view.send(Command::Briefing(BriefingCommand::AddSection {
                at: project.briefing().outline.len(),
                level: 0,
            }));
        }
    });
    ui.allocate_space(vec2(1.0, 120.0));
    false
}

/// A small heading over a group of fields.
pub(super) fn caption_ui(ui: &mut Ui, words: &str) {
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new(words)
            .font(semibold(text_size::SMALL))
            .color(tokens.text_weak),
    );
}
