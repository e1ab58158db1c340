//! Plain text, JSON and tables that make whoever reads them search far.

use super::super::Must::{Either, Read};
use super::super::texts::ARTICLE;
use super::super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = prose();
    cases.extend(encodings());
    cases.extend(tables());
    cases
}

fn names(n: usize) -> String {
    (0..n).map(|n| format!("Ann{n} Exampleson{n}, ")).collect()
}

fn prose() -> Vec<Case> {
    let mut cases = vec![
        case("she-said.txt", Read, "She said. ".repeat(40_000)),
        case("said.txt", Read, format!("{ARTICLE}{}", "said ".repeat(80_000))),
        case(
            "according.txt",
            Read,
            format!("{ARTICLE}{}", "according to ".repeat(30_000)),
        ),
        case(
            "that-that.txt",
            Read,
            format!("{ARTICLE}He said {}it was so.", "that ".repeat(60_000)),
        ),
        case(
            "names-then-he.txt",
            Read,
            format!("{ARTICLE}{} met. “No,” he said.", names(15_000)),
        ),
        case(
            "ministers.txt",
            Read,
            format!(
                "{ARTICLE}{} said no.",
                "the foreign minister of Norway, ".repeat(8_000)
            ),
        ),
        case(
            "of-the.txt",
            Read,
            format!("{ARTICLE}The head {} said no.", "of the office ".repeat(20_000)),
        ),
        case("dots.txt", Read, format!("{ARTICLE}{}", "U.S. ".repeat(60_000))),
        case("ellipses.txt", Read, format!("{ARTICLE}{}", "… ".repeat(100_000))),
        case(
            "dashes.txt",
            Read,
            format!("{ARTICLE}{}", "— she said — ".repeat(20_000)),
        ),
        case(
            "colons.txt",
            Read,
            "Ministry: the ferry is late\n\n".repeat(8_000),
        ),
        case(
            "nested-marks.txt",
            Read,
            format!("{ARTICLE}{}no{}", "“‘".repeat(40_000), "’”".repeat(40_000)),
        ),
        case(
            "mixed-marks.txt",
            Read,
            format!("{ARTICLE}{}", "« „ “ ‘ \" ' ” ’ » ".repeat(15_000)),
        ),
        case(
            "apostrophes.txt",
            Read,
            format!("{ARTICLE}{}", "don't 'twas ".repeat(30_000)),
        ),
        case(
            "brackets.txt",
            Read,
            format!("{ARTICLE}{}x{}", "(".repeat(100_000), ")".repeat(100_000)),
        ),
        case(
            "one-word.txt",
            Read,
            format!("{ARTICLE}{}", "x".repeat(1_000_000)),
        ),
        case(
            "capitals.txt",
            Read,
            format!("{ARTICLE}{}", "Harbour ".repeat(80_000)),
        ),
        case(
            "one-name.txt",
            Read,
            format!("{ARTICLE}“No,” said {}.", "Ann ".repeat(60_000)),
        ),
        case(
            "addresses.txt",
            Read,
            format!("{ARTICLE}{}", "https://a.example/?b=c&d=e ".repeat(15_000)),
        ),
        case(
            "digits.txt",
            Read,
            format!("{ARTICLE}{}", "1,234.5 ".repeat(60_000)),
        ),
        case("tabs.txt", Read, format!("{ARTICLE}{}", "\t".repeat(500_000))),
        case("blank-lines.txt", Read, "a\n\n".repeat(100_000)),
        case("same-paragraph.txt", Read, format!("{ARTICLE}\n").repeat(1_000)),
    ];
    cases.extend(marks_and_scripts());
    cases
}

