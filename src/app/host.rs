//! The open project with its history, its file and whether it is saved.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::project::{Edit, History, Project, Refused};
use crate::storage::lock::Claim;
use crate::storage::{FileStamp, Fingerprint};

/// The open project. There always is one: a new one without a file at first.
#[derive(Debug, Default)]
pub(crate) struct Host {
    project: Arc<Project>,
    history: History,
    /// The file that Save writes; `None` for a project that was never saved.
    pub path: Option<PathBuf>,
    /// What to call a project without a file.
    pub working_title: Option<String>,
    /// The state of the file when it was loaded or saved.
    pub fingerprint: Option<Fingerprint>,
    /// Size and time of the file then, by which a change is suspected.
    pub file_stamp: Option<FileStamp>,
    /// What tells others that the file is open here.
    pub claim: Option<Claim>,
    /// Whether somebody else has the file open, so that it is not saved to.
    pub is_read_only: bool,
    /// Whether a step is being made in the background.
    pub awaits_step: bool,
    saved_revision: u64,
    n_changes: u64,
    last_change_of_content: u64,
    /// Counted when it is asked for, once for each state.
    n_statements: OnceCell<usize>,
}

impl Host {
    /// A project that was loaded from, or is about to be saved to, `path`.
    pub(crate) fn opened(project: Project, path: Option<PathBuf>) -> Self {
        Self {
            project: Arc::new(project),
            path,
            ..Self::default()
        }
    }

    /// A project that is in no file and must not be lost.
    pub(crate) fn unsaved(project: Project, title: String) -> Self {
        Self {
            project: Arc::new(project),
            working_title: Some(title),
            saved_revision: u64::MAX,
            ..Self::default()
        }
    }

    /// The project as it is now. Cheap to hand to another thread.
    pub(crate) fn project(&self) -> &Arc<Project> {
        &self.project
    }

    /// How many statements the project has, hidden ones included.
    pub(crate) fn n_statements(&self) -> usize {
        let articles = || self.project.articles().values();
        *self
            .n_statements
            .get_or_init(|| articles().map(|entry| entry.statements.len()).sum())
    }

    /// Makes an edit; `now` is the time since the start.
    pub(crate) fn apply(&mut self, edit: &Edit, now: Duration) -> Result<(), Refused> {
        self.history.apply(Arc::make_mut(&mut self.project), edit, now)?;
        self.note(edit);
        Ok(())
    }

    /// Undoes the newest step; the edit that was made to do so.
    pub(crate) fn undo(&mut self) -> Option<Arc<Edit>> {
        let edit = self.history.undo(Arc::make_mut(&mut self.project))?;
        self.note(&edit);
        Some(edit)
    }

    /// Makes the step that was undone last again; the edit that was made to do so.
    pub(crate) fn redo(&mut self) -> Option<Arc<Edit>> {
        let edit = self.history.redo(Arc::make_mut(&mut self.project))?;
        self.note(&edit);
        Some(edit)
    }

    /// The steps that can be undone and redone.
    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// Puts `after` in the project's place, which `edit` has made of it elsewhere; `remember` notes in the history
    /// how. The project as it was.
    pub(crate) fn adopt(
        &mut self,
        after: Arc<Project>,
        edit: &Edit,
        remember: impl FnOnce(&mut History),
    ) -> Arc<Project> {
        remember(&mut self.history);
        self.note(edit);
        std::mem::replace(&mut self.project, after)
    }

    /// Steps that can be neither undone nor redone any more.
    pub(crate) fn take_forgotten(&mut self) -> Vec<Arc<Edit>> {
        self.history.take_forgotten()
    }

    fn note(&mut self, edit: &Edit) {
        self.n_changes += 1;
        self.n_statements.take();
        if !edit.is_of_view() {
            self.last_change_of_content = self.n_changes;
        }
    }

    /// What undo would undo.
    pub(crate) fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// What redo would make again.
    pub(crate) fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Names the state of the project.
    pub(crate) fn revision(&self) -> u64 {
        self.history.revision()
    }

    /// How often the project has changed since it was opened, undoing and redoing included. Unlike
    /// the revision it never goes back.
    pub(crate) fn n_changes(&self) -> u64 {
        self.n_changes
    }

    /// The number of the last change to more than how the project is looked at.
    pub(crate) fn last_change_of_content(&self) -> u64 {
        self.last_change_of_content
    }

    /// Notes that the state named `revision` is in the file.
    pub(crate) fn mark_saved(&mut self, revision: u64) {
        self.saved_revision = revision;
    }

    /// Whether something would be lost by closing.
    pub(crate) fn is_dirty(&self) -> bool {
        self.awaits_step || self.revision() != self.saved_revision
    }

    /// What to call the project: its file's name without ending.
    pub(crate) fn title(&self) -> String {
        self.path
            .as_ref()
            .and_then(|path| path.file_stem())
            .map(|name| name.to_string_lossy().into_owned())
            .or_else(|| self.working_title.clone())
            .unwrap_or_else(|| "Untitled project".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Filters, Head, View};
    use crate::project::edits;

    #[test]
    fn looking_at_the_project_differently_changes_nothing_in_it() {
        let mut host = Host::default();
        let view = View {
            filters: Filters {
                words: "tolls".to_owned(),
                ..Filters::default()
            },
            ..View::default()
        };
        let look = edits::set_view(host.project(), view).unwrap();
        host.apply(&look, Duration::ZERO).unwrap();
        assert_eq!((host.n_changes(), host.last_change_of_content()), (1, 0));
        let head = Head {
            title: "Tolls".to_owned(),
            ..Head::default()
        };
        let name = edits::set_head(host.project(), head).unwrap();
        host.apply(&name, Duration::ZERO).unwrap();
        assert_eq!((host.n_changes(), host.last_change_of_content()), (2, 2));
        host.undo().unwrap();
        host.undo().unwrap();
        assert_eq!((host.n_changes(), host.last_change_of_content()), (4, 3));
    }
}
