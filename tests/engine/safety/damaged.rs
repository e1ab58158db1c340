//! The first set of damaged projects: cut, flipped, merged, renumbered.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Desk, Numbers, limited};
use readout::text::unseen::is_unseen;

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
