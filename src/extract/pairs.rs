//! "Both sides", "the two leaders", "the 52-year-old": descriptions that count or give an age instead of a name.

use std::ops::Range;

use super::resolver::{Found, LOOK_BACK, Resolver, Source, reason};
use crate::atlas::{Role, RoleKind};

impl Resolver<'_> {
    /// "Both sides", "the two countries": the two parties spoken of; "the two leaders": the two people met last.
    pub(super) fn pair(&mut self, tokens: &Range<usize>, role: &Role) -> Option<Found> {
        if !self.counts_two(tokens) {
            return None;
        }
        let is_of_parties = matches!(
            role.head,
            "side"
                | "country"
                | "nation"
                | "government"
                | "neighbour"
                | "neighbor"
                | "ally"
                | "rival"
                | "state"
                | "power"
                | "capital"
        );
        if is_of_parties {
            return self.two_parties(tokens);
        }
        (matches!(role.kind, RoleKind::StateOffice | RoleKind::Office)
            || matches!(role.head, "leaders" | "men" | "women"))
        .then(|| self.two_people(tokens))
        .flatten()
    }

    /// Whether a phrase begins with "both", "the two" or stands behind "both".
    fn counts_two(&self, tokens: &Range<usize>) -> bool {
        let scan = self.scan;
        let word = |idx: usize| scan.word(idx).to_lowercase();
        let first = word(tokens.start);
        let before = tokens.start.checked_sub(1).map(word).unwrap_or_default();
        first == "both"
            || before == "both"
            || matches!(first.as_str(), "the" | "these") && word(tokens.start + 1) == "two"
            || first == "two" && before == "the"
    }

    fn two_parties(&mut self, tokens: &Range<usize>) -> Option<Found> {
        let scan = self.scan;
        let (one, other) = self.countries.two_at(scan, tokens.start)?;
        let parties: Vec<_> = [one, other]
            .into_iter()
            .filter_map(|idx| scan.atlas.party(idx).cloned())
            .collect();
        let names: Vec<&str> = parties.iter().map(|party| scan.atlas.name(party)).collect();
        let name = names.join(" and ");
        let source = Source {
            reasons: vec![reason("both-parties", &self.span(tokens.clone()), &name)],
            name,
            parties,
            is_plural: true,
            score: 0.6,
            ..Source::default()
        };
        Some((self.add(source), Vec::new(), 1.0))
    }

    fn two_people(&mut self, tokens: &Range<usize>) -> Option<Found> {
        let scan = self.scan;
        let before = scan.names.partition_point(|name| name.start < tokens.start);
        let mut found: Vec<usize> = Vec::new();
        for name in (before.saturating_sub(LOOK_BACK)..before).rev() {
            let Some(person) = self.people.of_name(name) else {
                continue;
            };
            let speaks = self
                .people
                .get(person)
                .is_some_and(|person| person.role.is_some() && !person.is_private);
            if speaks && !found.contains(&person) {
                found.push(person);
            }
            if found.len() == 2 {
                break;
            }
        }
        let &[later, earlier] = found.as_slice() else {
            return None;
        };
        let mut joined = Source {
            is_plural: true,
            score: 0.6,
            ..Source::default()
        };
        let mut names = Vec::new();
        for person in [earlier, later] {
            let idx = self.person(person);
            let source = self.sources.get(idx)?;
            names.push(source.name.clone());
            for party in &source.parties {
                if !joined.parties.contains(party) {
                    joined.parties.push(party.clone());
                }
            }
        }
        joined.name = names.join(" and ");
        joined
            .reasons
            .push(reason("both-people", &self.span(tokens.clone()), &joined.name));
        Some((self.add(joined), Vec::new(), 1.0))
    }

    /// "The 52-year-old": who is said to be of that age, else who was spoken of last.
    pub(super) fn of_age(&mut self, tokens: &Range<usize>) -> Option<Found> {
        let scan = self.scan;
        let last = tokens.end.checked_sub(1)?;
        let (age, _) = scan.word(last).split_once("-year-old")?;
        let age: u16 = age.parse().ok()?;
        let before = scan.names.partition_point(|name| name.start < tokens.start);
        let near = before.saturating_sub(LOOK_BACK)..scan.names.len().min(before + LOOK_BACK);
        let of_that_age = near.filter_map(|name| self.people.of_name(name)).find(|&person| {
            self.people
                .get(person)
                .is_some_and(|person| person.age == Some(age))
        });
        let (idx, score) = match of_that_age {
            Some(person) => (self.person(person), 0.95),
            None => (self.person_before(tokens.start, None)?, 0.7),
        };
        let name = self
            .sources
            .get(idx)
            .map(|source| source.name.clone())
            .unwrap_or_default();
        let by = reason("description-of-named-person", &self.span(tokens.clone()), &name);
        Some((idx, vec![by], score))
    }
}
