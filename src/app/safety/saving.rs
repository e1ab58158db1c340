//! Saving: noted in the journal, copied, and never over what somebody else has written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::super::App;
use super::super::dialogs::Purpose;
use super::super::event::{AfterSave, Event};
use super::super::shell::ModalState;
use super::recorder::Marker;
use super::{Changed, SafetyDialog, Theirs};
use crate::project::{Project, edits};
use crate::storage::journal::Mark;
use crate::storage::lock::{self, Claim, Claimed};
use crate::storage::{self, Backups, FileStamp, Fingerprint, Saved, Saving, StorageError};

/// A project that was saved.
#[derive(Debug)]
pub(crate) struct SavedProject {
    saved: Saved,
    claim: Option<Claim>,
    file_stamp: Option<FileStamp>,
    /// What was saved.
    project: Arc<Project>,
    /// The last change in it.
    number: u64,
    revision: u64,
}

/// Why a project was not saved.
#[derive(Clone, Debug)]
pub(crate) enum SaveFailure {
    /// Another program has changed the file.
    Changed,
    /// Anything else, in a sentence.
    Other(String),
}

/// All that the thread that saves needs.
struct Job {
    project: Arc<Project>,
    path: PathBuf,
    revision: u64,
    number: u64,
    expected: Option<Fingerprint>,
    backups: Backups,
    marker: Marker,
    needs_claim: bool,
    now: Timestamp,
}

impl App {
    pub(in crate::app) fn save(&mut self, after: AfterSave) {
        match self.host.path.clone() {
            Some(path) if !self.host.is_read_only => self.save_to(path, after),
            _ => self.ask_where_to_save(after),
        }
    }

    pub(in crate::app) fn save_to(&mut self, path: PathBuf, after: AfterSave) {
        let path = super::super::files::with_extension(path, "ron");
        let expected = self.host.fingerprint.filter(|_| self.is_own_path(&path));
        self.save_over(path, after, expected);
    }

    /// The file that would be replaced without anybody having been asked: its path was typed, or it got the
    /// ending of its name here.
    pub(in crate::app) fn replaced_unasked(
        &self,
        purpose: &Purpose,
        path: &Path,
        is_asked: bool,
    ) -> Option<PathBuf> {
        let full = super::super::files::with_extension(path.to_owned(), purpose.extension()?);
        let is_own = matches!(purpose, Purpose::Save(_)) && self.is_own_path(&full);
        let was_asked = is_asked && full == path;
        (!is_own && !was_asked && std::fs::symlink_metadata(&full).is_ok()).then_some(full)
    }

    /// Saves to a file that is to be found in a certain state, or in any.
    pub(super) fn save_over(&mut self, path: PathBuf, after: AfterSave, expected: Option<Fingerprint>) {
        let (own_path, own_after) = (path.clone(), after.clone());
        let wait = move |app: &mut Self| app.save_over(own_path, own_after, expected);
        if self.wait_for_step(wait).is_none() {
            return;
        }
        if self.jobs.is_running("Saving") {
            self.session.toast("Still saving");
            if after != AfterSave::Stay {
                self.wait_for_save(after);
            }
            return;
        }
        let of = self.derived.stamp(&self.host);
        let job = Job {
            project: Arc::clone(self.host.project()),
            revision: self.host.revision(),
            number: self.host.n_changes(),
            expected,
            backups: self.backups(),
            marker: self.recorder.marker(),
            needs_claim: self.host.claim.is_none() || !self.is_own_path(&path),
            now: Timestamp::now(),
            path: path.clone(),
        };
        self.jobs.start("Saving", move |_progress| Event::Saved {
            of,
            path,
            after,
            outcome: job.run().map(Box::new),
        });
    }

    /// Takes what came of saving the open project.
    pub(in crate::app) fn saved(
        &mut self,
        path: PathBuf,
        after: AfterSave,
        outcome: Result<Box<SavedProject>, SaveFailure>,
    ) {
        match outcome {
            Ok(saved) => {
                self.session.toast(format!("Saved as {}", path.display()));
                let is_same = self.is_own_path(&path);
                self.host.path = Some(path.clone());
                self.host.mark_saved(saved.revision);
                self.host.fingerprint = Some(saved.saved.fingerprint);
                self.host.file_stamp = saved.file_stamp;
                self.host.is_read_only = false;
                if saved.claim.is_some() || !is_same {
                    self.host.claim = saved.claim;
                }
                let mut work = self.work(false);
                work.project = saved.project;
                self.recorder.saved(work, saved.number);
                if !saved.saved.warnings.is_empty() {
                    self.session
                        .notice("The project was saved.", saved.saved.warnings, false);
                }
                self.note_recent(path);
                self.after_save(after);
                self.go_on_after_save(true);
            }
            Err(SaveFailure::Changed) => {
                self.go_on_after_save(false);
                self.ask_about_change(path, after);
            }
            Err(SaveFailure::Other(why)) => {
                self.go_on_after_save(false);
                self.session.notice(
                    format!(
                        "The project was not saved to {}; it is still open and unsaved. Save it elsewhere with “Save \
                         as…”.",
                        path.display()
                    ),
                    vec![why],
                    true,
                );
            }
        }
    }

