//! Who does what a verb says: the words of its subject, by the words around it alone.
//!
//! Asked where no reporting clause told the source: the verb may be none that reports ("issued a statement: “…”"),
//! or the subject stands behind a date, a bracket, an apposition or another verb. Every look is bounded.

use std::ops::Range;

mod places;

use super::clauses::phrases::{noun_phrase_left, noun_phrase_right, time_ago};
use super::lexicon::{Classes, Forms};
use super::prepare::Prepared;
use super::words::{Mark, Words};
use crate::text::TokenKind;

/// How far to the left a subject is looked for, in tokens.
const REACH: usize = 60;

/// Verbs that are tried on the way to the left.
const VERBS: usize = 8;

/// What opens a clause inside another, or stands before what is no subject.
const INSIDE: u64 = Classes::PREPOSITION
    | Classes::TO
    | Classes::THAT
    | Classes::SUBORDINATOR
    | Classes::RELATIVE
    | Classes::QUESTION;

/// The same for a second verb: "while the police [deny] it and say …".
const INSIDE_JOINED: u64 = INSIDE & !Classes::SUBORDINATOR;

/// Finds subjects in one article.
#[derive(Clone, Copy)]
pub(super) struct Subjects<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) words: &'a Words,
}

impl Subjects<'_> {
    /// The subject of the verb at token `verb`, not before token `floor`.
    pub(super) fn of_verb(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        self.of_verb_within(verb, floor, 3)
    }

    fn of_verb_within(&self, verb: usize, floor: usize, depth: u8) -> Option<Range<usize>> {
        let words = self.words;
        let floor = floor.max(verb.saturating_sub(REACH));
        let mut group = verb;
        for _ in 0..6 {
            group = self.group_start(group, floor);
            let before = group.checked_sub(1).filter(|&before| before >= floor)?;
            let word = words.get(before);
            if word.classes.any(Classes::PRONOUN) && !word.classes.any(Classes::POSSESSIVE)
                || word.classes.any(Classes::RELATIVE)
            {
                return Some(before..group);
            }
            if matches!(
                self.prepared.word(before),
                "both" | "all" | "each" | "themselves" | "himself" | "herself"
            ) && before > floor
                && (words.is_nominal(before - 1) || words.is(before - 1, Classes::HAVE | Classes::BE))
            {
                group = before;
                continue;
            }
            if words.is(before, Classes::TO) {
                return self.of_infinitive(before, floor, depth);
            }
            if word.classes.any(Classes::COORDINATOR) {
                return self.before_within(before, floor, depth.checked_sub(1)?, INSIDE_JOINED);
            }
            if let Some(start) = self.skipped(before, floor) {
                group = start;
                continue;
            }
            // "“…,” said Orbeli": the subject follows.
            let is_after_quotation = word.mark == Mark::Quote
                || word.mark == Mark::Comma && before > floor && words.get(before - 1).mark == Mark::Quote;
            if is_after_quotation && group == verb {
                return noun_phrase_right(self.prepared, words, verb + 1, verb + 20);
            }
            if matches!(word.mark, Mark::Comma | Mark::Dash) {
                return self.over_apposition(before, floor);
            }
            if word.mark != Mark::None && word.mark != Mark::Quote {
                return None;
            }
            let phrase = noun_phrase_left(self.prepared, words, group, floor)?;
            // "critics have in particular noted": the phrase stands between helper and verb.
            if let Some(relative) = phrase.start.checked_sub(2)
                && relative >= floor
                && words.is(relative + 1, Classes::PREPOSITION)
                && words.is(relative, Classes::RELATIVE)
            {
                return Some(relative..relative + 1);
            }
            if let Some(helper) = phrase.start.checked_sub(2)
                && helper >= floor
                && words.is(helper + 1, Classes::PREPOSITION)
                && words.is(helper, Classes::BE | Classes::HAVE | Classes::MODAL)
            {
                group = helper;
                continue;
            }
            return Some(phrase);
        }
        None
    }

    /// The subject of the last finite verb before token `end`.
    pub(super) fn before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        self.before_within(end, floor, 3, INSIDE)
    }

    /// The same; a subject after one of the classes `inside` is that of a clause inside another, and comes last.
    fn before_within(&self, end: usize, floor: usize, depth: u8, inside: u64) -> Option<Range<usize>> {
        let words = self.words;
        let floor = floor.max(end.saturating_sub(REACH));
        let quotation = words.get(end).quotation;
        let mut nested = None;
        let mut n_verbs = 0;
        let mut idx = end;
        while idx > floor && n_verbs < VERBS {
            idx -= 1;
            if !self.is_finite(idx, floor)
                || words.get(idx).quotation.is_some_and(|own| Some(own) != quotation)
            {
                continue;
            }
            n_verbs += 1;
            let Some(subject) = self.of_verb_within(idx, floor, depth) else {
                continue;
            };
            if words.is(subject.start, Classes::RELATIVE) || self.is_nested(subject.start, floor, inside) {
                nested = nested.or(Some(subject));
                continue;
            }
            return Some(subject);
        }
        let opening = self.opening(end, floor).filter(|_| nested.is_some());
        opening.or(nested)
    }

    /// Whether the subject at `start` opens a clause inside another ("that he …", "critics say she …"), or is no
    /// subject at all (after a preposition or verb).
    fn is_nested(&self, start: usize, floor: usize, inside: u64) -> bool {
        let Some(before) = start.checked_sub(1).filter(|&before| before >= floor) else {
            return false;
        };
        let word = self.words.get(before);
        word.is_verb || word.classes.any(inside)
    }

    /// The subject of a full verb that shares it with one before: "Orbeli left and [said]".
    pub(super) fn of_joined(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let group = self.group_start(verb, floor);
        let before = group.checked_sub(1).filter(|&before| before > floor)?;
        let is_joined = words.get(verb).is_verb
            && words.is(before, Classes::COORDINATOR)
            && matches!(self.prepared.word(before), "and" | "but" | "then");
        if !is_joined {
            return None;
        }
        self.before_within(before, floor, 3, INSIDE_JOINED)
            .or_else(|| self.opening(before, floor))
    }

    /// The subject of the participle at token `verb`, unless helpers make it a full verb: of the main clause
    /// ("Orbeli left, saying"), or what stands directly before it ("with Orbeli saying", "a sign reading").
    pub(super) fn of_participle(&self, verb: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let is_participle = words
            .get(verb)
            .verb
            .is_some_and(|(_, forms)| forms.any(Forms::ING) && !forms.any(Forms::PAST | Forms::S));
        let mut group = verb;
        while group > floor && verb - group < 4 && words.is(group - 1, Classes::ADVERB | Classes::NEGATION) {
            group -= 1;
        }
        let before = group.checked_sub(1).filter(|&before| before >= floor)?;
        let word = words.get(before);
        if !is_participle || word.classes.any(Classes::BE) {
            return None;
        }
        let stands_apart = matches!(word.mark, Mark::Comma | Mark::Dash | Mark::Quote)
            || word
                .classes
                .any(Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR);
        if !stands_apart
            && word.mark == Mark::None
            && let Some(phrase) = noun_phrase_left(self.prepared, words, group, floor)
        {
            let is_own = phrase.start <= floor || {
                let opener = words.get(phrase.start - 1);
                matches!(
                    self.prepared.word(phrase.start - 1).to_ascii_lowercase().as_str(),
                    "with" | "see" | "saw" | "hear" | "heard" | "including" | "included" | "like" | "despite"
                ) || opener.mark != Mark::None && opener.mark != Mark::Quote
            };
            if is_own {
                return Some(phrase);
            }
        }
        self.before(before, floor)
    }

    /// Whether a token is a verb that can carry a clause.
    fn is_finite(&self, idx: usize, floor: usize) -> bool {
        let word = self.words.get(idx);
        word.is_verb
            && !word
                .classes
                .any(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL)
            && word.verb.is_none_or(|(_, forms)| {
                forms.any(Forms::PAST | Forms::S | Forms::BASE)
                    || self.words.is(
                        idx.saturating_sub(1),
                        Classes::BE | Classes::HAVE | Classes::ADVERB,
                    )
            })
            && !(idx > floor && self.words.is(idx - 1, Classes::TO))
    }

    /// The first token of the verb group: helpers and adverbs before the verb.
    fn group_start(&self, verb: usize, floor: usize) -> usize {
        let mut group = verb;
        while group > floor && verb - group < 8 {
            let before = self.words.get(group - 1);
            let is_helper = before.mark == Mark::None
                && before.classes.any(
                    Classes::ADVERB
                        | Classes::NEGATION
                        | Classes::BE
                        | Classes::HAVE
                        | Classes::DO
                        | Classes::MODAL,
                );
            if !is_helper || before.is_capital && before.classes.any(Classes::ADVERB) {
                break;
            }
            group -= 1;
        }
        group
    }

    /// Where a date or bracket begins that ends at token `last`: "on Thursday", "late this week", "(R-Utah)".
    fn skipped(&self, last: usize, floor: usize) -> Option<usize> {
        let words = self.words;
        if words.get(last).mark == Mark::Close {
            return (floor..last)
                .rev()
                .take(14)
                .find(|&idx| words.get(idx).mark == Mark::Open);
        }
        let ago = (2..=3)
            .rev()
            .filter_map(|n_back| last.checked_sub(n_back).filter(|&start| start > floor))
            .find(|&start| time_ago(self.prepared, words, start).is_some_and(|time| time.end == last + 1));
        if ago.is_some() {
            return ago;
        }
        let is_number = words.get(last).kind == TokenKind::Number;
        let is_time =
            words.is(last, Classes::TIME) || is_number && last > floor && words.is(last - 1, Classes::TIME);
        if !is_time {
            return None;
        }
        let mut start = last;
        while start > floor
            && (words.is(start - 1, Classes::TIME | Classes::ADVERB)
                || words.get(start - 1).kind == TokenKind::Number
                || words.is(start - 1, Classes::DETERMINER)
                || matches!(self.prepared.word(start - 1), "last" | "next" | "early" | "late"))
        {
            start -= 1;
        }
        if start > floor && words.is(start - 1, Classes::PREPOSITION) {
            start -= 1;
        }
        (start > floor).then_some(start)
    }

    /// "X, the head of Y, said": the phrase before the apposition that ends with the mark at `mark`.
    fn over_apposition(&self, mark: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let wanted = words.get(mark).mark;
        let mut fallback = None;
        let marks = (floor..mark)
            .rev()
            .filter(|&idx| words.get(idx).mark == wanted)
            .take(5);
        for idx in marks {
            let Some(phrase) = noun_phrase_left(self.prepared, words, idx, floor) else {
                continue;
            };
            let opens = phrase.start == floor || {
                let before = words.get(phrase.start - 1);
                before.mark != Mark::None
                    || before.classes.any(
                        Classes::COORDINATOR
                            | Classes::SUBORDINATOR
                            | Classes::THAT
                            | Classes::ADVERB
                            | Classes::TIME,
                    )
            };
            let is_time = phrase.clone().all(|idx| {
                words.is(idx, Classes::TIME | Classes::DETERMINER) || words.get(idx).kind == TokenKind::Number
            });
            if opens && !is_time {
                if phrase.clone().any(|idx| words.get(idx).is_capital) {
                    return Some(phrase);
                }
                fallback = Some(phrase);
            }
        }
        fallback
    }

    /// The subject of "to" and its verb: "led some to ask" (some), "sought to widen" (who sought).
    fn of_infinitive(&self, to: usize, floor: usize, depth: u8) -> Option<Range<usize>> {
        let words = self.words;
        let last = to.checked_sub(1).filter(|&last| last >= floor)?;
        if !words.get(last).is_verb
            && let Some(object) = noun_phrase_left(self.prepared, words, to, floor)
            && let Some(verb) = object.start.checked_sub(1).filter(|&verb| verb >= floor)
            && words.get(verb).is_verb
            && is_of_another(self.prepared.word(verb))
        {
            return Some(object);
        }
        self.before_within(to, floor, depth.checked_sub(1)?, INSIDE_JOINED)
    }
}

