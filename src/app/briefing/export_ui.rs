//! What to export, and as what: the dialog before that of the system.

use std::path::PathBuf;

use egui::{RichText, Ui};

use super::super::App;
use super::super::dialogs::Purpose;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::widgets::primary_button;
use super::data;
use crate::briefing::Edition;
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

/// What is chosen so far.
#[derive(Clone, Debug)]
pub(crate) struct ExportState {
    pub wanted: Wanted,
    pub edition: Edition,
}

/// Draws the dialog; true once it is done.
pub(super) fn export_ui(app: &mut App, ui: &mut Ui, state: &mut ExportState) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(520.0);
    ui.label(RichText::new("Export briefing").font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    for wanted in Wanted::all() {
        ui.radio_value(&mut state.wanted, wanted, wanted.name());
    }
    ui.add_space(space::XS);
    let about = RichText::new(state.wanted.about())
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    ui.label(about);
    if matches!(state.wanted, Wanted::Document(_)) {
        ui.add_space(space::M);
        edition_ui(ui, &app.host.project().briefing().issues, &mut state.edition);
        ui.add_space(space::M);
        findings_ui(app, ui);
    }
    ui.add_space(space::L);
    let remembered = app.preferences.last_export.clone();
    let remembered =
        remembered.filter(|path| path.parent().is_some_and(|folder| !folder.as_os_str().is_empty()));
    let (again, (chooses, cancels)) = egui::Sides::new().show(
        ui,
        |ui| {
            let path = remembered
                .as_ref()
                .map(|path| path.with_extension(state.wanted.extension()))?;
            let name = path.file_name()?.to_string_lossy().into_owned();
            let words = format!("Export to {}", data::shortened(&name, 32));
            let clicked = ui
                .button(words)
                .on_hover_text(path.display().to_string())
                .clicked();
            clicked.then_some(path)
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
        app.session.briefing.edition = state.edition;
        match again {
            Some(path) => app.export_where(path),
            None => app.ask(Purpose::Export),
        }
    }
    chooses || cancels
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

/// How many things there are to look at before this leaves the house.
fn findings_ui(app: &App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    let findings = &app.derived.document().findings;
    let n_grave = findings.iter().filter(|finding| finding.kind.is_grave()).count();
    let (icon, color, words) = if n_grave > 0 {
        let words = data::counted(
            n_grave,
            "grave thing to look at first",
            "grave things to look at first",
        );
        ("warning", tokens.error, words)
    } else if findings.is_empty() {
        ("check", tokens.success, "Nothing to look at".to_owned())
    } else {
        let words = data::counted(findings.len(), "thing to look at", "things to look at");
        ("info", tokens.text_weak, format!("{words}, none of them grave"))
    };
    ui.horizontal(|ui| {
        ui.label(icon_text(icon, 14.0).color(color));
        ui.label(RichText::new(words).color(color));
    });
    let first = findings
        .iter()
        .take_while(|finding| finding.kind.is_grave())
        .take(3);
    for finding in first {
        ui.label(RichText::new(finding.to_string()).size(text_size::SMALL));
    }
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
