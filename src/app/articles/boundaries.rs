//! Moving the boundaries of a statement's content by words.

use crate::text::tokens::{self, TokenKind};
use crate::text::{Span, sentences};

/// How far a word is looked for, in bytes.
const WINDOW: usize = 600;

/// Which end of the content moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Its first word.
    Start,
    /// Its last word.
    End,
}

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Towards the beginning of the text.
    Back,
    /// Towards the end of the text.
    On,
}

/// The content with one end moved by a word or mark; `None` if it can't be moved.
pub(super) fn moved(text: &str, content: &[Span], end: End, direction: Direction) -> Option<Vec<Span>> {
    let (first, last) = (*content.first()?, *content.last()?);
    let byte_offset = match (end, direction) {
        (End::Start, Direction::Back) => {
            let before = window(text, first.start().saturating_sub(WINDOW), first.start())?;
            tokens::tokens(text, before).last()?.span.start()
        }
        (End::Start, Direction::On) => match tokens::tokens(text, first).get(1) {
            Some(token) => token.span.start(),
            None => content.get(1)?.start(),
        },
        (End::End, Direction::On) => {
            let after = window(text, last.end(), last.end() + WINDOW)?;
            tokens::tokens(text, after).first()?.span.end()
        }
        (End::End, Direction::Back) => {
            let words = tokens::tokens(text, last);
            match words.len().checked_sub(2).and_then(|idx| words.get(idx)) {
                Some(token) => token.span.end(),
                None => content.get(content.len().checked_sub(2)?)?.end(),
            }
        }
    };
    put(text, content, end, byte_offset)
}

/// The content with one end at a byte; `None` if nothing would be left or nothing changes.
pub(super) fn put(text: &str, content: &[Span], end: End, byte_offset: usize) -> Option<Vec<Span>> {
    let (first, last) = (*content.first()?, *content.last()?);
    let (from, to) = match end {
        End::Start => (byte_offset, last.end()),
        End::End => (first.start(), byte_offset),
    };
    let mut after: Vec<Span> = content
        .iter()
        .filter_map(|span| Span::new(text, span.start().max(from), span.end().min(to)))
        .collect();
    let (first, last) = (*after.first()?, *after.last()?);
    match end {
        End::Start if from < first.start() => *after.first_mut()? = Span::new(text, from, first.end())?,
        End::End if to > last.end() => *after.last_mut()? = Span::new(text, last.start(), to)?,
        _ => {}
    }
    (after != content).then_some(after)
}

/// Where a statement falls in two by itself: between two places of it, else between two sentences, else between two
/// words, each time the one nearest to its middle. `None` for one word.
pub(crate) fn split_place(text: &str, content: &[Span]) -> Option<usize> {
    let n_bytes: usize = content.iter().map(|span| span.len()).sum();
    // How far from the middle a cut before byte `at` would be.
    let distance = |at: usize| {
        let before: usize = content
            .iter()
            .map(|span| at.min(span.end()).saturating_sub(span.start()))
            .sum();
        (before * 2).abs_diff(n_bytes)
    };
    let between_places = content.iter().skip(1).map(|span| span.start());
    if let Some(at) = between_places.min_by_key(|at| distance(*at)) {
        return Some(at);
    }
    let words: Vec<_> = content
        .iter()
        .flat_map(|span| tokens::tokens(text, *span))
        .collect();
    let starts = |ranges: Vec<std::ops::Range<usize>>| -> Vec<usize> {
        let first_words = ranges
            .into_iter()
            .skip(1)
            .filter_map(|range| words.get(range.start));
        first_words.map(|token| token.span.start()).collect()
    };
    let between_sentences = starts(sentences::sentences(text, &words, 0..words.len()));
    let between_words = || {
        let inner = words.iter().skip(1).filter(|token| token.kind == TokenKind::Word);
        inner.map(|token| token.span.start()).collect::<Vec<_>>()
    };
    let candidates = if between_sentences.is_empty() {
        between_words()
    } else {
        between_sentences
    };
    candidates.into_iter().min_by_key(|at| distance(*at))
}

fn window(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut start = start;
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(text, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Yesterday “the track is ready”, he added, “and so are we”, in Gümrü.";

    fn content(places: &[&str]) -> Vec<Span> {
        places
            .iter()
            .map(|words| {
                let start = TEXT.find(words).unwrap();
                Span::new(TEXT, start, start + words.len()).unwrap()
            })
            .collect()
    }

    fn check(before: &[&str], end: End, direction: Direction, after: Option<&[&str]>) {
        let found = moved(TEXT, &content(before), end, direction);
        let found: Option<Vec<&str>> = found.map(|spans| spans.iter().map(|span| span.of(TEXT)).collect());
        assert_eq!(found.as_deref(), after, "{before:?} {end:?} {direction:?}");
    }

    #[test]
    fn both_ends_move_by_a_word_both_ways() {
        let before = &["the track"];
        check(before, End::Start, Direction::Back, Some(&["“the track"]));
        check(before, End::Start, Direction::On, Some(&["track"]));
        check(before, End::End, Direction::On, Some(&["the track is"]));
        check(before, End::End, Direction::Back, Some(&["the"]));
    }

    #[test]
    fn an_end_passes_over_an_interruption() {
        let before = &["ready", "and so"];
        check(before, End::Start, Direction::On, Some(&["and so"]));
        check(
            &["is ready", "and"],
            End::End,
            Direction::Back,
            Some(&["is ready"]),
        );
        check(before, End::End, Direction::On, Some(&["ready", "and so are"]));
    }

    #[test]
    fn nothing_is_left_of_no_statement() {
        check(&["track"], End::End, Direction::Back, None);
        check(&["track"], End::Start, Direction::On, None);
        check(&["Yesterday"], End::Start, Direction::Back, None);
        check(&["Gümrü."], End::End, Direction::On, None);
    }

    #[test]
    fn a_statement_falls_in_two_between_places_sentences_or_words() {
        let cut = |text: &str, content: &[Span]| {
            split_place(text, content).map(|at| crate::text::span::slice(text, at, text.len()).to_owned())
        };
        let rest = cut(TEXT, &content(&["“the track is ready”", "“and so are we”"]));
        assert!(rest.unwrap().starts_with("“and so"));
        let two = "The track is ready. The trains are not.";
        assert_eq!(
            cut(two, &[Span::all(two).unwrap()]).as_deref(),
            Some("The trains are not.")
        );
        let one = "nobody waits here";
        assert_eq!(
            cut(one, &[Span::all(one).unwrap()]).as_deref(),
            Some("waits here")
        );
        assert_eq!(cut("No", &[Span::all("No").unwrap()]), None);
    }
}
