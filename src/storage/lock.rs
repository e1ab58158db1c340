//! One writer at a time where a file is read, changed and written in one go.
//!
//! Locks the folder, not the file: the file is replaced by each save, and a lock file beside it would
//! be left behind. Where folders cannot be locked (some network drives, Windows) work goes on without.

use std::fs::{File, TryLockError};
use std::path::Path;

/// Holds a folder for this process until it is dropped; the system lets go when the process dies.
#[derive(Debug)]
pub struct Hold {
    /// `None` where the system cannot lock a folder.
    _folder: Option<File>,
}

/// Waits until no other process holds the folder of the file at `path`, and holds it. Calls `waiting`
/// once if it has to wait.
#[must_use]
pub fn hold(path: &Path, waiting: impl FnOnce()) -> Hold {
    let folder = super::save::target(path)
        .ok()
        .and_then(|target| File::open(super::save::folder_of(&target)).ok())
        .filter(|folder| match folder.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                waiting();
                folder.lock().is_ok()
            }
            Err(TryLockError::Error(_)) => false,
        });
    Hold { _folder: folder }
}

#[cfg(all(test, unix))]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_second_waits_for_the_first_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        let first = hold(&path, || panic!("nobody holds it"));
        let is_free = AtomicBool::new(false);
        let has_waited = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let second = std::thread::Builder::new().spawn_scoped(scope, || {
                let _second = hold(&path, || has_waited.store(true, Ordering::SeqCst));
                assert!(is_free.load(Ordering::SeqCst), "held by two");
            });
            while !has_waited.load(Ordering::SeqCst) {
                std::thread::sleep(Duration::from_millis(1));
            }
            is_free.store(true, Ordering::SeqCst);
            drop(first);
            second.unwrap().join().unwrap();
        });
        drop(hold(&folder.path().join("gone/project.ron"), || {
            panic!("nobody waits")
        }));
    }
}
