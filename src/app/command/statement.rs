//! Commands to statements.

use super::super::App;
use super::super::articles::split_place;
use super::super::large_steps::Telling;
use super::super::session::Place;
use super::Command;
use crate::model::{Kind, Party, Speaker, Stance, Statement, StatementId, TopicId};
use crate::project::{Edit, KnownPerson, Project, edits};

/// How far a correction reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// These statements.
    ThisOne,
    /// Everything that this person says in the project, now and in later imports; what a person has
    /// touched stays.
    SpeakerInProject,
}

/// Something to do with statements.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum StatementCommand {
    /// Open the article at the statement.
    OpenInReader,
    /// Place them in the briefing.
    AddToBriefing,
    /// Say for whom the speaker speaks.
    SetParties(Vec<Party>, Scope),
    /// Say who speaks.
    SetSpeaker(Option<Speaker>, Scope),
    /// Say that a person of the project speaks, as what and for whom that person usually does. In the whole project:
    /// that this is who was meant, in whatever role and for whomever.
    ChoosePerson(Speaker, Vec<Party>, Scope),
    /// Say how much is quoted.
    SetKind(Kind),
    /// Mark as looked at and right, or not.
    SetChecked(bool),
    /// Put aside, or bring back.
    SetVisible(bool),
    /// File under a topic with a stance.
    SetStance(TopicId, Stance),
    /// Take out of a topic.
    Unfile(TopicId),
    /// Cut it in two, at a byte of the article's text or where it falls apart by itself.
    Split(Option<usize>),
    /// Join it with the next one in the article.
    MergeWithNext,
    /// Put the words with their citation on the clipboard.
    Copy,
}

impl StatementCommand {
    /// Whether it puts right what a statement is: of a card this holds for all articles that it stands for.
    fn is_correction(&self) -> bool {
        matches!(
            self,
            Self::SetParties(..)
                | Self::SetSpeaker(..)
                | Self::ChoosePerson(..)
                | Self::SetKind(_)
                | Self::SetChecked(_)
                | Self::SetVisible(_)
        )
    }
}

pub(super) fn run(app: &mut App, ids: &[StatementId], command: StatementCommand) {
    let of_card = match ids {
        [id] if command.is_correction() && app.session.place == Place::Compare => app.of_card(*id),
        _ => None,
    };
    let ids = of_card.as_deref().unwrap_or(ids);
    let is_in_several = ids
        .iter()
        .any(|id| Some(id.article) != ids.first().map(|id| id.article));
    match command {
        StatementCommand::OpenInReader => {
            if let Some(&id) = ids.first() {
                app.session.show_statement(id);
            }
        }
        StatementCommand::AddToBriefing => app.add_to_briefing(ids),
        StatementCommand::Copy => {
            let project = app.host.project();
            let words: Vec<String> = ids
                .iter()
                .filter_map(|&id| super::super::actions::cite(project, id))
                .collect();
            app.run(Command::Copy(words.join("\n\n")));
        }
        StatementCommand::SetChecked(_) if is_in_several => {
            app.make_edit(ids.len(), Telling::WhatWasDone, making(ids, command));
        }
        StatementCommand::SetChecked(_) | StatementCommand::SetStance(..) | StatementCommand::Unfile(_) => {
            app.make_edit(ids.len(), Telling::Nothing, making(ids, command));
        }
        _ => app.make_edit(ids.len(), Telling::WhatWasDone, making(ids, command)),
    }
}

fn making(ids: &[StatementId], command: StatementCommand) -> impl Fn(&Project) -> Option<Edit> + use<> {
    let ids = ids.to_vec();
    move |project| edit(project, &ids, &command)
}

