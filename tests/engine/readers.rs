//! Documents as other programs read them: pandoc reads the Markdown and the Word package to the same structure
//! as our own parser, `LibreOffice` opens the package, and neither sees anything that was not written.
//!
//! Ignored where the programs may be missing; `.ci/packages` installs them and `.ci/ignored` runs these tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "tests write files of their own")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use jiff::civil::date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use readout::briefing::templates::{apply_template, templates};
use readout::briefing::{Document, resolve};
use readout::export::{DataFormat, Format, encode, encode_data};
use readout::model::{BlockKind, Head, PointsPurpose, SectionId};
use readout::project::{Project, edits};
use serde_json::Value;

use crate::building::Builder;

/// What a reader of Markdown or Word sees of a document's structure.
#[derive(Debug, Default, PartialEq, Eq)]
struct Structure {
    headings: Vec<String>,
    n_quotes: usize,
    n_tables: usize,
    n_notes: usize,
    n_items: usize,
}

/// A project with every template's briefing, own text, points, marks and hostile names.
fn documents() -> Vec<(String, Document)> {
    let builder = Builder::default()
        .article(
            "Morning *Post*",
            Some(date(2027, 3, 1)),
            &[
                "AM | Anna Sarian | “The road is ours and will stay ours for all time.”",
                "RU | O*rlov* [^1] <b> | “We said `no` to [^2] and $x$ --- @key :::: in the valley, twice.”",
            ],
        )
        .article(
            "Evening",
            None,
            &["GE | Ministers | They would meet again # in the autumn ~~or~~ so [^3]: they said."],
        )
        .topic(1, "Road | [^9]", &[(1, 1), (1, 2)]);
    let project = builder.build();
    templates()
        .iter()
        .map(|template| {
            let mut project = project.clone();
            let edit = apply_template(&project, template, date(2027, 3, 24));
            apply(&mut project, &edit);
            let head = Head {
                title: "Talks: # where | they *stand* [^1]".to_owned(),
                marking: "OFFICIAL-SENSITIVE".to_owned(),
                ..project.briefing().head.clone()
            };
            let edit = edits::set_head(&project, head).unwrap();
            apply(&mut project, &edit);
            let first: SectionId = project.briefing().outline[0];
            for kind in [
                BlockKind::Text("Own words [@a1.1], **bold[@a1]** and\n\n- a list\n- of two".to_owned()),
                BlockKind::Points {
                    purpose: PointsPurpose::IfRaised,
                    points: vec!["Say *this*".to_owned(), "and that [@a2.1]".to_owned()],
                },
            ] {
                let (_, edit) = edits::add_block(&project, first, usize::MAX, kind).unwrap();
                apply(&mut project, &edit);
            }
            (template.name.clone(), resolve(&project).document)
        })
        .collect()
}

fn apply(project: &mut Project, edit: &readout::project::Edit) {
    project.apply(edit).unwrap();
}

/// As our parser reads the Markdown.
fn as_parsed(markdown: &str) -> Structure {
    let mut seen = Structure::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => seen.headings.extend(heading.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Start(Tag::BlockQuote(_)) => seen.n_quotes += 1,
            Event::Start(Tag::Table(_)) => seen.n_tables += 1,
            Event::Start(Tag::Item) => seen.n_items += 1,
            Event::FootnoteReference(_) => seen.n_notes += 1,
            _ => {}
        }
    }
    seen
}

/// As pandoc reads it.
fn as_pandoc_reads(bytes: &[u8], from: &str) -> Structure {
    let json = pandoc(bytes, &["--from", from, "--to", "json"]);
    let document: Value = serde_json::from_slice(&json).unwrap();
    let mut seen = Structure::default();
    walk(&document["blocks"], &mut seen);
    seen
}

fn walk(value: &Value, seen: &mut Structure) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, seen)),
        Value::Object(fields) => {
            match fields.get("t").and_then(Value::as_str) {
                Some("Header") => seen.headings.push(words(&fields["c"][2])),
                Some("BlockQuote") => seen.n_quotes += 1,
                Some("Table") => seen.n_tables += 1,
                Some("Note") => seen.n_notes += 1,
                Some("BulletList") => seen.n_items += fields["c"].as_array().map_or(0, Vec::len),
                Some("OrderedList") => seen.n_items += fields["c"][1].as_array().map_or(0, Vec::len),
                Some("RawBlock" | "RawInline" | "Math" | "Cite" | "Div") => panic!("{value}"),
                _ => {}
            }
            fields.values().for_each(|value| walk(value, seen));
        }
        _ => {}
    }
}

fn words(inlines: &Value) -> String {
    match inlines {
        Value::Array(values) => values.iter().map(words).collect(),
        Value::Object(fields) => match fields.get("t").and_then(Value::as_str) {
            Some("Str") => fields["c"].as_str().unwrap_or_default().to_owned(),
            Some("Space" | "SoftBreak") => " ".to_owned(),
            Some("Note") => String::new(),
            _ => fields.get("c").map(words).unwrap_or_default(),
        },
        _ => String::new(),
    }
}

