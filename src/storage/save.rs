//! Replacing a file all at once, durably.
//!
//! The new bytes are written beside the old file, brought to the disk, and renamed over it; then the
//! folder is brought to the disk. Whatever happens on the way, the path holds all of the old bytes or
//! all of the new ones. What a killed save left behind is swept away by the next one.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError as Busy};
use std::time::{Duration, Instant};

use super::StorageError;
use super::disk::{Disk, System, write_all};
use super::read::irregular;

/// Symbolic links that are followed to the file to write.
const MAX_LINKS: usize = 40;

/// Ends the names of files that are being written.
const UNFINISHED: &str = ".readout-unfinished";

/// Replaces the file at `path` by `bytes` all at once. A symbolic link stays one: the file that it
/// leads to is replaced. An existing file keeps its permissions; a new one is for its owner alone.
///
/// # Errors
/// [`StorageError`] says what the system refused. The old file is intact, but for
/// [`StorageError::Unconfirmed`]: then the new one is in its place, and the disk did not confirm it.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    write_atomic_on(&System, path, bytes)
}

/// [`write_atomic`] on this disk.
pub(super) fn write_atomic_on(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), StorageError> {
    let target = target(path)?;
    let folder = folder_of(&target);
    let before = match disk.metadata(&target) {
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
    sweep(disk, folder, &prefix);
    let unfinished = Unfinished::begin(disk, folder, &prefix)?;
    let file = &unfinished.file;
    write_all(disk, file, bytes).map_err(failed("The file could not be written"))?;
    if let Some(metadata) = &before {
        disk.inherit(file, metadata)
            .map_err(failed("The file could not be given its permissions"))?;
    }
    disk.sync(file)
        .map_err(failed("The file could not be brought to the disk"))?;
    unfinished
        .replace(&target)
        .map_err(failed("The file could not be replaced"))?;
    disk.sync_folder(folder)
        .map_err(|error| StorageError::Unconfirmed { error })
}

pub(super) fn failed(what: &'static str) -> impl Fn(std::io::Error) -> StorageError {
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

/// The files that must not outlive this process: those that are being written at this moment, and claims. Whoever holds it, nothing else is begun or put in its
/// place.
static UNDER_WAY: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How long a disk that does not answer is waited for at the end.
const LAST_PATIENCE: Duration = Duration::from_millis(500);

fn under_way() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a file that goes with this process, however it ends by itself.
pub(super) fn goes_with_us(path: &Path) {
    under_way().insert(path.to_owned());
}

/// Removes a file that was to go with this process.
pub(super) fn goes_now(path: &Path) {
    let mut all = under_way();
    System.remove(path).ok();
    all.remove(path);
}

/// Removes what is half written, and claims on projects, for a program that is about to end: whatever threads are still doing, no
/// file is begun or replaced from now on.
pub fn abandon_unfinished() {
    let start = Instant::now();
    let mut under_way = loop {
        match UNDER_WAY.try_lock() {
            Ok(under_way) => break under_way,
            Err(Busy::Poisoned(poisoned)) => break poisoned.into_inner(),
            Err(Busy::WouldBlock) if start.elapsed() > LAST_PATIENCE => return,
            Err(Busy::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    while let Some(path) = under_way.pop_first() {
        System.remove(&path).ok();
    }
    // Held for ever: whoever waits for it waits for the end of the program.
    std::mem::forget(under_way);
}

/// A new file beside the target, locked while this process writes it. Removed when it is dropped before
/// it has taken the target's place.
struct Unfinished<'a> {
    disk: &'a dyn Disk,
    file: File,
    path: PathBuf,
    is_in_place: bool,
}

impl<'a> Unfinished<'a> {
    fn begin(disk: &'a dyn Disk, folder: &Path, prefix: &OsStr) -> Result<Self, StorageError> {
        static N_BEGUN: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = N_BEGUN.fetch_add(1, Ordering::Relaxed);
            let mut name = prefix.to_owned();
            name.push(format!("{}-{number}{UNFINISHED}", std::process::id()));
            let path = folder.join(name);
            let mut all = under_way();
            let file = match disk.create_new(&path) {
                Ok(file) => file,
                // Left by a killed process of the same number, perhaps on another computer.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(failed("No file could be written in this folder")(error)),
            };
            all.insert(path.clone());
            drop(all);
            let lock = disk.try_lock(&file);
            let unfinished = Self {
                disk,
                file,
                path,
                is_in_place: false,
            };
            // Another process that sweeps may take it for a leftover before it is locked: once more then.
            match lock {
                Ok(()) if std::fs::symlink_metadata(&unfinished.path).is_err() => {}
                Err(TryLockError::WouldBlock) => {}
                // Where nothing can be locked nothing is swept away either.
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(unfinished),
            }
        }
    }

    fn replace(mut self, target: &Path) -> std::io::Result<()> {
        let mut all = under_way();
        self.disk.rename(&self.path, target)?;
        all.remove(&self.path);
        self.is_in_place = true;
        Ok(())
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.is_in_place {
            let mut all = under_way();
            self.disk.remove(&self.path).ok();
            all.remove(&self.path);
        }
    }
}

/// Removes what killed saves of the same file left: unfinished files that no process has locked.
fn sweep(disk: &dyn Disk, folder: &Path, prefix: &OsStr) {
    for path in disk.list(folder).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if name.starts_with(prefix.as_encoded_bytes())
            && name.ends_with(UNFINISHED.as_bytes())
            && std::fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file())
            && File::open(&path).is_ok_and(|file| disk.try_lock(&file).is_ok())
        {
            disk.remove(&path).ok();
        }
    }
}

/// Saves one of the user's own files as RON; makes its folder, for the user alone, if it is not there.
pub(super) fn write_own(path: &Path, value: &impl serde::Serialize) -> Result<(), StorageError> {
    let text = ron::ser::to_string_pretty(value, ron::ser::PrettyConfig::new().new_line("\n"))
        .map_err(|error| failed("The file could not be written")(std::io::Error::other(error)))?;
    System
        .make_folder(folder_of(path))
        .map_err(failed("The folder could not be made"))?;
    write_atomic(path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::disk::faulty::{Fault, Faulty};
    use super::*;

    const OLD: &[u8] = b"old bytes of some length";
    const NEW: &[u8] = b"new bytes, which are longer than the old ones";

    /// Saves over an old file, or none, while calls fail: the number of calls, and of faults that were
    /// injected.
    fn save_with_faults(fault: Fault, has_old: bool) -> (usize, usize) {
        let mut n_faults = 0;
        for fails_at in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("project.ron");
            let leftover = folder.path().join(".project.ron.1-1.readout-unfinished");
            write_atomic(&leftover, b"half").unwrap();
            if has_old {
                write_atomic(&path, OLD).unwrap();
            }
            let disk = Faulty::new(fault, fails_at);
            let outcome = write_atomic_on(&disk, &path, NEW);
            let has_failed = disk.has_failed();
            n_faults += usize::from(has_failed);
            let bytes = std::fs::read(&path).ok();
            let old = has_old.then(|| OLD.to_vec());
            match outcome {
                Ok(()) | Err(StorageError::Unconfirmed { .. }) => assert_eq!(bytes.as_deref(), Some(NEW)),
                Err(error) => {
                    assert_eq!(bytes, old, "call {fails_at}: {error}");
                    assert!(error.to_string().ends_with('.'), "{error}");
                }
            }
            // The next save works, and sweeps away what was left.
            write_atomic(&path, NEW).unwrap();
            let names = System.list(folder.path()).unwrap();
            assert_eq!(names, std::slice::from_ref(&path), "call {fails_at}");
            if !has_failed {
                return (disk.n_calls(), n_faults);
            }
        }
        unreachable!("calls come to an end")
    }

    #[test]
    #[expect(
        clippy::print_stdout,
        reason = "the counts are collected from what tests print"
    )]
    fn whichever_call_fails_the_file_is_the_old_one_or_the_new_one() {
        let start = Instant::now();
        let kinds = [
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::PermissionDenied,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::NotFound,
            ErrorKind::Other,
        ];
        let mut n_faults = 0;
        for kind in kinds {
            for fault in [Fault::Once(kind), Fault::FromThenOn(kind)] {
                for has_old in [false, true] {
                    let (n_calls, n) = save_with_faults(fault, has_old);
                    assert!(n_calls >= 9 && n >= 9, "{n_calls} calls, {n} faults");
                    n_faults += n;
                }
            }
        }
        println!(
            "counted: faults {n_faults} injected into saves, failures 0 ({:?})",
            start.elapsed()
        );
    }

    #[test]
    fn short_writes_are_gone_on_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        let disk = Faulty::new(Fault::ShortWrites, usize::MAX);
        write_atomic_on(&disk, &path, NEW).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), NEW);
        let n_writes = disk.trace().iter().filter(|&&call| call == "write").count();
        assert_eq!(n_writes, NEW.len().div_ceil(3));
    }

    #[test]
    fn the_file_is_on_the_disk_before_it_is_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Faulty::sound();
        write_atomic_on(&disk, &folder.path().join("project.ron"), NEW).unwrap();
        assert_eq!(
            disk.trace(),
            [
                "metadata",
                "list",
                "create",
                "lock",
                "write",
                "sync",
                "rename",
                "sync folder"
            ]
        );
    }
}
