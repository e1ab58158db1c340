//! Native file dialogs, and what to do where there are none. The only place that names rfd.
//!
//! rfd answers "nothing" both when the user cancels and when there is no dialog to be had; only its
//! log tells the two apart, so the log is listened to ([`listen`]).

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::briefing::ExportState;
use super::event::{AfterSave, Event};
use super::jobs::Jobs;
use crate::model::SectionId;

/// What a file is wanted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Articles to import.
    ImportFiles,
    /// A folder of articles to import.
    ImportFolder,
    /// A project to open.
    Open,
    /// Where to save the project, and what then.
    Save(AfterSave),
    /// Where to export the briefing.
    Export(ExportState),
    /// Where to save a picture.
    SavePicture,
    /// A picture to add to a section of the briefing, at a place.
    Picture(SectionId, usize),
}

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The user chose these.
    Chosen(Vec<PathBuf>),
    /// The user changed their mind.
    Cancelled,
    /// There is no dialog on this desktop.
    Unavailable,
}

/// How dialogs are shown.
#[derive(Clone, Debug, Default)]
pub enum Dialogs {
    /// By the system.
    #[default]
    Native,
    /// Not at all: the answers are given beforehand, in order. For tests.
    Scripted(VecDeque<Answer>),
}

impl Purpose {
    /// The ending that a file gets whose name has none; `None` where no file is written, and for exports,
    /// whose form says it.
    pub(crate) fn extension(&self) -> Option<&'static str> {
        match self {
            Self::Save(_) => Some("ron"),
            Self::SavePicture => Some("png"),
            Self::ImportFiles | Self::ImportFolder | Self::Open | Self::Export(_) | Self::Picture(..) => None,
        }
    }

    /// The dialog's title.
    pub(crate) fn title(&self) -> &'static str {
        match self {
            Self::ImportFiles => "Import articles",
            Self::ImportFolder => "Import a folder of articles",
            Self::Open => "Open project",
            Self::Save(_) => "Save project",
            Self::Export(_) => "Export briefing",
            Self::SavePicture => "Save picture",
            Self::Picture(..) => "Add picture",
        }
    }

    /// The verb of the button where the path is typed.
    pub(crate) fn verb(&self) -> &'static str {
        match self {
            Self::ImportFiles | Self::ImportFolder => "Import",
            Self::Open => "Open",
            Self::Save(_) | Self::SavePicture => "Save",
            Self::Export(_) => "Export",
            Self::Picture(..) => "Add",
        }
    }
}

impl Dialogs {
    /// Asks for a path; the answer comes as [`Event::Answered`]. `name` is proposed for a new file.
    pub(crate) fn ask(&mut self, purpose: Purpose, name: &str, jobs: &mut Jobs) {
        match self {
            Self::Native => {
                let dialog = native(&purpose, name);
                jobs.start_quietly("Dialog", move |_progress| {
                    let before = N_ERRORS.load(Ordering::SeqCst);
                    let paths = pollster::block_on(dialog);
                    let has_failed = N_ERRORS.load(Ordering::SeqCst) != before;
                    let answer = match paths {
                        Some(paths) if !paths.is_empty() => Answer::Chosen(paths),
                        None if has_failed => Answer::Unavailable,
                        _ => Answer::Cancelled,
                    };
                    Event::Answered(purpose, answer)
                });
            }
            Self::Scripted(answers) => {
                let answer = answers.pop_front().unwrap_or(Answer::Cancelled);
                jobs.start_quietly("Dialog", move |_progress| Event::Answered(purpose, answer));
            }
        }
    }
}

type Chosen = std::pin::Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

/// Opens the system's dialog. Called on the main thread, as some systems demand.
fn native(purpose: &Purpose, name: &str) -> Chosen {
    #[expect(clippy::disallowed_methods, reason = "the one place that opens dialogs")]
    let dialog = rfd::AsyncFileDialog::new().set_title(purpose.title());
    let many = |files: Option<Vec<rfd::FileHandle>>| {
        files.map(|files| files.into_iter().map(|file| file.path().to_owned()).collect())
    };
    let one = |file: Option<rfd::FileHandle>| file.map(|file| vec![file.path().to_owned()]);
    match purpose {
        Purpose::ImportFiles => {
            let files = dialog
                .add_filter(
                    "Articles",
                    &[
                        "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "pdf",
                        "docx", "odt", "rtf", "epub", "eml", "mbox", "csv", "tsv", "json", "jsonl", "ndjson",
                        "zip",
                    ],
                )
                .add_filter("All files", &["*"])
                .pick_files();
            Box::pin(async move { many(files.await) })
        }
        Purpose::ImportFolder => {
            let folders = dialog.pick_folders();
            Box::pin(async move { many(folders.await) })
        }
        Purpose::Open => {
            let file = dialog.add_filter("Readout projects", &["ron"]).pick_file();
            Box::pin(async move { one(file.await) })
        }
        Purpose::Save(_) => {
            let file = dialog
                .add_filter("Readout projects", &["ron"])
                .set_file_name(name)
                .save_file();
            Box::pin(async move { one(file.await) })
        }
        Purpose::SavePicture => {
            let file = dialog
                .add_filter("PNG picture", &["png"])
                .set_file_name(name)
                .save_file();
            Box::pin(async move { one(file.await) })
        }
        Purpose::Export(_) => {
            let mut dialog = dialog.set_file_name(name);
            let path = std::path::Path::new(name);
            if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                dialog = dialog.set_directory(folder);
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                dialog = dialog.set_file_name(name);
            }
            // The kind that was chosen before comes first.
            let mut filters = [
                ("Markdown", "md"),
                ("Web page", "html"),
                ("Word document", "docx"),
                ("PDF document", "pdf"),
                ("Statements as CSV", "csv"),
                ("Statements as JSON Lines", "jsonl"),
                ("Sources as CSL-JSON", "json"),
            ];
            filters.sort_by_key(|(_, extension)| {
                path.extension()
                    .is_none_or(|wanted| wanted.to_string_lossy() != *extension)
            });
            for (words, extension) in filters {
                dialog = dialog.add_filter(words, &[extension]);
            }
            let file = dialog.save_file();
            Box::pin(async move { one(file.await) })
        }
        Purpose::Picture(..) => {
            let file = dialog.add_filter("PNG pictures", &["png"]).pick_file();
            Box::pin(async move { one(file.await) })
        }
    }
}

static N_ERRORS: AtomicUsize = AtomicUsize::new(0);

struct Ear;

impl log::Log for Ear {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() == log::Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            N_ERRORS.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn flush(&self) {}
}

/// Begins to listen for dialogs that fail. Without it they count as cancelled.
pub(crate) fn listen() {
    static EAR: Ear = Ear;
    if log::set_logger(&EAR).is_ok() {
        log::set_max_level(log::LevelFilter::Error);
    }
}
