//! The document as it will read.
//!
//! Words of notes, labels and tables are those of the export, so that nothing reads differently there.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Align2, CornerRadius, Frame, Label, Margin, Rect, RichText, Sense, Stroke, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::data::Spot;
use super::editor_ui::heading_size;
use super::own_text_ui::{append_line, own_text_ui, points_ui};
use super::{column_ui, picture_ui, preview_bar_ui};
use crate::briefing::Document;
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::own_text::Node;
use crate::briefing::document::{
    Attribution, Content, DocumentBlock, Paraphrase, ParaphraseWords, PositionsTable, Quotation,
};
use crate::export::words::{self, PositionsText};
use crate::model::{BlockId, Party, StatementId};
use crate::project::Project;
use crate::text::unseen::masked;

const MARGIN: f32 = 24.0;
/// Words of the preview are a little smaller than those that are being written.
const SIZE: f32 = text_size::READING - 1.0;
const NARROWEST_COLUMN: f32 = 96.0;

/// A piece of the document, for the list that lays out only what is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Piece {
    Top,
    Title(usize),
    Block(BlockId),
    NotesTitle,
    Note(usize),
    SourcesTitle,
    Source(usize),
    Bottom,
    AnnexTitle,
    /// The heading of a source in the annex.
    AnnexSource(usize),
    /// A paragraph of a source in the annex.
    AnnexText(usize, usize),
    End,
}

/// The piece of the document that a place in the editor becomes.
pub(super) fn piece_of(project: &Project, document: &Document, spot: Spot) -> Option<Piece> {
    match spot {
        Spot::Head => Some(Piece::Top),
        Spot::Section(id) => {
            let outline = &project.briefing().outline;
            if document.sections.len() == outline.len() {
                return outline.iter().position(|&other| other == id).map(Piece::Title);
            }
            // Some sections are left out; this one is known by what is in it.
            let blocks = &project.section(id)?.blocks;
            let mut sections = document.sections.iter();
            let is_it = |block: &DocumentBlock| blocks.contains(&block.id);
            let at = sections.position(|section| section.blocks.iter().any(is_it))?;
            Some(Piece::Title(at))
        }
        Spot::Block(id) => Some(Piece::Block(id)),
        Spot::End(_) | Spot::NewSection => None,
    }
}

/// Draws the preview with its bar.
pub(super) fn preview_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    ui.spacing_mut().item_spacing.y = 0.0;
    preview_bar_ui::bar_ui(ui, view, session);
    let project = Arc::clone(view.project);
    let resolved = Arc::clone(view.derived.shown());
    let document = &resolved.document;
    let pieces = pieces(document);
    let blocks: std::collections::BTreeMap<BlockId, &DocumentBlock> = document
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .map(|block| (block.id, block))
        .collect();
    let tokens = Tokens::for_ui(ui);
    Frame::new().fill(tokens.background).show(ui, |ui| {
        session
            .briefing
            .preview
            .show(ui, "briefing preview", &pieces, |ui, piece, _| {
                column_ui(ui, (MARGIN, MARGIN), |ui| {
                    piece_ui(ui, &project, document, &blocks, piece);
                });
                false
            });
    });
}

/// The document from top to bottom, with a guess at the height of each piece.
fn pieces(document: &Document) -> Vec<(Piece, f32)> {
    let mut pieces = vec![(Piece::Top, 120.0)];
    for (idx, section) in document.sections.iter().enumerate() {
        pieces.push((Piece::Title(idx), 44.0));
        pieces.extend(section.blocks.iter().map(|block| (Piece::Block(block.id), 96.0)));
    }
    // Sources before notes, as the exports have them.
    if !document.sources.is_empty() {
        pieces.push((Piece::SourcesTitle, 44.0));
        pieces.extend((0..document.sources.len()).map(|idx| (Piece::Source(idx), 36.0)));
    }
    pieces.push((Piece::Bottom, 56.0));
    if !document.citations.is_empty() {
        pieces.push((Piece::NotesTitle, 44.0));
        pieces.extend((0..document.citations.len()).map(|idx| (Piece::Note(idx), 36.0)));
    }
    let sources = document.sources.iter().enumerate();
    let mut annexed = sources.filter(|(_, source)| !source.text.is_empty()).peekable();
    if annexed.peek().is_some() {
        pieces.push((Piece::AnnexTitle, 44.0));
    }
    for (idx, source) in annexed {
        pieces.push((Piece::AnnexSource(idx), 72.0));
        pieces.extend((0..source.text.len()).map(|paragraph| (Piece::AnnexText(idx, paragraph), 64.0)));
    }
    pieces.push((Piece::End, 64.0));
    pieces
}

