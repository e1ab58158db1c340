//! How statements find their cells.
//!
//! One pass over the articles, newest first, picks the statements that pass the filters; a second pass drops each
//! pick into its rows and columns. Articles and their statements come in the order of the cards, so that nothing is
//! sorted afterwards.

use std::collections::HashMap;
use std::sync::Arc;

use super::columns::columns;
use super::index::Index;
use super::pick::{Pick, pick};
use super::rows;
use super::table::{Card, Carrier, Cell, Column, ColumnKey, MAX_CARRIERS, Row, RowKey, Table};
use crate::model::{Party, View};
use crate::project::Project;

/// Lays out an index that is up to date with the project.
pub(super) fn table(index: &Index, project: &Project, view: &View) -> Table {
    let picked = pick(index, project, view);
    let picks = &picked.picks;
    let columns = columns(view, index, picks);
    let columns_of_lists = columns_of_lists(index, &columns);
    let columns_of = |pick: &Pick<'_>| {
        let columns = columns_of_lists.get(pick.statement.party_list as usize);
        columns.map_or(&[][..], Vec::as_slice)
    };
    let n_statements = picks.iter().filter(|pick| !columns_of(pick).is_empty()).count();
    let carriers = Carriers::new(index, picks);
    let mut leaders = Leaders::new(index.group_sizes.len());
    let rows = rows::rows(index, project, view, picks)
        .into_iter()
        .filter_map(|draft| {
            let mut cells = vec![Cell::default(); columns.len()];
            let mut n_statements = 0;
            let row = || draft.picks.iter().filter_map(|&pick_idx| picks.get(pick_idx));
            leaders.elect(row());
            for pick in row() {
                let [first, rest @ ..] = columns_of(pick) else {
                    continue;
                };
                n_statements += 1;
                if !leaders.leads(pick) {
                    continue;
                }
                let card = carriers.card(pick, picked.used.holds(pick));
                for &column_idx in rest {
                    if let Some(cell) = cells.get_mut(column_idx) {
                        cell.push(Arc::clone(&card));
                    }
                }
                if let Some(cell) = cells.get_mut(*first) {
                    cell.push(card);
                }
            }
            let n_articles = match &draft.key {
                RowKey::Article(_) => 1,
                key @ (RowKey::Day(_) | RowKey::Week(_) | RowKey::Month(_)) => {
                    picked.articles_by_date.get(key).copied().unwrap_or_default()
                }
                _ => picked.n_articles,
            };
            (n_statements > 0 || draft.stays_empty).then_some(Row {
                key: draft.key,
                title: draft.title,
                subtitle: draft.subtitle,
                cells,
                n_statements,
                n_articles,
            })
        })
        .collect();
    Table {
        columns,
        rows,
        n_statements,
        n_filtered_out: index.n_statements - picks.len(),
        n_elsewhere: picks.len() - n_statements,
        n_articles: picked.n_articles,
        facets: Arc::clone(&index.facets),
        positions: Arc::clone(&index.standing.positions),
        turns: Arc::clone(&index.standing.turns),
    }
}

/// For each list of parties the columns that its statements stand in.
fn columns_of_lists(index: &Index, columns: &[Column]) -> Vec<Vec<usize>> {
    let place = |key: &ColumnKey| columns.iter().position(|column| column.key == *key);
    let by_party: HashMap<&Party, usize> = columns
        .iter()
        .enumerate()
        .filter_map(|(column_idx, column)| Some((column.party()?, column_idx)))
        .collect();
    let (others, nobody) = (place(&ColumnKey::Others), place(&ColumnKey::Nobody));
    let columns_of = |parties: &Vec<Party>| {
        let mut places: Vec<usize> = parties
            .iter()
            .filter_map(|party| by_party.get(party).copied())
            .collect();
        if parties.is_empty() {
            places.extend(nobody);
        } else if parties.iter().any(|party| !by_party.contains_key(party)) {
            places.extend(others);
        }
        places
    };
    index.party_lists.all().iter().map(columns_of).collect()
}

/// The picks that repeat one another, by group of repeats, in the order of publication.
struct Carriers<'a> {
    index: &'a Index,
    groups: Vec<Vec<Pick<'a>>>,
}

impl<'a> Carriers<'a> {
    fn new(index: &'a Index, picks: &[Pick<'a>]) -> Self {
        let mut groups: Vec<Vec<Pick<'a>>> = vec![Vec::new(); index.group_sizes.len()];
        for pick in picks {
            if let Some(group) = pick.group().and_then(|group| groups.get_mut(group)) {
                group.push(*pick);
            }
        }
        for group in &mut groups {
            group.sort_unstable_by_key(Pick::by_publication);
        }
        Self { index, groups }
    }

    /// The card of a pick; one that the index has, if nothing of what stands on it depends on the view.
    fn card(&self, pick: &Pick<'_>, is_in_briefing: bool) -> Arc<Card> {
        let group = pick.group().and_then(|group| self.groups.get(group));
        let carriers = group.map_or(&[][..], Vec::as_slice);
        if carriers.len() < 2 && !is_in_briefing {
            return Arc::clone(&pick.statement.card);
        }
        let size = pick.group().and_then(|group| self.index.group_sizes.get(group));
        let has_all = size.is_none_or(|&size| size as usize == carriers.len());
        let make = || Arc::new(card_with(pick, carriers, is_in_briefing));
        if has_all && !is_in_briefing {
            Arc::clone(pick.statement.with_carriers.get_or_init(make))
        } else {
            make()
        }
    }
}

/// Which pick of each group stands for it in a row: the one published first.
struct Leaders {
    /// By group of repeats: the row for which it was elected last, and the pick's place in publication.
    elected: Vec<(usize, (u32, u32))>,
    n_rows: usize,
}

impl Leaders {
    fn new(n_groups: usize) -> Self {
        Self {
            elected: vec![(0, (0, 0)); n_groups],
            n_rows: 0,
        }
    }

    /// Goes on to the next row.
    fn elect<'a>(&mut self, row: impl Iterator<Item = &'a Pick<'a>>) {
        self.n_rows += 1;
        for pick in row {
            let Some(leader) = pick.group().and_then(|group| self.elected.get_mut(group)) else {
                continue;
            };
            let own = (self.n_rows, pick.by_publication());
            if leader.0 != self.n_rows || own < *leader {
                *leader = own;
            }
        }
    }

    /// Whether the pick stands for its group in the row of the last election.
    fn leads(&self, pick: &Pick<'_>) -> bool {
        let leader = pick.group().and_then(|group| self.elected.get(group));
        leader.is_none_or(|&(_, leader)| leader == pick.by_publication())
    }
}

/// The card of a pick with carriers, the pick itself among them.
fn card_with(pick: &Pick<'_>, carriers: &[Pick<'_>], is_in_briefing: bool) -> Card {
    let others = carriers.iter().filter(|carrier| carrier.id() != pick.id());
    let carrier = |other: &Pick<'_>| Carrier {
        id: other.id(),
        outlet: other.statement.card.outlet.clone(),
        headline: Arc::clone(&other.statement.card.headline),
        date: other.statement.card.date,
    };
    Card {
        n_carriers: carriers.len().saturating_sub(1),
        carriers: others.take(MAX_CARRIERS).map(carrier).collect(),
        is_in_briefing,
        ..Card::clone(&pick.statement.card)
    }
}
