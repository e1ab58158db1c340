//! Words put together to paragraphs.

/// A text that grows, a blank line between paragraphs. Control characters are left out.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
}

impl Words {
    /// Adds words to the paragraph; white space becomes single spaces.
    pub(super) fn push(&mut self, words: &str) {
        words.chars().for_each(|character| self.push_char(character));
    }

    /// Adds one character to the paragraph.
    pub(super) fn push_char(&mut self, character: char) {
        if character.is_whitespace() && character != '\u{a0}' {
            if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        } else if !character.is_control() && character != '\u{feff}' {
            self.text.push(character);
        }
    }

    /// Ends the paragraph, if one has begun.
    pub(super) fn end_paragraph(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_single_spaces_and_blank_lines_between_them() {
        let mut words = Words::default();
        words.end_paragraph();
        words.push("  He\t said\u{7}\n ");
        words.push(" no. ");
        words.end_paragraph();
        words.end_paragraph();
        words.push("She\u{a0}left.");
        assert_eq!(words.finish(), "He said no.\n\nShe\u{a0}left.");
    }
}
