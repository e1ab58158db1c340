//! What is broken is refused in one sentence with a place, and never panics.

use readout::project::Project;

use super::{complete, read, written};

/// Why the complete project is refused when `words` in its file are replaced.
fn refusal(words: &str, by: &str) -> String {
    let file = written(&complete());
    assert!(file.contains(words), "{words}");
    match read(&file.replacen(words, by, 1)) {
        Ok(_) => panic!("“{by}” in the place of “{words}” was accepted"),
        Err(sentence) => sentence,
    }
}

#[track_caller]
fn check(words: &str, by: &str, sentence: &str) {
    assert_eq!(
        refusal(words, by),
        format!("{sentence}; the file was kept as it is.")
    );
}

#[test]
fn slips_of_the_pen_are_shown() {
    check(
        "is_read: true,",
        "is_read: true",
        "Line 109, column 7: expected a comma, found “text”",
    );
    check(
        "is_read: true",
        "is_read: 3",
        "Line 108, column 16: expected “true” or “false”, found “3”",
    );
    check(
        "cue: Some((89, 93))",
        "cue: (89, 93)",
        "Line 122, column 16: expected “Some(…)” or “None”, found “(”",
    );
    check(
        "Some(\"The Norland Post\")",
        "Some(12)",
        "Line 92, column 22: expected words in quotation marks, found “12”",
    );
    check(
        "articles: {",
        "articles: [",
        "Line 88, column 13: expected “{”, which begins a list of entries, found “[”",
    );
    check(
        "\\u{202b}",
        "\\q",
        "Line 113, column 27: expected an escape like \\n or \\u{2019}, found “נמל”",
    );
}

#[test]
fn unknown_and_missing_and_doubled_fields_are_refused() {
    check(
        "is_read: true",
        "is_red: true",
        "Line 108, column 7: expected “metadata”, “original”, “is_read”, “story”, “text”, “body”, “display” or \
         “statements”, found the unknown field “is_red”",
    );
    check(
        "kind: Direct",
        "kind: Dirct",
        "Line 124, column 17: expected “Direct”, “Mixed” or “Indirect”, found “Dirct”",
    );
    check(
        "kind: Direct,",
        "",
        "Line 136, column 9: expected the field “kind”, found none before here",
    );
    let sentence = refusal("is_read: true,", "is_read: true, is_read: true,");
    assert!(
        sentence.contains("expected the field “is_read” once, found it a second time"),
        "{sentence}"
    );
}

#[test]
fn every_unknown_field_is_refused_wherever_it_stands() {
    let file = written(&complete());
    let mut n_fields = 0;
    for (at, name) in fields(&file).into_iter().skip(1) {
        let mut changed = file.clone();
        changed.insert_str(at, "unheard_of: 1, ");
        let sentence = read(&changed).expect_err("an unknown field");
        assert!(
            sentence.contains("the unknown field “unheard_of”"),
            "before {name}: {sentence}"
        );
        n_fields += 1;
    }
    assert!(n_fields > 70, "{n_fields}");
}

/// Where the names of fields stand in a file.
fn fields(file: &str) -> Vec<(usize, String)> {
    let mut fields = Vec::new();
    let mut is_quoted = false;
    let mut name_start = None;
    for (at, char) in file.char_indices() {
        match char {
            '"' if !file[..at].ends_with('\\') => is_quoted = !is_quoted,
            _ if is_quoted => {}
            'a'..='z' | 'A'..='Z' | '_' => {
                name_start.get_or_insert(at);
                continue;
            }
            // Keys of maps that are words begin with a capital.
            ':' => fields.extend(
                name_start
                    .filter(|&start| file[start..].starts_with(char::is_lowercase))
                    .map(|start| (start, file[start..at].to_owned())),
            ),
            _ => {}
        }
        name_start = None;
    }
    fields
}

