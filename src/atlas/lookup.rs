//! Finding the phrases of the tables in running words: the longest phrase that begins at a word.

use crate::text::fold::{fold, fold_into};
use crate::text::{Span, Table, tokens};

/// How the capitals of a phrase must stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    /// Any: the words of roles.
    Any,
    /// The first letter is a capital: names.
    First,
    /// Exactly as in the table: "US", "WHO", "IS".
    Exact,
}

#[derive(Debug)]
struct Phrase<T> {
    rest: Box<[Box<str>]>,
    written: Box<str>,
    capitals: Capitals,
    sense: T,
}

/// Phrases by their first word.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by_first: Table<Box<str>, Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: Table::default(),
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a name. A short one in capitals, or one with "=" before it, is only found as it is written.
    pub(super) fn add_name(&mut self, phrase: &str, sense: T) {
        let (phrase, is_exact) = match phrase.strip_prefix('=') {
            Some(phrase) => (phrase, true),
            None => (phrase, is_short_acronym(phrase)),
        };
        let capitals = if is_exact {
            Capitals::Exact
        } else if phrase.chars().next().is_some_and(char::is_lowercase) {
            Capitals::Any
        } else {
            Capitals::First
        };
        self.add(phrase, capitals, sense);
    }

    /// Adds a phrase that stands in any case.
    pub(super) fn add_words(&mut self, phrase: &str, sense: T) {
        self.add(phrase, Capitals::Any, sense);
    }

    fn add(&mut self, phrase: &str, capitals: Capitals, sense: T) {
        let Some(whole) = Span::all(phrase) else {
            return;
        };
        let mut words = tokens::tokens(phrase, whole).into_iter().map(|token| {
            let mut word = String::new();
            fold_into(token.span.of(phrase), &mut word);
            word.into_boxed_str()
        });
        let Some(first) = words.next() else {
            return;
        };
        let phrases = self.by_first.entry(first).or_default();
        let phrase = Phrase {
            rest: words.collect(),
            written: phrase.into(),
            capitals,
            sense,
        };
        // The longest first; among equals the first in the table.
        let at = phrases.partition_point(|other| other.rest.len() >= phrase.rest.len());
        phrases.insert(at, phrase);
    }

    /// The longest phrase that begins at word 0 of `word`, with its number of words. `word` gives the words of
    /// the text as they are written, `None` past the end; `first` is word 0 folded.
    pub(super) fn longest<'a>(
        &self,
        first: &str,
        word: impl Fn(usize) -> Option<&'a str>,
    ) -> Option<(usize, T)> {
        let written = word(0)?;
        let phrases = self.by_first.get(first)?;
        let mut folded = String::new();
        let is_capital = written.chars().next().is_some_and(|first| !first.is_lowercase());
        'phrases: for phrase in phrases {
            match phrase.capitals {
                Capitals::Any => {}
                Capitals::First if is_capital => {}
                Capitals::Exact if phrase.written.starts_with(written) => {}
                _ => continue,
            }
            for (idx, expected) in phrase.rest.iter().enumerate() {
                let Some(found) = word(idx + 1) else {
                    continue 'phrases;
                };
                folded.clear();
                fold_into(found, &mut folded);
                if folded != **expected {
                    continue 'phrases;
                }
            }
            return Some((1 + phrase.rest.len(), phrase.sense));
        }
        None
    }

    /// The sense of a whole phrase.
    pub(super) fn exactly(&self, phrase: &str) -> Option<T> {
        let whole = Span::all(phrase)?;
        let found: Vec<&str> = tokens::tokens(phrase, whole)
            .into_iter()
            .map(|token| token.span.of(phrase))
            .collect();
        let (length, sense) = self.longest(&fold(found.first()?), |idx| found.get(idx).copied())?;
        (length == found.len()).then_some(sense)
    }
}

fn is_short_acronym(phrase: &str) -> bool {
    phrase.len() <= 3 && phrase.chars().all(|character| character.is_ascii_uppercase())
}
