//! A stance suggested from a statement's words.
//!
//! Goes by a table of words (`assets/compare/stances.tsv`). A condition decides ("only if"); otherwise words of
//! one side must stand alone: where both sides have words, nothing is suggested. A negation up to
//! [`REACH`] words before turns "does not support" around; a denied objection ("did not reject") decides
//! nothing. English only; irony and quotations inside a statement are not seen. It is a suggestion, and nothing
//! applies it but a person.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::{Stance, Statement};
use crate::text::Span;
use crate::text::fold::fold;

/// How many words before a word a negation reaches.
const REACH: usize = 3;
const NEGATIONS: [&str; 9] = [
    "not", "never", "no", "nobody", "cannot", "neither", "nor", "without", "hardly",
];

/// A stance and the words that suggest it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceHint {
    /// The stance; never [`Stance::NoneStated`].
    pub stance: Stance,
    /// The words as they stand in the article: "does not support".
    pub words: String,
}

/// The stance that the words of a statement suggest, its reporting words included ("rejected", "welcomed");
/// `None` where they are not clear.
#[must_use]
pub fn suggested_stance(statement: &Statement, text: &str) -> Option<StanceHint> {
    let mut signs: Vec<(Stance, String)> = Vec::new();
    for span in statement.content.iter().chain(&statement.cue) {
        signs_in(*span, text, &mut signs);
    }
    let first = |stance: Stance| signs.iter().find(|(sign, _)| *sign == stance);
    let ((Some(chosen), _, _) | (None, Some(chosen), None) | (None, None, Some(chosen))) = (
        first(Stance::Conditional),
        first(Stance::Supports),
        first(Stance::Opposes),
    ) else {
        return None;
    };
    let (stance, words) = chosen.clone();
    Some(StanceHint { stance, words })
}

/// What a row of the table says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Takes(Stance),
    Hides,
}

/// A row of the table.
struct Phrase {
    words: Vec<Pattern>,
    sign: Sign,
}

enum Pattern {
    Word(&'static str),
    Beginning(&'static str),
}

impl Pattern {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Word(whole) => word == *whole,
            Self::Beginning(beginning) => word.starts_with(beginning),
        }
    }
}

/// The phrases, longest first, by the first three letters of their first word.
static PHRASES: LazyLock<HashMap<&'static str, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for line in include_str!("../../assets/compare/stances.tsv").lines() {
        let Some((stance, words)) = line.split_once('\t').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let sign = match stance {
            "supports" => Sign::Takes(Stance::Supports),
            "opposes" => Sign::Takes(Stance::Opposes),
            "conditional" => Sign::Takes(Stance::Conditional),
            _ => Sign::Hides,
        };
        let words: Vec<Pattern> = words
            .split(' ')
            .map(|word| match word.strip_suffix('*') {
                Some(beginning) => Pattern::Beginning(beginning),
                None => Pattern::Word(word),
            })
            .collect();
        if let Some(Pattern::Word(first) | Pattern::Beginning(first)) = words.first() {
            phrases
                .entry(letters(first))
                .or_default()
                .push(Phrase { words, sign });
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for list in phrases.values_mut() {
        list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    }
    phrases
});

/// The first three letters; a shorter word whole.
fn letters(word: &str) -> &str {
    word.get(..3).unwrap_or(word)
}

fn signs_in(span: Span, text: &str, signs: &mut Vec<(Stance, String)>) {
    let piece = span.of(text);
    let original: Vec<&str> = words(piece).collect();
    let folded: Vec<String> = original.iter().map(|word| fold(word)).collect();
    let mut at = 0;
    while let Some(word) = folded.get(at) {
        let phrase = PHRASES.get(letters(word)).and_then(|phrases| {
            phrases.iter().find(|phrase| {
                let here = folded.iter().skip(at).take(phrase.words.len());
                here.len() == phrase.words.len()
                    && std::iter::zip(&phrase.words, here).all(|(pattern, word)| pattern.fits(word))
            })
        });
        let Some(phrase) = phrase else {
            at += 1;
            continue;
        };
        let end = at + phrase.words.len();
        if let Sign::Takes(stance) = phrase.sign {
            let start = at.saturating_sub(REACH);
            let negation = (start..at)
                .rev()
                .find(|&before| folded.get(before).is_some_and(|word| is_negation(word)));
            let (stance, from) = match (stance, negation) {
                (Stance::Supports, Some(before)) => (Some(Stance::Opposes), before),
                (Stance::Opposes, Some(_)) => (None, at),
                (stance, _) => (Some(stance), at),
            };
            if let Some(stance) = stance {
                let words = original.iter().take(end).skip(from).copied().collect::<Vec<_>>();
                signs.push((stance, words.join(" ")));
            }
        }
        at = end;
    }
}

fn is_negation(word: &str) -> bool {
    NEGATIONS.contains(&word) || word.ends_with("n't")
}

/// The words of a text, with apostrophes in them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| {
        !(character.is_alphanumeric() || crate::text::tokens::is_apostrophe(character))
    })
    .map(|word| word.trim_matches(crate::text::tokens::is_apostrophe))
    .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    #[track_caller]
    fn check(words: &str, expected: Option<(Stance, &str)>) {
        let statement = Statement::by_hand(vec![Span::all(words).unwrap()], Kind::Direct);
        let hint = suggested_stance(&statement, words);
        let hint = hint.as_ref().map(|hint| (hint.stance, hint.words.as_str()));
        assert_eq!(hint, expected, "{words}");
    }

    #[test]
    fn clear_words_suggest_a_stance_and_unclear_ones_none() {
        check(
            "We fully support the tunnel.",
            Some((Stance::Supports, "support")),
        );
        check(
            "Such a line is unacceptable.",
            Some((Stance::Opposes, "unacceptable")),
        );
        check(
            "We do not support a second line.",
            Some((Stance::Opposes, "not support")),
        );
        check(
            "Norland doesn’t support it.",
            Some((Stance::Opposes, "doesn’t support")),
        );
        check(
            "We would support it only if customs stay.",
            Some((Stance::Conditional, "only if")),
        );
        check("They did not reject the plan.", None);
        check("We support the talks but reject the deadline.", None);
        check("Trains run again at noon.", None);
        check("The ministers went back to the capital.", None);
        check("Çok teşekkürler.", None);
    }

    #[test]
    fn the_reporting_word_counts() {
        let text = "Sarian rejected the toll.";
        let of = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(text, start, start + words.len()).unwrap()
        };
        let mut statement = Statement::by_hand(vec![of("the toll")], Kind::Indirect);
        statement.cue = Some(of("rejected"));
        let hint = suggested_stance(&statement, text).unwrap();
        assert_eq!((hint.stance, hint.words.as_str()), (Stance::Opposes, "rejected"));
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let table = include_str!("../../assets/compare/stances.tsv");
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        for row in &rows {
            let (stance, words) = row.split_once('\t').unwrap();
            assert!(
                ["supports", "opposes", "conditional", "neither"].contains(&stance),
                "{row}"
            );
            assert_eq!(fold(words), words, "{row}");
        }
        let n_read: usize = PHRASES.values().map(Vec::len).sum();
        assert_eq!(n_read, rows.len());
        assert!(table.contains("Source:"));
    }
}