#[test]
fn doubled_keys_are_refused_in_every_map() {
    let doubled = [
        ("    2: (\n      metadata", "    1: (\n      metadata"),
        (
            "        2: (\n          content",
            "        1: (\n          content",
        ),
        ("      2: (\n        title", "      1: (\n        title"),
        ("      2: (\n        kind", "      1: (\n        kind"),
        (
            "    1: (name: \"Harbour talks\"),",
            "    1: (name: \"a\"), 1: (name: \"b\"),",
        ),
        ("            1: Conditional,", "1: Conditional, 1: Supports,"),
        ("          Headline: Page,", "Headline: Page, Headline: Text,"),
        (
            "    (1, \"NO\"): (",
            "(1, \"NO\"): (words: \"a\"), (1, \"NO\"): (",
        ),
        ("      \"Ann Sahin\": (", "\"Ann Sahin\": (), \"Ann Sahin\": ("),
    ];
    for (words, by) in doubled {
        let sentence = refusal(words, by);
        assert!(
            sentence.contains("expected each key once, found one a second time"),
            "{by}: {sentence}"
        );
    }
}

#[test]
fn values_out_of_their_range_are_refused() {
    check(
        "\"NO\", \"ORG",
        "\"NOR\", \"ORG",
        "Line 126, column 22: expected a party like \"RU\" or \"ORG:EU\", found \"NOR\"",
    );
    check(
        "2026-11-24T14",
        "2026-13-24T14",
        "Line 94, column 26: expected a date like 2026-11-24 or 2026-11-24T14:02:00+04:00, found \
         \"2026-13-24T14:02:00+04:00\"",
    );
    for number in [
        "300",
        "-1",
        "1e999",
        "NaN",
        "8.7",
        "18446744073709551616",
        "\"87\"",
    ] {
        let sentence = refusal("confidence: 87", &format!("confidence: {number}"));
        assert!(sentence.starts_with("Line 131, column 2"), "{number}: {sentence}");
    }
}

#[test]
fn places_that_are_none_are_refused_with_their_place() {
    check(
        "(24, 94), (96, 150)",
        "(24, 94), (96, 1510)",
        "Line 117, column 24: expected the body in article a1 to be a place in its text of 163 bytes, from one \
         character to another, found (96, 1510)",
    );
    for (words, by, place) in [
        (
            "content: [(24, 48)]",
            "content: [(25, 48)]",
            "Line 121, column 21",
        ),
        (
            "cue: Some((89, 93))",
            "cue: Some((89, 9300))",
            "Line 122, column 21",
        ),
        (
            "source: Some((49, 88))",
            "source: Some((88, 49))",
            "Line 123, column 24",
        ),
        ("words: [(89, 93)]", "words: [(89, 89)]", "Line 133, column 50"),
        (
            "(106, 127), (128, 150)",
            "(106, 128), (127, 150)",
            "Line 138, column 33",
        ),
        (
            "display: [(0, 22)]",
            "display: [(0, 4294967295)]",
            "Line 118, column 17",
        ),
    ] {
        let sentence = refusal(words, by);
        assert!(sentence.starts_with(place), "{by}: {sentence}");
    }
}

#[test]
fn ids_that_lead_nowhere_are_refused_with_their_place() {
    check(
        "1: Conditional",
        "7: Conditional",
        "Line 128, column 13: statement a1.1 refers to topic t7, which is not in this project",
    );
    check(
        "(1, \"NO\"): (words",
        "(9, \"NO\"): (words",
        "Line 64, column 5: the line of NO refers to topic t9, which is not in this project",
    );
    check(
        "outline: [1, 2]",
        "outline: [1]",
        "Line 20, column 7: the outline of the briefing and its sections do not agree about section s2",
    );
    check(
        "blocks: [5]",
        "blocks: [5, 6]",
        "Line 14, column 5: the sections of the briefing and its blocks do not agree about block b6",
    );
    check(
        "level: 1",
        "level: 200",
        "Line 22, column 9: section s2 is nested too deep",
    );
    check(
        "content: [(106, 127), (128, 150)]",
        "content: []",
        "Line 137, column 9: statement a1.2 has no content",
    );
}

#[test]
fn an_id_after_which_there_is_no_other_is_refused() {
    let last = u32::MAX;
    for (words, place) in [
        ("    2: (\n      metadata", "Line 148, column 1"),
        ("        2: (\n          content", "Line 137, column 1"),
        ("      5: (\n        kind", "Line 51, column 1"),
        ("    1: (name: \"Harbour", "Line 61, column 1"),
    ] {
        let (_, after_id) = words.split_once(':').unwrap();
        let sentence = refusal(words, &format!("{last}:{after_id}"));
        assert_eq!(
            sentence,
            format!(
                "{place}: expected a smaller number as a name, found “{last}”; the file was kept as it is."
            )
        );
    }
}

