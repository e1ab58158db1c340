//! Undo and redo.
//!
//! Keeps the inverse of every step, up to a limit in bytes; then the oldest steps are forgotten.
//! Steps of the same name that follow one another within [`MERGE_WITHIN`] become one.

use std::collections::VecDeque;
use std::time::Duration;

use super::{Change, Edit, Project, Refused};

/// Equal steps closer together than this are one step.
pub const MERGE_WITHIN: Duration = Duration::from_secs(1);

/// Steps are forgotten, oldest first, when their inverses together hold more than about this many
/// bytes.
const MAX_BYTES: usize = 64 << 20;

/// The steps that can be undone and redone, and the revision of the project.
#[derive(Debug, Default)]
pub struct History {
    undo: VecDeque<Step>,
    /// What was undone, with the revision that making it again leads to.
    redo: Vec<(Edit, u64)>,
    n_bytes: usize,
    revision: u64,
    next_revision: u64,
}

#[derive(Debug)]
struct Step {
    inverse: Edit,
    n_bytes: usize,
    merges_as: Option<String>,
    /// Time of the newest part of the step.
    at: Duration,
    /// Revision before the step.
    revision_before: u64,
}

impl History {
    /// Makes an edit in the project and remembers how to undo it. `now` is any clock that only goes
    /// forward; it decides whether equal steps are merged.
    ///
    /// # Errors
    /// [`Refused`] from [`Project::apply`]; nothing is remembered then.
    pub fn apply(&mut self, project: &mut Project, edit: &Edit, now: Duration) -> Result<(), Refused> {
        let revision_before = self.revision;
        let inverse = project.apply(edit)?;
        self.redo.clear();
        self.advance();
        if let Some(last) = self.undo.back_mut() {
            let is_same = last.merges_as.is_some() && last.merges_as == edit.merges_as;
            if is_same && now.saturating_sub(last.at) < MERGE_WITHIN {
                let mut changes = inverse.changes;
                changes.append(&mut last.inverse.changes);
                last.inverse.changes = without_overwritten(changes);
                last.at = now;
                self.n_bytes -= last.n_bytes;
                last.n_bytes = weight(&last.inverse);
                self.n_bytes += last.n_bytes;
                return Ok(());
            }
        }
        let n_bytes = weight(&inverse);
        self.n_bytes += n_bytes;
        self.undo.push_back(Step {
            inverse,
            n_bytes,
            merges_as: edit.merges_as.clone(),
            at: now,
            revision_before,
        });
        while self.n_bytes > MAX_BYTES && self.undo.len() > 1 {
            if let Some(step) = self.undo.pop_front() {
                self.n_bytes -= step.n_bytes;
            }
        }
        Ok(())
    }

    /// Undoes the newest step and returns the edit that was made to do so.
    pub fn undo(&mut self, project: &mut Project) -> Option<Edit> {
        let step = self.undo.pop_back()?;
        self.n_bytes -= step.n_bytes;
        let redo = project.apply(&step.inverse).ok()?;
        self.redo.push((redo, self.revision));
        self.revision = step.revision_before;
        Some(step.inverse)
    }

    /// Makes the step that was undone last again and returns it.
    pub fn redo(&mut self, project: &mut Project) -> Option<Edit> {
        let (edit, revision) = self.redo.pop()?;
        let inverse = project.apply(&edit).ok()?;
        let n_bytes = weight(&inverse);
        self.n_bytes += n_bytes;
        let revision_before = self.revision;
        self.undo.push_back(Step {
            inverse,
            n_bytes,
            merges_as: None,
            at: Duration::ZERO,
            revision_before,
        });
        self.revision = revision;
        Some(edit)
    }

    /// What [`History::undo`] would undo, for the menu.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.undo.back().map(|step| step.inverse.label.as_str())
    }

    /// What [`History::redo`] would make again, for the menu.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.redo.last().map(|(edit, _)| edit.label.as_str())
    }

    /// Names the state of the project. Two equal revisions are the same state; undoing goes back to
    /// the revision before.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    fn advance(&mut self) {
        self.next_revision += 1;
        self.revision = self.next_revision;
    }
}

/// Of changes to the same slot only the last counts: inverses of merged typing would grow without end.
fn without_overwritten(changes: Vec<Change>) -> Vec<Change> {
    let mut kept: Vec<Change> = Vec::with_capacity(changes.len());
    for change in changes {
        match kept.last_mut() {
            Some(before) if before.is_same_slot(&change) => *before = change,
            _ => kept.push(change),
        }
    }
    kept
}

/// About how many bytes a step keeps alive.
fn weight(edit: &Edit) -> usize {
    edit.changes
        .iter()
        .map(|change| match change {
            Change::Article(_, Some(entry)) => entry.article.text.len() + 400 * entry.statements.len(),
            Change::Block(..) => 1_000,
            _ => 400,
        })
        .sum()
}
