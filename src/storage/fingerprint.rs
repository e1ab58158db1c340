//! What tells one state of a file from another: a hash of its bytes.

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{MAX_BYTES, StorageError, read};

/// The SHA-256 of a file's bytes. Saved and shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// That of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// That of the file at `path`; `None` if there is none.
    ///
    /// # Errors
    /// [`StorageError`] if it cannot be read.
    pub fn of_file(path: &Path) -> Result<Option<Self>, StorageError> {
        match read::regular_file(path, MAX_BYTES) {
            Ok(bytes) => Ok(Some(Self::of(&bytes))),
            Err(StorageError::Io { error, .. }) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The first 16 hexadecimal digits: enough to tell a few files apart.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(16).collect()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

impl FromStr for Fingerprint {
    type Err = String;

    fn from_str(digits: &str) -> Result<Self, String> {
        let wrong = || "expected 64 hexadecimal digits".to_owned();
        let (pairs, []) = digits.as_bytes().as_chunks::<2>() else {
            return Err(wrong());
        };
        let bytes = pairs.iter().map(|pair| {
            let pair = std::str::from_utf8(pair).map_err(|_not_ascii| wrong())?;
            u8::from_str_radix(pair, 16).map_err(|_no_digits| wrong())
        });
        let bytes = bytes.collect::<Result<Vec<u8>, String>>()?;
        bytes.try_into().map(Self).map_err(|_wrong_number| wrong())
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = String;

    fn try_from(digits: String) -> Result<Self, String> {
        digits.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

/// Size and time of a file. If it is another one, the file may have changed; if it is the same, it may
/// have changed nevertheless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    n_bytes: u64,
    modified: Option<std::time::SystemTime>,
}

impl FileStamp {
    /// That of the file at `path`; `None` if it is not there.
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            n_bytes: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_back() {
        let fingerprint = Fingerprint::of(b"abc");
        let digits = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(fingerprint.to_string(), digits);
        assert_eq!(digits.parse(), Ok(fingerprint));
        for wrong in ["", "ba", "zz", "é", &"0".repeat(66), &"x".repeat(64)] {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }
}
