//! Bringing the card of a statement into sight: its row is unfolded and the table scrolls to it.

use std::sync::Arc;

use egui::style::ScrollAnimation;
use egui::{Rect, Ui, pos2, vec2};

use super::CompareSession;
use super::cursor::{self, Numbers, Wanted};
use super::layout;
use super::table_ui::Columns;
use crate::compare::Table;

/// Scrolls to the card that is wanted, if one is. Heights above it may be estimates still: the table scrolls
/// again until the card stands where it was looked for. True when it is in sight, as far as heights are known.
pub(super) fn scroll_ui(
    ui: &Ui,
    compare: &mut CompareSession,
    table: &Arc<Table>,
    columns: Columns,
    area: Rect,
) -> bool {
    let Some((wanted, n_frames)) = compare.scroll_to.take() else {
        return false;
    };
    let numbers = compare.found.find(table, &wanted);
    let is_cursor_left = !matches!(wanted, Wanted::Spot(_));
    let is_top = matches!(wanted, Wanted::Cell(..));
    compare.scroll_to = n_frames.checked_sub(1).map(|n_frames| (wanted, n_frames));
    let Some(numbers) = numbers else {
        // The table may be older than the statement.
        return false;
    };
    if is_cursor_left {
        compare.cursor = cursor::spot(table, numbers);
    }
    if let Numbers::Cell(row_idx, ..) = numbers
        && let Some(row) = table.rows.get(row_idx)
        && compare.folded.remove(&row.key)
    {
        ui.ctx().request_repaint();
        return false;
    }
    let Some((mut top, mut height)) = compare.layout.place(numbers) else {
        return false;
    };
    let column_idx = match numbers {
        Numbers::Cell(row_idx, column_idx, _) => {
            if is_top && let Some(row) = compare.layout.row(row_idx) {
                (top, height) = (row.top + layout::HEADING, layout::HEADING);
            }
            Some(column_idx)
        }
        Numbers::Heading(_) => None,
    };
    // A heading is there from left to right, and covers no other.
    let left = column_idx.map_or(columns.scrolled, |column_idx| columns.left(column_idx));
    let at = pos2(area.left() + left, area.top() + top);
    let card = Rect::from_min_size(at, vec2(columns.width, height));
    // The heading of the row covers the top.
    let seen = ui.clip_rect();
    let covered = column_idx.map_or(0.0, |_| layout::HEADING);
    let seen = seen.with_min_y(seen.top() + covered);
    let is_seen = seen.y_range().contains(card.top())
        && seen
            .y_range()
            .contains(card.top() + height.min(seen.height() / 2.0));
    let free = columns.free(seen, area);
    let is_pinned = column_idx.is_none_or(|column_idx| columns.is_pinned(column_idx));
    let is_between = card.left() >= free.left() - 1.0 && card.right() <= free.right() + 1.0;
    if is_seen && (is_pinned || is_between) {
        return true;
    }
    let target = if is_pinned {
        // Always there from left to right.
        Rect::from_x_y_ranges(seen.x_range(), card.y_range())
    } else {
        // As much further left as the pinned columns take away.
        let hidden = free.left() - seen.left();
        Rect::from_min_max(pos2(card.left() - hidden, card.top()), card.right_bottom())
    };
    let target = target.with_min_y(target.top() - covered);
    ui.scroll_to_rect_animation(target, None, ScrollAnimation::none());
    ui.ctx().request_repaint();
    false
}
