//! What a view may read while it draws, and where it puts commands.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::{Command, Outbox};
use super::derived::Derived;
use crate::briefing::templates::Template;
use crate::project::{Edit, Project};
use crate::storage::Preferences;

/// What a view may read while it draws, and where it puts commands. What it may change is the session.
pub(crate) struct ViewContext<'a> {
    /// The project as it is in this frame.
    pub project: &'a Arc<Project>,
    /// What was computed from it in the background.
    pub derived: &'a Derived,
    /// Where commands go.
    pub outbox: &'a mut Outbox,
    /// How the user likes it.
    pub preferences: &'a Preferences,
    /// The user's own templates with their files.
    pub templates: &'a [(PathBuf, Template)],
    /// Whether a text field had the keyboard when the last frame ended: the key that leaves it means nothing else.
    pub was_typing: bool,
}

impl ViewContext<'_> {
    /// Sends a command; it is carried out at the end of the frame.
    pub(crate) fn send(&mut self, command: Command) {
        self.outbox.send(command);
    }

    /// Sends an edit, if there is anything to change.
    pub(crate) fn edit(&mut self, edit: Option<Edit>) {
        self.outbox.edit(edit);
    }
}
