//! Which parties are columns.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::facets::Totals;
use super::groups::Once;
use super::index::Index;
use super::pick::Pick;
use super::table::{Column, ColumnKey};
use crate::atlas::Atlas;
use crate::model::{Party, View};

/// How many parties are proposed as columns while the user has chosen none.
pub const MOST_PROPOSED: usize = 6;

/// The columns that a view asks for, with what the picks put into them.
pub(super) fn columns(view: &View, index: &Index, picks: &[Pick<'_>]) -> Vec<Column> {
    let totals = &index.different;
    let mut once = Once::new(&index.groups);
    let different = picks.iter().filter(|pick| once.is_first(pick.group));
    let lists: Vec<u32> = different.map(|pick| pick.party_list).collect();
    let shown = Totals::by_list(index, lists.iter().copied());
    let mut seen = BTreeSet::new();
    let chosen: Vec<&Party> = if view.proposes_columns() {
        proposed(view, &index.totals)
    } else {
        view.columns.iter().collect()
    };
    let mut parties: Vec<&Party> = view
        .pinned
        .iter()
        .filter(|party| !chosen.contains(party))
        .chain(chosen.iter().copied())
        .filter(|party| !view.away.contains(*party) && seen.insert(*party))
        .collect();
    parties.sort_by_key(|party| !view.pinned.contains(*party));
    let count = |totals: &Totals, party| totals.by_party.get(party).copied().unwrap_or_default();
    let mut columns: Vec<Column> = parties
        .into_iter()
        .map(|party| Column {
            key: ColumnKey::Party(party.clone()),
            is_pinned: view.pinned.contains(party),
            n_statements: count(totals, party),
            n_shown: count(&shown, party),
        })
        .collect();
    let unpinned = |key, n_statements, n_shown| Column {
        key,
        is_pinned: false,
        n_statements,
        n_shown,
    };
    if view.shows_others {
        let others = totals.by_party.iter().filter(|(party, _)| !seen.contains(party));
        let is_other: Vec<bool> = index
            .party_lists
            .all()
            .iter()
            .map(|list| list.iter().any(|party| !seen.contains(party)))
            .collect();
        let n_shown = lists
            .iter()
            .filter(|&&list| is_other.get(list as usize) == Some(&true))
            .count();
        columns.push(unpinned(ColumnKey::Others, others.map(|(_, n)| n).sum(), n_shown));
    }
    if view.shows_no_party || view.filters.no_party {
        columns.push(unpinned(ColumnKey::Nobody, totals.n_of_nobody, shown.n_of_nobody));
    }
    columns
}

/// The most quoted parties, whatever the filters hide, so that columns do not jump while a word is typed;
/// only a filter for parties narrows them.
fn proposed<'a>(view: &View, totals: &'a Totals) -> Vec<&'a Party> {
    let mut parties: Vec<(&Party, usize)> = totals
        .by_party
        .iter()
        .map(|(party, &n)| (party, n))
        .filter(|(party, _)| {
            !view.away.contains(*party)
                && (!view.filters.ask_for_parties() || view.filters.parties.contains(*party))
        })
        .collect();
    parties.sort_by_key(|&(party, n)| (Reverse(n), Atlas::get().name(party)));
    parties.truncate(MOST_PROPOSED);
    parties.into_iter().map(|(party, _)| party).collect()
}
