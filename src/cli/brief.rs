//! `readout brief`: a first briefing of some files in one go.

use super::arguments::{Argument, Arguments};
use super::export::write_briefing;
use super::output::Trouble;
use super::{Command, Outcome, clock, export, help, output, paths};
use crate::briefing::templates;
use crate::intake;
use crate::model::Corrections;
use crate::progress::Progress;
use crate::project::{Entry, Project, edits};

pub(super) const COMMAND: Command = Command {
    name: "brief",
    synopsis: "PATH... -o BRIEFING.md",
    purpose: "Read files or folders and write a first briefing of them",
    details: "  -o, --output BRIEFING.md   the briefing, as Markdown (.md), web page (.html) or Word document
                             (.docx); a file that is there is replaced

A file that cannot be read gives one line on standard error, and the others go on. Nothing is
written when nothing was read.",
    run,
};

fn run(mut arguments: Arguments) -> Outcome {
    let mut output_path = None;
    let mut inputs = Vec::new();
    while let Some(argument) = arguments.next(&[("output", Some('o'))])? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option(option) => arguments.file(option, &mut output_path)?,
            Argument::Path(path) => inputs.push(path),
        }
    }
    if inputs.is_empty() {
        return Err(arguments.usage("name the files or folders to read"));
    }
    let target = export::Target::new(&arguments, output_path)?;
    if let Some(input) = paths::input_of(target.path(), &inputs) {
        return Err(arguments.usage(&format!(
            "the briefing would replace a file that is read ({})",
            input.display()
        )));
    }
    let now = clock::now();
    let intake = intake::take_in(&inputs, &Corrections::default(), Some(now), &Progress::default());
    output::complain_of(&intake);
    if intake.taken.is_empty() {
        return Err(Trouble::Failed(
            "no article could be read, so no briefing was written".to_owned(),
        ));
    }
    let n_failures = intake.failures.len();
    let entries = intake.taken.into_iter().map(|taken| taken.entry).collect();
    let project = first_briefing(entries)?;
    write_briefing(&project, &target)?;
    Ok(output::status(n_failures))
}

fn first_briefing(entries: Vec<Entry>) -> Result<Project, Trouble> {
    let mut project = Project::default();
    let refused = |refused: crate::project::Refused| Trouble::Failed(refused.to_string());
    let import = edits::add_articles(&project, entries);
    project.apply(&import).map_err(refused)?;
    let briefing = templates::first_briefing(&project, clock::today());
    project.apply(&briefing).map_err(refused)?;
    Ok(project)
}
