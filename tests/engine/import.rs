//! Bytes to articles, and files to articles, as a user meets them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use readout::import::{self, Hint};
use readout::intake;
use readout::model::{Article, Corrections};
use readout::progress::Progress;

fn read(bytes: &[u8], file_name: &str) -> Result<Article, String> {
    import::read(
        bytes,
        Hint {
            file_name: Some(file_name),
        },
    )
    .map(|warned| warned.value)
    .map_err(|error| error.to_string())
}

/// An article as the golden files have it.
fn printed(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut lines = Vec::new();
    for (name, value) in [
        ("headline", metadata.headline.clone()),
        ("outlet", metadata.outlet.clone()),
        ("author", metadata.author.clone()),
        ("published", metadata.published.map(|date| date.to_string())),
        ("url", metadata.url.clone()),
        ("language", metadata.language.clone()),
        ("dateline", metadata.dateline.clone()),
    ] {
        lines.extend(value.map(|value| format!("{name}: {value}")));
    }
    for (name, spans) in [("body", &article.body), ("display", &article.display)] {
        lines.push(format!("--- {name}"));
        for (span_idx, span) in spans.iter().enumerate() {
            if span_idx > 0 {
                lines.push("---".to_owned());
            }
            lines.push(span.of(&article.text).to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn golden_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let mut n_read = 0;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "expected"))
        .collect();
    files.sort();
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let article = read(&std::fs::read(&path).unwrap(), name).unwrap();
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        assert_eq!(printed(&article).trim_end(), expected.trim_end(), "{name}");
        n_read += 1;
    }
    assert!(n_read >= 4);
}

#[test]
fn the_sample_comes_out_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/articles");
    let taken = take_in(&[folder]).taken;
    assert_eq!(taken.len(), 12);
    for intake::Taken { path, entry, .. } in taken {
        let metadata = &entry.article.metadata;
        assert!(metadata.published.is_some(), "{}", path.display());
        // One of them is a pasted line without any head.
        if !path.to_string_lossy().contains("un-us-reaction") {
            assert!(metadata.headline.is_some(), "{}", path.display());
            assert!(metadata.outlet.is_some(), "{}", path.display());
        }
        let body: Vec<&str> = entry
            .article
            .body
            .iter()
            .map(|span| span.of(&entry.article.text))
            .collect();
        let body = body.join("\n");
        for furniture in [
            "I Never Said I Would Resign",
            "My Father Sold Sulphur",
            "We share a river",
            "I will believe it when I hear",
            "All rights reserved",
            "Foreign Ministry comments on EU envoy",
            "Reporting by",
        ] {
            assert!(!body.contains(furniture), "{}: {furniture}", path.display());
        }
    }
}

#[test]
fn plain_text_is_kept_to_the_byte() {
    for text in [
        "\u{feff}“No,” he said.\r\n\r\nShe left.\n",
        "One line",
        " \n\tHe said.\u{a0}\n ",
    ] {
        let article = read(text.as_bytes(), "a.txt").unwrap();
        assert_eq!(&*article.text, text);
        assert!(
            article
                .body
                .iter()
                .all(|span| !span.of(text).starts_with(['\u{feff}', ' ', '\n']))
        );
    }
}

#[test]
fn what_is_no_article_says_so_in_one_sentence() {
    for (bytes, expected) in [
        (&b""[..], "the file is empty"),
        (b" \r\n\t", "no text in it"),
        (b"<html><body><p> </p></body></html>", "no text in it"),
        (b"%PDF-1.4 stream", "this PDF is damaged"),
        (b"\x1f\x8b\x08", "unpack it"),
        (b"\x00\x01\x02\xff\xfe\xfd", "binary data"),
    ] {
        let error = read(bytes, "a.txt").unwrap_err();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains('\n'));
    }
}

fn take_in(paths: &[PathBuf]) -> intake::Intake {
    intake::start_workers_by(PathBuf::from(env!("CARGO_BIN_EXE_readout")));
    intake::take_in(paths, &Corrections::default(), None, &Progress::default())
}

