//! Body against furniture in plain text.
//!
//! Pages that were copied or scraped carry their menus, share boxes, teasers, comments and small print.
//! Three kinds of evidence are weighed, in this order:
//! 1. what a line says, by a table ([`furniture`]);
//! 2. how lines look: running text has long lines that end in a stop, furniture short ones that do not.
//!    The stretch with the best balance of the two is the core ([`regions`]), what lies around it is [`head`] and
//!    tail;
//! 3. furniture inside a line, for texts that lost their lines ([`inline`]).
//!
//! To lose body is worse than to keep furniture: without evidence a line stays.
//!
//! Limits: comments that read like articles stay unless a head ("2 Comments") stands before them; teasers
//! with a full stop stay in texts that lost their lines.

mod furniture;
mod head;
mod inline;
mod regions;

use super::blocks::{Block, blocks};
use crate::text::Span;
use crate::text::span::slice;
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
    clean_blocks(text, blocks(text), source)
}

/// The same, where only some paragraphs of the text can be body.
pub(super) fn clean_among<'a>(text: &'a str, candidates: &[Span], source: Source) -> Layout<'a> {
    let blocks = candidates.iter().map(|&span| Block::new(text, span)).collect();
    clean_blocks(text, blocks, source)
}

fn clean_blocks<'a>(text: &'a str, blocks: Vec<Block<'a>>, source: Source) -> Layout<'a> {
    let table = furniture::table();
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
                    push(
                        text,
                        &mut body,
                        part,
                        goes_on && part.start() == block.span.start(),
                    );
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
        for block in &blocks {
            push(text, &mut body, block.span, true);
        }
    }
    Layout {
        blocks: blocks.into_iter().zip(labels).collect(),
        body,
        display,
    }
}

/// Adds a part of the body; joins it with the one before if nothing was left out between them.
fn push(text: &str, body: &mut Vec<Span>, part: Span, joins: bool) {
    match body.last_mut() {
        Some(last) if joins && slice(text, last.end(), part.start()).trim().is_empty() => {
            *last = last.union(part);
        }
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
    let end = regions::end(blocks, &marks);
    labels
        .iter_mut()
        .skip(end)
        .for_each(|label| *label = Label::Furniture);
    regions::drop_lists(blocks, &marks, &mut labels, end);
    if source == Source::Plain {
        regions::drop_repeated(blocks, &mut labels);
    }
    let Some((mut first, last)) = regions::core(blocks, &labels, end) else {
        return labels;
    };
    if source == Source::Page {
        first = 0;
    } else {
        let last = regions::before_boxes(blocks, &labels, first, last);
        labels
            .iter_mut()
            .skip(last + 1)
            .filter(|label| **label == Label::Body)
            .for_each(|label| *label = Label::Furniture);
        regions::drop_runs(blocks, &mut labels, first, last);
    }
    let first = head::label(blocks, &mut labels, first, source);
    for (block, label) in blocks.iter().zip(&mut labels).skip(first) {
        if *label == Label::Body && is_teaser_shout(block) {
            *label = Label::Furniture;
        }
    }
    labels
}

/// A whole line of six words and more in capitals: a teaser for another article.
fn is_teaser_shout(block: &Block<'_>) -> bool {
    block.is_shouted() && block.n_words >= 6 && !block.ends_sentence
}
