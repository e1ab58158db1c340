//! Commands to an article.

use super::super::App;
use crate::model::ArticleId;
use crate::project::edits;
use crate::text::Span;

/// Something to do with an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ArticleCommand {
    /// Open it in the reader.
    Open,
    /// Mark it as read or unread.
    MarkRead(bool),
    /// Take it out of the project.
    Remove,
    /// Find its statements again.
    FindAnew,
    /// Say that it is no copy of other articles.
    Separate,
    /// Take a part of its text, which is page furniture so far, back into it.
    PutBack(Span),
    /// Say that a part of its text is page furniture.
    TakeOut(Span),
}

pub(super) fn run(app: &mut App, id: ArticleId, command: &ArticleCommand) {
    let project = app.host.project().clone();
    match *command {
        ArticleCommand::Open => {
            app.session.place = super::super::session::Place::Articles;
            app.session.articles.open(id);
        }
        ArticleCommand::MarkRead(is_read) => app.apply_if(edits::mark_read(&project, id, is_read)),
        ArticleCommand::FindAnew => app.find_anew(id),
        ArticleCommand::Separate => app.apply_and_say(edits::separate(&project, id)),
        ArticleCommand::PutBack(part) => app.put_back(id, part),
        ArticleCommand::TakeOut(part) => app.take_out(id, part),
        ArticleCommand::Remove => {
            app.apply(&edits::remove_articles(&project, &[id]));
            app.session.toast("Article removed. Undo brings it back.");
        }
    }
}
