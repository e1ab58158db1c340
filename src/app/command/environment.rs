//! What decides whether a command can be carried out now.

use super::super::App;

/// What the commands ask about, gathered once a frame.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct Environment {
    /// Whether the project has a file.
    pub has_file: bool,
    /// Whether the project has articles.
    pub has_articles: bool,
    /// Whether a statement is selected.
    pub has_selected_statement: bool,
    /// Whether the briefing has sections.
    pub has_briefing: bool,
    /// What undo would undo.
    pub undo: Option<String>,
    /// What redo would make again.
    pub redo: Option<String>,
    /// Whether a dialog of the window is open and takes the keys.
    pub has_modal: bool,
}

impl App {
    /// The environment as it is now.
    pub(crate) fn environment(&self) -> Environment {
        let project = self.host.project();
        Environment {
            has_file: self.host.path.is_some(),
            has_articles: !project.articles().is_empty(),
            has_selected_statement: self
                .session
                .selected
                .is_some_and(|id| project.statement(id).is_some()),
            has_briefing: !project.briefing().outline.is_empty(),
            undo: self.host.undo_label().map(str::to_owned),
            redo: self.host.redo_label().map(str::to_owned),
            has_modal: self.session.modal.is_some(),
        }
    }
}