#[test]
fn excerpts_of_articles_that_are_gone_stay() {
    let file = written(&complete());
    let gone = file.replacen("passage: Statement((1, 1))", "passage: Statement((77, 1))", 1);
    let project = read(&gone).unwrap();
    assert_eq!(
        project.next_article_id().0,
        78,
        "what is gone is not confused with what comes"
    );
    check(
        "passage: Statement((1, 1))",
        "passage: Statement((4294967295, 1))",
        "Line 51, column 7: expected a smaller number as a name, found “4294967295”",
    );
}

#[test]
fn other_formats_are_refused_by_their_number() {
    for (number, named) in [
        ("2", "2"),
        ("007", "7"),
        ("99999999999999999999", "99999999999999999999"),
    ] {
        assert_eq!(
            refusal("format: 1", &format!("format: {number}")),
            format!(
                "The project was saved by a newer Readout, in format {named}; this one reads formats up to 1. \
                 The file was kept as it is."
            )
        );
    }
    for number in ["0", "-1", "1.5", "1e3", "\"1\"", "one", ""] {
        let sentence = refusal("format: 1", &format!("format: {number}"));
        assert!(
            sentence.starts_with("Line 2, column 11: expected the format number, 1, found “"),
            "{number}: {sentence}"
        );
    }
    check(
        "format: 1,",
        "",
        "Line 3, column 3: expected a Readout project, which begins with “(format: 1,”, found “briefing”",
    );
}

#[test]
fn files_that_are_no_project_are_refused() {
    let file = written(&complete());
    let half = file.split_at(file.find("The Norland Post\"),").unwrap()).0;
    for (text, sentence) in [
        (String::new(), "The file is empty; it was kept as it is."),
        ("\r\n \t".to_owned(), "The file is empty; it was kept as it is."),
        (
            "Dear all,".to_owned(),
            "Line 1, column 1: expected a Readout project, which begins with “(format: 1,”, found “Dear”; the \
             file was kept as it is.",
        ),
        (
            format!("{half}{}", "\0".repeat(700)),
            "Line 92, column 23: expected text, found 700 zero bytes, as a crash or a full disk leaves them; \
             the file was kept as it is.",
        ),
        (
            half.to_owned(),
            "Line 92, column 23: expected the rest of the project, found the end of the file; the file was \
             kept as it is.",
        ),
        (
            format!("{file}{file}"),
            "Line 157, column 1: expected the end of the file after the project, found “(”; the file was kept \
             as it is.",
        ),
        (
            file.replacen(
                "  articles: {",
                "<<<<<<< HEAD\n  articles: {\n=======\n  articles: {\n>>>>>>> theirs\n",
                1,
            ),
            "Line 88, column 1: expected one project, found two versions of it with the marks of a git \
             conflict; the file was kept as it is.",
        ),
    ] {
        assert_eq!(read(&text).unwrap_err(), sentence);
    }
    let latin_1: Vec<u8> = file
        .bytes()
        .map(|byte| if byte == 0xC5 { 0xFE } else { byte })
        .collect();
    assert_eq!(
        readout::storage::decode(&latin_1).unwrap_err().to_string(),
        "Line 68, column 37: expected text in UTF-8, found the byte 0xFE; the file was kept as it is."
    );
}

#[test]
fn deep_nesting_is_refused_in_plain_words() {
    for (words, by) in [
        ("text: [", "text: "),
        ("marking: ", "marking: "),
        ("outline: [", "outline: ["),
        ("kind: Text(", "kind: Text("),
        ("articles: {", "articles: {"),
        ("cue: Some(", "cue: Some("),
    ] {
        for bracket in ["(", "[", "{", "Some(", "/*"] {
            let sentence = refusal(words, &format!("{by}{}", bracket.repeat(100_000)));
            assert!(sentence.starts_with("Line "), "{sentence}");
            assert!(
                !sentence.contains("recursion") && !sentence.contains("ron"),
                "{sentence}"
            );
        }
    }
}

