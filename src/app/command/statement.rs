//! Commands to statements.

use super::super::App;
use super::super::articles::split_place;
use super::super::large_steps::Telling;
use super::Command;
use crate::model::{Kind, Party, Speaker, Stance, StatementId, TopicId};
use crate::project::{Edit, Project, edits};

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

pub(super) fn run(app: &mut App, ids: &[StatementId], command: StatementCommand) {
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
    let speaker = || project.statement(first)?.speaker_name();
    match command {
        StatementCommand::SetParties(parties, Scope::SpeakerInProject) => {
            let always = speaker().and_then(|name| edits::always_speaks_for(project, name, parties));
            super::super::merge(always, edits::set_parties(project, ids, parties))
        }
        StatementCommand::SetParties(parties, Scope::ThisOne) => edits::set_parties(project, ids, parties),
        StatementCommand::SetSpeaker(after, scope) => {
            let everywhere = match (scope, speaker(), after) {
                (Scope::SpeakerInProject, Some(before), Some(after)) => {
                    edits::rename_person(project, before, &after.name)
                }
                _ => None,
            };
            super::super::merge(everywhere, edits::set_speaker(project, ids, after.as_ref()))
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
