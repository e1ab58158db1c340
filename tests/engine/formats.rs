//! One article in every format, archives of several, and the process that reads them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use readout::import::{Choices, Columns, PartKind, Preview};
use readout::intake::{self, Intake};
use readout::model::{Corrections, MetadataField, Provenance};
use readout::progress::Progress;

use crate::hostile::{pdf_page, zipped};

const TITLE: &str = "Harbour Talks to Go On After a Night Without Result";

/// An article whose statements are told by quotation marks, by a verb, and by the paragraph before.
const PARAGRAPHS: [&str; 6] = [
    "OSLO — Norway’s foreign minister, Ann Şahin, said on Friday that the talks on the harbour would go on after the weekend.",
    "“We’ll try again,” Şahin told reporters in front of the ministry. “Nobody has left the table, and nobody has thrown it over \
     either.”",
    "Denmark’s envoy, Lars Møller, called the night “the longest in my life”. He added that Copenhagen had made no new offer.",
    "According to the Swedish Ministry for Foreign Affairs, ships may anchor in the bay until the end of the month, as they did last year.",
    "The mayor of Oslo did not attend. The cars left at dawn.",
    "In a statement issued on Saturday, the European Commission welcomed the decision and said it stood ready to pay for the pier.",
];

fn intake(paths: &[PathBuf], choices: &Choices) -> Intake {
    intake::start_workers_by(PathBuf::from(env!("CARGO_BIN_EXE_readout")));
    intake::take_in_chosen(
        paths,
        choices,
        &Corrections::default(),
        None,
        &Progress::default(),
    )
}

fn take_in(path: &Path) -> Intake {
    let taken = intake(&[path.to_path_buf()], &Choices::default());
    assert!(
        taken.failures.is_empty(),
        "{}: {:?}",
        path.display(),
        taken.failures
    );
    taken
}

fn file(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    readout::storage::write_atomic(&path, bytes.as_ref()).unwrap();
    path
}

/// What is said and by whom, white space aside.
fn said(intake: &Intake) -> Vec<String> {
    intake
        .taken
        .iter()
        .flat_map(|taken| {
            let text = &taken.entry.article.text;
            taken.entry.in_order().into_iter().map(|(_, statement)| {
                let words = statement.words(text);
                let words: Vec<&str> = words.split_whitespace().collect();
                format!(
                    "{:?} {:?}: {}",
                    statement.kind,
                    statement.speaker_name(),
                    words.join(" ")
                )
            })
        })
        .collect()
}

fn plain() -> String {
    format!("{TITLE}\n\n{}\n", PARAGRAPHS.join("\n\n"))
}

fn html() -> String {
    let paragraphs: String = PARAGRAPHS
        .iter()
        .map(|words| format!("<p>{words}</p>\n"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
}

fn docx() -> Vec<u8> {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>");
    let body: String = std::iter::once(TITLE).chain(PARAGRAPHS).map(paragraph).collect();
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()),
        ("docProps/core.xml", b"<cp:coreProperties><dc:creator>Jane Doe</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>"),
    ])
}

fn rtf() -> String {
    let mut out = String::from("{\\rtf1\\ansi\\uc1 ");
    for words in std::iter::once(TITLE).chain(PARAGRAPHS) {
        for unit in words.encode_utf16() {
            match char::from_u32(u32::from(unit)).filter(char::is_ascii) {
                Some(character) => out.push(character),
                None => write!(out, "\\u{}?", i32::from(unit.cast_signed())).unwrap(),
            }
        }
        out.push_str("\\par\n");
    }
    out + "}"
}

fn mail(body: &str) -> String {
    format!(
        "From: Jane Doe <jane@courier.example>\r\nTo: desk@example.org\r\nSubject: Fwd: {TITLE}\r\nDate: Fri, 24 Nov 2028 10:30:00 +0100\r\nMIME-Version: 1.0\r\n{body}"
    )
}

fn plain_mail() -> String {
    mail(&format!(
        "Content-Type: text/plain; charset=utf-8\r\n\r\n{}",
        PARAGRAPHS.join("\r\n\r\n")
    ))
}

