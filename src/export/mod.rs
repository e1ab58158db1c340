//! A resolved document to bytes.
//!
//! Pure: the same document gives the same bytes. Cannot see the project, so it cannot cite what was not
//! checked. All escaping is in `escape.rs`.

pub mod clip;
mod docx;
mod docx_text;
mod escape;
mod html;
mod markdown;
pub(crate) mod own_text;
pub(crate) mod words;

use std::path::Path;

use crate::briefing::document::Document;

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `CommonMark` with footnotes and tables, for pandoc, GitHub and Obsidian alike.
    Markdown,
    /// One self-contained page.
    Html,
    /// Word.
    Docx,
}

impl Format {
    /// All formats, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Docx];

    /// By the extension of a file's name; case does not matter. `None` for any other.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            _ => None,
        }
    }

    /// The usual extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Html => "Web page",
            Self::Docx => "Word document",
        }
    }
}

/// Why a document could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The document is larger than its format allows.
    #[error("the document could not be packed as a Word document: {0}")]
    Package(String),
}

/// `document` in `format`.
///
/// # Errors
/// [`EncodeError`] if the document does not fit its format.
pub fn encode(document: &Document, format: Format) -> Result<Vec<u8>, EncodeError> {
    match format {
        Format::Markdown => Ok(markdown::encode(document).into_bytes()),
        Format::Html => Ok(html::encode(document).into_bytes()),
        Format::Docx => docx::encode(document),
    }
}
