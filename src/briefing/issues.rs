//! Issues of a briefing: what a frozen state said, and what is new or changed since.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::document::fixed_words::FixedWords;
use super::document::own_text::{Inline, Node, words_of, words_of_line};
use super::document::{
    Attribution, Content, Document, DocumentBlock, News, ParaphraseWords, PositionsCell, PositionsTable,
};
use crate::atlas::Atlas;
use crate::model::{BlockId, Issue, IssuedCell, IssuedWords, PublicationDate};
use crate::project::Project;

/// The briefing of `project` as it stands, as an issue. It is called "Issue 1", "Issue 2" and so on.
#[must_use]
pub fn issue_of(project: &Project, as_of: PublicationDate) -> Issue {
    let document = super::resolve(project).document;
    Issue {
        name: format!("Issue {}", project.briefing().issues.len() + 1),
        as_of,
        digests: blocks(&document).map(|block| (block.id, digest(block))).collect(),
        words: blocks(&document)
            .filter_map(|block| Some((block.id, issued_words(&block.content)?)))
            .collect(),
    }
}

/// Which blocks of a document are new or changed since `issue`.
pub(super) fn news(document: &Document, issue: &Issue) -> BTreeMap<BlockId, News> {
    let news = blocks(document).filter_map(|block| match issue.digests.get(&block.id) {
        None => Some((block.id, News::New)),
        Some(before) if *before != digest(block) => Some((block.id, News::Changed)),
        Some(_) => None,
    });
    news.collect()
}

/// What an excerpt or table says, as plain text; nothing for what is not compared word by word.
fn issued_words(content: &Content) -> Option<IssuedWords> {
    let pieces = |pieces: &[String]| {
        let pieces: Vec<&str> = pieces.iter().map(|piece| piece.trim()).collect();
        pieces.join(" […] ")
    };
    match content {
        Content::Quotation(quotation) => Some(IssuedWords::Excerpt(pieces(&quotation.pieces))),
        Content::Paraphrase(paraphrase) => Some(IssuedWords::Excerpt(match &paraphrase.words {
            ParaphraseWords::Article(words) => pieces(words),
            ParaphraseWords::Own { words, .. } => words_of(words).trim().to_owned(),
        })),
        Content::Positions(table) => {
            let cells = table.rows.iter().flat_map(|row| {
                let columns = table.columns.iter().zip(&row.cells);
                columns.map(|((party, _), cell)| IssuedCell {
                    topic: row.topic.clone(),
                    party: party.clone(),
                    words: cell_words(cell),
                })
            });
            Some(IssuedWords::Cells(cells.collect()))
        }
        Content::Text(_) | Content::Points(..) | Content::Picture(_) | Content::PageBreak => None,
    }
}

fn cell_words(cell: &PositionsCell) -> String {
    if !cell.line.is_empty() {
        return cell.line.clone();
    }
    let words = cell.statements.iter().map(|statement| statement.words.trim());
    words.collect::<Vec<&str>>().join(" / ")
}

/// What a block said in `issue` beside what it says now, as a table; nothing where that is the same or not
/// known.
pub(super) fn changes(block: &DocumentBlock, issue: &Issue, fixed: &FixedWords) -> Vec<Node> {
    let text = |words: &str| vec![Inline::Text(words.to_owned())];
    let rows: Vec<Vec<Vec<Inline>>> = match (issue.words.get(&block.id), issued_words(&block.content)) {
        (Some(IssuedWords::Excerpt(before)), Some(IssuedWords::Excerpt(now))) if *before != now => {
            let header = vec![text(fixed.get("before")), text(fixed.get("now"))];
            vec![header, vec![text(before), text(&now)]]
        }
        (Some(IssuedWords::Cells(before)), Some(IssuedWords::Cells(now))) => {
            let changed = now.iter().filter_map(|cell| {
                let is_same = |other: &&IssuedCell| other.topic == cell.topic && other.party == cell.party;
                let before = before.iter().find(is_same)?;
                (before.words != cell.words).then_some((before, cell))
            });
            let or_nothing = |words: &str| match words {
                "" => vec![Inline::Emphasis(text(fixed.get("nothing_found")))],
                words => text(words),
            };
            let rows = changed.map(|(before, now)| {
                let party = Atlas::get().name_in(&now.party, fixed.tag());
                let place = text(&format!("{}, {party}", now.topic.trim()));
                vec![place, or_nothing(&before.words), or_nothing(&now.words)]
            });
            let rows: Vec<_> = rows.collect();
            if rows.is_empty() {
                return Vec::new();
            }
            let header = vec![
                text(fixed.get("topic")),
                text(fixed.get("before")),
                text(fixed.get("now")),
            ];
            std::iter::once(header).chain(rows).collect()
        }
        _ => return Vec::new(),
    };
    vec![Node::Table(rows)]
}

/// How many blocks are new or changed since `issue`, and how many are gone.
#[must_use]
pub fn count_news(document: &Document, issue: &Issue) -> (usize, usize) {
    let n_gone = issue
        .digests
        .keys()
        .filter(|id| !blocks(document).any(|block| block.id == **id))
        .count();
    (news(document, issue).len(), n_gone)
}

fn blocks(document: &Document) -> impl Iterator<Item = &DocumentBlock> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

/// What a block says, as a digest: the same whatever the numbers of its notes are.
fn digest(block: &DocumentBlock) -> String {
    let mut words = String::new();
    write!(words, "{:?}\n{}\n", block.disclosure, block.marking.trim()).ok();
    match &block.content {
        Content::Picture(picture) => {
            words.push_str(&picture.caption);
            words.push_str(&picture.png.base64());
        }
        Content::PageBreak => words.push_str("page break"),
        content => each_part(content, &mut |part| {
            words.push_str(part);
            words.push('\u{1f}');
        }),
    }
    Sha256::digest(words.as_bytes())
        .iter()
        .fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").ok();
            hex
        })
}

/// Calls `take` with every piece of words of a block, names of speakers included.
fn each_part(content: &Content, take: &mut impl FnMut(&str)) {
    match content {
        Content::Text(nodes) => take(&words_of(nodes)),
        Content::Points(_, points) => points.iter().for_each(|point| take(&words_of_line(point))),
        Content::Picture(picture) => take(&picture.caption),
        Content::Quotation(quotation) => {
            quotation.pieces.iter().for_each(|piece| take(piece));
            attribution(&quotation.attribution, take);
        }
        Content::Paraphrase(paraphrase) => {
            match &paraphrase.words {
                ParaphraseWords::Article(pieces) => pieces.iter().for_each(|piece| take(piece)),
                ParaphraseWords::Own { words, .. } => take(&words_of(words)),
            }
            attribution(&paraphrase.attribution, take);
        }
        Content::Positions(table) => positions(table, take),
        Content::PageBreak => {}
    }
}

fn attribution(by: &Attribution, take: &mut impl FnMut(&str)) {
    let names = by.speaker.iter().chain(&by.role).chain(&by.parties);
    names.for_each(|name| take(name));
    take(&words_of(&by.comment));
}

fn positions(table: &PositionsTable, take: &mut impl FnMut(&str)) {
    table.columns.iter().for_each(|(_, name)| take(name));
    for row in &table.rows {
        take(&row.topic);
        for cell in &row.cells {
            take(&cell.line);
            cell.statements
                .iter()
                .for_each(|statement| take(&statement.words));
            cell.stances
                .iter()
                .for_each(|stance| take(&format!("{stance:?}")));
        }
    }
}

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
