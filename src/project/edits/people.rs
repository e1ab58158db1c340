//! Edits to people: two that are one, one that is two, names that are spelled in several ways.

use std::collections::BTreeSet;

use super::statements::correct;
use super::{count, shorten};
use crate::model::{Origin, Party, Speaker, StatementId};
use crate::project::{Change, Edit, Project};

/// Says that `names` are all spellings of `into`: all their statements become this person's, and so do those of
/// articles that are imported later. One step, with its count.
#[must_use]
pub fn merge_people(project: &Project, names: &[String], into: &str) -> Option<Edit> {
    let into = into.trim();
    let names: BTreeSet<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != into && !into.is_empty())
        .collect();
    if names.is_empty() {
        return None;
    }
    let known = &project.corrections().people;
    let mut changes = Vec::new();
    for &name in &names {
        let mut person = known.get(name).cloned().unwrap_or_default();
        person.name = Some(into.to_owned());
        changes.push(Change::Person(name.to_owned(), Some(person)));
    }
    // What was a spelling of one of them leads on.
    for (spelling, person) in known {
        let leads_to = person.name.as_deref();
        if leads_to.is_some_and(|name| names.contains(name)) && !names.contains(spelling.as_str()) {
            let mut person = person.clone();
            person.name = (spelling != into).then(|| into.to_owned());
            changes.push(Change::Person(spelling.clone(), Some(person)));
        }
    }
    let mut n_statements = 0;
    for (id, statement) in project.statements() {
        let Some(speaker) = &statement.speaker else {
            continue;
        };
        if names.contains(speaker.name.as_str()) {
            let mut after = statement.clone();
            after.speaker = Some(Speaker {
                name: into.to_owned(),
                role: speaker.role.clone(),
            });
            changes.push(Change::Statement(id, Some(after)));
            n_statements += 1;
        }
    }
    let who = match names.len() {
        1 => names.first().map(|name| shorten(name)).unwrap_or_default(),
        n => format!("{n} people"),
    };
    Some(Edit::new(
        format!(
            "Merge {who} into {} ({})",
            shorten(into),
            count(n_statements, "statement")
        ),
        changes,
    ))
}

/// Forgets that `spelling` is another name of somebody. What was said so far stays as it is.
#[must_use]
pub fn keep_apart(project: &Project, spelling: &str) -> Option<Edit> {
    let mut person = project.corrections().people.get(spelling)?.clone();
    person.name.take()?;
    let is_known = person.role.is_some() || person.parties.is_some();
    Some(Edit::new(
        format!("Keep {} apart", shorten(spelling)),
        vec![Change::Person(spelling.to_owned(), is_known.then_some(person))],
    ))
}

/// Says that those of `ids` are by another person than it was thought, called `name`. Roles and parties stay as each
/// statement has them. One step, with its count.
#[must_use]
pub fn split_person(
    project: &Project,
    ids: impl IntoIterator<Item = StatementId>,
    name: &str,
) -> Option<Edit> {
    let name = name.trim();
    let changes: Vec<Change> = ids
        .into_iter()
        .filter_map(|id| {
            let mut after = project.statement(id)?.clone();
            let speaker = after.speaker.as_mut().filter(|speaker| speaker.name != name)?;
            name.clone_into(&mut speaker.name);
            if after.origin == Origin::Extracted {
                after.origin = Origin::Corrected;
            }
            Some(Change::Statement(id, Some(after)))
        })
        .collect();
    let label = format!(
        "Split off {} ({})",
        shorten(name),
        count(changes.len(), "statement")
    );
    (!name.is_empty() && !changes.is_empty()).then(|| Edit::new(label, changes))
}

