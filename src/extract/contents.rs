//! Where the content of a reporting clause can begin and end.
//!
//! Right of the clause content begins after addressee and adverbials; left of it it ends where the clause
//! begins. How far it reaches is a choice among clause edges: commas, conjunctions, dashes, other
//! reporting clauses, the ends of quotations and of the sentence.

use std::ops::Range;

use super::clauses::{Clause, Shape, noun_phrase_right};
use super::lexicon::{Classes, Forms, Frames};
use super::prepare::Prepared;
use super::words::{Mark, Words, can_report};
use crate::text::TokenKind;

/// How far adverbials between cue and content are skipped, in tokens.
const ADVERBIALS: usize = 30;

/// How the content right of a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Opening {
    /// "that …"
    That,
    /// A quotation.
    Quotation,
    /// "whether …", "why …"
    Question,
    /// "to …"
    To,
    /// A clause without "that".
    Clause,
    /// A noun phrase or what follows a preposition of the cue.
    Object,
    /// After a colon.
    Colon,
    /// A gerund.
    Gerund,
}

/// Content right of a clause: from here to one of the ends.
#[derive(Clone, Debug)]
pub(crate) struct Right {
    /// First token.
    pub start: usize,
    /// How it begins.
    pub opening: Opening,
    /// Whether a comma stands before it.
    pub after_comma: bool,
}

