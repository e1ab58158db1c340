//! Where content after the cue ends: at the sentence's end, or at the first edge that shows that
//! the reporter speaks again.
//!
//! "Orbeli said the talks had failed[, adding that] …", "… had failed[, which] surprised nobody",
//! "… was “a terrible idea”[, and] left."

use std::ops::Range;

use super::super::clauses::{Clause, Shape};
use super::super::contents::{Opening, Right};
use super::super::lexicon::{Classes, Forms};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};

/// The token after the content's last.
pub(super) fn stop(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    right: &Right,
    sentence: &Range<usize>,
    next: &[Clause],
) -> usize {
    let mut end = sentence.end;
    while end > right.start + 1
        && words.get(end - 1).mark == Mark::Stop
        && words.get(end - 1).quotation.is_none()
    {
        end -= 1;
    }
    if clause.shape == Shape::Noun
        && let Some(verb) = main_verb(words, right, end)
    {
        end = verb;
    }
    let mut has_verb = false;
    let mut n_open = 0_usize;
    for idx in right.start..end {
        let word = words.get(idx);
        let is_inside =
            word.quotation.is_some() && idx > right.start && words.get(idx - 1).quotation == word.quotation;
        if idx > right.start && !is_inside && is_edge(prepared, words, clause, right, idx, next, has_verb) {
            return if words.get(idx - 1).mark == Mark::Comma && idx > right.start + 1 {
                idx - 1
            } else {
                idx
            };
        }
        match word.mark {
            Mark::Open => n_open += 1,
            Mark::Close if n_open > 0 => n_open -= 1,
            // "(…, he said)": the bracket was opened before.
            Mark::Close if word.quotation.is_none() => return idx,
            _ => {}
        }
        has_verb |= word.is_verb && words.has_finite_verb(idx..idx + 1);
    }
    end
}

/// Words that stand before the verb of a clause.
const HELPERS: u64 = Classes::BE
    | Classes::HAVE
    | Classes::DO
    | Classes::MODAL
    | Classes::NEGATION
    | Classes::ADVERB
    | Classes::TO;

/// The verb whose subject is the reporting noun: "his claim that the army had left [was] rejected". The first
/// verb after the content's own that no word in between could bring along.
fn main_verb(words: &Words, right: &Right, end: usize) -> Option<usize> {
    let mut needs_own = matches!(right.opening, Opening::That | Opening::Clause);
    let mut idx = right.start;
    while idx < end {
        let word = words.get(idx);
        if word.quotation.is_none() && word.is_verb && words.has_finite_verb(idx..idx + 1) {
            if !needs_own && words.get(idx - 1).mark == Mark::None {
                return Some(idx);
            }
            needs_own = false;
            // Helpers, then one verb: "had not been withdrawn".
            while idx < end && words.is(idx, HELPERS) {
                idx += 1;
            }
            idx += usize::from(words.get(idx).is_verb);
            continue;
        }
        needs_own |= word.classes.any(
            Classes::RELATIVE
                | Classes::THAT
                | Classes::SUBORDINATOR
                | Classes::COORDINATOR
                | Classes::QUESTION
                | Classes::PRONOUN,
        ) || word.mark == Mark::Comma;
        idx += 1;
    }
    None
}

