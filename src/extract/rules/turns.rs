//! The turns of a talk, printed as a script: "MARSH: We open the gates on Monday."
//!
//! A paragraph is a turn when it opens with a name and a colon, and when the same name or another all in
//! capitals opens at least one more paragraph; one "Note: …" is no talk. "Q:" asks for the reader and is left
//! out; "A:" is the answer of whoever is interviewed, whom the resolution of sources finds.

use std::ops::Range;

use super::super::prepare::Prepared;
use super::super::words::{Mark, Words};
use super::Draft;
use crate::text::TokenKind;

/// The name of this rule.
pub(in crate::extract) const RULE: &str = "turn-of-a-talk";

/// The longest name before a colon, in tokens.
const LONGEST_NAME: usize = 6;

/// What opens a question.
const QUESTION: [&str; 2] = ["Q", "Question"];

/// What opens an answer.
const ANSWER: [&str; 2] = ["A", "Answer"];

/// The shortest turn, in tokens.
const SHORTEST: usize = 4;

/// Adds the turns; statements that lie inside them are replaced.
pub(super) fn turns(prepared: &Prepared<'_>, words: &Words, drafts: &mut Vec<Draft>) {
    let mut turns: Vec<(Range<usize>, Range<usize>)> = prepared
        .paragraphs
        .iter()
        .filter_map(|paragraph| turn(words, paragraph.clone()))
        .collect();
    let is_script = |name: &Range<usize>| is_capitals(prepared, name);
    let n_capitals = turns.iter().filter(|(name, _)| is_script(name)).count();
    let mut names: Vec<String> = turns.iter().map(|(name, _)| text(prepared, name)).collect();
    names.sort_unstable();
    let is_marked = |name: &Range<usize>, marks: &[&str]| marks.contains(&text(prepared, name).as_str());
    let n_questions = turns
        .iter()
        .filter(|(name, _)| is_marked(name, &QUESTION))
        .count();
    // Where questions are marked, those who talk may be named but once, beside the others.
    let beside: Vec<bool> = (0..turns.len())
        .map(|at| {
            let end_before = at.checked_sub(1).and_then(|before| turns.get(before));
            let start_after = turns.get(at + 1);
            turns.get(at).is_some_and(|(name, content)| {
                end_before.is_some_and(|(_, before)| before.end == name.start)
                    || start_after.is_some_and(|(after, _)| after.start == content.end)
            })
        })
        .collect();
    let mut beside = beside.into_iter();
    turns.retain(|(name, _)| {
        let own = text(prepared, name);
        let n_same =
            names.partition_point(|other| *other <= own) - names.partition_point(|other| *other < own);
        let is_beside = beside.next().unwrap_or_default();
        n_same >= 2 || is_script(name) && n_capitals >= 2 || n_questions >= 2 && is_beside
    });
    if turns.is_empty() {
        return;
    }
    drafts.retain(|draft| {
        let at = turns.partition_point(|(_, content)| content.end <= draft.start());
        turns
            .get(at)
            .is_none_or(|(name, _)| draft.start() < name.start && draft.end() <= name.start)
    });
    for (name, content) in turns {
        // Whoever asks, named or not, says nothing of the matter.
        let asks = n_questions >= 2
            && !is_marked(&name, &ANSWER)
            && text(prepared, &content).trim_end().ends_with('?');
        if asks || is_marked(&name, &QUESTION) {
            continue;
        }
        drafts.push(Draft {
            cue: None,
            source: (!is_marked(&name, &ANSWER)).then_some(name),
            pieces: vec![content],
            opening: None,
            inner: Vec::new(),
            passed_on_by: None,
            rule: RULE,
            score: 0.8,
        });
    }
    drafts.sort_by_key(Draft::start);
}

/// The name and the content of a paragraph that may be a turn.
fn turn(words: &Words, paragraph: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let colon = (paragraph.start..paragraph.end.min(paragraph.start + LONGEST_NAME + 1))
        .find(|&idx| words.get(idx).mark != Mark::None)
        .filter(|&idx| words.get(idx).mark == Mark::Colon)?;
    let name = paragraph.start..colon;
    let is_name = name.start < name.end
        && name.clone().all(|idx| {
            let word = words.get(idx);
            word.is_capital && word.kind == TokenKind::Word
        });
    let content = colon + 1..paragraph.end;
    (is_name && content.len() >= SHORTEST).then_some((name, content))
}

fn text(prepared: &Prepared<'_>, name: &Range<usize>) -> String {
    prepared
        .span(name.clone())
        .map(|span| span.of(prepared.text).to_owned())
        .unwrap_or_default()
}

fn is_capitals(prepared: &Prepared<'_>, name: &Range<usize>) -> bool {
    let name = text(prepared, name);
    name.chars().all(|character| !character.is_lowercase())
}
