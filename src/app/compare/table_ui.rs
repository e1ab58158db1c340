//! The table: heads that stay, pinned columns that stay, rows that fold, cells that show what was said or that
//! nothing was.

use std::sync::Arc;

use egui::style::ScrollAnimation;
use egui::{Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::briefing_target::briefing_target_ui;
use super::super::session::Session;
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::cell_ui::{self, CellContext};
use super::cursor::{CardPlace, Spot};
use super::heading_ui::heading_ui;
use super::{card_ui, clips, drop_ui, header_ui, layout};
use crate::compare::{Card, ColumnKey, Row, RowKey, Table};
use crate::model::Line;

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
    /// How many stay at the left.
    n_pinned: usize,
    /// How far the others are scrolled to the left.
    pub scrolled: f32,
}

impl Columns {
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    fn new(table: &Table, available: f32) -> Self {
        let n_columns = table.columns.len().max(1) as f32;
        let width = ((available - BETWEEN * (n_columns - 1.0)) / n_columns).clamp(NARROWEST, WIDEST);
        let width = width.floor();
        let n_pinned = table.columns.iter().filter(|column| column.is_pinned).count();
        // One column at least is left to scroll.
        let mut n_kept = n_pinned;
        while n_kept > 0 && n_kept as f32 * (width + BETWEEN) > available - width {
            n_kept -= 1;
        }
        Self {
            width,
            total: n_columns * width + (n_columns - 1.0) * BETWEEN,
            n_pinned: n_kept,
            scrolled: 0.0,
        }
    }

    pub(super) fn is_pinned(self, column_idx: usize) -> bool {
        column_idx < self.n_pinned
    }

    /// Left edge of a column from the left edge of the table.
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    pub(super) fn left(self, column_idx: usize) -> f32 {
        let left = column_idx as f32 * (self.width + BETWEEN);
        if self.is_pinned(column_idx) {
            left + self.scrolled
        } else {
            left
        }
    }

    /// What of `seen` the pinned columns leave to the others; `area` is the whole table.
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    pub(super) fn free(self, seen: Rect, area: Rect) -> Rect {
        let pinned = self.n_pinned as f32 * (self.width + BETWEEN);
        let edge = area.left() + self.scrolled + pinned - BETWEEN / 2.0;
        if self.n_pinned == 0 {
            seen
        } else {
            seen.with_min_x(seen.left().max(edge))
        }
    }
}

/// Draws the table.
pub(super) fn table_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let bar = ui.spacing().scroll.floating_width + space::S;
    let mut columns = Columns::new(table, ui.available_width() - bar);
    session
        .compare
        .layout
        .fit(table, columns.width, &session.compare.folded);
    session.compare.has_focused_card = false;
    ui.spacing_mut().item_spacing.y = 0.0;
    let (heads, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), header_ui::height(ui)), Sense::hover());
    let output = ScrollArea::both()
        .id_salt("rows")
        .auto_shrink(false)
        // What is asked for holds in the next frame: asked for once more before, it would lead too far.
        .animated(false)
        .show_viewport(ui, |ui, viewport| {
            columns.scrolled = viewport.left().max(0.0);
            rows_ui(ui, view, session, table, columns, viewport);
        });
    columns.scrolled = output.state.clamped_offset().x.max(0.0);
    let mut child = ui.new_child(UiBuilder::new().id_salt("heads").max_rect(heads));
    child.set_clip_rect(heads.expand2(vec2(space::XS, 0.0)).intersect(ui.clip_rect()));
    header_ui::header_ui(&mut child, view, table, columns, heads);
    if let Some(card) = egui::DragAndDrop::payload::<drop_ui::DraggedCard>(ui.ctx()) {
        briefing_target_ui(ui, view, session, &card.statement);
    }
}

/// The heads alone, where no row is.
pub(super) fn heads_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    let columns = Columns::new(table, ui.available_width());
    let (heads, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), header_ui::height(ui)), Sense::hover());
    let mut child = ui.new_child(UiBuilder::new().id_salt("heads").max_rect(heads));
    child.set_clip_rect(heads.intersect(ui.clip_rect()));
    header_ui::header_ui(&mut child, view, table, columns, heads);
}

