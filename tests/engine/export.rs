//! Documents as Markdown, web page and Word package: what is written, and that no text from outside ever
//! becomes markup.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Read as _;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use readout::briefing::document::own_text::parse;
use readout::briefing::document::{
    Attribution, Citation, Content, Coverage, Document, DocumentBlock, DocumentSection, Manner, Paraphrase,
    ParaphraseWords, PositionsCell, PositionsRow, PositionsStatement, PositionsTable, Problem, Quotation,
    SourceEntry,
};
use readout::export::{Format, encode};
use readout::model::{
    ArticleId, BlockId, Disclosure, Head, Kind, Party, PublicationDate, Stance, StatementId,
};
use readout::text::unseen::is_unseen;

fn text(document: &Document, format: Format) -> String {
    String::from_utf8(encode(document, format).unwrap()).unwrap()
}

fn block(content: Content) -> DocumentBlock {
    DocumentBlock::new(BlockId(1), content)
}

fn by(speaker: &str, role: &str, party: &str, citation: usize) -> Attribution {
    Attribution {
        speaker: Some(speaker.to_owned()),
        role: Some(role.to_owned()),
        parties: vec![party.to_owned()],
        citation,
        ..Attribution::default()
    }
}

fn note(number: usize, by: &Attribution, manner: Manner, outlet: &str, headline: &str) -> Citation {
    Citation {
        number,
        same_as: None,
        manner,
        speaker: by.speaker.clone(),
        role: by.role.clone(),
        parties: by.parties.clone(),
        via: None,
        outlet: Some(outlet.to_owned()),
        headline: Some(headline.to_owned()),
        author: None,
        language: None,
        said: None,
        published: Some(PublicationDate::day(date(2027, 3, 5))),
        accessed: None,
        url: Some("https://example.org/a b".to_owned()),
        archived: None,
        original: None,
        also_in: Vec::new(),
        article: Some(ArticleId(1)),
        statement: Some(StatementId::new(ArticleId(1), 1)),
        problem: None,
    }
}

/// A document in which every field that can hold words from outside holds `words`.
fn document(words: &str) -> Document {
    let minister = by(words, words, words, 1);
    let ministry = by(words, words, words, 2);
    let pieces = vec![words.to_owned(), words.to_owned()];
    let statement = |citation| PositionsStatement {
        id: StatementId::new(ArticleId(1), 1),
        words: words.to_owned(),
        kind: Kind::Mixed,
        citation,
    };
    let cell = |statements: Vec<PositionsStatement>, line: &str| PositionsCell {
        line: line.to_owned(),
        is_own: false,
        stances: vec![Stance::Opposes],
        n_statements: statements.len(),
        statements,
    };
    let parties: [Party; 2] = ["AM", "RU"].map(|code| code.parse().unwrap());
    Document {
        head: Head {
            title: words.to_owned(),
            subject: words.to_owned(),
            addressee: words.to_owned(),
            author: words.to_owned(),
            occasion: words.to_owned(),
            date: Some(date(2027, 3, 24)),
            marking: words.to_owned(),
            ..Head::default()
        },
        sections: vec![
            DocumentSection {
                title: words.to_owned(),
                level: 0,
                blocks: vec![
                    block(Content::Text(parse("The *own* words."))),
                    block(Content::Quotation(Quotation {
                        pieces: pieces.clone(),
                        kind: Kind::Direct,
                        attribution: minister.clone(),
                    })),
                    block(Content::Paraphrase(Paraphrase {
                        words: ParaphraseWords::Article(pieces.clone()),
                        attribution: ministry.clone(),
                    })),
                ],
            },
            DocumentSection {
                title: words.to_owned(),
                level: 1,
                blocks: vec![
                    block(Content::Positions(PositionsTable {
                        columns: parties.map(|party| (party, words.to_owned())).to_vec(),
                        rows: vec![PositionsRow {
                            topic: words.to_owned(),
                            cells: vec![cell(vec![statement(3)], ""), cell(vec![statement(4)], words)],
                        }],
                    })),
                    block(Content::Quotation(Quotation {
                        pieces,
                        kind: Kind::Mixed,
                        attribution: Attribution {
                            citation: 5,
                            ..Attribution::default()
                        },
                    })),
                ],
            },
        ],
        citations: (1..=5)
            .map(|number| Citation {
                also_in: vec![words.to_owned()],
                author: Some(words.to_owned()),
                archived: Some(format!("https://example.org/{words}")),
                original: Some(words.to_owned()),
                problem: Some(Problem::WordsDiffer),
                ..note(number, &minister, Manner::Quoted, words, words)
            })
            .collect(),
        sources: vec![SourceEntry {
            article: ArticleId(1),
            outlet: Some(words.to_owned()),
            headline: words.to_owned(),
            author: Some(words.to_owned()),
            published: None,
            accessed: None,
            url: Some(format!("https://example.org/{words}")),
            archived: None,
            fingerprint: words.to_owned(),
            language: Some(words.to_owned()),
            text: vec![words.to_owned(), words.to_owned()],
            citations: vec![1, 2, 3, 4, 5],
        }],
        coverage: Coverage::default(),
        method_line: words.to_owned(),
        addendum_to: words.to_owned(),
        is_speaking_copy: true,
    }
}

