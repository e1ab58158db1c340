//! Where the keys work, and where the arrows lead.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::sync::Arc;

use crate::compare::{Card, Cell, ColumnKey, Row, RowKey, Table};
use crate::model::{Party, StatementId, TopicId};

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

/// What the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// The heading of a row.
    Heading(RowKey),
    /// A cell in which nothing stands.
    Empty(RowKey, ColumnKey),
    /// A card.
    Card(CardPlace),
}

impl Spot {
    /// The row that it is in.
    pub(super) fn row(&self) -> &RowKey {
        match self {
            Self::Heading(row) | Self::Empty(row, _) => row,
            Self::Card(place) => &place.row,
        }
    }

    fn column(&self) -> Option<&ColumnKey> {
        match self {
            Self::Heading(_) => None,
            Self::Empty(_, column) => Some(column),
            Self::Card(place) => Some(&place.column),
        }
    }

    /// The statement of the card.
    pub(super) fn statement(&self) -> Option<StatementId> {
        match self {
            Self::Card(place) => Some(place.id),
            Self::Heading(_) | Self::Empty(..) => None,
        }
    }

    /// The topic that its row is about.
    pub(super) fn topic(&self) -> Option<TopicId> {
        match self.row() {
            RowKey::Topic(topic) => *topic,
            _ => None,
        }
    }

    /// The party and the topic whose line stands in its cell.
    pub(super) fn line(&self) -> Option<(TopicId, &Party)> {
        match (self.topic(), self.column()) {
            (Some(topic), Some(ColumnKey::Party(party))) => Some((topic, party)),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Of a row, for its heading.
    Heading(usize),
    /// Of row, column and card; an empty cell has its place at card 0.
    Cell(usize, usize, usize),
}

impl Numbers {
    pub(super) fn row_idx(self) -> usize {
        match self {
            Self::Heading(row_idx) | Self::Cell(row_idx, ..) => row_idx,
        }
    }
}

/// What is looked for in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The first card of a statement.
    Statement(StatementId),
    /// This very spot.
    Spot(Spot),
    /// The top of a cell, whatever stands in it.
    Cell(RowKey, ColumnKey),
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
            Wanted::Spot(spot) => find(table, spot),
            Wanted::Cell(row, column) => row_of(table, row)
                .zip(column_of(table, column))
                .map(|(row_idx, column_idx)| Numbers::Cell(row_idx, column_idx, 0)),
        };
        if self.places.len() == Self::MOST {
            self.places.remove(0);
        }
        self.places.push((wanted.clone(), numbers));
        numbers
    }
}

fn row_of(table: &Table, key: &RowKey) -> Option<usize> {
    table.rows.iter().position(|row| row.key == *key)
}

fn column_of(table: &Table, key: &ColumnKey) -> Option<usize> {
    table.columns.iter().position(|column| column.key == *key)
}

fn cell(table: &Table, row_idx: usize, column_idx: usize) -> Option<Cell<'_>> {
    table.rows.get(row_idx)?.cells.get(column_idx)
}

fn n_cards(table: &Table, row_idx: usize, column_idx: usize) -> usize {
    cell(table, row_idx, column_idx).map_or(0, |cell| cell.n_cards())
}

/// Where a spot is in the table, if it still is what it was.
fn find(table: &Table, spot: &Spot) -> Option<Numbers> {
    let row_idx = row_of(table, spot.row())?;
    let Some(column) = spot.column() else {
        return Some(Numbers::Heading(row_idx));
    };
    let column_idx = column_of(table, column)?;
    let card_idx = match spot.statement() {
        Some(id) => cell(table, row_idx, column_idx)?
            .cards()
            .position(|card| card.id == id)?,
        None if n_cards(table, row_idx, column_idx) == 0 => 0,
        None => return None,
    };
    Some(Numbers::Cell(row_idx, column_idx, card_idx))
}

