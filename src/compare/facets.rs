//! What the filters can choose from, and how much the project has of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::groups::Once;
use super::index::Index;
use super::numbered::Numbered;
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

    /// Counts the statements of an index, repeats once.
    pub(super) fn of_different(index: &Index) -> Self {
        let mut once = Once::new(&index.groups);
        let statements = index.articles.iter().flat_map(|article| &article.statements);
        let different = statements.filter(|statement| once.is_first(statement.group));
        Self::by_list(index, different.map(|statement| statement.party_list))
    }

    /// Counts statements by their lists of parties.
    pub(super) fn by_list(index: &Index, lists: impl Iterator<Item = u32>) -> Self {
        let counts = index.party_lists.counts(lists);
        let mut totals = Self::default();
        for (parties, n) in index.party_lists.all().iter().zip(counts) {
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
    let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
    let mut go_betweens: BTreeMap<&str, usize> = BTreeMap::new();
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
            let relay = statement.card.relay.as_ref();
            if let Some(name) = relay.and_then(|relay| relay.go_between.as_deref()) {
                *go_betweens.entry(name).or_default() += 1;
            }
        }
    }
    let totals = index.totals.by_party.iter();
    let mut parties: Vec<(Party, usize)> = totals.map(|(party, &n)| (party.clone(), n)).collect();
    parties.sort_by_key(|(party, n)| (Reverse(*n), Atlas::get().name(party).to_owned()));
    let statements = || index.articles.iter().flat_map(|article| &article.statements);
    Facets {
        parties,
        n_of_nobody: index.totals.n_of_nobody,
        speakers: most_first(
            &index.speakers,
            statements().filter_map(|statement| statement.speaker),
        ),
        roles: most_first(&index.roles, statements().filter_map(|statement| statement.role)),
        outlets: sorted(outlets.into_iter()),
        go_betweens: sorted(go_betweens.into_iter()),
        days,
    }
}

fn most_first(names: &Numbered<String>, numbers: impl Iterator<Item = u32>) -> Vec<(String, usize)> {
    let names_and_counts = names.all().iter().zip(names.counts(numbers));
    let met = names_and_counts.filter(|(_, n)| *n > 0);
    sorted(met.map(|(name, n)| (name.as_str(), n)))
}

fn sorted<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> Vec<(String, usize)> {
    let mut list: Vec<(String, usize)> = counts.map(|(name, n)| (name.to_owned(), n)).collect();
    list.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    list
}
