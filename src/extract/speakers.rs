//! From the words of a source to who that is: name, role, parties, and why.
//!
//! Sources are taken in the order of the text, so that "he" and "the ministry" can look back at who spoke before.
//! Every look back is bounded; the whole is linear in the length of the body.

use std::collections::HashMap;
use std::ops::Range;

use super::Knowledge;
use super::attribution::Attribution;
use super::descriptions::{Description, before_name, describe};
use super::lexicon::Classes;
use super::mentions::{Scan, Sense, Tag};
use super::names::{People, capitalised, plain, title_case};
use super::parties::Countries;
use super::prepare::Prepared;
use crate::atlas::{Gender, Named, Naming, PartyKind, Role, RoleKind, RoleWord, fold};
use crate::model::{Article, Party, Reason, Speaker};
use crate::text::{Span, TokenKind};

/// Whom the source of one attribution stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The speaker; `None` if that is not known.
    pub speaker: Option<Speaker>,
    /// For whom the speaker speaks.
    pub parties: Vec<Party>,
    /// Which rules led here.
    pub reasons: Vec<Reason>,
    /// How likely speaker and parties are right, 0 to 1.
    pub score: f64,
}

/// One answer for each attribution, in the same order.
pub(crate) fn resolve(
    prepared: &Prepared<'_>,
    attributions: &[Attribution],
    article: &Article,
    knowledge: &Knowledge<'_>,
) -> Vec<Resolved> {
    let scan = Scan::new(prepared, knowledge.atlas);
    let mut resolver = Resolver {
        people: People::new(&scan),
        countries: Countries::new(&scan),
        scan: &scan,
        day: article
            .metadata
            .published
            .map(|published| published.date().to_string()),
        sources: Vec::new(),
        of_person: HashMap::new(),
        spoken: Vec::new(),
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&idx| {
        attributions
            .get(idx)
            .map_or(0, |attribution| place(attribution).start())
    });
    let mut resolved = vec![Resolved::default(); attributions.len()];
    for idx in order {
        let (Some(attribution), Some(slot)) = (attributions.get(idx), resolved.get_mut(idx)) else {
            continue;
        };
        *slot = resolver.attribution(attribution);
        correct(slot, knowledge);
    }
    resolved
}

/// Where an attribution stands, for the order of speaking.
fn place(attribution: &Attribution) -> Span {
    attribution
        .source
        .or(attribution.cue)
        .or(attribution.content.first().copied())
        .unwrap_or_else(|| Span::from((0, 0)))
}

/// What the user taught wins.
fn correct(resolved: &mut Resolved, knowledge: &Knowledge<'_>) {
    let Some(speaker) = &mut resolved.speaker else {
        return;
    };
    let Some(person) = knowledge.corrections.people.get(&speaker.name) else {
        return;
    };
    if let Some(name) = &person.name {
        speaker.name.clone_from(name);
    }
    if let Some(role) = &person.role {
        speaker.role = Some(role.clone()).filter(|role| !role.is_empty());
    }
    if let Some(parties) = &person.parties {
        resolved.parties.clone_from(parties);
        resolved.score = 1.0;
    }
    resolved.reasons.push(reason("correction", &[], &speaker.name));
}

fn reason(rule: &str, words: &[Span], found: &str) -> Reason {
    Reason {
        rule: rule.into(),
        words: words.to_vec(),
        found: found.into(),
    }
}

/// Somebody or something that speaks.
#[derive(Clone, Debug, Default)]
struct Source {
    name: String,
    role: Option<String>,
    /// The office or body, as an index of the atlas.
    role_idx: Option<u16>,
    parties: Vec<Party>,
    gender: Option<Gender>,
    is_person: bool,
    is_plural: bool,
    reasons: Vec<Reason>,
    score: f64,
}

/// Somebody who spoke.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    /// Where the source stood.
    token: usize,
    /// The last token of the statement.
    end: usize,
    /// An index into [`Resolver::sources`].
    source: usize,
}

struct Resolver<'a> {
    scan: &'a Scan<'a>,
    people: People,
    countries: Countries,
    /// The day of publication, ISO 8601.
    day: Option<String>,
    sources: Vec<Source>,
    /// Sources by person, an index into [`People::persons`].
    of_person: HashMap<usize, usize>,
    /// In the order of the text.
    spoken: Vec<Spoken>,
}

/// Sentences that a pronoun looks back.
const PRONOUN_REACH: usize = 8;
/// Names and phrases that are looked at when looking back.
const LOOK_BACK: usize = 60;

