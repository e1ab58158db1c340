//! The rules that find statements, one per file.

use std::ops::Range;

use super::attribution::Attribution;
use super::clauses::{Shape, clauses};
use super::prepare::Prepared;
use super::words::Words;

mod after_cue;
mod before_cue;
mod finish;
mod parenthesis;
mod quotations;
mod reporting_clause;
mod turns;

/// A statement in the making, in tokens.
#[derive(Clone, Debug)]
struct Draft {
    pieces: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    rule: &'static str,
    score: f64,
}

impl Draft {
    /// The content's first token.
    fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.start)
    }

    /// The token after the last of content, cue and source. Only the last two pieces can be the last.
    fn end(&self) -> usize {
        self.pieces
            .iter()
            .rev()
            .take(2)
            .chain(&self.cue)
            .chain(&self.source)
            .map(|part| part.end)
            .max()
            .unwrap_or(0)
    }
}

/// What is said in the body, in the order of the text.
pub(crate) fn attributions(prepared: &Prepared<'_>, words: &Words) -> Vec<Attribution> {
    let mut drafts = Vec::new();
    for sentence in &prepared.sentences {
        in_sentence(prepared, words, sentence.tokens.clone(), &mut drafts);
    }
    quotations::without_clause(prepared, words, &mut drafts);
    turns::turns(prepared, words, &mut drafts);
    finish::finish(prepared, words, drafts)
}

fn in_sentence(prepared: &Prepared<'_>, words: &Words, sentence: Range<usize>, drafts: &mut Vec<Draft>) {
    let clauses = clauses(prepared, words, sentence.clone());
    let postposed = before_cue::postposed(words, &clauses, &sentence);
    let mut covered_to = sentence.start;
    for (clause_idx, clause) in clauses.iter().enumerate() {
        // What is inside a quotation reports nothing by itself.
        if words.get(clause.head).quotation.is_some() || clause.cue.start < covered_to {
            continue;
        }
        // "The man accused of theft will stay in prison, a judge ruled.": inside what the judge ruled.
        let is_inside = postposed.is_some_and(|last| clause_idx < last)
            && !matches!(clause.shape, Shape::Finite | Shape::AccordingTo);
        if is_inside {
            continue;
        }
        let next = clauses.get(clause_idx + 1..).unwrap_or_default();
        if let Some(draft) = reporting_clause::draft(prepared, words, &sentence, clause, next, covered_to) {
            covered_to = covered_to.max(draft.end());
            drafts.push(draft);
        }
    }
}
