//! Handing the briefing over: exporting, copying, pictures.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::briefing::{BriefingDialog, ExportState, Wanted, completed};
use super::command::Copying;
use super::event::Event;
use super::files::file_name;
use super::shell::ModalState;
use crate::briefing::{self, Edition};
use crate::export::{self, Format};
use crate::model::{BlockKind, Picture, Png, SectionId};
use crate::project::{Project, edits};
use crate::storage;

impl App {
    /// Asks what to export, and as what.
    pub(super) fn ask_what_to_export(&mut self) {
        let export = ExportState {
            wanted: self
                .session
                .briefing
                .wanted
                .or_remembered(self.preferences.last_export.as_deref()),
            edition: self.session.briefing.edition,
        };
        self.session.modal = Some(ModalState::Briefing(BriefingDialog::Export(export)));
    }

    /// What tells an edition of the briefing from others of the same project, as it stands in the names of files.
    /// Data are of the whole project, whatever the edition.
    fn edition_words(&self, export: &ExportState) -> String {
        let mut words = String::new();
        let Some(edition) = export.edition_of_document() else {
            return words;
        };
        if edition.is_speaking_copy {
            words.push_str(" (speaking copy)");
        }
        let issues = &self.host.project().briefing().issues;
        if let Some(issue) = edition.since.and_then(|number| issues.get(number)) {
            write!(words, " (addendum to {})", file_name(&issue.name)).ok();
        }
        if edition.has_annex {
            words.push_str(" (with annex)");
        }
        words
    }

    /// What is remembered with a path that was exported to: no other edition, and no data, go by the same.
    fn edition_key(&self, export: &ExportState) -> String {
        match export.wanted {
            Wanted::Document(_) => self.edition_words(export),
            Wanted::Data(_) => "data".to_owned(),
        }
    }

    /// The path that is proposed for an export: where this edition of this project was exported last, else a name
    /// of its own beside what was exported last.
    pub(super) fn export_path(&self, export: &ExportState) -> PathBuf {
        let extension = export.wanted.extension();
        let known = self.host.path.as_deref().and_then(|project| {
            let key = self.edition_key(export);
            self.preferences.export_place(project, &key)
        });
        if let Some(path) = known {
            return path.with_extension(extension);
        }
        let title = &self.host.project().briefing().head.title;
        let title = if title.trim().is_empty() {
            self.host.title()
        } else {
            title.clone()
        };
        let name = format!("{}{}.{extension}", file_name(&title), self.edition_words(export));
        match self.preferences.last_export.as_deref().and_then(Path::parent) {
            Some(folder) => folder.join(name),
            None => PathBuf::from(name),
        }
    }

    /// Exports to a path that the system's dialog has asked about. What was added to the name was not asked.
    pub(super) fn export_to(&mut self, path: PathBuf, export: ExportState) {
        let complete = completed(path.clone(), export.wanted);
        if complete == path {
            self.export_now(path, export);
        } else {
            self.export_where(complete, export);
        }
    }

    /// Exports to a path that nobody has asked about: asks if something is there.
    pub(super) fn export_where(&mut self, path: PathBuf, export: ExportState) {
        let path = completed(path, export.wanted);
        if path.exists() {
            self.session.modal = Some(ModalState::Briefing(BriefingDialog::Replace(path, export)));
        } else {
            self.export_now(path, export);
        }
    }

    /// Exports, whatever is there.
    pub(super) fn export_now(&mut self, path: PathBuf, mut export: ExportState) {
        let project = Arc::clone(self.host.project());
        let of = self.host.path.clone();
        // What the name asks for may be another form than was chosen.
        export.wanted = Wanted::from_path(&path).unwrap_or(export.wanted);
        let key = self.edition_key(&export);
        self.jobs.start("Exporting", move |_progress| {
            let outcome = write(&project, &path, export.edition);
            Event::Exported {
                of,
                key,
                path,
                outcome,
            }
        });
    }

