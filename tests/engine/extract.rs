//! What extraction finds in marked texts, and that no text can upset it.

use proptest::prelude::*;
use readout::atlas::Atlas;
use readout::extract::{Knowledge, statements};
use readout::model::{Article, Corrections, Kind, Statement};
use readout::text::Span;

fn find(article: &Article) -> Vec<Statement> {
    let corrections = Corrections::default();
    statements(
        article,
        &Knowledge {
            atlas: Atlas::get(),
            corrections: &corrections,
        },
    )
}

/// The text with the statements marked as the files in `tests/data/extract` mark them.
fn marked(text: &str, statements: &[Statement]) -> String {
    let mut marks: Vec<(usize, u8, &str)> = Vec::new();
    let mut mark = |span: Span, open, close| {
        marks.push((span.start(), 1, open));
        marks.push((span.end(), 0, close));
    };
    for statement in statements {
        for (piece_idx, &piece) in statement.content.iter().enumerate() {
            mark(piece, if piece_idx == 0 { "[" } else { "[+" }, "]");
        }
        if let Some(cue) = statement.cue {
            mark(cue, "{", "}");
        }
        if let Some(source) = statement.source {
            mark(source, "<", ">");
        }
    }
    marks.sort_unstable();
    marks.dedup();
    let mut out = String::new();
    let mut from = 0;
    for (at, _, sign) in marks {
        out.push_str(readout::text::span::slice(text, from, at));
        out.push_str(sign);
        from = at;
    }
    out.push_str(readout::text::span::slice(text, from, text.len()));
    out
}

fn unmarked(marked: &str) -> String {
    marked
        .replace("[+", "")
        .replace(['[', ']', '{', '}', '<', '>'], "")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    }
}

/// Runs every case of a file and shows all that differ.
fn check(file: &str) {
    let mut failures = String::new();
    let mut n_cases = 0;
    for case in file.split("\n\n") {
        let lines = case.lines().filter(|line| !line.starts_with('#'));
        let (heads, texts): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('='));
        let ([head], false) = (heads.as_slice(), texts.is_empty()) else {
            continue;
        };
        n_cases += 1;
        let expected = texts.join("\n");
        let text = unmarked(&expected);
        let found = find(&Article::from_text(&text));
        let kinds: Vec<&str> = found.iter().map(|statement| kind(statement.kind)).collect();
        let found_head = format!("= {}", kinds.join(", "));
        let found_text = marked(&text, &found);
        if found_text != expected || found_head.trim_end() != head.trim_end() {
            failures.extend(["expected ", head, "\n", &expected, "\nfound    "]);
            failures.extend([&found_head, "\n", &found_text, "\n\n"]);
        }
    }
    assert!(n_cases > 0, "no case in the file");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn direct_speech() {
    check(include_str!("../data/extract/direct.txt"));
}

#[test]
fn indirect_speech() {
    check(include_str!("../data/extract/indirect.txt"));
}

#[test]
fn mixed_speech() {
    check(include_str!("../data/extract/mixed.txt"));
}

#[test]
fn turns_of_a_talk() {
    check(include_str!("../data/extract/colon.txt"));
}

#[test]
fn what_reports_nothing() {
    check(include_str!("../data/extract/none.txt"));
}

#[test]
fn whoever_is_interviewed_answers() {
    let questions = "Q: Is that known to anybody?\n\nA: It will be known soon, since I have asked the port to print it.\n\nQ: Denmark says \
                     that it is late. Is it?\n\nA: Nobody in Denmark has told me so.";
    let lead = "Milo Brandt has been Norway’s transport minister since May, and we met him at the harbour.";
    let named = "Coast Post: Why now?\n\nMilo Brandt: Because the ferries are full and the road is not.";
    for text in [
        format!("{lead}\n\n{questions}"),
        format!("Ane Sund asked him.\n\n{lead}\n\n{named}\n\n{questions}"),
    ] {
        let found = find(&Article::from_text(&text));
        assert!(found.len() >= 2, "{found:?}");
        for statement in &found {
            let speaker = statement.speaker.as_ref().map(|speaker| speaker.name.as_str());
            let parties: Vec<&str> = statement
                .parties
                .iter()
                .map(readout::model::Party::code)
                .collect();
            assert_eq!(
                (speaker, parties.as_slice()),
                (Some("Milo Brandt"), ["NO"].as_slice()),
                "{text}"
            );
        }
    }
}

/// Words and marks that rules look at, in any order.
fn scraps() -> impl Strategy<Value = String> {
    const SCRAPS: &[&str] = &[
        "said",
        "says",
        "told",
        "according",
        "to",
        "that",
        "he",
        "they",
        "Marsh",
        "Aram Teyan",
        "the ministry",
        "accused",
        "of",
        "asked",
        "whether",
        "adding",
        "was quoted as saying",
        "claim",
        "calls",
        "urged",
        "and",
        "but",
        "not",
        "never",
        "on Friday",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        "''",
        "«",
        "»",
        "„",
        ",",
        ".",
        ":",
        ";",
        "?",
        "—",
        "-",
        "(",
        ")",
        "\n",
        "\n\n",
        "Mr.",
        "U.S.",
        "’s",
        "'s",
        "ü",
        "日本",
        "🙂",
        "\u{200b}",
        "1,200",
        "…",
    ];
    proptest::collection::vec((proptest::sample::select(SCRAPS), any::<bool>()), 0..80).prop_map(|scraps| {
        scraps
            .into_iter()
            .flat_map(|(scrap, is_spaced)| [scrap, if is_spaced { " " } else { "" }])
            .collect()
    })
}

