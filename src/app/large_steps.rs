//! Steps that change thousands of statements. They are prepared on a copy of the project in the background, which
//! takes the project's place when it is ready, so that no frame waits for them.
//!
//! If something else was changed meanwhile, a step that the program knows how to make is made anew, of the project as
//! it is then. What cannot be made anew is given up, and the user is told: undoing, because another step is the newest
//! then, and edits that a view has made up. Saving and leaving wait.

use std::fmt;
use std::sync::Arc;

use super::App;
use super::derived::Stamp;
use super::event::Event;
use crate::project::{Edit, History, Project, Refused};

/// A step of so many changes is prepared in the background.
const MANY: usize = 2_000;

/// A step that was overtaken so often by others is made at once, however long that takes.
const MOST_TRIES: u32 = 3;

const JOB: &str = "Changing statements";

/// What the user is told of a step that is made at once. Of one that takes a moment it is always told what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Telling {
    /// It is seen.
    Nothing,
    /// Its label.
    WhatWasDone,
}

/// Makes an edit of a project.
type Maker = Arc<dyn Fn(&Project) -> Option<Edit> + Send + Sync>;

/// What is to be done.
#[derive(Clone)]
enum Step {
    /// Make an edit of whatever the project is.
    Make(Maker, u32),
    /// Make this edit of the project as it is.
    Given(Arc<Edit>),
    Undo(Arc<Edit>),
    Redo(Arc<Edit>),
}

/// A step that was prepared on a copy of the project.
pub(crate) struct Prepared {
    step: Step,
    /// The edit, the project with it, and the edit that undoes it; `None` if there was nothing to do.
    outcome: Option<Outcome>,
}

type Outcome = (Arc<Edit>, Result<(Arc<Project>, Edit), Refused>);

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edit = self.outcome.as_ref().map(|(edit, _)| &edit.label);
        f.debug_struct("Prepared")
            .field("edit", &edit)
            .finish_non_exhaustive()
    }
}

/// What is to be done once the step under way has been made.
#[derive(Default)]
pub(crate) struct Waiting(Vec<Later>);

type Later = Box<dyn FnOnce(&mut App)>;

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Waiting").field(&self.0.len()).finish()
    }
}

impl App {
    /// Makes an edit of the project by `make`, in the background if it reaches `n_reached` statements and these are
    /// many, or if it turns out to have many changes.
    pub(super) fn make_edit(
        &mut self,
        n_reached: usize,
        telling: Telling,
        make: impl Fn(&Project) -> Option<Edit> + Send + Sync + 'static,
    ) {
        if n_reached < MANY {
            let edit = make(self.host.project());
            if edit.as_ref().is_none_or(|edit| edit.changes.len() < MANY) {
                match telling {
                    Telling::Nothing => self.apply_if(edit),
                    Telling::WhatWasDone => self.apply_and_say(edit),
                }
                return;
            }
        }
        self.prepare(Step::Make(Arc::new(make), 1));
    }

    /// Makes an edit that a view has made up, in the background if it has many changes.
    pub(super) fn apply_given(&mut self, edit: Edit) {
        if edit.changes.len() < MANY {
            self.apply(&edit);
        } else if self.host.awaits_step {
            // It was made of the project without the step.
            self.say_overtaken(&edit, "done");
        } else {
            self.prepare(Step::Given(Arc::new(edit)));
        }
    }

    /// Undoes the newest step in the background, if it has many changes.
    pub(super) fn undoes_many(&mut self) -> bool {
        let edit = self
            .host
            .history()
            .to_undo()
            .filter(|edit| edit.changes.len() >= MANY);
        let is_large = edit.is_some();
        if let Some(edit) = edit {
            self.prepare(Step::Undo(edit));
        }
        is_large
    }

    /// Makes the step that was undone last again in the background, if it has many changes.
    pub(super) fn redoes_many(&mut self) -> bool {
        let edit = self
            .host
            .history()
            .to_redo()
            .filter(|edit| edit.changes.len() >= MANY);
        let is_large = edit.is_some();
        if let Some(edit) = edit {
            self.prepare(Step::Redo(edit));
        }
        is_large
    }

