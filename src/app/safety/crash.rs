//! A defect that shows itself while the window is drawn: the work is safe, and the user is told what to do.
//!
//! The report holds where in the program it was and no words of articles; so does what is printed.

use std::backtrace::Backtrace;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use egui::{CentralPanel, Frame, RichText, Ui};
use jiff::Timestamp;

use super::super::App;
use super::super::event::AfterSave;
use super::super::session::Session;
use super::super::theme::{Tokens, reading, space, text_size};
use super::super::widgets::primary_button;
use crate::storage;

/// A defect that has shown itself.
#[derive(Clone, Debug)]
pub(crate) struct Crash {
    /// The report on it, if it could be written.
    report: Option<PathBuf>,
}

/// Where the newest panic came from.
static NEWEST: Mutex<Option<String>> = Mutex::new(None);

/// Notes where panics come from. What they say is not printed: it may hold words of articles.
pub(crate) fn listen_for_defects() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        say(&place);
        let thread = std::thread::current();
        let words = format!(
            "Place: {place}\nThread: {}\n\n{}",
            thread.name().unwrap_or("without a name"),
            Backtrace::force_capture()
        );
        *NEWEST.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
    }));
}

#[expect(
    clippy::print_stderr,
    reason = "for whoever started the program in a terminal"
)]
fn say(place: &str) {
    eprintln!("readout: a defect showed itself at {place}");
}

impl App {
    /// Does something that may show a defect of the program.
    pub(in crate::app) fn contained(&mut self, what: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| what(self))).is_err() {
            self.crashed();
        }
    }

    fn crashed(&mut self) {
        self.recorder.flush();
        let newest = NEWEST.lock().unwrap_or_else(PoisonError::into_inner).take();
        let words = format!(
            "Readout {} on {} ({})\n{}\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            std::env::consts::ARCH,
            newest.unwrap_or_default()
        );
        let report = storage::write_crash_report(&self.folders, Timestamp::now(), &words).ok();
        self.crash = Some(Crash { report });
        self.outbox.take();
        self.ctx.request_repaint();
    }

    /// Shows a defect on a key, in tests of what happens then.
    pub(in crate::app) fn show_defect_if_asked(&self, ctx: &egui::Context) {
        let is_asked = self.has_defect
            && ctx.input(|input| {
                input.key_pressed(egui::Key::F12) && input.modifiers.command && input.modifiers.shift
            });
        assert!(!is_asked, "a defect, as the test wants it");
    }
}

/// Says that a defect has shown itself, and what to do.
pub(crate) fn crash_ui(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    let report = app.crash.as_ref().and_then(|crash| crash.report.clone());
    let frame = Frame::new().fill(tokens.background).inner_margin(space::XL);
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ui.add_space(ui.available_height() * 0.2);
        ui.vertical_centered(|ui| {
            ui.set_max_width(560.0);
            ui.label(RichText::new("A defect in Readout").font(reading::bold(28.0)));
            ui.add_space(space::L);
            ui.label(
                "Something in this view went wrong that should not have. Your work is not lost: what you did up to \
                 now is in the recovery journal and in memory.",
            );
            ui.add_space(space::S);
            ui.label(
                "Go on where you were, in a fresh view; save your work first if it happens again. If you close \
                 Readout now, it offers your work when it starts.",
            );
            if let Some(report) = report {
                ui.add_space(space::S);
                ui.label(
                    RichText::new(format!(
                        "A report without any words of your articles is in {}.",
                        report.display()
                    ))
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
                );
            }
            ui.add_space(space::L);
            ui.horizontal(|ui| {
                let width = 320.0;
                ui.add_space(((ui.available_width() - width) / 2.0).max(0.0));
                if primary_button(ui, "Go on").clicked() {
                    app.go_on();
                }
                if ui.button("Save a copy…").clicked() {
                    app.go_on();
                    app.ask_where_to_save(AfterSave::Stay);
                }
                if ui.button("Close Readout").clicked() {
                    app.may_close = true;
                    app.leaves_journal = true;
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
                }
            });
        });
    });
}

impl App {
    fn go_on(&mut self) {
        self.crash = None;
        let place = self.session.place;
        let notices = std::mem::take(&mut self.session.notices);
        self.session = Session {
            place,
            has_left_welcome: true,
            notices,
            ..Session::default()
        };
    }
}
