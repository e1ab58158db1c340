//! What the words around a mention tell of a person: office, party, age, gender.

use std::ops::Range;

use super::super::descriptions::{Description, apposition, before_name, describe};
use super::super::lexicon::Classes;
use super::super::mentions::Scan;
use super::People;
use super::spelling::{capitalised, plain, title_case};
use crate::atlas::{Gender, Naming, RoleKind, RoleWord};
use crate::text::TokenKind;
use crate::text::fold::fold;

impl People {
    pub(super) fn describe_mention(&mut self, scan: &Scan<'_>, idx: usize, tokens: &Range<usize>) {
        let prepared = scan.prepared;
        let sentence = prepared.sentences.get(prepared.sentence_of(tokens.start));
        let (floor, limit) = sentence.map_or((tokens.start, tokens.end), |sentence| {
            (sentence.tokens.start, sentence.tokens.end)
        });
        let mut start = before_name(scan, tokens.start, floor);
        // "head of French President X's office": the office directly before the name is the person's.
        if let Some((role_tokens, _, role)) = tokens.start.checked_sub(1).and_then(|before| scan.role(before))
        {
            if matches!(
                role.kind,
                RoleKind::StateOffice | RoleKind::Office | RoleKind::Title
            ) && let Some(link) = (start..role_tokens.start)
                .rev()
                .find(|&token| is_link(scan, token))
            {
                start = link + 1;
            }
            if let Some(person) = self.persons.get_mut(idx) {
                person.gender = role.gender.or(person.gender);
                person.is_credible = true;
            }
        }
        if let Some(dotted) = tokens.start.checked_sub(2)
            && scan.word(dotted + 1) == "."
            && let Some((_, _, role)) = scan.role(dotted)
            && let Some(person) = self.persons.get_mut(idx)
        {
            person.gender = role.gender.or(person.gender);
            person.is_credible = true;
        }
        if start < tokens.start {
            let description = describe(scan, start..tokens.start);
            if description.role.is_some() {
                self.learn(scan, idx, &description, tokens.start);
            } else if let Some(genitive) = tokens.start.checked_sub(1)
                && scan.is_genitive(genitive)
                && let Some((party_tokens, named)) = scan.named(genitive - 1)
                && matches!(named.naming, Naming::Name | Naming::Institution | Naming::Seat)
                && let Some(person) = self.persons.get_mut(idx)
            {
                // "Ukraine's Olha Stefan".
                person
                    .party
                    .get_or_insert((named, party_tokens, "genitive-before-name"));
            }
        }
        self.after_name(scan, idx, tokens, limit);
        self.before_comma(scan, idx, tokens, floor, limit);
    }

    /// "Sergei Lavrov, Russia's foreign minister,"; "President Putin of Russia".
    fn after_name(&mut self, scan: &Scan<'_>, idx: usize, tokens: &Range<usize>, limit: usize) {
        let mut mark = tokens.end;
        let word = scan.word(mark);
        if matches!(word, "of" | "from") && mark + 1 < limit {
            let mut next = mark + 1;
            if scan.word(next) == "the" {
                next += 1;
            }
            if let Some((party_tokens, named)) = scan.named(next)
                && let Some(person) = self.persons.get_mut(idx)
            {
                person
                    .party
                    .get_or_insert((named, party_tokens, "party-after-name"));
            } else if scan.is_capital(next)
                && let Some(person) = self.persons.get_mut(idx)
                && person.role.is_none()
            {
                let description = describe(scan, mark + 1..limit.min(mark + 8));
                person.is_private |= description.is_private;
            }
            return;
        }
        if word == "(" {
            mark = (mark..limit.min(mark + 8))
                .find(|&token| scan.word(token) == ")")
                .map_or(mark, |close| close + 1);
        }
        // An age: "X, 45, a farmer".
        if scan.word(mark) == ","
            && scan.kind(mark + 1) == TokenKind::Number
            && matches!(scan.word(mark + 2), "," | "." | ")")
        {
            if let Some(person) = self.persons.get_mut(idx) {
                person.age = person.age.or(scan.word(mark + 1).parse().ok());
            }
            mark += 2;
        }
        // "X is the foreign minister of Georgia", "X, 52, has been Georgia's foreign minister since May".
        let copula = mark + usize::from(scan.word(mark) == ",");
        if let Some(last) = copula_end(scan, copula) {
            mark = last;
        }
        if copula_end(scan, copula).is_some()
            && (scan.classes(mark + 1).any(Classes::DETERMINER) || scan.named(mark + 1).is_some())
            && let Some(range) = apposition(scan, mark, before_clause(scan, mark, limit))
            && let Some(person) = self.persons.get(idx)
            && person.role.is_none()
        {
            let description = describe(scan, range);
            if description.role.as_ref().is_some_and(|(role, _)| !role.is_plural) {
                self.learn(scan, idx, &description, tokens.start);
            }
            return;
        }
        if !matches!(scan.word(mark), "," | "–" | "—" | "--" | "-") || mark >= limit {
            return;
        }
        if let Some(range) = apposition(scan, mark, limit) {
            let description = describe(scan, range.clone());
            // The office opens the phrase: before its first preposition, with nothing but its own words around.
            if description.role.is_some() {
                self.learn(scan, idx, &description, tokens.start);
            }
        }
    }

