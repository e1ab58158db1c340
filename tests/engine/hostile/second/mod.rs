//! A second set, made after the readers had passed the first one: sound documents of each kind damaged in the
//! same dozen ways, and more that was thought of. Each is extracted in both formats and made a briefing of.

mod damaged;
mod markup;
mod messages;
mod packed;
mod pdfs;
mod texts;

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use readout::text::unseen::is_unseen;

use super::{Case, Done, LONGEST, faults, put, refusals, run};

fn all() -> Vec<Case> {
    let mut cases = damaged::cases();
    cases.extend(texts::cases());
    cases.extend(markup::cases());
    cases.extend(messages::cases());
    cases.extend(packed::cases());
    cases.extend(pdfs::cases());
    cases
}

/// Runs the program with these arguments and at most 1.5 GB of address space.
fn call(folder: &Path, arguments: &[&std::ffi::OsStr]) -> Done {
    let start = Instant::now();
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -v 1464843; exec timeout -s KILL 30 \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(arguments)
        .current_dir(folder)
        .env("TMPDIR", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut err = child.stderr.take().unwrap();
    let err = std::thread::Builder::new()
        .spawn(move || {
            let mut bytes = Vec::new();
            err.read_to_end(&mut bytes).unwrap();
            bytes
        })
        .unwrap();
    let mut out = Vec::new();
    child.stdout.take().unwrap().read_to_end(&mut out).unwrap();
    Done {
        status: child.wait().unwrap().code(),
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err.join().unwrap()).unwrap(),
        took: start.elapsed(),
    }
}

/// What is wrong with a listing or a briefing.
fn shown_faults(done: &Done, shown: &str, what: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !matches!(done.status, Some(0 | 1)) || done.took > LONGEST {
        faults.push(format!(
            "{what} ended with {:?} after {:?}",
            done.status, done.took
        ));
    }
    // Marks of direction that usual Arabic and Hebrew holds stay in documents.
    let is_hostile =
        |char: char| char != '\n' && is_unseen(char) && !matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}');
    if shown.contains(is_hostile) {
        faults.push(format!("{what} has raw control characters"));
    }
    if done.err.contains("panicked") || done.err.contains("fault of the program") {
        faults.push(format!("{what}: a panic was caught"));
    }
    if (done.status == Some(1)) == refusals(&done.err).is_empty() {
        faults.push(format!("{what}: status and standard error do not agree"));
    }
    faults
}

/// What is wrong with the document as a listing and as a briefing.
fn as_people_do(work: &Path, document: &Path, extracted: &Done) -> Vec<String> {
    let listed = call(
        work,
        &[
            "extract".as_ref(),
            "--format".as_ref(),
            "text".as_ref(),
            document.as_os_str(),
        ],
    );
    let mut faults = shown_faults(&listed, &listed.out, "the listing");
    let brief = call(
        work,
        &[
            "brief".as_ref(),
            document.as_os_str(),
            "-o".as_ref(),
            "out.md".as_ref(),
        ],
    );
    let written = std::fs::read_to_string(work.join("out.md"));
    faults.extend(shown_faults(
        &brief,
        written.as_deref().unwrap_or_default(),
        "the briefing",
    ));
    // On a busy machine a document may be late once and not the other time.
    let is_late = [&extracted.err, &brief.err]
        .iter()
        .any(|err| err.contains("within the time"));
    if !is_late && written.is_ok() == extracted.out.is_empty() {
        faults.push("the briefing is there without an article, or not with one".to_owned());
    }
    std::fs::remove_file(work.join("out.md")).ok();
    faults
}

#[test]
#[ignore = "takes minutes"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn each_of_the_second_set() {
    let cases = all();
    let halves = std::thread::scope(|scope| {
        let workers = [0, 1].map(|half| {
            scope.spawn({
                let cases = &cases;
                move || judged_half(cases, half)
            })
        });
        workers.map(|worker| worker.join().unwrap())
    });
    let slowest = halves.iter().map(|(_, slowest)| *slowest).max().unwrap();
    let complaints: Vec<&str> = halves
        .iter()
        .flat_map(|(complaints, _)| complaints)
        .map(String::as_str)
        .collect();
    assert!(
        complaints.is_empty(),
        "{} of {}:\n{}",
        complaints.len(),
        cases.len(),
        complaints.join("\n")
    );
    assert!(cases.len() >= 220, "only {} cases", cases.len());
    println!(
        "counted: hostile documents {} of the second set, failures 0 (slowest {:?}, {})",
        cases.len(),
        slowest.0,
        slowest.1
    );
}

/// Reads every second document: what is wrong, and which took longest.
fn judged_half(cases: &[Case], half: usize) -> (Vec<String>, (Duration, &'static str)) {
    let documents = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let n_damaged = damaged::cases().len();
    let mut complaints = Vec::new();
    let mut slowest = (Duration::ZERO, "");
    for (number, case) in cases.iter().enumerate().filter(|(number, _)| number % 2 == half) {
        let path = put(documents.path(), case);
        let done = run(work.path(), &[&path], LONGEST);
        slowest = slowest.max((done.took, case.name));
        let mut faults = super::judged(case, &done);
        // Of those damaged alike, some.
        if number >= n_damaged || number % 5 == 0 {
            faults.extend(as_people_do(work.path(), &path, &done));
        }
        if std::fs::read_dir(work.path()).unwrap().next().is_some() {
            faults.push("a file was left behind".to_owned());
        }
        if !faults.is_empty() {
            let err: String = done.err.chars().take(400).collect();
            complaints.push(format!("{}: {}\n    {err}", case.name, faults.join("; ")));
        }
        std::fs::remove_file(path).unwrap();
    }
    (complaints, slowest)
}

#[test]
fn all_of_the_second_set_in_one_call() {
    let documents = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let cases = all();
    for case in &cases {
        put(documents.path(), case);
    }
    let longest = Duration::from_mins(5);
    let done = run(work.path(), &[documents.path()], longest);
    assert!(
        faults(&done, longest).is_empty(),
        "{:?}\n{}",
        faults(&done, longest),
        done.err
    );
    for case in &cases {
        let is_said = done.err.lines().any(|line| line.contains(case.name));
        let is_read = done.out.lines().any(|line| {
            line.get(..600.min(line.len()))
                .unwrap_or(line)
                .contains(case.name)
        });
        assert!(is_said || is_read, "{} is passed over", case.name);
    }
    assert_eq!(
        std::fs::read_dir(work.path()).unwrap().count(),
        0,
        "something was left behind"
    );
}
