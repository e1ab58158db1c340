//! A briefing used again: addenda to frozen issues, own templates, sections brought up to date.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use jiff::civil::date;
use readout::briefing::document::own_text::{self, Node};
use readout::briefing::document::{Document, News};
use readout::briefing::issues::{count_news, issue_of};
use readout::briefing::refresh::{self, Decision, Proposal};
use readout::briefing::templates::{Template, apply_template};
use readout::briefing::{Edition, FindingKind, Place, resolve, resolve_edition};
use readout::model::{
    ArticleId, BlockId, BlockKind, Cut, Disclosure, Gathers, Head, IssuedWords, PointsPurpose, SectionId,
    Stance, TopicId,
};
use readout::project::{Edit, Project, edits};
use readout::text::Span;

use crate::building::{Builder, add, begun, id, party, positions};

const ROAD: &str = "“The road is ours and will stay ours for all time.”";

fn apply(project: &mut Project, edit: Option<Edit>) {
    project.apply(&edit.unwrap()).unwrap();
}

fn begin() -> (Project, SectionId) {
    let road = format!("AM | Anna Sarian | {ROAD}");
    let builder = Builder::default()
        .article("Meridian", Some(date(2027, 3, 1)), &[road.as_str()])
        .article(
            "Courier",
            Some(date(2027, 3, 5)),
            &["AM | Anna Sarian | “We can share the road if the tolls are fair.”"],
        )
        .topic(1, "Road", &[(1, 1)]);
    begun(builder, &[])
}

fn freeze(project: &mut Project) {
    let issue = issue_of(project, "2027-03-24".parse().unwrap());
    let edit = edits::freeze_issue(project, issue);
    apply(project, Some(edit));
}

fn addendum(project: &Project, is_speaking_copy: bool) -> Document {
    let edition = Edition {
        since: Some(0),
        is_speaking_copy,
        ..Edition::default()
    };
    resolve_edition(project, edition).document
}

/// The rows of the tables of what has changed, cell by cell.
fn rows(nodes: &[Node]) -> Vec<Vec<String>> {
    let tables = nodes.iter().filter_map(|node| match node {
        Node::Table(rows) => Some(rows),
        _ => None,
    });
    let rows = tables.flatten().map(|row| {
        let cells = row.iter().map(|cell| own_text::words_of_line(cell));
        cells.collect()
    });
    rows.collect()
}

fn changes_of(document: &Document, block: BlockId) -> Vec<Vec<String>> {
    let mut blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let block = blocks.find(|other| other.id == block).unwrap();
    assert_eq!(block.news, Some(News::Changed));
    rows(&block.changes)
}

#[test]
fn an_addendum_shows_a_reversal_beside_what_was_said() {
    let (mut project, section) = begin();
    let table = add(&mut project, section, positions(&["AM"], [1]));
    let edit = edits::set_line(&project, TopicId(1), &party("AM"), "The treaty.", &[id(1, 1)]);
    apply(&mut project, edit);
    let edit = edits::set_stance(&project, &[id(1, 1)], TopicId(1), Stance::Conditional);
    apply(&mut project, edit);
    freeze(&mut project);
    let edit = edits::set_stance(&project, &[id(1, 1)], TopicId(1), Stance::Opposes);
    apply(&mut project, edit);
    assert_eq!(
        changes_of(&addendum(&project, false), table),
        [
            ["Topic", "Before", "Now"],
            [
                "Road, Armenia",
                "supports under conditions: The treaty.",
                "opposes: The treaty."
            ]
        ]
    );
}

