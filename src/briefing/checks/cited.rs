//! What a statement can have against it, wherever the document cites it: as an excerpt, in a cell or by a mark.

use std::collections::BTreeSet;

use super::{Checks, beginning};
use crate::atlas::Atlas;
use crate::briefing::findings::{FindingKind, Place};
use crate::model::{Statement, StatementId};
use crate::project::Project;
use crate::text::fold::fold;

/// Statements below are not sure, in per cent.
const LOW_CONFIDENCE: u8 = 60;

/// How a statement is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::briefing) enum CitedAs {
    /// As an excerpt.
    Excerpt,
    /// In the cell of a positions table.
    Cell,
    /// By a mark in own words.
    Mark,
}

/// Where a statement is cited.
pub(super) struct CitedAt {
    statement: StatementId,
    cited_as: CitedAs,
    place: Place,
    section: Vec<String>,
}

impl Checks {
    /// Notes that the current place cites a statement.
    pub(in crate::briefing) fn cites(&mut self, statement: StatementId, cited_as: CitedAs) {
        self.cited.push(CitedAt {
            statement,
            cited_as,
            place: self.place,
            section: self.section.clone(),
        });
    }

    /// Looks at every statement that is cited, once: at its excerpt if it has one, for there it is looked
    /// through. That it was put aside is said wherever it stands.
    pub(super) fn cited_statements(&mut self, project: &Project) {
        let mut cited = std::mem::take(&mut self.cited);
        cited.sort_by_key(|at| at.cited_as != CitedAs::Excerpt);
        let mut looked_at = BTreeSet::new();
        let mut told = BTreeSet::new();
        for at in cited {
            let Some((statement, article)) = project.statement_in_article(at.statement) else {
                continue;
            };
            let beginning = beginning(&statement.words(&article.text));
            self.place = at.place;
            self.section = at.section;
            if !statement.is_visible && told.insert((at.place, at.statement)) {
                let how = match at.cited_as {
                    CitedAs::Excerpt => "quoted",
                    CitedAs::Cell => "cited in a positions table",
                    CitedAs::Mark => "cited",
                };
                self.find(
                    FindingKind::PutAside,
                    format!("the statement “{beginning}” was put aside but is {how}."),
                );
            }
            if looked_at.insert(at.statement) {
                self.statement(statement, &beginning);
            }
        }
    }

    fn statement(&mut self, statement: &Statement, beginning: &str) {
        if !statement.is_checked {
            let percent = statement.confidence.percent();
            if percent < LOW_CONFIDENCE {
                self.find(
                    FindingKind::LowConfidence,
                    format!(
                        "“{beginning}” was not checked by a person, and the program is only {percent} % sure."
                    ),
                );
            } else {
                self.find(
                    FindingKind::Unchecked,
                    format!("“{beginning}” was not checked by a person."),
                );
            }
        }
        let speaker = statement
            .speaker
            .as_ref()
            .filter(|speaker| speaker.role.is_none());
        // One name alone may be a company's; who speaks for a party is somebody.
        let is_person =
            |name: &str| has_given_name(name) || (!statement.parties.is_empty() && may_be_family_name(name));
        if let Some(speaker) = speaker.filter(|speaker| is_person(&speaker.name)) {
            self.find(
                FindingKind::NoOffice,
                format!("the office of {} is not known.", speaker.name),
            );
        }
    }
}

/// Whether a name begins with a given name and goes on.
fn has_given_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_some() && Atlas::get().given_name(first).is_some()
}

/// Whether a name is made of words with capitals of which none names a party, body, office or anything else
/// that speaks: a family name alone, or the one name that somebody has.
fn may_be_family_name(name: &str) -> bool {
    let atlas = Atlas::get();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &str| PARTICLES.contains(&word);
    let may_be_name = |(at, word): (usize, &&str)| {
        let folded = fold(word);
        let is_known = atlas.named(word).is_some()
            || atlas.not_name(&folded).is_some()
            || atlas
                .role_at(&folded, |next| words.get(at + next).copied())
                .is_some();
        is_particle(word) || (word.starts_with(char::is_uppercase) && !is_known)
    };
    atlas.named(name).is_none()
        && words.iter().any(|word| !is_particle(word))
        && words.iter().enumerate().all(may_be_name)
}

/// Words of names that are written small.
const PARTICLES: [&str; 16] = [
    "al", "bin", "ben", "bint", "da", "de", "del", "della", "der", "di", "dos", "el", "la", "van", "von",
    "zu",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_bodies_whatever_they_are_called_by() {
        assert!(has_given_name("Anna Sarian") && !has_given_name("Anna"));
        for name in [
            "Sarian",
            "Pelé",
            "van der Berg",
            "Mirziyoyev",
            "N. Kvirkvia",
            "Suharto",
        ] {
            assert!(may_be_family_name(name), "{name}");
        }
        for name in [
            "Kremlin",
            "Foreign Ministry",
            "Ministers",
            "a senior official",
            "Georgia",
            "European Commission",
            "Russian officials",
            "Security Council",
            "NATO",
            "Taliban",
            "",
        ] {
            assert!(!may_be_family_name(name) && !has_given_name(name), "{name}");
        }
    }
}
