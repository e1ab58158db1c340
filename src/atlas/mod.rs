//! Who speaks for whom: countries, organisations, offices, metonyms. Read-only tables from
//! `assets/atlas`, parsed once.

use crate::model::Party;

/// The tables.
#[derive(Debug)]
pub struct Atlas {}

impl Atlas {
    /// The tables that are compiled in.
    #[must_use]
    pub fn get() -> &'static Self {
        static ATLAS: Atlas = Atlas {};
        &ATLAS
    }

    /// The party's name for people: "Armenia", "European Union"; the code's own words for a party that
    /// no table knows.
    #[must_use]
    pub fn name<'a>(&'a self, party: &'a Party) -> &'a str {
        party.short()
    }
}
