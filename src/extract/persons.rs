//! For whom people speak: by what the article says of them, by the tables, by the context.

use super::mentions::Sense;
use super::resolver::{LOOK_BACK, Resolver, Source, reason};
use super::speakers::as_taught;
use crate::atlas::{Naming, Role, RoleKind};
use crate::model::{Party, Reason};
use crate::text::Span;

impl Resolver<'_> {
    /// Whose an office is of which nothing is said: the country that alone has it, else the one spoken of.
    pub(super) fn party_of_context(
        &self,
        role: &Role,
        token: usize,
        words: &[Span],
    ) -> Option<(Party, Reason, f64)> {
        let scan = self.scan;
        if let Some(party) = &role.party
            && (role.is_of_one || !party.is_country() || self.countries.names(scan, party))
        {
            return Some((
                party.clone(),
                reason("office-of-one-party", words, party.code()),
                0.8,
            ));
        }
        let (party_idx, clarity) = self.countries.at(scan, token)?;
        let party = scan.atlas.party(party_idx)?.clone();
        let found_by = reason("country-of-the-context", words, party.code());
        Some((party, found_by, 0.4 + 0.4 * clarity))
    }

    /// "The mayor of Lindholm": whose the town is, the tables do not say, and the context may be another's.
    /// `role_end` is the token after the office.
    pub(super) fn is_of_unknown_place(&self, role: &Role, role_end: usize) -> bool {
        let scan = self.scan;
        let is_local = ["mayor", "governor", "prefect"]
            .iter()
            .any(|office| role.words.ends_with(office));
        is_local
            && scan.word(role_end) == "of"
            && scan.is_capital(role_end + 1)
            && scan.hit(role_end + 1).is_none()
    }

    /// The source that stands for a person.
    pub(super) fn person(&mut self, person_idx: usize) -> usize {
        if let Some(&idx) = self.of_person.get(&person_idx) {
            return idx;
        }
        let idx = self.add(Source::default());
        self.of_person.insert(person_idx, idx);
        let mut source = self.make_person(person_idx);
        as_taught(&mut source, self.corrections);
        if let Some(slot) = self.sources.get_mut(idx) {
            *slot = source;
        }
        idx
    }

    pub(super) fn make_person(&mut self, person_idx: usize) -> Source {
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
        let office = person.role_text.clone().unwrap_or_default();
        let role_span = person
            .role
            .as_ref()
            .map(|(_, tokens)| self.span(tokens.clone()))
            .unwrap_or_default();
        if person.is_former && person.party.is_none() {
            source.reasons.push(reason("former-office", &role_span, &office));
            source.score = 0.75;
            return source;
        }
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
            source
                .reasons
                .push(reason("speaks-for-nobody", &role_span, &office));
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
                let role_end = person.role.as_ref().map_or(0, |(_, tokens)| tokens.end);
                if !self.is_of_unknown_place(role, role_end)
                    && let Some((party, found_by, score)) =
                        self.party_of_context(role, person.token, &role_span)
                {
                    source.reasons.push(found_by);
                    source.parties.push(party);
                    source.score = score;
                }
            }
            Some(role) if role.kind == RoleKind::Office && role.is_of_one => {
                source.parties.extend(role.party.clone());
                let code = source.parties.first().map_or("", Party::code);
                source
                    .reasons
                    .push(reason("office-of-one-party", &role_span, code));
                source.score = 0.8;
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
    pub(super) fn well_known(&self, source: &mut Source) -> bool {
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
    pub(super) fn party_near(&self, token: usize) -> Option<(Party, Reason)> {
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
}
