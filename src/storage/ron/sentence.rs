//! What is wrong with a project file, as a sentence for people.

use ron::error::{Error, SpannedError};

use crate::text::span::slice;
use crate::text::unseen::one_line;

/// A place in the file, both numbers from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Place {
    /// The place after this beginning of the file.
    pub(super) fn after(beginning: &str) -> Self {
        let line_start = beginning.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: 1 + beginning.bytes().filter(|&byte| byte == b'\n').count(),
            column: 1 + slice(beginning, line_start, beginning.len()).chars().count(),
        }
    }

    /// The place of a byte of the file.
    pub(super) fn of_byte(text: &str, byte_offset: usize) -> Self {
        Self::after(slice(text, 0, byte_offset))
    }

    /// The place where `rest` begins, which must be an end of `text`.
    pub(super) fn of_rest(text: &str, rest: &str) -> Self {
        Self::of_byte(text, text.len() - rest.len())
    }

    /// The text from here on.
    fn rest(self, text: &str) -> &str {
        let mut rest = text;
        for _ in 1..self.line {
            let Some((_, after)) = rest.split_once('\n') else {
                return "";
            };
            rest = after;
        }
        let column = rest
            .char_indices()
            .nth(self.column - 1)
            .map_or(rest.len(), |(at, _)| at);
        slice(rest, column, rest.len())
    }
}

impl From<ron::error::Position> for Place {
    fn from(position: ron::error::Position) -> Self {
        Self {
            line: position.line,
            column: position.col,
        }
    }
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complaint {
    place: Option<Place>,
    words: String,
}

impl Complaint {
    pub(super) fn anywhere(words: impl Into<String>) -> Self {
        Self {
            place: None,
            words: words.into(),
        }
    }

    pub(super) fn at(place: Place, words: impl Into<String>) -> Self {
        Self {
            place: Some(place),
            words: words.into(),
        }
    }

    pub(super) fn new(place: Place, expected: impl AsRef<str>, found: impl AsRef<str>) -> Self {
        let (expected, found) = (expected.as_ref(), found.as_ref());
        Self::at(place, format!("expected {expected}, found {found}"))
    }

    pub(super) fn sentence(&self) -> String {
        // Words of the file may be in it.
        let words = one_line(&self.words);
        match self.place {
            Some(Place { line, column }) => {
                format!("Line {line}, column {column}: {words}; the file was kept as it is.")
            }
            None => format!("{words}; it was kept as it is."),
        }
    }
}

/// What stands at the beginning of `rest`, for people: a word, a number, words in quotation marks, a sign.
pub(super) fn found(rest: &str) -> String {
    const MOST_CHARS: usize = 40;
    let rest = rest.trim_start();
    let is_word = |&char: &char| char.is_alphanumeric() || matches!(char, '_' | '-' | '+' | '.' | '#');
    let token: String = match rest.chars().next() {
        None => return "the end of the file".to_owned(),
        Some('"') => {
            let words = rest.chars().skip(1).take_while(|&char| char != '"');
            let words: String = words.take(MOST_CHARS).collect();
            format!("\"{words}\"")
        }
        Some(first) if is_word(&first) => rest.chars().take_while(is_word).take(MOST_CHARS).collect(),
        Some(sign) => sign.to_string(),
    };
    quoted(&token)
}

fn quoted(words: &str) -> String {
    let shown: String = words.chars().take(60).collect();
    format!("“{}”", one_line(&shown))
}

fn one_of(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [name] => quoted(name),
        [names @ .., last] => {
            let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            format!("{} or {}", names.join(", "), quoted(last))
        }
    }
}

/// What is wrong with the form of the file.
pub(super) fn of_syntax(error: &SpannedError, text: &str) -> Complaint {
    let (before, after) = (Place::from(error.span.start), Place::from(error.span.end));
    if after.rest(text).trim().is_empty() && !matches!(error.code, Error::UnclosedBlockComment) {
        // Whatever was being read: the file was cut off.
        return Complaint::new(after, "the rest of the project", "the end of the file");
    }
    let place = if is_about_a_whole_value(&error.code) {
        before
    } else {
        after
    };
    let expected = match &error.code {
        Error::Eof => "the rest of the project",
        Error::ExpectedArray => "“[”, which begins a list",
        Error::ExpectedArrayEnd => "“]”, which ends the list",
        Error::ExpectedBoolean => "“true” or “false”",
        Error::ExpectedComma => "a comma",
        Error::ExpectedFloat | Error::ExpectedInteger => "a number",
        Error::ExpectedOption => "“Some(…)” or “None”",
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => "“)”",
        Error::ExpectedMap => "“{”, which begins a list of entries",
        Error::ExpectedMapColon => "a colon",
        Error::ExpectedMapEnd => "“}”, which ends the entries",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "“(”",
        Error::ExpectedString => "words in quotation marks",
        Error::ExpectedStringEnd => "the quotation mark that ends the words",
        Error::ExpectedIdentifier => "a name",
        Error::InvalidEscape(_) => "an escape like \\n or \\u{2019}",
        Error::UnclosedBlockComment => "“*/”, which ends the comment",
        Error::TrailingCharacters => "the end of the file after the project",
        Error::ExceededRecursionLimit => {
            return Complaint::new(
                place,
                "values at most 100 levels deep",
                "deeper ones, as no project has them",
            );
        }
        Error::NoSuchStructField { expected, found, .. } => {
            return Complaint::new(
                place,
                one_of(expected),
                format!("the unknown field {}", quoted(found)),
            );
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            return Complaint::new(place, one_of(expected), quoted(found));
        }
        Error::MissingStructField { field, .. } => {
            return Complaint::new(place, format!("the field {}", quoted(field)), "none before here");
        }
        Error::DuplicateStructField { field, .. } => {
            return Complaint::new(
                place,
                format!("the field {} once", quoted(field)),
                "it a second time",
            );
        }
        Error::IntegerOutOfBounds => "a number that is neither too large nor negative",
        Error::InvalidIntegerDigit { .. } | Error::UnderscoreAtBeginning | Error::FloatUnderscore => {
            "the digits of a number"
        }
        Error::InvalidValueForType { expected, found } => {
            return Complaint::new(place, expectation(expected), quoted(found));
        }
        Error::ExpectedDifferentLength { expected, found } => {
            return Complaint::new(place, expectation(expected), format!("{found} of them"));
        }
        // What our own types say begins with what they expected.
        Error::Message(words) if words.starts_with("expected ") => return Complaint::at(place, words),
        Error::Message(words) => {
            let refused = format!("{} ({words})", found(place.rest(text)));
            return Complaint::new(place, "a value that makes sense", refused);
        }
        _ => "a project as Readout saves it",
    };
    Complaint::new(place, expected, found(place.rest(text)))
}

/// Whether the value was read to its end before it was refused: then it begins at the start of the
/// error's span. Else what was read last was right, and what follows is not.
fn is_about_a_whole_value(error: &Error) -> bool {
    matches!(
        error,
        Error::Message(_)
            | Error::IntegerOutOfBounds
            | Error::InvalidValueForType { .. }
            | Error::ExpectedDifferentLength { .. }
            | Error::NoSuchStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::DuplicateStructField { .. }
    )
}

/// What was expected, without the names of types.
fn expectation(words: &str) -> String {
    match words {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on".to_owned(),
        _ if words.starts_with("struct ") => "fields in parentheses".to_owned(),
        _ if words.starts_with("enum ") => "one of the known words".to_owned(),
        _ => words.to_owned(),
    }
}
