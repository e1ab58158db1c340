//! Where the words that a filter looks for stand in what is shown.

use super::filter::folded_words;
use crate::text::Span;
use crate::text::find::Finder;

/// Words as the filter looks for them: each by itself, inside of longer words too, whatever case and accents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoughtWords {
    folded: Vec<String>,
}

impl SoughtWords {
    /// The words of [`Filters::words`](crate::model::Filters::words).
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            folded: folded_words(typed),
        }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Where any of them stands in `text`, in order; what overlaps or touches is one place.
    #[must_use]
    pub fn places(&self, text: &str) -> Vec<Span> {
        if self.is_empty() {
            return Vec::new();
        }
        let finder = Finder::new(text, Span::all(text).into_iter());
        let words = self.folded.iter();
        let mut found: Vec<Span> = words.flat_map(|word| finder.find_inside(text, word)).collect();
        found.sort_unstable();
        let mut places: Vec<Span> = Vec::with_capacity(found.len());
        for span in found {
            match places.last_mut() {
                Some(last) if span.start() <= last.end() => *last = last.union(span),
                _ => places.push(span),
            }
        }
        places
    }

    /// Those that stand in none of `texts`.
    #[must_use]
    pub fn missing_in<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut missing = self.clone();
        for text in texts {
            if missing.is_empty() {
                break;
            }
            let finder = Finder::new(text, Span::all(text).into_iter());
            let is_there = |word: &String| !finder.find_inside(text, word).is_empty();
            missing.folded.retain(|word| !is_there(word));
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, typed: &str) -> Vec<&'a str> {
        let places = SoughtWords::new(typed).places(text);
        places.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn each_word_is_found_anywhere_as_the_filter_finds_it() {
        let text = "The Doğukapı railway and the monorail";
        assert_eq!(found(text, "RAIL  dogukapi"), ["Doğukapı", "rail", "rail"]);
        assert_eq!(found(text, "railway rail way"), ["railway", "rail"]);
        assert_eq!(found(text, "mono orail"), ["monorail"]);
        assert_eq!(found(text, " "), Vec::<&str>::new());
        assert!(SoughtWords::new(" \t").is_empty());
    }

    #[test]
    fn it_is_known_which_of_them_stand_elsewhere() {
        let sought = SoughtWords::new("gate lavrov Tass");
        let shown = ["The gate is closed", "Sergei Lavrov"];
        assert_eq!(sought.missing_in(shown.into_iter()), SoughtWords::new("tass"));
        assert!(
            sought
                .missing_in(["Gates", "Lavrov, TASS"].into_iter())
                .is_empty()
        );
    }
}
