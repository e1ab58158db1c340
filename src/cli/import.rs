//! `readout import`: adds articles to a project.

use std::io::{ErrorKind, Write};
use std::path::Path;

use super::arguments::{Argument, Arguments};
use super::output::{Trouble, count};
use super::{Command, Outcome, clock, help, output, paths};
use crate::intake::{self, Intake};
use crate::progress::{Progress, Warned};
use crate::project::{Entry, Project, edits};
use crate::storage::lock::Hold;
use crate::storage::{self, Backups, Folders, Preferences, Saving, StorageError};
use crate::text::unseen::one_line;

pub(super) const COMMAND: Command = Command {
    name: "import",
    synopsis: "-p PROJECT.ron PATH...",
    purpose: "Add the articles in files or folders to a project",
    details: "  -p, --project PROJECT.ron   the project; made if it is not there

Articles that the project has already are left out, newer versions take the place of older ones,
copies of one report are linked. A file that
cannot be read gives one line on standard error, and the others go on. Nothing is saved when there
is nothing to add.",
    run,
};

fn run(mut arguments: Arguments) -> Outcome {
    let mut project_path = None;
    let mut inputs = Vec::new();
    while let Some(argument) = arguments.next(&[("project", Some('p'))])? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option(option) => arguments.file(option, &mut project_path)?,
            Argument::Path(path) => inputs.push(path),
        }
    }
    let Some(project_path) = project_path else {
        return Err(arguments.usage("name the project with -p PROJECT.ron"));
    };
    if inputs.is_empty() {
        return Err(arguments.usage("name the files or folders to import"));
    }
    if inputs.iter().any(|input| paths::is_same(input, &project_path)) {
        return Err(arguments.usage("the project itself is no article"));
    }
    // From here to the end of saving no other call may change the project.
    let held = storage::lock::hold(&project_path, || {
        output::warn("another Readout changes a project in this folder; waiting for it");
    });
    if held.is_unlockable() && cfg!(unix) {
        output::warn("this folder cannot be locked: change the project from one place at a time");
    }
    if let Some(holder) = storage::lock::holder_of(&project_path) {
        output::warn(&format!(
            "{} is open in a window (process {} on {}), which will notice the change",
            project_path.display(),
            holder.pid,
            holder.host
        ));
    }
    let mut project = load_or_new(&project_path)?;
    let mut intake = intake::take_in(
        &inputs,
        project.corrections(),
        Some(clock::now()),
        &Progress::default(),
    );
    leave_out(&mut intake, &project_path);
    let n_read = intake.taken.len();
    intake.meet(&project);
    let renewal = intake.renewals(&project);
    output::complain_of(&intake);
    let n_failures = intake.failures.len();
    let links = intake.links;
    let entries: Vec<Entry> = intake.taken.into_iter().map(|taken| taken.entry).collect();
    let n_known = intake.known.len();
    let n_statements: usize = entries.iter().map(|entry| entry.statements.len()).sum();
    let already = if n_known > 0 {
        format!("; {n_known} already there")
    } else {
        String::new()
    };
    let n_renewed = renewal.as_ref().map_or(0, |edit| edit.changes.len());
    let renewed = if n_renewed > 0 {
        format!("; {n_renewed} brought up to date")
    } else {
        String::new()
    };
    let report = format!(
        "{} with {} added to {}{already}{renewed}.",
        count(entries.len(), "article"),
        count(n_statements, "statement"),
        project_path.display()
    );
    if entries.is_empty() && renewal.is_none() {
        if n_read == 0 && n_failures == 0 {
            return Err(Trouble::Failed("there is no file in these folders".to_owned()));
        }
    } else {
        let added = (!entries.is_empty()).then(|| edits::add_linked_articles(&project, entries, &links));
        for edit in renewal.into_iter().chain(added) {
            project
                .apply(&edit)
                .map_err(|refused| Trouble::Failed(refused.to_string()))?;
        }
        save(&project, &project_path, &held)?;
    }
    let mut out = output::standard();
    writeln!(out, "{}", one_line(&report))?;
    out.flush()?;
    Ok(output::status(n_failures))
}

/// Saves the project and keeps a copy, as the window does.
fn save(project: &Project, path: &Path, held: &Hold) -> Result<(), Trouble> {
    let folders = Folders::of_user();
    let backups = Backups {
        keeping: Preferences::load(&folders).backups,
        folders,
    };
    let saving = Saving {
        backups: &backups,
        now: clock::timestamp(),
        expected: None,
        held,
    };
    let saved = storage::save_over(project, path, &saving, |_fingerprint| {});
    let saved = saved.map_err(|error| match error {
        // The file is in its place, with the articles.
        error @ StorageError::Unconfirmed { .. } => output::about(path, &error),
        error => Trouble::Failed(format!(
            "{}: {error} Nothing was added; the project is as it was.",
            path.display()
        )),
    });
    for warning in saved?.warnings {
        output::warn(&warning);
    }
    Ok(())
}

fn load_or_new(path: &Path) -> Result<Project, Trouble> {
    match storage::load(path) {
        Ok(Warned { value, warnings }) => {
            for warning in warnings {
                output::warn(&format!("{}: {warning}", path.display()));
            }
            Ok(value)
        }
        Err(StorageError::Io { error, .. }) if error.kind() == ErrorKind::NotFound => Ok(Project::default()),
        Err(error) => Err(output::about(path, &error)),
    }
}

/// The project may lie in a folder that is read; it is neither an article nor a file that failed.
fn leave_out(intake: &mut Intake, project_path: &Path) {
    intake
        .taken
        .retain(|taken| !paths::is_same(&taken.path, project_path));
    intake
        .failures
        .retain(|failure| !paths::is_same(&failure.path, project_path));
}
