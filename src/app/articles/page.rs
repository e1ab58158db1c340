//! What the reader shows of an article: its paragraphs with their heights, and the statements in them.
//!
//! A paragraph is laid out only when it is seen; of the others the height is known, measured some of them a
//! frame, so that an article of any length costs the same.

use std::sync::Arc;

use crate::model::{Article, Statement};
use crate::project::Entry;
use crate::text::span::slice;
use crate::text::{Span, paragraphs};

/// Paragraphs longer than this many bytes are cut at a space: a text without line breaks is no single block.
const LONGEST: usize = 6_000;

/// A piece of the article that is laid out as one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its place in the article's text.
    pub span: Span,
    /// Whether it belongs to the article; else it is page furniture.
    pub is_body: bool,
    /// Whether it goes on from the paragraph before, which was cut for its length.
    pub goes_on: bool,
}

/// A place that a statement covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The words.
    pub span: Span,
    /// The statement's number in the article.
    pub number: u32,
    /// Length of the statement's content, in bytes.
    pub n_bytes: usize,
}

/// How paragraphs are laid out: heights hold for one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Measure {
    /// Width of the column of words, in points.
    pub width: f32,
    /// Size of the letters, in points.
    pub text_size: f32,
    /// Pixels for each point.
    pub pixels_per_point: f32,
}

/// What is shown beside the article's own text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shows {
    /// Page furniture.
    pub furniture: bool,
    /// Statements that were put aside.
    pub aside: bool,
}

/// The article as the reader shows it.
#[derive(Debug, Default)]
pub(super) struct Page {
    entry: Option<Arc<Entry>>,
    shows: Shows,
    paragraphs: Vec<Paragraph>,
    marks: Vec<Mark>,
    measure: Measure,
    heights: Vec<f32>,
    tops: Vec<f32>,
    n_measured: usize,
    n_furniture_lines: usize,
}

impl Page {
    /// Brings the page up to date with the article and with what is asked for.
    pub(super) fn refresh(&mut self, entry: &Arc<Entry>, shows: Shows) {
        let is_same = self
            .entry
            .as_ref()
            .is_some_and(|before| Arc::ptr_eq(before, entry));
        if is_same && self.shows == shows {
            return;
        }
        let has_same_text = self.shows.furniture == shows.furniture
            && self.entry.as_ref().is_some_and(|before| {
                Arc::ptr_eq(&before.article.text, &entry.article.text)
                    && before.article.body == entry.article.body
            });
        self.shows = shows;
        if !has_same_text {
            let furniture = furniture(&entry.article);
            self.n_furniture_lines = furniture
                .iter()
                .map(|span| {
                    span.of(&entry.article.text)
                        .lines()
                        .filter(|line| !line.trim().is_empty())
                        .count()
                })
                .sum();
            self.paragraphs = lay_out(&entry.article, if shows.furniture { &furniture } else { &[] });
            self.forget_heights();
        }
        self.marks = marks(entry, shows.aside);
        self.entry = Some(Arc::clone(entry));
    }

    /// The article and its statements.
    pub(super) fn entry(&self) -> Option<&Arc<Entry>> {
        self.entry.as_ref()
    }

    /// The paragraphs in order.
    pub(super) fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// How many lines of the text are page furniture.
    pub(super) fn n_furniture_lines(&self) -> usize {
        self.n_furniture_lines
    }

    /// Forgets all heights if paragraphs are laid out differently now.
    pub(super) fn set_measure(&mut self, measure: Measure) {
        if self.measure != measure {
            self.measure = measure;
            self.forget_heights();
        }
    }

    /// How paragraphs are laid out.
    pub(super) fn measure(&self) -> Measure {
        self.measure
    }

    fn forget_heights(&mut self) {
        self.n_measured = 0;
        self.heights.clear();
        self.tops.clear();
    }

    /// Measures paragraphs with `height` until `n_bytes` of text are done, and at least up to the byte `up_to`.
    /// False while some are left.
    pub(super) fn measure_some(
        &mut self,
        n_bytes: usize,
        up_to: Option<usize>,
        mut height: impl FnMut(&Paragraph) -> f32,
    ) -> bool {
        if self.n_measured == self.paragraphs.len() && self.tops.len() == self.n_measured + 1 {
            return true;
        }
        let estimate = |paragraph: &Paragraph, measure: Measure| {
            #[expect(clippy::cast_precision_loss, reason = "a length in points")]
            let length = paragraph.span.len() as f32 * measure.text_size * 0.45;
            (length / measure.width.max(1.0)).ceil() * line_height(measure.text_size)
        };
        if self.heights.len() != self.paragraphs.len() {
            self.heights = self
                .paragraphs
                .iter()
                .map(|paragraph| estimate(paragraph, self.measure))
                .collect();
        }
        let mut done = 0;
        while let (Some(paragraph), Some(slot)) = (
            self.paragraphs.get(self.n_measured),
            self.heights.get_mut(self.n_measured),
        ) {
            if done >= n_bytes && up_to.is_none_or(|byte| paragraph.span.start() > byte) {
                break;
            }
            *slot = height(paragraph);
            done += paragraph.span.len();
            self.n_measured += 1;
        }
        let gap = gap(self.measure.text_size);
        let mut top = 0.0;
        self.tops.clear();
        for (idx, height) in self.heights.iter().enumerate() {
            self.tops.push(top);
            let is_joined = self.paragraphs.get(idx + 1).is_some_and(|next| next.goes_on);
            top += height + if is_joined { 0.0 } else { gap };
        }
        self.tops.push(top);
        self.n_measured == self.paragraphs.len()
    }

