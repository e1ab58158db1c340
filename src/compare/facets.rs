//! What the filters can choose from, and how much the project has of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::index::Index;
use super::table::Facets;
use crate::atlas::Atlas;
use crate::model::{Party, PublicationDate};

/// Visible statements by party; a joint statement counts for each of its parties.
#[derive(Debug, Default)]
pub(super) struct Totals {
    pub by_party: BTreeMap<Party, usize>,
    pub n_of_nobody: usize,
}

impl Totals {
    /// Counts the statements of an index.
    pub(super) fn of(index: &Index) -> Self {
        let statements = index.articles.iter().flat_map(|article| &article.statements);
        Self::by_list(index, statements.map(|statement| statement.party_list))
    }

    /// Counts statements by their lists of parties.
    pub(super) fn by_list(index: &Index, lists: impl Iterator<Item = usize>) -> Self {
        let mut counts = vec![0; index.party_lists.len()];
        for list in lists {
            if let Some(count) = counts.get_mut(list) {
                *count += 1;
            }
        }
        let mut totals = Self::default();
        for (parties, n) in index.party_lists.iter().zip(counts) {
            if n == 0 {
                continue;
            }
            if parties.is_empty() {
                totals.n_of_nobody += n;
            }
            for party in parties {
                *totals.by_party.entry(party.clone()).or_default() += n;
            }
        }
        totals
    }
}

/// What there is in an index of which the totals are known.
pub(super) fn facets(index: &Index) -> Facets {
    let mut speakers: HashMap<&str, usize> = HashMap::new();
    let mut roles: HashMap<&str, usize> = HashMap::new();
    let mut outlets: HashMap<&str, usize> = HashMap::new();
    let mut go_betweens: HashMap<&str, usize> = HashMap::new();
    let mut days = None;
    for article in &index.articles {
        let metadata = &article.entry.article.metadata;
        if let Some(day) = metadata.published.map(PublicationDate::date) {
            let (first, last) = days.unwrap_or((day, day));
            days = Some((first.min(day), last.max(day)));
        }
        if let Some(outlet) = metadata
            .outlet
            .as_deref()
            .filter(|_| !article.statements.is_empty())
        {
            *outlets.entry(outlet).or_default() += article.statements.len();
        }
        for statement in &article.statements {
            if let Some(speaker) = &statement.card.speaker {
                *speakers.entry(speaker).or_default() += 1;
            }
            if let Some(role) = &statement.card.role {
                *roles.entry(role).or_default() += 1;
            }
            if let Some(name) = statement
                .card
                .relay
                .as_ref()
                .and_then(|relay| relay.go_between.as_deref())
            {
                *go_betweens.entry(name).or_default() += 1;
            }
        }
    }
    let totals = index.totals.by_party.iter();
    let mut parties: Vec<(Party, usize)> = totals.map(|(party, &n)| (party.clone(), n)).collect();
    parties.sort_by_key(|(party, n)| (Reverse(*n), Atlas::get().name(party).to_owned()));
    Facets {
        parties,
        n_of_nobody: index.totals.n_of_nobody,
        speakers: most_first(&speakers),
        roles: most_first(&roles),
        outlets: most_first(&outlets),
        go_betweens: most_first(&go_betweens),
        days,
    }
}

#[expect(clippy::iter_over_hash_type, reason = "sorted before it is seen")]
fn most_first(counts: &HashMap<&str, usize>) -> Vec<(String, usize)> {
    let mut list: Vec<(String, usize)> = Vec::with_capacity(counts.len());
    for (&name, &n) in counts {
        list.push((name.to_owned(), n));
    }
    list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    list
}
