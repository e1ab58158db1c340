//! Bytes to a string: marks, UTF-8, UTF-16 with or without a mark, and older encodings.
//!
//! UTF-8 is kept exactly, its mark (U+FEFF) included, so that offsets hold in the file itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::sniff::Format;

/// A decoded document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// What was not quite right, for people.
    pub warning: Option<String>,
}

/// Decodes a document. Never fails: what cannot be decoded becomes U+FFFD, with a warning.
pub(super) fn decode(bytes: &[u8], format: Format) -> Decoded {
    let without_mark = utf16(bytes.get(..4_096).unwrap_or(bytes));
    if without_mark.is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Decoded {
            text: text.to_owned(),
            warning: None,
        };
    }
    let (encoding, is_certain) = encoding(bytes, format);
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let n_lost = if had_errors {
        text.chars().filter(|&c| c == '\u{fffd}').count()
    } else {
        0
    };
    let warning = if n_lost > 0 {
        Some(format!(
            "{n_lost} {} could not be read as {} and {} shown as \u{fffd}",
            if n_lost == 1 { "character" } else { "characters" },
            encoding.name(),
            if n_lost == 1 { "is" } else { "are" },
        ))
    } else if is_certain {
        None
    } else {
        Some(format!(
            "the file does not say how it is encoded and was read as {}; check accents and quotation marks",
            encoding.name()
        ))
    };
    Decoded {
        text: text.into_owned(),
        warning,
    }
}

/// The encoding, and whether the document says so itself.
fn encoding(bytes: &[u8], format: Format) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    let head = bytes.get(..4_096).unwrap_or(bytes);
    if let Some(encoding) = utf16(head) {
        return (encoding, true);
    }
    // A few broken bytes in what is otherwise UTF-8 do not make it another encoding.
    if is_nearly_utf8(bytes) {
        return (UTF_8, true);
    }
    if format == Format::Html
        && let Some(encoding) = declared(head)
    {
        return (encoding, true);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    (detector.guess(None, chardetng::Utf8Detection::Allow), false)
}

/// UTF-16 without a mark: nearly every second byte is zero, as in Latin text.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if head.len() < 8 {
        return None;
    }
    let mut n_zeros = [0_usize; 2];
    for pair in head.chunks_exact(2) {
        for (side, byte) in pair.iter().enumerate() {
            if *byte == 0
                && let Some(count) = n_zeros.get_mut(side)
            {
                *count += 1;
            }
        }
    }
    let n_pairs = head.len() / 2;
    let [first, second] = n_zeros;
    if second * 10 > n_pairs * 6 && first * 20 < n_pairs {
        Some(UTF_16LE)
    } else if first * 10 > n_pairs * 6 && second * 20 < n_pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether most of what is not ASCII is valid UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let mut n_valid = 0_usize;
    let mut n_broken = 0_usize;
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_valid > n_broken * 4
}

/// The encoding that a page declares in its first bytes.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let words: String = head
        .iter()
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let (_, after) = words.split_once("charset")?;
    let label: String = after
        .trim_start()
        .strip_prefix('=')?
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // The declaration could be read as ASCII, so it is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) -> Option<String> {
        let decoded = decode(bytes, Format::Text);
        assert_eq!(decoded.text, expected);
        decoded.warning
    }

    #[test]
    fn utf8_is_kept_with_its_mark() {
        assert_eq!(check("\u{feff}Ağrı".as_bytes(), "\u{feff}Ağrı"), None);
    }

    #[test]
    fn utf16_needs_no_mark() {
        let le: Vec<u8> = "He said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "He said no – “No”."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(utf16(&le), Some(UTF_16LE));
        assert_eq!(utf16(&be), Some(UTF_16BE));
        assert_eq!(utf16(b"plain words here"), None);
        assert_eq!(check(&le, "He said no."), None);
        assert_eq!(check(&be, "He said no – “No”."), None);
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(le).collect();
        assert_eq!(check(&marked, "He said no."), None);
    }

    #[test]
    fn older_encodings_are_recognised_and_said() {
        let warning = check(
            b"\x93We will not wait,\x94 the minister\x92s caf\xe9 said, \x96 no.",
            "“We will not wait,” the minister’s café said, – no.",
        );
        assert!(warning.unwrap().contains("windows-1252"));
    }

    #[test]
    fn broken_bytes_are_counted() {
        let warning = check(
            b"\xe2\x80\x9cNo,\xe2\x80\x9d he said. \xe2\x80\x9cNever,\xe2\x80\x9d\xff he said. \xe2\x80\x94",
            "“No,” he said. “Never,”\u{fffd} he said. —",
        );
        assert_eq!(
            warning.as_deref(),
            Some("1 character could not be read as UTF-8 and is shown as \u{fffd}")
        );
    }

    #[test]
    fn a_page_says_its_encoding() {
        let page = b"<meta charset=\"windows-1251\"><p>\xcc\xee\xf1\xea\xe2\xe0";
        let decoded = decode(page, Format::Html);
        assert!(decoded.text.ends_with("Москва"), "{}", decoded.text);
        assert_eq!(decoded.warning, None);
    }
}
