//! Words with their looks, and the lines that they become.

use std::ops::Range;

use parley::fontique::Blob;
use parley::layout::{Alignment, AlignmentOptions, Layout, Line};
use parley::style::{
    FontFamily, FontFamilyName, FontStyle, FontWeight, LineHeight, OverflowWrap, StyleProperty,
};
use parley::{FontContext, LayoutContext};
use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::escape::{plain_piece, web_address};
use super::super::words::NotePart;
use crate::briefing::document::own_text::Inline;
use crate::typefaces;

/// How large a footnote's number is beside its words.
const MARK_SIZE: f32 = 0.66;
/// How far a footnote's number stands above the line, beside the size of its words.
const MARK_RISE: f32 = 0.34;
/// Longer words are set in several pieces, in bytes: what is set at once takes a hundred times its length.
const LONGEST: usize = 60_000;

/// What a piece of a paragraph does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// It is read.
    #[default]
    Words,
    /// It leads to the footnote with this number.
    Mark(usize),
    /// It leads to the web address with this number.
    Link(usize),
}

#[derive(Clone, Copy, Default)]
struct Look {
    is_bold: bool,
    is_italic: bool,
    is_struck: bool,
}

/// Words with their looks, to be set as one paragraph.
#[derive(Clone, Default)]
pub(super) struct Words {
    text: String,
    pieces: Vec<(Range<usize>, Look, Role)>,
    addresses: Vec<String>,
}

impl Words {
    /// Plain text.
    pub(super) fn plain(text: &str) -> Self {
        let mut words = Self::default();
        words.push(text);
        words
    }

    /// Blocks of own words, as one line.
    pub(super) fn own(inlines: &[Inline]) -> Self {
        let mut words = Self::default();
        words.push_own(inlines);
        words
    }

    /// A footnote or a source.
    pub(super) fn note(parts: &[NotePart]) -> Self {
        let mut words = Self::default();
        for part in parts {
            match part {
                NotePart::Text(text) => words.push(text),
                NotePart::Address { before, address } => {
                    if let Some(address) = web_address(address) {
                        words.push(before);
                        let role = Role::Link(words.addresses.len());
                        words.push_piece(&address, Look::default(), role);
                        words.addresses.push(address);
                    }
                }
            }
        }
        words
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.push_piece(text, Look::default(), Role::Words);
    }

    pub(super) fn push_italic(&mut self, text: &str) {
        let look = Look {
            is_italic: true,
            ..Look::default()
        };
        self.push_piece(text, look, Role::Words);
    }

    pub(super) fn push_bold(&mut self, text: &str) {
        let look = Look {
            is_bold: true,
            ..Look::default()
        };
        self.push_piece(text, look, Role::Words);
    }

    /// The number of a footnote.
    pub(super) fn push_mark(&mut self, number: usize) {
        self.push_piece(&number.to_string(), Look::default(), Role::Mark(number));
    }

    /// A new line.
    pub(super) fn push_break(&mut self) {
        self.text.push('\n');
    }

    /// Other words after these.
    pub(super) fn append(&mut self, other: Self) {
        let (n_bytes, n_addresses) = (self.text.len(), self.addresses.len());
        self.text.push_str(&other.text);
        self.addresses.extend(other.addresses);
        let pieces = other.pieces.into_iter().map(|(range, look, role)| {
            let role = match role {
                Role::Link(number) => Role::Link(number + n_addresses),
                Role::Words | Role::Mark(_) => role,
            };
            (range.start + n_bytes..range.end + n_bytes, look, role)
        });
        self.pieces.extend(pieces);
    }

    pub(super) fn push_own(&mut self, inlines: &[Inline]) {
        self.push_inlines(inlines, Look::default(), Role::Words);
    }

    fn push_inlines(&mut self, inlines: &[Inline], look: Look, role: Role) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push_piece(text, look, role),
                Inline::Emphasis(words) => {
                    let look = Look {
                        is_italic: true,
                        ..look
                    };
                    self.push_inlines(words, look, role);
                }
                Inline::Strong(words) => self.push_inlines(
                    words,
                    Look {
                        is_bold: true,
                        ..look
                    },
                    role,
                ),
                Inline::Strikethrough(words) => {
                    let look = Look {
                        is_struck: true,
                        ..look
                    };
                    self.push_inlines(words, look, role);
                }
                Inline::Code(code) => self.push_piece(code, look, role),
                Inline::Link { address, words } => match web_address(address) {
                    Some(address) => {
                        let role = Role::Link(self.addresses.len());
                        self.addresses.push(address);
                        self.push_inlines(words, look, role);
                    }
                    None => self.push_inlines(words, look, role),
                },
                Inline::Note(number) => self.push_mark(*number),
                Inline::Break => self.push_break(),
            }
        }
    }

    fn push_piece(&mut self, text: &str, look: Look, role: Role) {
        let start = self.text.len();
        self.text.push_str(&plain_piece(text));
        if self.text.len() > start {
            self.pieces.push((start..self.text.len(), look, role));
        }
    }
}

