//! Noun phrases left and right of a verb: as far as a source reaches, no farther.

use std::ops::Range;

use super::super::lexicon::Classes;
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use crate::text::TokenKind;

/// How far a search for a phrase's edge goes, in tokens. Keeps the work linear.
pub(super) const REACH: usize = 45;

/// What stands after the noun that it describes, with a preposition: "sources familiar with the matter".
const AFTER_NOUNS: &[&str] = &[
    "affiliated",
    "aligned",
    "allied",
    "assigned",
    "associated",
    "based",
    "briefed",
    "close",
    "critical",
    "familiar",
    "involved",
    "knowledgeable",
    "loyal",
    "opposed",
    "present",
    "privy",
    "responsible",
    "sympathetic",
];

/// The span of time that begins at token `start`: "two weeks ago", "a few days earlier".
pub(crate) fn time_ago(prepared: &Prepared<'_>, words: &Words, start: usize) -> Option<Range<usize>> {
    const COUNTS: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "few", "several",
    ];
    const UNITS: [&str; 7] = ["minute", "hour", "day", "week", "month", "year", "decade"];
    let is_determined = words.is(start, Classes::DETERMINER);
    let unit = start
        + if is_determined && prepared.word(start + 1) == "few" {
            2
        } else {
            1
        };
    let counts =
        is_determined || words.get(start).kind == TokenKind::Number || COUNTS.contains(&prepared.word(start));
    let named = prepared.word(unit);
    (counts
        && UNITS.contains(&named.strip_suffix('s').unwrap_or(named))
        && matches!(prepared.word(unit + 1), "ago" | "earlier" | "later"))
    .then_some(start..unit + 2)
}

/// The noun phrase that ends before token `end`: "a spokesman for the ministry", "Japan and South Korea".
pub(crate) fn noun_phrase_left(
    prepared: &Prepared<'_>,
    words: &Words,
    end: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let opening = limit;
    let limit = limit.max(end.saturating_sub(REACH));
    let mut start = end;
    let mut needs_nominal = true;
    while start > limit {
        let idx = start - 1;
        let word = words.get(idx);
        let classes = word.classes;
        if classes.any(Classes::TIME) && !needs_nominal && !word.is_capital {
            break;
        }
        if needs_nominal {
            // The head of a phrase or of its attachment.
            if words.is_nominal(idx) && !(classes.any(Classes::TIME) && is_time_adverbial(words, idx, limit))
            {
                start = idx;
                needs_nominal = false;
                continue;
            }
            if classes.any(Classes::OBJECT_PRONOUN | Classes::PRONOUN | Classes::DETERMINER) {
                start = idx;
                return Some(start..end);
            }
            if word.mark == Mark::Quote || word.mark == Mark::Close {
                // "the “Today” programme said", "Sen. Lee (R-Utah) said"
                if let Some(open) = matching_open(words, idx, limit) {
                    start = open;
                    if word.mark == Mark::Quote {
                        needs_nominal = false;
                    }
                    continue;
                }
            }
            break;
        }
        if classes.any(Classes::DETERMINER | Classes::POSSESSIVE) && !word.is_capital
            || classes.any(Classes::DETERMINER | Classes::POSSESSIVE) && idx == limit
        {
            start = idx;
            // "the two sides"
            if start > limit
                && words.is(start, Classes::DETERMINER)
                && words.is(start - 1, Classes::DETERMINER | Classes::POSSESSIVE)
            {
                start -= 1;
            }
            // Attached by a preposition to a phrase further left?
            if start > limit && attaches(prepared, words, start - 1, limit) {
                start -= 1;
                needs_nominal = true;
                continue;
            }
            break;
        }
        if words.is_nominal(idx) || word.kind == TokenKind::Genitive {
            if classes.any(Classes::TIME) && is_time_adverbial(words, idx, limit) {
                break;
            }
            start = idx;
            continue;
        }
        if classes.any(Classes::PREPOSITION) && attaches(prepared, words, idx, limit) {
            start = idx;
            needs_nominal = true;
            continue;
        }
        if classes.any(Classes::COORDINATOR) && prepared.word(idx) == "and" && joins_names(words, idx, limit)
        {
            start = idx;
            needs_nominal = true;
            continue;
        }
        if word.mark == Mark::Other && prepared.word(idx) == "&" {
            start = idx;
            continue;
        }
        break;
    }
    while start < end
        && (words.get(start).mark != Mark::None && words.get(start).mark != Mark::Quote
            // "If Orbeli says", "While the ministry said": the sentence's own word, for all its capital.
            || start == opening
                && start + 1 < end
                && words.is(start, Classes::SUBORDINATOR | Classes::COORDINATOR)
            || words.is(start, Classes::PREPOSITION | Classes::COORDINATOR) && !words.get(start).is_capital)
    {
        start += 1;
    }
    (start < end
        && (start..end).any(|idx| {
            words.is_nominal(idx)
                || words.is(
                    idx,
                    Classes::PRONOUN | Classes::DETERMINER | Classes::OBJECT_PRONOUN,
                )
        }))
    .then_some(start..end)
}

/// Whether a time word stands as an adverbial of its own: "Monday" in "On Monday the ministry".
fn is_time_adverbial(words: &Words, idx: usize, limit: usize) -> bool {
    idx == limit
        || words.is(idx - 1, Classes::PREPOSITION | Classes::TIME)
        || words.get(idx - 1).mark != Mark::None
        || words.is(idx - 1, Classes::DETERMINER)
}

