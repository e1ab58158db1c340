//! What a proposal looks like, as names: "cue=warn opening=That".
//!
//! Each name is a property that a linguist could check by eye. The same names stand in the table of
//! weights.

use std::ops::Range;

use super::Place;
use crate::extract::clauses::{Clause, Shape};
use crate::extract::contents::Opening;
use crate::extract::lexicon::{Classes, Forms, Reporting};
use crate::extract::prepare::Prepared;
use crate::extract::rules::Draft;
use crate::extract::words::{Mark, Words};
use crate::text::TokenKind;

/// Takes the names of features; the parts of a name are joined by blanks.
pub(super) trait Sink {
    /// One feature.
    fn add(&mut self, parts: &[&str]);
}

/// The classes of words that are told apart by the word itself.
const CLOSED: u64 = Classes::DETERMINER
    | Classes::POSSESSIVE
    | Classes::PRONOUN
    | Classes::OBJECT_PRONOUN
    | Classes::BE
    | Classes::HAVE
    | Classes::DO
    | Classes::MODAL
    | Classes::NEGATION
    | Classes::TO
    | Classes::PREPOSITION
    | Classes::COORDINATOR
    | Classes::SUBORDINATOR
    | Classes::THAT
    | Classes::RELATIVE
    | Classes::QUESTION;

/// Whether the proposal is a statement.
pub(super) fn statement(place: Place<'_>, draft: &Draft, sink: &mut dyn Sink) {
    let Place {
        prepared,
        words,
        sentence,
        clause,
    } = place;
    sink.add(&["bias"]);
    sink.add(&["rule", draft.rule]);
    let mut buffer = String::new();
    let opening = draft.opening.map_or("none", opening_name);
    let content = content(words, &draft.pieces);
    sink.add(&["kind", content.kind]);
    sink.add(&["length", length_name(content.n_words)]);
    sink.add(&["kind", content.kind, "length", length_name(content.n_words)]);
    let has_verb = if content.has_finite_verb {
        "clause"
    } else {
        "phrase"
    };
    sink.add(&["content", has_verb, "opening", opening]);
    let start = draft.pieces.first().map_or(sentence.start, |piece| piece.start);
    let end = draft.pieces.last().map_or(sentence.end, |piece| piece.end);
    let first = token_name(prepared, words, start, &mut buffer).to_owned();
    sink.add(&["first", &first]);
    sink.add(&["first", &first, "opening", opening]);
    let second = token_name(prepared, words, start + 1, &mut buffer).to_owned();
    sink.add(&["second", &second]);
    let before = if start > sentence.start {
        token_name(prepared, words, start - 1, &mut buffer).to_owned()
    } else {
        "begin".to_owned()
    };
    sink.add(&["before", &before]);
    sink.add(&["before", &before, "kind", content.kind]);
    let after = token_name(prepared, words, end, &mut buffer).to_owned();
    sink.add(&["after", &after]);
    sink.add(&["after", &after, "kind", content.kind]);
    let is_headline = prepared.sentence_of(start) == 0;
    if is_headline {
        sink.add(&["first-sentence"]);
    }
    let paragraph = prepared
        .sentences
        .get(prepared.sentence_of(start))
        .and_then(|sentence| prepared.paragraphs.get(sentence.paragraph))
        .map_or(0, ExactSizeIterator::len);
    sink.add(&["paragraph", length_name(paragraph)]);
    let Some(clause) = clause else {
        sink.add(&["no-cue", content.kind, length_name(content.n_words), &before]);
        sink.add(&["no-cue", "before", &before, "after", &after]);
        return;
    };
    cue(place, clause, draft, opening, &content, sink);
}

