//! The end of the program, asked for by the user or by the system: what is under way is finished or given up
//! as a whole, and nothing is left half written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::super::App;
use super::super::event::AfterSave;
use super::super::shell::ModalState;
use crate::signals;
use crate::storage;

/// How long a save, an export or an import may hold up the end of the program.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// After so long a window that does not close by itself is ended without it.
const LONGEST: Duration = Duration::from_millis(1_900);

/// How long putting in order may take after that.
const LAST: Duration = Duration::from_millis(900);

/// How and when the program ends.
#[derive(Debug, Default)]
pub(crate) struct Ending {
    /// Whether the system has told the program to end: nothing is asked, and the journal keeps the work.
    is_told: Arc<AtomicBool>,
    /// Whether the window was told to close.
    closes: bool,
    /// What the user wanted to go on to while the project was being saved.
    waits_for_save: Option<AfterSave>,
}

impl App {
    /// What is to be called when the system tells the program to end, with the status to end with.
    pub(in crate::app) fn ender(&self) -> impl FnOnce(u8) + Send + use<> {
        let (is_told, ctx, journal) = (
            Arc::clone(&self.ending.is_told),
            self.ctx.clone(),
            self.recorder.marker(),
        );
        move |status| {
            is_told.store(true, Ordering::SeqCst);
            ctx.request_repaint();
            // The window closes and the program ends with it, before this is over.
            std::thread::sleep(LONGEST);
            signals::kill_after(LAST);
            journal.wait_at_most(Duration::from_millis(300));
            storage::abandon_unfinished();
            std::process::exit(status.into());
        }
    }

    /// Closes the window if the system wants it. Work that is not saved stays in the journal.
    pub(in crate::app) fn end_if_told(&mut self) {
        if self.ending.is_told.load(Ordering::SeqCst) && !std::mem::replace(&mut self.ending.closes, true) {
            self.leaves_journal = self.host.is_dirty();
            self.may_close = true;
            self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// Holds the window open when closing would lose something.
    pub(in crate::app) fn watch_closing(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        if self.crash.is_some() {
            self.leaves_journal = true;
        } else if !self.may_close && self.host.is_dirty() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.leave_project(AfterSave::Quit);
        } else {
            self.end_journal();
        }
    }

    /// Goes on to `next` once nothing would be lost: waits for a step or a save that is under way, asks about
    /// unsaved changes.
    pub(in crate::app) fn leave_project(&mut self, next: AfterSave) {
        let Some(next) = self.wait_to_leave(next) else {
            return;
        };
        if self.jobs.is_running("Saving") && self.ending.waits_for_save.is_none() {
            self.session.toast("First the project is saved");
            self.wait_for_save(next);
        } else {
            self.leave_saved(next);
        }
    }

    /// Leaves later, if a step is being made in the background.
    fn wait_to_leave(&mut self, next: AfterSave) -> Option<AfterSave> {
        let later = next.clone();
        let is_free = self
            .wait_for_step(move |app: &mut Self| app.leave_project(later))
            .is_some();
        is_free.then_some(next)
    }

    fn leave_saved(&mut self, next: AfterSave) {
        if self.host.is_dirty() {
            self.session.modal = Some(ModalState::Unsaved(next));
        } else {
            self.after_save(next);
        }
    }

    /// Notes what is to be done once the save that is under way has succeeded.
    pub(super) fn wait_for_save(&mut self, next: AfterSave) {
        self.ending.waits_for_save = Some(next);
    }

    /// Goes on to what the user wanted while the project was being saved.
    pub(super) fn go_on_after_save(&mut self, is_saved: bool) {
        if let Some(next) = self.ending.waits_for_save.take().filter(|_| is_saved) {
            self.leave_saved(next);
        }
    }

    /// Gives what is under way a moment to end, and gives the rest up.
    pub(in crate::app) fn wind_up(&mut self) {
        self.jobs.wind_up(PATIENCE);
    }
}
