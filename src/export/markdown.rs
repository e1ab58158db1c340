//! Markdown that pandoc, GitHub and Obsidian render alike.
//!
//! One blank line around blocks, no raw HTML, no fenced divs. The marking is the first and the last line of
//! the text; the front matter repeats it for programs. Footnotes are numbered by appearance and used once
//! each, since pandoc makes two notes of a label that is used twice. The front matter has no `title`,
//! `author` or `date`: pandoc would print them above the marking, and the title twice.

use std::fmt::Write as _;

use super::escape::{code_lines, markdown, markdown_address, markdown_block, markdown_code, yaml};
use super::words::{self, NotePart};
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::{Inline, Node};
use crate::briefing::document::{
    Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::model::{Head, Picture};

const DEEPEST_HEADING: u8 = 6;
/// Dashes under every column of a table but the first.
const OTHER_COLUMN: usize = 24;
/// So many letters stand on a line as pandoc sets it, larger than we do.
const LETTERS: usize = 64;

/// The document as Markdown, ending with a line break.
pub(super) fn encode(document: &Document) -> String {
    let fixed = document.fixed_words();
    let mut blocks = vec![front_matter(document)];
    let marking = markdown_block(&document.head.marking);
    if !marking.is_empty() {
        blocks.push(format!("**{marking}**"));
    }
    blocks.push(format!("# {}", markdown(&document.head.title)));
    let head_lines: Vec<String> = words::head_lines(document)
        .into_iter()
        .map(|(name, value)| format!("- **{name}:** {}", markdown(&value)))
        .collect();
    if !head_lines.is_empty() {
        blocks.push(head_lines.join("\n"));
    }
    for section in &document.sections {
        let level = section.level.saturating_add(2).min(DEEPEST_HEADING);
        let title = markdown(&section.title);
        if !title.is_empty() {
            blocks.push(format!("{} {title}", "#".repeat(level.into())));
        }
        for block in &section.blocks {
            self::block(block, level, fixed, &mut blocks);
        }
    }
    if !document.sources.is_empty() {
        blocks.push(format!("## {}", fixed.get("sources")));
        let sources: Vec<String> = (1..)
            .zip(&document.sources)
            .map(|(number, entry)| format!("{number}. {}", note(&words::source(entry, fixed))))
            .collect();
        blocks.push(sources.join("\n"));
    }
    if !document.method_line.is_empty() {
        blocks.push(format!("*{}*", markdown(&document.method_line)));
    }
    annex(document, &mut blocks);
    blocks.extend(document.citations.iter().map(|citation| {
        let words = note(&words::note(citation, fixed));
        format!("[^{}]: {words}", citation.number)
    }));
    if !marking.is_empty() {
        blocks.push(format!("**{marking}**"));
    }
    blocks.retain(|block| !block.is_empty());
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// The words of a note or a source, at the beginning of a block.
fn note(parts: &[NotePart]) -> String {
    let mut note = String::new();
    for part in parts {
        match part {
            NotePart::Text(words) if note.is_empty() => note.push_str(&markdown_block(words)),
            NotePart::Text(words) => {
                if words.starts_with(' ') {
                    note.push(' ');
                }
                note.push_str(&markdown(words));
            }
            NotePart::Address { before, address } => {
                if let Some(address) = markdown_address(address) {
                    note.push_str(before);
                    note.push_str(&address);
                }
            }
        }
    }
    note
}

/// The texts of the sources as they were imported, where they are wanted.
fn annex(document: &Document, blocks: &mut Vec<String>) {
    let fixed = document.fixed_words();
    let mut entries = (1..)
        .zip(&document.sources)
        .filter(|(_, entry)| !entry.text.is_empty())
        .peekable();
    if entries.peek().is_some() {
        blocks.push(format!("## {}", fixed.get("annex")));
    }
    for (number, entry) in entries {
        blocks.push(format!("### {number}\\. {}", markdown(&entry.headline)));
        blocks.push(note(&words::source(entry, fixed)));
        blocks.extend(entry.text.iter().map(|paragraph| markdown_block(paragraph)));
    }
}

fn front_matter(document: &Document) -> String {
    let Head {
        title,
        subject,
        author,
        date,
        marking,
        ..
    } = &document.head;
    let mut lines = vec!["---".to_owned(), format!("pagetitle: {}", yaml(title))];
    for (name, value) in [
        ("subject", subject),
        ("prepared-by", author),
        ("classification", marking),
    ] {
        if !value.trim().is_empty() {
            lines.push(format!("{name}: {}", yaml(value)));
        }
    }
    lines.extend(date.map(|date| format!("created: {date}")));
    lines.push(format!("lang: {}", document.fixed_words().tag()));
    let coverage = &document.coverage;
    let period = coverage
        .period
        .map(|(first, last)| format!(", from: {first}, to: {last}"))
        .unwrap_or_default();
    lines.push(format!(
        "readout: {{statements: {}, checked: {}, articles: {}{period}}}",
        coverage.n_statements, coverage.n_checked, coverage.n_articles
    ));
    lines.push("---".to_owned());
    lines.join("\n")
}

fn block(block: &DocumentBlock, heading_level: u8, fixed: &FixedWords, blocks: &mut Vec<String>) {
    if let Some(label) = words::block_label(block, fixed) {
        blocks.push(format!("**{}**", markdown(&label)));
    }
    match &block.content {
        Content::Text(nodes) => blocks.extend(own_blocks(nodes, heading_level)),
        Content::Points(purpose, points) => {
            if let Some(label) = words::points_label(*purpose, points, fixed) {
                blocks.push(format!("*{label}*"));
            }
            let points = points
                .iter()
                .map(|point| format!("- {}", own_inlines(point, false)));
            blocks.push(points.collect::<Vec<_>>().join("\n"));
        }
        Content::Picture(picture) => blocks.push(self::picture(picture, fixed)),
        Content::Quotation(quotation) => self::quotation(quotation, heading_level, fixed, blocks),
        Content::Paraphrase(paraphrase) => self::paraphrase(paraphrase, heading_level, fixed, blocks),
        Content::Positions(table) => blocks.push(positions(table, fixed)),
        // Formats without pages have a rule; "---" could begin metadata for pandoc.
        Content::PageBreak => blocks.push("***".to_owned()),
    }
    blocks.extend(own_blocks(&block.changes, heading_level));
}

/// A picture in a file beside the document, with its words under it.
fn picture(picture: &Picture, fixed: &FixedWords) -> String {
    let alternative = [&picture.alternative, &picture.caption]
        .into_iter()
        .find(|words| !words.trim().is_empty())
        .map_or(fixed.get("picture"), String::as_str);
    let image = format!("![{}]({})", markdown(alternative), super::picture_name(picture));
    let caption = markdown(&picture.caption);
    if caption.is_empty() {
        image
    } else {
        format!("{image}\\\n*{caption}*")
    }
}

fn quotation(quotation: &Quotation, heading_level: u8, fixed: &FixedWords, blocks: &mut Vec<String>) {
    let by = &quotation.attribution;
    let words = markdown_block(&words::quoted(&quotation.pieces, quotation.kind));
    let mark = footnote(by.citation);
    let mut quote = match words::quotation_line(quotation, fixed) {
        Some(who) => format!("> {words}\n>\n> {}{mark}", markdown(&who)),
        None => format!("> {words}{mark}"),
    };
    if let Some(problem) = words::problem_line(by, fixed) {
        write!(quote, "\n>\n> **{}**", markdown(&problem)).ok();
    }
    blocks.push(quote);
    blocks.extend(own_blocks(&by.comment, heading_level));
}

fn paraphrase(paraphrase: &Paraphrase, heading_level: u8, fixed: &FixedWords, blocks: &mut Vec<String>) {
    let by = &paraphrase.attribution;
    let label = fixed.get(words::PARAPHRASE);
    let label = format!("*{label}* {}", markdown(&words::paraphrased(by, fixed)));
    let mark = footnote(by.citation);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let words = markdown(&words::joined(pieces));
            blocks.push(format!("{label} {words}{mark}"));
        }
        ParaphraseWords::Own { words, .. } => match words.as_slice() {
            [Node::Paragraph(inlines)] => {
                blocks.push(format!("{label} {}{mark}", own_inlines(inlines, false)));
            }
            nodes => {
                blocks.push(format!("{label}{mark}"));
                blocks.extend(own_blocks(nodes, heading_level));
            }
        },
    }
    blocks.extend(words::problem_line(by, fixed).map(|problem| format!("**{}**", markdown(&problem))));
    blocks.extend(own_blocks(&by.comment, heading_level));
}

