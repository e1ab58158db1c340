//! Word documents (DOCX): the words of the main text, as they stand after all changes that were tracked.
//!
//! Limits: head, foot, comments and notes of the pages are left out, so are text boxes' copies for old
//! programs; deleted and hidden words are never read.

use super::archive::{Archive, Budget};
use super::words::Words;
use super::xml::{self, Node};
use super::{Document, Properties};
use crate::import::ImportError;

const WHAT: &str = "Word document";

/// Elements whose words are no part of the text.
const SKIPPED: &[&str] = &[
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "pPrChange",
    "rPrChange",
];

/// Reads a Word document.
///
/// # Errors
/// [`ImportError`] if its main text cannot be read.
pub(super) fn read(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<Document, ImportError> {
    let main = main_part(archive, budget)?;
    let text = archive
        .read_named(&main, budget)?
        .ok_or_else(|| ImportError::Damaged {
            what: WHAT,
            why: "its main text is missing".to_owned(),
        })?;
    let properties = match archive.read_named("docProps/core.xml", budget) {
        Ok(Some(xml)) => properties(&xml),
        _ => Properties::default(),
    };
    Ok(Document {
        text: words(&text)?,
        properties,
        ..Document::default()
    })
}

/// The name of the part with the main text.
fn main_part(archive: &mut Archive<'_>, budget: &mut Budget) -> Result<String, ImportError> {
    let mut main = None;
    if let Some(relations) = archive.read_named("_rels/.rels", budget)? {
        // Without relations it is where it nearly always is.
        xml::walk(&relations, WHAT, &mut |node| {
            if let Node::Start("Relationship", attributes) = node
                && attributes
                    .get("Type")
                    .is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = attributes
                    .get("Target")
                    .map(|target| target.trim_start_matches('/').to_owned());
            }
        })
        .ok();
    }
    Ok(main
        .filter(|main| archive.has(main))
        .unwrap_or_else(|| "word/document.xml".to_owned()))
}

fn words(xml: &[u8]) -> Result<String, ImportError> {
    let mut words = Words::default();
    let mut skipped = 0_usize;
    let mut in_text = false;
    let mut is_hidden = false;
    xml::walk(xml, WHAT, &mut |node| match node {
        Node::Start(name, attributes) => {
            if skipped > 0 || SKIPPED.contains(&name) {
                skipped += 1;
                return;
            }
            match name {
                "t" => in_text = true,
                "r" => is_hidden = false,
                "vanish" => {
                    is_hidden = !matches!(attributes.get("val").as_deref(), Some("0" | "false" | "off"));
                }
                "tab" | "ptab" => words.push_char(' '),
                "br" | "cr" | "txbxContent" => words.end_paragraph(),
                "noBreakHyphen" => words.push_char('-'),
                _ => {}
            }
        }
        Node::End(name) => {
            if skipped > 0 {
                skipped -= 1;
                return;
            }
            match name {
                "t" => in_text = false,
                "r" => is_hidden = false,
                "p" | "txbxContent" => words.end_paragraph(),
                _ => {}
            }
        }
        Node::Text(text) => {
            if in_text && skipped == 0 && !is_hidden {
                words.push(text);
            }
        }
    })?;
    Ok(words.finish())
}

/// Title, author and language of an Office document's core properties. Days of writing and of change are no
/// dates of publication.
fn properties(xml: &[u8]) -> Properties {
    let mut properties = Properties::default();
    let mut open = String::new();
    let mut put = |name: &str, text: &str| {
        let field = match name {
            "title" => &mut properties.headline,
            "creator" => &mut properties.author,
            "language" => &mut properties.language,
            _ => return,
        };
        field.get_or_insert_default().push_str(text);
    };
    xml::walk(xml, WHAT, &mut |node| match node {
        Node::Start(name, _) => name.clone_into(&mut open),
        Node::End(_) => open.clear(),
        Node::Text(text) => put(&open, text),
    })
    // What was read before it broke off holds.
    .ok();
    properties.headline = properties.headline.filter(|title| is_title(title));
    properties.author = properties.author.filter(|author| is_author(author));
    properties
}

/// Whether a title was given by a person.
pub(super) fn is_title(title: &str) -> bool {
    let lower = title.trim().to_lowercase();
    let is_of_a_program = [
        "microsoft word",
        "untitled",
        "document",
        "dokument",
        "noname",
        "unbenannt",
    ]
    .iter()
    .any(|start| lower.starts_with(start) && lower.split_whitespace().count() <= 5);
    let is_file = [
        ".doc", ".docx", ".odt", ".rtf", ".indd", ".pdf", ".qxd", ".html", ".tex",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    !lower.is_empty() && !is_of_a_program && !is_file
}

/// Whether an author is one, and not a program or nobody.
pub(super) fn is_author(author: &str) -> bool {
    let lower = author.trim().to_lowercase();
    let is_program = [
        "python-docx",
        "microsoft",
        "user",
        "admin",
        "administrator",
        "author",
        "unknown",
        "owner",
        "apache",
        "libreoffice",
        "openoffice",
        "pandoc",
        "windows",
        "root",
        "anonymous",
    ]
    .iter()
    .any(|name| {
        lower == *name || (lower.starts_with(name) && lower.len() < name.len() + 8 && name.len() > 6)
    });
    lower.chars().any(char::is_alphabetic) && !is_program
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(xml: &str) -> String {
        words(format!("<w:document><w:body>{xml}</w:body></w:document>").as_bytes()).unwrap()
    }

    #[test]
    fn runs_are_joined_and_paragraphs_parted() {
        assert_eq!(
            body(
                "<w:p><w:r><w:t>“We wai</w:t></w:r><w:r><w:t xml:space='preserve'>ted,” </w:t></w:r><w:r><w:t>he \
                 said.</w:t></w:r></w:p><w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            ),
            "“We waited,” he said.\n\nCell"
        );
    }

    #[test]
    fn deleted_hidden_and_field_words_are_not_read() {
        assert_eq!(
            body(
                "<w:p><w:r><w:t>He </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>\
                 moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly \
                 </w:t></w:r><w:r><w:instrText>INCLUDEPICTURE \"http://x/\"</w:instrText></w:r><w:ins><w:r><w:t>said \
                 no.</w:t></w:r></w:ins></w:p>"
            ),
            "He said no."
        );
    }

    #[test]
    fn titles_and_authors_of_programs_are_none() {
        assert!(is_title("Line to Kars opens"));
        assert!(!is_title("Microsoft Word - Dokument1"));
        assert!(!is_title("release_final.docx"));
        assert!(is_author("Jane Doe") && is_author("Useruev Ali"));
        assert!(!is_author("python-docx") && !is_author("User") && !is_author(" "));
    }
}