    /// Height of all paragraphs, in points.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Where a paragraph begins, in points from the first one.
    pub(super) fn top(&self, idx: usize) -> f32 {
        self.tops.get(idx).copied().unwrap_or_default()
    }

    /// The paragraphs between two heights, in points from the first one.
    pub(super) fn between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let n = self.paragraphs.len();
        let first = self
            .tops
            .partition_point(|&start| start <= top)
            .saturating_sub(1)
            .min(n);
        let last = self.tops.partition_point(|&start| start < bottom).min(n);
        first..last.max(first)
    }

    /// The paragraph that byte `byte_offset` of the text stands in, or the next one.
    pub(super) fn paragraph_at(&self, byte_offset: usize) -> Option<usize> {
        let idx = self
            .paragraphs
            .partition_point(|paragraph| paragraph.span.end() <= byte_offset);
        (idx < self.paragraphs.len()).then_some(idx)
    }

    /// The places of statements in `span`, the longest statements first.
    pub(super) fn marks_in(&self, span: Span) -> Vec<Mark> {
        let end = self.marks.partition_point(|mark| mark.span.start() < span.end());
        let mut found: Vec<Mark> = self
            .marks
            .iter()
            .take(end)
            .filter(|mark| mark.span.overlaps(span))
            .copied()
            .collect();
        found.sort_by_key(|mark| std::cmp::Reverse(mark.n_bytes));
        found
    }

    /// The statement that a click at a byte means: the shortest one there, or after the selected one the next.
    pub(super) fn hit(&self, byte_offset: usize, selected: Option<u32>) -> Option<u32> {
        let mut here: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|mark| mark.span.contains_byte(byte_offset))
            .collect();
        here.sort_by_key(|mark| (mark.n_bytes, mark.number));
        let at = here.iter().position(|mark| Some(mark.number) == selected);
        let next = at.map_or(0, |at| (at + 1) % here.len());
        here.get(next).map(|mark| mark.number)
    }

    /// What of the shown text lies between two bytes: a place for each run of text without a gap.
    pub(super) fn places_between(&self, from: usize, to: usize) -> Vec<Span> {
        let Some(text) = self.entry.as_ref().map(|entry| &entry.article.text) else {
            return Vec::new();
        };
        let (from, to) = (from.min(to), from.max(to));
        let mut places: Vec<Span> = Vec::new();
        for paragraph in &self.paragraphs {
            let (start, end) = (paragraph.span.start().max(from), paragraph.span.end().min(to));
            let Some(span) = (start < end).then(|| Span::new(text, start, end)).flatten() else {
                continue;
            };
            match places.last_mut() {
                Some(last) if slice(text, last.end(), span.start()).trim().is_empty() => {
                    *last = last.union(span);
                }
                _ => places.push(span),
            }
        }
        places.into_iter().filter_map(|span| span.trimmed(text)).collect()
    }
}

/// Height of a line of reading text, in points.
pub(super) fn line_height(text_size: f32) -> f32 {
    (text_size * 1.5).round()
}

/// Between paragraphs, in points.
pub(super) fn gap(text_size: f32) -> f32 {
    (text_size * 0.75).round()
}

/// The parts of the text that are neither body nor set apart from it.
fn furniture(article: &Article) -> Vec<Span> {
    let mut kept: Vec<Span> = article.body.iter().chain(&article.display).copied().collect();
    kept.sort_unstable();
    let mut gaps = Vec::new();
    let mut at = 0;
    for span in kept {
        gaps.extend(Span::new(&article.text, at, span.start()));
        at = at.max(span.end());
    }
    gaps.extend(Span::new(&article.text, at, article.text.len()));
    gaps.retain(|span| span.trimmed(&article.text).is_some());
    gaps
}

fn lay_out(article: &Article, furniture: &[Span]) -> Vec<Paragraph> {
    let text = &*article.text;
    let mut pieces: Vec<(Span, bool)> = article.body.iter().map(|&span| (span, true)).collect();
    pieces.extend(furniture.iter().map(|&span| (span, false)));
    if !furniture.is_empty() {
        // A headline that was put back is body.
        let is_body = |span: Span| article.body.iter().any(|body| body.overlaps(span));
        let display = article.display.iter().filter(|&&span| !is_body(span));
        pieces.extend(display.map(|&span| (span, false)));
    }
    pieces.sort_unstable();
    let mut laid_out = Vec::new();
    for (piece, is_body) in pieces {
        for span in paragraphs::paragraphs(text, piece) {
            let mut goes_on = false;
            for span in cut(text, span) {
                laid_out.push(Paragraph {
                    span,
                    is_body,
                    goes_on,
                });
                goes_on = true;
            }
        }
    }
    laid_out
}