/// What the cue, its helpers and its source look like.
fn cue(
    place: Place<'_>,
    clause: &Clause,
    draft: &Draft,
    opening: &str,
    content: &Content,
    sink: &mut dyn Sink,
) {
    let Place {
        prepared,
        words,
        sentence,
        ..
    } = place;
    let mut buffer = String::new();
    let shape = shape_name(clause.shape);
    let lemma = clause.entry.map_or("according", |entry| entry.lemma);
    let class = clause.entry.map_or("speech", |entry| match entry.reporting {
        Reporting::Speech => "speech",
        Reporting::Act => "act",
        Reporting::Thought => "thought",
        Reporting::None => "none",
    });
    let form = form_name(clause.forms);
    let source = source_name(prepared, words, clause, &mut buffer).to_owned();
    let particle = if clause.cue.len() > 1 {
        prepared.word(clause.cue.end - 1)
    } else {
        "-"
    };
    for parts in [
        &["shape", shape][..],
        &["class", class],
        &["cue", lemma],
        &["cue", lemma, "opening", opening],
        &["cue", lemma, "shape", shape],
        &["cue", lemma, "kind", content.kind],
        &["cue", lemma, "source", &source],
        &["cue", lemma, "form", form],
        &["cue", lemma, "particle", particle],
        &["shape", shape, "opening", opening],
        &["shape", shape, "class", class, "opening", opening],
        &["shape", shape, "kind", content.kind],
        &["shape", shape, "form", form],
        &["shape", shape, "source", &source],
        &["source", &source, "opening", opening],
        &["source", &source, "class", class],
        &["class", class, "opening", opening, "kind", content.kind],
        &["rule", draft.rule, "shape", shape],
        &["rule", draft.rule, "class", class],
    ] {
        sink.add(parts);
    }
    for idx in clause.group..clause.head {
        let helper = token_name(prepared, words, idx, &mut buffer).to_owned();
        sink.add(&["helper", &helper]);
        sink.add(&["helper", &helper, "shape", shape]);
        sink.add(&["helper", &helper, "opening", opening]);
    }
    if matches!(clause.shape, Shape::Infinitive | Shape::Participle | Shape::Noun)
        && clause.group > sentence.start
    {
        let governor = prepared.word(clause.group - 1).to_lowercase();
        sink.add(&["governor", &governor]);
        sink.add(&["governor", &governor, "shape", shape]);
        let kind = token_name(prepared, words, clause.group - 1, &mut buffer).to_owned();
        sink.add(&["governed-by", &kind, "shape", shape]);
        sink.add(&["governed-by", &kind, "cue", lemma]);
    }
    let left = if clause.start > sentence.start {
        token_name(prepared, words, clause.start - 1, &mut buffer).to_owned()
    } else {
        "begin".to_owned()
    };
    sink.add(&["left", &left]);
    sink.add(&["left", &left, "shape", shape]);
    sink.add(&["left", &left, "opening", opening]);
    let right = token_name(prepared, words, clause.cue.end, &mut buffer).to_owned();
    sink.add(&["right", &right]);
    sink.add(&["right", &right, "shape", shape]);
    sink.add(&["right", &right, "cue", lemma]);
    if let Some(source) = &clause.source {
        let gap = clause.group.saturating_sub(source.end);
        let gap = match gap {
            0 => "0",
            1..=3 => "1-3",
            4..=12 => "4-12",
            _ => "13-",
        };
        sink.add(&["gap", gap, "shape", shape]);
        sink.add(&[
            "shared",
            yes(clause.is_shared),
            "inverted",
            yes(clause.is_inverted),
        ]);
        let last = prepared.word(source.end.saturating_sub(1)).to_lowercase();
        sink.add(&["source-word", &last]);
        sink.add(&["source-length", length_name(source.len())]);
    }
    let distance = draft
        .pieces
        .last()
        .map_or(0, |piece| piece.start.saturating_sub(clause.cue.end));
    sink.add(&["distance", length_name(distance), "opening", opening]);
    if let Some(idx) = subordinator(words, sentence, clause) {
        let word = prepared.word(idx).to_lowercase();
        sink.add(&["under", &word]);
        sink.add(&["under", &word, "shape", shape]);
    }
    let has_quotation = sentence.clone().any(|idx| words.get(idx).quotation.is_some());
    sink.add(&["sentence-quotes", yes(has_quotation), "kind", content.kind]);
}

/// "If he says", "when asked", "after saying": the word that puts the clause under another.
pub(super) fn subordinator(words: &Words, sentence: &Range<usize>, clause: &Clause) -> Option<usize> {
    (sentence.start..clause.start)
        .rev()
        .take(4)
        .find(|&idx| words.is(idx, Classes::SUBORDINATOR))
}

