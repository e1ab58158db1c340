//! Imports and exports killed at any moment, and two imports at once.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Desk, Numbers};

/// Kills imports at moments all over their course. Each time the project is the one before or the one
/// after.
fn kill_imports(n_kills: usize) -> (usize, usize) {
    let desk = Desk::new();
    let path = desk.path("project.ron");
    let (mut n_before, mut n_after) = (0, 0);
    // How long an import takes, to spread the kills over it.
    let start = Instant::now();
    assert!(
        desk.run(&["import", "-p", "project.ron", "in/plain.txt"])
            .status
            .success()
    );
    let course = start.elapsed() * 3 / 2;
    let mut numbers = Numbers(3);
    let mut state = readout::storage::load(&path).unwrap().value;
    for kill in 0..n_kills {
        let name = format!("in/{kill}.txt");
        std::fs::write(
            desk.path(&name),
            format!("Number {kill}\n\nThe ministry said it was number {kill}.\n"),
        )
        .unwrap();
        let mut import = desk
            .command(&["import", "-p", "project.ron", &name])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = usize::try_from(course.as_micros()).unwrap();
        std::thread::sleep(Duration::from_micros(
            u64::try_from(numbers.next(micros)).unwrap(),
        ));
        import.kill().ok();
        import.wait().unwrap();
        let now = readout::storage::load(&path).unwrap().value;
        if now == state {
            n_before += 1;
        } else {
            n_after += 1;
            assert_eq!(now.articles().len(), state.articles().len() + 1, "kill {kill}");
            for (id, entry) in state.articles() {
                assert_eq!(now.entry(*id), Some(entry));
            }
        }
        state = now;
        let left = std::fs::read_dir(desk.folder.path()).unwrap().count();
        assert!(left <= 4, "kill {kill}: {left} things in the folder");
    }
    std::fs::write(desk.path("in/last.txt"), "Last\n\nThe ministry said so.\n").unwrap();
    let done = desk.run(&["import", "-p", "project.ron", "in/last.txt"]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(
        std::fs::read_dir(desk.folder.path()).unwrap().count(),
        3,
        "nothing is left over"
    );
    (n_before, n_after)
}

#[test]
fn a_killed_import_leaves_the_old_project_or_the_new_one() {
    let (n_before, n_after) = kill_imports(20);
    assert_eq!(n_before + n_after, 20);
}

#[test]
#[ignore = "takes minutes"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn three_hundred_killed_imports_leave_whole_projects() {
    let (n_before, n_after) = kill_imports(300);
    assert!(
        n_before > 0 && n_after > 0,
        "on both sides: {n_before}, {n_after}"
    );
    println!(
        "counted: kills 300 of imports, failures 0 ({n_before} before, {n_after} after the file was replaced)"
    );
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn of_two_imports_at_once_neither_is_lost() {
    let n_races = 20;
    for race in 0..n_races {
        let desk = Desk::new();
        let running: Vec<_> = ["in/plain.txt", "in/russian.txt"]
            .iter()
            .map(|name| {
                desk.command(&["import", "-p", "project.ron", name])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let n_done = running
            .into_iter()
            .filter_map(|mut import| import.wait().ok())
            .filter(std::process::ExitStatus::success)
            .count();
        let project = readout::storage::load(&desk.path("project.ron")).unwrap().value;
        assert_eq!((n_done, project.articles().len()), (2, 2), "race {race}");
    }
    println!("counted: races {n_races}, failures 0");
}

#[test]
fn a_killed_export_leaves_the_old_document_or_the_new_one() {
    let desk = Desk::new();
    desk.project();
    let whole = |desk: &Desk| {
        assert!(desk.run(&["export", "base.ron", "-o", "out.md"]).status.success());
        std::fs::read(desk.path("out.md")).unwrap()
    };
    let start = Instant::now();
    let new = whole(&desk);
    let course = usize::try_from((start.elapsed() * 5 / 4).as_micros()).unwrap();
    let mut numbers = Numbers(11);
    for kill in 0..15 {
        std::fs::write(desk.path("out.md"), "old").unwrap();
        let mut export = desk
            .command(&["export", "base.ron", "-o", "out.md"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(
            u64::try_from(numbers.next(course)).unwrap(),
        ));
        export.kill().ok();
        export.wait().unwrap();
        let bytes = std::fs::read(desk.path("out.md")).unwrap();
        assert!(
            bytes == b"old" || bytes == new,
            "kill {kill}: {} bytes",
            bytes.len()
        );
    }
    assert_eq!(whole(&desk), new);
}
