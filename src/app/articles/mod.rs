//! Articles: the library beside the reader, with the inspector of a statement.

use egui::Ui;

use super::session::Session;
use super::view_context::ViewContext;
use crate::model::{ArticleId, StatementId};

/// What this place remembers.
#[derive(Debug, Default)]
pub(crate) struct ArticlesSession {
    open: Option<ArticleId>,
    /// The statement to scroll to.
    scroll_to: Option<StatementId>,
    /// Whether the keyboard should go to the search field.
    pub wants_search_focus: bool,
}

impl ArticlesSession {
    /// The article in the reader.
    pub(crate) fn open_article(&self) -> Option<ArticleId> {
        self.open
    }

    /// Puts an article into the reader.
    pub(crate) fn open(&mut self, id: ArticleId) {
        self.open = Some(id);
        self.scroll_to = None;
    }

    /// Puts the statement's article into the reader and scrolls to the statement.
    pub(crate) fn show(&mut self, id: StatementId) {
        self.open = Some(id.article);
        self.scroll_to = Some(id);
    }
}

/// Draws the place.
pub(crate) fn articles_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let _ = (ui, view, session);
}
