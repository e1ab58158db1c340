//! A disk without room, at every moment of an import.

use std::path::PathBuf;
use std::process::Command;

use super::Desk;

/// A disk of one megabyte, for as long as it is held.
struct SmallDisk(PathBuf);

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[test]
#[ignore = "needs the right to mount a disk"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn on_a_full_disk_an_import_keeps_the_old_project_and_says_so() {
    let desk = Desk::new();
    let at = desk.path("disk");
    std::fs::create_dir(&at).unwrap();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(&at);
    assert!(mount.status().unwrap().success(), "{mount:?}");
    let small = SmallDisk(at);
    let path = small.0.join("project.ron");
    assert!(
        desk.run(&["import", "-p", "disk/project.ron", "in/plain.txt"])
            .status
            .success()
    );
    let long = "The ministry said that it would wait for the report.\n\n".repeat(300);
    std::fs::write(desk.path("in/long.txt"), format!("A long one\n\n{long}")).unwrap();
    let (mut n_full, mut n_room) = (0, 0);
    let before = std::fs::read(&path).unwrap();
    // Less and less room: the disk is full at another moment each time.
    let steps = (0..=1_024)
        .rev()
        .step_by(64)
        .chain((900..=1_048).rev().step_by(4));
    for filled in steps {
        std::fs::write(&path, &before).unwrap();
        let filler = small.0.join("filler");
        // As much of it as there is room for.
        std::fs::write(&filler, vec![b'x'; filled * 1_000]).ok();
        let done = desk.run(&["import", "-p", "disk/project.ron", "in/long.txt"]);
        let after = std::fs::read(&path).unwrap();
        if done.status.success() {
            n_room += 1;
            assert_eq!(readout::storage::load(&path).unwrap().value.articles().len(), 2);
        } else {
            n_full += 1;
            assert_eq!(done.status.code(), Some(1));
            assert_eq!(after, before, "{filled} kB");
            let said = String::from_utf8(done.stderr).unwrap();
            assert!(said.contains("no space left"), "{said}");
        }
        std::fs::remove_file(&filler).ok();
        assert_eq!(
            std::fs::read_dir(&small.0).unwrap().count(),
            1,
            "nothing is left over"
        );
    }
    assert!(n_full > 0 && n_room > 0, "{n_full} full, {n_room} with room");
    println!("counted: full disks {n_full}, failures 0");
}