/// Whether the content ends before token `idx`.
fn is_edge(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    right: &Right,
    idx: usize,
    next: &[Clause],
    has_verb: bool,
) -> bool {
    let word = words.get(idx);
    // A comma, or a quotation mark with a comma before it: "“…,” referring to".
    let is_after_comma =
        words.get(idx - 1).mark == Mark::Quote && words.get(idx.saturating_sub(2)).mark == Mark::Comma;
    let is_comma = word.mark == Mark::Comma || is_after_comma;
    let follower_idx = idx + usize::from(!is_after_comma);
    let follower = words.get(follower_idx);
    if prepared.word(idx) == "according" || is_comma && prepared.word(follower_idx) == "according" {
        return true;
    }
    let is_ing = follower.is_verb && follower.verb.is_some_and(|(_, forms)| forms.any(Forms::ING));
    if is_comma && is_ing {
        let is_reporting = clause_at(next, follower_idx).is_some();
        return is_reporting || has_verb && !matches!(prepared.word(follower_idx), "including" | "being");
    }
    if word.classes.any(Classes::COORDINATOR) {
        // "… and urged": the source goes on to another report.
        // "said it holds and supports them": another tense is the content's own.
        let is_shared = next.iter().take(4).any(|other| {
            other.is_shared
                && other.group == idx + 1
                && other.shape == Shape::Finite
                && (clause.shape != Shape::Finite || other.forms.any(clause.forms.0))
        });
        if is_shared {
            return true;
        }
    }
    if is_comma && new_report(words, follower_idx, next, has_verb) {
        return true;
    }
    if has_verb
        && (word.mark == Mark::Semicolon
            || is_comma
                && matches!(
                    prepared.word(follower_idx),
                    "which" | "but" | "while" | "though" | "although"
                ))
    {
        return true;
    }
    if right.opening == Opening::Object && ends_object(prepared, words, idx, follower_idx, is_comma) {
        return true;
    }
    ends_with_quotation(words, right, idx)
}

/// The clause whose reporting word is token `head`.
fn clause_at(next: &[Clause], head: usize) -> Option<&Clause> {
    let at = next.partition_point(|clause| clause.head < head);
    next.get(at).filter(|clause| clause.head == head)
}

/// ", and the ministry said", ", while others argue", ", the agency reported", ", said": somebody else begins
/// to speak, or an insertion is over. `start` is the token after the comma.
fn new_report(words: &Words, start: usize, next: &[Clause], has_verb: bool) -> bool {
    let at = next.partition_point(|clause| clause.head < start);
    let Some(clause) = next.get(at) else {
        return false;
    };
    if clause.shape != Shape::Finite || clause.is_inverted {
        return false;
    }
    if clause.group == start {
        return true;
    }
    if clause.source.is_none() || clause.is_shared || clause.start < start {
        return false;
    }
    clause.start == start && !words.is(start, Classes::RELATIVE)
        || has_verb
            && words.is(start, Classes::COORDINATOR | Classes::SUBORDINATOR)
            && clause.start - start <= 10
            && !words.has_finite_verb(start..clause.start)
}

/// Whether a noun phrase that is the content ends before token `idx`: at a time, at an occasion, at an
/// insertion. "criticised the plan [on Sunday]", "[as they met]", "[, which]".
fn ends_object(
    prepared: &Prepared<'_>,
    words: &Words,
    idx: usize,
    follower_idx: usize,
    is_comma: bool,
) -> bool {
    let word = prepared.word(idx);
    let follower = words.get(follower_idx);
    if is_comma {
        return follower.classes.any(
            Classes::RELATIVE
                | Classes::PREPOSITION
                | Classes::SUBORDINATOR
                | Classes::ADVERB
                | Classes::PRONOUN,
        );
    }
    matches!(
        word,
        "after" | "before" | "when" | "while" | "during" | "following" | "ahead"
    ) || word == "on" && words.get(idx + 1).is_capital && words.is(idx + 1, Classes::TIME)
        || word == "as" && words.is(idx + 1, Classes::PRONOUN)
}

/// A quotation that is the content, or the end of a described object, ends it: "called it “a mistake” in
/// a broadcast".
fn ends_with_quotation(words: &Words, right: &Right, idx: usize) -> bool {
    let before = words.get(idx - 1);
    if before.mark != Mark::Quote || before.quotation.is_none() {
        return false;
    }
    let word = words.get(idx);
    let is_whole = before.quotation == words.get(right.start).quotation;
    let is_object = matches!(right.opening, Opening::Object | Opening::To);
    (right.opening == Opening::Quotation && is_whole || is_object)
        && (word.mark != Mark::None
            || word
                .classes
                .any(Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::COORDINATOR))
}
