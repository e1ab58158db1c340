//! What is computed from the project in the background: the table of Compare, the documents, the people.
//!
//! The old result stays on screen until the new one is there; a result for an older revision is
//! dropped.

use std::sync::Arc;

use super::articles::{TermCounts, count_terms};
use super::event::Event;
use super::host::Host;
use super::jobs::Jobs;
use super::letting_go::LettingGo;
use super::proposed::ProposedColumns;
use crate::briefing::{self, Edition, Resolved};
use crate::compare::{Index, Table};
use crate::model::{Party, Term, View};
use crate::project::{KnownPerson, people};

const TABLE: &str = "Table";
const DOCUMENT: &str = "Document";
const PEOPLE: &str = "People";
const TERMS: &str = "Terms";

/// Names a project that is or was open, and a state of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    /// Another for each project that is opened.
    pub generation: u64,
    n_changes: u64,
}

/// A document of the briefing.
#[derive(Debug, Default)]
struct Made {
    edition: Edition,
    /// The state of the project that it was made of.
    of: Option<Stamp>,
    resolved: Arc<Resolved>,
}

impl Made {
    fn is(&self, edition: Edition, of: Stamp) -> bool {
        self.edition == edition && self.of == Some(of)
    }

    /// Takes a document unless it is of an older state.
    fn take(&mut self, edition: Edition, of: Stamp, resolved: &Arc<Resolved>) {
        let is_newer = self.of.is_none_or(|before| before < of);
        if is_newer || self.of == Some(of) && self.edition != edition {
            *self = Self {
                edition,
                of: Some(of),
                resolved: Arc::clone(resolved),
            };
        }
    }
}

/// The table and the documents, as new as the background has made them.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// Names the project: a new one begins with revision 0 again.
    generation: u64,
    table: Arc<Table>,
    table_of: Option<Stamp>,
    proposed: ProposedColumns,
    /// What the next table is made with, while none is being made.
    index: Box<Index>,
    /// The whole document, which is edited and checked.
    whole: Made,
    /// The document that the preview shows.
    shown: Made,
    /// A document that a dialog asks about.
    asked: Made,
    people: Arc<[KnownPerson]>,
    people_of: Option<Stamp>,
    terms: Arc<TermCounts>,
    terms_of: Option<TermsKey>,
    terms_seen: Option<(Stamp, String)>,
    /// Which document the preview is to show.
    edition: Edition,
    /// Which document is asked about, if any is.
    asks: Option<Edition>,
}

/// What counts of terms hold for: texts, terms, words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermsKey {
    texts: usize,
    n_texts: usize,
    terms: Arc<[Term]>,
    words: String,
}

impl Derived {
    /// Names the project and its state: another project, or any change, gives another stamp.
    pub(crate) fn stamp(&self, host: &Host) -> Stamp {
        Stamp {
            generation: self.generation,
            n_changes: host.n_changes(),
        }
    }

    /// The same for all but how the project is looked at.
    fn content_stamp(&self, host: &Host) -> Stamp {
        Stamp {
            generation: self.generation,
            n_changes: host.last_change_of_content(),
        }
    }

    /// The table of Compare.
    pub(crate) fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The whole briefing as it will read, with what a reader could hold against it, whatever the preview shows.
    pub(crate) fn document(&self) -> &Arc<Resolved> {
        &self.whole.resolved
    }

    /// The document that the preview shows.
    pub(crate) fn shown(&self) -> &Arc<Resolved> {
        &self.shown.resolved
    }

    /// The document of this edition as the project is now; `None` until it is made.
    pub(crate) fn made(&self, host: &Host, edition: Edition) -> Option<&Arc<Resolved>> {
        let content = self.content_stamp(host);
        let made = [&self.whole, &self.shown, &self.asked].into_iter();
        made.filter(|made| made.is(edition, content))
            .map(|made| &made.resolved)
            .next()
    }

    /// The people who speak in the project.
    pub(crate) fn people(&self) -> &Arc<[KnownPerson]> {
        &self.people
    }

    /// Takes the people that were counted.
    pub(crate) fn take_people(&mut self, of: Stamp, people: Arc<[KnownPerson]>) {
        if of.generation == self.generation && self.people_of.is_none_or(|before| before < of) {
            self.people = people;
            self.people_of = Some(of);
        }
    }

    /// How often what is looked for stands in all articles.
    pub(crate) fn terms(&self) -> &Arc<TermCounts> {
        &self.terms
    }

    /// Starts counting what is looked for, if anything is and the counts are of something else.
    pub(crate) fn refresh_terms(&mut self, host: &Host, words: &str, jobs: &mut Jobs) {
        let project = host.project();
        let has_something = !words.trim().is_empty() || !project.terms().is_empty();
        if !has_something || jobs.is_running(TERMS) {
            return;
        }
        let seen = Some((self.stamp(host), words.to_owned()));
        if self.terms_seen == seen {
            return;
        }
        self.terms_seen = seen;
        // Texts never change: other texts are other allocations.
        let texts = project.articles().values().map(|entry| {
            entry
                .article
                .text
                .as_ptr()
                .addr()
                .wrapping_mul(31)
                .wrapping_add(entry.article.body.len())
        });
        let key = TermsKey {
            texts: texts.fold(0_usize, usize::wrapping_add),
            n_texts: project.articles().len(),
            terms: Arc::clone(project.terms()),
            words: words.to_owned(),
        };
        if self.terms_of.as_ref() == Some(&key) {
            return;
        }
        let generation = self.generation;
        let project = Arc::clone(project);
        jobs.start_quietly(TERMS, move |_progress| Event::TermsCounted {
            generation,
            counts: Arc::new(count_terms(&project, &key.terms, &key.words)),
            of: key,
        });
    }

