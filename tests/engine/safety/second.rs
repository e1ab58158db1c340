//! A second set of damaged projects, made after the program had passed the first one.

use std::time::Duration;

use super::{Desk, Numbers, limited};
use readout::text::unseen::is_unseen;

/// A damaged project and what was done to it.
type Damaged = (String, Vec<u8>);

/// The same damage at so many places of the file.
fn at_places(name: &str, n: usize, file: &str, damage: impl Fn(&[u8], usize) -> Vec<u8>) -> Vec<Damaged> {
    let bytes = file.as_bytes();
    let mut numbers = Numbers(name.len() as u64 * 977 + 5);
    (0..n)
        .map(|_| {
            let at = numbers.next(bytes.len().saturating_sub(1_200));
            (format!("{name} at {at}"), damage(bytes, at))
        })
        .collect()
}

fn inserted(bytes: &[u8], at: usize, what: &[u8]) -> Vec<u8> {
    [&bytes[..at], what, &bytes[at..]].concat()
}

/// Damage by disks, editors, and programs that merge.
fn by_accident(file: &str) -> Vec<Damaged> {
    let mut all = at_places("a hundred bytes gone", 8, file, |bytes, at| {
        [&bytes[..at], &bytes[at + 100..]].concat()
    });
    all.extend(at_places("a block twice", 6, file, |bytes, at| {
        inserted(bytes, at, &bytes[at..at + 1_000])
    }));
    all.extend(at_places("two blocks swapped", 6, file, |bytes, at| {
        [
            &bytes[..at],
            &bytes[at + 512..at + 1_024],
            &bytes[at..at + 512],
            &bytes[at + 1_024..],
        ]
        .concat()
    }));
    all.extend(at_places("a byte of another encoding", 6, file, |bytes, at| {
        inserted(bytes, at, &[0xE9])
    }));
    all.extend(at_places("half a letter", 4, file, |bytes, at| {
        inserted(bytes, at, &[0xD5])
    }));
    all.extend(at_places("a zero", 4, file, |bytes, at| {
        inserted(bytes, at, &[0])
    }));
    all.extend(at_places("words turned round", 5, file, |bytes, at| {
        // Between letters.
        let at = (at..bytes.len()).find(|&at| bytes[at].is_ascii()).unwrap();
        inserted(bytes, at, "\u{202e}\u{2066}\u{1b}[2J".as_bytes())
    }));
    all.extend(at_places("a line break", 5, file, |bytes, at| {
        inserted(bytes, at, b"\n")
    }));
    all.extend(at_places("a quotation mark", 5, file, |bytes, at| {
        inserted(bytes, at, b"\"")
    }));
    all.extend(at_places("a bracket", 5, file, |bytes, at| {
        inserted(bytes, at, b")")
    }));
    let lines: Vec<&str> = file.lines().collect();
    for at in (1..lines.len() - 1).step_by(lines.len() / 8 + 1) {
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        all.push((format!("line {} twice", at + 1), doubled.join("\n").into_bytes()));
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        all.push((
            format!("lines {} and next swapped", at + 1),
            swapped.join("\n").into_bytes(),
        ));
    }
    let merged: String = lines
        .iter()
        .map(|line| {
            if line.contains("confidence") {
                format!("||||||| base\n{line}\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    all.push(("marks of a merge all over".to_owned(), merged.into_bytes()));
    all
}

/// Damage by somebody who knows the format.
fn on_purpose(file: &str) -> Vec<Damaged> {
    let mut all: Vec<Damaged> = Vec::new();
    let mut replace = |from: &str, to: &str| {
        assert!(file.contains(from), "{from}");
        all.push((
            format!("{from} → {}", to.chars().take(40).collect::<String>()),
            file.replacen(from, to, 1).into_bytes(),
        ));
    };
    for (from, to) in [
        ("title: \"", "title: \"\\u{110000}"),
        ("title: \"", "title: \"\\u{d800}"),
        ("title: \"", "title: \"\\q"),
        ("title: \"", "title: r#\""),
        ("title: \"", "title: r##########\""),
        ("title: \"", "title: b\""),
        ("title: \"", "title: 'a', // \""),
        ("title: \"", "title: \"a\" \""),
        ("title: \"", "title: Some(\""),
        ("title: \"", "title: (), // \""),
        ("title: \"", "title: true, // \""),
        ("(\n  format", "#![enable(implicit_some)]\n(\n  format"),
        (
            "(\n  format",
            "#![enable(unwrap_newtypes, explicit_struct_names)]\n(\n  format",
        ),
        ("(\n  format", "#![enable(nobody_knows)]\n(\n  format"),
        ("(\n  format", "Project(\n  format"),
        ("(\n  format", "{\n  format"),
        ("(\n  format", "((\n  format"),
        ("format: 1,", "format: 0x1,"),
        ("format: 1,", "format: 1_0,"),
        ("format: 1,", "format: 1u8,"),
        ("format: 1,", "format: '1',"),
        ("format: 1,", "format: 1, format: 1,"),
        ("format: 1,", "format: 1; "),
        ("format: 1,", "form\u{202e}at: 1,"),
        ("format: 1,", "\"format\": 1,"),
        ("format: 1,", "format: 1 /* /* */,"),
        ("articles: {", "articles: {0: (), "),
        ("articles: {", "articles: {4294967295: (), "),
        ("articles: {", "articles: {-1: (), "),
        ("articles: {", "articles: {\"1\": (), "),
        ("articles: {", "articles: Some({"),
        ("articles: {", "articles: {}, articles: {"),
        ("text: [", "text: [7, "),
        ("text: [", "text: [[\"a\"], "),
        ("text: [", "text: [\"\\u{0}\\u{1b}\\u{202e}\", "),
        ("body: [", "body: [(0, 0), "),
        ("body: [", "body: [(5, 1), "),
        ("body: [", "body: [(0, 5), (3, 8), "),
        ("body: [", "body: [(0), "),
        ("body: [", "body: [(0, 1, 2), "),
        ("body: [", "body: [(1.5, 2.5), "),
        ("body: [", "body: [(0x0, 0b1), "),
        ("content: [", "content: [], cue: Some((0, 1)), x: ["),
        ("content: [", "content: [(9, 3), "),
        ("kind: ", "kind: \"Direct\", // "),
        ("confidence: ", "confidence: 1.0e-999, // "),
        ("confidence: ", "confidence: inf, // "),
        ("confidence: ", "confidence: 101, // "),
        ("parties: [", "parties: [\"\", "),
        ("parties: [", "parties: [\"ORG:\", "),
        ("parties: [", "parties: [\"ORG:\\u{202e}\\u{7}\", "),
        ("parties: [", "parties: [\"XX\", \"XX\", "),
        ("location: \"", "location: \"file:///etc/passwd\\n"),
        ("location: \"", "location: \"\\\\\\\\server\\\\share\\\\"),
        ("outline: [", "outline: [-1, "),
        ("outline: [", "outline: [], outline: ["),
        (
            "kind: Text(\"",
            "kind: Text(\"\\u{202e}<img src=x onerror=alert(1)>\\n\\n# h\\n\\n",
        ),
        ("kind: Text(\"", "kind: Picture(\""),
    ] {
        replace(from, to);
    }
    for depth in [120, 127, 128, 129, 1_000, 20_000] {
        let nested = format!("title: {}\"", "Some(".repeat(depth));
        all.push((
            format!("{depth} deep"),
            file.replacen("title: \"", &nested, 1).into_bytes(),
        ));
    }
    for (name, end) in [
        ("a letter after the end", "x"),
        ("a comment after the end", "// \u{202e}"),
        ("an open comment after the end", "/*"),
        ("a second project after the end", "(format: 2)"),
        ("a million line breaks after the end", &"\n".repeat(1_000_000)),
    ] {
        all.push((name.to_owned(), format!("{file}{end}").into_bytes()));
    }
    let start = file.find("\n  articles: {").unwrap() + "\n  articles: {".len();
    let end = file[start..].find("\n    ),").unwrap() + start + "\n    ),".len();
    let (first, id) = (&file[start..end], "\n    1: (");
    assert!(first.starts_with(id), "{first}");
    let many: String = (10..3_010)
        .map(|number| first.replacen(id, &format!("\n    {number}: ("), 1))
        .collect();
    all.push((
        "three thousand articles more".to_owned(),
        format!("{}{many}{}", &file[..end], &file[end..]).into_bytes(),
    ));
    let same: String = first.repeat(2_000);
    all.push((
        "the same article two thousand times".to_owned(),
        format!("{}{same}{}", &file[..end], &file[end..]).into_bytes(),
    ));
    all
}

#[test]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn each_project_of_the_second_set_is_answered() {
    let desk = Desk::new();
    let file = desk.project();
    let mut all = by_accident(&file);
    all.extend(on_purpose(&file));
    let mut failures = Vec::new();
    let (mut n_loaded, mut n_salvaged) = (0, 0);
    let path = desk.path("damaged.ron");
    for (name, bytes) in &all {
        std::fs::write(&path, bytes).unwrap();
        for left in ["out.md", "new.ron"] {
            std::fs::remove_file(desk.path(left)).ok();
        }
        let calls = [
            &["check", "damaged.ron"][..],
            &["export", "damaged.ron", "-o", "out.md"],
            &["salvage", "damaged.ron", "-o", "new.ron"],
            &["import", "-p", "damaged.ron", "in/plain.txt"],
        ];
        let [check, export, salvage, import] = calls.map(|arguments| {
            let answer = limited(&desk, arguments);
            let after = std::fs::read(&path).unwrap();
            (answer, after)
        });
        let mut fail = |why: String| failures.push(format!("{name}: {why}\n    {}", check.0.1));
        for (what, ((status, said, took), after)) in [
            ("check", &check),
            ("export", &export),
            ("salvage", &salvage),
            ("import", &import),
        ] {
            if !(0..=1).contains(status) {
                fail(format!("{what}: status {status}: {said}"));
            }
            if *took > Duration::from_secs(20) {
                fail(format!("{what} took {took:?}"));
            }
            if said.contains("panicked")
                || said.len() > 6_000
                || said.contains(|char: char| char != '\n' && is_unseen(char))
            {
                fail(format!("what {what} says is no plain line: {said:?}"));
            }
            if *status == 1 && !said.starts_with("readout: ") {
                fail(format!("{what} says nothing"));
            }
            let may_change = what == "import" && check.0.0 == 0;
            if after != bytes && !may_change {
                fail(format!("{what} changed the file"));
            }
        }
        if check.0.0 != export.0.0 || check.0.0 != import.0.0 {
            fail(format!(
                "{} from check, {} from export, {} from import",
                check.0.0, export.0.0, import.0.0
            ));
        }
        n_loaded += usize::from(check.0.0 == 0);
        match readout::storage::load(&desk.path("new.ron")) {
            Ok(_) => n_salvaged += 1,
            Err(error) if salvage.0.0 == 0 => fail(format!("what was salvaged does not load: {error}")),
            Err(_) => {}
        }
        if let Ok(exported) = std::fs::read_to_string(desk.path("out.md"))
            && exported.contains(['\u{1b}', '\u{202e}', '\u{7}'])
        {
            fail("something of it got into the document".to_owned());
        }
    }
    let left: Vec<_> = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|item| item.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains("readout"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(
        failures.is_empty(),
        "{} of {}:\n{}",
        failures.len(),
        all.len(),
        failures.join("\n")
    );
    assert!(all.len() >= 130, "{}", all.len());
    assert!(
        n_loaded > 5 && n_salvaged > 60,
        "{n_loaded} loaded, {n_salvaged} were salvaged"
    );
    println!(
        "counted: damaged projects {} of the second set, failures 0 ({n_loaded} loaded, {n_salvaged} salvaged)",
        all.len()
    );
}

#[test]
fn what_is_no_file_is_refused_as_a_project() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("folder.ron")).unwrap();
    std::os::unix::fs::symlink("loop.ron", desk.path("loop.ron")).unwrap();
    std::os::unix::fs::symlink("nowhere.ron", desk.path("dangling.ron")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe.ron"))
        .status()
        .unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(desk.path("socket.ron")).unwrap();
    for path in [
        "folder.ron",
        "loop.ron",
        "dangling.ron",
        "pipe.ron",
        "socket.ron",
        "/dev/zero",
        "/proc/self/mem",
        "/dev/null",
    ] {
        for arguments in [
            &["check", path][..],
            &["export", path, "-o", "out.md"],
            &["salvage", path, "-o", "new.ron"],
        ] {
            let (status, said, took) = limited(&desk, arguments);
            assert_eq!(status, 1, "{arguments:?}: {said}");
            assert!(
                said.starts_with("readout: ") && said.lines().count() <= 2,
                "{arguments:?}: {said}"
            );
            assert!(took < Duration::from_secs(10), "{arguments:?}: {took:?}");
        }
    }
    assert!(!desk.path("out.md").exists() && !desk.path("new.ron").exists());
}
