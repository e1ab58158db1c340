//! One writer at a time where a file is read, changed and written in one go.
//!
//! Locks the folder, not the file: the file is replaced by each save, and a lock file beside it would
//! be left behind. Where folders cannot be locked (some network drives, Windows) work goes on without.

use std::fs::File;
use std::path::Path;

/// Holds a folder for this process until it is dropped; the system lets go when the process dies.
#[derive(Debug)]
pub struct Hold {
    /// `None` where the system cannot lock a folder.
    _folder: Option<File>,
}

/// Waits until no other process holds the folder of the file at `path`, and holds it.
#[must_use]
pub fn hold(path: &Path) -> Hold {
    let folder = super::save::target(path)
        .ok()
        .and_then(|target| File::open(super::save::folder_of(&target)).ok())
        .filter(|folder| folder.lock().is_ok());
    Hold { _folder: folder }
}
