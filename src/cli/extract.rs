//! `readout extract`: statements of files or folders, to standard output.

use std::io::Write;
use std::str::FromStr;

use serde::Serialize;

use super::arguments::{Argument, Arguments};
use super::{Command, Outcome, help, json, listing, output};
use crate::intake::{self, Taken};
use crate::model::{Corrections, Kind, Party, Statement};
use crate::progress::Progress;
use crate::text::{Offsets, Span};

/// One article, as a line of JSON. Offsets are Unicode scalar offsets into `text`.
#[derive(Serialize)]
struct ArticleLine<'a> {
    file: String,
    /// The part of the file that the article is: a file in an archive, a message, a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    author: Option<&'a str>,
    date: Option<String>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    dateline: Option<&'a str>,
    text: &'a str,
    body: Vec<[usize; 2]>,
    statements: Vec<StatementLine<'a>>,
}

#[derive(Serialize)]
struct StatementLine<'a> {
    content: Vec<[usize; 2]>,
    text: String,
    kind: &'static str,
    cue: Option<[usize; 2]>,
    speaker_mention: Option<[usize; 2]>,
    speaker: Option<&'a str>,
    role: Option<&'a str>,
    parties: Vec<&'a str>,
    confidence: f64,
}

pub(super) const COMMAND: Command = Command {
    name: "extract",
    synopsis: "[--format jsonl|text] PATH...",
    purpose: "Print the statements in files or folders",
    details: "  --format jsonl   one object of JSON a line for each article (the default); offsets count
                   Unicode scalar values
  --format text    a listing to read

Folders are read with all that is in them, sorted by name. A file that cannot be read gives one
line on standard error, and the others go on. Each article in an archive, a mailbox or a table
is an article of its own; “part” says which.",
    run,
};

#[derive(Clone, Copy, Debug, Default)]
enum Format {
    #[default]
    JsonLines,
    Text,
}

impl FromStr for Format {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "jsonl" => Ok(Self::JsonLines),
            "text" => Ok(Self::Text),
            _ => Err(()),
        }
    }
}

fn run(mut arguments: Arguments) -> Outcome {
    let mut format = Format::default();
    let mut paths = Vec::new();
    while let Some(argument) = arguments.next(&[("format", None)])? {
        match argument {
            Argument::Help => return help::one(arguments.command()),
            Argument::Option(option) => format = arguments.word(option, "“jsonl” or “text”")?,
            Argument::Path(path) => paths.push(path),
        }
    }
    if paths.is_empty() {
        return Err(arguments.usage("name the files or folders to read"));
    }
    let intake = intake::take_in(&paths, &Corrections::default(), None, &Progress::default());
    let mut out = output::standard();
    for taken in &intake.taken {
        match format {
            Format::JsonLines => json::line(&mut out, &line(taken))?,
            Format::Text => listing::write(&mut out, &taken.name(), &taken.entry)?,
        }
    }
    out.flush()?;
    output::complain_of(&intake);
    Ok(output::status(intake.failures.len()))
}

fn line(taken: &Taken) -> ArticleLine<'_> {
    let entry = &taken.entry;
    let article = &entry.article;
    let text: &str = &article.text;
    let offsets = Offsets::new(text);
    let chars = |span: &Span| offsets.chars(text, *span);
    let metadata = &article.metadata;
    ArticleLine {
        file: taken.path.display().to_string(),
        part: taken.part.as_ref().map(|part| part.name.as_str()),
        title: metadata.headline.as_deref(),
        outlet: metadata.outlet.as_deref(),
        author: metadata.author.as_deref(),
        date: metadata.published.map(|date| date.to_string()),
        url: metadata.url.as_deref(),
        language: metadata.language.as_deref(),
        dateline: metadata.dateline.as_deref(),
        text,
        body: article.body.iter().map(chars).collect(),
        statements: entry
            .in_order()
            .into_iter()
            .map(|(_, statement)| statement_line(statement, text, &offsets))
            .collect(),
    }
}

fn statement_line<'a>(statement: &'a Statement, text: &str, offsets: &Offsets) -> StatementLine<'a> {
    let chars = |span: Span| offsets.chars(text, span);
    StatementLine {
        content: statement.content.iter().map(|&span| chars(span)).collect(),
        text: statement.words(text),
        kind: kind_name(statement.kind),
        cue: statement.cue.map(chars),
        speaker_mention: statement.source.map(chars),
        speaker: statement.speaker_name(),
        role: statement
            .speaker
            .as_ref()
            .and_then(|speaker| speaker.role.as_deref()),
        parties: statement.parties.iter().map(Party::code).collect(),
        confidence: statement.confidence.share(),
    }
}

/// How much of a statement is quoted, in a word.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    }
}
