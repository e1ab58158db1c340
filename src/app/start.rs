//! Opening the window, and saying so when there is none to be had.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::civil::Date;

use super::App;
use super::dialogs::{self, Dialogs};
use super::safety::listen_for_defects;
use crate::storage::Folders;

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
        Box::new(|context| Ok(Box::new(App::new(&context.egui_ctx, options)))),
    );
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
