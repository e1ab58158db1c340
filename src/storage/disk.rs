//! The handful of things that this room asks of the file system.
//!
//! Everything that writes goes through a [`Disk`], so that tests can make each call fail in turn, write
//! less than it was given, or fail only when the bytes are brought to the disk. Nothing but [`System`]
//! is ever used outside of tests.

use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// What a file system does. Each method is one call that can fail.
pub(super) trait Disk: std::fmt::Debug + Send + Sync {
    /// A new file for its owner alone, open for reading and appending. Fails if the name is taken.
    fn create_new(&self, path: &Path) -> io::Result<File>;
    /// Appends some of the bytes, perhaps not all; how many.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Brings what was written to the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Cuts the file to so many bytes.
    fn set_len(&self, file: &File, n_bytes: u64) -> io::Result<()>;
    /// Locks the file for this process, if no other has.
    fn try_lock(&self, file: &File) -> Result<(), TryLockError>;
    /// Gives the file the permissions of another, and its owner and group as far as allowed.
    fn inherit(&self, file: &File, from: &Metadata) -> io::Result<()>;
    /// Puts one file in the place of another.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Brings a folder's names to the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// What stands at the path; links are not followed.
    fn metadata(&self, path: &Path) -> io::Result<Metadata>;
    /// Makes a folder for its owner alone, with the folders above it.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// The paths in a folder, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

/// The file system of this computer.
#[derive(Clone, Copy, Debug)]
pub(super) struct System;

impl Disk for System {
    fn create_new(&self, path: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(path)
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(&mut &*file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    fn set_len(&self, file: &File, n_bytes: u64) -> io::Result<()> {
        file.set_len(n_bytes)
    }

    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }

    fn inherit(&self, file: &File, from: &Metadata) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let now = file.metadata()?;
            if (now.uid(), now.gid()) != (from.uid(), from.gid()) {
                fchown(file, Some(from.uid()), Some(from.gid()))
                    .or_else(|_not_root| fchown(file, None, Some(from.gid())))
                    .ok();
            }
        }
        file.set_permissions(from.permissions())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        std::fs::rename(from, to)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // A folder that can be written but not read, or a drive that has no such thing: the file
            // is in its place and nothing more can be done.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            synced => synced,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        std::fs::remove_file(path)
    }

    fn metadata(&self, path: &Path) -> io::Result<Metadata> {
        std::fs::symlink_metadata(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = std::fs::read_dir(folder)?
            .map(|item| Ok(item?.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }
}

/// Appends all of the bytes, in as many calls as it takes.
pub(super) fn write_all(disk: &dyn Disk, file: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match disk.write(file, bytes) {
            Ok(0) => return Err(ErrorKind::WriteZero.into()),
            Ok(n_written) => bytes = bytes.get(n_written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// All that an open file holds, at most `max_bytes` of it.
pub(super) fn read_all(file: &File, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(max_bytes).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What this computer is called, for people.
pub(super) fn host_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| std::env::var("HOSTNAME").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this computer".to_owned())
}

/// Whether a process of this number runs on this computer, as far as that can be known.
pub(super) fn is_running(pid: u32) -> bool {
    let processes = Path::new("/proc");
    !processes.join("self").exists() || processes.join(pid.to_string()).exists()
}

#[cfg(test)]
pub(super) mod faulty {
    //! A disk on which one call fails.

    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// How the call fails.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::storage) enum Fault {
        /// With this error, once.
        Once(ErrorKind),
        /// With this error, as do all calls after it: as if the power were gone.
        FromThenOn(ErrorKind),
        /// Not at all, but each write takes at most three bytes.
        ShortWrites,
    }

    /// The system's disk, on which one call fails.
    #[derive(Debug)]
    pub(in crate::storage) struct Faulty {
        fault: Fault,
        /// Which call fails, from 0.
        fails_at: usize,
        n_calls: AtomicUsize,
        trace: Mutex<Vec<&'static str>>,
    }

    impl Faulty {
        pub(in crate::storage) fn new(fault: Fault, fails_at: usize) -> Self {
            Self {
                fault,
                fails_at,
                n_calls: AtomicUsize::new(0),
                trace: Mutex::default(),
            }
        }

        /// A disk on which nothing fails.
        pub(in crate::storage) fn sound() -> Self {
            Self::new(Fault::Once(ErrorKind::Other), usize::MAX)
        }

        /// Calls that came so far.
        pub(in crate::storage) fn n_calls(&self) -> usize {
            self.n_calls.load(Ordering::SeqCst)
        }

        /// Whether the call that fails has come.
        pub(in crate::storage) fn has_failed(&self) -> bool {
            self.n_calls() > self.fails_at
        }

        /// The names of the calls that came, in order.
        pub(in crate::storage) fn trace(&self) -> Vec<&'static str> {
            self.trace.lock().unwrap().clone()
        }

        fn call(&self, name: &'static str) -> io::Result<()> {
            let number = self.n_calls.fetch_add(1, Ordering::SeqCst);
            self.trace.lock().unwrap().push(name);
            match self.fault {
                Fault::Once(kind) if number == self.fails_at => Err(kind.into()),
                Fault::FromThenOn(kind) if number >= self.fails_at => Err(kind.into()),
                _ => Ok(()),
            }
        }
    }

    impl Disk for Faulty {
        fn create_new(&self, path: &Path) -> io::Result<File> {
            self.call("create")?;
            System.create_new(path)
        }

        fn write(&self, file: &File, bytes: &[u8]) -> io::Result<usize> {
            let outcome = self.call("write");
            if outcome.is_err() || self.fault == Fault::ShortWrites {
                // Part of it arrives nevertheless.
                let some = bytes.get(..bytes.len().min(3)).unwrap_or(bytes);
                let n_written = System.write(file, some)?;
                return outcome.map(|()| n_written);
            }
            System.write(file, bytes)
        }

        fn sync(&self, file: &File) -> io::Result<()> {
            self.call("sync")?;
            System.sync(file)
        }

        fn set_len(&self, file: &File, n_bytes: u64) -> io::Result<()> {
            self.call("set_len")?;
            System.set_len(file, n_bytes)
        }

        fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
            self.call("lock").map_err(TryLockError::Error)?;
            System.try_lock(file)
        }

        fn inherit(&self, file: &File, from: &Metadata) -> io::Result<()> {
            self.call("inherit")?;
            System.inherit(file, from)
        }

        fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
            self.call("rename")?;
            System.rename(from, to)
        }

        fn sync_folder(&self, folder: &Path) -> io::Result<()> {
            self.call("sync folder")?;
            System.sync_folder(folder)
        }

        fn remove(&self, path: &Path) -> io::Result<()> {
            self.call("remove")?;
            System.remove(path)
        }

        fn metadata(&self, path: &Path) -> io::Result<Metadata> {
            self.call("metadata")?;
            System.metadata(path)
        }

        fn make_folder(&self, folder: &Path) -> io::Result<()> {
            self.call("make folder")?;
            System.make_folder(folder)
        }

        fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
            self.call("list")?;
            System.list(folder)
        }
    }
}
