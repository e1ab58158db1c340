//! What the words of a body name: parties, places, offices, bodies (by the atlas), and names of people (by their
//! shape). One pass over the tokens; nothing is resolved here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::{Classes, Lexicon};
use super::prepare::Prepared;
use crate::atlas::{Ambiguous, Atlas, Named, Naming, NotName, Role, RoleKind, RoleWord};
use crate::model::Party;
use crate::text::TokenKind;
use crate::text::fold::fold;

/// What a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Nothing known.
    Plain,
    /// A phrase of the atlas; an index into [`Scan::hits`].
    Hit(usize),
    /// A personal name; an index into [`Scan::names`].
    Name(usize),
}

/// A phrase of the atlas in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means.
    pub sense: Sense,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sense {
    /// It names a party or a place of one.
    Party(Named),
    /// It names an office or a body.
    Role(RoleWord),
}

/// The body with what its words name.
pub(super) struct Scan<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) atlas: &'a Atlas,
    pub(super) hits: Vec<Hit>,
    /// Names of people, in order; token ranges.
    pub(super) names: Vec<Range<usize>>,
    tags: Vec<Tag>,
    /// Whether a token lies in a quotation.
    quoted: Vec<bool>,
}

/// Classes of words that are never part of a name.
const CLOSED: u64 = Classes::DETERMINER
    | Classes::POSSESSIVE
    | Classes::PRONOUN
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
    | Classes::TIME
    | Classes::ADVERB;

impl<'a> Scan<'a> {
    pub(super) fn new(prepared: &'a Prepared<'a>, atlas: &'a Atlas) -> Self {
        let n_tokens = prepared.tokens.len();
        let mut scan = Self {
            prepared,
            atlas,
            hits: Vec::new(),
            names: Vec::new(),
            tags: vec![Tag::Plain; n_tokens],
            quoted: vec![false; n_tokens],
        };
        for quotation in &prepared.quotations {
            for idx in prepared.tokens_in(quotation.span) {
                if let Some(flag) = scan.quoted.get_mut(idx) {
                    *flag = true;
                }
            }
        }
        for sentence in &prepared.sentences {
            scan.sentence(sentence.tokens.clone());
        }
        scan.settle_ambiguous();
        scan
    }

    /// Gives names with two meanings ("Georgia") the one that the words of the body speak for.
    fn settle_ambiguous(&mut self) {
        let mut counts: BTreeMap<u16, (&Ambiguous, Vec<usize>)> = BTreeMap::new();
        for (idx, hit) in self.hits.iter().enumerate() {
            if let Sense::Party(named) = hit.sense
                && hit.tokens.len() == 1
                && let Some(ambiguous) = self.atlas.ambiguous(self.word(hit.tokens.start))
                && ambiguous.usual == named
            {
                counts
                    .entry(named.party_idx)
                    .or_insert_with(|| (ambiguous, Vec::new()))
                    .1
                    .push(idx);
            }
        }
        for (_, (ambiguous, hits)) in counts {
            let mut balance = 0_isize;
            for token in &self.prepared.tokens {
                let word = token.span.of(self.prepared.text);
                if token.kind != TokenKind::Word || word.len() < 2 {
                    continue;
                }
                let word = fold(word);
                balance += isize::from(ambiguous.for_other.contains(&word));
                balance -= isize::from(ambiguous.for_usual.contains(&word));
            }
            if balance > 0 {
                for idx in hits {
                    if let Some(hit) = self.hits.get_mut(idx) {
                        hit.sense = Sense::Party(ambiguous.other);
                    }
                }
            }
        }
    }

    pub(super) fn tag(&self, idx: usize) -> Tag {
        self.tags.get(idx).copied().unwrap_or(Tag::Plain)
    }

    pub(super) fn hit(&self, idx: usize) -> Option<&Hit> {
        match self.tag(idx) {
            Tag::Hit(hit) => self.hits.get(hit),
            _ => None,
        }
    }

    /// The role at a token, with the tokens of its phrase.
    pub(super) fn role(&self, idx: usize) -> Option<(Range<usize>, RoleWord, &'a Role)> {
        let hit = self.hit(idx)?;
        match hit.sense {
            Sense::Role(word) => Some((hit.tokens.clone(), word, self.atlas.role(word.role_idx)?)),
            Sense::Party(_) => None,
        }
    }

    /// The party named at a token, with the tokens of its phrase.
    pub(super) fn named(&self, idx: usize) -> Option<(Range<usize>, Named)> {
        let hit = self.hit(idx)?;
        match hit.sense {
            Sense::Party(named) => Some((hit.tokens.clone(), named)),
            Sense::Role(_) => None,
        }
    }

