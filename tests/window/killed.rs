//! The real window is killed in the middle of typing, and what was typed comes back.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use egui::Key;
use readout::model::BlockKind;
use readout::project::{Project, edits};
use readout::storage::journal::unfinished;
use readout::storage::{self, Backups};

use super::desktop::{click, folders, open, pause, rest, settle, spawn, start, wait_for, window_id, xdotool};
use super::support::{CTRL, Window, window, window_in};

const KILLS: usize = 20;

/// What may be lost.
const AT_MOST: Duration = Duration::from_secs(5);

/// A project with a section to write in.
pub(super) fn with_section() -> Project {
    let mut project = Project::default();
    let (_, edit) = edits::add_section(&project, "Positions", 0, 0);
    project.apply(&edit).unwrap();
    project
}

/// A window on no screen that shows the same, to ask where things stand.
pub(super) fn twin_of(project: &Path) -> Window {
    let copy = tempfile::tempdir().unwrap();
    std::fs::copy(project, copy.path().join("project.ron")).unwrap();
    let mut twin = window_in(copy, &["{}/project.ron"]);
    twin.click("Open project…");
    twin.key(CTRL, Key::Num3);
    twin
}

pub(super) fn typed(project: &Project) -> String {
    let texts = project
        .briefing()
        .blocks
        .values()
        .filter_map(|block| match &block.kind {
            BlockKind::Text(words) => Some(words.as_str()),
            _ => None,
        });
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs a display"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn of_what_was_typed_before_a_kill_at_most_five_seconds_are_lost() {
    let home = tempfile::tempdir().unwrap();
    let _manager = start("openbox", &[], home.path());
    pause(500);
    let path = home.path().join("project.ron");
    storage::save(&with_section(), &path).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let twin = twin_of(&path);
    let add_text = twin.control("Add text to “Positions”").rect().center();
    drop(twin);
    let folders = folders(home.path());
    let backups = Backups {
        folders: folders.clone(),
        ..Backups::default()
    };
    let mut longest_loss = Duration::ZERO;
    for kill in 0..KILLS {
        // The claim of the killed window is taken over without a question.
        let (program, id) = open(home.path(), &path);
        xdotool(&["key", "ctrl+3"]);
        rest(&id);
        click(&id, add_text);
        let mut words = Vec::new();
        for number in 0..4 + kill % 7 {
            let word = format!("word{kill}x{number} ");
            xdotool(&["type", "--delay", "15", &word]);
            words.push((word.trim().to_owned(), Instant::now()));
            pause(u64::try_from(number * 37 % 90).unwrap());
        }
        pause(u64::try_from(kill * 389 % 1_500).unwrap());
        let killed = Instant::now();
        drop(program);
        wait_for("the end of the window", || {
            window_id("Readout").is_none().then_some(())
        });

        assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file is as it was");
        let offers = unfinished::offers(&folders, jiff::Timestamp::now());
        let back = match offers.as_slice() {
            [] => String::new(),
            [offer] => typed(&unfinished::recover(offer, &backups).unwrap().project),
            more => panic!("{more:?}"),
        };
        for (word, at) in &words {
            if !back.contains(word.as_str()) {
                longest_loss = longest_loss.max(killed - *at);
            }
        }
        assert!(
            longest_loss < AT_MOST,
            "kill {kill}: {longest_loss:?} are lost: {back:?} of {words:?}"
        );
        if kill + 1 < KILLS {
            for offer in &offers {
                unfinished::forget(offer).unwrap();
            }
        }
    }

    // The last work is brought back in the window itself.
    let data = tempfile::tempdir().unwrap();
    copy_all(&home.path().join("data/readout"), &data.path().join("data"));
    let twin = window_in(data, &[]);
    let open_work = twin.control("Open work").rect().center();
    drop(twin);
    let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
    command.env("LC_ALL", "C.UTF-8");
    let _program = spawn(command, home.path());
    let id = wait_for("the window", || window_id("Readout"));
    settle(&id);
    pause(500);
    click(&id, open_work);
    wait_for("the recovered project", || window_id("recovered"));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file is as it was");
    println!("counted: kills {KILLS} of the real window, failures 0 (longest loss {longest_loss:?})");
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap() {
        let path = item.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
#[ignore = "needs a display"]
fn a_second_real_window_is_told_that_the_project_is_open() {
    let home = tempfile::tempdir().unwrap();
    let _manager = start("openbox", &[], home.path());
    pause(500);
    let path = home.path().join("project.ron");
    storage::save(&with_section(), &path).unwrap();
    let (_first, _) = open(home.path(), &path);
    let holder = storage::lock::holder_of(&path).expect("it is open");
    assert_ne!(holder.pid, std::process::id());
    // A window of the test, on no screen, is the second.
    let mut second = window(&[&path.display().to_string()]);
    second.click("Open project…");
    assert!(
        second.shows("This project is open elsewhere"),
        "{:?}",
        second.labels()
    );
    assert!(second.shows(&format!("process {}", holder.pid)));
}
