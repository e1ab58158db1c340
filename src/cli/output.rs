//! Standard output and standard error.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::intake::Intake;
use crate::storage::StorageError;
use crate::text::unseen::one_line;

/// Why a command was not carried out.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The arguments make no sense: one sentence without a full stop.
    Usage(String),
    /// Something could not be read or written: one sentence.
    Failed(String),
    /// Standard output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Says what went wrong; the exit status for it.
pub(super) fn report(trouble: &Trouble) -> ExitCode {
    match trouble {
        Trouble::Usage(what) => {
            complain(&format!("{what} (see “readout --help”)"));
            ExitCode::from(2)
        }
        Trouble::Failed(what) => {
            complain(what);
            ExitCode::FAILURE
        }
        // Whoever reads has read enough.
        Trouble::Output(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Trouble::Output(error) => {
            complain(&format!("standard output could not be written: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A file that could not be loaded, saved or written.
pub(super) fn about(path: &Path, error: &StorageError) -> Trouble {
    Trouble::Failed(format!("{}: {error}", path.display()))
}

/// One line on standard error.
pub(super) fn complain(what: &str) {
    // There is nowhere left to say that standard error is closed.
    writeln!(io::stderr().lock(), "readout: {}", one_line(what)).ok();
}

/// A line on standard error about what came out nevertheless.
pub(super) fn warn(what: &str) {
    complain(&format!("warning: {what}"));
}

/// One line on standard error for each file that gave no article, and for each warning.
pub(super) fn complain_of(intake: &Intake) {
    for warning in &intake.warnings {
        warn(warning);
    }
    for repeat in intake.repeats() {
        warn(&repeat);
    }
    for failure in &intake.failures {
        complain(&failure.to_string());
    }
}

/// Standard output, to be flushed at the end.
pub(super) fn standard() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// 0, or 1 if some things failed.
pub(super) fn status(n_failures: usize) -> ExitCode {
    ExitCode::from(u8::from(n_failures > 0))
}

/// "1 article", "3 articles".
pub(super) fn count(n: usize, singular: &str) -> String {
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{n} {singular}s")
    }
}
