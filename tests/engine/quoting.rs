//! How words stand in a document: cuts, interruptions, who said them and when, by way of whom, in which language,
//! and that what is not verified says so in its place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use jiff::civil::date;
use readout::briefing::document::{Content, Document, Problem};
use readout::briefing::{Edition, FindingKind, excerpt_line, resolve, resolve_edition};
use readout::export::{Format, encode};
use readout::model::{ArticleId, BlockId, BlockKind, Cut, Disclosure, Excerpt, Head, Kind, Passage, Reason};
use readout::project::{Project, edits};
use readout::text::Span;

use crate::building::{Builder, apply, begun, id, positions};

const WAR: &str = "“We will never go to war unless our territory is attacked.”";

/// One article with Sarian's words on war, and whatever else is wanted.
fn builder() -> Builder {
    let war = format!("AM | Anna Sarian | {WAR}");
    Builder::default().article("Meridian", Some(date(2027, 3, 8)), &[war.as_str()])
}

fn text(document: &Document, format: Format) -> String {
    String::from_utf8(encode(document, format).unwrap()).unwrap()
}

fn markdown(project: &Project) -> String {
    text(&resolve(project).document, Format::Markdown)
}

/// The words of a Word document's main part, without its elements.
fn words_of_docx(document: &Document) -> String {
    use std::io::Read as _;
    let package = encode(document, Format::Docx).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut xml = String::new();
    let mut part = archive.by_name("word/document.xml").unwrap();
    part.read_to_string(&mut xml).unwrap();
    let pieces = xml.split('<').filter_map(|piece| Some(piece.split_once('>')?.1));
    pieces.collect()
}

fn block(project: &Project, number: u32) -> &Excerpt {
    match &project.block(BlockId(number)).unwrap().kind {
        BlockKind::Excerpt(excerpt) => excerpt,
        kind => panic!("{kind:?}"),
    }
}

#[test]
fn a_cut_at_either_end_leaves_its_mark_and_never_half_a_word() {
    for (cut, expected) in [
        (
            "We will never ",
            "> “[…] go to war unless our territory is attacked.”",
        ),
        (
            "“We will ne",
            "> “[…] go to war unless our territory is attacked.”",
        ),
        (
            "nless our territory is attacked",
            "> “We will never go to war […].”",
        ),
        (
            "less our territory is attacked.”",
            "> “We will never go to war […]”",
        ),
        (
            "ever go to w",
            "> “We will […] unless our territory is attacked.”",
        ),
    ] {
        let (mut project, _) = begun(builder(), &[id(1, 1)]);
        let start = WAR.find(cut).unwrap();
        let span = Span::new(WAR, start, start + cut.len()).unwrap();
        let edit = edits::set_cuts(&project, BlockId(1), vec![Cut { piece: 0, span }]).unwrap();
        apply(&mut project, &edit);
        let found = markdown(&project).replace("\\[", "[");
        assert!(found.contains(expected), "{cut}: {found}");
        let excerpt = block(&project, 1);
        let is_whole = |at: usize| {
            let neighbours = WAR
                .get(..at)
                .unwrap()
                .chars()
                .next_back()
                .zip(WAR.get(at..).unwrap().chars().next());
            neighbours.is_none_or(|(left, right)| !left.is_alphanumeric() || !right.is_alphanumeric())
        };
        assert!(is_whole(excerpt.cuts[0].span.start()) && is_whole(excerpt.cuts[0].span.end()));
        assert!(
            excerpt_line(&project, excerpt).contains("[…]"),
            "the editor shows it as well"
        );
    }
}

#[test]
fn cuts_that_meet_in_a_word_become_one() {
    let (mut project, _) = begun(builder(), &[id(1, 1)]);
    let cut = |words: &str| {
        let start = WAR.find(words).unwrap();
        let span = Span::new(WAR, start, start + words.len()).unwrap();
        Cut { piece: 0, span }
    };
    let cuts = vec![cut("go to w"), cut("r unless")];
    let edit = edits::set_cuts(&project, BlockId(1), cuts).unwrap();
    apply(&mut project, &edit);
    assert_eq!(block(&project, 1).cuts, [cut("go to war unless")]);
}

