//! Checks that look at every statement cited, at excerpts beside each other, and at what was not filled in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use readout::briefing::{FindingKind, Place, cell_statements, resolve};
use readout::model::{
    ArticleId, BlockId, BlockKind, Confidence, Disclosure, Excerpt, ExcerptForm, Head, OwnCell, Passage,
    PointsPurpose, SectionId, TopicId,
};
use readout::project::{Edit, Project, edits};

use crate::building::{Builder, add, begun, id, party, positions};

const TOLLS: &str = "“We can share the road if the tolls are fair to all of us.”";
const ROAD: &str = "“The road is ours and will stay ours for all time.”";

fn apply(project: &mut Project, edit: Option<Edit>) {
    project.apply(&edit.unwrap()).unwrap();
}

/// Sarian on the road in two outlets, the second one printing the first one anew; Orlov once.
fn articles() -> Builder {
    let road = format!("AM | Anna Sarian | {ROAD}");
    Builder::default()
        .article("Meridian", Some(date(2027, 3, 1)), &[road.as_str()])
        .article(
            "Courier",
            Some(date(2027, 3, 11)),
            &[
                road.as_str(),
                "RU | Ivan Orlov | “Nobody asked us about any road in this valley.”",
            ],
        )
        .topic(1, "Road", &[(1, 1), (2, 1), (2, 2)])
}

fn table(project: &mut Project, section: SectionId) -> BlockId {
    add(project, section, positions(&["AM", "RU"], [1]))
}

/// What is found of a kind: where, and in which words.
fn found(project: &Project, kind: FindingKind) -> Vec<(Place, String)> {
    let findings = resolve(project).findings.into_iter();
    findings
        .filter(|finding| finding.kind == kind)
        .map(|finding| (finding.place, finding.words))
        .collect()
}

fn places(project: &Project, kind: FindingKind) -> Vec<Place> {
    found(project, kind).into_iter().map(|(place, _)| place).collect()
}

#[test]
fn what_cells_and_marks_cite_is_looked_at_like_an_excerpt() {
    let builder = articles()
        .with(2, 2, |statement| {
            statement.is_checked = false;
            statement.confidence = Confidence::from(40);
            statement.speaker.as_mut().unwrap().role = None;
        })
        .with(1, 1, |statement| statement.is_checked = false);
    let (mut project, section) = begun(builder, &[]);
    let table = table(&mut project, section);
    let mut metadata = project.entry(ArticleId(2)).unwrap().article.metadata.clone();
    metadata.language = Some("ru".to_owned());
    let edit = edits::set_metadata(&project, ArticleId(2), metadata);
    apply(&mut project, edit);
    let russia = (TopicId(1), party("RU"));
    let edit = edits::set_cited(&project, table, (russia.0, &russia.1), Some(vec![id(2, 2)]));
    apply(&mut project, edit);
    let in_table = [Place::Block(table)];
    for kind in [
        FindingKind::LowConfidence,
        FindingKind::NoOffice,
        FindingKind::Untranslated,
    ] {
        assert!(places(&project, kind).contains(&in_table[0]), "{kind:?}");
    }
    assert_eq!(places(&project, FindingKind::OtherCell), []);

    // Put aside after it was chosen, then given to another party.
    let edit = edits::set_visible(&project, &[id(2, 2)], false);
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::PutAside), in_table);
    let edit = edits::set_parties(&project, &[id(2, 2)], &[party("AM")]);
    apply(&mut project, edit);
    let other = found(&project, FindingKind::OtherCell);
    assert_eq!(other.len(), 1);
    assert_eq!(other[0].0, in_table[0]);
    assert!(
        other[0]
            .1
            .starts_with("the cell of Russia on “Road” cites “Nobody asked us"),
        "{}",
        other[0].1
    );
    assert!(FindingKind::OtherCell.is_grave());

    // A mark cites as well; the excerpt of a statement is where it is looked at.
    let text = add(
        &mut project,
        section,
        BlockKind::Text("They said so [@a1.1].".to_owned()),
    );
    let edit = edits::set_cited(&project, table, (TopicId(1), &party("AM")), Some(Vec::new()));
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::Unchecked), [Place::Block(text)]);
    let edit = edits::add_excerpts(&project, section, usize::MAX, &[id(1, 1)]);
    apply(&mut project, edit);
    let excerpt = *project.section(section).unwrap().blocks.last().unwrap();
    assert_eq!(
        places(&project, FindingKind::Unchecked),
        [Place::Block(excerpt)],
        "once, at its excerpt"
    );
}

#[test]
fn an_article_that_a_cell_cites_gives_its_number_to_no_other() {
    let (mut project, section) = begun(articles(), &[]);
    let table = table(&mut project, section);
    let edit = edits::set_cited(&project, table, (TopicId(1), &party("RU")), Some(vec![id(2, 2)]));
    apply(&mut project, edit);
    let edit = edits::remove_articles(&project, &[ArticleId(2)]);
    apply(&mut project, Some(edit));
    assert_eq!(project.next_article_id(), ArticleId(3));
}

