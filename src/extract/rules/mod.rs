//! The rules that find statements, one per file.

use std::ops::Range;

use super::attribution::Attribution;
use super::clauses::{Clause, Shape, clauses};
use super::contents::{self, Opening, Right};
use super::lexicon::{Classes, Forms, Frames, Reporting};
use super::prepare::Prepared;
use super::words::{Mark, Words};
use crate::model::{Kind, Reason};
use crate::text::Span;

/// A statement in the making, in tokens.
#[derive(Clone, Debug)]
struct Draft {
    pieces: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    rule: &'static str,
    score: f64,
}

/// What is said in the body, in the order of the text.
pub(crate) fn attributions(prepared: &Prepared<'_>) -> Vec<Attribution> {
    let words = Words::new(prepared);
    let mut drafts = Vec::new();
    for sentence in &prepared.sentences {
        in_sentence(prepared, &words, sentence.tokens.clone(), &mut drafts);
    }
    quotations(prepared, &words, &mut drafts);
    finish(prepared, &words, drafts)
}

fn in_sentence(prepared: &Prepared<'_>, words: &Words, sentence: Range<usize>, drafts: &mut Vec<Draft>) {
    let clauses = clauses(prepared, words, sentence.clone());
    let mut covered_to = sentence.start;
    for (clause_idx, clause) in clauses.iter().enumerate() {
        // What is inside a quotation reports nothing by itself.
        if words.get(clause.head).quotation.is_some() {
            continue;
        }
        let next = clauses.get(clause_idx + 1..).unwrap_or_default();
        if let Some(draft) = draft(prepared, words, &sentence, clause, next, covered_to) {
            if draft.cue.as_ref().is_some_and(|cue| cue.start < covered_to) {
                continue;
            }
            covered_to = draft
                .pieces
                .iter()
                .map(|piece| piece.end)
                .max()
                .unwrap_or(covered_to)
                .max(covered_to);
            drafts.push(draft);
        }
    }
}

fn draft(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: &Range<usize>,
    clause: &Clause,
    next: &[Clause],
    covered_to: usize,
) -> Option<Draft> {
    let entry = clause.entry;
    if clause.shape == Shape::Passive {
        return None;
    }
    let right = contents::right(prepared, words, clause, sentence);
    let left = left(prepared, words, clause, sentence, covered_to);
    let is_speech = entry.is_none_or(|entry| entry.reporting == Reporting::Speech);
    let frames = entry.map(|entry| entry.frames).unwrap_or_default();
    let is_postposed = left.is_some()
        && (frames.any(Frames::QUOTATION) || clause.shape == Shape::AccordingTo)
        && !matches!(clause.shape, Shape::Participle | Shape::Infinitive | Shape::Noun);
    let mut pieces = Vec::new();
    let mut rule = "content-after-cue";
    let after_comma = right
        .as_ref()
        .is_some_and(|right| right.after_comma && right.opening == Opening::Clause);
    if is_postposed
        && right.as_ref().is_none_or(|right| {
            right.after_comma
                || right.opening == Opening::Clause && !words.has_finite_verb(right.start..sentence.end)
        })
    {
        rule = "content-before-cue";
        pieces.extend(left);
        if let Some(right) = &right
            && right.after_comma
        {
            let first = words.get(right.start);
            let goes_on = right.opening == Opening::Quotation
                || right.opening == Opening::That
                || first.is_verb && !first.verb.is_some_and(|(_, forms)| forms.any(Forms::ING))
                || first.classes.any(Classes::MODAL | Classes::BE | Classes::HAVE)
                || first
                    .classes
                    .any(Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::THAT);
            if goes_on {
                rule = "content-around-cue";
                pieces.push(right.start..stop(prepared, words, right, sentence, next));
            }
        }
    } else {
        let right = right?;
        if after_comma {
            return None;
        }
        if right.opening == Opening::Object && !is_speech {
            return None;
        }
        if !is_speech
            && !matches!(
                right.opening,
                Opening::Quotation | Opening::That | Opening::Clause | Opening::Colon
            )
        {
            return None;
        }
        let end = stop(prepared, words, &right, sentence, next);
        pieces.push(right.start..end);
    }
    for piece in &mut pieces {
        extend_to_quotation(prepared, words, piece);
    }
    pieces.retain(|piece| piece.start < piece.end);
    if pieces.is_empty() {
        return None;
    }
    Some(Draft {
        pieces,
        cue: Some(clause.cue.clone()),
        source: clause.source.clone(),
        rule,
        score: 0.7,
    })
}

/// A piece that stops inside a quotation goes on to its end: “Sure. I get that, too.”
fn extend_to_quotation(prepared: &Prepared<'_>, words: &Words, piece: &mut Range<usize>) {
    if piece.is_empty() {
        return;
    }
    let Some(idx) = words.get(piece.end - 1).quotation else {
        return;
    };
    if words.get(piece.end).quotation == Some(idx)
        && let Some(quotation) = prepared.quotations.get(idx as usize)
    {
        let tokens = prepared.tokens_in(quotation.span);
        if tokens.start >= piece.start {
            piece.end = piece.end.max(tokens.end);
        }
    }
}

