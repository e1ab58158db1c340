//! One writer at a time.
//!
//! [`hold`] is for the moment in which a file is read, changed and written in one go: it locks the folder,
//! since the file is replaced by each save. [`claim`] is for as long as a project is open in a window: it
//! leaves a small file beside the project that says who has it open. Where nothing can be locked (some
//! network drives) work goes on without.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Fingerprint;
use super::disk::{Disk, System, host_name, is_running, read_all, write_all};

/// Holds a folder for this process until it is dropped; the system lets go when the process dies.
#[derive(Debug)]
pub struct Hold {
    /// `None` where the system cannot lock a folder.
    _folder: Option<File>,
    is_unlockable: bool,
}

impl Hold {
    /// Whether the folder is there and cannot be locked, so that others are not kept out.
    #[must_use]
    pub fn is_unlockable(&self) -> bool {
        self.is_unlockable
    }
}

/// Waits until no other process holds the folder of the file at `path`, and holds it. Calls `waiting`
/// once if it has to wait.
#[must_use]
pub fn hold(path: &Path, waiting: impl FnOnce()) -> Hold {
    let folder = super::save::target(path)
        .ok()
        .and_then(|target| File::open(super::save::folder_of(&target)).ok());
    let Some(folder) = folder else {
        return Hold {
            _folder: None,
            is_unlockable: false,
        };
    };
    let is_locked = match folder.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => {
            waiting();
            folder.lock().is_ok()
        }
        Err(TryLockError::Error(_)) => false,
    };
    Hold {
        _folder: is_locked.then_some(folder),
        is_unlockable: !is_locked,
    }
}

/// Who has a project open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The number of the process.
    pub pid: u32,
    /// The computer that it runs on.
    pub host: String,
    /// Since when.
    pub since: Timestamp,
}

/// What came of claiming a project.
#[derive(Debug)]
pub enum Claimed {
    /// It is ours until the claim is dropped.
    Ours(Claim),
    /// Somebody else has it open.
    Others(Holder),
    /// It cannot be claimed here: work goes on, and others are not told of it. One sentence says why.
    Unclaimed(String),
}

/// A project that is open in this process. Ends when it is dropped; the system ends it when the process
/// dies.
#[derive(Debug)]
pub struct Claim {
    path: PathBuf,
    _file: File,
}

impl Drop for Claim {
    fn drop(&mut self) {
        // While it is still locked, so that nobody takes it over in between.
        super::save::goes_now(&self.path);
    }
}

/// Where nothing can be locked, a claim from another computer counts for so long.
const COUNTS_FOR: Duration = Duration::from_hours(12);

/// Claims the project file at `path`. A claim whose process has died is taken over.
#[must_use]
pub fn claim(path: &Path, now: Timestamp) -> Claimed {
    claim_on(&System, path, now)
}

fn claim_on(disk: &dyn Disk, path: &Path, now: Timestamp) -> Claimed {
    let unclaimed = |error: std::io::Error| {
        Claimed::Unclaimed(format!(
            "Others who open this project cannot be told that it is open here ({}).",
            super::system_words(&error)
        ))
    };
    let at = match super::save::target(path) {
        Ok(target) => beside(&target),
        Err(_circle) => return unclaimed(ErrorKind::InvalidInput.into()),
    };
    // Each turn ends with a claim that has been given up in between.
    for _ in 0..20 {
        let file = match disk.create_new(&at) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                match OpenOptions::new().read(true).append(true).open(&at) {
                    Ok(file) => file,
                    Err(error) if error.kind() == ErrorKind::NotFound => continue,
                    Err(error) => return unclaimed(error),
                }
            }
            Err(error) => return unclaimed(error),
        };
        match disk.try_lock(&file) {
            Ok(()) if !is_same_file(&file, &at) => continue,
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if let Some(holder) = holder(&file) {
                    return Claimed::Others(holder);
                }
                // It is being written at this moment.
                std::thread::sleep(Duration::from_millis(10));
                continue;
            }
            Err(TryLockError::Error(_)) => {
                if let Some(holder) = holder(&file).filter(|holder| counts_without_lock(holder, now)) {
                    return Claimed::Others(holder);
                }
            }
        }
        let us = Holder {
            pid: std::process::id(),
            host: host_name(),
            since: now,
        };
        let written = disk.set_len(&file, 0).and_then(|()| {
            let text = ron::to_string(&us).map_err(std::io::Error::other)?;
            write_all(disk, &file, text.as_bytes())
        });
        return match written {
            Ok(()) => {
                super::save::goes_with_us(&at);
                Claimed::Ours(Claim {
                    path: at,
                    _file: file,
                })
            }
            Err(error) => {
                disk.remove(&at).ok();
                unclaimed(error)
            }
        };
    }
    unclaimed(ErrorKind::ResourceBusy.into())
}

