//! Sources that describe: "the Russian foreign minister", "the ministry", "two Western diplomats", "the bloc".

use std::ops::Range;

mod bodies;

use super::descriptions::{Description, before_name, describe};
use super::lexicon::Classes;
use super::meanings::can_mean;
use super::mentions::{Sense, Tag};
use super::names::{capitalised, title_case};
use super::resolver::{Found, LOOK_BACK, Resolver, Source, reason};
use crate::atlas::{Naming, Role, RoleKind, RoleWord};
use crate::model::{Party, Reason};
use crate::text::TokenKind;

impl Resolver<'_> {
    /// An office or body: "the Russian foreign minister", "the ministry", "two Western diplomats".
    pub(super) fn described(&mut self, tokens: &Range<usize>, description: &Description) -> Option<Found> {
        let scan = self.scan;
        let (word, role_tokens) = description.role.clone()?;
        let role = scan.atlas.role(word.role_idx)?;
        if let Some(found) = self
            .pair(tokens, role)
            .or_else(|| self.document(tokens, role, description))
        {
            return Some(found);
        }
        let is_indefinite = matches!(
            scan.word(tokens.start).to_lowercase().as_str(),
            "a" | "an" | "one" | "another" | "two" | "three" | "several" | "some" | "many" | "other"
        );
        let explicit = self
            .explicit_party(description)
            .or_else(|| self.owner_before(tokens, role));
        if !is_indefinite
            && let Some(found) = self.same_as_before(
                tokens,
                role,
                word,
                explicit.as_ref().map(|(party, _)| party),
                description,
            )
        {
            return Some(found);
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
        let office = self.words(role_tokens.clone());
        let is_state_media = description
            .party
            .as_ref()
            .is_some_and(|(named, _, _)| named.naming == Naming::Media);
        // "Sources in Moscow" are anybody's; "sources in the Turkish presidency" are not.
        let is_anywhere = role.words == "source"
            && description.party.as_ref().is_some_and(|(named, _, rule)| {
                *rule == "place-after-role"
                    && !matches!(named.naming, Naming::Adjective | Naming::Institution)
            });
        if description.is_former {
            source.reasons.push(reason("former-office", &role_span, &office));
        } else if is_anywhere
            || role.kind == RoleKind::Private && !is_state_media
            || description.is_private && explicit.is_none()
        {
            source
                .reasons
                .push(reason("speaks-for-nobody", &role_span, &office));
        } else if let Some((party, found_by)) = explicit {
            source.reasons.push(found_by);
            source.parties.push(party);
            source.score = 0.9;
            self.add_others(&mut source, description);
        } else if (matches!(role.kind, RoleKind::StateOffice | RoleKind::StateBody)
            || description.is_of_state
            || description.is_definite && role.kind == RoleKind::Office)
            && !description.is_of_region
            && !self.is_of_unknown_place(role, role_tokens.end)
            && let Some((party, found_by, score)) = self.party_of_context(role, tokens.start, &role_span)
        {
            source.reasons.push(found_by);
            source.parties.push(party);
            source.score = score;
        }
        source.name = self.described_name(description, &role_tokens, role, word, &source.parties);
        if source.is_person {
            source.role = Some(capitalised(&self.words(role_tokens)));
        }
        Some((self.add(source), Vec::new(), 1.0))
    }

    /// "The report said", "the statement added": whose it is, if somebody spoke just before.
    fn document(&self, tokens: &Range<usize>, role: &Role, description: &Description) -> Option<Found> {
        let is_document = matches!(
            role.words,
            "report" | "statement" | "communiqué" | "communique" | "document" | "letter" | "article"
        );
        let is_bare = description
            .role
            .as_ref()
            .is_some_and(|(_, role_tokens)| *role_tokens == description.tokens);
        if !is_document || !is_bare || !description.is_definite {
            return None;
        }
        let scan = self.scan;
        let sentence = scan.prepared.sentence_of(tokens.start);
        let last = self.spoken.last()?;
        let is_near = sentence.saturating_sub(scan.prepared.sentence_of(last.end)) <= 3;
        let source = self.sources.get(last.source).filter(|_| is_near)?;
        let by = reason("described-before", &self.span(tokens.clone()), &source.name);
        Some((last.source, vec![by], 0.7))
    }

    /// The further parties of an office in the plural.
    fn add_others(&self, source: &mut Source, description: &Description) {
        for (named, tokens) in &description.others {
            if let Some(party) = self.scan.party(*named)
                && !source.parties.contains(party)
            {
                source
                    .reasons
                    .push(reason("further-party", &self.span(tokens.clone()), party.code()));
                source.parties.push(party.clone());
            }
        }
    }

    /// The party that the words of a description name, with the reason.
    pub(super) fn explicit_party(&mut self, description: &Description) -> Option<(Party, Reason)> {
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

    /// Whose "its foreign ministry" is: of the party that the sentence names first, else of the one with
    /// which the sentence before begins.
    fn owner_before(&self, tokens: &Range<usize>, role: &Role) -> Option<(Party, Reason)> {
        let scan = self.scan;
        let is_of_a_state = matches!(role.kind, RoleKind::StateOffice | RoleKind::StateBody);
        if !is_of_a_state || !scan.word(tokens.start).eq_ignore_ascii_case("its") {
            return None;
        }
        let here = scan.prepared.sentence_of(tokens.start);
        [Some(here), here.checked_sub(1)]
            .into_iter()
            .flatten()
            .find_map(|idx| {
                let sentence = scan.prepared.sentences.get(idx)?.tokens.clone();
                let first = scan.hits.partition_point(|hit| hit.tokens.start < sentence.start);
                let owner = scan
                    .hits
                    .get(first..)?
                    .iter()
                    .take_while(|hit| hit.tokens.start < sentence.end.min(tokens.start))
                    .find_map(|hit| match hit.sense {
                        Sense::Party(named) if !matches!(named.naming, Naming::Adjective | Naming::Media) => {
                            Some((named, hit.tokens.clone()))
                        }
                        _ => None,
                    });
                let (named, owner) = owner?;
                let party = scan.party(named)?;
                let found = format!("{}: {}", self.words(owner.clone()), party.code());
                Some((
                    party.clone(),
                    reason("party-of-the-owner", &self.span(owner), &found),
                ))
            })
    }

    /// "Russian Foreign Ministry", "senior US official", "British Foreign Office spokesperson".
    pub(super) fn described_name(
        &self,
        description: &Description,
        role_tokens: &Range<usize>,
        role: &Role,
        word: RoleWord,
        parties: &[Party],
    ) -> String {
        let scan = self.scan;
        let mut whole = description.tokens.clone();
        // "the Georgian parliament in Tbilisi"
        if matches!(scan.word(role_tokens.end), "in" | "at") && role_tokens.end < whole.end {
            whole.end = role_tokens.end;
        }
        let is_one = !word.is_plural || role.head == "police";
        let is_body = matches!(role.kind, RoleKind::StateBody | RoleKind::Body) && is_one;
        // "the city's police"
        let is_of_collective = scan
            .role(whole.start)
            .is_some_and(|(_, _, role)| role.kind == RoleKind::Collective);
        let party_in_front = description
            .party
            .as_ref()
            .filter(|(_, tokens, _)| tokens.end <= role_tokens.start);
        if is_body
            && role_tokens.end == whole.end
            && let Some(party) = parties.first()
            && (role_tokens.start == whole.start
                || is_of_collective
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
    pub(super) fn same_as_before(
        &mut self,
        tokens: &Range<usize>,
        role: &Role,
        word: RoleWord,
        party: Option<&Party>,
        description: &Description,
    ) -> Option<Found> {
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
        if (matches!(role.kind, RoleKind::Collective)
            || role.kind == RoleKind::Body && party.is_none() && is_bare)
            && let Some(idx) = self.collective(tokens, role, word)
        {
            let by = found_by(self, idx, "described-before");
            return Some((idx, by, 0.8));
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
            let nearest = name_token.max(spoken.map(|spoken| spoken.token));
            if party.is_none()
                && is_bare
                && let Some(introduced) = self.introduced_before(tokens, role, nearest)
            {
                return self.described(&introduced, &describe(scan, introduced.clone()));
            }
            if let Some(spoken) = spoken.cloned()
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
            if let Some(spoken) = spoken.cloned() {
                let by = found_by(self, spoken.source, "described-before");
                return Some((spoken.source, by, 0.9));
            }
            if party.is_none() && is_bare {
                return self.body_before(tokens, role);
            }
        }
        None
    }

    /// "A senior western diplomat in Yerevan" before "the diplomat": the nearest person of the same office
    /// whom the article brings in without a name, after token `nearest`.
    fn introduced_before(
        &self,
        tokens: &Range<usize>,
        role: &Role,
        nearest: Option<usize>,
    ) -> Option<Range<usize>> {
        let scan = self.scan;
        let before = scan.hits.partition_point(|hit| hit.tokens.start < tokens.start);
        let hits = scan.hits.get(before.saturating_sub(LOOK_BACK)..before)?;
        hits.iter()
            .rev()
            .filter(|hit| match hit.sense {
                Sense::Role(word) => {
                    !word.is_plural
                        && scan
                            .atlas
                            .role(word.role_idx)
                            .is_some_and(|other| other.head == role.head)
                }
                Sense::Party(_) => false,
            })
            .map(|hit| {
                let floor = hit.tokens.start.saturating_sub(12);
                before_name(scan, hit.tokens.start, floor)..hit.tokens.end
            })
            .take_while(|phrase| nearest.is_none_or(|nearest| phrase.start > nearest))
            .find(|phrase| {
                matches!(
                    scan.word(phrase.start).to_lowercase().as_str(),
                    "a" | "an" | "one" | "another"
                ) && !scan.names.iter().any(|name| name.start == phrase.end)
            })
    }

    pub(super) fn described_new(&mut self, description: &Description) -> Option<Found> {
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

    /// Whether a person can be described so.
    pub(super) fn is_described(
        &mut self,
        person: usize,
        role: &Role,
        word: RoleWord,
        party: Option<&Party>,
    ) -> bool {
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
}
