//! A reporting clause and its content: "Orbeli said the talks had failed."
//!
//! Content stands after the cue, before the clause, or around it; [`before_cue`], [`parenthesis`] and
//! [`after_cue`] find the pieces.

use std::ops::Range;

use super::super::clauses::phrases::noun_phrase_right;
use super::super::clauses::{Clause, Shape};
use super::super::contents::{self, Opening, Right};
use super::super::lexicon::{Classes, Forms, Frames, Reporting};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::{Draft, after_cue, before_cue, parenthesis};

/// The shortest content without a verb that we know before "according to", in tokens.
const FRAGMENT: usize = 5;

/// The shortest clause in which no verb is known, in tokens with the stop.
const SHORTEST_CLAUSE: usize = 3;

/// The name of the rule for reports that do not say who made them.
pub(in crate::extract) const AFTER_PASSIVE: &str = "content-after-passive";

/// The statement of one clause, if it is one.
pub(super) fn draft(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    next: &[Clause],
    covered_to: usize,
) -> Option<Draft> {
    let is_as_reported = clause.forms.any(Forms::PARTICIPLE) && prepared.word(clause.cue.end) == "by";
    if clause.shape == Shape::Passive || is_as_reported && is_after_as(prepared, clause, sentence) {
        return passive(prepared, words, sentence, clause, next, covered_to);
    }
    if is_naming(prepared, words, clause) {
        return None;
    }
    let right = contents::right(prepared, words, clause, sentence);
    // "has ruled that out": "that" is what was ruled out.
    let is_particle = |right: &Right| prepared.word(right.start + 1) == "out";
    if right
        .as_ref()
        .is_some_and(|right| right.opening == Opening::That && is_particle(right))
    {
        return None;
    }
    let frames = clause.entry.map(|entry| entry.frames).unwrap_or_default();
    let can_follow = matches!(clause.shape, Shape::Finite | Shape::AccordingTo)
        && (frames.any(Frames::QUOTATION) || clause.shape == Shape::AccordingTo);
    let is_after_quotation = clause.start > sentence.start
        && words.get(clause.start - 1).mark == Mark::Quote
        && words.get(clause.start - 1).quotation.is_some();
    // "“This is wrong,” he told the agency in a talk [broadcast on Sunday], “and it must stop.”"
    let right = if is_after_quotation
        && right
            .as_ref()
            .is_some_and(|right| right.opening == Opening::Clause)
    {
        resumed(words, clause, sentence).or(right)
    } else {
        right
    };
    // "“We are ready,” Orbeli said when asked about the talks.": what follows tells when.
    let right = right.filter(|right| {
        !is_after_quotation
            || !can_follow
            || matches!(right.opening, Opening::Quotation | Opening::That | Opening::Colon)
            || right.after_comma
            || covered_to >= clause.start
    });
    let is_right_open = right.as_ref().is_none_or(|right| {
        right.after_comma
            || right.opening == Opening::Clause && !words.has_finite_verb(right.start..sentence.end)
    });
    let mut rule = "content-after-cue";
    let mut pieces = Vec::new();
    let mut opening = None;
    if can_follow
        && is_right_open
        && let Some(left) = before_cue::left(prepared, words, clause, sentence, covered_to)
    {
        let is_quoted = words.get(left.end - 1).quotation.is_some();
        let is_fragment = !is_quoted && !words.has_finite_verb(left.clone());
        if let Some(right) = right
            .as_ref()
            .filter(|right| is_fragment && right.opening != Opening::Clause)
        {
            // "In the evening, Orbeli said, smiling, “We shall see.”"
            let end = after_cue::stop(prepared, words, clause, right, sentence, next);
            pieces.push(right.start..end);
            return finished(prepared, words, clause, pieces, rule, Some(right.opening));
        }
        if !is_quoted && clause.entry.is_some() && !frames.any(Frames::CLAUSE) {
            return None;
        }
        let rest = right
            .as_ref()
            .and_then(|right| parenthesis::rest(prepared, words, clause, right, &left, sentence, next));
        let n_words = left.len();
        let is_alone = right.is_none() && !words.has_finite_verb(clause.after..sentence.end);
        let can_stand = n_words >= FRAGMENT && (clause.shape == Shape::AccordingTo || is_alone);
        if rest.is_none() && is_fragment && !can_stand {
            return None;
        }
        // "because, Orbeli said, the gates were shut": the content is what follows.
        if !is_quoted && words.is(left.end - 1, Classes::SUBORDINATOR | Classes::COORDINATOR) {
            pieces.extend(rest);
            return finished(prepared, words, clause, pieces, rule, None);
        }
        rule = if rest.is_some() {
            "content-around-cue"
        } else {
            "content-before-cue"
        };
        pieces.push(left);
        if let Some(rest) = rest {
            opening = right.as_ref().map(|right| right.opening);
            pieces.push(rest);
        }
    } else if can_follow
        && let Some(right) = right.as_ref().filter(|right| right.after_comma)
        && parenthesis::opens_sentence(prepared, words, clause, sentence, covered_to)
    {
        // "Still, Orbeli said, the talks will go on.", "As Orbeli noted, the talks go on."
        let end = after_cue::stop(prepared, words, clause, right, sentence, next);
        opening = Some(right.opening);
        rule = "content-around-cue";
        pieces.push(right.start..end);
    } else {
        let right = right.as_ref()?;
        if !is_content(words, clause, right, sentence) {
            return None;
        }
        let end = after_cue::stop(prepared, words, clause, right, sentence, next);
        opening = Some(right.opening);
        pieces.extend(relative(words, clause, right, sentence));
        pieces.push(right.start..end);
    }
    finished(prepared, words, clause, pieces, rule, opening)
}

