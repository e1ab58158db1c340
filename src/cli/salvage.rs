//! `readout salvage`: what can still be read of a damaged project, as a new one.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Argument, Arguments};
use super::output::{Trouble, count};
use super::{Command, Outcome, help, output, paths};
use crate::project::Project;
use crate::storage::{self, Salvaged};
use crate::text::unseen::one_line;

pub(super) const COMMAND: Command = Command {
    name: "salvage",
    synopsis: "DAMAGED.ron -o NEW.ron",
    purpose: "Write what can still be read of a damaged project as a new one",
    details: "  -o, --output NEW.ron   the new project; must not be there yet

The damaged file is left as it is. What could not be read is said on standard error.",
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
    let [path] = projects.as_slice() else {
        return Err(arguments.usage("name one project"));
    };
    let Some(target) = output_path else {
        return Err(arguments.usage("name the new project with -o NEW.ron"));
    };
    if paths::is_same(path, &target) || std::fs::symlink_metadata(&target).is_ok() {
        return Err(arguments.usage(&format!("“{}” is already there", target.display())));
    }
    let salvaged = storage::salvage(path).map_err(|error| output::about(path, &error))?;
    let Some(Salvaged { project, lost }) = salvaged else {
        return Err(Trouble::Failed(format!(
            "{}: nothing in it can be read as a part of a project",
            path.display()
        )));
    };
    for sentence in &lost {
        output::warn(&format!("{}: {sentence}", path.display()));
    }
    storage::save(&project, &target).map_err(|error| output::about(&target, &error))?;
    let mut out = output::standard();
    writeln!(
        out,
        "{}",
        one_line(&format!("{}: {} salvaged.", target.display(), contents(&project)))
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What a refused project still holds, for whoever asks what is wrong with it.
pub(super) fn offer(path: &Path) -> Option<String> {
    let salvaged = storage::salvage(path).ok()??;
    Some(format!(
        "{}: {} can still be read; “readout salvage {} -o NEW.ron” writes that as a new project",
        path.display(),
        contents(&salvaged.project),
        path.display()
    ))
}

fn contents(project: &Project) -> String {
    format!(
        "{} with {}",
        count(project.articles().len(), "article"),
        count(project.statements().count(), "statement")
    )
}
