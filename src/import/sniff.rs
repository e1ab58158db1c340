//! What a document is, by its first bytes and its name.

use super::{Hint, ImportError};

/// A format that [`super::read`] can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text and Markdown: kept as it is.
    Text,
    /// A web page.
    Html,
}

/// First bytes of what is no text, what it is, and what to do about it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office document",
        SAVE_AS_TEXT,
    ),
    (b"\x89PNG\r\n", "a picture", NEEDS_WORDS),
    (b"\xff\xd8\xff", "a picture", NEEDS_WORDS),
    (b"GIF87a", "a picture", NEEDS_WORDS),
    (b"GIF89a", "a picture", NEEDS_WORDS),
    (b"II*\0", "a picture", NEEDS_WORDS),
    (b"MM\0*", "a picture", NEEDS_WORDS),
    (b"OggS", "a recording", NEEDS_WORDS),
    (b"ID3", "a recording", NEEDS_WORDS),
    (b"fLaC", "a recording", NEEDS_WORDS),
    (b"\x1aE\xdf\xa3", "a video", NEEDS_WORDS),
    (b"\x1f\x8b", "a compressed archive", UNPACK),
    (b"BZh", "a compressed archive", UNPACK),
    (b"\xfd7zXZ\0", "a compressed archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive", UNPACK),
    (b"Rar!\x1a\x07", "a compressed archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed archive", UNPACK),
    (b"SQLite format 3\0", "a database", SAVE_AS_TEXT),
    (b"\x7fELF", "a program", NEEDS_WORDS),
    (b"MZ\x90\0", "a program", NEEDS_WORDS),
];

const SAVE_AS_TEXT: &str = "save it as text or as a web page";
const UNPACK: &str = "unpack it and import what is inside";
const NEEDS_WORDS: &str = "import the article's words instead";

/// How many bytes at the beginning are looked at.
const WINDOW: usize = 4_096;

/// Tells the format of a document.
///
/// # Errors
/// [`ImportError::Unsupported`] or [`ImportError::NotText`] when it is none that can be read.
pub(super) fn sniff(bytes: &[u8], hint: Hint<'_>) -> Result<Format, ImportError> {
    for &(signature, what, remedy) in SIGNATURES {
        if bytes.starts_with(signature) {
            return Err(ImportError::Unsupported { what, remedy });
        }
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Err(zip(bytes));
    }
    if bytes.starts_with(b"RIFF") && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI ")) {
        return Err(ImportError::Unsupported {
            what: "a picture or a recording",
            remedy: NEEDS_WORDS,
        });
    }
    if matches!(bytes.get(4..8), Some(b"ftyp")) {
        return Err(ImportError::Unsupported {
            what: "a picture or a recording",
            remedy: NEEDS_WORDS,
        });
    }
    let head = bytes.get(..WINDOW).unwrap_or(bytes);
    if looks_binary(head) {
        return Err(ImportError::NotText);
    }
    Ok(if is_html(head, hint) {
        Format::Html
    } else {
        Format::Text
    })
}

fn zip(bytes: &[u8]) -> ImportError {
    let head = bytes.get(..WINDOW).unwrap_or(bytes);
    let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    if holds(b"word/") || holds(b"[Content_Types].xml") {
        ImportError::Unsupported {
            what: "a Word document or another Office file",
            remedy: SAVE_AS_TEXT,
        }
    } else if holds(b"mimetypeapplication/") {
        ImportError::Unsupported {
            what: "an OpenDocument or EPUB file",
            remedy: SAVE_AS_TEXT,
        }
    } else {
        ImportError::Unsupported {
            what: "a ZIP archive",
            remedy: UNPACK,
        }
    }
}

/// Whether control characters that no encoding of text has are common; UTF-16 is text.
fn looks_binary(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || super::decode::utf16(head).is_some()
    {
        return false;
    }
    let n_controls = head
        .iter()
        .filter(|&&byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127))
        .count();
    head.contains(&0) || n_controls * 20 > head.len()
}

fn is_html(head: &[u8], hint: Hint<'_>) -> bool {
    let words: String = head
        .iter()
        .filter(|&&byte| byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let begins_with_tag = words
        .trim_start_matches(['ï', '»', '¿', 'ÿ', 'þ'])
        .trim_start()
        .starts_with('<');
    let names_html = hint
        .file_name
        .and_then(|name| name.rsplit_once('.'))
        .is_some_and(|(_, extension)| {
            matches!(
                extension.to_ascii_lowercase().as_str(),
                "html" | "htm" | "xhtml" | "shtml"
            )
        });
    let has = |tag: &str| words.contains(tag);
    if names_html {
        return has("<");
    }
    has("<!doctype html")
        || (begins_with_tag && (has("<html") || has("<head") || has("<body") || has("<p>") || has("<div")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(bytes: &[u8], name: &str) -> Result<Format, String> {
        sniff(
            bytes,
            Hint {
                file_name: Some(name),
            },
        )
        .map_err(|error| error.to_string())
    }

    #[test]
    fn text_and_pages_are_told_apart() {
        assert_eq!(named(b"He said <b>no</b>.", "a.txt"), Ok(Format::Text));
        assert_eq!(named(b"# Title\n\nWords", "a.md"), Ok(Format::Text));
        assert_eq!(named(b"\n<!DOCTYPE html>\n<html>", "page"), Ok(Format::Html));
        assert_eq!(named(b"<p>Words", "page.HTM"), Ok(Format::Html));
        assert_eq!(named(b"Words", "page.html"), Ok(Format::Text));
        assert_eq!(
            named(b"<\0h\0t\0m\0l\0>\0<\0b\0o\0d\0y\0>\0", "page"),
            Ok(Format::Html)
        );
    }

    #[test]
    fn what_is_no_text_is_named_and_says_what_to_do() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n%\xe2"[..], "this is a PDF; save it as text"),
            (
                b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml",
                "this is a Word document",
            ),
            (
                b"PK\x03\x04\x14\0\0\0\0\0photo.bin",
                "this is a ZIP archive; unpack it",
            ),
            (b"\x89PNG\r\n\x1a\n\0\0", "this is a picture"),
            (b"\0\x01\x02\x03", "this is no text"),
            (b"{\\rtf1 words}", "this is an RTF document"),
        ] {
            let error = named(bytes, "a.txt").unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