fn usual_citations(minister: &Attribution, ministry: &Attribution) -> Vec<Citation> {
    let quoted = note(
        1,
        minister,
        Manner::Quoted,
        "Northern Courier",
        "“Ready”, says minister",
    );
    vec![
        quoted.clone(),
        Citation {
            number: 2,
            same_as: Some(1),
            ..quoted
        },
        Citation {
            also_in: vec!["Kura Review".to_owned(), "Baltic Standard".to_owned()],
            url: Some("javascript:alert(1)".to_owned()),
            ..note(3, ministry, Manner::Paraphrased, "Meridian", "Costs")
        },
        Citation {
            speaker: None,
            role: None,
            parties: Vec::new(),
            outlet: None,
            published: None,
            url: None,
            problem: Some(Problem::WordsDiffer),
            ..note(4, ministry, Manner::Paraphrased, "", "Costs")
        },
    ]
}

/// A document as an analyst has it.
fn usual_document() -> Document {
    let minister = by("Anna Sarian", "Foreign Minister", "Armenia", 1);
    let ministry = by("Ministry of Roads", "spokesperson", "Georgia", 2);
    let mut document = document("x");
    document.head = Head {
        title: "The crossing at Margara: where they stand".to_owned(),
        subject: "Positions by country".to_owned(),
        addressee: "Director".to_owned(),
        author: "Desk 3".to_owned(),
        occasion: String::new(),
        date: Some(date(2027, 3, 24)),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        ..Head::default()
    };
    document.sections = vec![
        DocumentSection {
            title: "Bottom line".to_owned(),
            level: 0,
            blocks: vec![block(Content::Text(parse(
                "# Not so big\n\nBoth want the road, *neither* pays. <b>Bold</b>\n\n- first\n- second [here](https://example.org)\n\n1. one\n2. two\n\n> own quote",
            )))],
        },
        DocumentSection {
            title: "Positions".to_owned(),
            level: 0,
            blocks: vec![block(Content::Positions(PositionsTable {
                columns: vec![
                    ("AM".parse().unwrap(), "Armenia".to_owned()),
                    ("GE".parse().unwrap(), "Georgia".to_owned()),
                ],
                rows: vec![PositionsRow {
                    topic: "Opening | closing".to_owned(),
                    cells: vec![
                        PositionsCell {
                            line: String::new(),
                            is_own: false,
                            stances: vec![Stance::Supports],
                            statements: vec![PositionsStatement {
                                id: StatementId::new(ArticleId(1), 1),
                                words: "“We are ready […]".to_owned(),
                                kind: Kind::Direct,
                                citation: 1,
                            }],
                            n_statements: 1,
                        },
                        PositionsCell::default(),
                    ],
                }],
            }))],
        },
        DocumentSection {
            title: "Armenia".to_owned(),
            level: 1,
            blocks: vec![
                block(Content::Quotation(Quotation {
                    pieces: vec!["“We are ready […] and we wait for #others [1].”".to_owned()],
                    kind: Kind::Direct,
                    attribution: Attribution {
                        citation: 2,
                        comment: parse("Said before the vote."),
                        ..minister.clone()
                    },
                })),
                DocumentBlock {
                    disclosure: Disclosure::NotToBeDisclosed,
                    ..DocumentBlock::new(
                        BlockId(2),
                        Content::Paraphrase(Paraphrase {
                            words: ParaphraseWords::Article(vec!["the cost would be\n shared".to_owned()]),
                            attribution: Attribution {
                                citation: 3,
                                ..ministry.clone()
                            },
                        }),
                    )
                },
                block(Content::PageBreak),
                block(Content::Paraphrase(Paraphrase {
                    words: ParaphraseWords::Own {
                        words: parse("Tbilisi *pays*."),
                        original: vec!["Georgia pays".to_owned()],
                    },
                    attribution: Attribution {
                        citation: 4,
                        ..Attribution::default()
                    },
                })),
            ],
        },
    ];
    document.citations = usual_citations(&minister, &ministry);
    document.sources = vec![SourceEntry {
        article: ArticleId(1),
        outlet: Some("Northern Courier".to_owned()),
        headline: "“Ready”, says minister".to_owned(),
        author: Some("L. Petrosyan".to_owned()),
        published: Some(PublicationDate::day(date(2027, 3, 5))),
        accessed: Some(PublicationDate::day(date(2027, 3, 9))),
        url: Some("https://example.org/a b".to_owned()),
        archived: Some("https://archive.example/1".to_owned()),
        fingerprint: "0123456789abcdef".repeat(4),
        language: None,
        text: Vec::new(),
        citations: vec![1, 2],
    }];
    document.addendum_to = String::new();
    document.is_speaking_copy = false;
    document.coverage = Coverage {
        n_statements: 3,
        n_found: 2,
        n_outlets: 2,
        n_checked: 1,
        n_articles_cited: 2,
        n_articles: 12,
        period: Some((date(2027, 3, 5), date(2027, 3, 8))),
    };
    "3 statements cited from 2 of 12 articles.".clone_into(&mut document.method_line);
    document
}