#[test]
fn an_addendum_shows_own_text_points_sources_and_handling_beside_what_they_were() {
    let (mut project, section) = begin();
    let text = add(
        &mut project,
        section,
        BlockKind::Text("They agree.\n\nThey will sign in May [@a1.1].\n\nWe wait.".to_owned()),
    );
    let points = add(
        &mut project,
        section,
        BlockKind::Points {
            purpose: PointsPurpose::Make,
            points: vec!["Thank them.".to_owned(), "Ask for a date.".to_owned()],
        },
    );
    let edit = edits::add_excerpts(&project, section, 9, &[id(1, 1)]);
    apply(&mut project, edit);
    let excerpt = *project.section(section).unwrap().blocks.last().unwrap();
    freeze(&mut project);
    assert_eq!(
        count_news(
            &project,
            &resolve(&project).document,
            &project.briefing().issues[0]
        )
        .0,
        0
    );

    let words = "They agree.\n\nThey will sign in June [@a1.1].\n\nWe wait.";
    let edit = edits::set_text(&project, text, words);
    apply(&mut project, edit);
    let lines = vec!["Thank them.".to_owned(), "Ask for June.".to_owned()];
    let edit = edits::set_points(&project, points, lines);
    apply(&mut project, edit);
    let edit = edits::set_comment(&project, excerpt, "Said in anger.");
    apply(&mut project, edit);
    let edit = edits::set_marking(&project, excerpt, "RESTRICTED");
    apply(&mut project, edit);
    let document = addendum(&project, false);
    assert_eq!(
        changes_of(&document, text),
        [
            ["Before", "Now"],
            ["They will sign in May.", "They will sign in June."]
        ]
    );
    assert_eq!(
        changes_of(&document, points),
        [["Before", "Now"], ["Ask for a date.", "Ask for June."]]
    );
    assert_eq!(
        changes_of(&document, excerpt),
        [
            ["Part", "Before", "Now"],
            ["Remark", "—", "Said in anger."],
            ["Marking", "—", "RESTRICTED"],
        ]
    );

    // What a text rests on is part of what it says.
    let edit = edits::set_text(
        &project,
        text,
        "They agree.\n\nThey will sign in May [@a2.1].\n\nWe wait.",
    );
    apply(&mut project, edit);
    let rows = changes_of(&addendum(&project, false), text);
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[1][0], "Sources");
    assert!(
        rows[1][1].contains("Meridian") && rows[1][2].contains("Courier"),
        "{rows:?}"
    );
}

#[test]
fn an_addendum_says_that_title_marking_or_a_heading_changed() {
    let (mut project, section) = begin();
    add(&mut project, section, BlockKind::Text("They agree.".to_owned()));
    let (hidden, edit) = edits::add_section(&project, "Fallback", 0, 1);
    apply(&mut project, Some(edit));
    let secret = add(&mut project, hidden, BlockKind::Text("May.".to_owned()));
    let edit = edits::set_disclosure(&project, secret, Disclosure::NotToBeDisclosed);
    apply(&mut project, edit);
    freeze(&mut project);
    assert!(addendum(&project, false).method_line.contains("Nothing is new"));

    let head = Head {
        title: "Talks".to_owned(),
        marking: "RESTRICTED".to_owned(),
        ..project.briefing().head.clone()
    };
    let edit = edits::set_head(&project, head);
    apply(&mut project, edit);
    let edit = edits::rename_section(&project, section, "Where they stand");
    apply(&mut project, edit);
    let edit = edits::rename_section(&project, hidden, "Our fallback");
    apply(&mut project, edit);
    let document = addendum(&project, false);
    assert!(
        !document.method_line.contains("Nothing is new"),
        "{}",
        document.method_line
    );
    let readout::briefing::document::Content::Text(nodes) = &document.sections[0].blocks[0].content else {
        panic!("{:?}", document.sections);
    };
    assert_eq!(
        rows(nodes),
        [
            ["Part", "Before", "Now"],
            ["Title", "—", "Talks"],
            ["Marking", "—", "RESTRICTED"],
            ["Heading", "Positions", "Where they stand"],
            ["Heading", "Fallback", "Our fallback"],
        ]
    );
    let speaking = format!("{:?}", addendum(&project, true).sections);
    assert!(
        speaking.contains("Where they stand") && !speaking.contains("allback"),
        "{speaking}"
    );

    // What was not to be disclosed is not shown as it was.
    let usable = Disclosure::Usable;
    let edit = edits::set_disclosure(&project, secret, usable);
    apply(&mut project, edit);
    let edit = edits::set_text(&project, secret, "June.");
    apply(&mut project, edit);
    let speaking = addendum(&project, true);
    let block = speaking.sections.iter().flat_map(|section| &section.blocks);
    let block = block.clone().find(|block| block.id == secret).unwrap();
    assert_eq!((block.news, block.changes.len()), (Some(News::New), 0));

    // Of issues that were frozen before this was kept nothing more is claimed than they say.
    let mut old = project.briefing().issues[0].clone();
    (old.head, old.settings) = (None, BTreeMap::new());
    old.headings.clear();
    old.words
        .retain(|_, words| !matches!(words, IssuedWords::Lines(_)));
    let edit = edits::freeze_issue(&project, old);
    apply(&mut project, Some(edit));
    let edition = Edition {
        since: Some(1),
        ..Edition::default()
    };
    let document = resolve_edition(&project, edition).document;
    assert_eq!(
        document.sections.len(),
        1,
        "only the block whose digest is another"
    );
    assert!(document.sections[0].blocks[0].changes.is_empty());
    let mut old = issue_of(&project, "2027-03-25".parse().unwrap());
    old.head = None;
    let edit = edits::freeze_issue(&project, old);
    apply(&mut project, Some(edit));
    let edition = Edition {
        since: Some(2),
        ..Edition::default()
    };
    let line = resolve_edition(&project, edition).document.method_line;
    assert!(line.starts_with("No passage is new or changed;"), "{line}");
}

