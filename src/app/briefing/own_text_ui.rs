//! The analyst's own Markdown as words on screen. Links are words, never followed; nothing is loaded.

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Label, Margin, Stroke, Ui};

use super::super::theme::{Tokens, reading, space, text_size};
use crate::briefing::document::own_text::{Inline, Node};

/// Draws Markdown; `size` is that of its paragraphs, in points.
pub(super) fn own_text_ui(ui: &mut Ui, nodes: &[Node], size: f32) {
    nodes_ui(ui, nodes, size);
}

/// Draws points, a bullet before each.
pub(super) fn points_ui(ui: &mut Ui, points: &[Vec<Inline>], size: f32) {
    let tokens = Tokens::for_ui(ui);
    for (idx, point) in points.iter().enumerate() {
        if idx > 0 {
            ui.add_space(space::XS);
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let mark = egui::RichText::new("•").font(reading::upright(size));
            ui.label(mark.color(tokens.text));
            ui.vertical(|ui| line_ui(ui, point, size, Face::default()));
        });
    }
}

fn nodes_ui(ui: &mut Ui, nodes: &[Node], size: f32) {
    for (idx, node) in nodes.iter().enumerate() {
        if idx > 0 {
            ui.add_space(space::S);
        }
        node_ui(ui, node, size);
    }
}

fn node_ui(ui: &mut Ui, node: &Node, size: f32) {
    let tokens = Tokens::for_ui(ui);
    match node {
        Node::Paragraph(inlines) => line_ui(ui, inlines, size, Face::default()),
        Node::Heading(level, inlines) => {
            let size = size + f32::from(4_u8.saturating_sub(*level)).max(0.0);
            let face = Face {
                is_bold: true,
                ..Face::default()
            };
            line_ui(ui, inlines, size, face);
        }
        Node::List { start, items } => {
            for (idx, item) in items.iter().enumerate() {
                if idx > 0 {
                    ui.add_space(space::XS);
                }
                let mark = match start {
                    Some(start) => format!(
                        "{}.",
                        start.saturating_add(u64::try_from(idx).unwrap_or(u64::MAX))
                    ),
                    None => "•".to_owned(),
                };
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let mark = egui::RichText::new(mark).font(reading::upright(size));
                    ui.label(mark.color(tokens.text));
                    ui.vertical(|ui| nodes_ui(ui, item, size));
                });
            }
        }
        Node::Quote(nodes) => {
            let inside = Frame::new()
                .inner_margin(Margin {
                    left: 16,
                    ..Margin::ZERO
                })
                .show(ui, |ui| nodes_ui(ui, nodes, size));
            let rect = inside.response.rect;
            ui.painter()
                .vline(rect.left(), rect.y_range(), Stroke::new(1.0, tokens.hairline));
        }
        Node::Code(code) => {
            Frame::new()
                .fill(tokens.hover)
                .corner_radius(space::RADIUS)
                .inner_margin(Margin::same(8))
                .show(ui, |ui| {
                    let code = egui::RichText::new(code.trim_end()).monospace();
                    ui.add(Label::new(code).wrap());
                });
        }
        Node::Rule => {
            let (rect, _) =
                ui.allocate_exact_size(egui::vec2(ui.available_width(), space::S), egui::Sense::hover());
            ui.painter()
                .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens.hairline));
        }
        Node::Table(rows) => table_ui(ui, rows),
    }
}

fn table_ui(ui: &mut Ui, rows: &[Vec<Vec<Inline>>]) {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let width = ui.available_width() / n_columns as f32;
    for (row_idx, row) in rows.iter().enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for cell in row {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    let face = Face {
                        is_bold: row_idx == 0,
                        ..Face::default()
                    };
                    line_ui(ui, cell, text_size::BODY, face);
                });
            }
        });
    }
}

fn line_ui(ui: &mut Ui, inlines: &[Inline], size: f32, face: Face) {
    let mut job = LayoutJob::default();
    append(&mut job, inlines, size, face, Tokens::for_ui(ui));
    ui.add(Label::new(job).selectable(true).wrap());
}

/// Adds a line of Markdown to other words.
pub(super) fn append_line(job: &mut LayoutJob, inlines: &[Inline], size: f32, tokens: &Tokens) {
    append(job, inlines, size, Face::default(), tokens);
}

/// A line through or under words.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    #[default]
    None,
    Through,
    Under,
}

#[derive(Clone, Copy, Default)]
struct Face {
    is_bold: bool,
    is_italic: bool,
    line: Line,
}

impl Face {
    fn format(self, size: f32, tokens: &Tokens) -> TextFormat {
        let font = match (self.is_bold, self.is_italic) {
            (true, _) => reading::bold(size),
            (false, true) => reading::italic(size),
            (false, false) => reading::upright(size),
        };
        let mut format = TextFormat::simple(font, tokens.text);
        format.line_height = Some((size * 1.4).round());
        // There is no bold italic among the faces: bold words are slanted.
        format.italics = self.is_bold && self.is_italic;
        if self.line == Line::Through {
            format.strikethrough = Stroke::new(1.0, tokens.text);
        }
        if self.line == Line::Under {
            format.underline = Stroke::new(1.0, tokens.text_weak);
        }
        format
    }
}

fn append(job: &mut LayoutJob, inlines: &[Inline], size: f32, face: Face, tokens: &Tokens) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => job.append(words, 0.0, face.format(size, tokens)),
            Inline::Emphasis(inner) => {
                let face = Face {
                    is_italic: true,
                    ..face
                };
                append(job, inner, size, face, tokens);
            }
            Inline::Strong(inner) => append(
                job,
                inner,
                size,
                Face {
                    is_bold: true,
                    ..face
                },
                tokens,
            ),
            Inline::Strikethrough(inner) => {
                let face = Face {
                    line: Line::Through,
                    ..face
                };
                append(job, inner, size, face, tokens);
            }
            Inline::Code(code) => {
                let mut format = TextFormat::simple(egui::FontId::monospace(size - 2.0), tokens.text);
                format.background = tokens.hover;
                job.append(code, 0.0, format);
            }
            Inline::Link { words, address } => {
                append(
                    job,
                    words,
                    size,
                    Face {
                        line: Line::Under,
                        ..face
                    },
                    tokens,
                );
                if !address.is_empty() && !is_same(words, address) {
                    let format = TextFormat::simple(reading::upright(size - 3.0), tokens.text_weak);
                    job.append(&format!(" ({address})"), 0.0, format);
                }
            }
            Inline::Note(number) => {
                let mut format = TextFormat::simple(reading::upright(size * 0.66), tokens.accent);
                format.valign = egui::Align::TOP;
                job.append(&number.to_string(), 1.0, format);
            }
            Inline::Break => job.append("\n", 0.0, face.format(size, tokens)),
        }
    }
}

fn is_same(words: &[Inline], address: &str) -> bool {
    matches!(words, [Inline::Text(words)] if words == address)
}
