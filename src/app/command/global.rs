//! Commands without a target: all facts of each, and what they do.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::super::App;
use super::super::articles::Step;
use super::super::dialogs::Purpose;
use super::super::event::AfterSave;
use super::super::review::ReviewCommand;
use super::super::session::Place;
use super::super::shell::ModalState;
use super::{BriefingCommand, Command, Environment, StatementCommand};
use crate::storage::Theme;

/// A command without a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Global {
    NewProject,
    OpenProject,
    OpenSample,
    Save,
    SaveAs,
    RestoreVersion,
    RecoverWork,
    ImportFiles,
    ImportFolder,
    ImportLink,
    PasteArticle,
    ExportBriefing,
    Quit,
    Undo,
    Redo,
    Find,
    FindInArticles,
    FindNext,
    FindPrevious,
    Palette,
    ShowArticles,
    ShowCompare,
    ShowBriefing,
    Pictures,
    NextStatement,
    PreviousStatement,
    CheckAndNext,
    Review,
    AddToBriefing,
    PutAside,
    MarkWords,
    SplitStatement,
    MergeStatements,
    FirstBriefing,
    NewFromTemplate,
    KeepTemplate,
    People,
    ThemeLight,
    ThemeDark,
    ThemeSystem,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Shortcuts,
    About,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl Global {
    /// All of them, as the palette lists them.
    pub(crate) const ALL: [Self; 45] = [
        Self::ImportFiles,
        Self::ImportFolder,
        Self::ImportLink,
        Self::PasteArticle,
        Self::NewProject,
        Self::OpenProject,
        Self::OpenSample,
        Self::Save,
        Self::SaveAs,
        Self::RestoreVersion,
        Self::RecoverWork,
        Self::ExportBriefing,
        Self::FirstBriefing,
        Self::NewFromTemplate,
        Self::KeepTemplate,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::FindInArticles,
        Self::FindNext,
        Self::FindPrevious,
        Self::Palette,
        Self::ShowArticles,
        Self::ShowCompare,
        Self::ShowBriefing,
        Self::Pictures,
        Self::NextStatement,
        Self::PreviousStatement,
        Self::CheckAndNext,
        Self::Review,
        Self::AddToBriefing,
        Self::PutAside,
        Self::MarkWords,
        Self::SplitStatement,
        Self::MergeStatements,
        Self::People,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ThemeSystem,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::Shortcuts,
        Self::About,
        Self::Quit,
    ];

    /// Its words in menus and the palette; `…` where a dialog follows.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::NewProject => "New project",
            Self::OpenProject => "Open project…",
            Self::OpenSample => "Open sample project",
            Self::Save => "Save",
            Self::SaveAs => "Save as…",
            Self::RestoreVersion => "Restore an earlier version…",
            Self::RecoverWork => "Recover unsaved work…",
            Self::ImportFiles => "Import articles…",
            Self::ImportFolder => "Import folder…",
            Self::ImportLink => "Import from a link…",
            Self::PasteArticle => "Paste article…",
            Self::ExportBriefing => "Export briefing…",
            Self::Quit => "Quit",
            Self::Undo => "Undo",
            Self::Redo => "Redo",
            Self::Find => "Find",
            Self::FindInArticles => "Find and highlight in articles",
            Self::FindNext => "Next match",
            Self::FindPrevious => "Previous match",
            Self::Palette => "Command palette…",
            Self::ShowArticles => "Articles",
            Self::ShowCompare => "Compare",
            Self::ShowBriefing => "Briefing",
            Self::Pictures => "Pictures",
            Self::NextStatement => "Next statement",
            Self::PreviousStatement => "Previous statement",
            Self::CheckAndNext => "Check statement and go on",
            Self::Review => "Review statements by key",
            Self::AddToBriefing => "Add statement to briefing",
            Self::PutAside => "Put statement aside",
            Self::MarkWords => "Mark words by key",
            Self::SplitStatement => "Split statement",
            Self::MergeStatements => "Merge with next statement",
            Self::FirstBriefing => "Draft briefing from statements",
            Self::NewFromTemplate => "New briefing from template…",
            Self::KeepTemplate => "Keep briefing as template…",
            Self::People => "People…",
            Self::ThemeLight => "Light theme",
            Self::ThemeDark => "Dark theme",
            Self::ThemeSystem => "Theme of the system",
            Self::ZoomIn => "Zoom in",
            Self::ZoomOut => "Zoom out",
            Self::ZoomReset => "Reset zoom",
            Self::Shortcuts => "Keyboard shortcuts",
            Self::About => "About Readout",
        }
    }

    /// What it does, for the tooltip.
    pub(crate) fn tooltip(self) -> &'static str {
        match self {
            Self::NewProject => "Start an empty project",
            Self::OpenProject => "Open a project file",
            Self::OpenSample => "Twelve invented articles on one railway, to try everything on",
            Self::Save => "Save the project",
            Self::SaveAs => "Save the project as another file",
            Self::RestoreVersion => "See what the project was at earlier saves, and bring one back",
            Self::RecoverWork => "Changes that were discarded or cut off in the last 30 days",
            Self::ImportFiles => "Add articles from text, web pages, PDF, Word, mail and other files",
            Self::ImportFolder => "Add all articles in a folder and the folders in it",
            Self::ImportLink => "Fetch a page by its web address and add it",
            Self::PasteArticle => "Add an article from text that you paste",
            Self::ExportBriefing => "Write the briefing as a document, or its statements and sources as data",
            Self::Quit => "Close Readout",
            Self::Undo => "Take back the last step",
            Self::Redo => "Make the step that was taken back again",
            Self::Find => "Find words",
            Self::FindInArticles => "Words that stand in the text, for now or highlighted always",
            Self::FindNext => "Go to the next place of what is looked for or highlighted",
            Self::FindPrevious => "Go to the place before",
            Self::Palette => "Find any command, article or person",
            Self::ShowArticles => "Read the articles and correct what was found in them",
            Self::ShowCompare => "See statements side by side",
            Self::Pictures => "Timeline, who speaks about whom, speakers, a party over time",
            Self::ShowBriefing => "Assemble the document",
            Self::NextStatement => "Select the next statement of the article",
            Self::PreviousStatement => "Select the statement before",
            Self::Review => "Go through what is shown: one key accepts and goes on",
            Self::CheckAndNext => "Mark the selected statement as right and select the next",
            Self::AddToBriefing => "Place the selected statement in the briefing",
            Self::PutAside => "Hide the selected statement; it can be brought back",
            Self::People => "Who speaks, for whom; two names that are one person",
            Self::MarkWords => "Mark words of the article without a mouse, to make a statement of them",
            Self::SplitStatement => "Cut the selected statement in two, between its parts or sentences",
            Self::MergeStatements => "Join the selected statement with the next one of the article",
            Self::FirstBriefing => "Set up sections with the clearest statements of each party",
            Self::NewFromTemplate => "Choose among the templates of the program and your own",
            Self::KeepTemplate => "Keep sections and own text, to begin other briefings from",
            Self::ThemeLight => "Dark on light",
            Self::ThemeDark => "Light on dark",
            Self::ThemeSystem => "As the system is set",
            Self::ZoomIn => "Make everything larger",
            Self::ZoomOut => "Make everything smaller",
            Self::ZoomReset => "Make everything its usual size",
            Self::Shortcuts => "Show all keys",
            Self::About => "Version and licences",
        }
    }

    /// Its icon.
    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::NewProject => "new",
            Self::OpenProject => "open",
            Self::OpenSample => "star",
            Self::Save | Self::SaveAs | Self::KeepTemplate => "save",
            Self::NewFromTemplate => "outline",
            Self::RestoreVersion => "history",
            Self::RecoverWork => "restore",
            Self::ImportFiles | Self::ImportFolder => "import",
            Self::ImportLink => "link",
            Self::PasteArticle => "paste",
            Self::ExportBriefing => "export",
            Self::Quit => "close",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Find | Self::ZoomReset => "search",
            Self::FindInArticles => "highlighter",
            Self::FindNext => "chevron_down",
            Self::FindPrevious => "chevron_up",
            Self::Palette => "command",
            Self::ShowArticles => "article",
            Self::ShowCompare => "compare",
            Self::Pictures => "timeline",
            Self::ShowBriefing | Self::FirstBriefing => "briefing",
            Self::NextStatement => "arrow_down",
            Self::PreviousStatement => "arrow_up",
            Self::CheckAndNext | Self::Review => "accept",
            Self::People => "people",
            Self::AddToBriefing => "add",
            Self::PutAside => "hide",
            Self::MarkWords | Self::Shortcuts => "keyboard",
            Self::SplitStatement => "split",
            Self::MergeStatements => "merge",
            Self::ThemeLight => "sun",
            Self::ThemeDark => "moon",
            Self::ThemeSystem => "settings",
            Self::ZoomIn => "zoom_in",
            Self::ZoomOut => "zoom_out",
            Self::About => "info",
        }
    }

    /// Its keys.
    pub(crate) fn shortcut(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::NewProject => (CTRL, Key::N),
            Self::OpenProject => (CTRL, Key::O),
            Self::Save => (CTRL, Key::S),
            Self::SaveAs => (CTRL_SHIFT, Key::S),
            Self::ImportFiles => (CTRL, Key::I),
            Self::ImportFolder => (CTRL_SHIFT, Key::I),
            Self::ImportLink => (CTRL, Key::L),
            Self::PasteArticle => (CTRL_SHIFT, Key::V),
            Self::ExportBriefing => (CTRL, Key::E),
            Self::Quit => (CTRL, Key::Q),
            Self::Undo => (CTRL, Key::Z),
            Self::Redo => (CTRL_SHIFT, Key::Z),
            Self::Find => (CTRL, Key::F),
            Self::FindInArticles => (CTRL_SHIFT, Key::F),
            Self::FindNext => (Modifiers::NONE, Key::F3),
            Self::FindPrevious => (Modifiers::SHIFT, Key::F3),
            Self::Palette => (CTRL, Key::K),
            Self::ShowArticles => (CTRL, Key::Num1),
            Self::ShowCompare => (CTRL, Key::Num2),
            Self::ShowBriefing => (CTRL, Key::Num3),
            Self::Pictures => (CTRL, Key::Num4),
            Self::NextStatement => (Modifiers::ALT, Key::ArrowDown),
            Self::PreviousStatement => (Modifiers::ALT, Key::ArrowUp),
            Self::CheckAndNext => (CTRL, Key::Enter),
            Self::Review => (CTRL, Key::R),
            Self::People => (CTRL, Key::P),
            Self::AddToBriefing => (CTRL, Key::B),
            Self::PutAside => (CTRL, Key::H),
            Self::MarkWords => (Modifiers::NONE, Key::F7),
            Self::SplitStatement => (CTRL_SHIFT, Key::J),
            Self::MergeStatements => (CTRL, Key::J),
            Self::Shortcuts => (Modifiers::NONE, Key::F1),
            Self::ZoomIn => (CTRL, Key::Plus),
            Self::ZoomOut => (CTRL, Key::Minus),
            Self::ZoomReset => (CTRL, Key::Num0),
            Self::OpenSample
            | Self::RestoreVersion
            | Self::RecoverWork
            | Self::FirstBriefing
            | Self::NewFromTemplate
            | Self::KeepTemplate
            | Self::ThemeLight
            | Self::ThemeDark
            | Self::ThemeSystem
            | Self::About => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether it can be carried out, or why not.
    pub(crate) fn availability(self, environment: &Environment) -> Result<(), &'static str> {
        let needs = |holds: bool, reason: &'static str| if holds { Ok(()) } else { Err(reason) };
        if environment.has_modal && self != Self::Quit {
            return Err("Close the open dialog first.");
        }
        match self {
            Self::Undo => needs(environment.undo.is_some(), "Nothing to undo."),
            Self::RestoreVersion => needs(
                environment.has_file,
                "The project was not saved to a file yet, so there are no earlier versions.",
            ),
            Self::Redo => needs(environment.redo.is_some(), "Nothing to redo."),
            Self::CheckAndNext
            | Self::AddToBriefing
            | Self::PutAside
            | Self::SplitStatement
            | Self::MergeStatements => needs(
                environment.has_selected_statement,
                "Select a statement first: click one in an article or in Compare.",
            ),
            Self::NextStatement | Self::PreviousStatement | Self::MarkWords | Self::Review => {
                needs(environment.has_articles, "Import an article first.")
            }
            Self::FirstBriefing | Self::People => needs(environment.has_articles, "Import an article first."),
            Self::ExportBriefing | Self::KeepTemplate => needs(
                environment.has_briefing,
                "The briefing is empty. Add a statement or a section first.",
            ),
            _ => Ok(()),
        }
    }

    /// Its words with what it would act on: "Undo: Move Lavrov to Russia".
    pub(crate) fn text_for(self, environment: &Environment) -> String {
        let about = match self {
            Self::Undo => environment.undo.as_deref(),
            Self::Redo => environment.redo.as_deref(),
            _ => None,
        };
        match about {
            Some(label) => format!("{}: {label}", self.text()),
            None => self.text().to_owned(),
        }
    }
}