/// Text in portions that can be set at once, cut between words.
pub(super) fn portions(text: &str) -> Vec<String> {
    let mut portions = vec![String::new()];
    for word in text.split_inclusive(char::is_whitespace) {
        let is_full = portions
            .last()
            .is_some_and(|portion| portion.len() + word.len() > LONGEST && !portion.is_empty());
        if is_full {
            portions.push(String::new());
        }
        if let Some(portion) = portions.last_mut() {
            portion.push_str(word);
        }
    }
    portions
}

/// Which letters words are set in. Lengths are in points.
#[derive(Clone, Copy)]
pub(super) struct Face {
    pub size: f32,
    /// From one line to the next.
    pub line: f32,
    pub is_sans: bool,
    pub is_bold: bool,
    pub is_centred: bool,
}

impl Face {
    pub(super) const fn serif(size: f32, line: f32) -> Self {
        Self {
            size,
            line,
            is_sans: false,
            is_bold: false,
            is_centred: false,
        }
    }

    pub(super) const fn sans(size: f32, line: f32) -> Self {
        Self {
            is_sans: true,
            ..Self::serif(size, line)
        }
    }

    pub(super) const fn bold(self) -> Self {
        Self {
            is_bold: true,
            ..self
        }
    }

    pub(super) const fn centred(self) -> Self {
        Self {
            is_centred: true,
            ..self
        }
    }
}

/// A paragraph broken into lines.
pub(super) struct Paragraph {
    pub text: String,
    pub layout: Layout<Role>,
    pub addresses: Vec<String>,
    /// Size of its letters, in points.
    pub size: f32,
    /// From one line to the next, in points.
    pub line: f32,
    /// The footnotes that each line leads to, from 1.
    pub marks: Vec<Vec<usize>>,
}

impl Paragraph {
    pub(super) fn n_lines(&self) -> usize {
        self.marks.len()
    }

    pub(super) fn height(&self) -> f32 {
        // No page holds as many lines as the figure cannot count.
        f32::from(u16::try_from(self.n_lines()).unwrap_or(u16::MAX)) * self.line
    }
}

/// Sets words in lines: in the bundled typefaces, and in the system's where these lack a letter.
pub(super) struct Typesetter {
    bundled: FontContext,
    with_system: Option<FontContext>,
    layouts: LayoutContext<Role>,
    /// Letters that no typeface has.
    pub missing: BTreeSet<char>,
}

impl Typesetter {
    pub(super) fn new() -> Self {
        Self {
            bundled: fonts(false),
            with_system: None,
            layouts: LayoutContext::new(),
            missing: BTreeSet::new(),
        }
    }

    /// Whether a letter was looked for in the system's typefaces.
    #[cfg(test)]
    pub(super) fn asked_the_system(&self) -> bool {
        self.with_system.is_some()
    }

    /// Words as lines of at most `width` points.
    pub(super) fn set(&mut self, words: Words, face: Face, width: f32) -> Paragraph {
        let mut layout = lay_out(&mut self.layouts, &mut self.bundled, &words, face, width);
        if !missing(&layout, &words.text).is_empty() {
            let fonts = self.with_system.get_or_insert_with(|| fonts(true));
            layout = lay_out(&mut self.layouts, fonts, &words, face, width);
            self.missing.extend(missing(&layout, &words.text));
        }
        Paragraph {
            marks: layout.lines().map(|line| marks(&line)).collect(),
            layout,
            text: words.text,
            addresses: words.addresses,
            size: face.size,
            line: face.line,
        }
    }
}

