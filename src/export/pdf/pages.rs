//! The column cut into pages, with the footnotes of each page at its foot.
//!
//! A heading does not end a page, a paragraph leaves no single line behind or over, a table repeats its
//! header. Notes stand whole on the page of their mark; what has no room there goes on under the next page.

use std::collections::{BTreeSet, VecDeque};

use super::flow::{CELL_EDGE, Flow, Lines, Piece, Row};
use super::paragraph::Paragraph;
use super::sheet::WIDTH;

/// Between the words and the footnotes, in points.
const ABOVE_NOTES: f32 = 14.0;
/// Notes carried over leave this share of a page to its words.
const LEAST_WORDS: f32 = 0.3;
/// Between two paragraphs of a cell, in points.
const IN_CELL: f32 = 2.0;
/// Paragraphs of no more lines are not cut.
const MOST_WHOLE: usize = 3;
/// What follows a heading begins under it if there is so much room, in points.
const LEAST_ROOM: f32 = 48.0;
/// How far ahead is looked for what must stay together.
const FARTHEST: usize = 8;

/// One line of a paragraph on a page. Lengths are in points, from the left and upper edge of the words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PlacedLine {
    pub paragraph: usize,
    pub line: usize,
    pub x: f32,
    pub y: f32,
    /// Whether it stood on an earlier page already: the header of a table that goes on.
    pub is_repeated: bool,
}

/// A filled rectangle: a rule of a table or quotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub is_strong: bool,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub lines: Vec<PlacedLine>,
    pub rules: Vec<Rule>,
    /// Numbers of the pieces that are pictures, with their upper edges.
    pub pictures: Vec<(usize, f32)>,
    /// The lines of footnotes, from the upper edge of the words as well.
    pub notes: Vec<PlacedLine>,
    /// The upper edge of the rule above the notes.
    pub note_rule: Option<f32>,
}

/// The pages of a column, each with room for words and notes of `height` points.
pub(super) fn pages(flow: &Flow, height: f32) -> Vec<Page> {
    let mut paginator = Paginator {
        flow,
        height,
        pages: Vec::new(),
        page: Page::default(),
        y: 0.0,
        notes: Vec::new(),
        notes_height: 0.0,
        noted: BTreeSet::new(),
        carried: VecDeque::new(),
        after: 0.0,
        is_glued: false,
        header: None,
    };
    for (number, piece) in flow.pieces.iter().enumerate() {
        paginator.piece(number, piece);
    }
    paginator.finish()
}

struct Paginator<'a> {
    flow: &'a Flow,
    height: f32,
    pages: Vec<Page>,
    page: Page,
    /// The lower edge of what stands on the page.
    y: f32,
    /// The lines of notes on the page: paragraph and line.
    notes: Vec<(usize, usize)>,
    notes_height: f32,
    /// The numbers of the notes that are on a page or carried over.
    noted: BTreeSet<usize>,
    /// The lines of notes that had no room.
    carried: VecDeque<(usize, usize)>,
    /// The space that the last piece asks for after itself.
    after: f32,
    /// Whether the last thing on the page must not be the last.
    is_glued: bool,
    /// The header of the table that is being set.
    header: Option<&'a Row>,
}

impl<'a> Paginator<'a> {
    fn is_new_page(&self) -> bool {
        self.page.lines.is_empty() && self.page.pictures.is_empty()
    }

    fn is_untouched(&self) -> bool {
        self.is_new_page() && self.notes.is_empty()
    }

    fn room(&self) -> f32 {
        self.height - self.y - self.notes_height
    }