pub(super) fn run(app: &mut App, command: Global) {
    match command {
        Global::NewProject => app.leave_project(AfterSave::New),
        Global::OpenProject => app.leave_project(AfterSave::Open),
        Global::OpenSample => app.leave_project(AfterSave::OpenSample),
        Global::Quit => app.leave_project(AfterSave::Quit),
        Global::Save => app.save(AfterSave::Stay),
        Global::SaveAs => app.ask_where_to_save(AfterSave::Stay),
        Global::RestoreVersion => app.show_versions(),
        Global::RecoverWork => app.look_for_work(true),
        Global::ImportFiles => app.ask(Purpose::ImportFiles),
        Global::ImportFolder => app.ask(Purpose::ImportFolder),
        Global::ImportLink => app.session.modal = Some(ModalState::link()),
        Global::PasteArticle => app.session.modal = Some(ModalState::paste()),
        Global::ExportBriefing => app.ask_what_to_export(),
        Global::Undo => app.undo(),
        Global::Redo => app.redo(),
        Global::Find => match app.session.place {
            Place::Articles => app.session.articles.wants_search_focus = true,
            Place::Compare => app.session.compare.wants_search_focus = true,
            Place::Briefing => app.session.modal = Some(ModalState::palette()),
        },
        Global::FindInArticles => {
            app.go(Place::Articles);
            app.session.articles.find.is_open = true;
            app.session.articles.find.wants_focus = true;
        }
        Global::FindNext => app.find_step(Step::On),
        Global::FindPrevious => app.find_step(Step::Back),
        Global::Palette => app.session.modal = Some(ModalState::palette()),
        Global::ShowArticles => app.go(Place::Articles),
        Global::ShowCompare => app.go(Place::Compare),
        Global::ShowBriefing => app.go(Place::Briefing),
        Global::Pictures => {
            let was_there = app.session.place == Place::Compare;
            app.go(Place::Compare);
            app.session.pictures.is_open = !(was_there && app.session.pictures.is_open);
        }
        Global::NextStatement => app.select_neighbour(1),
        Global::PreviousStatement => app.select_neighbour(-1),
        Global::Review => app.toggle_review(),
        Global::CheckAndNext if app.session.review.is_some() => app.run_review(ReviewCommand::Accept),
        Global::CheckAndNext => {
            app.run_on_selected(StatementCommand::SetChecked(true));
            app.select_neighbour(1);
        }
        Global::MarkWords => {
            app.go(Place::Articles);
            app.session.articles.mark_by_keys();
        }
        Global::SplitStatement => app.run_on_selected(StatementCommand::Split(None)),
        Global::MergeStatements => app.run_on_selected(StatementCommand::MergeWithNext),
        Global::AddToBriefing => app.run_on_selected(StatementCommand::AddToBriefing),
        Global::PutAside => {
            let selected = app.session.selected;
            app.select_neighbour(1);
            if let Some(id) = selected {
                app.run(Command::Statements(vec![id], StatementCommand::SetVisible(false)));
            }
        }
        Global::People => app.session.modal = Some(ModalState::people(None)),
        Global::FirstBriefing => app.run(Command::Briefing(BriefingCommand::Draft)),
        Global::NewFromTemplate => app.run(Command::Briefing(BriefingCommand::ChooseTemplate)),
        Global::KeepTemplate => app.run(Command::Briefing(BriefingCommand::NameTemplate)),
        Global::ThemeLight => app.set_theme(Theme::Light),
        Global::ThemeDark => app.set_theme(Theme::Dark),
        Global::ThemeSystem => app.set_theme(Theme::System),
        Global::ZoomIn => app.zoom_by(0.1),
        Global::ZoomOut => app.zoom_by(-0.1),
        Global::ZoomReset => app.zoom_to(1.0),
        Global::Shortcuts => app.session.modal = Some(ModalState::Shortcuts),
        Global::About => app.session.modal = Some(ModalState::About),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_is_listed_once_and_every_shortcut_means_one_thing() {
        let listed: BTreeSet<Global> = Global::ALL.into_iter().collect();
        assert_eq!(listed.len(), Global::ALL.len());
        let mut keys = BTreeSet::new();
        for command in Global::ALL {
            if let Some(shortcut) = command.shortcut() {
                assert!(keys.insert(format!("{shortcut:?}")), "{command:?}");
            }
            assert!(!command.tooltip().is_empty());
            super::super::super::theme::icon(command.icon());
        }
    }

    #[test]
    fn what_cannot_be_done_says_why() {
        let nothing = Environment::default();
        for command in [Global::Undo, Global::ExportBriefing, Global::AddToBriefing] {
            assert!(
                command
                    .availability(&nothing)
                    .is_err_and(|why| why.ends_with('.'))
            );
        }
        assert!(Global::ImportFiles.availability(&nothing).is_ok());
    }
}
