//! The dialogs of the window itself. One at a time; Escape closes it.

use std::path::PathBuf;

use egui::{Frame, Grid, Id, Modal, RichText, ScrollArea, Sides, TextEdit, Ui};

use super::super::App;
use super::super::briefing::{BriefingDialog, briefing_dialog_ui};
use super::super::command::{Command, Global, SavedView};
use super::super::dialogs::Purpose;
use super::super::event::AfterSave;
use super::super::people::{PeopleState, people_ui};
use super::super::safety::{SafetyDialog, safety_ui};
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::widgets::{name_field, primary_button};
use super::import_ui::{Choosing, choose_ui, link_ui};
use super::palette::{PaletteState, palette_ui};
use crate::briefing::Edition;

/// The dialog that is open.
#[derive(Clone, Debug)]
pub(crate) enum ModalState {
    /// Any command by a few letters.
    Palette(PaletteState),
    /// Changes would be lost; what comes after.
    Unsaved(AfterSave),
    /// A path to be typed, where there is no native dialog.
    Path { purpose: Purpose, words: String },
    /// An article to be pasted.
    Paste { words: String },
    /// An address to be fetched.
    Link { words: String },
    /// What of a file to import, and as what.
    Choose { path: PathBuf, choosing: Choosing },
    /// The people of the project.
    People(Box<PeopleState>),
    /// All keys.
    Shortcuts,
    /// Version and licences.
    About,
    /// Something could be lost.
    Safety(SafetyDialog),
    /// Handing the briefing over.
    Briefing(BriefingDialog),
}

impl ModalState {
    pub(crate) fn palette() -> Self {
        Self::Palette(PaletteState::default())
    }

    pub(crate) fn paste() -> Self {
        Self::Paste { words: String::new() }
    }

    /// The people of the project, opened at one of them.
    pub(crate) fn people(name: Option<&str>) -> Self {
        Self::People(Box::new(PeopleState::of(name)))
    }

    /// Which document of the briefing it asks about.
    pub(crate) fn asks_about(&self) -> Option<Edition> {
        match self {
            Self::Briefing(BriefingDialog::Export(export)) => export.edition_of_document(),
            _ => None,
        }
    }

    pub(crate) fn path(purpose: Purpose) -> Self {
        Self::Path {
            purpose,
            words: String::new(),
        }
    }
}

/// Draws the open dialog, if there is one.
pub(crate) fn modals_ui(app: &mut App, ctx: &egui::Context) {
    let Some(mut state) = app.session.modal.take() else {
        return;
    };
    let frame = Frame::popup(&ctx.global_style()).inner_margin(space::XL);
    let modal = Modal::new(Id::unique("modal")).frame(frame);
    let response = modal.show(ctx, |ui| match &mut state {
        ModalState::Palette(palette) => palette_ui(app, ui, palette),
        ModalState::Unsaved(next) => unsaved_ui(app, ui, next),
        ModalState::Path { purpose, words } => path_ui(app, ui, purpose, words),
        ModalState::Paste { words } => paste_ui(app, ui, words),
        ModalState::Link { words } => link_ui(app, ui, words),
        ModalState::Choose { path, choosing } => choose_ui(app, ui, path, choosing),
        ModalState::People(people) => people_ui(app, ui, people),
        ModalState::Shortcuts => shortcuts_ui(ui),
        ModalState::About => about_ui(ui),
        ModalState::Safety(dialog) => safety_ui(app, ui, dialog),
        ModalState::Briefing(dialog) => briefing_dialog_ui(app, ui, dialog),
    });
    settle_size(ctx, response.response.id, response.response.rect.size());
    let is_done = response.inner || response.should_close();
    // What the dialog did may have opened another one.
    if !is_done && app.session.modal.is_none() {
        app.session.modal = Some(state);
    }
}

