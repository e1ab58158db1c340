//! Web pages and RTF.

use super::super::Must::{Either, Read};
use super::super::texts::ARTICLE;
use super::super::{Case, case};

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Harbour</title>{head}</head><body><article><h1>Harbour talks</h1><p>{ARTICLE}</p>{body}</article></body></html>"
    )
}

fn rtf(inside: &str) -> String {
    format!("{{\\rtf1\\ansi\\ansicpg1252 The ministry said that the harbour would stay open.\\par {inside}}}")
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = pages();
    cases.extend(in_heads());
    cases.extend(rich_texts());
    cases
}

fn pages() -> Vec<Case> {
    let nested = |tag: &str, n: usize| format!("{}x", format!("<{tag}>").repeat(n));
    let mut cases = vec![
        case("ruby.html", Either, page("", &nested("ruby", 30_000))),
        case("details.html", Either, page("", &nested("details", 30_000))),
        case("definitions.html", Either, page("", &nested("dl><dd", 20_000))),
        case(
            "options.html",
            Either,
            page("", &nested("select><option", 20_000)),
        ),
        case("noscript.html", Either, page("", &nested("noscript", 30_000))),
        case("objects.html", Either, page("", &nested("object", 20_000))),
        case(
            "columns.html",
            Either,
            page("", &format!("<table>{}", "<col>".repeat(100_000))),
        ),
        case(
            "cells.html",
            Either,
            page(
                "",
                &format!(
                    "<table>{}</table>",
                    format!("<tr>{}</tr>", "<td>x</td>".repeat(300)).repeat(300)
                ),
            ),
        ),
        case(
            "headings.html",
            Either,
            page("", &"<h2>He said</h2>".repeat(20_000)),
        ),
        case(
            "anchors.html",
            Either,
            page("", &"<a href='javascript:alert(1)'>x".repeat(30_000)),
        ),
        case(
            "mixed-depth.html",
            Either,
            page(
                "",
                &[
                    "div", "span", "b", "i", "p", "table", "td", "ul", "li", "a", "em", "section",
                ]
                .map(|tag| nested(tag, 900))
                .concat(),
            ),
        ),
        case(
            "long-tag.html",
            Either,
            page("", &format!("<{}>", "a".repeat(1_000_000))),
        ),
        case(
            "long-attribute-name.html",
            Either,
            page("", &format!("<p {}=1>x</p>", "a".repeat(1_000_000))),
        ),
        case(
            "references.html",
            Either,
            page(
                "",
                &"&#x110000;&#0;&#xd800;&#99999999999999;&notin;&ampamp;".repeat(20_000),
            ),
        ),
        case("open-reference.html", Either, page("", &"&".repeat(500_000))),
        case(
            "cdata.html",
            Either,
            page("", &"<svg><![CDATA[<p>he said</p>]]></svg>".repeat(5_000)),
        ),
        case(
            "plaintext.html",
            Either,
            page("", &format!("<plaintext>{ARTICLE}</body>")),
        ),
    ];
    cases.extend(odd_pages());
    cases
}

fn odd_pages() -> Vec<Case> {
    vec![
        case(
            "xmp.html",
            Either,
            page("", &format!("<xmp>{}", "<p>".repeat(50_000))),
        ),
        case(
            "conditional.html",
            Either,
            page("", &"<!--[if IE]><p>he said</p><![endif]-->".repeat(10_000)),
        ),
        case(
            "bodies.html",
            Either,
            page("", &"<body class=a><html lang=b>".repeat(30_000)),
        ),
        case(
            "data-picture.html",
            Read,
            page(
                "",
                &format!("<img src='data:image/png;base64,{}'>", "A".repeat(3_000_000)),
            ),
        ),
        case(
            "sources.html",
            Read,
            page(
                "",
                &format!("<img srcset='{}'>", "http://127.0.0.1:9/a 1x, ".repeat(50_000)),
            ),
        ),
        case(
            "frames-inside.html",
            Read,
            page(
                "",
                "<iframe src='file:///etc/passwd'></iframe><embed src='http://127.0.0.1:9/'><object data='http://127.0.0.1:9/'></object>",
            ),
        ),
        case(
            "shadow.html",
            Either,
            page("", &"<template shadowrootmode=open><p>he said</p>".repeat(5_000)),
        ),
        case(
            "controls-inside.html",
            Read,
            page(
                "",
                "<p>“\u{1b}]0;x\u{7}No\u{202e},” said \u{200b}Ann\u{2066} \u{9b}31m Example.</p>",
            ),
        ),
        case(
            "only-furniture.html",
            Either,
            "<html><body><nav>Home</nav><footer>Share this</footer></body></html>",
        ),
        case("blink.html", Either, format!("<{}", "<".repeat(300_000))),
        case(
            "doctypes.html",
            Either,
            format!(
                "{}{}",
                "<!DOCTYPE html [<!ENTITY a 'b'>]>".repeat(20_000),
                page("", "")
            ),
        ),
        case(
            "xml-page.xhtml",
            Either,
            format!("<?xml version='1.0' encoding='x-none'?>{}", page("", "")),
        ),
        case(
            "mhtml-named.html",
            Either,
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{}",
                page("", "")
            ),
        ),
    ]
}

