//! What a reader could hold against a briefing: each kind with its place; issues, refreshing, records.

use jiff::civil::date;
use readout::briefing::document::own_text::{self, Node};
use readout::briefing::document::{Content, Manner, News};
use readout::briefing::issues::issue_of;
use readout::briefing::records::records;
use readout::briefing::refresh::{self, Decision, Proposal};
use readout::briefing::templates::{apply_template, templates};
use readout::briefing::{
    Edition, Finding, FindingKind, Place, Resolved, cell_statements, resolve, resolve_edition,
};
use readout::export::{DataFormat, Format, encode, encode_data};
use readout::model::{
    ArticleId, BlockId, BlockKind, Cut, Disclosure, ExcerptForm, Gathers, Head, PointsPurpose, SectionId,
    StatementId, TopicId,
};
use readout::project::{Project, edits};
use readout::text::Span;

use crate::building::{Builder, add, apply, begun, id, party, positions};

const ROAD: &str = "“The road is ours and will stay ours for all time.”";

/// Two articles by Sarian on the road, the second one newer, and one by Orlov.
fn articles() -> Builder {
    let road = format!("AM | Anna Sarian | {ROAD}");
    Builder::default()
        .article("Morning", Some(date(2027, 3, 1)), &[road.as_str()])
        .article(
            "Evening",
            Some(date(2027, 3, 5)),
            &[
                "AM | Anna Sarian | “We can share the road if the tolls are fair to all.”",
                "RU | Orlov | “Nobody asked us about any road in this valley.”",
            ],
        )
        .topic(1, "Road", &[(1, 1), (2, 1)])
}

fn with_section(statements: &[StatementId]) -> (Project, SectionId) {
    begun(articles(), statements)
}

fn of_kind(resolved: &Resolved, kind: FindingKind) -> Vec<&Finding> {
    resolved
        .findings
        .iter()
        .filter(|finding| finding.kind == kind)
        .collect()
}

#[test]
fn a_marking_above_the_document_is_found_and_never_changed() {
    let (mut project, _) = with_section(&[id(1, 1)]);
    let mark = |project: &mut Project, document: &str, block: &str| {
        let head = Head {
            marking: document.to_owned(),
            ..project.briefing().head.clone()
        };
        if let Some(edit) = edits::set_head(project, head) {
            apply(project, &edit);
        }
        if let Some(edit) = edits::set_marking(project, BlockId(1), block) {
            apply(project, &edit);
        }
        resolve(project)
    };
    for (document, block, kind) in [
        ("", "", Some(FindingKind::NoMarking)),
        ("", "RESTRICTED", Some(FindingKind::MarkedAbove)),
        ("TLP:GREEN", "TLP:RED", Some(FindingKind::MarkedAbove)),
        ("TLP:GREEN", "OFFICIAL", Some(FindingKind::MarkedUnlike)),
        ("TLP:GREEN", "TLP:CLEAR", None),
    ] {
        let resolved = mark(&mut project, document, block);
        for wanted in [
            FindingKind::NoMarking,
            FindingKind::MarkedAbove,
            FindingKind::MarkedUnlike,
        ] {
            let found = of_kind(&resolved, wanted);
            let is_wanted = kind == Some(wanted) || (wanted == FindingKind::NoMarking && document.is_empty());
            assert_eq!(!found.is_empty(), is_wanted, "{document} {block} {wanted:?}");
            let expected = if wanted == FindingKind::NoMarking {
                Place::Head
            } else {
                Place::Block(BlockId(1))
            };
            assert!(found.iter().all(|finding| finding.place == expected));
        }
        assert_eq!(project.briefing().head.marking, document);
        assert_eq!(resolved.document.head.marking, document);
        assert_eq!(
            resolved.document.sections[0].blocks[0].marking, block,
            "never dropped"
        );
    }
}

