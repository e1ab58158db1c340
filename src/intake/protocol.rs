//! What the program and its workers say to each other.
//!
//! A worker is this program started once more with the command [`COMMAND`]. It says [`HELLO`], then takes
//! requests on standard input and answers each with one or more [`Answer`]s on standard output. A message
//! is its length in bytes (four bytes, little endian) and as many bytes of JSON; after a request follow
//! the document's bytes as they are.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::import::{self, Choices, Found, Hint, Preview};

/// The hidden command that makes a process a worker.
pub const COMMAND: &str = "read-documents";

/// The first message of a worker: the version of what is spoken.
pub(super) const HELLO: &str = "readout worker 1";

/// The longest message, in bytes: a text of the longest length with every character escaped.
const LONGEST: u32 = 600_000_000;

/// A document to be read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// File name without folders.
    pub file_name: Option<String>,
    /// How many bytes follow.
    pub n_bytes: usize,
    /// What is wanted.
    pub task: Task,
}

/// What is wanted of a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Task {
    /// Its articles, without the first `n_done` parts.
    Read {
        /// What the user chose.
        choices: Choices,
        /// How many parts are passed over.
        n_done: usize,
    },
    /// What can be chosen about it.
    Preview,
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// Something was met in the document; more answers follow.
    Found(Found),
    /// What can be chosen. The last answer.
    Preview(Preview),
    /// The document was read. The last answer.
    Done,
    /// The document as a whole could not be read: one sentence for people. The last answer.
    Failed(String),
}

/// Answers requests until there are no more.
///
/// `before_each` is called before a document is read; it can set new limits for it.
///
/// # Errors
/// When whoever asks can no longer be read from or written to.
pub fn serve(
    requests: &mut impl Read,
    answers: &mut impl Write,
    before_each: &mut dyn FnMut(),
) -> io::Result<()> {
    write(answers, &HELLO)?;
    answers.flush()?;
    while let Some(request) = read::<Request>(requests)? {
        let mut bytes = Vec::new();
        let n_bytes = u64::try_from(request.n_bytes).unwrap_or(u64::MAX);
        requests.take(n_bytes).read_to_end(&mut bytes)?;
        if bytes.len() != request.n_bytes {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        before_each();
        let mut trouble = None;
        let last = answer(&request, &bytes, &mut |found| {
            let sent = write(answers, &Answer::Found(found)).and_then(|()| answers.flush());
            trouble = trouble.take().or(sent.err());
            trouble.is_none()
        });
        if let Some(trouble) = trouble {
            return Err(trouble);
        }
        write(answers, &last)?;
        answers.flush()?;
    }
    Ok(())
}

/// Reads one document; the last answer to it.
pub(super) fn answer(request: &Request, bytes: &[u8], found: &mut dyn FnMut(Found) -> bool) -> Answer {
    let hint = Hint {
        file_name: request.file_name.as_deref(),
    };
    let done = catch_unwind(AssertUnwindSafe(|| match &request.task {
        Task::Preview => import::preview(bytes, hint).map(Answer::Preview),
        Task::Read { choices, n_done } => {
            let mut n_begun = 0_usize;
            import::read_each(bytes, hint, choices, &mut |met| {
                if let Found::Begins(_) = &met {
                    n_begun += 1;
                    n_begun > *n_done && found(met)
                } else {
                    found(met)
                }
            })
            .map(|()| Answer::Done)
        }
    }));
    match done {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => Answer::Failed(error.to_string()),
        Err(_panic) => Answer::Failed(BROKEN.to_owned()),
    }
}

/// What a document is answered with on which a parser fails.
pub(super) const BROKEN: &str = "the document is damaged in a way that its reader cannot cope with; save it as text or get it \
                                 anew";

/// Writes a message.
pub(super) fn write(out: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_vec(message)?;
    let length = u32::try_from(json.len())
        .ok()
        .filter(|length| *length <= LONGEST)
        .ok_or(io::ErrorKind::InvalidData)?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&json)
}

/// Reads a message; `None` at the end.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<T>> {
    let mut length = [0_u8; 4];
    let mut n_read = 0;
    while let Some(rest) = length.get_mut(n_read..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) if n_read == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(n) => n_read += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut json = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut json)?;
    if u32::try_from(json.len()).ok() != Some(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(serde_json::from_slice(&json)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(bytes: &[u8]) -> Vec<Answer> {
        let mut from = bytes;
        assert_eq!(read::<String>(&mut from).unwrap().as_deref(), Some(HELLO));
        std::iter::from_fn(|| read(&mut from).unwrap()).collect()
    }

    #[test]
    fn documents_are_answered_in_order() {
        let mut requests = Vec::new();
        for words in ["<html><body><p>The minister said no.</p>", " "] {
            let request = Request {
                file_name: Some("a.html".to_owned()),
                n_bytes: words.len(),
                task: Task::Read {
                    choices: Choices::default(),
                    n_done: 0,
                },
            };
            write(&mut requests, &request).unwrap();
            requests.extend_from_slice(words.as_bytes());
        }
        let mut out = Vec::new();
        let mut n_read = 0;
        serve(&mut requests.as_slice(), &mut out, &mut || n_read += 1).unwrap();
        assert_eq!(n_read, 2);
        let answers = answers(&out);
        assert!(
            matches!(
                answers.as_slice(),
                [Answer::Found(Found::Article(imported)), Answer::Done, Answer::Failed(reason)]
                    if imported.article.text.contains("said no") && reason.contains("no text")
            ),
            "{answers:?}"
        );
    }

    #[test]
    fn what_breaks_off_is_an_error() {
        for bytes in [
            &[1_u8][..],
            &[9, 0, 0, 0, b'{'],
            &[255, 255, 255, 255],
            &[2, 0, 0, 0, b'x', b'x'],
        ] {
            let mut from = bytes;
            assert!(read::<Answer>(&mut from).is_err());
        }
    }
}
