//! Where rows, cells and cards stand, so that only what is on screen is drawn.
//!
//! A card's height is estimated from the length of its words until it was drawn once; then it is
//! known. Corrections move what stands below.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::compare::{Card, Row, RowKey, Table};

/// Height of a row's heading.
pub(super) const HEADING: f32 = 40.0;
/// Between cards.
pub(super) const GAP: f32 = 10.0;
/// Below the last card of a row.
const ROW_END: f32 = 18.0;
/// Height of a cell in which nothing stands.
const EMPTY: f32 = 30.0;

/// Where everything stands, for one table at one width.
#[derive(Debug, Default)]
pub(super) struct TableLayout {
    table: Option<Arc<Table>>,
    column_width: f32,
    rows: Vec<RowLayout>,
    folded: BTreeSet<RowKey>,
    height: f32,
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
    heights: Vec<f32>,
    /// Top of each card from the top of the cell, and the end of the last.
    tops: Vec<f32>,
}

impl CellLayout {
    fn sum_up(&mut self) {
        self.tops.clear();
        let mut top = 0.0;
        for height in &self.heights {
            self.tops.push(top);
            top += height + GAP;
        }
        self.tops.push(top);
    }

    fn height(&self) -> f32 {
        if self.heights.is_empty() {
            EMPTY
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
        if !(is_same_table && is_same_width) {
            self.rows = table.rows.iter().map(|row| estimate(row, column_width)).collect();
        }
        self.table = Some(Arc::clone(table));
        self.column_width = column_width;
        self.folded.clone_from(folded);
        self.sum_up();
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
        true
    }

    /// Brings the tops of the rows up to date after [`TableLayout::measured`].
    pub(super) fn settle(&mut self) {
        self.sum_up();
    }
}

fn estimate(row: &Row, column_width: f32) -> RowLayout {
    let cells = row
        .cells
        .iter()
        .map(|cell| {
            let mut layout = CellLayout {
                heights: cell
                    .cards
                    .iter()
                    .map(|card| estimated_height(card, column_width))
                    .collect(),
                tops: Vec::new(),
            };
            layout.sum_up();
            layout
        })
        .collect();
    RowLayout {
        cells,
        ..RowLayout::default()
    }
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
            is_relayed: false,
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