#[test]
fn each_check_names_the_block_that_it_is_about() {
    let (mut project, section) = with_section(&[id(1, 1)]);
    let points = add(
        &mut project,
        section,
        BlockKind::Points {
            purpose: PointsPurpose::Make,
            points: vec!["Ask for a date".to_owned()],
        },
    );
    let hint = "_What we do not know, and who has not spoken._";
    let hint = add(&mut project, section, BlockKind::Text(hint.to_owned()));
    let judgement = "It is sunny.\n\nThey will **very likely** sign.";
    let judgement = add(&mut project, section, BlockKind::Text(judgement.to_owned()));
    let cited = add(
        &mut project,
        section,
        BlockKind::Text("They will likely sign [@a2.2]. [@a9] knows.".to_owned()),
    );
    let edit = edits::set_disclosure(&project, BlockId(1), Disclosure::NotToBeDisclosed).unwrap();
    apply(&mut project, &edit);
    let head = Head {
        most_words: Some(5),
        ..Head::default()
    };
    let edit = edits::set_head(&project, head).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    for (kind, place) in [
        (FindingKind::UndisclosedPoint, Place::Block(BlockId(1))),
        (FindingKind::NewerStatement, Place::Block(BlockId(1))),
        (FindingKind::HintLeft, Place::Block(hint)),
        (FindingKind::Unsourced, Place::Block(judgement)),
        (FindingKind::SourceGone, Place::Block(cited)),
        (FindingKind::TooLong, Place::Head),
    ] {
        let found = of_kind(&resolved, kind);
        assert_eq!(found.len(), 1, "{kind:?}: {:#?}", resolved.findings);
        assert_eq!(found[0].place, place, "{kind:?}");
    }
    assert!(
        resolved.findings.is_sorted_by_key(|finding| finding.kind),
        "the gravest first"
    );
    assert!(
        of_kind(&resolved, FindingKind::Unsourced)[0]
            .words
            .contains("very likely")
    );
    let _ = points;
    let notes: Vec<_> = resolved
        .document
        .citations
        .iter()
        .map(|note| note.manner)
        .collect();
    assert_eq!(notes, [Manner::Quoted, Manner::Seen, Manner::Seen]);
    assert!(
        resolved.document.citations[2].problem.is_some(),
        "what is gone is said in its place"
    );
}

#[test]
fn many_findings_of_one_kind_are_one_sentence() {
    let statements: Vec<String> = (0..9)
        .map(|n| format!("RU | Orlov | “Number {n} of what he said then.”"))
        .collect();
    let lines: Vec<&str> = statements.iter().map(String::as_str).collect();
    let mut builder = Builder::default().article("Morning", Some(date(2027, 3, 1)), &lines);
    for number in 1..=9 {
        builder = builder.with(1, number, |statement| statement.is_checked = false);
    }
    let mut project = builder.build();
    let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
    apply(&mut project, &edit);
    let ids: Vec<StatementId> = (1..=9).map(|number| id(1, number)).collect();
    let edit = edits::add_excerpts(&project, section, 0, &ids).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    assert_eq!(of_kind(&resolved, FindingKind::Unchecked).len(), 9);
    let sentences = resolved.sentences();
    let about: Vec<&String> = sentences
        .iter()
        .filter(|words| words.contains("checked"))
        .collect();
    assert_eq!(about.len(), 1, "{sentences:?}");
    assert!(
        about[0].starts_with("Not checked by a person: 9 times."),
        "{about:?}"
    );
}

