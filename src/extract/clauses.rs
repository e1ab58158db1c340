//! Reporting clauses: a reporting word with its helpers, its source, and where its content can stand.
//!
//! A clause is looked for around every reporting word of a sentence. Whether it really reports, and how
//! far its content reaches, is decided later; here only its parts are laid out.

use std::ops::Range;

use super::lexicon::{Classes, Entry, Forms, Frames, Lexicon};
use super::prepare::Prepared;
use super::words::{Mark, Words, can_report};
use crate::text::TokenKind;

/// How far a search for a phrase's edge goes, in tokens. Keeps the work linear.
const REACH: usize = 45;

/// The shape of a reporting clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// "Lavrov said", "the ministry has denied"
    Finite,
    /// "adding that", "warning of"
    Participle,
    /// "went on to say"
    Infinitive,
    /// "was quoted as saying", "were accused of"
    Passive,
    /// "according to Lavrov"
    AccordingTo,
    /// "his claim that"
    Noun,
    /// "Kremlin: …"
    Colon,
}

/// A reporting clause.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    /// The reporting word.
    pub head: usize,
    /// The reporting words: the verb with a particle, "according to".
    pub cue: Range<usize>,
    /// First token of the verb group, helpers included.
    pub group: usize,
    /// What the tables say about the word.
    pub entry: Option<&'static Entry>,
    /// Its forms.
    pub forms: Forms,
    /// Its shape.
    pub shape: Shape,
    /// The words of the source.
    pub source: Option<Range<usize>>,
    /// First token of the clause with its source; what stands before can be content.
    pub start: usize,
    /// Whether the source follows the verb.
    pub is_inverted: bool,
    /// Whether the source was taken from a clause further left.
    pub is_shared: bool,
    /// Whether there is a negation in the verb group.
    pub is_negated: bool,
    /// Whether there is a modal in the verb group.
    pub is_modal: bool,
    /// First token after the cue, and after the source when that follows.
    pub after: usize,
}

/// The reporting clauses of a sentence, in the order of their heads.
pub(crate) fn clauses(prepared: &Prepared<'_>, words: &Words, sentence: Range<usize>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for idx in sentence.clone() {
        let word = words.get(idx);
        if word.kind != TokenKind::Word {
            continue;
        }
        if let Some(clause) = according_to(prepared, words, idx, sentence.clone()) {
            clauses.push(clause);
            continue;
        }
        if word.is_verb
            && let Some(entry) = words.entry(idx)
            && can_report(entry)
        {
            let clause = verb_clause(prepared, words, idx, entry, sentence.clone(), &clauses);
            clauses.push(clause);
            continue;
        }
        if let Some(entry) = word.noun.and_then(|noun| Lexicon::get().entry(noun))
            && let Some(clause) = noun_clause(prepared, words, idx, entry, sentence.clone())
        {
            clauses.push(clause);
        }
    }
    clauses
}

fn according_to(
    prepared: &Prepared<'_>,
    words: &Words,
    idx: usize,
    sentence: Range<usize>,
) -> Option<Clause> {
    let is_it = prepared.word(idx).eq_ignore_ascii_case("according")
        && prepared.word(idx + 1).eq_ignore_ascii_case("to");
    if !is_it || idx + 2 >= sentence.end {
        return None;
    }
    let source = noun_phrase_right(prepared, words, idx + 2, sentence.end)?;
    let after = source.end;
    Some(Clause {
        head: idx,
        cue: idx..idx + 2,
        group: idx,
        entry: None,
        forms: Forms::default(),
        shape: Shape::AccordingTo,
        source: Some(source),
        start: idx,
        is_inverted: true,
        is_shared: false,
        is_negated: false,
        is_modal: false,
        after,
    })
}

fn noun_clause(
    prepared: &Prepared<'_>,
    words: &Words,
    idx: usize,
    entry: &'static Entry,
    sentence: Range<usize>,
) -> Option<Clause> {
    let next = prepared.word(idx + 1);
    let opens = entry.frames.any(Frames::THAT) && next == "that"
        || entry.frames.any(Frames::TO) && next == "to"
        || entry.prepositions.contains(&next);
    if !opens || idx + 2 >= sentence.end {
        return None;
    }
    // Whose: a possessive or genitive before ("his", "Russia's", "Moscow's repeated").
    let mut back = idx;
    while back > sentence.start && idx - back < 4 && words.is_nominal(back - 1) {
        back -= 1;
    }
    let source = if back > sentence.start && words.is(back - 1, Classes::POSSESSIVE) {
        Some(back - 1..back)
    } else if (back..idx).next().is_some() || back > sentence.start {
        (back.saturating_sub(1)..idx)
            .rev()
            .find(|&genitive| words.get(genitive).kind == TokenKind::Genitive)
            .and_then(|genitive| noun_phrase_left(prepared, words, genitive, sentence.start))
    } else {
        None
    };
    let is_content_preposition = next != "that" && next != "to";
    let after = if is_content_preposition { idx + 2 } else { idx + 1 };
    Some(Clause {
        head: idx,
        cue: idx..idx + 1,
        group: idx,
        entry: Some(entry),
        forms: Forms::default(),
        shape: Shape::Noun,
        start: source.as_ref().map_or(idx, |source| source.start),
        source,
        is_inverted: false,
        is_shared: false,
        is_negated: false,
        is_modal: false,
        after,
    })
}