    pub(super) fn party(&self, named: Named) -> Option<&'a Party> {
        self.atlas.party(named.party_idx)
    }

    /// The name at a token: its index and tokens.
    pub(super) fn name(&self, idx: usize) -> Option<(usize, Range<usize>)> {
        match self.tag(idx) {
            Tag::Name(name) => Some((name, self.names.get(name)?.clone())),
            _ => None,
        }
    }

    pub(super) fn is_quoted(&self, idx: usize) -> bool {
        self.quoted.get(idx).copied().unwrap_or(false)
    }

    pub(super) fn kind(&self, idx: usize) -> TokenKind {
        self.prepared
            .tokens
            .get(idx)
            .map_or(TokenKind::Mark, |token| token.kind)
    }

    pub(super) fn word(&self, idx: usize) -> &'a str {
        self.prepared.word(idx)
    }

    /// Whether the token is the genitive: "'s", or the apostrophe of a plural.
    pub(super) fn is_genitive(&self, idx: usize) -> bool {
        match self.kind(idx) {
            TokenKind::Genitive => true,
            TokenKind::Mark => {
                matches!(self.word(idx), "'" | "’")
                    && idx > 0
                    && self.word(idx - 1).ends_with('s')
                    && self.are_glued(idx - 1)
            }
            _ => false,
        }
    }

    /// Whether nothing stands between a token and the next.
    fn are_glued(&self, idx: usize) -> bool {
        let tokens = &self.prepared.tokens;
        match (tokens.get(idx), tokens.get(idx + 1)) {
            (Some(one), Some(next)) => one.span.end() == next.span.start(),
            _ => false,
        }
    }

    pub(super) fn is_capital(&self, idx: usize) -> bool {
        self.word(idx).chars().next().is_some_and(char::is_uppercase)
    }

    /// Closed classes of the word, by the lexicon.
    pub(super) fn classes(&self, idx: usize) -> Classes {
        if self.kind(idx) != TokenKind::Word {
            return Classes::default();
        }
        Lexicon::get().known(&self.word(idx).to_lowercase()).classes
    }

    /// Whether the word can only be a verb here: a past or third person of a known verb, in lower case.
    pub(super) fn is_verb(&self, idx: usize) -> bool {
        if self.kind(idx) != TokenKind::Word || self.is_capital(idx) {
            return false;
        }
        let known = Lexicon::get().known(self.word(idx));
        known.verb.is_some() && known.noun.is_none()
            || known
                .classes
                .any(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL)
    }

    fn sentence(&mut self, sentence: Range<usize>) {
        let mut idx = sentence.start;
        while idx < sentence.end {
            if self.kind(idx) != TokenKind::Word {
                idx += 1;
                continue;
            }
            if let Some(end) = self.begins_with_given_name(idx, &sentence) {
                self.add_name(idx..end);
                idx = end;
            } else if let Some(end) = self.private_organisation(idx, sentence.end) {
                idx = end;
            } else if let Some(end) = self.titled_name(idx, &sentence) {
                self.add_name(idx..end);
                idx = end;
            } else if let Some(hit) = self.phrase_at(idx, sentence.end) {
                let end = hit.tokens.end;
                for token in hit.tokens.clone() {
                    if let Some(tag) = self.tags.get_mut(token) {
                        *tag = Tag::Hit(self.hits.len());
                    }
                }
                self.hits.push(hit);
                idx = end;
            } else if let Some(end) = self.name_run(idx, &sentence) {
                self.add_name(idx..end);
                idx = end;
            } else {
                idx += 1;
            }
        }
    }

    fn add_name(&mut self, tokens: Range<usize>) {
        for token in tokens.clone() {
            if let Some(tag) = self.tags.get_mut(token) {
                *tag = Tag::Name(self.names.len());
            }
        }
        self.names.push(tokens);
    }

    fn phrase_at(&self, idx: usize, end: usize) -> Option<Hit> {
        let word = |n: usize| (idx + n < end).then(|| self.prepared.word(idx + n));
        let first = fold(self.word(idx));
        let named = if self.is_capital(idx) || self.word(idx).len() > 3 {
            self.atlas.name_at(&first, word)
        } else {
            None
        };
        let role = self.atlas.role_at(&first, word);
        let (length, sense) = match (named, role) {
            (Some((length, named)), Some((other, _))) if length >= other => (length, Sense::Party(named)),
            (Some((length, named)), None) => (length, Sense::Party(named)),
            (_, Some((length, role))) => (length, Sense::Role(role)),
            (None, None) => return None,
        };
        Some(Hit {
            tokens: idx..idx + length,
            sense,
        })
    }

    /// The end of the name of an organisation that speaks for no party though a country or place stands in it:
    /// "Georgia Institute of Technology", "Tehran Times".
    fn private_organisation(&self, idx: usize, limit: usize) -> Option<usize> {
        if !self.is_capital(idx) {
            return None;
        }
        let hit = self.phrase_at(idx, limit)?;
        let Sense::Party(named) = hit.sense else {
            return None;
        };
        if !matches!(
            named.naming,
            Naming::Name | Naming::Seat | Naming::Place | Naming::Adjective
        ) {
            return None;
        }
        let mut end = hit.tokens.end;
        let mut private_end = None;
        while end < limit.min(idx + 7) && self.kind(end) == TokenKind::Word && self.is_capital(end) {
            let is_of_state = self.phrase_at(end, limit).is_some_and(|hit| match hit.sense {
                Sense::Role(word) => self
                    .atlas
                    .role(word.role_idx)
                    .is_some_and(|role| !matches!(role.kind, RoleKind::Private | RoleKind::Title)),
                Sense::Party(_) => true,
            });
            if is_of_state {
                break;
            }
            if self.atlas.not_name(&self.word(end).to_lowercase()) == Some(NotName::Private) {
                private_end = Some(end + 1);
            }
            end += 1;
        }
        private_end
    }

    /// A family name that is also a place, after a title: "Mr. Rhodes".
    fn titled_name(&self, idx: usize, sentence: &Range<usize>) -> Option<usize> {
        let mut before = idx.checked_sub(1)?;
        if self.word(before) == "." {
            before = before.checked_sub(1)?;
        }
        if before < sentence.start || !matches!(self.word(before), "Mr" | "Mrs" | "Ms" | "Dr") {
            return None;
        }
        let hit = self.phrase_at(idx, sentence.end)?;
        (hit.tokens.len() == 1 && self.is_capital(idx))
            .then(|| self.run_end(idx + 1, sentence.end, false).max(idx + 1))
    }

    /// A name that begins with a known given name ("Israel Katz", "Michael Jordan"): family names are words of any
    /// kind there.
    fn begins_with_given_name(&self, idx: usize, sentence: &Range<usize>) -> Option<usize> {
        if !self.is_capital(idx) {
            return None;
        }
        let gender = self.atlas.given_name(self.word(idx))?;
        let next = idx + 1;
        if next >= sentence.end || !self.is_capital(next) && !is_particle(self.word(next)) {
            return None;
        }
        let phrase = self.phrase_at(idx, sentence.end);
        if let Some(hit) = &phrase
            && (hit.tokens.len() > 1 || gender.is_none() && self.phrase_at(next, sentence.end).is_some())
        {
            return None;
        }
        if phrase.is_some()
            && (!self.is_capital(next) || self.atlas.not_name(&self.word(next).to_lowercase()).is_some())
        {
            return None;
        }
        let mut end = self.run_end(next, sentence.end, true);
        if end == next && self.kind(next) == TokenKind::Word && self.is_capital(next) {
            // The family name is a word of the tables: it is one if it is a single word and no title begins there.
            let hit = self.phrase_at(next, sentence.end);
            let is_family_name = gender.is_some()
                && hit.as_ref().is_none_or(|hit| {
                    hit.tokens.len() == 1
                        && match hit.sense {
                            Sense::Party(named) => {
                                matches!(named.naming, Naming::Name | Naming::Place | Naming::Seat)
                            }
                            Sense::Role(word) => {
                                self.atlas
                                    .role(word.role_idx)
                                    .is_some_and(|role| !word.is_plural && role.kind != RoleKind::StateBody)
                                    && !self.is_capital(next + 1)
                            }
                        }
                })
                && (hit.is_some() || self.classes(next).any(Classes::TIME));
            if is_family_name {
                end = next + 1;
            }
        }
        (end > next || phrase.is_none()).then_some(end.max(idx + 1))
    }

    /// The end of a name that begins at `idx`, if one does.
    fn name_run(&self, idx: usize, sentence: &Range<usize>) -> Option<usize> {
        if !self.is_name_word(idx) {
            return None;
        }
        let word = self.word(idx);
        let lower = word.to_lowercase();
        if self.atlas.not_name(&lower).is_some() {
            return None;
        }
        let known = Lexicon::get().known(&lower);
        if known.classes.any(CLOSED) {
            return None;
        }
        let opens =
            idx == sentence.start || self.kind(idx - 1) == TokenKind::Mark && self.word(idx - 1) != ",";
        if opens && (known.verb.is_some() || known.noun.is_some() || lower.ends_with("ing")) {
            return None;
        }
        let end = self.run_end(idx, sentence.end, false);
        // "The mayor of Kars, Yavuz Bozdağ": a place.
        let is_seat = end == idx + 1
            && idx >= sentence.start + 2
            && self.word(idx - 1) == "of"
            && self.role(idx - 2).is_some()
            && self.word(end) == ","
            && self.is_capital(end + 1);
        if is_seat {
            return None;
        }
        // "Kohelet Policy Forum", "Polytechnic University": no person.
        let is_organisation = (idx..end)
            .any(|token| is_organisation_word(self.atlas.not_name(&self.word(token).to_lowercase())));
        let before_body = self.is_capital(end)
            && self
                .phrase_at(end, sentence.end)
                .is_some_and(|hit| match hit.sense {
                    Sense::Role(word) => self.atlas.role(word.role_idx).is_some_and(|role| {
                        matches!(
                            role.kind,
                            RoleKind::Private | RoleKind::Body | RoleKind::StateBody | RoleKind::Collective
                        )
                    }),
                    Sense::Party(_) => false,
                })
            || self.is_capital(end)
                && is_organisation_word(self.atlas.not_name(&self.word(end).to_lowercase()));
        (end > idx && !is_organisation && !before_body).then_some(end)
    }

    /// Whether a token can stand inside a personal name.
    fn is_name_word(&self, idx: usize) -> bool {
        let word = self.word(idx);
        self.kind(idx) == TokenKind::Word
            && (self.is_capital(idx) || is_joined_particle(word))
            && !(word.len() > 1 && word.len() <= 5 && word.chars().all(|letter| letter.is_ascii_uppercase()))
            && !word.contains(['@', '_', '&'])
    }

    /// The end of the run of name words from `idx` on.
    fn run_end(&self, idx: usize, limit: usize, after_given: bool) -> usize {
        let mut end = idx;
        let limit = limit.min(idx + 8);
        while end < limit {
            let word = self.word(end);
            if self.is_name_word(end) {
                let lower = word.to_lowercase();
                let is_initial = word.chars().count() == 1 || word.ends_with('.');
                let is_closed = Lexicon::get().known(&lower).classes.any(CLOSED);
                let follows_initial = end > idx + 1 && self.word(end - 1) == ".";
                let is_known = !follows_initial && self.phrase_at(end, limit).is_some();
                let is_modifier =
                    self.atlas.not_name(&lower) == Some(NotName::Modifier) && !(after_given && end == idx);
                if !is_initial
                    && (is_closed || is_known && end > idx || is_known && after_given || is_modifier)
                {
                    break;
                }
                end += 1;
                continue;
            }
            // "V." of "Vladimir V. Putin"; "de", "bin" inside a name.
            let is_dot = word == "."
                && end > idx
                && self.word(end - 1).chars().count() == 1
                && self.are_glued(end - 1)
                && self.is_capital(end + 1);
            let is_inside = is_particle(word)
                && (end > idx || after_given)
                && end + 1 < limit
                && (self.is_name_word(end + 1) || is_particle(self.word(end + 1)));
            if !is_dot && !is_inside {
                break;
            }
            end += 1;
        }
        while end > idx && (is_particle(self.word(end - 1)) || self.word(end - 1) == ".") {
            end -= 1;
        }
        end
    }
}

fn is_organisation_word(kind: Option<NotName>) -> bool {
    matches!(kind, Some(NotName::Organisation | NotName::Private))
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "di"
            | "del"
            | "della"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "zu"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "al"
            | "el"
            | "ul"
            | "y"
            | "e"
            | "af"
            | "oglu"
    )
}

/// "al-Jubeir", "el-Abdallah", "d'Estaing" in lower case at the front.
fn is_joined_particle(word: &str) -> bool {
    let Some((particle, rest)) = word.split_once(['-', '\'', '’']) else {
        return false;
    };
    matches!(
        particle,
        "al" | "el" | "ul" | "as" | "ash" | "an" | "ar" | "at" | "ad" | "az" | "d" | "l" | "bin"
    ) && rest.chars().next().is_some_and(char::is_uppercase)
}