fn footnote(number: usize) -> String {
    format!("[^{number}]")
}

fn positions(table: &PositionsTable, fixed: &FixedWords) -> String {
    let tables = words::positions(table, fixed);
    let tables: Vec<String> = tables.iter().map(|rows| positions_rows(rows, fixed)).collect();
    tables.join("\n\n")
}

fn positions_rows(rows: &words::Rows, fixed: &FixedWords) -> String {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| match cell {
                    words::PositionsText::Heading(text) => markdown(text),
                    words::PositionsText::Nothing => format!("*{}*", fixed.get("nothing_found")),
                    words::PositionsText::Pieces(pieces) => {
                        let pieces: Vec<String> = pieces
                            .iter()
                            .map(|(text, citations)| {
                                let marks: Vec<String> =
                                    citations.iter().map(|&number| footnote(number)).collect();
                                format!("{}{}", markdown(text), marks.join(" "))
                            })
                            .collect();
                        pieces.join(" ")
                    }
                })
                .collect()
        })
        .collect();
    let first = words::first_column(rows);
    let n_others = rows.first().map_or(1, Vec::len).saturating_sub(1);
    pipe_table(&cells, first * OTHER_COLUMN * n_others / (LETTERS - first))
}

/// A table of Markdown cells, the header first. The dashes give the columns' relative widths: that of the first,
/// the others are [`OTHER_COLUMN`].
fn pipe_table(rows: &[Vec<String>], first: usize) -> String {
    let Some((header, rows)) = rows.split_first() else {
        return String::new();
    };
    let line = |cells: &[String]| {
        let cells: Vec<&str> = (0..header.len())
            .map(|column_idx| cells.get(column_idx).map_or("", String::as_str))
            .collect();
        format!("| {} |", cells.join(" | "))
    };
    let dashes: Vec<String> = (0..header.len())
        .map(|column_idx| {
            format!(
                ":{}",
                "-".repeat(if column_idx == 0 { first } else { OTHER_COLUMN })
            )
        })
        .collect();
    let mut lines = vec![line(header), format!("|{}|", dashes.join("|"))];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}

