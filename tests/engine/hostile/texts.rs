//! Plain text, JSON and tables.

use super::Must::{Either, Read, Refuse};
use super::{Case, case};

pub(super) const ARTICLE: &str = "Harbour talks to go on\n\nOSLO, Nov 24 (Post) – “We’ll try again,” Norway’s foreign minister, Ann \
                                  Şahin, said on Friday.\n\nShe added that the harbour would stay open.\n";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = plain();
    cases.extend(of_other_kinds());
    cases.extend(json());
    cases.extend(tables());
    cases
}

fn plain() -> Vec<Case> {
    let utf16: Vec<u8> = ARTICLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut odd = utf16.clone();
    odd.push(0x41);
    let broken: Vec<u8> = ARTICLE.bytes().flat_map(|byte| [byte, 0xff]).collect();
    vec![
        case("empty.txt", Refuse("the file is empty"), ""),
        case("spaces.txt", Refuse("no text"), " \n".repeat(100_000)),
        case("nuls.txt", Refuse("binary"), vec![0; 100_000]),
        case(
            "nul-inside.txt",
            Refuse("binary"),
            ARTICLE.replace("Oslo", "Os\0lo") + "\0",
        ),
        case("all-ff.txt", Either, vec![0xff; 100_000]),
        case("invalid-utf8.txt", Either, broken),
        case("only-mark.txt", Refuse("no text"), "\u{feff}"),
        case("only-mark-16.txt", Refuse("no text"), vec![0xff, 0xfe]),
        case("odd-utf16.txt", Read, odd),
        case("utf16.txt", Read, utf16),
        case(
            "halves-of-characters.txt",
            Either,
            [0xff, 0xfe]
                .into_iter()
                .chain([0x00, 0xd8].repeat(10_000))
                .collect::<Vec<u8>>(),
        ),
        case(
            "one-line.txt",
            Read,
            format!("{ARTICLE}{}", "he said ".repeat(60_000)),
        ),
        case(
            "quotation-marks.txt",
            Read,
            format!("{ARTICLE}{}", "“".repeat(100_000)),
        ),
        case(
            "straight-marks.txt",
            Read,
            format!("{ARTICLE}{}", "\" ".repeat(100_000)),
        ),
        case("he-said.txt", Read, "“No,” he said. ".repeat(20_000)),
        case(
            "zalgo.txt",
            Read,
            format!("{ARTICLE}a{}", "\u{301}".repeat(300_000)),
        ),
        case(
            "controls.txt",
            Read,
            format!("{ARTICLE}\u{1b}]0;title\u{7}\u{1b}[31mred\u{9b}2J\u{7f}\u{8}\r\u{85}"),
        ),
        case(
            "bidi.txt",
            Read,
            format!("{ARTICLE}“\u{202e}no\u{2066}yes\u{200f}” said \u{202e}Ann\u{202c}."),
        ),
        case(
            "tags.txt",
            Read,
            format!("{ARTICLE}\u{e0041}\u{e0042}\u{feff}\u{2028}\u{fff9}"),
        ),
        case("returns.txt", Read, ARTICLE.replace('\n', "\r")),
        case("quoted.md", Read, format!("{}{ARTICLE}", "> ".repeat(50_000))),
        case(
            "front-matter-open.md",
            Read,
            format!("---\n{}\n{ARTICLE}", "title: x\n".repeat(10_000)),
        ),
        case(
            "front-matter-deep.md",
            Read,
            format!("---\ntitle: {}x\n---\n{ARTICLE}", "[".repeat(5_000)),
        ),
        case(
            "line-ends.txt",
            Read,
            format!("{}{ARTICLE}", "\n".repeat(1_000_000)),
        ),
        case("too-long.txt", Refuse("longer than"), vec![b'a'; 20_000_001]),
    ]
}

