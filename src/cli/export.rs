//! `readout export`: a project's briefing as a document.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{Argument, Arguments};
use super::output::Trouble;
use super::{Command, Outcome, help, output, paths};
use crate::briefing;
use crate::export::{self, Format};
use crate::project::Project;
use crate::storage;

pub(super) const COMMAND: Command = Command {
    name: "export",
    synopsis: "PROJECT.ron -o OUT.md",
    purpose: "Write a project's briefing as a document",
    details: "  -o, --output OUT.md   the document, as Markdown (.md), web page (.html) or Word document
                        (.docx); a file that is there is replaced

What a reader could hold against the briefing, like words that no longer stand in their source,
is said on standard error.",
    run,
};

fn run(mut arguments: Arguments) -> Outcome {
    let mut output_path = None;
    let mut projects = Vec::new();
    while let Some(argument) = arguments.next(&[("output", Some('o'))])? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option(option) => arguments.file(option, &mut output_path)?,
            Argument::Path(path) => projects.push(path),
        }
    }
    let [project_path] = projects.as_slice() else {
        return Err(arguments.usage("name one project"));
    };
    let target = Target::new(&arguments, output_path)?;
    if paths::is_same(&target.path, project_path) {
        return Err(arguments.usage("the document would replace the project itself"));
    }
    let loaded = storage::load(project_path).map_err(|error| output::about(project_path, &error))?;
    for warning in loaded.warnings {
        output::warn(&format!("{}: {warning}", project_path.display()));
    }
    write_briefing(&loaded.value, &target)?;
    Ok(ExitCode::SUCCESS)
}

/// The document to write.
pub(super) struct Target {
    path: PathBuf,
    format: Format,
}

impl Target {
    /// The file named by `-o`, whose extension says what is written.
    pub(super) fn new(arguments: &Arguments, path: Option<PathBuf>) -> Result<Self, Trouble> {
        let Some(path) = path else {
            return Err(arguments.usage("name the document to write with -o"));
        };
        match Format::from_path(&path) {
            Some(format) => Ok(Self { path, format }),
            None => Err(arguments.usage(&format!(
                "the name of the document must end in .md, .html or .docx, and “{}” does not",
                path.display()
            ))),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes the project's briefing and says what is not right with it.
pub(super) fn write_briefing(project: &Project, target: &Target) -> Result<(), Trouble> {
    let document = briefing::resolve(project);
    for warning in &document.warnings {
        output::warn(warning);
    }
    let bytes = export::encode(&document.value, target.format)
        .map_err(|error| Trouble::Failed(format!("{}: {error}", target.path.display())))?;
    storage::write_atomic(&target.path, &bytes).map_err(|error| output::about(&target.path, &error))
}
