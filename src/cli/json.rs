//! JSON in which nothing can move a terminal's cursor.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::text::unseen::is_unseen;

/// Writes a value as one line of JSON. Unseen characters are escapes: those that JSON asks for and the
/// rest of them.
pub(super) fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Seen);
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

struct Seen;

impl Formatter for Seen {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((seen, unseen)) = rest.split_once(is_unseen) {
            let unseen_char = rest.get(seen.len()..).and_then(|rest| rest.chars().next());
            out.write_all(seen.as_bytes())?;
            for unit in unseen_char.unwrap_or_default().encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = unseen;
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unseen_characters_are_escaped_and_come_back() {
        let text = "a\u{7f}\u{9b}31m “Ağrı” \u{202e}\u{e0041}\n\u{1b}";
        let mut out = Vec::new();
        line(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.trim_end().chars().any(is_unseen), "{written}");
        assert!(written.contains("“Ağrı”"));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
    }
}
