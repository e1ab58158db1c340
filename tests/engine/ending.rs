//! The built program told to end in the middle of its work: the old file or the new one, nothing beside it,
//! and no reader that goes on without it.

#![expect(
    clippy::disallowed_methods,
    reason = "what is read is written as it is, not as the program would write it"
)]

use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use readout::storage;

/// How long the end may take.
const SOON: Duration = Duration::from_secs(2);

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        for folder in ["in", "home", "work"] {
            std::fs::create_dir(desk.path(folder)).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.path("work"))
            .env("HOME", self.path("home"))
            .env("XDG_DATA_HOME", self.path("home/data"))
            .env("XDG_CONFIG_HOME", self.path("home/config"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn start(&self, arguments: &[&str]) -> Child {
        self.command(env!("CARGO_BIN_EXE_readout"))
            .args(arguments)
            .spawn()
            .unwrap()
    }

    /// An article as long as a book, so that saving takes a while.
    fn long_article(&self, name: &str) {
        let words = "The ministry said on Friday that number NUMBER would wait for the report.\n\n";
        let text: String = (0..4_000)
            .map(|number| words.replace("NUMBER", &format!("{name}{number}")))
            .collect();
        std::fs::write(self.path("in").join(name), format!("A long one\n\n{text}")).unwrap();
    }

    fn names_at_work(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.path("work"))
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn tell(pid: u32, signal: &str) {
    let told = Command::new("kill")
        .args([&format!("-{signal}"), "--", &pid.to_string()])
        .stderr(Stdio::null())
        .status();
    told.unwrap();
}

/// Waits for the end, which must come soon.
fn end_of(child: &mut Child) -> ExitStatus {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > SOON {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("it has not ended after {SOON:?}");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The running processes that this one has started.
fn children_of(pid: u32) -> Vec<u32> {
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

fn is_running(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // A dead one that nobody has waited for runs no more.
    stat.rsplit_once(") ")
        .is_some_and(|(_, rest)| !rest.starts_with('Z'))
}

fn wait_until(what: &str, longest: Duration, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < longest, "{what} did not come");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn an_import_told_to_end_leaves_the_old_project_or_the_new_one_and_nothing_beside() {
    let desk = Desk::new();
    let signals = ["TERM", "INT", "HUP"];
    desk.long_article("first");
    let start = Instant::now();
    let mut import = desk.start(&["import", "-p", "project.ron", "../in/first"]);
    assert!(import.wait().unwrap().success());
    let course = start.elapsed();
    let path = desk.path("work/project.ron");
    let mut before = std::fs::read(&path).unwrap();
    let (mut n_told, mut n_kept) = (0, 0);
    for turn in 0_u32..24 {
        let name = format!("turn {turn}");
        desk.long_article(&name);
        let mut import = desk.start(&["import", "-p", "project.ron", &format!("../in/{name}")]);
        std::thread::sleep(course * turn / 20);
        tell(import.id(), signals[turn as usize % 3]);
        let status = end_of(&mut import);
        let after = std::fs::read(&path).unwrap();
        if !status.success() {
            let expected = [143, 130, 129][turn as usize % 3];
            // Before the program has come to hold signals back it ends of the signal itself.
            assert!(
                status.code().is_none_or(|code| code == expected),
                "turn {turn}: {status}"
            );
            n_told += 1;
        }
        if after == before {
            assert!(!status.success(), "turn {turn}");
            n_kept += 1;
        } else {
            storage::load(&path).unwrap();
            storage::save(&storage::decode(&before).unwrap().value, &path).unwrap();
        }
        before = std::fs::read(&path).unwrap();
        assert_eq!(desk.names_at_work(), ["project.ron"], "turn {turn}");
    }
    assert!(n_kept > 0, "none was told in time");
    println!("counted: endings {n_told} of imports told to end, failures 0 ({n_kept} kept the old project)");
}

#[test]
fn an_export_told_to_end_leaves_the_old_document_or_the_new_one_and_nothing_beside() {
    let desk = Desk::new();
    desk.long_article("first");
    let start = Instant::now();
    let brief = ["brief", "../in/first", "-o", "out.md"];
    assert!(desk.start(&brief).wait().unwrap().success());
    let course = start.elapsed();
    let new = std::fs::read(desk.path("work/out.md")).unwrap();
    for turn in 0_u32..12 {
        std::fs::write(desk.path("work/out.md"), "old").unwrap();
        let mut child = desk.start(&brief);
        std::thread::sleep(course * turn / 10);
        tell(child.id(), "TERM");
        end_of(&mut child);
        let now = std::fs::read(desk.path("work/out.md")).unwrap();
        assert!(now == b"old" || now == new, "turn {turn}: {} bytes", now.len());
        assert_eq!(desk.names_at_work(), ["out.md"], "turn {turn}");
    }
}

#[test]
fn readers_end_with_the_program_that_started_them() {
    let desk = Desk::new();
    std::fs::write(desk.path("in/endless.pdf"), super::hostile::endless_pdf()).unwrap();
    for signal in ["TERM", "KILL"] {
        let mut child = desk.start(&["extract", "../in/endless.pdf"]);
        let mut readers = Vec::new();
        wait_until("a reader", Duration::from_secs(10), || {
            readers = children_of(child.id());
            !readers.is_empty()
        });
        std::thread::sleep(Duration::from_millis(500));
        tell(child.id(), signal);
        end_of(&mut child);
        wait_until("the end of the readers", SOON, || {
            !readers.iter().any(|&pid| is_running(pid))
        });
    }
}

#[test]
fn what_is_started_with_a_signal_ignored_goes_on() {
    let desk = Desk::new();
    desk.long_article("first");
    let mut child = desk
        .command("sh")
        .args(["-c", "trap '' HUP; exec \"$0\" import -p project.ron ../in/first"])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(100));
    tell(child.id(), "HUP");
    assert!(child.wait().unwrap().success());
    assert!(storage::load(&desk.path("work/project.ron")).is_ok());
}

/// The program under strace, which holds it up in each `fsync`.
fn held_up(desk: &Desk, arguments: &[&str]) -> Child {
    desk.command("strace")
        .args(["-f", "-qq", "-e", "trace=fsync", "-e"])
        .arg("inject=fsync:delay_enter=1500000")
        .args(["-o", "/dev/null"])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(arguments)
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "needs strace"]
fn told_to_end_while_the_disk_is_busy_it_leaves_nothing_half_written() {
    let desk = Desk::new();
    std::fs::write(
        desk.path("in/a.txt"),
        "Ferry\n\nThe ministry said that the ferry was late.\n",
    )
    .unwrap();
    let half = |desk: &Desk, old: &str| desk.names_at_work().iter().any(|name| name != old);
    for (arguments, name) in [
        (&["import", "-p", "project.ron", "../in/a.txt"][..], "project.ron"),
        (&["brief", "../in/a.txt", "-o", "out.md"], "out.md"),
    ] {
        let path = desk.path("work").join(name);
        std::fs::write(
            &path,
            storage::encode(&readout::project::Project::default()).unwrap(),
        )
        .unwrap();
        let before = std::fs::read(&path).unwrap();
        let mut strace = held_up(&desk, arguments);
        wait_until("half a file", Duration::from_secs(10), || half(&desk, name));
        let [program] = children_of(strace.id()).try_into().unwrap();
        tell(program, "TERM");
        wait_until("the end", SOON, || {
            !is_running(program) || strace.try_wait().unwrap().is_some()
        });
        strace.wait().unwrap();
        assert_eq!(desk.names_at_work(), [name], "nothing is left over");
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn told_to_end_before_anything_is_written_it_makes_nothing() {
    let desk = Desk::new();
    std::fs::write(desk.path("in/endless.pdf"), super::hostile::endless_pdf()).unwrap();
    let mut child = desk.start(&["import", "-p", "project.ron", "../in/endless.pdf"]);
    wait_until("a reader", Duration::from_secs(10), || {
        !children_of(child.id()).is_empty()
    });
    tell(child.id(), "TERM");
    assert_eq!(end_of(&mut child).code(), Some(143));
    assert!(desk.names_at_work().is_empty());
    assert!(!desk.path("home/data").exists());
}