impl Resolver<'_> {
    fn attribution(&mut self, attribution: &Attribution) -> Resolved {
        let prepared = self.scan.prepared;
        let found = match attribution.source {
            Some(source) => self.source(self.whole_phrase(prepared.tokens_in(source)), Some(source)),
            None => self.unnamed(attribution),
        };
        let Some((idx, reasons, score)) = found else {
            return Resolved::default();
        };
        let end = attribution
            .content
            .last()
            .map_or(0, |span| prepared.token_at(span.end().saturating_sub(1)));
        let token = prepared.token_at(place(attribution).start());
        self.spoken.push(Spoken {
            token,
            end: end.max(token),
            source: idx,
        });
        let Some(source) = self.sources.get(idx) else {
            return Resolved::default();
        };
        let mut all = reasons;
        all.extend(source.reasons.iter().cloned());
        Resolved {
            speaker: Some(Speaker {
                name: source.name.clone(),
                role: source.role.clone(),
            }),
            parties: source.parties.clone(),
            reasons: all,
            score: (source.score * score).clamp(0.0, 1.0),
        }
    }

    /// The source without marks at its ends, and with what belongs to it on the left: "[China's ambassador to]
    /// Britain", "[United] Nations", "[the minister,] Hans Olo".
    fn whole_phrase(&self, tokens: Range<usize>) -> Range<usize> {
        let scan = self.scan;
        let mut tokens = trimmed(scan, tokens);
        if tokens.is_empty() {
            return tokens;
        }
        if let Some(hit) = scan.hit(tokens.start) {
            tokens.start = hit.tokens.start;
        } else if let Some((_, name)) = scan.name(tokens.start) {
            tokens.start = name.start;
        }
        let sentence = scan.prepared.sentence_of(tokens.start);
        let floor = scan
            .prepared
            .sentences
            .get(sentence)
            .map_or(tokens.start, |sentence| sentence.tokens.start);
        let before = tokens.start.saturating_sub(1);
        let follows_office = tokens.start > floor + 1
            && scan.tag(before) == Tag::Plain
            && matches!(scan.word(before), "of" | "for" | "to" | "at" | "from" | "in")
            && scan
                .role(before - 1)
                .is_some_and(|(_, _, role)| role.kind != RoleKind::Private);
        let follows_genitive = tokens.start > floor && scan.is_genitive(before);
        if follows_office || follows_genitive {
            tokens.start = before_name(scan, tokens.start, floor);
        }
        // "the spokesman, Hans Olo, said": the name says more.
        let comma = tokens.end;
        if scan.name(tokens.end - 1).is_none()
            && scan.word(comma) == ","
            && tokens.clone().any(|idx| scan.role(idx).is_some())
        {
            let name = (comma + 1..comma + 12).find_map(|idx| scan.name(idx));
            if let Some((_, name)) = name {
                let is_closed =
                    matches!(scan.word(name.end), "," | "–" | "—" | ".") || scan.is_verb(name.end);
                if is_closed && before_name(scan, name.start, comma + 1) == comma + 1 {
                    return comma + 1..name.end;
                }
            }
        }
        tokens
    }

    fn span(&self, tokens: Range<usize>) -> Vec<Span> {
        self.scan.prepared.span(tokens).into_iter().collect()
    }

    fn words(&self, tokens: Range<usize>) -> String {
        self.scan
            .prepared
            .span(tokens)
            .map(|span| plain(span.of(self.scan.prepared.text)))
            .unwrap_or_default()
    }

    fn add(&mut self, source: Source) -> usize {
        self.sources.push(source);
        self.sources.len() - 1
    }

    /// The source that the words in `tokens` name; with the reasons of this mention and how sure it is.
    fn source(&mut self, tokens: Range<usize>, span: Option<Span>) -> Option<(usize, Vec<Reason>, f64)> {
        if tokens.is_empty() {
            return None;
        }
        let scan = self.scan;
        if tokens.len() == 1
            && scan
                .classes(tokens.start)
                .any(Classes::PRONOUN | Classes::POSSESSIVE)
        {
            return self.pronoun(tokens.start, span);
        }
        if tokens.len() == 1 && scan.classes(tokens.start).any(Classes::RELATIVE) {
            return self.antecedent(tokens.start);
        }
        if let Some(parts) = self.list(&tokens) {
            return self.joint(&tokens, parts);
        }
        self.one(tokens)
    }

    /// Whom "who" and "which" mean: what stands directly before.
    fn antecedent(&mut self, relative: usize) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let mut end = relative;
        while end > 0 && relative - end < 2 && scan.kind(end - 1) == TokenKind::Mark {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        let sentence = scan.prepared.sentence_of(relative);
        let floor = scan.prepared.sentences.get(sentence)?.tokens.start;
        let start = match scan.tag(last) {
            Tag::Name(name) => scan.names.get(name)?.start,
            Tag::Hit(_) => scan.hit(last)?.tokens.start,
            Tag::Plain => return None,
        };
        self.one(trimmed(scan, before_name(scan, start, floor)..end))
    }

    /// The parts of "Japan and South Korea": each ends with a name.
    fn list(&self, tokens: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let scan = self.scan;
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for idx in tokens.clone() {
            let is_join = scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "and" | "," | "&");
            if is_join {
                if idx > start {
                    parts.push(start..idx);
                }
                start = idx + 1;
            }
        }
        if start < tokens.end {
            parts.push(start..tokens.end);
        }
        let has_and = tokens
            .clone()
            .any(|idx| scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "and" | "&"));
        if parts.len() < 2 || !has_and {
            return None;
        }
        let names_someone = |part: &Range<usize>| {
            let last = part.end - 1;
            scan.name(last).is_some()
                || scan
                    .named(last)
                    .is_some_and(|(_, named)| !matches!(named.naming, Naming::Adjective | Naming::Place))
                || scan.role(last).is_some_and(|(_, _, role)| {
                    role.kind != RoleKind::Private && describe(scan, part.clone()).party.is_some()
                })
        };
        // "ministers of Egypt, Greece and Cyprus": one phrase, not three.
        let first = parts.first()?;
        let is_one_phrase = first.clone().skip(1).any(|idx| {
            scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "of" | "from" | "for" | "between")
        });
        // "Ukraine and its allies" is said by Ukraine.
        let is_dependent = |part: &Range<usize>| {
            scan.classes(part.start).any(Classes::POSSESSIVE) || scan.word(part.start) == "other"
        };
        (!is_one_phrase
            && names_someone(first)
            && parts.iter().all(|part| names_someone(part) || is_dependent(part)))
        .then_some(parts)
    }

    fn joint(
        &mut self,
        tokens: &Range<usize>,
        parts: Vec<Range<usize>>,
    ) -> Option<(usize, Vec<Reason>, f64)> {
        let mut joined = Source {
            is_plural: true,
            score: 0.9,
            ..Source::default()
        };
        let mut names = Vec::new();
        for part in parts.into_iter().take(12) {
            let is_dependent = self.scan.classes(part.start).any(Classes::POSSESSIVE);
            if is_dependent && self.scan.name(part.end - 1).is_none() {
                names.push(self.words(part));
                continue;
            }
            let Some((idx, _, score)) = self.one(trimmed(self.scan, part)) else {
                continue;
            };
            let source = self.sources.get(idx)?;
            names.push(source.name.clone());
            for party in &source.parties {
                if !joined.parties.contains(party) {
                    joined.parties.push(party.clone());
                }
            }
            joined.score = f64::min(joined.score, source.score * score);
        }
        let last = names.pop()?;
        joined.name = if names.is_empty() {
            last
        } else {
            format!("{} and {last}", names.join(", "))
        };
        joined
            .reasons
            .push(reason("joint-source", &self.span(tokens.clone()), &joined.name));
        Some((self.add(joined), Vec::new(), 1.0))
    }

    /// One source that is no list and no pronoun.
    fn one(&mut self, tokens: Range<usize>) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        if tokens.is_empty() {
            return None;
        }
        // A name that carries the phrase: the last before any preposition, not a genitive.
        let split = tokens
            .clone()
            .skip(1)
            .find(|&idx| {
                scan.tag(idx) == Tag::Plain
                    && (scan
                        .classes(idx)
                        .any(Classes::PREPOSITION | Classes::TO | Classes::RELATIVE)
                        || matches!(scan.word(idx), "," | "(" | "–" | "—"))
            })
            .unwrap_or(tokens.end);
        let named = |range: Range<usize>| {
            range.rev().find_map(|idx| {
                let (name, name_tokens) = scan.name(idx)?;
                (!scan.is_genitive(name_tokens.end) && name_tokens.end <= tokens.end)
                    .then_some((name, name_tokens))
            })
        };
        let front = named(tokens.start..split).filter(|(_, name_tokens)| {
            name_tokens.end == split || scan.kind(name_tokens.end) == TokenKind::Mark
        });
        // "China's ambassador to Britain Liu Xiaming", "The minister, Hans Olo".
        let back = || {
            let last = tokens.end - 1;
            let (name, name_tokens) = scan.name(last)?;
            let before = name_tokens.start.checked_sub(1)?;
            let is_titled = scan.named(before).is_some() && scan.role(tokens.start).is_some()
                || scan.role(before).is_some()
                || scan.word(before) == ",";
            (is_titled && name_tokens.start > tokens.start).then_some((name, name_tokens))
        };
        if let Some((name, name_tokens)) = front.or_else(back)
            && let Some(person) = self.people.of_name(name)
        {
            let idx = self.person(person);
            let found = self
                .sources
                .get(idx)
                .map(|source| source.name.clone())
                .unwrap_or_default();
            let rule = if fold(&self.words(name_tokens.clone())) == fold(&found) {
                "full-name"
            } else {
                "surname-of-named-person"
            };
            return Some((idx, vec![reason(rule, &self.span(name_tokens), &found)], 1.0));
        }
        let description = describe(scan, tokens.clone());
        if description.is_party
            && let Some((named, party_tokens, _)) = &description.party
        {
            return Some(self.party_itself(*named, party_tokens.clone(), &tokens, &description));
        }
        if description.role.is_some() {
            return self.described(&tokens, &description);
        }
        self.unknown_noun(&tokens, &description)
    }

    /// A party under its own name: "Ankara", "the EU", "the Kremlin", "Palestinians".
    fn party_itself(
        &mut self,
        named: Named,
        party_tokens: Range<usize>,
        tokens: &Range<usize>,
        description: &Description,
    ) -> (usize, Vec<Reason>, f64) {
        let scan = self.scan;
        let party = scan.party(named);
        let name = match (named.naming, party) {
            (Naming::Name | Naming::Seat, Some(party)) => scan.atlas.name(party).to_owned(),
            (Naming::Inhabitants | Naming::Adjective, _) => {
                capitalised(&self.words(description.tokens.clone()))
            }
            _ => self.words(party_tokens.clone()),
        };
        let (rule, score) = match named.naming {
            Naming::Name => ("name-of-party", 0.95),
            Naming::Seat => ("seat-of-government", 0.9),
            Naming::Institution | Naming::Media => ("institution", 0.9),
            Naming::Inhabitants | Naming::Adjective => ("inhabitants", 0.7),
            Naming::Place => ("place", 0.6),
        };
        let source = Source {
            reasons: vec![reason(
                rule,
                &self.span(party_tokens),
                party.map_or("", Party::code),
            )],
            parties: party.into_iter().cloned().collect(),
            is_plural: named.naming == Naming::Inhabitants,
            name,
            score,
            ..Source::default()
        };
        let _ = tokens;
        (self.add(source), Vec::new(), 1.0)
    }

    /// An office or body: "the Russian foreign minister", "the ministry", "two Western diplomats".
    fn described(
        &mut self,
        tokens: &Range<usize>,
        description: &Description,
    ) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let (word, role_tokens) = description.role.clone()?;
        let role = scan.atlas.role(word.role_idx)?;
        let is_indefinite = matches!(
            scan.word(tokens.start).to_lowercase().as_str(),
            "a" | "an" | "one" | "another" | "two" | "three" | "several" | "some" | "many" | "other"
        );
        let explicit = self.explicit_party(description);
        if !is_indefinite {
            if let Some(found) = self.same_as_before(
                tokens,
                role,
                word,
                explicit.as_ref().map(|(party, _)| party),
                description,
            ) {
                return Some(found);
            }
        }
        let mut source = Source {
            role_idx: Some(word.role_idx),
            is_person: matches!(role.kind, RoleKind::StateOffice | RoleKind::Office),
            is_plural: word.is_plural,
            gender: role.gender,
            score: 0.8,
            ..Source::default()
        };
        let role_span = self.span(role_tokens.clone());
        if role.kind == RoleKind::Private || description.is_private && explicit.is_none() {
            source.reasons.push(reason("speaks-for-nobody", &role_span, ""));
        } else if let Some((party, found_by)) = explicit {
            source.reasons.push(found_by);
            source.parties.push(party);
            source.score = 0.9;
        } else if matches!(role.kind, RoleKind::StateOffice | RoleKind::StateBody)
            || description.is_definite && role.kind == RoleKind::Office
        {
            if let Some((party_idx, clarity)) = self.countries.at(scan, tokens.start)
                && let Some(party) = scan.atlas.party(party_idx)
            {
                source
                    .reasons
                    .push(reason("country-of-the-context", &role_span, party.code()));
                source.parties.push(party.clone());
                source.score = 0.4 + 0.4 * clarity;
            }
        }
        source.name = self.described_name(description, &role_tokens, role, word, &source.parties);
        if source.is_person {
            source.role = super::names::role_text(scan, description, &role_tokens);
        }
        Some((self.add(source), Vec::new(), 1.0))
    }

    /// The party that the words of a description name, with the reason.
    fn explicit_party(&mut self, description: &Description) -> Option<(Party, Reason)> {
        let scan = self.scan;
        if let Some((named, party_tokens, rule)) = &description.party
            && let Some(party) = scan.party(*named)
        {
            return Some((
                party.clone(),
                reason(rule, &self.span(party_tokens.clone()), party.code()),
            ));
        }
        if let Some(owner) = description.owner.and_then(|name| self.people.of_name(name)) {
            let owner = self.person(owner);
            let owner = self.sources.get(owner)?;
            let party = owner.parties.first()?.clone();
            let found = format!("{}: {}", owner.name, party.code());
            return Some((party, reason("party-of-the-owner", &[], &found)));
        }
        self.party_of_body(description.of_body.clone()?)
    }

    /// The party of "the movement", "the ministry" in the words of an office.
    fn party_of_body(&mut self, tokens: Range<usize>) -> Option<(Party, Reason)> {
        let scan = self.scan;
        let start = match tokens.start.checked_sub(1) {
            Some(before) if scan.classes(before).any(Classes::DETERMINER) => before,
            _ => tokens.start,
        };
        let whole = start..tokens.end;
        let description = describe(scan, whole.clone());
        let (word, _) = description.role.as_ref()?;
        let role = scan.atlas.role(word.role_idx)?;
        let idx = if role.kind == RoleKind::Collective {
            self.collective(&whole, role, *word)?
        } else if description.of_body.is_none() && description.owner.is_none() && description.party.is_none()
        {
            self.described(&whole, &description)?.0
        } else {
            return None;
        };
        let body = self.sources.get(idx)?;
        let party = body.parties.first()?.clone();
        let found = format!("{}: {}", body.name, party.code());
        Some((party, reason("party-of-the-body", &self.span(tokens), &found)))
    }

    /// "Russian Foreign Ministry", "senior US official", "British Foreign Office spokesperson".
    fn described_name(
        &self,
        description: &Description,
        role_tokens: &Range<usize>,
        role: &Role,
        word: RoleWord,
        parties: &[Party],
    ) -> String {
        let scan = self.scan;
        let whole = description.tokens.clone();
        let is_body = matches!(role.kind, RoleKind::StateBody | RoleKind::Body) && !word.is_plural;
        let party_in_front = description
            .party
            .as_ref()
            .filter(|(_, tokens, _)| tokens.end <= role_tokens.start);
        if is_body
            && role_tokens.end == whole.end
            && let Some(party) = parties.first()
            && (role_tokens.start == whole.start
                || party_in_front.is_some_and(|(named, tokens, _)| {
                    tokens.start == whole.start
                        && !matches!(named.naming, Naming::Institution)
                        && (tokens.end == role_tokens.start
                            || scan.is_genitive(tokens.end) && tokens.end + 1 == role_tokens.start)
                }))
        {
            return format!("{} {}", scan.atlas.adjective(party), title_case(role.words));
        }
        // "a spokesman for the German foreign ministry"
        let link = role_tokens.end;
        if !is_body && matches!(scan.word(link), "for" | "from" | "at") && link + 1 < whole.end {
            let mut start = link + 1;
            if matches!(scan.word(start), "the" | "a" | "an" | "its" | "his" | "her") {
                start += 1;
            }
            let end = (start..whole.end)
                .find(|&idx| {
                    scan.tag(idx) == Tag::Plain
                        && (scan
                            .classes(idx)
                            .any(Classes::PREPOSITION | Classes::TO | Classes::RELATIVE)
                            || scan.kind(idx) == TokenKind::Mark)
                })
                .unwrap_or(whole.end);
            let is_unnamed_body = scan.role(end - 1).is_some_and(|(tokens, _, role)| {
                role.kind == RoleKind::Collective && tokens.start == start && tokens.end == end
            });
            if is_unnamed_body && let Some(party) = parties.first() {
                let short = if party.is_country() {
                    scan.atlas.adjective(party)
                } else {
                    party.short()
                };
                return format!("{short} {}", self.words(whole.start..link));
            }
            if start < end {
                return format!(
                    "{} {}",
                    capitalised(&self.words(start..end)),
                    self.words(whole.start..link)
                );
            }
        }
        // "the foreign ministry spokesman in Berlin": by whom he speaks for, where only the context says so.
        if role_tokens.start == whole.start
            && role.kind != RoleKind::Private
            && description
                .party
                .as_ref()
                .is_none_or(|(_, _, rule)| *rule == "place-after-role")
            && description.owner.is_none()
            && let Some(party) = parties.first()
        {
            return format!(
                "{} {}",
                scan.atlas.adjective(party),
                self.words(role_tokens.clone())
            );
        }
        capitalised(&self.words(whole))
    }

    /// Someone named or met before whom a definite description means.
    fn same_as_before(
        &mut self,
        tokens: &Range<usize>,
        role: &Role,
        word: RoleWord,
        party: Option<&Party>,
        description: &Description,
    ) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let found_by = |resolver: &Self, idx: usize, rule: &str| {
            let name = resolver
                .sources
                .get(idx)
                .map(|source| source.name.clone())
                .unwrap_or_default();
            vec![reason(rule, &resolver.span(tokens.clone()), &name)]
        };
        let is_bare = description
            .role
            .as_ref()
            .is_some_and(|(_, role_tokens)| *role_tokens == description.tokens);
        if matches!(role.kind, RoleKind::Collective)
            || role.kind == RoleKind::Body && party.is_none() && is_bare
        {
            if let Some(idx) = self.collective(tokens, role, word) {
                let by = found_by(self, idx, "described-before");
                return Some((idx, by, 0.8));
            }
        }
        if role.kind == RoleKind::Private && !description.is_definite {
            return None;
        }
        let is_person = matches!(
            role.kind,
            RoleKind::StateOffice | RoleKind::Office | RoleKind::Private
        );
        if is_person && !word.is_plural {
            // People with names: those mentioned before, the nearest first, then the rest of the article.
            let before = scan.names.partition_point(|name| name.start < tokens.start);
            let earlier = (before.saturating_sub(LOOK_BACK)..before).rev();
            let later = before..scan.names.len().min(before + LOOK_BACK);
            let mut best = None;
            for name in earlier.chain(later) {
                let Some(person) = self.people.of_name(name) else {
                    continue;
                };
                if best == Some(person) {
                    continue;
                }
                if self.is_described(person, role, word, party) {
                    best = Some(person);
                    break;
                }
            }
            let spoken = self.spoken.iter().rev().take(12).find(|spoken| {
                self.sources.get(spoken.source).is_some_and(|source| {
                    source
                        .role_idx
                        .is_some_and(|idx| scan.atlas.role(idx).is_some_and(|other| can_mean(role, other)))
                        && source.is_person
                        && !source.is_plural
                        && party.is_none_or(|party| source.parties.contains(party))
                })
            });
            let name_token = best.and_then(|person| {
                (before.saturating_sub(LOOK_BACK)..before)
                    .rev()
                    .find(|&name| self.people.of_name(name) == Some(person))
                    .and_then(|name| scan.names.get(name))
                    .map(|name| name.start)
            });
            if let Some(spoken) = spoken.copied()
                && name_token.is_none_or(|token| spoken.token > token)
            {
                let by = found_by(self, spoken.source, "described-before");
                return Some((spoken.source, by, 0.9));
            }
            if let Some(person) = best {
                let idx = self.person(person);
                let by = found_by(self, idx, "description-of-named-person");
                return Some((idx, by, 0.85));
            }
            if party.is_none() && is_bare {
                return self.body_before(tokens, role);
            }
        } else {
            let spoken = self.spoken.iter().rev().take(20).find(|spoken| {
                self.sources.get(spoken.source).is_some_and(|source| {
                    !source.is_person
                        && source.role_idx.is_some_and(|idx| {
                            scan.atlas.role(idx).is_some_and(|other| can_mean(role, other))
                        })
                        && party.is_none_or(|party| source.parties.contains(party))
                })
            });
            if let Some(spoken) = spoken.copied() {
                let by = found_by(self, spoken.source, "described-before");
                return Some((spoken.source, by, 0.9));
            }
            if party.is_none() && is_bare {
                return self.body_before(tokens, role);
            }
        }
        None
    }

    /// "the ministry", of which the article told before whose it is.
    fn body_before(&mut self, tokens: &Range<usize>, role: &Role) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let before = scan.hits.partition_point(|hit| hit.tokens.start < tokens.start);
        for hit in scan
            .hits
            .get(before.saturating_sub(LOOK_BACK)..before)?
            .iter()
            .rev()
        {
            let Sense::Role(word) = hit.sense else { continue };
            let Some(other) = scan.atlas.role(word.role_idx) else {
                continue;
            };
            if !can_mean(role, other) || word.is_plural {
                continue;
            }
            let floor = hit.tokens.start.saturating_sub(12);
            let start = before_name(scan, hit.tokens.start, floor);
            let mut end = hit.tokens.end;
            if matches!(scan.word(end), "of" | "from" | "for" | "at") {
                end += 3;
            }
            let description = describe(scan, start..end);
            if (description.party.is_some() || description.of_body.is_some())
                && description
                    .role
                    .as_ref()
                    .is_some_and(|(_, role_tokens)| *role_tokens == hit.tokens)
            {
                return self.described_new(&description);
            }
        }
        None
    }

    fn described_new(&mut self, description: &Description) -> Option<(usize, Vec<Reason>, f64)> {
        let (word, role_tokens) = description.role.clone()?;
        let role = self.scan.atlas.role(word.role_idx)?;
        let (party, found_by) = self.explicit_party(description)?;
        let parties = vec![party];
        let name = self.described_name(description, &role_tokens, role, word, &parties);
        let source = Source {
            is_person: matches!(role.kind, RoleKind::StateOffice | RoleKind::Office),
            gender: role.gender,
            name,
            role_idx: Some(word.role_idx),
            parties,
            reasons: vec![found_by],
            score: 0.8,
            ..Source::default()
        };
        Some((self.add(source), Vec::new(), 0.9))
    }

    /// "the bloc", "the court", "the organisation": the party named last that can be called so.
    fn collective(&mut self, tokens: &Range<usize>, role: &Role, word: RoleWord) -> Option<usize> {
        let scan = self.scan;
        if word.is_plural {
            return None;
        }
        let wanted = kinds_called(role);
        let before = scan.hits.partition_point(|hit| hit.tokens.start < tokens.start);
        let mut nearest = None;
        for hit in scan
            .hits
            .get(before.saturating_sub(LOOK_BACK)..before)?
            .iter()
            .rev()
        {
            let Sense::Party(named) = hit.sense else {
                continue;
            };
            if matches!(named.naming, Naming::Place | Naming::Media) {
                continue;
            }
            let Some(party) = scan.party(named) else {
                continue;
            };
            if !wanted.contains(&scan.atlas.kind(party)) {
                continue;
            }
            // "the league" is rather the Arab League than the African Union.
            let name = fold(scan.atlas.name(party));
            let is_named_so = name.split(' ').any(|part| part == role.head);
            if is_named_so || nearest.is_none() {
                nearest = Some((hit.tokens.clone(), named));
            }
            if is_named_so {
                break;
            }
        }
        let (hit_tokens, named) = nearest?;
        let party = scan.party(named)?.clone();
        let source = Source {
            name: scan.atlas.name(&party).to_owned(),
            reasons: vec![reason("name-of-party", &self.span(hit_tokens), party.code())],
            parties: vec![party],
            score: 0.75,
            ..Source::default()
        };
        Some(self.add(source))
    }

    /// Whether a person can be described so.
    fn is_described(&mut self, person: usize, role: &Role, word: RoleWord, party: Option<&Party>) -> bool {
        let scan = self.scan;
        let Some(known) = self.people.get(person) else {
            return false;
        };
        let Some((own, _)) = &known.role else { return false };
        let Some(own_role) = scan.atlas.role(own.role_idx) else {
            return false;
        };
        if own.role_idx != word.role_idx && !can_mean(role, own_role) {
            return false;
        }
        let Some(party) = party else { return true };
        let idx = self.person(person);
        self.sources
            .get(idx)
            .is_some_and(|source| source.parties.contains(party))
    }

    /// A noun that no table knows: "Israeli settlers", "the decision".
    fn unknown_noun(
        &mut self,
        tokens: &Range<usize>,
        description: &Description,
    ) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let name = capitalised(&self.words(description.tokens.clone()));
        if name.is_empty() {
            return None;
        }
        let mut source = Source {
            name,
            score: 0.5,
            ..Source::default()
        };
        let last = scan.word(description.tokens.end.saturating_sub(1));
        source.is_plural = last.ends_with('s') && !last.ends_with("ss");
        let first = scan.word(tokens.start).to_lowercase();
        let is_one = matches!(first.as_str(), "a" | "an" | "one" | "another");
        if let Some((party, found_by)) = self.explicit_party(description)
            && !is_one
            && !description.is_private
        {
            source.reasons.push(found_by);
            source.parties.push(party);
            source.score = 0.6;
        }
        Some((self.add(source), Vec::new(), 1.0))
    }

    /// The source that stands for a person.
    fn person(&mut self, person_idx: usize) -> usize {
        if let Some(&idx) = self.of_person.get(&person_idx) {
            return idx;
        }
        let idx = self.add(Source::default());
        self.of_person.insert(person_idx, idx);
        let source = self.make_person(person_idx);
        if let Some(slot) = self.sources.get_mut(idx) {
            *slot = source;
        }
        idx
    }

    fn make_person(&mut self, person_idx: usize) -> Source {
        let scan = self.scan;
        let Some(person) = self.people.get(person_idx).cloned() else {
            return Source::default();
        };
        let mut source = Source {
            name: person.name.clone(),
            role: person.role_text.clone(),
            role_idx: person.role.as_ref().map(|(word, _)| word.role_idx),
            gender: person.gender,
            is_person: true,
            score: 0.75,
            ..Source::default()
        };
        let role = person
            .role
            .as_ref()
            .and_then(|(word, _)| scan.atlas.role(word.role_idx));
        let role_span = person
            .role
            .as_ref()
            .map(|(_, tokens)| self.span(tokens.clone()))
            .unwrap_or_default();
        if let Some((named, tokens, rule)) = &person.party
            && !person.is_private
            && let Some(party) = scan.party(*named)
        {
            source
                .reasons
                .push(reason(rule, &self.span(tokens.clone()), party.code()));
            source.parties.push(party.clone());
            source.score = 0.95;
            return source;
        }
        if person.is_private {
            source.reasons.push(reason("speaks-for-nobody", &role_span, ""));
            source.score = 0.85;
            return source;
        }
        if let Some(owner) = person.owner {
            let owner = self.person(owner);
            if let Some(owner) = self.sources.get(owner)
                && let Some(party) = owner.parties.first()
            {
                let found = format!("{}: {}", owner.name, party.code());
                source
                    .reasons
                    .push(reason("party-of-the-owner", &role_span, &found));
                source.parties.push(party.clone());
                source.score = 0.85;
                return source;
            }
        }
        if let Some(tokens) = person.of_body.clone()
            && let Some((party, found_by)) = self.party_of_body(tokens)
        {
            source.reasons.push(found_by);
            source.parties.push(party);
            source.score = 0.75;
            return source;
        }
        if self.well_known(&mut source) {
            return source;
        }
        match role {
            Some(role) if role.kind == RoleKind::StateOffice => {
                if let Some((party_idx, clarity)) = self.countries.at(scan, person.token)
                    && let Some(party) = scan.atlas.party(party_idx)
                {
                    source
                        .reasons
                        .push(reason("country-of-the-context", &role_span, party.code()));
                    source.parties.push(party.clone());
                    source.score = 0.4 + 0.4 * clarity;
                }
            }
            Some(role) if role.kind == RoleKind::Office => {
                if let Some((party, found_by)) = self.party_near(person.token) {
                    source.reasons.push(found_by);
                    source.parties.push(party);
                    source.score = 0.6;
                }
            }
            _ => source.score = 0.5,
        }
        source
    }

    /// Fills in a well-known office-holder; whether there is one.
    fn well_known(&self, source: &mut Source) -> bool {
        let atlas = self.scan.atlas;
        let mut candidates: Vec<_> = atlas.leaders(&source.name).collect();
        if let Some(day) = &self.day {
            let in_office = candidates.iter().any(|leader| leader.is_in_office(day));
            candidates.retain(|leader| !in_office || leader.is_in_office(day));
        }
        let Some(first) = candidates.first() else {
            return false;
        };
        if candidates.iter().any(|other| other.party != first.party) {
            return false;
        }
        if source.role.is_none()
            && let Some(day) = &self.day
            && first.is_in_office(day)
        {
            source.role = Some(first.role.to_owned());
        }
        if source.name.split(' ').count() == 1 && candidates.iter().all(|other| other.name == first.name) {
            first.name.clone_into(&mut source.name);
        }
        source.reasons.push(reason(
            "well-known",
            &[],
            &format!("{}: {}", first.name, first.party.code()),
        ));
        source.parties.push(first.party.clone());
        source.score = 0.8;
        true
    }

    /// For a spokesman of nobody named: the party that spoke or was named just before.
    fn party_near(&self, token: usize) -> Option<(Party, Reason)> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let before = scan.hits.partition_point(|hit| hit.tokens.start < token);
        for hit in scan
            .hits
            .get(before.saturating_sub(LOOK_BACK)..before)?
            .iter()
            .rev()
        {
            if scan.prepared.sentence_of(hit.tokens.start) + 2 < sentence {
                break;
            }
            let Sense::Party(named) = hit.sense else { continue };
            if matches!(named.naming, Naming::Place | Naming::Media | Naming::Inhabitants) {
                continue;
            }
            let party = scan.party(named)?;
            return Some((
                party.clone(),
                reason("party-named-before", &self.span(hit.tokens.clone()), party.code()),
            ));
        }
        None
    }

    /// "he", "she", "it", "they".
    fn pronoun(&mut self, token: usize, span: Option<Span>) -> Option<(usize, Vec<Reason>, f64)> {
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
    fn person_before(&mut self, token: usize, gender: Option<Gender>) -> Option<usize> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let last = self.spoken.last().copied();
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
            score += self.prominence(tokens, token);
            score += share(person.n_mentions, scan.names.len());
            if let Some(last) = last
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
            let is_last = last.is_some_and(|last| last.source == spoken.source) && distance <= 3;
            let score = bonus - distance_cost(distance) + 0.6 + if is_last { 1.2 } else { 0.0 };
            consider(score, Candidate::Source(spoken.source));
        }
        match best?.1 {
            Candidate::Person(person) => Some(self.person(person)),
            Candidate::Source(source) => Some(source),
        }
    }

    /// How much a mention stands out: as the subject of its clause, not in a quotation, not a genitive.
    fn prominence(&self, tokens: &Range<usize>, from: usize) -> f64 {
        let scan = self.scan;
        let mut score = 0.0;
        let sentence_start = scan
            .prepared
            .sentences
            .get(scan.prepared.sentence_of(tokens.start))
            .map_or(0, |sentence| sentence.tokens.start);
        let start = before_name(scan, tokens.start, sentence_start);
        let opens = start <= sentence_start + 1;
        let before = start.checked_sub(1).filter(|&before| before >= sentence_start);
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
    fn body_spoken(&mut self, token: usize) -> Option<usize> {
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(token);
        let spoken = self.spoken.iter().rev().take(6).find(|spoken| {
            self.sources
                .get(spoken.source)
                .is_some_and(|source| !source.is_person)
                && sentence.saturating_sub(scan.prepared.sentence_of(spoken.end)) <= 4
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

    fn plural_spoken(&mut self, token: usize) -> Option<usize> {
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

    /// The first name, party or office in a stretch of tokens that can be its subject.
    fn subject(&mut self, range: Range<usize>, with_people: bool) -> Option<usize> {
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

    /// An attribution without the words of a source: the subject of its sentence, or who spoke before.
    fn unnamed(&mut self, attribution: &Attribution) -> Option<(usize, Vec<Reason>, f64)> {
        let scan = self.scan;
        let prepared = scan.prepared;
        let first = prepared.token_at(attribution.content.first()?.start());
        let found_by = |resolver: &Self, idx: usize, rule: &str| {
            let name = resolver
                .sources
                .get(idx)
                .map(|source| source.name.clone())
                .unwrap_or_default();
            vec![reason(rule, &[], &name)]
        };
        if let Some(cue) = attribution.cue {
            let cue = prepared.token_at(cue.start());
            let sentence = prepared.sentences.get(prepared.sentence_of(cue))?.tokens.clone();
            let last = self
                .spoken
                .last()
                .copied()
                .filter(|last| last.token >= sentence.start && last.token < cue);
            if let Some(last) = last {
                let by = found_by(self, last.source, "speaker-of-the-sentence");
                return Some((last.source, by, 0.8));
            }
            if let Some(idx) = self.subject(sentence.start..cue, true) {
                let by = found_by(self, idx, "subject-of-the-sentence");
                return Some((idx, by, 0.6));
            }
        }
        // Who spoke before, in this paragraph or at the end of the one before.
        let last = self.spoken.last().copied();
        if let Some(last) = last {
            let paragraph = |token: usize| {
                prepared
                    .sentences
                    .get(prepared.sentence_of(token))
                    .map_or(usize::MAX, |sentence| sentence.paragraph)
            };
            let gap = paragraph(first).saturating_sub(paragraph(last.end));
            let n_sentences = prepared
                .sentence_of(first)
                .saturating_sub(prepared.sentence_of(last.end));
            if gap <= 1 && n_sentences <= 3 {
                let by = found_by(self, last.source, "speaker-goes-on");
                return Some((last.source, by, if gap == 0 { 0.7 } else { 0.5 }));
            }
        }
        let sentence = prepared.sentence_of(first);
        let here = prepared.sentences.get(sentence)?;
        let previous = prepared.sentences.get(sentence.checked_sub(1)?)?;
        if previous.paragraph + 1 < here.paragraph {
            return None;
        }
        let idx = self.subject(previous.tokens.clone(), true)?;
        let by = found_by(self, idx, "subject-of-the-sentence-before");
        Some((idx, by, 0.4))
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

/// What kinds of party are called "the bloc", "the court", "the country".
fn kinds_called(role: &Role) -> &'static [PartyKind] {
    let is_of_citizens = role.words.contains("rights") || role.words.contains("aid");
    match role.head {
        "country" | "nation" | "kingdom" | "republic" | "state" | "emirate" | "city" | "territory"
        | "island" | "superpower" | "power" => &[PartyKind::Country],
        "bloc" | "alliance" | "union" | "pact" | "league" => &[PartyKind::Union],
        "court" | "tribunal" => &[PartyKind::Court],
        "agency" | "watchdog" | "institution" => &[PartyKind::Agency, PartyKind::Union, PartyKind::Group],
        "movement" | "militia" | "front" => &[PartyKind::Movement],
        "charity" | "ngo" => &[PartyKind::Group],
        "group" | "grouping" if is_of_citizens => &[PartyKind::Group],
        "group" | "grouping" => &[PartyKind::Movement, PartyKind::Group, PartyKind::Union],
        "coalition" => &[PartyKind::Union, PartyKind::Movement],
        _ => &[PartyKind::Union, PartyKind::Agency, PartyKind::Group],
    }
}

/// Without marks at either end.
fn trimmed(scan: &Scan<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let is_edge = |idx: usize| scan.kind(idx) == TokenKind::Mark && !scan.is_genitive(idx);
    while tokens.start < tokens.end && is_edge(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && (is_edge(tokens.end - 1) || scan.is_genitive(tokens.end - 1)) {
        tokens.end -= 1;
    }
    tokens
}

/// Whether "the minister" (`role`) can mean a foreign minister (`known`).
fn can_mean(role: &Role, known: &Role) -> bool {
    if role.words == known.words {
        return true;
    }
    let spokes = |role: &Role| role.head.starts_with("spokes");
    if spokes(role) && spokes(known) {
        return role.words == role.head
            || known.words == known.head
            || role.words.split(' ').next() == known.words.split(' ').next();
    }
    let is_of = |words: &[&str]| words.contains(&role.words);
    let known_is = |heads: &[&str]| heads.contains(&known.head) || heads.contains(&known.words);
    if is_of(&["leader", "head of state", "head of government", "statesman"]) {
        return known_is(&[
            "president",
            "premier",
            "chancellor",
            "king",
            "queen",
            "emir",
            "sultan",
            "leader",
            "dictator",
            "chief",
            "prime minister",
            "supreme leader",
            "chief executive",
            "taoiseach",
            "head",
            "chairman",
        ]);
    }
    if is_of(&["premier"]) {
        return known.words == "prime minister";
    }
    if is_of(&["prime minister"]) {
        return known.words == "premier";
    }
    if is_of(&["diplomat", "top diplomat", "chief diplomat"]) {
        return known_is(&[
            "foreign minister",
            "ambassador",
            "envoy",
            "secretary of state",
            "diplomat",
            "foreign policy chief",
            "high representative",
            "foreign secretary",
        ]);
    }
    if is_of(&["envoy"]) {
        return known_is(&["ambassador", "envoy", "representative"]);
    }
    if is_of(&["politician", "lawmaker"]) {
        return known_is(&[
            "senator",
            "congressman",
            "congresswoman",
            "MP",
            "deputy",
            "lawmaker",
            "legislator",
            "leader",
        ]);
    }
    if is_of(&["official", "senior official"]) {
        return known.head == "official"
            || known.head == "chief"
            || known.head == "director"
            || known.head == "head"
            || known.head == "adviser";
    }
    // "the minister" for any minister, "the ministry" for any ministry; never the other way round.
    role.words == role.head && known.head == role.head
}
