//! What the buttons over own text do to its Markdown.

use std::ops::Range;

use crate::text::offsets::Offsets;
use crate::text::span::slice;

/// A button over own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Bold,
    Italic,
    Heading,
    List,
    Quote,
    Cite,
}

impl Tool {
    /// All of them from left to right.
    pub(super) const ALL: [Self; 6] = [
        Self::Bold,
        Self::Italic,
        Self::Heading,
        Self::List,
        Self::Quote,
        Self::Cite,
    ];

    /// Its icon and its name.
    pub(super) fn face(self) -> (&'static str, &'static str) {
        match self {
            Self::Bold => ("bold", "Bold"),
            Self::Italic => ("italic", "Italic"),
            Self::Heading => ("heading", "Heading"),
            Self::List => ("list", "List"),
            Self::Quote => ("quote", "Quote"),
            Self::Cite => ("link", "Cite a statement or article (@)"),
        }
    }
}

/// The text after a tool was used on the marked characters, and what is marked then.
pub(super) fn apply(tool: Tool, text: &str, marked: Range<usize>) -> (String, Range<usize>) {
    let offsets = Offsets::new(text);
    let start = offsets.byte_from_char(text, marked.start.min(marked.end));
    let end = offsets.byte_from_char(text, marked.end.max(marked.start));
    let (before, words, after) = (
        slice(text, 0, start),
        slice(text, start, end),
        slice(text, end, text.len()),
    );
    let n_before = before.chars().count();
    let n_words = words.chars().count();
    match tool {
        Tool::Bold => around("**", before, words, after),
        Tool::Italic => around("*", before, words, after),
        Tool::Heading => on_lines("## ", text, start, end),
        Tool::List => on_lines("- ", text, start, end),
        Tool::Quote => on_lines("> ", text, start, end),
        Tool::Cite => {
            let gap = if before.is_empty() || before.ends_with(char::is_whitespace) {
                ""
            } else {
                " "
            };
            let at = n_before + n_words + gap.len() + 1;
            (format!("{before}{words}{gap}@{after}"), at..at)
        }
    }
}

/// Puts a mark around the words, or takes it away where it is.
fn around(mark: &str, before: &str, words: &str, after: &str) -> (String, Range<usize>) {
    let n_before = before.chars().count();
    let n_words = words.chars().count();
    let is_other = mark == "*" && before.ends_with("**");
    if let (Some(outer), Some(rest), false) = (before.strip_suffix(mark), after.strip_prefix(mark), is_other)
    {
        let from = n_before - mark.len();
        return (format!("{outer}{words}{rest}"), from..from + n_words);
    }
    let from = n_before + mark.len();
    (
        format!("{before}{mark}{words}{mark}{after}"),
        from..from + n_words,
    )
}

/// Begins each line of the marked ones with a mark, or takes it away where all have it.
fn on_lines(mark: &str, text: &str, start: usize, end: usize) -> (String, Range<usize>) {
    let first = slice(text, 0, start).rfind('\n').map_or(0, |at| at + 1);
    let last = slice(text, end, text.len())
        .find('\n')
        .map_or(text.len(), |at| end + at);
    let lines: Vec<&str> = slice(text, first, last).split('\n').collect();
    let is_marked = lines.iter().all(|line| line.starts_with(mark));
    let lines: Vec<String> = lines
        .iter()
        .map(|line| match line.strip_prefix(mark).filter(|_| is_marked) {
            Some(words) => words.to_owned(),
            None => format!("{mark}{line}"),
        })
        .collect();
    let middle = lines.join("\n");
    let from = slice(text, 0, first).chars().count();
    let n_characters = middle.chars().count();
    let after = slice(text, last, text.len());
    (
        format!("{}{middle}{after}", slice(text, 0, first)),
        from + n_characters..from + n_characters,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_put_around_words_and_taken_away_again() {
        assert_eq!(
            apply(Tool::Bold, "é is so", 2..4),
            ("é **is** so".to_owned(), 4..6)
        );
        assert_eq!(
            apply(Tool::Bold, "é **is** so", 4..6),
            ("é is so".to_owned(), 2..4)
        );
        assert_eq!(
            apply(Tool::Italic, "é **is** so", 4..6),
            ("é ***is*** so".to_owned(), 5..7)
        );
        assert_eq!(
            apply(Tool::List, "a\nbc\nd", 2..5),
            ("a\n- bc\n- d".to_owned(), 10..10)
        );
        assert_eq!(apply(Tool::List, "- a", 1..1), ("a".to_owned(), 1..1));
        assert_eq!(apply(Tool::Quote, "", 0..0), ("> ".to_owned(), 2..2));
        assert_eq!(
            apply(Tool::Cite, "So it is.", 8..8),
            ("So it is @.".to_owned(), 10..10)
        );
        assert_eq!(apply(Tool::Cite, "beyond", 99..99), ("beyond @".to_owned(), 8..8));
    }
}