    /// "Russia's foreign minister, Sergei Lavrov, said".
    fn before_comma(
        &mut self,
        scan: &Scan<'_>,
        idx: usize,
        tokens: &Range<usize>,
        floor: usize,
        limit: usize,
    ) {
        let Some(comma) = tokens
            .start
            .checked_sub(1)
            .filter(|&comma| comma > floor && scan.word(comma) == ",")
        else {
            return;
        };
        let is_closed = tokens.end >= limit || matches!(scan.word(tokens.end), "," | "." | ")" | "–" | "—");
        if !is_closed {
            return;
        }
        let start = before_name(scan, comma, floor);
        if start >= comma {
            return;
        }
        let description = describe(scan, start..comma);
        let ends_with_role = description
            .role
            .as_ref()
            .is_some_and(|(_, role)| role.end == comma || description.party.is_some());
        let is_plural = description.role.as_ref().is_some_and(|(word, _)| word.is_plural);
        let is_spokesman = description
            .role
            .as_ref()
            .and_then(|(word, _)| scan.atlas.role(word.role_idx))
            .is_some_and(|role| role.head.starts_with("spokes"));
        // "The mayor of Marsk": a place that no table knows.
        let is_of_place = description.role.as_ref().is_some_and(|(_, role)| {
            scan.word(role.end) == "of" && (role.end + 1..comma).all(|place| scan.is_capital(place))
        });
        if (ends_with_role || is_of_place) && !is_plural && (description.is_definite || is_spokesman) {
            self.learn(scan, idx, &description, tokens.start);
        }
    }

    pub(super) fn learn(&mut self, scan: &Scan<'_>, idx: usize, description: &Description, token: usize) {
        let owner = description
            .owner
            .and_then(|name| self.of_name(name))
            .filter(|&owner| owner != idx);
        let Some(person) = self.persons.get_mut(idx) else {
            return;
        };
        person.is_credible = true;
        let Some((word, role_tokens)) = &description.role else {
            return;
        };
        let Some(role) = scan.atlas.role(word.role_idx) else {
            return;
        };
        if role.words == "counterpart" {
            let same = counterpart(scan, role_tokens.start);
            if person.role.is_none()
                && let Some((word, tokens)) = same
            {
                person.role_text = scan
                    .prepared
                    .span(tokens.clone())
                    .map(|span| title_case(&plain(span.of(scan.prepared.text))));
                person.role = Some((word, tokens));
                person.token = token;
            }
            if person.party.is_none() {
                person.party.clone_from(&description.party);
            }
            return;
        }
        if matches!(
            role.kind,
            RoleKind::StateBody | RoleKind::Body | RoleKind::Collective | RoleKind::Title
        ) && description.party.is_none()
        {
            return;
        }
        person.gender = person.gender.or(role.gender);
        let was_in_office = person.role.is_some() && !person.is_former;
        if description.is_former && was_in_office {
            return;
        }
        let is_again = person.is_former && !description.is_former;
        person.is_former = description.is_former;
        let is_vague = |word: &RoleWord| {
            scan.atlas.role(word.role_idx).is_none_or(|role| {
                matches!(
                    role.words,
                    "counterpart"
                        | "leader"
                        | "official"
                        | "ally"
                        | "politician"
                        | "figure"
                        | "member"
                        | "prince"
                        | "princess"
                        | "sheikh"
                        | "ayatollah"
                        | "grand ayatollah"
                        | "cardinal"
                        | "general"
                        | "admiral"
                ) || matches!(
                    role.kind,
                    RoleKind::StateBody | RoleKind::Body | RoleKind::Title | RoleKind::Collective
                )
            })
        };
        if person
            .role
            .as_ref()
            .is_none_or(|(old, _)| is_again || is_vague(old) && !is_vague(word))
        {
            person.role = Some((*word, role_tokens.clone()));
            person.role_text = role_text(scan, description, role_tokens);
            person.token = token;
        }
        if person.party.is_none() && !description.is_private && !description.is_former {
            person.party.clone_from(&description.party);
            if person.party.is_none() && role.kind != RoleKind::Private {
                person.owner = person.owner.or(owner);
                if person.of_body.is_none() {
                    person.of_body.clone_from(&description.of_body);
                }
            }
        }
        person.is_private |= description.is_private || role.kind == RoleKind::Private;
        if description.party.is_some() && !description.is_private && role.kind != RoleKind::Private {
            person.is_private = false;
        }
    }
}

