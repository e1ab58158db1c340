//! Edits to statements: correcting what the program found, and making statements by hand.

use std::collections::BTreeSet;

use super::{count, shorten};
use crate::model::{ArticleId, Kind, Origin, Party, Person, Speaker, Statement, StatementId};
use crate::project::{Change, Edit, Project};
use crate::text::Span;

/// Changes those of `ids` that `change` alters, as a person's correction. The label says in how many articles, if in
/// several.
pub(super) fn correct(
    project: &Project,
    ids: &[StatementId],
    label: impl FnOnce(&[StatementId]) -> String,
    mut change: impl FnMut(&mut Statement),
) -> Option<Edit> {
    mark(project, ids, label, |statement| {
        let before = statement.clone();
        change(statement);
        if *statement != before && statement.origin == Origin::Extracted {
            statement.origin = Origin::Corrected;
        }
    })
}

/// Changes those of `ids` that `change` alters, without calling it a correction of what was found.
fn mark(
    project: &Project,
    ids: &[StatementId],
    label: impl FnOnce(&[StatementId]) -> String,
    mut change: impl FnMut(&mut Statement),
) -> Option<Edit> {
    let (reached, changes): (Vec<StatementId>, Vec<Change>) = ids
        .iter()
        .filter_map(|&id| {
            let before = project.statement(id)?;
            let mut after = before.clone();
            change(&mut after);
            (after != *before).then_some((id, Change::Statement(id, Some(after))))
        })
        .unzip();
    (!changes.is_empty()).then(|| Edit::new(format!("{}{}", label(&reached), in_articles(&reached)), changes))
}

/// " in 3 articles": how far a step reaches that goes beyond one article.
pub(super) fn in_articles(ids: &[StatementId]) -> String {
    let articles: BTreeSet<ArticleId> = ids.iter().map(|id| id.article).collect();
    match articles.len() {
        0 | 1 => String::new(),
        n => format!(" in {n} articles"),
    }
}

/// Who speaks in these statements, else how many they are.
fn whose(project: &Project, ids: &[StatementId]) -> String {
    let names: BTreeSet<Option<&str>> = ids
        .iter()
        .map(|&id| project.statement(id).and_then(Statement::speaker_name))
        .collect();
    match (names.first(), names.len()) {
        (Some(Some(name)), 1) => shorten(name),
        _ if ids.len() == 1 => "statement".to_owned(),
        _ => count(ids.len(), "statement"),
    }
}

/// Says who speaks.
#[must_use]
pub fn set_speaker(project: &Project, ids: &[StatementId], speaker: Option<&Speaker>) -> Option<Edit> {
    let label = |changed: &[StatementId]| {
        let Some(speaker) = speaker else {
            return "Remove speaker".to_owned();
        };
        let mut before = changed.iter().map(|&id| project.statement(id)?.speaker_name());
        match &speaker.role {
            _ if !before.all(|name| name == Some(speaker.name.as_str())) => {
                format!("Change speaker to {}", shorten(&speaker.name))
            }
            Some(role) => format!("Change role of {} to {}", shorten(&speaker.name), shorten(role)),
            None => format!("Remove role of {}", shorten(&speaker.name)),
        }
    };
    correct(project, ids, label, |statement| {
        statement.speaker = speaker.cloned();
    })
}

/// Says for whom the speakers of these statements speak, here.
#[must_use]
pub fn set_parties(project: &Project, ids: &[StatementId], parties: &[Party]) -> Option<Edit> {
    let codes: Vec<&str> = parties.iter().map(Party::short).collect();
    let label = |changed: &[StatementId]| {
        let whom = if codes.is_empty() {
            "no party".to_owned()
        } else {
            codes.join(", ")
        };
        format!("Move {} to {whom}", whose(project, changed))
    };
    correct(project, ids, label, |statement| {
        parties.clone_into(&mut statement.parties);
    })
}

/// Says how much of these statements is quoted.
#[must_use]
pub fn set_kind(project: &Project, ids: &[StatementId], kind: Kind) -> Option<Edit> {
    let name = match kind {
        Kind::Direct => "quotation",
        Kind::Mixed => "partly quoted",
        Kind::Indirect => "paraphrase",
    };
    let label = |_: &[StatementId]| format!("Change kind to {name}");
    correct(project, ids, label, |statement| {
        statement.kind = kind;
    })
}

