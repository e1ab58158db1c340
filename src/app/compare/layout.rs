//! Where rows, cells and cards stand, so that only what is on screen is drawn.
//!
//! A card's height is estimated from the length of its words until it was drawn once; then it is
//! known, also in the tables that follow. Corrections move what stands below.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::compare::{Card, ColumnKey, Row, RowKey, Table};
use crate::model::StatementId;

/// Height of a row's heading.
pub(super) const HEADING: f32 = 40.0;
/// Between cards.
pub(super) const GAP: f32 = 10.0;
/// Below the last card of a row.
const ROW_END: f32 = 18.0;
/// Height of a cell in which nothing stands.
const EMPTY: f32 = 30.0;
/// About how tall the line of a cell is, and the count of its cards.
const LINE: f32 = 28.0;
const COUNT: f32 = 24.0;

/// Where everything stands, for one table at one width.
#[derive(Debug, Default)]
pub(super) struct TableLayout {
    table: Option<Arc<Table>>,
    column_width: f32,
    rows: Vec<RowLayout>,
    folded: BTreeSet<RowKey>,
    height: f32,
    /// Heights of cards as they were drawn at this width, with and without their stances.
    known: HashMap<(StatementId, bool), f32>,
}

/// Where a row stands.
#[derive(Debug, Default)]
pub(super) struct RowLayout {
    /// From the top of the table.
    pub top: f32,
    /// With its heading.
    pub height: f32,
    cells: Vec<CellLayout>,
}

/// Where the cards of a cell stand.
#[derive(Debug, Default)]
struct CellLayout {
    /// Height of what stands above the cards.
    head: f32,
    heights: Vec<f32>,
    /// Top of each card from the top of the cell, and the end of the last.
    tops: Vec<f32>,
}

impl CellLayout {
    fn sum_up(&mut self) {
        self.tops.clear();
        if self.heights.is_empty() {
            return;
        }
        self.tops.reserve_exact(self.heights.len() + 1);
        let mut top = self.head;
        for height in &self.heights {
            self.tops.push(top);
            top += height + GAP;
        }
        self.tops.push(top);
    }

    fn height(&self) -> f32 {
        if self.heights.is_empty() {
            self.head + EMPTY
        } else {
            self.tops.last().copied().unwrap_or(EMPTY)
        }
    }
}

