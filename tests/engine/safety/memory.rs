//! How much memory a project takes: never more than ten times its file.

use std::process::{Command, Stdio};

use readout::model::{Article, Kind, Statement};
use readout::project::{Entry, Project, edits};
use readout::text::Span;

use super::Desk;

/// What the program itself takes, before there is any project: code, tables, stacks of its threads.
const PROGRAM: usize = 120_000_000;

/// A project of some megabytes, two thousand articles with fifteen statements each.
fn large() -> Vec<u8> {
    let sentence = "The ministry said on Friday that “the harbour would stay open” until the report came. ";
    let text = sentence.repeat(50);
    let statement = |at: usize| {
        let start = at * sentence.len() + sentence.find('“').unwrap();
        let end = at * sentence.len() + sentence.find('”').unwrap() + '”'.len_utf8();
        let mut statement = Statement::by_hand(vec![Span::new(&text, start, end).unwrap()], Kind::Direct);
        statement.parties = vec!["NO".parse().unwrap()];
        statement
    };
    let entries = (0..2_000)
        .map(|_| Entry::new(Article::from_text(&text), (0..15).map(statement).collect()))
        .collect();
    let mut project = Project::default();
    let edit = edits::add_articles(&project, entries);
    project.apply(&edit).unwrap();
    readout::storage::encode(&project).unwrap()
}

/// Runs the program with so much address space and no more; how it ended, and what it said.
fn within(desk: &Desk, n_bytes: usize, arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -v {}; exec \"$0\" \"$@\"", n_bytes / 1_024),
        ])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .args(arguments)
        .current_dir(desk.folder.path())
        .env("HOME", desk.path("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A project file that something has happened to.
fn harmed(file: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let text = String::from_utf8(file.to_vec()).unwrap();
    let half = file.len() / 2;
    vec![
        ("sound", file.to_vec()),
        ("cut", file[..half + half / 2].to_vec()),
        (
            "a hole of zeros",
            [&file[..half], vec![0; 4_096].as_slice(), &file[half + 4_096..]].concat(),
        ),
        (
            "one statement damaged",
            text.replacen("kind: ", "kind: Nothing", 1).into_bytes(),
        ),
        (
            "every statement damaged",
            text.replace("kind: ", "kind: Nothing").into_bytes(),
        ),
        (
            "every place wrong",
            text.replace("content: [(", "content: [(9").into_bytes(),
        ),
        (
            "every text cut short",
            text.replace("text: [\"The ministry", "text: [\"").into_bytes(),
        ),
        ("on one line", text.replace('\n', " ").into_bytes()),
        (
            "the same ids all over",
            text.replace('1', "2")
                .replacen("format: 2", "format: 1", 1)
                .into_bytes(),
        ),
    ]
}

/// Files of so many bytes that somebody has made to fill the memory.
fn made_up(n_bytes: usize) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        (
            "brackets",
            [b"(format: 1, articles: ".to_vec(), b"[".repeat(n_bytes)].concat(),
        ),
        (
            "small lists",
            [
                b"(format: 1, articles: {1: (text: [".to_vec(),
                b"\"\",".repeat(n_bytes / 3),
            ]
            .concat(),
        ),
        (
            "small places",
            [
                b"(format: 1, articles: {1: (text: [\"a\"], body: [".to_vec(),
                b"(0,1),".repeat(n_bytes / 6),
            ]
            .concat(),
        ),
        (
            "small statements",
            [
                b"(format: 1, articles: {1: (text: [\"a\"], body: [], statements: {".to_vec(),
                b"1:(content:[(0,1)],kind:Direct),".repeat(n_bytes / 32),
            ]
            .concat(),
        ),
        (
            "small articles",
            [
                b"(format: 1, articles: {".to_vec(),
                (0..n_bytes / 16)
                    .flat_map(|n| format!("{n}:(text:[]),").into_bytes())
                    .collect(),
            ]
            .concat(),
        ),
        (
            "articles of one statement",
            [
                b"(format: 1, articles: {".to_vec(),
                (0..n_bytes / 62)
                    .flat_map(|n| {
                        format!("{n}:(text:[\"a\"],statements:{{1:(content:[(0,1)],kind:Direct)}}),")
                            .into_bytes()
                    })
                    .collect(),
            ]
            .concat(),
        ),
        (
            "one article of small statements",
            [
                b"(format: 1, articles: {1: (text: [\"a\"], body: [], statements: {".to_vec(),
                (0..n_bytes / 38)
                    .flat_map(|n| format!("{n}:(content:[(0,1)],kind:Direct),").into_bytes())
                    .collect(),
            ]
            .concat(),
        ),
        (
            "people",
            [
                b"(format: 1, corrections: (people: {".to_vec(),
                (0..n_bytes / 14)
                    .flat_map(|n| format!("\"{n}\":(),").into_bytes())
                    .collect(),
            ]
            .concat(),
        ),
        (
            "blocks",
            [
                b"(format: 1, briefing: (blocks: {".to_vec(),
                (0..n_bytes / 24)
                    .flat_map(|n| format!("{n}:(kind:PageBreak),").into_bytes())
                    .collect(),
            ]
            .concat(),
        ),
        (
            "marks of direction",
            [
                b"(format: 1, articles: {1: (text: [\"".to_vec(),
                "\u{202e}".repeat(n_bytes / 3).into_bytes(),
            ]
            .concat(),
        ),
        (
            "one long comment",
            [b"(/*".to_vec(), vec![b'x'; n_bytes]].concat(),
        ),
        ("line breaks", b"\n".repeat(n_bytes)),
    ]
}

#[test]
#[ignore = "takes minutes"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn no_project_takes_ten_times_its_file() {
    let desk = Desk::new();
    let file = large();
    let n_bytes = file.len();
    let mut damaged = harmed(&file);
    damaged.extend(made_up(n_bytes));
    let mut failures = Vec::new();
    let n_damaged = damaged.len();
    for (name, bytes) in damaged {
        std::fs::write(desk.path("large.ron"), &bytes).unwrap();
        std::fs::remove_file(desk.path("new.ron")).ok();
        let limit = PROGRAM + 10 * bytes.len();
        for arguments in [
            &["check", "large.ron"][..],
            &["salvage", "large.ron", "-o", "new.ron"],
        ] {
            let (status, said) = within(&desk, limit, arguments);
            if !matches!(status, Some(0 | 1)) {
                let said: String = said.chars().take(200).collect();
                failures.push(format!("{name}, {}: {status:?} {said}", arguments[0]));
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} MB:\n{}",
        n_bytes / 1_000_000,
        failures.join("\n")
    );
    println!(
        "counted: projects of {} MB within ten times their size {}, failures 0",
        n_bytes / 1_000_000,
        n_damaged * 2
    );
}
