//! The same text twice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use sha2::{Digest as _, Sha256};

use super::one_line;
use crate::model::Article;
use crate::project::Entry;

/// What two articles with the same words share. White space and furniture do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey([u8; 32]);

/// The key of an article's body.
#[must_use]
pub fn text_key(article: &Article) -> TextKey {
    let mut digest = Sha256::new();
    for span in &article.body {
        for word in span.of(&article.text).split_whitespace() {
            digest.update(word.as_bytes());
            digest.update(b" ");
        }
    }
    TextKey(digest.finalize().into())
}

/// One sentence for each article whose words came before in the same intake.
pub(super) fn warnings(taken: &[(PathBuf, Entry)]) -> Vec<String> {
    let mut first: BTreeMap<TextKey, &PathBuf> = BTreeMap::new();
    let mut warnings = Vec::new();
    for (path, entry) in taken {
        let key = text_key(&entry.article);
        if let Some(earlier) = first.get(&key) {
            warnings.push(format!(
                "{}: the same text as {}",
                one_line(&path.display().to_string()),
                one_line(&earlier.display().to_string())
            ));
        } else {
            first.insert(key, path);
        }
    }
    warnings
}
