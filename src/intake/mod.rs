//! Paths to articles with their statements: reading files, import and extraction of many of them.
//!
//! The one place where the two edges (window and command line) meet files to import. It reads files and
//! writes none; a file that cannot be read is a [`Failure`] and the others go on, even when a fault of
//! the program itself breaks one of them off.

mod duplicates;
mod files;
#[cfg(feature = "links")]
mod link;
mod newer;
mod protocol;
pub mod sample;
mod worker;

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use crate::atlas::Atlas;
use crate::extract::{self, Knowledge};
use crate::import::{self, Choices, Found, Hint, ImportError, Imported, Part, Preview};
use crate::model::{Article, Corrections, PublicationDate};
use crate::progress::Progress;
use crate::project::Entry;
use crate::project::edits::Link;

pub use duplicates::{TextKey, text_key};
#[cfg(feature = "links")]
pub use link::take_in_link;
pub use newer::Newer;
pub use protocol::{COMMAND as WORKER_COMMAND, serve as serve_documents};
use worker::Workers;
pub use worker::start_workers_by;

/// What came of taking in some files.
#[derive(Debug, Default)]
pub struct Intake {
    /// The articles, in the order of the files and inside them.
    pub taken: Vec<Taken>,
    /// What gave no article: first folders that could not be read, then files in order.
    pub failures: Vec<Failure>,
    /// What was not quite right with those that did, one sentence each, each on one line.
    pub warnings: Vec<String>,
    /// What [`Intake::meet`] left out since it was there already, one sentence each, each on one line.
    pub known: Vec<String>,
    /// Newer versions of what the project has, once [`Intake::meet`] has looked.
    pub newer: Vec<Newer>,
    /// Which of the articles carry the same story as others, once [`Intake::meet`] has looked.
    pub links: Vec<Link>,
}

/// An article with its statements, and where it was read.
#[derive(Debug)]
pub struct Taken {
    /// The file as given.
    pub path: PathBuf,
    /// Which part of the file it is; `None` for the file itself.
    pub part: Option<Part>,
    /// The article with its statements.
    pub entry: Entry,
}

impl Taken {
    /// The file, and the part of it if it is one, for people.
    #[must_use]
    pub fn name(&self) -> String {
        place(&self.path.display().to_string(), self.part.as_ref())
    }
}

/// A file, or a part of one, that gave no article. Displayed on one line, control characters escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file as given.
    pub path: PathBuf,
    /// Which part of the file it is; `None` for the file itself.
    pub part: Option<Part>,
    /// One sentence for people.
    pub reason: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&about(&self.path, self.part.as_ref(), &self.reason))
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
    take_in_chosen(paths, &Choices::default(), corrections, imported, progress)
}

/// As [`take_in`], with what the user chose about the files (see [`preview`]).
#[must_use]
pub fn take_in_chosen(
    paths: &[PathBuf],
    choices: &Choices,
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
    let workers = Workers::default();
    let desk = Desk {
        workers: &workers,
        choices,
        corrections,
        imported,
        progress,
    };
    for (path, outcome) in outcomes(&files, progress, |path| desk.take_in_file(path)) {
        intake.add(&path, outcome);
    }
    intake.finish(&workers);
    intake
}

/// One document that is no file, for instance a page that was fetched: `location` is what to call it.
#[must_use]
pub fn take_in_bytes(
    bytes: Vec<u8>,
    file_name: Option<&str>,
    location: &str,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
    progress: &Progress,
) -> Intake {
    let workers = Workers::default();
    let desk = Desk {
        workers: &workers,
        choices: &Choices::default(),
        corrections,
        imported,
        progress,
    };
    let mut intake = Intake::default();
    let outcome = catch_unwind(AssertUnwindSafe(|| desk.take_in(bytes, file_name, location)))
        .unwrap_or_else(|_panic| Outcome::failed(FAULT.to_owned()));
    intake.add(Path::new(location), outcome);
    intake.finish(&workers);
    intake
}

/// What can be chosen about a file before it is taken in: columns of a table, attachments of a message.
///
/// # Errors
/// One sentence for people.
pub fn preview(path: &Path) -> Result<Preview, String> {
    let bytes = files::bytes(path)?;
    let name = path.file_name().and_then(|name| name.to_str());
    if import::is_plain(&bytes, Hint { file_name: name }) {
        return Ok(Preview::Whole);
    }
    Workers::default().preview(bytes, name)
}