impl TableLayout {
    /// Makes the layout fit `table`, keeping known heights where nothing has changed.
    pub(super) fn fit(&mut self, table: &Arc<Table>, column_width: f32, folded: &BTreeSet<RowKey>) {
        let is_same_table = self
            .table
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, table));
        let is_same_width = (self.column_width - column_width).abs() < 0.5;
        if is_same_table && is_same_width && self.folded == *folded {
            return;
        }
        if !is_same_width {
            self.known.clear();
        }
        if !(is_same_table && is_same_width) {
            let heads = if is_same_width {
                self.heads(table)
            } else {
                HashMap::new()
            };
            self.rows = table
                .rows
                .iter()
                .map(|row| self.estimate(table, row, column_width, heads.get(&row.key)))
                .collect();
        }
        self.table = Some(Arc::clone(table));
        self.column_width = column_width;
        self.folded.clone_from(folded);
        self.sum_up();
    }

    /// What stands above the cards of each row, as it was drawn in the table before, if the columns are the same.
    fn heads(&self, table: &Table) -> HashMap<&RowKey, Vec<f32>> {
        let keys = |table: &Table| -> Vec<ColumnKey> {
            let columns = table.columns.iter();
            columns.map(|column| column.key.clone()).collect()
        };
        match &self.table {
            Some(before) if keys(before) == keys(table) => std::iter::zip(&before.rows, &self.rows)
                .map(|(row, layout)| {
                    let heads = layout.cells.iter().map(|cell| cell.head);
                    (&row.key, heads.collect())
                })
                .collect(),
            _ => HashMap::new(),
        }
    }

    fn estimate(&self, table: &Table, row: &Row, column_width: f32, heads: Option<&Vec<f32>>) -> RowLayout {
        let is_topic = matches!(row.key, RowKey::Topic(_));
        let cells = row.cells.iter().enumerate().map(|(column_idx, cell)| {
            let column = table.columns.get(column_idx);
            let has_line = has_line(&row.key, column.map(|column| &column.key));
            let head = match heads.and_then(|heads| heads.get(column_idx)) {
                Some(&head) if has_line => head,
                _ if has_line => LINE,
                _ if cell.cards.len() > 1 => COUNT,
                _ => 0.0,
            };
            let heights = cell.cards.iter().map(|card| {
                self.known
                    .get(&(card.id, is_topic))
                    .copied()
                    .unwrap_or_else(|| estimated_height(card, column_width))
            });
            let mut layout = CellLayout {
                head,
                heights: heights.collect(),
                tops: Vec::new(),
            };
            layout.sum_up();
            layout
        });
        RowLayout {
            cells: cells.collect(),
            ..RowLayout::default()
        }
    }

    fn sum_up(&mut self) {
        let mut top = 0.0;
        let rows = self.table.iter().flat_map(|table| &table.rows);
        for (layout, row) in self.rows.iter_mut().zip(rows) {
            layout.top = top;
            layout.height = if self.folded.contains(&row.key) {
                HEADING
            } else {
                let tallest = layout.cells.iter().map(CellLayout::height).fold(EMPTY, f32::max);
                HEADING + tallest + ROW_END
            };
            top += layout.height;
        }
        self.height = top;
    }

    /// Height of all rows.
    pub(super) fn height(&self) -> f32 {
        self.height
    }

    /// Where row `row_idx` stands.
    pub(super) fn row(&self, row_idx: usize) -> Option<&RowLayout> {
        self.rows.get(row_idx)
    }

    /// The rows that stand between `top` and `bottom`.
    pub(super) fn rows_between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.rows.partition_point(|row| row.top + row.height < top);
        let end = self.rows.partition_point(|row| row.top < bottom);
        first..end.max(first)
    }

    /// The cards of a cell that stand between `top` and `bottom`, measured from the top of the cell.
    pub(super) fn cards_between(
        &self,
        row_idx: usize,
        column_idx: usize,
        top: f32,
        bottom: f32,
    ) -> Vec<(usize, f32)> {
        let Some(cell) = self.rows.get(row_idx).and_then(|row| row.cells.get(column_idx)) else {
            return Vec::new();
        };
        let n_cards = cell.heights.len();
        let first = cell
            .tops
            .partition_point(|&card_top| card_top < top)
            .saturating_sub(1);
        (first..n_cards)
            .filter_map(|card_idx| Some((card_idx, *cell.tops.get(card_idx)?)))
            .take_while(|&(_, card_top)| card_top < bottom)
            .collect()
    }

    /// Where a card stands: its top from the top of the table, and its height.
    pub(super) fn card(&self, row_idx: usize, column_idx: usize, card_idx: usize) -> Option<(f32, f32)> {
        let row = self.rows.get(row_idx)?;
        let cell = row.cells.get(column_idx)?;
        let top = row.top + HEADING + cell.tops.get(card_idx)?;
        Some((top, *cell.heights.get(card_idx)?))
    }

    /// Notes how tall what stands above the cards of a cell turned out to be; true if that moves something.
    pub(super) fn measured_head(&mut self, row_idx: usize, column_idx: usize, height: f32) -> bool {
        let row = self.rows.get_mut(row_idx);
        let Some(cell) = row.and_then(|row| row.cells.get_mut(column_idx)) else {
            return false;
        };
        if (cell.head - height).abs() < 0.5 {
            return false;
        }
        cell.head = height;
        cell.sum_up();
        true
    }

    /// Notes how tall a card turned out to be; true if that moves something.
    pub(super) fn measured(
        &mut self,
        row_idx: usize,
        column_idx: usize,
        card_idx: usize,
        height: f32,
    ) -> bool {
        let cell = self
            .rows
            .get_mut(row_idx)
            .and_then(|row| row.cells.get_mut(column_idx));
        let Some(cell) = cell else { return false };
        let Some(known) = cell.heights.get_mut(card_idx) else {
            return false;
        };
        if (*known - height).abs() < 0.5 {
            return false;
        }
        *known = height;
        cell.sum_up();
        let row = self.table.as_ref().and_then(|table| table.rows.get(row_idx));
        if let Some(row) = row
            && let Some(card) = row
                .cells
                .get(column_idx)
                .and_then(|cell| cell.cards.get(card_idx))
        {
            let is_topic = matches!(row.key, RowKey::Topic(_));
            self.known.insert((card.id, is_topic), height);
        }
        true
    }

    /// Brings the tops of the rows up to date after [`TableLayout::measured`].
    pub(super) fn settle(&mut self) {
        self.sum_up();
    }
}

