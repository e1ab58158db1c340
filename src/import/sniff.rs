//! What a document is, by its first bytes and its name.

use super::formats::has_known_head;
use super::{Hint, ImportError};

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Plain text and Markdown: kept as it is.
    Text,
    /// A web page.
    Html,
    /// A message, or a page that is saved as one.
    Mail,
    /// Messages one after the other.
    Mbox,
    /// Rich Text.
    Rtf,
    /// PDF.
    Pdf,
    /// A ZIP archive, or a Word document, an `OpenDocument` text or an EPUB, which are such archives.
    Zip,
    /// An `OpenDocument` text in one XML file.
    FlatOdt,
    /// Objects of JSON.
    Json,
    /// A table of comma-separated values or the like.
    Csv,
}

/// First bytes of what is no text, what it is, and what to do about it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n", PICTURE, NEEDS_WORDS),
    (b"\xff\xd8\xff", PICTURE, NEEDS_WORDS),
    (b"GIF87a", PICTURE, NEEDS_WORDS),
    (b"GIF89a", PICTURE, NEEDS_WORDS),
    (b"II*\0", PICTURE, NEEDS_WORDS),
    (b"MM\0*", PICTURE, NEEDS_WORDS),
    (b"BM", PICTURE, NEEDS_WORDS),
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
    (b"PK\x07\x08", "a piece of a split archive", UNPACK),
    (b"SQLite format 3\0", "a database", SAVE_AS_TEXT),
    (b"\x7fELF", "a program", NEEDS_WORDS),
    (b"MZ\x90\0", "a program", NEEDS_WORDS),
    (b"%!PS", "a PostScript file", "make a PDF of it and import that"),
    (b"wOFF", "a typeface", NEEDS_WORDS),
    (b"wOF2", "a typeface", NEEDS_WORDS),
    (b"\0\x01\0\0", "a typeface", NEEDS_WORDS),
];

const PICTURE: &str = "a picture";
const SAVE_AS_TEXT: &str = "save it as text or as a web page";
const UNPACK: &str = "unpack it and import what is inside";
const NEEDS_WORDS: &str = "import the article's words instead";

/// First bytes of old Office documents, and of new ones with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How many bytes at the beginning are looked at.
const WINDOW: usize = 4_096;
/// Within how many bytes a PDF must begin.
const PDF_WINDOW: usize = 1_024;

/// Extensions of files that are articles; what else is in archives and at messages is passed over if it is no
/// text.
const ARTICLES: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "shtml", "mht", "mhtml", "pdf", "docx", "doc",
    "odt", "fodt", "rtf", "eml", "msg", "mbox", "epub", "json", "jsonl", "ndjson", "csv", "tsv", "zip",
];

/// Extensions of files that are no articles, whatever is in them.
const NO_ARTICLES: &[&str] = &[
    "css", "js", "mjs", "map", "ts", "ics", "vcf", "vcs", "p7s", "p7m", "asc", "sig", "svg", "xml", "xsl",
    "xsd", "dtd", "rss", "opf", "ncx", "plist", "ini", "cfg", "conf", "log", "sh", "bat", "py", "php", "c",
    "h", "java", "yml", "yaml", "toml", "lock", "url", "desktop", "ds_store", "srt", "vtt", "png", "jpg",
    "jpeg", "gif", "webp", "bmp", "tif", "tiff", "ico", "heic", "avif", "mp3", "m4a", "wav", "ogg", "mp4",
    "mov", "avi", "mkv", "webm", "ttf", "otf", "woff", "woff2", "exe", "dll", "so", "jar", "class", "apk",
    "dmg", "iso", "swf",
];

