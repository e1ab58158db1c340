//! What each word of the body is, as far as a shallow look can tell: class, verb or noun, quoted or not.
//!
//! No parser: a word that can be noun or verb is decided by its neighbours. The rules after this ask only
//! for phrases and clause edges, and those hold up well enough without a tree.

use super::lexicon::{Classes, Entry, Forms, Frames, Lexicon, Reporting};
use super::prepare::Prepared;
use crate::text::TokenKind;

/// The kind of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// No mark: a word, number or genitive.
    None,
    /// ,
    Comma,
    /// :
    Colon,
    /// ;
    Semicolon,
    /// . ? ! …
    Stop,
    /// A dash of any length.
    Dash,
    /// ( or [
    Open,
    /// ) or ]
    Close,
    /// A quotation mark.
    Quote,
    /// Anything else.
    Other,
}

/// What is known of one token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Closed classes.
    pub classes: Classes,
    /// As a verb, if it can be one: index of the entry and the forms.
    pub verb: Option<(u16, Forms)>,
    /// As a reporting noun, if it can be one: index of the entry.
    pub noun: Option<u16>,
    /// Whether it is used as a verb here.
    pub is_verb: bool,
    /// Whether it begins with a capital.
    pub is_capital: bool,
    /// The kind of mark.
    pub mark: Mark,
    /// Token kind.
    pub kind: TokenKind,
    /// The quotation that it lies in, marks included; an index into [`Prepared::quotations`].
    pub quotation: Option<u32>,
}

/// The words of a body, one for each token.
#[derive(Debug)]
pub(crate) struct Words {
    words: Vec<Word>,
}

const NOTHING: Word = Word {
    classes: Classes(0),
    verb: None,
    noun: None,
    is_verb: false,
    is_capital: false,
    mark: Mark::Other,
    kind: TokenKind::Mark,
    quotation: None,
};

impl Words {
    /// Looks at every token once.
    pub(crate) fn new(prepared: &Prepared<'_>) -> Self {
        let lexicon = Lexicon::get();
        let mut words = Vec::with_capacity(prepared.tokens.len());
        let mut quotation_idx = 0;
        let mut lower = String::new();
        for token in &prepared.tokens {
            while prepared
                .quotations
                .get(quotation_idx)
                .is_some_and(|quotation| quotation.span.end() <= token.span.start())
            {
                quotation_idx += 1;
            }
            let quotation = prepared
                .quotations
                .get(quotation_idx)
                .filter(|quotation| quotation.span.start() < token.span.end())
                .and_then(|_| u32::try_from(quotation_idx).ok());
            let text = token.span.of(prepared.text);
            let first = text.chars().next().unwrap_or(' ');
            let mut word = Word {
                kind: token.kind,
                quotation,
                is_capital: first.is_uppercase(),
                mark: Mark::None,
                ..NOTHING
            };
            match token.kind {
                TokenKind::Mark => {
                    word.mark = mark(first);
                    let is_single = word.mark == Mark::Quote
                        && crate::text::tokens::is_apostrophe(first)
                        && text.len() <= first.len_utf8();
                    if is_single {
                        let is_edge = quotation
                            .and_then(|idx| prepared.quotations.get(idx as usize))
                            .is_some_and(|quotation| {
                                quotation.span.start() == token.span.start()
                                    || quotation.span.end() == token.span.end()
                            });
                        // A plural genitive ("the ministers' plan") or a quotation inside another.
                        if !is_edge {
                            word.mark = Mark::Other;
                            if words
                                .last()
                                .is_some_and(|last: &Word| last.kind == TokenKind::Word)
                            {
                                word.kind = TokenKind::Genitive;
                                word.mark = Mark::None;
                            }
                        }
                    }
                }
                TokenKind::Word => {
                    lower.clear();
                    if text.is_ascii() {
                        lower.push_str(text);
                        lower.make_ascii_lowercase();
                    } else {
                        lower.extend(text.chars().flat_map(char::to_lowercase));
                    }
                    let known = lexicon.known(&lower);
                    word.classes = known.classes;
                    word.verb = known.verb;
                    word.noun = known.noun;
                    if text.len() > 4 && lower.ends_with("ly") && !word.is_capital {
                        word.classes.0 |= Classes::ADVERB;
                    }
                    if word
                        .classes
                        .any(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL)
                    {
                        word.is_verb = true;
                    }
                    // "May" and "March" the months, "US" the country.
                    if word.is_capital && matches!(text, "May" | "March" | "US") {
                        word.verb = None;
                        word.is_verb = false;
                        word.classes.0 &= !(Classes::MODAL | Classes::OBJECT_PRONOUN);
                    }
                    if text == "May" {
                        word.classes.0 |= Classes::TIME;
                    }
                }
                TokenKind::Number | TokenKind::Genitive => {}
            }
            words.push(word);
        }
        let mut words = Self { words };
        for sentence in &prepared.sentences {
            words.tell_contractions(sentence.tokens.clone());
            words.join_abbreviations(prepared, sentence.tokens.clone());
            words.tell_verbs(prepared, sentence.tokens.clone());
        }
        words
    }

