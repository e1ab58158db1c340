//! What tells two states of a project apart, as lines for people.

use std::collections::BTreeMap;

use super::{Entry, Project};
use crate::model::Briefing;

/// How many things of a kind are named before the rest is counted.
const MAX_NAMED: usize = 5;

impl Project {
    /// What `self` has that `before` does not have, or has otherwise, in lines like “Articles added: 2
    /// (…)”. Empty if they are the same.
    #[must_use]
    pub fn differences_from(&self, before: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        articles(before, self, &mut lines);
        let topic = |topic: &crate::model::Topic| format!("“{}”", topic.name);
        things("Topics", &before.topics, &self.topics, topic, &mut lines);
        things(
            "Lines on topics",
            &before.lines,
            &self.lines,
            |line| shorten(&line.words),
            &mut lines,
        );
        briefing(&before.briefing, &self.briefing, &mut lines);
        let (people_before, people) = (&before.corrections.people, &self.corrections.people);
        let named: BTreeMap<_, _> = people.keys().map(|name| (name, name)).collect();
        let changed: Vec<String> = named
            .keys()
            .filter(|name| people_before.get(**name) != people.get(**name))
            .map(|name| (**name).clone())
            .chain(
                people_before
                    .keys()
                    .filter(|name| !people.contains_key(*name))
                    .cloned(),
            )
            .collect();
        if !changed.is_empty() {
            lines.push(format!("Taught about: {}", names(&changed)));
        }
        if before.view != self.view {
            lines.push("Layout of Compare: changed".to_owned());
        }
        if before.terms != self.terms {
            lines.push("Highlighted terms: changed".to_owned());
        }
        let no_name = |_: &crate::model::View| String::new();
        things(
            "Saved views of Compare",
            &before.saved_views,
            &self.saved_views,
            no_name,
            &mut lines,
        );
        lines
    }
}

fn articles(before: &Project, after: &Project, lines: &mut Vec<String>) {
    let title = |entry: &Entry| format!("“{}”", shorten(entry.article.title()));
    let mut added = Vec::new();
    let mut details = Vec::new();
    let (mut n_added, mut n_removed, mut n_changed) = (0_usize, 0_usize, 0_usize);
    for (id, entry) in &after.articles {
        match before.articles.get(id) {
            None => {
                added.push(title(entry));
                n_added += entry.statements.len();
            }
            Some(old) if std::sync::Arc::ptr_eq(old, entry) => {}
            // A number that was free again.
            Some(old) if old.article.text != entry.article.text => {
                added.push(title(entry));
                n_added += entry.statements.len();
            }
            Some(old) => {
                if (&old.article, old.is_read) != (&entry.article, entry.is_read) {
                    details.push(title(entry));
                }
                for (number, statement) in &entry.statements {
                    match old.statements.get(number) {
                        None => n_added += 1,
                        Some(old) if old != statement => n_changed += 1,
                        Some(_) => {}
                    }
                }
                n_removed += old
                    .statements
                    .keys()
                    .filter(|number| !entry.statements.contains_key(number))
                    .count();
            }
        }
    }
    let removed: Vec<String> = before
        .articles
        .iter()
        .filter(|(id, old)| {
            let new = after.articles.get(id);
            new.is_none_or(|new| new.article.text != old.article.text)
        })
        .map(|(_, entry)| {
            n_removed += entry.statements.len();
            title(entry)
        })
        .collect();
    for (what, named) in [
        ("Articles added", added),
        ("Articles removed", removed),
        ("Articles with other details", details),
    ] {
        if !named.is_empty() {
            lines.push(format!("{what}: {} ({})", named.len(), names(&named)));
        }
    }
    count("Statements", n_added, n_removed, n_changed, lines);
}

fn briefing(before: &Briefing, after: &Briefing, lines: &mut Vec<String>) {
    if before.head != after.head {
        let (old, new) = (&before.head.title, &after.head.title);
        lines.push(if old == new {
            "Head of the briefing: changed".to_owned()
        } else {
            format!(
                "Title of the briefing: “{}” instead of “{}”",
                shorten(new),
                shorten(old)
            )
        });
    }
    let title = |section: &crate::model::Section| format!("“{}”", shorten(&section.title));
    things("Sections", &before.sections, &after.sections, title, lines);
    things(
        "Blocks of the briefing",
        &before.blocks,
        &after.blocks,
        |_| String::new(),
        lines,
    );
    if before.outline != after.outline && before.sections == after.sections {
        lines.push("Order of the sections: changed".to_owned());
    }
    if before.issues != after.issues {
        lines.push(format!(
            "Issues of the briefing: {} instead of {}",
            after.issues.len(),
            before.issues.len()
        ));
    }
}