#[test]
fn interrupted_speech_is_joined_and_only_cuts_leave_a_mark() {
    let line = "TR | Selim Karaosman | “Trains follow treaties,” Karaosman said. “They do not replace them.”";
    let span = |words: &str| {
        let at = line.find(words).unwrap();
        Span::new(line, at, at + words.len()).unwrap()
    };
    let builder = builder()
        .article("Courier", Some(date(2027, 3, 9)), &[line])
        .topic(1, "Rail", &[(2, 1)])
        .with(2, 1, |statement| {
            statement.content = vec![
                span("“Trains follow treaties,”"),
                span("“They do not replace them.”"),
            ];
        });
    let (mut project, section) = begun(builder, &[id(2, 1)]);
    let table = positions(&["TR"], [1]);
    let (_, edit) = edits::add_block(&project, section, 9, table).unwrap();
    apply(&mut project, &edit);
    let found = markdown(&project);
    assert_eq!(
        found
            .matches("“Trains follow treaties. They do not replace them.”")
            .count(),
        2,
        "in the quotation and in the table: {found}"
    );
    assert!(!found.contains("[…"), "{found}");
    let second = "“They do not";
    let cut = Cut {
        piece: 1,
        span: Span::new(second, 0, second.len()).unwrap(),
    };
    let edit = edits::set_cuts(&project, BlockId(1), vec![cut]).unwrap();
    apply(&mut project, &edit);
    let found = markdown(&project).replace("\\[", "[");
    assert!(
        found.contains("> “Trains follow treaties. […] replace them.”"),
        "{found}"
    );
}

#[test]
fn what_is_not_verified_says_so_in_its_place_and_in_a_note_of_its_own() {
    let (mut project, section) = begun(builder(), &[id(1, 1)]);
    let passage = Passage::Statement(id(1, 1));
    let misquoted = Excerpt::new(passage, vec![WAR.replace("never", "ever")]);
    let lost = Excerpt::new(
        Passage::Words {
            article: ArticleId(9),
            spans: vec![Span::new("Words", 0, 5).unwrap()],
        },
        vec!["“Words of a lost article.”".to_owned()],
    );
    for excerpt in [misquoted, lost] {
        let (_, edit) = edits::add_block(&project, section, 9, BlockKind::Excerpt(excerpt)).unwrap();
        apply(&mut project, &edit);
    }
    let document = resolve(&project).document;
    assert_eq!(document.citations[1].same_as, None, "never shortened");
    let differ = "[Not verified: Its words differ from the source.]";
    let gone = "[Not verified: The article it was taken from is no longer in the project.]";
    let found = text(&document, Format::Markdown);
    assert!(
        found.contains(&format!("[^2]\n>\n> **\\{differ}**\n"))
            && found.contains(&format!("[^3]\n>\n> **\\{gone}**\n")),
        "{found}"
    );
    assert!(
        found.contains("[^2]: Anna Sarian, Minister (Armenia), quoted in Meridian")
            && found.contains("differ from the source.\n\n[^3]"),
        "{found}"
    );
    for words in [text(&document, Format::Html), words_of_docx(&document)] {
        assert!(words.contains(differ) && words.contains(gone), "{words}");
    }
}

#[test]
fn a_clean_citation_after_a_doubtful_one_is_no_short_form_of_it() {
    let (mut project, _) = begun(builder(), &[id(1, 1), id(1, 1), id(1, 1)]);
    let edit = edits::set_words(&project, BlockId(1), vec![WAR.replace("never", "ever")]).unwrap();
    apply(&mut project, &edit);
    let same: Vec<_> = resolve(&project)
        .document
        .citations
        .iter()
        .map(|citation| citation.same_as)
        .collect();
    assert_eq!(same, [None, None, Some(2)]);
}

#[test]
fn an_excerpt_of_nothing_says_that_its_words_were_not_kept() {
    let (mut project, section) = begun(builder(), &[id(1, 1)]);
    let empty = Excerpt::new(Passage::Statement(id(1, 9)), Vec::new());
    let (_, edit) = edits::add_block(&project, section, 9, BlockKind::Excerpt(empty)).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    assert_eq!(resolved.document.citations[1].problem, Some(Problem::WordsGone));
    let found = text(&resolved.document, Format::Markdown);
    assert!(found.contains("its words were not kept.]**"), "{found}");
    assert!(!found.contains("the article still has the words"), "{found}");
    let gone = resolved
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::StatementGone);
    assert_eq!(gone.count(), 1);
}