/// The first card that is the statement, else the first that it is a carrier of.
fn find_statement(table: &Table, id: StatementId) -> Option<Numbers> {
    let mut carried = None;
    for (row_idx, row) in table.rows.iter().enumerate() {
        for (column_idx, cell) in row.cells.iter().enumerate() {
            for (card_idx, card) in cell.cards().enumerate() {
                if card.id == id {
                    return Some(Numbers::Cell(row_idx, column_idx, card_idx));
                }
                if carried.is_none() && card.others().any(|carrier| carrier.id == id) {
                    carried = Some(Numbers::Cell(row_idx, column_idx, card_idx));
                }
            }
        }
    }
    carried
}

/// Where the work goes on when what stood at `spot` is not there any more: at what has taken its place, which was
/// `before`. In rows of another sort the statement itself is looked for.
pub(super) fn instead(
    table: &Table,
    folded: &BTreeSet<RowKey>,
    spot: &Spot,
    before: Option<Numbers>,
) -> Option<Numbers> {
    let kind = discriminant(spot.row());
    if !table.rows.iter().any(|row| discriminant(&row.key) == kind) {
        return find_statement(table, spot.statement()?);
    }
    let last_row = table.rows.len().checked_sub(1)?;
    let same_row = row_of(table, spot.row());
    let row_idx = same_row.unwrap_or_else(|| before.map_or(0, Numbers::row_idx).min(last_row));
    let Some(column) = spot.column() else {
        return Some(Numbers::Heading(row_idx));
    };
    let (column_before, card_before) = match before {
        Some(Numbers::Cell(_, column_idx, card_idx)) => (column_idx, card_idx),
        _ => (0, 0),
    };
    let last_column = table.columns.len().checked_sub(1)?;
    let column_idx = column_of(table, column).unwrap_or_else(|| column_before.min(last_column));
    let n_cards = n_cards(table, row_idx, column_idx);
    let card_idx = if same_row.is_some() { card_before } else { 0 };
    let here = Numbers::Cell(row_idx, column_idx, card_idx.min(n_cards.saturating_sub(1)));
    if is_stop(table, row_idx, column_idx) {
        return Some(here);
    }
    [Step::Down, Step::Up, Step::Right, Step::Left]
        .into_iter()
        .find_map(|way| step(table, folded, Some(here), way))
}

/// The card with these numbers.
pub(super) fn card(table: &Table, numbers: Numbers) -> Option<&Card> {
    match numbers {
        Numbers::Heading(_) => None,
        Numbers::Cell(row_idx, column_idx, card_idx) => {
            cell(table, row_idx, column_idx)?.card(card_idx).map(Arc::as_ref)
        }
    }
}

/// What the cursor stands on with these numbers.
pub(super) fn spot(table: &Table, numbers: Numbers) -> Option<Spot> {
    let row = table.rows.get(numbers.row_idx())?.key.clone();
    let Numbers::Cell(_, column_idx, _) = numbers else {
        return Some(Spot::Heading(row));
    };
    let column = table.columns.get(column_idx)?.key.clone();
    Some(match card(table, numbers) {
        Some(card) => Spot::Card(CardPlace {
            row,
            column,
            id: card.id,
        }),
        None => Spot::Empty(row, column),
    })
}

/// Whether arrows stop at a cell: at cards, and where there is a line to write or silence to check.
fn is_stop(table: &Table, row_idx: usize, column_idx: usize) -> bool {
    let has_line = || {
        let row = table.rows.get(row_idx).map(|row| &row.key);
        let column = table.columns.get(column_idx).map(|column| &column.key);
        matches!(row, Some(RowKey::Topic(Some(_)))) && matches!(column, Some(ColumnKey::Party(_)))
    };
    n_cards(table, row_idx, column_idx) > 0 || has_line()
}

