//! That nothing is lost: the recovery journal, earlier versions, one file in two windows, a file that
//! others change, and defects of the program itself.
//!
//! What is asked of the user stands in [`dialogs_ui`]; what is said to the file system in jobs.

mod crash;
mod dialogs_ui;
mod ending;
mod opening;
mod recorder;
mod recovery;
mod saving;
mod versions;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

pub(crate) use crash::{Crash, crash_ui, listen_for_defects};
pub(crate) use dialogs_ui::safety_ui;
pub(crate) use ending::Ending;
pub(crate) use opening::{Opened, Opening};
pub(crate) use recorder::Recorder;
pub(crate) use recovery::Found;
pub(crate) use saving::{SaveFailure, SavedProject, too_late};
pub(crate) use versions::{ReadVersion, VersionsState};

use recorder::{Fate, Work};

use super::App;
use super::dialogs::Purpose;
use super::event::AfterSave;
use crate::project::{Edit, Project};
use crate::storage::journal::{Entry, Header};
use crate::storage::lock::Holder;
use crate::storage::{Backups, Salvaged};

/// A dialog about something that could be lost.
#[derive(Clone, Debug)]
pub(crate) enum SafetyDialog {
    /// Work that was cut off.
    Recovery(Vec<Found>),
    /// Earlier versions of the open project.
    Versions(VersionsState),
    /// Somebody else has the project open.
    InUse(std::path::PathBuf, Holder),
    /// Another program has changed the file that was to be replaced.
    Changed(Changed),
    /// A file is there that would be replaced.
    Replace(Purpose, std::path::PathBuf),
    /// The file is damaged, and this can still be read of it.
    Damaged(Damaged),
}

/// Another program has changed the project's file.
#[derive(Clone, Debug)]
pub(crate) struct Changed {
    /// The file.
    pub path: std::path::PathBuf,
    /// What was to be done after saving.
    pub after: AfterSave,
    /// The project in the file; `None` until it has been read.
    pub theirs: Option<Result<Theirs, String>>,
}

/// The project that another program has left in the file.
#[derive(Clone, Debug)]
pub(crate) struct Theirs {
    /// It.
    pub project: std::sync::Arc<Project>,
    /// The state of the file.
    pub fingerprint: crate::storage::Fingerprint,
    /// What it has that the open project has not, or has otherwise.
    pub differences: Vec<String>,
}

/// A damaged file.
#[derive(Clone, Debug)]
pub(crate) struct Damaged {
    /// The file.
    pub path: std::path::PathBuf,
    /// What is wrong with it.
    pub why: String,
    /// What can still be read.
    pub salvaged: Box<Salvaged>,
}

impl App {
    /// Where copies of projects are kept.
    pub(super) fn backups(&self) -> Backups {
        Backups {
            folders: self.folders.clone(),
            keeping: self.preferences.backups.clone(),
        }
    }

    /// Hands an edit that was made to the journal.
    pub(super) fn record(&self, edit: Arc<Edit>) {
        self.recorder.edit(Entry {
            number: self.host.n_changes(),
            at: Timestamp::now(),
            edit,
        });
    }

    /// The open project as something that a journal is begun with.
    pub(super) fn work(&self, is_urgent: bool) -> Work {
        let path = self.host.path.as_deref();
        Work {
            header: Header {
                project: path.map(|path| absolute(path).display().to_string()),
                title: self.host.title(),
                began: Timestamp::now(),
            },
            file: self.host.fingerprint,
            project: Arc::clone(self.host.project()),
            backups: self.backups(),
            is_urgent,
        }
    }

    /// Ends the journal of the open project: another one is opened, or the window is closed.
    pub(super) fn end_journal(&self) {
        if self.leaves_journal {
            return;
        }
        let fate = if self.host.is_dirty() {
            Fate::Decline
        } else {
            Fate::Remove
        };
        self.recorder.end(fate);
    }

    /// Looks, now and then, whether another program has changed the open file.
    pub(super) fn watch_file(&mut self, ctx: &egui::Context) {
        let is_focused = ctx.input(|input| input.focused);
        let has_come_back = is_focused && !std::mem::replace(&mut self.was_focused, is_focused);
        self.was_focused = is_focused;
        if has_come_back {
            self.check_file();
        }
    }
}

fn absolute(path: &Path) -> std::path::PathBuf {
    std::path::absolute(path).unwrap_or_else(|_nameless| path.to_owned())
}

/// A point in time as people here write it: "24 Nov 2026, 14:02".
fn when(at: Timestamp) -> String {
    TimeZone::system()
        .to_datetime(at)
        .strftime("%-d %b %Y, %H:%M")
        .to_string()
}
