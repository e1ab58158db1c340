//! Given names and well-known office-holders.

use super::Gender;
use super::tables::{self, rows};
use crate::model::Party;
use crate::text::Table;
use crate::text::fold::fold;

/// A well-known office-holder.
#[derive(Debug)]
pub struct Leader {
    /// As commonly written.
    pub name: &'static str,
    /// The office.
    pub role: &'static str,
    /// For whom the office speaks.
    pub party: Party,
    /// First and last day in office, ISO 8601; the last is empty if the term is not known to have ended.
    pub term: (&'static str, &'static str),
}

impl Leader {
    /// Whether the term covers a day written as ISO 8601 (the order of such dates is that of their letters).
    #[must_use]
    pub fn is_in_office(&self, day: &str) -> bool {
        let (from, until) = self.term;
        from <= day && (until.is_empty() || day <= until)
    }
}

/// A word that stands with a capital and is no part of a person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotName {
    /// Stands beside names: "Former", "Western".
    Modifier,
    /// Makes the capitals beside it the name of an organisation: "Committee".
    Organisation,
    /// Makes them the name of one that speaks for no party: "University".
    Private,
}

#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) not_names: Table<&'static str, NotName>,
    pub(super) given_names: Table<String, Option<Gender>>,
    pub(super) leaders: Vec<Leader>,
    /// By folded family name, in the order of the table.
    by_family_name: Table<String, Vec<usize>>,
}

impl People {
    pub(super) fn new() -> Self {
        let mut people = Self::default();
        for [gender, names] in rows::<2>(tables::GIVEN_NAMES) {
            let gender = match gender {
                "m" => Some(Gender::Male),
                "f" => Some(Gender::Female),
                _ => None,
            };
            for name in names.split_whitespace() {
                people.given_names.entry(fold(name)).or_insert(gender);
            }
        }
        for [kind, words] in rows::<2>(tables::NOT_NAMES) {
            let kind = match kind {
                "organisation" => NotName::Organisation,
                "private" => NotName::Private,
                _ => NotName::Modifier,
            };
            for word in words.split_whitespace() {
                people.not_names.entry(word).or_insert(kind);
            }
        }
        for [name, role, party, from, until] in rows::<5>(tables::LEADERS) {
            let Ok(party) = party.parse() else {
                continue;
            };
            for key in family_names(name) {
                people
                    .by_family_name
                    .entry(key)
                    .or_default()
                    .push(people.leaders.len());
            }
            people.leaders.push(Leader {
                name,
                role,
                party,
                term: (from, until),
            });
        }
        people
    }

    /// The office-holders whose names end (or, in East Asia, begin) with these words.
    pub(super) fn leaders(&self, name: &str) -> impl Iterator<Item = &Leader> {
        let folded = fold(name);
        let family_name = folded.rsplit(' ').next().unwrap_or(&folded);
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        self.by_family_name
            .get(family_name)
            .or_else(|| self.by_family_name.get(folded.as_str()))
            .into_iter()
            .flatten()
            .filter_map(|&idx| self.leaders.get(idx))
            .filter(move |leader| {
                let full = fold(leader.name);
                words
                    .iter()
                    .all(|word| word.len() <= 2 || full.split(' ').any(|part| part == word))
            })
    }
}

/// What a leader is called for short, folded: the last word, with a particle before it also both; in East Asian
/// order the first.
fn family_names(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut names = Vec::new();
    if let Some(last) = words.last() {
        names.push((*last).to_owned());
        if let Some(plain) = last.strip_prefix("al-") {
            names.push(plain.to_owned());
        }
    }
    let is_family_name_first = matches!(
        words.first(),
        Some(
            &"xi"
                | &"hu"
                | &"li"
                | &"wang"
                | &"kim"
                | &"moon"
                | &"park"
                | &"yoon"
                | &"tsai"
                | &"ma"
                | &"lai"
                | &"ban"
                | &"hun"
                | &"lee"
        )
    );
    if is_family_name_first && let Some(first) = words.first() {
        names.push((*first).to_owned());
    }
    names
}
