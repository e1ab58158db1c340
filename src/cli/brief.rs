//! `readout brief`: a first briefing of some files in one go.

use std::path::Path;

use super::arguments::{Argument, Arguments};
use super::export::write_briefing;
use super::output::Trouble;
use super::{Command, Outcome, clock, export, help, output, paths};
use crate::briefing::Edition;
use crate::briefing::templates::{self, Template};
use crate::intake;
use crate::model::Corrections;
use crate::progress::Progress;
use crate::project::{Entry, Project, edits};
use crate::storage;

pub(super) const COMMAND: Command = Command {
    name: "brief",
    synopsis: "PATH... -o BRIEFING.md",
    purpose: "Read files or folders and write a first briefing of them",
    details: "  -o, --output BRIEFING.md   the briefing, as Markdown (.md), web page (.html), Word (.docx) or
                             PDF document (.pdf), or the statements (.csv, .jsonl) or sources (.json); a
                             file that is there is replaced
  -t, --template NAME        begin from this template: “Positions by country” (if none is named),
                             “Meeting brief”, “Press review”, “Blank”, or a template's file (.ron)
  --annex                    add the texts of the cited articles as they were imported

A file that cannot be read gives one line on standard error, and the others go on. Nothing is
written when nothing was read.",
    run,
};

fn run(mut arguments: Arguments) -> Outcome {
    let mut output_path = None;
    let mut inputs = Vec::new();
    let mut template: Option<String> = None;
    let mut edition = Edition::default();
    let options = [("output", Some('o')), ("template", Some('t')), ("annex", None)];
    while let Some(argument) = arguments.next(&options)? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option("template") => {
                template = Some(arguments.word("template", "the name of a template or its file")?);
            }
            Argument::Option("annex") => edition.has_annex = true,
            Argument::Option(option) => arguments.file(option, &mut output_path)?,
            Argument::Path(path) => inputs.push(path),
        }
    }
    if inputs.is_empty() {
        return Err(arguments.usage("name the files or folders to read"));
    }
    let target = export::Target::new(&arguments, output_path, None)?;
    let template = template
        .map(|name| template_from(&arguments, &name))
        .transpose()?;
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
    let project = first_briefing(entries, template.as_ref())?;
    write_briefing(&project, &target, edition)?;
    Ok(output::status(n_failures))
}

/// A template that comes with the program, or the one in a file.
fn template_from(arguments: &Arguments, name: &str) -> Result<Template, Trouble> {
    let known = templates::templates().iter();
    let mut named = known.filter(|template| template.name.eq_ignore_ascii_case(name));
    if let Some(template) = named.next() {
        return Ok(template.clone());
    }
    let path = Path::new(name);
    if path
        .extension()
        .is_none_or(|extension| !extension.eq_ignore_ascii_case("ron"))
    {
        return Err(arguments.usage(&format!("there is no template “{name}”")));
    }
    let text = storage::templates::read(path).map_err(|error| output::about(path, &error))?;
    Template::from_ron(&text).map_err(|error| Trouble::Failed(format!("{}: {error}", path.display())))
}

fn first_briefing(entries: Vec<Entry>, template: Option<&Template>) -> Result<Project, Trouble> {
    let mut project = Project::default();
    let refused = |refused: crate::project::Refused| Trouble::Failed(refused.to_string());
    let import = edits::add_articles(&project, entries);
    project.apply(&import).map_err(refused)?;
    let briefing = match template {
        Some(template) => templates::apply_template(&project, template, clock::today()),
        None => templates::first_briefing(&project, clock::today()),
    };
    project.apply(&briefing).map_err(refused)?;
    Ok(project)
}