fn left(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    sentence: &Range<usize>,
    covered_to: usize,
) -> Option<Range<usize>> {
    let quote_before = |end: usize| {
        words
            .get(end - 1)
            .quotation
            .and_then(|idx| prepared.quotations.get(idx as usize))
    };
    if clause.start == sentence.start {
        // “Really?” + “Kim said.”: the sentence before ends with a quotation.
        let sentence_idx = prepared.sentence_of(sentence.start);
        let previous = prepared.sentences.get(sentence_idx.checked_sub(1)?)?;
        let here = prepared.sentences.get(sentence_idx)?;
        if previous.paragraph != here.paragraph
            || words.get(previous.tokens.end - 1).mark != Mark::Quote
            || clause.shape == Shape::AccordingTo
        {
            return None;
        }
        let quotation = quote_before(previous.tokens.end)?;
        if !quotation.is_closed {
            return None;
        }
        return Some(prepared.token_at(quotation.span.start())..previous.tokens.end);
    }
    let mut end = clause.start;
    let before = words.get(end - 1);
    if before.mark == Mark::Comma || before.mark == Mark::Dash {
        end -= 1;
    } else if before.mark != Mark::Quote && clause.shape != Shape::AccordingTo {
        return None;
    }
    if end <= sentence.start || end <= covered_to {
        return None;
    }
    if words.get(end - 1).mark == Mark::Quote
        && let Some(quotation) = quote_before(end)
    {
        let start = prepared.token_at(quotation.span.start());
        // What stands before the quotation in its sentence?
        let home = prepared
            .sentences
            .get(prepared.sentence_of(start))?
            .tokens
            .start
            .max(covered_to);
        let mut home = home;
        while home < start
            && (contents::is_connective(prepared, words, home) || words.get(home).mark == Mark::Comma)
        {
            home += 1;
        }
        if start <= home
            || matches!(
                words.get(start - 1).mark,
                Mark::Comma | Mark::Colon | Mark::Stop | Mark::Dash
            ) && !words.has_finite_verb(home..start)
        {
            return Some(start..end);
        }
        return Some(home..end);
    }
    let mut start = sentence.start.max(covered_to);
    while start < end
        && (contents::is_connective(prepared, words, start)
            || matches!(words.get(start).mark, Mark::Comma | Mark::Dash | Mark::Semicolon))
    {
        start += 1;
    }
    // A sentence inside a quotation that is still open belongs to its beginning.
    (start < end && (clause.shape == Shape::AccordingTo || words.has_finite_verb(start..end)))
        .then_some(start..end)
}

/// Where the content stops, by the clearest edges.
fn stop(
    prepared: &Prepared<'_>,
    words: &Words,
    right: &Right,
    sentence: &Range<usize>,
    next: &[Clause],
) -> usize {
    let stops = contents::stops(prepared, words, right.start, sentence.end);
    let end = stops.last().copied().unwrap_or(sentence.end);
    for &stop in &stops {
        let word = words.get(stop);
        if prepared.word(stop) == "according" {
            return stop;
        }
        if word.mark == Mark::Comma && prepared.word(stop + 1) == "according" {
            return stop;
        }
        if word.mark == Mark::Comma
            && words.get(stop + 1).is_verb
            && words
                .get(stop + 1)
                .verb
                .is_some_and(|(_, forms)| forms.any(Forms::ING))
        {
            let is_reporting = next.iter().any(|clause| clause.head == stop + 1);
            if is_reporting {
                return stop;
            }
        }
        if word.classes.any(Classes::COORDINATOR)
            && next
                .iter()
                .any(|clause| clause.is_shared && clause.group == stop + 1 && clause.shape == Shape::Finite)
        {
            return if words.get(stop - 1).mark == Mark::Comma {
                stop - 1
            } else {
                stop
            };
        }
        // Pure quotation: nothing follows it but the next clause.
        if right.opening == Opening::Quotation
            && words.get(stop - 1).mark == Mark::Quote
            && words.get(stop - 1).quotation == words.get(right.start).quotation
            && (word.mark != Mark::None || word.classes.any(Classes::PREPOSITION | Classes::SUBORDINATOR))
        {
            return stop;
        }
    }
    end
}

