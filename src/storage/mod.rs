//! Project to bytes on disk and back. The only writer of files.

use std::path::Path;

use crate::progress::Warned;
use crate::project::Project;

/// Why something could not be stored or loaded. Each message is a sentence for people.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The system refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is no project.
    #[error("{0}")]
    Malformed(String),
}

/// Loads a project; what it returns is valid. Warnings say what was odd.
///
/// # Errors
/// [`StorageError`] with line, column and what was expected.
pub fn load(path: &Path) -> Result<Warned<Project>, StorageError> {
    let _ = path;
    Err(StorageError::Malformed("not built".into()))
}

/// Saves a project: the file is afterwards the new one or, on an error, still the old one.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn save(project: &Project, path: &Path) -> Result<(), StorageError> {
    let _ = (project, path);
    Err(StorageError::Malformed("not built".into()))
}

/// Replaces the file at `path` by `bytes` all at once.
///
/// # Errors
/// [`StorageError`] says what the system refused; the old file is intact.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let _ = (path, bytes);
    Err(StorageError::Malformed("not built".into()))
}
