//! The table: heads that stay, rows that fold, cells that show what was said or that nothing was.

use std::sync::Arc;

use egui::{
    Align, Align2, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::{card_ui, header_ui, layout};
use crate::compare::Table;
use crate::model::StatementId;

/// A card that is being dragged to another column.
#[derive(Clone, Copy, Debug)]
pub(super) struct DraggedCard(pub StatementId);

const NARROWEST: f32 = 232.0;
const WIDEST: f32 = 460.0;
const BETWEEN: f32 = 16.0;

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// Width of one.
    pub width: f32,
    /// Width of all.
    pub total: f32,
}

impl Columns {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    fn new(n_columns: usize, available: f32) -> Self {
        let n_columns = n_columns.max(1) as f32;
        let width = ((available - BETWEEN * (n_columns - 1.0)) / n_columns).clamp(NARROWEST, WIDEST);
        Self {
            width: width.floor(),
            total: n_columns * width.floor() + (n_columns - 1.0) * BETWEEN,
        }
    }

    /// Left edge of a column from the left edge of the table.
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    pub(super) fn left(self, column_idx: usize) -> f32 {
        column_idx as f32 * (self.width + BETWEEN)
    }
}

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let bar = ui.spacing().scroll.floating_width + space::S;
    let columns = Columns::new(table.columns.len(), ui.available_width() - bar);
    session
        .compare
        .layout
        .fit(table, columns.width, &session.compare.folded);
    ScrollArea::horizontal()
        .id_salt("columns")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_width(columns.total.max(ui.available_width()));
            ui.spacing_mut().item_spacing.y = 0.0;
            header_ui::header_ui(ui, view, table, columns);
            ScrollArea::vertical()
                .id_salt("rows")
                .auto_shrink(false)
                .show_viewport(ui, |ui, viewport| {
                    rows_ui(ui, view, session, table, columns, viewport);
                });
        });
}

fn rows_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    table: &Arc<Table>,
    columns: Columns,
    viewport: Rect,
) {
    let height = session.compare.layout.height() + space::XL;
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let shown = session
        .compare
        .layout
        .rows_between(viewport.top(), viewport.bottom());
    super::in_sight::scroll_ui(ui, &mut session.compare, table, columns, area);
    let mut has_moved = false;
    for row_idx in shown {
        let (Some(row), Some(place)) = (table.rows.get(row_idx), session.compare.layout.row(row_idx)) else {
            continue;
        };
        let top = area.top() + place.top;
        let row_height = place.height;
        let is_folded = session.compare.folded.contains(&row.key);
        let heading = Rect::from_min_size(pos2(area.left(), top), vec2(columns.total, layout::HEADING));
        if heading_ui(ui, heading, row, is_folded) {
            if is_folded {
                session.compare.folded.remove(&row.key);
            } else {
                session.compare.folded.insert(row.key.clone());
            }
        }
        if is_folded {
            continue;
        }
        for (column_idx, cell) in row.cells.iter().enumerate() {
            let left = area.left() + columns.left(column_idx);
            let cell_top = top + layout::HEADING;
            let cell_rect = Rect::from_min_size(
                pos2(left, cell_top),
                vec2(columns.width, row_height - layout::HEADING),
            );
            let target = ui.interact(
                cell_rect,
                ui.scope_id().with(("cell", row_idx, column_idx)),
                Sense::hover(),
            );
            let party = table
                .columns
                .get(column_idx)
                .and_then(crate::compare::Column::party);
            header_ui::take_drop(ui, view, &target, party);
            if cell.cards.is_empty() {
                silence_ui(ui, cell_rect, view.project.articles().len());
                continue;
            }
            let visible_top = area.top() + viewport.top() - cell_top;
            let cards = session.compare.layout.cards_between(
                row_idx,
                column_idx,
                visible_top,
                visible_top + viewport.height(),
            );
            for (card_idx, card_top) in cards {
                let Some(card) = cell.cards.get(card_idx) else {
                    continue;
                };
                let at = Rect::from_min_size(pos2(left, cell_top + card_top), vec2(columns.width, 10.0));
                let drawn = card_ui::card_ui(ui, view, session, card, at, (row_idx, column_idx));
                has_moved |= session
                    .compare
                    .layout
                    .measured(row_idx, column_idx, card_idx, drawn);
            }
        }
    }
    if has_moved {
        session.compare.layout.settle();
        ui.ctx().request_repaint();
    }
}

/// A row's heading; true when it was clicked.
fn heading_ui(ui: &mut Ui, rect: Rect, row: &crate::compare::Row, is_folded: bool) -> bool {
    let tokens = Tokens::for_ui(ui);
    let response = ui.interact(rect, ui.scope_id().with(("row", &row.key)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, !is_folded, &row.title));
    ui.painter().hline(
        rect.x_range(),
        rect.top() + 6.0,
        egui::Stroke::new(1.0, tokens.hairline),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(rect.with_min_y(rect.top() + 8.0))
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = space::S;
    let icon = if is_folded {
        "chevron_right"
    } else {
        "chevron_down"
    };
    child.label(icon_text(icon, 12.0).color(tokens.text_weak));
    let title = RichText::new(&row.title).font(semibold(text_size::BODY));
    let n = row.n_statements;
    child.add(egui::Label::new(title).truncate());
    let mut about = row.subtitle.clone();
    if !about.is_empty() {
        about.push_str(" · ");
    }
    about.push_str(&n.to_string());
    about.push_str(if n == 1 { " statement" } else { " statements" });
    child.add(
        egui::Label::new(
            RichText::new(about)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        )
        .truncate(),
    );
    response.clicked()
}

/// What an empty cell says: silence is information.
fn silence_ui(ui: &Ui, rect: Rect, n_articles: usize) {
    let tokens = Tokens::for_ui(ui);
    let at = rect.left_top() + vec2(space::XS, space::XS);
    ui.painter().text(
        at,
        Align2::LEFT_TOP,
        "none found",
        egui::FontId::proportional(text_size::SMALL),
        tokens.text_weak,
    );
    let words = Rect::from_min_size(at, vec2(80.0, 18.0));
    if ui.rect_contains_pointer(words) {
        egui::Tooltip::always_open(
            ui.ctx().clone(),
            ui.layer_id(),
            ui.scope_id().with("silence"),
            egui::PopupAnchor::Pointer,
        )
        .show(|ui| {
            ui.label(format!(
                "Nothing was found here in {n_articles} article{}.",
                if n_articles == 1 { "" } else { "s" }
            ));
        });
    }
}
