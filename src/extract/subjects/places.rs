//! Sources at places of their own: behind a quotation, before a colon, after "in the words of".

use std::ops::Range;

use super::super::clauses::phrases::{noun_phrase_left, noun_phrase_right};
use super::super::lexicon::Classes;
use super::super::words::Mark;
use super::{REACH, Subjects};
use crate::text::TokenKind;

/// Somebody quotes somebody else.
struct Quoting {
    /// The verb.
    verb: usize,
    /// The "as" that the reporting word follows, if it stands near.
    as_idx: Option<usize>,
    /// Whether who is quoted is its subject.
    is_passive: bool,
}

impl Subjects<'_> {
    /// The noun phrase that a verb follows, or that follows a verb, directly after a quotation that ends before token
    /// `end`: "“…” Orbeli told the paper", "“…” read the sign".
    pub(in crate::extract) fn after_quotation(&self, end: usize, limit: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut start = end;
        while start < limit && start < end + 2 && matches!(words.get(start).mark, Mark::Comma | Mark::Dash) {
            start += 1;
        }
        if words.is(
            start,
            Classes::RELATIVE | Classes::PREPOSITION | Classes::COORDINATOR,
        ) {
            return None;
        }
        let is_inverted = words.get(start).is_verb
            && !words.is(start, Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL)
            || !words.get(start).is_capital
                && self.prepared.word(start).ends_with("ed")
                && words.get(start + 1).is_capital;
        if is_inverted {
            return noun_phrase_right(self.prepared, words, start + 1, limit);
        }
        let mut phrase = noun_phrase_right(self.prepared, words, start, limit)?;
        // "“…” Orbeli answers.": a verb that could be a noun ends the sentence.
        let last = phrase.end - 1;
        let is_verb = !words.get(last).is_capital
            && (words.get(last).verb.is_some() || self.prepared.word(last).ends_with("ed"));
        if phrase.len() > 1 && is_verb && (phrase.end >= limit || words.get(phrase.end).mark == Mark::Stop) {
            phrase.end = last;
            return Some(phrase);
        }
        let mut next = phrase.end;
        // An apposition or a bracket between the phrase and its verb.
        if matches!(words.get(next).mark, Mark::Comma | Mark::Open) {
            let close = if words.get(next).mark == Mark::Open {
                Mark::Close
            } else {
                Mark::Comma
            };
            next = (next + 1..limit.min(next + 30))
                .find(|&idx| words.get(idx).mark == close)
                .map_or(next, |idx| idx + 1);
        }
        while next < limit && words.is(next, Classes::ADVERB | Classes::TIME) {
            next += 1;
        }
        words.get(next).is_verb.then_some(phrase)
    }

    /// The name directly before the colon at `colon`, alone or after a dash: "– Orbeli and Saar: “…”".
    pub(in crate::extract) fn label(&self, colon: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let phrase = noun_phrase_left(self.prepared, words, colon, floor)?;
        let stands_alone = phrase.start == floor
            || matches!(
                words.get(phrase.start - 1).mark,
                Mark::Dash | Mark::Stop | Mark::Quote
            )
            || words.is(phrase.start - 1, Classes::PREPOSITION | Classes::TO);
        let is_name = phrase
            .clone()
            .any(|idx| words.get(idx).is_capital && words.get(idx).kind == TokenKind::Word);
        (stands_alone && is_name).then_some(phrase)
    }

    /// Whose words they are by "in Orbeli's words", "in the minister's view", which begins at token `start`.
    pub(in crate::extract) fn in_words_of(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let words = self.words;
        if !matches!(self.prepared.word(start), "in" | "In") {
            return None;
        }
        let genitive =
            (start + 2..limit.min(start + 12)).find(|&idx| words.get(idx).kind == TokenKind::Genitive);
        let (phrase, noun) = match genitive {
            Some(genitive) => (start + 1..genitive, genitive + 1),
            None if words.is(start + 1, Classes::POSSESSIVE) => (start + 1..start + 2, start + 2),
            None => return None,
        };
        matches!(
            self.prepared.word(noun),
            "words" | "view" | "opinion" | "telling" | "account" | "phrase" | "assessment" | "estimation"
        )
        .then_some(phrase)
    }

    /// The noun phrase that opens the sentence, behind an adverbial with its comma; before token `end`.
    pub(in crate::extract) fn opening(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut start = floor;
        if words.is(
            start,
            Classes::PREPOSITION | Classes::TIME | Classes::SUBORDINATOR | Classes::ADVERB,
        ) || words.get(start).is_verb
        {
            start = (start..end.min(start + REACH)).find(|&idx| words.get(idx).mark == Mark::Comma)? + 1;
        }
        while start < end && (words.is(start, Classes::COORDINATOR) || words.get(start).mark != Mark::None) {
            start += 1;
        }
        if words.get(start).quotation.is_some() && words.get(start).quotation != words.get(end).quotation {
            return None;
        }
        let mut phrase = noun_phrase_right(self.prepared, words, start, end)?;
        // "Orbeli forecast that": the verb could be a noun.
        let last = phrase.end - 1;
        if phrase.len() > 1
            && words.get(phrase.start).is_capital
            && !words.get(last).is_capital
            && words.get(last).verb.is_some()
            && words.is(phrase.end, Classes::THAT)
        {
            phrase.end = last;
        }
        (phrase.end < end).then_some(phrase)
    }

    /// Whom somebody else quotes: "Tass quoted [Orbeli] as [saying]", "[Orbeli] was quoted by Tass as [saying]", and
    /// with the verb "quoted" itself as `verb`.
    pub(in crate::extract) fn quoted_as(
        &self,
        verb: usize,
        floor: usize,
        limit: usize,
    ) -> Option<Range<usize>> {
        let quoting = self.quoting(verb, floor, limit)?;
        if quoting.is_passive {
            return self.of_verb(quoting.verb, floor);
        }
        let object = noun_phrase_right(self.prepared, self.words, quoting.verb + 1, limit)?;
        (object.end <= quoting.as_idx?).then_some(object)
    }

    /// Who quotes somebody else: "[Tass] quoted Orbeli as [saying]", "Orbeli was quoted by [Tass] as [saying]".
    pub(in crate::extract) fn quoted_by(
        &self,
        verb: usize,
        floor: usize,
        limit: usize,
    ) -> Option<Range<usize>> {
        let quoting = self.quoting(verb, floor, limit)?;
        if !quoting.is_passive {
            return self.of_verb(quoting.verb, floor);
        }
        let by = quoting.verb + 1;
        (self.prepared.word(by) == "by")
            .then(|| noun_phrase_right(self.prepared, self.words, by + 1, limit))
            .flatten()
    }

    /// The verb by which somebody quotes somebody else, at `verb` or before it.
    fn quoting(&self, verb: usize, floor: usize, limit: usize) -> Option<Quoting> {
        let words = self.words;
        let is_quote = |idx: usize| {
            let word = self.prepared.word(idx);
            words.get(idx).is_verb && (word.starts_with("quot") || word.starts_with("cit"))
        };
        let as_idx = |from: usize| {
            (from..limit.min(from + 14)).find(|&idx| {
                self.prepared.word(idx) == "as"
                    && matches!(
                        self.prepared.word(idx + 1),
                        "saying"
                            | "telling"
                            | "adding"
                            | "having"
                            | "writing"
                            | "stating"
                            | "warning"
                            | "asking"
                    )
            })
        };
        let quote = if is_quote(verb) {
            as_idx(verb)?;
            verb
        } else if verb > floor && self.prepared.word(verb - 1) == "as" {
            (floor.max(verb.saturating_sub(14))..verb)
                .rev()
                .find(|&idx| is_quote(idx))?
        } else {
            return None;
        };
        let is_passive = words.is(quote.saturating_sub(1), Classes::BE | Classes::ADVERB)
            && words.is(self.group_start(quote, floor), Classes::BE | Classes::HAVE);
        Some(Quoting {
            verb: quote,
            as_idx: as_idx(quote),
            is_passive,
        })
    }

    /// The phrase before a participle that belongs to it: "[Orbeli] speaking to the Institute", where the phrase at
    /// `start` is what the participle is followed by.
    pub(in crate::extract) fn before_participle(&self, start: usize, floor: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut verb = start.checked_sub(1).filter(|&idx| idx > floor)?;
        if words.is(verb, Classes::PREPOSITION | Classes::TO) {
            verb = verb.checked_sub(1).filter(|&idx| idx > floor)?;
        }
        let is_participle = words.get(verb).is_verb
            && self.prepared.word(verb).ends_with("ing")
            && words.is_nominal(verb - 1);
        let phrase = is_participle
            .then(|| noun_phrase_left(self.prepared, words, verb, floor))
            .flatten()?;
        let opens = phrase.start == floor || {
            let before = words.get(phrase.start - 1);
            before.mark != Mark::None
                || before
                    .classes
                    .any(Classes::COORDINATOR | Classes::THAT | Classes::TIME)
        };
        (opens && phrase.clone().any(|idx| words.get(idx).is_capital)).then_some(phrase)
    }

    /// Who made the figures: "calculations by [Orbeli]", "figures released by [the ministry]".
    pub(in crate::extract) fn maker(&self, source: &Range<usize>, limit: usize) -> Option<Range<usize>> {
        let words = self.words;
        let head = source.end.checked_sub(1)?;
        let within =
            (source.start..source.end).find(|&idx| self.prepared.word(idx) == "by" && idx > source.start);
        let by = within.or_else(|| {
            let mut next = source.end;
            if self.prepared.word(next).ends_with("ed") {
                next += 1;
            }
            (self.prepared.word(next) == "by").then_some(next)
        })?;
        let noun = if within.is_some() { by - 1 } else { head };
        let is_work = [noun, noun.saturating_sub(1)].into_iter().any(|idx| {
            matches!(
                self.prepared.word(idx),
                "figures"
                    | "calculations"
                    | "data"
                    | "numbers"
                    | "estimates"
                    | "analysis"
                    | "statistics"
                    | "tally"
                    | "count"
                    | "records"
                    | "documents"
            )
        });
        is_work
            .then(|| noun_phrase_right(self.prepared, words, by + 1, limit))
            .flatten()
    }
}