/// Draws once more after what floats has changed its size: where it floats goes by the size that it had before.
pub(super) fn settle_size(ctx: &egui::Context, id: Id, size: egui::Vec2) {
    let id = id.with("size");
    let before: Option<egui::Vec2> = ctx.data_mut(|data| data.get_temp(id));
    if before != Some(size) {
        ctx.data_mut(|data| data.insert_temp(id, size));
        ctx.request_repaint();
    }
}

/// The words at the head of a dialog.
pub(crate) fn title_ui(ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
}

fn unsaved_ui(app: &mut App, ui: &mut Ui, next: &AfterSave) -> bool {
    ui.set_width(440.0);
    title_ui(ui, "Save the changes?");
    ui.label(format!(
        "“{}” has changes that are not saved. Discarded ones can be brought back for 30 days with File, Recover \
         unsaved work.",
        app.host.title()
    ));
    ui.add_space(space::L);
    let (discards, (saves, cancels)) = Sides::new().show(
        ui,
        |ui| ui.button("Discard changes").clicked(),
        |ui| {
            (
                primary_button(ui, "Save").clicked(),
                ui.button("Cancel").clicked(),
            )
        },
    );
    if discards {
        app.after_save(next.clone());
    } else if saves {
        app.save(next.clone());
    }
    discards || saves || cancels
}

fn path_ui(app: &mut App, ui: &mut Ui, purpose: &Purpose, words: &mut String) -> bool {
    ui.set_width(520.0);
    title_ui(ui, purpose.title());
    ui.label(
        "This desktop offers no file dialog (neither a desktop portal nor zenity answered). Type the path instead; \
         ~ stands for your home folder.",
    );
    ui.add_space(space::S);
    let response = ui.add(
        TextEdit::singleline(words)
            .hint_text("/home/me/briefing.ron")
            .desired_width(f32::INFINITY),
    );
    name_field(&response, "Path", words);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if !enter {
        response.request_focus();
    }
    ui.add_space(space::L);
    let mut is_done = false;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            let button = ui.add_enabled_ui(!words.trim().is_empty(), |ui| primary_button(ui, purpose.verb()));
            if button.inner.clicked() || enter && !words.trim().is_empty() {
                let path = expand_home(words.trim());
                match purpose {
                    // No dialog has asked whether something is replaced.
                    Purpose::Export(export) => app.export_where(path, *export),
                    purpose => app.chosen(purpose.clone(), vec![path], false),
                }
                is_done = true;
            }
            if ui.button("Cancel").clicked() {
                is_done = true;
            }
        },
    );
    is_done
}

/// A path as typed, with `~` for the home folder.
fn expand_home(words: &str) -> PathBuf {
    match (words.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(words),
    }
}

fn paste_ui(app: &mut App, ui: &mut Ui, words: &mut String) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(640.0);
    title_ui(ui, "Paste an article");
    ui.label(
        RichText::new(
            "Paste the text, or a link, with Ctrl+V. Menus and other page furniture may stay in; they are set aside.",
        )
        .color(tokens.text_weak),
    );
    ui.add_space(space::S);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let response = ui.add(
            TextEdit::multiline(words)
                .desired_width(f32::INFINITY)
                .desired_rows(14)
                .font(reading::upright(15.0)),
        );
        name_field(&response, "Text of the article", words);
        if !response.has_focus() && words.is_empty() {
            response.request_focus();
        }
    });
    ui.add_space(space::L);
    let mut is_done = false;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            let button = ui.add_enabled_ui(!words.trim().is_empty(), |ui| primary_button(ui, "Import"));
            if button.inner.clicked() {
                app.outbox.send(Command::ImportText(std::mem::take(words)));
                is_done = true;
            }
            if ui.button("Cancel").clicked() {
                is_done = true;
            }
        },
    );
    is_done
}

