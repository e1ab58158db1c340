//! `readout --help`, `readout help COMMAND`, `readout --version`.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use super::output::{self, Trouble};
use super::{COMMANDS, Command, Outcome, command};

const ABOUT: &str = "From a pile of articles to a briefing: who said what, for which country, and where it is \
                     written.";

/// All commands.
pub(super) fn all() -> Outcome {
    let mut out = output::standard();
    writeln!(out, "{ABOUT}\n\nreadout [PROJECT.ron]\n    Open the window.")?;
    for command in COMMANDS {
        writeln!(out, "{}\n    {}.", usage(command), command.purpose)?;
    }
    writeln!(
        out,
        "readout help [COMMAND]\n    Say more about a command.\nreadout --version\n    Say which version \
         this is.\n\nExit status: 0 all well, 1 something could not be read or written, 2 wrong usage."
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// One command, or all.
pub(super) fn of(names: &[OsString]) -> Outcome {
    match names {
        [] => all(),
        [name] => match command(name) {
            Some(command) => one(command),
            None => Err(Trouble::Usage(format!(
                "there is no command “{}”",
                name.display()
            ))),
        },
        [_, other, ..] => Err(Trouble::Usage(format!(
            "help says more about one command, so “{}” is too much",
            other.display()
        ))),
    }
}

/// One command.
pub(super) fn one(command: &Command) -> Outcome {
    let mut out = output::standard();
    writeln!(
        out,
        "{}\n\n{}.\n\n{}",
        usage(command),
        command.purpose,
        command.details
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn usage(command: &Command) -> String {
    format!("readout {} {}", command.name, command.synopsis)
}

pub(super) fn version() -> Outcome {
    let mut out = output::standard();
    writeln!(out, "readout {}", env!("CARGO_PKG_VERSION"))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