#[test]
fn the_usual_document_reads_as_agreed() {
    let expected = include_str!("../data/export/usual.md");
    let found = text(&usual_document(), Format::Markdown);
    assert!(found == expected, "--- found ---\n{found}");
}

#[test]
fn the_marking_is_the_first_and_the_last_line_of_the_text() {
    let markdown = text(&usual_document(), Format::Markdown);
    let (_, body) = markdown.split_once("\n---\n\n").unwrap();
    assert_eq!(body.lines().next(), Some("**OFFICIAL-SENSITIVE**"));
    assert_eq!(body.lines().last(), Some("**OFFICIAL-SENSITIVE**"));
}

#[test]
fn many_parties_become_rows() {
    let mut document = usual_document();
    let names = ["AM", "AZ", "FR", "GE", "IR", "RU"];
    document.sections = vec![DocumentSection {
        title: "Positions".to_owned(),
        level: 0,
        blocks: vec![block(Content::Positions(PositionsTable {
            columns: names
                .map(|name| (name.parse().unwrap(), name.to_owned()))
                .to_vec(),
            rows: vec![PositionsRow {
                topic: "Road".to_owned(),
                cells: vec![PositionsCell::default(); names.len()],
            }],
        }))],
    }];
    let markdown = text(&document, Format::Markdown);
    assert!(markdown.contains("| Party | Road |\n"), "{markdown}");
    assert!(
        markdown.contains("\n| IR | *no statement found* |\n"),
        "{markdown}"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in Format::ALL {
        let document = usual_document();
        assert_eq!(
            encode(&document, format).unwrap(),
            encode(&document.clone(), format).unwrap()
        );
        let path = format!("Briefing.{}", format.extension().to_uppercase());
        assert_eq!(Format::from_path(Path::new(&path)), Some(format));
    }
    assert_eq!(Format::from_path(Path::new("briefing.rtf")), None);
}

#[test]
fn headings_of_a_word_document_stay_with_what_follows_and_rows_stay_whole() {
    let parts = unpack(&encode(&usual_document(), Format::Docx).unwrap());
    let part = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
    let styles: Vec<&str> = part("word/styles.xml").split("<w:style ").collect();
    let style = |id: &str| {
        let id = format!("w:styleId=\"{id}\"");
        *styles.iter().find(|style| style.contains(&id)).unwrap()
    };
    for id in ["Title", "Heading1", "Heading2", "Heading6", "Label"] {
        assert!(style(id).contains("<w:keepNext/>"), "{id}");
    }
    assert!(style("Quote").contains("<w:keepLines/>"));
    let body = part("word/document.xml");
    let quotation = body
        .split("<w:p>")
        .find(|paragraph| paragraph.contains("w:val=\"Quote\"/>") && paragraph.contains("We are ready"));
    let who = "<w:br/></w:r><w:r><w:rPr><w:rStyle w:val=\"Attribution\"/></w:rPr>";
    assert!(
        quotation.unwrap().contains(who),
        "words and speaker are one paragraph"
    );
    assert!(body.contains("<w:tr>"));
    assert_eq!(
        body.matches("<w:tr>").count(),
        body.matches("<w:trPr><w:cantSplit/>").count()
    );
}

#[test]
fn own_markdown_cannot_swallow_what_follows() {
    for own in [
        "```\nan unclosed fence",
        "<!-- an unclosed comment",
        "[^1]: a footnote of its own",
        "[x]: https://example.org",
        "<div>\n\nan open element",
        "| a | b |\n|---|",
        "# Title\n\nand more\n---",
    ] {
        let mut document = usual_document();
        document.sections[0].blocks = vec![block(Content::Text(parse(own)))];
        let markdown = text(&document, Format::Markdown);
        let headings: Vec<&str> = markdown.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(
            headings,
            ["## Bottom line", "## Positions", "## Sources"],
            "{own}"
        );
        let parsed = structure(&markdown);
        let n_notes = parsed.iter().filter(|tag| tag.starts_with("note ")).count();
        assert_eq!(n_notes, 4, "{own}\n{markdown}");
        assert!(!parsed.iter().any(|tag| tag == "html"), "{own}\n{markdown}");
        let page = text(&document, Format::Html);
        assert!(!page.contains("<!-- an") && !page.contains("<div"), "{own}");
    }
}

#[test]
fn the_page_loads_nothing_and_its_notes_lead_back() {
    let page = text(&usual_document(), Format::Html);
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""));
    for forbidden in [
        "<script",
        "<img",
        "<link",
        "url(",
        "@import",
        "javascript:",
        "<b>",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for number in 1..=4 {
        for part in ["id=\"note-", "href=\"#note-", "id=\"mark-", "href=\"#mark-"] {
            let part = format!("{part}{number}\"");
            assert_eq!(page.matches(&part).count(), 1, "{part}");
        }
    }
}

