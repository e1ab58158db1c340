//! Where rows, cells and cards stand, so that only what is on screen is drawn.
//!
//! A card's height is estimated from the length of its words until it was drawn once; then it is
//! known, also in the tables that follow. Corrections move what stands below. Cards are looked at only in rows that
//! come into sight: of the others the number of cards and the length of all their words is enough.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::cursor::Numbers;
use crate::compare::{Cell, ColumnKey, Row, RowKey, Table};
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
    table: Arc<Table>,
    column_width: f32,
    rows: Vec<RowLayout>,
    folded: BTreeSet<RowKey>,
    height: f32,
    /// Heights of cards as they were drawn at this width, with and without their stances.
    known: HashMap<(StatementId, bool), f32>,
    /// Heights of what stands above the cards of the rows that were drawn, column by column.
    heads: HashMap<RowKey, Vec<f32>>,
}

/// Where a row stands.
#[derive(Debug, Default)]
pub(super) struct RowLayout {
    /// From the top of the table.
    pub top: f32,
    /// With its heading.
    pub height: f32,
    /// The same if it were not folded; an estimate until its cells are laid out.
    open_height: f32,
    /// Empty until the row comes into sight.
    cells: Vec<CellLayout>,
}

impl RowLayout {
    fn sum_up(&mut self) {
        let tallest = self.cells.iter().map(CellLayout::height).fold(EMPTY, f32::max);
        self.open_height = HEADING + tallest + ROW_END;
    }
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
        let is_same_table = Arc::ptr_eq(&self.table, table);
        let is_same_width = (self.column_width - column_width).abs() < 0.5;
        if is_same_table && is_same_width && self.folded == *folded {
            return;
        }
        if !is_same_width {
            self.known.clear();
            self.heads.clear();
        }
        if !(is_same_table && is_same_width) {
            if is_same_width {
                self.note_heads(table);
            }
            let rows = table.rows.iter();
            self.rows = rows.map(|row| estimated_row(row, column_width)).collect();
        }
        self.table = Arc::clone(table);
        self.column_width = column_width;
        self.folded.clone_from(folded);
        self.sum_up();
    }

    /// Notes what stands above the cards of the rows that were laid out, if the columns stay the same.
    fn note_heads(&mut self, table: &Table) {
        let columns = std::iter::zip(&self.table.columns, &table.columns);
        let has_same_columns = self.table.columns.len() == table.columns.len()
            && columns.into_iter().all(|(before, now)| before.key == now.key);
        if !has_same_columns {
            self.heads.clear();
            return;
        }
        for (row, layout) in std::iter::zip(&self.table.rows, &self.rows) {
            if !layout.cells.is_empty() {
                let heads = layout.cells.iter().map(|cell| cell.head).collect();
                self.heads.insert(row.key.clone(), heads);
            }
        }
    }

    /// Lays out the cells of a row, if that was not done yet; true if it is done now.
    fn lay_out(&mut self, row_idx: usize) -> bool {
        let table = Arc::clone(&self.table);
        let (Some(row), Some(layout)) = (table.rows.get(row_idx), self.rows.get_mut(row_idx)) else {
            return false;
        };
        if !layout.cells.is_empty() || row.cells.is_empty() {
            return false;
        }
        let is_topic = matches!(row.key, RowKey::Topic(_));
        let heads = self.heads.get(&row.key);
        for (column_idx, cell) in row.cells.iter().enumerate() {
            let column = table.columns.get(column_idx);
            let head = Head::of(row, column.map(|column| &column.key), cell);
            let head = match heads.and_then(|heads| heads.get(column_idx)) {
                Some(&known) if head == Head::Line => known,
                _ => head.estimated_height(),
            };
            let heights = cell.cards().map(|card| {
                let known = self.known.get(&(card.id, is_topic)).copied();
                known.unwrap_or_else(|| estimated_height(card.words.len(), self.column_width))
            });
            let mut cell = CellLayout {
                head,
                heights: heights.collect(),
                tops: Vec::new(),
            };
            cell.sum_up();
            layout.cells.push(cell);
        }
        layout.sum_up();
        true
    }

    fn sum_up(&mut self) {
        let mut top = 0.0;
        for (layout, row) in self.rows.iter_mut().zip(&self.table.rows) {
            layout.top = top;
            layout.height = if !self.folded.is_empty() && self.folded.contains(&row.key) {
                HEADING
            } else {
                layout.open_height
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

    /// Lays out the rows that stand between `top` and `bottom`, and says which these are.
    pub(super) fn rows_between(&mut self, top: f32, bottom: f32) -> Range<usize> {
        loop {
            let rows = self.estimated_between(top, bottom);
            let mut has_changed = false;
            for row_idx in rows.clone() {
                let row = self.table.rows.get(row_idx);
                let is_open = row.is_some_and(|row| !self.folded.contains(&row.key));
                has_changed |= is_open && self.lay_out(row_idx);
            }
            if !has_changed {
                return rows;
            }
            self.sum_up();
        }
    }

    fn estimated_between(&self, top: f32, bottom: f32) -> Range<usize> {
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
    pub(super) fn card(&mut self, row_idx: usize, column_idx: usize, card_idx: usize) -> Option<(f32, f32)> {
        if self.lay_out(row_idx) {
            self.sum_up();
        }
        let row = self.rows.get(row_idx)?;
        let cell = row.cells.get(column_idx)?;
        let top = row.top + HEADING + cell.tops.get(card_idx)?;
        Some((top, *cell.heights.get(card_idx)?))
    }

    /// Where what the cursor can stand on is: its top from the top of the table, and its height.
    pub(super) fn place(&mut self, numbers: Numbers) -> Option<(f32, f32)> {
        let (row_idx, column_idx, card_idx) = match numbers {
            Numbers::Heading(row_idx) => return Some((self.rows.get(row_idx)?.top, HEADING)),
            Numbers::Cell(row_idx, column_idx, card_idx) => (row_idx, column_idx, card_idx),
        };
        if let Some(place) = self.card(row_idx, column_idx, card_idx) {
            return Some(place);
        }
        let row = self.rows.get(row_idx)?;
        let head = row.cells.get(column_idx).map_or(0.0, |cell| cell.head);
        Some((row.top + HEADING, head + EMPTY))
    }

    /// Notes how tall what stands above the cards of a cell turned out to be; true if that moves something.
    pub(super) fn measured_head(&mut self, row_idx: usize, column_idx: usize, height: f32) -> bool {
        let Some(row) = self.rows.get_mut(row_idx) else {
            return false;
        };
        let Some(cell) = row.cells.get_mut(column_idx) else {
            return false;
        };
        if (cell.head - height).abs() < 0.5 {
            return false;
        }
        cell.head = height;
        cell.sum_up();
        row.sum_up();
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
        let Some(layout) = self.rows.get_mut(row_idx) else {
            return false;
        };
        let cell = layout.cells.get_mut(column_idx);
        let Some((cell, known)) = cell.and_then(|cell| {
            let known = *cell.heights.get(card_idx)?;
            Some((cell, known))
        }) else {
            return false;
        };
        if (known - height).abs() < 0.5 {
            return false;
        }
        if let Some(known) = cell.heights.get_mut(card_idx) {
            *known = height;
        }
        cell.sum_up();
        layout.sum_up();
        let row = self.table.rows.get(row_idx);
        let cell = row.and_then(|row| row.cells.get(column_idx));
        if let Some(row) = row
            && let Some(card) = cell.and_then(|cell| cell.card(card_idx))
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

/// What stands above the cards of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Nothing,
    /// How many cards there are.
    Count,
    /// The analyst's line.
    Line,
}

impl Head {
    /// Parties on topics have lines. Elsewhere cards are counted if a cell of the row has several: all first cards of
    /// a row stand at one height.
    pub(super) fn of(row: &Row, column: Option<&ColumnKey>, cell: Cell<'_>) -> Self {
        if matches!(row.key, RowKey::Topic(Some(_))) && matches!(column, Some(ColumnKey::Party(_))) {
            Self::Line
        } else if !cell.is_empty() && has_counts(row) {
            Self::Count
        } else {
            Self::Nothing
        }
    }

    /// About how tall it will be.
    fn estimated_height(self) -> f32 {
        match self {
            Self::Nothing => 0.0,
            Self::Count => COUNT,
            Self::Line => LINE,
        }
    }
}

fn has_counts(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.n_cards() > 1)
}

/// About how tall a card will be, from the length of its words in bytes.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn estimated_height(n_bytes: usize, column_width: f32) -> f32 {
    let characters_a_line = (column_width / 7.4).max(12.0);
    let n_lines = (n_bytes.min(2_000) as f32 / characters_a_line).ceil();
    n_lines.min(super::card_ui::FOLDED_LINES as f32) * 21.0 + 58.0
}

/// About how tall a row will be, from what is known of its cells without looking at each card.
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn estimated_row(row: &Row, column_width: f32) -> RowLayout {
    let head = match row.key {
        RowKey::Topic(Some(_)) => LINE,
        _ if has_counts(row) => COUNT,
        _ => 0.0,
    };
    let heights = row.cells.iter().map(|cell| {
        let n_cards = cell.n_cards();
        if n_cards == 0 {
            return head + EMPTY;
        }
        head + n_cards as f32 * (estimated_height(cell.n_bytes / n_cards, column_width) + GAP)
    });
    RowLayout {
        open_height: HEADING + heights.fold(EMPTY, f32::max) + ROW_END,
        ..RowLayout::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Column;

    /// With so many cards in each cell.
    fn row(key: RowKey, n_cards: &[usize]) -> Row {
        let card = crate::compare::Card {
            id: crate::model::StatementId::from((1, 1)),
            carriers: Arc::default(),
            words: "words ".repeat(20),
            cue: None,
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
        let card = Arc::new(card);
        Row {
            key,
            title: Arc::default(),
            subtitle: Arc::default(),
            cells: n_cards.iter().map(|&n| vec![Arc::clone(&card); n]).collect(),
            n_statements: n_cards.iter().sum(),
            n_articles: 1,
        }
    }

    #[test]
    fn a_card_beside_several_stands_as_high_as_their_first() {
        let cells = |n_cards: [usize; 3]| {
            let row = row(RowKey::All, &n_cards);
            [0, 1, 2].map(|at| Head::of(&row, None, row.cells.get(at).unwrap()))
        };
        assert_eq!(cells([1, 3, 0]), [Head::Count, Head::Count, Head::Nothing]);
        assert_eq!(cells([1, 1, 0]), [Head::Nothing; 3]);
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
                .map(|day| row(RowKey::Speaker(Some(format!("{day:03}"))), &[50]))
                .collect(),
            ..Table::default()
        });
        let mut layout = TableLayout::default();
        layout.fit(&table, 240.0, &BTreeSet::new());
        let shown = layout.rows_between(0.0, 500.0);
        assert_eq!(shown, 0..1, "a row of fifty cards is taller than the screen");
        let n_cards = layout.cards_between(0, 0, 0.0, 500.0).len();
        assert!((3..12).contains(&n_cards), "{n_cards}");
        assert!(
            layout.rows[50].cells.is_empty(),
            "nothing looks at cards far away"
        );
        let estimated = layout.row(50).unwrap().height;
        assert!(
            layout.card(50, 0, 49).is_some(),
            "they are laid out when they are wanted"
        );
        let laid_out = layout.row(50).unwrap().height;
        assert!((estimated - laid_out).abs() < 1.0, "{estimated} and {laid_out}");
        let before = layout.height();
        assert!(layout.measured(0, 0, 0, 1_000.0));
        layout.settle();
        assert!(layout.height() > before + 500.0);
        let folded: BTreeSet<RowKey> = table.rows.iter().map(|row| row.key.clone()).collect();
        layout.fit(&table, 240.0, &folded);
        assert!((layout.height() - 100.0 * HEADING).abs() < 1.0);
    }
}