/// Says of other statements with the words of `id` what was put right in it since it was `before`: who speaks, for whom,
/// and how much is quoted.
#[must_use]
pub fn correct_alike(
    project: &Project,
    id: StatementId,
    before: &Statement,
    others: &[StatementId],
) -> Option<Edit> {
    let now = project.statement(id)?;
    let label = |changed: &[StatementId]| format!("Correct {}", count(changed.len(), "repeat"));
    correct(project, others, label, |statement| {
        if now.speaker != before.speaker {
            statement.speaker.clone_from(&now.speaker);
        }
        if now.parties != before.parties {
            statement.parties.clone_from(&now.parties);
        }
        if now.kind != before.kind {
            statement.kind = now.kind;
        }
    })
}

/// Says which words are reported.
#[must_use]
pub fn set_content(project: &Project, id: StatementId, content: &[Span]) -> Option<Edit> {
    if content.is_empty() {
        return None;
    }
    correct(
        project,
        &[id],
        |_| "Change the reported words".to_owned(),
        |statement| {
            content.clone_into(&mut statement.content);
        },
    )
    .map(|edit| edit.merging(format!("content {id}")))
}

/// Marks statements as looked at and right, or not.
#[must_use]
pub fn set_checked(project: &Project, ids: &[StatementId], is_checked: bool) -> Option<Edit> {
    let verb = if is_checked { "Check" } else { "Uncheck" };
    mark(
        project,
        ids,
        |changed| format!("{verb} {}", count(changed.len(), "statement")),
        |statement| statement.is_checked = is_checked,
    )
}

/// Puts statements aside, or brings them back.
#[must_use]
pub fn set_visible(project: &Project, ids: &[StatementId], is_visible: bool) -> Option<Edit> {
    let verb = if is_visible { "Bring back" } else { "Put aside" };
    mark(
        project,
        ids,
        |changed| format!("{verb} {}", count(changed.len(), "statement")),
        |statement| statement.is_visible = is_visible,
    )
}

/// Makes a statement of the words at `content`; returns the id that it will have.
#[must_use]
pub fn make_statement(
    project: &Project,
    article: ArticleId,
    content: Vec<Span>,
) -> Option<(StatementId, Edit)> {
    let entry = project.entry(article)?;
    let text = &entry.article.text;
    let first = content.first()?;
    let begins = first.of(text).trim_start();
    let is_quoted = begins.starts_with(['"', '“', '„', '«', '‘', '\'']);
    let kind = if is_quoted { Kind::Direct } else { Kind::Indirect };
    let id = StatementId::new(article, entry.next_number());
    let label = format!("Make a statement of “{}”", shorten(begins));
    let statement = Statement::by_hand(content, kind);
    Some((id, Edit::new(label, vec![Change::Statement(id, Some(statement))])))
}

/// Removes a statement that was made by hand. What the program found is put aside instead
/// ([`set_visible`]), so that finding again does not bring it back.
#[must_use]
pub fn remove_statement(project: &Project, id: StatementId) -> Option<Edit> {
    let statement = project.statement(id)?;
    if statement.origin == Origin::ByHand {
        Some(Edit::new("Remove statement", vec![Change::Statement(id, None)]))
    } else {
        set_visible(project, &[id], false)
    }
}

/// Remembers for whom a person speaks in this project, and says so of all statements of that person
/// that nobody has corrected or checked, filed under topics or not.
#[must_use]
pub fn always_speaks_for(project: &Project, name: &str, parties: &[Party]) -> Option<Edit> {
    let mut person = taught(project, name);
    person.parties = Some(parties.to_vec());
    teach(
        project,
        name,
        &person,
        |statement| parties.clone_into(&mut statement.parties),
        |n| {
            let codes: Vec<&str> = parties.iter().map(Party::short).collect();
            let whom = if codes.is_empty() {
                "nobody".to_owned()
            } else {
                codes.join(", ")
            };
            format!("{} speaks for {whom} ({n})", shorten(name))
        },
    )
}

/// Remembers as what a person speaks in this project, and says so of all statements of that person that nobody has
/// corrected or checked. Without a role: as nothing.
#[must_use]
pub fn always_speaks_as(project: &Project, name: &str, role: Option<&str>) -> Option<Edit> {
    let role = role.unwrap_or_default().trim();
    let mut person = taught(project, name);
    person.role = Some(role.to_owned());
    teach(
        project,
        name,
        &person,
        |statement| {
            if let Some(speaker) = &mut statement.speaker {
                speaker.role = Some(role.to_owned()).filter(|role| !role.is_empty());
            }
        },
        |n| match role {
            "" => format!("{} speaks in no role ({n})", shorten(name)),
            role => format!("{} speaks as {} ({n})", shorten(name), shorten(role)),
        },
    )
}