fn things<K: Ord, V: PartialEq>(
    what: &str,
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    name: impl Fn(&V) -> String,
    lines: &mut Vec<String>,
) {
    let added: Vec<String> = after
        .iter()
        .filter(|(key, _)| !before.contains_key(key))
        .map(|(_, value)| name(value))
        .collect();
    let removed: Vec<String> = before
        .iter()
        .filter(|(key, _)| !after.contains_key(key))
        .map(|(_, value)| name(value))
        .collect();
    let n_changed = after
        .iter()
        .filter(|(key, value)| before.get(key).is_some_and(|old| old != *value))
        .count();
    let mut line = Vec::new();
    count(what, added.len(), removed.len(), n_changed, &mut line);
    let named: Vec<String> = added
        .into_iter()
        .chain(removed)
        .filter(|name| !name.is_empty())
        .collect();
    lines.extend(line.into_iter().map(|line| match named.as_slice() {
        [] => line,
        named => format!("{line} ({})", names(named)),
    }));
}

fn count(what: &str, n_added: usize, n_removed: usize, n_changed: usize, lines: &mut Vec<String>) {
    let parts: Vec<String> = [(n_added, "added"), (n_removed, "removed"), (n_changed, "changed")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, how)| format!("{n} {how}"))
        .collect();
    if !parts.is_empty() {
        lines.push(format!("{what}: {}", parts.join(", ")));
    }
}

fn names(all: &[String]) -> String {
    let named: Vec<&str> = all.iter().take(MAX_NAMED).map(String::as_str).collect();
    match all.len() - named.len() {
        0 => named.join(", "),
        n_more => format!("{} and {n_more} more", named.join(", ")),
    }
}

fn shorten(words: &str) -> String {
    super::edits::shorten(words)
}

#[cfg(test)]
mod tests {
    use super::super::edits;
    use super::*;
    use crate::model::{Article, Head, Kind, Statement};
    use crate::text::Span;

    #[test]
    fn what_was_added_removed_and_changed_is_named() {
        let entry = |text: &str| {
            let statement = Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Indirect);
            Entry::new(Article::from_text(text), vec![statement])
        };
        let mut before = Project::default();
        let edit = edits::add_articles(&before, vec![entry("One stays."), entry("Two goes.")]);
        before.apply(&edit).unwrap();
        assert_eq!(before.differences_from(&before), Vec::<String>::new());

        let mut after = before.clone();
        let ids: Vec<_> = before.articles().keys().copied().collect();
        let (_, topic) = edits::add_topic(&after, "Harbour");
        let head = Head {
            title: "Tunnel".to_owned(),
            ..Head::default()
        };
        for edit in [
            edits::remove_articles(&after, &ids[1..]),
            topic,
            edits::set_head(&after, head).unwrap(),
            edits::add_section(&after, "Positions", 0, 0).1,
            edits::mark_read(&after, ids[0], true).unwrap(),
        ] {
            after.apply(&edit).unwrap();
        }
        let three = edits::add_articles(&after, vec![entry("Three comes.")]);
        after.apply(&three).unwrap();
        let title = |project: &Project, at: usize| {
            let entry = project.articles().values().nth(at).unwrap().clone();
            entry.article.title().to_string()
        };
        assert_eq!(
            after.differences_from(&before),
            [
                format!("Articles added: 1 (“{}”)", title(&after, 1)),
                format!("Articles removed: 1 (“{}”)", title(&before, 1)),
                format!("Articles with other details: 1 (“{}”)", title(&before, 0)),
                "Statements: 1 added, 1 removed".to_owned(),
                "Topics: 1 added (“Harbour”)".to_owned(),
                "Title of the briefing: “Tunnel” instead of “”".to_owned(),
                "Sections: 1 added (“Positions”)".to_owned(),
            ]
        );
    }
}
