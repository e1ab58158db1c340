//! Paths to articles with their statements: reading files, import and extraction of many of them.
//!
//! The one place where the two edges (window and command line) meet files to import. It reads files and
//! writes none; a file that cannot be read is a [`Failure`] and the others go on, even when a fault of
//! the program itself breaks one of them off.

mod duplicates;
mod files;
pub mod sample;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::atlas::Atlas;
use crate::extract::{self, Knowledge};
use crate::import::{self, Hint};
use crate::model::{Corrections, PublicationDate};
use crate::progress::{Progress, Warned};
use crate::project::Entry;

pub use duplicates::{TextKey, text_key};

/// What came of taking in some files.
#[derive(Debug, Default)]
pub struct Intake {
    /// The articles, in the order of the files, each with its path as given.
    pub taken: Vec<(PathBuf, Entry)>,
    /// The files that gave no article: first folders that could not be read, then files in order.
    pub failures: Vec<Failure>,
    /// What was not quite right with those that did, one sentence each, each on one line.
    pub warnings: Vec<String>,
}

/// A file that gave no article. Displayed on one line, control characters escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file as given.
    pub path: PathBuf,
    /// One sentence for people.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&about(&self.path, &self.reason))
    }
}

impl std::error::Error for Failure {}

/// The largest number of files that are worked on at the same time.
const MAX_WORKERS: usize = 4;

/// Reads files, and the files in folders (recursively, sorted), and extracts their statements.
/// Stops at the next file when `progress` is cancelled; what is done stays done.
///
/// Files are worked on in parallel; what comes out has the order of the files.
#[must_use]
pub fn take_in(
    paths: &[PathBuf],
    corrections: &Corrections,
    imported: Option<PublicationDate>,
    progress: &Progress,
) -> Intake {
    let (files, failures) = files::files(paths);
    let mut intake = Intake {
        failures,
        ..Intake::default()
    };
    progress.set_total(files.len());
    for (path, outcome) in outcomes(&files, progress, |path| take_in_file(path, corrections, imported)) {
        match outcome {
            Ok(Warned { value, warnings }) => {
                intake
                    .warnings
                    .extend(warnings.iter().map(|warning| about(&path, warning)));
                intake.taken.push((path, value));
            }
            Err(reason) => intake.failures.push(Failure { path, reason }),
        }
    }
    intake.warnings.extend(duplicates::warnings(&intake.taken));
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
    entry(text.as_bytes(), None, "", corrections, imported).map(|warned| warned.value)
}

type Outcome = Result<Warned<Entry>, String>;

/// Does `work` for each file on a few threads; in the order of the files, without those that a
/// cancelled `progress` left undone.
fn outcomes(
    files: &[PathBuf],
    progress: &Progress,
    work: impl Fn(&Path) -> Outcome + Sync,
) -> Vec<(PathBuf, Outcome)> {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let run = |sender: mpsc::Sender<(usize, Outcome)>| {
        while !progress.is_cancelled() {
            let file_idx = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = files.get(file_idx) else {
                break;
            };
            progress.set_current(&one_line(&path.display().to_string()));
            let outcome =
                catch_unwind(AssertUnwindSafe(|| work(path))).unwrap_or_else(|_panic| Err(FAULT.to_owned()));
            sender.send((file_idx, outcome)).ok();
            progress.step();
        }
    };
    let n_workers = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MAX_WORKERS)
        .min(files.len());
    std::thread::scope(|scope| {
        for worker in 1..n_workers {
            let sender = sender.clone();
            let run = &run;
            // Without the thread the others do its share.
            std::thread::Builder::new()
                .name(format!("intake {worker}"))
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, move || run(sender))
                .ok();
        }
        run(sender);
    });
    let mut outcomes: Vec<(usize, Outcome)> = receiver.into_iter().collect();
    outcomes.sort_by_key(|(file_idx, _)| *file_idx);
    outcomes
        .into_iter()
        .filter_map(|(file_idx, outcome)| Some((files.get(file_idx)?.clone(), outcome)))
        .collect()
}

/// As much stack as the first thread has.
const STACK_BYTES: usize = 8 << 20;

/// What a file is answered with on which the program itself fails.
const FAULT: &str = "Readout failed while reading it, which is a fault of the program; the file is unchanged";

fn take_in_file(path: &Path, corrections: &Corrections, imported: Option<PublicationDate>) -> Outcome {
    let bytes = files::bytes(path)?;
    let name = path.file_name().and_then(|name| name.to_str());
    entry(&bytes, name, &path.display().to_string(), corrections, imported).map_err(|error| error.to_string())
}

fn entry(
    bytes: &[u8],
    file_name: Option<&str>,
    location: &str,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
) -> Result<Warned<Entry>, import::ImportError> {
    let read = import::read(bytes, Hint { file_name })?;
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections,
    };
    Ok(read.map(|mut article| {
        location.clone_into(&mut article.original.location);
        article.original.imported = imported;
        let statements = extract::statements(&article, &knowledge);
        Entry::new(article, statements)
    }))
}

/// A sentence about a file, on one line.
fn about(path: &Path, sentence: &str) -> String {
    format!(
        "{}: {}",
        one_line(&path.display().to_string()),
        one_line(sentence)
    )
}

/// `words` with control characters, line separators and marks of writing direction escaped.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for character in words.chars() {
        if character.is_control()
            || matches!(
                character,
                '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            )
        {
            line.extend(character.escape_default());
        } else {
            line.push(character);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    #[test]
    fn a_failure_is_one_line_whatever_the_file_is_called() {
        let failure = Failure {
            path: named("a\n\u{1b}[31mb\u{202e}.txt"),
            reason: "there is no such file".to_owned(),
        };
        assert_eq!(
            failure.to_string(),
            "a\\n\\u{1b}[31mb\\u{202e}.txt: there is no such file"
        );
    }

    #[test]
    fn a_fault_in_one_file_leaves_the_others() {
        let files = [named("a"), named("b"), named("c")];
        let progress = Progress::default();
        let outcomes = outcomes(&files, &progress, |path| {
            assert!(path != Path::new("b"), "a fault");
            Err("fine".to_owned())
        });
        let reasons: Vec<String> = outcomes
            .into_iter()
            .filter_map(|(path, outcome)| outcome.err().map(|reason| about(&path, &reason)))
            .collect();
        assert_eq!(
            reasons,
            ["a: fine".to_owned(), format!("b: {FAULT}"), "c: fine".to_owned()]
        );
        assert_eq!(progress.counts().0, 3);
    }

    #[test]
    fn cancelling_stops_at_the_next_file() {
        let files: Vec<PathBuf> = (0..100).map(|number| named(&number.to_string())).collect();
        let progress = Progress::default();
        let outcomes = outcomes(&files, &progress, |_path| {
            progress.cancel();
            Err(String::new())
        });
        assert!((1..=MAX_WORKERS).contains(&outcomes.len()));
    }
}
