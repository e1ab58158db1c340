//! ZIP archives, and the documents that are such archives.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Must::{Either, Read, Refuse};
use super::texts::ARTICLE;
use super::{Case, case};

/// An archive of these files.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    packed(files, CompressionMethod::Deflated)
}

pub(super) fn packed(files: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Replaces bytes, as often as they are there.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= bytes.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
            at += to.len();
        } else {
            at += 1;
        }
    }
    bytes
}

/// Sets two bytes at an offset from the start of each central record.
pub(super) fn in_central(bytes: &[u8], offset: usize, value: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> = (0..bytes.len().saturating_sub(46))
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"))
        .collect();
    for at in places {
        bytes[at + offset..at + offset + value.len()].copy_from_slice(value);
    }
    bytes
}

/// One file and many central records that all lead to it.
fn overlapping(n_records: u16) -> Vec<u8> {
    let content = vec![b'a'; 1_000_000];
    let single = zip(&[("a.txt", &content)]);
    let start = single
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    let end = single
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .unwrap();
    let record = &single[start..end];
    let mut bytes = single[..start].to_vec();
    for number in 0..n_records {
        let mut record = record.to_vec();
        let name = format!("{number:05}");
        record[46..51].copy_from_slice(name.as_bytes());
        bytes.extend(record);
    }
    let length = u32::try_from(bytes.len() - start).unwrap();
    let mut tail = single[end..].to_vec();
    tail[8..10].copy_from_slice(&n_records.to_le_bytes());
    tail[10..12].copy_from_slice(&n_records.to_le_bytes());
    tail[12..16].copy_from_slice(&length.to_le_bytes());
    bytes.extend(tail);
    bytes
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = archives();
    cases.extend(word());
    cases.extend(open_documents());
    cases.extend(books());
    cases
}

