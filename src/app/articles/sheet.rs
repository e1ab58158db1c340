//! Where the letters of the article stand on screen, and which byte of the text stands where.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Pos2, Rect, Ui, Vec2};

use super::super::theme::reading;
use super::super::widgets::rects;
use super::page::{Measure, Page, Paragraph, line_height};
use crate::project::Entry;
use crate::text::Span;
use crate::text::span::slice;
use crate::text::unseen::masked;

/// The page with its place on screen.
pub(super) struct Sheet<'a> {
    /// The paragraphs and statements.
    pub page: &'a Page,
    /// The article with its statements.
    pub entry: &'a Entry,
    /// Where the first paragraph begins.
    pub origin: Pos2,
}

impl Sheet<'_> {
    /// The article's text.
    pub(super) fn text(&self) -> &str {
        &self.entry.article.text
    }

    /// A paragraph as it is painted, and where.
    pub(super) fn galley(&self, ui: &Ui, idx: usize) -> Option<(Paragraph, Arc<Galley>, Pos2)> {
        let paragraph = *self.page.paragraphs().get(idx)?;
        let galley = lay_out(ui, self.text(), &paragraph, self.page.measure());
        Some((
            paragraph,
            galley,
            self.origin + Vec2::new(0.0, self.page.top(idx)),
        ))
    }

    fn paragraph_near(&self, pos: Pos2) -> Option<usize> {
        let y = pos.y - self.origin.y;
        let last = self.page.paragraphs().len().checked_sub(1)?;
        Some(self.page.between(y, y + 1.0).start.min(last))
    }

    /// The byte between two letters that is nearest to a place on screen.
    pub(super) fn byte_near(&self, ui: &Ui, pos: Pos2) -> Option<usize> {
        let (paragraph, galley, at) = self.galley(ui, self.paragraph_near(pos)?)?;
        let cursor = galley.cursor_from_pos(pos - at);
        Some(byte_of(self.text(), paragraph.span, cursor.index.0))
    }

    /// The byte of the letter under a place on screen.
    pub(super) fn byte_under(&self, ui: &Ui, pos: Pos2) -> Option<usize> {
        let (paragraph, galley, at) = self.galley(ui, self.paragraph_near(pos)?)?;
        let pos = pos - at.to_vec2();
        let mut char_offset = 0;
        for row in &galley.rows {
            if row.rect().contains(pos) {
                // Between two letters there may be a gap that belongs to neither.
                let glyph = row
                    .glyphs
                    .iter()
                    .rposition(|glyph| row.pos.x + glyph.pos.x <= pos.x)?;
                return Some(byte_of(self.text(), paragraph.span, char_offset + glyph));
            }
            char_offset += row.char_count_including_newline().0;
        }
        None
    }

    /// Where the letters before (`is_end`) or after a byte stand on screen: a line without width.
    pub(super) fn caret(&self, ui: &Ui, byte_offset: usize, is_end: bool) -> Option<Rect> {
        let inside = if is_end {
            byte_offset.checked_sub(1)?
        } else {
            byte_offset
        };
        let (paragraph, galley, at) = self.galley(ui, self.page.paragraph_at(inside)?)?;
        let chars = char_of(self.text(), paragraph.span, byte_offset);
        let (from, to) = if is_end {
            (chars.checked_sub(1)?, chars)
        } else {
            (chars, chars + 1)
        };
        let letter = *rects(&galley, from, to).first()?;
        let x = if is_end { letter.right() } else { letter.left() };
        Some(Rect::from_x_y_ranges(x..=x, letter.y_range()).translate(at.to_vec2()))
    }
}

/// A paragraph as it is painted.
pub(super) fn lay_out(ui: &Ui, text: &str, paragraph: &Paragraph, measure: Measure) -> Arc<Galley> {
    // Line breaks inside a paragraph are spaces; the number of characters stays the same.
    let words = masked(paragraph.span.of(text)).replace(['\n', '\r', '\t'], " ");
    let format = TextFormat {
        line_height: Some(line_height(measure.text_size)),
        ..TextFormat::simple(reading::upright(measure.text_size), Color32::PLACEHOLDER)
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap.max_width = measure.width;
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

/// The character of a paragraph at a byte of the text.
pub(super) fn char_of(text: &str, paragraph: Span, byte_offset: usize) -> usize {
    let byte_offset = byte_offset.clamp(paragraph.start(), paragraph.end());
    slice(text, paragraph.start(), byte_offset).chars().count()
}

/// The byte of the text at a character of a paragraph.
fn byte_of(text: &str, paragraph: Span, char_offset: usize) -> usize {
    let words = paragraph.of(text);
    let inside = words
        .char_indices()
        .nth(char_offset)
        .map_or(words.len(), |(at, _)| at);
    paragraph.start() + inside
}
