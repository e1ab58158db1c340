//! Opening the window, and saying so when there is none to be had.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::App;
use super::dialogs::{self, Dialogs};
use super::safety::listen_for_defects;
use crate::signals;
use crate::storage::{self, Folders};

/// How the program starts.
#[derive(Debug, Default)]
pub struct Options {
    /// Where preferences and recent projects are kept.
    pub folders: Folders,
    /// How dialogs are shown.
    pub dialogs: Dialogs,
    /// The project to open.
    pub project: Option<PathBuf>,
    /// The day that it is, where the system's clock is not to be asked.
    pub today: Option<Date>,
    /// Whether Ctrl+Shift+F12 shows a defect: for tests of what happens then.
    pub has_defect: bool,
}

/// Opens the window and returns when it is closed.
#[must_use]
pub fn run(project: Option<PathBuf>) -> ExitCode {
    if !has_display() {
        complain("there is no display to open a window on");
        return ExitCode::from(2);
    }
    dialogs::listen();
    let options = Options {
        folders: Folders::of_user(),
        dialogs: Dialogs::Native,
        project,
        today: None,
        has_defect: std::env::var_os("READOUT_TEST_DEFECT").is_some(),
    };
    listen_for_defects();
    let endings = signals::hold_back();
    let tells_beats = std::env::var_os("READOUT_TEST_BEAT").is_some();
    let native = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Readout")
            .with_app_id("readout")
            .with_inner_size([1280.0, 800.0])
            .with_min_inner_size([820.0, 520.0])
            .with_drag_and_drop(true),
        ..eframe::NativeOptions::default()
    };
    let outcome = eframe::run_native(
        "Readout",
        native,
        Box::new(move |context| {
            let app = App::new(&context.egui_ctx, options);
            endings.when_told(app.ender());
            Ok(if tells_beats {
                Box::new(Beating(app))
            } else {
                Box::new(app)
            })
        }),
    );
    storage::abandon_unfinished();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("the window could not be opened ({error})"));
            ExitCode::from(2)
        }
    }
}

/// Whether a window can be hoped for; where that cannot be known, yes.
fn has_display() -> bool {
    if cfg!(any(target_os = "windows", target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn complain(what: &str) {
    eprintln!(
        "readout: {what}; without a window, “readout brief ARTICLE... -o BRIEFING.md” does the main job."
    );
}

/// A window that says on standard error that it lives, each time that it is drawn: for tests of what holds
/// it up.
struct Beating(App);

impl eframe::App for Beating {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.0.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.0.ui(ui, frame);
        tell_beat();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.0.clear_color(visuals)
    }
}

#[expect(clippy::print_stderr, reason = "for whoever listens to the beat")]
fn tell_beat() {
    eprintln!("beat");
}