fn is_link(scan: &Scan<'_>, token: usize) -> bool {
    matches!(scan.word(token), "of" | "for" | "to" | "at" | "in" | "from") && scan.hit(token).is_none()
}

/// The office in words: "Foreign Minister", "Head of the State Duma's Foreign Affairs Committee".
pub(in crate::extract) fn role_text(
    scan: &Scan<'_>,
    description: &Description,
    role_tokens: &Range<usize>,
) -> Option<String> {
    // From the first word that is no party and no genitive of one.
    let mut start = description.tokens.start;
    while start < role_tokens.start {
        if let Some((tokens, named)) = scan.named(start) {
            if matches!(named.naming, crate::atlas::Naming::Institution) {
                break;
            }
            start = tokens.end;
        } else if scan.is_genitive(start) {
            start += 1;
        } else if scan.name(start).is_some() {
            start = scan.name(start).map_or(start + 1, |(_, tokens)| tokens.end);
        } else {
            break;
        }
    }
    let end = if matches!(scan.word(role_tokens.end), "of" | "to" | "for" | "at") {
        description.tokens.end
    } else {
        role_tokens.end
    };
    let words = plain(scan.prepared.span(start..end)?.of(scan.prepared.text));
    let role = scan.role(role_tokens.start).map(|(_, _, role)| role);
    let is_office = role.is_some_and(|role| {
        role.kind == RoleKind::StateOffice && fold(&words) == role.words && !role.words.contains('-')
    });
    Some(if is_office {
        title_case(&words)
    } else {
        capitalised(&words)
    })
}

/// The office that a counterpart holds too: the last one named before it in its sentence.
fn counterpart(scan: &Scan<'_>, before: usize) -> Option<(RoleWord, Range<usize>)> {
    let sentence = scan.prepared.sentence_of(before);
    let end = scan.hits.partition_point(|hit| hit.tokens.start < before);
    scan.hits
        .get(end.saturating_sub(12)..end)?
        .iter()
        .rev()
        .take_while(|hit| scan.prepared.sentence_of(hit.tokens.start) == sentence)
        .find_map(|hit| {
            let (tokens, word, role) = scan.role(hit.tokens.start)?;
            let is_office = role.kind == RoleKind::StateOffice && !word.is_plural;
            is_office.then_some((word, tokens))
        })
}

/// The gender that a title before the name at `start` tells: "Mrs. Doreli".
pub(super) fn title_gender(scan: &Scan<'_>, start: usize) -> Option<Gender> {
    let mut before = start.checked_sub(1)?;
    if scan.word(before) == "." {
        before = before.checked_sub(1)?;
    }
    let (_, _, role) = scan.role(before)?;
    role.gender.filter(|_| role.kind == RoleKind::Title)
}

/// Where "since May", "when the war began" or the end of the sentence follows.
fn before_clause(scan: &Scan<'_>, mark: usize, limit: usize) -> usize {
    (mark + 1..limit)
        .find(|&token| scan.classes(token).any(Classes::SUBORDINATOR))
        .unwrap_or(limit)
}

/// The last token of the words that make somebody something: "is", "has been", "has served as".
fn copula_end(scan: &Scan<'_>, at: usize) -> Option<usize> {
    match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("is" | "was" | "became" | "remains", _, _) => Some(at),
        ("has" | "had", "been", _) | ("serves" | "served", "as", _) => Some(at + 1),
        ("has" | "had", "served", "as") => Some(at + 2),
        _ => None,
    }
}
