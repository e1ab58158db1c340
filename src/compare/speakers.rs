//! Who speaks for each party, and how often. What several articles carry counts once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::passing::passing;
use super::repeated::{OncePer, Repeated};
use crate::atlas::Atlas;
use crate::model::{Filters, Party};
use crate::project::Project;

const MOST_PARTIES: usize = 10;
const MOST_SPEAKERS: usize = 6;

/// A party with its speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartySpeakers {
    /// The party.
    pub party: Party,
    /// How many statements it has.
    pub n: usize,
    /// Speakers and how many statements each has made, the most first. Those of whom no name is known are not
    /// among them.
    pub speakers: Vec<(String, usize)>,
    /// How many speakers are not listed.
    pub n_more: usize,
}

/// The speakers of the parties that speak most, of what the filters let through; those for parties and speakers do
/// not count.
#[must_use]
pub fn speakers(project: &Project, filters: &Filters, repeated: &Repeated) -> Vec<PartySpeakers> {
    let filters = Filters {
        parties: BTreeSet::new(),
        no_party: false,
        speakers: BTreeSet::new(),
        ..filters.clone()
    };
    let mut parties: BTreeMap<&Party, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    let mut once = OncePer::new(repeated);
    let mut once_by_name = OncePer::new(repeated);
    for it in passing(project, &filters) {
        for party in &it.statement.parties {
            let (n, by_name) = parties.entry(party).or_default();
            *n += usize::from(once.is_first(party, it.id));
            if let Some(name) = it.statement.speaker_name() {
                let n = usize::from(once_by_name.is_first((party, name), it.id));
                *by_name.entry(name).or_default() += n;
            }
        }
    }
    let mut all: Vec<PartySpeakers> = parties
        .into_iter()
        .map(|(party, (n, by_name))| {
            let mut speakers: Vec<(String, usize)> = by_name
                .into_iter()
                .map(|(name, n)| (name.to_owned(), n))
                .collect();
            speakers.sort_by_key(|(_, n)| Reverse(*n));
            let n_more = speakers.len().saturating_sub(MOST_SPEAKERS);
            speakers.truncate(MOST_SPEAKERS);
            PartySpeakers {
                party: party.clone(),
                n,
                speakers,
                n_more,
            }
        })
        .collect();
    all.sort_by_key(|party| (Reverse(party.n), Atlas::get().name(&party.party).to_owned()));
    all.truncate(MOST_PARTIES);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Speaker, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    #[test]
    fn parties_and_their_speakers_stand_by_how_often_they_speak() {
        let text = "No.";
        let said = [
            ("AM", Some("Ani")),
            ("TR", Some("Selim")),
            ("TR", None),
            ("TR", Some("Kaya")),
            ("TR", Some("Selim")),
        ];
        let statements = said.iter().map(|(party, name)| Statement {
            parties: vec![party.parse().unwrap()],
            speaker: name.map(|name| Speaker {
                name: name.to_owned(),
                role: None,
            }),
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        });
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(text), statements.collect());
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        let all = speakers(&project, &Filters::default(), &Repeated::default());
        let names = |at: usize| -> Vec<(&str, usize)> {
            let speakers = all[at].speakers.iter();
            speakers.map(|(name, n)| (name.as_str(), *n)).collect()
        };
        assert_eq!((all.len(), all[0].n), (2, 4));
        assert_eq!(names(0), [("Selim", 2), ("Kaya", 1)]);
        assert_eq!(names(1), [("Ani", 1)]);
        let repeated = project.statements().map(|(id, _)| (id, 0)).collect();
        let once = speakers(&project, &Filters::default(), &repeated);
        assert_eq!(
            (once[1].n, &once[1].speakers),
            (1, &vec![("Kaya".to_owned(), 1), ("Selim".to_owned(), 1)])
        );
    }
}
