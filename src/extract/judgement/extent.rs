//! What an extent of a content looks like: the words at its edges and what they leave out.

use std::ops::Range;

use super::Place;
use super::features::{
    Content, Sink, content, form_name, length_name, opening_name, shape_name, subordinator, token_name, yes,
};
use crate::extract::clauses::Clause;
use crate::extract::lexicon::Reporting;
use crate::extract::rules::Draft;
use crate::extract::words::{Mark, Words};

/// Whether the content has the right extent. `is_first` for the rules' own choice.
pub(super) fn extent(place: Place<'_>, option: &Draft, is_first: bool, sink: &mut dyn Sink) {
    let Place { words, clause, .. } = place;
    let Some(clause) = clause else {
        return;
    };
    let opening = option.opening.map_or("none", opening_name);
    let shape = shape_name(clause.shape);
    let content = content(words, &option.pieces);
    let lemma = clause.entry.map_or("according", |entry| entry.lemma);
    let own = yes(is_first);
    sink.add(&["own", own, option.rule]);
    sink.add(&["own", own, "opening", opening]);
    sink.add(&["own", own, "shape", shape]);
    let verb = if content.has_finite_verb {
        "clause"
    } else {
        "phrase"
    };
    sink.add(&["e-verb", verb, "opening", opening]);
    sink.add(&["e-verb", verb, "cue", lemma]);
    sink.add(&["e-length", length_name(content.n_words), "opening", opening]);
    sink.add(&["e-kind", content.kind, "opening", opening]);
    sink.add(&["e-pieces", length_name(option.pieces.len()), option.rule]);
    let extent = Extent {
        clause,
        content,
        is_first,
        option,
    };
    if let Some(last) = option.pieces.last().filter(|piece| piece.start >= clause.cue.end) {
        right_edge(place, &extent, last, sink);
    }
    if let Some(first) = option
        .pieces
        .first()
        .filter(|piece| piece.start < clause.cue.start)
    {
        left_edge(place, &extent, first, sink);
    }
}

/// What the edges of an extent are compared with.
struct Extent<'a> {
    clause: &'a Clause,
    content: Content,
    is_first: bool,
    option: &'a Draft,
}

