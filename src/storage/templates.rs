//! The user's own templates: one small RON file each, in the user's configuration folder.
//!
//! What is in them is known elsewhere; here they are text with a name.

use std::path::{Path, PathBuf};

use super::disk::{Disk as _, System};
use super::{Folders, StorageError, read, save};

const MAX_BYTES: u64 = 1_000_000;

/// The files of all templates, by name.
#[must_use]
pub fn list(folders: &Folders) -> Vec<PathBuf> {
    let Some(folder) = folder(folders) else {
        return Vec::new();
    };
    let mut files = System.list(&folder).unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ron"));
    files.sort();
    files
}

/// The text of a template's file.
///
/// # Errors
/// [`StorageError`] says what the system refused, or that the file is no text.
pub fn read(path: &Path) -> Result<String, StorageError> {
    let bytes = read::regular_file(path, MAX_BYTES)?;
    String::from_utf8(bytes).map_err(|_not_text| StorageError::Malformed("The file is no text.".to_owned()))
}

/// Keeps a template under a name, in place of one that has it already; returns its file.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn keep(folders: &Folders, name: &str, text: &str) -> Result<PathBuf, StorageError> {
    let folder = folder(folders).ok_or(StorageError::NoFolder)?;
    System
        .make_folder(&folder)
        .map_err(save::failed("The folder for templates could not be made"))?;
    let path = folder.join(format!("{}.ron", file_name(name)));
    super::write_atomic(&path, text.as_bytes())?;
    Ok(path)
}

/// The file that [`keep`] would replace, if one is kept under such a name.
#[must_use]
pub fn kept_as(folders: &Folders, name: &str) -> Option<PathBuf> {
    let name = format!("{}.ron", file_name(name));
    let mut kept = list(folders).into_iter();
    kept.find(|path| path.file_name().is_some_and(|other| other == name.as_str()))
}

/// Removes a template's file.
///
/// # Errors
/// [`StorageError`] says what the system refused.
pub fn remove(path: &Path) -> Result<(), StorageError> {
    System
        .remove(path)
        .map_err(save::failed("The template could not be removed"))
}

fn folder(folders: &Folders) -> Option<PathBuf> {
    folders.config.as_ref().map(|folder| folder.join("templates"))
}

/// A name that every file system takes and that leads nowhere else.
fn file_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|character| {
            if character.is_alphanumeric() {
                character
            } else {
                '-'
            }
        })
        .take(60)
        .collect();
    let name = name.trim_matches('-').to_lowercase();
    if name.is_empty() {
        "template".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_listed_read_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders {
            config: Some(folder.path().join("readout")),
            data: None,
        };
        assert_eq!(list(&folders), Vec::<PathBuf>::new());
        let path = keep(&folders, "../Désk / notes", "(1)").unwrap();
        assert_eq!(path.file_name().unwrap(), "désk---notes.ron");
        assert_eq!(kept_as(&folders, "Désk: notes"), None);
        assert_eq!(
            kept_as(&folders, "Désk – notes").as_ref(),
            Some(&path),
            "another name, the same file"
        );
        keep(&folders, "../Désk / notes", "(2)").unwrap();
        assert_eq!(list(&folders), std::slice::from_ref(&path));
        assert_eq!(read(&path).unwrap(), "(2)");
        remove(&path).unwrap();
        assert_eq!(list(&folders), Vec::<PathBuf>::new());
        assert!(matches!(
            keep(&Folders::default(), "x", ""),
            Err(StorageError::NoFolder)
        ));
    }
}
