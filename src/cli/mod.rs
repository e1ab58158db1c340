//! The command line: one file per subcommand. The only room that writes to standard output.
//!
//! Exit status 0: all well; 1: something could not be read or written; 2: wrong usage. What goes wrong is
//! said on standard error, each thing on one line in which nothing can move the cursor.

mod arguments;
mod brief;
mod check;
mod clock;
mod export;
mod extract;
mod help;
mod import;
mod json;
mod listing;
mod output;
mod paths;
mod salvage;
mod worker;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::{intake, signals, storage};
use arguments::Arguments;
use output::Trouble;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Call {
    /// A command, which has been carried out.
    Done(ExitCode),
    /// The window, with this project if one is named. It need not be there.
    Window(Option<PathBuf>),
}

/// A subcommand: everything that is known about it.
struct Command {
    name: &'static str,
    /// What follows the name.
    synopsis: &'static str,
    /// What it does, in half a line.
    purpose: &'static str,
    /// What else there is to know, in lines.
    details: &'static str,
    run: fn(Arguments) -> Outcome,
}

type Outcome = Result<ExitCode, Trouble>;

const COMMANDS: [&Command; 6] = [
    &extract::COMMAND,
    &import::COMMAND,
    &brief::COMMAND,
    &export::COMMAND,
    &check::COMMAND,
    &salvage::COMMAND,
];

/// Carries out a subcommand, unless the arguments ask for the window.
#[must_use]
pub fn run(arguments: &[OsString]) -> Call {
    match call(arguments) {
        Ok(call) => call,
        Err(trouble) => Call::Done(output::report(&trouble)),
    }
}

fn call(arguments: &[OsString]) -> Result<Call, Trouble> {
    let Some((first, rest)) = arguments.split_first() else {
        return Ok(Call::Window(None));
    };
    match first.to_str() {
        Some("--help" | "-h") => return help::all().map(Call::Done),
        Some("--version" | "-V") => return help::version().map(Call::Done),
        Some("help") => return help::of(rest).map(Call::Done),
        Some(intake::WORKER_COMMAND) => return worker::run().map(Call::Done),
        _ => {}
    }
    if let Some(command) = command(first) {
        end_in_order();
        return (command.run)(Arguments::new(command, rest)).map(Call::Done);
    }
    match (first.as_encoded_bytes(), rest) {
        (b"-" | b"", _) => Err(Trouble::Usage(
            "the project must be the name of a file".to_owned(),
        )),
        ([b'-', ..], _) => Err(Trouble::Usage(format!(
            "there is no option “{}” here",
            first.display()
        ))),
        (_, _) if !is_project(first) => Err(Trouble::Usage(format!(
            "there is no command “{}”, and no such project file",
            first.display()
        ))),
        (_, []) => Ok(Call::Window(Some(PathBuf::from(first)))),
        (_, [other, ..]) => Err(Trouble::Usage(format!(
            "one project is opened at a time, so “{}” is too much",
            other.display()
        ))),
    }
}

/// A command that is told to end leaves nothing half written behind.
fn end_in_order() {
    signals::hold_back().when_told(|status| {
        storage::abandon_unfinished();
        std::process::exit(status.into());
    });
}

fn command(name: &OsStr) -> Option<&'static Command> {
    COMMANDS.into_iter().find(|command| name == command.name)
}

/// Whether this looks like a project to open, not like a command with a slip in it.
fn is_project(argument: &OsStr) -> bool {
    let path = Path::new(argument);
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
        || path.exists()
}

/// What to say when the window is asked for and this program was built without it.
#[must_use]
pub fn without_window() -> ExitCode {
    output::report(&Trouble::Usage(
        "this Readout was built without its window and has only its commands".to_owned(),
    ))
}