/// Whether `piece`, which holds a quotation, goes on from the statement before it.
pub(super) fn continuation(place: Place<'_>, draft: &Draft, piece: &Range<usize>, sink: &mut dyn Sink) {
    let Place { prepared, words, .. } = place;
    let mut buffer = String::new();
    let content = content(words, &draft.pieces);
    let paragraph_of = |idx: usize| {
        prepared
            .sentences
            .get(prepared.sentence_of(idx))
            .map(|sentence| sentence.paragraph)
    };
    let here = paragraph_of(piece.start);
    let last = draft.end().saturating_sub(1);
    let paragraph = here.and_then(|paragraph| prepared.paragraphs.get(paragraph));
    let is_whole =
        paragraph.is_some_and(|paragraph| piece.start == paragraph.start && piece.end >= paragraph.end);
    let same = if paragraph_of(last) == here {
        "same"
    } else if is_whole {
        "whole"
    } else {
        "next"
    };
    let is_open = words.get(piece.start).mark == Mark::Quote;
    let starts = if is_open { "quotation" } else { "words" };
    let position = match (&draft.cue, draft.pieces.first(), draft.pieces.last()) {
        (Some(cue), _, Some(piece)) if cue.start < piece.start && draft.pieces.len() > 1 => "around",
        (Some(cue), Some(piece), _) if cue.start < piece.start => "before",
        (Some(_), _, _) => "after",
        (None, ..) => "none",
    };
    let ends_quoted = draft
        .pieces
        .last()
        .is_some_and(|piece| words.get(piece.end.saturating_sub(1)).quotation.is_some());
    let lemma = draft
        .cue
        .as_ref()
        .and_then(|cue| words.entry(cue.start))
        .map_or("none", |entry| entry.lemma);
    let first = token_name(prepared, words, piece.start + usize::from(is_open), &mut buffer).to_owned();
    let words_here = length_name(piece.len());
    let own = if piece.clone().all(|idx| words.get(idx).quotation.is_some()) {
        "direct"
    } else {
        "mixed"
    };
    let source = draft.source.as_ref().map_or("none", |source| {
        if words.is(source.start, Classes::PRONOUN) && source.len() == 1 {
            "pronoun"
        } else {
            "phrase"
        }
    });
    for parts in [
        &["c-paragraph", same][..],
        &["c-paragraph", same, "kind", content.kind],
        &["c-paragraph", same, "kind", content.kind, "starts", starts],
        &["c-paragraph", same, "kind", content.kind, "position", position],
        &["c-paragraph", same, "ends-quoted", yes(ends_quoted)],
        &["c-starts", starts, "own", own, "length", words_here],
        &["c-cue", lemma],
        &["c-cue", lemma, "kind", content.kind],
        &["c-rule", draft.rule, "kind", content.kind],
        &["c-rule", draft.rule, "paragraph", same],
        &["c-source", source, "kind", content.kind],
        &["c-first", &first],
        &["c-first", &first, "kind", content.kind],
        &["c-length", words_here, "kind", content.kind],
        &["c-pieces", length_name(draft.pieces.len()), "paragraph", same],
        &[
            "c-distance",
            length_name(piece.start.saturating_sub(draft.end())),
            "paragraph",
            same,
        ],
        &["c-own", own, "kind", content.kind, "paragraph", same],
    ] {
        sink.add(parts);
    }
}

/// A content in figures.
pub(super) struct Content {
    /// Words, marks not counted.
    pub n_words: usize,
    /// Direct, mixed or indirect.
    pub kind: &'static str,
    /// Whether it is a clause.
    pub has_finite_verb: bool,
}

pub(super) fn content(words: &Words, pieces: &[Range<usize>]) -> Content {
    let (mut n_quoted, mut n_plain) = (0_usize, 0_usize);
    let mut has_finite_verb = false;
    for piece in pieces {
        for idx in piece.clone() {
            let word = words.get(idx);
            if word.mark == Mark::None {
                if word.quotation.is_some() {
                    n_quoted += 1;
                } else {
                    n_plain += 1;
                }
            }
        }
        has_finite_verb |= words.has_finite_verb(piece.clone());
    }
    Content {
        n_words: n_quoted + n_plain,
        kind: match (n_quoted, n_plain) {
            (0, _) => "indirect",
            (_, 0) => "direct",
            _ => "mixed",
        },
        has_finite_verb,
    }
}

