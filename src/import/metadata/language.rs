//! The language of a text, as far as it is needed: English or not known.

use crate::text::Span;

const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "he", "it",
    "said", "at", "from", "his", "be", "has", "have", "not", "an", "are", "this", "which", "they", "will",
    "had", "who", "but", "were", "she", "their", "its",
];

/// How many words are looked at.
const REACH: usize = 2_000;

/// `en` if a quarter of the words are the commonest English ones.
pub(super) fn recognised(text: &str, body: &[Span]) -> Option<&'static str> {
    let mut n_words = 0_usize;
    let mut n_common = 0_usize;
    for word in body
        .iter()
        .flat_map(|span| span.of(text).split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .take(REACH)
    {
        n_words += 1;
        n_common += usize::from(COMMON.iter().any(|common| common.eq_ignore_ascii_case(word)));
    }
    (n_words >= 8 && n_common * 4 >= n_words).then_some("en")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_recognised_and_nothing_else_claimed() {
        let language = |text: &str| recognised(text, &Span::all(text).into_iter().collect::<Vec<_>>());
        assert_eq!(
            language("The minister said on Tuesday that the line to Kars will open in May."),
            Some("en")
        );
        assert_eq!(
            language("Der Minister sagte am Dienstag, dass die Strecke nach Kars im Mai eröffnet wird."),
            None
        );
        assert_eq!(
            language("Министр сказал, что линия откроется в мае и в июне этого года."),
            None
        );
        assert_eq!(language("No."), None);
    }
}