/// Says who speaks in these statements, and for whom if that is known.
#[must_use]
pub fn choose_speaker(
    project: &Project,
    ids: &[StatementId],
    speaker: &Speaker,
    parties: Option<&[Party]>,
) -> Option<Edit> {
    let label = |_: &[StatementId]| format!("Change speaker to {}", shorten(&speaker.name));
    correct(project, ids, label, |statement| {
        statement.speaker = Some(speaker.clone());
        if let Some(parties) = parties {
            parties.clone_into(&mut statement.parties);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, ArticleId, Kind, Person, Statement};
    use crate::project::{Entry, edits};
    use crate::text::Span;

    fn project(speakers: &[&str]) -> Project {
        let text = "No.";
        let statements = speakers.iter().map(|name| Statement {
            speaker: Some(Speaker {
                name: (*name).to_owned(),
                role: Some("Minister".to_owned()),
            }),
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        });
        let mut project = Project::default();
        let entry = Entry::new(Article::from_text(text), statements.collect());
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        project
    }

    fn speakers(project: &Project) -> Vec<&str> {
        let statements = project.statements();
        statements
            .filter_map(|(_, statement)| statement.speaker_name())
            .collect()
    }

    #[test]
    fn two_spellings_become_one_person_in_one_step_and_undo_parts_them() {
        let mut project = project(&["Olma Sarvin", "O. Sarvin", "Sarvin", "Ana Doreli"]);
        let before = project.clone();
        let names = ["O. Sarvin".to_owned(), "Sarvin".to_owned()];
        let edit = merge_people(&project, &names, "Olma Sarvin").unwrap();
        assert_eq!(edit.label, "Merge 2 people into Olma Sarvin (2 statements)");
        let undo = project.apply(&edit).unwrap();
        assert_eq!(
            speakers(&project),
            ["Olma Sarvin", "Olma Sarvin", "Olma Sarvin", "Ana Doreli"]
        );
        let taught = &project.corrections().people["Sarvin"];
        assert_eq!(
            taught.name.as_deref(),
            Some("Olma Sarvin"),
            "holds for later imports"
        );
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
        assert_eq!(merge_people(&project, &names[..1], "O. Sarvin"), None);
    }

    #[test]
    fn spellings_of_somebody_who_is_merged_lead_on() {
        let mut project = project(&["Sarvin", "O. Sarvin", "Olma Sarvin"]);
        for (names, into) in [("Sarvin", "O. Sarvin"), ("O. Sarvin", "Olma Sarvin")] {
            let edit = merge_people(&project, &[names.to_owned()], into).unwrap();
            project.apply(&edit).unwrap();
        }
        let name = |spelling: &str| project.corrections().people[spelling].name.as_deref();
        assert_eq!(name("Sarvin"), Some("Olma Sarvin"));
        let edit = keep_apart(&project, "Sarvin").unwrap();
        project.apply(&edit).unwrap();
        assert!(!project.corrections().people.contains_key("Sarvin"));
        assert_eq!(keep_apart(&project, "Sarvin"), None);
    }

    #[test]
    fn what_else_is_taught_of_a_spelling_stays() {
        let mut project = project(&["Sarvin"]);
        let edit = edits::always_speaks_for(&project, "Sarvin", &["GE".parse().unwrap()]).unwrap();
        project.apply(&edit).unwrap();
        for edit in [
            merge_people(&project.clone(), &["Sarvin".to_owned()], "Olma Sarvin"),
            keep_apart(
                &{
                    let mut after = project.clone();
                    let merge = merge_people(&after, &["Sarvin".to_owned()], "Olma Sarvin").unwrap();
                    after.apply(&merge).unwrap();
                    after
                },
                "Sarvin",
            ),
        ] {
            project.apply(&edit.unwrap()).unwrap();
        }
        let taught = &project.corrections().people["Sarvin"];
        assert_eq!(
            *taught,
            Person {
                parties: Some(vec!["GE".parse().unwrap()]),
                ..Person::default()
            }
        );
    }

    #[test]
    fn one_person_becomes_two() {
        let mut project = project(&["Sarvin", "Sarvin", "Sarvin"]);
        let before = project.clone();
        let ids = [2, 3].map(|number| StatementId::new(ArticleId(1), number));
        let edit = split_person(&project, ids, " Oleg Sarvin ").unwrap();
        assert_eq!(edit.label, "Split off Oleg Sarvin (2 statements)");
        let undo = project.apply(&edit).unwrap();
        assert_eq!(speakers(&project), ["Sarvin", "Oleg Sarvin", "Oleg Sarvin"]);
        let role = |id| project.statement(id)?.speaker.as_ref()?.role.as_deref();
        assert_eq!(role(ids[0]), Some("Minister"), "roles stay");
        assert_eq!(split_person(&project, ids, "Oleg Sarvin"), None);
        assert_eq!(split_person(&project, ids, " "), None);
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }
}
