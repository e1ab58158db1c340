//! Files of this call that must not be mixed up: what is read, and what is written.

use std::path::{Path, PathBuf};

/// Whether two paths lead to the same existing file, by whatever names and links.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(one), Ok(other)) = (std::fs::metadata(one), std::fs::metadata(other)) {
            return (one.dev(), one.ino()) == (other.dev(), other.ino());
        }
    }
    matches!(
        (std::fs::canonicalize(one), std::fs::canonicalize(other)),
        (Ok(one), Ok(other)) if one == other
    )
}

/// The one of `inputs` by which `file` would be read: itself, or a folder that it lies in. `None` if
/// `file` is not there yet.
pub(super) fn input_of<'a>(file: &Path, inputs: &'a [PathBuf]) -> Option<&'a Path> {
    let real = std::fs::canonicalize(file).ok()?;
    inputs.iter().map(PathBuf::as_path).find(|input| {
        is_same(file, input)
            || std::fs::canonicalize(input).is_ok_and(|folder| folder.is_dir() && real.starts_with(folder))
    })
}