#[test]
fn a_word_package_has_its_parts_and_its_footnotes() {
    let document = usual_document();
    let parts = unpack(&encode(&document, Format::Docx).unwrap());
    let part = |name: &str| -> &str {
        let found = parts.iter().find(|(other, _)| other == name);
        found.map_or_else(|| panic!("no {name}"), |(_, xml)| xml.as_str())
    };
    assert_eq!(
        parts.first().map(|(name, _)| name.as_str()),
        Some("[Content_Types].xml")
    );
    let body = part("word/document.xml");
    let notes = part("word/footnotes.xml");
    for number in 1..=4 {
        assert_eq!(
            body.matches(&format!("<w:footnoteReference w:id=\"{number}\"/>"))
                .count(),
            1
        );
        assert_eq!(
            notes.matches(&format!("<w:footnote w:id=\"{number}\">")).count(),
            1
        );
    }
    assert!(notes.contains("Northern Courier"));
    assert!(body.contains("“We are ready […] and we wait for #others [1].”"));
    assert!(part("word/header1.xml").contains("OFFICIAL-SENSITIVE"));
    assert!(part("word/footer1.xml").contains("OFFICIAL-SENSITIVE"));
    let links = part("word/_rels/footnotes.xml.rels");
    assert!(links.contains("https://example.org/a%20b") && !links.contains("javascript"));
}

