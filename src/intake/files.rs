//! Paths to files and their bytes: ordinary files only, folders in order, sentences for what went wrong.

use std::collections::BTreeSet;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::import::{ImportError, MAX_BYTES};

/// How deep folders are followed.
const MAX_DEPTH: usize = 64;

/// The files named by `paths` and those in folders among them, in order: as given, inside folders
/// sorted by name. Hidden files inside folders are left out, so are folders that were already seen
/// (a symbolic link that leads back). Folders that cannot be read are failures.
pub(super) fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Failure>) {
    let mut walk = Walk::default();
    for path in paths {
        walk.add(path, 0);
    }
    (walk.files, walk.failures)
}

#[derive(Default)]
struct Walk {
    files: Vec<PathBuf>,
    failures: Vec<Failure>,
    folders_seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn add(&mut self, path: &Path, depth: usize) {
        if !path.is_dir() {
            self.files.push(path.to_path_buf());
            return;
        }
        if depth > MAX_DEPTH {
            self.fail(
                path,
                format!("folders are nested more than {MAX_DEPTH} deep here"),
            );
            return;
        }
        let inside = std::fs::canonicalize(path).and_then(|real| {
            if self.folders_seen.insert(real) {
                folder(path).map(Some)
            } else {
                Ok(None)
            }
        });
        match inside {
            Ok(inside) => {
                for path in inside.unwrap_or_default() {
                    self.add(&path, depth + 1);
                }
            }
            Err(error) => self.fail(path, reason(&error)),
        }
    }

    fn fail(&mut self, path: &Path, reason: String) {
        self.failures.push(Failure {
            path: path.to_path_buf(),
            part: None,
            reason,
        });
    }
}

/// What is in a folder, sorted, without hidden files.
fn folder(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut inside = Vec::new();
    for item in std::fs::read_dir(path)? {
        let item = item?;
        if !item.file_name().as_encoded_bytes().starts_with(b".") {
            inside.push(item.path());
        }
    }
    inside.sort();
    Ok(inside)
}

/// The bytes of an ordinary file of at most [`MAX_BYTES`].
///
/// # Errors
/// One sentence for people.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file = open(path).map_err(|error| reason(&error))?;
    // Asked of the opened file, so that what is read is what was checked.
    let metadata = file.metadata().map_err(|error| reason(&error))?;
    if let Some(what) = unusual(path, &metadata) {
        return Err(format!("this is {what}, not an ordinary file"));
    }
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    if metadata.len() > limit {
        return Err(ImportError::TooLong { limit: MAX_BYTES }.to_string());
    }
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    Ok(bytes)
}

/// Opens without waiting for the other end of a pipe.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(libc::O_NONBLOCK);
    }
    options.open(path)
}

/// What a file is that has no end or no fixed content.
fn unusual(path: &Path, metadata: &Metadata) -> Option<&'static str> {
    if metadata.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kind = metadata.file_type();
        if kind.is_fifo() {
            return Some("a pipe");
        }
        if kind.is_socket() {
            return Some("a socket");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return Some("a device");
        }
    }
    let is_of_the_system = std::fs::canonicalize(path)
        .is_ok_and(|real| ["/proc", "/sys"].iter().any(|folder| real.starts_with(folder)));
    if is_of_the_system || !metadata.is_file() {
        return Some("a part of the running system");
    }
    None
}

/// An IO error as a sentence for people.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "there is no permission to read it".to_owned(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidFilename => {
            "this cannot be the name of a file".to_owned()
        }
        io::ErrorKind::NotADirectory => "a part of this path is a file, not a folder".to_owned(),
        io::ErrorKind::OutOfMemory => "there is not enough memory to read it".to_owned(),
        _ if error.raw_os_error() == Some(IS_SOCKET) => "this is a socket, not an ordinary file".to_owned(),
        _ if error.raw_os_error() == Some(IS_LOOP) => "this link leads back to itself".to_owned(),
        _ => format!("it could not be read: {error}"),
    }
}

/// What opening a socket as a file gives.
#[cfg(unix)]
const IS_SOCKET: i32 = libc::ENXIO;
#[cfg(not(unix))]
const IS_SOCKET: i32 = i32::MIN;

/// Symbolic links that lead to each other.
#[cfg(unix)]
const IS_LOOP: i32 = libc::ELOOP;
#[cfg(not(unix))]
const IS_LOOP: i32 = i32::MIN + 1;