/// Where an arrow leads from `from`; without a place to start from the first card.
/// Up and down stay in the column and go on in the next row that is not folded; left and right stay in the row, whose
/// heading stands before its first cell. From a heading up and down lead to the next one.
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
    let n_cards = |row_idx: usize, column_idx: usize| n_cards(table, row_idx, column_idx);
    let n_columns = table.columns.len();
    let (row_idx, column_idx, card_idx) = match from {
        None => return first(table, folded),
        Some(Numbers::Heading(row_idx)) => {
            return match step {
                Step::Up => row_idx.checked_sub(1).map(Numbers::Heading),
                Step::Down => Some(row_idx + 1)
                    .filter(|next| *next < table.rows.len())
                    .map(Numbers::Heading),
                Step::Left => None,
                Step::Right => (0..n_columns)
                    .find(|&column_idx| is_open(&row_idx) && is_stop(table, row_idx, column_idx))
                    .map(|column_idx| Numbers::Cell(row_idx, column_idx, 0)),
            };
        }
        Some(Numbers::Cell(row_idx, column_idx, card_idx)) => (row_idx, column_idx, card_idx),
    };
    let across = |column_idx: usize| {
        is_stop(table, row_idx, column_idx).then(|| {
            let last = n_cards(row_idx, column_idx).saturating_sub(1);
            Numbers::Cell(row_idx, column_idx, card_idx.min(last))
        })
    };
    match step {
        Step::Down if card_idx + 1 < n_cards(row_idx, column_idx) => {
            Some(Numbers::Cell(row_idx, column_idx, card_idx + 1))
        }
        Step::Down => (row_idx + 1..table.rows.len())
            .filter(is_open)
            .find(|&row_idx| is_stop(table, row_idx, column_idx))
            .map(|row_idx| Numbers::Cell(row_idx, column_idx, 0)),
        Step::Up => match card_idx.checked_sub(1) {
            Some(card_idx) => Some(Numbers::Cell(row_idx, column_idx, card_idx)),
            None => (0..row_idx)
                .rev()
                .filter(is_open)
                .find(|&row_idx| is_stop(table, row_idx, column_idx))
                .map(|row_idx| {
                    let last = n_cards(row_idx, column_idx).saturating_sub(1);
                    Numbers::Cell(row_idx, column_idx, last)
                }),
        },
        Step::Left => (0..column_idx)
            .rev()
            .find_map(across)
            .or(Some(Numbers::Heading(row_idx))),
        Step::Right => (column_idx + 1..n_columns).find_map(across),
    }
}

/// The first card that is not folded away, else the first place at all.
pub(super) fn first(table: &Table, folded: &BTreeSet<RowKey>) -> Option<Numbers> {
    let with = |is_wanted: &dyn Fn(usize, usize) -> bool| {
        let rows = table.rows.iter().enumerate();
        let mut open = rows.filter(|(_, row)| !folded.contains(&row.key));
        open.find_map(|(row_idx, row)| {
            let mut columns = 0..row.cells.len();
            let column_idx = columns.find(|&column_idx| is_wanted(row_idx, column_idx))?;
            Some(Numbers::Cell(row_idx, column_idx, 0))
        })
    };
    with(&|row_idx, column_idx| n_cards(table, row_idx, column_idx) > 0)
        .or_else(|| with(&|row_idx, column_idx| is_stop(table, row_idx, column_idx)))
        .or((!table.rows.is_empty()).then_some(Numbers::Heading(0)))
}

/// The last place in the column of `from` that is not folded away.
pub(super) fn last(table: &Table, folded: &BTreeSet<RowKey>, from: Option<Numbers>) -> Option<Numbers> {
    let Some(Numbers::Cell(_, column_idx, _)) = from.or_else(|| first(table, folded)) else {
        return table.rows.len().checked_sub(1).map(Numbers::Heading);
    };
    let below = Numbers::Cell(table.rows.len(), column_idx, 0);
    step(table, folded, Some(below), Step::Up)
}

/// The first place in the row of `from`, or the last one.
pub(super) fn end_of_row(table: &Table, from: Numbers, is_first: bool) -> Option<Numbers> {
    let row_idx = from.row_idx();
    let mut columns = 0..table.columns.len();
    let is_stop = |column_idx: &usize| is_stop(table, row_idx, *column_idx);
    let column_idx = if is_first {
        columns.find(is_stop)
    } else {
        columns.rev().find(is_stop)
    }?;
    Some(Numbers::Cell(row_idx, column_idx, 0))
}

