//! The dialogs about what could be lost. Each says what happened, what is safe, and what can be done.

use std::path::Path;

use egui::{Grid, RichText, ScrollArea, Sides, Ui};
use jiff::tz::TimeZone;

use super::super::App;
use super::super::dialogs::Purpose;
use super::super::event::AfterSave;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::widgets::primary_button;
use super::recovery::file_words;
use super::{Changed, Damaged, Found, Opening, SafetyDialog, VersionsState, when};
use crate::storage::backups::{Keeping, Place, Version};
use crate::storage::lock::Holder;

/// Draws the dialog; true when it is done.
pub(crate) fn safety_ui(app: &mut App, ui: &mut Ui, dialog: &mut SafetyDialog) -> bool {
    match dialog {
        SafetyDialog::Recovery(found) => recovery_ui(app, ui, found),
        SafetyDialog::Versions(state) => versions_ui(app, ui, state),
        SafetyDialog::InUse(path, holder) => in_use_ui(app, ui, path, holder),
        SafetyDialog::Changed(changed) => changed_ui(app, ui, changed),
        SafetyDialog::Replace(purpose, path) => replace_ui(app, ui, purpose, path),
        SafetyDialog::Damaged(damaged) => damaged_ui(app, ui, damaged),
    }
}

fn title_ui(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
}

fn small_ui(ui: &mut Ui, words: impl Into<String>) {
    let tokens = Tokens::for_ui(ui);
    let words = RichText::new(words)
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    ui.add(egui::Label::new(words).wrap());
}

/// What differs, a line each; what to say while that is not known, and when nothing does.
fn lines_ui(ui: &mut Ui, lines: Option<&[String]>, nothing: &str) {
    match lines {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                small_ui(ui, "Comparing…");
            });
        }
        Some([]) => small_ui(ui, nothing),
        Some(lines) => {
            for line in lines {
                ui.add(egui::Label::new(RichText::new(format!("•  {line}")).size(text_size::SMALL)).wrap());
            }
        }
    }
}

fn recovery_ui(app: &mut App, ui: &mut Ui, found: &mut Vec<Found>) -> bool {
    ui.set_width(560.0);
    title_ui(ui, "Unsaved work was found");
    ui.label(
        "Readout ended before this work was saved. It can be opened as a new project that is not saved yet; no file \
         is changed by that.",
    );
    ui.add_space(space::M);
    let mut chosen = None;
    let mut forgotten = None;
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for (idx, found) in found.iter().enumerate() {
            if idx > 0 {
                ui.separator();
            }
            let offer = &found.offer;
            let number = found_number(idx);
            ui.horizontal(|ui| {
                ui.label(RichText::new(&offer.title).font(semibold(text_size::BODY)));
                small_ui(ui, format!("last change {}", when(offer.last)));
                if offer.is_declined {
                    small_ui(ui, "put aside before");
                }
            });
            let changes = match offer.n_edits {
                0 => "The whole project, without later changes.".to_owned(),
                1 => format!("1 change: {}.", offer.labels.join(", ")),
                n => format!("{n} changes, the newest: {}.", offer.labels.join(", ")),
            };
            ui.add(egui::Label::new(changes).wrap());
            small_ui(ui, file_words(offer));
            ui.add_space(space::XS);
            if found.differences.as_ref().is_some_and(|lines| !lines.is_empty()) {
                small_ui(ui, "Against what is in the file, this work has:");
            }
            lines_ui(
                ui,
                found.differences.as_deref(),
                "It is the same as what is in the file.",
            );
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                if primary_button(ui, &format!("Open work{number}")).clicked() {
                    chosen = Some(idx);
                }
                if offer.is_declined && ui.button(format!("Delete for good{number}")).clicked() {
                    forgotten = Some(idx);
                }
            });
        }
    });
    ui.add_space(space::L);
    let is_put_off = Sides::new()
        .show(
            ui,
            |ui| {
                small_ui(
                    ui,
                    "What you put aside is kept for 30 days: File, Recover unsaved work.",
                );
            },
            |ui| ui.button("Not now").clicked(),
        )
        .1;
    if let Some(idx) = forgotten
        && idx < found.len()
    {
        app.forget_work(found.remove(idx).offer);
    }
    if let Some(found) = chosen.and_then(|idx| found.get(idx)) {
        app.recover(found.offer.clone());
        return true;
    }
    if is_put_off {
        let offers = found.iter().map(|found| found.offer.clone()).collect();
        app.decline_work(offers);
    }
    is_put_off || found.is_empty()
}

/// Tells the buttons of several things apart.
fn found_number(idx: usize) -> String {
    if idx == 0 {
        String::new()
    } else {
        format!(" {}", idx + 1)
    }
}

