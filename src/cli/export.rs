//! `readout export`: a project's briefing as a document.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{Argument, Arguments};
use super::output::Trouble;
use super::{Command, Outcome, help, output, paths};
use crate::briefing::{self, Edition};
use crate::export::{self, DataFormat, Format};
use crate::project::Project;
use crate::storage;

pub(super) const COMMAND: Command = Command {
    name: "export",
    synopsis: "PROJECT.ron -o OUT.md",
    purpose: "Write a project's briefing as a document, or its statements or sources as data",
    details: "  -o, --output OUT    what to write, by its ending; a file that is there is replaced:
                        .md, .html         the briefing as Markdown, web page
                        .docx, .pdf        the briefing as Word document, PDF document
                        .csv, .jsonl       all statements, a row or line each
                        .json              the sources as CSL-JSON, for Zotero and the like
  -f, --format FORMAT md, html, docx, pdf, csv, jsonl or csl-json, whatever the name ends in
  --speaking-copy     leave out what must not be disclosed
  --since NUMBER      an addendum: only what is new or changed since issue NUMBER was frozen
  --annex             add the texts of the cited articles as they were imported

Pictures of a Markdown document are written beside it. In CSV, fields that a spreadsheet would take
for a formula begin with an apostrophe. What a reader could hold against the briefing, like words
that no longer stand in their source, is said on standard error.",
    run,
};

const OPTIONS: [(&str, Option<char>); 5] = [
    ("output", Some('o')),
    ("format", Some('f')),
    ("speaking-copy", None),
    ("since", None),
    ("annex", None),
];

fn run(mut arguments: Arguments) -> Outcome {
    let mut output_path = None;
    let mut projects = Vec::new();
    let mut wanted: Option<Wanted> = None;
    let mut edition = Edition::default();
    let mut since: Option<usize> = None;
    while let Some(argument) = arguments.next(&OPTIONS)? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option("format") => {
                wanted = Some(arguments.word("format", "md, html, docx, pdf, csv, jsonl or csl-json")?);
            }
            Argument::Option("speaking-copy") => edition.is_speaking_copy = true,
            Argument::Option("since") => since = Some(arguments.word("since", "the number of an issue")?),
            Argument::Option("annex") => edition.has_annex = true,
            Argument::Option(option) => arguments.file(option, &mut output_path)?,
            Argument::Path(path) => projects.push(path),
        }
    }
    let [project_path] = projects.as_slice() else {
        return Err(arguments.usage("name one project"));
    };
    let target = Target::new(&arguments, output_path, wanted)?;
    if paths::is_same(&target.path, project_path) {
        return Err(arguments.usage("the document would replace the project itself"));
    }
    let loaded = storage::load(project_path).map_err(|error| output::about(project_path, &error))?;
    for warning in loaded.warnings {
        output::warn(&format!("{}: {warning}", project_path.display()));
    }
    let project = loaded.value;
    if let Some(number) = since {
        let n_issues = project.briefing().issues.len();
        edition.since = number.checked_sub(1).filter(|&number| number < n_issues);
        if edition.since.is_none() {
            return Err(Trouble::Failed(format!(
                "{}: there is no issue {number}; {n_issues} were frozen",
                project_path.display()
            )));
        }
    }
    write_briefing(&project, &target, edition)?;
    Ok(ExitCode::SUCCESS)
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Document(Format),
    Data(DataFormat),
}

impl std::str::FromStr for Wanted {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "md" | "markdown" => Ok(Self::Document(Format::Markdown)),
            "html" => Ok(Self::Document(Format::Html)),
            "docx" => Ok(Self::Document(Format::Docx)),
            "pdf" => Ok(Self::Document(Format::Pdf)),
            "csv" => Ok(Self::Data(DataFormat::Csv)),
            "jsonl" => Ok(Self::Data(DataFormat::JsonLines)),
            "csl-json" => Ok(Self::Data(DataFormat::CslJson)),
            _ => Err(()),
        }
    }
}

impl Wanted {
    fn from_path(path: &Path) -> Option<Self> {
        let document = Format::from_path(path).map(Self::Document);
        document.or_else(|| DataFormat::from_path(path).map(Self::Data))
    }
}

/// The file to write, and as what.
pub(super) struct Target {
    path: PathBuf,
    wanted: Wanted,
}

impl Target {
    /// The file named by `-o`, whose extension says what is written unless that is said.
    pub(super) fn new(
        arguments: &Arguments,
        path: Option<PathBuf>,
        wanted: Option<Wanted>,
    ) -> Result<Self, Trouble> {
        let Some(path) = path else {
            return Err(arguments.usage("name the document to write with -o"));
        };
        match wanted.or_else(|| Wanted::from_path(&path)) {
            Some(wanted) => Ok(Self { path, wanted }),
            None => Err(arguments.usage(&format!(
                "the name of the document must end in .md, .html, .docx, .pdf, .csv, .jsonl or .json, and “{}” does not",
                path.display()
            ))),
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// Writes the project's briefing, or its data, and says what is not right with it.
pub(super) fn write_briefing(project: &Project, target: &Target, edition: Edition) -> Result<(), Trouble> {
    let write = |path: &Path, bytes: &[u8]| {
        storage::write_atomic(path, bytes).map_err(|error| output::about(path, &error))
    };
    let format = match target.wanted {
        Wanted::Document(format) => format,
        Wanted::Data(format) => {
            let records = briefing::records::records(project);
            return write(&target.path, &export::encode_data(&records, format));
        }
    };
    let resolved = briefing::resolve_edition(project, edition);
    for sentence in resolved.sentences() {
        output::warn(&sentence);
    }
    let bytes = export::encode(&resolved.document, format)
        .map_err(|error| Trouble::Failed(format!("{}: {error}", target.path.display())))?;
    for (name, picture) in export::attachments(&resolved.document, format) {
        write(&target.path.with_file_name(name), &picture)?;
    }
    write(&target.path, &bytes)
}
