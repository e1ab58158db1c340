//! Finding words in a text whatever their case and accents, with their places.

use super::fold::fold_into;
use super::span::slice;
use super::{Span, fold};

/// A text made ready for finding words in parts of it.
#[derive(Debug, Default)]
pub struct Finder {
    /// The parts, folded, a line end between two of them.
    folded: String,
    /// For each byte of `folded` the byte of the text at which the character begins that gave it; one more for the
    /// end.
    starts: Vec<usize>,
}

/// Words as they are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needle(String);

impl Needle {
    /// `None` if there is nothing to look for.
    #[must_use]
    pub fn new(words: &str) -> Option<Self> {
        let folded = fold::fold(words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        (!words.is_empty()).then(|| Self(words.join(" ")))
    }
}

impl Finder {
    /// Makes `parts` of `text` ready; they are in order.
    #[must_use]
    pub fn new(text: &str, parts: impl Iterator<Item = Span>) -> Self {
        let mut finder = Self::default();
        let mut end = 0;
        for part in parts {
            if !finder.folded.is_empty() {
                finder.folded.push('\n');
                finder.starts.push(end);
            }
            for (at, character) in part.of(text).char_indices() {
                let mut encoded = [0; 4];
                fold_into(character.encode_utf8(&mut encoded), &mut finder.folded);
                finder.starts.resize(finder.folded.len(), part.start() + at);
            }
            end = part.end();
        }
        finder.starts.push(end);
        finder
    }

    /// Where the words stand: at the beginnings of words, in order. What follows in the same word does not count.
    #[must_use]
    pub fn find(&self, text: &str, needle: &Needle) -> Vec<Span> {
        places(&self.folded, needle)
            .filter_map(|at| {
                let start = *self.starts.get(at)?;
                let end = *self.starts.get(at + needle.0.len())?;
                Span::new(text, start, end)
            })
            .collect()
    }

    /// Where folded words stand, inside of longer words too, in order. A letter that folds into several counts whole.
    #[must_use]
    pub fn find_inside(&self, text: &str, folded: &str) -> Vec<Span> {
        self.folded
            .match_indices(folded)
            .filter(|(_, found)| !found.is_empty())
            .filter_map(|(at, found)| {
                let start = *self.starts.get(at)?;
                let after = at + found.len();
                let last = *self.starts.get(after.checked_sub(1)?)?;
                let mut ends = self.starts.get(after..)?.iter();
                let end = *ends.find(|&&end| end > last)?;
                Span::new(text, start, end)
            })
            .collect()
    }
}

/// How often the words stand in folded text, at the beginnings of words.
#[must_use]
pub fn count(folded: &str, needle: &Needle) -> usize {
    places(folded, needle).count()
}

fn places<'a>(folded: &'a str, needle: &'a Needle) -> impl Iterator<Item = usize> + 'a {
    folded
        .match_indices(needle.0.as_str())
        .map(|(at, _)| at)
        .filter(|&at| {
            let before = slice(folded, 0, at).chars().next_back();
            before.is_none_or(|before| !before.is_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, words: &str) -> Vec<&'a str> {
        let finder = Finder::new(text, Span::all(text).into_iter());
        let places = finder.find(text, &Needle::new(words).unwrap());
        places.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_found_by_their_beginnings_whatever_case_and_accents() {
        let text = "Doğukapı gate: the DOĞUKAPI-Gümrü railway; rail, monorail and the Dog\u{306}ukapi.";
        assert_eq!(
            found(text, "dogukapi"),
            ["Doğukapı", "DOĞUKAPI", "Dog\u{306}ukapi"]
        );
        assert_eq!(found(text, "rail"), ["rail", "rail"]);
        assert_eq!(found(text, "gümrü  Railway"), ["Gümrü railway"]);
        assert_eq!(found(text, "straße"), Vec::<&str>::new());
        assert_eq!(found("eine große Straße", "GROSSE strasse"), ["große Straße"]);
        assert_eq!(Needle::new(" "), None);
    }

    #[test]
    fn pieces_of_words_are_found_with_all_of_their_letters() {
        let text = "große Straße, cafe\u{301}s";
        let finder = Finder::new(text, Span::all(text).into_iter());
        let found = |folded: &str| -> Vec<&str> {
            let places = finder.find_inside(text, folded);
            places.into_iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found("ss"), ["ß", "ß"]);
        assert_eq!(found("ras"), ["raß"], "half a letter is the whole one");
        assert_eq!(found("afe"), ["afe\u{301}"]);
        assert_eq!(found("fes"), ["fe\u{301}s"]);
        assert_eq!(found("x"), Vec::<&str>::new());
        assert_eq!(found(""), Vec::<&str>::new());
    }

    #[test]
    fn nothing_is_found_across_two_parts_or_outside_of_them() {
        let text = "red line blue line red line";
        let part = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(text, at, at + words.len()).unwrap()
        };
        let finder = Finder::new(text, [part("red line"), part("blue")].into_iter());
        let places = finder.find(text, &Needle::new("line").unwrap());
        assert_eq!(places, [Span::new(text, 4, 8).unwrap()]);
        assert!(finder.find(text, &Needle::new("line blue").unwrap()).is_empty());
        assert_eq!(count(&fold::fold(text), &Needle::new("line").unwrap()), 3);
    }

    proptest::proptest! {
        #[test]
        fn places_are_always_in_the_text(text in "\\PC*", words in "\\PC{1,6}") {
            let finder = Finder::new(&text, Span::all(&text).into_iter());
            if let Some(needle) = Needle::new(&words) {
                for span in finder.find(&text, &needle) {
                    proptest::prop_assert!(span.is_valid_in(&text));
                }
                for span in finder.find_inside(&text, &needle.0) {
                    proptest::prop_assert!(span.is_valid_in(&text));
                }
            }
        }
    }
}
