//! The built program against damaged projects, kills, races and a full disk.
//!
//! The damaged projects are made from one that the program itself wrote, in scripts whose letters take
//! two bytes, so that a place off by one is off a letter.

#![expect(
    clippy::disallowed_methods,
    reason = "damaged files are written as they are, not as the program would write them"
)]

mod memory;
#[cfg(target_os = "linux")]
mod refused;
#[cfg(target_os = "linux")]
mod second;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use readout::text::unseen::is_unseen;

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

/// The same file with a number changed, for every sixteenth number.
fn with_other_numbers(file: &str, how: &str, change: impl Fn(u64) -> String) -> Vec<(String, Vec<u8>)> {
    let mut places = Vec::new();
    let bytes = file.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let n_digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if n_digits > 0 {
            places.push((at, n_digits));
        }
        at += n_digits.max(1);
    }
    places
        .into_iter()
        .step_by(16)
        .take(12)
        .map(|(at, n_digits)| {
            let number: u64 = file[at..at + n_digits].parse().unwrap_or_default();
            let changed = format!("{}{}{}", &file[..at], change(number), &file[at + n_digits..]);
            (format!("{how} at {at}"), changed.into_bytes())
        })
        .collect()
}

/// Damaged projects, each with what was done to it.
fn damaged(file: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = file.as_bytes();
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| all.push((name.to_owned(), bytes));
    for tenth in 1..10 {
        add(
            &format!("cut at {tenth} tenths"),
            bytes[..bytes.len() * tenth / 10].to_vec(),
        );
    }
    let half = bytes.len() / 2;
    let zeroed = |from: usize, until: usize| {
        let mut zeroed = bytes.to_vec();
        zeroed[from..until].fill(0);
        zeroed
    };
    add("second half zero", zeroed(half, bytes.len()));
    add("first half zero", zeroed(0, half));
    add("a hole of zeros", zeroed(half, half + 512));
    add("all zero", zeroed(0, bytes.len()));
    add("empty", Vec::new());
    add("blank", b" \n\t\n".to_vec());
    add("twice", [bytes, bytes].concat());
    add("twice, the second cut", [bytes, &bytes[..half]].concat());
    add("the second half first", [&bytes[half..], &bytes[..half]].concat());
    let mut numbers = Numbers(7);
    for flip in 0..12 {
        let mut flipped = bytes.to_vec();
        let at = numbers.next(bytes.len());
        flipped[at] ^= 1 << (flip % 8);
        add(&format!("bit {} flipped at {at}", flip % 8), flipped);
    }
    let at = file.find("\n    2: (").unwrap() + 1;
    add(
        "git conflict",
        format!(
            "{}<<<<<<< HEAD\n{}=======\n>>>>>>> theirs\n",
            &file[..at],
            &file[at..]
        )
        .into_bytes(),
    );
    let utf16: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
    add("UTF-16", [&[0xFF, 0xFE], utf16.as_slice()].concat());
    add("carriage returns", file.replace('\n', "\r").into_bytes());
    add("lines of Windows", file.replace('\n', "\r\n").into_bytes());
    add("byte order mark", format!("\u{feff}{file}").into_bytes());
    add("on one line", file.replace('\n', " ").into_bytes());
    let latin: Vec<u8> = file
        .chars()
        .map(|char| u8::try_from(u32::from(char)).unwrap_or(b'?'))
        .collect();
    add("Latin 1", latin);
    add("a shell script", b"#!/bin/sh\nrm -rf /\n".to_vec());
    add("JSON", br#"{"format": 1, "articles": []}"#.to_vec());
    add("not text", (0..=255).collect());
    for format in [
        "2",
        "0",
        "-1",
        "99999999999999999999999",
        "\"one\"",
        "1.5",
        "",
        "None",
    ] {
        add(
            &format!("format {format}"),
            file.replacen("format: 1", &format!("format: {format}"), 1)
                .into_bytes(),
        );
    }
    add("no format", file.replacen("format: 1,", "", 1).into_bytes());
    let mut last = file.replacen("format: 1,", "", 1).trim_end().to_owned();
    last.truncate(last.len() - 1);
    add("format last", format!("{last}  format: 1,\n)\n").into_bytes());
    for (open, depth) in [
        ("(", 100_000),
        ("[", 100_000),
        ("{", 100_000),
        ("Some(", 100_000),
        ("{1:", 100_000),
    ] {
        add(
            &format!("{depth} × {open}"),
            file.replacen("view: (", &format!("view: {}", open.repeat(depth)), 1)
                .into_bytes(),
        );
        add(&format!("only {depth} × {open}"), open.repeat(depth).into_bytes());
    }
    let huge = "x".repeat(5_000_000);
    add(
        "a huge string",
        file.replacen("title: \"", &format!("title: \"{huge}"), 1)
            .into_bytes(),
    );
    add(
        "a huge name of a field",
        format!("(format: 1, {huge}: 1)").into_bytes(),
    );
    add("a huge comment", format!("/*{huge}*/{file}").into_bytes());
    add(
        "open comments",
        format!("{}{file}", "/*".repeat(200_000)).into_bytes(),
    );
    let mut many = String::from("body: [");
    for number in 0..200_000 {
        write!(many, "({number}, {}), ", number + 1).unwrap();
    }
    add(
        "two hundred thousand places",
        file.replacen("body: [", &many, 1).into_bytes(),
    );
    for (words, by) in [
        ("title: \"", "title: 7, // \""),
        ("articles: {", "articles: [ // {"),
        ("text: [", "text: {1: 2}, display: ["),
        ("content: [", "content: \"\", cue: ["),
        ("kind: ", "kind: Whatever"),
        ("origin: ", "origin: 7"),
        ("parties: [", "parties: [7, "),
        ("parties: [\"", "parties: [\"nobody at all "),
        ("confidence: ", "confidence: -"),
        ("confidence: ", "confidence: NaN // "),
        ("confidence: ", "confidence: 1e999 // "),
        ("metadata: (", "metadata: (unheard_of: 1, "),
        ("briefing: (", "briefing: (unheard_of: 1, "),
        ("format: 1,", "format: 1, unheard_of: (1, [2], {3: 4}),"),
        ("published: Some(\"", "published: Some(\"9999-99-99"),
        ("published: Some(\"", "published: Some(\"-0001-01-01"),
        ("outline: [", "outline: [1, 1, "),
        ("outline: [", "outline: [77, "),
        ("topics: {", "topics: {1: (name: \"a\"), 1: (name: \"b\"), "),
        ("location: \"", "location: \"/etc/passwd"),
        ("location: \"", "location: \"../../../../etc/shadow\\u{0}"),
        (
            "headline: Some(\"",
            "headline: Some(\"\\u{202e}\\u{1b}]0;owned\\u{7}",
        ),
        ("title: \"", "title: \"\\u{1b}[2J\\u{9b}31m\\u{200b}\\u{2066}"),
        ("words: [\"", "words: [\"<script>alert(1)</script>"),
        (
            "kind: Text(\"",
            "kind: Text(\"[a](javascript:alert(1)) ![](file:///etc/passwd)",
        ),
    ] {
        add(
            &format!("{words} → {by}"),
            file.replacen(words, by, 1).into_bytes(),
        );
    }
    let articles = file.find("\n  articles: {").unwrap() + "\n  articles: {".len();
    let first_end = file[articles..].find("\n    ),").unwrap() + articles + "\n    ),".len();
    let first = &file[articles..first_end];
    add(
        "the first article twice",
        format!("{}{first}{}", &file[..first_end], &file[first_end..]).into_bytes(),
    );
    add(
        "the first article gone",
        format!("{}{}", &file[..articles], &file[first_end..]).into_bytes(),
    );
    let lines: Vec<&str> = file.lines().collect();
    for gone in (3..lines.len()).step_by(lines.len() / 12 + 1) {
        let mut rest = lines.clone();
        rest.remove(gone);
        add(&format!("line {} gone", gone + 1), rest.join("\n").into_bytes());
    }
    all.extend(with_other_numbers(file, "+1", |number| (number + 1).to_string()));
    all.extend(with_other_numbers(file, "−1", |number| format!("-{number}")));
    all.extend(
        with_other_numbers(file, "2^64", |_| "18446744073709551616".to_owned())
            .into_iter()
            .take(6),
    );
    all.extend(
        with_other_numbers(file, "4 billion", |_| "4294967295".to_owned())
            .into_iter()
            .take(6),
    );
    all.extend(
        with_other_numbers(file, "NaN", |_| "NaN".to_owned())
            .into_iter()
            .take(6),
    );
    all
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
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn every_damaged_project_is_answered() {
    let desk = Desk::new();
    let file = desk.project();
    let all = damaged(&file);
    let mut failures = Vec::new();
    let (mut n_loaded, mut n_salvageable) = (0, 0);
    for (name, bytes) in &all {
        let path = desk.path("damaged.ron");
        std::fs::write(&path, bytes).unwrap();
        std::fs::remove_file(desk.path("out.md")).ok();
        let (check, said, took) = limited(&desk, &["check", "damaged.ron"]);
        let (export, export_said, export_took) = limited(&desk, &["export", "damaged.ron", "-o", "out.md"]);
        let mut fail = |why: &str| failures.push(format!("{name}: {why}\n    {said}    {export_said}"));
        if !(0..=1).contains(&check) || check != export {
            fail(&format!("status {check} and {export}"));
        }
        if took.max(export_took) > Duration::from_secs(20) {
            fail("took too long");
        }
        if said.len() > 4_000 || said.contains(|char: char| char != '\n' && is_unseen(char)) {
            fail("what is said is no plain line");
        }
        if check == 1 && !said.starts_with("readout: damaged.ron: ") {
            fail("says nothing");
        }
        if desk.path("out.md").exists() != (check == 0) {
            fail("a document of a project that does not load, or none of one that does");
        }
        if std::fs::read(&path).unwrap() != *bytes {
            fail("the file was changed");
        }
        if check == 0 {
            n_loaded += 1;
            let exported = std::fs::read_to_string(desk.path("out.md")).unwrap();
            if exported.contains(['\u{1b}', '\u{202e}', '\u{7}']) || exported.contains("root:") {
                fail("something of it got into the document");
            }
        }
        n_salvageable += usize::from(said.contains("can still be read"));
    }
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        all.len(),
        failures.join("\n")
    );
    assert!(all.len() >= 130, "{}", all.len());
    assert!(
        n_loaded > 5 && n_salvageable > 30,
        "{n_loaded} loaded, {n_salvageable} can be salvaged"
    );
    println!("counted: damaged projects {}, failures 0", all.len());
}

#[test]
fn what_was_cut_off_can_be_salvaged() {
    let desk = Desk::new();
    let file = desk.project();
    let articles = file.find("\n  articles: {").unwrap();
    let ends: Vec<usize> = file
        .match_indices("\n    ),\n")
        .map(|(at, words)| at + words.len())
        .filter(|&at| at > articles)
        .collect();
    for cut in [ends[0], ends[1] + 40, ends[2]] {
        std::fs::write(desk.path("cut.ron"), &file.as_bytes()[..cut]).unwrap();
        std::fs::remove_file(desk.path("new.ron")).ok();
        let done = desk.run(&["salvage", "cut.ron", "-o", "new.ron"]);
        assert!(done.status.success(), "{done:?}");
        let n_whole = ends.iter().filter(|&&end| end <= cut).count();
        let salvaged = readout::storage::load(&desk.path("new.ron")).unwrap().value;
        assert!(salvaged.articles().len() >= n_whole);
        let again = desk.run(&["salvage", "cut.ron", "-o", "new.ron"]);
        assert_eq!(again.status.code(), Some(2), "nothing is overwritten: {again:?}");
    }
}

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

/// A disk of one megabyte, for as long as it is held.
#[cfg(target_os = "linux")]
struct SmallDisk(PathBuf);

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[cfg(target_os = "linux")]
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
