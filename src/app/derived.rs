//! What is computed from the project in the background: the table of Compare, the document, the people.
//!
//! The old result stays on screen until the new one is there; a result for an older revision is
//! dropped.

use std::sync::Arc;

use super::event::Event;
use super::host::Host;
use super::jobs::Jobs;
use crate::briefing::{self, Document};
use crate::compare::{self, Table};
use crate::progress::Warned;
use crate::project::{KnownPerson, people};

const TABLE: &str = "Table";
const DOCUMENT: &str = "Document";
const PEOPLE: &str = "People";

/// Names a project that is or was open, and a state of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    /// Another for each project that is opened.
    pub generation: u64,
    n_changes: u64,
}

/// The table and the document, as new as the background has made them.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// Names the project: a new one begins with revision 0 again.
    generation: u64,
    table: Arc<Table>,
    table_of: Option<Stamp>,
    document: Arc<Warned<Document>>,
    document_of: Option<Stamp>,
    people: Arc<[KnownPerson]>,
    people_of: Option<Stamp>,
}

impl Derived {
    /// Names the project and its state: another project, or any change, gives another stamp.
    pub(crate) fn stamp(&self, host: &Host) -> Stamp {
        Stamp {
            generation: self.generation,
            n_changes: host.n_changes(),
        }
    }

    /// The table of Compare.
    pub(crate) fn table(&self) -> &Arc<Table> {
        &self.table
    }

    /// The briefing as it will read, with what a reader could hold against it.
    pub(crate) fn document(&self) -> &Arc<Warned<Document>> {
        &self.document
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

    /// Forgets everything: another project was opened.
    pub(crate) fn reset(&mut self) {
        *self = Self {
            generation: self.generation + 1,
            ..Self::default()
        };
    }

    /// Whether all of it is of the project as it is now.
    pub(crate) fn is_current(&self, host: &Host) -> bool {
        let now = Some(self.stamp(host));
        self.table_of == now && self.document_of == now && self.people_of == now
    }

    /// Whether the table is of the project as it is now.
    pub(crate) fn has_table_of(&self, host: &Host) -> bool {
        self.table_of == Some(self.stamp(host))
    }

    /// Starts computing what is out of date.
    pub(crate) fn refresh(&self, host: &Host, jobs: &mut Jobs) {
        let now = self.stamp(host);
        if self.table_of != Some(now) && !jobs.is_running(TABLE) {
            let project = Arc::clone(host.project());
            jobs.start_quietly(TABLE, move |_progress| Event::TableReady {
                of: now,
                table: Arc::new(compare::table(&project, project.view())),
            });
        }
        if self.people_of != Some(now) && !jobs.is_running(PEOPLE) {
            let project = Arc::clone(host.project());
            jobs.start_quietly(PEOPLE, move |_progress| Event::PeopleCounted {
                of: now,
                people: people::people(&project).into(),
            });
        }
        if self.document_of != Some(now) && !jobs.is_running(DOCUMENT) {
            let project = Arc::clone(host.project());
            jobs.start_quietly(DOCUMENT, move |_progress| Event::DocumentReady {
                of: now,
                document: Arc::new(briefing::resolve(&project)),
            });
        }
    }

    /// Takes a table that was computed.
    pub(crate) fn take_table(&mut self, of: Stamp, table: Arc<Table>) {
        if of.generation == self.generation && self.table_of.is_none_or(|before| before < of) {
            self.table = table;
            self.table_of = Some(of);
        }
    }

    /// Takes a document that was computed.
    pub(crate) fn take_document(&mut self, of: Stamp, document: Arc<Warned<Document>>) {
        if of.generation == self.generation && self.document_of.is_none_or(|before| before < of) {
            self.document = document;
            self.document_of = Some(of);
        }
    }
}
