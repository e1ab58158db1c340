//! The whole project in one step.

use std::collections::BTreeMap;

use super::super::{Change, Edit, Project};

/// Makes the project what `other` is, as one step that can be undone. `None` if it is so already.
#[must_use]
pub fn replace_project(project: &Project, other: &Project, label: &str) -> Option<Edit> {
    let mut changes = Vec::new();
    differing(&project.topics, &other.topics, |&id, topic| {
        changes.push(Change::Topic(id, topic));
    });
    differing(&project.articles, &other.articles, |&id, entry| {
        changes.push(Change::Article(id, entry));
    });
    differing(&project.lines, &other.lines, |(topic, party), line| {
        changes.push(Change::Line(*topic, party.clone(), line));
    });
    differing(
        &project.corrections.people,
        &other.corrections.people,
        |name, person| {
            changes.push(Change::Person(name.clone(), person));
        },
    );
    let (before, after) = (&project.briefing, &other.briefing);
    differing(&before.blocks, &after.blocks, |&id, block| {
        changes.push(Change::Block(id, block));
    });
    differing(&before.sections, &after.sections, |&id, section| {
        changes.push(Change::Section(id, section));
    });
    if before.outline != after.outline {
        changes.push(Change::Outline(after.outline.clone()));
    }
    if before.head != after.head {
        changes.push(Change::Head(after.head.clone()));
    }
    if before.issues != after.issues {
        changes.push(Change::Issues(after.issues.clone()));
    }
    if project.view != other.view {
        changes.push(Change::View(other.view.clone()));
    }
    if project.terms != other.terms {
        changes.push(Change::Terms(other.terms.to_vec()));
    }
    differing(&project.saved_views, &other.saved_views, |name, view| {
        changes.push(Change::SavedView(name.clone(), view));
    });
    (!changes.is_empty()).then(|| Edit::new(label, changes))
}

/// Calls `change` for each key whose value is another, with that of `after`.
fn differing<K: Ord, V: Clone + PartialEq>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    mut change: impl FnMut(&K, Option<V>),
) {
    for (key, value) in after {
        if before.get(key) != Some(value) {
            change(key, Some(value.clone()));
        }
    }
    for key in before.keys().filter(|key| !after.contains_key(key)) {
        change(key, None);
    }
}
