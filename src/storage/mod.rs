//! Project to bytes on disk and back. The only writer of files.
//!
//! What [`load`] returns is valid; a [`save`] that fails leaves the old file. Nothing that a project
//! names (paths, addresses) is ever opened, and no file is opened that is not a regular one.

pub mod lock;
pub mod preferences;
mod read;
pub mod recent;
mod ron;
mod save;

use std::path::{Path, PathBuf};

use crate::progress::Warned;
use crate::project::Project;

pub use preferences::{Preferences, Theme};
pub use recent::Recent;
pub use save::write_atomic;

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
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "there is no space left",
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
            Ok(folders) => Self {
                config: Some(folders.config_dir().join("readout")),
                data: Some(folders.data_dir().join("readout")),
            },
            Err(_homeless) => Self::default(),
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

/// Saves a project: the file is afterwards the new one or, on an error, still the old one.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn save(project: &Project, path: &Path) -> Result<(), StorageError> {
    write_atomic(path, &encode(project)?)
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
