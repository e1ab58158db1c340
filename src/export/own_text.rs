//! The analyst's own Markdown as a small tree that every format can write, and the window can draw.
//!
//! What a document has no place for becomes plain text: raw HTML, images (their description stays),
//! footnotes and references of its own. An unclosed fence or table ends with the block.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Blocks and inlines nested deeper than this are drawn at this depth.
const DEEPEST: usize = 16;

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Paragraph(Vec<Inline>),
    /// Heading of level 1 to 6 as the analyst wrote it.
    Heading(u8, Vec<Inline>),
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        items: Vec<Vec<Node>>,
    },
    Quote(Vec<Node>),
    Code(String),
    Rule,
    /// Rows of cells, the header first.
    Table(Vec<Vec<Vec<Inline>>>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    Text(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Code(String),
    Link {
        address: String,
        words: Vec<Inline>,
    },
    /// A line break that the analyst asked for.
    Break,
}

/// The blocks of `markdown`.
pub(crate) fn parse(markdown: &str) -> Vec<Node> {
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