/// Whether the preposition at `idx` attaches what follows to a noun phrase before it.
fn attaches(prepared: &Prepared<'_>, words: &Words, idx: usize, limit: usize) -> bool {
    let preposition = prepared.word(idx);
    if !matches!(
        preposition,
        "of" | "for"
            | "in"
            | "at"
            | "from"
            | "on"
            | "with"
            | "to"
            | "near"
            | "behind"
            | "against"
            | "inside"
            | "by"
            | "under"
            | "across"
            | "outside"
            | "about"
    ) {
        return false;
    }
    // "people close to the president", "an official briefed on the talks"
    let is_after_adjective =
        idx > limit + 1 && AFTER_NOUNS.contains(&prepared.word(idx - 1)) && words.is_nominal(idx - 2);
    idx > limit
        && (is_after_adjective
            || words.is_nominal(idx - 1) && !words.is(idx - 1, Classes::TIME)
            || words.get(idx - 1).mark == Mark::Close && preposition != "in")
}

/// Whether "and" at `idx` joins two names: what stands before it is a name and no verb opens it.
fn joins_names(words: &Words, idx: usize, limit: usize) -> bool {
    if idx <= limit || !words.is_nominal(idx - 1) {
        return false;
    }
    // The first of the two must itself open the clause: a verb or preposition before it makes it an object.
    let mut back = idx - 1;
    while back > limit
        && idx - back < 10
        && (words.is_nominal(back - 1)
            || words.get(back - 1).kind == TokenKind::Genitive
            || words.is(back - 1, Classes::DETERMINER))
    {
        back -= 1;
    }
    back == limit || {
        let before = words.get(back - 1);
        !before.is_verb && !before.classes.any(Classes::PREPOSITION | Classes::TO)
    }
}

/// The opening partner of a closing bracket or quotation mark at `idx`.
fn matching_open(words: &Words, idx: usize, limit: usize) -> Option<usize> {
    let wanted = if words.get(idx).mark == Mark::Close {
        Mark::Open
    } else {
        Mark::Quote
    };
    (limit..idx)
        .rev()
        .take(12)
        .find(|&open| words.get(open).mark == wanted)
}

/// The noun phrase that starts at token `start`: "Lavrov", "a spokesman for the ministry".
pub(crate) fn noun_phrase_right(
    prepared: &Prepared<'_>,
    words: &Words,
    start: usize,
    limit: usize,
) -> Option<Range<usize>> {
    let limit = limit.min(start + REACH);
    let first = words.get(start);
    if start >= limit {
        return None;
    }
    if first.classes.any(Classes::PRONOUN | Classes::OBJECT_PRONOUN)
        && !first.classes.any(Classes::POSSESSIVE)
    {
        return Some(start..start + 1);
    }
    let mut end = start;
    let mut has_head = false;
    let mut last_was_head = false;
    while end < limit {
        let word = words.get(end);
        let classes = word.classes;
        if classes.any(Classes::DETERMINER | Classes::POSSESSIVE) && !words.is_nominal(end)
            || classes.any(Classes::DETERMINER | Classes::POSSESSIVE) && !word.is_capital
        {
            if last_was_head {
                break;
            }
            end += 1;
            continue;
        }
        if classes.any(Classes::TIME)
            && has_head
            && !(word.is_capital && end + 1 < limit && words.get(end + 1).is_capital)
        {
            break;
        }
        if words.is_nominal(end) {
            has_head = true;
            last_was_head = true;
            end += 1;
            continue;
        }
        if word.kind == TokenKind::Genitive && has_head {
            last_was_head = false;
            end += 1;
            continue;
        }
        if classes.any(Classes::PREPOSITION)
            && has_head
            && matches!(
                prepared.word(end),
                "of" | "for" | "at" | "from" | "in" | "with" | "near" | "to"
            )
            && end + 1 < limit
            && (words.is_nominal(end + 1) && !words.is(end + 1, Classes::TIME)
                || words.is(end + 1, Classes::DETERMINER | Classes::POSSESSIVE))
            && (matches!(prepared.word(end), "of" | "for" | "near") || matches_office(prepared, end))
        {
            last_was_head = false;
            end += 1;
            continue;
        }
        if prepared.word(end) == "and"
            && has_head
            && last_was_head
            && end + 1 < limit
            && words.get(end + 1).is_capital
            && words.is_nominal(end + 1)
        {
            last_was_head = false;
            end += 1;
            continue;
        }
        break;
    }
    (has_head && end > start).then_some(start..end)
}

/// Whether the word before a preposition is an office that the phrase after it belongs to:
/// "professor at", "ambassador to".
fn matches_office(prepared: &Prepared<'_>, idx: usize) -> bool {
    idx > 0
        && matches!(
            prepared.word(idx - 1),
            "professor"
                | "fellow"
                | "director"
                | "analyst"
                | "researcher"
                | "expert"
                | "ambassador"
                | "envoy"
                | "official"
                | "officials"
                | "representative"
                | "adviser"
                | "advisor"
                | "scholar"
                | "economist"
                | "strategist"
                | "partner"
                | "lecturer"
                | "scientist"
                | "sources"
                | "source"
                | "spokesman"
                | "spokeswoman"
                | "people"
                | "residents"
                | "lawyer"
                | "attorney"
                | "voter"
        )
}
