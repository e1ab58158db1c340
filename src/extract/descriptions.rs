//! What a noun phrase says of an office or body and of whom it is: "the Russian foreign minister", "head of the
//! State Duma's committee", "a spokesman for the ministry in Berlin".

use std::ops::Range;

use super::lexicon::Classes;
use super::mentions::{Scan, Tag};
use crate::atlas::{Named, Naming, NotName, Role, RoleKind, RoleWord};
use crate::text::TokenKind;

/// Longest phrase that is looked at, in tokens.
const REACH: usize = 26;

/// What a noun phrase says.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "findings that are independent of each other"
)]
pub(super) struct Description {
    /// The office or body that carries it, and its tokens.
    pub role: Option<(RoleWord, Range<usize>)>,
    /// For whom, with the tokens that say so and the rule.
    pub party: Option<(Named, Range<usize>, &'static str)>,
    /// Further parties of an office in the plural: "the ministers of Egypt, [Greece] and [Cyprus]".
    pub others: Vec<(Named, Range<usize>)>,
    /// Whether a body of a state stands before the office: "opposition figures", "police sources".
    pub is_of_state: bool,
    /// Whether the office is over: "former minister".
    pub is_former: bool,
    /// The person it belongs to ("Trump's lawyer"), an index into [`Scan::names`].
    pub owner: Option<usize>,
    /// The body it belongs to, if that has no name here: "the movement's spokesman", "an official of the bloc".
    pub of_body: Option<Range<usize>>,
    /// Whether a definite article, demonstrative or genitive makes it definite.
    pub is_definite: bool,
    /// Whether it belongs to something that speaks for no party: a university, an unknown organisation.
    pub is_private: bool,
    /// Whether it is of many countries: "Western diplomats", "world leaders".
    pub is_of_region: bool,
    /// Whether it names the party or institution itself, not an office: "the Arab League".
    pub is_party: bool,
    /// The tokens of the whole phrase without article.
    pub tokens: Range<usize>,
}

/// Reads the noun phrase in `range`.
pub(super) fn describe(scan: &Scan<'_>, range: Range<usize>) -> Description {
    let mut range = range.start..range.end.min(range.start + REACH);
    let mut found = Description::default();
    while range.start < range.end && is_article(scan, range.start) {
        let word = scan.word(range.start).to_lowercase();
        found.is_definite |= matches!(
            word.as_str(),
            "the" | "this" | "that" | "its" | "his" | "her" | "their"
        );
        range.start += 1;
    }
    found.tokens = range.clone();
    let split = first_preposition(scan, &range);
    let front = range.start..split;
    front_part(scan, &front, &mut found);
    if split < range.end {
        back_part(scan, split, range.end, &mut found);
    }
    if !found.role.as_ref().is_some_and(|(word, _)| word.is_plural) {
        found.others.clear();
    }
    found
}

/// Whether the party named at `idx` is a further one of a list: "Russian and [Chinese]", "Egypt, [Greece]".
fn is_listed(scan: &Scan<'_>, idx: usize) -> bool {
    let Some(join) = idx.checked_sub(1).filter(|&join| scan.tag(join) == Tag::Plain) else {
        return false;
    };
    let mut last = join;
    if scan.classes(join).any(Classes::DETERMINER) && last > 0 {
        last -= 1;
    }
    if !matches!(scan.word(last), "and" | "," | "&") || last == 0 {
        return false;
    }
    last -= 1;
    if (scan.word(last) == "," || scan.is_genitive(last)) && last > 0 {
        last -= 1;
    }
    scan.named(last).is_some()
}

fn is_article(scan: &Scan<'_>, idx: usize) -> bool {
    let counts = matches!(
        scan.word(idx).to_lowercase().as_str(),
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozens"
            | "hundreds"
    );
    scan.tag(idx) == Tag::Plain && !counts && scan.classes(idx).any(Classes::DETERMINER | Classes::POSSESSIVE)
}

/// Where the part after the noun begins: its first preposition.
fn first_preposition(scan: &Scan<'_>, range: &Range<usize>) -> usize {
    (range.start + 1..range.end)
        .find(|&idx| {
            scan.tag(idx) == Tag::Plain
                && (scan
                    .classes(idx)
                    .any(Classes::PREPOSITION | Classes::TO | Classes::RELATIVE)
                    || scan.kind(idx) == TokenKind::Mark
                        && matches!(scan.word(idx), "," | "(" | "–" | "—" | "--" | ";" | ":")
                        && !(scan.named(idx + 1).is_some() && is_listed(scan, idx + 1)))
        })
        .unwrap_or(range.end)
}

/// Adjectives, genitives and the noun itself.
fn front_part(scan: &Scan<'_>, front: &Range<usize>, found: &mut Description) {
    let mut idx = front.start;
    let mut last = None;
    while idx < front.end {
        let mut next = idx + 1;
        match scan.tag(idx) {
            Tag::Hit(_) => {
                if let Some((tokens, named)) = scan.named(idx) {
                    next = tokens.end;
                    let is_owner = scan.is_genitive(next);
                    found.is_definite |= is_owner;
                    if found.party.is_none() {
                        let rule = match (is_owner, named.naming) {
                            (true, _) => "genitive-before-role",
                            (false, Naming::Adjective) => "adjective-before-role",
                            (false, _) => "name-before-role",
                        };
                        found.party = Some((named, tokens.clone(), rule));
                    } else if named.naming == Naming::Adjective
                        && found
                            .party
                            .as_ref()
                            .is_some_and(|(before, _, _)| before.naming == Naming::Place)
                    {
                        // "Crimea's Russian-appointed governor"
                        found.party = Some((named, tokens.clone(), "adjective-before-role"));
                    } else if is_listed(scan, tokens.start) {
                        found.others.push((named, tokens.clone()));
                    }
                    last = Some((tokens, true));
                } else if let Some((tokens, word, role)) = scan.role(idx) {
                    next = tokens.end;
                    if role.kind != RoleKind::Title {
                        if next < front.end && scan.is_genitive(next) {
                            found.is_definite = true;
                            found.of_body = Some(front.start..next);
                        } else {
                            found.is_private |= found.role.is_none()
                                && role.kind == RoleKind::Private
                                && next < front.end
                                && scan.named(next).is_none();
                            let before = found
                                .role
                                .as_ref()
                                .and_then(|(word, _)| scan.atlas.role(word.role_idx));
                            found.is_of_state |=
                                before.is_some_and(|before| before.kind == RoleKind::StateBody);
                            found.role = Some((word, tokens.clone()));
                        }
                        last = Some((tokens, false));
                    }
                }
            }
            Tag::Name(name) => {
                if let Some((_, tokens)) = scan.name(idx) {
                    next = tokens.end;
                    let is_owner = scan.is_genitive(next);
                    found.is_definite |= is_owner;
                    if is_owner || scan.role(next).is_some() {
                        found.owner = Some(name);
                    }
                    last = Some((tokens, false));
                }
            }
            Tag::Plain => {
                if scan.kind(idx) == TokenKind::Word {
                    last = None;
                    found.is_former |= matches!(
                        scan.word(idx),
                        "former" | "Former" | "ex" | "onetime" | "ousted" | "deposed" | "retired" | "late"
                    );
                    let is_unknown_name = scan.is_capital(idx)
                        && idx > front.start
                        && scan.atlas.not_name(&scan.word(idx).to_lowercase()) == Some(NotName::Private);
                    found.is_private |= is_unknown_name && found.party.is_none();
                    found.is_of_region |= is_region(scan.word(idx));
                }
            }
        }
        idx = next;
    }
    // "Monitoring group Human Rights Watch", "the Palestinians": the phrase ends with the party's own name.
    if let Some((tokens, true)) = last
        && tokens.end == front.end
        && let Some((_, named)) = scan.named(tokens.start)
    {
        found.is_party = true;
        found.role = None;
        found.party = Some((named, tokens, "name-of-party"));
    }
    // "US state governors": the noun that carries the phrase ends it.
    if let Some((_, tokens)) = &found.role
        && tokens.end < front.end
        && (tokens.end..front.end).any(|idx| scan.tag(idx) == Tag::Plain && scan.kind(idx) == TokenKind::Word)
    {
        let is_followed_by_noun =
            (tokens.end..front.end).all(|idx| scan.kind(idx) != TokenKind::Mark && !scan.is_genitive(idx));
        if is_followed_by_noun && found.party.is_none() {
            found.role = None;
        }
    }
}

/// "of Russia", "for the German military", "to the UN", "in Berlin".
fn back_part(scan: &Scan<'_>, start: usize, end: usize, found: &mut Description) {
    let head = found
        .role
        .as_ref()
        .and_then(|(word, _)| scan.atlas.role(word.role_idx));
    let is_diplomat = head.is_some_and(is_diplomat);
    let mut preposition = String::new();
    let mut idx = start;
    let mut has_unknown_capital = false;
    let mut may_override = true;
    let mut phrase_start = start;
    // Inside the name of an organisation that no table knows: "the Conference of Major American Bakers".
    let mut is_in_unknown = false;
    let mut is_at_unknown = false;
    while idx < end {
        let mut next = idx + 1;
        match scan.tag(idx) {
            Tag::Plain => {
                let word = scan.word(idx);
                if scan.classes(idx).any(Classes::PREPOSITION | Classes::TO) {
                    preposition = word.to_lowercase();
                    phrase_start = idx + 1;
                    is_in_unknown &= preposition == "of";
                } else if scan.kind(idx) == TokenKind::Mark && !scan.is_genitive(idx)
                    || scan.classes(idx).any(Classes::RELATIVE)
                {
                    let goes_on = scan.named(idx + 1).is_some() && is_listed(scan, idx + 1);
                    if !goes_on {
                        break;
                    }
                } else if scan.is_capital(idx) && scan.kind(idx) == TokenKind::Word {
                    let kind = scan.atlas.not_name(&word.to_lowercase());
                    has_unknown_capital = true;
                    is_in_unknown = matches!(kind, None | Some(NotName::Private));
                    is_at_unknown |= preposition == "at" && is_in_unknown;
                }
            }
            Tag::Name(name) => {
                if let Some((_, tokens)) = scan.name(idx) {
                    next = tokens.end;
                    if matches!(preposition.as_str(), "of" | "for" | "to") && found.owner.is_none() {
                        found.owner = Some(name);
                    }
                    has_unknown_capital = true;
                }
            }
            Tag::Hit(_) => {
                if let Some((tokens, named)) = scan.named(idx) {
                    next = tokens.end;
                    let says = match preposition.as_str() {
                        "of" | "for" | "from" | "with" | "at" => true,
                        "in" | "inside" => !is_diplomat,
                        _ => false,
                    } && !is_in_unknown;
                    if says
                        && found
                            .party
                            .as_ref()
                            .is_some_and(|(_, _, rule)| *rule == "party-after-role")
                        && is_listed(scan, tokens.start)
                    {
                        found.others.push((named, tokens));
                        idx = next;
                        continue;
                    }
                    // "UN director at HRW", "Syrian spokesman for the UN": whom he works for wins.
                    let wins = found.party.is_none()
                        || may_override
                            && matches!(preposition.as_str(), "at" | "for" | "from")
                            && !is_diplomat
                            && matches!(named.naming, Naming::Name | Naming::Institution)
                            && found
                                .party
                                .as_ref()
                                .is_none_or(|(_, _, rule)| *rule != "genitive-before-role");
                    if says && wins && !found.is_party {
                        let rule = match preposition.as_str() {
                            "in" | "inside" => "place-after-role",
                            _ => "party-after-role",
                        };
                        found.party = Some((named, tokens, rule));
                        may_override = false;
                    }
                } else if let Some((tokens, _, role)) = scan.role(idx) {
                    next = tokens.end;
                    if matches!(
                        role.kind,
                        RoleKind::Collective | RoleKind::Body | RoleKind::StateBody
                    ) && matches!(preposition.as_str(), "of" | "for" | "from" | "at" | "with")
                        && found.of_body.is_none()
                    {
                        found.of_body = Some(phrase_start..next);
                    }
                    if role.kind == RoleKind::Private {
                        make_private(found, &preposition, phrase_start);
                    }
                }
            }
        }
        idx = next;
    }
    if is_at_unknown
        && found
            .party
            .as_ref()
            .is_none_or(|(_, _, rule)| *rule == "adjective-before-role")
    {
        found.is_private = true;
        found.party = None;
    }
    if has_unknown_capital && found.party.is_none() && found.owner.is_none() {
        found.is_private |=
            head.is_none_or(|role| role.kind == RoleKind::Office || role.kind == RoleKind::Body);
    }
}

/// The first token of the phrase that stands before a name: titles, offices, adjectives, genitives.
pub(super) fn before_name(scan: &Scan<'_>, name: usize, floor: usize) -> usize {
    let mut start = name;
    let floor = floor.max(name.saturating_sub(REACH));
    let mut n_plain = 0;
    while start > floor {
        let idx = start - 1;
        match scan.tag(idx) {
            Tag::Hit(_) => {
                let Some(hit) = scan.hit(idx) else { break };
                // "in Moscow Putin": a party's own name directly before a name belongs to something else.
                start = hit.tokens.start.max(floor);
                n_plain = 0;
                continue;
            }
            Tag::Name(_) => {
                let Some((_, tokens)) = scan.name(idx) else { break };
                if !scan.is_genitive(start) {
                    break;
                }
                start = tokens.start.max(floor);
                n_plain = 0;
                continue;
            }
            Tag::Plain => {}
        }
        let word = scan.word(idx);
        if scan.is_genitive(idx) && idx > floor {
            start = idx;
            continue;
        }
        if scan.kind(idx) == TokenKind::Mark {
            // "Gen. Dunford", "Sen. Lee".
            if word == "." && idx > floor && scan.role(idx - 1).is_some() && scan.is_capital(idx - 1) {
                start = idx;
                continue;
            }
            break;
        }
        let classes = scan.classes(idx);
        if classes.any(Classes::DETERMINER | Classes::POSSESSIVE) {
            start = idx;
            if idx > floor && is_link(scan, idx - 1) {
                continue;
            }
            break;
        }
        if classes.any(Classes::PREPOSITION | Classes::TO) {
            if is_link(scan, idx) && idx > floor && scan.role(idx - 1).is_some() {
                start = idx;
                continue;
            }
            break;
        }
        if word == "and"
            && idx > floor
            && scan.is_capital(idx - 1)
            && scan.is_capital(start)
            && scan.name(start).is_none()
        {
            start = idx;
            continue;
        }
        if classes.any(
            Classes::COORDINATOR
                | Classes::SUBORDINATOR
                | Classes::THAT
                | Classes::RELATIVE
                | Classes::PRONOUN
                | Classes::OBJECT_PRONOUN
                | Classes::TIME
                | Classes::QUESTION,
        ) || scan.is_verb(idx)
            || scan.kind(idx) != TokenKind::Word
        {
            break;
        }
        n_plain += 1;
        if n_plain > 3 {
            break;
        }
        start = idx;
    }
    start
}

/// Whether "in X" and "to X" after the office are where it is held, not whose it is.
fn is_diplomat(role: &Role) -> bool {
    matches!(
        role.head,
        "ambassador"
            | "envoy"
            | "embassy"
            | "diplomat"
            | "diplomats"
            | "consul"
            | "representative"
            | "consulate"
            | "mission"
            | "attaché"
            | "attache"
            | "commissioner"
            | "emissary"
            | "delegation"
    )
}

/// "director at a think tank", "a fellow of Oxford University": the body named after the office is nobody's.
fn make_private(found: &mut Description, preposition: &str, phrase_start: usize) {
    if !matches!(preposition, "of" | "at" | "for" | "from" | "with") {
        return;
    }
    let in_this_phrase = found
        .party
        .as_ref()
        .is_some_and(|(_, tokens, _)| tokens.start >= phrase_start);
    let is_weak = found
        .party
        .as_ref()
        .is_none_or(|(_, _, rule)| *rule == "adjective-before-role");
    found.is_private |= is_weak || in_this_phrase;
    if in_this_phrase {
        found.party = None;
    }
}

/// Words that make "officials" those of many countries.
fn is_region(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "western"
            | "eastern"
            | "european"
            | "asian"
            | "african"
            | "arab"
            | "latin"
            | "world"
            | "international"
            | "global"
            | "nordic"
            | "baltic"
            | "balkan"
            | "caribbean"
            | "pacific"
            | "muslim"
            | "foreign"
            | "regional"
            | "gulf"
            | "allied"
            | "other"
            | "various"
    )
}

