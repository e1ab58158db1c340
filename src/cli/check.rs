//! `readout check`: whether a project can be loaded, and what is in it.

use std::io::Write;
use std::process::ExitCode;

use super::arguments::{Argument, Arguments};
use super::output::count;
use super::{Command, Outcome, help, output, salvage};
use crate::briefing;
use crate::model::Origin;
use crate::project::Project;
use crate::storage;
use crate::text::unseen::one_line;

pub(super) const COMMAND: Command = Command {
    name: "check",
    synopsis: "PROJECT.ron",
    purpose: "Load a project, check all of it, and say what is in it",
    details: "What is wrong with the file is said with line and column. What a reader could hold against the
briefing, like words that no longer stand in their source, is said as a warning. What can still be read of
a damaged file is said too (see “readout help salvage”).",
    run,
};

fn run(mut arguments: Arguments) -> Outcome {
    let mut projects = Vec::new();
    while let Some(argument) = arguments.next(&[])? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option(_) => {}
            Argument::Path(path) => projects.push(path),
        }
    }
    let [path] = projects.as_slice() else {
        return Err(arguments.usage("name one project"));
    };
    let loaded = match storage::load(path) {
        Ok(loaded) => loaded,
        Err(error) => {
            let trouble = output::about(path, &error);
            let code = output::report(&trouble);
            if let Some(offer) = salvage::offer(path) {
                output::warn(&offer);
            }
            return Ok(code);
        }
    };
    let project = &loaded.value;
    let briefing = briefing::resolve(project);
    for warning in loaded.warnings.iter().chain(&briefing.sentences()) {
        output::warn(&format!("{}: {warning}", path.display()));
    }
    let mut out = output::standard();
    writeln!(
        out,
        "{}: {}",
        one_line(&path.display().to_string()),
        contents(project)
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn contents(project: &Project) -> String {
    let n_statements = project.statements().count();
    let by_people = project
        .statements()
        .filter(|(_, statement)| statement.origin != Origin::Extracted)
        .count();
    format!(
        "{}, {} ({by_people} corrected or made by hand), {}, {} of a briefing with {}; all valid.",
        count(project.articles().len(), "article"),
        count(n_statements, "statement"),
        count(project.topics().len(), "topic"),
        count(project.briefing().sections.len(), "section"),
        count(project.briefing().blocks.len(), "block"),
    )
}