/// Text from the clipboard, as an article with its statements.
///
/// # Errors
/// One sentence for people if there is no article in it.
pub fn take_in_text(
    text: &str,
    corrections: &Corrections,
    imported: Option<PublicationDate>,
) -> Result<Entry, String> {
    let mut intake = take_in_bytes(
        text.as_bytes().to_vec(),
        None,
        "",
        corrections,
        imported,
        &Progress::default(),
    );
    let failure = intake.failures.pop().map(|failure| failure.reason);
    let taken = intake.taken.into_iter().next().map(|taken| taken.entry);
    taken.ok_or_else(|| failure.unwrap_or_else(|| ImportError::NoText.to_string()))
}

/// What came of one file.
#[derive(Debug, Default)]
struct Outcome {
    taken: Vec<(Option<Part>, Entry)>,
    failures: Vec<(Option<Part>, String)>,
    warnings: Vec<(Option<Part>, String)>,
}

impl Outcome {
    fn failed(reason: String) -> Self {
        Self {
            failures: vec![(None, reason)],
            ..Self::default()
        }
    }
}

impl Intake {
    fn add(&mut self, path: &Path, outcome: Outcome) {
        self.warnings.extend(
            outcome
                .warnings
                .iter()
                .map(|(part, warning)| about(path, part.as_ref(), warning)),
        );
        self.taken
            .extend(outcome.taken.into_iter().map(|(part, entry)| Taken {
                path: path.to_path_buf(),
                part,
                entry,
            }));
        self.failures
            .extend(outcome.failures.into_iter().map(|(part, reason)| Failure {
                path: path.to_path_buf(),
                part,
                reason,
            }));
    }

    fn finish(&mut self, workers: &Workers) {
        if workers.is_unprotected() {
            self.warnings.push(
                "documents were read without the protection of a process of their own, since none could be started"
                    .to_owned(),
            );
        }
    }
}

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
            let outcome = catch_unwind(AssertUnwindSafe(|| work(path)))
                .unwrap_or_else(|_panic| Outcome::failed(FAULT.to_owned()));
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

/// What all documents of an intake have in common.
struct Desk<'a> {
    workers: &'a Workers,
    choices: &'a Choices,
    corrections: &'a Corrections,
    imported: Option<PublicationDate>,
    progress: &'a Progress,
}

impl Desk<'_> {
    fn take_in_file(&self, path: &Path) -> Outcome {
        let name = path.file_name().and_then(|name| name.to_str());
        match files::bytes(path) {
            Ok(bytes) => self.take_in(bytes, name, &path.display().to_string()),
            Err(reason) => Outcome::failed(reason),
        }
    }

    /// Plain text is read here, everything else by a worker.
    fn take_in(&self, bytes: Vec<u8>, file_name: Option<&str>, location: &str) -> Outcome {
        let hint = Hint { file_name };
        let mut outcome = Outcome::default();
        let mut met = |found: Found| match found {
            Found::Begins(_) => {}
            Found::Article(imported) => {
                let Imported {
                    part,
                    article,
                    warnings,
                } = *imported;
                let entry = self.entry(article, place(location, part.as_ref()));
                outcome
                    .warnings
                    .extend(warnings.into_iter().map(|warning| (part.clone(), warning)));
                outcome.taken.push((part, entry));
            }
            Found::Refused { part, reason } => outcome.failures.push((Some(part), reason)),
            Found::Warning(warning) => outcome.warnings.push((None, warning)),
        };
        let read = if import::is_plain(&bytes, hint) {
            import::read_each(&bytes, hint, self.choices, &mut |found| {
                met(found);
                true
            })
            .map_err(|error| error.to_string())
        } else {
            self.workers
                .read(bytes, file_name, self.choices, self.progress, &mut met)
        };
        if let Err(reason) = read {
            outcome.failures.push((None, reason));
        }
        outcome
    }

    fn entry(&self, mut article: Article, location: String) -> Entry {
        let knowledge = Knowledge {
            atlas: Atlas::get(),
            corrections: self.corrections,
        };
        article.original.location = location;
        article.original.imported = self.imported;
        let statements = extract::statements(&article, &knowledge);
        Entry::new(article, statements)
    }
}

/// A file and the part of it, for people.
fn place(location: &str, part: Option<&Part>) -> String {
    part.map_or_else(
        || location.to_owned(),
        |part| format!("{location} › {}", part.name),
    )
}

/// A sentence about a file, on one line.
fn about(path: &Path, part: Option<&Part>, sentence: &str) -> String {
    format!(
        "{}: {}",
        one_line(&place(&path.display().to_string(), part)),
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
            part: None,
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
            Outcome::failed("fine".to_owned())
        });
        let reasons: Vec<String> = outcomes
            .into_iter()
            .flat_map(|(path, outcome)| {
                let about =
                    move |(part, reason): (Option<Part>, String)| about(&path, part.as_ref(), &reason);
                outcome.failures.into_iter().map(about)
            })
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
            Outcome::default()
        });
        assert!((1..=MAX_WORKERS).contains(&outcomes.len()));
    }
}
