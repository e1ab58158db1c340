//! A document as one long column: paragraphs, rows of tables and pictures, all broken into lines, none yet
//! on a page.

mod blocks;
mod column;
mod own;

use super::paragraph::Paragraph;
use super::picture::Shown;
use super::sheet::Sheet;

pub(super) use column::flow;

/// Between the words of a cell and its edge, in points.
pub(super) const CELL_EDGE: f32 = 4.0;

/// A document in lines.
pub(super) struct Flow {
    /// All paragraphs; everything else names them by number.
    pub paragraphs: Vec<Paragraph>,
    /// What stands in the column, in order.
    pub pieces: Vec<Piece>,
    /// The paragraphs of the footnotes, ascending: the first is that of note 1.
    pub notes: Vec<usize>,
    /// The document's marking.
    pub marking: Option<Paragraph>,
    /// What there is room for on a page.
    pub sheet: Sheet,
}

/// One thing in the column.
pub(super) enum Piece {
    Lines(Lines),
    Row(Row),
    Picture {
        shown: Shown,
        alternative: String,
    },
    /// What follows stands on a new page.
    NewPage,
}

/// What a paragraph is to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The title (0) or a heading of level 1 to 6.
    Heading(u8),
    Body,
    Item,
    Quotation,
    Code,
}

/// A paragraph in the column. Lengths are in points.
pub(super) struct Lines {
    pub paragraph: usize,
    /// The dot or number before an item.
    pub label: Option<usize>,
    /// From the left edge of the column.
    pub x: f32,
    pub before: f32,
    pub after: f32,
    /// Where the rules of quotations stand beside it.
    pub bars: Vec<f32>,
    /// Whether these rules go on to the next paragraph.
    pub joins_next: bool,
    /// Whether it must not be the last thing on a page.
    pub keeps_with_next: bool,
    pub meaning: Meaning,
}

/// A row of a table.
pub(super) struct Row {
    /// Number of its table.
    pub table: usize,
    pub is_header: bool,
    pub cells: Vec<Cell>,
}

/// A cell: its paragraphs one under the other.
pub(super) struct Cell {
    /// From the left edge of the column to the words, in points.
    pub x: f32,
    pub paragraphs: Vec<usize>,
    /// Whether it names its row.
    pub is_heading: bool,
}

impl Flow {
    pub(super) fn paragraph(&self, number: usize) -> Option<&Paragraph> {
        self.paragraphs.get(number)
    }

    /// The paragraph of a footnote, counted from 1.
    pub(super) fn note(&self, number: usize) -> Option<usize> {
        self.notes.get(number.checked_sub(1)?).copied()
    }

    /// The height of a paragraph, in points.
    pub(super) fn height(&self, paragraph: usize) -> f32 {
        self.paragraph(paragraph).map_or(0.0, Paragraph::height)
    }
}
