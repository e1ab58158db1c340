//! How statements find their cells.
//!
//! One pass over the articles, newest first, picks the statements that pass the filters and groups
//! repeats; a second pass drops each pick into its rows and columns. Articles and their statements come
//! in the order of the cards, so that nothing is sorted afterwards.

use std::collections::HashMap;
use std::sync::Arc;

use super::columns::columns;
use super::index::Index;
use super::pick::{Pick, Picked, pick};
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
    let groups = Groups::new(&picked);
    let rows = rows::rows(index, project, view, picks)
        .into_iter()
        .filter_map(|draft| {
            let mut cells = vec![Cell::default(); columns.len()];
            let mut n_statements = 0;
            let leaders = groups.leaders(picks, &draft.picks);
            for &pick_idx in &draft.picks {
                let Some(pick) = picks.get(pick_idx) else {
                    continue;
                };
                let [first, rest @ ..] = columns_of(pick) else {
                    continue;
                };
                n_statements += 1;
                let is_repeat = leaders.get(&pick.group).is_some_and(|&leader| leader != pick_idx);
                if is_repeat {
                    continue;
                }
                let card = card(pick, &groups, &picked);
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

/// The picks of each group that has more than one.
struct Groups {
    /// By group: its members by publication; empty for a group of one.
    members: Vec<Vec<usize>>,
    has_several: bool,
}

impl Groups {
    fn new(picked: &Picked<'_>) -> Self {
        let picks = &picked.picks;
        let mut sizes: Vec<u32> = vec![0; picked.n_groups];
        for pick in picks {
            if let Some(size) = sizes.get_mut(pick.group) {
                *size += 1;
            }
        }
        let has_several = sizes.iter().any(|&size| size > 1);
        let mut members: Vec<Vec<usize>> = Vec::new();
        if has_several {
            members.resize_with(picked.n_groups, Vec::new);
            for (pick_idx, pick) in picks.iter().enumerate() {
                if sizes.get(pick.group).is_some_and(|&size| size > 1)
                    && let Some(members) = members.get_mut(pick.group)
                {
                    members.push(pick_idx);
                }
            }
            for members in &mut members {
                members.sort_by_key(|&member| picks.get(member).map(Pick::by_publication));
            }
        }
        Self { members, has_several }
    }

    /// The members of a group that has several.
    fn members(&self, group: usize) -> &[usize] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }

    /// For each group with several members of which the row holds something: the pick that stands for it there.
    fn leaders(&self, picks: &[Pick<'_>], row: &[usize]) -> HashMap<usize, usize> {
        let mut leaders: HashMap<usize, usize> = HashMap::new();
        if !self.has_several {
            return leaders;
        }
        for &pick_idx in row {
            let Some(pick) = picks.get(pick_idx) else {
                continue;
            };
            if self.members(pick.group).is_empty() {
                continue;
            }
            let leader = leaders.entry(pick.group).or_insert(pick_idx);
            let is_earlier = picks
                .get(*leader)
                .is_some_and(|current| pick.by_publication() < current.by_publication());
            if is_earlier {
                *leader = pick_idx;
            }
        }
        leaders
    }
}

/// The card of a pick: the index's own, unless it has carriers or is in the briefing.
fn card(pick: &Pick<'_>, groups: &Groups, picked: &Picked<'_>) -> Arc<Card> {
    let members = groups.members(pick.group);
    let is_in_briefing = !picked.used_groups.is_empty() && picked.used_groups.contains(&pick.group);
    if members.is_empty() && !is_in_briefing {
        return Arc::clone(&pick.statement.card);
    }
    let carriers = members
        .iter()
        .filter_map(|&member| picked.picks.get(member))
        .filter(|member| member.id() != pick.id())
        .take(MAX_CARRIERS)
        .map(|other| Carrier {
            id: other.id(),
            outlet: other.statement.card.outlet.clone(),
            headline: Arc::clone(&other.statement.card.headline),
            date: other.statement.card.date,
        });
    Arc::new(Card {
        n_carriers: members.len().saturating_sub(1),
        carriers: carriers.collect(),
        is_in_briefing,
        ..Card::clone(&pick.statement.card)
    })
}
