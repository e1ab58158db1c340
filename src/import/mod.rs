//! Bytes to an article: decode, read the format, clean, find the metadata. No IO, no clock, no network,
//! no panic; same input, same output.
//!
//! The steps in order: [`sniff`] says what the bytes are, [`decode`] makes them a string, [`html`] takes
//! the words of a web page out of its tags, [`clean`] parts body from furniture, [`metadata`] looks for
//! headline, outlet, author, date and dateline.
//!
//! Limits: PDF, Office documents and mail are refused with a sentence that says what to do.

mod blocks;
mod clean;
mod decode;
mod html;
mod metadata;
mod sniff;

use std::fmt::Write as _;

use crate::model::Article;
use crate::progress::Warned;
use sniff::Format;

/// The longest document that is read, in bytes.
pub const MAX_BYTES: usize = 50_000_000;

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
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// No words in it.
    #[error("there is no text in it, only white space or markup")]
    NoText,
    /// Not text, and of no kind that is known.
    #[error("this is no text but binary data; Readout reads plain text, Markdown and HTML so far")]
    NotText,
    /// A known format that cannot be read.
    #[error("this is {what}; {remedy}, Readout reads plain text, Markdown and HTML so far")]
    Unsupported {
        /// What it is, with its article: "a PDF".
        what: &'static str,
        /// What to do: "save it as text".
        remedy: &'static str,
    },
    /// Longer than [`MAX_BYTES`].
    #[error("it is longer than {} MB, which no article is; cut it into articles first", MAX_BYTES / 1_000_000)]
    TooLong,
}

/// Reads one document.
///
/// For plain text in UTF-8 the article's text is exactly the file's; the body leaves furniture out.
///
/// # Errors
/// [`ImportError`] if there is no article in these bytes.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Warned<Article>, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLong);
    }
    let format = sniff::sniff(bytes, hint)?;
    let decoded = decode::decode(bytes, format);
    let mut warnings: Vec<String> = decoded.warning.into_iter().collect();
    let (text, page) = match format {
        Format::Text => (decoded.text, None),
        Format::Html => {
            let page = html::read(&decoded.text);
            warnings.extend(page.warning);
            (page.text, Some(page.data))
        }
    };
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ImportError::NoText);
    }
    let mut article = Article::from_text(&text);
    let source = if page.is_some() {
        clean::Source::Page
    } else {
        clean::Source::Plain
    };
    let layout = clean::clean(&text, source);
    article.metadata = metadata::metadata(&text, &layout, page, hint);
    article.body = layout.body;
    article.display = layout.display;
    article.original.fingerprint = fingerprint(bytes);
    Ok(Warned {
        value: article,
        warnings,
    })
}

/// SHA-256 as 64 hexadecimal digits.
fn fingerprint(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    let mut digits = String::with_capacity(64);
    for byte in sha2::Sha256::digest(bytes) {
        write!(digits, "{byte:02x}").ok();
    }
    digits
}
