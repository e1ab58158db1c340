//! Sources that name somebody: a person, a party, a list of them; and nouns that no table knows.

use std::ops::Range;

use super::descriptions::{Description, before_name, describe};
use super::lexicon::Classes;
use super::mentions::Tag;
use super::names::capitalised;
use super::resolver::{Found, Resolver, Source, reason, trimmed};
use crate::atlas::{Named, Naming, RoleKind};
use crate::model::Party;
use crate::text::fold::fold;
use crate::text::{Span, TokenKind};

impl Resolver<'_> {
    /// The source without marks at its ends, and with what belongs to it on the left: "[China's ambassador to]
    /// Britain", "[United] Nations", "[the minister,] Hans Olo".
    pub(super) fn whole_phrase(&self, tokens: Range<usize>) -> Range<usize> {
        let scan = self.scan;
        let mut tokens = trimmed(scan, tokens);
        while tokens.start + 1 < tokens.end
            && scan.tag(tokens.start) == Tag::Plain
            && scan
                .classes(tokens.start)
                .any(Classes::COORDINATOR | Classes::SUBORDINATOR)
        {
            tokens.start += 1;
        }
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
            && matches!(
                scan.word(before),
                "of" | "for"
                    | "to"
                    | "at"
                    | "from"
                    | "in"
                    | "inside"
                    | "outside"
                    | "near"
                    | "across"
                    | "around"
                    | "within"
                    | "on"
                    | "with"
                    | "against"
                    | "behind"
            )
            && scan
                .role(before - 1)
                .is_some_and(|(_, _, role)| role.kind != RoleKind::Private);
        let follows_genitive = tokens.start > floor && scan.is_genitive(before);
        if follows_office {
            let office = scan
                .role(before - 1)
                .map_or(tokens.start, |(office, _, _)| office.start);
            tokens.start = before_name(scan, office, floor).min(before_name(scan, tokens.start, floor));
        } else if follows_genitive {
            tokens.start = before_name(scan, tokens.start, floor);
        }
        tokens.start = self.list_start(&tokens, floor);
        // "The defence chief corroborated Ukrainian reports": an unknown verb ends the phrase.
        let verb = (tokens.start + 1..tokens.end).find(|&idx| {
            let word = scan.word(idx);
            scan.tag(idx) == Tag::Plain
                && !scan.is_capital(idx)
                && word.len() > 4
                && word.ends_with("ed")
                && !word.contains('-')
                && scan.tag(idx - 1) != Tag::Plain
                && !scan.is_genitive(idx - 1)
                && scan.named(idx - 1).is_none()
                && !scan.classes(idx + 1).any(Classes::PREPOSITION | Classes::TO)
                && scan.role(idx + 1).is_none()
        });
        if let Some(verb) = verb {
            tokens.end = verb;
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

    /// Where a list begins whose last part is `tokens`, or the last parts: "[Brazil,] India and China", "[the African
    /// Union and] the United Nations", "[the ministers of Brazil,] India and China".
    fn list_start(&self, tokens: &Range<usize>, floor: usize) -> usize {
        let scan = self.scan;
        let mut start = tokens.start;
        let mut is_joined = tokens
            .clone()
            .any(|idx| scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "and" | "&" | "nor"));
        for _ in 0..8 {
            let Some(part) = self.list_part_before(start, floor, is_joined) else {
                break;
            };
            start = part;
            is_joined = true;
        }
        start
    }

    /// The start of the part of a list that stands before the part at `start`.
    fn list_part_before(&self, start: usize, floor: usize, is_joined: bool) -> Option<usize> {
        let scan = self.scan;
        let mut join = start.checked_sub(1)?;
        if scan.tag(join) == Tag::Plain
            && scan.classes(join).any(Classes::DETERMINER)
            && scan.named(start).is_some()
        {
            join = join.checked_sub(1)?;
        }
        let mut end = match scan.word(join) {
            "and" | "&" | "nor" => join,
            "," if is_joined => join,
            _ => return None,
        };
        if scan.tag(join) != Tag::Plain || end <= floor {
            return None;
        }
        // "France, Germany, and Italy"
        let is_oxford = scan.word(end - 1) == "," && scan.word(join) != ",";
        end -= usize::from(is_oxford);
        let whole = end;
        let is_genitive = end > floor && scan.is_genitive(end - 1);
        end -= usize::from(is_genitive);
        let last = end
            .checked_sub(1)
            .filter(|&last| last >= floor && !scan.is_quoted(last))?;
        let is_adjective_here = scan
            .named(start)
            .is_some_and(|(_, named)| named.naming == Naming::Adjective);
        let first = match scan.tag(last) {
            Tag::Name(_) if !is_genitive => before_name(scan, scan.name(last)?.1.start, floor),
            Tag::Hit(_) => {
                let (hit, named) = scan.named(last)?;
                let fits = match named.naming {
                    Naming::Adjective => is_adjective_here,
                    // "US, British and French officials"
                    Naming::Name if is_adjective_here => scan
                        .word(last)
                        .chars()
                        .all(|letter| letter.is_uppercase() || letter == '.'),
                    Naming::Media | Naming::Place => false,
                    _ => !is_adjective_here,
                };
                if !fits || scan.is_genitive(start) {
                    return None;
                }
                let the = hit.start.checked_sub(1).filter(|&the| {
                    the >= floor && scan.tag(the) == Tag::Plain && scan.classes(the).any(Classes::DETERMINER)
                });
                the.unwrap_or(hit.start)
            }
            _ => return None,
        };
        let Some(before) = first.checked_sub(1).filter(|&before| before >= floor) else {
            return Some(first);
        };
        let goes_on = scan.word(before) == "," && self.list_part_before(first, floor, true).is_some();
        if is_oxford && !goes_on && whole > floor {
            return None;
        }
        // "foreign ministers of Brazil, India and China"
        if matches!(scan.word(before), "of" | "from")
            && before > floor
            && scan.role(before - 1).is_some_and(|(_, word, _)| word.is_plural)
        {
            return Some(before_name(scan, scan.role(before - 1)?.0.start, floor));
        }
        let is_object = scan.is_verb(before)
            || scan.kind(before) == TokenKind::Word
                && !scan.is_capital(before)
                && !scan.classes(before).any(
                    Classes::COORDINATOR
                        | Classes::SUBORDINATOR
                        | Classes::THAT
                        | Classes::TIME
                        | Classes::ADVERB
                        | Classes::DETERMINER,
                );
        let is_place = scan
            .classes(before)
            .any(Classes::PREPOSITION | Classes::TO | Classes::OBJECT_PRONOUN);
        (!is_object && !is_place).then_some(first)
    }

    /// The source that the words in `tokens` name; with the reasons of this mention and how sure it is.
    pub(super) fn source(&mut self, tokens: Range<usize>, mention: Option<Span>) -> Option<Found> {
        if tokens.is_empty() {
            return None;
        }
        let scan = self.scan;
        if tokens.len() == 1
            && scan.classes(tokens.start).any(Classes::RELATIVE)
            && let Some(found) = self.antecedent(tokens.start)
        {
            return Some(found);
        }
        if tokens.len() == 1
            && scan
                .classes(tokens.start)
                .any(Classes::PRONOUN | Classes::POSSESSIVE)
        {
            return self.pronoun(tokens.start, mention);
        }
        if let Some(parts) = self.list(&tokens) {
            return self.joint(&tokens, parts);
        }
        self.one(tokens)
    }

    /// Whom "who" and "which" mean: what stands directly before.
    pub(super) fn antecedent(&mut self, relative: usize) -> Option<Found> {
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
    pub(super) fn list(&self, tokens: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let scan = self.scan;
        let mut parts = Vec::new();
        let mut start = tokens.start;
        for idx in tokens.clone() {
            let is_join = scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "and" | "," | "&" | "nor");
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
            .any(|idx| scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "and" | "&" | "nor"));
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

    pub(super) fn joint(&mut self, tokens: &Range<usize>, parts: Vec<Range<usize>>) -> Option<Found> {
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
    pub(super) fn one(&mut self, tokens: Range<usize>) -> Option<Found> {
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
        if let Some(found) = self.of_age(&tokens) {
            return Some(found);
        }
        self.unknown_noun(&tokens, &description)
    }

    /// A party under its own name: "Ankara", "the EU", "the Kremlin", "Palestinians".
    pub(super) fn party_itself(
        &mut self,
        named: Named,
        party_tokens: Range<usize>,
        tokens: &Range<usize>,
        description: &Description,
    ) -> Found {
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

    /// A noun that no table knows: "Israeli settlers", "the decision".
    pub(super) fn unknown_noun(&mut self, tokens: &Range<usize>, description: &Description) -> Option<Found> {
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
}
