//! Web pages and RTF.

use super::Must::{Either, Read, Refuse};
use super::{Case, case};

const WORDS: &str = "<p>“We’ll try again,” Norway’s foreign minister, Ann Şahin, said on Friday in the harbour of Oslo, where she \
                     spoke to reporters.</p>";

fn page(inside: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>Harbour</title></head><body>{inside}{WORDS}</body></html>")
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = nested();
    cases.extend(bombs());
    cases.extend(strange());
    cases.extend(rtf());
    cases
}

fn nested() -> Vec<Case> {
    let deep = |tag: &str| page(&tag.repeat(100_000));
    vec![
        case("div.html", Read, deep("<div>")),
        case("span.html", Read, deep("<span>")),
        case("bold.html", Read, deep("<b>")),
        case("table.html", Read, deep("<table><tr><td>")),
        case("list.html", Read, deep("<ul><li>")),
        case("paragraph-in-link.html", Read, deep("<a href=x><p>")),
        case("svg.html", Either, deep("<svg><g>")),
        case("math.html", Either, deep("<math><mi>")),
        case("template.html", Either, deep("<template>")),
        case("select.html", Either, deep("<select><option>")),
        case("form.html", Read, deep("<form><div>")),
        case("blockquote.html", Read, deep("<blockquote>")),
        case("button.html", Either, deep("<button>")),
        case(
            "below-the-limit.html",
            Read,
            page(&format!("{}{WORDS}{}", "<div>".repeat(500), "</div>".repeat(500))),
        ),
        case("tables-below.html", Read, page(&"<table><tr><td>".repeat(120))),
        case("self-closing.html", Read, deep("<div/>")),
    ]
}

fn bombs() -> Vec<Case> {
    let formatting: String = (0..60).map(|n| format!("<b a{n}><i b{n}>")).collect();
    vec![
        case(
            "formatting.html",
            Read,
            page(&format!("{formatting}{}", "<p>x".repeat(20_000))),
        ),
        case("adoption.html", Read, page(&"<a><b><p></a></b>".repeat(10_000))),
        case(
            "foster.html",
            Read,
            page(&format!("<table>{}", "<b>x<tr>".repeat(10_000))),
        ),
        case(
            "attributes.html",
            Read,
            page(&format!(
                "<p {}>x</p>",
                (0..100_000).map(|n| format!("a{n}=1 ")).collect::<String>()
            )),
        ),
        case(
            "attribute.html",
            Read,
            page(&format!("<p title=\"{}\">x</p>", "a".repeat(5_000_000))),
        ),
        case(
            "entities.html",
            Read,
            page(&"&amp;&lt;&#x41;&nosuch;".repeat(30_000)),
        ),
        case("brackets.html", Either, "<".repeat(2_000_000)),
        case("half-tags.html", Either, "<a".repeat(1_000_000)),
        case("half-ends.html", Either, "</".repeat(1_000_000)),
        case(
            "comment.html",
            Either,
            format!("{WORDS}<!--{}", "-".repeat(2_000_000)),
        ),
        case("comments.html", Read, page(&"<!-- x -->".repeat(100_000))),
        case(
            "script.html",
            Either,
            format!("<html><body>{WORDS}<script>{}", "if (a<b) {}".repeat(100_000)),
        ),
        case("scripts.html", Either, "<script>".repeat(200_000)),
        case(
            "titles.html",
            Either,
            format!("<html><head>{}</head><body>{WORDS}", "<title>".repeat(100_000)),
        ),
        case(
            "metas.html",
            Read,
            page(&"<meta name=author content=x>".repeat(50_000)),
        ),
        case(
            "structured.html",
            Read,
            page(&format!(
                "<script type='application/ld+json'>{}</script>",
                "[".repeat(200_000)
            )),
        ),
        case(
            "structured-many.html",
            Read,
            page(
                &"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"x\"}</script>"
                    .repeat(5_000),
            ),
        ),
        case(
            "links.html",
            Read,
            page(&"<a href=x>Read more</a> ".repeat(30_000)),
        ),
        case("paragraphs.html", Read, page(&"<p>x</p>".repeat(20_000))),
        case("same-paragraphs.html", Read, page(&WORDS.repeat(5_000))),
        case("breaks.html", Read, page(&"<br>".repeat(50_000))),
        case(
            "picture-inside.html",
            Read,
            page(&format!(
                "<img src=\"data:image/png;base64,{}\">",
                "A".repeat(5_000_000)
            )),
        ),
    ]
}

