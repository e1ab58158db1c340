//! The bar above the preview: how long the document is, what to look at, export.

use egui::{Align, AtomExt as _, Frame, Label, Margin, RichText, Stroke, Ui, vec2};

use super::super::command::{Command, Global};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, primary_button};
use super::BriefingSession;
use super::data;

/// Draws the bar.
pub(super) fn bar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let session = &mut session.briefing;
    let bar = Frame::new()
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(RichText::new("Preview").font(semibold(text_size::BODY)));
                    let length = RichText::new(session.facts.length());
                    ui.label(length.size(text_size::SMALL).color(tokens.text_weak))
                        .on_hover_text("Reading time at 230 words a minute, without notes and sources");
                });
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, "sidebar", "Hide preview").clicked() {
                        session.shows_preview = Some(false);
                    }
                    if primary_button(ui, "Export…").clicked() {
                        view.send(Command::Global(Global::ExportBriefing));
                    }
                });
            });
            warnings_ui(ui, session);
        });
    let rect = bar.response.rect;
    ui.painter().hline(
        ui.max_rect().x_range(),
        rect.bottom(),
        Stroke::new(1.0, tokens.hairline),
    );
}

/// "2 things to look at"; true when it was clicked. Nothing while there is nothing.
pub(super) fn warnings_button(ui: &mut Ui, session: &BriefingSession, is_open: bool) -> bool {
    let tokens = Tokens::for_ui(ui);
    let n_warnings = session.facts.warnings.len();
    if n_warnings == 0 {
        return false;
    }
    let words = data::counted(n_warnings, "thing to look at", "things to look at");
    let chevron = if is_open { "chevron_down" } else { "chevron_right" };
    let button = egui::Button::new((
        icon_text("warning", 14.0).color(tokens.warning),
        RichText::new(&words).color(tokens.warning),
        icon_text(chevron, 12.0).color(tokens.warning),
    ))
    .frame_when_inactive(false);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    response.clicked()
}

fn warnings_ui(ui: &mut Ui, session: &mut BriefingSession) {
    let tokens = Tokens::for_ui(ui);
    if warnings_button(ui, session, session.shows_warnings) {
        session.shows_warnings = !session.shows_warnings;
    }
    if !session.shows_warnings {
        return;
    }
    let mut jump = None;
    egui::ScrollArea::vertical()
        .id_salt("warnings")
        .max_height(200.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for warning in &session.facts.warnings {
                let words = RichText::new(&warning.words).size(text_size::SMALL);
                if warning.spot.is_some() {
                    let arrow = icon_text("arrow_right", 12.0).color(tokens.accent);
                    let button = egui::Button::new((words.atom_shrink(true), arrow))
                        .frame_when_inactive(false)
                        .wrap()
                        .min_size(vec2(ui.available_width(), 0.0));
                    let response = ui.add(button);
                    response
                        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &warning.words));
                    if response.on_hover_text("Go there").clicked() {
                        jump = warning.spot;
                    }
                } else {
                    ui.add(Label::new(words.color(tokens.text_weak)).wrap());
                }
            }
        });
    if jump.is_some() {
        session.jump = jump;
    }
}
