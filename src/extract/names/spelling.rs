//! How the words of names are written and compared.

use crate::text::fold::fold;

/// One line, one blank between words.
pub(in crate::extract) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first letter as a capital.
pub(in crate::extract) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Each word but the small ones with a capital.
pub(in crate::extract) fn title_case(words: &str) -> String {
    words
        .split(' ')
        .map(|word| {
            if matches!(word, "of" | "the" | "and" | "for" | "to" | "in") {
                word.to_owned()
            } else {
                capitalised(word)
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words of a part of a name, folded: "Tae-min" is "Tae Min".
pub(super) fn name_words(word: &str) -> Vec<String> {
    name_word(word).split('-').map(str::to_owned).collect()
}

/// A word of a name, folded, without "al-".
pub(super) fn name_word(word: &str) -> String {
    let folded = fold(word);
    for particle in ["al-", "el-", "ul-"] {
        if let Some(rest) = folded.strip_prefix(particle)
            && rest.len() > 2
        {
            return rest.to_owned();
        }
    }
    folded
}

/// Whether two names of several words can be one person's: the shorter's words all stand in the longer in order,
/// initials standing for words, or first and last agree.
pub(super) fn are_same(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut places = long.iter();
    let fits = |word: &String, other: &String| {
        word == other
            || (word.chars().count() == 1 || other.chars().count() == 1)
                && word.chars().next() == other.chars().next()
    };
    short.iter().all(|word| places.any(|other| fits(word, other)))
        || short.len() > 1 && short.first() == long.first() && short.last() == long.last()
}
