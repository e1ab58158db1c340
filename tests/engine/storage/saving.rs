//! A save is all or nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use readout::model::Article;
use readout::project::{Entry, Project, edits};
use readout::storage::{self, StorageError, load, save, write_atomic};

use super::complete;

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn large() -> Project {
    let mut project = complete();
    let text = "Words of a long article.\n".repeat(400);
    let entries = (0..60)
        .map(|_| Entry::new(Article::from_text(&text), Vec::new()))
        .collect();
    let edit = edits::add_articles(&project, entries);
    super::apply(&mut project, &edit);
    project
}

#[test]
fn what_was_saved_is_loaded_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.ron");
    for project in [complete(), large(), Project::default()] {
        save(&project, &path).unwrap();
        let loaded = load(&path).unwrap();
        assert_eq!(loaded.value, project);
        assert_eq!(loaded.warnings, Vec::<String>::new());
        assert_eq!(names(folder.path()), ["project.ron"]);
    }
}

#[test]
fn a_folder_that_is_gone_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let gone = folder.path().join("gone");
    let error = save(&complete(), &gone.join("project.ron")).unwrap_err();
    assert!(matches!(error, StorageError::Io { .. }), "{error}");
    assert!(!gone.exists());
    assert!(load(&gone.join("project.ron")).is_err());
}

#[test]
fn what_is_not_a_file_is_neither_read_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("project.ron");
    std::fs::create_dir(&inner).unwrap();
    for error in [save(&complete(), &inner).unwrap_err(), load(&inner).unwrap_err()] {
        assert_eq!(error.to_string(), "This is a folder, not a file.");
    }
    assert!(inner.is_dir());
}

#[test]
fn a_file_larger_than_any_project_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.ron");
    write_atomic(&path, b"(format: 1)").unwrap();
    // Takes no room on the disk: nothing is written into it.
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(storage::MAX_BYTES + 1).unwrap();
    assert_eq!(
        load(&path).unwrap_err().to_string(),
        "The file has 2000 MB; projects of up to 2000 MB are read. It was kept as it is."
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn new_files_are_for_their_owner_and_old_ones_keep_their_mode() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        save(&complete(), &path).unwrap();
        assert_eq!(mode(&path), 0o600);
        for wanted in [0o644, 0o660, 0o640, 0o700] {
            set_mode(&path, wanted);
            save(&complete(), &path).unwrap();
            assert_eq!(mode(&path), wanted);
        }
    }

    #[test]
    fn a_write_protected_file_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        save(&Project::default(), &path).unwrap();
        set_mode(&path, 0o444);
        let error = save(&complete(), &path).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The file is write-protected. It was kept as it is."
        );
        assert_eq!(load(&path).unwrap().value, Project::default());
    }

    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, outer) = (folder.path().join("inner"), folder.path().join("outer"));
        std::fs::create_dir(&inner).unwrap();
        std::fs::create_dir(&outer).unwrap();
        let (target, link, second) = (
            inner.join("project.ron"),
            outer.join("link.ron"),
            outer.join("second.ron"),
        );
        symlink("../inner/project.ron", &link).unwrap();
        symlink("link.ron", &second).unwrap();
        for project in [Project::default(), complete()] {
            save(&project, &second).unwrap();
            assert!(link.is_symlink() && second.is_symlink());
            assert!(!target.is_symlink());
            assert_eq!(load(&target).unwrap().value, project);
            assert_eq!(names(&inner), ["project.ron"]);
            assert_eq!(names(&outer), ["link.ron", "second.ron"]);
        }
        let circle = outer.join("circle.ron");
        symlink("circle.ron", &circle).unwrap();
        assert!(save(&complete(), &circle).is_err());
        assert!(circle.is_symlink());
    }

    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.ron");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for error in [load(&pipe).unwrap_err(), save(&complete(), &pipe).unwrap_err()] {
            assert!(matches!(error, StorageError::NotAFile(_)), "{error}");
        }
        assert!(matches!(
            load(Path::new("/dev/zero")).unwrap_err(),
            StorageError::NotAFile(_)
        ));
    }

    #[test]
    fn what_a_killed_save_left_is_swept_away_by_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.ron");
        save(&Project::default(), &path).unwrap();
        write_atomic(
            &folder.path().join(".project.ron.abcdef.readout-unfinished"),
            b"half",
        )
        .unwrap();
        write_atomic(
            &folder.path().join(".other.ron.abcdef.readout-unfinished"),
            b"half",
        )
        .unwrap();
        save(&complete(), &path).unwrap();
        assert_eq!(
            names(folder.path()),
            [".other.ron.abcdef.readout-unfinished", "project.ron"]
        );
    }

    #[test]
    fn a_name_as_long_as_the_system_allows_can_be_saved() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(format!("{}.ron", "n".repeat(251)));
        save(&complete(), &path).unwrap();
        assert_eq!(load(&path).unwrap().value, complete());
        let too_long = folder.path().join("n".repeat(3_000));
        assert!(save(&complete(), &too_long).is_err());
        assert_eq!(names(folder.path()).len(), 1);
    }

    /// A disk of one megabyte, for as long as it is held.
    struct SmallDisk(PathBuf);

    impl SmallDisk {
        fn new(at: &Path) -> Self {
            let mut mount = Command::new("mount");
            mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(at);
            assert!(mount.status().unwrap().success(), "{mount:?}");
            Self(at.to_owned())
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            Command::new("umount").arg("-l").arg(&self.0).status().ok();
        }
    }

    #[test]
    #[ignore = "needs the right to mount a disk"]
    fn a_full_disk_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let disk = SmallDisk::new(folder.path());
        let path = disk.0.join("project.ron");
        save(&complete(), &path).unwrap();
        let mut larger = large();
        let more = large()
            .articles()
            .values()
            .map(|entry| (**entry).clone())
            .collect();
        let edit = edits::add_articles(&larger, more);
        super::super::apply(&mut larger, &edit);
        let error = save(&larger, &path).unwrap_err();
        assert_eq!(
            error.to_string(),
            "The file could not be written: there is no space left."
        );
        assert_eq!(load(&path).unwrap().value, complete());
        assert_eq!(names(&disk.0), ["project.ron"]);
    }
}

