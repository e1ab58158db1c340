//! Commands to an article.

use super::super::App;
use crate::model::ArticleId;
use crate::project::edits;

/// Something to do with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArticleCommand {
    /// Open it in the reader.
    Open,
    /// Mark it as read or unread.
    MarkRead(bool),
    /// Take it out of the project.
    Remove,
}

pub(super) fn run(app: &mut App, id: ArticleId, command: &ArticleCommand) {
    let project = app.host.project().clone();
    match *command {
        ArticleCommand::Open => {
            app.session.place = super::super::session::Place::Articles;
            app.session.articles.open(id);
        }
        ArticleCommand::MarkRead(is_read) => app.apply_if(edits::mark_read(&project, id, is_read)),
        ArticleCommand::Remove => {
            app.apply(&edits::remove_articles(&project, &[id]));
            app.session.toast("Article removed. Undo brings it back.");
        }
    }
}
