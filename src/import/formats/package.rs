//! What a ZIP archive is: a Word document, an `OpenDocument` text, an EPUB, or an archive of documents.

use super::archive::{Archive, Member};
use super::{Document, Reader, docx, epub, odt};
use crate::import::parts::{Found, Part, PartKind};
use crate::import::sniff::is_article_like;
use crate::import::{Hint, ImportError};

const WHAT: &str = "ZIP archive";

/// Folders that browsers put the pieces of a saved page in.
const PIECES: &[&str] = &["_files", "_fichiers", "-Dateien", "_archivos"];

/// Reads what is in an archive. `Some` is a document that is made of the archive as a whole.
///
/// # Errors
/// [`ImportError`] if it is damaged, encrypted or holds no article.
pub(super) fn read(
    reader: &mut Reader<'_>,
    bytes: &[u8],
    part: Option<&Part>,
) -> Result<Option<Document>, ImportError> {
    let own = || reader.budget.of_archive(bytes.len());
    let (before, own) = (own(), own());
    let mut outer = std::mem::replace(&mut reader.budget, own);
    let read = opened(reader, bytes, part);
    outer.settle(&before, &reader.budget);
    reader.budget = outer;
    read
}

fn opened(
    reader: &mut Reader<'_>,
    bytes: &[u8],
    part: Option<&Part>,
) -> Result<Option<Document>, ImportError> {
    let mut archive = Archive::open(bytes, WHAT)?;
    let kind = archive
        .read_named("mimetype", &mut reader.budget)
        .ok()
        .flatten()
        .unwrap_or_default();
    if kind.starts_with(b"application/epub") || archive.has("META-INF/container.xml") {
        archive.what = "EPUB";
        return epub::read(&mut archive, &mut reader.budget).map(Some);
    }
    if kind.starts_with(b"application/vnd.oasis.opendocument.text")
        || (kind.is_empty() && archive.has("content.xml") && archive.has("META-INF/manifest.xml"))
    {
        archive.what = "OpenDocument text";
        return odt::read(&mut archive, &mut reader.budget).map(Some);
    }
    if kind.starts_with(b"application/vnd.oasis.opendocument") {
        return Err(ImportError::Unsupported {
            what: "an OpenDocument file without running text",
            remedy: "save it as text, CSV or PDF",
        });
    }
    if archive.has_folder("word/") {
        archive.what = "Word document";
        return docx::read(&mut archive, &mut reader.budget).map(Some);
    }
    if archive.has("[Content_Types].xml") {
        return Err(ImportError::Unsupported {
            what: "a spreadsheet, a presentation or another Office file",
            remedy: "save it as text, CSV or PDF",
        });
    }
    if part.is_some() && reader.in_archive {
        return Err(ImportError::Nested);
    }
    let was_in_archive = std::mem::replace(&mut reader.in_archive, true);
    let read = members(reader, &mut archive);
    reader.in_archive = was_in_archive;
    read.map(|()| None)
}

fn members(reader: &mut Reader<'_>, archive: &mut Archive<'_>) -> Result<(), ImportError> {
    let mut n_tried = 0_usize;
    let mut n_passed_over = 0_usize;
    for Member { idx, name } in archive.members() {
        if is_hidden(&name) {
            continue;
        }
        let mut is_article = true;
        reader.part(PartKind::File, &name, |reader, part| {
            let bytes = archive.read(idx, &mut reader.budget)?;
            let file_name = name.rsplit(['/', '\\']).next();
            if is_article_like(file_name.unwrap_or_default(), &bytes) {
                reader.document(&bytes, Hint { file_name }, Some(part))
            } else {
                is_article = false;
                Ok(())
            }
        });
        if is_article {
            n_tried += 1;
        } else {
            n_passed_over += 1;
        }
        if reader.is_spent() {
            break;
        }
    }
    if n_tried == 0 {
        return Err(ImportError::NoArticle { what: WHAT });
    }
    if n_passed_over > 0 {
        let files = if n_passed_over == 1 {
            "1 file in it is no article and was".to_owned()
        } else {
            format!("{n_passed_over} files in it are no articles and were")
        };
        reader.tell(Found::Warning(format!(
            "{files} left out (pictures, style sheets and the like)"
        )));
    }
    Ok(())
}

/// What systems and browsers put in besides documents.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\'])
        .any(|piece| (piece.starts_with('.') && !matches!(piece, "." | "..")) || piece == "__MACOSX")
        || name
            .split(['/', '\\'])
            .rev()
            .skip(1)
            .any(|folder| PIECES.iter().any(|end| folder.ends_with(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_and_systems_add_is_hidden() {
        assert!(
            is_hidden("__MACOSX/a.txt") && is_hidden("a/.git/x.txt") && is_hidden("Page_files/frame.html")
        );
        assert!(!is_hidden("../a/b.txt") && !is_hidden("press_files.txt"));
    }
}
