//! The project file: RON, format number first.
//!
//! Loading takes nothing on trust: unknown and doubled fields, doubled ids, places outside of their
//! text and ids that lead nowhere are refused with line and column; nothing is dropped silently.
//! Saving the same project gives the same bytes.

mod budget;
mod layout;
mod salvage;
mod sentence;
mod v1;
mod validity;

use super::StorageError;
use crate::progress::Warned;
use crate::project::Project;
use crate::text::span::slice;

pub use salvage::Salvaged;
pub(super) use salvage::salvage;
use sentence::{Complaint, Place};

/// The newest format: the one that is written.
pub(super) const FORMAT: u32 = 1;

/// The bytes of the project file.
pub(super) fn encode(project: &Project) -> Result<Vec<u8>, StorageError> {
    let text = layout::to_string(&v1::Outgoing::from(project)).map_err(|error| StorageError::Io {
        what: "The project could not be written",
        error: std::io::Error::other(error),
    })?;
    Ok(text.into_bytes())
}

/// The project in these bytes of a project file.
pub(super) fn decode(bytes: &[u8]) -> Result<Warned<Project>, StorageError> {
    decode_text(bytes)
        .map(Warned::clean)
        .map_err(|refusal| match refusal {
            Refusal::Malformed(complaint) => StorageError::Malformed(complaint.sentence()),
            Refusal::Newer(format) => StorageError::Newer { format },
        })
}

/// Why bytes are no project that this program reads.
#[derive(Debug)]
enum Refusal {
    Malformed(Complaint),
    /// The format number.
    Newer(String),
}

impl From<Complaint> for Refusal {
    fn from(complaint: Complaint) -> Self {
        Self::Malformed(complaint)
    }
}

fn decode_text(bytes: &[u8]) -> Result<Project, Refusal> {
    let text = text(bytes)?;
    let outcome = format_number(text).and_then(|_only_one| {
        bounded(text)?;
        v1::decode(text).map_err(Refusal::from)
    });
    match outcome {
        Err(Refusal::Malformed(complaint)) => Err(conflict(text).unwrap_or(complaint).into()),
        outcome => outcome,
    }
}

/// Refuses a file whose parts would fill the memory many times over.
fn bounded(text: &str) -> Result<(), Complaint> {
    budget::exceeded_at(text).map_or(Ok(()), |at| {
        Err(Complaint::new(
            Place::of_byte(text, at),
            "a project that takes up to ten times its length in memory",
            "more parts than there is room for",
        ))
    })
}

/// The bytes as text, without a byte order mark.
fn text(bytes: &[u8]) -> Result<&str, Complaint> {
    if bytes.trim_ascii().is_empty() {
        return Err(Complaint::anywhere("The file is empty"));
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let before = std::str::from_utf8(before).unwrap_or_default();
            let byte = bytes.get(before.len()).copied().unwrap_or_default();
            return Err(Complaint::new(
                Place::after(before),
                "text in UTF-8",
                format!("the byte {byte:#04X}"),
            ));
        }
    };
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        let n_zeros = bytes.iter().skip(at).take_while(|&&byte| byte == 0).count();
        return Err(Complaint::new(
            Place::of_byte(valid, at),
            "text",
            format!("{n_zeros} zero bytes, as a crash or a full disk leaves them"),
        ));
    }
    Ok(valid.strip_prefix('\u{feff}').unwrap_or(valid))
}

/// The format number, which stands first so that it can be read before anything else.
fn format_number(text: &str) -> Result<u32, Refusal> {
    let mut rest = validity::skip_blank(text);
    for expected in ["(", "format", ":"] {
        let Some(after) = rest.strip_prefix(expected) else {
            return Err(Complaint::new(
                Place::of_rest(text, rest),
                format!("a Readout project, which begins with “(format: {FORMAT},”"),
                sentence::found(rest),
            )
            .into());
        };
        rest = validity::skip_blank(after);
    }
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let digits = slice(rest, 0, n_digits).trim_start_matches('0');
    let is_whole = validity::skip_blank(slice(rest, n_digits, rest.len())).starts_with([',', ')']);
    match digits.parse::<u32>() {
        Ok(format @ 1..=FORMAT) if is_whole => Ok(format),
        _ if is_whole && !digits.is_empty() => Err(Refusal::Newer(digits.to_owned())),
        _ => Err(Complaint::new(
            Place::of_rest(text, rest),
            format!("the format number, {FORMAT}"),
            sentence::found(rest),
        )
        .into()),
    }
}

/// Two versions of the project that git could not merge. Texts of articles cannot look like that: in
/// the file no line begins inside of them.
fn conflict(text: &str) -> Option<Complaint> {
    let (line_idx, _) = text
        .lines()
        .enumerate()
        .find(|(_, line)| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))?;
    Some(Complaint::new(
        Place {
            line: line_idx + 1,
            column: 1,
        },
        "one project",
        "two versions of it with the marks of a git conflict",
    ))
}