fn piece_ui(
    ui: &mut Ui,
    project: &Project,
    document: &Document,
    blocks: &std::collections::BTreeMap<BlockId, &DocumentBlock>,
    piece: Piece,
) {
    let fixed = document.fixed_words();
    match piece {
        Piece::Top => top_ui(ui, document),
        Piece::Title(idx) => {
            if let Some(section) = document.sections.get(idx)
                && !section.title.trim().is_empty()
            {
                ui.add_space(if section.level == 0 { space::L } else { space::S });
                let size = heading_size(section.level) - 1.0;
                let title = RichText::new(section.title.trim()).font(reading::bold(size));
                ui.add(Label::new(title).wrap());
                ui.add_space(space::XS);
            }
        }
        Piece::Block(id) => {
            if let Some(block) = blocks.get(&id) {
                block_ui(ui, project, fixed, block);
                ui.add_space(space::M);
            }
        }
        Piece::NotesTitle => part_title_ui(ui, fixed.get("notes_title")),
        Piece::Note(idx) => {
            if let Some(citation) = document.citations.get(idx) {
                let words = words::plain_note(&words::note(citation, fixed));
                numbered_ui(ui, citation.number, &words, citation.problem.is_some());
            }
        }
        Piece::SourcesTitle => part_title_ui(ui, fixed.get("sources")),
        Piece::Source(idx) => {
            if let Some(source) = document.sources.get(idx) {
                let words = words::plain_note(&words::source(source, fixed));
                numbered_ui(ui, idx + 1, &words, false);
            }
        }
        Piece::Bottom => method_ui(ui, document),
        Piece::AnnexTitle => part_title_ui(ui, fixed.get("annex")),
        Piece::AnnexSource(idx) => {
            if let Some(source) = document.sources.get(idx) {
                let title = format!("{}. {}", idx + 1, source.headline.trim());
                ui.add_space(space::S);
                ui.add(Label::new(RichText::new(title).font(reading::bold(heading_size(2) - 1.0))).wrap());
                let record = words::plain_note(&words::source(source, fixed));
                ui.add(Label::new(RichText::new(record).font(reading::upright(text_size::BODY))).wrap());
                ui.add_space(space::S);
            }
        }
        Piece::AnnexText(idx, paragraph) => {
            let text = document
                .sources
                .get(idx)
                .and_then(|source| source.text.get(paragraph));
            let mut job = LayoutJob::default();
            job.append(
                &masked(text.map_or("", String::as_str)),
                0.0,
                plain_format(Tokens::for_ui(ui)),
            );
            ui.add(Label::new(job).selectable(true).wrap());
            ui.add_space(space::S);
        }
        Piece::End => {
            ui.add_space(space::L);
            marking_ui(ui, &document.head.marking);
            ui.add_space(space::XL);
        }
    }
}

fn marking_ui(ui: &mut Ui, marking: &str) {
    if marking.trim().is_empty() {
        return;
    }
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(marking.trim()).font(semibold(text_size::BODY)));
    });
    ui.add_space(space::M);
}

fn top_ui(ui: &mut Ui, document: &Document) {
    let tokens = Tokens::for_ui(ui);
    ui.add_space(space::L);
    marking_ui(ui, &document.head.marking);
    let title = RichText::new(document.head.title.trim()).font(reading::bold(24.0));
    ui.add(Label::new(title).wrap());
    ui.add_space(space::XS);
    for (name, value) in words::head_lines(document) {
        let mut job = LayoutJob::default();
        let weak = TextFormat::simple(reading::upright(text_size::BODY + 0.5), tokens.text_weak);
        let plain = TextFormat::simple(reading::upright(text_size::BODY + 0.5), tokens.text);
        job.append(&format!("{name}: "), 0.0, weak);
        job.append(value.trim(), 0.0, plain);
        ui.add(Label::new(job).wrap());
    }
    ui.add_space(space::S);
}

fn method_ui(ui: &mut Ui, document: &Document) {
    let tokens = Tokens::for_ui(ui);
    if !document.method_line.is_empty() {
        ui.add_space(space::M);
        let words = RichText::new(&document.method_line)
            .font(reading::italic(text_size::BODY + 0.5))
            .color(tokens.text_weak);
        ui.add(Label::new(words).wrap());
    }
}

fn part_title_ui(ui: &mut Ui, title: &str) {
    ui.add_space(space::L);
    ui.label(RichText::new(title).font(reading::bold(heading_size(1) - 1.0)));
    ui.add_space(space::XS);
}

