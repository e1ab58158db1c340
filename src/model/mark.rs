//! Marks in own words that cite: `[@a3]` an article, `[@a3.12]` a statement of it.

use std::fmt;

use super::{ArticleId, StatementId};
use crate::text::Span;

/// What a mark in own words cites. Written as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// An article as a whole: `[@a3]`.
    Article(ArticleId),
    /// A statement: `[@a3.12]`.
    Statement(StatementId),
}

impl Mark {
    /// The article that is cited, or that the cited statement stands in.
    #[must_use]
    pub fn article(self) -> ArticleId {
        match self {
            Self::Article(id) => id,
            Self::Statement(id) => id.article,
        }
    }

    /// The marks in `text` with their places, in order.
    #[must_use]
    pub fn all_in(text: &str) -> Vec<(Span, Self)> {
        let mut marks = Vec::new();
        for (start, opening) in text.match_indices("[@a") {
            let rest = text.get(start + opening.len()..).unwrap_or_default();
            let Some((inside, _)) = rest.split_once(']') else {
                break;
            };
            let mark = match inside.split_once('.') {
                Some((article, number)) => number_from(article)
                    .zip(number_from(number))
                    .map(|ids| Self::Statement(ids.into())),
                None => number_from(inside).map(|id| Self::Article(ArticleId(id))),
            };
            let end = start + opening.len() + inside.len() + 1;
            marks.extend(Span::new(text, start, end).zip(mark));
        }
        marks
    }
}

/// A number of digits alone; `u32::from_str` would take "+3" as well.
fn number_from(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Article(id) => write!(f, "[@{id}]"),
            Self::Statement(id) => write!(f, "[@{id}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_as_they_are_written() {
        let text = "So it is[@a3.12], and so[@a4]; not [@a], [@a1.x], [@b2], [@a+1], [@a99999999999] or [@a5";
        let found: Vec<String> = Mark::all_in(text)
            .iter()
            .map(|(_, mark)| mark.to_string())
            .collect();
        assert_eq!(found, ["[@a3.12]", "[@a4]"]);
        for (span, mark) in Mark::all_in(text) {
            assert_eq!(span.of(text), mark.to_string());
        }
    }
}