/// Says to the test below that it is the process to be killed, and where to save.
const SAVE_HERE: &str = "READOUT_TEST_SAVE_HERE";

#[test]
fn saves_without_end_when_asked() {
    let Some(path) = std::env::var_os(SAVE_HERE).map(PathBuf::from) else {
        return;
    };
    // Laying out the project takes longer than writing it; kills shall fall into the writing.
    let projects = [complete(), large()].map(|project| storage::encode(&project).unwrap());
    write_atomic(&path, &projects[0]).unwrap();
    writeln!(std::io::stdout(), "saving").unwrap();
    loop {
        for bytes in &projects {
            write_atomic(&path, bytes).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_killed_save_leaves_the_old_project_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.ron");
    let (one, other) = (complete(), large());
    let (one_bytes, other_bytes) = (storage::encode(&one).unwrap(), storage::encode(&other).unwrap());
    let (mut n_one, mut n_other) = (0, 0);
    for kill in 0_u64..40 {
        let mut saver = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "storage::saving::saves_without_end_when_asked",
                "--nocapture",
            ])
            .env(SAVE_HERE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(saver.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("saving")));
        std::thread::sleep(Duration::from_micros(kill * 7_919 % 30_000));
        saver.kill().unwrap();
        saver.wait().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        if bytes == one_bytes {
            n_one += 1;
            assert_eq!(load(&path).unwrap().value, one);
        } else if bytes == other_bytes {
            n_other += 1;
        } else {
            panic!(
                "neither of the two projects after kill {kill}: {} bytes",
                bytes.len()
            );
        }
        assert!(names(folder.path()).len() <= 2, "at most one unfinished file");
    }
    assert!(
        n_one > 0 && n_other > 0,
        "kills fell on both sides: {n_one}, {n_other}"
    );
    save(&one, &path).unwrap();
    assert_eq!(names(folder.path()), ["project.ron"]);
}
