//! The dialogs of the briefing.

use std::path::{Path, PathBuf};

use egui::{RichText, TextEdit, Ui};

use super::super::App;
use super::super::beginning::contents;
use super::super::command::{BriefingCommand, Command};
use super::super::placing::title_of;
use super::super::shell::ModalState;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::widgets::{name_field, primary_button};
use super::data;
use super::empty_ui::templates_ui;
use super::export_ui::{ExportState, export_ui};
use super::refresh_ui::{RefreshState, refresh_ui};
use crate::model::BlockId;

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
    /// A template is kept already under such a name: `there`.
    ReplaceTemplate { name: String, there: String },
    /// One of the user's own templates is to go.
    RemoveTemplate { path: PathBuf, name: String },
    /// A briefing is begun from a template.
    Templates,
    /// These excerpts go to another section.
    Section(Vec<BlockId>),
}

/// Draws a dialog of the briefing; true once it is done.
pub(crate) fn briefing_dialog_ui(app: &mut App, ui: &mut Ui, dialog: &mut BriefingDialog) -> bool {
    match dialog {
        BriefingDialog::Export(state) => export_ui(app, ui, state),
        BriefingDialog::Replace(path, export) => replace_ui(app, ui, path, *export),
        BriefingDialog::Refresh(state) => refresh_ui(app, ui, state),
        BriefingDialog::Template(name) => template_ui(app, ui, name),
        BriefingDialog::ReplaceTemplate { name, there } => replace_template_ui(app, ui, name, there),
        BriefingDialog::RemoveTemplate { path, name } => remove_template_ui(app, ui, path, name),
        BriefingDialog::Templates => choose_template_ui(app, ui),
        BriefingDialog::Section(blocks) => section_ui(app, ui, blocks),
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

/// Asks whether a template takes the place of another.
fn replace_template_ui(app: &mut App, ui: &mut Ui, name: &str, there: &str) -> bool {
    ui.set_width(460.0);
    ui.label(RichText::new("Replace the template?").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    ui.label(format!(
        "“{there}” is kept under this name already. What is in it would be lost, and undo does not bring it back."
    ));
    ui.add_space(space::L);
    let (renames, replaces) = egui::Sides::new().show(
        ui,
        |ui| ui.button("Choose another name").clicked(),
        |ui| primary_button(ui, "Replace").clicked(),
    );
    if replaces {
        app.keep_template_now(name);
    } else if renames {
        let dialog = BriefingDialog::Template(name.to_owned());
        app.session.modal = Some(ModalState::Briefing(dialog));
    }
    renames || replaces
}

/// Asks whether one of the user's own templates is to go.
fn remove_template_ui(app: &mut App, ui: &mut Ui, path: &Path, name: &str) -> bool {
    ui.set_width(460.0);
    ui.label(RichText::new("Remove the template?").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    ui.label(format!(
        "The file of “{name}” would be deleted. Undo does not bring it back. Briefings that were begun from it stay \
         as they are."
    ));
    ui.add_space(space::L);
    let (removes, keeps) = egui::Sides::new().show(
        ui,
        |ui| {
            ui.button(format!("Remove “{}”", data::shortened(name, 30)))
                .clicked()
        },
        |ui| primary_button(ui, "Keep it").clicked(),
    );
    if removes {
        app.remove_template(path, name);
    }
    removes || keeps
}

/// The templates, and what the chosen one would replace.
fn choose_template_ui(app: &mut App, ui: &mut Ui) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(560.0);
    ui.label(RichText::new("New briefing from a template").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    let words = match contents(app.host.project()) {
        Some(there) => format!(
            "It takes the place of {there}. What stands above the document stays, and Undo brings the rest back."
        ),
        None => {
            "Sections with hints what to write, some filled from the statements of the project.".to_owned()
        }
    };
    ui.label(RichText::new(words).color(tokens.text_weak));
    ui.add_space(space::S);
    let room = (ui.ctx().content_rect().height() - 300.0).max(160.0);
    let chosen = egui::ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| templates_ui(ui, &app.templates))
        .inner;
    ui.add_space(space::L);
    let cancels = egui::Sides::new()
        .show(ui, |_| {}, |ui| ui.button("Cancel").clicked())
        .1;
    let is_chosen = chosen.is_some();
    if let Some(command) = chosen {
        app.outbox.send(Command::Briefing(command));
    }
    cancels || is_chosen
}

/// The sections of the briefing, for excerpts that were placed in one of them.
fn section_ui(app: &mut App, ui: &mut Ui, blocks: &[BlockId]) -> bool {
    let tokens = Tokens::for_ui(ui);
    let project = app.host.project();
    let words = data::counted(blocks.len(), "excerpt", "excerpts");
    ui.set_width(420.0);
    ui.label(RichText::new(format!("Move {words} to")).font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    let room = (ui.ctx().content_rect().height() - 260.0).max(160.0);
    let mut chosen = None;
    egui::ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for &id in &project.briefing().outline {
                let Some(section) = project.section(id) else {
                    continue;
                };
                let is_there = blocks.iter().all(|block| section.blocks.contains(block));
                ui.horizontal(|ui| {
                    ui.add_space(f32::from(section.level) * space::M);
                    let button = egui::Button::new(title_of(project, id))
                        .frame_when_inactive(false)
                        .truncate();
                    if ui.add_enabled(!is_there, button).clicked() {
                        chosen = Some(id);
                    }
                    if is_there {
                        ui.label(
                            RichText::new("there now")
                                .size(text_size::SMALL)
                                .color(tokens.text_weak),
                        );
                    }
                });
            }
        });
    ui.add_space(space::L);
    let cancels = egui::Sides::new()
        .show(ui, |_| {}, |ui| ui.button("Cancel").clicked())
        .1;
    if let Some(section) = chosen {
        let command = BriefingCommand::MoveTo(section, blocks.to_vec());
        app.outbox.send(Command::Briefing(command));
    }
    cancels || chosen.is_some()
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
