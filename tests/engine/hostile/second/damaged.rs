//! Sound documents of each kind, damaged.

use super::super::Must::Either;
use super::super::archives::{docx, zip};
use super::super::mail::{mail, multipart};
use super::super::pdfs::{SHOWN, packed_page, page};
use super::super::texts::ARTICLE;
use super::super::{Case, case};

/// What is done to a document.
type Damage = fn(&[u8]) -> Vec<u8>;

const DAMAGES: [(&str, Damage); 12] = [
    ("first byte gone", |bytes| bytes[1..].to_vec()),
    ("three quarters", |bytes| bytes[..bytes.len() * 3 / 4].to_vec()),
    ("last byte gone", |bytes| bytes[..bytes.len() - 1].to_vec()),
    ("hole", |bytes| {
        let mut bytes = bytes.to_vec();
        let (from, until) = (bytes.len() / 3, bytes.len() / 2);
        bytes[from..until].fill(0);
        bytes
    }),
    ("halves swapped", |bytes| {
        let (first, second) = bytes.split_at(bytes.len() / 2);
        [second, first].concat()
    }),
    ("twice", |bytes| [bytes, bytes].concat()),
    ("flipped", |bytes| {
        let mut bytes = bytes.to_vec();
        let n_bytes = bytes.len();
        for turn in 0..24 {
            bytes[(turn * 7_919 + 31) % n_bytes] ^= 1 << (turn % 8);
        }
        bytes
    }),
    ("every tenth gone", |bytes| {
        bytes
            .iter()
            .enumerate()
            .filter(|(at, _)| at % 10 != 9)
            .map(|(_, byte)| *byte)
            .collect()
    }),
    ("as text", |bytes| {
        // What a transfer as text makes of it.
        bytes
            .iter()
            .flat_map(|&byte| char::from(byte).to_string().into_bytes())
            .collect()
    }),
    ("end repeated", |bytes| {
        let end = &bytes[bytes.len() - bytes.len().min(60)..];
        [bytes, end.repeat(2_000).as_slice()].concat()
    }),
    ("backwards", |bytes| bytes.iter().rev().copied().collect()),
    ("behind zeros", |bytes| {
        [vec![0; 1_024].as_slice(), bytes].concat()
    }),
];

/// A sound document of each kind with the ending of its name.
fn sound() -> Vec<(&'static str, Vec<u8>)> {
    let html = format!(
        "<!DOCTYPE html><html><head><title>Harbour</title></head><body><article><h1>Harbour</h1><p>{ARTICLE}</p></article></body></html>"
    );
    let xhtml = format!("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{ARTICLE}</p></body></html>");
    let kind: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");
    let content = format!(
        "<office:document-content><office:body><office:text><text:p>{ARTICLE}</text:p></office:text></office:body></office:document-content>"
    );
    let container = "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>";
    let package = "<package><metadata><dc:title>Harbour</dc:title></metadata><manifest><item id='c' href='c.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='c'/></spine></package>";
    let object = format!(
        "{{\"text\": {}, \"title\": \"Harbour\"}}",
        serde_json::to_string(ARTICLE).unwrap()
    );
    let quoted = ARTICLE.replace('\n', " ");
    vec![
        ("html", html.clone().into_bytes()),
        (
            "rtf",
            format!(
                "{{\\rtf1\\ansi\\ansicpg1252 {}}}",
                ARTICLE
                    .replace('\n', "\\par ")
                    .replace('–', "\\endash ")
                    .replace(['“', '”', '’', 'Ş'], "'")
            )
            .into_bytes(),
        ),
        (
            "docx",
            docx(&format!(
                "<w:document><w:body><w:p><w:r><w:t>{ARTICLE}</w:t></w:r></w:p></w:body></w:document>"
            )),
        ),
        ("odt", zip(&[kind, ("content.xml", content.as_bytes())])),
        (
            "epub",
            zip(&[
                ("mimetype", b"application/epub+zip"),
                ("META-INF/container.xml", container.as_bytes()),
                ("a.opf", package.as_bytes()),
                ("c.xhtml", xhtml.as_bytes()),
            ]),
        ),
        (
            "zip",
            zip(&[("a.txt", ARTICLE.as_bytes()), ("b.html", html.as_bytes())]),
        ),
        ("pdf", page(SHOWN, "", &[])),
        ("packed.pdf", packed_page(SHOWN.as_bytes())),
        (
            "eml",
            multipart(&[
                &format!("Content-Type: text/plain; charset=utf-8\r\n\r\n{ARTICLE}"),
                &format!("Content-Type: text/html\r\n\r\n{html}"),
            ])
            .into_bytes(),
        ),
        (
            "mbox",
            format!(
                "From a@b Fri Nov 24 10:00:00 2028\n{}\n\nFrom a@b Fri Nov 24 10:00:00 2028\n{}",
                mail("", ARTICLE),
                mail("", ARTICLE)
            )
            .into_bytes(),
        ),
        (
            "csv",
            format!("title,text\nHarbour,\"{quoted}\"\nFerry,\"{quoted}\"\n").into_bytes(),
        ),
        ("json", format!("[{object}, {object}]").into_bytes()),
    ]
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (ending, bytes) in sound() {
        for (damage, change) in DAMAGES {
            let name: &'static str = String::leak(format!("{damage}.{ending}"));
            cases.push(case(name, Either, change(&bytes)));
        }
    }
    cases
}