#[test]
fn an_addendum_holds_what_is_new_or_changed_and_nothing_else() {
    let (mut project, section) = with_section(&[id(1, 1), id(2, 2)]);
    let issue = issue_of(&project, "2027-03-24".parse().unwrap());
    let edit = edits::freeze_issue(&project, issue);
    apply(&mut project, &edit);
    let edition = Edition {
        since: Some(0),
        ..Edition::default()
    };
    let nothing = resolve_edition(&project, edition).document;
    assert!(nothing.sections.is_empty());
    assert!(
        nothing.method_line.contains("Nothing is new"),
        "{}",
        nothing.method_line
    );

    let form = ExcerptForm::Paraphrase("Armenia keeps the road.".to_owned());
    let edit = edits::set_form(&project, BlockId(1), form).unwrap();
    apply(&mut project, &edit);
    let edit = edits::move_block(&project, BlockId(2), section, 0).unwrap();
    apply(&mut project, &edit);
    let new = add(&mut project, section, BlockKind::Text("Late news.".to_owned()));
    let document = resolve_edition(&project, edition).document;
    let news: Vec<_> = document.sections[0]
        .blocks
        .iter()
        .map(|block| (block.id, block.news))
        .collect();
    assert_eq!(
        news,
        [(BlockId(1), Some(News::Changed)), (new, Some(News::New))],
        "what was only moved is not news"
    );
    assert_eq!(document.addendum_to, "Issue 1, as of 24 March 2027");
    let changes = own_text::words_of(&document.sections[0].blocks[0].changes);
    assert!(
        changes.contains(ROAD) && changes.contains("Armenia keeps the road."),
        "old and new words: {changes}"
    );
    assert!(document.sections[0].blocks[1].changes.is_empty());
    assert_eq!(document.citations.len(), 1, "numbered anew");
    let markdown = String::from_utf8(encode(&document, Format::Markdown).unwrap()).unwrap();
    assert!(
        markdown.contains("- **Addendum to:** Issue 1, as of 24 March 2027"),
        "{markdown}"
    );
    assert!(
        markdown.contains("**Changed:**") && markdown.contains("Late news."),
        "{markdown}"
    );

    let edit = edits::remove_block(&project, BlockId(2)).unwrap();
    apply(&mut project, &edit);
    assert!(
        project.next_block_id() > new,
        "ids of frozen blocks are not used again"
    );
    let document = resolve_edition(&project, edition).document;
    assert!(
        document.method_line.contains("taken out since: 1."),
        "{}",
        document.method_line
    );
}

#[test]
fn an_addendum_says_what_a_cell_said_and_old_issues_say_only_that_it_changed() {
    let (mut project, section) = with_section(&[]);
    let topic = TopicId(1);
    let table = positions(&["AM", "RU"], [1]);
    let table = add(&mut project, section, table);
    let mut issue = issue_of(&project, "2027-03-24".parse().unwrap());
    let edit = edits::freeze_issue(&project, issue.clone());
    apply(&mut project, &edit);
    issue.words.clear();
    let edit = edits::freeze_issue(&project, issue);
    apply(&mut project, &edit);
    let edit = edits::set_cell(&project, table, (topic, &party("AM")), Some("Needs the road.")).unwrap();
    apply(&mut project, &edit);
    let block = |since: usize| {
        let edition = Edition {
            since: Some(since),
            ..Edition::default()
        };
        resolve_edition(&project, edition).document.sections[0].blocks[0].clone()
    };
    let [Node::Table(rows)] = &block(0).changes[..] else {
        panic!("{:?}", block(0).changes);
    };
    let words: Vec<String> = rows[1].iter().map(|cell| own_text::words_of_line(cell)).collect();
    assert_eq!(rows.len(), 2, "only the cell that changed");
    assert_eq!(
        (words[0].as_str(), words[2].as_str()),
        ("Road, Armenia", "Needs the road.")
    );
    assert!(words[1].contains(ROAD), "{words:?}");
    assert_eq!(
        (block(1).news, block(1).changes.len()),
        (Some(News::Changed), 0),
        "an issue without words"
    );
}

#[test]
fn a_cell_cites_what_the_program_chose_until_somebody_chooses() {
    let (mut project, section) = with_section(&[]);
    let key = (TopicId(1), party("AM"));
    let table = positions(&["AM", "RU"], [1]);
    let table = add(&mut project, section, table);
    let cited = |project: &Project| match &resolve(project).document.sections[0].blocks[0].content {
        Content::Positions(table) => {
            let statements = table.rows[0].cells[0].statements.iter();
            statements.map(|statement| statement.id).collect::<Vec<_>>()
        }
        content => panic!("{content:?}"),
    };
    let chosen = cell_statements(&project, table, &key);
    assert!(!chosen.is_chosen && chosen.offered.len() >= 2, "{chosen:?}");
    assert_eq!(
        chosen.cited,
        cited(&project),
        "the choice is that of the document"
    );

    let last = *chosen.offered.last().unwrap();
    let edit = edits::set_cited(&project, table, (key.0, &key.1), Some(vec![last])).unwrap();
    let undo = project.apply(&edit).unwrap();
    assert_eq!(cited(&project), [last]);
    assert!(cell_statements(&project, table, &key).is_chosen);
    let mut undone = project.clone();
    apply(&mut undone, &undo);
    assert_eq!(cited(&undone), chosen.cited);

    let edit = edits::set_cited(&project, table, (key.0, &key.1), Some(Vec::new())).unwrap();
    apply(&mut project, &edit);
    assert_eq!(cited(&project), [], "nothing is a choice as well");
    let edit = edits::set_cited(&project, table, (key.0, &key.1), Some(vec![id(9, 9)])).unwrap();
    apply(&mut project, &edit);
    let gone = resolve(&project);
    assert_eq!(
        of_kind(&gone, FindingKind::StatementGone)[0].place,
        Place::Block(table)
    );

    let edit = edits::set_cited(&project, table, (key.0, &key.1), None).unwrap();
    apply(&mut project, &edit);
    assert_eq!(cited(&project), chosen.cited, "the program chooses again");
}