fn verb_clause(
    prepared: &Prepared<'_>,
    words: &Words,
    head: usize,
    entry: &'static Entry,
    sentence: Range<usize>,
    earlier: &[Clause],
) -> Clause {
    let forms = words.get(head).verb.map(|(_, forms)| forms).unwrap_or_default();
    let mut group = head;
    let (mut has_be, mut has_to, mut is_negated, mut is_modal, mut has_have) =
        (false, false, false, false, false);
    while group > sentence.start && head - group < 8 {
        let before = words.get(group - 1);
        let classes = before.classes;
        if before.is_capital
            && group - 1 > sentence.start
            && !classes.any(Classes::PRONOUN)
            && before.kind == TokenKind::Word
            && classes.any(Classes::ADVERB)
        {
            break;
        }
        if classes.any(Classes::ADVERB | Classes::NEGATION) && before.mark == Mark::None {
            is_negated |= classes.any(Classes::NEGATION);
        } else if classes.any(Classes::BE) {
            has_be = true;
        } else if classes.any(Classes::HAVE) {
            has_have = true;
        } else if classes.any(Classes::DO | Classes::MODAL) {
            is_modal |= classes.any(Classes::MODAL);
            is_negated |=
                prepared.word(group - 1).contains("n't") || prepared.word(group - 1).contains("n’t");
        } else if classes.any(Classes::TO) && !has_to {
            has_to = true;
        } else {
            break;
        }
        group -= 1;
        if has_to {
            break;
        }
    }
    // Adverbs that open the sentence belong to no group: "Later said …" does not occur, "Recently he" does.
    let _ = has_have;
    let shape = if has_to {
        Shape::Infinitive
    } else if has_be && forms.any(Forms::PARTICIPLE) && !forms.any(Forms::ING) {
        Shape::Passive
    } else if forms.any(Forms::ING) && !has_be {
        Shape::Participle
    } else {
        Shape::Finite
    };
    let mut cue_end = head + 1;
    if let Some(&particle) = entry
        .prepositions
        .iter()
        .find(|particle| prepared.word(cue_end) == **particle && cue_end < sentence.end)
    {
        let is_infinitive = particle == "to"
            && words
                .get(cue_end + 1)
                .verb
                .is_some_and(|(_, forms)| forms.any(Forms::BASE));
        if !is_infinitive || entry.lemma == "point" {
            cue_end += 1;
        }
    }
    let mut clause = Clause {
        head,
        cue: head..cue_end,
        group,
        entry: Some(entry),
        forms,
        shape,
        source: None,
        start: group,
        is_inverted: false,
        is_shared: false,
        is_negated,
        is_modal,
        after: cue_end,
    };
    find_source(prepared, words, sentence, earlier, &mut clause);
    clause
}

/// Finds who the subject of a verb clause is: left of it, right of it, or shared with an earlier clause.
fn find_source(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: Range<usize>,
    earlier: &[Clause],
    clause: &mut Clause,
) {
    let group = clause.group;
    let shared = |clause: &mut Clause| {
        // The nearest earlier clause with a source of its own, else the first noun phrase.
        let from = earlier.iter().rev().find(|earlier| {
            earlier.source.is_some()
                && matches!(
                    earlier.shape,
                    Shape::Finite | Shape::Passive | Shape::Infinitive | Shape::Participle
                )
        });
        clause.source = from
            .and_then(|earlier| earlier.source.clone())
            .or_else(|| main_subject(prepared, words, sentence.start, group));
        clause.is_shared = clause.source.is_some();
    };
    if group > sentence.start {
        let before_idx = group - 1;
        let before = words.get(before_idx);
        match clause.shape {
            Shape::Participle => {
                // "X, speaking in Berlin, …" or "… , adding that" or "by saying".
                shared(clause);
                return;
            }
            Shape::Infinitive => {
                shared(clause);
                return;
            }
            _ => {}
        }
        if before.classes.any(Classes::PRONOUN) || before.classes.any(Classes::RELATIVE) {
            clause.source = Some(before_idx..group);
            clause.start = before_idx;
            return;
        }
        if before.mark == Mark::Comma || before.mark == Mark::Dash || before.mark == Mark::Close {
            if clause.forms.any(Forms::PAST | Forms::S | Forms::BASE) {
                let is_quoted_before =
                    before_idx > sentence.start && words.get(before_idx - 1).mark == Mark::Quote;
                if !is_quoted_before
                    && let Some((source, start)) =
                        over_apposition(prepared, words, before_idx, sentence.start)
                {
                    clause.source = Some(source);
                    clause.start = start;
                    return;
                }
            }
        } else if before.classes.any(Classes::COORDINATOR) {
            // "said X and urged Y": the subject is shared.
            shared(clause);
            if clause.source.is_some() {
                return;
            }
        } else if before.mark == Mark::None
            && let Some(source) = noun_phrase_left(prepared, words, group, sentence.start)
        {
            clause.start = source.start;
            clause.source = Some(source);
            return;
        }
    }
    // Inverted: “…,” said Lavrov.
    if clause.shape == Shape::Finite
        && let Some(source) = noun_phrase_right(prepared, words, clause.cue.end, sentence.end)
    {
        let follows_content = group == sentence.start
            || matches!(
                words.get(group - 1).mark,
                Mark::Comma | Mark::Quote | Mark::Stop | Mark::Dash
            );
        if follows_content && clause.cue.end == clause.head + 1 {
            clause.after = source.end;
            clause.source = Some(source);
            clause.is_inverted = true;
            return;
        }
    }
    if clause.source.is_none() {
        shared(clause);
    }
}