/// Whether a cell has room for the analyst's line: a party on a topic.
pub(super) fn has_line(row: &RowKey, column: Option<&ColumnKey>) -> bool {
    matches!(row, RowKey::Topic(Some(_))) && matches!(column, Some(ColumnKey::Party(_)))
}

/// About how tall a card will be, from the number of its characters.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn estimated_height(card: &Card, column_width: f32) -> f32 {
    let characters_a_line = (column_width / 7.4).max(12.0);
    let n_lines = (card.words.len().min(2_000) as f32 / characters_a_line).ceil();
    n_lines.min(super::card_ui::FOLDED_LINES as f32) * 21.0 + 58.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, Column};

    fn row(key: RowKey, n_cards: usize) -> Row {
        let card = crate::compare::Card {
            id: crate::model::StatementId::from((1, 1)),
            carriers: Vec::new(),
            n_carriers: 0,
            words: "words ".repeat(20),
            kind: crate::model::Kind::Direct,
            speaker: None,
            role: None,
            parties: Vec::new(),
            outlet: None,
            headline: "".into(),
            date: None,
            confidence: crate::model::Confidence::default(),
            is_checked: false,
            origin: crate::model::Origin::Extracted,
            is_in_briefing: false,
            topics: Vec::new(),
            suggestion: None,
            relay: None,
        };
        Row {
            key,
            title: String::new(),
            subtitle: String::new(),
            cells: vec![Cell {
                cards: vec![card; n_cards],
            }],
            n_statements: n_cards,
            n_articles: 1,
        }
    }

    #[test]
    fn only_what_is_on_screen_is_named_and_corrections_move_the_rest() {
        let table = Arc::new(Table {
            columns: vec![Column {
                key: crate::compare::ColumnKey::Nobody,
                is_pinned: false,
                n_statements: 0,
                n_shown: 0,
            }],
            rows: (0..100)
                .map(|day| row(RowKey::Speaker(Some(format!("{day:03}"))), 50))
                .collect(),
            ..Table::default()
        });
        let mut layout = TableLayout::default();
        layout.fit(&table, 240.0, &BTreeSet::new());
        let shown = layout.rows_between(0.0, 500.0);
        assert_eq!(shown, 0..1, "a row of fifty cards is taller than the screen");
        let n_cards = layout.cards_between(0, 0, 0.0, 500.0).len();
        assert!((3..12).contains(&n_cards), "{n_cards}");
        let before = layout.height();
        assert!(layout.measured(0, 0, 0, 1_000.0));
        layout.settle();
        assert!(layout.height() > before + 500.0);
        let folded: BTreeSet<RowKey> = table.rows.iter().map(|row| row.key.clone()).collect();
        layout.fit(&table, 240.0, &folded);
        assert!((layout.height() - 100.0 * HEADING).abs() < 1.0);
    }
}
