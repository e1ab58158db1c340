//! What the dialog of people shows of one of them.

use std::collections::BTreeMap;

use super::super::actions::party_name;
use crate::model::{Party, PublicationDate, StatementId};
use crate::project::{KnownPerson, Project};
use crate::text::fold::fold;

/// What a person of the project has said, to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sayings {
    /// Each article, followed by the person's statements in it as they stand in the text.
    pub rows: Vec<Row>,
    /// Statements in one role, or for the same parties; none where all are in one.
    pub groups: Vec<Group>,
    /// How many statements there are.
    pub n_statements: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// An article and the person's statements in it.
    Article {
        /// Its headline.
        title: String,
        /// Outlet and date, perhaps empty.
        about: String,
        /// The statements.
        ids: Vec<StatementId>,
    },
    /// A statement and its words, of which the first are enough.
    Statement(StatementId, String),
}

/// Statements that are chosen together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// What they have in common: "Foreign Minister", "for Armenia".
    pub name: String,
    /// The statements.
    pub ids: Vec<StatementId>,
}

/// The visible statements of `name`.
pub(super) fn sayings(project: &Project, name: &str) -> Sayings {
    /// No line has room for more letters than this.
    const LONGEST: usize = 240;
    let mut sayings = Sayings::default();
    let mut roles: BTreeMap<Option<&str>, Vec<StatementId>> = BTreeMap::new();
    let mut parties: BTreeMap<&[Party], Vec<StatementId>> = BTreeMap::new();
    for (&article, entry) in project.articles() {
        let mut lines = Vec::new();
        for (number, statement) in entry.in_order() {
            let speaker = statement.speaker.as_ref().filter(|it| it.name == name);
            let Some(speaker) = speaker.filter(|_| statement.is_visible) else {
                continue;
            };
            let id = StatementId::new(article, number);
            roles.entry(speaker.role.as_deref()).or_default().push(id);
            parties.entry(&statement.parties).or_default().push(id);
            let words = statement.words(&entry.article.text);
            lines.push((id, words.chars().take(LONGEST).collect::<String>()));
        }
        if lines.is_empty() {
            continue;
        }
        sayings.n_statements += lines.len();
        let metadata = &entry.article.metadata;
        let day = metadata.published.map(PublicationDate::date);
        let day = day.map(|day| day.strftime("%-d\u{a0}%b\u{a0}%Y").to_string());
        let about: Vec<String> = metadata.outlet.clone().into_iter().chain(day).collect();
        sayings.rows.push(Row::Article {
            title: entry.article.title().to_owned(),
            about: about.join(" · "),
            ids: lines.iter().map(|(id, _)| *id).collect(),
        });
        let lines = lines.into_iter();
        sayings
            .rows
            .extend(lines.map(|(id, words)| Row::Statement(id, words)));
    }
    let roles = roles.into_iter().map(|(role, ids)| Group {
        name: role.map_or_else(|| "without a role".to_owned(), str::to_owned),
        ids,
    });
    let parties = parties.into_iter().map(|(parties, ids)| {
        let names: Vec<&str> = parties.iter().map(|party| party_name(Some(party))).collect();
        let name = if names.is_empty() {
            "for nobody".to_owned()
        } else {
            format!("for {}", names.join(" and "))
        };
        Group { name, ids }
    });
    for mut groups in [roles.collect::<Vec<_>>(), parties.collect()] {
        if groups.len() > 1 {
            groups.sort_by_key(|group| std::cmp::Reverse(group.ids.len()));
            sayings.groups.append(&mut groups);
        }
    }
    sayings
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
        let by = |name: &str, role: Option<&str>, party: &str| Statement {
            parties: party.parse().ok().into_iter().collect(),
            speaker: Some(Speaker {
                name: name.to_owned(),
                role: role.map(str::to_owned),
            }),
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let statements = vec![
            by("Olma Sarvin", Some("Minister"), "GE"),
            by("Olma Sarvin", Some("Analyst"), ""),
            by("Olma Sarvin", Some("Minister"), "GE"),
            by("Sarvin", None, "GE"),
            by("Ana Doreli", None, "GE"),
        ];
        let mut project = Project::default();
        let add = edits::add_articles(&project, vec![Entry::new(Article::from_text(text), statements)]);
        project.apply(&add).unwrap();
        let found = sayings(&project, "Olma Sarvin");
        let sizes: Vec<_> = found
            .groups
            .iter()
            .map(|group| (group.name.as_str(), group.ids.len()))
            .collect();
        assert_eq!(
            sizes,
            [
                ("Minister", 2),
                ("Analyst", 1),
                ("for Georgia", 2),
                ("for nobody", 1)
            ]
        );
        let [Row::Article { title, ids, .. }, Row::Statement(id, words), ..] = &found.rows[..] else {
            panic!("{:?}", found.rows);
        };
        assert_eq!((title.as_str(), ids.len(), words.as_str()), ("No.", 3, "No."));
        assert_eq!(ids.first(), Some(id));
        assert_eq!((found.rows.len(), found.n_statements), (4, 3));
        assert_eq!(sayings(&project, "Sarvin").groups, [], "nothing to tell apart");
        let people = people::people(&project);
        let same = perhaps_the_same(&people, &people[0]);
        let names: Vec<&str> = same.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Sarvin"]);
    }
}
