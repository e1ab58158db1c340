//! What to export, and as what: the dialog before that of the system.

use std::fmt::Write as _;
use std::path::PathBuf;

use egui::{RichText, ScrollArea, Ui};

use super::super::App;
use super::super::dialogs::Purpose;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::widgets::primary_button;
use super::{data, preview_bar_ui};
use crate::briefing::{Edition, Place};
use crate::export::{DataFormat, Format};
use crate::model::Issue;

/// As what something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Document(Format),
    Data(DataFormat),
}

impl Default for Wanted {
    fn default() -> Self {
        Self::Document(Format::Markdown)
    }
}

impl Wanted {
    /// All of them in the order of the dialog.
    fn all() -> impl Iterator<Item = Self> {
        let documents = Format::ALL.into_iter().map(Self::Document);
        documents.chain(DataFormat::ALL.into_iter().map(Self::Data))
    }

    pub(crate) fn from_path(path: &std::path::Path) -> Option<Self> {
        let document = Format::from_path(path).map(Self::Document);
        document.or_else(|| DataFormat::from_path(path).map(Self::Data))
    }

    /// This, unless nothing was chosen yet and something else was written last.
    pub(crate) fn or_remembered(self, last: Option<&std::path::Path>) -> Self {
        if self == Self::default() {
            last.and_then(Self::from_path).unwrap_or(self)
        } else {
            self
        }
    }

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Document(format) => format.extension(),
            Self::Data(format) => format.extension(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Document(format) => format.name(),
            Self::Data(format) => format.name(),
        }
    }

    /// What to know about it before it is handed over.
    fn about(self) -> &'static str {
        match self {
            Self::Document(Format::Markdown) => {
                "Reads alike in pandoc, GitHub and Obsidian. The marking stands at top and bottom, not on every page."
            }
            Self::Document(Format::Html) => {
                "One file without scripts; printed by a browser, it has the marking on every page."
            }
            Self::Document(Format::Docx) => "Real headings, tables and footnotes; the marking on every page.",
            Self::Document(Format::Pdf) => {
                "Pages as they are printed, with bookmarks and footnotes; the marking and the number on every page."
            }
            Self::Data(DataFormat::Csv) => {
                "A row for each statement of the project. What a spreadsheet would take for a formula begins with an \
                 apostrophe."
            }
            Self::Data(DataFormat::JsonLines) => {
                "An object for each statement of the project, with all fields."
            }
            Self::Data(DataFormat::CslJson) => "The cited articles, for Zotero and other reference managers.",
        }
    }
}

/// As what the briefing is exported, and which edition of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExportState {
    pub wanted: Wanted,
    pub edition: Edition,
}

impl ExportState {
    /// Which edition is exported; data are of the whole project.
    pub(crate) fn edition_of_document(&self) -> Option<Edition> {
        match self.wanted {
            Wanted::Document(_) => Some(self.edition),
            Wanted::Data(_) => None,
        }
    }
}

/// How many characters of a file's name stand on a button.
const LONGEST_NAME: usize = 40;
/// What stands above and below what scrolls: heading, buttons, margins.
const AROUND: f32 = 220.0;

/// Draws the dialog; true once it is done.
pub(super) fn export_ui(app: &mut App, ui: &mut Ui, state: &mut ExportState) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(520.0);
    ui.label(RichText::new("Export briefing").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    let room = (ui.ctx().content_rect().height() - AROUND).max(120.0);
    let scroll = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true]);
    let place = scroll.show(ui, |ui| choices_ui(app, ui, state)).inner;
    if let Some(place) = place {
        app.go(super::super::session::Place::Briefing);
        preview_bar_ui::go_to(&mut app.session.briefing, &mut app.outbox, place);
        return true;
    }
    ui.add_space(space::L);
    let proposed = app.export_path(state);
    let folder = proposed.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        let words = format!("In {}", folder.display());
        let words = RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak);
        ui.add(egui::Label::new(words).truncate());
        ui.add_space(space::XS);
    }
    let (again, (chooses, cancels)) = egui::Sides::new().show(
        ui,
        |ui| {
            folder?;
            let name = proposed.file_name()?.to_string_lossy().into_owned();
            let shown = data::shortened_within(&name, LONGEST_NAME);
            let response = ui.button(format!("Export to {shown}"));
            let words = format!("Export to {name}");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
            let clicked = response.on_hover_text(proposed.display().to_string()).clicked();
            clicked.then(|| proposed.clone())
        },
        |ui| {
            (
                primary_button(ui, "Choose place…").clicked(),
                ui.button("Cancel").clicked(),
            )
        },
    );
    if chooses || again.is_some() {
        app.session.briefing.wanted = state.wanted;
        match again {
            Some(path) => app.export_where(path, *state),
            None => app.ask(Purpose::Export(*state)),
        }
    }
    chooses || cancels
}