fn of_other_kinds() -> Vec<Case> {
    vec![
        case(
            "picture.txt",
            Refuse("a picture"),
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
        ),
        case(
            "jpeg.docx",
            Refuse("a picture"),
            b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(),
        ),
        case(
            "program.pdf",
            Refuse("a program"),
            b"\x7fELF\x02\x01\x01\0".to_vec(),
        ),
        case(
            "gzip.html",
            Refuse("unpack it"),
            b"\x1f\x8b\x08\0\0\0\0\0".to_vec(),
        ),
        case(
            "seven.eml",
            Refuse("unpack it"),
            b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(),
        ),
        case(
            "database.csv",
            Refuse("a database"),
            b"SQLite format 3\0\x10\0".to_vec(),
        ),
        case(
            "old.doc",
            Refuse("save it as DOCX"),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0".to_vec(),
        ),
        case("script.ps", Refuse("PostScript"), "%!PS-Adobe-3.0\n(words) show"),
        case(
            "noise.bin",
            Refuse("binary"),
            (0..20_000_u32)
                .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
                .collect::<Vec<u8>>(),
        ),
    ]
}

fn json() -> Vec<Case> {
    let object = format!(
        "{{\"text\": {}, \"title\": \"x\"}}",
        serde_json::to_string(ARTICLE).unwrap()
    );
    vec![
        case("arrays.json", Refuse("arrays.json"), "[".repeat(200_000)),
        case("objects.json", Refuse("objects.json"), "{\"a\":".repeat(200_000)),
        case(
            "deep-inside.jsonl",
            Read,
            format!(
                "{object}\n{{\"text\": {}1{}}}\n",
                "[".repeat(100_000),
                "]".repeat(100_000)
            ),
        ),
        case("breaks-off.jsonl", Read, format!("{object}\n{{\"text\": \"He sa")),
        case("no-text.json", Refuse("column"), "[{\"a\": 1}, {\"a\": 2}]"),
        case("empty-list.json", Refuse("no article"), "[]"),
        case(
            "many-keys.json",
            Either,
            format!(
                "{{{}\"text\": \"He said no.\"}}",
                (0..20_000).map(|n| format!("\"k{n}\":{n},")).collect::<String>()
            ),
        ),
        case(
            "same-keys.json",
            Either,
            format!("{{{}\"z\": 1}}", "\"text\": \"He said no.\",".repeat(20_000)),
        ),
        case(
            "halves.jsonl",
            Either,
            "{\"text\": \"\\ud800 he said no\"}\n{\"text\": \"\\u0000\\u001b[31m he said no\"}\n",
        ),
        case(
            "number.json",
            Refuse("number.json"),
            format!("{{\"text\": {}}}", "9".repeat(500_000)),
        ),
        case(
            "many-objects.jsonl",
            Read,
            "{\"text\": \"He said no.\"}\n".repeat(2_000),
        ),
        case(
            "wrapped.json",
            Read,
            format!("{{\"articles\": [{object}, {object}]}}"),
        ),
        case("no-json.json", Read, ARTICLE),
    ]
}

fn tables() -> Vec<Case> {
    let text = ARTICLE.replace('\n', " ");
    vec![
        case(
            "open-quote.csv",
            Either,
            format!("title,text\na,\"{text}{}", "x,\n".repeat(300_000)),
        ),
        case(
            "columns.csv",
            Refuse("columns"),
            format!("{}\n{}\n", "text,".repeat(100_000), "x,".repeat(100_000)),
        ),
        case("only-head.csv", Refuse("only-head.csv"), "title,date,text\n"),
        case("commas.csv", Refuse("commas.csv"), ",".repeat(200_000)),
        case(
            "rows.csv",
            Refuse("rows.csv"),
            format!("title,text\n{}", ",\n".repeat(200_000)),
        ),
        case(
            "formula.csv",
            Read,
            format!("title,text\n=cmd|'/c calc'!A1,\"{text}\"\n"),
        ),
        case(
            "controls.csv",
            Read,
            format!("title,text,author\n\u{1b}[31ma\u{7},\"{text}\u{9b}\",\u{202e}x\n"),
        ),
        case("no-text.csv", Refuse("column"), "id,price\n1,2\n3,4\n"),
        case(
            "wrong-rows.csv",
            Read,
            format!("title;text\na;\"{text}\";b;c\nd\n;\n"),
        ),
    ]
}
