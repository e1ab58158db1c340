//! The words out of each format, and the parts out of archives. One file a format.
//!
//! Everything here works on bytes in memory: nothing is unpacked to disk, nothing named in a document is
//! opened or fetched. What comes out of an archive is bounded , whatever the archive says.

use super::clean::{Source, clean, clean_among};
use super::html::PageData;
use super::parts::{Choices, Found, Imported, Part, Preview};
use super::properties::Properties;
use super::sniff::{Format, sniff};
use super::{Hint, ImportError, MAX_ARCHIVE_BYTES, MAX_BYTES, decode, fingerprint, html, metadata};
use crate::model::Article;
use crate::progress::Warned;
use crate::text::Span;

/// A document as its format's reader gives it.
#[derive(Debug, Default)]
struct Document {
    /// The words, a blank line between blocks.
    text: String,
    /// Whether menus and teasers went with the markup.
    is_page: bool,
    /// The paragraphs of the text that the article is among; all of them if `None`.
    candidates: Option<Vec<Span>>,
    /// What a web page says about itself.
    page: Option<PageData>,
    /// What other documents say about themselves.
    properties: Properties,
    /// What was not quite right, for people.
    warnings: Vec<String>,
}

/// Reads a document and tells `found` what is met.
pub(super) fn read(
    bytes: &[u8],
    hint: Hint<'_>,
    choices: &Choices,
    found: &mut dyn FnMut(Found) -> bool,
) -> Result<(), ImportError> {
    let mut reader = Reader { choices, found };
    reader.document(bytes, hint, None)
}

/// What can be chosen about a document.
pub(super) fn preview(bytes: &[u8], hint: Hint<'_>) -> Result<Preview, ImportError> {
    sniff(bytes, hint).map(|_format| Preview::Whole)
}

struct Reader<'a> {
    #[expect(dead_code, reason = "read by the readers of tables and mail")]
    choices: &'a Choices,
    found: &'a mut dyn FnMut(Found) -> bool,
}

impl Reader<'_> {
    /// Reads one document, which may be a part of another one.
    fn document(&mut self, bytes: &[u8], hint: Hint<'_>, part: Option<Part>) -> Result<(), ImportError> {
        if bytes.is_empty() {
            return Err(ImportError::Empty);
        }
        let format = sniff(bytes, hint)?;
        let limit = limit(format);
        if bytes.len() > limit {
            return Err(ImportError::TooLong { limit });
        }
        let document = match format {
            Format::Text => text(bytes),
            Format::Html => page(bytes),
        };
        let Warned { value, warnings } = article(document, bytes, hint)?;
        (self.found)(Found::Article(Box::new(Imported {
            part,
            article: value,
            warnings,
        })));
        Ok(())
    }
}

/// How many bytes of a format are read.
fn limit(format: Format) -> usize {
    match format {
        Format::Text | Format::Html => MAX_BYTES.min(MAX_ARCHIVE_BYTES),
    }
}

fn text(bytes: &[u8]) -> Document {
    let decoded = decode::decode(bytes, Format::Text);
    Document {
        text: decoded.text,
        warnings: decoded.warning.into_iter().collect(),
        ..Document::default()
    }
}

fn page(bytes: &[u8]) -> Document {
    let decoded = decode::decode(bytes, Format::Html);
    let page = html::read(&decoded.text);
    Document {
        text: page.text,
        is_page: true,
        candidates: Some(page.candidates),
        page: Some(page.data),
        warnings: decoded.warning.into_iter().chain(page.warning).collect(),
        ..Document::default()
    }
}

/// Parts body from furniture and finds the metadata.
fn article(document: Document, bytes: &[u8], hint: Hint<'_>) -> Result<Warned<Article>, ImportError> {
    let text = document.text;
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ImportError::NoText);
    }
    let mut article = Article::from_text(&text);
    let source = if document.is_page {
        Source::Page
    } else {
        Source::Plain
    };
    let layout = match &document.candidates {
        Some(candidates) => clean_among(&text, candidates, source),
        None => clean(&text, source),
    };
    article.metadata = metadata::metadata(&text, &layout, document.page, hint);
    document.properties.complete(&mut article.metadata);
    article.body = layout.body;
    article.display = layout.display;
    article.original.fingerprint = fingerprint(bytes);
    Ok(Warned {
        value: article,
        warnings: document.warnings,
    })
}
