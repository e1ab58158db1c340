//! "He", "she", "it", "they": whom a pronoun means, by nearness, prominence, gender and who spoke last.
//!
//! Gets wrong: a "he" whose antecedent is more than a few sentences away, or named only afterwards.

use std::ops::Range;

use super::descriptions::before_name;
use super::lexicon::Classes;
use super::names::capitalised;
use super::resolver::{Found, LOOK_BACK, Resolver, Source, Spoken, reason};
use crate::atlas::Gender;
use crate::text::Span;

/// Sentences that a pronoun looks back.
const PRONOUN_REACH: usize = 8;

impl Resolver<'_> {
    /// "he", "she", "it", "they".
    pub(super) fn pronoun(&mut self, token: usize, span: Option<Span>) -> Option<Found> {
        let word = self.scan.word(token).to_lowercase();
        let idx = match word.as_str() {
            "he" | "his" => self.person_before(token, Some(Gender::Male)),
            "she" | "her" => self.person_before(token, Some(Gender::Female)),
            "it" | "its" => self.body_spoken(token),
            "they" | "their" => self.plural_spoken(token),
            "i" | "my" | "we" | "our" => self.spoken.last().map(|spoken| spoken.source),
            _ => None,
        };
        let Some(idx) = idx else {
            // "Some", "others", "who": said by somebody, nobody knows whom.
            let name = capitalised(self.scan.word(token));
            let is_personal = matches!(
                word.as_str(),
                "he" | "she" | "it" | "they" | "i" | "we" | "his" | "her" | "its" | "their" | "my" | "our"
            );
            let source = Source {
                name,
                score: 0.2,
                ..Source::default()
            };
            return (!is_personal).then(|| (self.add(source), Vec::new(), 1.0));
        };
        let found = self
            .sources
            .get(idx)
            .map(|source| source.name.clone())
            .unwrap_or_default();
        let words: Vec<Span> = span.into_iter().collect();
        Some((idx, vec![reason("pronoun", &words, &found)], 0.85))
    }

    /// The person that a pronoun at `token` means.
    pub(super) fn person_before(&mut self, token: usize, gender: Option<Gender>) -> Option<usize> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let last = self.spoken.last().cloned();
        let mut best: Option<(f64, Candidate)> = None;
        let mut consider = |score: f64, candidate: Candidate| {
            if best.as_ref().is_none_or(|(other, _)| score > *other) {
                best = Some((score, candidate));
            }
        };
        let fits = |own: Option<Gender>| match (own, gender) {
            (Some(own), Some(wanted)) if own != wanted => None,
            (Some(_), _) => Some(0.3),
            _ => Some(0.0),
        };
        let before = scan.names.partition_point(|name| name.start < token);
        for name in (before.saturating_sub(LOOK_BACK)..before).rev() {
            let Some(tokens) = scan.names.get(name) else {
                continue;
            };
            let distance = sentence.saturating_sub(scan.prepared.sentence_of(tokens.start));
            if distance > PRONOUN_REACH {
                break;
            }
            let Some(person_idx) = self.people.of_name(name) else {
                continue;
            };
            let Some(person) = self.people.get(person_idx) else {
                continue;
            };
            let Some(bonus) = fits(person.gender) else {
                continue;
            };
            if !person.is_credible {
                continue;
            }
            let mut score = bonus - distance_cost(distance);
            let prominence = self.prominence(tokens, token);
            score += prominence;
            // The subject of the sentence before is rather meant than who was quoted before that.
            if prominence >= 0.7 && distance <= 1 {
                score += 0.9;
            }
            score += share(person.n_mentions, scan.names.len());
            if let Some(last) = &last
                && self.of_person.get(&person_idx) == Some(&last.source)
                && sentence.saturating_sub(scan.prepared.sentence_of(last.end)) <= 3
            {
                score += 1.2;
            }
            consider(score, Candidate::Person(person_idx));
        }
        for spoken in self.spoken.iter().rev().take(8) {
            let Some(source) = self.sources.get(spoken.source) else {
                continue;
            };
            if !source.is_person || source.is_plural {
                continue;
            }
            let distance = sentence.saturating_sub(scan.prepared.sentence_of(spoken.end));
            let Some(bonus) = fits(source.gender).filter(|_| distance <= PRONOUN_REACH) else {
                continue;
            };
            let is_last = last.as_ref().is_some_and(|last| last.source == spoken.source) && distance <= 3;
            let score = bonus - distance_cost(distance) + 0.6 + if is_last { 1.2 } else { 0.0 };
            consider(score, Candidate::Source(spoken.source));
        }
        match best?.1 {
            Candidate::Person(person) => Some(self.person(person)),
            Candidate::Source(source) => Some(source),
        }
    }

    /// How much a mention stands out: as the subject of its clause, not in a quotation, not a genitive.
    pub(super) fn prominence(&self, tokens: &Range<usize>, from: usize) -> f64 {
        let scan = self.scan;
        let mut score = 0.0;
        let sentence_start = scan
            .prepared
            .sentences
            .get(scan.prepared.sentence_of(tokens.start))
            .map_or(0, |sentence| sentence.tokens.start);
        let start = before_name(scan, tokens.start, sentence_start);
        let before = start.checked_sub(1).filter(|&before| before >= sentence_start);
        // "The mayor of Kars, Yavuz Bozdağ, has": the office opens the sentence, the name explains it.
        let explains_office = before.is_some_and(|before| {
            scan.word(before) == ","
                && before - sentence_start <= 10
                && (sentence_start..before).any(|idx| scan.role(idx).is_some())
                && !(sentence_start..before).any(|idx| scan.is_verb(idx) || scan.word(idx) == ",")
        });
        let opens = start <= sentence_start + 1 || explains_office;
        let after_preposition = before.is_some_and(|before| {
            scan.classes(before).any(Classes::PREPOSITION | Classes::TO) || scan.is_verb(before)
        });
        if opens {
            score += 0.7;
        } else if after_preposition {
            score -= 0.5;
        } else if scan.is_verb(tokens.end) {
            score += 0.5;
        }
        if scan.is_quoted(tokens.start) && !scan.is_quoted(from) {
            score -= 1.5;
        }
        if scan.is_genitive(tokens.end) {
            score -= 0.5;
        }
        score
    }

    /// The body or party that "it" means: the last that spoke, else the subject of the sentence before.
    pub(super) fn body_spoken(&mut self, token: usize) -> Option<usize> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let spoken = self.spoken.iter().rev().take(6).find(|spoken| {
            self.sources.get(spoken.source).is_some_and(|source| {
                !source.is_person
                    && !source.is_plural
                    && (!source.parties.is_empty() || source.role_idx.is_some())
            }) && sentence.saturating_sub(scan.prepared.sentence_of(spoken.end)) <= 4
        });
        if let Some(spoken) = spoken {
            return Some(spoken.source);
        }
        for back in 0..=2 {
            let previous = scan
                .prepared
                .sentences
                .get(sentence.checked_sub(back)?)?
                .tokens
                .clone();
            if let Some(idx) = self.subject(previous.start..previous.end.min(token), false) {
                return Some(idx);
            }
        }
        None
    }

    pub(super) fn plural_spoken(&mut self, token: usize) -> Option<usize> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let near = |spoken: &&Spoken| sentence.saturating_sub(scan.prepared.sentence_of(spoken.end)) <= 4;
        let found = self.spoken.iter().rev().take(6).filter(near).find(|spoken| {
            self.sources
                .get(spoken.source)
                .is_some_and(|source| source.is_plural || !source.is_person)
        });
        if let Some(spoken) = found {
            return Some(spoken.source);
        }
        for back in 0..=1 {
            let previous = scan
                .prepared
                .sentences
                .get(sentence.checked_sub(back)?)?
                .tokens
                .clone();
            if let Some(idx) = self.subject(previous.start..previous.end.min(token), false) {
                return Some(idx);
            }
        }
        None
    }
}

enum Candidate {
    Person(usize),
    Source(usize),
}

#[expect(clippy::cast_precision_loss, reason = "a few sentences")]
fn distance_cost(distance: usize) -> f64 {
    distance as f64 * 0.7
}

/// How much of an article's names are one person's, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "counts of names")]
fn share(n_mentions: usize, n_names: usize) -> f64 {
    n_mentions as f64 / n_names.max(1) as f64
}
