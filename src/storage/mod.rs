//! Project to bytes on disk and back. The only writer of files.
//!
//! What [`load`] returns is valid; a [`save`] that fails leaves the old file. Nothing that a project
//! names (paths, addresses) is ever opened, and no file is opened that is not a regular one.

pub mod backups;
mod disk;
mod fingerprint;
pub mod journal;
pub mod lock;
pub mod preferences;
mod read;
pub mod recent;
mod ron;
mod save;
pub mod templates;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::progress::Warned;
use crate::project::Project;

pub use backups::Backups;
pub use fingerprint::{FileStamp, Fingerprint};
pub use preferences::{Preferences, Theme};
pub use recent::Recent;
pub use ron::Salvaged;
pub use save::{abandon_unfinished, write_atomic};

/// The largest project file that is read, in bytes.
pub const MAX_BYTES: u64 = 2_000_000_000;

/// Why something could not be stored or loaded. Each message is a sentence for people, without the
/// path.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The system refused.
    #[error("{what}: {}.", system_words(error))]
    Io {
        /// What could not be done: "The file could not be opened".
        what: &'static str,
        /// The system's words.
        #[source]
        error: std::io::Error,
    },
    /// The new file is in its place, whole, but the disk did not confirm that it stays there.
    #[error(
        "The file was written, but the disk did not confirm it: {}.",
        system_words(error)
    )]
    Unconfirmed {
        /// The system's words.
        #[source]
        error: std::io::Error,
    },
    /// The file is no longer the one that was read or saved last.
    #[error("Another program has changed the file. It was kept as it is.")]
    ChangedOnDisk,
    /// A folder, a device, a pipe: nothing that is read or replaced.
    #[error("This is {0}, not a file.")]
    NotAFile(&'static str),
    /// The file is marked as not to be written.
    #[error("The file is write-protected. It was kept as it is.")]
    WriteProtected,
    /// The file is larger than [`MAX_BYTES`].
    #[error(
        "The file has {} MB; projects of up to {} MB are read. It was kept as it is.",
        n_bytes / 1_000_000,
        MAX_BYTES / 1_000_000
    )]
    TooLarge {
        /// Size of the file in bytes.
        n_bytes: u64,
    },
    /// The file is no project.
    #[error("{0}")]
    Malformed(String),
    /// The file was written by a newer Readout.
    #[error(
        "The project was saved by a newer Readout, in format {format}; this one reads formats up to {}. \
         The file was kept as it is.",
        ron::FORMAT
    )]
    Newer {
        /// The file's format number.
        format: String,
    },
    /// There is no folder for the user's own files: no home.
    #[error("There is no home folder to keep this in.")]
    NoFolder,
}

/// What the system refused, in plain words where there are any.
fn system_words(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "there is no permission to do so",
        ErrorKind::StorageFull => "there is no space left",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::ReadOnlyFilesystem => "nothing can be written on this disk",
        ErrorKind::NotADirectory => "a part of the path is not a folder",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "this cannot be the name of a file",
        _ => {
            let words = error.to_string();
            let plain = words.split(" (os error").next().unwrap_or_default();
            return plain.to_owned();
        }
    };
    words.to_owned()
}

/// The folders that hold what belongs to the user and not to a project. `None` where there is no
/// home: the program works, and remembers nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    /// Holds the preferences. Need not exist.
    pub config: Option<PathBuf>,
    /// Holds the list of recent projects. Need not exist.
    pub data: Option<PathBuf>,
}

impl Folders {
    /// The user's folders as the system says: `XDG_CONFIG_HOME` and `XDG_DATA_HOME` on Linux and
    /// their like elsewhere, with `readout` in them.
    #[must_use]
    pub fn of_user() -> Self {
        use etcetera::BaseStrategy;
        match etcetera::base_strategy::choose_native_strategy() {
            // A home that is not there is not made.
            Ok(folders) if folders.home_dir().is_dir() => Self {
                config: Some(folders.config_dir().join("readout")),
                data: Some(folders.data_dir().join("readout")),
            },
            _ => Self::default(),
        }
    }
}

/// Loads a project; what it returns is valid. Warnings say what was odd.
///
/// # Errors
/// [`StorageError`] with line, column and what was expected.
pub fn load(path: &Path) -> Result<Warned<Project>, StorageError> {
    decode(&read::regular_file(path, MAX_BYTES)?)
}

/// A project with the state of the file that it was loaded from.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The project, valid.
    pub project: Project,
    /// What was odd, one sentence each.
    pub warnings: Vec<String>,
    /// The state of the file.
    pub fingerprint: Fingerprint,
}

/// Loads a project as [`load`] does, and says what state the file is in.
///
/// # Errors
/// [`StorageError`] with line, column and what was expected.
pub fn open(path: &Path) -> Result<Loaded, StorageError> {
    let bytes = read::regular_file(path, MAX_BYTES)?;
    let Warned { value, warnings } = decode(&bytes)?;
    Ok(Loaded {
        project: value,
        warnings,
        fingerprint: Fingerprint::of(&bytes),
    })
}

