//! `readout extract`: statements of files or folders, to standard output.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use crate::intake;
use crate::model::{Corrections, Kind, Party, Statement};
use crate::progress::Progress;
use crate::project::Entry;
use crate::text::{Offsets, Span};

/// One article, as a line of JSON. Offsets are Unicode scalar offsets into `text`.
#[derive(Serialize)]
struct ArticleLine<'a> {
    file: String,
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

pub(super) fn run(arguments: &[OsString]) -> ExitCode {
    let paths: Vec<PathBuf> = arguments
        .iter()
        .filter(|argument| !argument.to_string_lossy().starts_with("--"))
        .map(PathBuf::from)
        .collect();
    let intake = intake::take_in(&paths, &Corrections::default(), None, &Progress::default());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (path, entry) in &intake.taken {
        let line = line(path.display().to_string(), entry);
        if serde_json::to_writer(&mut out, &line).is_err() || out.write_all(b"\n").is_err() {
            return ExitCode::FAILURE;
        }
    }
    if out.flush().is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::from(u8::from(!intake.failures.is_empty()))
}

fn line(file: String, entry: &Entry) -> ArticleLine<'_> {
    let article = &entry.article;
    let text: &str = &article.text;
    let offsets = Offsets::new(text);
    let chars = |span: &Span| offsets.chars(text, *span);
    let metadata = &article.metadata;
    ArticleLine {
        file,
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
        kind: match statement.kind {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        },
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
