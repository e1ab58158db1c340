//! The real window told to end in the middle of work, by the system or its own button: it ends soon, nothing
//! is half written, nothing is left beside the project, and what was not saved is offered.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use readout::model::Article;
use readout::project::{Entry, Project, edits};
use readout::storage::journal::unfinished;
use readout::storage::{self, Backups};

use super::desktop::{Running, click, folders, open, pause, rest, start, wait_for, xdotool};
use super::killed::{twin_of, typed, with_section};

/// How long the end may take.
const SOON: Duration = Duration::from_secs(4);

/// The running processes that this one has started.
pub(super) fn children_of(pid: u32) -> Vec<u32> {
    let mut children = Vec::new();
    for item in std::fs::read_dir("/proc").unwrap().flatten() {
        let Some(other) = item.file_name().to_str().and_then(|name| name.parse().ok()) else {
            continue;
        };
        let stat = std::fs::read_to_string(item.path().join("stat")).unwrap_or_default();
        let parent = stat
            .rsplit_once(") ")
            .and_then(|(_, rest)| rest.split(' ').nth(1));
        if parent == Some(&pid.to_string()) {
            children.push(other);
        }
    }
    children
}

pub(super) fn is_running(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ")
        .is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

/// Sends a signal; the program must end soon.
pub(super) fn end(program: &mut Running, signal: &str) {
    let pid = program.0.id().to_string();
    Command::new("kill")
        .args([&format!("-{signal}"), "--", &pid])
        .status()
        .unwrap();
    let start = Instant::now();
    while program.0.try_wait().unwrap().is_none() {
        assert!(
            start.elapsed() < SOON,
            "it has not ended after {:?}",
            start.elapsed()
        );
        pause(10);
    }
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A project of some twenty megabytes with a section to write in.
fn large() -> Project {
    let mut project = with_section();
    let entries = (0..600)
        .map(|number| {
            let words = format!("The ministry said that number {number} would wait for the report.\n\n");
            Entry::new(Article::from_text(&words.repeat(550)), Vec::new())
        })
        .collect();
    let edit = edits::add_articles(&project, entries);
    project.apply(&edit).unwrap();
    project
}

struct Desk {
    home: tempfile::TempDir,
    work: tempfile::TempDir,
    add_text: egui::Pos2,
    _manager: Running,
}

impl Desk {
    fn new(project: &Project) -> Self {
        let home = tempfile::tempdir().unwrap();
        let work = tempfile::tempdir().unwrap();
        let manager = start("openbox", &[], home.path());
        pause(500);
        // Where things stand is asked of a small project.
        let small = work.path().join("project.ron");
        storage::save(&with_section(), &small).unwrap();
        let add_text = twin_of(&small).control("Add text to “Positions”").rect().center();
        storage::save(project, &small).unwrap();
        Self {
            home,
            work,
            add_text,
            _manager: manager,
        }
    }

    fn path(&self) -> std::path::PathBuf {
        self.work.path().join("project.ron")
    }

    /// The window with the project, and words typed into its briefing.
    fn typed_into(&self, words: &str) -> (Running, String) {
        let (program, id) = open(self.home.path(), &self.path());
        xdotool(&["key", "ctrl+3"]);
        rest(&id);
        click(&id, self.add_text);
        xdotool(&["type", "--delay", "25", words]);
        rest(&id);
        (program, id)
    }

    fn offered(&self) -> Vec<String> {
        let folders = folders(self.home.path());
        let backups = Backups {
            folders: folders.clone(),
            ..Backups::default()
        };
        unfinished::offers(&folders, jiff::Timestamp::now())
            .iter()
            .map(|offer| typed(&unfinished::recover(offer, &backups).unwrap().project))
            .collect()
    }
}

#[test]
#[ignore = "needs a display"]
fn told_to_end_the_window_asks_nothing_and_keeps_the_work() {
    let desk = Desk::new(&with_section());
    let bytes = std::fs::read(desk.path()).unwrap();
    for signal in ["TERM", "INT", "HUP"] {
        let words = format!("Told by {signal}");
        let (mut program, _) = desk.typed_into(&words);
        assert_eq!(
            names_in(desk.work.path()).len(),
            2,
            "the project and the claim on it"
        );
        xdotool(&["type", "--delay", "10", " at last"]);
        end(&mut program, signal);
        assert_eq!(
            names_in(desk.work.path()),
            ["project.ron"],
            "nothing is left over"
        );
        assert_eq!(std::fs::read(desk.path()).unwrap(), bytes);
        let offered = desk.offered();
        assert!(
            offered.len() == 1 && offered[0].starts_with(&words),
            "{offered:?}"
        );
        for offer in unfinished::offers(&folders(desk.home.path()), jiff::Timestamp::now()) {
            unfinished::forget(&offer).unwrap();
        }
    }
}

#[test]
#[ignore = "needs a display"]
fn closed_while_a_large_project_is_saved_the_window_waits_for_the_save() {
    let desk = Desk::new(&large());
    let (mut program, id) = desk.typed_into("Closed too early");
    xdotool(&["key", "ctrl+s"]);
    pause(60);
    xdotool(&["key", "ctrl+q"]);
    wait_for("the end of the window", || program.0.try_wait().unwrap());
    drop(id);
    let saved = storage::load(&desk.path()).unwrap().value;
    assert_eq!(typed(&saved), "Closed too early");
    assert_eq!(names_in(desk.work.path()), ["project.ron"]);
    assert!(desk.offered().is_empty());
}

#[test]
#[ignore = "needs a display"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn told_to_end_while_a_large_project_is_saved_it_leaves_the_old_file_or_the_new_one() {
    let desk = Desk::new(&large());
    let before = std::fs::read(desk.path()).unwrap();
    let (mut n_old, mut n_new) = (0, 0);
    for turn in 0..5 {
        std::fs::write(desk.path(), &before).unwrap();
        let (mut program, _) = desk.typed_into("Told too early");
        xdotool(&["key", "ctrl+s"]);
        pause(turn * 120);
        end(&mut program, "TERM");
        assert_eq!(names_in(desk.work.path()), ["project.ron"], "turn {turn}");
        if std::fs::read(desk.path()).unwrap() == before {
            n_old += 1;
            assert_eq!(desk.offered(), ["Told too early"], "turn {turn}");
        } else {
            n_new += 1;
            let after = storage::load(&desk.path()).unwrap().value;
            assert_eq!(typed(&after), "Told too early", "turn {turn}");
            assert!(desk.offered().is_empty(), "turn {turn}: {:?}", desk.offered());
        }
        for offer in unfinished::offers(&folders(desk.home.path()), jiff::Timestamp::now()) {
            unfinished::forget(&offer).unwrap();
        }
    }
    println!(
        "counted: endings 5 of the real window while it saved, failures 0 ({n_old} left the old file, {n_new} the new one)"
    );
}
