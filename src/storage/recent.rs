//! The projects that were open lately: a small RON file in the user's data folder.
//!
//! Never in the way: a list that is absent or broken is empty.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Folders, StorageError, read};

/// A project that was open lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// The project file. It may be gone.
    pub path: PathBuf,
    /// Title of the project's briefing, or empty.
    #[serde(default)]
    pub title: String,
    /// When it was last opened or saved.
    pub at: Timestamp,
}

/// Older ones are forgotten.
pub const MAX_RECENT: usize = 20;

const FILE: &str = "recent.ron";
const MAX_BYTES: u64 = 1_000_000;

/// The recent projects, newest first.
#[must_use]
pub fn load(folders: &Folders) -> Vec<Recent> {
    let recent = folders.data.as_deref().and_then(|folder| {
        let bytes = read::regular_file(&folder.join(FILE), MAX_BYTES).ok()?;
        ron::de::from_bytes::<Vec<Recent>>(&bytes).ok()
    });
    recent.unwrap_or_default()
}

/// Puts a project first in the list. Its path is best given absolute.
///
/// # Errors
/// [`StorageError`] says what the system refused; the list is then as it was.
pub fn note(folders: &Folders, newest: Recent) -> Result<(), StorageError> {
    if newest.path.to_str().is_none() {
        // The file is text: a name that is none cannot be kept.
        return Ok(());
    }
    change(folders, |list| {
        list.retain(|recent| recent.path != newest.path);
        list.insert(0, newest);
        list.truncate(MAX_RECENT);
    })
}

/// Takes a project out of the list.
///
/// # Errors
/// [`StorageError`] says what the system refused; the list is then as it was.
pub fn forget(folders: &Folders, path: &Path) -> Result<(), StorageError> {
    change(folders, |list| list.retain(|recent| recent.path != path))
}

fn change(folders: &Folders, change: impl FnOnce(&mut Vec<Recent>)) -> Result<(), StorageError> {
    let folder = folders.data.as_deref().ok_or(StorageError::NoFolder)?;
    let path = folder.join(FILE);
    let _held = super::lock::hold(&path, || {});
    let mut list = load(folders);
    change(&mut list);
    super::save::write_own(&path, &list)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recent(name: &str, second: i64) -> Recent {
        Recent {
            path: PathBuf::from(name),
            title: format!("Briefing {name}"),
            at: Timestamp::from_second(second).unwrap(),
        }
    }

    #[test]
    fn the_newest_comes_first_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders {
            config: None,
            data: Some(folder.path().join("readout")),
        };
        assert_eq!(load(&folders), []);
        note(&folders, recent("/a.ron", 1)).unwrap();
        note(&folders, recent("/b.ron", 2)).unwrap();
        note(&folders, recent("/a.ron", 3)).unwrap();
        assert_eq!(load(&folders), [recent("/a.ron", 3), recent("/b.ron", 2)]);
        forget(&folders, Path::new("/a.ron")).unwrap();
        assert_eq!(load(&folders), [recent("/b.ron", 2)]);
        for second in 0..50 {
            note(&folders, recent(&format!("/{second}.ron"), second)).unwrap();
        }
        assert_eq!(load(&folders).len(), MAX_RECENT);
    }

    #[test]
    fn a_broken_list_is_empty_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders {
            config: None,
            data: Some(folder.path().to_owned()),
        };
        super::super::write_atomic(&folder.path().join(FILE), b"[(path: 3").unwrap();
        assert_eq!(load(&folders), []);
        note(&folders, recent("/a.ron", 1)).unwrap();
        assert_eq!(load(&folders), [recent("/a.ron", 1)]);
        assert!(note(&Folders::default(), recent("/a.ron", 1)).is_err());
        assert_eq!(load(&Folders::default()), []);
    }
}
