//! The built program at the command line: what scripts rely on.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use readout::text::unseen::is_unseen;
use serde_json::Value;

const ARTICLE: &str = "Harbour talks to go on\n\nOSLO, Nov 24 (Post) – “We’ll try again,” Norway’s foreign \
                       minister, Ann Şahin, said on Friday.\n\nShe added that the harbour would stay open.\n";

/// A folder with an article in it, in which the program is run.
struct Desk {
    folder: tempfile::TempDir,
    /// Of the user who runs it.
    home: tempfile::TempDir,
}

/// What a call came to.
#[derive(Debug)]
struct Done {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            home: tempfile::tempdir().unwrap(),
        };
        desk.put("a.txt", ARTICLE.as_bytes());
        desk
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        readout::storage::write_atomic(&path, bytes).unwrap();
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_readout"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CONFIG_HOME", self.home.path().join("config"))
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .stdin(Stdio::null());
        command
    }

    /// Runs the program and checks what holds of every call: status and standard error agree, and
    /// nothing that is said can move a cursor.
    fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Done {
        let output = self.command(arguments).output().unwrap();
        let done = Done {
            status: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        let is_hostile = |char: char| char != '\n' && is_unseen(char);
        assert!(!done.err.contains(is_hostile), "{done:?}");
        assert!(!done.out.contains(is_hostile), "{done:?}");
        assert!(
            done.err.lines().all(|line| line.starts_with("readout: ")),
            "{done:?}"
        );
        assert_eq!(done.status == 0, complaints(&done.err).is_empty(), "{done:?}");
        done
    }

    fn run_words(&self, arguments: &str) -> Done {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        self.run(&arguments)
    }
}

/// The lines on standard error that are no warnings.
fn complaints(err: &str) -> Vec<&str> {
    err.lines()
        .filter(|line| !line.starts_with("readout: warning: "))
        .collect()
}

fn objects(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The words between two Unicode scalar offsets.
fn words(text: &str, span: &Value) -> String {
    let offset = |idx: usize| usize::try_from(span[idx].as_u64().unwrap()).unwrap();
    text.chars().skip(offset(0)).take(offset(1) - offset(0)).collect()
}

#[test]
fn extract_gives_one_object_an_article_whose_offsets_hold() {
    let desk = Desk::new();
    let done = desk.run_words("extract a.txt");
    assert_eq!(done.status, 0, "{done:?}");
    let [article] = objects(&done.out).try_into().unwrap();
    for field in [
        "file",
        "title",
        "outlet",
        "author",
        "date",
        "url",
        "language",
        "dateline",
        "text",
        "body",
        "statements",
    ] {
        assert!(article.get(field).is_some(), "{field}");
    }
    assert_eq!(article["file"], "a.txt");
    let text = article["text"].as_str().unwrap();
    assert_eq!(text, ARTICLE, "text in UTF-8 is kept as it is");
    for span in article["body"].as_array().unwrap() {
        assert!(!words(text, span).is_empty());
    }
    let statements = article["statements"].as_array().unwrap();
    let quoted = statements
        .iter()
        .find(|statement| words(text, &statement["content"][0]).contains("We’ll try again"))
        .unwrap();
    assert_eq!(quoted["kind"], "direct");
    assert_eq!(words(text, &quoted["cue"]), "said");
    assert!(!words(text, &quoted["speaker_mention"]).is_empty());
    assert_eq!(quoted["speaker"], "Ann Şahin");
    assert_eq!(quoted["parties"], serde_json::json!(["NO"]));
    for statement in statements {
        for field in ["text", "speaker", "role", "parties"] {
            assert!(statement.get(field).is_some(), "{field}");
        }
        let confidence = statement["confidence"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&confidence));
        let pieces: Vec<String> = statement["content"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| words(text, span))
            .collect();
        assert_eq!(statement["text"].as_str().unwrap(), pieces.join(" … "));
    }
}

