//! Bodies as sources: "the ministry", "the bloc", "the two sides", "Pyongyang and Seoul".

use std::ops::Range;

use super::super::descriptions::{before_name, describe};
use super::super::lexicon::Classes;
use super::super::meanings::{can_mean, kinds_called};
use super::super::mentions::Sense;
use super::super::resolver::{Found, LOOK_BACK, Resolver, Source, reason};
use crate::atlas::{Naming, Role, RoleKind, RoleWord};
use crate::model::{Party, Reason};
use crate::text::fold::fold;

impl Resolver<'_> {
    /// The party of "the movement", "the ministry" in the words of an office.
    pub(in crate::extract) fn party_of_body(&mut self, tokens: Range<usize>) -> Option<(Party, Reason)> {
        if self.depth >= 3 {
            return None;
        }
        self.depth += 1;
        let found = self.party_of_body_once(tokens);
        self.depth -= 1;
        found
    }

    fn party_of_body_once(&mut self, tokens: Range<usize>) -> Option<(Party, Reason)> {
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

    /// "the ministry", of which the article told before whose it is.
    pub(in crate::extract) fn body_before(&mut self, tokens: &Range<usize>, role: &Role) -> Option<Found> {
        let scan = self.scan;
        let before = scan.hits.partition_point(|hit| hit.tokens.start < tokens.start);
        for hit in scan
            .hits
            .get(before.saturating_sub(LOOK_BACK)..before)?
            .iter()
            .rev()
        {
            let word = match hit.sense {
                Sense::Role(word) => word,
                // "the parliament" after "the European Parliament"
                Sense::Party(named) => {
                    let is_it = matches!(named.naming, Naming::Institution | Naming::Name)
                        && hit.tokens.len() > 1
                        && fold(scan.word(hit.tokens.end - 1)) == role.words;
                    if is_it {
                        let hit_tokens = hit.tokens.clone();
                        let description = describe(scan, hit_tokens.clone());
                        let found = self.party_itself(named, hit_tokens.clone(), &hit_tokens, &description);
                        return Some(found);
                    }
                    continue;
                }
            };
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

    /// "the bloc", "the court", "the organisation": the party named last that can be called so.
    pub(in crate::extract) fn collective(
        &mut self,
        tokens: &Range<usize>,
        role: &Role,
        word: RoleWord,
    ) -> Option<usize> {
        let scan = self.scan;
        if word.is_plural {
            return None;
        }
        if matches!(role.head, "north" | "south" | "west") {
            return self.half_of_korea(tokens, role);
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

    /// "The North", "the South" where the article is about Korea.
    fn half_of_korea(&mut self, tokens: &Range<usize>, role: &Role) -> Option<usize> {
        let scan = self.scan;
        let code = match role.head {
            "north" => "KP",
            "south" => "KR",
            _ => return None,
        };
        let party: Party = code.parse().ok()?;
        if !self.countries.names(scan, &party) {
            return None;
        }
        let source = Source {
            name: scan.atlas.name(&party).to_owned(),
            reasons: vec![reason("name-of-party", &self.span(tokens.clone()), party.code())],
            parties: vec![party],
            score: 0.75,
            ..Source::default()
        };
        Some(self.add(source))
    }
}
