//! The cells of a row, in two pieces of memory however many they are: a table of ten thousand rows is made anew at
//! each letter of a search.
//!
//! Cells name cards by their numbers among those of the table. Cards lie far apart in memory, so that a row which
//! held them itself would cost more than finding its statements.

use std::sync::Arc;

use super::table::Card;

/// The cards of a table. Tables share those that are alike in them.
pub(super) type Cards = Arc<Vec<Arc<Card>>>;

/// The cells of a row, one for each column.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// Of the whole table.
    all: Cards,
    /// Which of them stand in the row, cell by cell.
    numbers: Vec<u32>,
    ends: Vec<CellEnd>,
}

/// Where a row and a column meet. Its cards are what the party said: newest first, within an article as it stands in
/// the text.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    all: &'a [Arc<Card>],
    numbers: &'a [u32],
    /// How long the words of all cards are, in bytes; of long ones [`Cell::LONG`] bytes count.
    pub n_bytes: usize,
    /// How many statements the filters keep out of it, repeats included.
    pub n_kept_out: usize,
}

impl<'a> Cell<'a> {
    /// Longer words do not make a card taller until it is unfolded.
    pub const LONG: usize = 500;

    /// How many cards it has.
    #[must_use]
    pub fn n_cards(&self) -> usize {
        self.numbers.len()
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The card at this place, counted from the top.
    #[must_use]
    pub fn card(&self, card_idx: usize) -> Option<&'a Arc<Card>> {
        self.all.get(*self.numbers.get(card_idx)? as usize)
    }

    /// From top to bottom.
    pub fn cards(&self) -> impl Iterator<Item = &'a Arc<Card>> + use<'a> {
        let all = self.all;
        self.numbers.iter().filter_map(|&number| all.get(number as usize))
    }
}

/// What is known of a cell beside its cards, and where these end among those of the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct CellEnd {
    end: usize,
    n_bytes: usize,
    n_kept_out: usize,
}

impl Cells {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the table has no columns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The cell in this column.
    #[must_use]
    pub fn get(&self, column_idx: usize) -> Option<Cell<'_>> {
        let own = self.ends.get(column_idx)?;
        let before = column_idx.checked_sub(1).and_then(|before| self.ends.get(before));
        Some(self.cell(before.map_or(0, |before| before.end), own))
    }

    /// Column by column.
    pub fn iter(&self) -> impl Iterator<Item = Cell<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |own| {
            let cell = self.cell(start, own);
            start = own.end;
            cell
        })
    }

    fn cell(&self, start: usize, own: &CellEnd) -> Cell<'_> {
        Cell {
            all: &self.all,
            numbers: self.numbers.get(start..own.end).unwrap_or_default(),
            n_bytes: own.n_bytes,
            n_kept_out: own.n_kept_out,
        }
    }

    /// The cards of all cells, column by column. That of a joint statement stands in several.
    pub fn cards(&self) -> impl Iterator<Item = &Arc<Card>> {
        self.iter().flat_map(|cell| cell.cards())
    }

    /// Counts statements that the filters keep out.
    pub(super) fn keep_out(&mut self, column_idx: usize, n_statements: usize) {
        if let Some(cell) = self.ends.get_mut(column_idx) {
            cell.n_kept_out += n_statements;
        }
    }
}

/// Cells are equal if the same cards stand in them, whatever their numbers.
impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        self.ends == other.ends && self.cards().eq(other.cards())
    }
}

impl Eq for Cells {}

/// Cells with these cards, for tables that are made by hand.
impl FromIterator<Vec<Arc<Card>>> for Cells {
    fn from_iter<T: IntoIterator<Item = Vec<Arc<Card>>>>(cells: T) -> Self {
        let cells: Vec<Vec<Arc<Card>>> = cells.into_iter().collect();
        let mut filling = Filling::new(cells.len());
        let mut numbers = 0..;
        for (column_idx, cards) in cells.iter().enumerate() {
            for (card, number) in cards.iter().zip(&mut numbers) {
                filling.push(column_idx, number, card.words.len().min(Cell::LONG));
            }
        }
        filling.take(&Arc::new(cells.into_iter().flatten().collect()))
    }
}

/// The cells of the row that is being filled. Its memory serves one row after another.
pub(super) struct Filling {
    cells: Vec<CellFilling>,
}

#[derive(Clone, Default)]
struct CellFilling {
    numbers: Vec<u32>,
    n_bytes: usize,
}

impl Filling {
    pub(super) fn new(n_columns: usize) -> Self {
        Self {
            cells: vec![CellFilling::default(); n_columns],
        }
    }

    /// Adds the card with this number, whose words count for `n_bytes` in [`Cell::n_bytes`].
    pub(super) fn push(&mut self, column_idx: usize, number: u32, n_bytes: usize) {
        if let Some(cell) = self.cells.get_mut(column_idx) {
            cell.numbers.push(number);
            cell.n_bytes += n_bytes;
        }
    }

    /// The row's cells; the next row begins empty.
    pub(super) fn take(&mut self, all: &Cards) -> Cells {
        let n_cards = self.cells.iter().map(|cell| cell.numbers.len()).sum();
        let mut numbers = Vec::with_capacity(n_cards);
        let ends = self.cells.iter_mut().map(|cell| {
            numbers.append(&mut cell.numbers);
            CellEnd {
                end: numbers.len(),
                n_bytes: std::mem::take(&mut cell.n_bytes),
                n_kept_out: 0,
            }
        });
        Cells {
            ends: ends.collect(),
            numbers,
            all: Arc::clone(all),
        }
    }
}