fn unpack(package: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|idx| {
            let mut file = archive.by_index(idx).unwrap();
            let mut xml = String::new();
            file.read_to_string(&mut xml).unwrap();
            (file.name().unwrap().into_owned(), xml)
        })
        .collect()
}

/// The markup of a Markdown text without its words: what `pulldown-cmark` with all its extensions sees.
fn structure(markdown: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        let tag = match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                format!(
                    "link {}",
                    if dest_url.starts_with("https://example.org/") {
                        "there"
                    } else {
                        "astray"
                    }
                )
            }
            Event::Start(Tag::Heading {
                level, id, classes, ..
            }) => {
                format!("heading {level} {id:?} {classes:?}")
            }
            Event::Start(tag) => format!("{tag:?}"),
            Event::End(tag) => format!("end {tag:?}"),
            Event::Text(_) => "words".to_owned(),
            Event::FootnoteReference(name) => format!("note {name}"),
            Event::Html(_) | Event::InlineHtml(_) => "html".to_owned(),
            Event::SoftBreak => "line".to_owned(),
            Event::HardBreak => "break".to_owned(),
            other => format!("{other:?}"),
        };
        if tag != "words" || tags.last().is_none_or(|last| last != "words") {
            tags.push(tag);
        }
    }
    // Metadata are words as well: only where they begin and end matters here.
    tags
}

/// The markup of a page or a part without its words and addresses.
fn elements(xml: &str) -> Vec<String> {
    xml.split('<')
        .skip(1)
        .map(|piece| piece.split(['>', ' ']).next().unwrap_or_default().to_owned())
        .collect()
}

#[rustfmt::skip]
fn nasty_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\n", "\n\n", "\r\n", "\t", "    ", "  \n", " ", " ", "\u{2028}", "\u{85}", "\u{0}", "\u{1b}[0m",
        "\u{202e}", "\u{2066}", "\u{feff}", "\u{fffe}", "\u{e0041}", "# ", "## ", "> ", "- ", "+ ", "* ",
        "1. ", "1) ", "(a) ", "(@) ", "i. ", "```", "~~~", "`", "*", "**", "_", "__", "~", "~~", "^", "$",
        "$$", "|", "|---|", "\n|a|b|\n|---|---|\n", "---", "***", "===", "\n---\n", "...", "[^1]",
        "[^1]: ", "\n[^9]: ", "[x](javascript:a)", "![x](https://example.com/a)", "[x]", "[x]: y", "[[w]]",
        "![[w]]", "[!NOTE]", "<b>", "</p>", "<!--", "-->", "<script>", "<https://example.com>", "<a@b.cc>",
        "]]>", "&lt;", "&#35;", "&", ";", "\\", "\\\\", "\\[", "\\]", "\\(", "\\)", "{.c}", "{#id}", "{",
        "}", "@key", "[@key]", "#tag", ":::", "::: {.x}", ":smile:", ": ", "Table: ", "%%", "% ", "==",
        "++", "^[note]", "http://e.x", "www.e.x", "javascript:x", "\"", "'", "“", "”", "‘", "’", "«", "(",
        ")", "[", "]", "!", "=", "+", "-", ".", ",", "a", "b", "Word ", "é", "ا", "word", "12", "x: ",
        "~x~", "H~2~O", "--", "TOC", "[TOC]", "\u{200d}",
    ]);
    prop::collection::vec(pieces, 1..12).prop_map(|pieces| {
        let text = pieces.concat();
        // Empty fields are left out, which is another structure.
        if text.chars().any(char::is_alphanumeric) {
            text
        } else {
            text + "x"
        }
    })
}

/// Characters of all kinds that are not seen.
fn hidden_characters() -> impl Strategy<Value = String> {
    let all: Vec<char> = (0..=0xe_0080_u32)
        .filter_map(char::from_u32)
        .filter(|&char| is_unseen(char))
        .collect();
    let hidden = prop::sample::select(all);
    prop::collection::vec(hidden, 1..5).prop_map(|hidden| hidden.into_iter().collect())
}

