//! From drafts in tokens to attributions in spans.

use std::ops::Range;

use super::super::attribution::Attribution;
use super::super::prepare::Prepared;
use super::super::unnamed::passed_on;
use super::super::words::{Mark, Words};
use super::{Draft, turns};
use crate::model::{Kind, Reason};
use crate::text::Span;

/// Tokens to spans; overlaps with cue and source are cut away.
pub(super) fn finish(prepared: &Prepared<'_>, words: &Words, mut drafts: Vec<Draft>) -> Vec<Attribution> {
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
            // Marks and pictures alone say nothing.
            let has_words = content
                .iter()
                .any(|piece| piece.of(prepared.text).contains(char::is_alphanumeric));
            if !has_words {
                return None;
            }
            // A script prints words as they were said, without marks.
            let kind = if draft.rule == turns::RULE {
                Kind::Direct
            } else {
                kind(words, &pieces(&draft))
            };
            Some(Attribution {
                content,
                cue,
                source,
                kind,
                reasons: std::iter::once(Reason {
                    rule: draft.rule.into(),
                    words: cue.into_iter().collect(),
                    found: cue
                        .map(|cue| cue.of(prepared.text).to_owned())
                        .unwrap_or_default(),
                })
                .chain(draft.inner.iter().filter_map(|report| {
                    let span = prepared.span(report.clone())?;
                    Some(Reason {
                        rule: Reason::REPORTS_ANOTHER.into(),
                        words: std::iter::once(span).collect(),
                        found: span.of(prepared.text).to_owned(),
                    })
                }))
                .chain(
                    draft
                        .passed_on_by
                        .clone()
                        .and_then(|who| passed_on(prepared, who)),
                )
                .collect(),
                score: draft.score,
            })
        })
        .collect()
}

/// The pieces in order, without overlaps, cue and source cut out.
fn pieces(draft: &Draft) -> Vec<Range<usize>> {
    let mut pieces = draft.pieces.clone();
    pieces.sort_by_key(|piece| piece.start);
    let mut holes: Vec<&Range<usize>> = draft.cue.iter().chain(&draft.source).collect();
    holes.sort_by_key(|hole| hole.start);
    let mut clean: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let start = clean.last().map_or(piece.start, |last| piece.start.max(last.end));
        let mut rest = start..piece.end;
        for hole in &holes {
            if hole.end <= rest.start || rest.end <= hole.start {
                continue;
            }
            clean.push(rest.start..hole.start.max(rest.start));
            rest.start = hole.end.min(rest.end);
        }
        clean.push(rest);
        // Empty ends never come last, so that the next piece sees where this one stopped.
        while clean.last().is_some_and(|part| part.start >= part.end) {
            clean.pop();
        }
    }
    clean.retain(|part| part.start < part.end);
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
