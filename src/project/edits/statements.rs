//! Edits to statements: correcting what the program found, and making statements by hand.

use super::{count, shorten};
use crate::model::{ArticleId, Kind, Origin, Party, Person, Speaker, Statement, StatementId};
use crate::project::{Change, Edit, Project};
use crate::text::Span;

/// Changes those of `ids` that `change` alters, as a person's correction.
fn correct(
    project: &Project,
    ids: &[StatementId],
    label: String,
    mut change: impl FnMut(&mut Statement),
) -> Option<Edit> {
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let before = project.statement(id)?;
            let mut after = before.clone();
            change(&mut after);
            if after == *before {
                return None;
            }
            if after.origin == Origin::Extracted {
                after.origin = Origin::Corrected;
            }
            Some(Change::Statement(id, Some(after)))
        })
        .collect();
    (!changes.is_empty()).then(|| Edit::new(label, changes))
}

/// Changes those of `ids` that `change` alters, without calling it a correction of what was found.
fn mark(
    project: &Project,
    ids: &[StatementId],
    label: impl FnOnce(usize) -> String,
    mut change: impl FnMut(&mut Statement),
) -> Option<Edit> {
    let changes: Vec<Change> = ids
        .iter()
        .filter_map(|&id| {
            let before = project.statement(id)?;
            let mut after = before.clone();
            change(&mut after);
            (after != *before).then_some(Change::Statement(id, Some(after)))
        })
        .collect();
    (!changes.is_empty()).then(|| Edit::new(label(changes.len()), changes))
}

fn whose(project: &Project, ids: &[StatementId]) -> String {
    match ids {
        [id] => project
            .statement(*id)
            .and_then(Statement::speaker_name)
            .map_or_else(|| "statement".to_owned(), shorten),
        ids => count(ids.len(), "statement"),
    }
}

/// Says who speaks.
#[must_use]
pub fn set_speaker(project: &Project, ids: &[StatementId], speaker: Option<&Speaker>) -> Option<Edit> {
    let label = match speaker {
        Some(speaker) => format!("Change speaker to {}", shorten(&speaker.name)),
        None => "Remove speaker".to_owned(),
    };
    correct(project, ids, label, |statement| {
        statement.speaker = speaker.cloned();
    })
}

/// Says for whom the speakers of these statements speak, here.
#[must_use]
pub fn set_parties(project: &Project, ids: &[StatementId], parties: &[Party]) -> Option<Edit> {
    let codes: Vec<&str> = parties.iter().map(Party::short).collect();
    let label = if codes.is_empty() {
        format!("Move {} to no party", whose(project, ids))
    } else {
        format!("Move {} to {}", whose(project, ids), codes.join(", "))
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
    correct(project, ids, format!("Change kind to {name}"), |statement| {
        statement.kind = kind;
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
        "Change the reported words".to_owned(),
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
        |n| format!("{verb} {}", count(n, "statement")),
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
        |n| format!("{verb} {}", count(n, "statement")),
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
/// that nobody has touched.
#[must_use]
pub fn always_speaks_for(project: &Project, name: &str, parties: &[Party]) -> Option<Edit> {
    let mut person = project
        .corrections()
        .people
        .get(name)
        .cloned()
        .unwrap_or_default();
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
            format!("{} speaks for {whom} ({})", shorten(name), count(n, "statement"))
        },
    )
}

/// Remembers that `name` is a spelling of `new_name`, and says so of all statements: of the untouched
/// ones and of those that a person has corrected in other respects.
#[must_use]
pub fn rename_person(project: &Project, name: &str, new_name: &str) -> Option<Edit> {
    if name == new_name || new_name.trim().is_empty() {
        return None;
    }
    let mut person = project
        .corrections()
        .people
        .get(name)
        .cloned()
        .unwrap_or_default();
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

fn teach(
    project: &Project,
    name: &str,
    person: &Person,
    mut change: impl FnMut(&mut Statement),
    label: impl FnOnce(usize) -> String,
) -> Option<Edit> {
    let mut changes = Vec::new();
    if project.corrections().people.get(name) != Some(person) {
        changes.push(Change::Person(name.to_owned(), Some(person.clone())));
    }
    let n_before = changes.len();
    for (id, statement) in project.statements() {
        if statement.speaker_name() == Some(name) && statement.is_untouched() {
            let mut after = statement.clone();
            change(&mut after);
            if after != *statement {
                changes.push(Change::Statement(id, Some(after)));
            }
        }
    }
    (!changes.is_empty()).then(|| Edit::new(label(changes.len() - n_before), changes))
}