/// The edit that a command asks for.
fn edit(project: &Project, ids: &[StatementId], command: &StatementCommand) -> Option<Edit> {
    let first = *ids.first()?;
    let speaker = || project.statement(first)?.speaker.as_ref();
    match command {
        StatementCommand::SetParties(parties, Scope::SpeakerInProject) => {
            let rule = |project: &Project| edits::always_speaks_for(project, &speaker()?.name, parties);
            taught(project, ids, rule, |project, ids| {
                edits::set_parties(project, ids, parties)
            })
        }
        StatementCommand::SetParties(parties, Scope::ThisOne) => edits::set_parties(project, ids, parties),
        StatementCommand::SetSpeaker(after, scope) => {
            let here =
                |project: &Project, ids: &[StatementId]| edits::set_speaker(project, ids, after.as_ref());
            match (speaker(), after) {
                (Some(before), Some(after)) if *scope == Scope::SpeakerInProject => {
                    let rule = |project: &Project| edits::correct_person(project, before, after);
                    if before.name == after.name {
                        taught(project, ids, rule, here)
                    } else {
                        then(project, rule(project), |project| here(project, ids))
                    }
                }
                _ => here(project, ids),
            }
        }
        StatementCommand::ChoosePerson(person, parties, scope) => {
            let before = speaker().filter(|_| *scope == Scope::SpeakerInProject);
            let merged = before
                .and_then(|it| edits::merge_people(project, std::slice::from_ref(&it.name), &person.name));
            if merged.is_none() {
                return edits::choose_speaker(project, ids, person, Some(parties));
            }
            then(project, merged, |project| {
                let is_other = |id: &StatementId| {
                    project.statement(*id).and_then(Statement::speaker_name) != Some(&person.name)
                };
                let others: Vec<StatementId> = ids.iter().copied().filter(is_other).collect();
                edits::choose_speaker(project, &others, person, None)
            })
        }
        StatementCommand::SetKind(kind) => edits::set_kind(project, ids, *kind),
        StatementCommand::SetChecked(is_checked) => edits::set_checked(project, ids, *is_checked),
        StatementCommand::SetVisible(is_visible) => edits::set_visible(project, ids, *is_visible),
        StatementCommand::SetStance(topic, stance) => edits::set_stance(project, ids, *topic, *stance),
        StatementCommand::Unfile(topic) => edits::unfile(project, ids, *topic),
        StatementCommand::Split(at) => {
            let at = at.or_else(|| {
                let (statement, article) = project.statement_in_article(first)?;
                split_place(&article.text, &statement.content)
            });
            edits::split_statement(project, first, at?).map(|(_, edit)| edit)
        }
        StatementCommand::MergeWithNext => {
            let next = next_visible(project, first)?;
            edits::merge_statements(project, &[first, next])
        }
        StatementCommand::OpenInReader | StatementCommand::AddToBriefing | StatementCommand::Copy => None,
    }
}

/// A rule for a speaker as one step with what it says of these statements, also where they were corrected before.
fn taught(
    project: &Project,
    ids: &[StatementId],
    rule: impl FnOnce(&Project) -> Option<Edit>,
    here: impl Fn(&Project, &[StatementId]) -> Option<Edit>,
) -> Option<Edit> {
    let is_touched = |id: &StatementId| project.statement(*id).is_some_and(|it| !it.is_as_found());
    let touched: Vec<StatementId> = ids.iter().copied().filter(is_touched).collect();
    let mut label = None;
    let edit = then(project, here(project, &touched), |project| {
        let edit = rule(project)?;
        label = Some(edit.label.clone());
        then(project, Some(edit), |project| here(project, ids))
    })?;
    Some(Edit::new(label.unwrap_or(edit.label), edit.changes))
}

/// Two edits as one step, of which the second is made of what the first leaves.
fn then(
    project: &Project,
    first: Option<Edit>,
    second: impl FnOnce(&Project) -> Option<Edit>,
) -> Option<Edit> {
    let Some(mut first) = first else {
        return second(project);
    };
    let mut after = project.clone();
    after.apply(&first).ok()?;
    first
        .changes
        .extend(second(&after).into_iter().flat_map(|edit| edit.changes));
    Some(first)
}

/// Says that a person of the project speaks, as what and for whom that person usually does.
pub(crate) fn choosing(person: &KnownPerson, scope: Scope) -> StatementCommand {
    let speaker = Speaker {
        name: person.name.clone(),
        role: person.role().map(str::to_owned),
    };
    StatementCommand::ChoosePerson(speaker, person.parties().to_vec(), scope)
}

/// The statement that is shown after this one in its article.
pub(crate) fn next_visible(project: &Project, id: StatementId) -> Option<StatementId> {
    let statements = project.entry(id.article)?.in_order();
    let mut after = statements
        .into_iter()
        .skip_while(|(number, _)| *number != id.number)
        .skip(1);
    after
        .find(|(_, statement)| statement.is_visible)
        .map(|(number, _)| StatementId::new(id.article, number))
}
