//! Quotations without a reporting clause: they go on from a statement before them, or stand alone.
//!
//! "“We waited,” Orbeli said. [“Nobody came.”]": the second sentence goes on from the first. So does a
//! paragraph that is all quotation. A long quotation that nobody is said to have spoken is a statement of
//! its own; a short one is a title or a word held at arm's length.

use std::ops::Range;

use super::super::judgement::{Judge, Place};
use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::Draft;
use super::without_cue::up_to_stop;

/// A quotation that opens a sentence stands alone from this many words on.
const LONG_AT_START: usize = 5;

/// A quotation in the midst of a sentence stands alone from this many words on.
const LONG_INSIDE: usize = 8;

/// How many statements before a quotation are tried.
const LOOK_BACK: usize = 4;

/// Gives the quotations that no clause took to the statement that they continue, or makes them statements.
pub(super) fn without_clause(
    prepared: &Prepared<'_>,
    words: &Words,
    judge: &mut dyn Judge,
    drafts: &mut Vec<Draft>,
) {
    drafts.sort_by_key(Draft::start);
    let is_taken = taken(prepared, words, drafts);
    let n_drafts = drafts.len();
    let mut n_before = 0;
    for (quotation, is_taken) in prepared.quotations.iter().zip(is_taken) {
        let tokens = prepared.tokens_in(quotation.span);
        if is_taken || tokens.is_empty() {
            continue;
        }
        while n_before < n_drafts
            && drafts
                .get(n_before)
                .is_some_and(|draft| draft.start() < tokens.start)
        {
            n_before += 1;
        }
        let Some(sentence) = prepared.sentences.get(prepared.sentence_of(tokens.start)) else {
            continue;
        };
        let starts_sentence = sentence.tokens.start == tokens.start;
        // "As a result, there is “no way out.”": the whole sentence goes on, not the quotation alone.
        let piece = if starts_sentence {
            tokens.clone()
        } else {
            up_to_stop(words, sentence.tokens.clone())
        };
        let is_alone = starts_sentence
            || tokens.len() >= LONG_INSIDE
                && !drafts
                    .iter()
                    .skip(n_before.saturating_sub(LOOK_BACK))
                    .take(2 * LOOK_BACK)
                    .any(|draft| draft.start() < sentence.tokens.end && draft.end() > sentence.tokens.start);
        let place = Place {
            prepared,
            words,
            sentence: &sentence.tokens,
            clause: None,
        };
        let before = (n_drafts..drafts.len())
            .rev()
            .take(1)
            .chain((0..n_before).rev().take(LOOK_BACK))
            .find(|&idx| {
                drafts
                    .get(idx)
                    .is_some_and(|draft| is_next(prepared, draft, &piece))
            })
            .filter(|_| is_alone);
        if let Some(draft) = before.and_then(|idx| drafts.get_mut(idx)) {
            let is_reopened = starts_sentence && is_reopened(prepared, words, draft, &tokens);
            let by_rule = is_reopened || starts_sentence && is_continued(prepared, words, draft, &tokens);
            if is_reopened || judge.continues(place, draft, &piece, by_rule) {
                draft.pieces.push(piece);
                continue;
            }
        }
        let n_words = tokens
            .clone()
            .filter(|&idx| words.get(idx).mark == Mark::None)
            .count();
        let long = if starts_sentence {
            LONG_AT_START
        } else {
            LONG_INSIDE
        };
        if n_words >= long {
            let mut draft = Draft {
                pieces: vec![tokens],
                cue: None,
                source: None,
                opening: None,
                inner: Vec::new(),
                passed_on_by: None,
                rule: "long-quotation",
                score: if starts_sentence { 0.65 } else { 0.45 },
            };
            if let Some(share) = judge.accept(place, &draft) {
                draft.score = share;
                drafts.push(draft);
            }
        }
    }
    drafts.sort_by_key(Draft::start);
}

/// The quotations that are long enough to be statements in any language.
pub(super) fn long(prepared: &Prepared<'_>, words: &Words) -> Vec<Draft> {
    prepared
        .quotations
        .iter()
        .map(|quotation| prepared.tokens_in(quotation.span))
        .filter(|tokens| {
            tokens
                .clone()
                .filter(|&idx| words.get(idx).mark == Mark::None)
                .count()
                >= LONG_INSIDE
        })
        .map(|tokens| Draft {
            pieces: std::iter::once(tokens).collect(),
            cue: None,
            source: None,
            opening: None,
            inner: Vec::new(),
            passed_on_by: None,
            rule: "quotation-in-another-language",
            score: 0.6,
        })
        .collect()
}

/// For each quotation whether a statement has words of it.
fn taken(prepared: &Prepared<'_>, words: &Words, drafts: &[Draft]) -> Vec<bool> {
    let mut taken = vec![false; prepared.quotations.len()];
    for idx in drafts
        .iter()
        .flat_map(|draft| &draft.pieces)
        .flat_map(Clone::clone)
    {
        if let Some(quotation) = words.get(idx).quotation
            && let Some(flag) = taken.get_mut(quotation as usize)
        {
            *flag = true;
        }
    }
    taken
}

/// Whether the statement ends with a quotation that no mark closes, and the piece opens it again at the next
/// paragraph.
fn is_reopened(prepared: &Prepared<'_>, words: &Words, draft: &Draft, piece: &Range<usize>) -> bool {
    let is_open = draft
        .pieces
        .last()
        .and_then(|last| words.get(last.end.saturating_sub(1)).quotation)
        .and_then(|idx| prepared.quotations.get(idx as usize))
        .is_some_and(|quotation| !quotation.is_closed);
    let opens_paragraph = prepared
        .sentences
        .get(prepared.sentence_of(piece.start))
        .and_then(|sentence| prepared.paragraphs.get(sentence.paragraph))
        .is_some_and(|paragraph| paragraph.start == piece.start);
    is_open && opens_paragraph
}

/// Whether the piece stands in the sentence after the statement's last.
fn is_next(prepared: &Prepared<'_>, draft: &Draft, piece: &Range<usize>) -> bool {
    draft
        .end()
        .checked_sub(1)
        .is_some_and(|last| prepared.sentence_of(last) + 1 == prepared.sentence_of(piece.start))
}

/// Whether the quotation, which opens the sentence after the statement, goes on from it by rule: the
/// statement quotes too. Across paragraphs only a paragraph that is all quotation goes on.
fn is_continued(prepared: &Prepared<'_>, words: &Words, draft: &Draft, quotation: &Range<usize>) -> bool {
    let here = prepared.sentence_of(quotation.start);
    let Some(before) = here.checked_sub(1) else {
        return false;
    };
    let paragraph_of = |sentence: usize| {
        prepared
            .sentences
            .get(sentence)
            .map(|sentence| sentence.paragraph)
    };
    let is_whole = paragraph_of(here)
        .and_then(|paragraph| prepared.paragraphs.get(paragraph))
        .is_some_and(|paragraph| quotation.start == paragraph.start && quotation.end >= paragraph.end);
    let is_quoted = draft
        .pieces
        .iter()
        .any(|piece| piece.clone().any(|idx| words.get(idx).quotation.is_some()));
    is_quoted && (is_whole || paragraph_of(here) == paragraph_of(before))
}