#[test]
fn one_article_says_the_same_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let expected = said(&take_in(&file(folder, "a.txt", plain())));
    assert!(expected.len() >= 6, "{expected:#?}");
    let odt_body: String = std::iter::once(TITLE)
        .chain(PARAGRAPHS)
        .map(|words| format!("<text:p>{words}</text:p>"))
        .collect();
    let odt = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", format!("<office:document-content><office:body><office:text>{odt_body}</office:text></office:body></office:document-content>").as_bytes()),
    ]);
    let epub = zipped(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path='EPUB/a.opf'/></container>"),
        ("EPUB/a.opf", b"<package><manifest><item id='c' href='c.xhtml'/></manifest><spine><itemref idref='c'/></spine></package>"),
        ("EPUB/c.xhtml", html().as_bytes()),
    ]);
    let utf16: Vec<u8> = plain().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let row = serde_json::json!({"title": TITLE, "text": PARAGRAPHS.join("\n\n")}).to_string();
    let csv = format!("title,text\n\"{TITLE}\",\"{}\"\n", PARAGRAPHS.join("\n\n"));
    for (name, bytes) in [
        ("utf16.txt", utf16),
        ("a.md", format!("---\ntitle: \"{TITLE}\"\n---\n\n{}", PARAGRAPHS.join("\n\n")).into_bytes()),
        ("a.html", html().into_bytes()),
        ("a.docx", docx()),
        ("a.odt", odt),
        ("a.rtf", rtf().into_bytes()),
        ("a.epub", epub),
        ("a.eml", plain_mail().into_bytes()),
        ("page.eml", mail(&format!("Content-Type: text/html; charset=utf-8\r\n\r\n{}", html())).into_bytes()),
        ("a.mht", format!("Snapshot-Content-Location: https://courier.example/harbour\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{}\r\n--b--", html()).into_bytes()),
        ("a.jsonl", format!("{row}\n").into_bytes()),
        ("a.json", format!("[{row}]").into_bytes()),
        ("a.csv", csv.into_bytes()),
        ("a.zip", zipped(&[("in/a.txt", plain().as_bytes())])),
        ("a.mbox", format!("From jane Fri\n{}", plain_mail().replace("\r\n", "\n")).into_bytes()),
    ] {
        let taken = take_in(&file(folder, name, bytes));
        assert_eq!(said(&taken), expected, "{name}");
        assert_eq!(taken.taken.len(), 1, "{name}");
    }
}

#[test]
fn what_documents_say_about_themselves_is_kept_with_where_it_stood() {
    let folder = tempfile::tempdir().unwrap();
    let taken = take_in(&file(folder.path(), "a.eml", plain_mail()));
    let metadata = &taken.taken[0].entry.article.metadata;
    assert_eq!(metadata.headline.as_deref(), Some(TITLE));
    assert_eq!(metadata.author.as_deref(), Some("Jane Doe"));
    assert_eq!(
        metadata.published.unwrap().to_string(),
        "2028-11-24T10:30:00+01:00"
    );
    assert_eq!(metadata.dateline.as_deref(), Some("Oslo"));
    assert_eq!(
        metadata.provenance[&MetadataField::Headline],
        Provenance::Document
    );
    assert_eq!(metadata.provenance[&MetadataField::Dateline], Provenance::Text);
    let taken = take_in(&file(folder.path(), "a.docx", docx()));
    let metadata = &taken.taken[0].entry.article.metadata;
    assert_eq!(metadata.author.as_deref(), Some("Jane Doe"));
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    assert_eq!(metadata.published, None, "the day of writing is not asked");
    let front = format!(
        "---\ntitle: Harbour\ndate: 2028-11-24\nurl: https://courier.example/a\n---\n\n{}",
        PARAGRAPHS.join("\n\n")
    );
    let taken = take_in(&file(folder.path(), "a.md", &front));
    let article = &taken.taken[0].entry.article;
    assert_eq!(&*article.text, front, "the text is kept as it is");
    assert_eq!(article.metadata.headline.as_deref(), Some("Harbour"));
    assert_eq!(article.metadata.url.as_deref(), Some("https://courier.example/a"));
    assert!(
        article
            .body
            .iter()
            .all(|span| !span.of(&article.text).contains("2028-11-24"))
    );
}

#[test]
fn archives_give_their_articles_and_refuse_the_rest_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let archive = zipped(&[
        ("2027/b.html", html().as_bytes()),
        ("a.txt", plain().as_bytes()),
        ("c.pdf", b"%PDF-1.4 nothing in it"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("mail.eml", plain_mail().as_bytes()),
    ]);
    let path = file(folder.path(), "press.zip", archive);
    let taken = intake(&[path], &Choices::default());
    let names: Vec<String> = taken
        .taken
        .iter()
        .map(|taken| taken.part.as_ref().unwrap().name.clone())
        .collect();
    assert_eq!(names, ["2027/b.html", "a.txt", "mail.eml"]);
    let first = &taken.taken[0];
    assert_eq!(first.part.as_ref().unwrap().kind, PartKind::File);
    assert!(
        first
            .entry
            .article
            .original
            .location
            .ends_with("press.zip › 2027/b.html")
    );
    let fingerprints: Vec<&str> = taken
        .taken
        .iter()
        .map(|taken| taken.entry.article.original.fingerprint.as_str())
        .collect();
    assert!(fingerprints.iter().all(|fingerprint| fingerprint.len() == 64));
    assert_ne!(fingerprints[0], fingerprints[1]);
    let [failure] = taken.failures.as_slice() else {
        panic!("{:?}", taken.failures);
    };
    assert!(
        failure
            .to_string()
            .contains("press.zip › c.pdf: this PDF is damaged"),
        "{failure}"
    );
    assert!(
        taken
            .warnings
            .iter()
            .any(|warning| warning.contains("1 file in it is no article"))
    );
}

