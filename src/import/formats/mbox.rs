//! Mailboxes (MBOX): messages one after the other, each begun by a line "From …".

use super::{Reader, mail};
use crate::import::parts::PartKind;
use crate::import::{Hint, ImportError};

/// Most messages.
const MAX_MESSAGES: usize = 50_000;

/// Reads all messages.
///
/// # Errors
/// [`ImportError::NoArticle`] if there is none.
pub(super) fn read(reader: &mut Reader<'_>, bytes: &[u8]) -> Result<(), ImportError> {
    let messages = messages(bytes);
    if messages.is_empty() {
        return Err(ImportError::NoArticle { what: "mailbox" });
    }
    for (number, message) in messages.into_iter().enumerate() {
        reader.part(
            PartKind::Message,
            &format!("message {}", number + 1),
            |reader, part| mail::read(reader, &unquoted(message), Hint::default(), Some(part)),
        );
    }
    Ok(())
}

/// The messages without their first lines.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut messages = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    let mut is_after_blank = true;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if is_after_blank && line.starts_with(b"From ") && begins_headers(bytes.get(at + line.len()..)) {
            if let Some(message) = start.and_then(|start| bytes.get(start..at)) {
                messages.push(message);
            }
            start = Some(at + line.len());
        }
        is_after_blank = line.trim_ascii().is_empty();
        at += line.len();
        if messages.len() >= MAX_MESSAGES {
            return messages;
        }
    }
    messages.extend(start.and_then(|start| bytes.get(start..)));
    messages
}

/// Whether the next line is a header.
fn begins_headers(rest: Option<&[u8]>) -> bool {
    let name: &[u8] = rest
        .and_then(|rest| rest.split(|byte| matches!(byte, b':' | b'\n')).next())
        .unwrap_or_default();
    let follows_colon = rest.and_then(|rest| rest.get(name.len())) == Some(&b':');
    follows_colon
        && !name.is_empty()
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// A message whose lines ">From" are "From" again.
fn unquoted(message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let bare = line.trim_ascii_start();
        let n_marks = line.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = n_marks > 0 && bare.get(n_marks..).is_some_and(|rest| rest.starts_with(b"From "));
        bytes.extend_from_slice(if is_quoted {
            line.get(1..).unwrap_or(line)
        } else {
            line
        });
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_where_headers_begin() {
        let mailbox =
            b"From a@b Thu\nSubject: One\n\nFrom here to Kars.\n>From Kars too.\n\nFrom c@d Fri\nSubject: \
                        Two\n\nWords\n";
        let messages = messages(mailbox);
        assert_eq!(messages.len(), 2);
        assert!(unquoted(messages[0]).ends_with(b"From here to Kars.\nFrom Kars too.\n\n"));
        assert!(messages[1].starts_with(b"Subject: Two"));
    }
}
