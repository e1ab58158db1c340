//! Edits to positions tables.

use std::collections::BTreeSet;

use super::blocks::change_block;
use crate::model::{BlockId, BlockKind, OwnCell, Party, StatementId, TopicId};
use crate::project::{Edit, Project};

/// Chooses the columns and rows of a positions table.
#[must_use]
pub fn set_positions(project: &Project, id: BlockId, parties: &[Party], topics: &[TopicId]) -> Option<Edit> {
    change_block(project, id, "Change the positions table", |block| {
        if let BlockKind::Positions {
            parties: columns,
            topics: rows,
            ..
        } = &mut block.kind
        {
            *columns = parties.to_vec();
            *rows = topics.to_vec();
        }
    })
}

/// Writes a cell of a positions table in the analyst's own words, in place of the line of Compare; `None`
/// makes it follow Compare again.
#[must_use]
pub fn set_cell(
    project: &Project,
    id: BlockId,
    (topic, party): (TopicId, &Party),
    words: Option<&str>,
) -> Option<Edit> {
    let linked = project.lines().get(&(topic, party.clone()));
    let linked = linked.map(|line| line.words.clone()).unwrap_or_default();
    let label = if words.is_some() {
        "Write in the positions table"
    } else {
        "Link the cell to Compare again"
    };
    let edit = change_block(project, id, label, |block| {
        if let BlockKind::Positions { cells, .. } = &mut block.kind {
            let key = (topic, party.clone());
            match words {
                Some(words) => {
                    let cell = cells.entry(key).or_insert_with(|| OwnCell {
                        replaced: linked,
                        ..OwnCell::default()
                    });
                    if cell.words != words {
                        cell.seen = Some(statements_of_cell(project, topic, party));
                    }
                    words.clone_into(&mut cell.words);
                }
                None => {
                    cells.remove(&key);
                }
            }
        }
    });
    edit.map(|edit| match words {
        Some(_) => edit.merging(format!("cell {id} {topic} {party}")),
        None => edit,
    })
}

/// The statements that are shown for a party on a topic.
fn statements_of_cell(project: &Project, topic: TopicId, party: &Party) -> BTreeSet<StatementId> {
    let in_cell = project.statements().filter(|(_, statement)| {
        statement.is_visible && statement.topics.contains_key(&topic) && statement.parties.contains(party)
    });
    in_cell.map(|(id, _)| id).collect()
}

/// Keeps the analyst's own words in a cell although the line of Compare or its statements have changed since.
#[must_use]
pub fn keep_cell(project: &Project, id: BlockId, (topic, party): (TopicId, &Party)) -> Option<Edit> {
    let linked = project.lines().get(&(topic, party.clone()));
    let linked = linked.map(|line| line.words.clone()).unwrap_or_default();
    change_block(project, id, "Keep own words in the positions table", |block| {
        if let BlockKind::Positions { cells, .. } = &mut block.kind
            && let Some(cell) = cells.get_mut(&(topic, party.clone()))
        {
            cell.replaced = linked;
            cell.seen = Some(statements_of_cell(project, topic, party));
        }
    })
}

/// Chooses the statements that a cell of a positions table cites, in their order; `None` leaves the choice to
/// the program again.
#[must_use]
pub fn set_cited(
    project: &Project,
    id: BlockId,
    (topic, party): (TopicId, &Party),
    chosen: Option<Vec<StatementId>>,
) -> Option<Edit> {
    let label = if chosen.is_some() {
        "Choose what the cell cites"
    } else {
        "Leave what the cell cites to the program"
    };
    change_block(project, id, label, |block| {
        if let BlockKind::Positions { cited, .. } = &mut block.kind {
            let key = (topic, party.clone());
            match chosen {
                Some(chosen) => cited.insert(key, chosen),
                None => cited.remove(&key),
            };
        }
    })
}
