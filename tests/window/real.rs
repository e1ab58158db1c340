//! The main journey in a real window with the system's own file dialogs, by mouse and keyboard.
//!
//! A twin of the window that is on no screen walks along: it knows where each control stands, and what
//! the project must look like afterwards.

use std::path::Path;
use std::process::Command;

use egui::{Key, Modifiers};

use super::desktop::{Running, pause, rest, spawn, start, wait_for, window_id, xdotool};
use super::journey::{ARTICLE, OWN, card, check_export, expected_export};
use super::support::{CTRL, Window, window};

/// The real window and its twin.
struct Pair {
    twin: Window,
    id: String,
    program: Running,
}

impl Pair {
    /// Starts both.
    fn new(answers: &[&str]) -> Self {
        let mut twin = window(answers);
        twin.settle();
        let home = twin.path("home");
        std::fs::create_dir_all(&home).unwrap();
        let (program, id) = Self::open(&home);
        Self { twin, id, program }
    }

    fn open(home: &Path) -> (Running, String) {
        let program = start("dbus-run-session", &["--", env!("CARGO_BIN_EXE_readout")], home);
        let id = wait_for("the window", || window_id("Readout"));
        wait_for("its size", || {
            xdotool(&["windowsize", "--sync", &id, "1280", "800"])
        });
        xdotool(&["windowactivate", "--sync", &id]);
        pause(1_000);
        rest(&id);
        (program, id)
    }

    fn mouse(&self, position: egui::Pos2, button: &str) {
        let (x, y) = (format!("{:.0}", position.x), format!("{:.0}", position.y));
        xdotool(&["mousemove", "--window", &self.id, &x, &y]);
        rest(&self.id);
        xdotool(&["click", button]);
        rest(&self.id);
    }

    /// Clicks the control with this name in both.
    fn click(&mut self, label: &str) {
        let position = self.twin.control(label).rect().center();
        self.mouse(position, "1");
        self.twin.click(label);
    }

    /// Presses a key in both.
    fn key(&mut self, name: &str, modifiers: Modifiers, key: Key) {
        xdotool(&["key", name]);
        rest(&self.id);
        self.twin.key(modifiers, key);
    }

    /// Types where the keyboard is, in both.
    fn type_words(&mut self, words: &str) {
        xdotool(&["type", "--delay", "40", words]);
        rest(&self.id);
        self.twin.harness.event(egui::Event::Text(words.to_owned()));
        self.twin.settle();
    }

    /// Whether the real program is gone.
    fn has_ended(&mut self) -> bool {
        self.program.0.try_wait().is_ok_and(|status| status.is_some())
    }

    /// Types into the field with this name in both.
    fn type_into(&mut self, label: &str, words: &str) {
        let position = self.twin.control(label).rect().center();
        self.mouse(position, "1");
        xdotool(&["type", "--delay", "40", words]);
        rest(&self.id);
        self.twin.type_into(label, words);
    }

    /// Answers the system's dialog with this title by a path.
    fn answer(&mut self, title: &str, path: &Path) {
        let dialog = wait_for(title, || window_id(title));
        pause(800);
        xdotool(&["windowactivate", "--sync", &dialog]);
        xdotool(&["key", "ctrl+a"]);
        xdotool(&["key", "ctrl+l"]);
        pause(400);
        xdotool(&["key", "ctrl+a"]);
        xdotool(&["type", "--delay", "12", &path.display().to_string()]);
        pause(600);
        xdotool(&["key", "Return"]);
        wait_for("the end of the dialog", || match window_id(title) {
            Some(_) => {
                // A list of completions may have taken the first one.
                xdotool(&["key", "Return"]);
                pause(500);
                None
            }
            None => Some(()),
        });
        pause(500);
        xdotool(&["windowactivate", "--sync", &self.id]);
        rest(&self.id);
        self.twin.settle();
    }
}

fn wait_for_file(path: &Path) {
    wait_for(&path.display().to_string(), || path.exists().then_some(()));
    pause(500);
}

#[test]
#[ignore = "needs a display"]
fn the_whole_journey() {
    let home = tempfile::tempdir().unwrap();
    let _manager = start("openbox", &[], home.path());
    pause(500);
    let mut pair = Pair::new(&["{}/article.txt", "{}/twin.ron"]);
    let article = pair.twin.path("article.txt");
    std::fs::write(&article, ARTICLE).unwrap();
    let project = pair.twin.path("real.ron");
    let briefing = pair.twin.path("briefing.md");

    pair.click("Import articles…");
    pair.answer("Import articles", &article);
    pair.click("Compare");
    let holm = card(&pair.twin, "a gift to nobody");
    pair.click(&holm);
    pair.click("Correct and more");
    pair.click("Speaks for");
    pair.type_into("Find a country or organisation", "Finland");
    pair.key("Return", Modifiers::NONE, Key::Enter);
    let holm = card(&pair.twin, "a gift to nobody");
    pair.click(&holm);
    pair.click("Add to briefing");
    pair.click("Briefing");
    pair.click("Add text to “Positions”");
    pair.type_words(OWN);
    pair.key("ctrl+s", CTRL, Key::S);
    pair.answer("Save project", &project);
    wait_for_file(&project);
    let saved = readout::storage::load(&project).unwrap().value;
    assert_eq!(saved.briefing(), pair.twin.harness.state().project().briefing());
    assert_eq!(
        saved.statements().collect::<Vec<_>>(),
        pair.twin
            .harness
            .state()
            .project()
            .statements()
            .collect::<Vec<_>>()
    );
    xdotool(&["key", "ctrl+q"]);
    wait_for("the end of the program", || pair.has_ended().then_some(()));

    // The twin opens a copy: one file is open in one window.
    let copy = pair.twin.path("copy.ron");
    std::fs::copy(&project, &copy).unwrap();
    let answers = [copy.display().to_string(), briefing.display().to_string()];
    let mut second = Pair::new(&answers.each_ref().map(String::as_str));
    second.click("Open project…");
    second.answer("Open project", &project);
    second.click("Briefing");
    let exported = second.twin.path("real.md");
    second.click("Export briefing…");
    second.click("Choose place…");
    second.answer("Export briefing", &exported);
    wait_for_file(&exported);
    let markdown = std::fs::read_to_string(&exported).unwrap();
    assert_eq!(markdown, expected_export(&project));
    check_export(&markdown);
}

#[test]
#[ignore = "needs a display"]
fn without_native_dialogs_paths_are_typed() {
    let home = tempfile::tempdir().unwrap();
    let _manager = start("openbox", &[], home.path());
    pause(500);
    let article = home.path().join("article.txt");
    std::fs::write(&article, ARTICLE).unwrap();
    // Neither a portal nor zenity is to be found.
    let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
    command
        .env("PATH", home.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let _program = spawn(command, home.path());
    let id = wait_for("the window", || window_id("Readout"));
    xdotool(&["windowactivate", "--sync", &id]);
    pause(1_000);
    rest(&id);
    for (keys, path) in [("ctrl+i", "article.txt"), ("ctrl+s", "project.ron")] {
        xdotool(&["key", keys]);
        rest(&id);
        pause(500);
        xdotool(&[
            "type",
            "--delay",
            "20",
            &home.path().join(path).display().to_string(),
        ]);
        rest(&id);
        xdotool(&["key", "Return"]);
        rest(&id);
    }
    let project = home.path().join("project.ron");
    wait_for_file(&project);
    let saved = readout::storage::load(&project).unwrap().value;
    assert_eq!(saved.articles().len(), 1);
}
