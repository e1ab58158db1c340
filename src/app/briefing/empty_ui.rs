//! What the place shows while there is no briefing: ways to begin one.

use std::path::PathBuf;

use egui::{CornerRadius, CursorIcon, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::super::command::{BriefingCommand, Command, Global};
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, primary_button, text_icon_button};
use super::column_ui;
use crate::briefing::templates::{Template, templates};

/// Draws the ways to begin.
pub(super) fn empty_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let above = (ui.clip_rect().height() * 0.1).max(space::XL);
        column_ui(ui, (space::XL, space::XL), |ui| {
            ui.add_space(above);
            ways_ui(ui, view);
            ui.add_space(space::XL);
        });
    });
}

fn ways_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    let tokens = Tokens::for_ui(ui);
    let has_statements = view
        .project
        .statements()
        .any(|(_, statement)| statement.is_visible);
    ui.label(icon_text("briefing", 40.0).color(tokens.text_weak));
    ui.add_space(space::S);
    ui.label(RichText::new("No briefing yet").font(reading::bold(26.0)));
    let words = if has_statements {
        "Let the program set up sections with the clearest statements of each party, then write around them. \
         Every quotation carries its footnote."
    } else {
        "Import articles first and the program can fill a briefing from what is said in them. An outline can \
         be written before that."
    };
    ui.label(
        RichText::new(words)
            .font(reading::upright(text_size::READING))
            .color(tokens.text_weak),
    );
    ui.add_space(space::L);
    ui.horizontal_wrapped(|ui| {
        let draft = ui.add_enabled_ui(has_statements, |ui| {
            primary_button(ui, "Draft briefing from statements")
        });
        let draft = draft
            .inner
            .on_disabled_hover_text("There are no statements in this project yet.");
        if draft.clicked() {
            view.send(Command::Briefing(BriefingCommand::Draft));
        }
        if !has_statements && text_icon_button(ui, "import", "Import articles…").clicked() {
            view.send(Command::Global(Global::ImportFiles));
        }
        if text_icon_button(ui, "plus", "Blank: add a section").clicked() {
            view.send(Command::Briefing(BriefingCommand::AddSection { at: 0, level: 0 }));
        }
    });
    ui.add_space(space::XL);
    ui.label(RichText::new("Or begin from a template").font(semibold(text_size::BODY)));
    ui.add_space(space::XS);
    if let Some(command) = templates_ui(ui, view.templates) {
        view.send(Command::Briefing(command));
    }
}

/// The templates of the program and the user's own; what is to be done with one when it was clicked.
pub(super) fn templates_ui(ui: &mut Ui, own: &[(PathBuf, Template)]) -> Option<BriefingCommand> {
    let mut chosen = None;
    for (number, template) in templates().iter().enumerate() {
        if template_ui(ui, &template.name, &template.purpose) {
            chosen = Some(BriefingCommand::Template(number));
        }
    }
    for (number, (_, template)) in own.iter().enumerate() {
        ui.horizontal(|ui| {
            let name = format!("Remove template {}", template.name);
            if icon_button(ui, "trash", &name).clicked() {
                chosen = Some(BriefingCommand::RemoveTemplate(number));
            }
            ui.vertical(|ui| {
                if template_ui(ui, &template.name, &template.purpose) {
                    chosen = Some(BriefingCommand::OwnTemplate(number));
                }
            });
        });
    }
    chosen
}

/// A template as a line with what it is for; true when it was clicked.
fn template_ui(ui: &mut Ui, name: &str, purpose: &str) -> bool {
    let tokens = Tokens::for_ui(ui);
    let indent = space::S + 20.0 + space::S;
    let purpose = ui.painter().layout(
        purpose.to_owned(),
        egui::FontId::proportional(text_size::SMALL),
        tokens.text_weak,
        ui.available_width() - indent,
    );
    let height = 38.0 + purpose.size().y;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(space::RADIUS), tokens.hover);
    }
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.hairline));
    let left = rect.left() + space::S;
    let text_left = rect.left() + indent;
    let middle = rect.center().y;
    let icon = icon_text("outline", 18.0).color(tokens.text_weak);
    let icon = egui::WidgetText::from(icon).into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
    ui.painter().galley(
        egui::pos2(left, middle - icon.size().y / 2.0),
        icon,
        tokens.text_weak,
    );
    let name = ui
        .painter()
        .layout_no_wrap(name.to_owned(), semibold(text_size::BODY), tokens.text);
    let name_height = name.size().y;
    ui.painter()
        .galley(egui::pos2(text_left, rect.top() + 8.0), name, tokens.text);
    let below = rect.top() + 11.0 + name_height;
    ui.painter()
        .galley(egui::pos2(text_left, below), purpose, tokens.text_weak);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
