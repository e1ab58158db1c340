//! Finding the statements of an article again.

use std::sync::Arc;

use super::App;
use super::event::Event;
use crate::atlas::Atlas;
use crate::extract::{self, Knowledge};
use crate::model::{ArticleId, Statement};
use crate::project::edits;

impl App {
    /// Reads an article again in the background, with what was taught since.
    pub(super) fn find_anew(&mut self, article: ArticleId) {
        let Some(entry) = self.host.project().entry(article).cloned() else {
            return;
        };
        let project = Arc::clone(self.host.project());
        let of = self.derived.stamp(&self.host);
        self.jobs.start_quietly("Reading", move |_progress| {
            let knowledge = Knowledge {
                atlas: Atlas::get(),
                corrections: project.corrections(),
            };
            Event::FoundAnew {
                of,
                article,
                found: extract::statements(&entry.article, &knowledge),
            }
        });
    }

    /// Takes what was found: what a person touched stays as it is.
    pub(super) fn found_anew(&mut self, article: ArticleId, found: Vec<Statement>) {
        match edits::find_anew(self.host.project(), article, found) {
            Some(edit) => self.apply_and_say(Some(edit)),
            None => self.session.toast("The same statements were found again"),
        }
    }
}
