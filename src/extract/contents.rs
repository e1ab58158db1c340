//! Where the content of a reporting clause can begin and end.
//!
//! Right of the clause content begins after addressee and adverbials; left of it it ends where the clause
//! begins. How far it reaches is a choice among clause edges: commas, conjunctions, dashes, other
//! reporting clauses, the ends of quotations and of the sentence.

use std::ops::Range;

use super::clauses::phrases::{noun_phrase_right, time_ago};
use super::clauses::{Clause, Shape};
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

impl Right {
    fn new(start: usize, opening: Opening, after_comma: bool) -> Self {
        Self {
            start,
            opening,
            after_comma,
        }
    }
}

/// Finds where content right of the clause begins.
pub(crate) fn right(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    sentence: &Range<usize>,
) -> Option<Right> {
    let end = sentence.end;
    let at = clause.after;
    let right = match clause.shape {
        Shape::AccordingTo => after_according(words, clause, sentence),
        Shape::Noun => Some(Right::new(
            at,
            match prepared.word(at) {
                "that" => Opening::That,
                "to" => Opening::To,
                _ => Opening::Object,
            },
            false,
        )),
        _ => right_of_verb(prepared, words, clause, end),
    };
    right.filter(|right| right.start < end)
}

/// "According to two diplomats who were there, the talks failed."
fn after_according(words: &Words, clause: &Clause, sentence: &Range<usize>) -> Option<Right> {
    let reach = if clause.start == sentence.start {
        ADVERBIALS
    } else {
        1
    };
    (clause.after..sentence.end.min(clause.after + reach))
        .find(|&idx| words.get(idx).mark != Mark::None)
        .filter(|&idx| words.get(idx).mark == Mark::Comma)
        .map(|comma| Right::new(comma + 1, Opening::Clause, true))
}

fn right_of_verb(prepared: &Prepared<'_>, words: &Words, clause: &Clause, end: usize) -> Option<Right> {
    if let Some(right) = after_particle(prepared, words, clause) {
        return Some(right);
    }
    let frames = clause.entry.map(|entry| entry.frames).unwrap_or_default();
    let start = match addressee(prepared, words, clause, frames, end) {
        Addressee::Content(right) => return Some(right),
        Addressee::Skipped(start) => start,
    };
    // "warned us about the flood", "reminded them of the treaty".
    let has_preposition = clause.entry.is_some_and(|entry| {
        entry.prepositions.contains(&prepared.word(start)) && prepared.word(start) != "to"
    });
    if has_preposition && start > clause.after && words.get(start + 1).mark != Mark::Comma {
        return Some(Right::new(start + 1, Opening::Object, false));
    }
    let limit = end.min(start + ADVERBIALS);
    if frames.any(Frames::THAT | Frames::CLAUSE)
        && let Some(right) = that_soon(words, start, limit)
    {
        return Some(right);
    }
    let at = skip_adverbials(prepared, words, start, limit);
    match words.get(at).mark {
        Mark::Colon => Some(Right::new(at + 1, Opening::Colon, false)),
        Mark::Quote => Some(Right::new(at, Opening::Quotation, false)),
        Mark::Comma => Some(after_comma(words, frames, at, limit)),
        Mark::Dash => after_insertion(words, frames, at, limit),
        Mark::None => by_frame(words, frames, start, at),
        _ => None,
    }
}

/// "pointed out that", "called for talks": what follows the particle of the cue.
fn after_particle(prepared: &Prepared<'_>, words: &Words, clause: &Clause) -> Option<Right> {
    if clause.cue.len() < 2 || clause.is_inverted {
        return None;
    }
    let at = clause.after;
    let is_adverb = matches!(prepared.word(clause.cue.end - 1), "out" | "in" | "off");
    if is_adverb && words.is(at, Classes::THAT) {
        return Some(Right::new(at, Opening::That, false));
    }
    (is_adverb || matches!(words.get(at).mark, Mark::None | Mark::Quote)).then_some(Right::new(
        at,
        Opening::Object,
        false,
    ))
}

/// What came of looking for an addressee.
enum Addressee {
    /// The addressee belongs to the content: "asked [Kasich to lay out his plan]".
    Content(Right),
    /// Content can begin here, after the addressee if there is one.
    Skipped(usize),
}

/// "told reporters that", "urged both sides to".
fn addressee(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    frames: Frames,
    end: usize,
) -> Addressee {
    let at = clause.after;
    if clause.is_inverted {
        return Addressee::Skipped(at);
    }
    let is_pronoun = words.is(at, Classes::OBJECT_PRONOUN);
    let content = |phrase_end: usize| {
        let is_alone = is_pronoun && phrase_end == at + 1;
        Addressee::Content(Right::new(
            if is_alone { phrase_end } else { at },
            Opening::To,
            false,
        ))
    };
    if frames.any(Frames::ADDRESSEE) {
        let mut after = at;
        if words.is(at, Classes::OBJECT_PRONOUN | Classes::PRONOUN)
            && (!words.is(at, Classes::POSSESSIVE)
                || words.get(at + 1).mark == Mark::None && !words.is_nominal(at + 1))
        {
            after += 1;
        } else if words.get(at).mark == Mark::None
            && !words.is(at, Classes::THAT | Classes::QUESTION | Classes::TO)
            && let Some(addressee) = noun_phrase_right(prepared, words, at, end)
        {
            after = addressee.end;
        }
        if frames.any(Frames::OBJECT_TO) && words.is(after, Classes::TO) && after > at {
            return content(after);
        }
        return Addressee::Skipped(after);
    }
    if frames.any(Frames::OBJECT_TO)
        && let Some(object) = noun_phrase_right(prepared, words, at, end)
    {
        let after = object.end + usize::from(words.is(object.end, Classes::NEGATION));
        if words.is(after, Classes::TO) {
            return content(object.end);
        }
    }
    Addressee::Skipped(at)
}