fn own_blocks(nodes: &[Node], heading_level: u8) -> Vec<String> {
    nodes.iter().map(|node| own_node(node, heading_level)).collect()
}

/// A block of the analyst's; headings stand below `heading_level`.
fn own_node(node: &Node, heading_level: u8) -> String {
    match node {
        Node::Paragraph(inlines) => own_inlines(inlines, false),
        Node::Heading(level, inlines) => {
            let level = heading_level.saturating_add(*level).min(DEEPEST_HEADING);
            format!("{} {}", "#".repeat(level.into()), own_inlines(inlines, true))
        }
        Node::List { start, items } => {
            let items: Vec<String> = items
                .iter()
                .zip(start.unwrap_or(0)..)
                .map(|(item, number)| {
                    let marker = match start {
                        Some(_) => format!("{number}. "),
                        None => "- ".to_owned(),
                    };
                    let item: Vec<String> = item.iter().map(|node| own_node(node, heading_level)).collect();
                    let is_tight = item.iter().all(|block| !block.contains("\n\n"));
                    let item = item.join(if is_tight { "\n" } else { "\n\n" });
                    let indent = " ".repeat(marker.len().max(4));
                    format!("{marker}{}", indented(&item, &indent))
                })
                .collect();
            items.join("\n")
        }
        Node::Quote(nodes) => {
            let nodes: Vec<String> = nodes.iter().map(|node| own_node(node, heading_level)).collect();
            let lines: Vec<String> = nodes
                .join("\n\n")
                .lines()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect();
            lines.join("\n")
        }
        Node::Code(code) => {
            let lines = code_lines(code);
            let longest = lines
                .iter()
                .flat_map(|line| line.split(|character| character != '`'))
                .map(str::len)
                .max()
                .unwrap_or_default();
            let fence = "`".repeat((longest + 1).max(3));
            format!("{fence}\n{}\n{fence}", lines.join("\n"))
        }
        Node::Rule => "***".to_owned(),
        Node::Table(rows) => {
            let rows: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.iter().map(|cell| own_inlines(cell, true)).collect())
                .collect();
            pipe_table(&rows, OTHER_COLUMN / 2)
        }
    }
}