#[test]
fn one_statement_in_two_outlets_stands_there_twice_and_is_no_newer_one() {
    let (mut project, section) = begun(articles(), &[]);
    let edit = edits::add_excerpts(&project, section, 0, &[id(1, 1)]);
    apply(&mut project, edit);
    let first = project.section(section).unwrap().blocks[0];
    assert_eq!(places(&project, FindingKind::NewerStatement), [], "a reprint");
    let edit = edits::add_excerpts(&project, section, 1, &[id(2, 1)]);
    apply(&mut project, edit);
    let again = project.section(section).unwrap().blocks[1];
    let repeated = found(&project, FindingKind::Repeated);
    assert_eq!(repeated.len(), 1);
    assert_eq!(repeated[0].0, Place::Block(again));
    assert!(repeated[0].1.contains("two articles"), "{}", repeated[0].1);
    assert_ne!(first, again);

    // What is really newer is said still.
    let tolls = format!("AM | Anna Sarian | {TOLLS}");
    let builder = articles()
        .article("Ledger", Some(date(2027, 3, 15)), &[tolls.as_str()])
        .topic(1, "Road", &[(3, 1)]);
    let (mut project, section) = begun(builder, &[]);
    let edit = edits::add_excerpts(&project, section, 0, &[id(2, 1)]);
    apply(&mut project, edit);
    let newer = found(&project, FindingKind::NewerStatement);
    assert_eq!(newer.len(), 1);
    assert!(
        newer[0].1.contains("on 2027-03-15; the excerpt is of 2027-03-01"),
        "{}",
        newer[0].1
    );
}

#[test]
fn one_passage_twice_is_found_by_its_place() {
    let (mut project, section) = begun(articles(), &[]);
    let content = project.statement(id(2, 2)).unwrap().content.clone();
    let text = project.entry(ArticleId(2)).unwrap().article.text.clone();
    let passage = || {
        let words = content.iter().map(|span| span.of(&text).to_owned());
        BlockKind::Excerpt(Excerpt::new(
            Passage::Words {
                article: ArticleId(2),
                spans: content.clone(),
            },
            words.collect(),
        ))
    };
    add(&mut project, section, passage());
    assert_eq!(places(&project, FindingKind::Repeated), []);
    let again = add(&mut project, section, passage());
    assert_eq!(places(&project, FindingKind::Repeated), [Place::Block(again)]);
    let edit = edits::add_excerpts(&project, section, usize::MAX, &[id(2, 2)]);
    apply(&mut project, edit);
    assert_eq!(
        places(&project, FindingKind::Repeated).len(),
        2,
        "the statement has the same words"
    );
}

#[test]
fn a_cell_cites_the_article_that_is_quoted_already() {
    let (mut project, section) = begun(articles(), &[]);
    let table = table(&mut project, section);
    let key = (TopicId(1), party("AM"));
    let unquoted = cell_statements(&project, table, &key).cited;
    assert_eq!(unquoted.len(), 1, "each story once");
    let other = if unquoted == [id(1, 1)] {
        id(2, 1)
    } else {
        id(1, 1)
    };
    let edit = edits::add_excerpts(&project, section, usize::MAX, &[other]);
    apply(&mut project, edit);
    assert_eq!(cell_statements(&project, table, &key).cited, [other]);
    let document = resolve(&project).document;
    let outlets: std::collections::BTreeSet<_> = document
        .citations
        .iter()
        .filter(|citation| citation.speaker.as_deref() == Some("Anna Sarian"))
        .map(|citation| citation.outlet.clone())
        .collect();
    assert_eq!(outlets.len(), 1, "one source, not two");
}

#[test]
fn what_must_not_be_disclosed_may_stand_beside_points_to_make_if_it_is_to_be_avoided() {
    let (mut project, section) = begun(articles(), &[]);
    let points = |purpose| BlockKind::Points {
        purpose,
        points: vec!["Our fallback is May.".to_owned()],
    };
    add(&mut project, section, points(PointsPurpose::Make));
    for purpose in [PointsPurpose::Avoid, PointsPurpose::IfRaised] {
        let block = add(&mut project, section, points(purpose));
        let closed = Disclosure::NotToBeDisclosed;
        let edit = edits::set_disclosure(&project, block, closed);
        apply(&mut project, edit);
    }
    assert_eq!(places(&project, FindingKind::UndisclosedPoint), []);
    let text = add(
        &mut project,
        section,
        BlockKind::Text("Our line is 5 %.".to_owned()),
    );
    let edit = edits::set_disclosure(&project, text, Disclosure::NotToBeDisclosed);
    apply(&mut project, edit);
    assert_eq!(
        places(&project, FindingKind::UndisclosedPoint),
        [Place::Block(text)]
    );
}