    /// Notes what was exported: a file of the project `of`, of the edition that `key` names.
    pub(super) fn exported(
        &mut self,
        of: Option<&Path>,
        key: &str,
        path: &Path,
        outcome: Result<(), String>,
    ) {
        match outcome {
            Ok(()) => {
                self.session.toast(format!("Exported to {}", path.display()));
                self.preferences.note_export(of, key, path);
                self.keep_preferences();
            }
            Err(why) => self.session.notice(
                format!("The briefing was not exported to {}.", path.display()),
                vec![why],
                true,
            ),
        }
    }

    /// Puts the document that is shown on the clipboard.
    pub(super) fn copy_document(&mut self, copying: Copying) {
        let edition = self.session.briefing.edition;
        // What is on screen may still be another edition, or older.
        let made = self.derived.made(&self.host, edition).cloned();
        let resolved =
            made.unwrap_or_else(|| Arc::new(briefing::resolve_edition(self.host.project(), edition)));
        let document = &resolved.document;
        let text = |format| {
            let bytes = export::encode(document, format).unwrap_or_default();
            String::from_utf8(bytes).unwrap_or_default()
        };
        let markdown = text(Format::Markdown);
        if copying == Copying::RichText && set_rich_text(&text(Format::Html), &markdown) {
            self.session.toast("Copied as rich text");
            return;
        }
        self.ctx.copy_text(markdown);
        self.session.toast(match copying {
            Copying::Markdown => "Copied as Markdown",
            Copying::RichText => "Copied as Markdown: this desktop takes no rich text",
        });
    }

    /// Reads a picture to add to a section.
    pub(super) fn read_picture(&mut self, path: PathBuf, section: SectionId, at: usize) {
        let of = self.derived.stamp(&self.host);
        self.jobs.start("Reading", move |_progress| {
            let bytes = storage::read_picture(&path).map_err(|error| error.to_string());
            let outcome =
                bytes.and_then(|bytes| Png::new(bytes).map_err(|error| format!("Not added: {error}.")));
            Event::PictureRead {
                of,
                section,
                at,
                outcome,
            }
        });
    }

    pub(super) fn picture_read(&mut self, section: SectionId, at: usize, outcome: Result<Png, String>) {
        match outcome {
            Ok(png) => {
                let project = self.host.project().clone();
                let picture = Picture {
                    png,
                    caption: String::new(),
                    alternative: String::new(),
                };
                if let Some((id, edit)) = edits::add_block(&project, section, at, BlockKind::Picture(picture))
                {
                    self.apply(&edit);
                    self.session.briefing.begin_block(id);
                }
            }
            Err(why) => self.session.notice("The picture was not added.", vec![why], true),
        }
    }
}

/// Writes what the path's name asks for, with the pictures that belong beside it.
fn write(project: &Project, path: &Path, edition: Edition) -> Result<(), String> {
    let put =
        |path: &Path, bytes: &[u8]| storage::write_atomic(path, bytes).map_err(|error| error.to_string());
    let format = match Wanted::from_path(path) {
        None => {
            return Err("The name must end in .md, .html, .docx, .pdf, .csv, .jsonl or .json.".to_owned());
        }
        Some(Wanted::Data(format)) => {
            let records = briefing::records::records(project);
            return put(path, &export::encode_data(&records, format));
        }
        Some(Wanted::Document(format)) => format,
    };
    let document = briefing::resolve_edition(project, edition).document;
    let bytes = export::encode(&document, format).map_err(|error| error.to_string())?;
    for (name, picture) in export::attachments(&document, format) {
        put(&path.with_file_name(name), &picture)?;
    }
    put(path, &bytes)
}

/// Puts rich text on the clipboard; false where there is none that takes it.
fn set_rich_text(html: &str, plain: &str) -> bool {
    let clipboard = arboard::Clipboard::new();
    clipboard.is_ok_and(|mut clipboard| clipboard.set_html(html, Some(plain)).is_ok())
}