#[test]
fn a_joiner_after_a_character_that_is_shown_by_its_number_can_be_drawn() {
    let words = "\u{2066}\u{2066}\u{200d}* -->@keyTOC---->";
    let pages = encode(&document(words), Format::Pdf).unwrap();
    assert!(pages.starts_with(b"%PDF-1."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn text_from_articles_never_becomes_markup(nasty in nasty_text()) {
        let expected = document("x");
        let found = document(&nasty);
        let markdown = text(&found, Format::Markdown);
        prop_assert_eq!(structure(&markdown), structure(&text(&expected, Format::Markdown)), "{}", markdown);

        let page = text(&found, Format::Html);
        prop_assert_eq!(elements(&page), elements(&text(&expected, Format::Html)), "{}", page);
        prop_assert!(!page.contains("href=\"javascript"));
    }

    #[test]
    fn nothing_hides_in_any_format(hidden in hidden_characters(), at in 0_usize..4) {
        let words = ["a", "b", "c", "d"];
        let words = format!("{}{hidden}{}", words[..at].concat(), words[at..].concat());
        let document = document(&words);
        let mut texts = vec![text(&document, Format::Markdown), text(&document, Format::Html)];
        let package = unpack(&encode(&document, Format::Docx).unwrap());
        texts.extend(package.into_iter().map(|(_, xml)| xml));
        for text in texts {
            // Marks that usual Arabic and Hebrew holds stay.
            let hides = |char: char| {
                char != '\n' && is_unseen(char) && !matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}')
            };
            prop_assert!(!text.contains(hides), "{:?}", text);
        }
    }

    #[test]
    fn a_pdf_leads_to_the_sources_and_nowhere_else(nasty in nasty_text()) {
        let pages = encode(&document(&nasty), Format::Pdf).unwrap();
        prop_assert!(pages.starts_with(b"%PDF-1.") && pages.trim_ascii_end().ends_with(b"%%EOF"));
        let file: String = pages.iter().copied().map(char::from).collect();
        for action in file.split("/URI").skip(1).filter(|rest| rest.trim_start().starts_with('(')) {
            prop_assert!(action.trim_start().starts_with("(https://example.org/"), "{}", action);
        }
        for doing in ["/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction"] {
            prop_assert!(!file.contains(doing), "{}", doing);
        }
    }

    #[test]
    fn letters_that_join_others_can_be_drawn(words in "[a⟨⟩é\u{2066}\u{200d}\u{fe0f}\u{301}字👩👧ن-]{1,16}") {
        let pages = encode(&document(&words), Format::Pdf).unwrap();
        prop_assert!(pages.starts_with(b"%PDF-1."));
    }

    #[test]
    fn front_matter_keeps_its_lines(nasty in nasty_text()) {
        let markdown = text(&document(&nasty), Format::Markdown);
        let lines: Vec<&str> = markdown.lines().take(9).collect();
        prop_assert_eq!(lines[0], "---");
        for (line, name) in lines[1..5].iter().zip(["pagetitle", "subject", "prepared-by", "classification"]) {
            let scalar = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(": \"")).unwrap();
            let scalar = scalar.strip_suffix('"').unwrap();
            // Every quotation mark inside is escaped, and so is every backslash.
            let rest = scalar.replace("\\\\", "").replace("\\\"", "");
            prop_assert!(!rest.contains(['"', '\\']), "{}", line);
            prop_assert!(!scalar.chars().any(char::is_control));
        }
        prop_assert_eq!(lines[8], "---");
    }

    #[test]
    fn packages_stay_readable(nasty in nasty_text()) {
        let names = |document: &Document| -> Vec<(String, Vec<String>)> {
            unpack(&encode(document, Format::Docx).unwrap())
                .into_iter()
                .map(|(name, xml)| {
                    let legal = xml.chars().all(|character| !character.is_control() || character == '\n');
                    assert!(legal && !xml.contains('\u{fffe}'), "{name}");
                    (name, elements(&xml))
                })
                .collect()
        };
        prop_assert_eq!(names(&document(&nasty)), names(&document("x")));
    }
}
