//! What stands before the text: headline, deck, byline, date, place, menus.

use super::{Label, Source};
use crate::import::blocks::Block;
use crate::import::metadata::{byline, dateline, dates};

/// Most blocks of running text that can stand between headline and byline.
const MAX_DECK: usize = 2;

/// How many blocks above the text are looked at for a byline or date: with one there is no deck below it.
const CREDIT_REACH: usize = 6;

/// Labels what stands before the text; gives the first block of the text.
pub(super) fn label(blocks: &[Block<'_>], labels: &mut [Label], core_first: usize, source: Source) -> usize {
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
        } else if idx + 1 == first && (is_place_line(block) || dateline::is_alone(block.words)) {
            *label = Label::Place;
        } else if is_date_line(block) || byline::author(block.words).is_some() {
            *label = Label::Credit;
            n_between = 0;
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
    let begins = |block: &Block<'_>| {
        block.is_sentence(4) || (source == Source::Page && block.n_words >= 15 && !block.is_titled)
    };
    while blocks.get(first).is_some_and(|block| !begins(block))
        || labels.get(first).is_some_and(|label| *label != Label::Body)
    {
        first += 1;
    }
    let is_credit =
        |block: &Block<'_>| block.n_words <= 12 && (is_date_line(block) || byline::is_certain(block.words));
    let above = blocks
        .get(first.saturating_sub(CREDIT_REACH)..first)
        .unwrap_or_default();
    if above.iter().any(is_credit) {
        return first;
    }
    let mut n_prose = 0;
    let mut after_credit = None;
    for idx in first..(first + MAX_DECK + 3).min(blocks.len()) {
        let Some(block) = blocks.get(idx) else {
            break;
        };
        if is_credit(block) {
            after_credit = Some((idx + 1, n_prose));
        } else if block.is_prose() {
            n_prose += 1;
            if n_prose > MAX_DECK || block.n_words > 60 {
                break;
            }
        }
    }
    match after_credit {
        Some((after, n_prose))
            if (first > 0 || (source == Source::Page && n_prose <= 1))
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