fn in_heads() -> Vec<Case> {
    let structured = |json: &str| page(&format!("<script type='application/ld+json'>{json}</script>"), "");
    vec![
        case("structured-deep.html", Read, structured(&"[".repeat(200_000))),
        case("structured-long.html", Read, structured(&format!("{{\"@type\": \"NewsArticle\", \"headline\": \"{}\"}}", "A".repeat(3_000_000)))),
        case("structured-kinds.html", Read, structured("{\"@type\": [\"NewsArticle\", 7, null], \"headline\": {\"a\": []}, \"author\": [[{\"name\": 7}], null, \"x\"], \"datePublished\": 99999999999999999999, \"articleBody\": [1]}")),
        case("structured-graph.html", Read, structured(&format!("{{\"@graph\": [{}{{\"@type\": \"NewsArticle\", \"headline\": \"Harbour\"}}]}}", "{\"@graph\": []}, ".repeat(30_000)))),
        case("structured-controls.html", Read, structured("{\"@type\": \"NewsArticle\", \"headline\": \"\\u202e\\u001b[31mHarbour\\u0007\", \"author\": {\"name\": \"\\u2066Ann\\u200b\"}}")),
        case("base.html", Read, page("<base href='javascript:alert(1)//'><link rel=canonical href='//127.0.0.1:9/x'>", "")),
        case("refresh.html", Read, page("<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>", "")),
        case("charsets.html", Read, page(&"<meta charset=utf-7><meta charset=x-user-defined>".repeat(5_000), "")),
        case("open-graph.html", Read, page(&"<meta property='og:title' content='\u{202e}a\u{1b}[2J'><meta property='article:published_time' content='+999999-13-45'>".repeat(2_000), "")),
        case("long-title.html", Read, format!("<title>{}</title>{}", "Harbour ".repeat(200_000), page("", ""))),
        case("styles.html", Read, page(&format!("<style>{}</style>", "p{display:none}".repeat(100_000)), "")),
        case("language.html", Read, page("", "").replace("<html>", &format!("<html lang='{}'>", "en-".repeat(100_000)))),
    ]
}

fn rich_texts() -> Vec<Case> {
    vec![
        case(
            "skips.rtf",
            Either,
            rtf(&format!("\\uc1000000\\u8217?{}", "x".repeat(100_000))),
        ),
        case(
            "unicode.rtf",
            Either,
            rtf(&"\\u-1?\\u99999999999?\\u55296?\\u0?".repeat(20_000)),
        ),
        case("hex.rtf", Either, rtf(&"\\'zz\\'\\'9\\'1b[31m".repeat(20_000))),
        case(
            "code-page.rtf",
            Either,
            rtf("x").replace("ansicpg1252", "ansicpg99999"),
        ),
        case(
            "binaries.rtf",
            Either,
            rtf(&"\\bin99999999999999999999 x".repeat(5_000)),
        ),
        case(
            "parameters.rtf",
            Either,
            rtf(&format!("\\fs{}\\li-2147483649 x", "9".repeat(500_000))),
        ),
        case(
            "long-word.rtf",
            Either,
            rtf(&format!("\\{} x", "a".repeat(1_000_000))),
        ),
        case(
            "styles.rtf",
            Either,
            rtf(&format!(
                "{{\\stylesheet{}{}}}",
                "{\\s1 x".repeat(20_000),
                "}".repeat(20_000)
            )),
        ),
        case(
            "unknown.rtf",
            Either,
            rtf(&format!(
                "{}x{}",
                "{\\*\\nobody ".repeat(20_000),
                "}".repeat(20_000)
            )),
        ),
        case(
            "lists.rtf",
            Either,
            rtf(&"{\\listtext\\bullet\\tab}he said\\par ".repeat(10_000)),
        ),
        case(
            "cells.rtf",
            Either,
            rtf(&"\\trowd\\cellx1\\intbl he said\\cell\\row ".repeat(10_000)),
        ),
        case(
            "included.rtf",
            Either,
            rtf(
                "{\\field{\\*\\fldinst INCLUDETEXT \"/etc/passwd\"}{\\fldrslt he said}}{\\object\\objemb{\\*\\objdata 0105}}{\\*\\template http://127.0.0.1:9/}",
            ),
        ),
        case(
            "both.rtf",
            Either,
            rtf(&"{\\upr{he said}{\\*\\ud{she said}}}".repeat(5_000)),
        ),
        case(
            "info.rtf",
            Either,
            rtf("{\\info{\\title \\u8238?\\'1b[31m}{\\author \\u8203?}{\\creatim\\yr99999\\mo99\\dy-1}}"),
        ),
        case(
            "html-inside.rtf",
            Either,
            rtf("\\fromhtml1{\\*\\htmltag <script>alert(1)</script>}<p>he said</p>"),
        ),
    ]
}