/// The noun phrase that ends before token `end`: "a spokesman for the ministry", "Japan and South Korea".
pub(crate) fn noun_phrase_left(
    prepared: &Prepared<'_>,
    words: &Words,
    end: usize,
    limit: usize,
) -> Option<Range<usize>> {
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
            if words.is_nominal(idx)
                && !(classes.any(Classes::TIME) && is_time_adverbial(prepared, words, idx, limit))
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
            // Attached by a preposition to a phrase further left?
            if start > limit && attaches(prepared, words, start - 1, limit) {
                start -= 1;
                needs_nominal = true;
                continue;
            }
            break;
        }
        if words.is_nominal(idx) || word.kind == TokenKind::Genitive {
            if classes.any(Classes::TIME) && is_time_adverbial(prepared, words, idx, limit) {
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
fn is_time_adverbial(prepared: &Prepared<'_>, words: &Words, idx: usize, limit: usize) -> bool {
    let _ = prepared;
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
    idx > limit
        && (words.is_nominal(idx - 1) && !words.is(idx - 1, Classes::TIME)
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
            && !(matches!(prepared.word(end), "in" | "at" | "to" | "with" | "from")
                && !matches_office(prepared, end))
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

/// The source before an apposition that ends with the comma at `comma`: "X, the head of Y, said".
/// Gives the source and the first token of the clause.
fn over_apposition(
    prepared: &Prepared<'_>,
    words: &Words,
    comma: usize,
    limit: usize,
) -> Option<(Range<usize>, usize)> {
    let limit = limit.max(comma.saturating_sub(REACH));
    let wanted = match words.get(comma).mark {
        Mark::Dash => Mark::Dash,
        Mark::Close => Mark::Open,
        _ => Mark::Comma,
    };
    // The leftmost comma whose left neighbour ends a noun phrase that opens the clause; the nearest first,
    // going on while the apposition itself has commas.
    let mut best = None;
    let mut idx = comma;
    let mut n_tried = 0;
    while idx > limit + 1 && n_tried < 5 {
        idx -= 1;
        if words.get(idx).mark == Mark::Stop || words.get(idx).mark == Mark::Semicolon {
            break;
        }
        if words.get(idx).mark != wanted {
            continue;
        }
        n_tried += 1;
        let Some(source) = noun_phrase_left(prepared, words, idx, limit) else {
            continue;
        };
        let opens = source.start == limit || {
            let before = words.get(source.start - 1);
            matches!(
                before.mark,
                Mark::Comma | Mark::Quote | Mark::Dash | Mark::Semicolon | Mark::Colon
            ) || before.classes.any(
                Classes::COORDINATOR
                    | Classes::SUBORDINATOR
                    | Classes::THAT
                    | Classes::ADVERB
                    | Classes::TIME,
            )
        };
        if opens {
            let is_named = (source.clone()).any(|idx| words.get(idx).is_capital);
            best = Some((source.clone(), source.start));
            if source.start == limit
                || is_named
                || words.get(source.start.saturating_sub(1)).mark == Mark::Quote
            {
                break;
            }
        }
    }
    best
}

/// The subject of the sentence: its first noun phrase that a verb follows.
fn main_subject(prepared: &Prepared<'_>, words: &Words, start: usize, limit: usize) -> Option<Range<usize>> {
    let mut idx = start;
    let end = limit.min(start + REACH);
    let mut fallback = None;
    while idx < end {
        let word = words.get(idx);
        if word.is_verb && !word.classes.any(Classes::TO) && idx > start {
            let before = words.get(idx - 1);
            if before.classes.any(Classes::PRONOUN) {
                return Some(idx - 1..idx);
            }
            if before.mark == Mark::Comma
                && let Some((source, _)) = over_apposition(prepared, words, idx - 1, start)
            {
                return Some(source);
            }
            if before.mark == Mark::None
                && let Some(source) = noun_phrase_left(prepared, words, idx, start)
            {
                return Some(source);
            }
        }
        if fallback.is_none() && words.is(idx, Classes::PRONOUN) && !words.is(idx, Classes::POSSESSIVE) {
            fallback = Some(idx..idx + 1);
        }
        idx += 1;
    }
    fallback.or_else(|| {
        // "X, speaking in Berlin": the phrase before the comma.
        (limit > start && words.get(limit - 1).mark == Mark::Comma)
            .then(|| noun_phrase_left(prepared, words, limit - 1, start))
            .flatten()
    })
}