/// Forgets as what a person speaks, in articles that are imported from now on. What was said so far stays as it is.
#[must_use]
pub fn forget_role(project: &Project, name: &str) -> Option<Edit> {
    let mut person = project.corrections().people.get(name)?.clone();
    person.role.take()?;
    let is_known = person != Person::default();
    Some(Edit::new(
        format!("Take the role of {} from each article", shorten(name)),
        vec![Change::Person(name.to_owned(), is_known.then_some(person))],
    ))
}

/// Says of a person everywhere what is said of a speaker in one place: the name, the role, or both. Roles that were
/// corrected or checked elsewhere stay.
#[must_use]
pub fn correct_person(project: &Project, before: &Speaker, after: &Speaker) -> Option<Edit> {
    let rename = rename_person(project, &before.name, &after.name);
    if before.role == after.role {
        return rename;
    }
    let Some(mut rename) = rename else {
        return always_speaks_as(project, &after.name, after.role.as_deref());
    };
    let mut renamed = project.clone();
    renamed.apply(&rename).ok()?;
    let role = always_speaks_as(&renamed, &after.name, after.role.as_deref());
    rename
        .changes
        .extend(role.into_iter().flat_map(|edit| edit.changes));
    Some(rename)
}

fn taught(project: &Project, name: &str) -> Person {
    let people = &project.corrections().people;
    people.get(name).cloned().unwrap_or_default()
}

/// Remembers that `name` is a spelling of `new_name`, and says so of all statements: of the untouched
/// ones and of those that a person has corrected in other respects.
#[must_use]
pub fn rename_person(project: &Project, name: &str, new_name: &str) -> Option<Edit> {
    if name == new_name || new_name.trim().is_empty() {
        return None;
    }
    let mut person = taught(project, name);
    person.name = Some(new_name.to_owned());
    let mut changes = vec![Change::Person(name.to_owned(), Some(person))];
    for (id, statement) in project.statements() {
        if let Some(speaker) = statement.speaker.as_ref().filter(|speaker| speaker.name == name) {
            let mut after = statement.clone();
            after.speaker = Some(Speaker {
                name: new_name.to_owned(),
                role: speaker.role.clone(),
            });
            changes.push(Change::Statement(id, Some(after)));
        }
    }
    let label = format!(
        "Rename {} to {} ({})",
        shorten(name),
        shorten(new_name),
        count(changes.len() - 1, "statement")
    );
    Some(Edit::new(label, changes))
}

