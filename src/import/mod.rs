//! Bytes to an article: decode, read the format, clean, find the metadata. No IO, no network.

use crate::model::Article;
use crate::progress::Warned;

/// What is known of a document besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hint<'a> {
    /// File name without folders; its extension helps to tell the format, its words the date.
    pub file_name: Option<&'a str>,
}

/// Why a document did not become an article. Each message is one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No words in it.
    #[error("the file has no text")]
    NoText,
    /// Not text.
    #[error("the file is not text")]
    NotText,
}

/// Reads one document.
///
/// # Errors
/// [`ImportError`] if there is no article in these bytes.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Warned<Article>, ImportError> {
    let _ = hint;
    let text = std::str::from_utf8(bytes).map_err(|_utf8| ImportError::NotText)?;
    if text.trim().is_empty() {
        return Err(ImportError::NoText);
    }
    Ok(Warned::clean(Article::from_text(text)))
}
