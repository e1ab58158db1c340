//! Tokens: words, numbers and marks, with their places.
//!
//! A word keeps what belongs to it: inner hyphens ("Al-Jubeir"), inner apostrophes ("don't", "O'Brien"),
//! the dots of abbreviations ("U.S.") and of addresses ("example.org"). The genitive ("'s") is a token of
//! its own. Two apostrophes, two back quotes, "--" and "..." are one mark each.
//!
//! Sentences that are glued together ("the border.Kim told") are told apart by the capital after the
//! full stop.

use super::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits: "Lavrov", "U.S.", "G20".
    Word,
    /// Digits: "1,200", "3.5", "2024".
    Number,
    /// The genitive: "'s", "’s".
    Genitive,
    /// Anything else, one mark at a time.
    Mark,
}

/// A word or mark and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Its place in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of `text` inside `within`, in order. White space is no token.
#[must_use]
pub fn tokens(text: &str, within: Span) -> Vec<Token> {
    let mut reader = Reader {
        text,
        at: within.start(),
        end: within.end(),
    };
    let mut tokens = Vec::with_capacity(within.len() / 5);
    while let Some(token) = reader.next_token() {
        tokens.push(token);
    }
    tokens
}

/// `span` widened to the words that it begins and ends in. Scripts that put no space between words keep it.
#[must_use]
pub fn whole_words(text: &str, span: Span) -> Span {
    let (mut start, mut end) = (span.start(), span.end());
    while let Some(before) = before(text, start).filter(|_| is_in_word(text, start)) {
        start -= before.len_utf8();
    }
    while let Some(after) = after(text, end).filter(|_| is_in_word(text, end)) {
        end += after.len_utf8();
    }
    Span::new(text, start, end).unwrap_or(span)
}

fn before(text: &str, byte_offset: usize) -> Option<char> {
    super::span::slice(text, 0, byte_offset).chars().next_back()
}

fn after(text: &str, byte_offset: usize) -> Option<char> {
    super::span::slice(text, byte_offset, text.len()).chars().next()
}

/// Whether a word goes on over `byte_offset`: "wa|r", "Al|-Jubeir", "1,|200".
fn is_in_word(text: &str, byte_offset: usize) -> bool {
    let (Some(left), Some(right)) = (before(text, byte_offset), after(text, byte_offset)) else {
        return false;
    };
    let joins = |left: Option<char>, joint: char, right: Option<char>| {
        let (Some(left), Some(right)) = (left, right) else {
            return false;
        };
        match joint {
            '.' | ',' => left.is_numeric() && right.is_numeric(),
            '-' | '‑' => is_of_word(left) && is_of_word(right),
            joint => is_apostrophe(joint) && is_of_word(left) && is_of_word(right),
        }
    };
    (is_of_word(left) && is_of_word(right))
        || joins(Some(left), right, after(text, byte_offset + right.len_utf8()))
        || joins(before(text, byte_offset - left.len_utf8()), left, Some(right))
}

/// Whether words of scripts that part their words hold this character.
fn is_of_word(character: char) -> bool {
    let is_unparted = matches!(
        character,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..
    );
    let joins = matches!(
        character,
        '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{200c}' | '\u{200d}'
    );
    (character.is_alphanumeric() || is_combining(character) || joins) && !is_unparted
}

/// Whether `character` can stand for an apostrophe.
#[must_use]
pub fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`')
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        super::span::slice(self.text, self.at, self.end)
    }

    /// Whether something other than white space stands right before `start`.
    fn is_glued(&self, start: usize) -> bool {
        super::span::slice(self.text, 0, start)
            .chars()
            .next_back()
            .is_some_and(|before| !before.is_whitespace())
    }

    fn next_token(&mut self) -> Option<Token> {
        let (start, first) = loop {
            let first = self.rest().chars().next()?;
            if !first.is_whitespace() && !is_invisible(first) {
                break (self.at, first);
            }
            self.at += first.len_utf8();
        };
        let (length, kind) = if first.is_alphanumeric() {
            word(self.rest())
        } else {
            (mark(self.rest(), first, self.is_glued(start)), TokenKind::Mark)
        };
        let is_genitive =
            kind == TokenKind::Mark && is_apostrophe(first) && genitive(self.text, start, self.end);
        let (length, kind) = if is_genitive {
            (first.len_utf8() + 1, TokenKind::Genitive)
        } else {
            (length, kind)
        };
        self.at = start + length;
        Some(Token {
            span: Span::new(self.text, start, self.at)?,
            kind,
        })
    }
}

fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// Whether an apostrophe at `start` begins a genitive: after a word, before a lone "s".
fn genitive(text: &str, start: usize, end: usize) -> bool {
    let before = super::span::slice(text, 0, start).chars().next_back();
    let mut after = super::span::slice(text, start, end).chars().skip(1);
    before.is_some_and(|character| character.is_alphanumeric() || character == '.')
        && matches!(after.next(), Some('s' | 'S'))
        && !after.next().is_some_and(char::is_alphanumeric)
}

/// Length of the mark at the start of `rest`. Of three apostrophes after a word the first closes a
/// quotation inside a quotation.
fn mark(rest: &str, first: char, is_glued: bool) -> usize {
    let run = |wanted: char| rest.chars().take_while(|&character| character == wanted).count();
    match first {
        '\'' | '`' if run(first) == 2 || run(first) > 2 && !is_glued => 2,
        '-' => run('-').min(3),
        '.' if run('.') >= 2 => run('.').min(6),
        _ => first.len_utf8(),
    }
}