    /// The word of token `idx`; a meaningless mark past the end.
    pub(crate) fn get(&self, idx: usize) -> Word {
        self.words.get(idx).copied().unwrap_or(NOTHING)
    }

    /// The verb's entry, if the token can be a verb.
    pub(crate) fn entry(&self, idx: usize) -> Option<&'static Entry> {
        Lexicon::get().entry(self.get(idx).verb?.0)
    }

    /// Whether the token is one of these classes.
    pub(crate) fn is(&self, idx: usize, classes: u64) -> bool {
        self.get(idx).classes.any(classes)
    }

    /// Whether the token is a word of open class: a name, noun, adjective or number.
    pub(crate) fn is_nominal(&self, idx: usize) -> bool {
        const CLOSED: u64 = Classes::PRONOUN
            | Classes::OBJECT_PRONOUN
            | Classes::BE
            | Classes::HAVE
            | Classes::DO
            | Classes::MODAL
            | Classes::NEGATION
            | Classes::TO
            | Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::THAT
            | Classes::RELATIVE
            | Classes::QUESTION
            | Classes::COPULAR;
        let word = self.get(idx);
        match word.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                !word.is_verb
                    && (!word.classes.any(CLOSED) || (word.is_capital && !word.classes.any(Classes::PRONOUN)))
                    && (!word.classes.any(Classes::ADVERB) || word.is_capital)
            }
            TokenKind::Genitive | TokenKind::Mark => false,
        }
    }

    /// Whether a finite verb or auxiliary stands in the range.
    pub(crate) fn has_finite_verb(&self, range: std::ops::Range<usize>) -> bool {
        range.into_iter().any(|idx| {
            let word = self.get(idx);
            word.is_verb
                && word.verb.is_none_or(|(_, forms)| forms.0 != Forms::ING)
                && !(idx > 0 && self.is(idx - 1, Classes::TO))
        })
    }

    /// "he's", "that's": after a pronoun the genitive is a verb.
    fn tell_contractions(&mut self, sentence: std::ops::Range<usize>) {
        for idx in sentence.start + 1..sentence.end {
            let is_contraction = self.get(idx).kind == TokenKind::Genitive
                && self.is(
                    idx - 1,
                    Classes::PRONOUN | Classes::THAT | Classes::RELATIVE | Classes::QUESTION,
                );
            if is_contraction && let Some(word) = self.words.get_mut(idx) {
                word.kind = TokenKind::Word;
                word.classes.0 |= Classes::BE;
                word.is_verb = true;
            }
        }
    }

    /// A full stop inside a sentence, glued to a capital word before it, belongs to that word: "Mr.", "J.".
    fn join_abbreviations(&mut self, prepared: &Prepared<'_>, sentence: std::ops::Range<usize>) {
        for idx in sentence.start + 1..sentence.end.saturating_sub(1) {
            let before = self.get(idx - 1);
            let after = self.get(idx + 1);
            let is_glued = prepared.tokens.get(idx - 1).map(|token| token.span.end())
                == prepared.tokens.get(idx).map(|token| token.span.start());
            if self.get(idx).mark == Mark::Stop
                && prepared.word(idx) == "."
                && before.kind == TokenKind::Word
                && before.is_capital
                && matches!(after.kind, TokenKind::Word | TokenKind::Number)
                && is_glued
                && let Some(word) = self.words.get_mut(idx)
            {
                word.mark = Mark::None;
                word.kind = TokenKind::Word;
                word.is_capital = true;
            }
        }
    }

    fn tell_verbs(&mut self, prepared: &Prepared<'_>, sentence: std::ops::Range<usize>) {
        for idx in sentence.clone() {
            let word = self.get(idx);
            let Some((_, forms)) = word.verb else {
                let is_verb = self.is_unknown_past(prepared, idx, sentence.start);
                if is_verb && let Some(word) = self.words.get_mut(idx) {
                    word.is_verb = true;
                }
                continue;
            };
            if word
                .classes
                .any(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL | Classes::PREPOSITION)
                && !forms.any(Forms::ING)
            {
                continue;
            }
            let is_verb = self.is_used_as_verb(prepared, idx, forms, sentence.clone());
            if let Some(word) = self.words.get_mut(idx) {
                word.is_verb = is_verb;
            }
        }
    }

    /// Whether a form that can be a verb is one here, by the words around it.
    fn is_used_as_verb(
        &self,
        prepared: &Prepared<'_>,
        idx: usize,
        forms: Forms,
        sentence: std::ops::Range<usize>,
    ) -> bool {
        let mut before = idx;
        while before > sentence.start
            && idx - before < 4
            && self.is(before - 1, Classes::ADVERB | Classes::NEGATION)
        {
            before -= 1;
        }
        let word = self.get(idx);
        let next = self.get(idx + 1);
        if before == sentence.start {
            // Opens the sentence: a participle or an order; a capital base or -s form is more likely a noun.
            return forms.any(Forms::ING | Forms::PAST | Forms::PARTICIPLE)
                && !(next.kind == TokenKind::Word && next.is_verb);
        }
        let previous_idx = before - 1;
        let previous = self.get(previous_idx);
        // "people close to the president", "last year"
        let is_adjective = match prepared.word(idx) {
            "close" => prepared.word(idx + 1) == "to",
            "last" => next.classes.any(Classes::TIME),
            _ => false,
        };
        if is_adjective {
            return false;
        }
        if previous.classes.any(Classes::TO) {
            let is_according =
                previous_idx > 0 && prepared.word(previous_idx - 1).eq_ignore_ascii_case("according");
            return forms.any(Forms::BASE) && !is_according;
        }
        if previous.classes.any(Classes::MODAL | Classes::DO) {
            return true;
        }
        if previous.classes.any(Classes::PRONOUN) && !previous.classes.any(Classes::POSSESSIVE) {
            return true;
        }
        if previous.classes.any(Classes::BE | Classes::HAVE) {
            return forms.any(Forms::PARTICIPLE | Forms::ING | Forms::PAST);
        }
        if previous.classes.any(Classes::RELATIVE) {
            return true;
        }
        // "Legislators who have met Petrov say", "another says the", "two in three said they".
        let is_reporting = !previous.classes.any(Classes::POSSESSIVE)
            && previous.kind != TokenKind::Genitive
            && self.is_plainly_speech(idx)
            && (forms.any(Forms::BASE) || self.opens_content(prepared, idx));
        if is_reporting {
            return true;
        }
        if word.classes.any(Classes::NOUN) && forms.any(Forms::S | Forms::BASE) {
            let is_after_apposition = previous.mark == Mark::Comma && self.opens_content(prepared, idx);
            return is_after_apposition || self.is_verb_after_all(prepared, idx, forms);
        }
        // "pledged delegates" after a verb or number.
        let is_adjective = (previous.is_verb || previous.kind == TokenKind::Number)
            && forms.any(Forms::PARTICIPLE)
            && next.kind == TokenKind::Word
            && !next.classes.any(
                Classes::THAT | Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE | Classes::TO,
            );
        if is_adjective {
            return false;
        }
        if previous.classes.any(Classes::DETERMINER | Classes::POSSESSIVE)
            && !previous.classes.any(Classes::THAT)
        {
            // "others said", "many say", "some argue".
            let stands_alone = matches!(
                prepared.word(previous_idx).to_ascii_lowercase().as_str(),
                "some"
                    | "many"
                    | "several"
                    | "most"
                    | "few"
                    | "both"
                    | "all"
                    | "others"
                    | "one"
                    | "neither"
                    | "either"
                    | "this"
                    | "that"
            );
            return stands_alone
                && (forms.any(Forms::PAST) || before == idx && forms.any(Forms::S | Forms::BASE));
        }
        if previous.kind == TokenKind::Genitive {
            return false;
        }
        if previous.classes.any(Classes::PREPOSITION) {
            return forms.any(Forms::ING);
        }
        if word.is_capital && forms.any(Forms::BASE | Forms::S) && !self.is_headline_like(sentence) {
            return false;
        }
        if previous.kind == TokenKind::Number || matches!(prepared.word(previous_idx), "%" | "percent") {
            // "six in 10 say", "26 % call him".
            return !forms.any(Forms::ING) && next.mark != Mark::Comma;
        }
        if previous.mark == Mark::Comma && forms.any(Forms::BASE) && self.opens_content(prepared, idx) {
            return true;
        }
        if previous.mark != Mark::None
            || previous
                .classes
                .any(Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::THAT)
        {
            // After a comma or "and": a past or participle; a base form only in a list of verbs.
            return forms.any(Forms::PAST | Forms::PARTICIPLE | Forms::ING | Forms::S)
                || previous.classes.any(Classes::COORDINATOR);
        }
        // After a noun or name.
        if forms.any(Forms::PAST | Forms::PARTICIPLE) {
            return true;
        }
        if forms.any(Forms::ING) {
            return true;
        }
        if forms.any(Forms::S) {
            // "Lavrov says", "the minister warns", but "government claims were".
            return !next.is_verb || next.classes.any(Classes::MODAL) && !self.is(idx + 1, Classes::BE);
        }
        // A base form after a plural: "officials say".
        self.is_plural(prepared, previous_idx)
            && !next.is_verb
            && !(word.noun.is_some() && next.classes.any(Classes::PREPOSITION))
    }

    /// Whether the token is a form of a verb of speech that is never a noun or adjective: "say", "argued".
    fn is_plainly_speech(&self, idx: usize) -> bool {
        let word = self.get(idx);
        !word.is_capital
            && word.noun.is_none()
            && !word.classes.any(Classes::NOUN)
            && self.entry(idx).is_some_and(|entry| {
                entry.reporting == Reporting::Speech && entry.frames.any(Frames::QUOTATION)
            })
    }

    /// Whether what follows the token can only be what a verb reports: "say they felt", "calls her record".
    fn opens_content(&self, prepared: &Prepared<'_>, idx: usize) -> bool {
        let next = self.get(idx + 1);
        let is_speech = self
            .entry(idx)
            .is_some_and(|entry| entry.reporting == Reporting::Speech);
        is_speech
            && !self.get(idx).is_capital
            && (next.mark == Mark::Quote && next.quotation.is_some()
                || next.classes.any(
                    Classes::THAT
                        | Classes::DETERMINER
                        | Classes::PRONOUN
                        | Classes::OBJECT_PRONOUN
                        | Classes::POSSESSIVE,
                )
                || self
                    .entry(idx)
                    .is_some_and(|entry| entry.prepositions.contains(&prepared.word(idx + 1))))
    }

    /// Whether a word that no table knows looks and stands like a past tense: "the index plummeted in".
    fn is_unknown_past(&self, prepared: &Prepared<'_>, idx: usize, start: usize) -> bool {
        let word = self.get(idx);
        let looks_past = word.kind == TokenKind::Word
            && word.classes == Classes::default()
            && !word.is_capital
            && prepared.word(idx).len() > 4
            && prepared.word(idx).ends_with("ed");
        let subject = (start..idx)
            .rev()
            .find(|&before| !self.is(before, Classes::ADVERB))
            .filter(|_| looks_past);
        let takes_object = self.is(idx + 1, Classes::DETERMINER | Classes::POSSESSIVE);
        subject.is_some_and(|subject| {
            (self.is_nominal(subject) || self.is(subject, Classes::PRONOUN))
                && !self.is(subject, Classes::DETERMINER | Classes::POSSESSIVE)
                && (takes_object || !self.is_nominal(idx + 1))
        })
    }

    /// Whether a form that is far oftener a noun is a verb: "Orbeli claims the", "officials call for", but
    /// not "coastal states", "the rules committee".
    fn is_verb_after_all(&self, prepared: &Prepared<'_>, idx: usize, forms: Forms) -> bool {
        let word = self.get(idx);
        let previous = self.get(idx - 1);
        let next = self.get(idx + 1);
        if word.is_capital || !self.is_nominal(idx - 1) || previous.classes.any(Classes::POSSESSIVE) {
            return false;
        }
        if forms.any(Forms::BASE) && !self.is_plural(prepared, idx - 1) {
            return false;
        }
        let is_subject = previous.is_capital
            || idx >= 2
                && (self.is(idx - 2, Classes::DETERMINER | Classes::POSSESSIVE)
                    || self.get(idx - 2).kind == TokenKind::Genitive);
        let opens_content = next
            .classes
            .any(Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE)
            && !next.classes.any(Classes::THAT)
            || next.mark == Mark::Quote;
        let opens_clause = next.classes.any(Classes::THAT)
            || next.is_capital && !matches!(prepared.word(idx), "state" | "states")
            || self
                .entry(idx)
                .is_some_and(|entry| entry.prepositions.contains(&prepared.word(idx + 1)));
        opens_content || is_subject && opens_clause
    }

    /// Whether the token looks like a plural, or like the second of two joined names.
    fn is_plural(&self, prepared: &Prepared<'_>, idx: usize) -> bool {
        let text = prepared.word(idx);
        let is_second =
            self.get(idx).is_capital && (1..=4).any(|back| idx >= back && prepared.word(idx - back) == "and");
        text.ends_with('s')
            || matches!(
                text,
                "people" | "men" | "women" | "police" | "others" | "media" | "percent"
            )
            || is_second
    }

    /// Whether nearly every word of the sentence begins with a capital.
    fn is_headline_like(&self, sentence: std::ops::Range<usize>) -> bool {
        let end = sentence.end.min(sentence.start + 24);
        let mut n_words = 0;
        let mut n_capitals = 0;
        for idx in sentence.start..end {
            let word = self.get(idx);
            if word.kind == TokenKind::Word
                && !word.classes.any(
                    Classes::PREPOSITION
                        | Classes::DETERMINER
                        | Classes::COORDINATOR
                        | Classes::TO
                        | Classes::BE,
                )
            {
                n_words += 1;
                n_capitals += usize::from(word.is_capital);
            }
        }
        n_words >= 3 && n_capitals * 5 >= n_words * 4
    }
}

fn mark(first: char) -> Mark {
    match first {
        ',' => Mark::Comma,
        ':' => Mark::Colon,
        ';' => Mark::Semicolon,
        '.' | '?' | '!' | '…' => Mark::Stop,
        '-' | '–' | '—' | '―' => Mark::Dash,
        '(' | '[' => Mark::Open,
        ')' | ']' => Mark::Close,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '＂' | '\'' | '`' => Mark::Quote,
        _ => Mark::Other,
    }
}

/// Whether a verb or noun of this entry can report words.
pub(crate) fn can_report(entry: &Entry) -> bool {
    matches!(entry.reporting, Reporting::Speech | Reporting::Act)
}
