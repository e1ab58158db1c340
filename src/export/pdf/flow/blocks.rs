//! The blocks of a section in the column: excerpts, points, pictures, tables.

use super::super::super::escape::plain;
use super::super::super::words::{self, PositionsText};
use super::super::paragraph::{Face, Words};
use super::super::picture;
use super::super::sheet::WIDTH;
use super::column::{BODY, Builder, HEAD, Place};
use super::{CELL_EDGE, Cell, Meaning, Piece, Row};
use crate::briefing::document::own_text::Node;
use crate::briefing::document::{
    Attribution, Content, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::model::Picture;

/// What a page keeps free beside a picture, for a heading above it, in points.
const BESIDE_PICTURE: f32 = 64.0;

const CELL: Face = Face::sans(8.5, 11.5);

impl Builder {
    pub(super) fn block(&mut self, block: &DocumentBlock, heading_level: u8) {
        if let Some(label) = words::block_label(block, self.fixed) {
            let mut words = Words::default();
            words.push_bold(&label);
            self.label(words);
        }
        match &block.content {
            Content::Text(nodes) => self.own(nodes, Place::under(heading_level)),
            Content::Points(purpose, points) => {
                if let Some(label) = words::points_label(*purpose, points, self.fixed) {
                    let mut words = Words::default();
                    words.push_italic(label);
                    self.label(words);
                }
                for point in points {
                    self.item(Words::own(point), "•", Place::under(heading_level), BODY);
                }
            }
            Content::Picture(picture) => self.picture(picture),
            Content::Quotation(quotation) => self.quotation(quotation, heading_level),
            Content::Paraphrase(paraphrase) => self.paraphrase(paraphrase, heading_level),
            Content::Positions(table) => self.positions(table),
            Content::PageBreak => self.flow.pieces.push(Piece::NewPage),
        }
        self.own(&block.changes, Place::under(heading_level));
    }

    /// A picture as large as the page allows, with its words under it; its description where it is broken.
    fn picture(&mut self, picture: &Picture) {
        let alternative = [&picture.alternative, &picture.caption]
            .into_iter()
            .find(|words| !words.trim().is_empty())
            .map_or(self.fixed.get("picture"), String::as_str);
        let highest = self.flow.sheet.height() - BESIDE_PICTURE;
        if let Some(shown) = picture::shown(&picture.png, WIDTH, highest) {
            self.flow.pieces.push(Piece::Picture {
                shown,
                alternative: plain(alternative),
            });
        } else {
            let mut words = Words::default();
            words.push_italic(&format!("[{alternative}]"));
            self.body(words);
        }
        let mut caption = Words::default();
        caption.push_italic(&picture.caption);
        self.lines(caption, HEAD, Place::under(0), Meaning::Body);
    }

    fn quotation(&mut self, quotation: &Quotation, heading_level: u8) {
        let by = &quotation.attribution;
        let place = Place {
            quote: 1,
            ..Place::under(heading_level)
        };
        let mut words = Words::plain(&words::quoted(&quotation.pieces, quotation.kind));
        let who = words::quotation_line(quotation, self.fixed);
        if who.is_none() {
            words.push_mark(by.citation);
        }
        if let Some(lines) = self.lines(words, BODY, place, Meaning::Quotation) {
            lines.after = if who.is_some() { 2.0 } else { 8.0 };
            lines.joins_next = who.is_some();
            lines.keeps_with_next = who.is_some();
        }
        if let Some(who) = who {
            let mut words = Words::plain(&who);
            words.push_mark(by.citation);
            if let Some(lines) = self.lines(words, HEAD, place, Meaning::Quotation) {
                lines.after = 8.0;
            }
        }
        self.problem(by, place, Meaning::Quotation);
        self.own(&by.comment, Place::under(heading_level));
    }

    fn paraphrase(&mut self, paraphrase: &Paraphrase, heading_level: u8) {
        let by = &paraphrase.attribution;
        let mut words = Words::default();
        words.push_italic(self.fixed.get(words::PARAPHRASE));
        words.push(&format!(" {} ", words::paraphrased(by, self.fixed)));
        match &paraphrase.words {
            ParaphraseWords::Article(pieces) => {
                words.push(&words::joined(pieces));
                words.push_mark(by.citation);
                self.body(words);
            }
            ParaphraseWords::Own { words: own, .. } => match own.as_slice() {
                [Node::Paragraph(inlines)] => {
                    words.push_own(inlines);
                    words.push_mark(by.citation);
                    self.body(words);
                }
                nodes => {
                    words.push_mark(by.citation);
                    self.label(words);
                    self.own(nodes, Place::under(heading_level));
                }
            },
        }
        self.problem(by, Place::under(heading_level), Meaning::Body);
        self.own(&by.comment, Place::under(heading_level));
    }

    /// What is wrong with the source of an excerpt, right under it.
    fn problem(&mut self, by: &Attribution, place: Place, meaning: Meaning) {
        let Some(problem) = words::problem_line(by, self.fixed) else {
            return;
        };
        if let Some(Piece::Lines(above)) = self.flow.pieces.last_mut() {
            above.keeps_with_next = true;
            above.joins_next = !above.bars.is_empty();
            above.after = 2.0;
        }
        let mut words = Words::default();
        words.push_bold(&problem);
        if let Some(lines) = self.lines(words, HEAD, place, meaning) {
            lines.after = 8.0;
        }
    }

    fn positions(&mut self, table: &PositionsTable) {
        for rows in words::positions(table, self.fixed) {
            self.positions_rows(rows);
        }
    }

    fn positions_rows(&mut self, rows: words::Rows) {
        let first = words::first_column(&rows);
        let n_others = rows.first().map_or(1, Vec::len).saturating_sub(1);
        let others = (words::LETTERS - first) / n_others.max(1);
        let first =
            u16::try_from(first).map_or(0.7, f32::from) / u16::try_from(others).map_or(1.0, f32::from);
        let rows = rows.into_iter().map(|row| {
            let cells = row.into_iter().map(|cell| match cell {
                PositionsText::Heading(text) => {
                    let mut words = Words::default();
                    words.push_bold(&text);
                    (vec![words], true)
                }
                PositionsText::Nothing => {
                    let mut words = Words::default();
                    words.push_italic(self.fixed.get("nothing_found"));
                    (vec![words], false)
                }
                PositionsText::Pieces(pieces) => {
                    let pieces = pieces.into_iter().map(|(text, citations)| {
                        let mut words = Words::plain(&text);
                        for (at, &number) in citations.iter().enumerate() {
                            if at > 0 {
                                words.push(" ");
                            }
                            words.push_mark(number);
                        }
                        words
                    });
                    (pieces.collect(), false)
                }
            });
            cells.collect()
        });
        let rows: Vec<Vec<(Vec<Words>, bool)>> = rows.collect();
        self.table(rows, first);
    }

    /// A table, its header first; the first column is `first` times as wide as the others.
    pub(super) fn table(&mut self, rows: Vec<Vec<(Vec<Words>, bool)>>, first: f32) {
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let Some(n_others) = n_columns.checked_sub(1).and_then(|n| u16::try_from(n).ok()) else {
            return;
        };
        let table = self.n_tables;
        self.n_tables += 1;
        let unit = WIDTH / (first + f32::from(n_others));
        for (row_idx, row) in rows.into_iter().enumerate() {
            let mut x = 0.0;
            let mut cells = Vec::with_capacity(n_columns);
            for (column_idx, (words, is_heading)) in row.into_iter().enumerate() {
                let width = if column_idx == 0 { unit * first } else { unit };
                let words = words.into_iter().filter(|words| !words.is_empty());
                let face = if row_idx == 0 { CELL.bold() } else { CELL };
                let paragraphs = words.map(|words| self.set(words, face, width - 2.0 * CELL_EDGE));
                cells.push(Cell {
                    paragraphs: paragraphs.collect(),
                    x: x + CELL_EDGE,
                    is_heading,
                });
                x += width;
            }
            self.flow.pieces.push(Piece::Row(Row {
                table,
                is_header: row_idx == 0,
                cells,
            }));
        }
    }
}
