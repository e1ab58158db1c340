//! Paragraphs: the pieces of a text between line breaks.
//!
//! Most texts have one paragraph a line or separate paragraphs by blank lines. Mail and old agency
//! copy break lines at a fixed width instead; such text is recognised by lines that end in the middle
//! of a sentence and go on in lower case, and there only blank lines and clear ends break.

use super::Span;

/// The paragraphs of `text` inside `within`: without white space at their ends, never empty, in
/// order.
#[must_use]
pub fn paragraphs(text: &str, within: Span) -> Vec<Span> {
    let lines = lines(text, within);
    let is_wrapped = is_wrapped(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous_line_idx: Option<usize> = None;
    for (line_idx, line) in lines.iter().enumerate() {
        let Some(line) = line.and_then(|line| line.trimmed(text)) else {
            continue;
        };
        let follows = previous_line_idx.is_some_and(|previous| previous + 1 == line_idx);
        previous_line_idx = Some(line_idx);
        match paragraphs.last_mut() {
            Some(paragraph) if is_wrapped && follows => *paragraph = paragraph.union(line),
            _ => paragraphs.push(line),
        }
    }
    paragraphs
}

/// The lines, `None` for empty ones.
fn lines(text: &str, within: Span) -> Vec<Option<Span>> {
    let mut lines = Vec::new();
    let mut start = within.start();
    for (at, found) in within
        .of(text)
        .match_indices(['\n', '\r', '\u{2028}', '\u{2029}'])
    {
        let at = within.start() + at;
        if found == "\n" && start == at && at > within.start() && text.as_bytes().get(at - 1) == Some(&b'\r')
        {
            start = at + 1;
            continue;
        }
        lines.push(Span::new(text, start, at));
        start = at + found.len();
    }
    lines.push(Span::new(text, start, within.end()));
    lines
}

/// Whether the lines were broken at a fixed width: many end inside a sentence.
fn is_wrapped(text: &str, lines: &[Option<Span>]) -> bool {
    let mut n_breaks = 0_usize;
    let mut n_inside = 0_usize;
    for pair in lines.windows(2) {
        let [Some(line), Some(next)] = pair else {
            continue;
        };
        let (line, next) = (line.of(text).trim_end(), next.of(text).trim_start());
        if line.is_empty() || next.is_empty() {
            continue;
        }
        n_breaks += 1;
        let ends_inside = line
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphanumeric() || last == ',' || last == '-');
        if ends_inside && next.chars().next().is_some_and(char::is_lowercase) {
            n_inside += 1;
        }
    }
    n_breaks >= 3 && n_inside * 3 > n_breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text, Span::all(text).unwrap())
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn each_line_is_a_paragraph() {
        check(
            "One.\nTwo.\n\n  Three.  \r\nFour",
            &["One.", "Two.", "Three.", "Four"],
        );
    }

    #[test]
    fn lines_of_fixed_width_are_joined() {
        let text = "The minister spoke for\nan hour about the treaty and\nthe border, then he\nleft.\n\nNobody\nanswered.";
        check(
            text,
            &[
                "The minister spoke for\nan hour about the treaty and\nthe border, then he\nleft.",
                "Nobody\nanswered.",
            ],
        );
    }

    #[test]
    fn white_space_alone_is_no_paragraph() {
        check(" \n \n", &[]);
    }
}
