//! Where characters stand in words that are laid out, and what a highlighter leaves behind them.

use std::ops::Range;

use egui::epaint::text::{CharIndex, Glyph, PlacedRow};
use egui::{Color32, Galley, Pos2, Rect, Shape, Vec2};

/// Where the characters of a galley stand, a rectangle for each row, without white space at the end of rows.
pub(crate) fn rects(galley: &Galley, from: usize, to: usize) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        rects.extend(rect_in_row(row, row_start, from, to));
        row_start += row.char_count_including_newline().0;
    }
    rects
}

/// The same in a row that begins with character `row_start`.
fn rect_in_row(row: &PlacedRow, row_start: usize, from: usize, to: usize) -> Option<Rect> {
    let n_chars = row.glyphs.len();
    let start = from.saturating_sub(row_start).min(n_chars);
    let mut end = to.saturating_sub(row_start).min(n_chars);
    if end == n_chars {
        let is_space = |idx: usize| row.glyphs.get(idx).is_some_and(|glyph| glyph.chr.is_whitespace());
        while end > start && is_space(end - 1) {
            end -= 1;
        }
    }
    if start >= end {
        return None;
    }
    let left = row.pos.x + row.x_offset(CharIndex(start));
    let right = row.glyphs.get(end - 1).map_or(row.size.x, Glyph::max_x) + row.pos.x;
    Some(Rect::from_x_y_ranges(left..=right, row.rect().y_range()))
}

/// A stroke of a highlighter behind each of the `marks`, characters in order, of a galley that is drawn `at` there;
/// of rows outside of `seen` none.
pub(crate) fn highlighted(
    galley: &Galley,
    at: Pos2,
    marks: &[Range<usize>],
    color: Color32,
    seen: Rect,
) -> Shape {
    let mut strokes = Vec::new();
    let mut row_start = 0;
    let mut left = marks;
    for row in &galley.rows {
        let row_end = row_start + row.char_count_including_newline().0;
        let n_before = left.partition_point(|mark| mark.end <= row_start);
        left = left.get(n_before..).unwrap_or_default();
        let is_seen = row.rect().translate(at.to_vec2()).intersects(seen);
        let here = left.iter().take_while(|mark| is_seen && mark.start < row_end);
        for mark in here {
            let Some(rect) = rect_in_row(row, row_start, mark.start, mark.end) else {
                continue;
            };
            let letters = row.glyphs.get(mark.start.saturating_sub(row_start));
            let half = letters.map_or(rect.height() / 2.0, |glyph| (glyph.font_height * 0.5).round());
            let rect = rect.translate(at.to_vec2());
            let rect = Rect::from_x_y_ranges(rect.x_range(), rect.center().y - half..=rect.center().y + half);
            strokes.push(Shape::rect_filled(rect.expand2(Vec2::new(1.0, 0.0)), 2.0, color));
        }
        row_start = row_end;
    }
    Shape::Vec(strokes)
}