fn file(folder: &Path, name: &str, words: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&path)
        .unwrap()
        .write_all(words.as_bytes())
        .unwrap();
    path
}

#[test]
fn folders_are_read_in_order_without_hidden_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "b.txt",
        "a/2.txt",
        "a/1.txt",
        ".hidden.txt",
        ".git/x.txt",
        "c.txt",
    ] {
        file(folder.path(), name, &format!("The minister said {name}."));
    }
    let intake = take_in(&[folder.path().to_path_buf()]);
    let names: Vec<String> = intake
        .taken
        .iter()
        .map(|taken| {
            taken
                .path
                .strip_prefix(folder.path())
                .unwrap()
                .display()
                .to_string()
        })
        .collect();
    assert_eq!(names, ["a/1.txt", "a/2.txt", "b.txt", "c.txt"]);
    assert!(intake.failures.is_empty());
}

#[test]
fn each_bad_file_is_one_line_and_the_good_ones_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(folder.path(), "good.txt", "The minister said no.");
    let empty = file(folder.path(), "empty.txt", "");
    let pdf = file(folder.path(), "paper.pdf", "%PDF-1.7 and so on");
    let missing = folder.path().join("missing\n.txt");
    let intake = take_in(&[missing, empty, good.clone(), pdf]);
    assert_eq!(intake.taken.len(), 1);
    assert_eq!(intake.taken[0].path, good);
    let lines: Vec<String> = intake.failures.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].ends_with("missing\\n.txt: there is no such file"),
        "{}",
        lines[0]
    );
    assert!(lines[1].ends_with("empty.txt: the file is empty"), "{}", lines[1]);
    assert!(lines[2].contains("this PDF is damaged"), "{}", lines[2]);
}

#[cfg(unix)]
#[test]
fn special_files_and_loops_do_not_hang() {
    let folder = tempfile::tempdir().unwrap();
    file(folder.path(), "in/a.txt", "The minister said no.");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("in/loop")).unwrap();
    std::os::unix::fs::symlink("self", folder.path().join("self")).unwrap();
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let intake = take_in(&[folder.path().to_path_buf(), PathBuf::from("/dev/zero")]);
    assert_eq!(intake.taken.len(), 1);
    let lines: Vec<String> = intake.failures.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains("leads back to itself"), "{lines:?}");
    assert!(lines[1].contains("a socket"), "{lines:?}");
    assert!(lines[2].contains("a device"), "{lines:?}");
}

#[test]
fn the_same_text_twice_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let first = file(folder.path(), "a.txt", "The minister said no.");
    let second = file(folder.path(), "b.txt", "The minister  said no.\n");
    let intake = take_in(&[first, second]);
    assert_eq!(intake.taken.len(), 2);
    let repeats = intake.repeats();
    assert_eq!(repeats.len(), 1);
    assert!(repeats[0].contains("b.txt: the same text as"), "{repeats:?}");
}

