//! Content before the reporting clause: "“The talks failed,” Orbeli said."

use std::ops::Range;

use super::super::clauses::{Clause, Shape};
use super::super::contents;
use super::super::lexicon::Frames;
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};

/// The farthest that a clause after its content may stand from the end of the sentence, in tokens.
const TAIL: usize = 12;

/// The clause at the end of a sentence that all words before it are the content of: an index into
/// `clauses`.
pub(super) fn postposed(words: &Words, clauses: &[Clause], sentence: &Range<usize>) -> Option<usize> {
    let last = clauses.iter().rposition(|clause| {
        words.get(clause.head).quotation.is_none()
            && matches!(clause.shape, Shape::Finite | Shape::AccordingTo)
    })?;
    let clause = clauses.get(last)?;
    let takes_clause = clause
        .entry
        .is_none_or(|entry| entry.frames.any(Frames::CLAUSE) && entry.frames.any(Frames::QUOTATION));
    let follows = clause.start > sentence.start
        && (words.get(clause.start - 1).mark == Mark::Comma || clause.shape == Shape::AccordingTo);
    let is_last = clause.after + TAIL >= sentence.end && !words.has_finite_verb(clause.after..sentence.end);
    (takes_clause && follows && is_last).then_some(last)
}

/// The content that ends where the clause begins.
pub(super) fn left(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    sentence: &Range<usize>,
    covered_to: usize,
) -> Option<Range<usize>> {
    let quote_before = |end: usize| {
        words
            .get(end - 1)
            .quotation
            .and_then(|idx| prepared.quotations.get(idx as usize))
    };
    if clause.start == sentence.start {
        // “Really?” + “Kim said.”: the sentence before ends with a quotation.
        let sentence_idx = prepared.sentence_of(sentence.start);
        let previous = prepared.sentences.get(sentence_idx.checked_sub(1)?)?;
        let here = prepared.sentences.get(sentence_idx)?;
        if previous.paragraph != here.paragraph
            || words.get(previous.tokens.end - 1).mark != Mark::Quote
            || clause.shape == Shape::AccordingTo
        {
            return None;
        }
        let quotation = quote_before(previous.tokens.end)?;
        if !quotation.is_closed {
            return None;
        }
        return Some(prepared.token_at(quotation.span.start())..previous.tokens.end);
    }
    let mut end = clause.start;
    // "…, as the ministry said"
    if prepared.word(end - 1) == "as" && end - 1 > sentence.start && words.get(end - 2).mark == Mark::Comma {
        end -= 1;
    }
    let before = words.get(end - 1);
    if before.mark == Mark::Comma || before.mark == Mark::Dash {
        end -= 1;
    } else if before.mark != Mark::Quote && clause.shape != Shape::AccordingTo {
        return None;
    }
    if end <= sentence.start || end <= covered_to {
        return None;
    }
    if words.get(end - 1).mark == Mark::Quote
        && let Some(quotation) = quote_before(end)
    {
        let start = prepared.token_at(quotation.span.start());
        // What stands before the quotation in its sentence?
        let home = prepared
            .sentences
            .get(prepared.sentence_of(start))?
            .tokens
            .start
            .max(covered_to);
        let mut home = home;
        while home < start
            && (contents::is_connective(prepared, words, home) || words.get(home).mark == Mark::Comma)
        {
            home += 1;
        }
        if start <= home
            || matches!(
                words.get(start - 1).mark,
                Mark::Comma | Mark::Colon | Mark::Stop | Mark::Dash
            ) && !words.has_finite_verb(home..start)
        {
            return Some(start..end);
        }
        return Some(home..end);
    }
    let mut start = sentence.start.max(covered_to);
    while start < end
        && (contents::is_connective(prepared, words, start)
            || matches!(words.get(start).mark, Mark::Comma | Mark::Dash | Mark::Semicolon))
    {
        start += 1;
    }
    // A sentence inside a quotation that is still open belongs to its beginning.
    (start < end).then_some(start..end)
}
