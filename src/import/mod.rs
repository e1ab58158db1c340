//! Bytes to articles: decode, read the format, clean, find the metadata. No IO, no clock, no network,
//! no panic of ours; same input, same output.
//!
//! The steps in order: [`sniff`] says what the bytes are, [`formats`] takes the words out of them (text and
//! web pages by [`decode`] and [`html`]), [`clean`] parts body from furniture, [`metadata`] looks for
//! headline, outlet, author, date and dateline, [`properties`] adds what the document says about itself.
//!
//! The parsers of foreign formats are other people's; some can be made to overflow their stack or to run
//! for minutes. Whoever reads files of unknown origin calls [`read_each`] in a process of its own unless
//! [`is_plain`] says that no such parser is needed; `intake` does.

mod blocks;
mod clean;
mod decode;
mod formats;
mod front_matter;
mod html;
mod metadata;
mod parts;
mod properties;
mod sniff;

use std::fmt::Write as _;

use crate::model::Article;
use crate::progress::Warned;

pub use metadata::date_in_address;
pub use parts::{Choices, Columns, Found, Imported, Part, PartKind, Preview, Table};

/// The longest text of one article that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 20_000_000;

/// The longest web page or RTF that is read, in bytes: most of it may be pictures.
pub const MAX_BYTES: usize = 50_000_000;

/// The longest archive, mailbox, table or PDF that is read, in bytes.
pub const MAX_ARCHIVE_BYTES: usize = 100_000_000;

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
    /// Pages without words.
    #[error(
        "this PDF has no text, only pictures (a scan); recognise its text first, for instance with OCRmyPDF"
    )]
    Scan,
    /// Not text, and of no kind that is known.
    #[error("this is no text but binary data; import the article as text, web page, PDF, Word file or mail")]
    NotText,
    /// A known format that cannot be read.
    #[error("this is {what}; {remedy}")]
    Unsupported {
        /// What it is, with its article: "a picture".
        what: &'static str,
        /// What to do: "import the article's words instead".
        remedy: &'static str,
    },
    /// A password is needed.
    #[error("this {what} is encrypted; save a copy without a password and import that")]
    Encrypted {
        /// What it is: "PDF".
        what: &'static str,
    },
    /// Not built as its format asks for.
    #[error("this {what} is damaged ({why}); try to get it anew, or save it as text")]
    Damaged {
        /// What it is: "PDF".
        what: &'static str,
        /// What is wrong, in a few words.
        why: String,
    },
    /// Made to exhaust whoever reads it, or far beyond what articles need.
    #[error("this {what} was not read: it {excess}, which no article needs; it may be made to do harm")]
    Excessive {
        /// What it is: "ZIP archive".
        what: &'static str,
        /// What it does: "unpacks to more than 100 MB".
        excess: &'static str,
    },
    /// An archive inside an archive.
    #[error("this is an archive inside an archive; unpack it and import what is inside")]
    Nested,
    /// An archive without documents.
    #[error("there is no article in this {what}; import the documents themselves")]
    NoArticle {
        /// What it is: "ZIP archive".
        what: &'static str,
    },
    /// A table of which no column looks like text.
    #[error("no column of this table looks like the text of articles; name one of them \u{201c}text\u{201d}")]
    NoColumn,
    /// Longer than what is read of its kind.
    #[error("it is longer than {} MB, which no article is; cut it into articles first", .limit / 1_000_000)]
    TooLong {
        /// How many bytes are read.
        limit: usize,
    },
}

/// Reads the first article in a document, mostly the only one.
///
/// For plain text in UTF-8 the article's text is exactly the file's; the body leaves furniture out.
///
/// # Errors
/// [`ImportError`] if there is no article in these bytes.
pub fn read(bytes: &[u8], hint: Hint<'_>) -> Result<Warned<Article>, ImportError> {
    let mut first = None;
    formats::read(bytes, hint, &Choices::default(), &mut |found| {
        match found {
            Found::Article(imported) if first.is_none() => first = Some(imported),
            _ => {}
        }
        first.is_none()
    })?;
    let imported = first.ok_or(ImportError::NoText)?;
    Ok(Warned {
        value: imported.article,
        warnings: imported.warnings,
    })
}

/// Reads all articles in a document and tells `found` what is met, in order: for an ordinary document one
/// article, for archives, mailboxes and tables each part. A part that `found` does not want (it answers
/// `false` to [`Found::Begins`]) is passed over.
///
/// # Errors
/// [`ImportError`] if the document as a whole cannot be read; what `found` was told before holds.
pub fn read_each(
    bytes: &[u8],
    hint: Hint<'_>,
    choices: &Choices,
    found: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ImportError> {
    formats::read(bytes, hint, choices, found)
}

/// What can be chosen about a document before it is read.
///
/// # Errors
/// [`ImportError`] if the document cannot be read.
pub fn preview(bytes: &[u8], hint: Hint<'_>) -> Result<Preview, ImportError> {
    formats::preview(bytes, hint)
}

/// Whether a document is plain text, or of no kind that is read: it needs no parser that could fail.
#[must_use]
pub fn is_plain(bytes: &[u8], hint: Hint<'_>) -> bool {
    !matches!(sniff::sniff(bytes, hint), Ok(format) if format != sniff::Format::Text)
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
