//! Archives, and documents that are such archives.

use zip::CompressionMethod;

use super::super::Must::{Either, Read};
use super::super::archives::{docx, in_central, packed, zip};
use super::super::texts::ARTICLE;
use super::super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = archives();
    cases.extend(word());
    cases.extend(open_documents());
    cases.extend(books());
    cases
}

/// The archive with a comment of this length that hides its end.
fn with_comment(bytes: &[u8], comment: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let n_bytes = bytes.len();
    bytes[n_bytes - 2..].copy_from_slice(&u16::try_from(comment.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(comment);
    bytes
}

fn archives() -> Vec<Case> {
    let article = ARTICLE.as_bytes();
    let good = zip(&[("a.txt", article)]);
    let folders: Vec<String> = (0..3_000).map(|n| format!("{n}/")).collect();
    let folders: Vec<(&str, &[u8])> = folders.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let deep = format!("{}a.txt", "d/".repeat(5_000));
    let fifty: Vec<(String, Vec<u8>)> = (0..60)
        .map(|n| (format!("{n}.html"), "<b>".repeat(40_000).into_bytes()))
        .collect();
    let fifty: Vec<(&str, &[u8])> = fifty
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let million: Vec<u8> = b"The ministry said no. ".repeat(500_000);
    vec![
        case("comment.zip", Either, with_comment(&good, &[b'x'; 60_000])),
        case(
            "ends-in-comment.zip",
            Either,
            with_comment(&good, b"PK\x05\x06".repeat(4_000).as_slice()),
        ),
        case(
            "link.zip",
            Either,
            in_central(&in_central(&good, 38, &[0, 0, 0xff, 0xa1]), 4, &[20, 3]),
        ),
        case("deflate64.zip", Either, in_central(&good, 10, &[9, 0])),
        case("bzip2.zip", Either, in_central(&good, 10, &[12, 0])),
        case("flags.zip", Either, in_central(&good, 8, &[0xff, 0xff])),
        case("name-too-long.zip", Either, in_central(&good, 28, &[0xff, 0xff])),
        case("extra-too-long.zip", Either, in_central(&good, 30, &[0xff, 0xff])),
        case("whole-sizes.zip", Either, in_central(&good, 20, &[0xff; 8])),
        case("folders.zip", Either, zip(&folders)),
        case("deep-name.zip", Either, zip(&[(&deep, article)])),
        case(
            "backslashes.zip",
            Either,
            zip(&[
                ("..\\..\\windows\\a.txt", article),
                ("C:\\a.txt", article),
                ("a:b.txt", article),
            ]),
        ),
        case(
            "empty-name.zip",
            Either,
            zip(&[("", article), (" ", article), (".", article)]),
        ),
        case("sixty-slow.zip", Either, zip(&fifty)),
        case("eleven-megabytes.zip", Either, zip(&[("a.txt", &million)])),
        case(
            "stored-text.zip",
            Read,
            packed(
                &[("a.txt", article), ("b.txt", article)],
                CompressionMethod::Stored,
            ),
        ),
        case(
            "hidden.zip",
            Either,
            zip(&[
                (".hidden.txt", article),
                ("__MACOSX/._a.txt", b"\0\x05\x16\x07"),
                ("Thumbs.db", b"\xd0\xcf\x11\xe0"),
            ]),
        ),
        case(
            "documents.zip",
            Either,
            zip(&[
                ("a.docx", &docx("<w:document/>")),
                ("b.zip", &good),
                ("c.eml", b"Subject: x\r\n\r\nHe said no."),
                ("d.csv", b"title,text\na,He said no.\n"),
            ]),
        ),
    ]
}

fn word() -> Vec<Case> {
    let words = format!("<w:p><w:r><w:t>{ARTICLE}</w:t></w:r></w:p>");
    let document = |inside: &str| {
        docx(&format!(
            "<?xml version=\"1.0\"?><w:document><w:body>{words}{inside}</w:body></w:document>"
        ))
    };
    let with = |name: &str, inside: &str| {
        zip(&[
            (
                "word/document.xml",
                format!("<w:document><w:body>{words}</w:body></w:document>").as_bytes(),
            ),
            (name, inside.as_bytes()),
        ])
    };
    vec![
        case("instructions.docx", Read, document("<w:p><w:r><w:instrText>INCLUDETEXT \"/etc/passwd\"</w:instrText></w:r><w:fldSimple w:instr=\"INCLUDEPICTURE http://127.0.0.1:9/\"/></w:p><w:altChunk r:id=\"x\"/>")),
        case("tables.docx", Either, document(&format!("{}x", "<w:tbl><w:tr><w:tc>".repeat(5_000)))),
        case("cells.docx", Either, document(&"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(10_000))),
        case("deleted.docx", Either, document(&"<w:del><w:r><w:delText>he said</w:delText></w:r></w:del><w:ins><w:r><w:t>she said</w:t></w:r></w:ins>".repeat(10_000))),
        case("processing.docx", Either, document(&format!("<?{}?>", "x".repeat(1_000_000)))),
        case("comment.docx", Either, document(&format!("<!--{}-->", "-".repeat(1_000_000)))),
        case("data.docx", Either, document(&format!("<![CDATA[{}]]>", "]]".repeat(500_000)))),
        case("references.docx", Either, document(&"<w:p><w:r><w:t>&#xFFFFFFFF;&#-1;&#x;&;&x</w:t></w:r></w:p>".repeat(3_000))),
        case("two-roots.docx", Either, docx(&format!("<w:document><w:body>{words}</w:body></w:document>").repeat(50))),
        case("crossed.docx", Either, document("<w:p><w:r></w:p></w:r></w:document><w:t>")),
        case("properties.docx", Either, with("docProps/core.xml", "<cp:coreProperties><dc:title>\u{202e}&#27;[31m</dc:title><dc:creator>&#x200b;</dc:creator><dcterms:created>99999-99-99T99:99:99Z</dcterms:created></cp:coreProperties>")),
        case("properties-deep.docx", Either, with("docProps/core.xml", &"<a>".repeat(100_000))),
        case("notes.docx", Either, with("word/footnotes.xml", &format!("<w:footnotes>{}</w:footnotes>", "<w:footnote><w:p><w:r><w:t>he said</w:t></w:r></w:p></w:footnote>".repeat(10_000)))),
        case("breaks.docx", Either, document(&"<w:br/><w:tab/><w:cr/>".repeat(100_000))),
        case("symbols.docx", Either, document(&"<w:sym w:font='x' w:char='FFFFFFFF'/>".repeat(20_000))),
    ]
}

fn open_documents() -> Vec<Case> {
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let odt = |inside: &str| {
        let content = format!(
            "<office:document-content><office:body><office:text><text:p>{ARTICLE}</text:p>{inside}</office:text></office:body></office:document-content>"
        );
        zip(&[kind, ("content.xml", content.as_bytes())])
    };
    vec![
        case("annotations.odt", Either, odt(&"<office:annotation><text:p>he said</text:p></office:annotation>".repeat(10_000))),
        case("sections.odt", Either, odt(&"<text:section xlink:href='file:///etc/passwd'>".repeat(400))),
        case("rows.odt", Either, odt(&"<table:table><table:table-row table:number-rows-repeated='2147483647'><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>".repeat(1_000))),
        case("tabs.odt", Either, odt(&"<text:tab/><text:line-break/><text:s text:c='-1'/>".repeat(50_000))),
        case("tracked.odt", Either, odt(&"<text:tracked-changes><text:changed-region><text:deletion><text:p>he said</text:p></text:deletion></text:changed-region></text:tracked-changes>".repeat(2_000))),
        case("meta.odt", Either, zip(&[kind, ("content.xml", format!("<office:text><text:p>{ARTICLE}</text:p></office:text>").as_bytes()), ("meta.xml", "<office:meta><dc:title>\u{202e}\u{200b}</dc:title><meta:creation-date>-1</meta:creation-date></office:meta>".as_bytes())])),
    ]
}

fn books() -> Vec<Case> {
    let container = "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
    let chapter = format!("<html><body><p>{ARTICLE}</p></body></html>");
    let book = |package: &str| {
        zip(&[
            ("mimetype", &b"application/epub+zip"[..]),
            ("META-INF/container.xml", container.as_bytes()),
            ("a.opf", package.as_bytes()),
            ("c.xhtml", chapter.as_bytes()),
        ])
    };
    let package = |items: &str, spine: &str| {
        format!(
            "<package><metadata><dc:title>\u{202e}Harbour</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
        )
    };
    let item = "<item id='c' href='c.xhtml' media-type='application/xhtml+xml'/>";
    vec![
        case(
            "chapters.epub",
            Either,
            book(&package(item, &"<itemref idref='c'/>".repeat(5_000))),
        ),
        case(
            "items.epub",
            Either,
            book(&package(
                &(0..20_000)
                    .map(|n| format!("<item id='i{n}' href='c.xhtml'/>"))
                    .collect::<String>(),
                "<itemref idref='i7'/>",
            )),
        ),
        case(
            "hrefs.epub",
            Either,
            book(&package(
                "<item id='a' href='../../../../etc/passwd'/><item id='b' href='http://127.0.0.1:9/'/><item id='d' href='%2e%2e%2fc.xhtml'/><item id='c' href='c.xhtml#x?y'/>",
                "<itemref idref='a'/><itemref idref='b'/><itemref idref='d'/><itemref idref='c'/>",
            )),
        ),
        case(
            "no-such-item.epub",
            Either,
            book(&package(item, "<itemref idref='nobody'/>")),
        ),
        case(
            "package-is-itself.epub",
            Either,
            book(&package("<item id='c' href='a.opf'/>", "<itemref idref='c'/>")),
        ),
        case(
            "container-deep.epub",
            Either,
            zip(&[("META-INF/container.xml", "<a>".repeat(100_000).as_bytes())]),
        ),
    ]
}
