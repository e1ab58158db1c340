//! Paths to articles with their statements: reading files, import and extraction of many of them.
//!
//! The one place where the two edges (window and command line) meet files to import. It reads files and
//! writes none; a file that cannot be read is a [`Failure`] and the others go on.

use std::path::{Path, PathBuf};

use crate::atlas::Atlas;
use crate::extract::{self, Knowledge};
use crate::import::{self, Hint};
use crate::model::{Corrections, PublicationDate};
use crate::progress::Progress;
use crate::project::Entry;

/// What came of taking in some files.
#[derive(Debug, Default)]
pub struct Intake {
    /// The articles, in the order of the files, each with its path as given.
    pub taken: Vec<(PathBuf, Entry)>,
    /// The files that gave no article.
    pub failures: Vec<Failure>,
    /// What was not quite right with those that did, one sentence each.
    pub warnings: Vec<String>,
}

/// A file that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct Failure {
    /// The file as given.
    pub path: PathBuf,
    /// One sentence for people.
    pub reason: String,
}

/// Reads files, and the files in folders (recursively, sorted), and extracts their statements.
/// Stops at the next file when `progress` is cancelled; what is done stays done.
#[must_use]
pub fn take_in(
    paths: &[PathBuf],
    corrections: &Corrections,
    imported: Option<PublicationDate>,
    progress: &Progress,
) -> Intake {
    let mut intake = Intake::default();
    let files = files(paths);
    progress.set_total(files.len());
    for path in files {
        if progress.is_cancelled() {
            break;
        }
        progress.set_current(&path.display().to_string());
        match take_in_file(&path, corrections, imported) {
            Ok(entry) => intake.taken.push((path, entry)),
            Err(reason) => intake.failures.push(Failure { path, reason }),
        }
        progress.step();
    }
    intake
}

/// Text from the clipboard, as an article with its statements.
///
/// # Errors
/// [`import::ImportError`] if there is no article in it.
pub fn take_in_text(
    text: &str,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
) -> Result<Entry, import::ImportError> {
    entry(text.as_bytes(), None, "", corrections, imported)
}

fn take_in_file(
    path: &Path,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
) -> Result<Entry, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let name = path.file_name().and_then(|name| name.to_str());
    entry(&bytes, name, &path.display().to_string(), corrections, imported).map_err(|error| error.to_string())
}

fn entry(
    bytes: &[u8],
    file_name: Option<&str>,
    location: &str,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
) -> Result<Entry, import::ImportError> {
    let mut article = import::read(bytes, Hint { file_name })?.value;
    location.clone_into(&mut article.original.location);
    article.original.imported = imported;
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections,
    };
    let statements = extract::statements(&article, &knowledge);
    Ok(Entry::new(article, statements))
}

fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
                .into_iter()
                .flatten()
                .filter_map(|item| item.ok().map(|item| item.path()))
                .collect();
            inside.sort();
            files.extend(self::files(&inside));
        } else {
            files.push(path.clone());
        }
    }
    files
}
