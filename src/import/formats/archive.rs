//! ZIP archives in memory. Sizes and names that an archive gives are claims: what comes out is counted.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::import::{ImportError, MAX_BYTES};

/// Most members.
const MAX_MEMBERS: usize = 10_000;
/// Most bytes that may come out of archives in all.
const MAX_OUT: usize = 300_000_000;
/// How many times its own length may come out of an archive; text packs to a third or a tenth, seldom to less.
const MAX_RATIO: usize = 60;
/// What may come out of an archive however short it is.
const LEAST_OUT: usize = 20_000_000;

const UNKNOWN_METHOD: &str = "it is packed by a method that is not read";

/// How many bytes may still come out of archives.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: MAX_OUT }
    }
}

impl Budget {
    /// What may come out of an archive of `n_bytes` inside what this budget is for.
    pub(super) fn of_archive(&self, n_bytes: usize) -> Self {
        Self {
            left: self.left.min(n_bytes.saturating_mul(MAX_RATIO).max(LEAST_OUT)),
        }
    }

    /// Takes off what was taken off `other` since it was made as `before`.
    pub(super) fn settle(&mut self, before: &Self, other: &Self) {
        self.left = self.left.saturating_sub(before.left.saturating_sub(other.left));
    }

    /// Whether nothing is left to speak of.
    pub(super) fn is_spent(&self) -> bool {
        self.left < 1_000
    }

    /// Takes `n_bytes` off.
    ///
    /// # Errors
    /// [`ImportError::Excessive`] if so much is not left. Then half of it is gone: whatever else is there may
    /// still be read, but not without end.
    pub(super) fn take(&mut self, n_bytes: usize, what: &'static str) -> Result<(), ImportError> {
        if let Some(left) = self.left.checked_sub(n_bytes) {
            self.left = left;
            return Ok(());
        }
        self.left /= 2;
        Err(ImportError::Excessive {
            what,
            excess: "unpacks to far more than it is long",
        })
    }
}

/// A member of an archive.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its place in the archive.
    pub idx: usize,
    /// Its path inside the archive: a label.
    pub name: String,
}

/// An archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// What it is, for messages: "ZIP archive".
    pub what: &'static str,
    by_name: BTreeMap<String, usize>,
}

impl<'a> Archive<'a> {
    /// Opens an archive; `what` names it in messages.
    ///
    /// # Errors
    /// [`ImportError`] if it is damaged or has too many members.
    pub(super) fn open(bytes: &'a [u8], what: &'static str) -> Result<Self, ImportError> {
        if n_claimed(bytes) > MAX_MEMBERS {
            return Err(too_many(what));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(what, &error))?;
        if zip.len() > MAX_MEMBERS {
            return Err(too_many(what));
        }
        if matches!(zip.has_overlapping_files(), Ok(true)) {
            return Err(ImportError::Excessive {
                what,
                excess: "has files that share their bytes",
            });
        }
        let by_name = (0..zip.len())
            .filter_map(|idx| {
                let name = zip.name_for_index(idx)?.ok()?;
                Some((name.trim_start_matches('/').to_owned(), idx))
            })
            .collect();
        Ok(Self { zip, what, by_name })
    }

    /// The files in it, sorted by name.
    pub(super) fn members(&self) -> Vec<Member> {
        self.by_name
            .iter()
            .filter(|(name, _)| !name.ends_with(['/', '\\']))
            .map(|(name, &idx)| Member {
                idx,
                name: name.clone(),
            })
            .collect()
    }

    /// Whether it has a file of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Whether a file's name begins so.
    pub(super) fn has_folder(&self, prefix: &str) -> bool {
        self.by_name
            .range(prefix.to_owned()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(prefix))
    }

    /// The bytes of the file of that name; `None` if there is none.
    ///
    /// # Errors
    /// As [`Archive::read`].
    pub(super) fn read_named(
        &mut self,
        name: &str,
        budget: &mut Budget,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        match self.by_name.get(name) {
            Some(&idx) => self.read(idx, budget).map(Some),
            None => Ok(None),
        }
    }

    /// The bytes of a member.
    ///
    /// # Errors
    /// [`ImportError`] if it is encrypted, damaged, or more comes out than an article can have.
    pub(super) fn read(&mut self, idx: usize, budget: &mut Budget) -> Result<Vec<u8>, ImportError> {
        let what = self.what;
        let member = self
            .zip
            .by_index_raw(idx)
            .map_err(|error| damaged(what, &error))?;
        if member.encrypted() {
            return Err(ImportError::Encrypted { what });
        }
        if member.is_symlink() {
            return Err(ImportError::Unsupported {
                what: "a link to another file",
                remedy: "import the file that it leads to",
            });
        }
        drop(member);
        let member = self.zip.by_index(idx).map_err(|error| damaged(what, &error))?;
        let mut bytes = Vec::new();
        let limit = MAX_BYTES.min(budget.left);
        let read = member
            .take(u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1))
            .read_to_end(&mut bytes);
        budget.take(bytes.len(), what)?;
        if bytes.len() > MAX_BYTES {
            return Err(ImportError::Excessive {
                what,
                excess: "has a file that unpacks to more than 50 MB",
            });
        }
        read.map_err(|error| ImportError::Damaged {
            what,
            why: if error.to_string().contains("compression method") {
                UNKNOWN_METHOD.to_owned()
            } else {
                error.to_string()
            },
        })?;
        Ok(bytes)
    }
}

fn too_many(what: &'static str) -> ImportError {
    ImportError::Excessive {
        what,
        excess: "has more than 10,000 files in it",
    }
}

/// How many members the end of the archive claims.
fn n_claimed(bytes: &[u8]) -> usize {
    let tail = bytes
        .get(bytes.len().saturating_sub(70_000)..)
        .unwrap_or_default();
    tail.windows(12)
        .rev()
        .find(|window| window.starts_with(b"PK\x05\x06"))
        .and_then(|window| window.get(10..12))
        .and_then(|count| <[u8; 2]>::try_from(count).ok())
        .map(u16::from_le_bytes)
        // 65,535 stands for a count that is kept elsewhere.
        .filter(|count| *count < u16::MAX)
        .map_or(0, usize::from)
}

fn damaged(what: &'static str, error: &ZipError) -> ImportError {
    let why = match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => {
            return ImportError::Encrypted { what };
        }
        ZipError::InvalidPassword => return ImportError::Encrypted { what },
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            UNKNOWN_METHOD.to_owned()
        }
        ZipError::Io(error) => error.to_string(),
        ZipError::InvalidArchive(why) => why.to_string(),
        ZipError::FileNotFound => "a file of it is missing".to_owned(),
        error => error.to_string(),
    };
    ImportError::Damaged { what, why }
}
