//! Quotations without a reporting clause: they go on from a statement before them, or stand alone.

use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::Draft;

/// Quotations that no clause took: they continue the statement before them or stand alone.
pub(super) fn without_clause(prepared: &Prepared<'_>, words: &Words, drafts: &mut Vec<Draft>) {
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