    /// Says that another program has changed the file, and reads what it has left there.
    fn ask_about_change(&mut self, path: PathBuf, after: AfterSave) {
        let changed = Changed {
            path: path.clone(),
            after,
            theirs: None,
        };
        self.session.modal = Some(ModalState::Safety(SafetyDialog::Changed(changed)));
        let project = Arc::clone(self.host.project());
        let of = self.derived.stamp(&self.host);
        self.jobs.start_quietly("Comparing", move |_progress| {
            let theirs = storage::open(&path).map(|loaded| Theirs {
                differences: loaded.project.differences_from(&project),
                fingerprint: loaded.fingerprint,
                project: Arc::new(loaded.project),
            });
            Event::TheirsRead(of, theirs.map_err(|error| error.to_string()))
        });
    }

    pub(in crate::app) fn theirs_read(&mut self, theirs: Result<Theirs, String>) {
        if let Some(ModalState::Safety(SafetyDialog::Changed(changed))) = &mut self.session.modal {
            changed.theirs = Some(theirs);
        }
    }

    /// Makes the open project what another program has left in its file; one step that can be undone.
    pub(super) fn take_theirs(&mut self, theirs: &Theirs, after: AfterSave) {
        let edit = edits::replace_project(
            self.host.project(),
            &theirs.project,
            "Take the version in the file",
        );
        self.apply_if(edit);
        self.host.fingerprint = Some(theirs.fingerprint);
        self.host.file_stamp = self.host.path.as_deref().and_then(FileStamp::of_file);
        self.host.mark_saved(self.host.revision());
        let number = self.host.n_changes();
        self.recorder.saved(self.work(false), number);
        self.after_save(after);
    }

    /// Whether the file was changed is found out in the background.
    pub(super) fn check_file(&mut self) {
        let (Some(path), Some(before)) = (self.host.path.clone(), self.host.fingerprint) else {
            return;
        };
        if self.jobs.is_running("Saving") {
            return;
        }
        let stamp = self.host.file_stamp;
        let of = self.derived.stamp(&self.host);
        self.jobs.start_quietly("Looking", move |_progress| {
            let now = FileStamp::of_file(&path);
            if now.is_none() || now == stamp {
                return Event::Done;
            }
            match Fingerprint::of_file(&path) {
                Ok(Some(fingerprint)) if fingerprint != before => Event::ChangeNoticed(of, now),
                _ => Event::Done,
            }
        });
    }

    /// Says that another program has changed the file, once for each change.
    pub(in crate::app) fn change_noticed(&mut self, now: Option<FileStamp>) {
        if self.host.file_stamp == now || self.jobs.is_running("Saving") {
            return;
        }
        self.host.file_stamp = now;
        self.session.notice(
            format!(
                "Another program has changed {}. When you save, you can compare both versions and choose.",
                self.host.title()
            ),
            Vec::new(),
            false,
        );
    }
}

impl Job {
    fn run(self) -> Result<SavedProject, SaveFailure> {
        let claim = if self.needs_claim {
            match lock::claim(&self.path, self.now) {
                Claimed::Ours(claim) => Some(claim),
                Claimed::Others(holder) => {
                    return Err(SaveFailure::Other(format!(
                        "It is open in another window (process {} on {}).",
                        holder.pid, holder.host
                    )));
                }
                Claimed::Unclaimed(_why) => None,
            }
        } else {
            None
        };
        let held = lock::hold(&self.path, || {});
        let saving = Saving {
            backups: &self.backups,
            now: self.now,
            expected: self.expected,
            held: &held,
        };
        let number = self.number;
        let saved = storage::save_over(&self.project, &self.path, &saving, |fingerprint| {
            self.marker.mark(Mark { number, fingerprint });
        });
        match saved {
            Ok(saved) => Ok(SavedProject {
                saved,
                claim,
                file_stamp: FileStamp::of_file(&self.path),
                project: self.project,
                number,
                revision: self.revision,
            }),
            Err(StorageError::ChangedOnDisk) => Err(SaveFailure::Changed),
            Err(error) => Err(SaveFailure::Other(error.to_string())),
        }
    }
}

/// What to say about a save that came too late for its project.
pub(crate) fn too_late(path: &Path, outcome: Result<Box<SavedProject>, SaveFailure>) -> Option<String> {
    match outcome {
        Ok(_saved) => None,
        Err(SaveFailure::Changed) => Some(format!(
            "Another program has changed {}, and it was kept as it is.",
            path.display()
        )),
        Err(SaveFailure::Other(why)) => Some(why),
    }
}
