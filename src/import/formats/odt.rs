//! `OpenDocument` texts (ODT, flat ODT).
//!
//! Limits: notes, comments and what was deleted under tracking are left out; head and foot of pages stand
//! in the styles, which are not read.

use super::archive::{Archive, Budget};
use super::docx::{is_author, is_title};
use super::words::Words;
use super::xml::{self, Node};
use super::{Document, Properties};
use crate::import::ImportError;

const WHAT: &str = "OpenDocument text";

/// Elements whose words are no part of the text.
const SKIPPED: &[&str] = &[
    "annotation",
    "annotation-end",
    "note",
    "tracked-changes",
    "deletion",
    "hidden-text",
    "hidden-paragraph",
    "binary-data",
    "automatic-styles",
    "styles",
    "master-styles",
    "scripts",
    "font-face-decls",
    "forms",
    "table-of-content",
];

/// Reads an `OpenDocument` text.
///
/// # Errors
/// [`ImportError`] if it is encrypted or its words cannot be read.
pub(super) fn read(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Document, ImportError> {
    if let Ok(Some(manifest)) = archive.read_named("META-INF/manifest.xml", budget)
        && manifest.windows(15).any(|window| window == b"encryption-data")
    {
        return Err(ImportError::Encrypted { what: WHAT });
    }
    let content = archive
        .read_named("content.xml", budget)?
        .ok_or_else(|| ImportError::Damaged {
            what: WHAT,
            why: "its text is missing".to_owned(),
        })?;
    let properties = match archive.read_named("meta.xml", budget) {
        Ok(Some(xml)) => properties(&xml),
        _ => Properties::default(),
    };
    Ok(Document {
        text: words(&content)?,
        properties,
        ..Document::default()
    })
}

/// Reads an `OpenDocument` text that is one XML file.
///
/// # Errors
/// [`ImportError`] if it cannot be read.
pub(super) fn read_flat(xml: &[u8]) -> Result<Document, ImportError> {
    Ok(Document {
        text: words(xml)?,
        properties: properties(xml),
        ..Document::default()
    })
}

fn words(xml: &[u8]) -> Result<String, ImportError> {
    let mut words = Words::default();
    let mut skipped = 0_usize;
    let mut depth_in_paragraph = 0_usize;
    xml::walk(xml, WHAT, &mut |node| match node {
        Node::Start(name, attributes) => {
            let is_hidden = name == "section" && attributes.get("display").as_deref() == Some("none");
            if skipped > 0 || is_hidden || SKIPPED.contains(&name) {
                skipped += 1;
                return;
            }
            match name {
                "p" | "h" => {
                    words.end_paragraph();
                    depth_in_paragraph += 1;
                }
                "s" | "tab" => words.push_char(' '),
                "line-break" | "frame" => words.end_paragraph(),
                _ => {}
            }
        }
        Node::End(name) => {
            if skipped > 0 {
                skipped -= 1;
            } else if matches!(name, "p" | "h") {
                words.end_paragraph();
                depth_in_paragraph = depth_in_paragraph.saturating_sub(1);
            }
        }
        Node::Text(text) => {
            if skipped == 0 && depth_in_paragraph > 0 {
                words.push(text);
            }
        }
    })?;
    Ok(words.finish())
}

fn properties(xml: &[u8]) -> Properties {
    let mut properties = Properties::default();
    let mut initial = None;
    let mut open = String::new();
    let mut in_meta = false;
    xml::walk(xml, WHAT, &mut |node| match node {
        Node::Start("meta", _) => in_meta = true,
        Node::End("meta") => in_meta = false,
        Node::Start(name, _) => name.clone_into(&mut open),
        Node::End(_) => open.clear(),
        Node::Text(text) => {
            let field = match open.as_str() {
                "title" => &mut properties.headline,
                "creator" => &mut properties.author,
                "initial-creator" => &mut initial,
                "language" => &mut properties.language,
                _ => return,
            };
            if in_meta {
                field.get_or_insert_default().push_str(text);
            }
        }
    })
    // What was read before it broke off holds.
    .ok();
    properties.headline = properties.headline.filter(|title| is_title(title));
    properties.author = initial.or(properties.author).filter(|author| is_author(author));
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_read_and_notes_are_not() {
        let xml = "<office:document><office:meta><dc:title>Line opens</dc:title><meta:initial-creator>Jane \
                   Doe</meta:initial-creator></office:meta><office:body><office:text><text:tracked-changes><text:p>gone\
                   </text:p></text:tracked-changes><text:h>Line opens</text:h><text:p>He<text:s \
                   text:c=\"2147483647\"/>said<text:note><text:p>a note</text:p></text:note> \
                   no.<text:line-break/>She left.</text:p></office:text></office:body></office:document>";
        let document = read_flat(xml.as_bytes()).unwrap();
        assert_eq!(document.text, "Line opens\n\nHe said no.\n\nShe left.");
        assert_eq!(document.properties.headline.as_deref(), Some("Line opens"));
        assert_eq!(document.properties.author.as_deref(), Some("Jane Doe"));
    }
}
