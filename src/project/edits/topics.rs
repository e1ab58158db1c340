//! Edits to topics, and to what the analyst writes about them.

use std::collections::BTreeMap;

use super::{count, shorten};
use crate::model::{Block, BlockKind, Line, Party, Stance, StatementId, Topic, TopicId, View};
use crate::project::{Change, Edit, Project};

/// A new topic, the last one; returns the id that it will have.
#[must_use]
pub fn add_topic(project: &Project, name: &str) -> (TopicId, Edit) {
    let id = project.next_topic_id();
    let topic = Topic {
        name: name.trim().to_owned(),
        color: None,
        place: project
            .topics()
            .values()
            .map(|topic| topic.place)
            .max()
            .unwrap_or_default(),
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
            ..before.clone()
        };
        Edit::new(
            format!("Rename topic to “{}”", shorten(name)),
            vec![Change::Topic(id, Some(topic))],
        )
        .merging(format!("topic {id}"))
    })
}

/// Puts a topic before another one, or behind all of them.
#[must_use]
pub fn move_topic(project: &Project, id: TopicId, before: Option<TopicId>) -> Option<Edit> {
    let topics = project.topics_in_order();
    let name = &project.topics().get(&id)?.name;
    let mut order: Vec<TopicId> = topics.iter().map(|(topic, _)| *topic).collect();
    order.retain(|topic| *topic != id);
    let at = match before {
        Some(before) => order.iter().position(|topic| *topic == before)?,
        None => order.len(),
    };
    order.insert(at, id);
    if order.iter().eq(topics.iter().map(|(topic, _)| topic)) {
        return None;
    }
    let changes: Vec<Change> = (1..)
        .zip(order)
        .filter_map(|(place, topic)| {
            let before = project.topics().get(&topic)?;
            let after = Topic {
                place,
                ..before.clone()
            };
            (after != *before).then_some(Change::Topic(topic, Some(after)))
        })
        .collect();
    Some(Edit::new(format!("Move topic “{}”", shorten(name)), changes))
}

/// Gives a topic the colour of this number, or none.
#[must_use]
pub fn color_topic(project: &Project, id: TopicId, color: Option<u8>) -> Option<Edit> {
    let before = project.topics().get(&id)?;
    (before.color != color).then(|| {
        let topic = Topic {
            color,
            ..before.clone()
        };
        Edit::new(
            format!("Colour topic “{}”", shorten(&before.name)),
            vec![Change::Topic(id, Some(topic))],
        )
    })
}

/// Makes one topic of two: what is filed under `id` is filed under `into`. A stance that was set stays, that
/// under `into` before that under `id`; of two lines of a party that under `into` comes first.
#[must_use]
pub fn merge_topics(project: &Project, id: TopicId, into: TopicId) -> Option<Edit> {
    let (from, to) = (project.topics().get(&id)?, project.topics().get(&into)?);
    if id == into {
        return None;
    }
    let mut changes = Vec::new();
    for (statement_id, statement) in project.statements() {
        if let Some(&stance) = statement.topics.get(&id) {
            let mut after = statement.clone();
            after.topics.remove(&id);
            let kept = after.topics.entry(into).or_default();
            if *kept == Stance::NoneStated {
                *kept = stance;
            }
            changes.push(Change::Statement(statement_id, Some(after)));
        }
    }
    for ((topic, party), line) in project.lines() {
        if *topic != id {
            continue;
        }
        let key = (into, party.clone());
        let mut merged = project.lines().get(&key).cloned().unwrap_or_default();
        if !merged.words.is_empty() && !line.words.is_empty() {
            merged.words.push(' ');
        }
        merged.words.push_str(&line.words);
        merged.seen.extend(&line.seen);
        merged.n_statements_seen += line.n_statements_seen;
        changes.push(Change::Line(into, party.clone(), Some(merged)));
        changes.push(Change::Line(id, party.clone(), None));
    }
    changes.extend(rows_of_briefing(project, id, Some(into)));
    changes.extend(filters_without(project, id));
    changes.push(Change::Topic(id, None));
    Some(Edit::new(
        format!("Merge “{}” into “{}”", shorten(&from.name), shorten(&to.name)),
        changes,
    ))
}

/// Positions tables of the briefing with `into` in the place of a topic that goes.
fn rows_of_briefing(project: &Project, id: TopicId, into: Option<TopicId>) -> Vec<Change> {
    let blocks = project.briefing().blocks.iter();
    blocks
        .filter_map(|(&block_id, block)| {
            let BlockKind::Positions {
                parties,
                topics,
                cells,
                cited,
            } = &block.kind
            else {
                return None;
            };
            if !topics.contains(&id) {
                return None;
            }
            let mut rows: Vec<TopicId> = Vec::new();
            for &topic in topics {
                let topic = if topic == id { into } else { Some(topic) };
                rows.extend(topic.filter(|topic| !rows.contains(topic)));
            }
            let after = Block {
                kind: BlockKind::Positions {
                    parties: parties.clone(),
                    topics: rows,
                    cells: moved(cells, id, into),
                    cited: moved(cited, id, into),
                },
                ..block.clone()
            };
            Some(Change::Block(block_id, Some(after)))
        })
        .collect()
}

