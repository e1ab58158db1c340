//! The analyst's own Markdown as a small tree that every format can write, and the window can draw.
//!
//! What a document has no place for becomes plain text: raw HTML, images (their description stays),
//! footnotes and references of its own. An unclosed fence or table ends with the block. Marks that cite
//! (`[@a3.12]`) are words until [`number_marks`] makes notes of them.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::model::Mark;
use crate::text::span::slice;

/// Blocks and inlines nested deeper than this are drawn at this depth.
const DEEPEST: usize = 16;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Heading of level 1 to 6 as the analyst wrote it.
    Heading(u8, Vec<Inline>),
    /// A list.
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Node>>,
    },
    /// A quotation of the analyst's own.
    Quote(Vec<Node>),
    /// Lines of code.
    Code(String),
    /// A line across.
    Rule,
    /// Rows of cells, the header first.
    Table(Vec<Vec<Vec<Inline>>>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasised words.
    Emphasis(Vec<Inline>),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Words struck out.
    Strikethrough(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads, as written; a format writes it only if that is the web.
        address: String,
        /// Its words.
        words: Vec<Inline>,
    },
    /// A line break that the analyst asked for.
    Break,
    /// The footnote with this number, from 1.
    Note(usize),
}

/// The blocks of `markdown`. Marks that cite stay words.
#[must_use]
pub fn parse(markdown: &str) -> Vec<Node> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder {
        frames: vec![Frame::new(Kind::Root)],
    };
    for event in Parser::new_ext(markdown, options) {
        builder.take(event);
    }
    while builder.frames.len() > 1 {
        builder.close();
    }
    builder.frames.pop().map(Frame::into_nodes).unwrap_or_default()
}

/// Makes a note of every mark that cites: `number` gives it its number, in the order of the text. A mark
/// without a number stays as it is written.
pub fn number_marks(nodes: &mut [Node], number: &mut impl FnMut(Mark) -> Option<usize>) {
    for node in nodes {
        match node {
            Node::Paragraph(inlines) | Node::Heading(_, inlines) => number_inlines(inlines, number),
            Node::List { items, .. } => {
                for item in items {
                    number_marks(item, number);
                }
            }
            Node::Quote(nodes) => number_marks(nodes, number),
            Node::Table(rows) => {
                for cell in rows.iter_mut().flatten() {
                    number_inlines(cell, number);
                }
            }
            Node::Code(_) | Node::Rule => {}
        }
    }
}

fn number_inlines(inlines: &mut Vec<Inline>, number: &mut impl FnMut(Mark) -> Option<usize>) {
    let before = std::mem::take(inlines);
    for mut inline in before {
        match &mut inline {
            Inline::Text(text) => {
                let mut start = 0;
                for (span, mark) in Mark::all_in(text) {
                    let Some(number) = number(mark) else { continue };
                    // The number follows the word, whatever was typed between them.
                    let words = slice(text, start, span.start()).trim_end();
                    if !words.is_empty() {
                        inlines.push(Inline::Text(words.to_owned()));
                    }
                    inlines.push(Inline::Note(number));
                    start = span.end();
                }
                let rest = slice(text, start, text.len());
                if !rest.is_empty() {
                    inlines.push(Inline::Text(rest.to_owned()));
                }
                continue;
            }
            Inline::Emphasis(words)
            | Inline::Strong(words)
            | Inline::Strikethrough(words)
            | Inline::Link { words, .. } => number_inlines(words, number),
            Inline::Code(_) | Inline::Break | Inline::Note(_) => {}
        }
        inlines.push(inline);
    }
}

/// The blocks as one line: of paragraphs and lists their words, one after the other.
#[must_use]
pub fn line_of(nodes: Vec<Node>) -> Vec<Inline> {
    let mut line = Vec::new();
    for node in nodes {
        if !line.is_empty() {
            line.push(Inline::Text(" ".to_owned()));
        }
        match node {
            Node::Paragraph(inlines) | Node::Heading(_, inlines) => line.extend(inlines),
            Node::List { items, .. } => items.into_iter().for_each(|item| line.extend(line_of(item))),
            Node::Quote(nodes) => line.extend(line_of(nodes)),
            other => line.push(Inline::Text(words_of(std::slice::from_ref(&other)))),
        }
    }
    line
}