#[test]
fn extract_keeps_the_order_and_sorts_folders() {
    let desk = Desk::new();
    for name in ["folder/2.txt", "folder/10.txt", "folder/inner/1.txt", "z.txt"] {
        desk.put(
            name,
            format!("“Words of {name} here,” said Ann Example.").as_bytes(),
        );
    }
    let done = desk.run_words("extract z.txt folder a.txt");
    assert_eq!(done.status, 0, "{done:?}");
    let files: Vec<String> = objects(&done.out)
        .iter()
        .map(|article| article["file"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        files,
        [
            "z.txt",
            "folder/10.txt",
            "folder/2.txt",
            "folder/inner/1.txt",
            "a.txt"
        ]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_one_line_and_the_others_go_on() {
    let desk = Desk::new();
    desk.put("mixed/good.txt", ARTICLE.as_bytes());
    desk.put("mixed/empty.txt", b"");
    desk.put("mixed/binary.txt", &[0, 159, 146, 150, 0, 1, 2, 255].repeat(200));
    let arguments = ["extract", "gone.txt", "mixed", "a.txt"];
    let done = desk.run(&arguments);
    assert_eq!(done.status, 1, "{done:?}");
    assert_eq!(objects(&done.out).len(), 2, "{done:?}");
    let complaints = complaints(&done.err);
    assert_eq!(complaints.len(), 3, "{done:?}");
    for name in ["gone.txt", "mixed/empty.txt", "mixed/binary.txt"] {
        assert!(
            complaints.iter().any(|line| line.contains(&format!("{name}: "))),
            "{name}: {done:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn pipes_and_files_without_permission_are_refused_without_waiting() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    assert!(
        Command::new("mkfifo")
            .arg(desk.path("pipe.txt"))
            .status()
            .unwrap()
            .success()
    );
    desk.put("secret.txt", ARTICLE.as_bytes());
    std::fs::set_permissions(desk.path("secret.txt"), std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything may read this too.
    let n_bad = if std::fs::read(desk.path("secret.txt")).is_ok() {
        1
    } else {
        2
    };
    let done = desk.run_words("extract pipe.txt secret.txt a.txt");
    assert_eq!(done.status, 1);
    assert_eq!(complaints(&done.err).len(), n_bad, "{done:?}");
    assert_eq!(objects(&done.out).len(), 3 - n_bad);
}

#[cfg(unix)]
#[test]
fn nothing_in_names_or_texts_reaches_the_terminal_raw() {
    use std::os::unix::ffi::OsStringExt;
    let desk = Desk::new();
    let hostile =
        "“We \u{1b}]0;owned\u{7} try \u{202e}again\u{2069} \u{9b}31m,” said Ann Ex\u{200f}ample \u{7f}.\n";
    desk.put("folder/\u{1b}[31m\n\u{202e}name.txt", hostile.as_bytes());
    let broken = OsString::from_vec(b"folder/\xff\x1b.txt".to_vec());
    desk.put(&broken, b"");
    for format in ["jsonl", "text"] {
        let done = desk.run(&["extract", "--format", format, "folder"]);
        assert_eq!(done.status, 1, "{done:?}");
        assert_eq!(complaints(&done.err).len(), 1, "{done:?}");
        assert!(done.out.contains("try"), "{done:?}");
    }
    let done = desk.run_words("extract folder");
    assert_eq!(
        objects(&done.out)[0]["text"].as_str(),
        Some(hostile),
        "the bytes are kept"
    );
    let unknown = OsString::from_vec(b"\xff\x1b[31m".to_vec());
    assert_eq!(desk.run(&[unknown]).status, 2);
}

#[test]
fn the_listing_can_be_read() {
    let desk = Desk::new();
    let done = desk.run_words("extract --format=text a.txt");
    assert_eq!(done.status, 0);
    assert!(done.out.starts_with("a.txt\n"), "{done:?}");
    assert!(done.out.contains("Ann Şahin"), "{done:?}");
    assert!(done.out.contains("· direct · "), "{done:?}");
    assert!(done.out.contains("\n    “We’ll try again,”\n"), "{done:?}");
}

#[test]
fn a_reader_who_has_enough_is_no_error() {
    let desk = Desk::new();
    for number in 0..30 {
        desk.put(format!("many/{number}.txt"), ARTICLE.repeat(100).as_bytes());
    }
    let mut child = desk
        .command(&["extract", "many"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        complaints(&String::from_utf8(output.stderr).unwrap()),
        Vec::<&str>::new()
    );
}

#[test]
fn wrong_usage_is_one_line_that_names_the_help() {
    let desk = Desk::new();
    desk.run_words("import -p p.ron a.txt");
    for arguments in [
        "exrtact a.txt",
        "--unknown",
        "-x",
        "-",
        "p.ron other.ron",
        "extract",
        "extract -",
        "extract --format",
        "extract --format xml a.txt",
        "extract --formt text a.txt",
        "extract -f a.txt",
        "extract --format=text",
        "import a.txt",
        "import -p p.ron",
        "import -p",
        "import -p --format a.txt",
        "import -p p.ron -p q.ron a.txt",
        "import -p p.ron p.ron",
        "import -p p.ron ./p.ron a.txt",
        "brief a.txt",
        "brief -o b.md",
        "brief a.txt -o",
        "brief a.txt -o b.odt",
        "brief a.txt -o b",
        "export",
        "export p.ron",
        "export p.ron p.ron -o b.md",
        "export p.ron -o",
        "export p.ron -o p.ron",
        "check",
        "check p.ron a.txt",
        "check --strict p.ron",
        "help unknown",
        "help check export",
    ] {
        let done = desk.run_words(arguments);
        assert_eq!(done.status, 2, "{arguments}: {done:?}");
        assert_eq!(done.out, "", "{arguments}");
        assert_eq!(done.err.lines().count(), 1, "{arguments}: {done:?}");
        assert!(done.err.contains("readout --help"), "{arguments}: {done:?}");
    }
    for arguments in [vec![""], vec!["extract", ""], vec!["brief", "a.txt", "-o", ""]] {
        assert_eq!(desk.run(&arguments).status, 2, "{arguments:?}");
    }
    assert!(!desk.path("b.md").exists());
}

#[test]
fn help_names_every_command_and_each_has_its_own() {
    let desk = Desk::new();
    let all = desk.run_words("--help");
    assert_eq!(all.status, 0);
    assert_eq!(desk.run_words("help").out, all.out);
    assert_eq!(desk.run_words("-h").out, all.out);
    for command in ["extract", "import", "brief", "export", "check", "salvage"] {
        assert!(all.out.contains(&format!("readout {command} ")), "{command}");
        let one = desk.run_words(&format!("help {command}"));
        assert_eq!(one.status, 0);
        assert!(one.out.starts_with(&format!("readout {command} ")), "{one:?}");
        assert_eq!(desk.run_words(&format!("{command} --help")).out, one.out);
        assert_eq!(desk.run_words(&format!("{command} a.txt -h")).out, one.out);
    }
    let version = desk.run_words("--version");
    assert_eq!(version.out, format!("readout {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn import_makes_a_project_and_adds_each_article_once() {
    let desk = Desk::new();
    desk.put(
        "more/b.txt",
        "“It is late,” said Bo Sample, the president.".as_bytes(),
    );
    let done = desk.run_words("import -p p.ron a.txt");
    assert_eq!(done.status, 0, "{done:?}");
    assert!(done.out.starts_with("1 article with "), "{done:?}");
    let done = desk.run_words("import --project=p.ron more a.txt gone.txt");
    assert_eq!(done.status, 1, "{done:?}");
    assert!(
        done.out.ends_with("added to p.ron; 1 already there.\n"),
        "{done:?}"
    );
    let project = readout::storage::load(&desk.path("p.ron")).unwrap().value;
    let locations: Vec<&str> = project
        .articles()
        .values()
        .map(|entry| entry.article.original.location.as_str())
        .collect();
    assert_eq!(locations, ["a.txt", "more/b.txt"]);
    assert!(
        project
            .articles()
            .values()
            .all(|entry| entry.article.original.imported.is_some())
    );
    let before = desk.bytes("p.ron");
    let done = desk.run_words("import -p p.ron .");
    assert_eq!(
        done.status, 0,
        "the project in the folder is no article: {done:?}"
    );
    assert_eq!(desk.bytes("p.ron"), before, "nothing new, nothing saved");
    let done = desk.run_words("check p.ron");
    assert!(done.out.starts_with("p.ron: 2 articles, "), "{done:?}");
}

#[test]
fn import_saves_nothing_when_nothing_was_read() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).unwrap();
    for arguments in [
        "import -p p.ron gone.txt",
        "import -p p.ron empty",
        "import -p gone/p.ron a.txt",
    ] {
        let done = desk.run_words(arguments);
        assert_eq!(done.status, 1, "{arguments}: {done:?}");
        assert_eq!(done.err.lines().count(), 1, "{arguments}: {done:?}");
    }
    assert!(!desk.path("p.ron").exists());
    assert!(!desk.path("gone").exists());
}

#[test]
fn a_broken_project_is_kept_whatever_is_done_with_it() {
    let desk = Desk::new();
    desk.put(
        "p.ron",
        b"(\n  format: 1,\n  articles: {\n    1: (txt: []),\n  },\n)\n",
    );
    let before = desk.bytes("p.ron");
    for arguments in ["import -p p.ron a.txt", "export p.ron -o b.md", "check p.ron"] {
        let done = desk.run_words(arguments);
        assert_eq!(done.status, 1, "{arguments}: {done:?}");
        assert!(
            done.err
                .starts_with("readout: p.ron: Line 4, column 9: expected "),
            "{done:?}"
        );
        assert_eq!(desk.bytes("p.ron"), before);
    }
    assert!(!desk.path("b.md").exists());
}

#[test]
fn imports_at_the_same_time_lose_nothing() {
    let desk = Desk::new();
    let n_calls = 8;
    let calls: Vec<_> = (0..n_calls)
        .map(|number| {
            let name = format!("{number}.txt");
            desk.put(
                &name,
                format!("“Words number {number},” said Ann Example.").as_bytes(),
            );
            desk.command(&["import", "-p", "p.ron", &name])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut call in calls {
        assert!(call.wait().unwrap().success());
    }
    let project = readout::storage::load(&desk.path("p.ron")).unwrap().value;
    assert_eq!(project.articles().len(), n_calls);
}

#[test]
fn brief_writes_a_document_and_no_input_is_overwritten() {
    let desk = Desk::new();
    desk.put("in/a.md", ARTICLE.as_bytes());
    for name in ["b.md", "b.html", "b.docx", "b.pdf"] {
        desk.put(name, b"old");
        let done = desk.run(&["brief", "a.txt", "-o", name]);
        assert_eq!(done.status, 0, "{done:?}");
        assert_eq!(done.out, "");
        assert!(desk.bytes(name).len() > 100, "{name}");
    }
    assert!(
        String::from_utf8(desk.bytes("b.md"))
            .unwrap()
            .contains("We’ll try again")
    );
    for arguments in [
        "brief in -o in/a.md",
        "brief in/a.md -o in/../in/a.md",
        "brief a.txt in -o in/a.md",
    ] {
        assert_eq!(desk.run_words(arguments).status, 2, "{arguments}");
        assert_eq!(desk.bytes("in/a.md"), ARTICLE.as_bytes());
    }
    let done = desk.run_words("brief a.txt gone.txt -o some.md");
    assert_eq!(done.status, 1);
    assert!(desk.path("some.md").exists(), "what could be read is briefed");
    let done = desk.run_words("brief gone.txt -o none.md");
    assert_eq!(done.status, 1);
    assert!(!desk.path("none.md").exists());
}

#[cfg(unix)]
#[test]
fn export_gives_the_same_bytes_twice_and_keeps_the_project() {
    let desk = Desk::new();
    desk.run_words("import -p p.ron a.txt");
    let before = desk.bytes("p.ron");
    std::fs::hard_link(desk.path("p.ron"), desk.path("same.md")).unwrap();
    std::os::unix::fs::symlink("p.ron", desk.path("link.md")).unwrap();
    for name in ["same.md", "link.md"] {
        let done = desk.run(&["export", "p.ron", "-o", name]);
        assert_eq!(done.status, 2, "{done:?}");
    }
    for name in ["one.md", "one.html", "one.docx", "one.pdf"] {
        assert_eq!(desk.run(&["export", "p.ron", "-o", name]).status, 0);
        let first = desk.bytes(name);
        assert_eq!(desk.run(&["export", "p.ron", "-o", name]).status, 0);
        assert_eq!(desk.bytes(name), first, "{name}");
    }
    assert_eq!(desk.bytes("p.ron"), before);
    let done = desk.run_words("export p.ron -o gone/one.md");
    assert_eq!(done.status, 1, "{done:?}");
    assert!(!desk.path("gone").exists());
}

#[test]
fn check_says_what_is_in_a_project_or_what_is_wrong() {
    let desk = Desk::new();
    for (name, bytes) in [
        ("empty.ron", b"".as_slice()),
        ("newer.ron", b"(format: 2)"),
        ("binary.ron", &[0, 1, 2, 255]),
    ] {
        desk.put(name, bytes);
    }
    for name in ["empty.ron", "newer.ron", "binary.ron", "gone.ron", ".", "a.txt"] {
        let done = desk.run(&["check", name]);
        assert_eq!(done.status, 1, "{done:?}");
        assert_eq!(done.out, "");
        assert!(done.err.starts_with(&format!("readout: {name}: ")), "{done:?}");
        assert_eq!(done.err.lines().count(), 1);
    }
    desk.put("fine.ron", b"(format: 1)");
    let done = desk.run_words("check fine.ron");
    assert_eq!(done.status, 0);
    assert!(
        done.out.starts_with("fine.ron: 0 articles, 0 statements"),
        "{done:?}"
    );
}

#[cfg(not(feature = "window"))]
#[test]
fn without_the_window_one_is_told_so() {
    let desk = Desk::new();
    for arguments in [vec![], vec!["p.ron"]] {
        let done = desk.run(&arguments);
        assert_eq!(done.status, 2);
        assert!(done.err.contains("built without its window"), "{done:?}");
    }
}
