//! The analyst's own words in the column.

use super::super::super::escape::code_lines;
use super::super::paragraph::{Face, Words};
use super::Meaning;
use super::column::{BODY, Builder, Place};
use crate::briefing::document::own_text::{Inline, Node};

/// Tables of the analyst's with more columns than this are written as lines: no letter would fit a column.
const MOST_COLUMNS: usize = 16;

const CODE: Face = Face::sans(9.0, 12.5);

impl Builder {
    pub(super) fn own(&mut self, nodes: &[Node], place: Place) {
        let level = place.quote;
        let meaning = if level > 0 {
            Meaning::Quotation
        } else {
            Meaning::Body
        };
        for node in nodes {
            match node {
                Node::Paragraph(inlines) => {
                    self.lines(Words::own(inlines), BODY, place, meaning);
                }
                Node::Heading(level, inlines) => {
                    self.heading(place.heading.saturating_add(*level), Words::own(inlines));
                }
                Node::List { start, items } => {
                    for (item_idx, item) in (0_u64..).zip(items) {
                        let label = start.map_or("•".to_owned(), |start| {
                            format!("{}.", start.saturating_add(item_idx))
                        });
                        self.list_item(item, &label, place);
                    }
                }
                Node::Quote(nodes) => {
                    let quote = place.quote.saturating_add(1);
                    self.own(nodes, Place { quote, ..place });
                }
                Node::Code(code) => {
                    for line in code_lines(code) {
                        if let Some(lines) = self.lines(Words::plain(&line), CODE, place, Meaning::Code) {
                            lines.after = 0.0;
                        }
                    }
                }
                Node::Rule => {
                    self.lines(Words::plain("* * *"), BODY, place, meaning);
                }
                Node::Table(rows) => self.own_table(rows),
            }
        }
    }

    /// An item: the first paragraph beside its label, what follows under it.
    fn list_item(&mut self, item: &[Node], label: &str, place: Place) {
        let inner = Place {
            list: place.list.saturating_add(1),
            ..place
        };
        match item {
            [Node::Paragraph(inlines), rest @ ..] => {
                self.item(Words::own(inlines), label, place, BODY);
                self.own(rest, inner);
            }
            nodes => self.own(nodes, inner),
        }
    }

    fn own_table(&mut self, rows: &[Vec<Vec<Inline>>]) {
        if rows.iter().any(|row| row.len() > MOST_COLUMNS) {
            for row in rows {
                let mut words = Words::default();
                for (cell_idx, cell) in row.iter().enumerate() {
                    if cell_idx > 0 {
                        words.push(" | ");
                    }
                    words.push_own(cell);
                }
                self.body(words);
            }
            return;
        }
        let rows = rows.iter().map(|row| {
            let cells = row.iter().map(|cell| (vec![Words::own(cell)], false));
            cells.collect()
        });
        self.table(rows.collect(), 1.0);
    }
}