/// Tells the format of a document.
///
/// # Errors
/// [`ImportError::Unsupported`], [`ImportError::Encrypted`] or [`ImportError::NotText`] when it is none that
/// can be read.
pub(super) fn sniff(bytes: &[u8], hint: Hint<'_>) -> Result<Format, ImportError> {
    let head = bytes.get(..WINDOW).unwrap_or(bytes);
    if begins_pdf(head) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Zip);
    }
    if bytes.starts_with(OLE) {
        return Err(ole(bytes));
    }
    for &(signature, what, remedy) in SIGNATURES {
        if bytes.starts_with(signature) && (signature.len() > 2 || looks_binary(head)) {
            return Err(ImportError::Unsupported { what, remedy });
        }
    }
    let is_media = (bytes.starts_with(b"RIFF")
        && matches!(bytes.get(8..12), Some(b"WEBP" | b"WAVE" | b"AVI ")))
        || matches!(bytes.get(4..8), Some(b"ftyp"));
    if is_media {
        return Err(ImportError::Unsupported {
            what: "a picture or a recording",
            remedy: NEEDS_WORDS,
        });
    }
    let extension = extension(hint);
    if is_mbox(head, &extension) {
        return Ok(Format::Mbox);
    }
    if is_mail(head, &extension) {
        return Ok(Format::Mail);
    }
    if looks_binary(head) {
        return Err(ImportError::NotText);
    }
    // Marks and the zeros of UTF-16 aside.
    let words: String = head
        .iter()
        .filter(|&&byte| byte != 0)
        .map(|&byte| char::from(byte))
        .collect();
    let words = words.trim_start_matches(['ï', '»', '¿', 'ÿ', 'þ']).trim_start();
    Ok(
        if words.contains("<office:document") && words.contains("opendocument") {
            Format::FlatOdt
        } else if is_html(&words.to_ascii_lowercase(), &extension) {
            Format::Html
        } else if is_json(words, &extension) {
            Format::Json
        } else if matches!(extension.as_str(), "csv" | "tsv") || has_known_head(words) {
            Format::Csv
        } else {
            Format::Text
        },
    )
}

/// Whether a file in an archive or at a message may be an article, and not a picture, a style sheet or
/// the like.
pub(super) fn is_article_like(name: &str, bytes: &[u8]) -> bool {
    let hint = Hint {
        file_name: Some(name),
    };
    let extension = extension(hint);
    if NO_ARTICLES.contains(&extension.as_str()) {
        return false;
    }
    let is_named = ARTICLES.contains(&extension.as_str());
    match sniff(bytes, hint) {
        Ok(_) => is_named || !bytes.is_empty(),
        Err(ImportError::NotText) => is_named,
        Err(ImportError::Unsupported { remedy, .. }) => remedy != NEEDS_WORDS || is_named,
        Err(_) => true,
    }
}

/// The extension of a file's name in lower case, or nothing.
fn extension(hint: Hint<'_>) -> String {
    hint.file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, extension)| extension.to_ascii_lowercase())
        .unwrap_or_default()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Some programs write a few bytes before a PDF; a text that speaks of one is none.
fn begins_pdf(head: &[u8]) -> bool {
    if head.starts_with(b"%PDF-") {
        return true;
    }
    let early = head.get(..PDF_WINDOW).unwrap_or(head);
    contains(early, b"%PDF-")
        && contains(head, b" obj")
        && !early.starts_with(b"From ")
        && !contains(early, b": ")
}

fn ole(bytes: &[u8]) -> ImportError {
    let utf16 = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    if contains(bytes, &utf16("EncryptedPackage")) {
        return ImportError::Encrypted {
            what: "Office document",
        };
    }
    let (what, remedy) = if contains(bytes, &utf16("__substg1.0_")) {
        ("a message in Outlook's own format", "save it as EML or text")
    } else {
        ("an old Office document", "save it as DOCX, PDF or text")
    };
    ImportError::Unsupported { what, remedy }
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

/// `words` in lower case.
fn is_html(words: &str, extension: &str) -> bool {
    let has = |tag: &str| words.contains(tag);
    if matches!(extension, "html" | "htm" | "xhtml" | "shtml") {
        return has("<");
    }
    has("<!doctype html")
        || (words.starts_with('<')
            && (has("<html") || has("<head") || has("<body") || has("<p>") || has("<div")))
}

/// The names of the headers at the beginning, in lower case, up to the first line that is none.
fn headers(head: &[u8]) -> Vec<String> {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let mut names = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        if line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t')) && !names.is_empty() {
            continue;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        let is_name = name.len() < line.len()
            && !name.is_empty()
            && name
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if !is_name {
            break;
        }
        names.extend(String::from_utf8(name.to_ascii_lowercase()));
    }
    names
}

