//! Positions tables as they are drawn: which names are columns, how wide they are, what stands in the cells.

use std::ops::Range;

use super::quoted;
use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::{PositionsCell, PositionsTable, stance_key};
use crate::model::Kind;

/// Tables with more parties than this have parties as rows.
const MOST_COLUMNS: usize = 5;
/// Tables with no more than this are not split, however long a name is.
const FEWEST_COLUMNS: usize = 2;
/// So many letters of a heading have room on a line as wide as a page.
pub(in crate::export) const LETTERS: usize = 84;
/// What the edges of a cell take of them.
const CELL_EDGES: usize = 2;

/// A cell of a positions table: pieces of text, each with the footnotes that follow it.
fn cell(cell: &PositionsCell, fixed: &FixedWords) -> Vec<(String, Vec<usize>)> {
    let citations = cell.statements.iter().map(|statement| statement.citation);
    let stances: Vec<&str> = cell
        .stances
        .iter()
        .filter_map(|&stance| stance_key(stance))
        .map(|key| fixed.get(key))
        .collect();
    if !cell.line.is_empty() {
        let line = if stances.is_empty() || cell.is_own {
            cell.line.clone()
        } else {
            format!("{}: {}", stances.join(", "), cell.line)
        };
        return vec![(line, citations.collect())];
    }
    let mut pieces: Vec<(String, Vec<usize>)> = cell
        .statements
        .iter()
        .map(|statement| {
            let words = match statement.kind {
                Kind::Direct => quoted(std::slice::from_ref(&statement.words), Kind::Direct),
                Kind::Mixed => statement.words.clone(),
                Kind::Indirect => fixed.fill("is_paraphrase", &[&statement.words]),
            };
            (words, vec![statement.citation])
        })
        .collect();
    if !stances.is_empty()
        && let Some((words, _)) = pieces.first_mut()
    {
        *words = format!("{}: {words}", stances.join(", "));
    }
    pieces
}

/// A cell of a positions table as it is drawn.
pub(crate) enum PositionsText {
    /// A name of a party or topic.
    Heading(String),
    /// Pieces of text, each with the footnotes that follow it.
    Pieces(Vec<(String, Vec<usize>)>),
    /// Nothing was found.
    Nothing,
}

/// A table of a document, row by row, the header first.
pub(crate) type Rows = Vec<Vec<PositionsText>>;

/// A positions table as one that fits on a page: parties are rows where they would be too many columns. Where topics
/// would be too many as well, as several tables, each for some of the parties.
pub(crate) fn positions(table: &PositionsTable, words: &FixedWords) -> Vec<Rows> {
    let parties = || table.columns.iter().map(|(_, name)| name.as_str());
    let topics = || table.rows.iter().map(|row| row.topic.as_str());
    let most_parties = most_columns(longest_word(topics()), longest_word(parties()));
    if table.columns.len() <= most_parties {
        return vec![by_topic(table, 0..table.columns.len(), words)];
    }
    if table.rows.len() <= most_columns(longest_word(parties()), longest_word(topics())) {
        return vec![by_party(table, words)];
    }
    let n_tables = table.columns.len().div_ceil(most_parties);
    let n_parties = table.columns.len().div_ceil(n_tables);
    let starts = (0..table.columns.len()).step_by(n_parties);
    starts
        .map(|start| by_topic(table, start..table.columns.len().min(start + n_parties), words))
        .collect()
}

/// Topics by some of the parties.
fn by_topic(table: &PositionsTable, parties: Range<usize>, words: &FixedWords) -> Rows {
    let columns = table.columns.get(parties.clone()).unwrap_or_default();
    let names = columns.iter().map(|(_, name)| heading(name));
    let header = std::iter::once(heading(words.get("topic"))).chain(names);
    let rows = table.rows.iter().map(|row| {
        let cells = parties
            .clone()
            .map(|party_idx| drawn(row.cells.get(party_idx), words));
        std::iter::once(heading(&row.topic)).chain(cells).collect()
    });
    std::iter::once(header.collect()).chain(rows).collect()
}

/// Parties by topics.
fn by_party(table: &PositionsTable, words: &FixedWords) -> Rows {
    let topics = table.rows.iter().map(|row| heading(&row.topic));
    let header = std::iter::once(heading(words.get("party"))).chain(topics);
    let rows = table.columns.iter().enumerate().map(|(party_idx, (_, name))| {
        let cells = table
            .rows
            .iter()
            .map(|row| drawn(row.cells.get(party_idx), words));
        std::iter::once(heading(name)).chain(cells).collect()
    });
    std::iter::once(header.collect()).chain(rows).collect()
}

fn heading(text: &str) -> PositionsText {
    PositionsText::Heading(text.to_owned())
}

fn drawn(cell: Option<&PositionsCell>, words: &FixedWords) -> PositionsText {
    match cell.map(|cell| self::cell(cell, words)) {
        Some(pieces) if !pieces.is_empty() => PositionsText::Pieces(pieces),
        _ => PositionsText::Nothing,
    }
}

/// How many columns besides the first have room for their headings, in words unbroken.
fn most_columns(first: usize, longest: usize) -> usize {
    let has_room = |&n: &usize| (LETTERS - first_letters(first, n)) / n >= longest + CELL_EDGES;
    (FEWEST_COLUMNS..=MOST_COLUMNS)
        .rev()
        .find(has_room)
        .unwrap_or(FEWEST_COLUMNS)
}

/// How many of [`LETTERS`] the first column of a positions table takes, so that no name in it is broken.
pub(in crate::export) fn first_column(rows: &Rows) -> usize {
    let first = rows.iter().filter_map(|row| match row.first()? {
        PositionsText::Heading(text) => Some(text.as_str()),
        _ => None,
    });
    let n_others = rows.first().map_or(1, Vec::len).saturating_sub(1);
    first_letters(longest_word(first), n_others.max(1))
}

fn first_letters(longest: usize, n_others: usize) -> usize {
    const WIDEST: usize = LETTERS / 3;
    (longest + CELL_EDGES)
        .max(LETTERS * 7 / (7 + 10 * n_others))
        .min(WIDEST)
}

/// The letters of the longest word.
fn longest_word<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    let words = names.flat_map(|name| name.split(|c: char| c.is_whitespace() || c == '-'));
    words.map(|word| word.chars().count()).max().unwrap_or_default()
}
