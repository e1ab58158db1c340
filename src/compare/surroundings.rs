//! The sentence around a statement.

use crate::model::{Article, Statement};
use crate::text::paragraphs::paragraphs;
use crate::text::sentences::{sentences, span_of};
use crate::text::tokens::tokens;
use crate::text::{Span, span};

/// How many bytes before and after a statement are looked at.
const REACH: usize = 1_500;

/// From the beginning of the sentence in which the statement begins to the end of the one in which it ends.
#[must_use]
pub fn surroundings(statement: &Statement, article: &Article) -> Option<Span> {
    let text: &str = &article.text;
    let first = statement.content.first()?;
    let last = statement.content.last()?;
    let start = boundary(text, first.start().saturating_sub(REACH));
    let end = boundary(text, last.end().saturating_add(REACH).min(text.len()));
    let around = Span::new(text, start, end)?;
    let mut whole = first.union(*last);
    for paragraph in paragraphs(text, around) {
        if !paragraph.overlaps(whole) {
            continue;
        }
        let tokens = tokens(text, paragraph);
        for range in sentences(text, &tokens, 0..tokens.len()) {
            if let Some(sentence) = span_of(text, &tokens, range)
                && (sentence.overlaps(*first) || sentence.overlaps(*last))
            {
                whole = whole.union(sentence);
            }
        }
    }
    whole.trimmed(text)
}

/// The boundary of a character at or before `byte_offset`.
fn boundary(text: &str, byte_offset: usize) -> usize {
    let mut at = byte_offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    debug_assert!(span::slice(text, 0, at).len() == at);
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[test]
    fn the_sentence_is_whole() {
        let text =
            "It rained. On Tuesday Ms Sarian said that “the tunnel is dry,” and left. Then it stopped.";
        let article = Article::from_text(text);
        let start = text.find("“the").unwrap();
        let end = text.find(" and left").unwrap();
        let statement = Statement::by_hand(vec![Span::new(text, start, end).unwrap()], Kind::Direct);
        assert_eq!(
            surroundings(&statement, &article).unwrap().of(text),
            "On Tuesday Ms Sarian said that “the tunnel is dry,” and left."
        );
    }
}
