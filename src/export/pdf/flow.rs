//! A document as one long column: paragraphs, rows of tables and pictures, all broken into lines, none yet
//! on a page.

use super::super::escape::code_lines;
use super::super::words::{self, PositionsText};
use super::paragraph::{Face, Paragraph, Typesetter, Words, portions};
use super::picture::{self, Shown};
use super::sheet::{Sheet, WIDTH};
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::{Inline, Node};
use crate::briefing::document::{
    Attribution, Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::model::Picture;

/// What a page keeps free beside a picture, for a heading above it, in points.
const BESIDE_PICTURE: f32 = 64.0;
/// From one level of a list or quotation to the next, in points.
const STEP: f32 = 16.0;
const DEEPEST_HEADING: u8 = 6;
const DEEPEST_LEVEL: u8 = 8;
/// Between the words of a cell and its edge, in points.
pub(super) const CELL_EDGE: f32 = 4.0;
/// Tables of the analyst's with more columns than this are written as lines: no letter would fit a column.
const MOST_COLUMNS: usize = 16;
/// Letters without a typeface that are named one by one.
const MOST_MISSING: usize = 12;

const BODY: Face = Face::serif(10.5, 14.5);
const TITLE: Face = Face::sans(18.0, 23.0).bold();
const HEAD: Face = Face::sans(9.0, 12.5);
const CELL: Face = Face::sans(8.5, 11.5);
const CODE: Face = Face::sans(9.0, 12.5);
const NOTE: Face = Face::serif(8.5, 11.0);
const MARKING: Face = Face::sans(9.0, 12.0).bold().centred();

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

/// The document as a column.
pub(super) fn flow(document: &Document) -> Flow {
    let fixed = document.fixed_words();
    let mut typesetter = Typesetter::new();
    let marking = Words::plain(&document.head.marking);
    let marking = (!marking.is_empty()).then(|| typesetter.set(marking, MARKING, WIDTH));
    let mut builder = Builder {
        typesetter,
        flow: Flow {
            paragraphs: Vec::new(),
            pieces: Vec::new(),
            notes: Vec::new(),
            sheet: Sheet::new(marking.as_ref()),
            marking,
        },
        fixed,
        n_tables: 0,
    };
    builder.document(document);
    for citation in &document.citations {
        let mut words = Words::default();
        words.push_mark(citation.number);
        words.push(" ");
        words.append(Words::note(&words::note(citation, fixed)));
        let note = builder.set(words, NOTE, WIDTH);
        builder.flow.notes.push(note);
    }
    builder.name_missing_letters();
    builder.flow
}

struct Builder {
    typesetter: Typesetter,
    flow: Flow,
    fixed: &'static FixedWords,
    n_tables: usize,
}

/// Where blocks of own words stand.
#[derive(Clone, Copy)]
struct Place {
    /// Level of the heading above.
    heading: u8,
    /// How many lists are around.
    list: u8,
    /// How many quotations are around.
    quote: u8,
}

impl Place {
    fn under(heading_level: u8) -> Self {
        Self {
            heading: heading_level,
            list: 0,
            quote: 0,
        }
    }

    fn x(self) -> f32 {
        f32::from(self.list.min(DEEPEST_LEVEL) + self.quote.min(DEEPEST_LEVEL)) * STEP
    }

    fn bars(self) -> Vec<f32> {
        let levels = 0..self.quote.min(DEEPEST_LEVEL);
        levels.map(|level| f32::from(level) * STEP + 4.0).collect()
    }
}

impl Builder {
    fn set(&mut self, words: Words, face: Face, width: f32) -> usize {
        let paragraph = self.typesetter.set(words, face, width);
        self.flow.paragraphs.push(paragraph);
        self.flow.paragraphs.len() - 1
    }

    /// A paragraph in the column; nothing where there are no words.
    fn lines(&mut self, words: Words, face: Face, place: Place, meaning: Meaning) -> Option<&mut Lines> {
        if words.is_empty() {
            return None;
        }
        let x = place.x();
        let paragraph = self.set(words, face, WIDTH - x);
        self.flow.pieces.push(Piece::Lines(Lines {
            paragraph,
            label: None,
            x,
            before: 0.0,
            after: 6.0,
            bars: place.bars(),
            joins_next: false,
            keeps_with_next: false,
            meaning,
        }));
        match self.flow.pieces.last_mut() {
            Some(Piece::Lines(lines)) => Some(lines),
            _ => None,
        }
    }

    fn body(&mut self, words: Words) {
        self.lines(words, BODY, Place::under(0), Meaning::Body);
    }

    fn heading(&mut self, level: u8, words: Words) {
        let (size, line) = match level {
            0 | 1 => (14.0, 18.0),
            2 => (12.0, 16.0),
            3 => (11.0, 15.0),
            _ => (10.0, 14.0),
        };
        let level = level.clamp(1, DEEPEST_HEADING);
        let face = Face::sans(size, line).bold();
        if let Some(lines) = self.lines(words, face, Place::under(0), Meaning::Heading(level)) {
            lines.before = if level == 1 { 18.0 } else { 14.0 };
            lines.after = 5.0;
            lines.keeps_with_next = true;
        }
    }

    fn label(&mut self, words: Words) {
        if let Some(lines) = self.lines(words, BODY, Place::under(0), Meaning::Body) {
            lines.after = 3.0;
            lines.keeps_with_next = true;
        }
    }

    fn item(&mut self, words: Words, label: &str, place: Place, face: Face) {
        let place = Place {
            list: place.list + 1,
            ..place
        };
        let label = self.set(Words::plain(label), face, STEP * 2.0);
        if let Some(lines) = self.lines(words, face, place, Meaning::Item) {
            lines.label = Some(label);
            lines.after = 3.0;
        }
    }

    fn document(&mut self, document: &Document) {
        if let Some(lines) = self.lines(
            Words::plain(&document.head.title),
            TITLE,
            Place::under(0),
            Meaning::Heading(0),
        ) {
            lines.after = 8.0;
            lines.keeps_with_next = true;
        }
        for (name, value) in words::head_lines(document) {
            let mut words = Words::default();
            words.push_bold(&format!("{name}: "));
            words.push(&value);
            if let Some(lines) = self.lines(words, HEAD, Place::under(0), Meaning::Body) {
                lines.after = 1.0;
            }
        }
        for section in &document.sections {
            let level = section.level.saturating_add(1);
            self.heading(level, Words::plain(&section.title));
            for block in &section.blocks {
                self.block(block, level);
            }
        }
        self.sources(document);
        let mut method = Words::default();
        method.push_italic(&document.method_line);
        if let Some(lines) = self.lines(method, BODY, Place::under(0), Meaning::Body) {
            lines.before = 8.0;
        }
        self.annex(document);
    }

    fn sources(&mut self, document: &Document) {
        if document.sources.is_empty() {
            return;
        }
        self.heading(1, Words::plain(self.fixed.get("sources")));
        for (number, entry) in (1..).zip(&document.sources) {
            let words = Words::note(&words::source(entry, self.fixed));
            self.item(words, &format!("{number}."), Place::under(1), HEAD);
        }
    }

    /// The texts of the sources as they were imported, where they are wanted.
    fn annex(&mut self, document: &Document) {
        let mut is_first = true;
        for (number, entry) in (1..).zip(&document.sources) {
            if entry.text.is_empty() {
                continue;
            }
            if std::mem::take(&mut is_first) {
                self.heading(1, Words::plain(self.fixed.get("annex")));
            }
            self.heading(2, Words::plain(&format!("{number}. {}", entry.headline)));
            let record = Words::note(&words::source(entry, self.fixed));
            self.lines(record, HEAD, Place::under(2), Meaning::Body);
            for portion in entry.text.iter().flat_map(|text| portions(text)) {
                self.body(Words::plain(&portion));
            }
        }
    }

    fn block(&mut self, block: &DocumentBlock, heading_level: u8) {
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
                alternative: super::super::escape::plain(alternative),
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
    fn table(&mut self, rows: Vec<Vec<(Vec<Words>, bool)>>, first: f32) {
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

    fn own(&mut self, nodes: &[Node], place: Place) {
        let level = place.quote;
        let meaning = if level > 0 {
            Meaning::Quotation
        } else {
            Meaning::Body
        };
        for node in nodes {
            match node {
                Node::Paragraph(inlines) => {
                    self.lines(Words::own(inlines), BODY, place, meaning);
                }
                Node::Heading(level, inlines) => {
                    self.heading(place.heading.saturating_add(*level), Words::own(inlines));
                }
                Node::List { start, items } => {
                    for (item_idx, item) in (0_u64..).zip(items) {
                        let label = start.map_or("•".to_owned(), |start| {
                            format!("{}.", start.saturating_add(item_idx))
                        });
                        self.list_item(item, &label, place);
                    }
                }
                Node::Quote(nodes) => {
                    let quote = place.quote.saturating_add(1);
                    self.own(nodes, Place { quote, ..place });
                }
                Node::Code(code) => {
                    for line in code_lines(code) {
                        if let Some(lines) = self.lines(Words::plain(&line), CODE, place, Meaning::Code) {
                            lines.after = 0.0;
                        }
                    }
                }
                Node::Rule => {
                    self.lines(Words::plain("* * *"), BODY, place, meaning);
                }
                Node::Table(rows) => self.own_table(rows),
            }
        }
    }

    /// An item: the first paragraph beside its label, what follows under it.
    fn list_item(&mut self, item: &[Node], label: &str, place: Place) {
        let inner = Place {
            list: place.list.saturating_add(1),
            ..place
        };
        match item {
            [Node::Paragraph(inlines), rest @ ..] => {
                self.item(Words::own(inlines), label, place, BODY);
                self.own(rest, inner);
            }
            nodes => self.own(nodes, inner),
        }
    }

    fn own_table(&mut self, rows: &[Vec<Vec<Inline>>]) {
        if rows.iter().any(|row| row.len() > MOST_COLUMNS) {
            for row in rows {
                let mut words = Words::default();
                for (cell_idx, cell) in row.iter().enumerate() {
                    if cell_idx > 0 {
                        words.push(" | ");
                    }
                    words.push_own(cell);
                }
                self.body(words);
            }
            return;
        }
        let rows = rows.iter().map(|row| {
            let cells = row.iter().map(|cell| (vec![Words::own(cell)], false));
            cells.collect()
        });
        self.table(rows.collect(), 1.0);
    }

    /// Says which letters could not be set.
    fn name_missing_letters(&mut self) {
        let missing = std::mem::take(&mut self.typesetter.missing);
        if missing.is_empty() {
            return;
        }
        let codes = missing.iter().take(MOST_MISSING);
        let mut codes: Vec<String> = codes
            .map(|&letter| format!("U+{:04X}", u32::from(letter)))
            .collect();
        if missing.len() > MOST_MISSING {
            codes.push("…".to_owned());
        }
        let mut words = Words::default();
        words.push_italic(&self.fixed.fill("missing_letters", &[&codes.join(", ")]));
        if let Some(lines) = self.lines(words, HEAD, Place::under(0), Meaning::Body) {
            lines.before = 8.0;
        }
    }
}
