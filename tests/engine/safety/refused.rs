//! A disk that refuses one kind of call after the other, through the system calls of the built program.

use std::process::{Command, Stdio};

use super::Desk;

/// Runs the program while the system refuses these calls with this error.
fn refused(desk: &Desk, fault: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let call = fault.split(':').next().unwrap_or_default();
    let output = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={call}"),
            "-e",
            &format!("inject={fault}"),
        ])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(arguments)
        .current_dir(desk.path("work"))
        .env("HOME", desk.path("home"))
        .env("XDG_DATA_HOME", desk.path("home/data"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(desk.path("work"))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
#[ignore = "needs strace"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn whatever_the_system_refuses_the_old_project_stays_and_the_reason_is_said() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("work")).unwrap();
    let done = desk.run(&["import", "-p", "work/project.ron", "in/plain.txt"]);
    assert!(done.status.success(), "{done:?}");
    let path = desk.path("work/project.ron");
    let before = std::fs::read(&path).unwrap();
    let import = ["import", "-p", "project.ron", "../in/russian.txt"];
    let mut n_faults = 0;
    for (fault, words) in [
        ("fsync:error=ENOSPC", "no space left"),
        ("fsync:error=EDQUOT", "your share of the disk is used up"),
        ("fsync:error=EIO", "could not be brought to the disk"),
        ("rename:error=EACCES", "no permission"),
        ("rename:error=EPERM", "could not be replaced"),
        ("rename:error=EROFS", "nothing can be written"),
        ("rename:error=ENOSPC", "no space left"),
        ("rename:error=EXDEV", "could not be replaced"),
        ("fchmod:error=EPERM", "permissions"),
    ] {
        let (status, said) = refused(&desk, fault, &import);
        assert_eq!(status, Some(1), "{fault}: {said}");
        assert!(said.contains(words), "{fault}: {said}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{fault}");
        assert_eq!(names(&desk), ["project.ron"], "{fault}: nothing is left over");
        n_faults += 1;
    }
    // What need not work is done without, and said where it matters.
    for (fault, words) in [
        ("flock:error=ENOLCK", "cannot be locked"),
        ("flock:error=EOPNOTSUPP", "cannot be locked"),
        ("fchown:error=EPERM", ""),
        ("mkdir:error=EROFS", "No copy of this version was kept"),
    ] {
        std::fs::write(&path, &before).unwrap();
        std::fs::remove_dir_all(desk.path("home")).unwrap();
        std::fs::create_dir(desk.path("home")).unwrap();
        let (status, said) = refused(&desk, fault, &import);
        assert_eq!(status, Some(0), "{fault}: {said}");
        assert!(said.contains(words), "{fault}: {said}");
        assert_eq!(
            readout::storage::load(&path).unwrap().value.articles().len(),
            2,
            "{fault}"
        );
        assert_eq!(names(&desk), ["project.ron"], "{fault}: nothing is left over");
        n_faults += 1;
    }
    println!("counted: faults {n_faults} injected into system calls, failures 0");
}
