//! The plan of the code: which room may name which. The plan is ARCHITECTURE.md's; this holds it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each room with the rooms that it may name, besides itself.
const ARROWS: [(&str, &[&str]); 16] = [
    ("text", &[]),
    ("progress", &[]),
    ("signals", &[]),
    ("typefaces", &[]),
    ("model", &["text"]),
    ("atlas", &["model", "text"]),
    ("import", &["atlas", "model", "text", "progress"]),
    ("extract", &["atlas", "model", "text", "progress"]),
    ("project", &["model", "text", "progress"]),
    ("storage", &["project", "model", "text", "progress"]),
    ("fetch", &["progress"]),
    (
        "intake",
        &[
            "fetch", "project", "import", "extract", "atlas", "model", "text", "progress",
        ],
    ),
    ("compare", &["project", "atlas", "model", "text", "progress"]),
    ("briefing", &["project", "atlas", "model", "text", "progress"]),
    // Of briefing only the resolved document: what was not checked cannot be cited.
    (
        "export",
        &["briefing", "atlas", "model", "text", "progress", "typefaces"],
    ),
    (
        "cli",
        &[
            "intake", "export", "briefing", "compare", "storage", "project", "import", "extract", "atlas",
            "model", "text", "progress", "signals",
        ],
    ),
];

/// The window may name every room but the other edge.
const WINDOW: &str = "app";

#[test]
fn rooms_name_only_the_rooms_that_they_may() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    let mut wrong = Vec::new();
    let mut rooms_seen = BTreeSet::new();
    for (file, text) in sources(&src) {
        let Some(room) = room_of(&file) else {
            continue;
        };
        rooms_seen.insert(room.clone());
        for (line, named) in named_rooms(&text) {
            let may = if room == WINDOW {
                named != "cli"
            } else {
                allowed
                    .get(room.as_str())
                    .is_some_and(|allowed| allowed.contains(&named.as_str()))
            };
            if named != room && !may {
                wrong.push(format!("src/{file}:{line}: {room} names {named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let rooms: BTreeSet<String> = ARROWS.iter().map(|&(room, _)| room.to_owned()).collect();
    let unknown: Vec<&String> = rooms_seen
        .iter()
        .filter(|&room| room != WINDOW && !rooms.contains(room))
        .collect();
    assert!(
        unknown.is_empty(),
        "rooms without a place in the plan: {unknown:?}"
    );
    let gone: Vec<&String> = rooms.difference(&rooms_seen).collect();
    assert!(gone.is_empty(), "rooms of the plan that are not there: {gone:?}");
}

/// A link would have to show its address first, and to be one of http, https or mailto; there is none yet.
#[test]
fn the_window_opens_nothing_in_other_programs() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, text) in sources(&src) {
        for name in [
            "open_url",
            "OpenUrl",
            ".hyperlink(",
            "Hyperlink::",
            "hyperlink_to",
            "webbrowser",
            "xdg-open",
        ] {
            assert!(!text.contains(name), "src/{file} names {name}");
        }
    }
}

#[test]
fn export_sees_of_the_briefing_only_the_document() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, text) in sources(&src) {
        if room_of(&file).as_deref() != Some("export") {
            continue;
        }
        for part in text.split("crate::briefing").skip(1) {
            let is_document = part.starts_with("::document") || part.starts_with("::Document");
            assert!(
                is_document,
                "src/{file} names {}",
                part.lines().next().unwrap_or_default()
            );
        }
    }
}

#[test]
fn only_the_window_names_its_toolkit() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, text) in sources(&src) {
        if room_of(&file).as_deref() == Some(WINDOW) {
            continue;
        }
        for toolkit in ["egui", "eframe", "rfd"] {
            let named = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(&format!("{toolkit}::")));
            assert!(!named, "src/{file} names {toolkit}");
        }
    }
}

#[test]
fn only_one_room_touches_the_network() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (file, text) in sources(&src) {
        if room_of(&file).as_deref() == Some("fetch") {
            continue;
        }
        for way in [
            "ureq::",
            "url::",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "ToSocketAddrs",
        ] {
            let named = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| {
                    line.match_indices(way).any(|(at, _)| {
                        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
                    })
                });
            assert!(!named, "src/{file} names {way}");
        }
    }
}

#[test]
fn paths_are_found_in_every_way_of_writing_them() {
    let text = "use crate::text::Span;\nuse crate::{model, project::{Edit, history}};\n// crate::app\nfn f() { \
                crate::atlas::get(); pub(in crate::import) }\nuse crate::{\n    storage,\n};\n";
    let named: Vec<String> = named_rooms(text).into_iter().map(|(_, room)| room).collect();
    assert_eq!(named, ["text", "model", "project", "atlas", "import", "storage"]);
}

/// The Rust files under a folder with their paths from there, in order.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for item in std::fs::read_dir(next).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                sources.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    sources.sort();
    sources
}

/// The room that a file belongs to; `None` for the map and the program.
fn room_of(file: &str) -> Option<String> {
    let room = file.split('/').next()?.trim_end_matches(".rs");
    (!matches!(room, "lib" | "main")).then(|| room.to_owned())
}

/// The rooms that are named after `crate::`, each with its line. Comments do not count.
fn named_rooms(text: &str) -> Vec<(usize, String)> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let mut named = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + path.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            named.extend(first_names(group).into_iter().map(|name| (line, name)));
        } else {
            named.push((line, leading_name(rest)));
        }
    }
    named.retain(|(_, name)| name.starts_with(char::is_lowercase));
    named
}

/// The first names of the paths in a group, whose opening brace has been read.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut is_first = true;
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_first = true,
            _ if char.is_alphabetic() && is_first && depth == 0 => {
                names.push(leading_name(&group[at..]));
                is_first = false;
            }
            _ => {}
        }
    }
    names
}

fn leading_name(text: &str) -> String {
    text.chars()
        .take_while(|&char| char.is_alphanumeric() || char == '_')
        .collect()
}
