//! Which card the keys work on, and where the arrows lead.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::compare::{Card, ColumnKey, RowKey, Table};
use crate::model::{StatementId, TopicId};

/// A card in its cell: a joint statement, or one under several topics, has a card in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CardPlace {
    pub row: RowKey,
    pub column: ColumnKey,
    pub id: StatementId,
}

impl CardPlace {
    /// The topic that the card's row is about.
    pub(super) fn topic(&self) -> Option<TopicId> {
        match self.row {
            RowKey::Topic(topic) => topic,
            _ => None,
        }
    }
}

/// Where an arrow leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
    Left,
    Right,
}

/// Numbers of row, column and card.
pub(super) type Numbers = (usize, usize, usize);

/// What is looked for in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The first card of a statement.
    Statement(StatementId),
    /// One card among those of its statement.
    Card(CardPlace),
}

/// Where what was looked for stands, as long as the table is the same: not every frame goes through 150,000 cards.
#[derive(Debug, Default)]
pub(super) struct Found {
    table: Arc<Table>,
    places: Vec<(Wanted, Option<Numbers>)>,
}

impl Found {
    /// So much is looked for in one frame at most: the cursor, what is selected, what is scrolled to.
    const MOST: usize = 3;

    /// Where in the table it stands.
    pub(super) fn find(&mut self, table: &Arc<Table>, wanted: &Wanted) -> Option<Numbers> {
        if !Arc::ptr_eq(&self.table, table) {
            self.table = Arc::clone(table);
            self.places.clear();
        }
        if let Some((_, numbers)) = self.places.iter().find(|(known, _)| known == wanted) {
            return *numbers;
        }
        let numbers = match wanted {
            Wanted::Statement(id) => find_statement(table, *id),
            Wanted::Card(place) => find(table, place),
        };
        if self.places.len() == Self::MOST {
            self.places.remove(0);
        }
        self.places.push((wanted.clone(), numbers));
        numbers
    }
}

/// Where a card stands in the table; near where it stood if it has moved.
fn find(table: &Table, place: &CardPlace) -> Option<Numbers> {
    let row_idx = table.rows.iter().position(|row| row.key == place.row);
    let column_idx = table.columns.iter().position(|column| column.key == place.column);
    if let (Some(row_idx), Some(column_idx)) = (row_idx, column_idx)
        && let Some(cell) = table.rows.get(row_idx).and_then(|row| row.cells.get(column_idx))
        && let Some(card_idx) = cell.cards.iter().position(|card| card.id == place.id)
    {
        return Some((row_idx, column_idx, card_idx));
    }
    find_statement(table, place.id)
}

/// The first card that is the statement, else the first that it is a carrier of.
fn find_statement(table: &Table, id: StatementId) -> Option<Numbers> {
    let mut carried = None;
    for (row_idx, row) in table.rows.iter().enumerate() {
        for (column_idx, cell) in row.cells.iter().enumerate() {
            for (card_idx, card) in cell.cards.iter().enumerate() {
                if card.id == id {
                    return Some((row_idx, column_idx, card_idx));
                }
                if carried.is_none() && card.others().any(|carrier| carrier.id == id) {
                    carried = Some((row_idx, column_idx, card_idx));
                }
            }
        }
    }
    carried
}

/// The card with these numbers.
pub(super) fn card(table: &Table, (row_idx, column_idx, card_idx): Numbers) -> Option<&Card> {
    table
        .rows
        .get(row_idx)?
        .cells
        .get(column_idx)?
        .cards
        .get(card_idx)
        .map(Arc::as_ref)
}

/// The place of the card with these numbers.
pub(super) fn place(table: &Table, numbers: Numbers) -> Option<CardPlace> {
    let (row_idx, column_idx, _) = numbers;
    Some(CardPlace {
        row: table.rows.get(row_idx)?.key.clone(),
        column: table.columns.get(column_idx)?.key.clone(),
        id: card(table, numbers)?.id,
    })
}

