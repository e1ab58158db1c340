//! Sentences that report without a reporting word.
//!
//! "Kremlin: No talks before spring" names its source before a colon, as headlines do. "Orbeli said the talks
//! had failed. [The army would stay until spring.]" goes on in the tense of reported speech. Both are only
//! proposals: many a colon and many a "would" report nothing.

use std::ops::Range;

use super::super::judgement::{Judge, Place};
use super::super::lexicon::Classes;
use super::super::prepare::{Prepared, Sentence};
use super::super::words::{Mark, Words};
use super::Draft;
use crate::text::TokenKind;

/// The longest source before a colon, in tokens.
const LONGEST_SOURCE: usize = 6;

/// The shortest content, in tokens.
const SHORTEST: usize = 4;

/// The name of the rule for a source before a colon.
pub(in crate::extract) const BEFORE_COLON: &str = "source-before-colon";

/// The name of the rule for reported speech that goes on.
const BACKSHIFTED: &str = "reported-speech-goes-on";

/// How likely a plain case is, whatever the weights say: annotated news has too few of them to learn from.
const AT_LEAST: f64 = 0.5;

/// Proposes the sentences that no statement covers.
pub(super) fn without_cue(
    prepared: &Prepared<'_>,
    words: &Words,
    judge: &mut dyn Judge,
    drafts: &mut Vec<Draft>,
) {
    drafts.sort_by_key(Draft::start);
    let mut found = Vec::new();
    let mut next = 0;
    // The sentence in which the last statement ends, if that is indirect.
    let mut before: Option<usize> = None;
    for (idx, sentence) in prepared.sentences.iter().enumerate() {
        let mut is_covered = false;
        while let Some(draft) = drafts
            .get(next)
            .filter(|draft| draft.start() < sentence.tokens.end)
        {
            is_covered = true;
            let last = prepared.sentence_of(draft.end().saturating_sub(1));
            before = is_indirect(words, draft).then_some(last);
            next += 1;
        }
        if is_covered || before.is_some_and(|before| before >= idx) {
            continue;
        }
        let goes_on = before.is_some_and(|before| {
            before + 1 == idx
                && prepared
                    .sentences
                    .get(before)
                    .is_some_and(|before| before.paragraph == sentence.paragraph)
        });
        let draft = after_colon(words, sentence)
            .or_else(|| goes_on.then(|| backshifted(prepared, words, sentence)).flatten());
        let Some(mut draft) = draft else {
            continue;
        };
        let place = Place {
            prepared,
            words,
            sentence: &sentence.tokens,
            clause: None,
        };
        let share = judge.accept(place, &draft);
        if let Some(share) = share.or_else(|| is_plain(prepared, words, &draft).then_some(AT_LEAST)) {
            draft.score = share;
            if draft.rule == BACKSHIFTED {
                before = Some(idx);
            }
            found.push(draft);
        }
    }
    drafts.append(&mut found);
    drafts.sort_by_key(Draft::start);
}

fn is_indirect(words: &Words, draft: &Draft) -> bool {
    let is_plain = draft
        .pieces
        .iter()
        .all(|piece| piece.clone().all(|idx| words.get(idx).quotation.is_none()));
    is_plain && draft.cue.is_some()
}

/// Whether the case is plain: a headline's short source, or "would" after reported speech in one paragraph.
fn is_plain(prepared: &Prepared<'_>, words: &Words, draft: &Draft) -> bool {
    match &draft.source {
        Some(source) => {
            let opens_paragraph = prepared
                .paragraphs
                .binary_search_by_key(&source.start, |paragraph| paragraph.start)
                .is_ok();
            source.len() <= 3 && opens_paragraph
        }
        None => draft.pieces.iter().any(|piece| {
            let subject = words.get(piece.start);
            let is_definite = subject.classes.any(Classes::PRONOUN) || prepared.word(piece.start) == "The";
            is_definite
                && piece
                    .clone()
                    .find(|&idx| words.get(idx).is_verb)
                    .is_some_and(|verb| prepared.word(verb) == "would")
        }),
    }
}

/// "Kremlin: No talks before spring".
fn after_colon(words: &Words, sentence: &Sentence) -> Option<Draft> {
    let tokens = sentence.tokens.clone();
    let colon = (tokens.start..tokens.end.min(tokens.start + LONGEST_SOURCE + 1))
        .find(|&idx| words.get(idx).mark != Mark::None)
        .filter(|&idx| words.get(idx).mark == Mark::Colon)?;
    let source = tokens.start..colon;
    let is_name = source.clone().any(|idx| words.get(idx).is_capital)
        && source
            .clone()
            .all(|idx| words.is_nominal(idx) || words.get(idx).kind == TokenKind::Genitive);
    let content = up_to_stop(words, colon + 1..tokens.end);
    (is_name && content.len() >= SHORTEST).then(|| Draft {
        pieces: vec![content],
        cue: Some(colon..colon + 1),
        source: Some(source),
        opening: None,
        inner: Vec::new(),
        passed_on_by: None,
        rule: BEFORE_COLON,
        score: 0.3,
    })
}

/// A sentence in the tense of reported speech: "would", "had", "could".
fn backshifted(prepared: &Prepared<'_>, words: &Words, sentence: &Sentence) -> Option<Draft> {
    let content = up_to_stop(words, sentence.tokens.clone());
    let first_verb = content.clone().find(|&idx| words.get(idx).is_verb)?;
    let is_shifted = matches!(prepared.word(first_verb), "would" | "had" | "could" | "might");
    let is_plain = content.clone().all(|idx| words.get(idx).quotation.is_none());
    let opens = !words.is(
        content.start,
        Classes::SUBORDINATOR | Classes::RELATIVE | Classes::QUESTION,
    );
    (is_shifted && is_plain && opens && content.len() >= SHORTEST).then(|| Draft {
        pieces: vec![content],
        cue: None,
        source: None,
        opening: None,
        inner: Vec::new(),
        passed_on_by: None,
        rule: BACKSHIFTED,
        score: 0.3,
    })
}

/// The tokens without the stops at their end.
pub(super) fn up_to_stop(words: &Words, tokens: Range<usize>) -> Range<usize> {
    let mut end = tokens.end;
    while end > tokens.start + 1
        && words.get(end - 1).mark == Mark::Stop
        && words.get(end - 1).quotation.is_none()
    {
        end -= 1;
    }
    tokens.start..end
}
