//! Compare: statements side by side, a column for each party.

use egui::Ui;

use super::session::Session;
use super::view_context::ViewContext;

/// What this place remembers.
#[derive(Debug, Default)]
pub(crate) struct CompareSession {
    /// Whether the keyboard should go to the search field.
    pub wants_search_focus: bool,
}

/// Draws the place.
pub(crate) fn compare_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let _ = (ui, view, session);
}
