//! Files and what comes back: import, open, save, export, and the events of all jobs.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::command::Command;
use super::derived::Stamp;
use super::dialogs::{Answer, Purpose};
use super::event::{AfterSave, Event};
use super::host::Host;
use super::large_steps::Waiting;
use super::safety::{Opened, Opening, SafetyDialog, too_late};
use super::session::{Place, Session};
use super::shell::ModalState;
use crate::intake;
use crate::text::unseen::{is_unseen, masked};

impl App {
    /// Asks for a path by the system's dialog.
    pub(super) fn ask(&mut self, purpose: Purpose) {
        let name = match &purpose {
            Purpose::Save(_) => format!("{}.ron", file_name(&self.host.title())),
            Purpose::Export(export) => self.export_path(export).display().to_string(),
            Purpose::SavePicture => format!("{}.png", file_name(&self.picture_name())),
            Purpose::ImportFiles | Purpose::ImportFolder | Purpose::Open | Purpose::Picture(..) => {
                String::new()
            }
        };
        self.dialogs.ask(purpose, &name, &mut self.jobs);
    }

    pub(super) fn ask_where_to_save(&mut self, after: AfterSave) {
        self.ask(Purpose::Save(after));
    }

    /// Takes what a job or dialog has brought.
    pub(super) fn receive(&mut self, event: Event) {
        match event {
            Event::Answered(purpose, answer) => self.answered(purpose, answer),
            Event::Imported(of, ..) | Event::Previewed(of, _) | Event::BodyRead { of, .. }
                if !self.is_open(of) =>
            {
                self.session.notice(
                    "An import was for a project that has been closed since; nothing was added to this one.",
                    Vec::new(),
                    false,
                );
            }
            Event::Imported(_, intake, met) => self.imported(intake, &met),
            Event::Previewed(_, previews) => self.previewed(previews),
            Event::FoundAnew { of, article, found } => {
                if self.is_open(of) {
                    self.found_anew(article, found);
                }
            }
            Event::BodyRead {
                article, part, found, ..
            } => self.body_read(article, part, found),
            Event::Opened(of, path, Opened::Loaded { .. }) if self.has_work_since(of) => {
                // Something was changed while the project was read.
                self.session.modal = Some(ModalState::Unsaved(AfterSave::OpenPath(path)));
            }
            Event::Opened(_, path, opened) => self.opened(path, opened),
            Event::SampleMade(of, _) if self.has_work_since(of) => {
                self.session.modal = Some(ModalState::Unsaved(AfterSave::OpenSample));
            }
            Event::SampleMade(_, project) => {
                let mut host = Host::opened(*project, None);
                host.working_title = Some("Sample".to_owned());
                self.replace_project(host);
                self.session.place = Place::Compare;
            }
            Event::Saved {
                of, path, outcome, ..
            } if !self.is_open(of) => {
                if let Some(why) = too_late(&path, outcome) {
                    self.session.notice(
                        format!(
                            "The project that has been closed since was not saved to {}.",
                            path.display()
                        ),
                        vec![why],
                        true,
                    );
                }
            }
            Event::Saved {
                path, after, outcome, ..
            } => self.saved(path, after, outcome),
            Event::TheirsRead(of, theirs) if self.is_open(of) => self.theirs_read(theirs),
            Event::ChangeNoticed(of, stamp) if self.is_open(of) => self.change_noticed(stamp),
            Event::JournalFailed(why) => self.session.notice(
                "Changes are not being kept for recovery at the moment. Saving still works: save often.",
                vec![why],
                true,
            ),
            Event::WorkFound(offers, asks_always) => self.work_found(offers, asks_always),
            Event::WorkCompared(journal, lines) => self.work_compared(&journal, lines),
            Event::Recovered(offer, outcome) => self.recovered(*offer, outcome),
            Event::VersionsFound(versions) => self.versions_found(versions),
            Event::VersionRead(path, read) => self.version_read(&path, read),
            Event::Exported {
                of,
                key,
                path,
                outcome,
            } => self.exported(of.as_deref(), &key, &path, outcome),
            Event::PictureRead {
                of,
                section,
                at,
                outcome,
            } if self.is_open(of) => self.picture_read(section, at, outcome),
            Event::TemplatesRead(templates) => self.templates = templates,
            Event::QueueMade(of, wish, queue) if self.is_open(of) => self.take_queue(wish, *queue),
            Event::TopicsSuggested(of, suggestions) if self.is_open(of) => {
                self.session.compare.take_suggestions(suggestions);
            }
            Event::TableReady { of, table, index } => {
                self.derived.take_table(of, table, index, &mut self.letting_go);
            }
            Event::StepPrepared(of, prepared) => self.step_prepared(of, prepared),
            Event::DocumentReady {
                of,
                edition,
                document,
            } => self.derived.take_document(of, edition, &document),
            Event::PeopleCounted { of, people } => self.derived.take_people(of, people),
            Event::TermsCounted {
                generation,
                of,
                counts,
            } => self.derived.take_terms(generation, of, counts),
            Event::PictureReady(drawn) => self.take_picture(*drawn),
            Event::PictureSaved { path, outcome } => match outcome {
                Ok(()) => self.session.toast(format!("Saved as {}", path.display())),
                Err(why) => self.session.notice(
                    format!("The picture was not saved to {}.", path.display()),
                    vec![why],
                    true,
                ),
            },
            Event::PictureDrawn { of, outcome } => {
                if self.is_open(of) {
                    self.place_picture(outcome);
                }
            }
            Event::RecentNoted(recent) => self.recent = recent,
            Event::TheirsRead(..)
            | Event::ChangeNoticed(..)
            | Event::TopicsSuggested(..)
            | Event::QueueMade(..)
            | Event::PictureRead { .. }
            | Event::Done => {}
            Event::Failed(words) => self.session.notice(words, Vec::new(), true),
        }
    }

