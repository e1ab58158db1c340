//! Quotations without a reporting clause: they go on from a statement before them, or stand alone.
//!
//! "“We waited,” Orbeli said. [“Nobody came.”]": the second sentence goes on from the first. So does a
//! paragraph that is all quotation. A long quotation that nobody is said to have spoken is a statement of
//! its own; a short one is a title or a word held at arm's length.

use std::ops::Range;

use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::Draft;

/// A quotation that opens a sentence stands alone from this many words on.
const LONG_AT_START: usize = 5;

/// A quotation in the midst of a sentence stands alone from this many words on.
const LONG_INSIDE: usize = 8;

/// How many statements before a quotation are tried.
const LOOK_BACK: usize = 4;

/// Gives the quotations that no clause took to the statement that they continue, or makes them statements.
pub(super) fn without_clause(prepared: &Prepared<'_>, words: &Words, drafts: &mut Vec<Draft>) {
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
        let starts_sentence = prepared
            .sentences
            .get(prepared.sentence_of(tokens.start))
            .is_some_and(|sentence| sentence.tokens.start == tokens.start);
        let continued = starts_sentence
            .then(|| {
                (n_drafts..drafts.len())
                    .rev()
                    .take(1)
                    .chain((0..n_before).rev().take(LOOK_BACK))
                    .find(|&idx| {
                        drafts
                            .get(idx)
                            .is_some_and(|draft| is_continued(prepared, words, draft, &tokens))
                    })
            })
            .flatten();
        if let Some(draft) = continued.and_then(|idx| drafts.get_mut(idx)) {
            draft.pieces.push(tokens);
            continue;
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
            drafts.push(Draft {
                pieces: vec![tokens],
                cue: None,
                source: None,
                rule: "long-quotation",
                score: if starts_sentence { 0.65 } else { 0.45 },
            });
        }
    }
    drafts.sort_by_key(Draft::start);
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

/// Whether the quotation, which opens a sentence, goes on from the statement: it quotes too, and no other
/// sentence stands between. Across paragraphs only a paragraph that is all quotation goes on.
fn is_continued(prepared: &Prepared<'_>, words: &Words, draft: &Draft, quotation: &Range<usize>) -> bool {
    let Some(last) = draft.end().checked_sub(1) else {
        return false;
    };
    let here = prepared.sentence_of(quotation.start);
    let before = prepared.sentence_of(last);
    if before + 1 != here {
        return false;
    }
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
