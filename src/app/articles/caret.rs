//! Marking words without a mouse: a caret that goes through the shown text by words, lines, sentences and paragraphs.

use super::page::Page;
use crate::text::tokens::{self, Token};
use crate::text::{Span, sentences};

/// Where the keyboard marks words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Caret {
    /// The byte of the article's text that it stands before.
    pub at: usize,
    /// The byte at which marking began, while words are marked.
    pub anchor: Option<usize>,
}

/// How far a key moves the caret; a line is measured where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stride {
    /// To the word or mark before.
    WordBack,
    /// To the next word or mark.
    WordOn,
    /// To the beginning of the sentence, or of the one before.
    SentenceBack,
    /// To the end of the sentence, or of the next one.
    SentenceOn,
    /// To the beginning of the paragraph.
    ParagraphStart,
    /// To the end of the paragraph.
    ParagraphEnd,
}

impl Caret {
    /// The caret before the word at a byte of the shown text, or before the next one; none in an empty text.
    pub(super) fn before_word(page: &Page, byte_offset: usize) -> Option<Self> {
        let idx = page.paragraph_at(byte_offset)?;
        let tokens = tokens_of(page, idx)?;
        let word = tokens.iter().find(|token| token.span.end() > byte_offset);
        let at = word.or(tokens.last())?.span.start();
        Some(Self { at, anchor: None })
    }

    /// The marked words: where marking began, where it is.
    pub(super) fn marked(self) -> Option<(usize, usize)> {
        self.anchor.map(|anchor| (anchor, self.at))
    }

    /// The caret after a key; `marks` says whether what it passes over is marked.
    pub(super) fn moved(self, page: &Page, stride: Stride, marks: bool) -> Self {
        let at = match stride {
            Stride::WordBack => word_back(page, self.at),
            Stride::WordOn => word_on(page, self.at, marks),
            Stride::SentenceBack => sentence_back(page, self.at),
            Stride::SentenceOn => sentence_on(page, self.at),
            Stride::ParagraphStart => paragraph(page, self.at).map(Span::start),
            Stride::ParagraphEnd => paragraph(page, self.at).map(Span::end),
        };
        self.put(at.unwrap_or(self.at), marks)
    }

    /// The caret at the end of a word near a byte, or at its beginning.
    pub(super) fn put_near(self, page: &Page, byte_offset: usize, marks: bool) -> Self {
        let tokens = page
            .paragraph_at(byte_offset)
            .and_then(|idx| tokens_of(page, idx))
            .unwrap_or_default();
        let ends = tokens.iter().map(|token| token.span.end()).filter(|_| marks);
        let starts = tokens.iter().map(|token| token.span.start());
        let nearest = starts
            .chain(ends)
            .min_by_key(|boundary| boundary.abs_diff(byte_offset));
        self.put(nearest.unwrap_or(self.at), marks)
    }

    fn put(self, at: usize, marks: bool) -> Self {
        let anchor = marks.then(|| self.anchor.unwrap_or(self.at));
        Self { at, anchor }
    }
}

fn tokens_of(page: &Page, paragraph_idx: usize) -> Option<Vec<Token>> {
    let paragraph = page.paragraphs().get(paragraph_idx)?;
    let text = &page.entry()?.article.text;
    Some(tokens::tokens(text, paragraph.span))
}

/// The paragraph that the caret stands in: at its end it still does.
fn paragraph_idx(page: &Page, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|before| page.paragraph_at(before));
    let stands_at_end = |idx: &usize| {
        page.paragraphs()
            .get(*idx)
            .is_some_and(|paragraph| paragraph.span.start() < at && at <= paragraph.span.end())
    };
    before.filter(stands_at_end).or_else(|| page.paragraph_at(at))
}

fn paragraph(page: &Page, at: usize) -> Option<Span> {
    let idx = paragraph_idx(page, at)?;
    let span = page.paragraphs().get(idx)?.span;
    span.trimmed(&page.entry()?.article.text)
}

fn word_back(page: &Page, at: usize) -> Option<usize> {
    let idx = paragraph_idx(page, at)?;
    (0..=idx).rev().find_map(|idx| {
        let tokens = tokens_of(page, idx)?;
        let starts = tokens.iter().rev().map(|token| token.span.start());
        starts.into_iter().find(|start| *start < at)
    })
}

/// Marking stops where a word ends, going where one begins.
fn word_on(page: &Page, at: usize, marks: bool) -> Option<usize> {
    let idx = paragraph_idx(page, at)?;
    (idx..page.paragraphs().len()).find_map(|idx| {
        let tokens = tokens_of(page, idx)?;
        let stops = tokens.iter().map(|token| {
            if marks {
                token.span.end()
            } else {
                token.span.start()
            }
        });
        stops.into_iter().find(|stop| *stop > at)
    })
}

