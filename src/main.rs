//! The program: arguments to the window or the command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use readout::cli::{self, Call};
use readout::intake;

fn main() -> ExitCode {
    // Foreign formats are read by this program started once more.
    if let Ok(program) = std::env::current_exe() {
        intake::start_workers_by(program);
    }
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match cli::run(&arguments) {
        Call::Done(code) => code,
        Call::Window(project) => window(project),
    }
}

#[cfg(feature = "window")]
fn window(project: Option<PathBuf>) -> ExitCode {
    readout::app::run(project)
}

#[cfg(not(feature = "window"))]
fn window(_project: Option<PathBuf>) -> ExitCode {
    cli::without_window()
}