/// "that" soon after the cue, before any finite verb: "said on Monday in Astana that".
fn that_soon(words: &Words, start: usize, limit: usize) -> Option<Right> {
    let mut n_commas = 0;
    for scan in start..limit {
        let word = words.get(scan);
        if word.classes.any(Classes::THAT) && word.mark == Mark::None {
            let is_complementiser =
                matches!(words.get(scan + 1).mark, Mark::None | Mark::Quote | Mark::Comma);
            if scan > start && words.is(scan - 1, Classes::COORDINATOR) {
                return None;
            }
            let follows =
                scan == start || !words.is_nominal(scan - 1) || is_time_or_place(words, start, scan);
            return (is_complementiser && follows).then_some(Right::new(scan, Opening::That, n_commas > 0));
        }
        match word.mark {
            Mark::Quote | Mark::Stop | Mark::Colon | Mark::Semicolon | Mark::Dash => return None,
            Mark::Comma => n_commas += 1,
            _ => {}
        }
        if n_commas > 2 || scan == start && word.classes.any(Classes::PRONOUN | Classes::DETERMINER) {
            return None;
        }
        // "…,” he said, adding that": the next clause's.
        let is_next_clause = n_commas > 0 && word.is_verb && words.entry(scan).is_some_and(can_report);
        let is_finite = n_commas == 0
            && word.is_verb
            && !word
                .verb
                .is_some_and(|(_, forms)| forms.any(Forms::ING | Forms::PARTICIPLE));
        if is_next_clause || is_finite {
            return None;
        }
    }
    None
}

/// After a comma: a quotation or "that", at once or after one insertion; else a clause, perhaps.
fn after_comma(words: &Words, frames: Frames, comma: usize, limit: usize) -> Right {
    let opens_quotation = |idx: usize| {
        let word = words.get(idx);
        word.mark == Mark::Quote && word.quotation.is_some()
    };
    if opens_quotation(comma + 1) {
        return Right::new(comma + 1, Opening::Quotation, true);
    }
    let mut scan = comma + 1;
    while scan < limit {
        match words.get(scan).mark {
            Mark::Comma if opens_quotation(scan + 1) => {
                return Right::new(scan + 1, Opening::Quotation, true);
            }
            Mark::Comma if words.is(scan + 1, Classes::THAT) && frames.any(Frames::THAT) => {
                return Right::new(scan + 1, Opening::That, true);
            }
            Mark::Colon if words.get(scan + 1).mark == Mark::Quote => {
                return Right::new(scan + 1, Opening::Quotation, true);
            }
            Mark::Comma | Mark::Quote | Mark::Stop | Mark::Semicolon | Mark::Colon => break,
            _ => scan += 1,
        }
    }
    Right::new(comma + 1, Opening::Clause, true)
}

/// "said — on Twitter, of all places — that": past the second dash.
fn after_insertion(words: &Words, frames: Frames, dash: usize, limit: usize) -> Option<Right> {
    let second = (dash + 1..limit).find(|&idx| words.get(idx).mark == Mark::Dash)?;
    let next = words.get(second + 1);
    if next.mark == Mark::Quote && next.quotation.is_some() {
        return Some(Right::new(second + 1, Opening::Quotation, true));
    }
    (next.classes.any(Classes::THAT) && frames.any(Frames::THAT)).then_some(Right::new(
        second + 1,
        Opening::That,
        true,
    ))
}

/// No mark opens the content: what the verb can take decides. `start` is the place after the addressee,
/// `at` the place after adverbials.
fn by_frame(words: &Words, frames: Frames, start: usize, at: usize) -> Option<Right> {
    let word = words.get(at);
    let classes = word.classes;
    let opening = if classes.any(Classes::THAT) && frames.any(Frames::THAT | Frames::CLAUSE) {
        Opening::That
    } else if classes.any(Classes::QUESTION) && frames.any(Frames::QUESTION | Frames::CLAUSE) {
        Opening::Question
    } else if classes.any(Classes::TO) {
        return frames
            .any(Frames::TO | Frames::OBJECT_TO | Frames::ADDRESSEE)
            .then_some(Right::new(at, Opening::To, false));
    } else if word.verb.is_some_and(|(_, forms)| forms.any(Forms::ING)) && frames.any(Frames::GERUND) {
        return Some(Right::new(start, Opening::Gerund, false));
    } else if frames.any(Frames::CLAUSE) {
        Opening::Clause
    } else if frames.any(Frames::OBJECT | Frames::THAT) {
        return Some(Right::new(start, Opening::Object, false));
    } else {
        return None;
    };
    Some(Right::new(at, opening, false))
}

/// Whether only adverbials of time and place stand between cue and "that".
fn is_time_or_place(words: &Words, from: usize, to: usize) -> bool {
    (from..to).any(|idx| {
        words.is(idx, Classes::TIME | Classes::PREPOSITION | Classes::ADVERB)
            || words.get(idx).mark == Mark::Comma
    }) || to - from <= 3
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
                && !words.get(at + 1).is_verb
        {
            at += 1;
            continue;
        }
        if let Some(time) = time_ago(prepared, words, at) {
            at = time.end;
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
                | "Indeed"
                | "Then"
                | "Besides"
                | "Furthermore"
                | "Rather"
        )
}
