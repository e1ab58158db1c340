//! One self-contained page: no script, no picture, no address that is opened by itself.
//!
//! The content security policy in its head forbids everything but its own style. Prints with the marking
//! on every page.

use std::fmt::Write as _;

use super::escape::{code_lines, html, html_piece, web_address};
use super::own_text::{self, Inline, Node};
use super::words::{self, PositionsText};
use crate::briefing::document::{
    Citation, Content, Document, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
    SourceEntry,
};
use crate::model::Disclosure;

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
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem; border-bottom: 1px solid; }
sup { line-height: 0; } sup a { text-decoration: none; }
.notes, .sources, .method { font-size: 0.85rem; overflow-wrap: anywhere; }
.disclosure { font-weight: 600; margin-bottom: 0; }
.page-break { border: 0; border-top: 1px solid; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; } a { color: inherit; }
  h1, h2, h3, h4 { break-after: avoid; } blockquote, tr, li { break-inside: avoid; }
  .page-break { break-after: page; visibility: hidden; }
  .marking { position: fixed; left: 0; right: 0; margin: 0; } .marking.top { top: 0; } .marking.bottom { bottom: 0; }
  @page { margin: 22mm 20mm; }
}";

/// The document as a page.
pub(super) fn encode(document: &Document) -> String {
    let head = &document.head;
    let mut page = String::from("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
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
    let lines = words::head_lines(head);
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
            self::block(block, level, &mut page);
        }
    }
    if !document.sources.is_empty() {
        page.push_str("<h2>Sources</h2>\n<ol class=\"sources\">\n");
        for entry in &document.sources {
            push(&mut page, &["<li>", &source(entry), "</li>\n"]);
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
        page.push_str("<h2>Notes</h2>\n<ol class=\"notes\">\n");
        for citation in &document.citations {
            page.push_str(&note(citation));
        }
        page.push_str("</ol>\n");
    }
    page.push_str("</main>\n");
    if !marking.is_empty() {
        push(&mut page, &["<p class=\"marking bottom\">", &marking, "</p>\n"]);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn push(page: &mut String, pieces: &[&str]) {
    page.extend(pieces.iter().copied());
}

fn block(block: &DocumentBlock, heading_level: u8, page: &mut String) {
    if block.disclosure == Disclosure::NotToBeDisclosed && block.content != Content::PageBreak {
        push(
            page,
            &["<p class=\"disclosure\">", words::NOT_TO_BE_DISCLOSED, "</p>\n"],
        );
    }
    match &block.content {
        Content::Text(text) => own_nodes(&own_text::parse(text), heading_level, page),
        Content::Quotation(quotation) => self::quotation(quotation, heading_level, page),
        Content::Paraphrase(paraphrase) => self::paraphrase(paraphrase, heading_level, page),
        Content::Positions(table) => positions(table, page),
        Content::PageBreak => page.push_str("<hr class=\"page-break\">\n"),
    }
}

fn quotation(quotation: &Quotation, heading_level: u8, page: &mut String) {
    let by = &quotation.attribution;
    let words = html(&words::quoted(&quotation.pieces, quotation.kind));
    let mark = footnote(by.citation);
    match words::quotation_line(quotation) {
        Some(who) => push(
            page,
            &[
                "<blockquote>\n<p>",
                &words,
                "</p>\n<footer>",
                &html(&who),
                &mark,
                "</footer>\n</blockquote>\n",
            ],
        ),
        None => push(
            page,
            &["<blockquote>\n<p>", &words, &mark, "</p>\n</blockquote>\n"],
        ),
    }
    own_nodes(&own_text::parse(&by.comment), heading_level, page);
}

fn paraphrase(paraphrase: &Paraphrase, heading_level: u8, page: &mut String) {
    let by = &paraphrase.attribution;
    let label = format!("<em>{}</em> {}", words::PARAPHRASE, html(&words::paraphrased(by)));
    let mark = footnote(by.citation);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let words = html(&words::joined(pieces));
            push(page, &["<p>", &label, " ", &words, &mark, "</p>\n"]);
        }
        ParaphraseWords::Own(text) => match own_text::parse(text).as_slice() {
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
    own_nodes(&own_text::parse(&by.comment), heading_level, page);
}

fn footnote(number: usize) -> String {
    format!("<sup><a href=\"#note-{number}\" id=\"mark-{number}\">{number}</a></sup>")
}

fn note(citation: &Citation) -> String {
    let note = words::note(citation);
    let number = citation.number;
    format!(
        "<li id=\"note-{number}\">{}{}{} <a href=\"#mark-{number}\" aria-label=\"Back to the text\">↩</a></li>\n",
        html(&note.before_address),
        address(note.address.as_deref()),
        html_piece(&note.after)
    )
}

fn address(address: Option<&str>) -> String {
    address
        .and_then(web_address)
        .map(|address| format!(", <a href=\"{0}\">{0}</a>", html(&address)))
        .unwrap_or_default()
}

fn source(entry: &SourceEntry) -> String {
    let line = words::source_line(
        entry.outlet.as_deref(),
        Some(&entry.headline),
        entry.author.as_deref(),
        entry.published,
    );
    format!(
        "{}{}; {}.",
        html(&line),
        address(entry.url.as_deref()),
        words::notes(&entry.citations)
    )
}

fn positions(table: &PositionsTable, page: &mut String) {
    page.push_str("<table>\n");
    for (row_idx, row) in words::positions(table).iter().enumerate() {
        page.push_str("<tr>");
        for cell in row {
            match cell {
                PositionsText::Heading(text) => {
                    let scope = if row_idx == 0 { "col" } else { "row" };
                    write!(page, "<th scope=\"{scope}\">{}</th>", html(text)).ok();
                }
                PositionsText::Nothing => {
                    push(page, &["<td><em>", words::NOTHING_FOUND, "</em></td>"]);
                }
                PositionsText::Pieces(pieces) => {
                    let pieces: Vec<String> = pieces
                        .iter()
                        .map(|(text, citations)| {
                            let marks: Vec<String> =
                                citations.iter().map(|&number| footnote(number)).collect();
                            format!("{}{}", html(text), marks.join(" "))
                        })
                        .collect();
                    push(page, &["<td>", &pieces.join("<br>"), "</td>"]);
                }
            }
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
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
                page.push_str("<table>\n");
                for (row_idx, row) in rows.iter().enumerate() {
                    let name = if row_idx == 0 { "th" } else { "td" };
                    page.push_str("<tr>");
                    for cell in row {
                        write!(page, "<{name}>{}</{name}>", own_inlines(cell)).ok();
                    }
                    page.push_str("</tr>\n");
                }
                page.push_str("</table>\n");
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
            Inline::Break => "<br>\n".to_owned(),
        })
        .collect()
}