fn pandoc(input: &[u8], arguments: &[&str]) -> Vec<u8> {
    let mut child = Command::new("pandoc")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("NOT TESTED: pandoc could not be started ({error}); see .ci/packages")
        });
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_sees_the_structure_that_our_parser_sees() {
    for (name, document) in documents() {
        let markdown = encode(&document, Format::Markdown).unwrap();
        let text = String::from_utf8(markdown.clone()).unwrap();
        let parsed = as_parsed(&text);
        assert_eq!(parsed.n_notes, document.citations.len(), "{name}");
        // Pandoc's richest dialect, and the one of GitHub.
        let all = "markdown+autolink_bare_uris+emoji+hard_line_breaks-smart+tex_math_single_backslash";
        for dialect in [all, "markdown-smart", "gfm+footnotes"] {
            assert_eq!(
                as_pandoc_reads(&markdown, dialect),
                parsed,
                "{name} as {dialect}\n{text}"
            );
        }
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_headings_tables_and_notes_out_of_the_word_document() {
    for (name, document) in documents() {
        let markdown = String::from_utf8(encode(&document, Format::Markdown).unwrap()).unwrap();
        let parsed = as_parsed(&markdown);
        let word = as_pandoc_reads(&encode(&document, Format::Docx).unwrap(), "docx");
        assert_eq!(word.n_notes, parsed.n_notes, "{name}: real footnotes");
        assert_eq!(word.n_tables, parsed.n_tables, "{name}");
        // The title is a title there, not a heading.
        assert_eq!(word.headings, parsed.headings[1..], "{name}");
    }
}

#[test]
#[ignore = "needs pandoc"]
fn pandoc_reads_the_sources_as_a_bibliography() {
    let project = Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &["AM | Sarian | “The road is ours.”"],
        )
        .build();
    let records = readout::briefing::records::records(&project);
    let json = encode_data(&records, DataFormat::CslJson);
    let bibtex = pandoc(&json, &["--from", "csljson", "--to", "bibtex"]);
    let bibtex = String::from_utf8(bibtex).unwrap();
    assert!(bibtex.contains("From") && bibtex.contains("Morning"), "{bibtex}");
}

#[test]
#[ignore = "needs LibreOffice and poppler"]
fn libreoffice_opens_the_word_document_with_its_marking_on_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let (_, document) = documents().swap_remove(1);
    let path = folder.path().join("briefing.docx");
    std::fs::write(&path, encode(&document, Format::Docx).unwrap()).unwrap();
    let text = text_of_pdf(&pdf_of(&path, folder.path()));
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert!(!pages.is_empty());
    for (number, page) in pages.iter().enumerate() {
        let n_markings = page.matches("OFFICIAL-SENSITIVE").count();
        assert!(
            n_markings >= 2,
            "page {number} has {n_markings} markings:\n{page}"
        );
    }
    for words in [
        "Our objectives",
        "If raised:",
        "The road is ours and will stay ours",
        "Sources",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
#[ignore = "needs poppler"]
fn poppler_reads_the_pdf_with_its_marking_and_number_on_every_page() {
    let folder = tempfile::tempdir().unwrap();
    for (name, document) in documents() {
        let path = folder.path().join("briefing.pdf");
        std::fs::write(&path, encode(&document, Format::Pdf).unwrap()).unwrap();
        let text = text_of_pdf(&path);
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        for (number, page) in (1..).zip(&pages) {
            assert_eq!(
                page.matches("OFFICIAL-SENSITIVE").count(),
                2,
                "{name}, page {number}:\n{page}"
            );
            let without_spaces: String = page.split_whitespace().collect();
            let place = format!("{number}/{}", pages.len());
            assert!(without_spaces.ends_with(&place), "{name}:\n{page}");
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "Talks: # where | they *stand* [^1]",
            "Own words",
            "Say this",
            "Sources",
        ] {
            assert!(text.contains(words), "{name}: {words} in\n{text}");
        }
        for citation in &document.citations {
            let headline = citation.headline.as_deref().unwrap_or_default();
            assert!(
                text.contains(headline),
                "{name}: note {} in\n{text}",
                citation.number
            );
        }
        let about = Command::new("pdfinfo").arg(&path).output().unwrap();
        let about = String::from_utf8(about.stdout).unwrap();
        assert!(about.contains("Tagged:          yes"), "{about}");
        assert!(about.contains("Talks: # where | they *stand* [^1]"), "{about}");
    }
}

/// The PDF that `LibreOffice` makes of a document.
fn pdf_of(path: &Path, folder: &Path) -> std::path::PathBuf {
    let status = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(path)
        .stdout(Stdio::null())
        .status()
        .unwrap_or_else(|error| {
            panic!("NOT TESTED: LibreOffice could not be started ({error}); see .ci/packages")
        });
    assert!(status.success());
    path.with_extension("pdf")
}

fn text_of_pdf(path: &Path) -> String {
    let output = Command::new("pdftotext")
        .arg("-layout")
        .arg(path)
        .arg("-")
        .output()
        .unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
