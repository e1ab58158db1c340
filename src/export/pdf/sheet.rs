//! The paper: what stands at the edges of each page, and what is left for words.

use super::paragraph::Paragraph;

/// What words can be as wide as, in points.
pub(super) const WIDTH: f32 = 465.0;
/// The height of the line with the page's number, in points.
pub(super) const NUMBER_LINE: f32 = 11.0;
/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.276, 841.89);
pub(super) const LEFT: f32 = (PAGE.0 - WIDTH) / 2.0;
/// Between the paper's edge and the marking, in points.
pub(super) const EDGE: f32 = 32.0;
/// Between marking and words, in points.
pub(super) const GAP: f32 = 18.0;
/// Above the first and under the last line of a page without a marking, in points.
const MARGIN: f32 = 62.0;
/// A marking takes no more of a page than this share at its head and at its foot.
const MOST_MARKING: f32 = 0.2;

/// Where words stand on the paper.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    /// The upper edge of the words, in points.
    pub top: f32,
    /// The lower edge of the words, in points.
    pub bottom: f32,
    /// How many lines of the marking there is room for.
    pub n_marking_lines: usize,
}

impl Sheet {
    /// With room for the marking at head and foot.
    pub(super) fn new(marking: Option<&Paragraph>) -> Self {
        let most = PAGE.1 * MOST_MARKING;
        let mut height = 0.0;
        let mut n_marking_lines = 0;
        if let Some(marking) = marking {
            while n_marking_lines < marking.n_lines() && height + marking.line <= most {
                height += marking.line;
                n_marking_lines += 1;
            }
        }
        let edge = f32::max(MARGIN, EDGE + height + GAP);
        Self {
            top: edge,
            bottom: PAGE.1 - edge - NUMBER_LINE,
            n_marking_lines,
        }
    }

    /// The height of words and notes on a page, in points.
    pub(super) fn height(self) -> f32 {
        self.bottom - self.top
    }
}
