//! Offices, bodies and other words for sources.

use std::collections::HashSet;

use super::Gender;
use super::lookup::Phrases;
use super::tables::{self, entries, rows};
use crate::model::Party;

/// Whether sources of this kind speak for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleKind {
    /// A person who speaks for a country: a minister, an ambassador, an officer.
    StateOffice,
    /// A person who speaks for whom the words beside it name: a spokesman, a director.
    Office,
    /// A body of a country: a ministry, the army, the authorities.
    StateBody,
    /// A body of whom the words beside it name: a committee, a delegation.
    Body,
    /// A word for a party that was named before: "the bloc", "the country".
    Collective,
    /// Speaks for nobody: an analyst, a company, a newspaper.
    Private,
    /// A title before a name: "Mr".
    Title,
}

/// One word or phrase of the table.
#[derive(Debug)]
pub struct Role {
    /// As in the table, lower case.
    pub words: &'static str,
    /// The noun that carries it: "minister" of "minister of defence".
    pub head: &'static str,
    /// Whether it speaks for somebody.
    pub kind: RoleKind,
    /// Whose office it is where nothing else says so.
    pub party: Option<Party>,
    /// Whether it is that party's even in an article that does not name it.
    pub is_of_one: bool,
    /// What it tells of gender.
    pub gender: Option<Gender>,
}

/// A role found in a text.
#[derive(Clone, Copy, Debug)]
pub struct RoleWord {
    /// The role, as an index for [`super::Atlas::role`].
    pub role_idx: u16,
    /// Whether it stands in the plural.
    pub is_plural: bool,
}

#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) roles: Vec<Role>,
    pub(super) phrases: Phrases<RoleWord>,
}

impl Roles {
    pub(super) fn new() -> Self {
        let mut all = Self::default();
        let table: Vec<(RoleKind, &'static str, &'static str)> = rows::<3>(tables::ROLES)
            .filter_map(|[kind, party, words]| Some((role_kind(kind)?, party, words)))
            .flat_map(|(kind, party, words)| entries(words).map(move |entry| (kind, party, entry)))
            .collect();
        let known: HashSet<&str> = table.iter().map(|&(_, _, words)| words).collect();
        for (kind, party, words) in table {
            let Ok(role_idx) = u16::try_from(all.roles.len()) else {
                break;
            };
            let head = head(words);
            let is_plural = is_plural(head);
            all.phrases.add_words(words, RoleWord { role_idx, is_plural });
            if !is_plural && kind != RoleKind::Title {
                let plural = words.replacen(head, &plural(head), 1);
                if !known.contains(plural.as_str()) {
                    all.phrases.add_words(
                        &plural,
                        RoleWord {
                            role_idx,
                            is_plural: true,
                        },
                    );
                }
            }
            all.roles.push(Role {
                words,
                head,
                kind,
                party: party.trim_start_matches('=').parse().ok(),
                is_of_one: party.starts_with('='),
                gender: gender(words),
            });
        }
        all
    }
}

fn role_kind(name: &str) -> Option<RoleKind> {
    Some(match name {
        "state-office" => RoleKind::StateOffice,
        "office" => RoleKind::Office,
        "state-body" => RoleKind::StateBody,
        "body" => RoleKind::Body,
        "collective" => RoleKind::Collective,
        "private" => RoleKind::Private,
        "title" => RoleKind::Title,
        _ => return None,
    })
}

/// The noun that carries a phrase.
fn head(words: &'static str) -> &'static str {
    let front = [" of ", " to ", " in ", "-in-"]
        .iter()
        .filter_map(|preposition| words.split_once(preposition))
        .map(|(front, _)| front)
        .min_by_key(|front| front.len())
        .unwrap_or(words);
    let front = front
        .strip_suffix(" general")
        .filter(|front| !front.is_empty() && !is_rank(front))
        .unwrap_or(front);
    front.rsplit(' ').next().unwrap_or(front)
}

fn is_rank(word: &str) -> bool {
    matches!(word, "lieutenant" | "major" | "brigadier")
}

fn is_plural(head: &str) -> bool {
    matches!(
        head,
        "people" | "men" | "women" | "media" | "police" | "mps" | "MPs" | "MEPs"
    ) || head.len() > 3
        && head.ends_with('s')
        && !head.ends_with("ss")
        && !matches!(
            head,
            "campus" | "press" | "headquarters" | "forces" | "sens" | "reps"
        )
        || head == "forces"
}

fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("man").filter(|_| !noun.ends_with("human")) {
        return format!("{stem}men");
    }
    if let Some(stem) = noun.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'o', 'u'])
    {
        return format!("{stem}ies");
    }
    if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") {
        return format!("{noun}es");
    }
    format!("{noun}s")
}

fn gender(words: &str) -> Option<Gender> {
    let word = words.rsplit(' ').next().unwrap_or(words);
    let is_female = word.ends_with("woman")
        || matches!(
            word,
            "mrs"
                | "ms"
                | "miss"
                | "dame"
                | "lady"
                | "madam"
                | "madame"
                | "mme"
                | "queen"
                | "princess"
                | "baroness"
                | "countess"
                | "mother"
                | "sister"
                | "daughter"
                | "wife"
                | "widow"
                | "girl"
                | "actress"
        );
    let is_male = word.ends_with("man") && !word.ends_with("woman")
        || matches!(
            word,
            "mr" | "sir"
                | "lord"
                | "monsieur"
                | "king"
                | "prince"
                | "emir"
                | "sultan"
                | "baron"
                | "father"
                | "brother"
                | "son"
                | "husband"
                | "boy"
                | "pope"
                | "pontiff"
                | "imam"
                | "ayatollah"
                | "sheikh"
                | "patriarch"
                | "archbishop"
                | "cardinal"
        );
    if is_female {
        Some(Gender::Female)
    } else if is_male {
        Some(Gender::Male)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_plurals() {
        assert_eq!(head("minister of defence"), "minister");
        assert_eq!(head("attorney general"), "attorney");
        assert_eq!(head("major general"), "general");
        assert_eq!(plural("spokesman"), "spokesmen");
        assert_eq!(plural("ministry"), "ministries");
        assert_eq!(plural("attorney"), "attorneys");
    }

    #[test]
    fn plurals_of_phrases_are_found() {
        let roles = Roles::new();
        for words in [
            "foreign ministers",
            "secretaries of state",
            "spokeswomen",
            "Officials",
        ] {
            let found = roles.phrases.exactly(words).unwrap();
            assert!(found.is_plural, "{words}");
        }
        assert!(!roles.phrases.exactly("Foreign Minister").unwrap().is_plural);
    }
}
