//! Words of judgement: `assets/templates/judgements.tsv`.

use std::sync::LazyLock;

use crate::text::fold::fold;

struct Phrase {
    language: &'static str,
    words: &'static str,
    /// The same as [`only_words`] gives it.
    folded: String,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let table = include_str!("../../assets/templates/judgements.tsv");
    let rows = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.skip(1)
        .filter_map(|row| {
            let mut cells = row.split('\t');
            let (language, _scale, words) = (cells.next()?, cells.next()?, cells.next()?);
            Some(Phrase {
                language,
                words,
                folded: only_words(words),
            })
        })
        .collect()
});

/// The words that make a judgement of a line in a language, given as a BCP 47 tag; empty is English. Lines in
/// languages that the table does not have are compared with all of it.
pub(super) fn judgement(line: &str, language: &str) -> Option<&'static str> {
    let base = language
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let base = if base.is_empty() { "en" } else { base.as_str() };
    let is_known = PHRASES.iter().any(|phrase| phrase.language == base);
    let line = only_words(line);
    let found = PHRASES
        .iter()
        .filter(|phrase| !is_known || phrase.language == base)
        .filter(|phrase| line.contains(phrase.folded.as_str()));
    found
        .max_by_key(|phrase| phrase.folded.len())
        .map(|phrase| phrase.words)
}

/// The words folded, with a blank before, between and behind them.
fn only_words(words: &str) -> String {
    let folded = fold(words);
    let words = folded.split(|character: char| !character.is_alphanumeric());
    let mut line = String::from(" ");
    for word in words.filter(|word| !word.is_empty()) {
        line.push_str(word);
        line.push(' ');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_known_by_whole_words() {
        for (line, language, expected) in [
            ("They will very likely sign.", "", Some("very likely")),
            ("It is Unlikely.", "en-GB", Some("unlikely")),
            (
                "There is a realistic possibility of war.",
                "",
                Some("realistic possibility"),
            ),
            ("Russia may yet block it.", "", Some("may yet")),
            ("They are alike; the likelihood is open.", "", None),
            ("They met in May.", "", None),
            ("Moscou n’acceptera pas le traité.", "fr", Some("n’acceptera pas")),
            ("C’est très probable.", "fr-CH", Some("très probable")),
            ("Ils ont signé.", "fr", None),
            ("Moskau dürfte ablehnen.", "de", Some("dürfte")),
            (
                "Das ist HÖCHSTWAHRSCHEINLICH so.",
                "de_AT",
                Some("höchstwahrscheinlich"),
            ),
            ("Sie haben unterschrieben.", "de", None),
            ("E probabile, or rather probable.", "it", Some("probable")),
        ] {
            assert_eq!(judgement(line, language), expected, "{line}");
        }
    }

    #[test]
    fn each_language_has_both_scales_and_no_phrase_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for phrase in PHRASES.iter() {
            assert!(phrase.folded.len() > 2, "{}", phrase.words);
            assert!(
                seen.insert((phrase.language, phrase.folded.as_str())),
                "{}",
                phrase.words
            );
        }
        let table = include_str!("../../assets/templates/judgements.tsv");
        for language in ["en", "fr", "de"] {
            for scale in ["phia", "icd203"] {
                assert!(
                    table.contains(&format!("\n{language}\t{scale}\t")),
                    "{language} {scale}"
                );
            }
        }
    }
}