#[test]
fn who_passes_words_on_is_named_beside_them_and_in_the_note() {
    let reason = |rule: &str, found: &str| Reason {
        rule: rule.into(),
        words: Vec::new(),
        found: found.to_owned(),
    };
    let builder = builder()
        .article(
            "Kura Review",
            Some(date(2027, 3, 10)),
            &[
                "RU | Sergei Orlov | Moscow would accept the treaty",
                "TR | Selim Karaosman | “They are ready.”",
            ],
        )
        .with(2, 1, |statement| {
            statement.kind = Kind::Indirect;
            statement.why.reasons = vec![reason(Reason::PASSED_ON, "Selim Karaosman")];
        })
        .with(2, 2, |statement| {
            statement.why.reasons = vec![reason(Reason::REPORTS_ANOTHER, "Orlov had told")];
        });
    let (project, _) = begun(builder, &[id(2, 1), id(2, 2)]);
    let found = markdown(&project);
    for words in [
        "*Paraphrase,* Sergei Orlov, Minister (Russia), according to Selim Karaosman, published 10 March 2027: Moscow \
         would accept the treaty[^1]",
        "> — Selim Karaosman, Minister (Türkiye), passing on the words of another (“Orlov had told”), published 10 \
         March 2027[^2]",
        "[^1]: Sergei Orlov, Minister (Russia), according to Selim Karaosman, paraphrased in Kura Review",
        "[^2]: Selim Karaosman, Minister (Türkiye), passing on the words of another (“Orlov had told”), quoted in",
    ] {
        assert!(found.contains(words), "{words} in\n{found}");
    }
}

#[test]
fn the_day_stands_beside_the_words_and_says_which_day_it_is() {
    let undated = "GE | Nino Kvirkvia | “The road will be shared.”";
    let builder = builder()
        .article("Courier", None, &[undated])
        .with(1, 1, |statement| statement.said = Some(date(2027, 3, 7)));
    let (mut project, _) = begun(builder, &[id(1, 1), id(2, 1), id(1, 1)]);
    let found = markdown(&project);
    for words in [
        "> — Anna Sarian, Minister (Armenia), said on 7 March 2027[^1]",
        "> — Nino Kvirkvia, Minister (Georgia), n.d.[^2]",
        "[^3]: Meridian, 8 March 2027 (as note 1).",
    ] {
        assert!(found.contains(words), "{words} in\n{found}");
    }
    let edit = edits::set_said(&project, id(1, 1), None).unwrap();
    apply(&mut project, &edit);
    let found = markdown(&project);
    assert!(
        found.contains("> — Anna Sarian, Minister (Armenia), published 8 March 2027[^1]"),
        "{found}"
    );
}

#[test]
fn a_note_says_in_which_language_the_words_were_and_what_is_not_known() {
    let mut builder = builder().article(
        "x",
        Some(date(2027, 3, 9)),
        &["RU | Sergei Orlov | «Мы не подпишем»"],
    );
    for (number, language) in [(1, "en-GB"), (2, "ru")] {
        let entry = Arc::make_mut(builder.parts.articles.get_mut(&ArticleId(number)).unwrap());
        entry.article.metadata.language = Some(language.to_owned());
        if number == 2 {
            entry.article.metadata.outlet = None;
        }
    }
    let (mut project, _) = begun(builder, &[id(1, 1), id(2, 1), id(2, 1)]);
    let found = markdown(&project);
    for words in [
        "quoted in Meridian, “From Meridian”, 8 March 2027.",
        "quoted in outlet not known, “From x”, 9 March 2027, original in Russian.",
        "[^3]: Outlet not known, 9 March 2027 (as note 2).",
        "2. Outlet not known, “From x”, 9 March 2027, original in Russian; notes 2, 3.",
    ] {
        assert!(found.contains(words), "{words} in\n{found}");
    }
    let head = Head {
        language: "de".to_owned(),
        ..Head::default()
    };
    let edit = edits::set_head(&project, head).unwrap();
    apply(&mut project, &edit);
    let found = markdown(&project);
    assert!(
        found.contains("Original auf Englisch") && found.contains("Original auf Russisch"),
        "{found}"
    );
}

