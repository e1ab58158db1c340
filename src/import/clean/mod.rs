//! Body against furniture in plain text.
//!
//! Pages that were copied or scraped carry their menus, share boxes, teasers, comments and small print.
//! Three kinds of evidence are weighed, in this order:
//! 1. what a line says, by a table ([`furniture`]);
//! 2. how lines look: running text has long lines that end in a stop, furniture short ones that do not.
//!    The stretch with the best balance of the two is the core ([`core`]), what lies around it is head and
//!    tail;
//! 3. furniture inside a line, for texts that lost their lines ([`inline`]).
//!
//! To lose body is worse than to keep furniture: without evidence a line stays.
//!
//! Limits: comments that read like articles stay unless a head ("2 Comments") stands before them; teasers
//! with a full stop stay in texts that lost their lines.

mod furniture;
mod inline;

use super::blocks::{Block, blocks};
use super::metadata::{byline, dates};
use crate::text::Span;
use furniture::{Furniture, Mark};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Running text.
    Body,
    /// Menus, teasers, small print.
    Furniture,
    /// The headline.
    Headline,
    /// The lines between headline and text.
    Deck,
    /// The caption of a picture, and other things to be shown but not read.
    Caption,
    /// A place alone on its line before the text.
    Place,
    /// Author or date.
    Credit,
}

/// The blocks of a text, and what each is.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// Blocks with their labels, in order.
    pub blocks: Vec<(Block<'a>, Label)>,
    /// The text without furniture: not overlapping, in order.
    pub body: Vec<Span>,
    /// Headline, deck, captions.
    pub display: Vec<Span>,
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A file or the clipboard: anything may be around the article.
    Plain,
    /// A web page whose menus and teasers went with its tags: short lines are probably the article's.
    Page,
}

/// Parts body from furniture.
pub(super) fn clean(text: &str, source: Source) -> Layout<'_> {
    let table = furniture::table();
    let blocks = blocks(text);
    let mut labels = labels(&blocks, table, source);
    if !labels.contains(&Label::Body) {
        // Nothing but furniture, by its looks: then the looks are wrong.
        for (block, label) in blocks.iter().zip(&mut labels) {
            if table.mark(block).is_none() {
                *label = Label::Body;
            }
        }
    }
    if !labels.contains(&Label::Body) {
        labels.fill(Label::Body);
    }
    let mut body = Vec::new();
    let mut display = Vec::new();
    let n_body = labels.iter().filter(|label| **label == Label::Body).count();
    let mut n_seen = 0;
    let mut goes_on = false;
    for (block, &label) in blocks.iter().zip(&labels) {
        match label {
            Label::Body => {
                n_seen += 1;
                let is_late = n_seen * 4 >= n_body * 3;
                for part in inline::without_furniture(text, block.span, table, is_late) {
                    push(&mut body, part, goes_on && part.start() == block.span.start());
                    goes_on = part.end() == block.span.end();
                }
            }
            Label::Furniture | Label::Credit => goes_on = false,
            Label::Headline | Label::Deck | Label::Caption | Label::Place => {
                goes_on = false;
                display.push(block.span);
            }
        }
    }
    if body.is_empty() {
        body.extend(blocks.iter().map(|block| block.span).reduce(Span::union));
    }
    Layout {
        blocks: blocks.into_iter().zip(labels).collect(),
        body,
        display,
    }
}

/// Adds a part of the body; joins it with the one before if nothing was left out between them.
fn push(body: &mut Vec<Span>, part: Span, joins: bool) {
    match body.last_mut() {
        Some(last) if joins => *last = last.union(part),
        _ => body.push(part),
    }
}

