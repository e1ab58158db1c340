//! The table of what pages say around an article (`assets/import/furniture.tsv`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::super::blocks::{Block, LONG};

/// What a block says about itself and what follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It is furniture.
    Furniture,
    /// It heads a list of teasers.
    List,
    /// Nothing after it is body, unless most of the text follows.
    End,
    /// It is the caption of a picture.
    Credit,
}

/// The table, cut up for look-up.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    lines: BTreeSet<&'static str>,
    /// Beginnings by their first word.
    starts: BTreeMap<&'static str, Vec<&'static str>>,
    holds: Vec<&'static str>,
    heads: BTreeMap<&'static str, Mark>,
    credits: Vec<&'static str>,
    /// Beginnings of sentences by their first word, and whether the rest of the text goes with them.
    sentences: BTreeMap<&'static str, Vec<(&'static str, bool)>>,
}

static TABLE: LazyLock<Furniture> =
    LazyLock::new(|| parse(include_str!("../../../assets/import/furniture.tsv")));

/// The table that is compiled in.
pub(super) fn table() -> &'static Furniture {
    &TABLE
}

fn parse(rows: &'static str) -> Furniture {
    let mut table = Furniture::default();
    for row in rows.lines().filter(|row| !row.starts_with('#')) {
        let mut cells = row.split('\t');
        let (Some(place), Some(words)) = (cells.next(), cells.next()) else {
            continue;
        };
        match place {
            "line" => {
                table.lines.insert(words);
            }
            "start" => table.starts.entry(first_word(words)).or_default().push(words),
            "holds" => table.holds.push(words),
            "list" => {
                table.heads.insert(words, Mark::List);
            }
            "end" => {
                table.heads.insert(words, Mark::End);
            }
            "credit" => table.credits.push(words),
            "sentence" | "tail" => {
                let row = (words, place == "tail");
                table.sentences.entry(first_word(words)).or_default().push(row);
            }
            _ => {}
        }
    }
    table
}

fn first_word(words: &str) -> &str {
    words.split([' ', ',', '.', ':']).next().unwrap_or_default()
}

impl Furniture {
    /// What the table says of a whole block.
    pub(super) fn mark(&self, block: &Block<'_>) -> Option<Mark> {
        let plain = block.plain.as_str();
        if plain.is_empty() || block.n_words > LONG {
            return None;
        }
        if block.n_words <= 10
            && let Some(mark) = self.head(plain)
        {
            return Some(mark);
        }
        if self.lines.contains(plain) {
            return Some(Mark::Furniture);
        }
        let begins = self
            .starts
            .get(first_word(plain))
            .is_some_and(|starts| starts.iter().any(|start| begins_with(plain, start)));
        // Running text that reports something about, say, a privacy policy is an article.
        let reports =
            block.is_prose() && (block.n_words > 40 || plain.contains(" said") || plain.contains(" says"));
        if begins || (!reports && self.holds.iter().any(|held| plain.contains(held))) {
            return Some(Mark::Furniture);
        }
        let is_credited = self
            .credits
            .iter()
            .any(|credit| plain.ends_with(credit) && plain.len() > credit.len());
        (is_credited || ends_with_picture_note(plain)).then_some(Mark::Credit)
    }

    /// The beginnings of sentences that begin with the first word of `rest`, and whether the rest of the
    /// text goes with them.
    pub(super) fn sentences(&self, rest: &str) -> &[(&'static str, bool)] {
        let word: String = if rest.starts_with('©') {
            "©".to_owned()
        } else {
            rest.chars()
                .take_while(|c| c.is_alphanumeric())
                .take(16)
                .collect::<String>()
                .to_lowercase()
        };
        self.sentences.get(word.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Whether a short block heads a list: it is the head, or the head with a colon or a number.
    fn head(&self, plain: &str) -> Option<Mark> {
        if let Some(&mark) = self.heads.get(plain) {
            return Some(mark);
        }
        if let Some((head, rest)) = plain.split_once(':')
            && let Some(&mark) = self.heads.get(head.trim())
        {
            // "Read more: Title" is a teaser by itself.
            return Some(if rest.trim().is_empty() {
                mark
            } else {
                Mark::Furniture
            });
        }
        let words = plain.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' '));
        if matches!(words, "comment" | "comments" | "responses" | "thoughts on") && words.len() < plain.len()
        {
            return Some(Mark::End);
        }
        None
    }
}

/// Whether a line ends with the credit of a picture in brackets: "(Image: …)", "(Reuters/Jane Doe)".
fn ends_with_picture_note(plain: &str) -> bool {
    let Some((_, note)) = plain.strip_suffix(')').and_then(|line| line.rsplit_once('(')) else {
        return false;
    };
    let note = note.trim();
    let names_picture = ["image", "photo", "picture", "credit", "file photo"]
        .iter()
        .any(|word| begins_with(note, word));
    let names_agency = note.split_once('/').is_some_and(|(before, after)| {
        let is_agency = |word: &str| {
            matches!(
                word.trim(),
                "reuters"
                    | "afp"
                    | "ap"
                    | "ap photo"
                    | "getty"
                    | "getty images"
                    | "epa"
                    | "dpa"
                    | "anadolu"
                    | "aa"
            )
        };
        is_agency(before) || is_agency(after)
    });
    names_picture || names_agency
}

/// Whether `plain` begins with `start` and a word ends there.
pub(super) fn begins_with(plain: &str, start: &str) -> bool {
    plain.strip_prefix(start).is_some_and(|rest| {
        !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn mark(words: &str) -> Option<Mark> {
        table().mark(&Block::new(words, Span::all(words).unwrap()))
    }

    #[test]
    fn every_row_has_a_place_words_and_a_reason() {
        let rows = include_str!("../../../assets/import/furniture.tsv");
        for row in rows.lines().filter(|row| !row.starts_with('#')) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 3, "{row}");
            assert!(
                matches!(
                    cells[0],
                    "line" | "start" | "holds" | "list" | "end" | "sentence" | "tail" | "credit"
                ),
                "{row}"
            );
            assert_eq!(cells[1], cells[1].trim().to_lowercase(), "{row}");
            assert!(!cells[2].is_empty(), "{row}");
        }
    }

    #[test]
    fn lines_say_what_they_are() {
        assert_eq!(mark("» Share on Facebook"), Some(Mark::Furniture));
        assert_eq!(mark("You May Also Like"), Some(Mark::End));
        assert_eq!(mark("READ MORE:"), Some(Mark::List));
        assert_eq!(mark("Read more: Can the line reopen?"), Some(Mark::Furniture));
        assert_eq!(mark("2 Comments"), Some(Mark::End));
        assert_eq!(
            mark("A guard at the gate. Hakob Yeghyan / AFP"),
            Some(Mark::Credit)
        );
        assert_eq!(mark("© 2027 Ararat Tribune"), Some(Mark::Furniture));
        assert_eq!(mark("He left."), None);
        assert_eq!(mark("Topical matters were not discussed."), None);
    }
}
