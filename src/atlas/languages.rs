//! Names of parties in the languages of documents.

use super::tables::{NAMES, rows};
use crate::text::Table;

/// Languages of the table, in the order of its columns.
const MOST_LANGUAGES: usize = 2;

/// Names by code, one for each language.
#[derive(Debug, Default)]
pub(super) struct Names {
    languages: Vec<&'static str>,
    by_code: Table<&'static str, [&'static str; MOST_LANGUAGES]>,
}

impl Names {
    pub(super) fn from_table() -> Self {
        let mut rows = rows::<3>(NAMES);
        let languages = rows.next().map(|[_, first, second]| vec![first, second]);
        let mut by_code = Table::default();
        for [code, first, second] in rows {
            by_code.insert(code, [first, second]);
        }
        Self {
            languages: languages.unwrap_or_default(),
            by_code,
        }
    }

    /// The name in the language with this BCP 47 tag.
    pub(super) fn get(&self, code: &str, tag: &str) -> Option<&'static str> {
        let base = tag.split(['-', '_']).next().unwrap_or_default();
        let is_wanted = |language: &&str| language.eq_ignore_ascii_case(base);
        let language = self.languages.iter().position(is_wanted)?;
        let name = self.by_code.get(code)?.get(language)?;
        Some(*name).filter(|name| !name.is_empty())
    }
}
