//! Documents made to break their reader, each read by the built program: no crash, no hang, bounded memory,
//! one clear line for each refusal, nothing raw on a terminal, nothing left behind, nothing fetched.

mod archives;
mod mail;
mod markup;
mod pdfs;
mod places;
mod second;
mod texts;

use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) use archives::zip as zipped;
pub(crate) use pdfs::{endless as endless_pdf, simple as pdf_page};
use readout::text::unseen::is_unseen;
use serde_json::Value;

/// What a document must come to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Must {
    /// An article is read.
    Read,
    /// It is refused with a sentence that has these words.
    Refuse(&'static str),
    /// It is read or refused.
    Either,
}

/// A document made to do harm.
pub(super) struct Case {
    /// Name of the file.
    name: &'static str,
    bytes: Vec<u8>,
    must: Must,
}

pub(super) fn case(name: &'static str, must: Must, bytes: impl Into<Vec<u8>>) -> Case {
    Case {
        name,
        bytes: bytes.into(),
        must,
    }
}

/// The longest that a call may take. The program itself gives a document eight seconds; the rest is for a
/// busy machine.
const LONGEST: Duration = Duration::from_secs(15);

/// What a call came to.
#[derive(Debug)]
struct Done {
    status: Option<i32>,
    out: String,
    err: String,
    took: Duration,
}