/// The words of blocks as plain text, a line each.
#[must_use]
pub fn words_of(nodes: &[Node]) -> String {
    let mut words = String::new();
    collect(nodes, &mut words);
    words
}

fn collect(nodes: &[Node], words: &mut String) {
    for node in nodes {
        match node {
            Node::Paragraph(inlines) | Node::Heading(_, inlines) => {
                words.push_str(&words_of_line(inlines));
                words.push('\n');
            }
            Node::List { items, .. } => items.iter().for_each(|item| collect(item, words)),
            Node::Quote(nodes) => collect(nodes, words),
            Node::Code(code) => words.push_str(code),
            Node::Table(rows) => {
                for cell in rows.iter().flatten() {
                    words.push_str(&words_of_line(cell));
                    words.push('\n');
                }
            }
            Node::Rule => {}
        }
    }
}

/// The words of a line as plain text.
#[must_use]
pub fn words_of_line(inlines: &[Inline]) -> String {
    let words = inlines.iter().map(|inline| match inline {
        Inline::Text(words) | Inline::Code(words) => words.clone(),
        Inline::Emphasis(words)
        | Inline::Strong(words)
        | Inline::Strikethrough(words)
        | Inline::Link { words, .. } => words_of_line(words),
        Inline::Break => " ".to_owned(),
        Inline::Note(_) => String::new(),
    });
    words.collect()
}

struct Builder {
    frames: Vec<Frame>,
}

/// An open block or inline with what it holds so far.
struct Frame {
    kind: Kind,
    nodes: Vec<Node>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Node>>,
    rows: Vec<Vec<Vec<Inline>>>,
    code: String,
}

enum Kind {
    Root,
    /// What it holds goes to the frame around it.
    Transparent,
    Paragraph,
    Heading(u8),
    List(Option<u64>),
    Item,
    Quote,
    Code,
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(String),
}

impl Frame {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            nodes: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            code: String::new(),
        }
    }

    /// Loose inlines become a paragraph: items of tight lists have none.
    fn settle(&mut self) {
        if !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            self.nodes.push(Node::Paragraph(inlines));
        }
    }

    fn into_nodes(mut self) -> Vec<Node> {
        self.settle();
        self.nodes
    }
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                let kind = if self.frames.len() > DEEPEST {
                    Kind::Transparent
                } else {
                    kind_of(tag)
                };
                self.frames.push(Frame::new(kind));
            }
            Event::End(tag) => {
                debug_assert!(tag != TagEnd::MetadataBlock(pulldown_cmark::MetadataBlockKind::YamlStyle));
                self.close();
            }
            Event::Text(text) => self.text(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.inline(Inline::Code(code.into_string()));
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.node(Node::Rule),
            Event::FootnoteReference(name) => self.text(&format!("[^{name}]")),
            Event::TaskListMarker(is_done) => self.text(if is_done { "[x] " } else { "[ ] " }),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if matches!(frame.kind, Kind::Code) {
            frame.code.push_str(text);
        } else if let Some(Inline::Text(before)) = frame.inlines.last_mut() {
            before.push_str(text);
        } else {
            frame.inlines.push(Inline::Text(text.to_owned()));
        }
    }

    fn inline(&mut self, inline: Inline) {
        if let Some(frame) = self.frames.last_mut() {
            frame.inlines.push(inline);
        }
    }

    fn node(&mut self, node: Node) {
        if let Some(frame) = self.frames.last_mut() {
            frame.settle();
            frame.nodes.push(node);
        }
    }

    /// Ends the innermost open block or inline and hands it to the one around it.
    fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        match std::mem::replace(&mut frame.kind, Kind::Transparent) {
            Kind::Root | Kind::Transparent => {
                let Some(around) = self.frames.last_mut() else {
                    return;
                };
                if frame.nodes.is_empty() {
                    around.inlines.extend(frame.inlines);
                } else {
                    around.settle();
                    around.nodes.extend(frame.into_nodes());
                }
            }
            Kind::Paragraph => self.node(Node::Paragraph(frame.inlines)),
            Kind::Heading(level) => self.node(Node::Heading(level, frame.inlines)),
            Kind::List(start) => self.node(Node::List {
                start,
                items: frame.items,
            }),
            Kind::Item => {
                let item = frame.into_nodes();
                if let Some(around) = self.frames.last_mut() {
                    around.items.push(item);
                }
            }
            Kind::Quote => self.node(Node::Quote(frame.into_nodes())),
            Kind::Code => self.node(Node::Code(frame.code)),
            Kind::Table => self.node(Node::Table(frame.rows)),
            Kind::Row => {
                let cells = frame.rows.pop().unwrap_or_default();
                if let Some(around) = self.frames.last_mut() {
                    around.rows.push(cells);
                }
            }
            Kind::Cell => {
                if let Some(around) = self.frames.last_mut() {
                    match around.rows.last_mut() {
                        Some(row) => row.push(frame.inlines),
                        None => around.rows.push(vec![frame.inlines]),
                    }
                }
            }
            Kind::Emphasis => self.inline(Inline::Emphasis(frame.inlines)),
            Kind::Strong => self.inline(Inline::Strong(frame.inlines)),
            Kind::Strikethrough => self.inline(Inline::Strikethrough(frame.inlines)),
            Kind::Link(address) => self.inline(Inline::Link {
                address,
                words: frame.inlines,
            }),
        }
    }
}