/// A span in pieces of at most [`LONGEST`] bytes, cut after white space where there is some.
fn cut(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start();
    while span.end() - start > LONGEST {
        let mut end = start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let piece = slice(text, start, end);
        if let Some((at, space)) = piece
            .char_indices()
            .rev()
            .find(|(_, character)| character.is_whitespace())
        {
            end = start + at + space.len_utf8();
        }
        if end <= start {
            break;
        }
        pieces.extend(Span::new(text, start, end));
        start = end;
    }
    pieces.extend(Span::new(text, start, span.end()));
    pieces
}

fn marks(entry: &Entry, shows_aside: bool) -> Vec<Mark> {
    let shown = |statement: &&Statement| statement.is_visible || shows_aside;
    let mut marks: Vec<Mark> = entry
        .statements
        .iter()
        .filter(|(_, statement)| shown(statement))
        .flat_map(|(&number, statement)| {
            let n_bytes = statement.content.iter().map(|span| span.len()).sum();
            statement.content.iter().map(move |&span| Mark {
                span,
                number,
                n_bytes,
            })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.span, mark.number));
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    const TEXT: &str = "Menu Home\nThe minister said \"Trains follow treaties\" on Monday.\nIt will rain, he said.\nShare this";

    fn place(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(TEXT, start, start + words.len()).unwrap()
    }

    fn page(statements: Vec<Statement>, furniture: bool) -> Page {
        let mut article = Article::from_text(TEXT);
        article.body = vec![place(
            "The minister said \"Trains follow treaties\" on Monday.\nIt will rain, he said.",
        )];
        let mut page = Page::default();
        page.refresh(
            &Arc::new(Entry::new(article, statements)),
            Shows {
                furniture,
                aside: false,
            },
        );
        page
    }

    fn words(page: &Page) -> Vec<(&str, bool)> {
        page.paragraphs
            .iter()
            .map(|paragraph| (paragraph.span.of(TEXT), paragraph.is_body))
            .collect()
    }

    #[test]
    fn furniture_is_counted_and_shown_only_when_asked_for() {
        let without = page(Vec::new(), false);
        assert_eq!(without.n_furniture_lines(), 2);
        assert_eq!(without.paragraphs().len(), 2);
        let with = page(Vec::new(), true);
        let words = words(&with);
        assert_eq!(words.first(), Some(&("Menu Home", false)));
        assert_eq!(words.last(), Some(&("Share this", false)));
        assert!(words.iter().filter(|(_, is_body)| *is_body).count() == 2);
    }

    #[test]
    fn the_shortest_statement_is_hit_and_a_second_click_goes_to_the_one_around_it() {
        let outer = Statement::by_hand(vec![place("\"Trains follow treaties\" on Monday")], Kind::Mixed);
        let inner = Statement::by_hand(vec![place("follow treaties")], Kind::Indirect);
        let page = page(vec![outer, inner], false);
        let byte = place("treaties").start();
        assert_eq!(page.hit(byte, None), Some(2));
        assert_eq!(page.hit(byte, Some(2)), Some(1));
        assert_eq!(page.hit(byte, Some(1)), Some(2));
        assert_eq!(page.hit(place("It will").start(), None), None);
        let order: Vec<u32> = page
            .marks_in(place("treaties"))
            .iter()
            .map(|mark| mark.number)
            .collect();
        assert_eq!(order, [1, 2], "the inner one is painted over the outer one");
    }

    #[test]
    fn what_is_marked_over_a_line_break_is_one_place_without_the_furniture() {
        let page = page(Vec::new(), false);
        let places = page.places_between(place("Monday").start(), TEXT.len());
        let words: Vec<&str> = places.iter().map(|span| span.of(TEXT)).collect();
        assert_eq!(words, ["Monday.\nIt will rain, he said."]);
        assert_eq!(page.places_between(5, 5), []);
    }

    #[test]
    fn a_text_without_line_breaks_is_cut_at_spaces() {
        let text = "wörd ".repeat(4_000);
        let pieces = cut(&text, Span::all(&text).unwrap());
        assert!(pieces.len() > 2);
        assert!(
            pieces
                .iter()
                .all(|piece| piece.len() <= LONGEST && piece.of(&text).ends_with(' '))
        );
        let joined: String = pieces.iter().map(|piece| piece.of(&text)).collect();
        assert_eq!(joined, text);
    }

    #[test]
    fn heights_are_measured_some_at_a_time_and_add_up() {
        let mut page = page(Vec::new(), false);
        page.set_measure(Measure {
            width: 400.0,
            text_size: 16.0,
            pixels_per_point: 1.0,
        });
        assert!(!page.measure_some(1, None, |_| 30.0));
        assert!(page.measure_some(1, None, |_| 30.0));
        assert!((page.height() - 60.0 - 2.0 * gap(16.0)).abs() < 0.1);
        assert_eq!(page.between(0.0, 10.0), 0..1);
        assert_eq!(page.between(50.0, 80.0), 1..2);
    }
}
