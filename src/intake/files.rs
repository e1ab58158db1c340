//! Paths to files and their bytes: ordinary files only, folders in order, sentences for what went wrong.

use std::collections::BTreeSet;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::import::{ImportError, MAX_ARCHIVE_BYTES};

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
            Ok(Some(inside)) => {
                let n_before = self.files.len() + self.failures.len();
                for path in inside {
                    self.add(&path, depth + 1);
                }
                // Of a folder that was named one wants to know.
                if depth == 0 && self.files.len() + self.failures.len() == n_before {
                    self.fail(path, "there is no file in this folder".to_owned());
                }
            }
            Ok(None) => {}
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

/// What is in a folder, sorted, without hidden files and without the pieces of saved pages.
fn folder(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut inside = Vec::new();
    for item in std::fs::read_dir(path)? {
        let item = item?;
        if !item.file_name().as_encoded_bytes().starts_with(b".") {
            inside.push(item.path());
        }
    }
    inside.sort();
    let pages: BTreeSet<PathBuf> = inside
        .iter()
        .filter(|path| {
            path.extension().is_some_and(|extension| {
                extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
            })
        })
        .map(|path| path.with_extension(""))
        .collect();
    inside.retain(|path| !is_of_a_page(path, &pages));
    Ok(inside)
}

/// Whether a browser saved the pieces of one of `pages` (paths without extension) here: `Kars_files` beside
/// `Kars.html`.
fn is_of_a_page(path: &Path, pages: &BTreeSet<PathBuf>) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return false;
    };
    ["_files", "_fichiers", "-Dateien", "_archivos"]
        .iter()
        .filter_map(|end| name.strip_suffix(end))
        .any(|page| pages.contains(&path.with_file_name(page)))
}

/// The bytes of an ordinary file of at most [`MAX_ARCHIVE_BYTES`].
///
/// # Errors
/// One sentence for people.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let file = open(path).map_err(|error| reason(&error))?;
    // Asked of the opened file, so that what is read is what was checked.
    let metadata = file.metadata().map_err(|error| reason(&error))?;
    if let Some(what) = unusual(&file, &metadata) {
        return Err(format!("this is {what}, not an ordinary file"));
    }
    let limit = u64::try_from(MAX_ARCHIVE_BYTES).unwrap_or(u64::MAX);
    if metadata.len() > limit {
        return Err(too_long());
    }
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    // It may have grown meanwhile.
    if bytes.len() > MAX_ARCHIVE_BYTES {
        return Err(too_long());
    }
    Ok(bytes)
}

fn too_long() -> String {
    ImportError::TooLong {
        limit: MAX_ARCHIVE_BYTES,
    }
    .to_string()
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
fn unusual(file: &File, metadata: &Metadata) -> Option<&'static str> {
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
    if is_of_the_system(file) || !metadata.is_file() {
        return Some("a part of the running system");
    }
    None
}

/// Whether an opened file only looks like one: what the system tells about itself.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_of_the_system(file: &File) -> bool {
    use nix::sys::statfs::{PROC_SUPER_MAGIC, SYSFS_MAGIC, fstatfs};
    fstatfs(file).is_ok_and(|system| {
        let kind = system.filesystem_type();
        kind == PROC_SUPER_MAGIC || kind == SYSFS_MAGIC
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_of_the_system(_file: &File) -> bool {
    false
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
