//! One self-contained page: no script, no picture, no address that is opened by itself.
//!
//! The content security policy in its head forbids everything but its own style. Prints with the marking
//! on every page: it is fixed there, and the edges of `main`, which each page has anew, keep room for it.

use std::fmt::Write as _;

use super::escape::{code_lines, html, html_piece, web_address};
use super::words::{self, NotePart, PositionsText};
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::{Inline, Node};
use crate::briefing::document::{
    Attribution, Citation, Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable,
    Quotation,
};
use crate::model::Picture;

const DEEPEST_HEADING: u8 = 6;

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.55 Georgia, 'Source Serif 4', serif; }
h1, h2, h3, h4, h5, h6, .head, table, .marking, .sources, .notes, .method { font-family: Inter, 'Helvetica Neue', Arial, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { font-size: 1.3rem; margin-top: 2.2rem; } h3 { font-size: 1.1rem; }
.marking { text-align: center; font-weight: 600; letter-spacing: 0.04em; }
.head { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; font-size: 0.9rem; }
.head dt { opacity: 0.7; } .head dd { margin: 0; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 2px solid currentColor; }
blockquote footer { font-size: 0.9rem; opacity: 0.8; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.85rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem; border-bottom: 1px solid; }
th { hyphens: manual; } td { overflow-wrap: break-word; }
sup { line-height: 0; font-size: 0.7em; } sup a { text-decoration: none; }
.notes, .sources, .method { font-size: 0.85rem; overflow-wrap: anywhere; }
.disclosure { font-weight: 600; margin-bottom: 0; } .problem { font-weight: 600; }
.points { margin-bottom: 0; } .annex { font-size: 0.9rem; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; } figcaption { font-size: 0.9rem; opacity: 0.8; }
.page-break { border: 0; border-top: 1px solid; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; } a { color: inherit; }
  h1, h2, h3, h4, h5, h6, thead, .disclosure, .points { break-after: avoid; }
  blockquote, tr, li { break-inside: avoid; } .problem { break-before: avoid; }
  .page-break { break-after: page; visibility: hidden; }
  .marking { position: fixed; left: 0; right: 0; margin: 0; font-size: 9pt; line-height: 1.2; }
  .marking.top { top: 0; } .marking.bottom { bottom: 0; }
  main { padding: 9mm 0; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  @page { margin: 14mm 20mm; }
}";

/// The document as a page.
pub(super) fn encode(document: &Document) -> String {
    let head = &document.head;
    let fixed = document.fixed_words();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n",
        fixed.tag()
    );
    // Pictures stand in the page itself.
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let has_picture = blocks.any(|block| matches!(block.content, Content::Picture(_)));
    let pictures = if has_picture { "; img-src data:" } else { "" };
    writeln!(
        page,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\
         {pictures}\">"
    )
    .ok();
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
    push(
        &mut page,
        &[
            "<title>",
            &html(&head.title),
            "</title>\n<style>\n",
            STYLE,
            "\n</style>\n</head>\n<body>\n",
        ],
    );
    let marking = html(&head.marking);
    if !marking.is_empty() {
        push(&mut page, &["<p class=\"marking top\">", &marking, "</p>\n"]);
    }
    push(&mut page, &["<main>\n<h1>", &html(&head.title), "</h1>\n"]);
    let lines = words::head_lines(document);
    if !lines.is_empty() {
        page.push_str("<dl class=\"head\">\n");
        for (name, value) in lines {
            push(&mut page, &["<dt>", name, "</dt><dd>", &html(&value), "</dd>\n"]);
        }
        page.push_str("</dl>\n");
    }
    for section in &document.sections {
        let level = section.level.saturating_add(2).min(DEEPEST_HEADING);
        let title = html(&section.title);
        if !title.is_empty() {
            writeln!(page, "<h{level}>{title}</h{level}>").ok();
        }
        for block in &section.blocks {
            self::block(block, level, fixed, &mut page);
        }
    }
    if !document.sources.is_empty() {
        push(
            &mut page,
            &["<h2>", fixed.get("sources"), "</h2>\n<ol class=\"sources\">\n"],
        );
        for entry in &document.sources {
            push(
                &mut page,
                &["<li>", &note_parts(&words::source(entry, fixed)), "</li>\n"],
            );
        }
        page.push_str("</ol>\n");
    }
    if !document.method_line.is_empty() {
        push(
            &mut page,
            &[
                "<p class=\"method\"><em>",
                &html(&document.method_line),
                "</em></p>\n",
            ],
        );
    }
    if !document.citations.is_empty() {
        push(
            &mut page,
            &["<h2>", fixed.get("notes_title"), "</h2>\n<ol class=\"notes\">\n"],
        );
        for citation in &document.citations {
            page.push_str(&note(citation, fixed));
        }
        page.push_str("</ol>\n");
    }
    annex(document, &mut page);
    page.push_str("</main>\n");
    if !marking.is_empty() {
        push(&mut page, &["<p class=\"marking bottom\">", &marking, "</p>\n"]);
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The texts of the sources as they were imported, where they are wanted.
fn annex(document: &Document, page: &mut String) {
    let fixed = document.fixed_words();
    let mut entries = (1..)
        .zip(&document.sources)
        .filter(|(_, entry)| !entry.text.is_empty())
        .peekable();
    if entries.peek().is_some() {
        push(page, &["<h2>", fixed.get("annex"), "</h2>\n"]);
    }
    for (number, entry) in entries {
        writeln!(page, "<h3>{number}. {}</h3>", html(&entry.headline)).ok();
        let record = note_parts(&words::source(entry, fixed));
        push(
            page,
            &["<p class=\"sources\">", &record, "</p>\n<div class=\"annex\">\n"],
        );
        for paragraph in &entry.text {
            push(page, &["<p>", &html(paragraph), "</p>\n"]);
        }
        page.push_str("</div>\n");
    }
}

fn push(page: &mut String, pieces: &[&str]) {
    page.extend(pieces.iter().copied());
}

fn block(block: &DocumentBlock, heading_level: u8, fixed: &FixedWords, page: &mut String) {
    if let Some(label) = words::block_label(block, fixed) {
        push(page, &["<p class=\"disclosure\">", &html(&label), "</p>\n"]);
    }
    match &block.content {
        Content::Text(nodes) => own_nodes(nodes, heading_level, page),
        Content::Points(purpose, points) => {
            if let Some(label) = words::points_label(*purpose, points, fixed) {
                push(page, &["<p class=\"points\"><em>", label, "</em></p>\n"]);
            }
            if points.is_empty() {
                return;
            }
            page.push_str("<ul>\n");
            for point in points {
                push(page, &["<li>", &own_inlines(point), "</li>\n"]);
            }
            page.push_str("</ul>\n");
        }
        Content::Picture(picture) => self::picture(picture, fixed, page),
        Content::Quotation(quotation) => self::quotation(quotation, heading_level, fixed, page),
        Content::Paraphrase(paraphrase) => self::paraphrase(paraphrase, heading_level, fixed, page),
        Content::Positions(table) => positions(table, fixed, page),
        Content::PageBreak => page.push_str("<hr class=\"page-break\">\n"),
    }
    own_nodes(&block.changes, heading_level, page);
}

fn picture(picture: &Picture, fixed: &FixedWords, page: &mut String) {
    let alternative = [&picture.alternative, &picture.caption]
        .into_iter()
        .find(|words| !words.trim().is_empty())
        .map_or(fixed.get("picture"), String::as_str);
    writeln!(
        page,
        "<figure>\n<img src=\"data:image/png;base64,{}\" width=\"{}\" height=\"{}\" alt=\"{}\">",
        picture.png.base64(),
        picture.png.width(),
        picture.png.height(),
        html(alternative)
    )
    .ok();
    let caption = html(&picture.caption);
    if !caption.is_empty() {
        push(page, &["<figcaption>", &caption, "</figcaption>\n"]);
    }
    page.push_str("</figure>\n");
}

fn quotation(quotation: &Quotation, heading_level: u8, fixed: &FixedWords, page: &mut String) {
    let by = &quotation.attribution;
    let words = html(&words::quoted(&quotation.pieces, quotation.kind));
    let mark = footnote(by.citation);
    match words::quotation_line(quotation, fixed) {
        Some(who) => push(
            page,
            &[
                "<blockquote>\n<p>",
                &words,
                "</p>\n<footer>",
                &html(&who),
                &mark,
                "</footer>\n",
            ],
        ),
        None => push(page, &["<blockquote>\n<p>", &words, &mark, "</p>\n"]),
    }
    problem(by, fixed, page);
    page.push_str("</blockquote>\n");
    own_nodes(&by.comment, heading_level, page);
}

/// What is wrong with the source of an excerpt, right under it.
fn problem(by: &Attribution, fixed: &FixedWords, page: &mut String) {
    if let Some(problem) = words::problem_line(by, fixed) {
        push(page, &["<p class=\"problem\">", &html(&problem), "</p>\n"]);
    }
}

fn paraphrase(paraphrase: &Paraphrase, heading_level: u8, fixed: &FixedWords, page: &mut String) {
    let by = &paraphrase.attribution;
    let label = fixed.get(words::PARAPHRASE);
    let label = format!("<em>{label}</em> {}", html(&words::paraphrased(by, fixed)));
    let mark = footnote(by.citation);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let words = html(&words::joined(pieces));
            push(page, &["<p>", &label, " ", &words, &mark, "</p>\n"]);
        }
        ParaphraseWords::Own { words, .. } => match words.as_slice() {
            [Node::Paragraph(inlines)] => {
                push(
                    page,
                    &["<p>", &label, " ", &own_inlines(inlines), &mark, "</p>\n"],
                );
            }
            nodes => {
                push(page, &["<p>", &label, &mark, "</p>\n"]);
                own_nodes(nodes, heading_level, page);
            }
        },
    }
    problem(by, fixed, page);
    own_nodes(&by.comment, heading_level, page);
}