fn strange() -> Vec<Case> {
    vec![
        case("page.txt", Read, page("")),
        case("page.pdf", Read, page("")),
        case("only-doctype.html", Refuse("no text"), "<!DOCTYPE html>"),
        case(
            "frameset.html",
            Refuse("no text"),
            "<html><frameset><frame src='http://127.0.0.1/'></frameset></html>",
        ),
        case("nuls.html", Either, page("<p>x\0y</p>")),
        case(
            "remote.html",
            Read,
            page(
                "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><img src=x><link rel=preload href=y><iframe src=z></iframe><object data=w></object>",
            ),
        ),
        case(
            "hidden.html",
            Read,
            page("<p style='display: none'>“I resign,” said the minister.</p>"),
        ),
        case(
            "charset-lies.html",
            Read,
            format!("<meta charset=utf-16>{}", page("")),
        ),
        case(
            "charset-unknown.html",
            Read,
            format!("<meta charset=\"x-{}\">{}", "a".repeat(10_000), page("")),
        ),
        case(
            "controls.html",
            Read,
            page("<p>&#27;[31mred&#155;&#7;&#x202e;x&#0;&#xFFFFFFFF;</p>"),
        ),
        case(
            "title-controls.html",
            Read,
            format!("<html><head><title>&#27;]0;x&#7;&#10;y</title></head><body>{WORDS}</body></html>"),
        ),
        case(
            "utf16-page.html",
            Read,
            [0xff, 0xfe]
                .into_iter()
                .chain(page("").encode_utf16().flat_map(u16::to_le_bytes))
                .collect::<Vec<u8>>(),
        ),
        case(
            "bytes.html",
            Either,
            [b"<html><body><p>".to_vec(), vec![0xfe; 200_000]].concat(),
        ),
    ]
}

fn rtf() -> Vec<Case> {
    let words = "\\ldblquote We will try again,\\rdblquote  Norway\\rquote s foreign minister, Ann Example, said on Friday.\\par";
    let rtf = |inside: &str| format!("{{\\rtf1\\ansi {inside} {words}}}");
    vec![
        case("groups.rtf", Refuse("nests thousands"), rtf(&"{".repeat(200_000))),
        case(
            "ends.rtf",
            Either,
            format!("{{\\rtf1 {words}{}", "}".repeat(200_000)),
        ),
        case(
            "binary.rtf",
            Refuse("no text"),
            format!("{{\\rtf1\\bin2147483647 {words}}}"),
        ),
        case(
            "negative.rtf",
            Read,
            rtf("\\bin-5 \\u-99999999999 ?\\uc99999999 \\uc0\\f-1"),
        ),
        case("breaks-off.rtf", Read, format!("{{\\rtf1 {words} \\u")),
        case("only-head.rtf", Refuse("no text"), "{\\rtf1}"),
        case(
            "picture.rtf",
            Read,
            rtf(&format!("{{\\pict\\pngblip {}}}", "89504e47".repeat(200_000))),
        ),
        case(
            "object.rtf",
            Read,
            rtf(&format!(
                "{{\\object\\objemb{{\\*\\objdata {}}}}}",
                "00".repeat(200_000)
            )),
        ),
        case(
            "field.rtf",
            Read,
            rtf("{\\field{\\*\\fldinst INCLUDEPICTURE \"http://127.0.0.1:9/x\"}{\\fldrslt x}}"),
        ),
        case(
            "typefaces.rtf",
            Read,
            rtf(&format!(
                "{{\\fonttbl{}}}",
                "{\\f1\\fcharset128 x;}".repeat(50_000)
            )),
        ),
        case("words.rtf", Read, rtf(&"\\nosuchword99 ".repeat(100_000))),
        case("halves.rtf", Read, rtf(&"\\u-10179?".repeat(10_000))),
        case("rtf.doc", Read, rtf("")),
    ]
}
