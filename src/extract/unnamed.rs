//! Attributions without the words of a source: who spoke is told by the subject of the sentence, by a clause before a
//! colon, or by who spoke before.

use std::ops::Range;

use super::attribution::Attribution;
use super::lexicon::Classes;
use super::mentions::Tag;
use super::prepare::Prepared;
use super::resolver::{Found, LOOK_BACK, Resolver, reason, trimmed};
use crate::atlas::{Naming, RoleKind};
use crate::model::Reason;
use crate::text::Span;

/// The reason that says who stands between the speaker and the article; a leading article is left out of the name.
pub(super) fn passed_on(prepared: &Prepared<'_>, mut tokens: Range<usize>) -> Option<Reason> {
    let is_article = |idx| matches!(prepared.word(idx), "the" | "The" | "a" | "A" | "an" | "An");
    if tokens.len() > 1 && is_article(tokens.start) {
        tokens.start += 1;
    }
    let span = prepared.span(tokens)?;
    Some(reason(Reason::PASSED_ON, &[span], span.of(prepared.text)))
}

impl Resolver<'_> {
    /// The words of a mention, if they lie outside content and cue of its attribution.
    pub(super) fn outside(&self, tokens: Range<usize>, attribution: &Attribution) -> Option<Span> {
        let span = self.scan.prepared.span(tokens)?;
        let is_apart = |other: &Span| other.end() <= span.start() || span.end() <= other.start();
        (attribution.content.iter().all(is_apart) && attribution.cue.iter().all(is_apart)).then_some(span)
    }

    /// Better words for the source than those of the attribution: where its cue is a participle or a second verb,
    /// whose subject the clause before tells; where somebody is quoted by another; where the words of the source are
    /// a stray part of the phrase.
    pub(super) fn better_source(&self, attribution: &Attribution) -> Option<Range<usize>> {
        let prepared = self.scan.prepared;
        let own = prepared.tokens_in(attribution.source?);
        let cue = prepared.token_at(attribution.cue?.start());
        let sentence = prepared.sentences.get(prepared.sentence_of(cue))?.tokens.clone();
        let subjects = &self.subjects;
        let is_stray = own.len() == 1
            && matches!(
                self.scan.word(own.start),
                "both" | "all" | "each" | "himself" | "herself" | "itself" | "themselves"
            )
            || matches!(self.scan.word(own.end.saturating_sub(1)), "ago" | "earlier")
            || own.end <= cue
                && own.len() <= 4
                && own.clone().all(|idx| !self.scan.is_capital(idx))
                && own
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| self.scan.classes(before).any(Classes::PREPOSITION));
        let of_the_verb = || {
            subjects
                .of_participle(cue, sentence.start)
                .or_else(|| subjects.of_joined(cue, sentence.start))
        };
        let tokens = subjects
            .quoted_as(cue, sentence.start, sentence.end)
            .or_else(of_the_verb)
            .or_else(|| subjects.maker(&own, sentence.end))
            .or_else(|| is_stray.then(|| subjects.of_verb(cue, sentence.start)).flatten())
            .or_else(|| {
                (own.end <= cue)
                    .then(|| subjects.before_participle(own.start, sentence.start))
                    .flatten()
            })?;
        self.outside(tokens.clone(), attribution)
            .is_some()
            .then_some(tokens)
    }

    /// Who quotes the source in the article's stead: "Orbeli was quoted by [Tass] as saying".
    pub(super) fn quoted_by(&self, attribution: &Attribution) -> Option<Reason> {
        let prepared = self.scan.prepared;
        attribution.source?;
        let cue = prepared.token_at(attribution.cue?.start());
        let sentence = prepared.sentences.get(prepared.sentence_of(cue))?.tokens.clone();
        let tokens = self.subjects.quoted_by(cue, sentence.start, sentence.end)?;
        passed_on(prepared, tokens)
    }

    /// Who spoke where the attribution does not say so, and the words that name the source.
    pub(super) fn unnamed(&mut self, attribution: &Attribution) -> (Option<Found>, Option<Range<usize>>) {
        let Some(place) = self.place(attribution) else {
            return (None, None);
        };
        if let Some((tokens, rule, score)) = self.subject_beside(attribution, &place)
            && let Some(found) = self.by_subject(&tokens, rule, score)
        {
            return (Some(found), Some(tokens));
        }
        if let Some(found) = self.speaker_before(place.first) {
            return found;
        }
        (None, None)
    }

    /// Whoever answers in an interview: who answered by name, else the first person that the article names.
    pub(super) fn answerer(&mut self, attribution: &Attribution) -> Option<Found> {
        let first = self.scan.prepared.token_at(attribution.content.first()?.start());
        let idx = if let Some(idx) = self.interviewee {
            idx
        } else {
            let (person_idx, _) = self
                .people
                .persons
                .iter()
                .enumerate()
                .filter(|(_, person)| person.is_credible && person.token < first)
                .min_by_key(|(_, person)| person.token)?;
            self.person(person_idx)
        };
        let by = self.told_by(idx, "answers-in-an-interview", None);
        Some((idx, vec![by], 0.8))
    }

    fn place(&self, attribution: &Attribution) -> Option<Place> {
        let prepared = self.scan.prepared;
        let first = prepared.token_at(attribution.content.first()?.start());
        let cue = attribution.cue.map(|cue| prepared.token_at(cue.start()));
        let sentence_idx = prepared.sentence_of(cue.unwrap_or(first));
        let sentence = prepared.sentences.get(sentence_idx)?;
        Some(Place {
            first,
            cue,
            sentence: sentence.tokens.clone(),
            sentence_idx,
        })
    }

    fn by_subject(&mut self, tokens: &Range<usize>, rule: &str, score: f64) -> Option<Found> {
        let span = self.scan.prepared.span(tokens.clone());
        let whole = self.whole_phrase(tokens.clone());
        let (idx, mut reasons, certainty) = self.source(whole, span)?;
        reasons.insert(0, self.told_by(idx, rule, span));
        Some((idx, reasons, certainty * score))
    }

    fn told_by(&self, source_idx: usize, rule: &str, words: Option<Span>) -> Reason {
        let name = self
            .sources
            .get(source_idx)
            .map(|source| source.name.clone())
            .unwrap_or_default();
        let words: Vec<Span> = words.into_iter().collect();
        reason(rule, &words, &name)
    }

    /// The subject that stands nearest: after a quotation, of the cue, before the content, before a colon.
    fn subject_beside(
        &self,
        attribution: &Attribution,
        place: &Place,
    ) -> Option<(Range<usize>, &'static str, f64)> {
        let scan = self.scan;
        let prepared = scan.prepared;
        let sentence = &place.sentence;
        for piece in &attribution.content {
            let tokens = prepared.tokens_in(*piece);
            let is_quoted = tokens
                .end
                .checked_sub(1)
                .is_some_and(|last| scan.is_quoted(last) || is_quotation_mark(scan.word(last)));
            let here = prepared
                .sentences
                .get(prepared.sentence_of(tokens.end.saturating_sub(1)))?;
            let beside = [tokens.end, tokens.end + 1]
                .into_iter()
                .find_map(|start| self.subjects.in_words_of(start, here.tokens.end));
            if let Some(owner) = beside {
                return Some((owner, "in-the-words-of", 0.9));
            }
            if !is_quoted {
                continue;
            }
            let limit = if tokens.end < here.tokens.end {
                here.tokens.end
            } else {
                self.sentence_after_question(tokens.end).unwrap_or(tokens.end)
            };
            if let Some(subject) = self.subjects.after_quotation(tokens.end, limit) {
                return Some((subject, "subject-after-quotation", 0.9));
            }
        }
        if let Some(cue) = place.cue {
            if self.subjects.words.get(cue).is_verb
                && let Some(subject) = self.subjects.of_verb(cue, sentence.start)
            {
                return Some((subject, "subject-of-the-cue", 0.8));
            }
            if let Some(subject) = self.subjects.before(cue, sentence.start) {
                return Some((subject, "subject-of-the-sentence", 0.7));
            }
        }
        let owner = (sentence.start..place.first)
            .rev()
            .take(14)
            .find_map(|start| self.subjects.in_words_of(start, place.first));
        if let Some(owner) = owner {
            return Some((owner, "in-the-words-of", 0.9));
        }
        if let Some(colon) = place.first.checked_sub(1)
            && place.first > sentence.start
            && let Some(found) = self.before_colon(colon, sentence.start)
        {
            return Some(found);
        }
        if place.first > sentence.start
            && let Some(subject) = self.subjects.before(place.first, sentence.start)
        {
            return Some((subject, "subject-of-the-sentence", 0.7));
        }
        let previous = prepared
            .sentences
            .get(place.sentence_idx.checked_sub(1)?)?
            .tokens
            .clone();
        if place.first == sentence.start {
            let last = previous.end.saturating_sub(1);
            return self.before_colon(last, previous.start);
        }
        self.subjects
            .opening(place.cue.unwrap_or(place.first), sentence.start)
            .map(|subject| (subject, "subject-of-the-sentence", 0.5))
    }

    /// The end of the sentence that begins at token `start`, in the paragraph of a quoted question or cry before it:
    /// "“Who knows?” Orbeli told the paper." is cut in two.
    fn sentence_after_question(&self, start: usize) -> Option<usize> {
        let prepared = self.scan.prepared;
        let asks = (1..=3).any(|back| {
            start
                .checked_sub(back)
                .is_some_and(|idx| matches!(self.scan.word(idx), "?" | "!"))
        });
        let next = prepared.sentences.get(prepared.sentence_of(start))?;
        let before = prepared
            .sentences
            .get(prepared.sentence_of(start.checked_sub(1)?))?;
        (asks && next.tokens.start == start && next.paragraph == before.paragraph).then_some(next.tokens.end)
    }

    /// Who speaks after the colon at `colon`: the subject of what it closes, or the name before it.
    fn before_colon(&self, colon: usize, floor: usize) -> Option<(Range<usize>, &'static str, f64)> {
        if colon < floor || self.scan.word(colon) != ":" {
            return None;
        }
        let subjects = &self.subjects;
        subjects
            .label(colon, floor)
            .or_else(|| subjects.before(colon, floor))
            .or_else(|| subjects.opening(colon, floor))
            .map(|subject| (subject, "subject-before-the-colon", 0.8))
    }

    /// Who spoke before, in this paragraph or at the end of the one before; else the subject of the sentence before.
    fn speaker_before(&mut self, first: usize) -> Option<(Option<Found>, Option<Range<usize>>)> {
        let prepared = self.scan.prepared;
        let here = prepared.sentence_of(first);
        let paragraph = |sentence: usize| {
            prepared
                .sentences
                .get(sentence)
                .map_or(usize::MAX, |sentence| sentence.paragraph)
        };
        let last = self.spoken.last().cloned().filter(|last| {
            let sentence = prepared.sentence_of(last.end);
            paragraph(here).saturating_sub(paragraph(sentence)) <= 1 && here.saturating_sub(sentence) <= 3
        });
        let previous = here.checked_sub(1).filter(|&previous| {
            paragraph(previous) != usize::MAX && paragraph(previous) + 1 >= paragraph(here)
        });
        // A sentence of its own between the two: "Orbeli was not done."
        if let Some(previous) = previous
            && last
                .as_ref()
                .is_none_or(|last| prepared.sentence_of(last.end) < previous)
        {
            let tokens = prepared.sentences.get(previous)?.tokens.clone();
            let subject = self
                .subjects
                .before(tokens.end.saturating_sub(1), tokens.start)
                .or_else(|| self.subjects.opening(tokens.end, tokens.start));
            if let Some(subject) = subject
                && let Some(found) = self.by_subject(&subject, "subject-of-the-sentence-before", 0.5)
                && self.sources.get(found.0).is_some_and(|source| source.is_person)
            {
                return Some((Some(found), Some(subject)));
            }
        }
        if let Some(last) = last {
            let by = self.told_by(last.source, "speaker-goes-on", None);
            let is_near = paragraph(here) == paragraph(prepared.sentence_of(last.end));
            let score = if is_near { 0.7 } else { 0.5 };
            return Some((Some((last.source, vec![by], score)), last.mention));
        }
        let tokens = prepared.sentences.get(previous?)?.tokens.clone();
        let idx = self.subject(tokens, true)?;
        let by = self.told_by(idx, "subject-of-the-sentence-before", None);
        Some((Some((idx, vec![by], 0.4)), None))
    }

    /// The first name, party or office in a stretch of tokens that can be its subject.
    pub(super) fn subject(&mut self, range: Range<usize>, with_people: bool) -> Option<usize> {
        let scan = self.scan;
        let end = range.end.min(range.start + LOOK_BACK);
        let mut idx = range.start;
        while idx < end {
            if scan.is_quoted(idx) {
                idx += 1;
                continue;
            }
            match scan.tag(idx) {
                Tag::Name(name) => {
                    let tokens = scan.names.get(name)?.clone();
                    let person = self.people.of_name(name)?;
                    if with_people
                        && !scan.is_genitive(tokens.end)
                        && self.people.get(person).is_some_and(|person| person.is_credible)
                    {
                        return Some(self.person(person));
                    }
                    idx = tokens.end;
                }
                Tag::Hit(_) => {
                    let mut phrase_end = idx;
                    while phrase_end < end
                        && (scan.tag(phrase_end) != Tag::Plain || scan.is_genitive(phrase_end))
                    {
                        phrase_end += 1;
                    }
                    if with_people || scan.name(phrase_end - 1).is_none() {
                        let tokens = trimmed(scan, idx..phrase_end);
                        let is_place = scan
                            .named(tokens.end.saturating_sub(1))
                            .is_some_and(|(_, named)| {
                                matches!(named.naming, Naming::Place | Naming::Adjective)
                            });
                        let is_private =
                            scan.role(tokens.end.saturating_sub(1))
                                .is_some_and(|(_, _, role)| {
                                    matches!(role.kind, RoleKind::Title | RoleKind::Private)
                                });
                        let after_preposition = idx > range.start
                            && scan.classes(idx - 1).any(Classes::PREPOSITION | Classes::TO);
                        if !is_place && !is_private && !after_preposition {
                            return self.one(tokens).map(|(idx, _, _)| idx);
                        }
                    }
                    idx = phrase_end.max(idx + 1);
                }
                Tag::Plain => {
                    if with_people
                        && matches!(
                            scan.word(idx),
                            "he" | "He" | "she" | "She" | "it" | "It" | "they" | "They"
                        )
                    {
                        return self.pronoun(idx, None).map(|(idx, _, _)| idx);
                    }
                    idx += 1;
                }
            }
        }
        None
    }
}

/// Where an attribution stands.
struct Place {
    /// The first token of the content.
    first: usize,
    /// The first token of the cue.
    cue: Option<usize>,
    /// The tokens of the sentence of the cue, else of the content.
    sentence: Range<usize>,
    sentence_idx: usize,
}

fn is_quotation_mark(word: &str) -> bool {
    word.starts_with(['"', '“', '”', '»', '’', '‘']) || word == "''"
}