fn footnote(number: usize) -> String {
    format!("<sup><a href=\"#note-{number}\" id=\"mark-{number}\">{number}</a></sup>")
}

fn note(citation: &Citation, fixed: &FixedWords) -> String {
    let note = note_parts(&words::note(citation, fixed));
    let number = citation.number;
    format!(
        "<li id=\"note-{number}\">{note} <a href=\"#mark-{number}\" aria-label=\"Back to the text\">↩</a></li>\n"
    )
}

fn note_parts(parts: &[NotePart]) -> String {
    let parts = parts.iter().map(|part| match part {
        NotePart::Text(words) => html_piece(words),
        NotePart::Address { before, address } => web_address(address)
            .map(|address| format!("{}<a href=\"{1}\">{1}</a>", html_piece(before), html(&address)))
            .unwrap_or_default(),
    });
    parts.collect()
}

fn positions(table: &PositionsTable, fixed: &FixedWords, page: &mut String) {
    for rows in words::positions(table, fixed) {
        let rows = rows.iter().enumerate().map(|(row_idx, row)| {
            let cells = row.iter().map(|cell| match cell {
                PositionsText::Heading(text) => {
                    let scope = if row_idx == 0 { "col" } else { "row" };
                    format!("<th scope=\"{scope}\">{}</th>", html(text))
                }
                PositionsText::Nothing => format!("<td><em>{}</em></td>", fixed.get("nothing_found")),
                PositionsText::Pieces(pieces) => {
                    let pieces = pieces.iter().map(|(text, citations)| {
                        let marks: Vec<String> = citations.iter().map(|&number| footnote(number)).collect();
                        format!("{}{}", html(text), marks.join(" "))
                    });
                    format!("<td>{}</td>", pieces.collect::<Vec<_>>().join("<br>"))
                }
            });
            cells.collect()
        });
        self::table(rows, page);
    }
}