fn labels(blocks: &[Block<'_>], table: &Furniture, source: Source) -> Vec<Label> {
    let marks: Vec<Option<Mark>> = blocks.iter().map(|block| table.mark(block)).collect();
    let mut labels: Vec<Label> = marks
        .iter()
        .map(|mark| match mark {
            None => Label::Body,
            Some(Mark::Credit) => Label::Caption,
            Some(_) => Label::Furniture,
        })
        .collect();
    let end = end(blocks, &marks);
    labels
        .iter_mut()
        .skip(end)
        .for_each(|label| *label = Label::Furniture);
    drop_lists(blocks, &marks, &mut labels, end);
    let Some((first, last)) = core(blocks, &labels, end) else {
        return labels;
    };
    if source == Source::Plain {
        let last = before_boxes(blocks, &labels, first, last);
        labels
            .iter_mut()
            .skip(last + 1)
            .filter(|label| **label == Label::Body)
            .for_each(|label| *label = Label::Furniture);
        drop_runs(blocks, &mut labels, first, last);
    }
    let first = head(blocks, &mut labels, first, source);
    for (block, label) in blocks.iter().zip(&mut labels).skip(first) {
        if *label == Label::Body && is_teaser_shout(block) {
            *label = Label::Furniture;
        }
    }
    labels
}

/// Weight of a block as running text.
fn weight(block: &Block<'_>) -> i64 {
    i64::try_from(block.n_words).unwrap_or(i64::MAX / 2).min(10_000)
}

/// The block from which nothing is body any more: the first head of that kind with enough text before it
/// and little after it.
fn end(blocks: &[Block<'_>], marks: &[Option<Mark>]) -> usize {
    let prose =
        |range: &[Block<'_>]| -> i64 { range.iter().filter(|block| block.is_prose()).map(weight).sum() };
    let total = prose(blocks);
    let mut before = 0;
    for (idx, (block, mark)) in blocks.iter().zip(marks).enumerate() {
        if *mark == Some(Mark::End) && before * 2 > total && before >= 60 {
            return idx;
        }
        if block.is_prose() && mark.is_none() {
            before += weight(block);
        }
    }
    blocks.len()
}

/// Teasers after the head of a list, until running text comes again.
fn drop_lists(blocks: &[Block<'_>], marks: &[Option<Mark>], labels: &mut [Label], end: usize) {
    let mut in_list = false;
    for idx in 0..end.min(blocks.len()) {
        let (Some(block), Some(mark)) = (blocks.get(idx), marks.get(idx)) else {
            return;
        };
        match mark {
            Some(Mark::List | Mark::End) => in_list = true,
            Some(_) => {}
            None if in_list => {
                let goes_on = !block.is_prose() && !(block.ends_sentence && block.n_words >= 8);
                if goes_on {
                    if let Some(label) = labels.get_mut(idx) {
                        *label = Label::Furniture;
                    }
                } else {
                    in_list = false;
                }
            }
            None => {}
        }
    }
}

/// The first and last block of the stretch with the best balance of running text against short lines.
fn core(blocks: &[Block<'_>], labels: &[Label], end: usize) -> Option<(usize, usize)> {
    let mut best: Option<(i64, usize, usize)> = None;
    let mut start = 0;
    let mut sum = 0_i64;
    for (idx, (block, label)) in blocks.iter().zip(labels).take(end).enumerate() {
        let value = match label {
            Label::Body if block.is_prose() => weight(block),
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

/// The last block of the text, without short lines that follow furniture: what a subscription box says
/// after its first line.
fn before_boxes(blocks: &[Block<'_>], labels: &[Label], first: usize, last: usize) -> usize {
    let mut last = last;
    while last > first + 1
        && labels.get(last - 1) == Some(&Label::Furniture)
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

/// Four or more short lines without a stop between running text: a list of links that lost its head.
fn drop_runs(blocks: &[Block<'_>], labels: &mut [Label], first: usize, last: usize) {
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

/// A whole line of six words and more in capitals: a teaser for another article.
fn is_teaser_shout(block: &Block<'_>) -> bool {
    block.is_shouted() && block.n_words >= 6 && !block.ends_sentence
}

/// Most blocks of running text that can stand between headline and byline.
const MAX_DECK: usize = 2;

/// Labels what stands before the text; gives the first block of the text.
fn head(blocks: &[Block<'_>], labels: &mut [Label], core_first: usize, source: Source) -> usize {
    let first = text_start(blocks, labels, core_first, source);
    let mut headline = None;
    let mut n_between = 0;
    for idx in (0..first).rev() {
        let (Some(block), Some(label)) = (blocks.get(idx), labels.get_mut(idx)) else {
            continue;
        };
        if *label == Label::Caption {
            continue;
        }
        if *label == Label::Furniture {
            n_between += 1;
        } else if is_date_line(block) || byline::author(block.words).is_some() {
            *label = Label::Credit;
            n_between = 0;
        } else if is_place_line(block) && idx + 1 == first {
            *label = Label::Place;
        } else if is_headline_like(block) && (headline.is_none() || n_between < 3) {
            *label = Label::Deck;
            headline = Some(idx);
            n_between = 0;
        } else if source == Source::Plain || block.n_words < 4 {
            *label = Label::Furniture;
            n_between += 1;
        }
    }
    // The name of the outlet in capitals over the headline.
    if headline == Some(0)
        && blocks.first().is_some_and(Block::is_shouted)
        && let Some(below) = (1..first).find(|&idx| labels.get(idx) == Some(&Label::Deck))
        && let Some(label) = labels.first_mut()
    {
        *label = Label::Furniture;
        headline = Some(below);
    }
    if let Some(label) = headline.and_then(|idx| labels.get_mut(idx)) {
        *label = Label::Headline;
    }
    first
}

/// The first block of the text: running text before the byline is a deck.
fn text_start(blocks: &[Block<'_>], labels: &[Label], core_first: usize, source: Source) -> usize {
    let mut first = core_first;
    while blocks
        .get(first)
        .is_some_and(|block| !block.is_prose() && !(block.ends_sentence && block.n_words >= 4))
        || labels.get(first).is_some_and(|label| *label != Label::Body)
    {
        first += 1;
    }
    let mut n_prose = 0;
    let mut after_credit = None;
    for idx in first..(first + MAX_DECK + 3).min(blocks.len()) {
        let Some(block) = blocks.get(idx) else {
            break;
        };
        if block.n_words <= 12 && (is_date_line(block) || byline::is_certain(block.words)) {
            after_credit = Some(idx + 1);
        } else if block.is_prose() {
            n_prose += 1;
            if n_prose > MAX_DECK || block.n_words > 60 {
                break;
            }
        }
    }
    match after_credit {
        Some(after)
            if (first > 0 || source == Source::Page)
                && blocks
                    .get(after..)
                    .is_some_and(|rest| rest.iter().any(Block::is_prose)) =>
        {
            let mut first = after;
            while blocks.get(first).is_some_and(|block| !block.is_prose()) {
                first += 1;
            }
            first
        }
        _ => first,
    }
}

/// A short line with a date in it.
fn is_date_line(block: &Block<'_>) -> bool {
    block.n_words <= 16 && !block.is_prose() && dates::find(block.words).is_some()
}

/// A place alone: "ANKARA".
fn is_place_line(block: &Block<'_>) -> bool {
    block.n_words <= 3
        && block.is_shouted()
        && block
            .words
            .chars()
            .all(|c| c.is_alphabetic() || " .-'’,/".contains(c))
}

/// Four words and more that are no menu.
fn is_headline_like(block: &Block<'_>) -> bool {
    block.n_words >= 4
        && block.n_words <= 45
        && !block.words.contains(['›', '»', '|'])
        && !block.words.contains("  ")
        && !block.words.contains("://")
}