/// Who has the project file at `path` open in a window, if anybody has.
#[must_use]
pub fn holder_of(path: &Path) -> Option<Holder> {
    let at = beside(&super::save::target(path).ok()?);
    let file = File::open(at).ok()?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => holder(&file),
        // Left by a process that has died, or nobody knows.
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

fn beside(target: &Path) -> PathBuf {
    // Names may be as long as the system allows; there must be room for the ending.
    const LONGEST: usize = 200;
    let file_name = target.file_name().unwrap_or_default();
    let mut name = OsString::from(".");
    if file_name.len() <= LONGEST {
        name.push(file_name);
    } else {
        name.push(Fingerprint::of(file_name.as_encoded_bytes()).short());
    }
    name.push(".readout-open");
    super::save::folder_of(target).join(name)
}

fn holder(file: &File) -> Option<Holder> {
    let bytes = read_all(file, 10_000).ok()?;
    ron::de::from_bytes(&bytes).ok()
}

fn counts_without_lock(holder: &Holder, now: Timestamp) -> bool {
    if holder.host == host_name() {
        holder.pid != std::process::id() && is_running(holder.pid)
    } else {
        now.duration_since(holder.since).unsigned_abs() < COUNTS_FOR
    }
}

/// Whether the open file is still the one at this path: a claim that was just given up is not.
#[cfg(unix)]
fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let key = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), std::fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => key(open) == key(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same_file(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    use super::super::disk::faulty::{Fault, Faulty};
    use super::super::write_atomic;
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

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn names(folder: &Path) -> Vec<String> {
        let paths = System.list(folder).unwrap();
        paths
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn the_second_is_told_who_has_it_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        std::os::unix::fs::symlink("project.ron", folder.path().join("link.ron")).unwrap();
        let Claimed::Ours(first) = claim(&path, now()) else {
            panic!("not ours");
        };
        let us = Holder {
            pid: std::process::id(),
            host: host_name(),
            since: now(),
        };
        // By whatever name it is opened.
        for name in ["project.ron", "link.ron"] {
            match claim(&folder.path().join(name), now()) {
                Claimed::Others(holder) => assert_eq!(holder, us),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(holder_of(&path), Some(us));
        drop(first);
        assert_eq!(names(folder.path()), ["link.ron"]);
        assert_eq!(holder_of(&path), None);
        assert!(matches!(claim(&path, now()), Claimed::Ours(_)));
    }

    #[test]
    fn the_claim_of_a_dead_process_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        let left = folder.path().join(".project.ron.readout-open");
        for text in [
            "(pid:1,host:\"elsewhere\",since:\"2026-11-24T11:59:00Z\")",
            "",
            "(pid:",
        ] {
            write_atomic(&left, text.as_bytes()).unwrap();
            assert_eq!(holder_of(&path), None);
            assert!(matches!(claim(&path, now()), Claimed::Ours(_)), "{text}");
            assert!(!left.exists());
        }
    }

    #[test]
    fn where_nothing_can_be_locked_the_number_of_the_process_decides() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        let left = folder.path().join(".project.ron.readout-open");
        let here = host_name();
        for (pid, host, since, is_others) in [
            (1, here.as_str(), "2026-11-01T12:00:00Z", true),
            (u32::MAX, here.as_str(), "2026-11-24T11:59:00Z", false),
            (1, "elsewhere", "2026-11-24T11:59:00Z", true),
            (1, "elsewhere", "2026-11-20T11:59:00Z", false),
        ] {
            let text = format!("(pid:{pid},host:{host:?},since:{since:?})");
            write_atomic(&left, text.as_bytes()).unwrap();
            // The first call is the one that finds the file, the second the lock.
            let disk = Faulty::new(Fault::Once(ErrorKind::Unsupported), 1);
            let claimed = claim_on(&disk, &path, now());
            assert_eq!(
                matches!(claimed, Claimed::Others(_)),
                is_others,
                "{pid} on {host}"
            );
        }
    }

    #[test]
    fn whatever_fails_work_goes_on() {
        for fails_at in 0..6 {
            let folder = tempfile::tempdir().unwrap();
            let disk = Faulty::new(Fault::FromThenOn(ErrorKind::StorageFull), fails_at);
            match claim_on(&disk, &folder.path().join("project.ron"), now()) {
                Claimed::Others(holder) => panic!("{holder:?}"),
                Claimed::Unclaimed(why) => assert!(why.ends_with('.'), "{why}"),
                Claimed::Ours(_) => {}
            }
        }
        let gone = Path::new("/nonexistent/folder/project.ron");
        assert!(matches!(claim(gone, now()), Claimed::Unclaimed(_)));
    }
}