    /// Whether something is unsaved that was done after this state, or is about to be.
    fn has_work_since(&self, of: Stamp) -> bool {
        self.host.awaits_step || (self.derived.stamp(&self.host) != of && self.host.is_dirty())
    }

    /// Whether the project of this stamp is still the open one, in whatever state.
    pub(super) fn is_open(&self, of: Stamp) -> bool {
        self.derived.stamp(&self.host).generation == of.generation
    }

    fn answered(&mut self, purpose: Purpose, answer: Answer) {
        match answer {
            Answer::Cancelled => {}
            Answer::Unavailable => self.session.modal = Some(ModalState::path(purpose)),
            Answer::Chosen(paths) => self.chosen(purpose, paths, true),
        }
    }

    /// Does what the paths were wanted for, unless a file would be replaced unasked. `is_asked`: whether whoever
    /// chose them was asked about files that are there.
    pub(super) fn chosen(&mut self, purpose: Purpose, paths: Vec<PathBuf>, is_asked: bool) {
        let replaced = paths
            .first()
            .and_then(|path| self.replaced_unasked(&purpose, path, is_asked));
        match replaced {
            Some(path) => {
                self.session.modal = Some(ModalState::Safety(SafetyDialog::Replace(purpose, path)));
            }
            None => self.use_chosen(purpose, paths),
        }
    }

    /// Does what the paths were wanted for.
    pub(super) fn use_chosen(&mut self, purpose: Purpose, mut paths: Vec<PathBuf>) {
        match purpose {
            Purpose::ImportFiles | Purpose::ImportFolder => self.import(paths),
            Purpose::Open => self.outbox.send(Command::OpenPath(paths.swap_remove(0))),
            Purpose::Save(after) => self.outbox.send(Command::SaveTo(paths.swap_remove(0), after)),
            Purpose::Export(export) => self.outbox.send(Command::ExportTo(paths.swap_remove(0), export)),
            Purpose::SavePicture => self.save_picture_to(paths.swap_remove(0)),
            Purpose::Picture(section, at) => self.read_picture(paths.swap_remove(0), section, at),
        }
    }

    /// What was to be done once nothing would be lost.
    pub(super) fn after_save(&mut self, next: AfterSave) {
        match next {
            AfterSave::Stay => {}
            AfterSave::Quit => {
                self.may_close = true;
                self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            AfterSave::New => self.replace_project(Host::default()),
            AfterSave::Open => self.ask(Purpose::Open),
            AfterSave::OpenPath(path) => self.open_path(path),
            AfterSave::OpenCopy(path, title) => self.open_path_as(path, Opening::Copy(title)),
            AfterSave::Recover(offer) => self.recover_now(*offer),
            AfterSave::OpenSample => {
                let today = self.today();
                let of = self.derived.stamp(&self.host);
                self.jobs.start("Opening", move |progress| {
                    Event::SampleMade(of, Box::new(intake::sample::project(today, progress)))
                });
            }
        }
    }

    pub(super) fn replace_project(&mut self, host: Host) {
        self.end_journal();
        let has_articles = !host.project().articles().is_empty();
        let first = host.project().articles().keys().next().copied();
        let before = std::mem::replace(&mut self.host, host);
        self.letting_go.take(Arc::clone(before.project()));
        self.waiting = Waiting::default();
        self.recorder.begin(self.work(self.host.is_dirty()));
        self.derived.reset(&mut self.letting_go);
        let notices = std::mem::take(&mut self.session.notices);
        self.session = Session {
            place: self.session.place,
            has_left_welcome: has_articles,
            notices,
            ..Session::default()
        };
        if let Some(first) = first {
            self.session.articles.open(first);
        }
    }

    /// Imports files dropped on the window; opens a project dropped on it.
    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        let paths: Vec<PathBuf> = ctx.input(|input| {
            let dropped = &input.raw.dropped_files;
            dropped.iter().map(|file| file.path().to_path_buf()).collect()
        });
        if paths.is_empty() {
            return;
        }
        let is_project = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "ron");
        match paths.as_slice() {
            [path] if is_project(path) => self.leave_project(AfterSave::OpenPath(path.clone())),
            _ => self.outbox.send(Command::Import(paths)),
        }
    }

    /// The window's title: the project's name, marked when it is not saved.
    pub(super) fn update_title(&mut self, ctx: &egui::Context) {
        let mark = if self.host.is_dirty() { "• " } else { "" };
        let title = format!("{mark}{} — Readout", masked(&self.host.title()));
        if title != self.title_shown {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title_shown = title;
        }
    }
}

/// A title as a file's name: no separators, no control characters, not too long.
pub(super) fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| {
            if is_unseen(c) || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '-'
            } else {
                c
            }
        })
        .take(80)
        .collect();
    let name = name.trim().trim_start_matches('.').to_owned();
    if name.is_empty() {
        "briefing".to_owned()
    } else {
        name
    }
}

pub(super) fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() {
        path
    } else {
        path.with_extension(extension)
    }
}