/// What can still be read of a damaged project file, as a project; `None` if that is nothing.
///
/// # Errors
/// [`StorageError`] if the file itself cannot be read, or was written by a newer Readout.
pub fn salvage(path: &Path) -> Result<Option<Salvaged>, StorageError> {
    let bytes = read::regular_file(path, MAX_BYTES)?;
    match decode(&bytes) {
        Ok(loaded) => Ok(Some(Salvaged {
            project: loaded.value,
            lost: Vec::new(),
        })),
        Err(newer @ StorageError::Newer { .. }) => Err(newer),
        Err(_damaged) => Ok(salvage_bytes(&bytes)),
    }
}

/// What can still be read of the bytes of a damaged project file, as a project; `None` if that is
/// nothing.
#[must_use]
pub fn salvage_bytes(bytes: &[u8]) -> Option<Salvaged> {
    ron::salvage(bytes)
}

/// Saves a project: the file is afterwards the new one or, on an error, still the old one.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn save(project: &Project, path: &Path) -> Result<(), StorageError> {
    write_atomic(path, &encode(project)?)
}

/// How a project is saved over an older one.
#[derive(Debug)]
pub struct Saving<'a> {
    /// Where copies are kept.
    pub backups: &'a Backups,
    /// The time.
    pub now: Timestamp,
    /// The state in which the file is to be found; in any other but that which is written the save is
    /// refused with [`StorageError::ChangedOnDisk`]. `None`: whatever is there is replaced.
    pub expected: Option<Fingerprint>,
    /// The folder, held so that nobody changes the file between looking at it and replacing it.
    pub held: &'a lock::Hold,
}

/// What came of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The state of the file.
    pub fingerprint: Fingerprint,
    /// What did not work besides, one sentence each: a copy that could not be kept.
    pub warnings: Vec<String>,
}

/// Saves a project as [`save`] does, keeps a copy of it, and of what was in its place if there is none
/// yet. `about_to` is called with the state that the file will get, before it gets it.
///
/// # Errors
/// [`StorageError`] says what the system refused, or that the file was changed by another program.
pub fn save_over(
    project: &Project,
    path: &Path,
    saving: &Saving<'_>,
    about_to: impl FnOnce(Fingerprint),
) -> Result<Saved, StorageError> {
    let Saving { expected, .. } = *saving;
    let bytes = encode(project)?;
    let fingerprint = Fingerprint::of(&bytes);
    let mut warnings = Vec::new();
    let mut keep = |bytes: &[u8]| match saving.backups.keep(path, bytes, saving.now) {
        Ok(()) | Err(StorageError::NoFolder) => {}
        Err(error) => warnings.push(format!("No copy of this version was kept. {error}")),
    };
    match read::regular_file(path, MAX_BYTES) {
        Ok(before) => {
            let state = Fingerprint::of(&before);
            if expected.is_some_and(|expected| expected != state) && state != fingerprint {
                return Err(StorageError::ChangedOnDisk);
            }
            if state != fingerprint && saving.backups.find(path, state).is_none() {
                keep(&before);
            }
        }
        Err(StorageError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => {}
        // What cannot be read is not replaced unseen.
        Err(error) => return Err(error),
    }
    about_to(fingerprint);
    write_atomic(path, &bytes)?;
    keep(&bytes);
    Ok(Saved {
        fingerprint,
        warnings,
    })
}

/// Writes a report of a defect into the user's data folder, for the user alone; the oldest go when there
/// are many. What it says must not hold words of articles.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn write_crash_report(folders: &Folders, now: Timestamp, words: &str) -> Result<PathBuf, StorageError> {
    use disk::{Disk, System};
    const MOST: usize = 10;
    let data = folders.data.as_deref().ok_or(StorageError::NoFolder)?;
    let folder = data.join("crashes");
    System
        .make_folder(&folder)
        .map_err(save::failed("The folder for reports could not be made"))?;
    let path = folder.join(format!("{}.txt", now.strftime("%Y-%m-%dT%H-%M-%S")));
    write_atomic(&path, words.as_bytes())?;
    let reports = System.list(&folder).unwrap_or_default();
    for old in reports.iter().rev().skip(MOST) {
        System.remove(old).ok();
    }
    Ok(path)
}

/// The bytes of a picture to be kept in a project.
///
/// # Errors
/// [`StorageError`] says what the system refused, or that the file is too large.
pub fn read_picture(path: &Path) -> Result<Vec<u8>, StorageError> {
    read::regular_file(path, crate::model::Png::MAX_BYTES as u64)
}

/// The bytes that [`save`] writes: the same for the same project.
///
/// # Errors
/// [`StorageError`] if the project holds what cannot be written, which none does.
pub fn encode(project: &Project) -> Result<Vec<u8>, StorageError> {
    ron::encode(project)
}

/// The project in the bytes of a project file, as [`load`] reads it.
///
/// # Errors
/// [`StorageError`] with line, column and what was expected.
pub fn decode(bytes: &[u8]) -> Result<Warned<Project>, StorageError> {
    ron::decode(bytes)
}