/// Whether the object of this verb does what follows: "prompted her to say".
fn is_of_another(verb: &str) -> bool {
    [
        "led", "lead", "leav", "left", "prompt", "caus", "forc", "allow", "enabl", "ask", "urg", "told",
        "tell", "encourag", "inspir", "paid", "hir", "order", "requir", "compel", "provok", "push", "want",
        "expect", "got",
    ]
    .iter()
    .any(|stem| verb.to_ascii_lowercase().starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Article;

    /// A sentence with the verb in {braces}: what `find` gives for its token.
    fn found(marked: &str, find: fn(&Subjects<'_>, usize) -> Option<Range<usize>>) -> String {
        let at = marked.find('{').unwrap();
        let text = marked.replace(['{', '}'], "");
        let article = Article::from_text(&text);
        let prepared = Prepared::new(&article);
        let words = Words::new(&prepared);
        let subjects = Subjects {
            prepared: &prepared,
            words: &words,
        };
        let verb = prepared.token_at(at);
        find(&subjects, verb)
            .and_then(|tokens| prepared.span(tokens))
            .map(|span| span.of(&text).to_owned())
            .unwrap_or_default()
    }

    #[track_caller]
    fn check(marked: &str, expected: &str) {
        assert_eq!(
            found(marked, |subjects, verb| subjects.of_verb(verb, 0)),
            expected,
            "{marked}"
        );
    }

    #[test]
    fn behind_dates_brackets_and_appositions() {
        check(
            "The mayor of Marsk on Thursday {rejected} the offer.",
            "The mayor of Marsk",
        );
        check(
            "Senator Ann Lurie (D-Utah) {said} she would stay.",
            "Senator Ann Lurie",
        );
        check("Ann Lurie, 61, {declined} to answer.", "Ann Lurie");
        check(
            "Critics at home have in particular {noted} the price.",
            "Critics at home",
        );
        check("The ministers have both {urged} calm.", "The ministers");
        check("“We wait,” {said} Orbeli at the time.", "Orbeli");
        check("Orbeli, who in the past has {voiced} doubt, left.", "who");
        check("Orbeli, who two weeks ago {voiced} doubt, left.", "who");
        check("The ministry a few days earlier {denied} it.", "The ministry");
        check("{Planned} talks failed.", "");
    }

    #[test]
    fn of_infinitives_and_joined_verbs() {
        check("The delay led some traders to {ask} for refunds.", "some traders");
        check("Orbeli sought to {portray} the vote as a farce.", "Orbeli");
        check(
            "Orbeli told reporters he was tired and {called} the vote a farce.",
            "Orbeli",
        );
    }

    #[test]
    fn of_a_second_verb() {
        let check = |marked: &str, expected: &str| {
            assert_eq!(
                found(marked, |subjects, verb| subjects.of_joined(verb, 0)),
                expected,
                "{marked}"
            );
        };
        check(
            "Mr. Orbeli forecast that the slumping market would soon rebound and {praised} the plan.",
            "Mr. Orbeli",
        );
        check(
            "The firm grew while the city's police deny it and {say} they were calm.",
            "the city's police",
        );
        check("Orbeli {praised} the plan.", "");
    }

    #[test]
    fn of_participles() {
        let check = |marked: &str, expected: &str| {
            assert_eq!(
                found(marked, |subjects, verb| subjects.of_participle(verb, 0)),
                expected,
                "{marked}"
            );
        };
        check(
            "Orbeli left after the vote was lost, {saying} nothing had changed.",
            "Orbeli",
        );
        check(
            "The minister said he would stay, {adding} that he was well.",
            "The minister",
        );
        check("The meeting ended with Orbeli {asking} for time.", "Orbeli");
        check("Orbeli was {saying} the same.", "");
    }

    #[test]
    fn after_a_quotation_and_before_a_colon() {
        let after = |marked: &str| {
            found(marked, |subjects, verb| {
                subjects.after_quotation(verb, subjects.prepared.tokens.len())
            })
        };
        assert_eq!(after("“We wait,” {Orbeli} told the paper."), "Orbeli");
        assert_eq!(after("“We wait,” {Orbeli}, who is 61, told the paper."), "Orbeli");
        assert_eq!(after("“We wait,” {reacted} Orbeli."), "Orbeli");
        assert_eq!(after("“We wait” {was} the answer."), "");
        let label = |marked: &str| found(marked, |subjects, verb| subjects.label(verb, 0));
        assert_eq!(
            label("The bridge is shut – Orbeli and Saar{:} “We wait.”"),
            "Orbeli and Saar"
        );
        assert_eq!(label("This much is clear{:} we wait."), "");
        let whose = |marked: &str| {
            found(marked, |subjects, verb| {
                subjects.in_words_of(verb, subjects.prepared.tokens.len())
            })
        };
        assert_eq!(
            whose("It is, {in} the minister's words, “a farce”."),
            "the minister"
        );
        assert_eq!(whose("It is, {in} the minister's office, “a farce”."), "");
    }
}