#[test]
fn a_speaking_copy_says_what_it_is_and_shows_no_heading_of_what_it_hides() {
    let mut project = builder().build();
    let mut sections = Vec::new();
    for (at, (title, level)) in [
        ("Open", 0),
        ("Secret background", 0),
        ("Secret part", 1),
        ("Empty", 1),
        ("To write", 0),
    ]
    .into_iter()
    .enumerate()
    {
        let (section, edit) = edits::add_section(&project, title, level, at);
        apply(&mut project, &edit);
        sections.push(section);
    }
    for (section, words) in [(sections[0], "Usable."), (sections[2], "Our fallback.")] {
        let (id, edit) = edits::add_block(&project, section, 0, BlockKind::Text(words.to_owned())).unwrap();
        apply(&mut project, &edit);
        if words.contains("fallback") {
            let edit = edits::set_disclosure(&project, id, Disclosure::NotToBeDisclosed).unwrap();
            apply(&mut project, &edit);
        }
    }
    let titles = |document: &Document| {
        let titles = document.sections.iter().map(|section| section.title.clone());
        titles.collect::<Vec<_>>()
    };
    let whole = resolve(&project).document;
    assert_eq!(titles(&whole).len(), 5);
    assert!(!text(&whole, Format::Markdown).contains("Speaking copy"));
    let edition = Edition {
        is_speaking_copy: true,
        ..Edition::default()
    };
    let copy = resolve_edition(&project, edition).document;
    assert_eq!(titles(&copy), ["Open", "To write"]);
    assert!(text(&copy, Format::Markdown).contains("- **Edition:** Speaking copy\n"));
    assert!(text(&copy, Format::Html).contains("<dt>Edition</dt><dd>Speaking copy</dd>"));
    assert!(words_of_docx(&copy).contains("Edition: Speaking copy"));
}

#[test]
fn a_label_has_one_colon() {
    let (mut project, section) = begun(builder(), &[id(1, 1)]);
    let edit = edits::set_disclosure(&project, BlockId(1), Disclosure::NotToBeDisclosed).unwrap();
    apply(&mut project, &edit);
    let issue = readout::briefing::issues::issue_of(&project, "2027-03-24".parse().unwrap());
    let edit = edits::freeze_issue(&project, issue);
    apply(&mut project, &edit);
    let edit = edits::set_comment(&project, BlockId(1), "Not new.").unwrap();
    apply(&mut project, &edit);
    let (_, edit) = edits::add_block(&project, section, 9, BlockKind::Text("Late.".to_owned())).unwrap();
    apply(&mut project, &edit);
    let edition = Edition {
        since: Some(0),
        ..Edition::default()
    };
    let found = text(&resolve_edition(&project, edition).document, Format::Markdown);
    assert!(
        found.contains("**Changed. Not to be disclosed:**") && found.contains("**New:**"),
        "{found}"
    );
}

#[test]
fn many_parties_and_many_topics_become_several_tables() {
    let codes = ["AM", "AZ", "GE", "IR", "RU", "TR", "US"];
    let mut builder = builder();
    for topic in 1..=7 {
        builder = builder.topic(topic, &format!("Topic {topic}"), &[]);
    }
    let (mut project, section) = begun(builder, &[id(1, 1)]);
    let table = positions(&codes, 1..=7);
    let (_, edit) = edits::add_block(&project, section, 9, table).unwrap();
    apply(&mut project, &edit);
    let document = resolve(&project).document;
    let found = text(&document, Format::Markdown);
    for header in [
        "| Topic | Armenia | Azerbaijan | Georgia | Iran |\n",
        "| Topic | Russia | Türkiye | United States |\n",
    ] {
        assert!(found.contains(header), "{header} in\n{found}");
    }
    assert_eq!(found.matches("| Topic 7 |").count(), 2);
    let page = text(&document, Format::Html);
    assert_eq!(
        page.matches("<thead>\n<tr><th scope=\"col\">Topic</th>").count(),
        2
    );
    assert!(matches!(
        document.sections[0].blocks[1].content,
        Content::Positions(_)
    ));
}