/// A file cut off, or with something wrong in it, is refused or loads as a valid project that can be saved.
fn never_panics(bytes: &[u8]) {
    match readout::storage::decode(bytes) {
        Ok(loaded) => {
            let saved = readout::storage::encode(&loaded.value).unwrap();
            assert_eq!(readout::storage::decode(&saved).unwrap().value, loaded.value);
        }
        Err(error) => {
            let sentence = error.to_string();
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.contains('\n'), "{sentence}");
        }
    }
}

#[test]
fn every_cut_is_refused() {
    let file = written(&complete());
    let whole = file.trim_end().len();
    for n_bytes in 0..whole {
        let cut = &file.as_bytes()[..n_bytes];
        assert!(readout::storage::decode(cut).is_err(), "{n_bytes} bytes");
        never_panics(cut);
    }
}

#[test]
fn flipped_bits_and_changed_numbers_never_panic() {
    let file = written(&complete());
    for at in 0..file.len() {
        for bit in [at % 8, 5] {
            let mut bytes = file.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            never_panics(&bytes);
        }
    }
    for (at, _) in file.match_indices(|char: char| char.is_ascii_digit()) {
        for number in ["", "0", "4294967295", "4294967296", "-", "1e400", "0x", "_", "("] {
            let mut changed = file.clone();
            changed.replace_range(at..=at, number);
            never_panics(changed.as_bytes());
        }
    }
}

#[test]
fn a_refused_file_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.ron");
    let broken = written(&complete()).replacen("kind: Direct", "kind: Wrong", 1);
    readout::storage::write_atomic(&path, broken.as_bytes()).unwrap();
    assert!(readout::storage::load(&path).is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), broken);
    readout::storage::save(&Project::default(), &path).unwrap();
    assert_eq!(readout::storage::load(&path).unwrap().value, Project::default());
}

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Tries so many damaged files: bytes changed, put in, taken out, parts moved, cut off.
fn try_damaged(n_inputs: usize) {
    let file = written(&complete()).into_bytes();
    let words: [&[u8]; 12] = [
        b"(",
        b")",
        b"[",
        b"\"",
        b"\\",
        b"Some(",
        b"/*",
        b"-1",
        b"4294967295",
        b"\n",
        b"\xff",
        b"\0",
    ];
    let mut numbers = Numbers(1);
    for _ in 0..n_inputs {
        let mut bytes = file.clone();
        for _ in 0..=numbers.next(4) {
            let at = numbers.next(bytes.len());
            match numbers.next(6) {
                0 => bytes[at] ^= 1 << numbers.next(8),
                1 => bytes.truncate(at),
                2 => bytes.rotate_left(at),
                3 => {
                    let until = (at + numbers.next(200)).min(bytes.len());
                    bytes.drain(at..until);
                }
                _ => {
                    let word = words[numbers.next(words.len())];
                    bytes.splice(at..at, word.iter().copied());
                }
            }
            if bytes.is_empty() {
                break;
            }
        }
        never_panics(&bytes);
        if let Some(salvaged) = readout::storage::salvage_bytes(&bytes) {
            let saved = readout::storage::encode(&salvaged.project).unwrap();
            assert_eq!(readout::storage::decode(&saved).unwrap().value, salvaged.project);
        }
    }
}

#[test]
fn damaged_files_are_answered() {
    try_damaged(1_000);
}

#[test]
#[ignore = "takes minutes"]
#[expect(
    clippy::print_stdout,
    reason = "the counts are collected from what tests print"
)]
fn a_hundred_thousand_damaged_files_are_answered() {
    try_damaged(100_000);
    println!("counted: inputs 100000 of projects tried, failures 0");
}

#[test]
fn a_large_project_cut_at_a_thousand_places_is_answered() {
    let mut project = complete();
    let text = "Words of a long article.\n".repeat(40);
    let entries = (0..40)
        .map(|_| readout::project::Entry::new(readout::model::Article::from_text(&text), Vec::new()))
        .collect();
    let edit = readout::project::edits::add_articles(&project, entries);
    super::apply(&mut project, &edit);
    let file = written(&project).into_bytes();
    for place in 0..1_000 {
        let cut = &file[..file.len() * place / 1_000];
        assert!(readout::storage::decode(cut).is_err());
        if place % 10 == 0 {
            assert!(readout::storage::salvage_bytes(cut).is_none_or(|salvaged| !salvaged.lost.is_empty()));
        }
    }
}