fn versions_ui(app: &mut App, ui: &mut Ui, state: &mut VersionsState) -> bool {
    ui.set_width(740.0);
    title_ui(ui, "Earlier versions");
    let mut reads = None;
    match state.versions.as_deref() {
        None => {
            ui.spinner();
        }
        Some([]) => {
            ui.label("There are none yet. A copy is kept after each save.");
        }
        Some(versions) => {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(330.0);
                    ScrollArea::vertical()
                        .id_salt("versions")
                        .max_height(320.0)
                        .auto_shrink([false, true])
                        .show(ui, |ui| {
                            for (idx, version) in versions.iter().enumerate() {
                                let is_selected = state.selected.as_ref() == Some(&version.path);
                                if ui.selectable_label(is_selected, name(version, idx)).clicked()
                                    && !is_selected
                                {
                                    reads = Some(version.path.clone());
                                }
                            }
                        });
                });
                // No rule between them: it would be as tall as the dialog, and the dialog as tall as the rule.
                ui.add_space(space::L);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    version_ui(ui, state);
                });
            });
        }
    }
    if let Some(path) = reads {
        state.selected = Some(path.clone());
        state.read = None;
        app.read_version(path);
    }
    ui.add_space(space::M);
    ui.separator();
    keeping_ui(app, ui);
    ui.add_space(space::M);
    let read = state.read.clone().and_then(Result::ok);
    let (opens, (restores, closes)) = Sides::new().show(
        ui,
        |ui| {
            ui.add_enabled_ui(read.is_some(), |ui| ui.button("Open as a new project").clicked())
                .inner
        },
        |ui| {
            let restores = ui.add_enabled_ui(read.is_some(), |ui| primary_button(ui, "Restore").clicked());
            (restores.inner, ui.button("Close").clicked())
        },
    );
    match read {
        Some(read) if restores => app.restore_version(&read),
        Some(read) if opens => app.open_version(&read),
        _ => {}
    }
    restores || opens || closes
}

fn name(version: &Version, idx: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "shown with one digit")]
    let kilobytes = version.n_bytes as f64 / 1_000.0;
    let newest = if idx == 0 { " (last save)" } else { "" };
    // Two saves may be a few seconds apart.
    let time = TimeZone::system()
        .to_datetime(version.at)
        .strftime("%-d %b %Y, %H:%M:%S");
    format!("{time}, {kilobytes:.1} kB{newest}")
}

fn version_ui(ui: &mut Ui, state: &VersionsState) {
    match &state.read {
        None => lines_ui(ui, None, ""),
        Some(Err(why)) => {
            ui.label(format!("This version could not be read. {why}"));
        }
        Some(Ok(read)) => {
            let project = &read.project;
            ui.label(format!(
                "{} articles, {} statements, {} blocks in the briefing",
                project.articles().len(),
                project.statements().count(),
                project.briefing().blocks.len()
            ));
            ui.add_space(space::XS);
            small_ui(ui, "Against what is open now, this version has:");
            ScrollArea::vertical()
                .id_salt("differences")
                .max_height(260.0)
                .show(ui, |ui| lines_ui(ui, Some(&read.differences), "No differences."));
        }
    }
}

/// How many versions are kept, and where.
fn keeping_ui(app: &mut App, ui: &mut Ui) {
    let before = app.preferences.backups.clone();
    let mut keeping = before.clone();
    ui.horizontal_wrapped(|ui| {
        ui.label("Keep the last");
        let saves = ui.add(egui::DragValue::new(&mut keeping.n_saves).range(1..=Keeping::MOST));
        saves.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Saves to keep"));
        ui.label("saves, and one a day for");
        let days = ui.add(egui::DragValue::new(&mut keeping.n_days).range(0..=Keeping::MOST));
        days.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Days to keep"));
        ui.label("days,");
        let mut is_beside = keeping.place == Place::BesideProject;
        ui.checkbox(&mut is_beside, "in a folder beside the project");
        keeping.place = if is_beside {
            Place::BesideProject
        } else {
            Place::DataFolder
        };
    });
    if keeping != before {
        app.preferences.backups = keeping;
        app.keep_preferences();
    }
}

fn in_use_ui(app: &mut App, ui: &mut Ui, path: &Path, holder: &Holder) -> bool {
    ui.set_width(520.0);
    title_ui(ui, "This project is open elsewhere");
    let who = if holder.pid == std::process::id() {
        "in this window".to_owned()
    } else {
        format!("in process {} on {}", holder.pid, holder.host)
    };
    ui.label(format!(
        "{} has been open {who} since {}. If both save, one loses what the other has done.",
        path.display(),
        when(holder.since)
    ));
    ui.add_space(space::L);
    let (cancels, (reads, copies)) = Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| {
            (
                primary_button(ui, "Open read-only").clicked(),
                ui.button("Open a copy").clicked(),
            )
        },
    );
    if reads {
        app.open_path_as(path.to_owned(), Opening::ReadOnly);
    } else if copies {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        app.open_path_as(path.to_owned(), Opening::Copy(format!("{name} (copy)")));
    }
    cancels || reads || copies
}