#[test]
fn the_fingerprint_is_that_of_the_bytes() {
    assert_eq!(
        read(b"abc", "a.txt").unwrap().original.fingerprint,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

/// What holds for every article.
fn check(article: &Article) {
    assert!(!article.body.is_empty());
    for spans in [&article.body, &article.display] {
        let mut end = 0;
        for span in spans {
            assert!(span.is_valid_in(&article.text));
            assert!(span.start() >= end, "in order, not overlapping");
            end = span.end();
        }
    }
    for body in &article.body {
        assert!(article.display.iter().all(|display| !display.overlaps(*body)));
    }
}

const SEEDS: &[&str] = &[
    include_str!("../data/import/copied-page.txt"),
    include_str!("../data/import/one-line.txt"),
    include_str!("../data/import/page.html"),
    include_str!("../../assets/sample/articles/2027-03-05-ararat-tribune-sarukhanyan.txt"),
    include_str!("../../assets/sample/articles/2027-03-10-northern-courier-gyumri.txt"),
];

const PIECES: &[&str] = &[
    "<",
    ">",
    "</p>",
    "<div>",
    "<script>",
    "<!--",
    "&",
    "“",
    "”",
    "\"",
    "\n",
    "\r\n",
    "\n\n",
    ". ",
    "©",
    "READ MORE:",
    "By ",
    "ANKARA — ",
    "(",
    ")",
    "\u{feff}",
    "\u{2028}",
    "2027-13-45",
    "31 June 2027",
    "\0",
    "İSTANBUL",
    "{\"@type\":",
];

/// Small documents of all kinds that are not PDF, whose parser is only safe in a process of its own.
fn containers() -> Vec<(&'static str, Vec<u8>)> {
    use crate::hostile::zipped;
    let words = "“We’ll try again,” Norway’s foreign minister, Ann Şahin, said on Friday.";
    let page = format!("<html><body><p>{words}</p></body></html>");
    let mail = format!(
        "From: Ann <a@b>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; \
         boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n--b\r\nContent-Type: \
         text/html\r\nContent-Disposition: attachment; filename=a.html\r\n\r\n{page}\r\n--b--\r\n"
    );
    let docx = format!("<w:document><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>");
    let odt = format!("<office:text><text:p>{words}<text:s text:c='3'/></text:p></office:text>");
    vec![
        ("a.docx", zipped(&[("word/document.xml", docx.as_bytes())])),
        (
            "a.odt",
            zipped(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", odt.as_bytes()),
            ]),
        ),
        (
            "a.zip",
            zipped(&[("a.html", page.as_bytes()), ("b.eml", mail.as_bytes())]),
        ),
        ("a.eml", mail.clone().into_bytes()),
        (
            "a.mbox",
            format!("From a b\n{mail}\nFrom a b\n{mail}").into_bytes(),
        ),
        ("a.csv", format!("title,text\nx,\"{words}\"\n").into_bytes()),
        (
            "a.jsonl",
            format!("{{\"text\": \"{words}\"}}\n{{\"text\": \"{words}\"}}\n").into_bytes(),
        ),
        (
            "a.rtf",
            b"{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\uc1 \\u8220?No,\\'94 he said.\\par}".to_vec(),
        ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn mutilated_documents_are_read_or_refused(
        seed in 0..8_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..12),
        cut in any::<Option<prop::sample::Index>>(),
    ) {
        let (name, mut bytes) = containers().swap_remove(seed);
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => {
                    bytes.remove(at);
                }
            }
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        let hint = Hint { file_name: Some(name) };
        let mut n_parts = 0_usize;
        let read = import::read_each(&bytes, hint, &import::Choices::default(), &mut |found| {
            n_parts += 1;
            if let import::Found::Article(imported) = found {
                check(&imported.article);
            }
            true
        });
        // Nothing is passed over in silence.
        prop_assert!(read.is_err() || n_parts > 0);
        import::preview(&bytes, hint).ok();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600), html in any::<bool>()) {
        if let Ok(article) = read(&bytes, if html { "a.html" } else { "a.txt" }) {
            check(&article);
        }
    }

    #[test]
    fn any_text_is_kept(text in "(\\PC|[ \n\r\t.“”\"A-Za-z|©-]){0,300}") {
        if let Ok(article) = read(text.as_bytes(), "a.txt") {
            check(&article);
            if !text.contains('<') && !text.contains('\0') {
                prop_assert_eq!(&*article.text, text.as_str());
            }
        }
    }

    #[test]
    fn mutilated_articles_are_read(
        seed in 0..SEEDS.len(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..200_usize, 0..PIECES.len()), 0..8),
        html in any::<bool>(),
    ) {
        let mut characters: Vec<char> = SEEDS[seed].chars().collect();
        for (at, length, piece) in cuts {
            let start = at.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, PIECES[piece].chars());
        }
        let text: String = characters.into_iter().collect();
        if let Ok(article) = read(text.as_bytes(), if html { "a.html" } else { "2027-03-10-a.txt" }) {
            check(&article);
        }
    }
}
