//! The dialogs of the briefing.

use std::path::{Path, PathBuf};

use egui::{RichText, TextEdit, Ui};

use super::super::App;
use super::super::command::{BriefingCommand, Command};
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::widgets::{name_field, primary_button};
use super::export_ui::{ExportState, export_ui};
use super::refresh_ui::{RefreshState, refresh_ui};

/// A dialog of the briefing.
#[derive(Clone, Debug)]
pub(crate) enum BriefingDialog {
    /// What to export, and as what.
    Export(ExportState),
    /// A file is there already.
    Replace(PathBuf, ExportState),
    /// A section is brought up to date.
    Refresh(RefreshState),
    /// The briefing is kept as a template of this name.
    Template(String),
}

/// Draws a dialog of the briefing; true once it is done.
pub(crate) fn briefing_dialog_ui(app: &mut App, ui: &mut Ui, dialog: &mut BriefingDialog) -> bool {
    match dialog {
        BriefingDialog::Export(state) => export_ui(app, ui, state),
        BriefingDialog::Replace(path, export) => replace_ui(app, ui, path, *export),
        BriefingDialog::Refresh(state) => refresh_ui(app, ui, state),
        BriefingDialog::Template(name) => template_ui(app, ui, name),
    }
}

fn replace_ui(app: &mut App, ui: &mut Ui, path: &Path, export: ExportState) -> bool {
    ui.set_width(460.0);
    ui.label(RichText::new("Replace the file?").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    ui.label(format!(
        "{} is there already. What is in it would be lost.",
        path.display()
    ));
    ui.add_space(space::L);
    let (cancels, replaces) = egui::Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| primary_button(ui, "Replace").clicked(),
    );
    if replaces {
        app.export_now(path.to_path_buf(), export);
    }
    cancels || replaces
}

fn template_ui(app: &mut App, ui: &mut Ui, name: &mut String) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(460.0);
    ui.label(RichText::new("Keep as a template").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    ui.label(
        RichText::new(
            "Sections, own text and talking points are kept; excerpts are not. Sections that gather statements \
             are filled with those of the project in which the template is used.",
        )
        .color(tokens.text_weak),
    );
    ui.add_space(space::S);
    let field = TextEdit::singleline(name)
        .hint_text("Name of the template")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_field(&response, "Name of the template", name);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !enter && name.is_empty() {
        response.request_focus();
    }
    ui.add_space(space::L);
    let can = !name.trim().is_empty();
    let (cancels, keeps) = egui::Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| {
            ui.add_enabled_ui(can, |ui| primary_button(ui, "Keep"))
                .inner
                .clicked()
        },
    );
    if can && (keeps || enter) {
        app.outbox
            .send(Command::Briefing(BriefingCommand::KeepTemplate(name.clone())));
        return true;
    }
    cancels
}
