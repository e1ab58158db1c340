//! The window: the other edge. The only room that knows egui.

use std::path::PathBuf;
use std::process::ExitCode;

/// Opens the window, with a project if one is named, and stays until it is closed.
#[must_use]
pub fn run(project: Option<PathBuf>) -> ExitCode {
    drop(project);
    ExitCode::FAILURE
}