/// Form and edition, and what there is to look at in it; the place of a finding that was clicked.
fn choices_ui(app: &App, ui: &mut Ui, state: &mut ExportState) -> Option<Place> {
    let tokens = Tokens::for_ui(ui);
    ui.columns(2, |columns| {
        for wanted in Wanted::all() {
            let column = match wanted {
                Wanted::Document(_) => columns.first_mut(),
                Wanted::Data(_) => columns.last_mut(),
            };
            if let Some(ui) = column {
                ui.radio_value(&mut state.wanted, wanted, wanted.name());
            }
        }
    });
    ui.add_space(space::XS);
    let about = RichText::new(state.wanted.about())
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    ui.label(about);
    let edition = state.edition_of_document()?;
    ui.add_space(space::M);
    edition_ui(ui, &app.host.project().briefing().issues, &mut state.edition);
    ui.add_space(space::M);
    findings_ui(app, ui, edition)
}

/// Whole, speaking copy or addendum; with an annex or not.
fn edition_ui(ui: &mut Ui, issues: &[Issue], edition: &mut Edition) {
    ui.checkbox(
        &mut edition.is_speaking_copy,
        "Speaking copy: leave out what must not be disclosed",
    );
    for (number, issue) in issues.iter().enumerate() {
        let mut is_since = edition.since == Some(number);
        let words = format!("Addendum: only what is new or changed since {}", issue.name);
        if ui.checkbox(&mut is_since, words).changed() {
            edition.since = is_since.then_some(number);
        }
    }
    ui.checkbox(
        &mut edition.has_annex,
        "Annex: the texts of the cited articles as imported",
    );
}

/// What there is to look at before this edition leaves the house: how many things, and each grave one as a line that
/// leads to its place; that place when it was clicked.
fn findings_ui(app: &App, ui: &mut Ui, edition: Edition) -> Option<Place> {
    let tokens = Tokens::for_ui(ui);
    let Some(resolved) = app.derived.made(&app.host, edition) else {
        let words = RichText::new("Looking through this edition…").color(tokens.text_weak);
        ui.label(words);
        return None;
    };
    let findings = &resolved.findings;
    let grave = || findings.iter().filter(|finding| finding.kind.is_grave());
    let n_grave = grave().count();
    let n_others = findings.len() - n_grave;
    let (icon, color, words) = if n_grave > 0 {
        let mut words = data::counted(
            n_grave,
            "grave thing to look at first",
            "grave things to look at first",
        );
        if n_others > 0 {
            write!(words, ", and {n_others} that may wait").ok();
        }
        ("warning", tokens.error, words)
    } else if n_others == 0 {
        ("check", tokens.success, "Nothing to look at".to_owned())
    } else {
        let words = data::counted(n_others, "thing to look at", "things to look at");
        ("info", tokens.text_weak, format!("{words}, none of them grave"))
    };
    ui.horizontal(|ui| {
        ui.label(icon_text(icon, 14.0).color(color));
        ui.label(RichText::new(words).color(color));
    });
    if n_grave == 0 {
        return None;
    }
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 1.0;
    for finding in grave() {
        if preview_bar_ui::finding_ui(ui, finding) {
            chosen = Some(finding.place);
        }
    }
    chosen
}

/// A path with the extension of what is wanted where it has none that is known.
pub(crate) fn completed(path: PathBuf, wanted: Wanted) -> PathBuf {
    if Wanted::from_path(&path).is_some() {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(wanted.extension());
    path.with_file_name(name)
}
