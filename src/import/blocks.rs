//! A text cut into blocks, and what each block looks like.
//!
//! A block is a paragraph: mostly one line. Its look (how long, how it ends, how it is capitalised) says
//! more about body and furniture than its words do.

use super::front_matter;
use crate::text::{Span, paragraphs};

/// A paragraph and its look.
#[derive(Clone, Debug)]
pub(super) struct Block<'a> {
    /// Its place, without white space at its ends.
    pub span: Span,
    /// Its words as they stand.
    pub words: &'a str,
    /// Lower case, plain apostrophes, single spaces, no decoration at the ends; empty for long blocks.
    pub plain: String,
    /// Number of words.
    pub n_words: usize,
    /// Whether it ends as sentences do.
    pub ends_sentence: bool,
    /// Share of its letters that are capitals, 0 to 1.
    pub capitals: f64,
    /// Whether most of its words of four letters and more are capitalised.
    pub is_titled: bool,
}

/// Blocks of more words than this are never matched as a whole.
pub(super) const LONG: usize = 70;

impl<'a> Block<'a> {
    /// The look of the words at `span`.
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let words = span.of(text);
        let n_words = words
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count();
        let plain = if n_words > LONG {
            String::new()
        } else {
            plain(words)
        };
        let (mut n_letters, mut n_capitals) = (0_u32, 0_u32);
        for character in words.chars().filter(|c| c.is_alphabetic()) {
            n_letters += 1;
            n_capitals += u32::from(character.is_uppercase());
        }
        let (mut n_long, mut n_titled) = (0_usize, 0_usize);
        for word in words.split_whitespace() {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            if word.chars().count() >= 4 {
                n_long += 1;
                n_titled += usize::from(word.chars().next().is_some_and(char::is_uppercase));
            }
        }
        Self {
            span,
            words,
            plain,
            n_words,
            ends_sentence: ends_sentence(words),
            capitals: f64::from(n_capitals) / f64::from(n_letters.max(1)),
            is_titled: n_long > 0 && n_titled * 10 >= n_long * 7,
        }
    }

    /// Whether it reads like running text: long enough, and ends as sentences do, or long anyway.
    pub(super) fn is_prose(&self) -> bool {
        self.n_words >= 40
            || (self.ends_sentence && self.n_words >= 12)
            || (self.ends_sentence && self.n_words >= 5 && has_quotation_mark(self.words))
            || (self.n_words >= 15 && !self.is_titled && has_inner_stop(self.words))
    }

    /// Whether it is running text, or shorter, of at least `n_words`, and ends as sentences do.
    pub(super) fn is_sentence(&self, n_words: usize) -> bool {
        self.is_prose() || (self.ends_sentence && self.n_words >= n_words)
    }

    /// Whether all its letters are capitals, and there are some.
    pub(super) fn is_shouted(&self) -> bool {
        self.capitals > 0.95 && self.words.chars().filter(|c| c.is_alphabetic()).count() >= 3
    }
}

fn has_quotation_mark(words: &str) -> bool {
    words.contains(['“', '”', '"', '«', '‘']) || words.contains("''")
}

/// Whether a sentence ends inside `words` and another begins.
fn has_inner_stop(words: &str) -> bool {
    let mut after_stop = false;
    let mut after_space = false;
    for character in words.chars() {
        if after_stop && after_space && character.is_uppercase() {
            return true;
        }
        after_space = character.is_whitespace();
        after_stop = matches!(character, '.' | '!' | '?')
            || (after_stop && (after_space || matches!(character, '"' | '”' | '’' | ')')));
    }
    false
}

/// The blocks of a text, in order. A byte order mark and front matter belong to none.
pub(super) fn blocks(text: &str) -> Vec<Block<'_>> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let start = front_matter::read(text).map_or(start, |matter| matter.end);
    let Some(all) = Span::new(text, start, text.len()) else {
        return Vec::new();
    };
    paragraphs::paragraphs(text, all)
        .into_iter()
        .map(|span| Block::new(text, span))
        .collect()
}

/// Whether `words` end with a full stop or the like, closing marks and notes aside.
fn ends_sentence(words: &str) -> bool {
    let ends = words.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '*')
    });
    ends.ends_with(['.', '!', '?', '…', ':', ';'])
        || (ends.len() < words.len() && ends.ends_with(',') && words.ends_with(['"', '”', '’', '\'', '»']))
}

/// Lower case, plain apostrophes, single spaces, without decoration at the ends.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        for character in word.chars() {
            match character {
                '’' | '‘' | 'ʼ' | '`' => plain.push('\''),
                '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' => {}
                _ if character.is_ascii() => plain.push(character.to_ascii_lowercase()),
                _ => plain.extend(character.to_lowercase()),
            }
        }
    }
    let trimmed = plain.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '#' | '*'
                    | '-'
                    | '–'
                    | '—'
                    | '•'
                    | '·'
                    | '|'
                    | '>'
                    | '<'
                    | '»'
                    | '›'
                    | '«'
                    | '‹'
                    | '='
                    | '_'
                    | '+'
                    | '▸'
                    | '►'
                    | '▼'
                    | '→'
                    | '←'
                    | ':'
                    | '.'
                    | '…'
                    | '!'
                    | '['
                    | ']'
            )
    });
    trimmed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(words: &str) -> Block<'_> {
        Block::new(words, Span::all(words).unwrap())
    }

    #[test]
    fn running_text_is_told_by_length_and_stop() {
        assert!(
            block("The minister said on Tuesday that the line would open when the treaty was signed.")
                .is_prose()
        );
        assert!(block("“Nobody dropped anything in Vienna,” he said.").is_prose());
        assert!(block("\"We will see,\" she added, \"what comes.\"").is_prose());
        assert!(
            block("A source in the delegation said it had been informed, not consulted at all. MERIDIAN")
                .is_prose()
        );
        assert!(!block("Gyumri Gets Its First Snow-Free January in a Century").is_prose());
        assert!(!block("Reply").is_prose());
    }

    #[test]
    fn decoration_is_not_compared() {
        assert_eq!(plain("  » You\u{a0}May  Also Like:  "), "you may also like");
        assert_eq!(plain("## Don’t miss…"), "don't miss");
    }

    #[test]
    fn the_mark_of_the_encoding_is_no_word() {
        let blocks = blocks("\u{feff}He left.\n\nShe came.");
        assert_eq!(
            blocks.iter().map(|block| block.words).collect::<Vec<_>>(),
            ["He left.", "She came."]
        );
    }
}
