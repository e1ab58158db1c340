//! Undo and redo.
//!
//! Keeps the inverse of every step, up to a limit in bytes; then the oldest steps are forgotten.
//! Steps of the same name that follow one another within [`MERGE_WITHIN`] become one.

use std::collections::VecDeque;
use std::sync::Arc;
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
    redo: Vec<(Arc<Edit>, u64)>,
    n_bytes: usize,
    revision: u64,
    next_revision: u64,
    forgotten: Vec<Arc<Edit>>,
}

#[derive(Debug)]
struct Step {
    inverse: Arc<Edit>,
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
        let inverse = project.apply(edit)?;
        self.remember(inverse, edit.merges_as.clone(), now);
        Ok(())
    }

    /// Remembers a step that was made on a copy of the project; `inverse` undoes it.
    pub fn remember(&mut self, inverse: Edit, merges_as: Option<String>, now: Duration) {
        let revision_before = self.revision;
        self.forgotten.extend(self.redo.drain(..).map(|(edit, _)| edit));
        self.advance();
        if let Some(last) = self.undo.back_mut() {
            let is_same = last.merges_as.is_some() && last.merges_as == merges_as;
            if is_same && now.saturating_sub(last.at) < MERGE_WITHIN {
                let before = Arc::make_mut(&mut last.inverse);
                let mut changes = inverse.changes;
                changes.append(&mut before.changes);
                before.changes = without_overwritten(changes);
                before.label = inverse.label;
                last.at = now;
                self.n_bytes -= last.n_bytes;
                last.n_bytes = weight(&last.inverse);
                self.n_bytes += last.n_bytes;
                return;
            }
        }
        self.push(Step {
            n_bytes: weight(&inverse),
            inverse: Arc::new(inverse),
            merges_as,
            at: now,
            revision_before,
        });
        while self.n_bytes > MAX_BYTES && self.undo.len() > 1 {
            if let Some(step) = self.undo.pop_front() {
                self.n_bytes -= step.n_bytes;
                self.forgotten.push(step.inverse);
            }
        }
    }

    /// Undoes the newest step and returns the edit that was made to do so.
    pub fn undo(&mut self, project: &mut Project) -> Option<Arc<Edit>> {
        let inverse = self.to_undo()?;
        let redo = project.apply(&inverse).ok()?;
        self.note_undone(redo);
        Some(inverse)
    }

    /// The edit that undoes the newest step.
    #[must_use]
    pub fn to_undo(&self) -> Option<Arc<Edit>> {
        self.undo.back().map(|step| Arc::clone(&step.inverse))
    }

    /// Notes that the newest step was undone on a copy of the project; `redo` makes it again.
    pub fn note_undone(&mut self, redo: Edit) {
        if let Some(step) = self.undo.pop_back() {
            self.n_bytes -= step.n_bytes;
            self.redo.push((Arc::new(redo), self.revision));
            self.revision = step.revision_before;
        }
    }

    /// Makes the step that was undone last again and returns it.
    pub fn redo(&mut self, project: &mut Project) -> Option<Arc<Edit>> {
        let edit = self.to_redo()?;
        let inverse = project.apply(&edit).ok()?;
        self.note_redone(inverse);
        Some(edit)
    }

    /// The step that was undone last.
    #[must_use]
    pub fn to_redo(&self) -> Option<Arc<Edit>> {
        self.redo.last().map(|(edit, _)| Arc::clone(edit))
    }

    /// Notes that the step that was undone last was made again on a copy of the project; `inverse` undoes it.
    pub fn note_redone(&mut self, inverse: Edit) {
        if let Some((_, revision)) = self.redo.pop() {
            self.push(Step {
                n_bytes: weight(&inverse),
                inverse: Arc::new(inverse),
                merges_as: None,
                at: Duration::ZERO,
                revision_before: self.revision,
            });
            self.revision = revision;
        }
    }

    fn push(&mut self, step: Step) {
        self.n_bytes += step.n_bytes;
        self.undo.push_back(step);
    }

    /// What can be neither undone nor redone any more, for whoever lets go of it where nobody waits.
    pub fn take_forgotten(&mut self) -> Vec<Arc<Edit>> {
        std::mem::take(&mut self.forgotten)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Filters, View};
    use crate::project::edits;

    #[test]
    fn a_step_that_was_typed_is_called_by_what_was_typed_at_last() {
        let mut project = Project::default();
        let mut history = History::default();
        for (words, at) in [("p", 0), ("pa", 200), ("paint", 400)] {
            let view = View {
                filters: Filters {
                    words: words.to_owned(),
                    ..Filters::default()
                },
                ..View::default()
            };
            let edit = edits::set_view(&project, view).unwrap();
            history
                .apply(&mut project, &edit, Duration::from_millis(at))
                .unwrap();
        }
        assert_eq!(history.undo_label(), Some("Search for “paint”"));
        history.undo(&mut project).unwrap();
        assert_eq!(history.redo_label(), Some("Search for “paint”"));
        assert_eq!(project, Project::default());
    }
}
