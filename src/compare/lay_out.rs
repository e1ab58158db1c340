//! How statements find their cells.
//!
//! One pass over the articles, newest first, picks the statements that pass the filters; a second pass drops each
//! pick into its rows and columns. Articles and their statements come in the order of the cards, so that nothing is
//! sorted afterwards.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::columns::columns;
use super::index::Index;
use super::kept_out::count_kept_out;
use super::parts::by_owned_parts;
use super::pick::{Pick, Picked, pick};
use super::rows::{self, Draft};
use super::table::{Card, Carrier, Cell, Column, ColumnKey, Row, RowKey, Table};
use crate::model::{Party, View};
use crate::project::Project;

/// Lays out an index that is up to date with the project.
pub(super) fn table(index: &Index, project: &Project, view: &View) -> Table {
    let picked = pick(index, project, view);
    let picks = &picked.picks;
    let columns = columns(view, index, picks);
    let columns_of_lists = columns_of_lists(index, &columns);
    let columns_of = |pick: &Pick<'_>| {
        let columns = columns_of_lists.get(pick.party_list as usize);
        columns.map_or(&[][..], Vec::as_slice)
    };
    let n_statements = picks.iter().filter(|pick| !columns_of(pick).is_empty()).count();
    let drafts = rows::rows(index, project, view, picks);
    let mut rows: Vec<Row> = by_owned_parts(drafts, |drafts| {
        let carriers = Carriers::new(index, picks);
        let mut leaders = Leaders::new(index.groups.len());
        let row = |draft| {
            row(
                draft,
                &picked,
                &carriers,
                &mut leaders,
                (columns.len(), &columns_of),
            )
        };
        drafts.into_iter().filter_map(row).collect()
    });
    count_kept_out(index, view.grouping, picks, &columns_of_lists, &mut rows);
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

/// The row of a draft, if it is to be shown. `columns` is how many there are, and which are a pick's.
fn row<'a>(
    draft: Draft,
    picked: &Picked<'_>,
    carriers: &Carriers<'_>,
    leaders: &mut Leaders,
    columns: (usize, &impl Fn(&Pick<'_>) -> &'a [usize]),
) -> Option<Row> {
    let (n_columns, columns_of) = columns;
    let mut cells = vec![Cell::default(); n_columns];
    let mut n_statements = 0;
    leaders.elect(draft.picks.of(&picked.picks));
    for pick in draft.picks.of(&picked.picks) {
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
                cell.push(Arc::clone(&card), pick.statement.n_bytes);
            }
        }
        if let Some(cell) = cells.get_mut(*first) {
            cell.push(card, pick.statement.n_bytes);
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

/// The picks that repeat one another.
struct Carriers<'a> {
    index: &'a Index,
    picks: &'a [Pick<'a>],
    /// By group of repeats: how many of it are picked.
    n_picked: Vec<usize>,
    /// By group of repeats: those that are picked, by publication. Only a card that the index does not have needs
    /// them.
    picked: OnceCell<Vec<Vec<&'a Pick<'a>>>>,
    /// The lists of groups of which some are not picked.
    of_parts: RefCell<HashMap<usize, Arc<[Carrier]>>>,
}

impl<'a> Carriers<'a> {
    fn new(index: &'a Index, picks: &'a [Pick<'a>]) -> Self {
        let mut n_picked = vec![0; index.groups.len()];
        for pick in picks {
            if let Some(n) = pick.group().and_then(|group| n_picked.get_mut(group)) {
                *n += 1;
            }
        }
        Self {
            index,
            picks,
            n_picked,
            picked: OnceCell::new(),
            of_parts: RefCell::default(),
        }
    }

    /// The card of a pick; one that the index has, if nothing of what stands on it depends on the view.
    fn card(&self, pick: &Pick<'_>, is_in_briefing: bool) -> Arc<Card> {
        let n_picked = pick.group().and_then(|group| self.n_picked.get(group));
        let has_carriers = n_picked.is_some_and(|&n| n > 1);
        if !has_carriers && !is_in_briefing {
            return Arc::clone(&pick.statement.card);
        }
        let make = || {
            let carriers = pick
                .group()
                .filter(|_| has_carriers)
                .map(|group| self.list(group));
            Arc::new(Card {
                carriers: carriers.unwrap_or_default(),
                is_in_briefing,
                ..Card::clone(&pick.statement.card)
            })
        };
        let group = pick.group().and_then(|group| self.index.groups.get(group));
        let is_whole = group.is_some_and(|group| n_picked == Some(&group.size));
        if is_whole && !is_in_briefing {
            Arc::clone(pick.statement.with_carriers.get_or_init(make))
        } else {
            make()
        }
    }

    /// What the cards of a group list.
    fn list(&self, group: usize) -> Arc<[Carrier]> {
        let make = || {
            let picked = self.picked.get_or_init(|| self.by_publication());
            let picks = picked.get(group).into_iter().flatten();
            picks.map(|pick| pick.carrier()).collect::<Arc<[Carrier]>>()
        };
        match self.index.groups.get(group) {
            Some(whole) if self.n_picked.get(group) == Some(&whole.size) => {
                Arc::clone(whole.carriers.get_or_init(make))
            }
            _ => Arc::clone(self.of_parts.borrow_mut().entry(group).or_insert_with(make)),
        }
    }

    fn by_publication(&self) -> Vec<Vec<&'a Pick<'a>>> {
        let mut groups: Vec<Vec<&Pick<'_>>> = vec![Vec::new(); self.index.groups.len()];
        for pick in self.picks {
            if let Some(group) = pick.group().and_then(|group| groups.get_mut(group)) {
                group.push(pick);
            }
        }
        for group in &mut groups {
            group.sort_unstable_by_key(|pick| pick.by_publication());
        }
        groups
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
