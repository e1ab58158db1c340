//! What the pieces of the file are to somebody who does not see its pages: headings, paragraphs, lists,
//! tables, notes; and the bookmarks.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use super::draw::{Drawn, Leaf};
use super::flow::{Flow, Lines, Meaning, Piece, Row};
use super::paragraph::Role;

/// A bookmark for each heading, as deep as it is.
pub(super) fn outline(flow: &Flow, drawn: &Drawn) -> Outline {
    // What is open: the bookmarks around the next heading, with their levels.
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    let mut outline = Outline::new();
    let mut close = |open: &mut Vec<(u8, OutlineNode)>, level: u8| {
        while open.last().is_some_and(|&(deeper, _)| deeper >= level) {
            let Some((_, node)) = open.pop() else { return };
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for piece in &flow.pieces {
        if let Piece::Lines(lines) = piece
            && let Meaning::Heading(level @ 1..) = lines.meaning
            && let Some(paragraph) = flow.paragraph(lines.paragraph)
            && let Some(beginning) = drawn.beginnings.get(&lines.paragraph)
        {
            close(&mut open, level);
            let node = OutlineNode::new(paragraph.text.clone(), beginning.clone()).with_open(true);
            open.push((level, node));
        }
    }
    close(&mut open, 0);
    outline
}

/// The structure of everything that was drawn.
pub(super) fn tree(flow: &Flow, drawn: Drawn) -> TagTree {
    let mut builder = Builder {
        flow,
        drawn,
        noted: BTreeSet::new(),
        tree: TagTree::new(),
    };
    let mut pieces = flow.pieces.iter().enumerate().peekable();
    while let Some((number, piece)) = pieces.next() {
        match piece {
            Piece::NewPage => {}
            Piece::Picture { alternative, .. } => builder.picture(number, alternative),
            Piece::Lines(lines) if lines.meaning == Meaning::Item => {
                let mut items = vec![lines];
                while let Some((_, Piece::Lines(lines))) = pieces.next_if(
                    |(_, next)| matches!(next, Piece::Lines(lines) if lines.meaning == Meaning::Item),
                ) {
                    items.push(lines);
                }
                builder.list(&items);
            }
            Piece::Lines(lines) => builder.paragraph(lines),
            Piece::Row(row) => {
                let mut rows = vec![row];
                while let Some((_, Piece::Row(row))) =
                    pieces.next_if(|(_, next)| matches!(next, Piece::Row(next) if next.table == row.table))
                {
                    rows.push(row);
                }
                builder.table(&rows);
            }
        }
    }
    builder.tree
}

struct Builder<'a> {
    flow: &'a Flow,
    drawn: Drawn,
    /// The notes that are in the tree already.
    noted: BTreeSet<usize>,
    tree: TagTree,
}

impl Builder<'_> {
    fn picture(&mut self, number: usize, alternative: &str) {
        if let Some(content) = self.drawn.pictures.remove(&number) {
            let figure = Tag::Figure(Some(alternative.to_owned()));
            self.tree
                .push(TagGroup::with_children(figure, vec![content.into()]));
        }
    }

    fn paragraph(&mut self, lines: &Lines) {
        let children = self.leaves(lines.paragraph);
        let group = match lines.meaning {
            Meaning::Heading(level) => {
                let title = self
                    .flow
                    .paragraph(lines.paragraph)
                    .map(|paragraph| paragraph.text.clone());
                let level = NonZeroU16::MIN.saturating_add(u16::from(level));
                TagGroup::with_children(Tag::Hn(level, title), children)
            }
            Meaning::Quotation => {
                let words = TagGroup::with_children(Tag::P, children);
                TagGroup::with_children(Tag::BlockQuote, vec![words.into()])
            }
            Meaning::Code => {
                let code = TagGroup::with_children(Tag::Code, children);
                TagGroup::with_children(Tag::P, vec![code.into()])
            }
            Meaning::Body | Meaning::Item => TagGroup::with_children(Tag::P, children),
        };
        self.tree.push(group);
        self.notes([lines.paragraph]);
    }

    fn list(&mut self, items: &[&Lines]) {
        let is_numbered = items.iter().any(|item| {
            let label = item.label.and_then(|label| self.flow.paragraph(label));
            label.is_some_and(|label| label.text.starts_with(|first: char| first.is_ascii_digit()))
        });
        let numbering = if is_numbered {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        };
        let mut list = TagGroup::new(Tag::L(numbering));
        for item in items {
            let mut group = TagGroup::new(Tag::LI);
            if let Some(label) = item.label {
                group.push(TagGroup::with_children(Tag::Lbl, self.leaves(label)));
            }
            group.push(TagGroup::with_children(Tag::LBody, self.leaves(item.paragraph)));
            list.push(group);
        }
        self.tree.push(list);
        self.notes(items.iter().map(|item| item.paragraph));
    }

    fn table(&mut self, rows: &[&Row]) {
        let mut table = TagGroup::new(Tag::Table);
        for row in rows {
            let mut group = TagGroup::new(Tag::TR);
            for cell in &row.cells {
                let children = cell
                    .paragraphs
                    .iter()
                    .flat_map(|&paragraph| self.leaves(paragraph));
                let children = children.collect();
                group.push(match (row.is_header, cell.is_heading) {
                    (true, _) => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
                    (false, true) => TagGroup::with_children(Tag::TH(TableHeaderScope::Row), children),
                    (false, false) => TagGroup::with_children(Tag::TD, children),
                });
            }
            table.push(group);
        }
        self.tree.push(table);
        let cells = rows.iter().flat_map(|row| &row.cells);
        self.notes(cells.flat_map(|cell| cell.paragraphs.iter().copied()));
    }

    /// The pieces of a paragraph, each in its place in the tree once.
    fn leaves(&mut self, paragraph: usize) -> Vec<Node> {
        let leaves = self.drawn.leaves.remove(&paragraph).unwrap_or_default();
        leaves.iter().map(node).collect()
    }

    /// The notes to which paragraphs lead, after them.
    fn notes(&mut self, paragraphs: impl IntoIterator<Item = usize>) {
        let flow = self.flow;
        for paragraph in paragraphs.into_iter().filter_map(|number| flow.paragraph(number)) {
            for &number in paragraph.marks.iter().flatten() {
                if let Some(note) = flow.note(number).filter(|_| self.noted.insert(number)) {
                    let children = self.leaves(note);
                    self.tree.push(TagGroup::with_children(Tag::Note, children));
                }
            }
        }
    }
}

fn node(leaf: &Leaf) -> Node {
    match (leaf.role, leaf.link) {
        (Role::Words, _) | (_, None) => leaf.content.into(),
        (Role::Mark(_), Some(link)) => {
            let link = TagGroup::with_children(Tag::Link, vec![leaf.content.into(), link.into()]);
            TagGroup::with_children(Tag::Reference, vec![link.into()]).into()
        }
        (Role::Link(_), Some(link)) => {
            TagGroup::with_children(Tag::Link, vec![leaf.content.into(), link.into()]).into()
        }
    }
}
