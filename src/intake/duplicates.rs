//! The same text twice.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::{Taken, one_line};
use crate::model::Article;

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
pub(super) fn warnings(taken: &[Taken]) -> Vec<String> {
    let mut first: BTreeMap<TextKey, &Taken> = BTreeMap::new();
    let mut warnings = Vec::new();
    for taken in taken {
        let key = text_key(&taken.entry.article);
        if let Some(earlier) = first.get(&key) {
            warnings.push(format!(
                "{}: the same text as {}",
                one_line(&taken.name()),
                one_line(&earlier.name())
            ));
        } else {
            first.insert(key, taken);
        }
    }
    warnings
}