fn marks_and_scripts() -> Vec<Case> {
    vec![
        case(
            "chinese.txt",
            Either,
            "外交部发言人说,“港口将继续开放。”".repeat(15_000),
        ),
        case("thai.txt", Either, "รัฐมนตรีกล่าวว่าท่าเรือจะยังเปิดอยู่".repeat(8_000)),
        case(
            "arabic.txt",
            Either,
            "وقال الوزير: «لن نغلق الميناء».\u{200f} ".repeat(15_000),
        ),
        case(
            "hebrew-isolates.txt",
            Either,
            "\u{2067}השר אמר\u{2069} ".repeat(20_000),
        ),
        case(
            "joiners.txt",
            Read,
            format!("{ARTICLE}{}", "👩\u{200d}".repeat(60_000)),
        ),
        case(
            "no-width.txt",
            Read,
            format!("{ARTICLE}{}", "\u{200b}".repeat(200_000)),
        ),
        case(
            "soft-hyphens.txt",
            Read,
            ARTICLE.replace("harbour", "har\u{ad}bour").repeat(500),
        ),
        case(
            "variants.txt",
            Read,
            format!("{ARTICLE}{}", "a\u{fe0f}".repeat(100_000)),
        ),
        case(
            "private-use.txt",
            Read,
            format!("{ARTICLE}{}", "\u{e000}\u{f8ff}\u{10ffff}".repeat(20_000)),
        ),
        case("line-separators.txt", Read, ARTICLE.replace('\n', "\u{2028}")),
        case("form-feeds.txt", Read, ARTICLE.replace('\n', "\u{c}\u{b}\u{1c}")),
        case(
            "headings.md",
            Read,
            format!("{}{ARTICLE}", "# h\n".repeat(60_000)),
        ),
        case("links.md", Read, format!("{}{ARTICLE}", "[a](".repeat(60_000))),
        case(
            "emphasis.md",
            Read,
            format!("{}{ARTICLE}", "*a **b _c ".repeat(20_000)),
        ),
        case(
            "lists.md",
            Read,
            (0..2_000)
                .map(|n| format!("{}- he said\n", " ".repeat(n)))
                .collect::<String>(),
        ),
        case(
            "fences.md",
            Read,
            format!("{ARTICLE}\n{}", "```\n".repeat(50_000)),
        ),
        case(
            "tables.md",
            Read,
            format!("{ARTICLE}\n{}\n{}\n", "|a".repeat(20_000), "|-".repeat(20_000)),
        ),
        case(
            "inside-html.md",
            Read,
            format!("{ARTICLE}\n<script>alert(1)</script>\n{}", "<div>".repeat(30_000)),
        ),
        case(
            "front-matter-keys.md",
            Read,
            format!(
                "---\n{}---\n{ARTICLE}",
                (0..20_000).map(|n| format!("k{n}: v\n")).collect::<String>()
            ),
        ),
        case(
            "front-matter-hostile.md",
            Read,
            format!(
                "---\ntitle: \"\\u202e\\x1b[31m\u{202e}\u{1b}]0;x\u{7}\"\nauthor: [[[[\ndate: 9999999999-99-99\nurl: javascript:alert(1)\n---\n{ARTICLE}"
            ),
        ),
    ]
}

