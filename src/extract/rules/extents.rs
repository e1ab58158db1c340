//! Where else the content of a proposal could begin or end: at any clause edge before the rules' own edge,
//! and at any after it. Which one is right is weighed by [`super::super::judgement`].

use std::ops::Range;

use super::super::clauses::{Clause, Shape};
use super::super::contents;
use super::super::lexicon::Classes;
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::{Draft, reporting_clause};

/// The most edges that are tried on one side.
const MOST: usize = 16;

/// The proposal itself, then every other extent of its content; no two are the same.
pub(super) fn extents(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    covered_to: usize,
    draft: Draft,
) -> Vec<Draft> {
    let mut options = vec![draft];
    // Annotated news has too few reporting nouns to learn their ends from.
    let Some(draft) = options.first().cloned().filter(|_| clause.shape != Shape::Noun) else {
        return options;
    };
    let mut add = |pieces: Vec<Range<usize>>| {
        let mut option = draft.clone();
        option.pieces = pieces;
        for piece in &mut option.pieces {
            reporting_clause::extend_to_quotation(prepared, words, piece);
        }
        option.pieces.retain(|piece| piece.start < piece.end);
        if !option.pieces.is_empty() && !options.iter().any(|other| other.pieces == option.pieces) {
            options.push(option);
        }
    };
    if let Some((first, rest)) = draft.pieces.split_first()
        && first.start < clause.cue.start
    {
        let mut from = sentence.start.max(covered_to);
        while from < first.start
            && (contents::is_connective(prepared, words, from) || words.get(from).mark == Mark::Comma)
        {
            from += 1;
        }
        for start in starts(prepared, words, first)
            .into_iter()
            .chain((from < first.start).then_some(from))
        {
            let mut pieces: Vec<Range<usize>> = std::iter::once(start..first.end).collect();
            pieces.extend_from_slice(rest);
            add(pieces);
        }
        if !rest.is_empty() {
            add(vec![first.clone()]);
        }
    }
    if let Some((last, before)) = draft.pieces.split_last()
        && last.start >= clause.cue.end
    {
        for end in ends(prepared, words, last, sentence) {
            let mut pieces = before.to_vec();
            pieces.push(last.start..end);
            add(pieces);
        }
    }
    options
}

/// Tokens after which content left of the cue can begin.
fn starts(prepared: &Prepared<'_>, words: &Words, piece: &Range<usize>) -> Vec<usize> {
    (piece.start + 1..piece.end.saturating_sub(1))
        .filter(|&idx| {
            let before = words.get(idx - 1);
            let is_inside = before.quotation.is_some() && before.quotation == words.get(idx).quotation;
            !is_inside
                && (matches!(
                    before.mark,
                    Mark::Comma | Mark::Dash | Mark::Colon | Mark::Semicolon | Mark::Stop
                ) || words.get(idx).mark == Mark::Quote
                    || before.classes.any(Classes::COORDINATOR | Classes::THAT)
                    || matches!(prepared.word(idx - 1), "because" | "while" | "although" | "as"))
        })
        .take(MOST)
        .collect()
}

/// Tokens before which content right of the cue can end, around the end that `piece` has.
fn ends(prepared: &Prepared<'_>, words: &Words, piece: &Range<usize>, sentence: &Range<usize>) -> Vec<usize> {
    let mut last = sentence.end;
    while last > piece.start + 1
        && words.get(last - 1).mark == Mark::Stop
        && words.get(last - 1).quotation.is_none()
    {
        last -= 1;
    }
    let is_end = |idx: usize| {
        let word = words.get(idx);
        let before = words.get(idx - 1);
        let is_inside = word.quotation.is_some() && before.quotation == word.quotation;
        if is_inside || matches!(before.mark, Mark::Comma | Mark::Dash | Mark::Colon) {
            return false;
        }
        matches!(
            word.mark,
            Mark::Comma | Mark::Dash | Mark::Semicolon | Mark::Colon | Mark::Open | Mark::Close | Mark::Quote
        ) || before.mark == Mark::Quote
            || word.mark == Mark::None
                && (word.classes.any(
                    Classes::COORDINATOR
                        | Classes::SUBORDINATOR
                        | Classes::RELATIVE
                        | Classes::PREPOSITION
                        | Classes::THAT
                        | Classes::TIME,
                ) || word.is_verb
                    || matches!(prepared.word(idx), "according" | "to"))
    };
    let before = (piece.start + 1..piece.end.min(last))
        .rev()
        .filter(|&idx| is_end(idx))
        .take(MOST);
    let after = (piece.end + 1..last).filter(|&idx| is_end(idx)).take(MOST);
    before
        .chain(after)
        .chain((last > piece.start).then_some(last))
        .collect()
}
