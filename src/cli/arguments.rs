//! The arguments of one subcommand.
//!
//! Taken apart by `lexopt`: it splits options from values as everyone expects (`-oX`, `--format=text`,
//! `--`), keeps names of files that are no Unicode, and leaves the meaning to each command.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use super::Command;
use super::output::Trouble;

/// The arguments of one subcommand, taken one after the other.
pub(super) struct Arguments {
    command: &'static Command,
    parser: lexopt::Parser,
}

/// One argument.
pub(super) enum Argument {
    /// An option by its long name, whether it was given by it or by its letter.
    Option(&'static str),
    /// A file or folder.
    Path(PathBuf),
    /// Help was asked for.
    Help,
}

impl Arguments {
    pub(super) fn new(command: &'static Command, arguments: &[OsString]) -> Self {
        Self {
            command,
            parser: lexopt::Parser::from_args(arguments),
        }
    }

    pub(super) fn command(&self) -> &'static Command {
        self.command
    }

    /// The next argument. `options` are the long names of the command's options with their letters.
    pub(super) fn next(
        &mut self,
        options: &[(&'static str, Option<char>)],
    ) -> Result<Option<Argument>, Trouble> {
        let argument = match self.parser.next() {
            Ok(Some(argument)) => argument,
            Ok(None) => return Ok(None),
            Err(error) => return Err(self.usage(&error.to_string())),
        };
        let (known, given) = match argument {
            lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => return Ok(Some(Argument::Help)),
            lexopt::Arg::Value(path) => return self.path(path).map(|path| Some(Argument::Path(path))),
            lexopt::Arg::Short(letter) => (
                options.iter().find(|option| option.1 == Some(letter)),
                format!("-{letter}"),
            ),
            lexopt::Arg::Long(name) => (
                options.iter().find(|option| option.0 == name),
                format!("--{name}"),
            ),
        };
        match known {
            Some(&(name, _)) => Ok(Some(Argument::Option(name))),
            None => Err(self.usage(&format!("there is no option “{given}”"))),
        }
    }

    /// The word after an option.
    pub(super) fn word<T: FromStr>(&mut self, option: &str, expected: &str) -> Result<T, Trouble> {
        let word = self.value(option, expected)?;
        let known = word.to_str().and_then(|word| word.parse().ok());
        known.ok_or_else(|| {
            self.usage(&format!(
                "--{option} must be {expected}, not “{}”",
                word.display()
            ))
        })
    }

    /// The file after an option that is given once.
    pub(super) fn file(&mut self, option: &str, slot: &mut Option<PathBuf>) -> Result<(), Trouble> {
        let value = self.value(option, "the name of a file")?;
        if value.as_encoded_bytes().starts_with(b"-") {
            return Err(self.usage(&format!(
                "--{option} needs the name of a file, not “{0}”; a file of that name is “./{0}”",
                value.display()
            )));
        }
        let path = self.path(value)?;
        if slot.replace(path).is_some() {
            return Err(self.usage(&format!("--{option} is given twice")));
        }
        Ok(())
    }

    fn value(&mut self, option: &str, expected: &str) -> Result<OsString, Trouble> {
        self.parser
            .value()
            .map_err(|_missing| self.usage(&format!("--{option} needs {expected} after it")))
    }

    fn path(&self, path: OsString) -> Result<PathBuf, Trouble> {
        match path.as_encoded_bytes() {
            b"" => Err(self.usage("the name of a file is empty")),
            b"-" => Err(self.usage("standard input is not read: “-” must be the name of a file")),
            _ => Ok(path.into()),
        }
    }

    /// Wrong usage of this command.
    pub(super) fn usage(&self, what: &str) -> Trouble {
        Trouble::Usage(format!("{}: {what}", self.command.name))
    }
}