/// Quotations that no clause took: they continue the statement before them or stand alone.
fn quotations(prepared: &Prepared<'_>, words: &Words, drafts: &mut Vec<Draft>) {
    let mut taken = vec![false; prepared.quotations.len()];
    for piece in drafts.iter().flat_map(|draft| &draft.pieces) {
        for idx in piece.clone() {
            if let Some(quotation) = words.get(idx).quotation
                && let Some(flag) = taken.get_mut(quotation as usize)
            {
                *flag = true;
            }
        }
    }
    drafts.sort_by_key(|draft| draft.pieces.first().map_or(0, |piece| piece.start));
    for (quotation_idx, quotation) in prepared.quotations.iter().enumerate() {
        if taken.get(quotation_idx).copied().unwrap_or(true) {
            continue;
        }
        let tokens = prepared.tokens_in(quotation.span);
        if tokens.is_empty() {
            continue;
        }
        let sentence_idx = prepared.sentence_of(tokens.start);
        let Some(sentence) = prepared.sentences.get(sentence_idx) else {
            continue;
        };
        let opens_sentence = sentence.tokens.start == tokens.start;
        // Directly after the content of a statement in this paragraph, or only its "he said" between.
        let Some(paragraph) = prepared.paragraphs.get(sentence.paragraph) else {
            continue;
        };
        let previous = drafts.iter().rposition(|draft| {
            draft
                .pieces
                .last()
                .is_some_and(|piece| piece.start < tokens.start)
        });
        if opens_sentence
            && let Some(draft) = previous.and_then(|idx| drafts.get_mut(idx))
            && let Some(last) = draft.pieces.last().cloned()
        {
            let reach = last
                .end
                .max(draft.cue.as_ref().map_or(0, |cue| cue.end))
                .max(draft.source.as_ref().map_or(0, |source| source.end));
            let gap_sentences = prepared
                .sentence_of(tokens.start)
                .saturating_sub(prepared.sentence_of(reach.saturating_sub(1)));
            let is_quoted = draft
                .pieces
                .iter()
                .any(|piece| piece.clone().any(|idx| words.get(idx).quotation.is_some()));
            let same_paragraph = paragraph.contains(&(reach - 1));
            let next_paragraph = sentence.paragraph > 0
                && prepared
                    .paragraphs
                    .get(sentence.paragraph - 1)
                    .is_some_and(|before| before.contains(&(reach - 1)));
            let whole = tokens.end >= paragraph.end;
            if gap_sentences == 1
                && is_quoted
                && (same_paragraph
                    || next_paragraph && whole && opens_sentence && tokens.start == paragraph.start)
            {
                draft.pieces.push(tokens.clone());
                continue;
            }
        }
        let n_words = tokens
            .clone()
            .filter(|&idx| words.get(idx).mark == Mark::None)
            .count();
        if n_words >= 5 {
            drafts.push(Draft {
                pieces: vec![tokens.clone()],
                cue: None,
                source: None,
                rule: "long-quotation",
                score: 0.5,
            });
            drafts.sort_by_key(|draft| draft.pieces.first().map_or(0, |piece| piece.start));
        }
    }
}

/// Tokens to spans; overlaps with cue and source are cut away.
fn finish(prepared: &Prepared<'_>, words: &Words, mut drafts: Vec<Draft>) -> Vec<Attribution> {
    drafts.sort_by_key(|draft| draft.pieces.first().map_or(0, |piece| piece.start));
    drafts
        .into_iter()
        .filter_map(|draft| {
            let cue = draft.cue.clone().and_then(|cue| prepared.span(cue));
            let source = draft.source.clone().and_then(|source| prepared.span(source));
            let content: Vec<Span> = pieces(&draft)
                .into_iter()
                .filter_map(|piece| prepared.span(piece))
                .collect();
            if content.is_empty() {
                return None;
            }
            let kind = kind(words, &pieces(&draft));
            Some(Attribution {
                content,
                cue,
                source,
                kind,
                reasons: vec![Reason {
                    rule: draft.rule.into(),
                    words: cue.into_iter().collect(),
                    found: String::new(),
                }],
                score: draft.score,
            })
        })
        .collect()
}

/// The pieces in order, without overlaps, cue and source cut out.
fn pieces(draft: &Draft) -> Vec<Range<usize>> {
    let mut pieces = draft.pieces.clone();
    pieces.sort_by_key(|piece| piece.start);
    let mut clean: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let start = clean.last().map_or(piece.start, |last| piece.start.max(last.end));
        let mut rest = vec![start..piece.end];
        for hole in draft.cue.iter().chain(&draft.source) {
            rest = rest
                .into_iter()
                .flat_map(|part| {
                    if hole.end <= part.start || part.end <= hole.start {
                        vec![part]
                    } else {
                        vec![
                            part.start..hole.start.max(part.start),
                            hole.end.min(part.end)..part.end,
                        ]
                    }
                })
                .collect();
        }
        clean.extend(rest.into_iter().filter(|part| part.start < part.end));
    }
    clean
}

/// Direct when every word is quoted, indirect when none is.
fn kind(words: &Words, pieces: &[Range<usize>]) -> Kind {
    let (mut n_quoted, mut n_plain) = (0, 0);
    for idx in pieces.iter().cloned().flatten() {
        let word = words.get(idx);
        if word.mark == Mark::None {
            if word.quotation.is_some() {
                n_quoted += 1;
            } else {
                n_plain += 1;
            }
        }
    }
    match (n_quoted, n_plain) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}