#[test]
fn attachments_are_offered_and_can_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let body = format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"../annex.txt\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n“No,” said Sweden’s prime minister, Eva Example, in the annex.\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=logo.png\r\n\r\n\u{89}PNG\r\n--b--\r\n",
        PARAGRAPHS.join("\r\n\r\n")
    );
    let path = file(folder.path(), "a.eml", mail(&body));
    assert_eq!(
        intake::preview(&path).unwrap(),
        Preview::Attachments(vec!["annex.txt".to_owned()])
    );
    let both = take_in(&path);
    assert_eq!(both.taken.len(), 2);
    assert_eq!(both.taken[0].part, None);
    assert_eq!(both.taken[1].part.as_ref().unwrap().kind, PartKind::Attachment);
    let choices = Choices {
        without_attachments: vec!["annex.txt".to_owned()],
        ..Choices::default()
    };
    assert_eq!(intake(&[path], &choices).taken.len(), 1);
}

#[test]
fn columns_are_found_and_can_be_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let text = PARAGRAPHS[..2].join(" ");
    let table = format!(
        "Nr;Überschrift;Meldung;Quelle\n1;Hafen;\"{text}\";Kurier\n2;Bucht;;Kurier\n3;Mole;\"{text} Again.\";Kurier\n"
    );
    let path = file(folder.path(), "archive.csv", table);
    let Preview::Table(table) = intake::preview(&path).unwrap() else {
        panic!("no table");
    };
    assert_eq!(table.columns, ["Nr", "Überschrift", "Meldung", "Quelle"]);
    assert_eq!(table.found.unwrap().text, "Meldung", "by its contents");
    assert_eq!(table.rows.len(), 3);
    let taken = take_in(&path);
    assert_eq!(taken.taken.len(), 2);
    assert!(
        taken
            .warnings
            .iter()
            .any(|warning| warning.contains("1 row has no text")),
        "{:?}",
        taken.warnings
    );
    let choices = Choices {
        columns: Some(Columns {
            text: "Meldung".to_owned(),
            headline: Some("Überschrift".to_owned()),
            outlet: Some("Quelle".to_owned()),
            ..Columns::default()
        }),
        ..Choices::default()
    };
    let taken = intake(&[path], &choices);
    let metadata = &taken.taken[0].entry.article.metadata;
    assert_eq!(metadata.headline.as_deref(), Some("Hafen"));
    assert_eq!(metadata.outlet.as_deref(), Some("Kurier"));
    assert_eq!(taken.taken[0].part.as_ref().unwrap().name, "row 2");
}

#[test]
fn a_pdf_is_read_and_one_without_text_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let words = "BT /F1 12 Tf 72 700 Td (Norway's foreign minister, Ann Example, said on Friday) Tj 0 -14 Td (that the talks on the har-) Tj 0 \
                 -14 Td (bour would go on.) Tj ET";
    let taken = take_in(&file(folder.path(), "a.pdf", pdf_page(words)));
    assert_eq!(
        &*taken.taken[0].entry.article.text,
        "Norway’s foreign minister, Ann Example, said on Friday that the talks on the harbour would go on."
    );
    let path = file(folder.path(), "scan.pdf", pdf_page("0 0 10 10 re f"));
    let taken = intake(&[path], &Choices::default());
    assert!(
        taken.failures[0].reason.contains("has no text"),
        "{:?}",
        taken.failures
    );
}

#[test]
fn a_part_that_takes_too_long_leaves_the_others() {
    let folder = tempfile::tempdir().unwrap();
    // A form that draws itself many times over.
    let archive = zipped(&[
        ("a.txt", plain().as_bytes()),
        ("b.pdf", &crate::hostile::endless_pdf()),
        ("c.txt", html().as_bytes()),
    ]);
    let path = file(folder.path(), "press.zip", archive);
    let taken = intake(&[path], &Choices::default());
    assert_eq!(taken.taken.len(), 2, "{:?}", taken.failures);
    assert_eq!(taken.failures.len(), 1, "{:?}", taken.failures);
    assert!(
        taken.failures[0].to_string().contains("› b.pdf: "),
        "{:?}",
        taken.failures
    );
}

