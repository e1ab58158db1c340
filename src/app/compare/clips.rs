//! Cards as they are copied.

use super::super::actions::party_name;
use super::super::command::Command;
use super::super::view_context::ViewContext;
use crate::compare::{Card, Cell, ColumnKey, Row, RowKey, Table};
use crate::export::clip::{self, Clip, ClipGroup};
use crate::model::Kind;
use crate::project::Project;

/// What is copied as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Markdown,
}

/// Puts groups of cards on the clipboard.
pub(super) fn copy(view: &mut ViewContext<'_>, groups: &[ClipGroup], form: Form) {
    let words = match form {
        Form::Text => clip::text(groups),
        Form::Markdown => clip::markdown(groups),
    };
    view.send(Command::Copy(words));
}

/// One card without a heading.
pub(super) fn of_card(project: &Project, card: &Card) -> ClipGroup {
    ClipGroup {
        clips: vec![clip_of(project, card)],
        ..ClipGroup::default()
    }
}

/// A cell under "Russia on “Tolls”", with its line.
pub(super) fn of_cell(project: &Project, row: &Row, key: &ColumnKey, cell: Cell<'_>) -> ClipGroup {
    let line = match (&row.key, key) {
        (RowKey::Topic(Some(topic)), ColumnKey::Party(party)) => project
            .lines()
            .get(&(*topic, party.clone()))
            .map(|line| line.words.clone()),
        _ => None,
    };
    let column = column_name(key);
    let heading = match &row.key {
        RowKey::All => column.to_owned(),
        RowKey::Topic(Some(_)) => format!("{column} on “{}”", row.title),
        _ => format!("{column}: {}", row.title),
    };
    ClipGroup {
        heading,
        line: line.unwrap_or_default(),
        clips: cell.cards().map(|card| clip_of(project, card)).collect(),
    }
}

/// A row, cell by cell; cells with nothing in them are left out.
pub(super) fn of_row(project: &Project, table: &Table, row: &Row) -> Vec<ClipGroup> {
    std::iter::zip(&table.columns, row.cells.iter())
        .map(|(column, cell)| of_cell(project, row, &column.key, cell))
        .filter(|group| !group.clips.is_empty() || !group.line.is_empty())
        .collect()
}

/// What a column is called.
pub(super) fn column_name(key: &ColumnKey) -> &str {
    match key {
        ColumnKey::Party(party) => party_name(Some(party)),
        ColumnKey::Others => "Others",
        ColumnKey::Nobody => party_name(None),
    }
}

/// More outlets are counted, not named.
const MOST_OUTLETS: usize = 12;

fn clip_of(project: &Project, card: &Card) -> Clip {
    let url = project
        .entry(card.id.article)
        .and_then(|entry| entry.article.metadata.url.clone());
    let mut who: Vec<String> = card.speaker.iter().chain(&card.role).cloned().collect();
    who.extend(
        card.parties
            .iter()
            .map(|party| party_name(Some(party)).to_owned()),
    );
    let mut outlets: Vec<String> = Vec::new();
    let carriers = card.others().filter_map(|carrier| carrier.outlet.as_deref());
    for outlet in card.outlet.as_deref().into_iter().chain(carriers) {
        if !outlets.iter().any(|other| other == outlet) {
            outlets.push(outlet.to_owned());
        }
    }
    let n_unnamed = outlets.len().saturating_sub(MOST_OUTLETS);
    if n_unnamed > 0 {
        outlets.truncate(MOST_OUTLETS);
        outlets.push(format!("{n_unnamed} more"));
    }
    Clip {
        words: card.words.clone(),
        is_paraphrase: card.kind == Kind::Indirect,
        who,
        outlets,
        headline: card.headline.to_string(),
        date: card.date.map(|date| date.date().to_string()),
        url,
    }
}
