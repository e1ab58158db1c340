//! What a block says, and what stands around it: as a digest and as plain text.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::{Inline, Node, words_of, words_of_line};
use crate::briefing::document::{
    Attribution, Citation, Content, Document, DocumentBlock, ParaphraseWords, PositionsCell, PositionsTable,
};
use crate::briefing::passages::parted;
use crate::model::{IssuedCell, IssuedSetting, IssuedWords, Kind};

/// What a block says, as plain text; nothing for what is not compared word by word.
pub(super) fn issued_words(content: &Content) -> Option<IssuedWords> {
    match content {
        Content::Quotation(quotation) => {
            Some(IssuedWords::Excerpt(parted(&quotation.pieces, quotation.kind)))
        }
        Content::Paraphrase(paraphrase) => Some(IssuedWords::Excerpt(match &paraphrase.words {
            ParaphraseWords::Article(words) => parted(words, Kind::Indirect),
            ParaphraseWords::Own { words, .. } => words_of(words).trim().to_owned(),
        })),
        Content::Positions(table) => {
            let cells = table.rows.iter().flat_map(|row| {
                let columns = table.columns.iter().zip(&row.cells);
                columns.map(|((party, _), cell)| IssuedCell {
                    topic: row.topic.clone(),
                    party: party.clone(),
                    words: cell_words(cell),
                    stances: Some(if cell.is_own {
                        Vec::new()
                    } else {
                        cell.stances.clone()
                    }),
                })
            });
            Some(IssuedWords::Cells(cells.collect()))
        }
        Content::Text(nodes) => {
            let mut lines = Vec::new();
            collect_lines(nodes, &mut lines);
            Some(IssuedWords::Lines(lines))
        }
        Content::Points(_, points) => {
            let lines = points.iter().map(|point| words_of_line(point));
            Some(IssuedWords::Lines(lines.collect()))
        }
        Content::Picture(picture) => Some(IssuedWords::Lines(vec![picture.caption.clone()])),
        Content::PageBreak => None,
    }
}

fn cell_words(cell: &PositionsCell) -> String {
    if !cell.line.is_empty() {
        return cell.line.clone();
    }
    let words = cell.statements.iter().map(|statement| statement.words.trim());
    words.collect::<Vec<&str>>().join(" / ")
}

/// The paragraphs, items and rows of own text.
fn collect_lines(nodes: &[Node], lines: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::List { items, .. } => items.iter().for_each(|item| collect_lines(item, lines)),
            Node::Quote(nodes) => collect_lines(nodes, lines),
            Node::Table(rows) => lines.extend(rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| words_of_line(cell)).collect();
                cells.join(" | ")
            })),
            Node::Rule => {}
            Node::Paragraph(_) | Node::Heading(..) | Node::Code(_) => {
                let words = words_of(std::slice::from_ref(node));
                let words: Vec<&str> = words.split_whitespace().collect();
                lines.push(words.join(" "));
            }
        }
    }
}

/// What stands around the words of a block.
pub(super) fn setting(block: &DocumentBlock, document: &Document) -> IssuedSetting {
    let fixed = document.fixed_words();
    let by = match &block.content {
        Content::Quotation(quotation) => Some(&quotation.attribution),
        Content::Paraphrase(paraphrase) => Some(&paraphrase.attribution),
        _ => None,
    };
    let mut numbers = Vec::new();
    notes_of(&block.content, &mut numbers);
    let citations = numbers.into_iter().filter_map(|number| {
        let at = number.checked_sub(1)?;
        document.citations.get(at)
    });
    let mut sources: Vec<String> = citations.map(|citation| source_line(citation, fixed)).collect();
    sources.sort();
    sources.dedup();
    IssuedSetting {
        marking: block.marking.trim().to_owned(),
        disclosure: block.disclosure,
        by: by.map(said_by).unwrap_or_default(),
        remark: by
            .map(|by| {
                words_of(&by.comment)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .unwrap_or_default(),
        sources,
    }
}

fn said_by(by: &Attribution) -> String {
    let named: Vec<&str> = by.speaker.iter().chain(&by.role).map(String::as_str).collect();
    let parties = by.parties.join(", ");
    match (named.is_empty(), parties.is_empty()) {
        (_, true) => named.join(", "),
        (true, false) => parties,
        (false, false) => format!("{} ({parties})", named.join(", ")),
    }
}

/// A source as a line that stays the same whatever number its note has.
fn source_line(citation: &Citation, fixed: &FixedWords) -> String {
    let mut parts: Vec<String> = citation.speaker.iter().cloned().collect();
    parts.extend(
        citation
            .said
            .map(|day| fixed.fill("said_on", &[&fixed.long_date(day)])),
    );
    parts.push(match &citation.outlet {
        Some(outlet) => outlet.clone(),
        None => fixed.get("outlet_not_known").to_owned(),
    });
    let headline = citation.headline.as_ref();
    parts.extend(headline.map(|headline| format!("“{}”", headline.trim())));
    parts.push(match citation.published {
        Some(published) => fixed.long_date(published.date()),
        None => fixed.get("no_date").to_owned(),
    });
    let mut line = parts.join(", ");
    if let Some(problem) = citation.problem {
        write!(line, ". {}", fixed.get(problem.key())).ok();
    }
    line
}

/// The numbers of the notes that a block leads to.
fn notes_of(content: &Content, numbers: &mut Vec<usize>) {
    let mut of_attribution = |by: &Attribution, own: &[Node]| {
        numbers.push(by.citation);
        notes_of_nodes(own, numbers);
        notes_of_nodes(&by.comment, numbers);
    };
    match content {
        Content::Quotation(quotation) => of_attribution(&quotation.attribution, &[]),
        Content::Paraphrase(paraphrase) => match &paraphrase.words {
            ParaphraseWords::Own { words, .. } => of_attribution(&paraphrase.attribution, words),
            ParaphraseWords::Article(_) => of_attribution(&paraphrase.attribution, &[]),
        },
        Content::Text(nodes) => notes_of_nodes(nodes, numbers),
        Content::Points(_, points) => points.iter().for_each(|point| notes_of_line(point, numbers)),
        Content::Positions(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let statements = cells.flat_map(|cell| &cell.statements);
            numbers.extend(statements.map(|statement| statement.citation));
        }
        Content::Picture(_) | Content::PageBreak => {}
    }
}

fn notes_of_nodes(nodes: &[Node], numbers: &mut Vec<usize>) {
    for node in nodes {
        match node {
            Node::Paragraph(line) | Node::Heading(_, line) => notes_of_line(line, numbers),
            Node::List { items, .. } => items.iter().for_each(|item| notes_of_nodes(item, numbers)),
            Node::Quote(nodes) => notes_of_nodes(nodes, numbers),
            Node::Table(rows) => rows
                .iter()
                .flatten()
                .for_each(|cell| notes_of_line(cell, numbers)),
            Node::Code(_) | Node::Rule => {}
        }
    }
}

fn notes_of_line(line: &[Inline], numbers: &mut Vec<usize>) {
    for inline in line {
        match inline {
            Inline::Note(number) => numbers.push(*number),
            Inline::Emphasis(words)
            | Inline::Strong(words)
            | Inline::Strikethrough(words)
            | Inline::Link { words, .. } => notes_of_line(words, numbers),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// What a block says, as a digest: the same whatever the numbers of its notes are.
pub(super) fn digest(block: &DocumentBlock) -> String {
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
pub(super) fn each_part(content: &Content, take: &mut impl FnMut(&str)) {
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