/// "[which] critics say [was a mistake]": the subject of what is said, before who says it.
fn relative(words: &Words, clause: &Clause, right: &Right, sentence: &Range<usize>) -> Option<Range<usize>> {
    let before = clause
        .start
        .checked_sub(1)
        .filter(|&before| before > sentence.start)?;
    let follows = right.opening == Opening::Clause
        && right.start == clause.after
        && words.get(right.start).is_verb
        && words.is(before, Classes::RELATIVE | Classes::THAT);
    follows.then_some(before..before + 1)
}

/// The quotation after the next comma and quotation mark, where the words of the source go on.
fn resumed(words: &Words, clause: &Clause, sentence: &Range<usize>) -> Option<Right> {
    let quote = (clause.after..sentence.end).find(|&idx| words.get(idx).mark == Mark::Quote)?;
    let follows = quote > clause.after && words.get(quote - 1).mark == Mark::Comma;
    follows.then_some(Right {
        start: quote,
        opening: Opening::Quotation,
        after_comma: true,
    })
}

/// "The plan was rejected by the ministry": the subject is what the agent speaks of. "Three men were urged to
/// leave": nobody is named who said so.
fn passive(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    next: &[Clause],
    covered_to: usize,
) -> Option<Draft> {
    let entry = clause.entry?;
    let by = clause.cue.end;
    if prepared.word(by) == "by" {
        let agent = noun_phrase_right(prepared, words, by + 1, sentence.end)?;
        if is_after_as(prepared, clause, sentence) {
            return as_reported(prepared, words, sentence, clause, agent, next, covered_to);
        }
        let subject = clause.source.clone()?;
        if matches!(entry.lemma, "quote" | "cite")
            || !entry.frames.any(Frames::OBJECT)
            || subject.end > clause.group
        {
            return None;
        }
        let clause = Clause {
            source: Some(agent),
            ..clause.clone()
        };
        return finished(
            prepared,
            words,
            &clause,
            vec![subject],
            "agent-of-a-passive",
            None,
        );
    }
    if prepared.word(by) == "as" {
        return None;
    }
    let right = contents::right(prepared, words, clause, sentence)?;
    if right.after_comma || !is_content(words, clause, &right, sentence) {
        return None;
    }
    let end = after_cue::stop(prepared, words, clause, &right, sentence, next);
    let clause = Clause {
        source: None,
        ..clause.clone()
    };
    finished(
        prepared,
        words,
        &clause,
        std::iter::once(right.start..end).collect(),
        AFTER_PASSIVE,
        Some(right.opening),
    )
}

fn is_after_as(prepared: &Prepared<'_>, clause: &Clause, sentence: &Range<usize>) -> bool {
    clause.group > sentence.start && prepared.word(clause.group - 1).eq_ignore_ascii_case("as")
}

