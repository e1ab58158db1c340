//! What belongs to an article: furniture taken back into it, and body taken out.

use std::sync::Arc;

use super::App;
use super::event::Event;
use crate::atlas::Atlas;
use crate::extract::{self, Knowledge};
use crate::model::{ArticleId, Statement};
use crate::project::edits;
use crate::text::Span;

impl App {
    /// Takes a part of the text back into the article; it is read in the background for statements.
    pub(super) fn put_back(&mut self, article: ArticleId, part: Span) {
        let Some(entry) = self.host.project().entry(article) else {
            return;
        };
        let mut reread = entry.article.clone();
        reread.body = edits::body_with(&reread.body, part);
        let project = Arc::clone(self.host.project());
        let of = self.derived.stamp(&self.host);
        self.jobs.start_quietly("Reading", move |_progress| {
            let knowledge = Knowledge {
                atlas: Atlas::get(),
                corrections: project.corrections(),
            };
            Event::BodyRead {
                of,
                article,
                part,
                found: extract::statements(&reread, &knowledge),
            }
        });
    }

    /// Takes the part that was read.
    pub(super) fn body_read(&mut self, article: ArticleId, part: Span, found: Vec<Statement>) {
        let edit = edits::put_back(self.host.project(), article, part, found);
        self.apply_and_say(edit);
    }

    /// Says that a part of the text does not belong to the article.
    pub(super) fn take_out(&mut self, article: ArticleId, part: Span) {
        let edit = edits::take_out(self.host.project(), article, part);
        self.apply_and_say(edit);
    }
}