#[test]
fn parts_that_nobody_filled_in_are_found_where_they_are() {
    let (mut project, section) = begun(articles(), &[]);
    let (empty, edit) = edits::add_section(&project, "Points to make", 0, 1);
    apply(&mut project, Some(edit));
    let (_above, edit) = edits::add_section(&project, "Countries", 0, 2);
    apply(&mut project, Some(edit));
    let (below, edit) = edits::add_section(&project, "Armenia", 1, 3);
    apply(&mut project, Some(edit));
    let blank = |words: &str| BlockKind::Points {
        purpose: PointsPurpose::Make,
        points: vec![words.to_owned()],
    };
    let points = add(&mut project, section, blank(" "));
    let people = add(
        &mut project,
        section,
        BlockKind::Text("- **Behrouz Rastegar**, Minister (Iran): …\n- Orlov: knows the valley…".to_owned()),
    );
    let edit = edits::add_excerpts(&project, section, 9, &[id(1, 1)]);
    apply(&mut project, edit);
    let excerpt = *project.section(section).unwrap().blocks.last().unwrap();
    let form = ExcerptForm::Paraphrase(" ".to_owned());
    let edit = edits::set_form(&project, excerpt, form);
    apply(&mut project, edit);
    add(&mut project, below, BlockKind::PageBreak);
    assert_eq!(
        places(&project, FindingKind::Unfilled),
        [
            Place::Block(points),
            Place::Block(people),
            Place::Block(excerpt),
            Place::Section(empty),
            Place::Section(below),
        ]
    );
    assert!(FindingKind::Unfilled.is_grave());
    // Filled in, they are no longer found.
    let edit = edits::set_points(&project, points, vec!["Ask.".to_owned()]);
    apply(&mut project, edit);
    add(&mut project, empty, blank("Thank them."));
    add(&mut project, below, BlockKind::Text("Waits.".to_owned()));
    assert_eq!(
        places(&project, FindingKind::Unfilled),
        [Place::Block(people), Place::Block(excerpt)]
    );
}

#[test]
fn a_cell_in_own_words_grows_old_and_needs_a_source() {
    let (mut project, section) = begun(articles(), &[]);
    let table = table(&mut project, section);
    let armenia = (TopicId(1), party("AM"));
    let write = |project: &mut Project, code: &str, words: &str| {
        let edit = edits::set_cell(project, table, (TopicId(1), &party(code)), Some(words));
        apply(project, edit);
    };
    write(&mut project, "AM", "Needs the road.");
    assert_eq!(places(&project, FindingKind::StaleLine), []);
    assert_eq!(places(&project, FindingKind::Unsourced), []);

    // A statement that comes under the cell is newer than its words.
    let edit = edits::set_parties(&project, &[id(2, 2)], &[party("AM")]);
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::StaleLine), [Place::Block(table)]);
    let edit = edits::keep_cell(&project, table, (armenia.0, &armenia.1));
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::StaleLine), [], "it was looked at");

    // Nobody speaks for Russia now, whatever the cell says.
    write(&mut project, "RU", "Will not accept it.");
    let unsourced = found(&project, FindingKind::Unsourced);
    assert_eq!(unsourced.len(), 1);
    assert!(unsourced[0].1.contains("Russia on “Road”"), "{}", unsourced[0].1);
    assert_eq!(places(&project, FindingKind::SilentParty), [Place::Block(table)]);

    // Of cells that were written before this was kept, nothing is claimed.
    let old: OwnCell = ron::from_str("(words: \"Old.\")").unwrap();
    assert_eq!(old.seen, None);
    let BlockKind::Positions { mut cells, .. } = project.block(table).unwrap().kind.clone() else {
        panic!("no table");
    };
    assert!(cells.remove(&armenia).unwrap().seen.is_some());
}

#[test]
fn judgements_are_looked_for_in_the_language_of_the_document() {
    let (mut project, section) = begun(articles(), &[]);
    let text = add(
        &mut project,
        section,
        BlockKind::Text("Moskau dürfte ablehnen.".to_owned()),
    );
    assert_eq!(places(&project, FindingKind::Unsourced), []);
    let head = Head {
        language: "de".to_owned(),
        ..project.briefing().head.clone()
    };
    let edit = edits::set_head(&project, head);
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::Unsourced), [Place::Block(text)]);

    // A paraphrase rests on its excerpt.
    let edit = edits::add_excerpts(&project, section, 9, &[id(1, 1)]);
    apply(&mut project, edit);
    let excerpt = *project.section(section).unwrap().blocks.last().unwrap();
    let form = ExcerptForm::Paraphrase("Eriwan dürfte die Straße behalten.".to_owned());
    let edit = edits::set_form(&project, excerpt, form);
    apply(&mut project, edit);
    assert_eq!(places(&project, FindingKind::Unsourced), [Place::Block(text)]);
}
