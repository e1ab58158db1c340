//! Bringing the card of a statement into sight: its row is unfolded and the table scrolls to it.

use egui::{Align, Rect, Ui, pos2, vec2};

use super::CompareSession;
use super::table_ui::Columns;
use crate::compare::Table;
use crate::model::StatementId;

/// Scrolls to the card that is wanted, if one is. Heights above it may be estimates still: the table scrolls
/// again until the card stands where it was looked for.
pub(super) fn scroll_ui(ui: &Ui, compare: &mut CompareSession, table: &Table, columns: Columns, area: Rect) {
    let Some((wanted, n_frames)) = compare.scroll_to else {
        return;
    };
    compare.scroll_to = n_frames.checked_sub(1).map(|n_frames| (wanted, n_frames));
    let Some((row_idx, column_idx, card_idx)) = place(table, wanted) else {
        // The table may be older than the statement.
        return;
    };
    if let Some(row) = table.rows.get(row_idx)
        && compare.folded.remove(&row.key)
    {
        ui.ctx().request_repaint();
        return;
    }
    let Some((top, height)) = compare.layout.card(row_idx, column_idx, card_idx) else {
        return;
    };
    let at = pos2(area.left() + columns.left(column_idx), area.top() + top);
    let card = Rect::from_min_size(at, vec2(columns.width, height));
    let seen = ui.clip_rect();
    let is_seen = seen.y_range().contains(card.top())
        && seen
            .y_range()
            .contains(card.top() + height.min(seen.height() / 2.0));
    if is_seen && seen.x_range().contains(card.center().x) {
        compare.scroll_to = None;
    } else {
        ui.scroll_to_rect(card, Some(Align::Center));
        ui.ctx().request_repaint();
    }
}

/// Row, column and card of a statement, or of a card that stands for it.
fn place(table: &Table, id: StatementId) -> Option<(usize, usize, usize)> {
    let mut carried = None;
    for (row_idx, row) in table.rows.iter().enumerate() {
        for (column_idx, cell) in row.cells.iter().enumerate() {
            for (card_idx, card) in cell.cards.iter().enumerate() {
                if card.id == id {
                    return Some((row_idx, column_idx, card_idx));
                }
                if carried.is_none() && card.carriers.iter().any(|carrier| carrier.id == id) {
                    carried = Some((row_idx, column_idx, card_idx));
                }
            }
        }
    }
    carried
}
