//! Words of judgement: `assets/templates/judgements.tsv`.

use std::sync::LazyLock;

use crate::text::fold::fold;

static JUDGEMENTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let table = include_str!("../../assets/templates/judgements.tsv");
    let rows = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.skip(1).collect()
});

/// The words that make a judgement of a line.
pub(super) fn judgement(words: &str) -> Option<&'static str> {
    let folded = fold(words);
    let only_words: String = folded
        .chars()
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = only_words.split_whitespace().collect();
    let line = format!(" {} ", words.join(" "));
    let found = JUDGEMENTS
        .iter()
        .filter(|phrase| line.contains(&format!(" {phrase} ")));
    found.max_by_key(|phrase| phrase.len()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_are_known_by_whole_words() {
        assert_eq!(judgement("They will very likely sign."), Some("very likely"));
        assert_eq!(judgement("It is Unlikely."), Some("unlikely"));
        assert_eq!(judgement("They are alike; the likelihood is open."), None);
    }
}
