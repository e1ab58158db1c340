//! The people of a project: who speaks in it, how often, as what and for whom.
//!
//! Offered while a speaker is typed, so that one person does not become two by accident.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Project;
use crate::model::{Party, Statement};
use crate::text::fold::fold;

/// Somebody who speaks in a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownPerson {
    /// The name.
    pub name: String,
    /// How many visible statements there are by this person.
    pub n_statements: usize,
    /// How many of them nobody has corrected or checked: a rule for the person reaches these.
    pub n_as_found: usize,
    /// Roles and how often each is given, the most frequent first.
    pub roles: Vec<(String, usize)>,
    /// For whom the person speaks and how often, the most frequent first.
    pub parties: Vec<(Vec<Party>, usize)>,
    /// Other names that are taken for this one, as a person taught.
    pub spellings: Vec<String>,
    folded: String,
}

impl KnownPerson {
    /// The role that is given most often.
    #[must_use]
    pub fn role(&self) -> Option<&str> {
        self.roles.first().map(|(role, _)| role.as_str())
    }

    /// For whom the person speaks mostly.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        self.parties
            .first()
            .map_or(&[], |(parties, _)| parties.as_slice())
    }
}

#[derive(Default)]
struct Tally<'a> {
    n_statements: usize,
    n_as_found: usize,
    roles: BTreeMap<&'a str, usize>,
    parties: BTreeMap<&'a [Party], usize>,
}

impl<'a> Tally<'a> {
    fn count(&mut self, statement: &'a Statement) {
        self.n_statements += 1;
        self.n_as_found += usize::from(statement.is_as_found());
        let role = statement
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.role.as_deref());
        if let Some(role) = role {
            *self.roles.entry(role).or_default() += 1;
        }
        *self.parties.entry(&statement.parties).or_default() += 1;
    }
}

/// The people of a project: who speaks most often first, then by name. Statements put aside do not count.
#[must_use]
pub fn people(project: &Project) -> Vec<KnownPerson> {
    let mut tallies: BTreeMap<&str, Tally<'_>> = BTreeMap::new();
    for (_, statement) in project.statements() {
        if let Some(name) = statement.speaker_name().filter(|_| statement.is_visible) {
            tallies.entry(name).or_default().count(statement);
        }
    }
    let mut spellings: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (spelling, person) in &project.corrections().people {
        if let Some(name) = &person.name {
            spellings.entry(name).or_default().push(spelling.clone());
        }
    }
    let mut people: Vec<KnownPerson> = tallies
        .into_iter()
        .map(|(name, tally)| KnownPerson {
            name: name.to_owned(),
            n_statements: tally.n_statements,
            n_as_found: tally.n_as_found,
            roles: most_frequent(tally.roles, |role: &str| role.to_owned()),
            parties: most_frequent(tally.parties, <[Party]>::to_vec),
            spellings: spellings.remove(name).unwrap_or_default(),
            folded: fold(name),
        })
        .collect();
    people.sort_by(|one, other| {
        (Reverse(one.n_statements), &one.name).cmp(&(Reverse(other.n_statements), &other.name))
    });
    people
}

fn most_frequent<K: Ord, V>(counts: BTreeMap<K, usize>, own: impl Fn(K) -> V) -> Vec<(V, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| Reverse(*n));
    counts.into_iter().map(|(key, n)| (own(key), n)).collect()
}

/// Those of `people` whose names hold all of `words`, in any order and without regard to case and accents; names
/// in which a word begins with what was typed come first. All for no words.
#[must_use]
pub fn find<'a>(people: &'a [KnownPerson], words: &str) -> Vec<&'a KnownPerson> {
    let words = fold(words);
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let mut found: Vec<&KnownPerson> = people
        .iter()
        .filter(|person| wanted.iter().all(|word| person.folded.contains(word)))
        .collect();
    let begins = |person: &KnownPerson| {
        wanted.iter().all(|wanted| {
            person
                .folded
                .split([' ', '-'])
                .any(|word| word.starts_with(wanted))
        })
    };
    found.sort_by_key(|person| !begins(person));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Speaker};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    fn project(speakers: &[(&str, Option<&str>, &str)]) -> Project {
        let text = "No.";
        let statements = speakers.iter().map(|(name, role, party)| Statement {
            speaker: Some(Speaker {
                name: (*name).to_owned(),
                role: role.map(str::to_owned),
            }),
            parties: party.parse().ok().into_iter().collect(),
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        });
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(text), statements.collect());
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        project
    }

    #[test]
    fn people_are_listed_by_how_often_they_speak_with_their_usual_role_and_party() {
        let project = project(&[
            ("Selim Kaya", Some("Minister"), "TR"),
            ("Ani Petrosyan", None, "AM"),
            ("Selim Kaya", Some("Foreign Minister"), "TR"),
            ("Selim Kaya", Some("Foreign Minister"), ""),
        ]);
        let people = people(&project);
        let names: Vec<(&str, usize)> = people
            .iter()
            .map(|person| (person.name.as_str(), person.n_statements))
            .collect();
        assert_eq!(names, [("Selim Kaya", 3), ("Ani Petrosyan", 1)]);
        assert_eq!(people[0].role(), Some("Foreign Minister"));
        assert_eq!(people[0].parties(), ["TR".parse().unwrap()]);
        assert_eq!(people[1].role(), None);
    }

    #[test]
    fn a_few_letters_find_a_person_whatever_the_accents() {
        let project = project(&[
            ("Mevlüt Çavdar", None, "TR"),
            ("Ivan Mevlanov", None, "RU"),
            ("Ana Zurabcha", None, "GE"),
        ]);
        let people = people(&project);
        let found = |words: &str| -> Vec<&str> {
            let found = find(&people, words).into_iter();
            found.map(|person| person.name.as_str()).collect()
        };
        assert_eq!(found("cav"), ["Mevlüt Çavdar"]);
        assert_eq!(found("abch"), ["Ana Zurabcha"]);
        assert_eq!(found("mev").len(), 2);
        assert_eq!(found("cav mev"), ["Mevlüt Çavdar"]);
        assert_eq!(found(""), ["Ana Zurabcha", "Ivan Mevlanov", "Mevlüt Çavdar"]);
    }
}