pub(super) fn yes(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

pub(super) fn length_name(length: usize) -> &'static str {
    match length {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4-5",
        6..=8 => "6-8",
        9..=14 => "9-14",
        15..=25 => "15-25",
        26..=45 => "26-45",
        _ => "46-",
    }
}

pub(super) fn opening_name(opening: Opening) -> &'static str {
    match opening {
        Opening::That => "that",
        Opening::Quotation => "quotation",
        Opening::Question => "question",
        Opening::To => "to",
        Opening::Clause => "clause",
        Opening::Object => "object",
        Opening::Colon => "colon",
        Opening::Gerund => "gerund",
    }
}

pub(super) fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Finite => "finite",
        Shape::Participle => "participle",
        Shape::Infinitive => "infinitive",
        Shape::Passive => "passive",
        Shape::AccordingTo => "according",
        Shape::Noun => "noun",
    }
}

pub(super) fn form_name(forms: Forms) -> &'static str {
    if forms.any(Forms::PAST) {
        "past"
    } else if forms.any(Forms::PARTICIPLE) {
        "participle"
    } else if forms.any(Forms::ING) {
        "ing"
    } else if forms.any(Forms::S) {
        "s"
    } else if forms.any(Forms::BASE) {
        "base"
    } else {
        "-"
    }
}

/// A word of a closed class by itself, a mark by its name, anything else by its looks.
pub(super) fn token_name<'b>(
    prepared: &Prepared<'_>,
    words: &Words,
    idx: usize,
    buffer: &'b mut String,
) -> &'b str {
    buffer.clear();
    let word = words.get(idx);
    match word.mark {
        Mark::None => {}
        Mark::Comma => return ",",
        Mark::Colon => return ":",
        Mark::Semicolon => return ";",
        Mark::Stop => return ".",
        Mark::Dash => return "-",
        Mark::Open => return "(",
        Mark::Close => return ")",
        Mark::Quote => return "quote",
        Mark::Other => return "mark",
    }
    if word.classes.any(CLOSED) {
        buffer.extend(prepared.word(idx).chars().flat_map(char::to_lowercase));
        return buffer;
    }
    if word.kind == TokenKind::Genitive {
        return "genitive";
    }
    if word.kind == TokenKind::Number {
        return "number";
    }
    if word.classes.any(Classes::TIME) {
        return "TIME";
    }
    if word.classes.any(Classes::ADVERB) {
        return "ADVERB";
    }
    if word.is_verb {
        return match form_name(word.verb.map(|(_, forms)| forms).unwrap_or_default()) {
            "ing" => "ING",
            "participle" => "PARTICIPLE",
            "past" => "PAST",
            "s" => "VERBS",
            _ => "VERB",
        };
    }
    if word.is_capital {
        return "NAME";
    }
    if prepared.word(idx).ends_with('s') {
        "NOUNS"
    } else {
        "NOUN"
    }
}

/// What kind of source the clause has.
fn source_name<'b>(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    buffer: &'b mut String,
) -> &'b str {
    let Some(source) = &clause.source else {
        return "none";
    };
    if source.len() == 1 {
        return token_name(prepared, words, source.start, buffer);
    }
    let is_named = source
        .clone()
        .any(|idx| words.get(idx).is_capital && idx > source.start);
    let first = words.get(source.start);
    if is_named || first.is_capital && !first.classes.any(CLOSED) {
        return "named";
    }
    let last = prepared.word(source.end.saturating_sub(1));
    if first.classes.any(Classes::POSSESSIVE) {
        "possessive"
    } else if first.classes.any(Classes::DETERMINER) {
        match (
            matches!(prepared.word(source.start), "the" | "The"),
            last.ends_with('s'),
        ) {
            (true, true) => "the-plural",
            (true, false) => "the",
            (false, true) => "some",
            (false, false) => "a",
        }
    } else if last.ends_with('s') {
        "plural"
    } else {
        "other"
    }
}
