//! Edits to topics, and to what the analyst writes about them.

use super::{count, shorten};
use crate::model::{Line, Party, Stance, StatementId, Topic, TopicId};
use crate::project::{Change, Edit, Project};

/// A new topic; returns the id that it will have.
#[must_use]
pub fn add_topic(project: &Project, name: &str) -> (TopicId, Edit) {
    let id = project.next_topic_id();
    let topic = Topic {
        name: name.trim().to_owned(),
    };
    (
        id,
        Edit::new(
            format!("Add topic “{}”", shorten(name)),
            vec![Change::Topic(id, Some(topic))],
        ),
    )
}

/// Changes the name of a topic.
#[must_use]
pub fn rename_topic(project: &Project, id: TopicId, name: &str) -> Option<Edit> {
    let before = project.topics().get(&id)?;
    (before.name != name).then(|| {
        let topic = Topic {
            name: name.to_owned(),
        };
        Edit::new(
            format!("Rename topic to “{}”", shorten(name)),
            vec![Change::Topic(id, Some(topic))],
        )
        .merging(format!("topic {id}"))
    })
}

/// Removes a topic: statements are no longer filed under it, lines on it go.
#[must_use]
pub fn remove_topic(project: &Project, id: TopicId) -> Option<Edit> {
    let topic = project.topics().get(&id)?;
    let mut changes = Vec::new();
    for (statement_id, statement) in project.statements() {
        if statement.topics.contains_key(&id) {
            let mut after = statement.clone();
            after.topics.remove(&id);
            changes.push(Change::Statement(statement_id, Some(after)));
        }
    }
    for (topic, party) in project.lines().keys().filter(|(topic, _)| *topic == id) {
        changes.push(Change::Line(*topic, party.clone(), None));
    }
    changes.push(Change::Topic(id, None));
    Some(Edit::new(
        format!("Remove topic “{}”", shorten(&topic.name)),
        changes,
    ))
}

/// Files statements under a topic.
#[must_use]
pub fn file_under(project: &Project, ids: &[StatementId], topic: TopicId) -> Option<Edit> {
    let name = shorten(&project.topics().get(&topic)?.name);
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let mut after = project.statement(id)?.clone();
            if after.topics.contains_key(&topic) {
                return None;
            }
            after.topics.insert(topic, Stance::NoneStated);
            Some(Change::Statement(id, Some(after)))
        })
        .collect();
    (!changes.is_empty()).then(|| {
        Edit::new(
            format!("File {} under “{name}”", count(changes.len(), "statement")),
            changes,
        )
    })
}

/// Takes statements out of a topic.
#[must_use]
pub fn unfile(project: &Project, ids: &[StatementId], topic: TopicId) -> Option<Edit> {
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let mut after = project.statement(id)?.clone();
            after.topics.remove(&topic)?;
            Some(Change::Statement(id, Some(after)))
        })
        .collect();
    (!changes.is_empty()).then(|| {
        Edit::new(
            format!("Take {} out of the topic", count(changes.len(), "statement")),
            changes,
        )
    })
}

/// Says how statements stand to a topic; files them under it if they were not.
#[must_use]
pub fn set_stance(project: &Project, ids: &[StatementId], topic: TopicId, stance: Stance) -> Option<Edit> {
    project.topics().get(&topic)?;
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let mut after = project.statement(id)?.clone();
            (after.topics.insert(topic, stance) != Some(stance)).then_some(Change::Statement(id, Some(after)))
        })
        .collect();
    let word = match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::NoneStated => "none stated",
    };
    (!changes.is_empty()).then(|| Edit::new(format!("Set stance: {word}"), changes))
}

/// Writes the analyst's line for a party on a topic; empty words remove it. `n_statements_seen` is how
/// many statements the cell holds now.
#[must_use]
pub fn set_line(
    project: &Project,
    topic: TopicId,
    party: &Party,
    words: &str,
    n_statements_seen: usize,
) -> Option<Edit> {
    project.topics().get(&topic)?;
    let line = (!words.is_empty()).then(|| Line {
        words: words.to_owned(),
        n_statements_seen,
    });
    let before = project.lines().get(&(topic, party.clone()));
    (before != line.as_ref()).then(|| {
        Edit::new(
            format!("Write the line of {}", party.short()),
            vec![Change::Line(topic, party.clone(), line)],
        )
        .merging(format!("line {topic} {party}"))
    })
}