fn assert_sound(text: &str) -> Result<(), TestCaseError> {
    let mut before = 0;
    for statement in find(&Article::from_text(text)) {
        prop_assert!(!statement.content.is_empty());
        let words = statement.words(text);
        prop_assert!(words.contains(char::is_alphanumeric), "marks alone: {words}");
        prop_assert!(statement.start() >= before, "statements in the order of the text");
        before = statement.start();
        let mut end = 0;
        for piece in &statement.content {
            prop_assert!(piece.is_valid_in(text));
            prop_assert!(piece.start() >= end, "pieces in order, not overlapping");
            end = piece.end();
            for other in statement.cue.iter().chain(&statement.source) {
                prop_assert!(other.is_valid_in(text));
                prop_assert!(!piece.overlaps(*other), "content without cue and source");
            }
        }
    }
    Ok(())
}

#[test]
fn of_another_language_only_long_quotations_are_found() {
    let text = "Le ministre a dit que la gare fermerait. « Nous ne pouvons pas attendre encore dix ans », a-t-il \
                ajouté. Il l’appelle « la porte ».";
    let mut article = Article::from_text(text);
    article.metadata.language = Some("fr".to_owned());
    let found = find(&article);
    let words: Vec<String> = found.iter().map(|statement| statement.words(text)).collect();
    assert_eq!(words, ["« Nous ne pouvons pas attendre encore dix ans »"]);
    assert_eq!(found[0].speaker, None);
    assert_eq!(&*found[0].why.reasons[0].rule, "quotation-in-another-language");
}

#[test]
fn a_report_inside_a_report_is_told() {
    for (text, expected) in [
        (
            "Orbeli said on Monday that Tavria had told him the gate would open in May.",
            &["Tavria had told"][..],
        ),
        (
            "Orbeli said on Monday that nobody had told him the gate would open.",
            &[],
        ),
        (
            "Orbeli said on Monday that no minister had told him the gate would open.",
            &[],
        ),
    ] {
        let found = find(&Article::from_text(text));
        assert_eq!(found.len(), 1, "{text}");
        let reasons = found[0].why.reasons.iter();
        let inner: Vec<&str> = reasons
            .filter(|reason| &*reason.rule == "reports-another")
            .map(|reason| reason.found.as_str())
            .collect();
        assert_eq!(inner, expected, "{text}");
    }
}

#[test]
fn the_cue_of_a_paraphrase_leads_to_it() {
    for (text, expected) in [
        (
            "Orbeli rejected the plan of the port.",
            &[Some("rejected")] as &[_],
        ),
        ("Orbeli said on Monday that the gate would open.", &[Some("said")]),
        ("The gate would open, Orbeli said.", &[None]),
        ("According to Orbeli, the gate would open.", &[None]),
        ("Orbeli said: “The gate will open.”", &[None]),
    ] {
        let found = find(&Article::from_text(text));
        let cues: Vec<_> = found
            .iter()
            .map(|statement| statement.leading_cue(text))
            .collect();
        assert_eq!(cues, expected, "{text}");
    }
}

#[test]
fn marks_and_pictures_alone_are_no_statement() {
    for text in ["“🙂”, Orbeli said on Monday.", "Orbeli said: “🙂 …”", "accused‘"] {
        assert_eq!(find(&Article::from_text(text)), [], "{text}");
    }
}

#[test]
fn who_passes_a_statement_on_is_told() {
    for (text, speaker, go_between) in [
        (
            "Georgian Foreign Minister Levan Doreli was quoted by Interpost as saying that the road was open.",
            "Levan Doreli",
            "Interpost",
        ),
        (
            "Interpost quoted Georgian Foreign Minister Levan Doreli as saying that the road was open.",
            "Levan Doreli",
            "Interpost",
        ),
        (
            "Georgian Foreign Minister Levan Doreli said the road was open, according to the Interpost news agency.",
            "Levan Doreli",
            "Interpost news agency",
        ),
        (
            "“The road is open,” Georgian Foreign Minister Levan Doreli said, according to Interpost.",
            "Levan Doreli",
            "Interpost",
        ),
        (
            "Georgian Foreign Minister Levan Doreli said that the road was open, Interpost reported.",
            "Levan Doreli",
            "Interpost",
        ),
    ] {
        let found = find(&Article::from_text(text));
        let told: Vec<_> = found
            .iter()
            .filter_map(|statement| Some((statement.speaker_name()?, statement.relay()?.go_between?)))
            .collect();
        assert_eq!(told, [(speaker, go_between)], "{text}: {found:#?}");
    }
    let text = "Georgian Foreign Minister Levan Doreli said the road was open. The snow, according to the harbour \
                office, was two metres high.";
    assert!(
        find(&Article::from_text(text))
            .iter()
            .all(|statement| statement.relay().is_none())
    );
}

proptest! {
    #[test]
    fn any_order_of_reporting_words_is_survived(text in scraps()) {
        assert_sound(&text)?;
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        assert_sound(&text)?;
    }
}

#[test]
fn work_grows_with_the_text_not_with_its_square() {
    for text in [
        "he said ".repeat(60_000),
        "“".repeat(60_000),
        "\" ".repeat(60_000),
        "“No one came here today at all.” ".repeat(40_000),
        "to say, ".repeat(60_000),
        "said the ".repeat(60_000),
    ] {
        let started = std::time::Instant::now();
        find(&Article::from_text(&text));
        assert!(
            started.elapsed().as_secs() < 20,
            "{}",
            text.chars().take(20).collect::<String>()
        );
    }
}