#[test]
fn countries_are_named_in_the_language_of_the_document() {
    let (mut project, _) = with_section(&[id(1, 1)]);
    for (language, name) in [
        ("", "Armenia"),
        ("fr", "Arménie"),
        ("de-AT", "Armenien"),
        ("it", "Armenia"),
    ] {
        let head = Head {
            language: language.to_owned(),
            ..project.briefing().head.clone()
        };
        if let Some(edit) = edits::set_head(&project, head) {
            apply(&mut project, &edit);
        }
        let document = resolve(&project).document;
        assert_eq!(document.citations[0].parties, [name], "{language}");
    }
}

#[test]
fn people_with_one_name_need_an_office_too() {
    let project = Builder::default()
        .article(
            "Morning",
            Some(date(2027, 3, 1)),
            &[
                "AM | Sarian | “The road is ours.”",
                "AM | Foreign Ministry | “The road is theirs.”",
            ],
        )
        .with(1, 1, |statement| statement.speaker.as_mut().unwrap().role = None)
        .with(1, 2, |statement| statement.speaker.as_mut().unwrap().role = None);
    let mut project = project.build();
    let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
    apply(&mut project, &edit);
    let edit = edits::add_excerpts(&project, section, 0, &[id(1, 1), id(1, 2)]).unwrap();
    apply(&mut project, &edit);
    let found = resolve(&project);
    let found: Vec<&str> = of_kind(&found, FindingKind::NoOffice)
        .iter()
        .map(|finding| finding.words.as_str())
        .collect();
    assert_eq!(found, ["the office of Sarian is not known."]);
}

#[test]
fn cuts_leave_the_original_and_are_no_misquotation() {
    let (mut project, _) = with_section(&[id(1, 1)]);
    let start = ROAD.find(" and will").unwrap();
    let span = Span::new(ROAD, start, start + " and will stay ours".len()).unwrap();
    let edit = edits::set_cuts(&project, BlockId(1), vec![Cut { piece: 0, span }]).unwrap();
    apply(&mut project, &edit);
    let resolved = resolve(&project);
    assert!(of_kind(&resolved, FindingKind::WordsDiffer).is_empty());
    let Content::Quotation(quotation) = &resolved.document.sections[0].blocks[0].content else {
        panic!("{:?}", resolved.document.sections);
    };
    assert_eq!(quotation.pieces, ["“The road is ours […] for all time.”"]);
    let markdown = String::from_utf8(encode(&resolved.document, Format::Markdown).unwrap()).unwrap();
    assert!(
        markdown.contains("> “The road is ours \\[…] for all time.”"),
        "{markdown}"
    );
    let bad = Cut {
        piece: 3,
        span: Span::new(ROAD, 0, 3).unwrap(),
    };
    let edit = edits::set_cuts(&project, BlockId(1), vec![bad]).unwrap();
    assert!(project.apply(&edit).is_err(), "no place in the words");
}

