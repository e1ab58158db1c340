//! The words that the program adds to a document, in the document's language: `assets/templates/words.tsv`.
//!
//! Names of parties are the atlas's, in that language where its table `names.tsv` has them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

/// The fixed words of one language.
#[derive(Debug)]
pub struct FixedWords {
    tag: &'static str,
    words: BTreeMap<&'static str, &'static str>,
}

static LANGUAGES: LazyLock<Vec<FixedWords>> =
    LazyLock::new(|| read(include_str!("../../../assets/templates/words.tsv")));

/// The languages of a table, the first one for all that are not in it.
fn read(table: &'static str) -> Vec<FixedWords> {
    let mut rows = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let tags = rows.next().unwrap_or_default().split('\t').skip(1);
    let mut languages: Vec<FixedWords> = tags
        .map(|tag| FixedWords {
            tag,
            words: BTreeMap::new(),
        })
        .collect();
    for row in rows {
        let mut cells = row.split('\t');
        let key = cells.next().unwrap_or_default();
        for (language, words) in languages.iter_mut().zip(cells) {
            language.words.insert(key, words);
        }
    }
    languages
}

impl FixedWords {
    /// All languages: tag and name of each, English first.
    pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
        LANGUAGES
            .iter()
            .map(|language| (language.tag, language.get("name")))
    }

    /// The words of the language with this BCP 47 tag; English for those that the table does not have.
    #[must_use]
    pub fn of(tag: &str) -> &'static Self {
        static NONE: FixedWords = FixedWords {
            tag: "en",
            words: BTreeMap::new(),
        };
        let base = tag.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES
            .iter()
            .find(|language| language.tag.eq_ignore_ascii_case(base));
        known.or_else(|| LANGUAGES.first()).unwrap_or(&NONE)
    }

    /// The tag of the language.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// The words of this name; the name itself if there are none.
    #[must_use]
    pub fn get(&self, key: &'static str) -> &'static str {
        self.words.get(key).copied().unwrap_or(key)
    }

    /// The words of this name with what stands for each `{}` in them.
    #[must_use]
    pub fn fill(&self, key: &'static str, with: &[&str]) -> String {
        let mut pieces = self.get(key).split("{}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for (piece, with) in pieces.zip(with) {
            filled.push_str(with);
            filled.push_str(piece);
        }
        filled
    }

    /// The name of the language with this BCP 47 tag, "Russian"; `None` if it is that of these words. One without a
    /// name keeps its tag.
    #[must_use]
    pub fn other_language<'a>(&self, tag: &'a str) -> Option<&'a str> {
        let base = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let is_own = base.is_empty() || base == self.tag;
        let name = self.words.get(format!("language_{base}").as_str()).copied();
        (!is_own).then(|| name.unwrap_or(tag))
    }

    /// "24 November 2026".
    #[must_use]
    pub fn long_date(&self, date: Date) -> String {
        const MONTHS: [&str; 12] = [
            "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8",
            "month_9", "month_10", "month_11", "month_12",
        ];
        let month = usize::try_from(date.month() - 1)
            .ok()
            .and_then(|at| MONTHS.get(at));
        self.get("date_order")
            .replace("{day}", &date.day().to_string())
            .replace("{month}", month.map_or("", |key| self.get(key)))
            .replace("{year}", &date.year().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word_with_the_same_gaps() {
        let english = FixedWords::of("en");
        assert!(english.words.len() > 50);
        for (tag, _) in FixedWords::languages() {
            let words = FixedWords::of(tag);
            assert_eq!(words.tag(), tag);
            for (key, in_english) in &english.words {
                let found = words.words.get(key).copied().unwrap_or_default();
                assert!(!found.trim().is_empty(), "{tag}: {key}");
                assert_eq!(
                    found.matches("{}").count(),
                    in_english.matches("{}").count(),
                    "{tag}: {key}"
                );
            }
        }
    }

    #[test]
    fn dates_read_as_in_the_language() {
        let date = jiff::civil::date(2027, 3, 5);
        assert_eq!(FixedWords::of("").long_date(date), "5 March 2027");
        assert_eq!(FixedWords::of("de-AT").long_date(date), "5. März 2027");
        assert_eq!(FixedWords::of("fr").long_date(date), "5 mars 2027");
        assert_eq!(FixedWords::of("de").other_language("ru-RU"), Some("Russisch"));
        assert_eq!(FixedWords::of("fr").other_language("fr-CA"), None);
        assert_eq!(FixedWords::of("").other_language("tlh"), Some("tlh"));
        assert_eq!(FixedWords::of("xx").fill("as_of", &["A", "B"]), "A, as of B");
    }
}
