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
}

/// Reads one document.
///
/// # Errors
/// [`ImportError`] if there is no article in these bytes.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Warned<Article>, ImportError> {
    let _ = (bytes, hint);
    Err(ImportError::NoText)
}