/// "As reported by the agency, the talks failed.", "The talks failed, as reported by the agency."
fn as_reported(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    agent: Range<usize>,
    next: &[Clause],
    covered_to: usize,
) -> Option<Draft> {
    let clause = Clause {
        shape: Shape::Finite,
        start: clause.group,
        after: agent.end,
        source: Some(agent),
        is_inverted: true,
        is_shared: false,
        ..clause.clone()
    };
    if let Some(left) = before_cue::left(prepared, words, &clause, sentence, covered_to)
        .filter(|left| words.has_finite_verb(left.clone()))
    {
        return finished(prepared, words, &clause, vec![left], "content-before-cue", None);
    }
    let right = contents::right(prepared, words, &clause, sentence).filter(|right| right.after_comma)?;
    if !parenthesis::opens_sentence(prepared, words, &clause, sentence, covered_to) {
        return None;
    }
    let end = after_cue::stop(prepared, words, &clause, &right, sentence, next);
    let pieces = std::iter::once(right.start..end).collect();
    finished(
        prepared,
        words,
        &clause,
        pieces,
        "content-around-cue",
        Some(right.opening),
    )
}

fn finished(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    mut pieces: Vec<Range<usize>>,
    rule: &'static str,
    opening: Option<Opening>,
) -> Option<Draft> {
    for piece in &mut pieces {
        extend_to_quotation(prepared, words, piece);
    }
    pieces.retain(|piece| piece.start < piece.end);
    if pieces.is_empty() {
        return None;
    }
    Some(Draft {
        pieces,
        cue: Some(clause.cue.clone()),
        source: clause.source.clone(),
        opening,
        inner: Vec::new(),
        passed_on_by: None,
        rule,
        score: score(words, clause, rule),
    })
}

/// Whether what stands right of the cue can be content of this verb.
fn is_content(words: &Words, clause: &Clause, right: &Right, sentence: &Range<usize>) -> bool {
    if right.after_comma && right.opening == Opening::Clause && clause.shape != Shape::AccordingTo {
        return false;
    }
    let Some(entry) = clause.entry else {
        return true;
    };
    let is_speech = entry.reporting == Reporting::Speech;
    let is_quotation = words.get(right.start).quotation.is_some();
    match right.opening {
        Opening::Quotation | Opening::That | Opening::Colon => true,
        Opening::Clause if is_quotation => true,
        Opening::Clause => {
            entry.frames.any(Frames::CLAUSE)
                && (entry.frames.any(Frames::OBJECT) && is_speech
                    || words.is(right.start, Classes::PRONOUN)
                    || is_speech
                        && entry.frames.any(Frames::QUOTATION)
                        && sentence.end - right.start > SHORTEST_CLAUSE
                    || words.has_finite_verb(right.start..sentence.end))
        }
        _ => is_speech,
    }
}

/// "a firm called Meridian", "what they call a gate": the verb only names.
fn is_naming(prepared: &Prepared<'_>, words: &Words, clause: &Clause) -> bool {
    let names = clause
        .entry
        .is_some_and(|entry| matches!(entry.lemma, "call" | "name" | "dub" | "title"));
    let Some(source) = clause.source.as_ref().filter(|_| names) else {
        return false;
    };
    let is_participle = clause.forms.any(Forms::PARTICIPLE) && clause.group == clause.head;
    let is_indefinite = matches!(prepared.word(source.start), "a" | "an" | "A" | "An" | "another");
    let is_name = words.get(clause.after).is_capital || words.get(clause.after).mark == Mark::Quote;
    let is_relative = source
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(prepared.word(before), "what" | "What"));
    is_relative || clause.shape == Shape::Finite && is_participle && is_indefinite && is_name
}

/// How likely such a statement is right, from how such statements fared on annotated news.
fn score(words: &Words, clause: &Clause, rule: &str) -> f64 {
    let has_quotation =
        rule != "content-after-cue" && words.get(clause.start.saturating_sub(1)).mark == Mark::Quote;
    match clause.shape {
        _ if has_quotation => 0.95,
        Shape::AccordingTo => 0.85,
        Shape::Finite if clause.source.is_some() => {
            if words.is(clause.after, Classes::THAT) {
                0.88
            } else {
                0.75
            }
        }
        Shape::Participle => 0.62,
        _ => 0.5,
    }
}

/// A piece that stops inside a quotation goes on to its end: “Sure. I get that, too.”
pub(super) fn extend_to_quotation(prepared: &Prepared<'_>, words: &Words, piece: &mut Range<usize>) {
    if piece.start >= piece.end {
        return;
    }
    let Some(idx) = words.get(piece.end - 1).quotation else {
        return;
    };
    if words.get(piece.end).quotation == Some(idx)
        && let Some(quotation) = prepared.quotations.get(idx as usize)
    {
        let tokens = prepared.tokens_in(quotation.span);
        if tokens.start >= piece.start {
            piece.end = piece.end.max(tokens.end);
        }
    }
}
