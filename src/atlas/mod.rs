//! Who speaks for whom: countries, organisations, offices, metonyms. Read-only tables from
//! `assets/atlas`, parsed once.
//!
//! The atlas knows words, not articles: what a word means where it stands is for `extract` to say.

mod ambiguous;
mod build;
mod colors;
mod languages;
mod lookup;
mod people;
mod roles;
mod tables;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::model::Party;
use crate::text::Table;
use crate::text::fold::fold;
use languages::Names;
use lookup::Phrases;
use people::People;
use roles::Roles;

pub use ambiguous::Ambiguous;
pub use people::{Leader, NotName};
pub use roles::{Role, RoleKind, RoleWord};

/// What given names and titles tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// How a word names a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// "Türkiye", "EU".
    Name,
    /// "Turkish", "Houthi".
    Adjective,
    /// "Turks".
    Inhabitants,
    /// The seat of a government: "Ankara".
    Seat,
    /// Speaks under its own name: "Kremlin", "European Commission".
    Institution,
    /// State media.
    Media,
    /// A place inside: "Gyumri".
    Place,
}

/// What a word or phrase of the tables means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The party, as an index for [`Atlas::party`].
    pub party_idx: u16,
    /// How the words name it.
    pub naming: Naming,
}

/// What kind of party a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyKind {
    /// A country or territory.
    Country,
    /// States that act as one: "the bloc", "the alliance".
    Union,
    /// A body with a task: "the agency", "the fund".
    Agency,
    /// "The court".
    Court,
    /// Of citizens: "the rights group".
    Group,
    /// Armed, political or unrecognised: "the movement", "the militants".
    Movement,
}

/// The tables.
#[derive(Debug)]
pub struct Atlas {
    /// By code.
    known: Table<Party, Known>,
    /// Sorted by name.
    sorted: Vec<Party>,
    /// In the order of the tables; [`Named::party_idx`] points here.
    by_idx: Vec<Party>,
    names: Phrases<Named>,
    roles: Roles,
    people: People,
    /// By folded name.
    ambiguous: Table<String, Ambiguous>,
    /// In other languages than English.
    translated: Names,
    /// Folded words for the search, with the party and how good a hit on them is (less is better).
    searched: Vec<(String, u16, u8)>,
}

#[derive(Debug)]
struct Known {
    name: &'static str,
    adjective: Option<&'static str>,
    kind: PartyKind,
    color: [u8; 3],
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(Atlas::from_tables);

impl Atlas {
    /// The tables that are compiled in.
    #[must_use]
    pub fn get() -> &'static Self {
        &ATLAS
    }

    /// The party's name for people: "Armenia", "European Union"; the code's own words for a party that
    /// no table knows.
    #[must_use]
    pub fn name<'a>(&'a self, party: &'a Party) -> &'a str {
        self.known.get(party).map_or(party.short(), |known| known.name)
    }

    /// The party's name in the language with this BCP 47 tag: "Arménie"; in English where the tables know no
    /// other.
    #[must_use]
    pub fn name_in<'a>(&'a self, party: &'a Party, tag: &str) -> &'a str {
        let translated = self.translated.get(party.code(), tag);
        translated.unwrap_or_else(|| self.name(party))
    }

    /// "Armenian", "EU": what stands before a noun; the name where there is no adjective.
    #[must_use]
    pub fn adjective<'a>(&'a self, party: &'a Party) -> &'a str {
        self.known
            .get(party)
            .and_then(|known| known.adjective)
            .unwrap_or_else(|| self.name(party))
    }

    /// What kind of party it is; by its code where no table knows it.
    #[must_use]
    pub fn kind(&self, party: &Party) -> PartyKind {
        self.known.get(party).map_or(
            if party.is_country() {
                PartyKind::Country
            } else {
                PartyKind::Group
            },
            |known| known.kind,
        )
    }