/// Length and kind of the word or number at the start of `rest`.
fn word(rest: &str) -> (usize, TokenKind) {
    let mut characters = rest.char_indices().peekable();
    let mut length = 0;
    let mut is_number = true;
    let mut segment = 0_usize;
    let mut n_dots = 0_usize;
    while let Some((at, character)) = characters.next() {
        if character.is_alphanumeric() || is_combining(character) {
            is_number &= character.is_numeric();
            segment += 1;
            length = at + character.len_utf8();
            continue;
        }
        let Some(&(_, next)) = characters.peek() else {
            if character == '.' && is_dotted(segment, n_dots, is_number) {
                length = at + 1;
            }
            break;
        };
        let joins = match character {
            '-' | '‑' | '&' | '_' | '@' => next.is_alphanumeric(),
            '/' | ',' => is_number && next.is_numeric(),
            '.' if next.is_alphanumeric() => {
                (is_number && next.is_numeric())
                    || (segment == 1 && !is_number && next.is_alphabetic())
                    || (next.is_lowercase() && !is_number)
            }
            _ if is_apostrophe(character) => {
                next.is_alphabetic() && !is_genitive_end(rest, at + character.len_utf8())
            }
            _ => false,
        };
        if !joins {
            if character == '.' && is_dotted(segment, n_dots, is_number) {
                length = at + 1;
            }
            break;
        }
        if character == '.' {
            n_dots += 1;
        }
        segment = 0;
    }
    (
        length.max(rest.chars().next().map_or(1, char::len_utf8)),
        if is_number {
            TokenKind::Number
        } else {
            TokenKind::Word
        },
    )
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Whether the last full stop of "U.S." or "e.g." belongs to the word.
fn is_dotted(segment: usize, n_dots: usize, is_number: bool) -> bool {
    segment == 1 && n_dots > 0 && !is_number
}

/// Whether a lone "s" stands at `at`: the genitive, which is a token of its own.
fn is_genitive_end(rest: &str, at: usize) -> bool {
    let mut after = super::span::slice(rest, at, rest.len()).chars();
    matches!(after.next(), Some('s' | 'S')) && !after.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found: Vec<&str> = tokens(text, Span::all(text).unwrap())
            .into_iter()
            .map(|token| token.span.of(text))
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        check(
            "Al-Jubeir's U.S. visit, he said.",
            "Al-Jubeir 's U.S. visit , he said .",
        );
        check("O’Brien don't: 1,200 men.", "O’Brien don't : 1,200 men .");
        check(
            "''We'll go,'' Russia’s envoy said",
            "'' We'll go , '' Russia ’s envoy said",
        );
        check("the Russians' plan--now", "the Russians ' plan -- now");
        check("''He said 'no,''' she wrote", "'' He said ' no , ' '' she wrote");
    }

    #[test]
    fn a_place_is_widened_to_whole_words() {
        for (text, part, expected) in [
            ("go to war unless attacked", "nless att", "unless attacked"),
            ("go to war unless", " unless", " unless"),
            ("Prince Al-Jubeir’s envoy", "Jubeir", "Al-Jubeir’s"),
            ("1,200 men", "200 m", "1,200 men"),
            ("he don't, “we” do", "t, “w", "don't, “we"),
            ("नमस्ते दुनिया", "ते द", "नमस्ते दुनिया"),
            ("我们不会开战", "不会", "不会"),
            ("The end. Then", "end.", "end."),
        ] {
            let at = text.find(part).unwrap();
            let span = Span::new(text, at, at + part.len()).unwrap();
            assert_eq!(whole_words(text, span).of(text), expected);
        }
    }

    #[test]
    fn glued_sentences_are_told_apart() {
        check(
            "Minister Kim Yong-hyun.Kim told",
            "Minister Kim Yong-hyun . Kim told",
        );
        check("see example.org. It", "see example.org . It");
    }

    #[test]
    fn every_place_is_valid() {
        let text = "“Ağrı’s”…\u{feff}日本–«x»’ ‘90s";
        for token in tokens(text, Span::all(text).unwrap()) {
            assert!(token.span.is_valid_in(text));
        }
    }
}
