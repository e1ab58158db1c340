//! Who speaks about whom: for each party that speaks, how many of its statements name each other party. What several
//! articles carry counts once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::about::named_in;
use super::passing::passing;
use super::repeated::{OncePer, Repeated};
use crate::atlas::Atlas;
use crate::model::{Filters, Party};
use crate::project::Project;

/// Rows and columns at most.
const MOST: usize = 12;

/// Statements by who speaks and whom the words name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Who speaks: rows, who speaks most first.
    pub speaking: Vec<Party>,
    /// Who is named: columns, who is named most first.
    pub named: Vec<Party>,
    /// How many statements, by row and column.
    pub counts: Vec<Vec<usize>>,
    /// Parties that speak or are named and have neither row nor column.
    pub n_left_out: usize,
}

impl Matrix {
    /// The largest count.
    #[must_use]
    pub fn highest(&self) -> usize {
        self.counts.iter().flatten().copied().max().unwrap_or_default()
    }
}

/// The matrix of what the filters let through; those for the two parties do not count.
#[must_use]
pub fn matrix(project: &Project, filters: &Filters, repeated: &Repeated) -> Matrix {
    let filters = Filters {
        parties: BTreeSet::new(),
        no_party: false,
        about: BTreeSet::new(),
        ..filters.clone()
    };
    let mut cells: BTreeMap<(&Party, &Party), usize> = BTreeMap::new();
    let mut speaking: BTreeMap<&Party, usize> = BTreeMap::new();
    let mut named: BTreeMap<&Party, usize> = BTreeMap::new();
    let mut once = OncePer::new(repeated);
    let mut once_named = OncePer::new(repeated);
    for it in passing(project, &filters) {
        if it.statement.parties.is_empty() {
            continue;
        }
        let about = named_in(it.statement, &it.article.text);
        for party in &it.statement.parties {
            *speaking.entry(party).or_default() += usize::from(once.is_first(party, it.id));
            for &other in &about {
                let n = usize::from(once_named.is_first((party, other), it.id));
                *cells.entry((party, other)).or_default() += n;
                *named.entry(other).or_default() += n;
            }
        }
    }
    let everybody: BTreeSet<&Party> = speaking.keys().chain(named.keys()).copied().collect();
    let (rows, columns) = (most(speaking), most(named));
    let n_left_out = everybody
        .iter()
        .filter(|party| !rows.contains(party) && !columns.contains(party))
        .count();
    Matrix {
        counts: rows
            .iter()
            .map(|row| {
                let counts = columns
                    .iter()
                    .map(|column| cells.get(&(*row, *column)).copied().unwrap_or_default());
                counts.collect()
            })
            .collect(),
        speaking: rows.into_iter().cloned().collect(),
        named: columns.into_iter().cloned().collect(),
        n_left_out,
    }
}

fn most(counts: BTreeMap<&Party, usize>) -> Vec<&Party> {
    let mut parties: Vec<(&Party, usize)> = counts.into_iter().collect();
    parties.sort_by_key(|(party, n)| (Reverse(*n), Atlas::get().name(party)));
    parties.truncate(MOST);
    parties.into_iter().map(|(party, _)| party).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    #[test]
    fn statements_are_counted_by_speaker_and_by_whom_they_name() {
        let said = [
            ("AM", "Türkiye must open the border; Ankara knows it."),
            ("AM", "Russia and Türkiye were informed."),
            ("TR", "Yerevan has to sign."),
            ("TR", "The gate is open."),
            ("", "Russia will wait."),
        ];
        let entries = said.iter().map(|(party, words)| {
            let statement = Statement {
                parties: party.parse().ok().into_iter().collect(),
                ..Statement::by_hand(vec![Span::all(words).unwrap()], Kind::Direct)
            };
            Entry::new(Article::from_text(words), vec![statement])
        });
        let mut project = Project::default();
        let add = edits::add_articles(&project, entries.collect());
        project.apply(&add).unwrap();
        let matrix = matrix(&project, &Filters::default(), &Repeated::default());
        let codes = |parties: &[Party]| parties.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(codes(&matrix.speaking), ["AM", "TR"]);
        assert_eq!(codes(&matrix.named), ["TR", "AM", "RU"]);
        assert_eq!(matrix.counts, [[2, 0, 1], [0, 1, 0]]);
        assert_eq!(matrix.highest(), 2);
        let narrowed = Filters {
            about: ["RU".parse().unwrap()].into(),
            words: "informed".to_owned(),
            ..Filters::default()
        };
        let narrowed = super::matrix(&project, &narrowed, &Repeated::default());
        assert_eq!(narrowed.counts, [[1, 1]]);
        let armenian = project.statements().take(2).map(|(id, _)| (id, 0));
        let repeated = armenian.collect();
        let once = super::matrix(&project, &Filters::default(), &repeated);
        assert_eq!(
            (codes(&once.named), once.counts),
            (
                vec!["AM".to_owned(), "RU".to_owned(), "TR".to_owned()],
                vec![vec![1, 0, 0], vec![0, 1, 1]]
            )
        );
    }
}