fn changed_ui(app: &mut App, ui: &mut Ui, changed: &Changed) -> bool {
    ui.set_width(560.0);
    title_ui(ui, "Another program has changed the file");
    ui.label(format!(
        "{} is not as Readout left it: a synchronised folder, version control, or somebody else has written it. \
         Nothing has been overwritten.",
        changed.path.display()
    ));
    ui.add_space(space::M);
    match &changed.theirs {
        None => lines_ui(ui, None, ""),
        Some(Err(why)) => {
            ui.label(format!("What is in the file cannot be read as a project. {why}"));
        }
        Some(Ok(theirs)) => {
            ui.label(
                RichText::new("Against yours, the version in the file has:").font(semibold(text_size::BODY)),
            );
            ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
                lines_ui(ui, Some(&theirs.differences), "No differences in content.");
            });
        }
    }
    ui.add_space(space::M);
    small_ui(
        ui,
        "If you overwrite it, their version is kept among the earlier versions. If you take theirs, Undo brings \
         yours back.",
    );
    ui.add_space(space::M);
    let theirs = changed.theirs.as_ref().and_then(|theirs| theirs.as_ref().ok());
    let (cancels, (saves, takes, overwrites)) = Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| {
            let saves = primary_button(ui, "Save mine as…").clicked();
            let takes = ui.add_enabled_ui(theirs.is_some(), |ui| ui.button("Take theirs").clicked());
            (saves, takes.inner, ui.button("Overwrite theirs").clicked())
        },
    );
    if saves {
        app.ask_where_to_save(changed.after.clone());
    } else if overwrites {
        app.save_over(changed.path.clone(), changed.after.clone(), None);
    } else if takes && let Some(theirs) = theirs {
        app.take_theirs(theirs, AfterSave::Stay);
    }
    cancels || saves || takes || overwrites
}

fn replace_ui(app: &mut App, ui: &mut Ui, purpose: &Purpose, path: &Path) -> bool {
    ui.set_width(480.0);
    title_ui(ui, "Replace the file?");
    ui.label(format!("{} is already there.", path.display()));
    if matches!(purpose, Purpose::Save(_)) {
        ui.add_space(space::XS);
        small_ui(ui, "A copy of it is kept among the earlier versions.");
    }
    ui.add_space(space::L);
    let (cancels, (replaces, renames)) = Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| {
            (
                primary_button(ui, "Replace").clicked(),
                ui.button("Choose another name…").clicked(),
            )
        },
    );
    if replaces {
        app.use_chosen(purpose.clone(), vec![path.to_owned()]);
    } else if renames {
        app.ask(purpose.clone());
    }
    cancels || replaces || renames
}

fn damaged_ui(app: &mut App, ui: &mut Ui, damaged: &Damaged) -> bool {
    ui.set_width(560.0);
    title_ui(ui, "This project is damaged");
    ui.label(format!("{} could not be opened.", damaged.path.display()));
    small_ui(ui, damaged.why.clone());
    ui.add_space(space::M);
    let project = &damaged.salvaged.project;
    ui.label("This much of it can still be read, and opened as a new project:");
    ui.add_space(space::XS);
    let rows = Grid::new("salvaged")
        .num_columns(2)
        .min_row_height(text_size::HEADING)
        .spacing([space::XL, space::XS]);
    rows.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = text_size::HEADING;
        for (what, n) in [
            ("Articles", project.articles().len()),
            ("Statements", project.statements().count()),
            ("Topics", project.topics().len()),
            ("Blocks of the briefing", project.briefing().blocks.len()),
        ] {
            ui.label(what);
            ui.label(n.to_string());
            ui.end_row();
        }
    });
    if !damaged.salvaged.lost.is_empty() {
        ui.add_space(space::S);
        ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
            lines_ui(ui, Some(&damaged.salvaged.lost), "");
        });
    }
    ui.add_space(space::L);
    let (cancels, (opens, looks)) = Sides::new().show(
        ui,
        |ui| ui.button("Cancel").clicked(),
        |ui| {
            (
                primary_button(ui, "Open what can be read").clicked(),
                ui.button("Copy the message").clicked(),
            )
        },
    );
    if looks {
        ui.ctx()
            .copy_text(format!("{}: {}", damaged.path.display(), damaged.why));
    }
    if opens {
        app.open_salvaged(&damaged.path, (*damaged.salvaged).clone());
    }
    cancels || opens
}
