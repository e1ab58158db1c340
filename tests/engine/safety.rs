//! The built program against damaged projects, kills, races and a full disk.
//!
//! The damaged projects are made from one that the program itself wrote, in scripts whose letters take
//! two bytes, so that a place off by one is off a letter.

#![expect(
    clippy::disallowed_methods,
    reason = "damaged files are written as they are, not as the program would write them"
)]

mod damaged;
#[cfg(target_os = "linux")]
mod full_disk;
mod killed;
mod memory;
#[cfg(target_os = "linux")]
mod refused;
#[cfg(target_os = "linux")]
mod second;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: [(&str, &str); 3] = [
    (
        "armenian.txt",
        "Harbour talks to go on\n\nՆավահանգիստ, Nov 24 (Post) – “We will try again – կրկին,” Norway’s foreign \
         minister, Անի Şahin, said on Friday.\n\nShe added that the harbour — նավահանգիստը — would stay open.\n",
    ),
    (
        "russian.txt",
        "Tunnel opens in May\n\nМОСКВА, Nov 23 (Post) – Russian Foreign Ministry spokeswoman Анна Петрова said the \
         tunnel “откроется” in May.\n\n“No date was given,” Петрова told reporters.\n",
    ),
    (
        "plain.txt",
        "Ferry line in doubt\n\nThe Danish government said on Monday that the ferry line would be sold.\n",
    ),
];

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir(desk.path("in")).unwrap();
        std::fs::create_dir(desk.path("home")).unwrap();
        for (name, text) in ARTICLES {
            std::fs::write(desk.path("in").join(name), text).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.path("home"))
            .env("XDG_DATA_HOME", self.path("home/data"))
            .env("XDG_CONFIG_HOME", self.path("home/config"))
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// A project with everything that the window makes, as the program writes it.
    fn project(&self) -> String {
        let done = self.run(&["import", "-p", "base.ron", "in"]);
        assert!(done.status.success(), "{done:?}");
        let path = self.path("base.ron");
        let mut project = readout::storage::load(&path).unwrap().value;
        let (topic, edit) = readout::project::edits::add_topic(&project, "Harbour");
        project.apply(&edit).unwrap();
        let ids: Vec<_> = project.statements().map(|(id, _)| id).collect();
        let stance =
            readout::project::edits::set_stance(&project, &ids, topic, readout::model::Stance::Supports);
        project.apply(&stance.unwrap()).unwrap();
        let date = jiff::civil::date(2026, 11, 24);
        let briefing = readout::briefing::templates::first_briefing(&project, date);
        project.apply(&briefing).unwrap();
        readout::storage::save(&project, &path).unwrap();
        std::fs::read_to_string(path).unwrap()
    }
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Runs the program with limits of 10 s and 1.5 GB. A signal is a failure.
fn limited(desk: &Desk, arguments: &[&str]) -> (i32, String, Duration) {
    let program = env!("CARGO_BIN_EXE_readout");
    let start = Instant::now();
    let output = Command::new("sh")
        .args([
            "-c",
            "ulimit -v 1500000; exec timeout -s KILL 20 \"$0\" \"$@\"",
            program,
        ])
        .args(arguments)
        .current_dir(desk.folder.path())
        .env("HOME", desk.path("home"))
        .env("XDG_DATA_HOME", desk.path("home/data"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap_or(-1), err, start.elapsed())
}

#[test]
fn without_a_home_imports_work_and_make_none() {
    let desk = Desk::new();
    let nowhere = desk.path("nowhere");
    for (number, home) in [Some(nowhere.as_path()), None].into_iter().enumerate() {
        let mut command = desk.command(&["import", "-p", &format!("{number}.ron"), "in"]);
        command.env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
        match home {
            Some(home) => command.env("HOME", home),
            None => command
                .env_remove("HOME")
                .env("XDG_DATA_HOME", desk.path("home/data")),
        };
        let done = command.output().unwrap();
        assert!(done.status.success(), "{done:?}");
        assert!(!nowhere.exists());
    }
}

#[test]
fn a_path_of_three_thousand_characters_is_a_path() {
    let desk = Desk::new();
    let mut folder = desk.folder.path().to_owned();
    while folder.as_os_str().len() < 3_000 {
        folder = folder.join("a folder whose name is long enough to make a path of many characters soon");
    }
    std::fs::create_dir_all(&folder).unwrap();
    let project = folder.join("project.ron").display().to_string();
    for name in ["in/plain.txt", "in/russian.txt"] {
        let done = desk.run(&["import", "-p", &project, name]);
        assert!(done.status.success() && done.stderr.is_empty(), "{done:?}");
    }
    let out = folder.join("out.md").display().to_string();
    assert!(desk.run(&["check", &project]).status.success());
    assert!(desk.run(&["export", &project, "-o", &out]).status.success());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    let endless = format!("{}.ron", "x".repeat(300));
    let done = desk.run(&["import", "-p", &endless, "in/plain.txt"]);
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        done.status.code() == Some(1) && said.contains("cannot be the name of a file"),
        "{said}"
    );
}