/// Finds where content right of the clause begins.
pub(crate) fn right(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    sentence: &Range<usize>,
) -> Option<Right> {
    let end = sentence.end;
    let mut at = clause.after;
    let found = |start: usize, opening: Opening, after_comma: bool| {
        (start < end).then_some(Right {
            start,
            opening,
            after_comma,
        })
    };
    if clause.shape == Shape::AccordingTo {
        // "According to X, the talks failed."
        return (clause.start == sentence.start && words.get(at).mark == Mark::Comma)
            .then(|| found(at + 1, Opening::Clause, true))
            .flatten();
    }
    let frames = clause.entry.map(|entry| entry.frames).unwrap_or_default();
    if clause.shape == Shape::Noun {
        let opening = match prepared.word(at) {
            "that" => Opening::That,
            "to" => Opening::To,
            _ => Opening::Object,
        };
        return found(at, opening, false);
    }
    let took_preposition = clause.cue.len() > 1;
    if took_preposition && !clause.is_inverted {
        let particle = prepared.word(clause.cue.end - 1);
        if matches!(particle, "out" | "in" | "off") {
            if words.is(at, Classes::THAT) {
                return found(at, Opening::That, false);
            }
            return found(at, Opening::Object, false);
        }
        if words.get(at).mark == Mark::None || words.get(at).mark == Mark::Quote {
            return found(at, Opening::Object, false);
        }
    }
    // "quoted … as saying" is a clause of its own.
    if frames.any(Frames::ADDRESSEE) && !clause.is_inverted {
        let before = at;
        if words.is(at, Classes::OBJECT_PRONOUN | Classes::PRONOUN) && !words.is(at, Classes::POSSESSIVE)
            || words.is(at, Classes::PRONOUN | Classes::OBJECT_PRONOUN)
                && words.get(at + 1).mark == Mark::None
                && !words.is_nominal(at + 1)
        {
            at += 1;
        } else if words.get(at).mark == Mark::None
            && !words.is(at, Classes::THAT | Classes::QUESTION | Classes::TO)
            && let Some(addressee) = noun_phrase_right(prepared, words, at, end)
        {
            at = addressee.end;
        }
        // "asked Kasich to lay out": the addressee belongs to the content.
        if frames.any(Frames::OBJECT_TO) && words.is(at, Classes::TO) && at > before {
            let is_pronoun = at == before + 1 && words.is(before, Classes::OBJECT_PRONOUN);
            return found(if is_pronoun { at } else { before }, Opening::To, false);
        }
    } else if frames.any(Frames::OBJECT_TO)
        && !clause.is_inverted
        && let Some(object) = noun_phrase_right(prepared, words, at, end).filter(|object| {
            words.is(object.end, Classes::TO)
                || words.is(object.end, Classes::NEGATION) && words.is(object.end + 1, Classes::TO)
        })
    {
        let is_pronoun = object.len() == 1 && words.is(at, Classes::OBJECT_PRONOUN);
        return found(if is_pronoun { object.end } else { at }, Opening::To, false);
    }
    let start = at;
    // "that" soon, before any finite verb.
    let limit = end.min(at + ADVERBIALS);
    if frames.any(Frames::THAT | Frames::CLAUSE) {
        let mut scan = at;
        let mut n_commas = 0;
        while scan < limit {
            let word = words.get(scan);
            if word.classes.any(Classes::THAT) && word.mark == Mark::None {
                let is_complementiser = words.get(scan + 1).mark == Mark::None
                    || words.get(scan + 1).mark == Mark::Quote
                    || words.get(scan + 1).mark == Mark::Comma;
                if is_complementiser
                    && (scan == at
                        || !words.is_nominal(scan - 1)
                        || is_time_or_place(prepared, words, at, scan))
                {
                    return found(scan, Opening::That, n_commas > 0);
                }
                break;
            }
            if matches!(
                word.mark,
                Mark::Quote | Mark::Stop | Mark::Colon | Mark::Semicolon | Mark::Dash
            ) {
                break;
            }
            if word.mark == Mark::Comma {
                n_commas += 1;
                if n_commas > 2 {
                    break;
                }
            }
            if scan == at && word.classes.any(Classes::PRONOUN | Classes::DETERMINER) {
                break;
            }
            if n_commas > 0 && word.is_verb && words.entry(scan).is_some_and(can_report) {
                // "…,” he said, adding that": the next clause's.
                break;
            }
            if word.is_verb
                && !word
                    .verb
                    .is_some_and(|(_, forms)| forms.any(Forms::ING | Forms::PARTICIPLE))
                && n_commas == 0
            {
                break;
            }
            scan += 1;
        }
    }
    // Adverbials.
    at = skip_adverbials(prepared, words, at, limit);
    let word = words.get(at);
    match word.mark {
        Mark::Colon => return found(at + 1, Opening::Colon, false),
        Mark::Quote => return found(at, Opening::Quotation, false),
        Mark::Comma => {
            let next = words.get(at + 1);
            if next.mark == Mark::Quote && next.quotation.is_some() {
                return found(at + 1, Opening::Quotation, true);
            }
            // "said, after a pause, that"; "explained after winning, he would".
            let mut scan = at + 1;
            let mut n_verbs = 0;
            while scan < limit && !matches!(words.get(scan).mark, Mark::Stop | Mark::Semicolon | Mark::Colon)
            {
                if words.get(scan).mark == Mark::Comma {
                    let next = words.get(scan + 1);
                    if next.mark == Mark::Quote && next.quotation.is_some() {
                        return found(scan + 1, Opening::Quotation, true);
                    }
                    if next.classes.any(Classes::THAT) && frames.any(Frames::THAT) {
                        return found(scan + 1, Opening::That, true);
                    }
                    break;
                }
                if words.get(scan).mark == Mark::Quote {
                    break;
                }
                n_verbs += usize::from(words.get(scan).is_verb);
                scan += 1;
            }
            if words.get(scan).mark == Mark::Colon && words.get(scan + 1).mark == Mark::Quote {
                return found(scan + 1, Opening::Quotation, true);
            }
            let _ = n_verbs;
            return found(at + 1, Opening::Clause, true);
        }
        Mark::None => {}
        _ => return None,
    }
    let classes = word.classes;
    if classes.any(Classes::THAT) && frames.any(Frames::THAT | Frames::CLAUSE) {
        return found(at, Opening::That, false);
    }
    if classes.any(Classes::QUESTION) && frames.any(Frames::QUESTION | Frames::CLAUSE) {
        return found(at, Opening::Question, false);
    }
    if classes.any(Classes::TO) {
        return (frames.any(Frames::TO | Frames::OBJECT_TO) || frames.any(Frames::ADDRESSEE))
            .then(|| found(at, Opening::To, false))
            .flatten();
    }
    if word.verb.is_some_and(|(_, forms)| forms.any(Forms::ING)) && frames.any(Frames::GERUND) {
        return found(start, Opening::Gerund, false);
    }
    if frames.any(Frames::CLAUSE) || frames.any(Frames::QUOTATION) && !frames.any(Frames::OBJECT) {
        return found(at, Opening::Clause, false);
    }
    if frames.any(Frames::OBJECT | Frames::THAT) {
        return found(start, Opening::Object, false);
    }
    (!classes.any(Classes::PREPOSITION))
        .then(|| found(at, Opening::Clause, false))
        .flatten()
}

/// Whether only adverbials of time and place stand between cue and "that".
fn is_time_or_place(prepared: &Prepared<'_>, words: &Words, from: usize, to: usize) -> bool {
    (from..to).any(|idx| {
        words.is(idx, Classes::TIME | Classes::PREPOSITION | Classes::ADVERB)
            || words.get(idx).mark == Mark::Comma
    }) || to - from <= 3 && !prepared.word(to).is_empty()
}

