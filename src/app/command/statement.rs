//! Commands to statements.

use super::super::App;
use super::super::articles::split_place;
use super::Command;
use crate::model::{Kind, Party, Speaker, Stance, StatementId, TopicId};
use crate::project::{Project, edits};

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
    let project = app.host.project().clone();
    match command {
        StatementCommand::OpenInReader => {
            if let Some(&id) = ids.first() {
                app.session.show_statement(id);
            }
        }
        StatementCommand::AddToBriefing => app.add_to_briefing(ids),
        StatementCommand::SetParties(parties, scope) => {
            let speaker = ids
                .first()
                .and_then(|&id| project.statement(id)?.speaker_name().map(str::to_owned));
            let edit = match (scope, speaker) {
                (Scope::SpeakerInProject, Some(name)) => {
                    let always = edits::always_speaks_for(&project, &name, &parties);
                    super::super::merge(always, edits::set_parties(&project, ids, &parties))
                }
                _ => edits::set_parties(&project, ids, &parties),
            };
            app.apply_and_say(edit);
        }
        StatementCommand::SetSpeaker(speaker, scope) => {
            let before = ids
                .first()
                .and_then(|&id| project.statement(id)?.speaker_name().map(str::to_owned));
            let edit = match (scope, before, &speaker) {
                (Scope::SpeakerInProject, Some(before), Some(after)) => {
                    let everywhere = edits::rename_person(&project, &before, &after.name);
                    super::super::merge(everywhere, edits::set_speaker(&project, ids, speaker.as_ref()))
                }
                _ => edits::set_speaker(&project, ids, speaker.as_ref()),
            };
            app.apply_and_say(edit);
        }
        StatementCommand::SetKind(kind) => app.apply_and_say(edits::set_kind(&project, ids, kind)),
        StatementCommand::SetChecked(is_checked) => {
            app.apply_if(edits::set_checked(&project, ids, is_checked));
        }
        StatementCommand::SetVisible(is_visible) => {
            app.apply_and_say(edits::set_visible(&project, ids, is_visible));
        }
        StatementCommand::SetStance(topic, stance) => {
            app.apply_if(edits::set_stance(&project, ids, topic, stance));
        }
        StatementCommand::Unfile(topic) => app.apply_if(edits::unfile(&project, ids, topic)),
        StatementCommand::Split(at) => {
            if let Some(&id) = ids.first() {
                let at = at.or_else(|| {
                    let (statement, article) = project.statement_in_article(id)?;
                    split_place(&article.text, &statement.content)
                });
                let edit = at.and_then(|at| edits::split_statement(&project, id, at));
                app.apply_and_say(edit.map(|(_, edit)| edit));
            }
        }
        StatementCommand::MergeWithNext => {
            if let Some(&id) = ids.first() {
                let next = next_visible(&project, id);
                let edit = next.and_then(|next| edits::merge_statements(&project, &[id, next]));
                app.apply_and_say(edit);
            }
        }
        StatementCommand::Copy => {
            let words: Vec<String> = ids
                .iter()
                .filter_map(|&id| super::super::actions::cite(&project, id))
                .collect();
            app.run(Command::Copy(words.join("\n\n")));
        }
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
