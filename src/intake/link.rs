//! A web address to an article: what was fetched goes the same way as a file's bytes.

use std::path::PathBuf;

use encoding_rs::Encoding;

use super::{Failure, Intake, take_in_bytes};
use crate::fetch::{self, Fetched, Limits};
use crate::import::date_in_address;
use crate::model::{Corrections, Metadata, MetadataField, Provenance, PublicationDate};
use crate::progress::Progress;

/// Fetches what stands at a web address and takes it in. The address, as given, is kept as where the article
/// comes from, and `imported` as when it was fetched; the article's address is the one that the page names,
/// else the one that it came from after redirects.
#[must_use]
pub fn take_in_link(
    address: &str,
    limits: &Limits,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
    progress: &Progress,
) -> Intake {
    let address = address.trim();
    match fetch::fetch(address, limits, progress) {
        Ok(fetched) => {
            let name = file_name(&fetched);
            let bytes = readable(
                fetched.bytes,
                fetched.media_type.as_deref(),
                fetched.charset.as_deref(),
            );
            let mut intake = take_in_bytes(bytes, Some(&name), address, corrections, imported, progress);
            if let [taken] = intake.taken.as_mut_slice() {
                complete(&mut taken.entry.article.metadata, fetched.address);
            }
            intake
        }
        Err(error) => Intake {
            failures: vec![Failure {
                path: PathBuf::from(address),
                part: None,
                reason: error.to_string(),
            }],
            ..Intake::default()
        },
    }
}

/// A name that says what the server says the document is.
fn file_name(fetched: &Fetched) -> String {
    let path = fetched.address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    let stem: String = last
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_.".contains(*c))
        .take(100)
        .collect();
    let ending = match fetched.media_type.as_deref() {
        Some("text/html" | "application/xhtml+xml") => ".html",
        Some("text/plain") => ".txt",
        Some("text/markdown") => ".md",
        Some("text/csv") => ".csv",
        Some("application/pdf") => ".pdf",
        Some("message/rfc822") => ".eml",
        _ => "",
    };
    // A program's name (".php") says nothing of what it answers.
    if ending.is_empty() || stem.ends_with(ending) {
        stem
    } else {
        format!("{stem}{ending}")
    }
}

/// Text in the encoding that only the server names, told apart by a mark at its beginning.
fn readable(bytes: Vec<u8>, media_type: Option<&str>, charset: Option<&str>) -> Vec<u8> {
    let is_text = media_type.is_some_and(|name| name.starts_with("text/") || name.ends_with("xhtml+xml"));
    let head = bytes.get(..2_048.min(bytes.len())).unwrap_or_default();
    let names_its_own = head.windows(8).any(|piece| {
        piece.starts_with(b"charset") || piece.starts_with(b"CHARSET") || piece.starts_with(b"encoding")
    });
    let encoding = charset
        .filter(|_| is_text && !names_its_own && std::str::from_utf8(&bytes).is_err())
        .and_then(|charset| Encoding::for_label(charset.as_bytes()));
    match encoding {
        Some(encoding) => {
            let (words, _, _) = encoding.decode(&bytes);
            format!("\u{feff}{words}").into_bytes()
        }
        None => bytes,
    }
}

fn complete(metadata: &mut Metadata, address: String) {
    if metadata.published.is_none()
        && let Some(date) = date_in_address(&address)
    {
        metadata.published = Some(date);
        metadata
            .provenance
            .insert(MetadataField::Published, Provenance::Address);
    }
    if metadata.url.is_none() {
        metadata.url = Some(address);
        metadata
            .provenance
            .insert(MetadataField::Url, Provenance::Address);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(address: &str, media_type: &str) -> Fetched {
        Fetched {
            bytes: Vec::new(),
            address: address.to_owned(),
            media_type: Some(media_type.to_owned()),
            charset: None,
        }
    }

    #[test]
    fn what_the_server_says_decides_how_it_is_read() {
        assert_eq!(
            file_name(&fetched("https://example.org/a/line.php?id=1", "text/html")),
            "line.php.html"
        );
        assert_eq!(file_name(&fetched("https://example.org/", "text/html")), ".html");
        assert_eq!(
            file_name(&fetched("https://example.org/a.pdf", "application/octet-stream")),
            "a.pdf"
        );
    }

    #[test]
    fn an_encoding_that_only_the_server_names_is_heeded() {
        let words = "Министр сказал";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(words);
        let read = readable(bytes.to_vec(), Some("text/plain"), Some("windows-1251"));
        assert_eq!(String::from_utf8(read).unwrap(), format!("\u{feff}{words}"));
        let marked = [b"<meta charset=koi8-r>".as_slice(), &bytes].concat();
        assert_eq!(
            readable(marked.clone(), Some("text/html"), Some("windows-1251")),
            marked
        );
    }
}