/// The card that an arrow leads to from `from`, folded rows skipped; without a card to start from the first.
/// Up and down stay in the column and go on in the next row, left and right stay in the row.
pub(super) fn step(
    table: &Table,
    folded: &BTreeSet<RowKey>,
    from: Option<Numbers>,
    step: Step,
) -> Option<Numbers> {
    let is_open = |row_idx: &usize| {
        let row = table.rows.get(*row_idx);
        row.is_some_and(|row| !folded.contains(&row.key))
    };
    let n_cards = |row_idx: usize, column_idx: usize| {
        let row = table.rows.get(row_idx);
        row.and_then(|row| row.cells.get(column_idx))
            .map_or(0, |cell| cell.cards.len())
    };
    let Some((row_idx, column_idx, card_idx)) = from else {
        return (0..table.rows.len()).filter(is_open).find_map(|row_idx| {
            let column_idx = (0..table.columns.len()).find(|&column_idx| n_cards(row_idx, column_idx) > 0)?;
            Some((row_idx, column_idx, 0))
        });
    };
    let across = |column_idx: usize| {
        let n = n_cards(row_idx, column_idx);
        (n > 0).then(|| (row_idx, column_idx, card_idx.min(n - 1)))
    };
    match step {
        Step::Down if card_idx + 1 < n_cards(row_idx, column_idx) => {
            Some((row_idx, column_idx, card_idx + 1))
        }
        Step::Down => (row_idx + 1..table.rows.len())
            .filter(is_open)
            .find(|&row_idx| n_cards(row_idx, column_idx) > 0)
            .map(|row_idx| (row_idx, column_idx, 0)),
        Step::Up => match card_idx.checked_sub(1) {
            Some(card_idx) => Some((row_idx, column_idx, card_idx)),
            None => (0..row_idx)
                .rev()
                .filter(is_open)
                .find(|&row_idx| n_cards(row_idx, column_idx) > 0)
                .map(|row_idx| (row_idx, column_idx, n_cards(row_idx, column_idx) - 1)),
        },
        Step::Left => (0..column_idx).rev().find_map(across),
        Step::Right => (column_idx + 1..table.columns.len()).find_map(across),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, Column, Row};
    use crate::model::{Confidence, Kind, Origin};

    /// A table with so many cards in each cell.
    fn table(rows: &[&[usize]]) -> Table {
        let mut number = 0;
        let mut card = || {
            number += 1;
            Card {
                id: StatementId::from((1, number)),
                carriers: Arc::default(),
                words: String::new(),
                cue: None,
                kind: Kind::Direct,
                speaker: None,
                role: None,
                parties: Vec::new(),
                outlet: None,
                headline: "".into(),
                date: None,
                confidence: Confidence::default(),
                is_checked: false,
                origin: Origin::Extracted,
                is_in_briefing: false,
                topics: Vec::new(),
                suggestion: None,
                relay: None,
            }
        };
        let n_columns = rows.first().map_or(0, |row| row.len());
        Table {
            columns: (0..n_columns)
                .map(|_| Column {
                    key: ColumnKey::Nobody,
                    is_pinned: false,
                    n_statements: 0,
                    n_shown: 0,
                })
                .collect(),
            rows: rows
                .iter()
                .enumerate()
                .map(|(row_idx, cells)| Row {
                    key: RowKey::Speaker(Some(row_idx.to_string())),
                    title: String::new(),
                    subtitle: String::new(),
                    cells: cells
                        .iter()
                        .map(|&n| Cell {
                            cards: (0..n).map(|_| Arc::new(card())).collect(),
                            ..Cell::default()
                        })
                        .collect(),
                    n_statements: 0,
                    n_articles: 0,
                })
                .collect(),
            ..Table::default()
        }
    }

    #[test]
    fn arrows_lead_from_card_to_card_and_past_what_is_empty_or_folded() {
        let table = table(&[&[0, 2, 1], &[1, 0, 0], &[1, 1, 3]]);
        let none = BTreeSet::new();
        let go = |from, to| step(&table, &none, from, to);
        assert_eq!(go(None, Step::Down), Some((0, 1, 0)), "the first");
        assert_eq!(go(Some((0, 1, 0)), Step::Down), Some((0, 1, 1)));
        assert_eq!(go(Some((0, 1, 1)), Step::Down), Some((2, 1, 0)));
        assert_eq!(go(Some((2, 1, 0)), Step::Down), None);
        assert_eq!(go(Some((2, 1, 0)), Step::Up), Some((0, 1, 1)));
        assert_eq!(go(Some((0, 1, 1)), Step::Right), Some((0, 2, 0)));
        assert_eq!(go(Some((0, 1, 1)), Step::Left), None);
        let folded = BTreeSet::from([RowKey::Speaker(Some("2".to_owned()))]);
        assert_eq!(step(&table, &folded, Some((0, 1, 1)), Step::Down), None);
    }

    #[test]
    fn what_was_found_holds_for_one_table_only() {
        let (narrow, wide) = (Arc::new(table(&[&[0, 1]])), Arc::new(table(&[&[2, 1]])));
        let mut found = Found::default();
        for number in 1..=3 {
            let wanted = Wanted::Statement(StatementId::from((1, number)));
            for table in [&narrow, &wide, &wide] {
                let plain = find_statement(table, StatementId::from((1, number)));
                assert_eq!(found.find(table, &wanted), plain);
            }
        }
    }
}
