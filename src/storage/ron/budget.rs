//! What the parts of a project file would take in memory, told before they are read.
//!
//! A part that is written with a few letters may take hundreds of bytes: a file made to do harm could fill
//! the memory many times over. What Readout writes takes well under [`TIMES`] its length.

use crate::model::{Block, Person, Section, Statement};
use crate::project::Entry;

/// How many bytes of memory a file may take for each of its own.
const TIMES: usize = 9;

/// So much more is let to small files, which are not worth weighing.
const FREE: usize = 30_000_000;

/// An entry of a map whose keys are numbers: an article, a statement, a block, a section.
const NUMBERED: usize = largest(&[
    size_of::<Entry>() + 2 * size_of::<usize>(),
    size_of::<Statement>(),
    size_of::<Block>(),
    size_of::<Section>(),
]);

/// The room for further entries that comes with the first of a map.
const NODE: usize = 10 * size_of::<Statement>();

/// Another structure; twice, since lists and maps grow ahead of what is in them.
const STRUCTURE: usize = 2 * (size_of::<Person>() + 2 * size_of::<usize>());

/// A string besides its letters, likewise.
const STRING: usize = 2 * size_of::<String>();

/// A place in a text.
const SPAN: usize = 16;

const fn largest(sizes: &[usize]) -> usize {
    let mut largest = 0;
    let mut rest = sizes;
    while let [first, others @ ..] = rest {
        if *first > largest {
            largest = *first;
        }
        rest = others;
    }
    largest
}

/// Where in the text more memory would be taken than a file of its length may take.
pub(super) fn exceeded_at(text: &str) -> Option<usize> {
    let budget = FREE + TIMES * text.len();
    let mut taken = 0;
    let bytes = text.as_bytes();
    // The last two letters that are no blank, and the first of the next.
    let (mut last, mut before_last) = (b' ', b' ');
    let mut is_first_in_map = false;
    let mut rest = bytes.iter().enumerate();
    while let Some((at, &byte)) = rest.next() {
        match byte {
            b'"' => {
                let mut n_bytes = 0;
                while let Some((_, &inside)) = rest.next() {
                    match inside {
                        b'"' => break,
                        b'\\' => _ = rest.next(),
                        _ => {}
                    }
                    n_bytes += 1;
                }
                taken += STRING + n_bytes;
            }
            b'{' => is_first_in_map = true,
            b'(' => {
                let next = rest
                    .clone()
                    .map(|(_, byte)| *byte)
                    .find(|byte| !byte.is_ascii_whitespace());
                let is_span = next.is_some_and(|next| next.is_ascii_digit() || next == b'-');
                taken += if is_span {
                    SPAN
                } else if last == b':' && before_last.is_ascii_digit() {
                    NUMBERED + if is_first_in_map { NODE } else { 0 }
                } else if last.is_ascii_alphanumeric() {
                    0
                } else {
                    STRUCTURE
                };
                is_first_in_map = false;
            }
            _ => {}
        }
        if taken > budget {
            return Some(at);
        }
        if !byte.is_ascii_whitespace() {
            before_last = last;
            last = byte;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_with_a_few_letters_and_takes_much_is_told() {
        let n_bytes = 12_000_000;
        for part in [
            "7:(text:[]),",
            "7:(text:[\"a\"],statements:{1:(content:[(0,1)],kind:Direct)}),",
            "7:(content:[(0,1)],kind:Direct),",
            "\"\",",
            "\"a\":(),",
            "7:(kind:PageBreak),",
            "7 : ( title : \"\" ),",
        ] {
            let file = format!("(format: 1, articles: {{{}", part.repeat(n_bytes / part.len()));
            assert!(exceeded_at(&file).is_some(), "{part}");
            assert_eq!(exceeded_at(file.get(..100_000).unwrap()), None, "small: {part}");
        }
    }

    #[test]
    fn what_readout_writes_is_far_from_it() {
        let file = include_str!("../../../tests/data/projects/v1-complete.ron");
        let articles = file.find("\n    1: (\n      metadata").unwrap();
        let entry = file.get(articles..file.rfind("\n  },").unwrap()).unwrap();
        let many = format!(
            "(format: 1, articles: {{{}",
            entry.repeat(30_000_000 / entry.len())
        );
        assert_eq!(exceeded_at(&many), None);
    }

    #[test]
    fn brackets_in_words_weigh_nothing() {
        let file = format!("(format: 1, text: [\"{}\"])", "1:( \\\" (( ".repeat(1_500_000));
        assert_eq!(exceeded_at(&file), None);
    }
}