fn encodings() -> Vec<Case> {
    let utf32: Vec<u8> = ARTICLE
        .chars()
        .flat_map(|char| u32::from(char).to_le_bytes())
        .collect();
    let big: Vec<u8> = ARTICLE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let escaped = [b"\x1b$B", &b"$3$l$O"[..], b"\x1b(B\n", ARTICLE.as_bytes()].concat();
    vec![
        case("utf32.txt", Either, [b"\xff\xfe\0\0".to_vec(), utf32].concat()),
        case("utf16-big.txt", Either, big),
        case(
            "utf7.txt",
            Either,
            format!("+ADw-script+AD4-alert(1)+ADw-/script+AD4- {ARTICLE}"),
        ),
        case(
            "overlong.txt",
            Either,
            [ARTICLE.as_bytes(), b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf"].concat(),
        ),
        case(
            "surrogates.txt",
            Either,
            [ARTICLE.as_bytes(), b"\xed\xa0\x80\xed\xb0\x80"].concat(),
        ),
        case("shifted.txt", Either, escaped),
        case(
            "cyrillic-1251.txt",
            Either,
            b"\xcc\xe8\xed\xe8\xf1\xf2\xf0 \xf1\xea\xe0\xe7\xe0\xeb: \xab\xcd\xe5\xf2\xbb. ".repeat(2_000),
        ),
        case(
            "japanese.txt",
            Either,
            b"\x91\xe5\x90b\x82\xcd\x81u\x82\xa2\x82\xa2\x82\xa6\x81v\x82\xc6\x8c\xbe\x82\xc1\x82\xbd\x81B"
                .repeat(1_000),
        ),
        case(
            "half-utf8-half-latin.txt",
            Either,
            [ARTICLE.as_bytes(), b"D\xe9j\xe0 vu, he said. "]
                .concat()
                .repeat(50),
        ),
        case(
            "mark-in-the-middle.txt",
            Read,
            format!("{ARTICLE}\u{feff}{ARTICLE}"),
        ),
        case(
            "zeros-at-the-end.txt",
            Either,
            [ARTICLE.as_bytes(), &[0; 4_000]].concat(),
        ),
    ]
}

fn tables() -> Vec<Case> {
    let object = format!("{{\"text\": {}}}", serde_json::to_string(ARTICLE).unwrap());
    let mut cases = vec![
        case(
            "numbers.json",
            Either,
            format!(
                "{{\"a\": [{}], \"text\": \"He said no.\"}}",
                "1e999999999, -0.0, ".repeat(20_000) + "1"
            ),
        ),
        case("not-a-number.json", Either, "{\"text\": NaN}"),
        case("mark.json", Either, format!("\u{feff}{object}")),
        case(
            "nulls.json",
            Either,
            format!("[{}{object}]", "null, {\"text\": null}, ".repeat(20_000)),
        ),
        case(
            "kinds.json",
            Either,
            "{\"text\": [\"He said no.\", 1, {\"text\": \"She said yes.\"}], \"title\": {\"a\": 1}, \"date\": [], \"url\": 7}",
        ),
        case(
            "escaped-keys.json",
            Either,
            format!(
                "{{\"\\u0074ext\": {}, \"\\u202etitle\": \"\\u202e\\u0007x\"}}",
                serde_json::to_string(ARTICLE).unwrap()
            ),
        ),
        case(
            "long-line.jsonl",
            Read,
            format!("{object}\n{{\"text\": \"{}\"}}\n", "He said no. ".repeat(100_000)),
        ),
        case("not-lines.jsonl", Either, format!("{object}{object}{object}")),
        case(
            "blank-lines.jsonl",
            Read,
            format!("{}{object}\n", "\n".repeat(200_000)),
        ),
        case("comments.json", Either, format!("// a comment\n{object}")),
        case(
            "dates.jsonl",
            Read,
            [
                "-9999999-01-01",
                "2027-02-30",
                "99/99/9999",
                "1e99",
                "9223372036854775807",
                "2027-11-24T25:61:61+99:99",
            ]
            .iter()
            .map(|date| format!("{{\"text\": \"He said no.\", \"date\": \"{date}\"}}\n"))
            .collect::<String>(),
        ),
    ];
    cases.extend(rows());
    cases
}

fn rows() -> Vec<Case> {
    let text = ARTICLE.replace('\n', " ");
    vec![
        case(
            "addresses.jsonl",
            Read,
            [
                "javascript:alert(1)",
                "file:///etc/passwd",
                "http://a b",
                "https://\u{202e}x",
                "data:text/html,x",
            ]
            .iter()
            .map(|url| format!("{{\"text\": \"He said no.\", \"url\": \"{url}\"}}\n"))
            .collect::<String>(),
        ),
        case(
            "long-title.json",
            Read,
            format!(
                "{{\"title\": \"{}\", \"text\": \"He said no.\"}}",
                "A".repeat(2_000_000)
            ),
        ),
        case(
            "same-head.csv",
            Either,
            format!("text,text,text\n\"{text}\",\"{text}\",\"{text}\"\n"),
        ),
        case(
            "quotes.csv",
            Either,
            format!(
                "title,text\n\"a\"\"b\"\"\"\"c,\"{text}\"\n{}",
                "\"\",\"\"\n".repeat(50_000)
            ),
        ),
        case(
            "cell.csv",
            Either,
            format!("title,text\na,\"{}\"\n", "He said no. ".repeat(100_000)),
        ),
        case("nuls.csv", Either, format!("title,text\na\0b,\"{text}\"\n")),
        case(
            "utf16.csv",
            Either,
            [
                vec![0xff, 0xfe],
                format!("title,text\na,\"{text}\"\n")
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
            ]
            .concat(),
        ),
        case(
            "semicolons.tsv",
            Either,
            format!("title;text\ta\nb;\"{text}\"\tc\n"),
        ),
        case(
            "head.csv",
            Either,
            format!("{},text\nx,\"{text}\"\n", "title".repeat(200_000)),
        ),
        case(
            "returns.csv",
            Either,
            format!("title,text\ra,\"{text}\"\rb,\"{text}\"\r"),
        ),
        case(
            "many-rows.csv",
            Read,
            format!("title,text\n{}", "a,He said no.\n".repeat(3_000)),
        ),
    ]
}