/// Notes what is always true of a person and changes the statements that it reaches. `label` gets how many these are,
/// and how many were left as somebody has corrected them.
fn teach(
    project: &Project,
    name: &str,
    person: &Person,
    mut change: impl FnMut(&mut Statement),
    label: impl FnOnce(&str) -> String,
) -> Option<Edit> {
    let mut changes = Vec::new();
    if project.corrections().people.get(name) != Some(person) {
        changes.push(Change::Person(name.to_owned(), Some(person.clone())));
    }
    let n_before = changes.len();
    let mut n_left = 0;
    for (id, statement) in project.statements() {
        if statement.speaker_name() != Some(name) || !statement.is_visible {
            continue;
        }
        let mut after = statement.clone();
        change(&mut after);
        if after == *statement {
            continue;
        }
        if statement.is_as_found() {
            changes.push(Change::Statement(id, Some(after)));
        } else {
            n_left += 1;
        }
    }
    let mut reach = count(changes.len() - n_before, "statement");
    if n_left > 0 {
        reach = format!("{reach}; {n_left} corrected or checked stay");
    }
    (!changes.is_empty()).then(|| Edit::new(label(&reach), changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Article, Stance, TopicId};
    use crate::project::{Entry, edits};

    /// Four statements by one person for Georgia: found, filed, corrected, checked.
    fn project() -> Project {
        let text = "No.";
        let found = Statement {
            speaker: Some(Speaker {
                name: "Olma Sarvin".to_owned(),
                role: Some("Minister".to_owned()),
            }),
            parties: vec!["GE".parse().unwrap()],
            origin: Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let mut statements = vec![found; 4];
        statements[2].origin = Origin::Corrected;
        statements[3].is_checked = true;
        let mut project = Project::default();
        let add = edits::add_articles(&project, vec![Entry::new(Article::from_text(text), statements)]);
        project.apply(&add).unwrap();
        let (_, edit) = edits::add_topic_with(&project, "Tolls", &[id(2)]);
        project.apply(&edit).unwrap();
        project
    }

    fn id(number: u32) -> StatementId {
        StatementId::new(ArticleId(1), number)
    }

    fn roles(project: &Project) -> Vec<Option<&str>> {
        let statements = project.statements();
        statements
            .map(|(_, it)| it.speaker.as_ref()?.role.as_deref())
            .collect()
    }

    #[test]
    fn what_is_filed_follows_a_rule_and_what_was_corrected_or_checked_stays_and_is_counted() {
        let mut project = project();
        let before = project.clone();
        let edit = always_speaks_for(&project, "Olma Sarvin", &["AM".parse().unwrap()]).unwrap();
        assert_eq!(
            edit.label,
            "Olma Sarvin speaks for AM (2 statements; 2 corrected or checked stay)"
        );
        let undo = project.apply(&edit).unwrap();
        let codes: Vec<&str> = project.statements().map(|(_, it)| it.parties[0].code()).collect();
        assert_eq!(codes, ["AM", "AM", "GE", "GE"]);
        let filed = &project.statement(id(2)).unwrap().topics;
        assert_eq!(filed[&TopicId(1)], Stance::NoneStated);
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn a_role_is_said_of_a_person_everywhere_and_in_later_imports() {
        let mut project = project();
        let before = project.clone();
        let edit = always_speaks_as(&project, "Olma Sarvin", Some(" Envoy ")).unwrap();
        assert_eq!(
            edit.label,
            "Olma Sarvin speaks as Envoy (2 statements; 2 corrected or checked stay)"
        );
        let undo = project.apply(&edit).unwrap();
        assert_eq!(
            roles(&project),
            [Some("Envoy"), Some("Envoy"), Some("Minister"), Some("Minister")]
        );
        let taught = |project: &Project| project.corrections().people["Olma Sarvin"].role.clone();
        assert_eq!(taught(&project).as_deref(), Some("Envoy"));
        let none = always_speaks_as(&project, "Olma Sarvin", None).unwrap();
        let back = project.apply(&none).unwrap();
        assert_eq!(roles(&project)[..2], [None, None]);
        assert_eq!(
            taught(&project).as_deref(),
            Some(""),
            "no role, whatever an article says"
        );
        let edit = forget_role(&project, "Olma Sarvin").unwrap();
        let remember = project.apply(&edit).unwrap();
        assert_eq!(forget_role(&project, "Olma Sarvin"), None);
        assert!(project.corrections().people.is_empty());
        assert_eq!(roles(&project)[..2], [None, None], "what was said so far stays");
        for edit in [remember, back, undo] {
            project.apply(&edit).unwrap();
        }
        assert_eq!(project, before);
    }

    #[test]
    fn name_and_role_of_a_person_change_in_one_step() {
        let mut project = project();
        let before = project.clone();
        let of = |name: &str, role: &str| Speaker {
            name: name.to_owned(),
            role: Some(role.to_owned()),
        };
        let edit = correct_person(
            &project,
            &of("Olma Sarvin", "Minister"),
            &of("Olma Sarvina", "Envoy"),
        )
        .unwrap();
        assert_eq!(edit.label, "Rename Olma Sarvin to Olma Sarvina (4 statements)");
        let undo = project.apply(&edit).unwrap();
        assert!(
            project
                .statements()
                .all(|(_, it)| it.speaker_name() == Some("Olma Sarvina"))
        );
        assert_eq!(
            roles(&project)[..3],
            [Some("Envoy"), Some("Envoy"), Some("Minister")]
        );
        let people = &project.corrections().people;
        assert_eq!(people["Olma Sarvin"].name.as_deref(), Some("Olma Sarvina"));
        assert_eq!(people["Olma Sarvina"].role.as_deref(), Some("Envoy"));
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn labels_say_what_has_changed() {
        let project = project();
        let speaker = |name: &str, role: Option<&str>| Speaker {
            name: name.to_owned(),
            role: role.map(str::to_owned),
        };
        let label = |speaker: Speaker| set_speaker(&project, &[id(1)], Some(&speaker)).unwrap().label;
        assert_eq!(label(speaker("Ana Doreli", None)), "Change speaker to Ana Doreli");
        assert_eq!(
            label(speaker("Olma Sarvin", Some("Envoy"))),
            "Change role of Olma Sarvin to Envoy"
        );
        assert_eq!(label(speaker("Olma Sarvin", None)), "Remove role of Olma Sarvin");
    }
}