fn numbered_ui(ui: &mut Ui, number: usize, words: &str, is_doubtful: bool) {
    const NUMBER: f32 = 28.0;
    let tokens = Tokens::for_ui(ui);
    let color = if is_doubtful { tokens.error } else { tokens.text };
    let left = ui.cursor().left();
    let top = ui.cursor().top();
    ui.horizontal_top(|ui| {
        ui.add_space(NUMBER);
        let words = RichText::new(words).font(reading::upright(text_size::BODY));
        ui.add(Label::new(words.color(color)).selectable(true).wrap());
    });
    let galley = ui.painter().layout_no_wrap(
        format!("{number}."),
        super::super::theme::tabular(text_size::SMALL),
        tokens.text_weak,
    );
    let at = Align2::RIGHT_TOP
        .anchor_size(egui::pos2(left + NUMBER - space::S, top + 2.0), galley.size())
        .min;
    ui.painter().galley(at, galley, tokens.text_weak);
    ui.add_space(space::XS);
}

fn block_ui(ui: &mut Ui, project: &Project, fixed: &FixedWords, block: &DocumentBlock) {
    let tokens = Tokens::for_ui(ui);
    if let Some(label) = words::block_label(block, fixed) {
        ui.label(
            RichText::new(label)
                .font(semibold(text_size::SMALL))
                .color(tokens.warning),
        );
        ui.add_space(2.0);
    }
    match &block.content {
        Content::Text(nodes) => own_text_ui(ui, nodes, SIZE),
        Content::Points(purpose, points) => {
            if let Some(label) = words::points_label(*purpose, points, fixed) {
                ui.label(RichText::new(label).font(reading::italic(SIZE)));
                ui.add_space(2.0);
            }
            points_ui(ui, points, SIZE);
        }
        Content::Picture(picture) => picture_ui::picture_ui(ui, picture),
        Content::Quotation(quotation) => quotation_ui(ui, project, fixed, quotation),
        Content::Paraphrase(paraphrase) => paraphrase_ui(ui, fixed, paraphrase),
        Content::Positions(table) => positions_grid_ui(ui, table, fixed, block.id),
        Content::PageBreak => {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::M), Sense::hover());
            ui.painter().extend(egui::Shape::dashed_line(
                &[rect.left_center(), rect.right_center()],
                Stroke::new(1.0, tokens.hairline),
                4.0,
                4.0,
            ));
        }
    }
    if !block.changes.is_empty() {
        ui.add_space(space::XS);
        own_text_ui(ui, &block.changes, SIZE);
    }
}

fn paraphrase_ui(ui: &mut Ui, fixed: &FixedWords, paraphrase: &Paraphrase) {
    let tokens = Tokens::for_ui(ui);
    let by = &paraphrase.attribution;
    let label = words::paraphrase_label(by, fixed);
    match &paraphrase.words {
        ParaphraseWords::Article(pieces) => {
            let mut job = LayoutJob::default();
            job.append(&label, 0.0, label_format(tokens));
            let said = words::joined(pieces);
            job.append(&format!(" {said}"), 0.0, plain_format(tokens));
            append_number(&mut job, by.citation, tokens);
            ui.add(Label::new(job).selectable(true).wrap());
        }
        ParaphraseWords::Own { words: nodes, .. } => {
            let mut job = LayoutJob::default();
            job.append(&label, 0.0, label_format(tokens));
            let is_one_line = if let [Node::Paragraph(inlines)] = nodes.as_slice() {
                job.append(" ", 0.0, plain_format(tokens));
                append_line(&mut job, inlines, SIZE, tokens);
                true
            } else {
                false
            };
            append_number(&mut job, by.citation, tokens);
            ui.add(Label::new(job).selectable(true).wrap());
            if !is_one_line {
                own_text_ui(ui, nodes, SIZE);
            }
        }
    }
    comment_ui(ui, fixed, by);
}

fn plain_format(tokens: &Tokens) -> TextFormat {
    let mut format = TextFormat::simple(reading::upright(SIZE), tokens.text);
    format.line_height = Some((SIZE * 1.4).round());
    format
}

fn label_format(tokens: &Tokens) -> TextFormat {
    let mut format = TextFormat::simple(reading::italic(SIZE), tokens.text_weak);
    format.line_height = Some((SIZE * 1.4).round());
    format
}

/// The number of a footnote, raised.
fn append_number(job: &mut LayoutJob, number: usize, tokens: &Tokens) {
    let mut format = TextFormat::simple(reading::upright(SIZE * 0.66), tokens.accent);
    format.valign = Align::TOP;
    job.append(&number.to_string(), 1.0, format);
}