/// The next card in the order in which a table is read, row by row and cell by cell, or the one before; what is folded
/// and other cards of the same statement are passed over.
pub(super) fn in_order(
    table: &Table,
    folded: &BTreeSet<RowKey>,
    from: Option<Numbers>,
    is_on: bool,
) -> Option<Numbers> {
    let own = from.and_then(|numbers| card(table, numbers)).map(|card| card.id);
    let is_other = |numbers: &Numbers| card(table, *numbers).is_some_and(|card| Some(card.id) != own);
    let cards_of = |(row_idx, row): (usize, &Row)| {
        let cells = row.cells.iter().enumerate();
        let numbers = cells.flat_map(move |(column_idx, cell)| {
            (0..cell.n_cards()).map(move |card_idx| Numbers::Cell(row_idx, column_idx, card_idx))
        });
        numbers.collect::<Vec<_>>()
    };
    let order = |numbers: Numbers| match numbers {
        Numbers::Heading(row_idx) => (row_idx, None),
        Numbers::Cell(row_idx, column_idx, card_idx) => (row_idx, Some((column_idx, card_idx))),
    };
    let is_open = |(_, row): &(usize, &Row)| !folded.contains(&row.key);
    let start = from.map(order);
    let here = from.map_or(0, Numbers::row_idx);
    let rows = table.rows.iter().enumerate();
    if is_on {
        rows.skip(here).filter(is_open).find_map(|row| {
            let mut numbers = cards_of(row).into_iter();
            numbers.find(|numbers| start.is_none_or(|start| order(*numbers) > start) && is_other(numbers))
        })
    } else {
        let start = start?;
        rows.take(here + 1).rev().filter(is_open).find_map(|row| {
            let mut numbers = cards_of(row).into_iter().rev();
            numbers.find(|numbers| order(*numbers) < start && is_other(numbers))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Column, Row};
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
                    title: Arc::default(),
                    subtitle: Arc::default(),
                    cells: cells
                        .iter()
                        .map(|&n| (0..n).map(|_| Arc::new(card())).collect())
                        .collect(),
                    n_statements: 0,
                    n_articles: 0,
                })
                .collect(),
            ..Table::default()
        }
    }

    fn cell(row_idx: usize, column_idx: usize, card_idx: usize) -> Numbers {
        Numbers::Cell(row_idx, column_idx, card_idx)
    }

    #[test]
    fn arrows_lead_from_card_to_card_and_past_what_is_empty_or_folded() {
        let table = table(&[&[0, 2, 1], &[1, 0, 0], &[1, 1, 3]]);
        let none = BTreeSet::new();
        let go = |from, to| step(&table, &none, from, to);
        assert_eq!(go(None, Step::Down), Some(cell(0, 1, 0)), "the first");
        assert_eq!(go(Some(cell(0, 1, 0)), Step::Down), Some(cell(0, 1, 1)));
        assert_eq!(go(Some(cell(0, 1, 1)), Step::Down), Some(cell(2, 1, 0)));
        assert_eq!(go(Some(cell(2, 1, 0)), Step::Down), None);
        assert_eq!(go(Some(cell(2, 1, 0)), Step::Up), Some(cell(0, 1, 1)));
        assert_eq!(go(Some(cell(0, 1, 1)), Step::Right), Some(cell(0, 2, 0)));
        assert_eq!(go(Some(cell(0, 1, 1)), Step::Left), Some(Numbers::Heading(0)));
        assert_eq!(go(Some(Numbers::Heading(0)), Step::Right), Some(cell(0, 1, 0)));
        assert_eq!(
            go(Some(Numbers::Heading(0)), Step::Down),
            Some(Numbers::Heading(1))
        );
        assert_eq!(go(Some(Numbers::Heading(2)), Step::Down), None);
        let folded = BTreeSet::from([RowKey::Speaker(Some("2".to_owned()))]);
        assert_eq!(step(&table, &folded, Some(cell(0, 1, 1)), Step::Down), None);
        assert_eq!(last(&table, &none, Some(cell(0, 2, 0))), Some(cell(2, 2, 2)));
        assert_eq!(last(&table, &folded, Some(cell(0, 2, 0))), Some(cell(0, 2, 0)));
        assert_eq!(end_of_row(&table, cell(0, 2, 0), true), Some(cell(0, 1, 0)));
        assert_eq!(end_of_row(&table, cell(2, 1, 0), false), Some(cell(2, 2, 0)));
    }

    #[test]
    fn arrows_stop_at_empty_cells_where_a_party_could_have_spoken_on_a_topic() {
        let mut table = table(&[&[0, 1], &[1, 0]]);
        for (row, number) in table.rows.iter_mut().zip(1..) {
            row.key = RowKey::Topic(Some(TopicId(number)));
        }
        for (column, code) in table.columns.iter_mut().zip(["AM", "TR"]) {
            column.key = ColumnKey::Party(code.parse().unwrap());
        }
        let none = BTreeSet::new();
        let go = |from, to| step(&table, &none, Some(from), to);
        assert_eq!(step(&table, &none, None, Step::Down), Some(cell(0, 1, 0)));
        assert_eq!(go(cell(0, 1, 0), Step::Left), Some(cell(0, 0, 0)));
        assert_eq!(go(cell(0, 0, 0), Step::Down), Some(cell(1, 0, 0)));
        assert_eq!(go(cell(1, 0, 0), Step::Right), Some(cell(1, 1, 0)));
        let empty = spot(&table, cell(1, 1, 0)).unwrap();
        assert_eq!(empty.statement(), None);
        assert_eq!(empty.line(), Some((TopicId(2), &"TR".parse().unwrap())));
        assert_eq!(find(&table, &empty), Some(cell(1, 1, 0)));
    }

    #[test]
    fn where_a_card_has_gone_the_one_that_took_its_place_is_next() {
        let none = BTreeSet::new();
        let mut before = table(&[&[0, 3], &[1, 1]]);
        for (column, code) in before.columns.iter_mut().zip(["AM", "TR"]) {
            column.key = ColumnKey::Party(code.parse().unwrap());
        }
        let third = cell(0, 1, 2);
        let gone = spot(&before, third).unwrap();
        let said: Vec<Arc<Card>> = super::cell(&before, 0, 1).unwrap().cards().cloned().collect();
        let with = |cards: &[Arc<Card>]| {
            let mut after = before.clone();
            after.rows[0].cells = [Vec::new(), cards.to_vec()].into_iter().collect();
            after
        };
        let after = with(&said[..2]);
        let next = instead(&after, &none, &gone, Some(third));
        assert_eq!(next, Some(cell(0, 1, 1)), "the last one, if it was the last");
        let first = cell(0, 1, 0);
        let gone = spot(&before, first).unwrap();
        let after = with(&said[1..]);
        assert_eq!(instead(&after, &none, &gone, Some(first)), Some(first));
        let mut after = with(&[]);
        let next = instead(&after, &none, &gone, Some(first));
        assert_eq!(next, Some(cell(1, 1, 0)), "below what is empty now");
        after.rows.remove(0);
        assert_eq!(instead(&after, &none, &gone, Some(first)), Some(cell(0, 1, 0)));
        let mut other = before.clone();
        for (row, article) in other.rows.iter_mut().zip(1..) {
            row.key = RowKey::Article(crate::model::ArticleId(article));
        }
        assert_eq!(
            instead(&other, &none, &gone, None),
            Some(first),
            "in rows of another sort it is the same card"
        );
    }

    #[test]
    fn cards_are_read_row_by_row_and_cell_by_cell() {
        let table = table(&[&[1, 2], &[0, 1], &[1, 0]]);
        let folded = BTreeSet::from([RowKey::Speaker(Some("1".to_owned()))]);
        let mut seen = Vec::new();
        let mut here = None;
        while let Some(next) = in_order(&table, &folded, here, true) {
            seen.push(next);
            here = Some(next);
        }
        assert_eq!(seen, [cell(0, 0, 0), cell(0, 1, 0), cell(0, 1, 1), cell(2, 0, 0)]);
        for back in seen.iter().rev().skip(1) {
            here = in_order(&table, &folded, here, false);
            assert_eq!(here.as_ref(), Some(back));
        }
        assert_eq!(in_order(&table, &folded, here, false), None);
        assert_eq!(
            in_order(&table, &folded, Some(Numbers::Heading(1)), true),
            Some(cell(2, 0, 0))
        );
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