fn fonts(with_system: bool) -> FontContext {
    use parley::fontique::{Collection, CollectionOptions, FontInfoOverride, SourceCache};
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: with_system,
    });
    for (family, weight, style, bytes) in [
        (SERIF, FontWeight::NORMAL, FontStyle::Normal, typefaces::SERIF),
        (
            SERIF,
            FontWeight::NORMAL,
            FontStyle::Italic,
            typefaces::SERIF_ITALIC,
        ),
        (
            SERIF,
            FontWeight::SEMI_BOLD,
            FontStyle::Normal,
            typefaces::SERIF_SEMIBOLD,
        ),
        (SANS, FontWeight::NORMAL, FontStyle::Normal, typefaces::SANS),
        (
            SANS,
            FontWeight::SEMI_BOLD,
            FontStyle::Normal,
            typefaces::SANS_SEMIBOLD,
        ),
        (
            ARMENIAN,
            FontWeight::NORMAL,
            FontStyle::Normal,
            typefaces::ARMENIAN,
        ),
        (
            ARMENIAN,
            FontWeight::SEMI_BOLD,
            FontStyle::Normal,
            typefaces::ARMENIAN_BOLD,
        ),
        (
            GEORGIAN,
            FontWeight::NORMAL,
            FontStyle::Normal,
            typefaces::GEORGIAN,
        ),
        (
            GEORGIAN,
            FontWeight::SEMI_BOLD,
            FontStyle::Normal,
            typefaces::GEORGIAN_BOLD,
        ),
    ] {
        let info = FontInfoOverride {
            family_name: Some(family),
            weight: Some(weight),
            style: Some(style),
            ..FontInfoOverride::default()
        };
        collection.register_fonts(Blob::from(bytes.to_vec()), Some(info));
    }
    FontContext {
        collection,
        source_cache: SourceCache::default(),
    }
}

const SERIF: &str = "Readout Serif";
const SANS: &str = "Readout Sans";
const ARMENIAN: &str = "Readout Armenian";
const GEORGIAN: &str = "Readout Georgian";

fn family(is_sans: bool) -> FontFamily<'static> {
    const fn list(first: &'static str, second: &'static str) -> [FontFamilyName<'static>; 4] {
        [
            FontFamilyName::Named(Cow::Borrowed(first)),
            FontFamilyName::Named(Cow::Borrowed(second)),
            FontFamilyName::Named(Cow::Borrowed(ARMENIAN)),
            FontFamilyName::Named(Cow::Borrowed(GEORGIAN)),
        ]
    }
    static SANS_FIRST: [FontFamilyName<'static>; 4] = list(SANS, SERIF);
    static SERIF_FIRST: [FontFamilyName<'static>; 4] = list(SERIF, SANS);
    FontFamily::List(Cow::Borrowed(if is_sans { &SANS_FIRST } else { &SERIF_FIRST }))
}

fn lay_out(
    layouts: &mut LayoutContext<Role>,
    fonts: &mut FontContext,
    words: &Words,
    face: Face,
    width: f32,
) -> Layout<Role> {
    let mut builder = layouts.ranged_builder(fonts, &words.text, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(family(face.is_sans)));
    builder.push_default(StyleProperty::FontSize(face.size));
    builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(face.line)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    if face.is_bold {
        builder.push_default(StyleProperty::FontWeight(FontWeight::SEMI_BOLD));
    }
    for (range, look, role) in &words.pieces {
        let mut push = |property| builder.push(property, range.clone());
        if *role != Role::Words {
            push(StyleProperty::Brush(*role));
        }
        if matches!(role, Role::Mark(_)) {
            push(StyleProperty::FontSize(face.size * MARK_SIZE));
        }
        if look.is_bold {
            push(StyleProperty::FontWeight(FontWeight::SEMI_BOLD));
        }
        if look.is_italic {
            push(StyleProperty::FontStyle(FontStyle::Italic));
        }
        if look.is_struck {
            push(StyleProperty::Strikethrough(true));
        }
    }
    let mut layout = builder.build(&words.text);
    layout.break_all_lines(Some(width));
    let alignment = if face.is_centred {
        Alignment::Center
    } else {
        Alignment::Start
    };
    layout.align(alignment, AlignmentOptions::default());
    layout
}

/// How far a piece stands above its line, in points.
pub(super) fn rise(role: Role, size: f32) -> f32 {
    match role {
        Role::Mark(_) => size * MARK_RISE,
        Role::Words | Role::Link(_) => 0.0,
    }
}

/// The footnotes that a line leads to.
fn marks(line: &Line<'_, Role>) -> Vec<usize> {
    let mut marks = Vec::new();
    for run in line.runs() {
        for cluster in run.clusters() {
            if let Role::Mark(number) = cluster.first_style().brush
                && !marks.contains(&number)
            {
                marks.push(number);
            }
        }
    }
    marks
}

/// The letters of a layout that have no shape.
fn missing(layout: &Layout<Role>, text: &str) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    for line in layout.lines() {
        for run in line.runs() {
            let clusters = run.clusters();
            for cluster in clusters.filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0)) {
                let letters = text.get(cluster.text_range()).unwrap_or_default().chars();
                missing.extend(letters.filter(|letter| !letter.is_whitespace() && !letter.is_control()));
            }
        }
    }
    missing
}
