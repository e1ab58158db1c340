//! Moving the boundaries of a statement's content by words.

use crate::text::{Span, tokens};

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
}