/// What belongs to cells, with that of a topic that goes given to `into` where it has none of its own.
fn moved<V: Clone>(
    cells: &BTreeMap<(TopicId, Party), V>,
    id: TopicId,
    into: Option<TopicId>,
) -> BTreeMap<(TopicId, Party), V> {
    let mut kept = cells.clone();
    if let Some(into) = into {
        for ((topic, party), cell) in cells.iter().filter(|((topic, _), _)| *topic == id) {
            kept.remove(&(*topic, party.clone()));
            kept.entry((into, party.clone())).or_insert_with(|| cell.clone());
        }
    }
    kept
}

/// The layouts of Compare without a filter for a topic that goes.
fn filters_without(project: &Project, id: TopicId) -> Vec<Change> {
    let without = |view: &View| {
        let mut after = view.clone();
        after.filters.topics.remove(&id).then_some(after)
    };
    let view = without(project.view()).map(Change::View);
    let saved = project
        .saved_views()
        .iter()
        .filter_map(|(name, view)| Some(Change::SavedView(name.clone(), Some(without(view)?))));
    view.into_iter().chain(saved).collect()
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
    changes.extend(rows_of_briefing(project, id, None));
    changes.extend(filters_without(project, id));
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

/// A new topic with statements filed under it, as one step; returns its id.
#[must_use]
pub fn add_topic_with(project: &Project, name: &str, ids: &[StatementId]) -> (TopicId, Edit) {
    let (topic, mut edit) = add_topic(project, name);
    for &id in ids {
        if let Some(statement) = project.statement(id) {
            let mut after = statement.clone();
            after.topics.insert(topic, Stance::NoneStated);
            edit.changes.push(Change::Statement(id, Some(after)));
        }
    }
    (topic, edit)
}

/// Moves statements from a topic to another, where no stance is set yet; from no topic it files them.
#[must_use]
pub fn refile(project: &Project, ids: &[StatementId], from: Option<TopicId>, to: TopicId) -> Option<Edit> {
    let name = shorten(&project.topics().get(&to)?.name);
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let before = project.statement(id)?;
            let mut after = before.clone();
            if let Some(from) = from.filter(|&from| from != to) {
                after.topics.remove(&from);
            }
            after.topics.entry(to).or_default();
            (after != *before).then_some(Change::Statement(id, Some(after)))
        })
        .collect();
    (!changes.is_empty()).then(|| {
        Edit::new(
            format!("Move {} to “{name}”", count(changes.len(), "statement")),
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

/// Writes the analyst's sentence for a party on a topic; empty words remove it. `seen` are the statements that
/// the cell holds now, repeats included.
#[must_use]
pub fn set_line(
    project: &Project,
    topic: TopicId,
    party: &Party,
    words: &str,
    seen: &[StatementId],
) -> Option<Edit> {
    let before = line(project, topic, party)?;
    let after = Line {
        words: words.to_owned(),
        n_statements_seen: seen.len(),
        seen: seen.iter().copied().collect(),
        ..before.clone()
    };
    (before.words != words).then(|| {
        put_line(
            topic,
            party,
            after,
            format!("Write the line of {}", party.short()),
        )
        .merging(format!("line {topic} {party}"))
    })
}

/// Notes that the statements of a cell were looked at: nothing in it is new any more.
#[must_use]
pub fn look_at_line(project: &Project, topic: TopicId, party: &Party, seen: &[StatementId]) -> Option<Edit> {
    let before = line(project, topic, party)?;
    let after = Line {
        n_statements_seen: seen.len(),
        seen: seen.iter().copied().collect(),
        ..before.clone()
    };
    (!before.words.is_empty() && before != after).then(|| {
        put_line(
            topic,
            party,
            after,
            format!("Look at the new statements of {}", party.short()),
        )
    })
}

/// Notes that a person has looked in so many articles and found nothing of the party on the topic; `None` takes
/// that back.
#[must_use]
pub fn check_silence(
    project: &Project,
    topic: TopicId,
    party: &Party,
    n_articles: Option<usize>,
) -> Option<Edit> {
    let before = line(project, topic, party)?;
    let after = Line {
        silence_in: n_articles,
        ..before.clone()
    };
    let label = if n_articles.is_some() {
        format!("Check that {} says nothing", party.short())
    } else {
        format!("Not checked that {} says nothing", party.short())
    };
    (before != after).then(|| put_line(topic, party, after, label))
}

fn line(project: &Project, topic: TopicId, party: &Party) -> Option<Line> {
    project.topics().get(&topic)?;
    Some(
        project
            .lines()
            .get(&(topic, party.clone()))
            .cloned()
            .unwrap_or_default(),
    )
}

fn put_line(topic: TopicId, party: &Party, line: Line, label: String) -> Edit {
    let is_there = !line.words.is_empty() || line.silence_in.is_some();
    Edit::new(
        label,
        vec![Change::Line(topic, party.clone(), is_there.then_some(line))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Statement};
    use crate::project::Entry;
    use crate::text::Span;

    fn project() -> (Project, Vec<StatementId>, TopicId, TopicId) {
        let mut project = Project::default();
        let text = "One. Two. Three.";
        let statements = [(0, 4), (5, 9), (10, 16)]
            .map(|(start, end)| Statement::by_hand(vec![Span::new(text, start, end).unwrap()], Kind::Direct));
        let entry = Entry::new(Article::from_text(text), statements.to_vec());
        project
            .apply(&edits::add_articles(&project, vec![entry]))
            .unwrap();
        let ids = project.statements().map(|(id, _)| id).collect();
        let (harbour, edit) = add_topic(&project, "Harbour");
        project.apply(&edit).unwrap();
        let (port, edit) = add_topic(&project, "Port");
        project.apply(&edit).unwrap();
        (project, ids, harbour, port)
    }

    use crate::project::edits;

    #[test]
    fn merging_topics_keeps_stances_and_lines_and_is_one_step() {
        let (mut project, ids, harbour, port) = project();
        let norland: Party = "NO".parse().unwrap();
        for edit in [
            set_stance(&project, &ids[..1], port, Stance::Opposes),
            set_stance(&project, &ids[1..2], harbour, Stance::Supports),
            set_line(&project, port, &norland, "Waits.", &ids),
        ] {
            project.apply(&edit.unwrap()).unwrap();
        }
        let both = set_stance(&project, &ids[1..2], port, Stance::NoneStated).unwrap();
        project.apply(&both).unwrap();
        let before = project.clone();
        let undo = project
            .apply(&merge_topics(&project, port, harbour).unwrap())
            .unwrap();
        assert_eq!(project.topics().len(), 1);
        let stance = |id| project.statement(id).unwrap().topics.get(&harbour).copied();
        assert_eq!(stance(ids[0]), Some(Stance::Opposes));
        assert_eq!(stance(ids[1]), Some(Stance::Supports), "what was said is kept");
        assert_eq!(stance(ids[2]), None);
        assert_eq!(project.lines()[&(harbour, norland)].words, "Waits.");
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn topics_stand_in_the_order_that_they_were_given_and_new_ones_last() {
        let (mut project, _, harbour, port) = project();
        let names = |project: &Project| -> Vec<String> {
            let topics = project.topics_in_order().into_iter();
            topics.map(|(_, topic)| topic.name.clone()).collect()
        };
        let before = project.clone();
        assert_eq!(names(&project), ["Harbour", "Port"]);
        assert_eq!(move_topic(&project, harbour, Some(port)), None, "it stands there");
        let edit = move_topic(&project, port, Some(harbour)).unwrap();
        assert_eq!(edit.label, "Move topic “Port”");
        let undo = project.apply(&edit).unwrap();
        assert_eq!(names(&project), ["Port", "Harbour"]);
        let mut undone = project.clone();
        undone.apply(&undo).unwrap();
        assert_eq!(undone, before);
        let (tolls, edit) = add_topic(&project, "Tolls");
        project.apply(&edit).unwrap();
        assert_eq!(names(&project), ["Port", "Harbour", "Tolls"]);
        let edit = move_topic(&project, port, None).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(names(&project), ["Harbour", "Tolls", "Port"]);
        let edit = remove_topic(&project, tolls).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(move_topic(&project, tolls, None), None, "it is gone");
    }

    #[test]
    fn a_statement_moves_from_topic_to_topic_with_its_stance() {
        let (mut project, ids, harbour, port) = project();
        let edit = set_stance(&project, &ids[..1], port, Stance::Conditional).unwrap();
        project.apply(&edit).unwrap();
        let edit = refile(&project, &ids[..1], Some(port), harbour).unwrap();
        project.apply(&edit).unwrap();
        let topics = &project.statement(ids[0]).unwrap().topics;
        assert_eq!(topics.len(), 1);
        assert_eq!(
            topics.get(&harbour),
            Some(&Stance::NoneStated),
            "it is another question"
        );
    }

    #[test]
    fn silence_and_line_share_a_cell() {
        let (mut project, ids, harbour, _) = project();
        let norland: Party = "NO".parse().unwrap();
        let edit = check_silence(&project, harbour, &norland, Some(1)).unwrap();
        project.apply(&edit).unwrap();
        assert!(check_silence(&project, harbour, &norland, Some(1)).is_none());
        let edit = set_line(&project, harbour, &norland, "Waits.", &ids).unwrap();
        project.apply(&edit).unwrap();
        let edit = check_silence(&project, harbour, &norland, None).unwrap();
        project.apply(&edit).unwrap();
        assert_eq!(project.lines().len(), 1);
        let edit = set_line(&project, harbour, &norland, "", &ids).unwrap();
        project.apply(&edit).unwrap();
        assert!(project.lines().is_empty());
    }
}