    /// Takes counts of terms.
    pub(crate) fn take_terms(&mut self, generation: u64, of: TermsKey, counts: Arc<TermCounts>) {
        if generation == self.generation {
            self.terms = counts;
            self.terms_of = Some(of);
        }
    }

    /// Forgets everything: another project was opened.
    pub(crate) fn reset(&mut self, letting_go: &mut LettingGo) {
        let generation = self.generation + 1;
        let before = std::mem::replace(
            self,
            Self {
                generation,
                ..Self::default()
            },
        );
        letting_go.take(before.table);
        letting_go.take(Arc::new(before.index));
    }

    /// Whether all of it is of the project as it is now.
    pub(crate) fn is_current(&self, host: &Host) -> bool {
        let content = Some(self.content_stamp(host));
        self.table_of == Some(self.stamp(host))
            && self.next_edition(host).is_none()
            && self.people_of == content
    }

    /// Whether the table is of the project as it is now.
    pub(crate) fn has_table_of(&self, host: &Host) -> bool {
        self.table_of == Some(self.stamp(host))
    }

    /// Starts computing what is out of date.
    pub(crate) fn refresh(&mut self, host: &Host, jobs: &mut Jobs) {
        let now = self.stamp(host);
        let content = self.content_stamp(host);
        if self.table_of != Some(now) && !jobs.is_running(TABLE) {
            let project = Arc::clone(host.project());
            let mut index = std::mem::take(&mut self.index);
            let view = self.proposed.view(&project, &self.table.facets);
            jobs.start_quietly(TABLE, move |_progress| Event::TableReady {
                of: now,
                table: Arc::new(index.table(&project, &view)),
                index,
            });
        }
        if self.people_of != Some(content) && !jobs.is_running(PEOPLE) {
            let project = Arc::clone(host.project());
            jobs.start_quietly(PEOPLE, move |_progress| Event::PeopleCounted {
                of: content,
                people: people::people(&project).into(),
            });
        }
        if let Some(edition) = self.next_edition(host)
            && !jobs.is_running(DOCUMENT)
        {
            let project = Arc::clone(host.project());
            jobs.start_quietly(DOCUMENT, move |_progress| Event::DocumentReady {
                of: content,
                edition,
                document: Arc::new(briefing::resolve_edition(&project, edition)),
            });
        }
    }

    /// Takes a table that was computed, and what the next one is to be made with.
    pub(crate) fn take_table(
        &mut self,
        of: Stamp,
        table: Arc<Table>,
        index: Box<Index>,
        letting_go: &mut LettingGo,
    ) {
        if of.generation != self.generation {
            letting_go.take(Arc::new(index));
            letting_go.take(table);
            return;
        }
        self.index = index;
        if self.table_of.is_none_or(|before| before < of) {
            letting_go.take(std::mem::replace(&mut self.table, table));
            // Without a party that should be seen it is not the table that is wanted.
            self.table_of = self.proposed.note(&self.table).then_some(of);
        }
    }

    /// The parties that have a column in a view, before any is pinned.
    pub(crate) fn columns_of(&self, view: &View) -> Vec<Party> {
        if view.proposes_columns() {
            self.proposed.columns(view, &self.table.facets)
        } else {
            view.columns.clone()
        }
    }

    /// Proposes the most quoted parties as columns anew, whatever was shown until now.
    pub(crate) fn propose_columns_anew(&mut self) {
        self.proposed.forget();
        self.table_of = None;
    }

    /// Takes a document that was computed.
    pub(crate) fn take_document(&mut self, of: Stamp, edition: Edition, document: &Arc<Resolved>) {
        if of.generation != self.generation {
            return;
        }
        if edition == Edition::default() {
            self.whole.take(edition, of, document);
        }
        if edition == self.edition {
            self.shown.take(edition, of, document);
        }
        if Some(edition) == self.asks {
            self.asked.take(edition, of, document);
        }
    }

    /// Says which document the preview is to show from now on, and which one a dialog asks about.
    pub(crate) fn want(&mut self, host: &Host, shown: Edition, asks: Option<Edition>) {
        self.edition = shown;
        self.asks = asks;
        // One that is there already is not made again.
        let content = self.content_stamp(host);
        if !self.shown.is(shown, content)
            && let Some(made) = self.made(host, shown).cloned()
        {
            self.shown.take(shown, content, &made);
        }
        if asks.is_none() {
            self.asked = Made::default();
        }
    }

    /// The edition of the document that is to be made next: the whole one, then what is shown, then what is asked
    /// about.
    fn next_edition(&self, host: &Host) -> Option<Edition> {
        let content = self.content_stamp(host);
        if !self.whole.is(Edition::default(), content) {
            return Some(Edition::default());
        }
        if !self.shown.is(self.edition, content) {
            return Some(self.edition);
        }
        self.asks.filter(|&edition| self.made(host, edition).is_none())
    }
}
