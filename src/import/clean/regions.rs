//! Which stretch of a text is the article: where it ends, which lists in it are teasers.

use std::collections::BTreeSet;

use super::Label;
use super::furniture::Mark;
use crate::import::blocks::Block;
use crate::import::metadata::dates;

/// Weight of a block as running text.
fn weight(block: &Block<'_>) -> i64 {
    i64::try_from(block.n_words).unwrap_or(i64::MAX / 2).min(10_000)
}

/// The block from which nothing is body any more: the first head of that kind with enough text before it
/// and little after it.
pub(super) fn end(blocks: &[Block<'_>], marks: &[Option<Mark>]) -> usize {
    let prose =
        |range: &[Block<'_>]| -> i64 { range.iter().filter(|block| block.is_prose()).map(weight).sum() };
    let comments = comments(blocks);
    let total = prose(blocks.get(..comments).unwrap_or(blocks));
    let mut before = 0;
    for (idx, (block, mark)) in blocks.iter().zip(marks).take(comments).enumerate() {
        if *mark == Some(Mark::End) && before * 2 > total && before >= 60 {
            return idx;
        }
        if block.is_prose() && mark.is_none() {
            before += weight(block);
        }
    }
    if before >= 60 { comments } else { blocks.len() }
}

/// Where comments begin: at the first of two lines and more that say who wrote one and when; else the end.
fn comments(blocks: &[Block<'_>]) -> usize {
    let mut signatures = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| is_signature(block))
        .map(|(idx, _)| idx);
    // The first may be the article's own date line.
    match (signatures.next(), signatures.next(), signatures.next()) {
        (Some(first), Some(_), Some(third)) if first > 4 && third < first + 12 => first,
        (Some(_), Some(second), Some(third)) if second > 4 && third < second + 12 => second,
        _ => blocks.len(),
    }
}

/// "Gull Watcher says:", "May 14, 2027 at 9:12 pm".
fn is_signature(block: &Block<'_>) -> bool {
    if block.n_words > 10 || block.is_prose() {
        return false;
    }
    let says = block.n_words <= 6 && (block.words.ends_with(" says:") || block.words.ends_with(" wrote:"));
    says || (dates::find(block.words).is_some() && has_clock(block.words))
}

/// Whether a time of day stands in `words`: "9:12".
fn has_clock(words: &str) -> bool {
    words
        .split(|c: char| !c.is_ascii_digit() && c != ':')
        .any(|piece| {
            piece
                .split_once(':')
                .is_some_and(|(hour, minute)| (1..=2).contains(&hour.len()) && minute.len() >= 2)
        })
}

/// Short lines that were there before word for word: titles in several lists.
pub(super) fn drop_repeated(blocks: &[Block<'_>], labels: &mut [Label]) {
    let mut seen = BTreeSet::new();
    for (block, label) in blocks.iter().zip(labels) {
        let is_title = block.n_words >= 4 && !block.is_prose();
        if is_title && !block.plain.is_empty() && !seen.insert(block.plain.as_str()) && *label == Label::Body
        {
            *label = Label::Furniture;
        }
    }
}

/// Teasers after the head of a list, until running text comes again.
pub(super) fn drop_lists(blocks: &[Block<'_>], marks: &[Option<Mark>], labels: &mut [Label], end: usize) {
    let mut in_list = false;
    for idx in 0..end.min(blocks.len()) {
        let (Some(block), Some(mark)) = (blocks.get(idx), marks.get(idx)) else {
            return;
        };
        if matches!(mark, Some(Mark::List | Mark::End)) {
            in_list = true;
        } else if mark.is_none() && in_list {
            in_list = !block.is_sentence(8);
            if in_list && let Some(label) = labels.get_mut(idx) {
                *label = Label::Furniture;
            }
        }
    }
}

/// The first and last block of the stretch with the best balance of running text against short lines.
pub(super) fn core(blocks: &[Block<'_>], labels: &[Label], end: usize) -> Option<(usize, usize)> {
    let mut best: Option<(i64, usize, usize)> = None;
    let mut start = 0;
    let mut sum = 0_i64;
    for (idx, (block, label)) in blocks.iter().zip(labels).take(end).enumerate() {
        let value = match label {
            Label::Body if block.is_prose() && has_company(blocks, idx) => weight(block),
            Label::Body if block.is_prose() => weight(block) / 3,
            Label::Body if block.ends_sentence => weight(block) / 2,
            Label::Body => -4,
            Label::Caption => 0,
            _ => -2,
        };
        if sum <= 0 {
            sum = 0;
            start = idx;
        }
        sum += value;
        if value > 0 && best.is_none_or(|(most, _, _)| sum > most) {
            best = Some((sum, start, idx));
        }
    }
    best.map(|(_, first, last)| (first, last))
}

/// Whether running text stands right before or after a block. A teaser's one sentence stands alone.
fn has_company(blocks: &[Block<'_>], idx: usize) -> bool {
    let is_text = |idx: Option<usize>| {
        idx.and_then(|idx| blocks.get(idx))
            .is_some_and(|block| block.is_sentence(4))
    };
    is_text(idx.checked_sub(1)) || is_text(Some(idx + 1))
}

/// The last block of the text, without short lines that follow furniture: what a subscription box says
/// after its first line.
pub(super) fn before_boxes(blocks: &[Block<'_>], labels: &[Label], first: usize, last: usize) -> usize {
    let mut last = last;
    while last > first + 1
        && blocks.get(last - 1).is_some_and(sells)
        && blocks
            .get(last)
            .is_some_and(|block| block.n_words < 15 && !block.words.contains(['“', '”', '"', '«', '’']))
    {
        last -= 1;
        while last > first && labels.get(last) != Some(&Label::Body) {
            last -= 1;
        }
    }
    last
}

/// Whether a line asks for a subscription.
fn sells(block: &Block<'_>) -> bool {
    ["subscribe", "sign up", "newsletter", "become a member"]
        .iter()
        .any(|words| block.plain.contains(words))
}

/// Four or more short lines without a stop between running text: a list of links that lost its head.
pub(super) fn drop_runs(blocks: &[Block<'_>], labels: &mut [Label], first: usize, last: usize) {
    let mut run: Vec<usize> = Vec::new();
    for idx in first..=last {
        let (Some(block), Some(label)) = (blocks.get(idx), labels.get(idx)) else {
            return;
        };
        let is_short = *label != Label::Body || (!block.is_prose() && !block.ends_sentence);
        if is_short {
            run.push(idx);
            continue;
        }
        drop_run(blocks, labels, &run);
        run.clear();
    }
}

fn drop_run(blocks: &[Block<'_>], labels: &mut [Label], run: &[usize]) {
    let n_open = run
        .iter()
        .filter(|&&idx| labels.get(idx) == Some(&Label::Body))
        .count();
    let n_titled = run
        .iter()
        .filter(|&&idx| {
            blocks
                .get(idx)
                .is_some_and(|block| block.is_titled || block.n_words <= 3)
        })
        .count();
    if n_open >= 4 && n_titled * 3 >= run.len() * 2 {
        for &idx in run {
            if let Some(label) = labels.get_mut(idx)
                && *label == Label::Body
            {
                *label = Label::Furniture;
            }
        }
    }
}