    /// All parties of the tables, sorted by name, for pickers.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.sorted
    }

    /// The parties that `words` may mean, best first: the beginning of a name, adjective, abbreviation, capital or
    /// code, without regard to case and accents. Everything for no words.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<Party> {
        let wanted = fold(words.trim());
        if wanted.is_empty() {
            return self.sorted.clone();
        }
        let mut ranked: BTreeMap<u16, u8> = BTreeMap::new();
        for (text, party_idx, weight) in &self.searched {
            let rank = if *text == wanted {
                *weight
            } else if text.starts_with(&wanted) {
                10 + *weight
            } else if text
                .match_indices(&wanted)
                .any(|(at, _)| at > 0 && !text.as_bytes().get(at - 1).is_some_and(u8::is_ascii_alphanumeric))
            {
                20 + *weight
            } else {
                continue;
            };
            let best = ranked.entry(*party_idx).or_insert(rank);
            *best = rank.min(*best);
        }
        let mut found: Vec<(u8, &str, &Party)> = ranked
            .into_iter()
            .filter_map(|(idx, rank)| {
                let party = self.by_idx.get(usize::from(idx))?;
                Some((rank, self.name(party), party))
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        found.into_iter().map(|(_, _, party)| party.clone()).collect()
    }

    /// The party's colour as red, green, blue (sRGB, 0 to 255): of middle lightness, always the same for the
    /// same code. The window adapts it to light and dark.
    #[must_use]
    pub fn color(&self, party: &Party) -> [u8; 3] {
        self.known
            .get(party)
            .map_or_else(|| colors::from_code(party.code()), |known| known.color)
    }

    /// The party that the tables keep at `party_idx`.
    #[must_use]
    pub fn party(&self, party_idx: u16) -> Option<&Party> {
        self.by_idx.get(usize::from(party_idx))
    }

    /// The longest name of a party, place or institution that begins at word 0, and its number of words. `word`
    /// gives the words of the text one by one as `text::tokens` cuts them, `None` past the end; `first` is word 0
    /// as [`fold`] makes it.
    pub fn name_at<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(usize, Named)> {
        self.names.longest(first, word)
    }

    /// What a whole phrase names.
    #[must_use]
    pub fn named(&self, phrase: &str) -> Option<Named> {
        self.names.exactly(phrase)
    }

    /// What else a name can mean, by the words around it.
    #[must_use]
    pub fn ambiguous(&self, word: &str) -> Option<&Ambiguous> {
        self.ambiguous.get(fold(word).as_str())
    }

    /// The longest role that begins at word 0, and its number of words; `first` and `word` as in
    /// [`Atlas::name_at`].
    pub fn role_at<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(usize, RoleWord)> {
        self.roles.phrases.longest(first, word)
    }

    /// The role that the tables keep at `role_idx`.
    #[must_use]
    pub fn role(&self, role_idx: u16) -> Option<&Role> {
        self.roles.roles.get(usize::from(role_idx))
    }

    /// What is known of a given name: `None` if it is none, `Some(None)` if it tells no gender.
    #[must_use]
    pub fn given_name(&self, word: &str) -> Option<Option<Gender>> {
        self.people.given_names.get(fold(word).as_str()).copied()
    }

    /// Whether a word with a capital is known to be no part of a person's name; `word` in lower case.
    #[must_use]
    pub fn not_name(&self, word: &str) -> Option<NotName> {
        self.people.not_names.get(word).copied()
    }

    /// The well-known office-holders who may be called so, in the order of the table.
    pub fn leaders(&self, name: &str) -> impl Iterator<Item = &Leader> {
        self.people.leaders(name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::tables::{self, entries, rows};
    use super::*;

    fn party(code: &str) -> Party {
        code.parse().unwrap()
    }

    fn codes(found: &[Party]) -> Vec<&str> {
        found.iter().map(Party::code).collect()
    }

    #[test]
    fn every_row_is_whole_and_no_name_stands_twice() {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut own = |words: &str, code: &str| {
            let words = words.trim_start_matches('=').to_lowercase();
            if let Some(other) = owners.insert(words.clone(), code.to_owned()) {
                panic!("{words:?} stands twice: {other} and {code}");
            }
        };
        let mut countries = BTreeSet::new();
        for [code, name, others, adjectives, inhabitants, seats] in rows::<6>(tables::COUNTRIES) {
            assert!(party(code).is_country(), "{code}");
            assert!(!name.is_empty(), "{code}");
            assert!(countries.insert(code), "{code} stands twice");
            own(name, code);
            for column in [others, adjectives, inhabitants, seats] {
                for phrase in entries(column) {
                    own(phrase, code);
                }
            }
        }
        assert_eq!(countries.len(), 250, "ISO 3166-1 has 249 codes, and Kosovo");
        let mut organisations = BTreeSet::new();
        for [code, kind, name, others, adjectives, organs] in rows::<6>(tables::ORGANISATIONS) {
            assert!(
                matches!(kind, "union" | "agency" | "court" | "group" | "movement"),
                "{code}: {kind}"
            );
            let code = format!("ORG:{code}");
            assert!(!party(&code).is_country() && !name.is_empty(), "{code}");
            own(name, &code);
            for column in [others, adjectives, organs] {
                for phrase in entries(column) {
                    own(phrase, &code);
                }
            }
            assert!(organisations.insert(code.clone()), "{code} stands twice");
        }
        assert!(organisations.len() >= 150);
        let mut n_seats = 0;
        for [code, kind, words] in rows::<3>(tables::SEATS) {
            n_seats += entries(words).count();
            assert!(countries.contains(code), "{code}");
            assert!(matches!(kind, "institution" | "media"), "{code}: {kind}");
            for phrase in entries(words) {
                own(phrase, code);
            }
        }
        assert!(n_seats >= 60);
        for [code, words] in rows::<2>(tables::PLACES) {
            assert!(countries.contains(code), "{code}");
            for phrase in entries(words) {
                own(phrase, code);
            }
        }
        for [kind, party, words] in rows::<3>(tables::ROLES) {
            assert!(!words.is_empty(), "{kind}");
            let party = party.trim_start_matches('=');
            assert!(
                party.is_empty() || countries.contains(party) || organisations.contains(party),
                "{party}"
            );
            assert!(
                entries(words).all(|role| Atlas::get().roles.phrases.exactly(role).is_some()),
                "{words}"
            );
        }
        for [word, other, naming, for_other, for_usual] in rows::<5>(tables::AMBIGUOUS) {
            assert!(
                countries.contains(other) && matches!(naming, "name" | "place"),
                "{word}"
            );
            assert!(
                Atlas::get().ambiguous(word).is_some(),
                "{word} is in no other table"
            );
            assert!(!for_other.is_empty() && !for_usual.is_empty(), "{word}");
        }
        for [name, role, code, from, until] in rows::<5>(tables::LEADERS) {
            assert!(countries.contains(code) || organisations.contains(code), "{name}");
            assert!(!role.is_empty(), "{name}");
            for day in [from, until] {
                assert!(
                    day.is_empty() || day.parse::<jiff::civil::Date>().is_ok(),
                    "{name}"
                );
            }
            assert!(until.is_empty() || from < until, "{name}");
        }
        let mut given = BTreeMap::new();
        for [gender, names] in rows::<2>(tables::GIVEN_NAMES) {
            for name in names.split_whitespace() {
                let before = given.insert(fold(name), gender);
                assert!(
                    before.is_none_or(|before| before == gender || gender == "-"),
                    "{name}"
                );
            }
        }
        for code in colors::chosen().keys() {
            assert!(
                countries.contains(code.as_str()) || organisations.contains(code),
                "{code}"
            );
        }
        assert!(colors::chosen().len() >= 40);
    }

    #[test]
    fn parties_have_names_and_adjectives() {
        let atlas = Atlas::get();
        assert_eq!(atlas.name(&party("TR")), "Türkiye");
        assert_eq!(atlas.name(&party("ORG:EU")), "European Union");
        assert_eq!(atlas.name(&party("ORG:Free Speleologists")), "Free Speleologists");
        assert_eq!(atlas.adjective(&party("RU")), "Russian");
        assert_eq!(atlas.adjective(&party("ORG:UN")), "United Nations");
        let names: Vec<&str> = atlas.parties().iter().map(|party| atlas.name(party)).collect();
        let place = |name| names.iter().position(|&other| other == name).unwrap();
        assert!(place("Afghanistan") < place("Åland Islands"));
        assert!(place("Åland Islands") < place("Albania"));
    }

    #[test]
    fn the_picker_finds_by_any_beginning() {
        let atlas = Atlas::get();
        for (words, code) in [
            ("turk", "TR"),
            ("TÜRK", "TR"),
            ("cote d'i", "CI"),
            ("uk", "GB"),
            ("brit", "GB"),
            ("nato", "ORG:NATO"),
            ("ru", "RU"),
            ("yerev", "AM"),
            ("league", "ORG:Arab League"),
            ("houthi", "ORG:Houthis"),
        ] {
            let found = atlas.find(words);
            assert!(
                codes(&found).iter().take(3).any(|&other| other == code),
                "{words}: {found:?}"
            );
        }
        assert_eq!(atlas.find("georgia").first().map(Party::code), Some("GE"));
        assert!(atlas.find("xyzzy").is_empty());
        assert_eq!(atlas.find(" ").len(), atlas.parties().len());
    }

    #[test]
    fn colors_are_stable_apart_and_of_middle_lightness() {
        let atlas = Atlas::get();
        assert_eq!(
            atlas.color(&party("ORG:Nobody")),
            atlas.color(&party("ORG:Nobody"))
        );
        for party in atlas.parties() {
            let [red, green, blue] = atlas.color(party).map(|channel| f64::from(channel) / 255.0);
            let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            assert!((0.28..=0.62).contains(&luma), "{party}: {luma}");
        }
        let quoted = [
            "RU", "UA", "US", "CN", "GB", "FR", "IL", "PS", "TR", "ORG:EU", "ORG:UN",
        ];
        for (idx, one) in quoted.iter().enumerate() {
            for other in &quoted[idx + 1..] {
                let [one, other] = [one, other].map(|code| atlas.color(&party(code)));
                let distance: u32 = one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b))).sum();
                assert!(distance > 40, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn names_are_found_as_they_are_written() {
        let atlas = Atlas::get();
        let code = |phrase| {
            atlas
                .named(phrase)
                .and_then(|named| atlas.party(named.party_idx))
                .map(Party::code)
        };
        assert_eq!(code("US"), Some("US"));
        assert_eq!(code("us"), None);
        assert_eq!(code("who"), None);
        assert_eq!(code("U.S."), Some("US"));
        assert_eq!(code("turkey"), None);
        assert_eq!(code("TURKEY"), Some("TR"));
        assert_eq!(code("Quai d’Orsay"), Some("FR"));
        assert_eq!(code("UN Security Council"), Some("ORG:UN"));
        assert_eq!(code("Security Council of Russia"), Some("RU"));
        assert_eq!(code("al-Shabab"), Some("ORG:Al-Shabaab"));
        assert_eq!(code("Nato"), Some("ORG:NATO"));
    }

    #[test]
    fn leaders_are_in_office_for_their_term() {
        let leader = |name| Atlas::get().leaders(name).next();
        let erdogan = leader("Erdogan").unwrap();
        assert_eq!(erdogan.party.code(), "TR");
        assert!(erdogan.is_in_office("2019-05-01") && !erdogan.is_in_office("2001-05-01"));
        assert_eq!(leader("Xi").unwrap().role, "President");
        assert!(leader("Gordon Putin").is_none());
    }
}