/// Runs the program with at most 1.5 GB of address space for each process.
fn run(folder: &Path, paths: &[&Path], longest: Duration) -> Done {
    let start = Instant::now();
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 1464843; exec \"$0\" extract -- \"$@\""])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(paths)
        .current_dir(folder)
        .env("TMPDIR", folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut err = child.stderr.take().unwrap();
    let out = std::thread::Builder::new()
        .spawn(move || {
            let mut bytes = Vec::new();
            out.read_to_end(&mut bytes).unwrap();
            bytes
        })
        .unwrap();
    let err = std::thread::Builder::new()
        .spawn(move || {
            let mut bytes = Vec::new();
            err.read_to_end(&mut bytes).unwrap();
            bytes
        })
        .unwrap();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > longest {
            child.kill().unwrap();
            break child.wait().unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    Done {
        status: status.code(),
        out: String::from_utf8(out.join().unwrap()).unwrap(),
        err: String::from_utf8(err.join().unwrap()).unwrap(),
        took: start.elapsed(),
    }
}

/// The lines that refuse something.
fn refusals(err: &str) -> Vec<&str> {
    err.lines()
        .filter(|line| !line.starts_with("readout: warning: "))
        .collect()
}

/// What is wrong with what a call came to, whatever was read.
fn faults(done: &Done, longest: Duration) -> Vec<String> {
    let mut faults = Vec::new();
    let is_hostile = |char: char| char != '\n' && is_unseen(char);
    match done.status {
        Some(0 | 1) if done.took < longest => {}
        Some(0 | 1) => faults.push(format!("took {:?}", done.took)),
        status => faults.push(format!("ended with {status:?} after {:?}", done.took)),
    }
    if done.out.contains(is_hostile) || done.err.contains(is_hostile) {
        faults.push("raw control characters".to_owned());
    }
    if done.err.contains("panicked") || done.err.contains("fault of the program") {
        faults.push("a panic was caught".to_owned());
    }
    if !done.err.lines().all(|line| line.starts_with("readout: ")) {
        faults.push("a line that is not the program's".to_owned());
    }
    if (done.status == Some(1)) == refusals(&done.err).is_empty() {
        faults.push("status and standard error do not agree".to_owned());
    }
    if done.out.is_empty() && done.err.is_empty() {
        faults.push("silence".to_owned());
    }
    for line in done.out.lines() {
        if serde_json::from_str::<Value>(line).is_err() {
            faults.push("a line that is no JSON".to_owned());
        }
    }
    faults
}

fn judged(case: &Case, done: &Done) -> Vec<String> {
    let mut faults = faults(done, LONGEST);
    let refusals = refusals(&done.err);
    match case.must {
        Must::Read if done.out.is_empty() => faults.push("nothing was read".to_owned()),
        Must::Refuse(words) if !refusals.iter().any(|line| line.contains(words)) => {
            faults.push(format!("not refused with “{words}”"));
        }
        _ => {}
    }
    if refusals.iter().any(|line| !line.contains(case.name)) {
        faults.push("a refusal does not name the file".to_owned());
    }
    faults
}

fn all() -> Vec<Case> {
    let mut cases = texts::cases();
    cases.extend(markup::cases());
    cases.extend(archives::cases());
    cases.extend(mail::cases());
    cases.extend(pdfs::cases());
    cases
}

/// A document with addresses of nobody led to somebody who listens.
fn led_to(case: &Case, listener: &TcpListener) -> Case {
    let nobody = b"127.0.0.1:9/";
    let somebody = format!("127.0.0.1:{}/", listener.local_addr().unwrap().port());
    let mut bytes = Vec::with_capacity(case.bytes.len());
    let mut rest = case.bytes.as_slice();
    while let Some(at) = rest.windows(nobody.len()).position(|window| window == nobody) {
        bytes.extend_from_slice(&rest[..at]);
        bytes.extend_from_slice(somebody.as_bytes());
        rest = &rest[at + nobody.len()..];
    }
    bytes.extend_from_slice(rest);
    Case { bytes, ..*case }
}

/// Puts a file where it may be read.
fn put(folder: &Path, case: &Case) -> PathBuf {
    let path = folder.join(case.name);
    readout::storage::write_atomic(&path, &case.bytes).unwrap();
    path
}

/// Reads each case by itself and complains of all that is wrong at once.
fn check_each(cases: &[Case]) {
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let documents = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let mut complaints = Vec::new();
    for case in cases {
        let path = put(documents.path(), &led_to(case, &canary));
        let done = run(work.path(), &[&path], LONGEST);
        let mut faults = judged(case, &done);
        if std::fs::read_dir(work.path()).unwrap().next().is_some() {
            faults.push("a file was left behind".to_owned());
        }
        if !faults.is_empty() {
            let err: String = done.err.chars().take(600).collect();
            complaints.push(format!("{}: {}\n    {err}", case.name, faults.join("; ")));
        }
        std::fs::remove_file(path).unwrap();
    }
    assert!(canary.accept().is_err(), "something in a document was fetched");
    assert!(
        complaints.is_empty(),
        "{} of {}:\n{}",
        complaints.len(),
        cases.len(),
        complaints.join("\n")
    );
}

#[test]
fn texts_and_tables() {
    check_each(&texts::cases());
}

#[test]
fn pages_and_office_markup() {
    check_each(&markup::cases());
}

#[test]
fn archives_and_what_is_in_them() {
    check_each(&archives::cases());
}

#[test]
fn messages_and_mailboxes() {
    check_each(&mail::cases());
}

#[test]
fn pdfs_of_all_kinds() {
    check_each(&pdfs::cases());
}

#[test]
fn all_in_one_call_leave_the_good_ones() {
    let folder = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let cases = all();
    for case in &cases {
        put(folder.path(), case);
    }
    let good = texts::ARTICLE;
    for name in ["0 good.txt", "zz good.txt"] {
        readout::storage::write_atomic(&folder.path().join(name), good.as_bytes()).unwrap();
    }
    let longest = Duration::from_mins(5);
    let done = run(work.path(), &[folder.path()], longest);
    let faults = faults(&done, longest);
    assert!(faults.is_empty(), "{faults:?}\n{}", done.err);
    let files: Vec<String> = done
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].to_string())
        .collect();
    assert!(files.first().unwrap().contains("0 good.txt"));
    assert!(files.last().unwrap().contains("zz good.txt"));
    for case in &cases {
        let is_refused = refusals(&done.err).iter().any(|line| line.contains(case.name));
        let is_read = files.iter().any(|file| file.contains(case.name));
        match case.must {
            Must::Read => assert!(is_read, "{} was not read", case.name),
            Must::Refuse(_) => assert!(is_refused, "{} was not refused", case.name),
            Must::Either => assert!(is_read || is_refused, "{} is passed over", case.name),
        }
    }
    assert!(cases.len() >= 150, "only {} cases", cases.len());
}