/// Where the content ends, and what follows it.
fn right_edge(place: Place<'_>, extent: &Extent<'_>, last: &Range<usize>, sink: &mut dyn Sink) {
    let Place {
        prepared,
        words,
        sentence,
        ..
    } = place;
    let Extent {
        clause,
        content,
        is_first,
        option,
    } = extent;
    let mut buffer = String::new();
    let opening = option.opening.map_or("none", opening_name);
    let shape = shape_name(clause.shape);
    let lemma = clause.entry.map_or("according", |entry| entry.lemma);
    let verb = if content.has_finite_verb {
        "clause"
    } else {
        "phrase"
    };
    let own = yes(*is_first);
    let end = last.end;
    let is_end = end >= sentence.end || words.get(end).mark == Mark::Stop;
    let at = if is_end {
        "end".to_owned()
    } else {
        token_name(prepared, words, end, &mut buffer).to_owned()
    };
    let next = if is_end {
        "end".to_owned()
    } else {
        token_name(prepared, words, end + 1, &mut buffer).to_owned()
    };
    let tail = token_name(prepared, words, end.saturating_sub(1), &mut buffer).to_owned();
    sink.add(&["e-at", &at]);
    sink.add(&["e-at", &at, "opening", opening]);
    sink.add(&["e-at", &at, "next", &next]);
    sink.add(&["e-at", &at, "verb", verb]);
    sink.add(&["e-at", &at, "own", own]);
    sink.add(&["e-at", &at, "cue", lemma]);
    sink.add(&["e-at", &at, "shape", shape]);
    sink.add(&["e-tail", &tail]);
    sink.add(&["e-tail", &tail, "at", &at]);
    sink.add(&["e-at", &at, "kind", content.kind]);
    let rest = sentence.end.saturating_sub(end);
    let rest_verb = words.has_finite_verb(end..sentence.end);
    sink.add(&["e-rest", length_name(rest), "verb", yes(rest_verb), "at", &at]);
    let starts_verb = words.get(end).is_verb || words.get(end + 1).is_verb;
    sink.add(&["e-rest-starts-verb", yes(starts_verb), "at", &at, "verb", verb]);
    let is_balanced = is_balanced(words, last);
    sink.add(&["e-balanced", yes(is_balanced)]);
    // "While Orbeli says the gate is open[, others] …": the main clause is the reporter's.
    if let Some(idx) = subordinator(words, sentence, clause) {
        let word = prepared.word(idx).to_lowercase();
        sink.add(&["e-under", &word, "at", &at]);
        sink.add(&["e-under", "at", &at, "verb-left", yes(rest_verb)]);
    }
    let opens = token_name(prepared, words, last.start, &mut buffer).to_owned();
    let skipped = if last.start > clause.after {
        token_name(prepared, words, last.start - 1, &mut buffer).to_owned()
    } else {
        "nothing".to_owned()
    };
    sink.add(&["e-opens", &opens, "skipped", &skipped]);
    sink.add(&["e-skipped-before-cue", &skipped, "opening", opening]);
    let first_skipped = if last.start > clause.after {
        token_name(prepared, words, clause.after, &mut buffer).to_owned()
    } else {
        "nothing".to_owned()
    };
    sink.add(&["e-opens", &opens, "first-skipped", &first_skipped]);
    let at_verb = yes(words.get(end).is_verb);
    sink.add(&["e-shape", shape, "at-verb", at_verb, "verb", verb]);
    let commas = last
        .clone()
        .filter(|&idx| words.get(idx).mark == Mark::Comma)
        .count();
    sink.add(&["e-commas", length_name(commas), "at", &at]);
    let quotes_left = (end..sentence.end).any(|idx| words.get(idx).quotation.is_some());
    sink.add(&["e-quotes-left", yes(quotes_left), "kind", content.kind]);
    if let Some(next_verb) = (end..sentence.end.min(end + 6)).find(|&idx| words.get(idx).is_verb) {
        let reporting = words
            .entry(next_verb)
            .map_or("none", |entry| match entry.reporting {
                Reporting::Speech => "speech",
                Reporting::Act => "act",
                Reporting::Thought => "thought",
                Reporting::None => "none",
            });
        let form = form_name(
            words
                .get(next_verb)
                .verb
                .map(|(_, forms)| forms)
                .unwrap_or_default(),
        );
        sink.add(&["e-next-verb", reporting, "at", &at]);
        sink.add(&[
            "e-next-verb-form",
            form,
            "cue-form",
            form_name(clause.forms),
            "at",
            &at,
        ]);
    }
}

/// Where the content begins, and what stands before it.
fn left_edge(place: Place<'_>, extent: &Extent<'_>, first: &Range<usize>, sink: &mut dyn Sink) {
    let Place {
        prepared,
        words,
        sentence,
        ..
    } = place;
    let Extent { clause, content, .. } = extent;
    let mut buffer = String::new();
    let shape = shape_name(clause.shape);
    let first_word = token_name(prepared, words, first.start, &mut buffer).to_owned();
    let before = if first.start > sentence.start {
        token_name(prepared, words, first.start - 1, &mut buffer).to_owned()
    } else {
        "begin".to_owned()
    };
    sink.add(&["e-first", &first_word]);
    sink.add(&["e-before", &before]);
    sink.add(&["e-before", &before, "first", &first_word]);
    sink.add(&["e-before", &before, "kind", content.kind]);
    sink.add(&["e-before", &before, "shape", shape]);
    let skipped = first.start.saturating_sub(sentence.start);
    let skipped_verb = words.has_finite_verb(sentence.start..first.start);
    sink.add(&["e-skipped", length_name(skipped), "verb", yes(skipped_verb)]);
    sink.add(&["e-left-verb", yes(words.has_finite_verb(first.clone()))]);
}

/// Whether as many brackets are opened as closed.
fn is_balanced(words: &Words, piece: &Range<usize>) -> bool {
    let count = |mark: Mark| piece.clone().filter(|&idx| words.get(idx).mark == mark).count();
    count(Mark::Open) == count(Mark::Close)
}