/// Skips times, places and occasions: "on Monday", "in an interview with X", "late Thursday".
fn skip_adverbials(prepared: &Prepared<'_>, words: &Words, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit {
        let word = words.get(at);
        if word.mark != Mark::None {
            break;
        }
        if word.classes.any(Classes::TIME) && !words.get(at + 1).is_verb
            || word.classes.any(Classes::ADVERB)
                && !word.classes.any(Classes::THAT | Classes::DETERMINER)
                && !word.is_capital
        {
            at += 1;
            continue;
        }
        let preposition = prepared.word(at);
        let opens = matches!(
            preposition,
            "on" | "in"
                | "at"
                | "during"
                | "after"
                | "before"
                | "via"
                | "through"
                | "by"
                | "from"
                | "to"
                | "with"
                | "following"
                | "ahead"
                | "as"
                | "when"
                | "while"
                | "last"
                | "this"
                | "that"
                | "upon"
                | "inside"
                | "outside"
                | "of"
                | "about"
        );
        if !opens || preposition == "that" {
            break;
        }
        if matches!(preposition, "last" | "this") {
            if words.is(at + 1, Classes::TIME) {
                at += 2;
                continue;
            }
            break;
        }
        let mut next = at + 1;
        while words.is(next, Classes::ADVERB | Classes::TIME) && next < limit {
            next += 1;
        }
        if words
            .get(next)
            .verb
            .is_some_and(|(_, forms)| forms.any(Forms::ING))
        {
            next += 1;
        }
        match noun_phrase_right(prepared, words, next, limit) {
            Some(phrase) => at = phrase.end,
            None if next > at + 1 => at = next,
            None => break,
        }
    }
    at
}

/// Where content that begins at `start` can stop: the tokens after its last, in order; the last one is
/// the end of the sentence, and never missing.
pub(crate) fn stops(prepared: &Prepared<'_>, words: &Words, start: usize, sentence_end: usize) -> Vec<usize> {
    let mut stops = Vec::new();
    let mut last_quotation = None;
    for idx in start..sentence_end {
        let word = words.get(idx);
        let inside = |idx: usize| {
            let word = words.get(idx);
            word.quotation.is_some_and(|quotation| {
                words.get(idx - 1).quotation == Some(quotation)
                    && idx > 0
                    && words.get(idx).mark != Mark::None
                    || words.get(idx - 1).quotation == Some(quotation)
            })
        };
        if idx == start {
            last_quotation = word.quotation;
            continue;
        }
        let is_inside = idx > 0 && inside(idx);
        // The end of a quotation.
        if last_quotation.is_some() && word.quotation != last_quotation {
            stops.push(idx);
        }
        last_quotation = word.quotation;
        if is_inside {
            continue;
        }
        let is_edge = matches!(
            word.mark,
            Mark::Comma | Mark::Semicolon | Mark::Dash | Mark::Open | Mark::Colon
        ) || word.classes.any(Classes::COORDINATOR | Classes::SUBORDINATOR)
            || word.classes.any(Classes::PREPOSITION) && !matches!(prepared.word(idx), "of")
            || prepared.word(idx) == "according"
            || word.classes.any(Classes::TIME)
            || word.classes.any(Classes::RELATIVE)
            || word.is_verb
                && words.get(idx - 1).mark == Mark::None
                && word.verb.is_some_and(|(_, forms)| forms.any(Forms::ING));
        if is_edge {
            stops.push(idx);
        }
    }
    let mut end = sentence_end;
    while end > start + 1 && words.get(end - 1).mark == Mark::Stop && words.get(end - 1).quotation.is_none() {
        end -= 1;
    }
    stops.retain(|&stop| stop < end);
    stops.dedup();
    stops.push(end);
    stops
}

/// Whether a token belongs to the sentence's opening that is no content: "But", "Meanwhile,".
pub(crate) fn is_connective(prepared: &Prepared<'_>, words: &Words, idx: usize) -> bool {
    let word = words.get(idx);
    word.kind == TokenKind::Word
        && matches!(
            prepared.word(idx),
            "But"
                | "And"
                | "Yet"
                | "Meanwhile"
                | "However"
                | "Still"
                | "So"
                | "Also"
                | "Plus"
                | "Nevertheless"
                | "Nonetheless"
                | "Moreover"
                | "Instead"
        )
}