fn is_link(scan: &Scan<'_>, idx: usize) -> bool {
    scan.tag(idx) == Tag::Plain && matches!(scan.word(idx), "of" | "for" | "to" | "at" | "in" | "from")
}

/// The phrase in apposition that begins after the mark at `mark` and ends before the next: its tokens.
pub(super) fn apposition(scan: &Scan<'_>, mark: usize, limit: usize) -> Option<Range<usize>> {
    let start = mark + 1;
    let limit = limit.min(start + REACH);
    let first = scan.classes(start);
    if first.any(
        Classes::RELATIVE
            | Classes::PRONOUN
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::QUESTION,
    ) || scan.is_verb(start)
    {
        return None;
    }
    let mut idx = start;
    while idx < limit {
        let is_hit = scan.tag(idx) != Tag::Plain;
        if scan.name(idx).is_some() && !scan.is_genitive(scan.name(idx).map_or(idx, |(_, tokens)| tokens.end))
        {
            // "Putin, French President Macron and": the next in a list.
            let follows_role = idx > start && scan.role(idx - 1).is_some();
            // "an adviser to opposition leader Maj" is of somebody.
            let is_of_name = (start..idx).any(|before| is_link(scan, before));
            if follows_role && !is_of_name {
                return None;
            }
        }
        if !is_hit && scan.kind(idx) == TokenKind::Mark && !scan.is_genitive(idx) {
            let ends = matches!(
                scan.word(idx),
                "," | "." | ";" | ":" | "–" | "—" | "--" | "-" | ")" | "(" | "?" | "!"
            ) || scan
                .word(idx)
                .starts_with(['"', '“', '”', '\'', '‘', '’', '«', '»']);
            if ends {
                return (idx > start).then_some(start..idx);
            }
        }
        if !is_hit
            && (scan.classes(idx).any(Classes::RELATIVE | Classes::SUBORDINATOR) || scan.is_verb(idx))
            && idx > start
        {
            // "the foreign minister said": no apposition unless a relative clause follows it.
            return scan.classes(idx).any(Classes::RELATIVE).then_some(start..idx);
        }
        idx += 1;
    }
    (limit > start && idx == limit).then_some(start..limit)
}