#[test]
fn an_own_template_keeps_blocks_as_they_are_and_says_so_until_they_are_written_over() {
    let (mut project, section) = begin();
    let fallback = add(
        &mut project,
        section,
        BlockKind::Text("Our fallback is May [@a1.1].".to_owned()),
    );
    let edit = edits::set_disclosure(&project, fallback, Disclosure::NotToBeDisclosed);
    apply(&mut project, edit);
    let edit = edits::set_marking(&project, fallback, "SECRET");
    apply(&mut project, edit);
    for (purpose, words) in [
        (PointsPurpose::Make, "Thank them."),
        (PointsPurpose::Avoid, "Tolls."),
    ] {
        let points = vec![words.to_owned()];
        add(&mut project, section, BlockKind::Points { purpose, points });
    }
    add(&mut project, section, positions(&["AM"], [1]));
    let (armenia, edit) = edits::add_section(&project, "Armenia", 1, 1);
    apply(&mut project, Some(edit));
    let edit = edits::set_gathers(&project, armenia, Some(Gathers::Party(party("AM"))));
    apply(&mut project, edit);
    add(
        &mut project,
        armenia,
        BlockKind::Text("Speaks with two voices.".to_owned()),
    );
    let template = Template::of_briefing(&project, "Visit");
    let template = Template::from_ron(&template.to_ron().unwrap()).unwrap();

    let edit = apply_template(&project, &template, date(2027, 4, 1));
    apply(&mut project, Some(edit));
    let briefing = project.briefing();
    let blocks = |at: usize| {
        let section = project.section(briefing.outline[at]).unwrap();
        section.blocks.iter().map(|&id| project.block(id).unwrap())
    };
    let first: Vec<_> = blocks(0).collect();
    assert_eq!(first.len(), 4, "{first:#?}");
    assert_eq!(
        (&first[0].kind, first[0].disclosure, first[0].marking.as_str()),
        (
            &BlockKind::Text("Our fallback is May.".to_owned()),
            Disclosure::NotToBeDisclosed,
            "SECRET"
        ),
        "what it cites is of the old project"
    );
    for (block, (expected, words)) in first[1..].iter().zip([
        (PointsPurpose::Make, "Thank them."),
        (PointsPurpose::Avoid, "Tolls."),
    ]) {
        let BlockKind::Points { purpose, points } = &block.kind else {
            panic!("{block:?}");
        };
        assert_eq!((*purpose, points[0].as_str()), (expected, words));
    }
    assert!(matches!(first[3].kind, BlockKind::Positions { .. }));
    assert_eq!(
        briefing.outline.len(),
        2,
        "the section of Armenia is not made twice"
    );
    let second: Vec<_> = blocks(1).collect();
    assert_eq!(
        second[0].kind,
        BlockKind::Text("Speaks with two voices.".to_owned())
    );
    assert!(second.len() > 1, "and is filled with what it gathers");

    let hints = |project: &Project| {
        let findings = resolve(project).findings.into_iter();
        findings
            .filter(|finding| finding.kind == FindingKind::HintLeft)
            .map(|finding| finding.place)
            .collect::<Vec<_>>()
    };
    assert_eq!(hints(&project).len(), 4, "each text and each list of points");
    let fallback = project.section(project.briefing().outline[0]).unwrap().blocks[0];
    let edit = edits::set_text(&project, fallback, "Our fallback is June.");
    apply(&mut project, edit);
    assert!(!hints(&project).contains(&Place::Block(fallback)));
    assert_eq!(hints(&project).len(), 3);
}

