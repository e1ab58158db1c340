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

    /// All parties of the tables, sorted by name, for pickers.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &[]
    }

    /// The parties that `words` may mean, best first: the beginning of a name, adjective, abbreviation or
    /// code, without regard to case and accents. Everything for no words.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<Party> {
        let _ = words;
        Vec::new()
    }

    /// The party's colour as red, green, blue (sRGB, 0 to 255): of middle lightness, always the same for the
    /// same code. The window adapts it to light and dark.
    #[must_use]
    pub fn color(&self, party: &Party) -> [u8; 3] {
        let hash = party.code().bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        let [red, green, blue, _] = hash.to_be_bytes();
        [red, green, blue].map(|channel| 60 + channel / 2)
    }
}