#[test]
fn refreshing_proposes_and_never_touches_own_words() {
    let (mut project, section) = with_section(&[id(1, 1)]);
    let edit = edits::set_gathers(&project, section, Some(Gathers::Party(party("AM")))).unwrap();
    apply(&mut project, &edit);
    let edit = edits::set_comment(&project, BlockId(1), "My remark.").unwrap();
    apply(&mut project, &edit);
    let form = ExcerptForm::Paraphrase("My words.".to_owned());
    let edit = edits::set_form(&project, BlockId(1), form).unwrap();
    apply(&mut project, &edit);
    let statement = project.statement(id(1, 1)).unwrap();
    let text = project.entry(ArticleId(1)).unwrap().article.text.clone();
    let whole = statement.content[0];
    let shorter = Span::new(&text, whole.start(), whole.end() - 17).unwrap();
    let edit = edits::set_content(&project, id(1, 1), &[shorter]).unwrap();
    apply(&mut project, &edit);

    let proposals = refresh::proposals(&project, section);
    let [
        Proposal::Words { mine, old, new, .. },
        Proposal::Added { statement, .. },
    ] = &proposals[..]
    else {
        panic!("{proposals:#?}");
    };
    assert_eq!(mine, &["My words.", "My remark."]);
    assert_eq!((old.len(), new.len()), (1, 1));
    assert_ne!(old, new);
    assert_eq!(*statement, id(2, 1));

    let decided = |decision: Decision| -> Vec<(Proposal, Decision)> {
        proposals
            .iter()
            .map(|proposal| (proposal.clone(), decision))
            .collect()
    };
    assert!(refresh::edit(&project, section, &decided(Decision::Later)).is_none());
    assert!(refresh::edit(&project, section, &decided(Decision::Keep)).is_none());
    let before = project.clone();
    let edit = refresh::edit(&project, section, &decided(Decision::Take)).unwrap();
    let undo = project.apply(&edit).unwrap();
    let BlockKind::Excerpt(excerpt) = &project.block(BlockId(1)).unwrap().kind else {
        panic!("no excerpt");
    };
    assert_eq!(excerpt.words, *new);
    assert_eq!(excerpt.comment, "My remark.");
    assert_eq!(excerpt.form, ExcerptForm::Paraphrase("My words.".to_owned()));
    assert_eq!(project.section(section).unwrap().blocks.len(), 2);
    assert_eq!(refresh::proposals(&project, section), []);
    apply(&mut project, &undo);
    assert_eq!(project, before, "one step to undo");
}

#[test]
fn a_cell_follows_compare_until_it_is_written_and_says_when_compare_moves_on() {
    let (mut project, section) = with_section(&[]);
    let topic = TopicId(1);
    let table = positions(&["AM", "RU"], [1]);
    let table = add(&mut project, section, table);
    let line = |project: &mut Project, words: &str| {
        let edit = edits::set_line(project, topic, &party("AM"), words, &[id(1, 1), id(2, 1)]).unwrap();
        apply(project, &edit);
    };
    let cell = |project: &Project| match &resolve(project).document.sections[0].blocks[0].content {
        Content::Positions(table) => table.rows[0].cells[0].clone(),
        content => panic!("{content:?}"),
    };
    line(&mut project, "Wants the road.");
    assert_eq!(
        (cell(&project).line.as_str(), cell(&project).is_own),
        ("Wants the road.", false)
    );
    let edit = edits::set_cell(&project, table, (topic, &party("AM")), Some("Needs the road.")).unwrap();
    apply(&mut project, &edit);
    assert_eq!(
        (cell(&project).line.as_str(), cell(&project).is_own),
        ("Needs the road.", true)
    );
    assert!(of_kind(&resolve(&project), FindingKind::OutdatedCell).is_empty());
    line(&mut project, "Shares the road.");
    assert_eq!(cell(&project).line, "Needs the road.", "own words stay");
    let resolved = resolve(&project);
    assert_eq!(
        of_kind(&resolved, FindingKind::OutdatedCell)[0].place,
        Place::Block(table)
    );
    let proposals = refresh::proposals(&project, section);
    let [Proposal::Cell { mine, old, new, .. }] = &proposals[..] else {
        panic!("{proposals:#?}");
    };
    assert_eq!(
        (mine.as_str(), old.as_str(), new.as_str()),
        ("Needs the road.", "Wants the road.", "Shares the road.")
    );
    for (decision, expected) in [
        (Decision::Keep, "Needs the road."),
        (Decision::Take, "Shares the road."),
    ] {
        let mut decided = project.clone();
        let edit = refresh::edit(&decided, section, &[(proposals[0].clone(), decision)]).unwrap();
        apply(&mut decided, &edit);
        assert_eq!(cell(&decided).line, expected);
        assert!(of_kind(&resolve(&decided), FindingKind::OutdatedCell).is_empty());
    }
    let only = of_kind(&resolved, FindingKind::OnePartyTopic);
    assert_eq!(only.len(), 1, "Russia says nothing on the road");
}