#[test]
fn each_import_keeps_a_copy_for_the_user_alone() {
    let desk = Desk::new();
    for name in ["in/plain.txt", "in/russian.txt"] {
        assert!(desk.run(&["import", "-p", "project.ron", name]).status.success());
    }
    let mut copies = Vec::new();
    files_under(&desk.path("home"), &mut copies);
    copies.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    assert_eq!(copies.len(), 2, "{copies:?}");
    #[cfg(unix)]
    for copy in &copies {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(std::fs::metadata(copy).unwrap().mode() & 0o777, 0o600);
    }
    let newest = copies.iter().max().unwrap();
    assert_eq!(
        std::fs::read(newest).unwrap(),
        std::fs::read(desk.path("project.ron")).unwrap()
    );
}

#[test]
#[ignore = "needs faketime"]
fn forty_days_of_imports_leave_the_last_ten_and_one_a_day_of_thirty() {
    let desk = Desk::new();
    let text = |number: usize| format!("Number {number}\n\nThe ministry said it was number {number}.\n");
    let mut n_imports = 0;
    for day in 0_i64..40 {
        // On every other day twice.
        let hours: &[i8] = if day % 2 == 0 { &[9] } else { &[9, 17] };
        for &hour in hours {
            n_imports += 1;
            let name = format!("in/number {n_imports}.txt");
            std::fs::write(desk.path(&name), text(n_imports)).unwrap();
            let at = jiff::civil::date(2026, 3, 1).at(hour, 0, 0, 0) + jiff::Span::new().days(day);
            let done = Command::new("faketime")
                .arg(at.strftime("%Y-%m-%d %H:%M:%S").to_string())
                .arg(env!("CARGO_BIN_EXE_readout"))
                .args(["import", "-p", "project.ron", &name])
                .current_dir(desk.folder.path())
                .env("HOME", desk.path("home"))
                .env("XDG_DATA_HOME", desk.path("home/data"))
                .env("TZ", "UTC")
                .stdin(Stdio::null())
                .output()
                .unwrap();
            assert!(done.status.success(), "{done:?}");
        }
    }
    assert_eq!(n_imports, 60);
    let mut copies = Vec::new();
    files_under(&desk.path("home"), &mut copies);
    copies.retain(|path| path.extension().is_some_and(|extension| extension == "ron"));
    let mut held: Vec<usize> = copies
        .iter()
        .map(|path| readout::storage::load(path).unwrap().value.articles().len())
        .collect();
    held.sort_unstable();
    // The last ten saves are of seven days; of the days before them, the last save of each.
    let last_of_day = |day: usize| day + 1 + day.div_ceil(2);
    let expected: Vec<usize> = (10..40)
        .map(last_of_day)
        .chain(51..=60)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(held, expected);
}

fn files_under(folder: &Path, files: &mut Vec<PathBuf>) {
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            files_under(&path, files);
        } else {
            files.push(path);
        }
    }
}

/// The system calls of an import, as strace writes them.
fn trace(desk: &Desk, arguments: &[&str], calls: &str) -> String {
    let trace = desk.path("trace");
    let status = Command::new("strace")
        .args(["-f", "-y", "-qq", "-e", calls, "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(arguments)
        .current_dir(desk.folder.path())
        .env("HOME", desk.path("home"))
        .env("XDG_DATA_HOME", desk.path("home/data"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
    std::fs::read_to_string(trace).unwrap()
}

#[test]
#[ignore = "needs strace"]
fn the_file_is_on_the_disk_before_its_name_and_the_name_before_success() {
    let desk = Desk::new();
    let trace = trace(
        &desk,
        &["import", "-p", "project.ron", "in/plain.txt"],
        "trace=fsync,fdatasync,rename,renameat,renameat2",
    );
    let lines: Vec<&str> = trace.lines().collect();
    let renamed = lines
        .iter()
        .position(|line| line.contains("rename") && line.contains("project.ron\""))
        .unwrap_or_else(|| panic!("{trace}"));
    assert!(
        lines[..renamed]
            .iter()
            .any(|line| line.contains("sync(") && line.contains("readout-unfinished")),
        "{trace}"
    );
    let folder = desk.folder.path().display().to_string();
    assert!(
        lines[renamed..]
            .iter()
            .any(|line| line.contains("sync(") && line.contains(&format!("{folder}>"))),
        "{trace}"
    );
}

#[test]
#[ignore = "needs strace"]
fn what_a_project_names_is_not_opened() {
    let desk = Desk::new();
    let file = desk.project();
    let canary = desk.path("canary.txt");
    std::fs::write(&canary, "root: canary").unwrap();
    let hostile = file
        .replace(
            "location: \"",
            &format!("location: \"{}\", // \"", canary.display()),
        )
        .replace("url: None", "url: Some(\"http://127.0.0.1:9/canary\")");
    std::fs::write(desk.path("hostile.ron"), hostile).unwrap();
    for arguments in [
        &["check", "hostile.ron"][..],
        &["export", "hostile.ron", "-o", "out.md"],
        &["export", "hostile.ron", "-o", "out.html"],
        &["export", "hostile.ron", "-o", "out.docx"],
    ] {
        let trace = trace(&desk, arguments, "trace=open,openat,socket,connect");
        assert!(!trace.contains("canary"), "{trace}");
        assert!(!trace.contains("socket("), "{trace}");
    }
}
