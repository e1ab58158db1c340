//! The statements of an article as a listing to read.

use std::io::{self, Write};

use super::extract::kind_name;
use crate::model::{Metadata, Party, Statement};
use crate::project::Entry;
use crate::text::unseen::one_line;

/// Writes the file, what is known of the article, and each statement with party, speaker, kind and
/// words. Nothing in it can move a terminal's cursor or turn its words round.
pub(super) fn write(out: &mut impl Write, file: &str, entry: &Entry) -> io::Result<()> {
    writeln!(out, "{}", one_line(file))?;
    let about = about(&entry.article.metadata);
    if !about.is_empty() {
        writeln!(out, "  {about}")?;
    }
    for (_, statement) in entry.in_order() {
        writeln!(out, "\n  {}", who(statement))?;
        writeln!(out, "    {}", in_a_line(&statement.words(&entry.article.text)))?;
    }
    if entry.statements.is_empty() {
        writeln!(out, "\n  No statements were found.")?;
    }
    writeln!(out)
}

/// Headline, outlet, author, day.
fn about(metadata: &Metadata) -> String {
    let day = metadata.published.map(|published| published.date().to_string());
    let known = [
        metadata.headline.as_deref(),
        metadata.outlet.as_deref(),
        metadata.author.as_deref(),
        day.as_deref(),
    ];
    let known: Vec<String> = known.into_iter().flatten().map(in_a_line).collect();
    known.join(" · ")
}

/// `[RU] Ann Example, Foreign Minister · direct · 97 %`
fn who(statement: &Statement) -> String {
    let parties: Vec<&str> = statement.parties.iter().map(Party::short).collect();
    let speaker = match &statement.speaker {
        Some(speaker) => match &speaker.role {
            Some(role) => format!("{}, {role}", speaker.name),
            None => speaker.name.clone(),
        },
        None => "unknown speaker".to_owned(),
    };
    let party = if parties.is_empty() {
        String::new()
    } else {
        format!("[{}] ", parties.join(", "))
    };
    in_a_line(&format!(
        "{party}{speaker} · {} · {} %",
        kind_name(statement.kind),
        statement.confidence.percent()
    ))
}

/// `words` with runs of white space as one space, unseen characters as escapes.
fn in_a_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    one_line(&words.join(" "))
}