#[test]
fn an_annex_holds_the_texts_and_records_hold_every_statement() {
    let (mut project, _) = with_section(&[id(1, 1)]);
    let edit = edits::set_said(&project, id(1, 1), Some(date(2027, 2, 28))).unwrap();
    apply(&mut project, &edit);
    let edit = edits::set_archived(&project, ArticleId(1), " https://archive.example/1 ").unwrap();
    apply(&mut project, &edit);
    let edition = Edition {
        has_annex: true,
        ..Edition::default()
    };
    for format in Format::ALL {
        let plain = encode(&resolve(&project).document, format).unwrap();
        let annexed = encode(&resolve_edition(&project, edition).document, format).unwrap();
        assert!(annexed.len() > plain.len(), "{format:?}");
    }
    let document = resolve_edition(&project, edition).document;
    let markdown = String::from_utf8(encode(&document, Format::Markdown).unwrap()).unwrap();
    assert!(
        markdown.contains("## Annex: the articles as imported"),
        "{markdown}"
    );
    assert!(markdown.contains("said on 28 February 2027"), "{markdown}");
    assert!(
        markdown.contains("archived at <https://archive.example/1>"),
        "{markdown}"
    );

    let records = records(&project);
    assert_eq!(records.statements.len(), 3);
    assert!(records.statements[0].in_briefing && !records.statements[1].in_briefing);
    assert_eq!(records.statements[0].said, Some(date(2027, 2, 28)));
    let (start, end) = records.statements[0].content[0];
    let text: Vec<char> = project
        .entry(ArticleId(1))
        .unwrap()
        .article
        .text
        .chars()
        .collect();
    assert_eq!(text[start..end].iter().collect::<String>(), ROAD);
    assert_eq!(records.sources.len(), 1, "only the cited article");
    for format in DataFormat::ALL {
        assert_eq!(encode_data(&records, format), encode_data(&records, format));
        assert!(!encode_data(&records, format).is_empty());
    }
}

#[test]
fn templates_have_the_sections_that_practice_asks_for() {
    let mut project = articles().build();
    let of = |project: &mut Project, name: &str| {
        let template = templates().iter().find(|template| template.name == name).unwrap();
        let edit = apply_template(project, template, date(2027, 3, 24));
        apply(project, &edit);
        let titles = resolve(project)
            .document
            .sections
            .into_iter()
            .map(|section| section.title);
        titles.collect::<Vec<String>>()
    };
    let titles = of(&mut project, "Meeting brief");
    for wanted in [
        "Purpose",
        "Our objectives",
        "Their positions",
        "Points to make",
        "Points to avoid",
        "Biographic notes",
        "Open questions",
    ] {
        assert!(
            titles.iter().any(|title| title == wanted),
            "{wanted} in {titles:?}"
        );
    }
    assert_eq!(project.briefing().head.occasion, "Meeting");
    assert_eq!(project.briefing().head.most_words, Some(900));
    let purposes: Vec<PointsPurpose> = project
        .briefing()
        .blocks
        .values()
        .filter_map(|block| match block.kind {
            BlockKind::Points { purpose, .. } => Some(purpose),
            _ => None,
        })
        .collect();
    assert_eq!(
        purposes,
        [PointsPurpose::Make, PointsPurpose::Avoid, PointsPurpose::IfRaised]
    );
    let titles = of(&mut project, "Press review");
    assert!(titles.iter().any(|title| title == "By outlet") && titles.iter().any(|title| title == "By day"));
}