/// Keys that mean something in one place of work only.
const PLACE_KEYS: [(&str, &[(&str, &str)]); 4] = [
    (
        "In the reader",
        &[
            ("Go by word and line while marking (F7)", "← → ↑ ↓"),
            ("Go by sentence, by paragraph", "Ctrl+← →, Home End"),
            ("Mark what the keys pass over", "Shift"),
            ("Make a statement of the marked words", "S"),
            ("Move the end of the statement by a word", "Shift+← →"),
            ("Move its start by a word", "Alt+Shift+← →"),
        ],
    ),
    (
        "While reviewing",
        &[
            ("Accept and go on", "A"),
            ("Fix: to the speaker’s field", "F"),
            ("Skip", "N"),
            ("Back", "P"),
            ("Hide", "X"),
            ("Accept all that are shown", "Shift+A"),
            ("Least sure first, or as they are shown", "O"),
            ("End", "Esc"),
        ],
    ),
    (
        "In Compare",
        &[
            ("Add the selected card to the briefing", "Space"),
            ("Open it in the reader", "Enter"),
            ("Put it aside", "Delete"),
            ("Go by cards, by pages", "← → ↑ ↓, Page Up Page Down"),
            ("To the ends of the row, of the table", "Home End, Ctrl+Home End"),
            ("Write the line of the cell", "L"),
            ("Check the silence of the cell or row", "C"),
            ("Fold the row at its heading", "← →"),
            ("Fold all rows, unfold them", "Shift+← →"),
        ],
    ),
    (
        "In the briefing",
        &[
            ("Move a section or block", "Ctrl+Shift+↑ ↓"),
            ("Nest a section", "Ctrl+Shift+← →"),
            ("Rename a section", "F2"),
        ],
    ),
];

fn shortcuts_ui(ui: &mut Ui) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(480.0);
    title_ui(ui, "Keyboard shortcuts");
    let scroll = ScrollArea::vertical()
        .max_height(420.0)
        .auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.spacing_mut().interact_size.y = text_size::HEADING;
        Grid::new("shortcuts")
            .num_columns(2)
            .spacing([space::XL, space::S])
            .show(ui, |ui| {
                for command in Global::ALL {
                    if let Some(shortcut) = command.shortcut() {
                        ui.label(command.text());
                        ui.label(RichText::new(ui.ctx().format_shortcut(&shortcut)).color(tokens.text_weak));
                        ui.end_row();
                    }
                }
                let keys = SavedView::WITH_KEYS.filter_map(|number| SavedView(number).shortcut());
                let keys: Vec<String> = keys.map(|keys| ui.ctx().format_shortcut(&keys)).collect();
                if let (Some(first), Some(last)) = (keys.first(), keys.last()) {
                    ui.label("The first nine saved views of Compare");
                    ui.label(RichText::new(format!("{first} to {last}")).color(tokens.text_weak));
                    ui.end_row();
                }
                for (place, keys) in PLACE_KEYS {
                    ui.label(RichText::new(place).font(semibold(text_size::BODY)));
                    ui.end_row();
                    for (words, keys) in keys {
                        ui.label(*words);
                        ui.label(RichText::new(*keys).color(tokens.text_weak));
                        ui.end_row();
                    }
                }
            });
    });
    ui.add_space(space::L);
    close_ui(ui)
}

fn about_ui(ui: &mut Ui) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(440.0);
    title_ui(ui, "Readout");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.add_space(space::S);
    ui.label(
        "From a pile of articles to a briefing: who said what, for which country, and where it is written.",
    );
    ui.add_space(space::S);
    ui.label(
        RichText::new(
            "Licence: MIT or Apache-2.0. Typefaces: Inter and Source Serif 4, SIL Open Font License 1.1. \
             Icons: Phosphor, MIT.",
        )
        .size(text_size::SMALL)
        .color(tokens.text_weak),
    );
    ui.add_space(space::L);
    close_ui(ui)
}

fn close_ui(ui: &mut Ui) -> bool {
    Sides::new()
        .show(ui, |_| {}, |ui| primary_button(ui, "Close").clicked())
        .1
}
