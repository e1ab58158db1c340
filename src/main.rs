//! The program: arguments to the window or the command line.

use std::ffi::OsString;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    if let Some(code) = readout::cli::run(&arguments) {
        return code;
    }
    ExitCode::SUCCESS
}