/// A table of the rows, each as its cells; the first is its head.
fn table(mut rows: impl Iterator<Item = String>, page: &mut String) {
    let Some(header) = rows.next() else {
        return;
    };
    push(
        page,
        &["<table>\n<thead>\n<tr>", &header, "</tr>\n</thead>\n<tbody>\n"],
    );
    for row in rows {
        push(page, &["<tr>", &row, "</tr>\n"]);
    }
    page.push_str("</tbody>\n</table>\n");
}

/// Blocks of the analyst's; headings stand below `heading_level`.
fn own_nodes(nodes: &[Node], heading_level: u8, page: &mut String) {
    for node in nodes {
        match node {
            Node::Paragraph(inlines) => push(page, &["<p>", &own_inlines(inlines), "</p>\n"]),
            Node::Heading(level, inlines) => {
                let level = heading_level.saturating_add(*level).min(DEEPEST_HEADING);
                writeln!(page, "<h{level}>{}</h{level}>", own_inlines(inlines)).ok();
            }
            Node::List { start, items } => {
                let opening =
                    start.map_or("<ul>\n".to_owned(), |number| format!("<ol start=\"{number}\">\n"));
                page.push_str(&opening);
                for item in items {
                    page.push_str("<li>");
                    match item.as_slice() {
                        [Node::Paragraph(inlines)] => page.push_str(&own_inlines(inlines)),
                        nodes => own_nodes(nodes, heading_level, page),
                    }
                    page.push_str("</li>\n");
                }
                page.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
            }
            Node::Quote(nodes) => {
                page.push_str("<blockquote>\n");
                own_nodes(nodes, heading_level, page);
                page.push_str("</blockquote>\n");
            }
            Node::Code(code) => {
                let lines: Vec<String> = code_lines(code).iter().map(|line| html_piece(line)).collect();
                push(page, &["<pre><code>", &lines.join("\n"), "</code></pre>\n"]);
            }
            Node::Rule => page.push_str("<hr>\n"),
            Node::Table(rows) => {
                let rows = rows.iter().enumerate().map(|(row_idx, row)| {
                    let name = if row_idx == 0 { "th" } else { "td" };
                    let cells = row
                        .iter()
                        .map(|cell| format!("<{name}>{}</{name}>", own_inlines(cell)));
                    cells.collect()
                });
                table(rows, page);
            }
        }
    }
}

fn own_inlines(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => html_piece(text),
            Inline::Emphasis(words) => format!("<em>{}</em>", own_inlines(words)),
            Inline::Strong(words) => format!("<strong>{}</strong>", own_inlines(words)),
            Inline::Strikethrough(words) => format!("<s>{}</s>", own_inlines(words)),
            Inline::Code(code) => format!("<code>{}</code>", html_piece(code)),
            Inline::Link { address, words } => match web_address(address) {
                Some(address) => format!("<a href=\"{}\">{}</a>", html(&address), own_inlines(words)),
                None => own_inlines(words),
            },
            Inline::Note(number) => footnote(*number),
            Inline::Break => "<br>\n".to_owned(),
        })
        .collect()
}
