//! A document put into its column, from the title to the annex and the footnotes.

use super::super::super::words;
use super::super::paragraph::{Face, Typesetter, Words, portions};
use super::super::sheet::{Sheet, WIDTH};
use super::{Flow, Lines, Meaning, Piece};
use crate::briefing::document::Document;
use crate::briefing::document::fixed_words::FixedWords;

/// From one level of a list or quotation to the next, in points.
const STEP: f32 = 16.0;
const DEEPEST_HEADING: u8 = 6;
const DEEPEST_LEVEL: u8 = 8;
/// Letters without a typeface that are named one by one.
const MOST_MISSING: usize = 12;

pub(super) const BODY: Face = Face::serif(10.5, 14.5);
pub(super) const HEAD: Face = Face::sans(9.0, 12.5);
const TITLE: Face = Face::sans(18.0, 23.0).bold();
const NOTE: Face = Face::serif(8.5, 11.0);
const MARKING: Face = Face::sans(9.0, 12.0).bold().centred();

/// The document as a column.
pub(in super::super) fn flow(document: &Document) -> Flow {
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
    builder.notes(document);
    builder.name_missing_letters();
    builder.flow
}

/// What makes a column.
pub(super) struct Builder {
    typesetter: Typesetter,
    pub(super) flow: Flow,
    pub(super) fixed: &'static FixedWords,
    pub(super) n_tables: usize,
}

/// Where blocks of own words stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Level of the heading above.
    pub(super) heading: u8,
    /// How many lists are around.
    pub(super) list: u8,
    /// How many quotations are around.
    pub(super) quote: u8,
}

impl Place {
    pub(super) fn under(heading_level: u8) -> Self {
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
    pub(super) fn set(&mut self, words: Words, face: Face, width: f32) -> usize {
        let paragraph = self.typesetter.set(words, face, width);
        self.flow.paragraphs.push(paragraph);
        self.flow.paragraphs.len() - 1
    }

    /// A paragraph in the column; nothing where there are no words.
    pub(super) fn lines(
        &mut self,
        words: Words,
        face: Face,
        place: Place,
        meaning: Meaning,
    ) -> Option<&mut Lines> {
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

    pub(super) fn body(&mut self, words: Words) {
        self.lines(words, BODY, Place::under(0), Meaning::Body);
    }

    pub(super) fn heading(&mut self, level: u8, words: Words) {
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

    pub(super) fn label(&mut self, words: Words) {
        if let Some(lines) = self.lines(words, BODY, Place::under(0), Meaning::Body) {
            lines.after = 3.0;
            lines.keeps_with_next = true;
        }
    }

    pub(super) fn item(&mut self, words: Words, label: &str, place: Place, face: Face) {
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

    fn notes(&mut self, document: &Document) {
        for citation in &document.citations {
            let mut words = Words::default();
            words.push_mark(citation.number);
            words.push(" ");
            words.append(Words::note(&words::note(citation, self.fixed)));
            let note = self.set(words, NOTE, WIDTH);
            self.flow.notes.push(note);
        }
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