/// A worker has nothing that a document could misuse.
#[cfg(target_os = "linux")]
#[test]
fn the_process_that_reads_is_confined() {
    use std::io::{Read as _, Write as _};
    let mut child = Command::new("sh")
        // A descriptor that is left open on purpose.
        .args(["-c", "exec 7</etc/passwd; exec \"$0\" read-documents"])
        .arg(env!("CARGO_BIN_EXE_readout"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut hello = [0; 20];
    child.stdout.as_mut().unwrap().read_exact(&mut hello).unwrap();
    let about = |name: &str| format!("/proc/{}/{name}", child.id());
    let limits = std::fs::read_to_string(about("limits")).unwrap();
    let limit = |name: &str| {
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().next().unwrap().to_owned()
    };
    assert_eq!(limit("Max address space"), "1200000000");
    assert_eq!(limit("Max file size"), "0");
    assert_eq!(limit("Max core file size"), "0");
    let open: Vec<String> = std::fs::read_dir(about("fd"))
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!open.contains(&"7".to_owned()), "{open:?}");
    child.stdin.take().unwrap().flush().unwrap();
    assert!(child.wait().unwrap().success(), "it ends with its input");
}

/// What is made by other programs out of the same article, and read again.
#[test]
#[ignore = "needs pandoc, groff and weasyprint"]
fn what_other_programs_make_of_an_article_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let expected = said(&take_in(&file(folder, "a.txt", plain())));
    let markdown = file(
        folder,
        "a.md",
        format!(
            "---\ntitle: \"{TITLE}\"\nlang: en\n---\n\n{}\n",
            PARAGRAPHS.join("\n\n")
        ),
    );
    for name in ["a.docx", "a.odt", "a.rtf", "a.epub", "a.html"] {
        let path = folder.join(name);
        let mut command = Command::new("pandoc");
        command
            .arg("--standalone")
            .args(["--to", &name[2..]])
            .arg("-o")
            .arg(&path)
            .arg(&markdown);
        assert!(command.status().unwrap().success(), "{name}");
        assert_eq!(said(&take_in(&path)), expected, "{name}");
    }
    let paragraphs: String = PARAGRAPHS.iter().map(|words| format!("<p>{words}</p>")).collect();
    for (name, columns, style) in [
        ("one.pdf", 1, "text-align: left; margin: 0 0 3mm 0"),
        (
            "two.pdf",
            2,
            "text-align: justify; hyphens: auto; margin: 0 0 3mm 0",
        ),
        (
            "two-set-in.pdf",
            2,
            "text-align: justify; hyphens: auto; margin: 0; text-indent: 4mm",
        ),
        (
            "three.pdf",
            3,
            "text-align: justify; hyphens: auto; margin: 0; text-indent: 4mm",
        ),
    ] {
        let page = format!(
            "<html lang=\"en\"><head><meta charset=\"utf-8\"><style>@page {{ size: 180mm 110mm; margin: 18mm; @top-left {{ content: \"THE COURIER – 24 November 2028\" }} @bottom-center {{ content: \"Page \" counter(page) \" of \" counter(pages) }} }} body {{ font: 10pt/1.35 serif }} h1 {{ font-size: 18pt }} div {{ columns: {columns}; column-gap: 7mm }} p {{ {style} }}</style></head><body><h1>{TITLE}</h1><div>{paragraphs}</div></body></html>"
        );
        let source = file(folder, "page.html", page);
        let path = folder.join(name);
        let made = Command::new("weasyprint")
            .arg("-q")
            .arg(&source)
            .arg(&path)
            .status()
            .unwrap();
        assert!(made.success(), "{name}");
        assert_eq!(said(&take_in(&path)), expected, "{name}");
    }
    // The printer's typefaces of groff have no "ş".
    let plain_letters = |words: &str| words.replace("Şahin", "Sahin");
    let expected = said(&take_in(&file(folder, "plain.txt", plain_letters(&plain()))));
    let roff: String = PARAGRAPHS
        .iter()
        .map(|words| format!(".PP\n{}\n", plain_letters(words)))
        .collect();
    for (name, columns) in [("roff.pdf", ".1C"), ("roff-two.pdf", ".2C")] {
        let source = file(
            folder,
            "a.ms",
            format!(".nr PS 11\n.nr VS 13\n.TL\n{TITLE}\n{columns}\n{roff}"),
        );
        let made = Command::new("groff")
            .args(["-Kutf8", "-Tpdf", "-ms"])
            .arg(&source)
            .output()
            .unwrap();
        assert!(made.status.success(), "{name}");
        let path = file(folder, name, made.stdout);
        assert_eq!(said(&take_in(&path)), expected, "{name}");
    }
}