#[test]
fn a_topic_of_a_template_is_found_by_its_name() {
    let (mut project, section) = begin();
    let gathers = Some(Gathers::Topic(TopicId(1)));
    let edit = edits::set_gathers(&project, section, gathers);
    apply(&mut project, edit);
    let template = Template::of_briefing(&project, "Mine");
    for (name, expected) in [("Tolls", None), ("road", Some(Gathers::Topic(TopicId(1))))] {
        let road = format!("AM | Anna Sarian | {ROAD}");
        let mut other = Builder::default()
            .article("Meridian", None, &[road.as_str()])
            .topic(1, name, &[(1, 1)])
            .build();
        let edit = apply_template(&other, &template, date(2027, 4, 1));
        apply(&mut other, Some(edit));
        let section = other.section(other.briefing().outline[0]).unwrap();
        assert_eq!(section.gathers, expected, "{name}");
        assert_eq!(section.blocks.len(), usize::from(expected.is_some()), "{name}");
    }
}

#[test]
fn taking_new_words_keeps_the_cuts_that_stand_and_names_the_others() {
    let (mut project, section) = begin();
    let edit = edits::add_excerpts(&project, section, 0, &[id(1, 1)]);
    apply(&mut project, edit);
    let block = project.section(section).unwrap().blocks[0];
    let cut = |words: &str| {
        let start = ROAD.find(words).unwrap();
        let span = Span::new(ROAD, start, start + words.len()).unwrap();
        Cut { piece: 0, span }
    };
    let cuts = vec![cut(" is ours"), cut(" for all time.”")];
    let edit = edits::set_cuts(&project, block, cuts.clone());
    apply(&mut project, edit);
    // The statement ends before "for all time" now.
    let text = project.entry(ArticleId(1)).unwrap().article.text.clone();
    let whole = project.statement(id(1, 1)).unwrap().content[0];
    let shorter = Span::new(&text, whole.start(), whole.end() - " for all time.”".len()).unwrap();
    let edit = edits::set_content(&project, id(1, 1), &[shorter]);
    apply(&mut project, edit);
    let proposals = refresh::proposals(&project, section);
    let [proposal @ Proposal::Words { lost, .. }] = &proposals[..] else {
        panic!("{proposals:#?}");
    };
    assert_eq!(lost, &[" for all time.”"]);
    assert!(proposal.loses());
    let edit = refresh::edit(&project, section, &[(proposal.clone(), Decision::Take)]);
    apply(&mut project, edit);
    let BlockKind::Excerpt(excerpt) = &project.block(block).unwrap().kind else {
        panic!("no excerpt");
    };
    assert_eq!(excerpt.cuts, cuts[..1]);
    assert_eq!(
        excerpt.shown(&excerpt.words),
        ["“The road […] and will stay ours"]
    );
}

#[test]
fn a_written_cell_is_proposed_once_something_newer_was_said() {
    let (mut project, section) = begin();
    let table = add(&mut project, section, positions(&["AM"], [1]));
    let key = (TopicId(1), party("AM"));
    let edit = edits::set_cell(&project, table, (key.0, &key.1), Some("Keeps the road."));
    apply(&mut project, edit);
    assert_eq!(refresh::proposals(&project, section), []);
    let edit = edits::file_under(&project, &[id(2, 1)], TopicId(1));
    apply(&mut project, edit);
    let proposals = refresh::proposals(&project, section);
    let [proposal @ Proposal::Cell { newer, mine, .. }] = &proposals[..] else {
        panic!("{proposals:#?}");
    };
    assert_eq!(mine, "Keeps the road.");
    assert_eq!(newer, &["“We can share the road if the tolls are fair.”"]);
    let edit = refresh::edit(&project, section, &[(proposal.clone(), Decision::Keep)]);
    apply(&mut project, edit);
    assert_eq!(refresh::proposals(&project, section), []);
}
