//! How statements find their cells.
//!
//! One pass over the articles, newest first, picks the statements that pass the filters; a second one chooses the
//! picks that get cards in each row; then the cards are made, and their numbers dropped into rows and columns.
//! Articles and their statements come in the order of the cards, so that nothing is sorted afterwards.

use std::collections::HashMap;
use std::sync::Arc;

use super::carriers::{Carriers, Leaders};
use super::cells::{Cards, Cells, Filling};
use super::columns::columns;
use super::index::Index;
use super::kept_out::count_kept_out;
use super::parts::by_parts;
use super::pick::{Pick, Picked, pick};
use super::rows::{self, Draft};
use super::table::{Column, ColumnKey, Row, RowKey, Table};
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
    let chosen = Chosen::of(index, &drafts, picks, |pick| !columns_of(pick).is_empty());
    let (cards, numbers) = chosen.cards(index, &picked);
    let mut filling = Filling::new(columns.len());
    let mut rows: Vec<Row> = Vec::with_capacity(drafts.len());
    for (draft, of_row) in drafts.into_iter().zip(chosen.rows()) {
        if of_row.n_statements == 0 && !draft.stays_empty {
            continue;
        }
        for &pick_idx in of_row.picks {
            if let (Some(pick), Some(&number)) = (picks.get(pick_idx), numbers.get(pick_idx)) {
                for &column_idx in columns_of(pick) {
                    filling.push(column_idx, number, pick.n_bytes);
                }
            }
        }
        rows.push(row(draft, filling.take(&cards), of_row.n_statements, &picked));
    }
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
        repeated: Arc::clone(&index.repeated),
    }
}

fn row(draft: Draft, cells: Cells, n_statements: usize, picked: &Picked<'_>) -> Row {
    let n_articles = match &draft.key {
        RowKey::Article(_) => 1,
        key @ (RowKey::Day(_) | RowKey::Week(_) | RowKey::Month(_)) => {
            picked.articles_by_date.get(key).copied().unwrap_or_default()
        }
        _ => picked.n_articles,
    };
    Row {
        key: draft.key,
        title: draft.title,
        subtitle: draft.subtitle,
        cells,
        n_statements,
        n_articles,
    }
}

/// The picks that get cards, row by row.
struct Chosen {
    /// Places among the picks.
    picks: Vec<usize>,
    rows: Vec<RowEnd>,
}

struct RowEnd {
    /// Where its picks end among all that are chosen.
    end: usize,
    /// How many statements stand in it, carriers included.
    n_statements: usize,
}

/// The picks that get cards in a row, as places among all picks.
struct OfRow<'a> {
    picks: &'a [usize],
    n_statements: usize,
}

/// Cards that are made at a time, at least.
const FEWEST_CARDS: usize = 2_048;

impl Chosen {
    /// The picks that have a column and lead their groups.
    fn of(
        index: &Index,
        drafts: &[Draft],
        picks: &[Pick<'_>],
        has_column: impl Fn(&Pick<'_>) -> bool,
    ) -> Self {
        let mut leaders = Leaders::new(index.groups.len());
        let mut chosen = Vec::with_capacity(picks.len());
        let rows = drafts.iter().map(|draft| {
            let of_row = || {
                let places = draft.picks.places();
                places.filter_map(|pick_idx| Some((pick_idx, picks.get(pick_idx)?)))
            };
            leaders.elect(of_row().map(|(_, pick)| pick));
            let mut n_statements = 0;
            for (pick_idx, pick) in of_row() {
                if has_column(pick) {
                    n_statements += 1;
                    if leaders.leads(pick) {
                        chosen.push(pick_idx);
                    }
                }
            }
            RowEnd {
                end: chosen.len(),
                n_statements,
            }
        });
        Self {
            rows: rows.collect(),
            picks: chosen,
        }
    }

    fn rows(&self) -> impl Iterator<Item = OfRow<'_>> {
        let mut start = 0;
        self.rows.iter().map(move |row| {
            let picks = self.picks.get(start..row.end).unwrap_or_default();
            start = row.end;
            OfRow {
                picks,
                n_statements: row.n_statements,
            }
        })
    }

    /// The cards in the order of the picks, and by pick the number of its card.
    fn cards(&self, index: &Index, picked: &Picked<'_>) -> (Cards, Vec<u32>) {
        let picks = &picked.picks;
        let mut numbers = vec![u32::MAX; picks.len()];
        for &pick_idx in &self.picks {
            if let Some(number) = numbers.get_mut(pick_idx) {
                *number = 0;
            }
        }
        let with_cards = picks.iter().zip(&mut numbers);
        let with_cards: Vec<&Pick<'_>> = with_cards
            .filter(|(_, number)| **number == 0)
            .zip(0..)
            .map(|((pick, number), next)| {
                *number = next;
                pick
            })
            .collect();
        let carriers = Carriers::new(index, picks);
        let cards = by_parts(&with_cards, FEWEST_CARDS, |picks| {
            let cards = picks.iter().map(|pick| carriers.card(pick, picked.holds(pick)));
            cards.collect()
        });
        (Arc::new(cards), numbers)
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
