//! What a user can tell the program to do. Views send commands; they are carried out after drawing.
//!
//! Each family has all facts of a command in one place (words, icon, shortcut, when it can be done)
//! and its own `run`. This file only dispatches.

mod article;
mod briefing;
mod environment;
mod global;
mod saved_view;
mod statement;

use std::path::PathBuf;

pub(crate) use article::ArticleCommand;
pub(crate) use briefing::{BriefingCommand, Copying};
pub(crate) use environment::Environment;
pub(crate) use global::Global;
pub(crate) use saved_view::SavedView;
pub(crate) use statement::{Scope, StatementCommand, choosing, next_visible};

use super::App;
use super::briefing::ExportState;
use super::event::AfterSave;
use super::pictures::Sheet;
use super::review::ReviewCommand;
use super::shell::ModalState;
use crate::import::Choices;
use crate::intake::Failure;
use crate::model::{ArticleId, StatementId};
use crate::project::Edit;

/// Something to do, sent by menus, shortcuts, the palette and views.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    /// Without a target.
    Global(Global),
    /// To an article.
    Article(ArticleId, ArticleCommand),
    /// To statements.
    Statements(Vec<StatementId>, StatementCommand),
    /// To the statements that are being checked.
    Review(ReviewCommand),
    /// Choose where to save a picture.
    SavePicture(Box<Sheet>),
    /// Place a picture in the briefing.
    PlacePicture(Box<Sheet>),
    /// Show a person among the people of the project.
    ShowPerson(String),
    /// To the briefing.
    Briefing(BriefingCommand),
    /// Lay Compare out as it was saved, and go there.
    SavedView(SavedView),
    /// Take back the step with which the project came to this revision, unless it went on from there.
    UndoStep(u64),
    /// An edit that a view has made up: typing in a field, dragging.
    Edit(Edit),
    /// Import these files and folders.
    Import(Vec<PathBuf>),
    /// Import this text.
    ImportText(String),
    /// Import these files and folders as chosen.
    ImportChosen(Vec<PathBuf>, Choices),
    /// Fetch this address and import what comes.
    ImportLink(String),
    /// Try again what gave no article.
    Retry(Vec<Failure>),
    /// Open this project.
    OpenPath(PathBuf),
    /// Open this project once nothing would be lost.
    LeaveTo(PathBuf),
    /// Save to this file.
    SaveTo(PathBuf, AfterSave),
    /// Export to this file.
    ExportTo(PathBuf, ExportState),
    /// Look for topics that the statements suggest.
    SuggestTopics,
    /// Put words on the clipboard and say so.
    Copy(String),
}

/// Where views put commands.
#[derive(Debug, Default)]
pub(crate) struct Outbox {
    commands: Vec<Command>,
}

impl Outbox {
    /// Sends a command; it is carried out at the end of the frame.
    pub(crate) fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Sends an edit, if there is anything to change.
    pub(crate) fn edit(&mut self, edit: Option<Edit>) {
        self.commands.extend(edit.map(Command::Edit));
    }

    /// Takes out the first command that is `wanted`, to be carried out at once.
    pub(crate) fn take_if(&mut self, wanted: impl Fn(&Command) -> bool) -> Option<Command> {
        let at = self.commands.iter().position(wanted)?;
        Some(self.commands.remove(at))
    }

    /// All commands sent since the last call.
    pub(crate) fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }
}

impl App {
    /// Carries out a command.
    pub(crate) fn run(&mut self, command: Command) {
        match command {
            Command::Global(command) => global::run(self, command),
            Command::Article(id, command) => article::run(self, id, &command),
            Command::Statements(ids, command) => statement::run(self, &ids, command),
            Command::Briefing(command) => briefing::run(self, command),
            Command::SavePicture(sheet) => self.ask_where_to_save_picture(*sheet),
            Command::PlacePicture(sheet) => self.draw_for_briefing(*sheet),
            Command::ShowPerson(name) => self.session.modal = Some(ModalState::people(Some(&name))),
            Command::Review(command) => self.run_review(command),
            Command::SavedView(view) => saved_view::run(self, view),
            Command::UndoStep(revision) => self.undo_step(revision),
            Command::Edit(edit) => self.apply_given(edit),
            Command::Import(paths) => self.import(paths),
            Command::ImportText(text) => self.import_text(text),
            Command::ImportChosen(paths, choices) => self.import_chosen(paths, choices),
            Command::ImportLink(address) => self.import_link(address),
            Command::Retry(failures) => self.retry(&failures),
            Command::OpenPath(path) => self.open_path(path),
            Command::LeaveTo(path) => self.leave_project(AfterSave::OpenPath(path)),
            Command::SaveTo(path, after) => self.save_to(path, after),
            Command::ExportTo(path, export) => self.export_to(path, export),
            Command::SuggestTopics => self.suggest_topics(),
            Command::Copy(words) => self.copy(words),
        }
    }
}

/// Sends the commands whose shortcuts were pressed, and takes the keys away from everything else.
pub(crate) fn shortcuts(ctx: &egui::Context, environment: &Environment, outbox: &mut Outbox) {
    // With Shift first: Ctrl+Z must not take Ctrl+Shift+Z.
    let mut commands: Vec<Global> = Global::ALL.to_vec();
    commands.sort_by_key(|command| {
        command
            .shortcut()
            .map_or(0, |shortcut| usize::from(!shortcut.modifiers.shift))
    });
    for command in commands {
        let Some(shortcut) = command.shortcut() else {
            continue;
        };
        if ctx.input_mut(|input| input.consume_shortcut(&shortcut))
            && command.availability(environment).is_ok()
        {
            outbox.send(Command::Global(command));
        }
    }
    if let Some(view) = saved_view::pressed(ctx)
        && !environment.has_modal
    {
        outbox.send(Command::SavedView(view));
    }
}
