//! The subject of a reporting verb: before it, over an apposition, after it, or shared with a clause
//! further left.

use std::ops::Range;

use super::super::lexicon::{Classes, Forms, Frames, Reporting};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::phrases::{REACH, noun_phrase_left, noun_phrase_right};
use super::{Clause, Shape};

/// Finds who the subject of a verb clause is: left of it, right of it, or shared with an earlier clause.
pub(super) fn find(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: Range<usize>,
    earlier: &[Clause],
    clause: &mut Clause,
) {
    let group = clause.group;
    let shared = |clause: &mut Clause| {
        // The nearest earlier clause with a source of its own, else the first noun phrase.
        let can_share = |earlier: &&Clause| {
            earlier.source.is_some()
                && matches!(
                    earlier.shape,
                    Shape::Finite | Shape::Passive | Shape::Infinitive | Shape::Participle
                )
        };
        let is_speech = |earlier: &&Clause| {
            earlier
                .entry
                .is_some_and(|entry| entry.reporting == Reporting::Speech)
        };
        let from = earlier
            .iter()
            .rev()
            .filter(can_share)
            .find(is_speech)
            .or_else(|| earlier.iter().rev().find(can_share));
        clause.source = from
            .and_then(|earlier| earlier.source.clone())
            .or_else(|| main_subject(prepared, words, sentence.start, group));
        clause.is_shared = clause.source.is_some();
    };
    if group > sentence.start {
        let before_idx = group - 1;
        let before = words.get(before_idx);
        match clause.shape {
            Shape::Participle => {
                // "X, speaking in Berlin, …" or "… , adding that" or "by saying".
                shared(clause);
                return;
            }
            Shape::Infinitive => {
                shared(clause);
                return;
            }
            _ => {}
        }
        if before.classes.any(Classes::PRONOUN) || before.classes.any(Classes::RELATIVE) {
            clause.source = Some(before_idx..group);
            clause.start = before_idx;
            return;
        }
        if before.mark == Mark::Comma || before.mark == Mark::Dash || before.mark == Mark::Close {
            if clause.forms.any(Forms::PAST | Forms::S | Forms::BASE) {
                let is_quoted_before =
                    before_idx > sentence.start && words.get(before_idx - 1).mark == Mark::Quote;
                if !is_quoted_before
                    && let Some((source, start)) =
                        over_apposition(prepared, words, before_idx, sentence.start)
                {
                    clause.source = Some(source);
                    clause.start = start;
                    return;
                }
            }
        } else if before.classes.any(Classes::COORDINATOR) {
            // "said X and urged Y": the subject is shared.
            shared(clause);
            if clause.source.is_some() {
                return;
            }
        } else if before.mark == Mark::None
            && let Some(source) = noun_phrase_left(prepared, words, group, sentence.start)
        {
            clause.start = source.start;
            clause.source = Some(source);
            return;
        }
    }
    // Inverted: “…,” said Lavrov.
    let can_invert = clause
        .entry
        .is_some_and(|entry| entry.frames.any(Frames::QUOTATION));
    if clause.shape == Shape::Finite
        && can_invert
        && let Some(source) = noun_phrase_right(prepared, words, clause.cue.end, sentence.end)
    {
        let follows_content = group == sentence.start
            || matches!(
                words.get(group - 1).mark,
                Mark::Comma | Mark::Quote | Mark::Stop | Mark::Dash
            );
        // "A man from Kars, smiling, said he": a pronoun after the verb belongs to what is said.
        let opens_content = words.is(source.start, Classes::PRONOUN)
            && group > sentence.start
            && words.get(group - 1).mark != Mark::Quote;
        if follows_content && !opens_content && clause.cue.end == clause.head + 1 {
            clause.after = source.end;
            clause.source = Some(source);
            clause.is_inverted = true;
            return;
        }
    }
    if clause.source.is_none() {
        shared(clause);
    }
}

/// The source before an apposition that ends with the comma at `comma`: "X, the head of Y, said".
/// Gives the source and the first token of the clause.
fn over_apposition(
    prepared: &Prepared<'_>,
    words: &Words,
    comma: usize,
    limit: usize,
) -> Option<(Range<usize>, usize)> {
    let limit = limit.max(comma.saturating_sub(REACH));
    let wanted = match words.get(comma).mark {
        Mark::Dash => Mark::Dash,
        Mark::Close => Mark::Open,
        _ => Mark::Comma,
    };
    // The leftmost comma whose left neighbour ends a noun phrase that opens the clause; the nearest first,
    // going on while the apposition itself has commas.
    let mut best = None;
    let mut idx = comma;
    let mut n_tried = 0;
    while idx > limit + 1 && n_tried < 5 {
        idx -= 1;
        if words.get(idx).mark == Mark::Stop || words.get(idx).mark == Mark::Semicolon {
            break;
        }
        if words.get(idx).mark != wanted {
            continue;
        }
        n_tried += 1;
        let Some(source) = noun_phrase_left(prepared, words, idx, limit) else {
            continue;
        };
        let opens = source.start == limit || {
            let before = words.get(source.start - 1);
            matches!(
                before.mark,
                Mark::Comma | Mark::Quote | Mark::Dash | Mark::Semicolon | Mark::Colon
            ) || before.classes.any(
                Classes::COORDINATOR
                    | Classes::SUBORDINATOR
                    | Classes::THAT
                    | Classes::ADVERB
                    | Classes::TIME,
            )
        };
        if opens {
            let is_named = (source.clone()).any(|idx| words.get(idx).is_capital);
            best = Some((source.clone(), source.start));
            if source.start == limit
                || is_named
                || words.get(source.start.saturating_sub(1)).mark == Mark::Quote
            {
                break;
            }
        }
    }
    best
}

/// The subject of the sentence: its first noun phrase that a verb follows.
fn main_subject(prepared: &Prepared<'_>, words: &Words, start: usize, limit: usize) -> Option<Range<usize>> {
    let mut idx = start;
    let end = limit.min(start + REACH);
    let mut fallback = None;
    while idx < end {
        let word = words.get(idx);
        if word.is_verb && !word.classes.any(Classes::TO) && idx > start {
            let before = words.get(idx - 1);
            if before.classes.any(Classes::PRONOUN) {
                return Some(idx - 1..idx);
            }
            if before.mark == Mark::Comma
                && let Some((source, _)) = over_apposition(prepared, words, idx - 1, start)
            {
                return Some(source);
            }
            if before.mark == Mark::None
                && let Some(source) = noun_phrase_left(prepared, words, idx, start)
            {
                return Some(source);
            }
        }
        if fallback.is_none() && words.is(idx, Classes::PRONOUN) && !words.is(idx, Classes::POSSESSIVE) {
            fallback = Some(idx..idx + 1);
        }
        idx += 1;
    }
    fallback.or_else(|| {
        // "X, speaking in Berlin": the phrase before the comma.
        (limit > start && words.get(limit - 1).mark == Mark::Comma)
            .then(|| noun_phrase_left(prepared, words, limit - 1, start))
            .flatten()
    })
}
