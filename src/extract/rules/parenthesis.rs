//! Content that goes on after a clause put into it: "The talks, Orbeli said, have failed."
//!
//! What stands before the clause may be no more than "Now" or a subject; then the words after it complete
//! it. When it is a clause of its own, what follows is content only if it plainly goes on: with "and",
//! "that", "by", a verb, a quotation. An apposition to the source ("according to Orbeli, the minister, …")
//! is skipped.

use std::ops::Range;

use super::super::clauses::Clause;
use super::super::contents::{self, Opening, Right};
use super::super::lexicon::{Classes, Forms, Frames};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::after_cue;

/// How long an apposition to the source may be, in tokens.
const APPOSITION: usize = 25;

/// The content after the clause that goes on from `left`.
pub(super) fn rest(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    right: &Right,
    left: &Range<usize>,
    sentence: &Range<usize>,
    next: &[Clause],
) -> Option<Range<usize>> {
    if !right.after_comma {
        return None;
    }
    let is_quoted = words.get(left.end - 1).quotation.is_some();
    let is_fragment = !is_quoted && !words.has_finite_verb(left.clone());
    let mut right = right.clone();
    if right.opening == Opening::Clause && (is_fragment || !is_quoted && clause.is_inverted) {
        right.start = over_apposition(words, right.start, sentence.end)?;
    }
    let is_cut_short = !is_quoted
        && words.is(
            left.end - 1,
            Classes::BE
                | Classes::MODAL
                | Classes::HAVE
                | Classes::PREPOSITION
                | Classes::SUBORDINATOR
                | Classes::COORDINATOR
                | Classes::THAT
                | Classes::TO,
        );
    let goes_on = is_cut_short
        || is_fragment && words.has_finite_verb(left.start..sentence.end)
        || matches!(right.opening, Opening::Quotation | Opening::That)
        || is_continuation(prepared, words, right.start, is_quoted);
    goes_on.then(|| right.start..after_cue::stop(prepared, words, clause, &right, sentence, next))
}

/// Whether nothing but "Still," or "As" stands before the clause.
pub(super) fn opens_sentence(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    sentence: &Range<usize>,
    covered_to: usize,
) -> bool {
    let start = sentence.start.max(covered_to);
    if start >= clause.start
        || clause
            .entry
            .is_some_and(|entry| !entry.frames.any(Frames::CLAUSE))
    {
        return false;
    }
    let last = clause.start - 1;
    let is_as = prepared.word(last).eq_ignore_ascii_case("as");
    let end = if is_as { last } else { clause.start };
    (is_as || words.get(last).mark == Mark::Comma)
        && (start..end).all(|idx| {
            contents::is_connective(prepared, words, idx)
                || matches!(words.get(idx).mark, Mark::Comma | Mark::Dash | Mark::Semicolon)
        })
}

/// Whether the word can only go on with the sentence that was interrupted.
fn is_continuation(prepared: &Prepared<'_>, words: &Words, idx: usize, is_quoted: bool) -> bool {
    let first = words.get(idx);
    first.is_verb && !first.verb.is_some_and(|(_, forms)| forms.any(Forms::ING))
        || first.classes.any(
            Classes::MODAL
                | Classes::BE
                | Classes::HAVE
                | Classes::COORDINATOR
                | Classes::SUBORDINATOR
                | Classes::THAT,
        )
        || !is_quoted && (first.classes.any(Classes::TO) || prepared.word(idx) == "by")
}

/// After an apposition that begins at `start`, if one does: the token after its comma.
fn over_apposition(words: &Words, start: usize, end: usize) -> Option<usize> {
    let is_relative = words.is(start, Classes::RELATIVE);
    let is_described = words.is(start, Classes::DETERMINER) && !words.is(start, Classes::THAT);
    if !is_relative && !is_described {
        return Some(start);
    }
    let comma = (start + 1..end.min(start + APPOSITION)).find(|&idx| words.get(idx).mark == Mark::Comma);
    match comma {
        Some(comma) if is_relative || !words.has_finite_verb(start..comma) => Some(comma + 1),
        _ if is_relative => None,
        _ => Some(start),
    }
}