fn rows_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    table: &Arc<Table>,
    columns: Columns,
    viewport: Rect,
) {
    let shown = session
        .compare
        .layout
        .rows_between(viewport.top(), viewport.bottom());
    let height = session.compare.layout.height() + space::XL;
    let width = columns.total.max(ui.available_width());
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let is_in_sight = super::in_sight::scroll_ui(ui, &mut session.compare, table, columns, area);
    let mut has_moved = false;
    let rows = RowsContext {
        table,
        columns,
        area,
        viewport,
    };
    session.compare.first_row = shown.start;
    session.compare.page = (viewport.height() - layout::HEADING).max(layout::HEADING);
    let free = columns.free(ui.clip_rect(), area);
    let mut scrolling = ui.new_child(UiBuilder::new().id_salt("scrolling").max_rect(area));
    scrolling.set_clip_rect(free);
    let mut pinned = ui.new_child(UiBuilder::new().id_salt("pinned").max_rect(area));
    // The heading of a row that has begun above stays in sight, before the cards that go by under it.
    let kept = session
        .compare
        .layout
        .row(shown.start)
        .is_some_and(|place| place.top < viewport.top())
        .then_some(shown.start);
    for row_idx in shown {
        let Some(row) = table.rows.get(row_idx) else {
            continue;
        };
        if kept != Some(row_idx) {
            heading(ui, view, session, rows, row_idx, row);
        }
        if session.compare.folded.contains(&row.key) {
            continue;
        }
        for column_idx in 0..row.cells.len() {
            let ui = if columns.is_pinned(column_idx) {
                &mut pinned
            } else {
                &mut scrolling
            };
            has_moved |= cell_ui(ui, view, session, rows, row_idx, column_idx);
        }
    }
    if columns.n_pinned > 0 && columns.scrolled > 0.5 {
        let tokens = Tokens::for_ui(ui);
        let edge = free.left();
        ui.painter()
            .vline(edge, ui.clip_rect().y_range(), Stroke::new(1.0, tokens.hairline));
    }
    if let Some((row_idx, row)) = kept.and_then(|row_idx| Some((row_idx, table.rows.get(row_idx)?))) {
        heading(ui, view, session, rows, row_idx, row);
    }
    if has_moved {
        session.compare.layout.settle();
        ui.ctx().request_repaint();
    } else if is_in_sight {
        session.compare.scroll_to = None;
    }
}

/// What all rows have in common.
#[derive(Clone, Copy)]
struct RowsContext<'a> {
    table: &'a Table,
    columns: Columns,
    /// The whole table, most of it out of sight.
    area: Rect,
    /// What of it is in sight, from its upper left corner.
    viewport: Rect,
}

/// Draws a row's heading, and folds or unfolds it.
fn heading(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    rows: RowsContext<'_>,
    row_idx: usize,
    row: &Row,
) {
    let Some(place) = session.compare.layout.row(row_idx) else {
        return;
    };
    // It goes with the end of its row.
    let last = place.top + place.height - layout::HEADING;
    let top = place.top.max(rows.viewport.top().min(last));
    let is_kept = top > place.top;
    let place_top = place.top;
    let left = rows.area.left() + rows.columns.scrolled;
    let width = rows
        .viewport
        .width()
        .min(rows.columns.total.max(rows.viewport.width()));
    let bar = ui.spacing().scroll.floating_width + space::S;
    let rect = Rect::from_min_size(
        pos2(left, rows.area.top() + top),
        vec2(width - bar, layout::HEADING),
    );
    if is_kept {
        let tokens = Tokens::for_ui(ui);
        let ground = rect.expand2(vec2(space::XS, 0.0));
        ui.painter().rect_filled(ground, 0.0, tokens.background);
        ui.painter().hline(
            ground.x_range(),
            ground.bottom(),
            Stroke::new(1.0, tokens.hairline),
        );
    }
    let is_folded = session.compare.folded.contains(&row.key);
    if heading_ui(ui, view, session, rows.table, rect, row, is_folded) {
        if is_folded {
            session.compare.folded.remove(&row.key);
        } else {
            session.compare.folded.insert(row.key.clone());
            // What is left of the row is its heading, where it really stands.
            let heading = rect.translate(vec2(0.0, place_top - top));
            ui.scroll_to_rect_animation(heading, None, ScrollAnimation::none());
        }
    }
}

