//! PDF: where each letter stands on its page, put together to lines, columns and paragraphs.
//!
//! In this order: [`glyphs`] lets a PDF interpreter draw each page and notes the letters instead,
//! [`lines`] joins them to lines, [`columns`] brings the lines of a page into the order of reading,
//! [`furniture`] drops running heads and page numbers, [`paragraphs`] joins lines, undoes hyphens and goes on
//! over columns and pages.
//!
//! Limits: scripts that are written from right to left come out in the order in which they were drawn;
//! tables are read column by column; letters of typefaces that do not say which letters they are, are lost
//! (with a warning).

mod columns;
mod furniture;
mod glyphs;
mod lines;
mod paragraphs;

use super::{Document, Properties};
use crate::import::ImportError;
use crate::import::formats::docx::{is_author, is_title};

/// A letter, or several where a typeface joins them, on a page. Lengths in points, `y` downwards; a page
/// whose text runs sideways is turned.
#[derive(Clone, Debug)]
struct Glyph {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
    /// Whether the page says that it is no part of the text (a running head).
    is_artifact: bool,
}

/// A stretch of a line: words without a gap wide enough to be the one between columns.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
}

/// The letters of a page.
#[derive(Debug, Default)]
struct Page {
    height: f64,
    glyphs: Vec<Glyph>,
}

/// Reads a PDF.
///
/// # Errors
/// [`ImportError`] if it is damaged or encrypted, or has no text.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ImportError> {
    let drawn = glyphs::read(bytes)?;
    let mut warnings = Vec::new();
    let n_letters: usize = drawn.pages.iter().map(|page| page.glyphs.len()).sum();
    let breaks_off = || ImportError::Damaged {
        what: "PDF",
        why: "it breaks off before its end".to_owned(),
    };
    if drawn.n_unknown * 20 > n_letters {
        if drawn.n_unknown > n_letters && drawn.breaks_off {
            return Err(breaks_off());
        }
        if drawn.n_unknown > n_letters {
            return Err(ImportError::Unsupported {
                what: "a PDF whose typefaces do not say which letters they are",
                remedy: "recognise its text with OCR, for instance with OCRmyPDF, or save it as text",
            });
        }
        warnings.push(format!(
            "{} of its letters could not be told and are missing; compare with the PDF",
            drawn.n_unknown
        ));
    }
    if drawn.breaks_off {
        warnings.push("the PDF breaks off before its end; what could be read was kept".to_owned());
    }
    if drawn.is_cut {
        warnings.push("the PDF is longer than articles are; its beginning was kept".to_owned());
    }
    let mut pages: Vec<Vec<Line>> = drawn.pages.iter().map(lines::lines).collect();
    let heights: Vec<f64> = drawn.pages.iter().map(|page| page.height).collect();
    furniture::drop_repeated(&mut pages, &heights);
    let regions = columns::in_order(pages);
    let text = paragraphs::text(&regions);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(if drawn.breaks_off {
            breaks_off()
        } else {
            ImportError::Scan
        });
    }
    Ok(Document {
        text,
        properties: Properties {
            headline: drawn.title.filter(|title| is_title(title)),
            author: drawn.author.filter(|author| is_author(author)),
            ..Properties::default()
        },
        warnings,
        ..Document::default()
    })
}