    /// What notes would take on this page.
    fn cost(&self, marks: &[usize]) -> f32 {
        let mut new: Vec<usize> = marks.to_vec();
        new.retain(|number| !self.noted.contains(number));
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return 0.0;
        }
        let notes = new.into_iter().filter_map(|number| self.flow.note(number));
        let above = if self.notes.is_empty() { ABOVE_NOTES } else { 0.0 };
        above + notes.map(|note| self.flow.height(note)).sum::<f32>()
    }

    fn next_page(&mut self) {
        self.finish_page();
        self.fill_with_carried();
        // A table that goes on begins with its header, if that leaves room for a row.
        if let Some(header) = self.header
            && self.row_height(header) < self.height / 3.0
        {
            self.place_row(header, true);
        }
    }

    fn finish_page(&mut self) {
        let mut page = std::mem::take(&mut self.page);
        let mut y = self.height - self.notes_height;
        if !self.notes.is_empty() {
            page.note_rule = Some(y + ABOVE_NOTES / 2.0);
            y += ABOVE_NOTES;
        }
        for (paragraph, line) in self.notes.drain(..) {
            page.notes.push(PlacedLine {
                paragraph,
                line,
                x: 0.0,
                y,
                is_repeated: false,
            });
            y += self.flow.paragraph(paragraph).map_or(0.0, |note| note.line);
        }
        self.pages.push(page);
        self.y = 0.0;
        self.after = 0.0;
        self.is_glued = false;
        self.notes_height = 0.0;
    }

    fn fill_with_carried(&mut self) {
        let most = self.height * (1.0 - LEAST_WORDS);
        while let Some(&(note, line)) = self.carried.front() {
            if !self.push_note_line(note, line, most) {
                return;
            }
            self.carried.pop_front();
        }
    }

    /// Puts a line of a note at the foot of the page, if the notes then take no more than `most`.
    fn push_note_line(&mut self, note: usize, line: usize, most: f32) -> bool {
        let above = if self.notes.is_empty() { ABOVE_NOTES } else { 0.0 };
        let needed = above + self.flow.paragraph(note).map_or(0.0, |note| note.line);
        let fits = self.notes_height + needed <= most;
        if fits {
            self.notes.push((note, line));
            self.notes_height += needed;
        }
        fits
    }

    /// Puts notes at the foot of the page; what has no room there waits for the next.
    fn add_notes(&mut self, marks: &[usize]) {
        for &number in marks {
            let Some(note) = self.flow.note(number).filter(|_| self.noted.insert(number)) else {
                continue;
            };
            let n_lines = self.flow.paragraph(note).map_or(0, Paragraph::n_lines);
            for line in 0..n_lines {
                let most = self.height - self.y;
                if !self.carried.is_empty() || !self.push_note_line(note, line, most) {
                    self.carried.push_back((note, line));
                }
            }
        }
    }

    fn piece(&mut self, number: usize, piece: &'a Piece) {
        match piece {
            Piece::NewPage => {
                self.header = None;
                if !self.is_new_page() {
                    self.next_page();
                }
            }
            Piece::Lines(lines) => {
                self.header = None;
                self.lines(number, lines);
            }
            Piece::Picture { shown, .. } => {
                self.header = None;
                self.begin(number, 6.0);
                self.page.pictures.push((number, self.y));
                self.y += shown.height;
                self.after = 6.0;
            }
            Piece::Row(row) => self.row(number, row),
        }
    }

    /// Goes to the next page if the beginning of a piece has no room here, and leaves the space before it. What
    /// follows a heading that has the page to itself stays with it; its notes may go on under the next page.
    fn begin(&mut self, number: usize, before: f32) {
        let space = self.after.max(before);
        let can_be_cut = !matches!(self.flow.pieces.get(number), Some(Piece::Picture { .. }));
        while !self.is_untouched() && space + self.needed(number, FARTHEST) > self.room() {
            if self.is_glued && can_be_cut && self.room() > space + LEAST_ROOM {
                break;
            }
            self.next_page();
        }
        if !self.is_new_page() {
            self.y += space;
        }
        self.after = 0.0;
        self.is_glued = false;
    }

    /// The least that must stand on a page with the beginning of a piece.
    fn needed(&self, number: usize, depth: usize) -> f32 {
        let Some(piece) = self.flow.pieces.get(number).filter(|_| depth > 0) else {
            return 0.0;
        };
        let needed = match piece {
            Piece::NewPage => 0.0,
            Piece::Picture { shown, .. } => shown.height,
            Piece::Lines(lines) => {
                let Some(paragraph) = self.flow.paragraph(lines.paragraph) else {
                    return 0.0;
                };
                let n_lines = paragraph.n_lines();
                let n_first = if n_lines <= MOST_WHOLE { n_lines } else { 2 };
                let marks: Vec<usize> = paragraph.marks.iter().take(n_first).flatten().copied().collect();
                let height = f32::from(u8::try_from(n_first).unwrap_or(u8::MAX)) * paragraph.line;
                let own = height + self.cost(&marks);
                if lines.keeps_with_next && n_first == n_lines {
                    own + lines.after + self.needed(number + 1, depth - 1)
                } else {
                    own
                }
            }
            Piece::Row(row) => {
                let own = self.row_height(row) + self.cost(&self.row_marks(row));
                if row.is_header {
                    own + self.needed(number + 1, depth - 1)
                } else {
                    own
                }
            }
        };
        needed.min(self.height)
    }

    fn lines(&mut self, number: usize, lines: &'a Lines) {
        let Some(paragraph) = self.flow.paragraph(lines.paragraph) else {
            return;
        };
        self.begin(number, lines.before);
        let n_lines = paragraph.n_lines();
        for (line, marks) in paragraph.marks.iter().enumerate() {
            // The last two lines stay together, and with what must follow them.
            let is_last_but_one = line + 2 == n_lines && n_lines > MOST_WHOLE;
            let needed = if is_last_but_one {
                let marks: Vec<usize> = paragraph.marks.iter().skip(line).flatten().copied().collect();
                let next = if lines.keeps_with_next {
                    lines.after + self.needed(number + 1, FARTHEST)
                } else {
                    0.0
                };
                2.0 * paragraph.line + self.cost(&marks) + next
            } else {
                paragraph.line + self.cost(marks)
            };
            let is_cut_here = line > 0 && (line + 1 < n_lines || n_lines <= MOST_WHOLE);
            if is_cut_here && needed > self.room() {
                self.next_page();
            }
            self.bars(lines, paragraph.line);
            if line == 0
                && let Some(label) = lines.label
            {
                self.place(label, 0, lines.x - 14.0);
            }
            self.place(lines.paragraph, line, lines.x);
            self.y += paragraph.line;
            self.add_notes(marks);
        }
        self.after = lines.after;
        self.is_glued = lines.keeps_with_next;
        if lines.joins_next && self.after < self.room() {
            self.bars(lines, self.after);
        }
    }

    fn bars(&mut self, lines: &Lines, height: f32) {
        for &x in &lines.bars {
            self.page.rules.push(Rule {
                x,
                y: self.y,
                width: 1.0,
                height,
                is_strong: true,
            });
        }
    }

    fn place(&mut self, paragraph: usize, line: usize, x: f32) {
        self.page.lines.push(PlacedLine {
            paragraph,
            line,
            x,
            y: self.y,
            is_repeated: false,
        });
    }

    fn row_height(&self, row: &Row) -> f32 {
        let cells = row.cells.iter().map(|cell| {
            let heights = cell
                .paragraphs
                .iter()
                .map(|&paragraph| self.flow.height(paragraph) + IN_CELL);
            heights.sum::<f32>()
        });
        cells.fold(0.0, f32::max) + 2.0 * CELL_EDGE
    }

    fn row_marks(&self, row: &Row) -> Vec<usize> {
        let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
        let paragraphs = paragraphs.filter_map(|&number| self.flow.paragraph(number));
        paragraphs
            .flat_map(|paragraph| paragraph.marks.concat())
            .collect()
    }

    fn row(&mut self, number: usize, row: &'a Row) {
        if row.is_header {
            self.header = None;
            self.begin(number, 8.0);
            self.rule(true);
        }
        let marks = self.row_marks(row);
        let height = self.row_height(row);
        let needed = height + self.cost(&marks);
        if needed > self.room() && !self.is_new_page() && !self.is_glued && needed <= self.height * 0.8 {
            self.next_page();
        }
        if height <= self.room() {
            self.place_row(row, false);
            self.add_notes(&marks);
        } else {
            self.split_row(row);
        }
        self.is_glued = row.is_header;
        if row.is_header {
            self.header = Some(row);
        }
        self.after = 10.0;
    }

    fn rule(&mut self, is_strong: bool) {
        self.page.rules.push(Rule {
            x: 0.0,
            y: self.y,
            width: WIDTH,
            height: if is_strong { 0.75 } else { 0.4 },
            is_strong,
        });
    }

    fn place_row(&mut self, row: &Row, is_repeated: bool) {
        let top = self.y + CELL_EDGE;
        for cell in &row.cells {
            let mut y = top;
            for &number in &cell.paragraphs {
                let Some(paragraph) = self.flow.paragraph(number) else {
                    continue;
                };
                for line in 0..paragraph.n_lines() {
                    self.page.lines.push(PlacedLine {
                        paragraph: number,
                        line,
                        x: cell.x,
                        y,
                        is_repeated,
                    });
                    y += paragraph.line;
                }
                y += IN_CELL;
            }
        }
        self.y += self.row_height(row);
        self.rule(row.is_header);
    }

    /// A row that has no room on one page: as many lines of each cell as there is room for, then the rest.
    fn split_row(&mut self, row: &Row) {
        let mut left: Vec<VecDeque<(usize, usize)>> = row
            .cells
            .iter()
            .map(|cell| {
                let lines = cell.paragraphs.iter().flat_map(|&number| {
                    let n_lines = self.flow.paragraph(number).map_or(0, Paragraph::n_lines);
                    (0..n_lines).map(move |line| (number, line))
                });
                lines.collect()
            })
            .collect();
        while left.iter().any(|lines| !lines.is_empty()) {
            let bottom = self.height - self.notes_height - CELL_EDGE;
            let top = self.y + CELL_EDGE;
            let mut lowest = top;
            let mut marks = Vec::new();
            let mut is_any = false;
            for (cell, lines) in row.cells.iter().zip(&mut left) {
                let mut y = top;
                while let Some(&(number, line)) = lines.front() {
                    let Some(paragraph) = self.flow.paragraph(number) else {
                        lines.pop_front();
                        continue;
                    };
                    if y + paragraph.line > bottom && (is_any || !self.is_new_page()) {
                        break;
                    }
                    lines.pop_front();
                    is_any = true;
                    self.page.lines.push(PlacedLine {
                        paragraph: number,
                        line,
                        x: cell.x,
                        y,
                        is_repeated: false,
                    });
                    marks.extend(paragraph.marks.get(line).into_iter().flatten());
                    y += paragraph.line;
                }
                lowest = lowest.max(y);
            }
            self.y = lowest + CELL_EDGE;
            self.add_notes(&marks);
            if left.iter().any(|lines| !lines.is_empty()) {
                self.next_page();
            }
        }
        self.rule(row.is_header);
    }

    fn finish(mut self) -> Vec<Page> {
        self.header = None;
        if !self.is_untouched() || self.pages.is_empty() {
            self.finish_page();
        }
        while !self.carried.is_empty() {
            self.fill_with_carried();
            self.finish_page();
        }
        self.pages
    }
}