    /// Keeps `what` until the step under way has been made; gives it back if none is.
    pub(super) fn wait_for_step<F: FnOnce(&mut Self) + 'static>(&mut self, what: F) -> Option<F> {
        if self.host.awaits_step {
            self.waiting.0.push(Box::new(what));
            None
        } else {
            Some(what)
        }
    }

    fn prepare(&mut self, step: Step) {
        let wait = {
            let step = step.clone();
            move |app: &mut Self| app.prepare(step)
        };
        if self.wait_for_step(wait).is_none() {
            return;
        }
        self.host.awaits_step = true;
        let of = self.derived.stamp(&self.host);
        let project = Arc::clone(self.host.project());
        self.jobs.start(JOB, move |progress| {
            let edit = match &step {
                Step::Make(make, _) => make(&project).map(Arc::new),
                Step::Given(edit) | Step::Undo(edit) | Step::Redo(edit) => Some(Arc::clone(edit)),
            };
            let outcome = edit.map(|edit| {
                let mut after = Project::clone(&project);
                let inverse = after.apply(&edit);
                (edit, inverse.map(|inverse| (Arc::new(after), inverse)))
            });
            Event::StepPrepared(
                of,
                Prepared {
                    step,
                    outcome: outcome.filter(|_| !progress.is_cancelled()),
                },
            )
        });
    }

    /// Puts the project with the step in the place of the one without, if it is still that one.
    pub(super) fn step_prepared(&mut self, of: Stamp, prepared: Prepared) {
        if !self.is_open(of) {
            return;
        }
        self.host.awaits_step = false;
        let Prepared { step, outcome } = prepared;
        let Some((edit, outcome)) = outcome else { return };
        if self.derived.stamp(&self.host) != of {
            self.overtaken(step, &edit);
            return;
        }
        let (after, inverse) = match outcome {
            Ok(prepared) => prepared,
            Err(refused) => {
                self.say_refused(&edit, &refused);
                return;
            }
        };
        let (merges_as, now) = (edit.merges_as.clone(), self.now);
        let before = match step {
            Step::Make(..) | Step::Given(_) => {
                self.session.toast(edit.label.clone());
                let remember = |history: &mut History| history.remember(inverse, merges_as, now);
                self.host.adopt(after, &edit, remember)
            }
            Step::Undo(_) => {
                self.session.toast(format!("Undone: {}", edit.label));
                self.host
                    .adopt(after, &edit, |history| history.note_undone(inverse))
            }
            Step::Redo(_) => {
                self.session.toast(format!("Done again: {}", edit.label));
                self.host
                    .adopt(after, &edit, |history| history.note_redone(inverse))
            }
        };
        self.letting_go.take(before);
        if matches!(step, Step::Undo(_) | Step::Redo(_)) {
            self.jump_to(&edit);
        }
        self.record(edit);
    }

    /// Something else was changed while a step was prepared.
    fn overtaken(&mut self, step: Step, edit: &Edit) {
        match step {
            Step::Make(make, n_tries) if n_tries < MOST_TRIES => self.prepare(Step::Make(make, n_tries + 1)),
            Step::Make(make, _) => {
                let edit = make(self.host.project());
                self.apply_and_say(edit);
            }
            Step::Given(_) => self.say_overtaken(edit, "done"),
            Step::Undo(_) => self.say_overtaken(edit, "undone"),
            Step::Redo(_) => self.say_overtaken(edit, "done again"),
        }
    }

    fn say_overtaken(&mut self, edit: &Edit, verb: &str) {
        let words = format!(
            "“{}” was not {verb}: something else was changed at the same time. Try again.",
            edit.label
        );
        self.session.notice(words, Vec::new(), false);
    }

    /// Goes on with what waits, once no step is under way any more.
    pub(super) fn go_on_after_step(&mut self) {
        if self.host.awaits_step && !self.jobs.is_running(JOB) {
            // It was given up, or has failed and said so.
            self.host.awaits_step = false;
        }
        while !self.host.awaits_step && !self.waiting.0.is_empty() {
            let next = self.waiting.0.remove(0);
            next(self);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;
    use std::time::Duration;

    use super::*;
    use crate::app::event::AfterSave;
    use crate::app::host::Host;
    use crate::app::{Dialogs, Options};
    use crate::model::{Article, Head, Kind, Statement, StatementId};
    use crate::project::{Entry, edits};
    use crate::storage::Folders;
    use crate::text::Span;

    /// The program with one article of very many statements, and a place for its files.
    fn app() -> (App, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            folders: Folders {
                config: Some(folder.path().join("config")),
                data: Some(folder.path().join("data")),
            },
            dialogs: Dialogs::Scripted(VecDeque::new()),
            project: None,
            today: None,
            has_defect: false,
        };
        let mut app = App::new(&egui::Context::default(), options);
        let text = "No.";
        let statement = Statement {
            is_checked: false,
            ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
        };
        let entry = Entry::new(Article::from_text(text), vec![statement; MANY]);
        let mut project = Project::default();
        let add = edits::add_articles(&project, vec![entry]);
        project.apply(&add).unwrap();
        app.host = Host::opened(project, None);
        app.host.mark_saved(app.host.revision());
        (app, folder)
    }

    /// Takes what the background brings, until nothing is under way.
    fn settle(app: &mut App) {
        loop {
            for event in app.jobs.events() {
                app.receive(event);
            }
            app.go_on_after_step();
            if !app.jobs.is_busy() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn ids(app: &App) -> Vec<StatementId> {
        app.project().statements().map(|(id, _)| id).collect()
    }

    fn n_checked(app: &App) -> usize {
        let statements = app.project().statements();
        statements.filter(|(_, statement)| statement.is_checked).count()
    }

    fn check_all(app: &mut App) {
        let ids = ids(app);
        app.make_edit(ids.len(), Telling::Nothing, move |project| {
            edits::set_checked(project, &ids, true)
        });
    }

    fn title(app: &mut App, title: &str) {
        let head = Head {
            title: title.to_owned(),
            ..Head::default()
        };
        let edit = edits::set_head(app.project(), head);
        app.apply_if(edit);
    }

    #[test]
    fn a_large_step_is_one_step_that_is_undone_and_done_again() {
        let (mut app, _folder) = app();
        check_all(&mut app);
        assert_eq!(n_checked(&app), 0, "the window does not wait for it");
        assert!(app.has_unsaved_changes(), "it would be lost by closing");
        settle(&mut app);
        assert_eq!(n_checked(&app), MANY);
        assert_eq!(app.host.undo_label(), Some("Check 2000 statements"));
        app.undo();
        // What is asked for meanwhile is done in the order in which it was asked for.
        app.redo();
        app.undo();
        settle(&mut app);
        assert_eq!(n_checked(&app), 0);
        assert!(!app.has_unsaved_changes(), "it is as it was saved");
        app.redo();
        settle(&mut app);
        assert_eq!(n_checked(&app), MANY);
        assert_eq!(
            app.host.n_changes(),
            5,
            "each was handed to the journal under a number of its own"
        );
    }

    #[test]
    fn a_step_that_was_overtaken_is_made_anew() {
        let (mut app, _folder) = app();
        check_all(&mut app);
        title(&mut app, "Readout of the week");
        let first = ids(&app)[0];
        let hide = edits::set_visible(app.project(), &[first], false);
        app.apply_if(hide);
        settle(&mut app);
        assert_eq!(app.project().briefing().head.title, "Readout of the week");
        assert_eq!(n_checked(&app), MANY);
        assert!(
            !app.project().statement(first).unwrap().is_visible,
            "nothing is overwritten"
        );
        app.undo();
        settle(&mut app);
        assert_eq!(n_checked(&app), 0);
        assert!(!app.project().statement(first).unwrap().is_visible);
    }

    #[test]
    fn undoing_is_given_up_when_another_step_is_the_newest() {
        let (mut app, _folder) = app();
        check_all(&mut app);
        settle(&mut app);
        app.undo();
        title(&mut app, "Readout of the week");
        settle(&mut app);
        assert_eq!(n_checked(&app), MANY);
        assert_eq!(app.project().briefing().head.title, "Readout of the week");
        let notice = app.session.notices.pop().unwrap();
        assert!(
            notice.words.contains("“Check 2000 statements” was not undone"),
            "{}",
            notice.words
        );
        app.undo();
        app.undo();
        settle(&mut app);
        assert_eq!(n_checked(&app), 0, "now it is the newest again");
    }

    #[test]
    fn an_edit_that_was_made_up_for_another_state_is_given_up() {
        let (mut app, _folder) = app();
        let kept = ids(&app)[7];
        let hide_all = edits::set_visible(app.project(), &ids(&app), false).unwrap();
        app.apply_given(hide_all.clone());
        let check = edits::set_checked(app.project(), &[kept], true);
        app.apply_if(check);
        settle(&mut app);
        assert!(app.project().statement(kept).unwrap().is_checked);
        assert!(
            app.project()
                .statements()
                .all(|(_, statement)| statement.is_visible)
        );
        assert!(app.session.notices.pop().unwrap().words.contains("was not done"));
        check_all(&mut app);
        app.apply_given(hide_all);
        assert!(app.session.notices.pop().unwrap().words.contains("was not done"));
        settle(&mut app);
        assert_eq!(n_checked(&app), MANY);
    }

    #[test]
    fn leaving_and_saving_wait_for_the_step() {
        let (mut app, folder) = app();
        check_all(&mut app);
        let path = folder.path().join("project.ron");
        app.save_to(path.clone(), AfterSave::Stay);
        app.leave_project(AfterSave::New);
        settle(&mut app);
        assert_eq!(n_checked(&app), 0, "the new project");
        let saved = std::fs::read(path).unwrap();
        let saved = crate::storage::decode(&saved).unwrap().value;
        assert!(saved.statements().all(|(_, statement)| statement.is_checked));
        assert_eq!(saved.statements().count(), MANY);
    }

    #[test]
    fn a_step_that_is_cancelled_is_not_made_and_nothing_waits_for_it() {
        let (mut app, _folder) = app();
        check_all(&mut app);
        for job in app.jobs.shown() {
            job.progress.cancel();
        }
        settle(&mut app);
        assert!(!app.host.awaits_step);
        assert!(
            [0, MANY].contains(&n_checked(&app)),
            "it may have been made already"
        );
    }
}
