//! How long a document is, in words.

use super::said::each_part;
use crate::briefing::document::own_text::words_of;
use crate::briefing::document::{Content, Document, ParaphraseWords, PositionsCell};

/// The words of title, headings, blocks and remarks; notes and sources are not read through.
#[must_use]
pub fn count_words(document: &Document) -> usize {
    let sections = document.sections.iter().map(|section| {
        let blocks = section.blocks.iter().map(|block| count_in(&block.content));
        count(&section.title) + blocks.sum::<usize>()
    });
    count(&document.head.title) + sections.sum::<usize>()
}

fn count_in(content: &Content) -> usize {
    match content {
        Content::Quotation(quotation) => {
            let pieces = quotation.pieces.iter().map(|piece| count(piece));
            pieces.sum::<usize>() + count(&words_of(&quotation.attribution.comment))
        }
        Content::Paraphrase(paraphrase) => {
            let words = match &paraphrase.words {
                ParaphraseWords::Article(pieces) => pieces.iter().map(|piece| count(piece)).sum(),
                ParaphraseWords::Own { words, .. } => count(&words_of(words)),
            };
            words + count(&words_of(&paraphrase.attribution.comment))
        }
        Content::Positions(table) => {
            let in_cell = |cell: &PositionsCell| {
                let statements = cell.statements.iter().map(|statement| count(&statement.words));
                count(&cell.line) + statements.sum::<usize>()
            };
            let rows = table
                .rows
                .iter()
                .map(|row| count(&row.topic) + row.cells.iter().map(in_cell).sum::<usize>());
            let names = table.columns.iter().map(|(_, name)| count(name));
            names.sum::<usize>() + rows.sum::<usize>()
        }
        content => {
            let mut n_words = 0;
            each_part(content, &mut |part| n_words += count(part));
            n_words
        }
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}