fn is_mail(head: &[u8], extension: &str) -> bool {
    let names = headers(head);
    let n_known = names
        .iter()
        .filter(|name| {
            matches!(
                name.as_str(),
                "from"
                    | "to"
                    | "subject"
                    | "date"
                    | "content-type"
                    | "mime-version"
                    | "message-id"
                    | "received"
                    | "cc"
            )
        })
        .count();
    // Headers that nobody copies into a text.
    let is_certain = names.iter().any(|name| {
        matches!(
            name.as_str(),
            "received"
                | "return-path"
                | "message-id"
                | "mime-version"
                | "delivered-to"
                | "snapshot-content-location"
        )
    });
    match extension {
        "eml" | "mht" | "mhtml" => n_known >= 1,
        _ => is_certain && n_known >= 2,
    }
}

fn is_mbox(head: &[u8], extension: &str) -> bool {
    head.starts_with(b"From ")
        && head
            .split(|byte| *byte == b'\n')
            .next()
            .and_then(|line| head.get(line.len() + 1..))
            .is_some_and(|rest| !headers(rest).is_empty() && (extension == "mbox" || is_mail(rest, "eml")))
}

fn is_json(words: &str, extension: &str) -> bool {
    let begins = words.starts_with('{') || words.starts_with('[');
    if matches!(extension, "json" | "jsonl" | "ndjson") {
        return begins;
    }
    let mut marks = words.chars().filter(|c| !c.is_whitespace());
    let first: String = marks.by_ref().take(3).collect();
    if first == "[{\"" {
        return true;
    }
    first.starts_with("{\"")
        && words.lines().next().is_some_and(|line| {
            serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
        })
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
    fn formats_are_told_by_their_bytes_whatever_they_are_called() {
        for (bytes, format) in [
            (&b"%PDF-1.7\n%\xe2"[..], Format::Pdf),
            (b"junk\n%PDF-1.7\n1 0 obj", Format::Pdf),
            (b"{\\rtf1 words}", Format::Rtf),
            (b"PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml", Format::Zip),
            (b"MIME-Version: 1.0\r\nSubject: x\r\n\r\nWords", Format::Mail),
            (b"From a@b Thu\nFrom: a\nSubject: x\n\nWords", Format::Mbox),
            (b"{\"text\": \"words\"}\n{\"text\": \"words\"}", Format::Json),
            (b"[\n {\"text\": \"words\"}]", Format::Json),
            (b"title,date,text\na,b,c\n", Format::Csv),
            (b"title\tdate\ttext\n", Format::Csv),
            (
                b"<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:x'>",
                Format::FlatOdt,
            ),
        ] {
            assert_eq!(named(bytes, "a.txt"), Ok(format));
        }
    }

    #[test]
    fn text_that_looks_like_other_formats_is_text() {
        for text in [
            "From: Jane Doe\nDate: today\nSubject: Kars\n\nHe said no.",
            "From Kars\nHe said: no.",
            "A PDF begins with %PDF-1.7, he said.",
            "{He said no.}",
            "[He said \"no\".]",
            "Title, date and text were missing, he said.\n",
            "BM said no.",
        ] {
            assert_eq!(named(text.as_bytes(), "a.txt"), Ok(Format::Text), "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_named_and_says_what_to_do() {
        for (bytes, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], "this is a picture"),
            (b"\0\x01\x02\x03", "this is no text"),
            (b"\x1f\x8b\x08\0", "this is a compressed archive; unpack it"),
            (OLE, "this is an old Office document; save it as DOCX"),
        ] {
            let error = named(bytes, "a.txt").unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
        let locked = [OLE, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat();
        assert!(named(&locked, "a.docx").unwrap_err().contains("is encrypted"));
    }

    #[test]
    fn pictures_and_style_sheets_in_archives_are_no_articles() {
        assert!(is_article_like("a.txt", b"words") && is_article_like("a", b"words"));
        assert!(is_article_like("a.doc", OLE));
        for (name, bytes) in [
            ("a.css", &b"p { }"[..]),
            ("a.png", b"\x89PNG\r\n\x1a\n\0\0"),
            ("a.bin", b"\0\x01"),
        ] {
            assert!(!is_article_like(name, bytes), "{name}");
        }
    }
}
