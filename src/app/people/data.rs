//! What the dialog of people shows of one of them.

use std::collections::BTreeMap;

use crate::model::{Party, StatementId};
use crate::project::{KnownPerson, Project};
use crate::text::fold::fold;

/// Statements of a person in the same role for the same parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// As what the person spoke.
    pub role: Option<String>,
    /// For whom.
    pub parties: Vec<Party>,
    /// The statements.
    pub ids: Vec<StatementId>,
}

/// The visible statements of `name` by role and parties, the largest group first.
pub(super) fn groups(project: &Project, name: &str) -> Vec<Group> {
    let mut groups: BTreeMap<(Option<&str>, &[Party]), Vec<StatementId>> = BTreeMap::new();
    for (id, statement) in project.statements() {
        let Some(speaker) = statement.speaker.as_ref().filter(|it| it.name == name) else {
            continue;
        };
        if statement.is_visible {
            let key = (speaker.role.as_deref(), statement.parties.as_slice());
            groups.entry(key).or_default().push(id);
        }
    }
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((role, parties), ids)| Group {
            role: role.map(str::to_owned),
            parties: parties.to_vec(),
            ids,
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.ids.len()));
    groups
}

/// Who may be the same as `person`: the same last word of the name, or a name that holds the other one.
pub(super) fn perhaps_the_same<'a>(people: &'a [KnownPerson], person: &KnownPerson) -> Vec<&'a KnownPerson> {
    let name = fold(&person.name);
    let Some(last) = name.split_whitespace().next_back().filter(|last| last.len() > 2) else {
        return Vec::new();
    };
    let is_alike = |other: &str| {
        let other = fold(other);
        let mut words = other.split_whitespace();
        words.next_back() == Some(last) || other.split_whitespace().any(|word| word == name)
    };
    people
        .iter()
        .filter(|other| other.name != person.name && is_alike(&other.name))
        .take(5)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Kind, Speaker, Statement};
    use crate::project::{Entry, edits, people};
    use crate::text::Span;

    #[test]
    fn roles_part_the_statements_of_a_person_and_namesakes_are_offered() {
        let text = "No.";
        let by = |name: &str, role: Option<&str>| Statement {
            speaker: Some(Speaker {
                name: name.to_owned(),
                role: role.map(str::to_owned),
            }),
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let statements = vec![
            by("Olma Sarvin", Some("Minister")),
            by("Olma Sarvin", Some("Analyst")),
            by("Olma Sarvin", Some("Minister")),
            by("Sarvin", None),
            by("Ana Doreli", None),
        ];
        let mut project = Project::default();
        let add = edits::add_articles(&project, vec![Entry::new(Article::from_text(text), statements)]);
        project.apply(&add).unwrap();
        let found = groups(&project, "Olma Sarvin");
        let sizes: Vec<_> = found
            .iter()
            .map(|group| (group.role.as_deref(), group.ids.len()))
            .collect();
        assert_eq!(sizes, [(Some("Minister"), 2), (Some("Analyst"), 1)]);
        let people = people::people(&project);
        let same = perhaps_the_same(&people, &people[0]);
        let names: Vec<&str> = same.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Sarvin"]);
    }
}
