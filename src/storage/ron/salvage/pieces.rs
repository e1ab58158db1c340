//! A damaged file taken apart: by its indentation, or by its brackets where it is laid out otherwise.

use serde::Deserialize;

use super::super::validity;
use crate::text::span::slice;

/// A field or entry of the file.
pub(super) struct Piece<'a> {
    pub key: &'a str,
    /// Its value, without the comma after it.
    pub value: &'a str,
}

/// The fields of the project.
pub(super) fn file_pieces(text: &str) -> Vec<Piece<'_>> {
    let by_lines = pieces_at(text, 2);
    let known = |pieces: &[Piece<'_>]| {
        let names = [
            "briefing",
            "topics",
            "lines",
            "corrections",
            "view",
            "terms",
            "saved_views",
            "articles",
        ];
        pieces.iter().filter(|piece| names.contains(&piece.key)).count()
    };
    if known(&by_lines) > 0 {
        return by_lines;
    }
    let text = validity::skip_blank(text);
    validity::fields(text)
        .map(|(key, value)| Piece { key, value })
        .collect()
}

/// The fields or entries of a value.
pub(super) fn pieces_in(value: &str) -> Vec<Piece<'_>> {
    let indent = value
        .lines()
        .skip(1)
        .find(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len());
    match indent {
        Some(indent) if indent > 0 => {
            let pieces = pieces_at(value, indent);
            if !pieces.is_empty() {
                return pieces;
            }
        }
        _ => {}
    }
    validity::fields(value)
        .map(|(key, value)| Piece { key, value })
        .collect()
}

/// The fields or entries whose lines are indented by exactly so many spaces. Each ends before the next
/// one, or before a line that is indented less.
fn pieces_at(text: &str, indent: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Key and start of the value of the piece that is open.
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim();
        if !words.is_empty() {
            let ends = depth < indent || (depth == indent && !words.starts_with([')', ']', '}']));
            if ends && let Some((key, start)) = open.take() {
                pieces.push(piece(text, key, start, at));
            }
            if depth == indent
                && let Some((key, n_before_value)) = key_of(line)
            {
                open = Some((key, at + n_before_value));
            }
        }
        at += line.len();
    }
    if let Some((key, start)) = open {
        pieces.push(piece(text, key, start, text.len()));
    }
    pieces
}

fn piece<'a>(text: &'a str, key: &'a str, start: usize, end: usize) -> Piece<'a> {
    let value = slice(text, start, end).trim();
    Piece {
        key,
        value: value.strip_suffix(',').unwrap_or(value).trim_end(),
    }
}

/// The key with which a line begins, and the bytes before its value.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let from_key = line.trim_start_matches(' ');
    let n_key = validity::key_len(from_key)?;
    let after = slice(from_key, n_key, from_key.len());
    let value = after.trim_start().strip_prefix(':')?;
    Some((slice(from_key, 0, n_key).trim_end(), line.len() - value.len()))
}

/// The text whose lines are listed, and how many bytes of it are as they were before the first line that
/// is damaged.
pub(super) fn joined(list: &str) -> (String, usize) {
    if let Some(lines) = read::<Vec<String>>(list) {
        let text = lines.concat();
        let n_bytes = text.len();
        return (text, n_bytes);
    }
    let mut text = String::new();
    let mut n_sound = None;
    let mut rest = list;
    while let Some((_, from_quote)) = rest.split_once('"') {
        let n_bytes = string_len(from_quote);
        let inside = slice(from_quote, 0, n_bytes);
        let after = slice(from_quote, n_bytes, from_quote.len());
        let is_closed = after.starts_with('"');
        let line = if is_closed {
            read::<String>(&format!("\"{inside}\""))
        } else {
            None
        };
        let line = line.unwrap_or_else(|| {
            n_sound.get_or_insert(text.len());
            unescaped(inside)
        });
        text.push_str(&line);
        rest = after.strip_prefix('"').unwrap_or(after);
    }
    // The list does not end: words may be missing after what was read, but none within it.
    let n_sound = n_sound.unwrap_or(text.len());
    (text, n_sound)
}

/// The length of the string that begins here, up to its quotation mark or the end of the line.
fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            '\n' => return at,
            '"' if !is_escaped => return at,
            _ => is_escaped = char == '\\' && !is_escaped,
        }
    }
    text.len()
}

/// The words of a string that RON does not read: what is escaped, as far as it can be told.
fn unescaped(inside: &str) -> String {
    let mut words = String::new();
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        words.push_str(before);
        let n_escape = match after.chars().next() {
            // The longest is \u{10ffff}.
            Some('u') => after
                .char_indices()
                .take(9)
                .find(|&(_, char)| char == '}')
                .map_or(1, |(end, _)| end + 1),
            Some(char) => char.len_utf8(),
            None => 0,
        };
        let escape = format!("\"\\{}\"", slice(after, 0, n_escape));
        words.push_str(&read::<String>(&escape).unwrap_or_default());
        rest = slice(after, n_escape, after.len());
    }
    words.push_str(rest);
    words
}

pub(super) fn read<T: for<'de> Deserialize<'de>>(value: &str) -> Option<T> {
    ron::from_str(value).ok()
}