fn kind_of(tag: Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(match level {
            HeadingLevel::H1 => 1,
            HeadingLevel::H2 => 2,
            HeadingLevel::H3 => 3,
            HeadingLevel::H4 => 4,
            HeadingLevel::H5 => 5,
            HeadingLevel::H6 => 6,
        }),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => Kind::Code,
        Tag::List(start) => Kind::List(start),
        Tag::Item => Kind::Item,
        Tag::Table(_) => Kind::Table,
        Tag::TableHead | Tag::TableRow => Kind::Row,
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Strikethrough,
        Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
        _ => Kind::Transparent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn the_usual_marks_are_understood() {
        assert_eq!(
            parse("# A\n\nSome *soft*\n**loud** words.\n\n1. one\n2. two"),
            [
                Node::Heading(1, vec![text("A")]),
                Node::Paragraph(vec![
                    text("Some "),
                    Inline::Emphasis(vec![text("soft")]),
                    text(" "),
                    Inline::Strong(vec![text("loud")]),
                    text(" words."),
                ]),
                Node::List {
                    start: Some(1),
                    items: vec![
                        vec![Node::Paragraph(vec![text("one")])],
                        vec![Node::Paragraph(vec![text("two")])],
                    ],
                },
            ]
        );
        assert_eq!(
            parse("| a | b |\n|---|---|\n| c | d |"),
            [Node::Table(vec![
                vec![vec![text("a")], vec![text("b")]],
                vec![vec![text("c")], vec![text("d")]],
            ])]
        );
    }

    #[test]
    fn marks_become_notes_after_their_word() {
        let mut nodes = parse("So it is [@a3.12], **truly[@a4]**. Not [@a9]; `[@a3.12]` is code.");
        let mut n_notes = 0;
        number_marks(&mut nodes, &mut |mark| {
            (mark.article().0 < 9).then(|| {
                n_notes += 1;
                n_notes
            })
        });
        assert_eq!(
            nodes,
            [Node::Paragraph(vec![
                text("So it is"),
                Inline::Note(1),
                text(", "),
                Inline::Strong(vec![text("truly"), Inline::Note(2)]),
                text(". Not [@a9]; "),
                Inline::Code("[@a3.12]".to_owned()),
                text(" is code."),
            ])]
        );
    }

    #[test]
    fn html_is_text_and_depth_has_an_end() {
        assert_eq!(parse("a <b>c</b>"), [Node::Paragraph(vec![text("a <b>c</b>")])]);
        let deep = format!("{}x", "> ".repeat(5_000));
        let mut nodes = parse(&deep);
        let mut depth = 0;
        while let Some(Node::Quote(inner)) = nodes.pop() {
            nodes = inner;
            depth += 1;
        }
        assert!((1..=DEEPEST).contains(&depth), "{depth}");
    }
}
