//! What is left out of an excerpt, once its words are others.

use crate::model::{Cut, Excerpt};
use crate::text::Span;
use crate::text::span::slice;

/// What becomes of an excerpt's cuts once its words are `new`: those that stay, and the words of those that
/// cannot, which would be shown again. A cut stays where its words still stand whole.
#[must_use]
pub fn carried_cuts(excerpt: &Excerpt, new: &[String]) -> (Vec<Cut>, Vec<String>) {
    let mut found: Vec<(Cut, &str)> = Vec::new();
    let mut lost: Vec<&str> = Vec::new();
    for cut in &excerpt.cuts {
        let at = usize::try_from(cut.piece).unwrap_or(usize::MAX);
        let Some(piece) = excerpt.words.get(at) else {
            continue;
        };
        let words = slice(piece, cut.span.start(), cut.span.end());
        let same = new.get(at).and_then(|new| same_place(piece, new, cut.span));
        let same = same.map(|span| Cut {
            piece: cut.piece,
            span,
        });
        match same.or_else(|| only_place(words, new)) {
            Some(cut) => found.push((cut, words)),
            None => lost.push(words),
        }
    }
    found.sort_by_key(|&(cut, _)| cut);
    let mut kept: Vec<Cut> = Vec::new();
    for (cut, words) in found {
        let overlaps = |before: &Cut| before.piece == cut.piece && cut.span.start() < before.span.end();
        if kept.last().is_some_and(overlaps) {
            lost.push(words);
        } else {
            kept.push(cut);
        }
    }
    let lost = lost
        .into_iter()
        .filter(|words| words.contains(char::is_alphanumeric));
    (kept, lost.map(str::to_owned).collect())
}

/// The place in `new` that a place in `old` has become, where only what is before or behind it has changed.
fn same_place(old: &str, new: &str, span: Span) -> Option<Span> {
    let bytes = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs
            .take_while(|(old, new)| old == new)
            .map(|(character, _)| character.len_utf8())
            .sum()
    };
    let n_first = bytes(&mut old.chars().zip(new.chars()));
    let n_last = bytes(&mut old.chars().rev().zip(new.chars().rev()));
    let n_behind = old.len().checked_sub(span.start())?;
    let start = if span.end() <= n_first {
        span.start()
    } else if n_behind <= n_last {
        new.len().checked_sub(n_behind)?
    } else {
        return None;
    };
    let end = start + (span.end() - span.start());
    Span::new(new, start, end).filter(|&span| parts_no_word(new, span))
}

/// The place of words that stand in `new` once.
fn only_place(words: &str, new: &[String]) -> Option<Cut> {
    if !words.contains(char::is_alphanumeric) {
        return None;
    }
    let mut places = (0_u32..).zip(new).flat_map(|(piece, text)| {
        let starts = text.match_indices(words);
        starts.map(move |(start, _)| (piece, text, start))
    });
    let (piece, text, start) = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let span = Span::new(text, start, start + words.len())?;
    parts_no_word(text, span).then_some(Cut { piece, span })
}

/// Whether a place begins and ends between words.
fn parts_no_word(text: &str, span: Span) -> bool {
    let is_in_word = |at: usize| {
        let before = slice(text, 0, at).chars().next_back();
        let after = slice(text, at, text.len()).chars().next();
        let is_letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        is_letter(before) && is_letter(after)
    };
    !is_in_word(span.start()) && !is_in_word(span.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Passage};

    fn excerpt(words: &[&str], cuts: &[(u32, &str)]) -> Excerpt {
        let words: Vec<String> = words.iter().map(|piece| (*piece).to_owned()).collect();
        let passage = Passage::Words {
            article: ArticleId(1),
            spans: Vec::new(),
        };
        let cuts = cuts.iter().map(|&(piece, cut)| {
            let text = &words[usize::try_from(piece).unwrap()];
            let start = text.find(cut).unwrap();
            let span = Span::new(text, start, start + cut.len()).unwrap();
            Cut { piece, span }
        });
        let cuts = cuts.collect();
        Excerpt {
            cuts,
            ..Excerpt::new(passage, words)
        }
    }

    #[test]
    fn cuts_stay_where_their_words_stand_and_the_others_are_named() {
        let old = "We shall, after all, never go to war unless attacked";
        let cuts = [(0, ", after all,"), (0, " unless attacked")];
        for (new, shown, lost) in [
            (
                &["We shall, after all, never go to war unless attacked first"][..],
                vec!["We shall", " never go to war", " first"],
                &[][..],
            ),
            (
                &["Indeed we shall, after all, never go to war unless attacked"],
                vec!["Indeed we shall", " never go to war"],
                &[],
            ),
            (
                &["We shall, after all, never ever go to war unless attacked"],
                vec!["We shall", " never ever go to war"],
                &[],
            ),
            (
                &["We shall never go to war unless attacked"],
                vec!["We shall never go to war"],
                &[", after all,"],
            ),
            (
                &["We shall, after all, never go to war unless attackedly"],
                vec!["We shall", " never go to war unless attackedly"],
                &[" unless attacked"],
            ),
            (
                &["We shall, after all,", "never go to war unless attacked"],
                vec!["We shall", "never go to war"],
                &[],
            ),
            (
                &["Nothing of it"],
                vec!["Nothing of it"],
                &[", after all,", " unless attacked"],
            ),
        ] {
            let before = excerpt(&[old], &cuts);
            let new: Vec<String> = new.iter().map(|piece| (*piece).to_owned()).collect();
            let (kept, gone) = carried_cuts(&before, &new);
            assert_eq!(gone, lost, "{new:?}");
            let after = Excerpt {
                cuts: kept,
                words: new.clone(),
                ..before
            };
            assert!(after.has_sound_cuts(), "{new:?}");
            let left_out: usize = after
                .cuts
                .iter()
                .map(|cut| cut.span.end() - cut.span.start())
                .sum();
            let n_shown: usize = shown.iter().map(|piece| piece.len()).sum();
            assert_eq!(
                n_shown + left_out,
                new.iter().map(String::len).sum::<usize>(),
                "{new:?}"
            );
        }
    }
}
