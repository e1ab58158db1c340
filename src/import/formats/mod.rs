//! The words out of each format, and the parts out of archives. One file a format.
//!
//! Everything here works on bytes in memory: nothing is unpacked to disk, nothing named in a document is
//! opened or fetched. What comes out of archives is counted ([`archive::Budget`]), whatever they say.

mod archive;
mod csv;
mod docx;
mod epub;
mod json;
mod mail;
mod mbox;
mod odt;
mod package;
mod pdf;
mod rtf;
mod table;
mod words;
mod xml;

use super::clean::{Source, clean, clean_among};
use super::html::PageData;
use super::parts::{Choices, Found, Imported, Part, PartKind, Preview};
use super::properties::Properties;
use super::sniff::{Format, sniff};
use super::{
    Hint, ImportError, MAX_ARCHIVE_BYTES, MAX_BYTES, MAX_TEXT_BYTES, decode, fingerprint, front_matter, html,
    metadata,
};
use crate::model::Article;
use crate::progress::Warned;
use crate::text::Span;
use archive::Budget;

pub(super) use self::csv::has_known_head;

/// How deep parts lie in parts: a document at a message in a mailbox in an archive.
const MAX_DEPTH: usize = 4;

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
    let mut reader = Reader {
        choices,
        found,
        budget: Budget::default(),
        names: Vec::new(),
        in_archive: false,
        is_over: false,
    };
    reader.document(bytes, hint, None)
}

/// What can be chosen about a document.
pub(super) fn preview(bytes: &[u8], hint: Hint<'_>) -> Result<Preview, ImportError> {
    if bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    Ok(match sniff(bytes, hint)? {
        Format::Csv => Preview::Table(csv::preview(bytes)?),
        Format::Json => Preview::Table(json::preview(bytes)?),
        Format::Mail => {
            let names = mail::attachment_names(bytes)?;
            if names.is_empty() {
                Preview::Whole
            } else {
                Preview::Attachments(names)
            }
        }
        Format::Text
        | Format::Html
        | Format::Mbox
        | Format::Rtf
        | Format::Pdf
        | Format::Zip
        | Format::FlatOdt => Preview::Whole,
    })
}

/// Reads one document with its parts.
struct Reader<'a> {
    choices: &'a Choices,
    found: &'a mut dyn FnMut(Found) -> bool,
    budget: Budget,
    /// The names of the parts that are being read, outermost first.
    names: Vec<String>,
    in_archive: bool,
    /// Whether nothing more is wanted or may be read.
    is_over: bool,
}

impl Reader<'_> {
    fn tell(&mut self, found: Found) {
        if !(self.found)(found) {
            self.is_over = true;
        }
    }

    /// Whether nothing more is to be read.
    fn is_spent(&self) -> bool {
        self.is_over || self.budget.is_spent()
    }

    /// Reads a part by `read`. Parts of the document itself are announced first, so that one that breaks
    /// off its reader can be passed over the next time.
    fn part(
        &mut self,
        kind: PartKind,
        name: &str,
        read: impl FnOnce(&mut Self, Part) -> Result<(), ImportError>,
    ) {
        if self.is_over {
            return;
        }
        let name = super::properties::one_line(name).unwrap_or_else(|| "without a name".to_owned());
        let path = match self.names.last() {
            Some(outer) => format!("{outer} › {name}"),
            None => name,
        };
        let part = Part {
            kind,
            name: path.clone(),
        };
        if self.names.is_empty() && !(self.found)(Found::Begins(part.clone())) {
            return;
        }
        let read = if self.names.len() >= MAX_DEPTH {
            Err(ImportError::Nested)
        } else {
            self.names.push(path);
            let read = read(self, part.clone());
            self.names.pop();
            read
        };
        if let Err(error) = read {
            self.tell(Found::Refused {
                part,
                reason: error.to_string(),
            });
        }
    }

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
            Format::Rtf => rtf::read(bytes)?,
            Format::FlatOdt => odt::read_flat(bytes)?,
            Format::Pdf => pdf::read(bytes)?,
            Format::Zip => match package::read(self, bytes, part.as_ref())? {
                Some(document) => document,
                None => return Ok(()),
            },
            Format::Mail => return mail::read(self, bytes, hint, part),
            Format::Mbox => return mbox::read(self, bytes),
            Format::Json => return json::read(self, bytes),
            Format::Csv => return csv::read(self, bytes),
        };
        let Warned { value, warnings } = article(document, bytes, hint)?;
        self.tell(Found::Article(Box::new(Imported {
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
        Format::Text => MAX_TEXT_BYTES,
        Format::Html | Format::Rtf | Format::FlatOdt => MAX_BYTES,
        Format::Mail | Format::Mbox | Format::Pdf | Format::Zip | Format::Json | Format::Csv => {
            MAX_ARCHIVE_BYTES
        }
    }
}

fn text(bytes: &[u8]) -> Document {
    let decoded = decode::decode(bytes, Format::Text);
    Document {
        properties: front_matter::read(&decoded.text)
            .map(|matter| matter.properties)
            .unwrap_or_default(),
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
    if text.len() > MAX_TEXT_BYTES {
        return Err(ImportError::TooLong {
            limit: MAX_TEXT_BYTES,
        });
    }
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
        // A page of which nothing looks like an article is shown as a whole.
        Some(candidates) if !candidates.is_empty() => clean_among(&text, candidates, source),
        _ => clean(&text, source),
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
