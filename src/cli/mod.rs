//! The command line: one file per subcommand. The only room that writes to standard output.

mod extract;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs a subcommand; `None` if the arguments ask for the window.
#[must_use]
pub fn run(arguments: &[OsString]) -> Option<ExitCode> {
    match arguments.first().and_then(|first| first.to_str()) {
        Some("extract") => Some(extract::run(arguments.get(1..).unwrap_or_default())),
        _ => None,
    }
}
