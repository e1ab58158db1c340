//! Replacing a file all at once, durably.
//!
//! The new bytes are written beside the old file, brought to the disk, and renamed over it; then the
//! folder is brought to the disk. Whatever happens on the way, the path holds all of the old bytes or
//! all of the new ones. What a killed save left behind is swept away by the next one.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::StorageError;
use super::read::irregular;

/// Symbolic links that are followed to the file to write.
const MAX_LINKS: usize = 40;

/// Ends the names of files that are being written.
const UNFINISHED: &str = ".readout-unfinished";

/// Replaces the file at `path` by `bytes` all at once. A symbolic link stays one: the file that it
/// leads to is replaced. An existing file keeps its permissions; a new one is for its owner alone.
///
/// # Errors
/// [`StorageError`] says what the system refused; the old file is intact.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let target = target(path)?;
    let folder = folder_of(&target);
    let before = match std::fs::symlink_metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(failed("The file could not be replaced")(error)),
    };
    if let Some(metadata) = &before {
        if let Some(kind) = irregular(metadata) {
            return Err(StorageError::NotAFile(kind));
        }
        if metadata.permissions().readonly() {
            return Err(StorageError::WriteProtected);
        }
    }
    let prefix = unfinished_prefix(&target);
    sweep(folder, &prefix);
    let mut unfinished = begin(folder, &prefix)?;
    let file = unfinished.as_file_mut();
    file.write_all(bytes)
        .map_err(failed("The file could not be written"))?;
    if let Some(metadata) = &before {
        inherit(file, metadata)?;
    }
    file.sync_all()
        .map_err(failed("The file could not be brought to the disk"))?;
    unfinished
        .persist(&target)
        .map_err(|refused| failed("The file could not be replaced")(refused.error))?;
    sync_folder(folder)
}

fn failed(what: &'static str) -> impl Fn(std::io::Error) -> StorageError {
    move |error| StorageError::Io { what, error }
}

/// The file that is written when `path` is: where symbolic links lead, there or not.
pub(super) fn target(path: &Path) -> Result<PathBuf, StorageError> {
    let mut target = path.to_owned();
    for _ in 0..MAX_LINKS {
        match std::fs::read_link(&target) {
            Ok(leads_to) => target = folder_of(&target).join(leads_to),
            Err(_no_link) => return Ok(target),
        }
    }
    Err(failed("The file could not be found")(std::io::Error::other(
        "symbolic links lead in a circle",
    )))
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

fn unfinished_prefix(target: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    // Names may be as long as the system allows; the prefix must leave room.
    let name = target.file_name().and_then(OsStr::to_str).unwrap_or_default();
    prefix.extend(name.chars().take(40).map(String::from).map(OsString::from));
    prefix.push(".");
    prefix
}

/// A new file beside the target, for its owner alone, locked while this process writes it.
fn begin(folder: &Path, prefix: &OsStr) -> Result<NamedTempFile, StorageError> {
    loop {
        let unfinished = tempfile::Builder::new()
            .prefix(prefix)
            .suffix(UNFINISHED)
            .tempfile_in(folder)
            .map_err(|error| StorageError::Io {
                what: "No file could be written in this folder",
                // The message of the crate names the unfinished file, which tells nobody anything.
                error: error
                    .raw_os_error()
                    .map_or(error, std::io::Error::from_raw_os_error),
            })?;
        // Another process that sweeps may take it for a leftover before it is locked: once more then.
        match unfinished.as_file().try_lock() {
            Ok(()) if std::fs::symlink_metadata(unfinished.path()).is_err() => {}
            Err(TryLockError::WouldBlock) => {}
            // Where nothing can be locked nothing is swept away either.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(unfinished),
        }
    }
}

/// Removes what killed saves of the same file left: unfinished files that no process has locked.
fn sweep(folder: &Path, prefix: &OsStr) {
    let Ok(items) = std::fs::read_dir(folder) else {
        return;
    };
    for item in items.flatten() {
        let name = item.file_name();
        let name = name.as_encoded_bytes();
        if name.starts_with(prefix.as_encoded_bytes())
            && name.ends_with(UNFINISHED.as_bytes())
            && item.file_type().is_ok_and(|kind| kind.is_file())
            && File::open(item.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            std::fs::remove_file(item.path()).ok();
        }
    }
}

/// Gives the new file the permissions of the old one, and its owner and group as far as allowed.
fn inherit(file: &File, before: &Metadata) -> Result<(), StorageError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let now = file.metadata().map_err(failed("The file could not be written"))?;
        if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
            fchown(file, Some(before.uid()), Some(before.gid()))
                .or_else(|_not_root| fchown(file, None, Some(before.gid())))
                .ok();
        }
    }
    file.set_permissions(before.permissions())
        .map_err(failed("The file could not be given its permissions"))
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> Result<(), StorageError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    match synced {
        Err(error)
            // A folder that can be written but not read, or a drive that has no such thing: the file
            // is in its place and nothing more can be done.
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Err(failed("The file was written, but the disk did not confirm it")(error))
        }
        _ => Ok(()),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on systems that can sync folders")]
fn sync_folder(_folder: &Path) -> Result<(), StorageError> {
    Ok(())
}

/// Saves one of the user's own files as RON; makes its folder, for the user alone, if it is not there.
pub(super) fn write_own(path: &Path, value: &impl serde::Serialize) -> Result<(), StorageError> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|error| failed("The file could not be written")(std::io::Error::other(error)))?;
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder_of(path))
        .map_err(failed("The folder could not be made"))?;
    write_atomic(path, text.as_bytes())
}