/// The sentences of a paragraph, from the first to the last letter.
fn sentences_of(page: &Page, paragraph_idx: usize) -> Vec<(usize, usize)> {
    let Some((tokens, entry)) = tokens_of(page, paragraph_idx).zip(page.entry()) else {
        return Vec::new();
    };
    sentences::sentences(&entry.article.text, &tokens, 0..tokens.len())
        .into_iter()
        .filter_map(|range| {
            let (first, last) = (tokens.get(range.start)?, tokens.get(range.end.checked_sub(1)?)?);
            Some((first.span.start(), last.span.end()))
        })
        .collect()
}

fn sentence_back(page: &Page, at: usize) -> Option<usize> {
    let idx = paragraph_idx(page, at)?;
    (0..=idx).rev().find_map(|idx| {
        let starts = sentences_of(page, idx).into_iter().map(|(start, _)| start);
        starts.rev().find(|start| *start < at)
    })
}

fn sentence_on(page: &Page, at: usize) -> Option<usize> {
    let idx = paragraph_idx(page, at)?;
    (idx..page.paragraphs().len()).find_map(|idx| {
        let mut ends = sentences_of(page, idx).into_iter().map(|(_, end)| end);
        ends.find(|end| *end > at)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::page::Shows;
    use super::*;
    use crate::model::Article;
    use crate::project::Entry;
    use crate::text::span::slice;

    const TEXT: &str = "The gate is shut. Nobody knows why.\n\nIt opens at noon.\n";

    fn page() -> Page {
        let mut page = Page::default();
        let entry = Arc::new(Entry::new(Article::from_text(TEXT), Vec::new()));
        page.refresh(&entry, Shows::default());
        page
    }

    fn rest(caret: Caret) -> &'static str {
        slice(TEXT, caret.at, TEXT.len())
    }

    fn marked(caret: Caret) -> &'static str {
        let (from, to) = caret.marked().unwrap();
        slice(TEXT, from.min(to), from.max(to))
    }

    #[test]
    fn words_are_marked_forwards_and_backwards_and_across_paragraphs() {
        let page = page();
        let start = Caret::before_word(&page, 5).unwrap();
        assert!(rest(start).starts_with("gate is"));
        assert_eq!(start.marked(), None);
        let two = start
            .moved(&page, Stride::WordOn, true)
            .moved(&page, Stride::WordOn, true);
        assert_eq!(marked(two), "gate is");
        assert_eq!(marked(two.moved(&page, Stride::WordBack, true)), "gate ");
        let back = start.moved(&page, Stride::WordBack, true);
        assert_eq!(marked(back), "The ");
        let end = start.moved(&page, Stride::ParagraphEnd, false);
        assert!(rest(end.moved(&page, Stride::WordOn, false)).starts_with("It opens"));
        assert_eq!(marked(end.moved(&page, Stride::WordOn, true)), "\n\nIt");
    }

    #[test]
    fn sentences_and_paragraphs_are_marked_at_once() {
        let page = page();
        let start = Caret::before_word(&page, 0).unwrap();
        let one = start.moved(&page, Stride::SentenceOn, true);
        assert_eq!(marked(one), "The gate is shut.");
        assert_eq!(
            marked(one.moved(&page, Stride::SentenceOn, true)),
            "The gate is shut. Nobody knows why."
        );
        assert_eq!(
            marked(start.moved(&page, Stride::ParagraphEnd, true)),
            "The gate is shut. Nobody knows why."
        );
        let second = Caret::before_word(&page, TEXT.find("knows").unwrap()).unwrap();
        assert!(rest(second.moved(&page, Stride::SentenceBack, false)).starts_with("Nobody"));
        assert!(rest(second.moved(&page, Stride::ParagraphStart, false)).starts_with("The gate"));
    }

    #[test]
    fn at_the_ends_of_the_text_the_caret_stays() {
        let page = page();
        let start = Caret::before_word(&page, 0).unwrap();
        assert_eq!(start.moved(&page, Stride::WordBack, false), start);
        let last = Caret::before_word(&page, TEXT.find("noon").unwrap()).unwrap();
        let end = last
            .moved(&page, Stride::WordOn, true)
            .moved(&page, Stride::WordOn, true);
        assert_eq!(marked(end), "noon.");
        assert_eq!(end.moved(&page, Stride::WordOn, true), end);
        assert_eq!(Caret::before_word(&Page::default(), 0), None);
    }
}
