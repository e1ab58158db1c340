//! Byte offsets to Unicode scalar offsets and back, and lines.

use super::Span;

/// Converts between byte and character offsets of one text in logarithmic time.
///
/// Inside the program offsets are bytes; at the command line and in exports they are Unicode scalar
/// values. ASCII text costs nothing; other text one entry for every 64 characters.
#[derive(Clone, Debug)]
pub struct Offsets {
    /// Byte offset of every 64th character; empty for ASCII text.
    marks: Vec<usize>,
    n_bytes: usize,
}

const STRIDE: usize = 64;

impl Offsets {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices()
                .step_by(STRIDE)
                .map(|(byte_offset, _)| byte_offset)
                .collect()
        };
        Self {
            marks,
            n_bytes: text.len(),
        }
    }

    /// The number of characters before byte `byte_offset` of `text`, which must be the text given
    /// to [`Offsets::new`]. An offset past the end counts as the end.
    #[must_use]
    pub fn char_from_byte(&self, text: &str, byte_offset: usize) -> usize {
        let byte_offset = byte_offset.min(self.n_bytes);
        if self.marks.is_empty() {
            return byte_offset;
        }
        let mark_idx = self
            .marks
            .partition_point(|&mark| mark <= byte_offset)
            .saturating_sub(1);
        let mark = self.marks.get(mark_idx).copied().unwrap_or(0);
        mark_idx * STRIDE + super::span::slice(text, mark, byte_offset).chars().count()
    }

    /// The byte at which character `char_offset` of `text` begins. Past the end is the end.
    #[must_use]
    pub fn byte_from_char(&self, text: &str, char_offset: usize) -> usize {
        if self.marks.is_empty() {
            return char_offset.min(self.n_bytes);
        }
        let Some(&mark) = self.marks.get(char_offset / STRIDE) else {
            return self.n_bytes;
        };
        super::span::slice(text, mark, self.n_bytes)
            .char_indices()
            .nth(char_offset % STRIDE)
            .map_or(self.n_bytes, |(within, _)| mark + within)
    }

    /// A span as `[start, end]` in characters.
    #[must_use]
    pub fn chars(&self, text: &str, span: Span) -> [usize; 2] {
        [
            self.char_from_byte(text, span.start()),
            self.char_from_byte(text, span.end()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_agree_with_counting() {
        let text = "“Բարև” — said Ağrı’s 日本 delegate. ".repeat(20);
        let offsets = Offsets::new(&text);
        for (char_offset, (byte_offset, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.char_from_byte(&text, byte_offset), char_offset);
            assert_eq!(offsets.byte_from_char(&text, char_offset), byte_offset);
        }
        let n_chars = text.chars().count();
        assert_eq!(offsets.char_from_byte(&text, text.len()), n_chars);
        assert_eq!(offsets.byte_from_char(&text, n_chars), text.len());
    }
}
