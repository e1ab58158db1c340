//! A resolved document to bytes.
//!
//! Pure: the same document gives the same bytes. Cannot see the project, so it cannot cite what was not
//! checked. All escaping is in `escape.rs`.

pub mod clip;
mod csl_json;
mod docx;
mod docx_text;
mod escape;
mod html;
mod markdown;
mod pdf;
mod statements;
pub(crate) mod words;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::briefing::document::records::Records;
use crate::briefing::document::{Content, Document};
use crate::model::Picture;

/// What a document is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `CommonMark` with footnotes and tables, for pandoc, GitHub and Obsidian alike.
    Markdown,
    /// One self-contained page.
    Html,
    /// Word.
    Docx,
    /// Pages as they are printed.
    Pdf,
}

impl Format {
    /// All formats, in the order of a menu.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Docx, Self::Pdf];

    /// By the extension of a file's name; case does not matter. `None` for any other.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
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
            Self::Pdf => "pdf",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Html => "Web page",
            Self::Docx => "Word document",
            Self::Pdf => "PDF document",
        }
    }
}

/// What the data of a project are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// The statements as a table with a header.
    Csv,
    /// The statements as JSON objects, one a line.
    JsonLines,
    /// The sources for reference managers like Zotero.
    CslJson,
}

impl DataFormat {
    /// All formats, in the order of a menu.
    pub const ALL: [Self; 3] = [Self::Csv, Self::JsonLines, Self::CslJson];

    /// By the extension of a file's name; case does not matter. `None` for any other.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "json" => Some(Self::CslJson),
            _ => None,
        }
    }

    /// The usual extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::CslJson => "json",
        }
    }

    /// The name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "Statements as CSV",
            Self::JsonLines => "Statements as JSON Lines",
            Self::CslJson => "Sources as CSL-JSON",
        }
    }
}

/// The records in `format`. In a table, what a spreadsheet would take for a formula begins with an apostrophe.
#[must_use]
pub fn encode_data(records: &Records, format: DataFormat) -> Vec<u8> {
    match format {
        DataFormat::Csv => statements::csv(&records.statements),
        DataFormat::JsonLines => statements::json_lines(&records.statements),
        DataFormat::CslJson => csl_json::encode(&records.sources),
    }
}

/// The files that belong beside a document in `format`, with their names: its pictures, where the format
/// cannot hold them.
#[must_use]
pub fn attachments(document: &Document, format: Format) -> Vec<(String, Arc<[u8]>)> {
    if format != Format::Markdown {
        return Vec::new();
    }
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let mut pictures: Vec<(String, Arc<[u8]>)> = blocks
        .filter_map(|block| match &block.content {
            Content::Picture(picture) => Some((picture_name(picture), Arc::clone(picture.png.bytes()))),
            _ => None,
        })
        .collect();
    pictures.sort();
    pictures.dedup();
    pictures
}

/// The name of a picture's file: by what is in it, so that no two pictures share one.
fn picture_name(picture: &Picture) -> String {
    let digest = Sha256::digest(picture.png.bytes());
    let mut name = String::from("picture-");
    for byte in digest.iter().take(6) {
        write!(name, "{byte:02x}").ok();
    }
    name + ".png"
}

/// Why a document could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The document is larger than its format allows.
    #[error("the document could not be packed as a Word document: {0}")]
    Package(String),
    /// The pages could not be written.
    #[error("the document could not be written as a PDF document: {0}")]
    Pages(String),
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
        Format::Pdf => pdf::encode(document),
    }
}