fn archives() -> Vec<Case> {
    let article = ARTICLE.as_bytes();
    let good = zip(&[("a.txt", article)]);
    let bomb = vec![b' '; 120_000_000];
    let nested = zip(&[("inner.zip", &zip(&[("a.txt", article)]))]);
    let many: Vec<(String, &[u8])> = (0..10_500).map(|n| (format!("{n}.txt"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let half = good.len() / 2;
    let central = good
        .windows(4)
        .position(|window| window == b"PK\x01\x02")
        .unwrap();
    vec![
        case("good.zip", Read, good.clone()),
        case("empty.zip", Refuse("no article"), zip(&[])),
        case("truncated.zip", Refuse("damaged"), &good[..half]),
        case("no-directory.zip", Refuse("damaged"), &good[..central]),
        case("only-mark.zip", Refuse("damaged"), b"PK\x03\x04".to_vec()),
        case(
            "encrypted.zip",
            Refuse("is encrypted"),
            in_central(&good, 8, &[1, 0]),
        ),
        case("bomb.zip", Refuse("far more than"), zip(&[("a.txt", &bomb)])),
        case(
            "bomb-and-good.zip",
            Read,
            zip(&[("a.txt", &bomb), ("b.txt", article)]),
        ),
        case("nested.zip", Refuse("archive inside an archive"), nested),
        case("overlapping.zip", Refuse("share their bytes"), overlapping(9_000)),
        case(
            "many.zip",
            Refuse("more than 10,000"),
            packed(&many, CompressionMethod::Stored),
        ),
        case("size-too-small.zip", Either, in_central(&good, 24, &[1, 0, 0, 0])),
        case(
            "size-too-large.zip",
            Either,
            in_central(&good, 24, &[255, 255, 255, 127]),
        ),
        case(
            "packed-size.zip",
            Either,
            in_central(&good, 20, &[255, 255, 255, 127]),
        ),
        case(
            "offset.zip",
            Refuse("offset.zip"),
            in_central(&good, 42, &[255, 255, 255, 127]),
        ),
        case(
            "checksum.zip",
            Refuse("damaged"),
            in_central(&good, 16, &[1, 2, 3, 4]),
        ),
        case(
            "method.zip",
            Refuse("packed by a method"),
            in_central(&good, 10, &[97, 0]),
        ),
        case("counts-lie.zip", Either, {
            let mut bytes = good.clone();
            let end = bytes.len() - 22;
            bytes[end + 8..end + 12].copy_from_slice(&[255, 254, 255, 254]);
            bytes
        }),
        case(
            "climbs.zip",
            Read,
            zip(&[("../../../../tmp/readout-climbed.txt", article)]),
        ),
        case(
            "absolute.zip",
            Read,
            zip(&[("/etc/readout-absolute.txt", article)]),
        ),
        case(
            "names.zip",
            Read,
            zip(&[("a\n\u{1b}[31mb\u{202e}.txt", article), ("😀.txt", article)]),
        ),
        case("folder-named.zip", Refuse("no article"), zip(&[("x.txt/", b"")])),
        case(
            "pictures.zip",
            Refuse("no article"),
            zip(&[("a.png", b"\x89PNG\r\n\x1a\n\0"), ("b.css", b"p{}")]),
        ),
        case(
            "mixed.zip",
            Read,
            zip(&[
                ("a.txt", article),
                ("b.pdf", b"%PDF-1.4 nothing"),
                ("c.png", b"\x89PNG\r\n\x1a\n\0"),
            ]),
        ),
        case(
            "junk-before.zip",
            Either,
            [b"junk".to_vec(), good.clone()].concat(),
        ),
        case(
            "junk-after.zip",
            Either,
            [good.clone(), vec![b'x'; 1_000]].concat(),
        ),
        case("signatures.zip", Either, b"PK\x05\x06".repeat(20_000)),
        case("zip-named.docx", Read, good.clone()),
        case(
            "same-names.zip",
            Either,
            replaced(
                &zip(&[("a.txt", article), ("b.txt", article)]),
                b"b.txt",
                b"a.txt",
            ),
        ),
    ]
}

pub(super) fn docx(document: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn word() -> Vec<Case> {
    let words = format!("<w:p><w:r><w:t>{ARTICLE}</w:t></w:r></w:p>");
    let body = |inside: &str| {
        format!("<?xml version=\"1.0\"?><w:document><w:body>{inside}{words}</w:body></w:document>")
    };
    let lol: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let doctype = |inside: &str, word: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE w [{inside}]><w:document><w:body><w:p><w:r><w:t>{word}{ARTICLE}</w:t></w:r></w:p></w:body></w:document>"
        )
    };
    let good = docx(&body(""));
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(body("").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let ole = [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
        vec![0; 512],
        "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
    ]
    .concat();
    let spaces = " ".repeat(60_000_000);
    vec![
        case("good.docx", Read, good.clone()),
        case("truncated.docx", Refuse("damaged"), &good[..good.len() / 2]),
        case("encrypted.docx", Refuse("is encrypted"), ole),
        case("no-text.docx", Refuse("no text"), docx("<w:document/>")),
        case("no-document.docx", Refuse("missing"), zip(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<w/>")])),
        case("breaks-off.docx", Refuse("damaged"), docx(&format!("{words}<w:p"))),
        case("entities.docx", Read, docx(&doctype(&format!("<!ENTITY l0 \"lol\">{lol}"), "&l9;"))),
        case("external.docx", Read, docx(&doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y SYSTEM \"http://127.0.0.1:9/\">", "&x;&y;"))),
        case("deep.docx", Refuse("nests hundreds"), docx(&body(&"<w:p>".repeat(100_000)))),
        case("attributes.docx", Either, docx(&body(&format!("<w:p {}/>", (0..100_000).map(|n| format!("a{n}='1' ")).collect::<String>())))),
        case("namespaces.docx", Either, docx(&body(&format!("<w:p {}/>", (0..100_000).map(|n| format!("xmlns:a{n}='u' ")).collect::<String>())))),
        case("attribute.docx", Refuse("attributes"), docx(&body(&format!("<w:p a='{}'/>", "x".repeat(2_000_000))))),
        case("bomb.docx", Refuse("far more than"), docx(&body(&spaces))),
        case("utf16.docx", Read, zip(&[("word/document.xml", &utf16)])),
        case("invalid.docx", Either, zip(&[("word/document.xml", &[body("").into_bytes(), vec![0xff; 1_000]].concat())])),
        case("runs.docx", Read, docx(&body(&"<w:r><w:t>x</w:t></w:r>".repeat(200_000)))),
        case("controls.docx", Read, docx(&body("<w:p><w:r><w:t>&#27;[31m&#x9b;&#0;&#x202e;x</w:t></w:r></w:p>"))),
        case("relations.docx", Read, zip(&[
            ("_rels/.rels", b"<Relationships><Relationship Type='x/officeDocument' Target='../../etc/passwd'/></Relationships>"),
            ("word/document.xml", body("").as_bytes()),
        ])),
        case("sheet.xlsx", Refuse("spreadsheet"), zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>")])),
        case("word-named.txt", Read, good),
    ]
}

fn open_documents() -> Vec<Case> {
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let content = |inside: &str| {
        format!(
            "<office:document-content><office:body><office:text>{inside}<text:p>{ARTICLE}</text:p></office:text></office:body></office:document-content>"
        )
    };
    let odt = |inside: &str| zip(&[kind, ("content.xml", content(inside).as_bytes())]);
    let locked = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    vec![
        case("good.odt", Read, odt("")),
        case(
            "encrypted.odt",
            Refuse("is encrypted"),
            zip(&[
                kind,
                ("META-INF/manifest.xml", locked),
                ("content.xml", b"\x01\x02"),
            ]),
        ),
        case("missing.odt", Refuse("missing"), zip(&[kind])),
        case(
            "spaces.odt",
            Read,
            odt(&"<text:p><text:s text:c=\"2147483647\"/></text:p>".repeat(10_000)),
        ),
        case(
            "deep.odt",
            Refuse("nests hundreds"),
            odt(&"<text:span>".repeat(100_000)),
        ),
        case(
            "repeats.odt",
            Read,
            odt(
                "<table:table-cell table:number-columns-repeated=\"2147483647\"><text:p>x</text:p></table:table-cell>",
            ),
        ),
        case(
            "breaks-off.odt",
            Refuse("damaged"),
            zip(&[kind, ("content.xml", b"<office:text><text:p>words</text:p><")]),
        ),
        case(
            "sheet.ods",
            Refuse("without running text"),
            zip(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", b"<x/>"),
            ]),
        ),
        case(
            "flat.fodt",
            Read,
            format!(
                "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:text><text:p>{ARTICLE}</text:p></office:text></office:body></office:document>"
            ),
        ),
    ]
}

fn books() -> Vec<Case> {
    let kind: (&str, &[u8]) = ("mimetype", b"application/epub+zip");
    let container: (&str, &[u8]) = (
        "META-INF/container.xml",
        b"<container><rootfile full-path='a.opf'/></container>",
    );
    let package = |spine: &str| {
        format!(
            "<package><manifest><item id='c' href='c.xhtml'/><item id='up' href='../../../../etc/passwd'/></manifest><spine>{spine}</spine></package>"
        )
    };
    let chapter = format!("<html><body><p>{ARTICLE}</p></body></html>");
    let epub = |spine: &str, chapter: &str| {
        zip(&[
            kind,
            container,
            ("a.opf", package(spine).as_bytes()),
            ("c.xhtml", chapter.as_bytes()),
        ])
    };
    let long = format!(
        "<html><body><p>{}</p></body></html>",
        "He said no. ".repeat(100_000)
    );
    vec![
        case("good.epub", Read, epub("<itemref idref='c'/>", &chapter)),
        case("no-container.epub", Refuse("damaged"), zip(&[kind])),
        case("no-package.epub", Refuse("missing"), zip(&[kind, container])),
        case(
            "protected.epub",
            Refuse("is encrypted"),
            zip(&[kind, container, ("META-INF/rights.xml", b"<r/>")]),
        ),
        case(
            "encrypted.epub",
            Refuse("is encrypted"),
            zip(&[
                kind,
                container,
                (
                    "META-INF/encryption.xml",
                    b"<e><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></e>",
                ),
            ]),
        ),
        case(
            "climbs.epub",
            Read,
            epub("<itemref idref='up'/><itemref idref='c'/>", &chapter),
        ),
        case(
            "same-chapter.epub",
            Refuse("same-chapter.epub"),
            epub(&"<itemref idref='c'/>".repeat(10_000), &long),
        ),
        case("no-chapters.epub", Refuse("no text"), epub("", &chapter)),
        case(
            "deep.epub",
            Either,
            epub("<itemref idref='c'/>", &"<div>".repeat(100_000)),
        ),
    ]
}
