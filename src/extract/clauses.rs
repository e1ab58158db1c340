//! Reporting clauses: a reporting word with its helpers, its source, and where its content can stand.
//!
//! A clause is looked for around every reporting word of a sentence. Whether it really reports, and how
//! far its content reaches, is decided later; here only its parts are laid out.

use std::ops::Range;

use super::lexicon::{Classes, Entry, Forms, Frames, Lexicon};
use super::prepare::Prepared;
use super::words::{Mark, Words, can_report};
use crate::text::TokenKind;

pub(crate) mod phrases;
mod subjects;

use phrases::{noun_phrase_left, noun_phrase_right};

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
}

/// How far the source of "according to" is followed, in tokens.
const TAIL: usize = 20;

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
    let mut tail = idx + 2;
    let limit = sentence.end.min(tail + TAIL);
    let mut is_relative = false;
    while tail < limit && matches!(words.get(tail).mark, Mark::None | Mark::Other) {
        is_relative |= words.is(tail, Classes::RELATIVE | Classes::THAT);
        let has_subject = tail > idx + 2 && !is_relative && words.is(tail - 1, Classes::PRONOUN);
        if has_subject && words.get(tail).is_verb {
            break;
        }
        tail += 1;
    }
    // "according to early returns": where no phrase is made out, everything up to the next mark.
    let source = noun_phrase_right(prepared, words, idx + 2, sentence.end)
        .or_else(|| (tail > idx + 2).then_some(idx + 2..tail))?;
    let is_over = tail >= sentence.end
        || matches!(
            words.get(tail).mark,
            Mark::Comma | Mark::Stop | Mark::Dash | Mark::Close
        );
    let after = if is_over { tail.max(source.end) } else { source.end };
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
    let back = (sentence.start..idx)
        .rev()
        .take(5)
        .take_while(|&before| {
            words.is_nominal(before)
                || words.is(before, Classes::POSSESSIVE)
                || words.get(before).kind == TokenKind::Genitive
        })
        .find(|&before| {
            words.is(before, Classes::POSSESSIVE) || words.get(before).kind == TokenKind::Genitive
        });
    let source = back.and_then(|whose| {
        if words.get(whose).kind == TokenKind::Genitive {
            noun_phrase_left(prepared, words, whose, sentence.start)
        } else {
            Some(whose..whose + 1)
        }
    });
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
    let (mut has_be, mut has_to) = (false, false);
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
        let is_helper = classes.any(Classes::ADVERB | Classes::NEGATION) && before.mark == Mark::None
            || classes.any(Classes::BE | Classes::HAVE | Classes::DO | Classes::MODAL | Classes::TO);
        if !is_helper {
            break;
        }
        has_be |= classes.any(Classes::BE);
        has_to |= classes.any(Classes::TO);
        group -= 1;
        if has_to {
            break;
        }
    }
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
        after: cue_end,
    };
    subjects::find(prepared, words, sentence.clone(), earlier, &mut clause);
    if matches!(entry.lemma, "quote" | "cite") && clause.shape == Shape::Finite {
        quoted_as(prepared, words, sentence, &mut clause);
    }
    clause
}

/// "Tass quoted Orbeli as saying": who is quoted is the source.
fn quoted_as(prepared: &Prepared<'_>, words: &Words, sentence: Range<usize>, clause: &mut Clause) {
    let Some(quoted) = noun_phrase_right(prepared, words, clause.cue.end, sentence.end) else {
        return;
    };
    let is_as = prepared.word(quoted.end) == "as"
        && words
            .get(quoted.end + 1)
            .verb
            .is_some_and(|(_, forms)| forms.any(Forms::ING));
    if is_as && quoted.end + 1 < sentence.end {
        clause.after = quoted.end + 2;
        // What can be content is told by "saying".
        clause.entry = words.entry(quoted.end + 1).or(clause.entry);
        clause.source = Some(quoted);
        clause.is_inverted = true;
        clause.is_shared = false;
    }
}
