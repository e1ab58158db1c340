//! The harness: the program in a window that is not on any screen, with files of its own and answers
//! to dialogs given beforehand.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use readout::app::{Answer, App, Dialogs, Options};
use readout::project::Project;
use readout::storage::Folders;

/// The window of a test, and the folder that it may write to.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) folder: tempfile::TempDir,
}

/// A window of 1280 by 800 points, with answers to the dialogs that will be opened. `{}` in an answer
/// stands for the test's folder.
pub(crate) fn window(answers: &[&str]) -> Window {
    sized(answers, egui::vec2(1280.0, 800.0), |builder| builder)
}

/// The same of another size, changed by `change`.
pub(crate) fn sized(
    answers: &[&str],
    size: egui::Vec2,
    change: impl FnOnce(egui_kittest::HarnessBuilder<App>) -> egui_kittest::HarnessBuilder<App>,
) -> Window {
    build(tempfile::tempdir().unwrap(), answers, size, change)
}

/// A window with the sample and a first briefing of it, at the place of work.
pub(crate) fn drafted(answers: &[&str]) -> Window {
    let mut window = window(answers);
    window.click("Open sample project");
    window.key(CTRL, egui::Key::Num3);
    window.click("Draft briefing from statements");
    window
}

pub(crate) fn project(window: &Window) -> &Project {
    window.harness.state().project()
}

/// A window with the files that another one has left.
pub(crate) fn window_in(folder: tempfile::TempDir, answers: &[&str]) -> Window {
    build(folder, answers, egui::vec2(1280.0, 800.0), |builder| builder)
}

pub(crate) fn build(
    folder: tempfile::TempDir,
    answers: &[&str],
    size: egui::Vec2,
    change: impl FnOnce(egui_kittest::HarnessBuilder<App>) -> egui_kittest::HarnessBuilder<App>,
) -> Window {
    let harness = harness(folder.path(), answers, size, change);
    let mut window = Window { harness, folder };
    window.settle();
    window
}

/// The window alone; its files are in `folder`.
pub(crate) fn harness(
    folder: &std::path::Path,
    answers: &[&str],
    size: egui::Vec2,
    change: impl FnOnce(egui_kittest::HarnessBuilder<App>) -> egui_kittest::HarnessBuilder<App>,
) -> Harness<'static, App> {
    let path = |answer: &str| PathBuf::from(answer.replace("{}", &folder.display().to_string()));
    let answers = answers
        .iter()
        .map(|answer| match *answer {
            "" => Answer::Cancelled,
            "none" => Answer::Unavailable,
            paths => Answer::Chosen(paths.split('|').map(path).collect()),
        })
        .collect();
    let options = Options {
        folders: Folders {
            config: Some(folder.join("config")),
            data: Some(folder.join("data")),
        },
        dialogs: Dialogs::Scripted(answers),
        project: None,
        today: Some(jiff::civil::date(2027, 3, 24)),
        has_defect: true,
    };
    let builder = change(Harness::builder().with_size(size).with_max_steps(64));
    builder.build_eframe(|context| App::new(&context.egui_ctx, options))
}

impl Window {
    /// Draws until nothing is under way in the background and everything has been drawn.
    pub(crate) fn settle(&mut self) {
        let start = Instant::now();
        self.harness.run_steps(3);
        while self.harness.state().is_busy() {
            assert!(
                start.elapsed() < Duration::from_mins(1),
                "the work in the background does not end: {:?}",
                self.labels()
            );
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        self.harness.run_steps(4);
    }

    /// Clicks the control with this name and waits for what follows. Words that only say the name are
    /// no control.
    pub(crate) fn click(&mut self, label: &str) {
        self.control(label).click();
        self.settle();
    }

    /// The one control with this name; the first if several have it.
    pub(crate) fn control<'a>(&'a self, label: &'a str) -> Node<'a> {
        self.harness
            .query_all_by_label(label)
            .find(|node| node.accesskit_node().role() != Role::Label)
            .unwrap_or_else(|| panic!("no control is called {label:?} among {:#?}", self.labels()))
    }

    /// Clicks the highlight of the statement that has these words.
    pub(crate) fn choose(&mut self, words: &str) {
        self.harness
            .query_all_by_label_contains(words)
            .find(|node| node.accesskit_node().role() == Role::Link)
            .unwrap_or_else(|| panic!("no statement with {words:?} among {:#?}", self.labels()))
            .click();
        self.settle();
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Types into the field with this name.
    pub(crate) fn type_into(&mut self, label: &str, words: &str) {
        self.control(label).focus();
        self.harness.step();
        self.control(label).type_text(words);
        self.settle();
    }

    /// Whether something with this name, or containing it, is on screen.
    pub(crate) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Ends the program as a crash does: nothing is asked, nothing is saved. What is in the journal is
    /// found by the next window.
    pub(crate) fn crash(self) -> tempfile::TempDir {
        let Self { harness, folder } = self;
        drop(harness);
        folder
    }

    /// A path in the test's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// All names on screen, for messages.
    pub(crate) fn labels(&self) -> Vec<String> {
        let root = self.harness.root();
        let mut labels: Vec<String> = root
            .children_recursive()
            .filter_map(|node| {
                node.accesskit_node()
                    .label()
                    .or_else(|| node.accesskit_node().value())
            })
            .collect();
        labels.dedup();
        labels
    }
}

/// Ctrl, or Command on a Mac.
pub(crate) const CTRL: egui::Modifiers = egui::Modifiers::COMMAND;