fn indented(text: &str, indent: &str) -> String {
    let mut lines = text.lines();
    let mut indented = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        indented.push('\n');
        if !line.is_empty() {
            indented.push_str(indent);
            indented.push_str(line);
        }
    }
    indented
}

/// Inlines of the analyst's; on one line where a line break would end the block.
fn own_inlines(inlines: &[Inline], is_one_line: bool) -> String {
    let mut text = String::new();
    for (idx, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Text(words) => {
                if words.starts_with(char::is_whitespace) && !text.is_empty() {
                    text.push(' ');
                }
                let begins_line = idx == 0 || text.ends_with('\n');
                if begins_line && !is_one_line {
                    text.push_str(&markdown_block(words));
                } else {
                    text.push_str(&markdown(words));
                }
                if words.ends_with(char::is_whitespace) && !words.trim().is_empty() {
                    text.push(' ');
                }
            }
            Inline::Emphasis(words) => wrap("*", words, is_one_line, &mut text),
            Inline::Strong(words) => wrap("**", words, is_one_line, &mut text),
            Inline::Strikethrough(words) => wrap("~~", words, is_one_line, &mut text),
            Inline::Code(code) if is_one_line => text.push_str(&markdown(code)),
            Inline::Code(code) => text.push_str(&markdown_code(code)),
            Inline::Link { address, words } => {
                let words = own_inlines(words, true);
                match super::escape::web_address(address) {
                    Some(address) => {
                        text.push('[');
                        text.push_str(&words);
                        let address = address.replace('(', "%28").replace(')', "%29");
                        write!(text, "]({address})").ok();
                    }
                    None => text.push_str(&words),
                }
            }
            Inline::Note(number) => text.push_str(&footnote(*number)),
            Inline::Break if is_one_line => text.push(' '),
            Inline::Break => text.push_str("\\\n"),
        }
    }
    text.trim().to_owned()
}

fn wrap(mark: &str, inlines: &[Inline], is_one_line: bool, text: &mut String) {
    // Notes at the end stand behind the mark: after a bracket it would not end for every reader.
    let n_notes = inlines
        .iter()
        .rev()
        .take_while(|inline| matches!(inline, Inline::Note(_)))
        .count();
    let (inlines, notes) = inlines.split_at(inlines.len() - n_notes);
    let words = own_inlines(inlines, is_one_line);
    if !words.is_empty() {
        text.push_str(mark);
        text.push_str(&words);
        text.push_str(mark);
    }
    text.push_str(&own_inlines(notes, is_one_line));
}
