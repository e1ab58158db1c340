//! A reporting clause and its content: "Orbeli said the talks had failed."

use std::ops::Range;

use super::super::clauses::{Clause, Shape};
use super::super::contents::{self, Opening, Right};
use super::super::lexicon::{Classes, Forms, Frames, Reporting};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::{Draft, before_cue};

/// The statement of one clause, if it is one.
pub(super) fn draft(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    next: &[Clause],
    covered_to: usize,
) -> Option<Draft> {
    let entry = clause.entry;
    if clause.shape == Shape::Passive {
        return None;
    }
    let right = contents::right(prepared, words, clause, sentence);
    let left = before_cue::left(prepared, words, clause, sentence, covered_to);
    let is_speech = entry.is_none_or(|entry| entry.reporting == Reporting::Speech);
    let frames = entry.map(|entry| entry.frames).unwrap_or_default();
    let is_postposed = left.is_some()
        && (frames.any(Frames::QUOTATION) || clause.shape == Shape::AccordingTo)
        && !matches!(clause.shape, Shape::Participle | Shape::Infinitive | Shape::Noun);
    let mut pieces = Vec::new();
    let mut rule = "content-after-cue";
    let after_comma = right
        .as_ref()
        .is_some_and(|right| right.after_comma && right.opening == Opening::Clause);
    if is_postposed
        && right.as_ref().is_none_or(|right| {
            right.after_comma
                || right.opening == Opening::Clause && !words.has_finite_verb(right.start..sentence.end)
        })
    {
        rule = "content-before-cue";
        pieces.extend(left);
        if let Some(right) = &right
            && right.after_comma
        {
            let first = words.get(right.start);
            let goes_on = right.opening == Opening::Quotation
                || right.opening == Opening::That
                || first.is_verb && !first.verb.is_some_and(|(_, forms)| forms.any(Forms::ING))
                || first.classes.any(Classes::MODAL | Classes::BE | Classes::HAVE)
                || first
                    .classes
                    .any(Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::THAT);
            if goes_on {
                rule = "content-around-cue";
                pieces.push(right.start..stop(prepared, words, right, sentence, next));
            }
        }
    } else {
        let right = right?;
        if after_comma {
            return None;
        }
        if right.opening == Opening::Object && !is_speech {
            return None;
        }
        if !is_speech
            && !matches!(
                right.opening,
                Opening::Quotation | Opening::That | Opening::Clause | Opening::Colon
            )
        {
            return None;
        }
        let end = stop(prepared, words, &right, sentence, next);
        pieces.push(right.start..end);
    }
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
        rule,
        score: 0.7,
    })
}

/// A piece that stops inside a quotation goes on to its end: “Sure. I get that, too.”
fn extend_to_quotation(prepared: &Prepared<'_>, words: &Words, piece: &mut Range<usize>) {
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

/// Where the content stops, by the clearest edges.
fn stop(
    prepared: &Prepared<'_>,
    words: &Words,
    right: &Right,
    sentence: &Range<usize>,
    next: &[Clause],
) -> usize {
    let stops = contents::stops(prepared, words, right.start, sentence.end);
    let end = stops.last().copied().unwrap_or(sentence.end);
    for &stop in &stops {
        let word = words.get(stop);
        if prepared.word(stop) == "according" {
            return stop;
        }
        if word.mark == Mark::Comma && prepared.word(stop + 1) == "according" {
            return stop;
        }
        if word.mark == Mark::Comma
            && words.get(stop + 1).is_verb
            && words
                .get(stop + 1)
                .verb
                .is_some_and(|(_, forms)| forms.any(Forms::ING))
        {
            let is_reporting = next.iter().any(|clause| clause.head == stop + 1);
            if is_reporting {
                return stop;
            }
        }
        if word.classes.any(Classes::COORDINATOR)
            && next
                .iter()
                .any(|clause| clause.is_shared && clause.group == stop + 1 && clause.shape == Shape::Finite)
        {
            return if words.get(stop - 1).mark == Mark::Comma {
                stop - 1
            } else {
                stop
            };
        }
        // Pure quotation: nothing follows it but the next clause.
        if right.opening == Opening::Quotation
            && words.get(stop - 1).mark == Mark::Quote
            && words.get(stop - 1).quotation == words.get(right.start).quotation
            && (word.mark != Mark::None || word.classes.any(Classes::PREPOSITION | Classes::SUBORDINATOR))
        {
            return stop;
        }
    }
    end
}
