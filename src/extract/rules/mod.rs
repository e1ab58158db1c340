//! The rules that find statements, one per file.

use std::ops::Range;

use super::attribution::Attribution;
use super::clauses::{Clause, Shape, clauses};
use super::contents::Opening;
use super::judgement::{Judge, Place};
use super::lexicon::{Frames, Reporting};
use super::prepare::Prepared;
use super::words::{Mark, Words};

mod after_cue;
mod before_cue;
mod extents;
mod finish;
mod parenthesis;
mod quotations;
mod reporting_clause;
mod turns;
mod without_cue;

pub(super) use reporting_clause::AFTER_PASSIVE;
pub(super) use turns::RULE as TURN;
pub(super) use without_cue::BEFORE_COLON;

/// A statement in the making, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The content, in order.
    pub pieces: Vec<Range<usize>>,
    /// The reporting words.
    pub cue: Option<Range<usize>>,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// How the content right of the cue begins.
    pub opening: Option<Opening>,
    /// Reports inside the content: the words from source to cue ("Trump said that [China had told] him").
    pub inner: Vec<Range<usize>>,
    /// Who passes the whole on to the article: "Orbeli said so, according to [Tass]".
    pub passed_on_by: Option<Range<usize>>,
    /// The rule that made it.
    pub rule: &'static str,
    /// How likely it is a statement, 0 to 1.
    pub score: f64,
}

impl Draft {
    /// The content's first token.
    fn start(&self) -> usize {
        self.pieces.first().map_or(0, |piece| piece.start)
    }

    /// The token after the last of content, cue and source. Only the last two pieces can be the last.
    pub(super) fn end(&self) -> usize {
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
pub(super) fn attributions(
    prepared: &Prepared<'_>,
    words: &Words,
    judge: &mut dyn Judge,
) -> Vec<Attribution> {
    let mut drafts = Vec::new();
    for sentence in &prepared.sentences {
        in_sentence(prepared, words, sentence.tokens.clone(), judge, &mut drafts);
    }
    quotations::without_clause(prepared, words, judge, &mut drafts);
    without_cue::without_cue(prepared, words, judge, &mut drafts);
    turns::turns(prepared, words, &mut drafts);
    finish::finish(prepared, words, drafts)
}

/// With these begins a source that is nobody.
const NOBODY: [&str; 4] = ["nobody", "no", "none", "neither"];

/// The words of a report that lies inside the content of another, if it plainly is one.
fn inner_report(
    prepared: &Prepared<'_>,
    words: &Words,
    clause: &Clause,
    outer: &Draft,
) -> Option<Range<usize>> {
    let source = clause.source.as_ref().filter(|_| !clause.is_shared)?;
    // "He told reporters that nobody asks about the autumn": what nobody has said is not passed on.
    let first = prepared.word(source.start);
    if NOBODY.iter().any(|word| first.eq_ignore_ascii_case(word)) {
        return None;
    }
    let is_speech = clause
        .entry
        .is_some_and(|entry| entry.reporting == Reporting::Speech && entry.frames.any(Frames::QUOTATION));
    let report = source.start.min(clause.cue.start)..source.end.max(clause.cue.end);
    let is_inside = outer
        .pieces
        .iter()
        .any(|piece| piece.start <= report.start && report.end < piece.end);
    let is_plain = clause.shape == Shape::Finite && words.get(clause.head).is_verb;
    (is_speech && is_inside && is_plain).then_some(report)
}

/// Whether the clause can say who passes on the report before it: "…, according to Tass", "…, Tass reported".
fn names_go_between(words: &Words, clause: &Clause) -> bool {
    let is_report = match clause.shape {
        Shape::AccordingTo => true,
        Shape::Finite => {
            words.get(clause.head).is_verb
                && clause.entry.is_some_and(|entry| {
                    entry.reporting == Reporting::Speech && entry.frames.any(Frames::QUOTATION)
                })
        }
        _ => false,
    };
    is_report && clause.source.is_some() && !clause.is_shared
}

/// Cuts the words off with which a content ends by saying who passes it on: "Orbeli said [the gate was shut],
/// according to Tass." False if it ends otherwise.
fn take_go_between(words: &Words, clause: &Clause, outer: &mut Draft) -> bool {
    let starts_at = clause
        .source
        .iter()
        .map(|source| source.start)
        .fold(clause.start, usize::min);
    let Some(before) = starts_at.checked_sub(1) else {
        return false;
    };
    let Some(piece) = outer.pieces.last_mut() else {
        return false;
    };
    let ends_piece = (clause.after..piece.end).all(|idx| words.get(idx).mark == Mark::Stop);
    let is_apart = matches!(words.get(before).mark, Mark::Comma | Mark::Dash) && piece.start < before;
    let is_one = names_go_between(words, clause)
        && outer.source.is_some()
        && ends_piece
        && is_apart
        && words.has_finite_verb(piece.start..before);
    if is_one {
        piece.end = before;
        outer.passed_on_by.clone_from(&clause.source);
    }
    is_one
}

/// Notes who passes on the whole report that ended before the clause: "“It is shut,” Orbeli said, according to Tass."
fn note_go_between(words: &Words, clause: &Clause, outer: &mut Draft, sentence: &Range<usize>) {
    let mut before = clause.start;
    while before > sentence.start && matches!(words.get(before - 1).mark, Mark::Comma | Mark::Dash) {
        before -= 1;
    }
    let follows = before < clause.start && outer.start() >= sentence.start && outer.end() == before;
    if follows
        && outer.source.is_some()
        && names_go_between(words, clause)
        && !words.has_finite_verb(clause.after..sentence.end)
    {
        outer.passed_on_by.clone_from(&clause.source);
    }
}

/// The long quotations, for texts in a language whose words that report are not known.
pub(super) fn quotations_alone(prepared: &Prepared<'_>, words: &Words) -> Vec<Attribution> {
    let drafts = quotations::long(prepared, words);
    finish::finish(prepared, words, drafts)
}

fn in_sentence(
    prepared: &Prepared<'_>,
    words: &Words,
    sentence: Range<usize>,
    judge: &mut dyn Judge,
    drafts: &mut Vec<Draft>,
) {
    let clauses = clauses(prepared, words, sentence.clone());
    let postposed = before_cue::postposed(words, &clauses, &sentence);
    let mut covered_to = sentence.start;
    for (clause_idx, clause) in clauses.iter().enumerate() {
        // What is inside a quotation reports nothing by itself.
        if words.get(clause.head).quotation.is_some() {
            continue;
        }
        if clause.cue.start < covered_to {
            if let Some(outer) = drafts.last_mut()
                && !take_go_between(words, clause, outer)
            {
                outer.inner.extend(inner_report(prepared, words, clause, outer));
            }
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
            let place = Place {
                prepared,
                words,
                sentence: &sentence,
                clause: Some(clause),
            };
            let mut options = extents::extents(prepared, words, &sentence, clause, covered_to, draft);
            let mut draft = options.swap_remove(judge.choose(place, &options));
            if let Some(share) = judge.accept(place, &draft) {
                draft.score = share;
                covered_to = covered_to.max(draft.end());
                drafts.push(draft);
                continue;
            }
        }
        if let Some(outer) = drafts.last_mut() {
            note_go_between(words, clause, outer, &sentence);
        }
    }
}