/// Draws a cell; true if something turned out to have another height than was thought.
fn cell_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    rows: RowsContext<'_>,
    row_idx: usize,
    column_idx: usize,
) -> bool {
    let (Some(row), Some(column)) = (rows.table.rows.get(row_idx), rows.table.columns.get(column_idx)) else {
        return false;
    };
    let (Some(cell), Some(place)) = (row.cells.get(column_idx), session.compare.layout.row(row_idx)) else {
        return false;
    };
    let left = rows.area.left() + rows.columns.left(column_idx);
    let top = rows.area.top() + place.top + layout::HEADING;
    let size = vec2(rows.columns.width, place.height - layout::HEADING);
    let rect = Rect::from_min_size(pos2(left, top), size);
    if !rect.intersects(ui.clip_rect()) {
        return false;
    }
    let target = ui.interact(
        rect,
        ui.scope_id().with(("cell", &row.key, column_idx)),
        Sense::hover(),
    );
    drop_ui::take_card(ui, view, &target, Some(&column.key), Some(&row.key));
    if cell.is_empty() {
        empty_ui(ui, session, row, &column.key, rect);
    }
    let context = CellContext {
        table: rows.table,
        row,
        column: &column.key,
        cell,
    };
    let head = cell_ui::head_ui(ui, view, session, context, rect);
    let mut has_moved = session.compare.layout.measured_head(row_idx, column_idx, head);
    if cell.is_empty() {
        cell_ui::silence_ui(ui, view, context, rect.with_min_y(top + head));
        return has_moved;
    }
    let line = seen_line(view, &row.key, &column.key);
    let visible_top = rows.area.top() + rows.viewport.top() - top;
    let cards = session.compare.layout.cards_between(
        row_idx,
        column_idx,
        visible_top,
        visible_top + rows.viewport.height(),
    );
    for (card_idx, card_top) in cards {
        let Some(card) = cell.card(card_idx) else {
            continue;
        };
        let at = Rect::from_min_size(pos2(left, top + card_top), vec2(rows.columns.width, 10.0));
        let place = CardPlace {
            row: row.key.clone(),
            column: column.key.clone(),
            id: card.id,
        };
        let is_new = line.as_ref().is_some_and(|line| is_newer(line, card));
        let drawn = card_ui::card_ui(ui, view, session, card, at, &place, is_new);
        has_moved |= session
            .compare
            .layout
            .measured(row_idx, column_idx, card_idx, drawn);
    }
    has_moved
}

/// An empty cell: the cursor can stand on it.
fn empty_ui(ui: &Ui, session: &mut Session, row: &Row, column: &ColumnKey, rect: Rect) {
    let spot = Spot::Empty(row.key.clone(), column.clone());
    let is_cursor = session.compare.cursor.as_ref() == Some(&spot);
    // The keyboard gets here by arrows, not by one Tab for each cell.
    let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
    let id = ui.scope_id().with(("empty", &row.key, column));
    let response = ui.interact(rect, id, sense);
    if is_cursor {
        let name = format!("{} on {}: nothing", clips::column_name(column), row.title);
        response.widget_info(|| WidgetInfo::labeled(Role::GridCell, true, &name));
        let outline = Stroke::new(1.5, Tokens::for_ui(ui).accent);
        let at = rect.with_max_y(rect.bottom().min(rect.top() + 60.0));
        ui.painter()
            .rect_stroke(at, 6.0, outline, egui::StrokeKind::Inside);
        hold_focus(ui, session, &response, true);
    } else if response.clicked() && spot.line().is_some() {
        session.selected = None;
        session.compare.go_to(spot);
    }
}

/// Gives the keyboard to what the cursor stands on, if that is wanted, and keeps the arrows there.
pub(super) fn hold_focus(ui: &Ui, session: &mut Session, response: &egui::Response, is_cursor: bool) {
    if is_cursor && std::mem::take(&mut session.compare.wants_card_focus) {
        response.request_focus();
    }
    if response.has_focus() {
        session.compare.has_focused_card = true;
        let filter = egui::EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..egui::EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

/// The analyst's line of a cell, if it is known what it has seen.
fn seen_line(view: &ViewContext<'_>, row: &RowKey, column: &ColumnKey) -> Option<Line> {
    let (RowKey::Topic(Some(topic)), ColumnKey::Party(party)) = (row, column) else {
        return None;
    };
    let line = view.project.lines().get(&(*topic, party.clone()))?;
    (!line.words.is_empty() && !line.seen.is_empty()).then(|| line.clone())
}

fn is_newer(line: &Line, card: &Card) -> bool {
    !line.seen.contains(&card.id) && !card.others().any(|carrier| line.seen.contains(&carrier.id))
}
