//! Earlier versions of the open project.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::App;
use super::super::event::{AfterSave, Event};
use super::super::shell::ModalState;
use super::SafetyDialog;
use crate::project::{Project, edits};
use crate::storage;
use crate::storage::backups::Version;

/// The dialog of earlier versions.
#[derive(Clone, Debug)]
pub(crate) struct VersionsState {
    /// The versions, newest first; `None` until they are known.
    pub versions: Option<Vec<Version>>,
    /// The one that is looked at.
    pub selected: Option<PathBuf>,
    /// What was read of it; `None` until it has been read.
    pub read: Option<Result<ReadVersion, String>>,
}

/// An earlier version that was read.
#[derive(Clone, Debug)]
pub(crate) struct ReadVersion {
    /// Its copy.
    pub path: PathBuf,
    /// It.
    pub project: Arc<Project>,
    /// What it has that the open project has not, or has otherwise.
    pub differences: Vec<String>,
}

impl App {
    /// Shows the earlier versions of the open project.
    pub(in crate::app) fn show_versions(&mut self) {
        let Some(path) = self.host.path.clone() else {
            return;
        };
        self.session.modal = Some(ModalState::Safety(SafetyDialog::Versions(VersionsState {
            versions: None,
            selected: None,
            read: None,
        })));
        let backups = self.backups();
        self.jobs.start_quietly("Versions", move |_progress| {
            Event::VersionsFound(backups.versions(&path))
        });
    }

    fn versions_state(&mut self) -> Option<&mut VersionsState> {
        match &mut self.session.modal {
            Some(ModalState::Safety(SafetyDialog::Versions(state))) => Some(state),
            _ => None,
        }
    }

    pub(in crate::app) fn versions_found(&mut self, versions: Vec<Version>) {
        let newest = versions.first().map(|version| version.path.clone());
        if let Some(state) = self.versions_state() {
            state.versions = Some(versions);
            state.selected.clone_from(&newest);
            if let Some(newest) = newest {
                self.read_version(newest);
            }
        }
    }

    /// Reads a version and compares it with the open project.
    pub(super) fn read_version(&mut self, path: PathBuf) {
        let project = Arc::clone(self.host.project());
        self.jobs.start_quietly("Comparing", move |_progress| {
            let read = storage::load(&path).map(|loaded| ReadVersion {
                path: path.clone(),
                differences: loaded.value.differences_from(&project),
                project: Arc::new(loaded.value),
            });
            Event::VersionRead(path, read.map_err(|error| error.to_string()))
        });
    }

    pub(in crate::app) fn version_read(&mut self, path: &Path, read: Result<ReadVersion, String>) {
        if let Some(state) = self.versions_state()
            && state.selected.as_deref() == Some(path)
        {
            state.read = Some(read);
        }
    }

    /// Makes the open project what the version is; one step that can be undone.
    pub(super) fn restore_version(&mut self, version: &ReadVersion) {
        let edit = edits::replace_project(
            self.host.project(),
            &version.project,
            "Restore an earlier version",
        );
        if let Some(edit) = edit {
            self.apply(&edit);
            self.session
                .toast("The earlier version is back; the file changes when you save");
        }
    }

    /// Opens the version as a project of its own.
    pub(super) fn open_version(&mut self, version: &ReadVersion) {
        let title = format!("{} (earlier version)", self.host.title());
        self.leave_project(AfterSave::OpenCopy(version.path.clone(), title));
    }
}