fn quotation_ui(ui: &mut Ui, project: &Project, fixed: &FixedWords, quotation: &Quotation) {
    const INDENT: f32 = 14.0;
    let tokens = Tokens::for_ui(ui);
    let by = &quotation.attribution;
    let top = ui.cursor().top();
    let left = ui.cursor().left();
    ui.horizontal_top(|ui| {
        ui.add_space(INDENT);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let mut job = LayoutJob::default();
            let said = words::quoted(&quotation.pieces, quotation.kind);
            job.append(&said, 0.0, plain_format(tokens));
            let who = words::quotation_line(quotation, fixed);
            if who.is_none() {
                append_number(&mut job, by.citation, tokens);
            }
            ui.add(Label::new(job).selectable(true).wrap());
            if let Some(who) = who {
                let mut job = LayoutJob::default();
                let font = reading::upright(text_size::BODY + 0.5);
                job.append(&who, 0.0, TextFormat::simple(font, tokens.text_weak));
                append_number(&mut job, by.citation, tokens);
                ui.add(Label::new(job).selectable(true).wrap());
            }
        });
    });
    let rule = Rect::from_min_max(
        egui::pos2(left, top).round(),
        egui::pos2(left + space::PARTY_RULE, ui.min_rect().bottom()).round(),
    );
    let party = by.statement.and_then(|id| party_of(project, id));
    ui.painter()
        .rect_filled(rule, CornerRadius::same(1), tokens.party(party).rule);
    comment_ui(ui, fixed, by);
}

fn party_of(project: &Project, id: StatementId) -> Option<&Party> {
    project.statement(id)?.parties.first()
}

/// What is wrong with the source of an excerpt, and the analyst's remark.
fn comment_ui(ui: &mut Ui, fixed: &FixedWords, by: &Attribution) {
    if let Some(problem) = words::problem_line(by, fixed) {
        let problem = RichText::new(problem).font(semibold(text_size::BODY));
        ui.add(Label::new(problem.color(Tokens::for_ui(ui).error)).wrap());
    }
    if !by.comment.is_empty() {
        ui.add_space(space::XS);
        own_text_ui(ui, &by.comment, SIZE);
    }
}

/// A positions table with hairlines, scrolled sideways where it is too wide.
pub(super) fn positions_grid_ui(ui: &mut Ui, table: &PositionsTable, fixed: &FixedWords, id: BlockId) {
    for (at, rows) in words::positions(table, fixed).iter().enumerate() {
        if at > 0 {
            ui.add_space(space::M);
        }
        positions_rows_ui(ui, rows, fixed, (id, at));
    }
}

fn positions_rows_ui(ui: &mut Ui, rows: &words::Rows, fixed: &FixedWords, id: (BlockId, usize)) {
    let tokens = Tokens::for_ui(ui);
    let n_columns = rows.first().map_or(1, Vec::len).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let width = (ui.available_width() / n_columns as f32)
        .floor()
        .max(NARROWEST_COLUMN);
    egui::ScrollArea::horizontal()
        .id_salt(("positions", id))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let hairline = Stroke::new(1.0, tokens.hairline);
            for (row_idx, row) in rows.iter().enumerate() {
                let line = ui.horizontal_top(|ui| {
                    for (column_idx, cell) in row.iter().enumerate() {
                        let is_heading = row_idx == 0 || column_idx == 0;
                        Frame::new()
                            .inner_margin(Margin {
                                left: 0,
                                right: 10,
                                top: 5,
                                bottom: 6,
                            })
                            .show(ui, |ui| {
                                ui.set_width(width - 10.0);
                                cell_ui(ui, cell, fixed, is_heading);
                            });
                    }
                });
                let rect = line.response.rect;
                let y = rect.bottom();
                ui.painter().hline(rect.x_range(), y, hairline);
            }
        });
}

fn cell_ui(ui: &mut Ui, cell: &PositionsText, fixed: &FixedWords, is_heading: bool) {
    let tokens = Tokens::for_ui(ui);
    let size = text_size::BODY;
    match cell {
        PositionsText::Heading(name) => {
            let font = if is_heading {
                semibold(text_size::SMALL)
            } else {
                reading::upright(size)
            };
            ui.add(Label::new(RichText::new(name).font(font)).wrap());
        }
        PositionsText::Pieces(pieces) => {
            let mut job = LayoutJob::default();
            for (idx, (words, citations)) in pieces.iter().enumerate() {
                if idx > 0 {
                    job.append("\n", 0.0, TextFormat::simple(reading::upright(size), tokens.text));
                }
                job.append(
                    words,
                    0.0,
                    TextFormat::simple(reading::upright(size), tokens.text),
                );
                for (idx, &number) in citations.iter().enumerate() {
                    if idx > 0 {
                        let mut comma = TextFormat::simple(reading::upright(size * 0.66), tokens.accent);
                        comma.valign = Align::TOP;
                        job.append(",", 0.0, comma);
                    }
                    append_number(&mut job, number, tokens);
                }
            }
            ui.add(Label::new(job).wrap());
        }
        PositionsText::Nothing => {
            let words = RichText::new(fixed.get("nothing_found")).font(reading::italic(size));
            ui.add(Label::new(words.color(tokens.text_weak)).wrap());
        }
    }
}
