//! The records of a journal and their form on the disk.
//!
//! A record is a line with its kind, the length of what follows in bytes and the first digits of its
//! checksum; then what follows, and a line end. Edits and headers are RON; a whole project is the text
//! of its project file.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Base, Entry, Header, Mark};
use crate::storage::disk::host_name;
use crate::storage::{Fingerprint, StorageError, encode};

/// Begins every journal; the number is that of its format.
const MAGIC: &str = "Readout recovery journal 1\n";

/// Who writes the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Writer {
    pub(super) pid: u32,
    pub(super) host: String,
    version: String,
}

/// A record to be written.
pub(super) enum Record<'a> {
    Edit(&'a Entry),
    Mark(Mark),
}

impl Record<'_> {
    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), StorageError> {
        match self {
            Self::Edit(entry) => put(out, 'E', ron(entry)?.as_bytes()),
            Self::Mark(mark) => put(out, 'M', ron(mark)?.as_bytes()),
        }
        Ok(())
    }
}

/// The bytes with which a journal begins.
pub(super) fn beginning(header: &Header, base: &Base) -> Result<Vec<u8>, StorageError> {
    let mut out = MAGIC.as_bytes().to_vec();
    let writer = Writer {
        pid: std::process::id(),
        host: host_name(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    put(&mut out, 'W', ron(&writer)?.as_bytes());
    put(&mut out, 'H', ron(header)?.as_bytes());
    match base {
        Base::Nothing => put(&mut out, 'N', b""),
        Base::File(fingerprint) => put(&mut out, 'F', fingerprint.to_string().as_bytes()),
        Base::Project(project) => put(&mut out, 'P', &encode(project)?),
    }
    Ok(out)
}

fn ron(value: &impl Serialize) -> Result<String, StorageError> {
    ron::to_string(value).map_err(|error| StorageError::Io {
        what: "The recovery journal could not be written",
        error: std::io::Error::other(error),
    })
}

fn put(out: &mut Vec<u8>, kind: char, content: &[u8]) {
    let line = format!("{kind} {} {}\n", content.len(), Fingerprint::of(content).short());
    out.extend_from_slice(line.as_bytes());
    out.extend_from_slice(content);
    out.push(b'\n');
}

/// What a journal's work set out from, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReadBase {
    Nothing,
    File(Fingerprint),
    /// The text of a project file.
    Project(Vec<u8>),
}

/// What was read from a journal.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    pub(super) header: Header,
    pub(super) base: ReadBase,
    pub(super) entries: Vec<Entry>,
    pub(super) marks: Vec<Mark>,
    /// Whether something follows that is no whole record.
    pub(super) is_torn: bool,
}

/// Who writes the journal that begins with these bytes.
pub(super) fn writer(bytes: &[u8]) -> Option<Writer> {
    let rest = bytes.strip_prefix(MAGIC.as_bytes())?;
    match next(rest)? {
        (b'W', content, _) => parse(content),
        _ => None,
    }
}

/// Reads a journal as far as it is whole. `None` if not even its beginning is.
pub(super) fn read(bytes: &[u8]) -> Option<Recording> {
    let rest = bytes.strip_prefix(MAGIC.as_bytes())?;
    let (_writer, _, rest) = next(rest)?;
    let (b'H', header, rest) = next(rest)? else {
        return None;
    };
    let header = parse(header)?;
    let (kind, content, mut rest) = next(rest)?;
    let base = match kind {
        b'N' => ReadBase::Nothing,
        b'F' => ReadBase::File(std::str::from_utf8(content).ok()?.parse().ok()?),
        b'P' => ReadBase::Project(content.to_vec()),
        _ => return None,
    };
    let mut recording = Recording {
        header,
        base,
        entries: Vec::new(),
        marks: Vec::new(),
        is_torn: false,
    };
    while let Some((kind, content, after)) = next(rest) {
        let is_read = match kind {
            b'E' => parse(content).map(|entry| recording.entries.push(entry)),
            b'M' => parse(content).map(|mark| recording.marks.push(mark)),
            _ => None,
        };
        if is_read.is_none() {
            break;
        }
        rest = after;
    }
    recording.is_torn = !rest.is_empty();
    Some(recording)
}

fn parse<T: DeserializeOwned>(content: &[u8]) -> Option<T> {
    ron::de::from_bytes(content).ok()
}

/// Kind and content of the record at the beginning of these bytes, and the bytes after it; `None` if it
/// is not whole.
fn next(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let n_line = bytes.iter().take(64).position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..n_line)?).ok()?;
    let mut parts = line.split(' ');
    let (kind, n_bytes, digits) = (parts.next()?, parts.next()?, parts.next()?);
    let [kind] = kind.as_bytes() else {
        return None;
    };
    let n_bytes: usize = n_bytes.parse().ok()?;
    let start = n_line + 1;
    let end = start.checked_add(n_bytes)?;
    let content = bytes.get(start..end)?;
    if bytes.get(end) != Some(&b'\n') || Fingerprint::of(content).short() != digits {
        return None;
    }
    Some((*kind, content, bytes.get(end + 1..)?))
}
