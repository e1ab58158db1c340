//! A place in a text. The one file of the crate that slices strings.

use serde::{Deserialize, Serialize};

/// A range of **bytes** in one text, end exclusive, not empty, both ends on character boundaries.
///
/// A span is only made for a text ([`Span::new`]); spans that were read from a file are checked by
/// [`Span::is_valid_in`] before anything else sees them. Saved as `(start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl Span {
    /// The span of `text` from byte `start` to byte `end`; `None` if it would be empty, out of
    /// bounds, off a character boundary or beyond 4 GiB.
    #[must_use]
    pub fn new(text: &str, start: usize, end: usize) -> Option<Self> {
        let span = Self {
            start: u32::try_from(start).ok()?,
            end: u32::try_from(end).ok()?,
        };
        span.is_valid_in(text).then_some(span)
    }

    /// The whole of `text`; `None` if it is empty or beyond 4 GiB.
    #[must_use]
    pub fn all(text: &str) -> Option<Self> {
        Self::new(text, 0, text.len())
    }

    /// Whether this is a span of `text`: not empty, in bounds, on character boundaries.
    #[must_use]
    pub fn is_valid_in(self, text: &str) -> bool {
        self.start < self.end
            && text.is_char_boundary(self.start as usize)
            && text.is_char_boundary(self.end as usize)
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes; never 0.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a span is never empty")]
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// The words at this place; empty when `text` is not the text that the span was made for.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// Whether `other` lies inside this span or is equal to it.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether byte `byte_offset` lies inside.
    #[must_use]
    pub fn contains_byte(self, byte_offset: usize) -> bool {
        self.start() <= byte_offset && byte_offset < self.end()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both; both must be of the same text.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// This span without white space at its ends; `None` if nothing is left.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Option<Self> {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Self::new(text, start, start + words.trim().len())
    }
}

/// `text` from byte `start` to byte `end`, or nothing when that is out of bounds or off a boundary.
#[must_use]
pub fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_only_made_on_boundaries() {
        let text = "Türkiye";
        assert_eq!(Span::new(text, 0, 3).map(|span| span.of(text)), Some("Tü"));
        assert_eq!(Span::new(text, 0, 2), None, "inside the ü");
        assert_eq!(Span::new(text, 3, 3), None, "empty");
        assert_eq!(Span::new(text, 0, 99), None, "out of bounds");
    }

    #[test]
    fn trimming_stops_at_words() {
        let text = "  a b \u{a0}";
        let span = Span::all(text).and_then(|span| span.trimmed(text));
        assert_eq!(span.map(|span| span.of(text)), Some("a b"));
    }

    #[test]
    fn a_foreign_span_gives_nothing_instead_of_a_panic() {
        let span = Span::from((1, 2));
        assert_eq!(span.of("ü"), "");
        assert!(!span.is_valid_in("ü"));
    }
}
