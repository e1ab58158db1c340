//! Reading whole files, and only those.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::Path;

use super::StorageError;

/// The bytes of the regular file at `path`, at most `max_bytes` of them.
///
/// Pipes, devices and sockets are refused without waiting for them; what counts is the open file, not
/// what stood at the path before.
///
/// # Errors
/// [`StorageError`] if it is not there, not regular, too large, or the system refuses.
pub(super) fn regular_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, StorageError> {
    let io = |error| StorageError::Io {
        what: "The file could not be read",
        error,
    };
    let file = open(path).map_err(io)?;
    let metadata = file.metadata().map_err(io)?;
    if let Some(kind) = irregular(&metadata) {
        return Err(StorageError::NotAFile(kind));
    }
    if metadata.len() > max_bytes {
        return Err(StorageError::TooLarge {
            n_bytes: metadata.len(),
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(io)?;
    let n_bytes = bytes.len() as u64;
    if n_bytes > max_bytes {
        return Err(StorageError::TooLarge { n_bytes });
    }
    Ok(bytes)
}

/// What a file is called that is not a regular one.
pub(super) fn irregular(metadata: &std::fs::Metadata) -> Option<&'static str> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe or a device")
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(libc::O_NONBLOCK);
    }
    options.open(path)
}
