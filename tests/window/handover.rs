//! Assembling a briefing to the end and handing it over.

use egui::{Event, Key, Modifiers};
use readout::model::{BlockId, BlockKind, PointsPurpose, SectionId, StatementId};

use crate::support::{CTRL, Window, drafted, project};

fn section(window: &Window, title: &str) -> SectionId {
    let sections = &project(window).briefing().sections;
    let named = sections.iter().find(|(_, section)| section.title == title);
    *named
        .unwrap_or_else(|| panic!("no section is called {title:?}"))
        .0
}

fn blocks(window: &Window, title: &str) -> Vec<BlockId> {
    project(window)
        .section(section(window, title))
        .unwrap()
        .blocks
        .clone()
}

fn statement_of(window: &Window, block: BlockId) -> StatementId {
    match &project(window).block(block).unwrap().kind {
        BlockKind::Excerpt(excerpt) => match excerpt.passage {
            readout::model::Passage::Statement(id) => id,
            ref words @ readout::model::Passage::Words { .. } => panic!("{words:?}"),
        },
        kind => panic!("{kind:?}"),
    }
}

fn words_of(window: &Window, block: BlockId) -> String {
    let id = statement_of(window, block);
    let (statement, article) = project(window).statement_in_article(id).unwrap();
    statement.words(&article.text)
}

fn type_words(window: &mut Window, words: &str) {
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
}

/// Goes to a section by its line in the outline.
fn go_to(window: &mut Window, title: &str) {
    let n_blocks = blocks(window, title).len();
    let unit = if n_blocks == 1 { "block" } else { "blocks" };
    window.click(&format!("{title}, {n_blocks} {unit}"));
}

fn exported(window: &Window, name: &str) -> String {
    let path = window.path(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_speaking_copy_is_shown_and_exported_without_what_must_not_be_disclosed() {
    let mut window = drafted(&["{}/copy.md"]);
    go_to(&mut window, "Armenia");
    let first = blocks(&window, "Armenia")[0];
    let secret: String = words_of(&window, first)
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(30)
        .collect();
    window.click("Mark excerpt as not to be disclosed");
    window.click("Speaking copy");
    window.key(CTRL, Key::E);
    window.click("Choose place…");
    let copy = exported(&window, "copy.md");
    let letters: String = copy.chars().filter(|c| c.is_alphabetic()).collect();
    assert!(!letters.contains(&secret), "{secret} in {copy}");
    assert!(!copy.contains("Not to be disclosed"), "{copy}");
    let whole = readout::briefing::resolve(project(&window)).document;
    let n_whole = whole.citations.len();
    let n_copied = copy.lines().filter(|line| line.starts_with("[^")).count();
    assert_eq!(n_copied, n_whole - 1, "its note is left out as well");
}

#[test]
fn data_are_exported_and_nothing_is_replaced_without_a_question() {
    let mut window = drafted(&["{}/out.csv"]);
    window.key(CTRL, Key::E);
    window.click("Statements as CSV");
    window.click("Choose place…");
    let table = exported(&window, "out.csv");
    let n_statements = project(&window).statements().count();
    let rows = csv_rows(&table);
    assert_eq!(rows.len(), n_statements + 1);
    window.key(CTRL, Key::E);
    window.click("Sources as CSL-JSON");
    let title = project(&window).briefing().head.title.clone();
    window.click(&format!("Export to {title}.json"));
    assert!(exported(&window, &format!("{title}.json")).starts_with("[\n"));
    window.key(CTRL, Key::E);
    window.click(&format!("Export to {title}.json"));
    assert!(window.shows("Replace the file?"), "{:#?}", window.labels());
    window.click("Cancel");
    assert!(!window.shows("Replace the file?"));
}

fn csv_rows(table: &str) -> Vec<&str> {
    // Every row begins with the quoted name of a statement, or is the header.
    let table = table.trim_start_matches('\u{feff}');
    table.split("\r\n").filter(|row| row.starts_with('"')).collect()
}

#[test]
fn a_frozen_issue_has_an_addendum_with_what_is_new() {
    let mut window = drafted(&["{}/addendum.md"]);
    window.click("Issues");
    window.click("Freeze as an issue");
    assert_eq!(project(&window).briefing().issues.len(), 1);
    go_to(&mut window, "Background");
    window.click("Add text to “Background”");
    type_words(&mut window, "The ferry is late.");
    window.click("Issues");
    window.click("Addendum since Issue 1");
    window.key(CTRL, Key::E);
    window.click("Choose place…");
    let addendum = exported(&window, "addendum.md");
    assert!(addendum.contains("Issue 1, as of 24 March 2027"), "{addendum}");
    assert!(addendum.contains("**New:**\n\nThe ferry is late."), "{addendum}");
    assert!(!addendum.contains("> “"), "nothing else is new: {addendum}");
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert!(
        project(&window).briefing().issues.is_empty(),
        "freezing is undone like anything else"
    );
}

#[test]
fn an_own_template_is_kept_and_begun_from() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Bottom line");
    window.click("Add section");
    type_words(&mut window, "Press lines");
    window.click("Keep as a template…");
    window.type_into("Name of the template", "Desk 3 weekly");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.path("config/templates/desk-3-weekly.ron").exists());
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    window.key(CTRL, Key::Num3);
    window.click("Desk 3 weekly");
    let sections: Vec<_> = project(&window).briefing().sections.values().collect();
    assert!(sections.iter().any(|section| section.title == "Press lines"));
}

#[test]
fn the_finder_of_citations_goes_by_escape_and_with_the_keyboard() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Background");
    window.click("Add text to “Background”");
    type_words(&mut window, "They want the road @sarukhanyan");
    let is_open = |window: &Window| {
        window
            .labels()
            .iter()
            .any(|label| label.starts_with("Cite Anahit Sarukhanyan"))
    };
    assert!(is_open(&window));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!is_open(&window), "{:#?}", window.labels());
    type_words(&mut window, " and @sarukhanyan");
    assert!(is_open(&window), "the field kept the keyboard");
    window.click("Annex");
    assert!(!is_open(&window));
    go_to(&mut window, "Open questions");
    window.click("Add text to “Open questions”");
    type_words(&mut window, "@sarukhanyan");
    window.key(Modifiers::NONE, Key::Tab);
    let cites = |block: &readout::model::Block| matches!(&block.kind, BlockKind::Text(words) if words.starts_with("[@a"));
    assert!(project(&window).briefing().blocks.values().any(cites));
}

#[test]
fn an_at_sign_finds_a_statement_and_cites_it() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Background");
    window.click("Add text to “Background”");
    type_words(&mut window, "They want the road @sarukhanyan");
    let hit = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Cite Anahit Sarukhanyan"));
    assert!(hit.is_some(), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::Enter);
    type_words(&mut window, ".");
    let texts: Vec<String> = project(&window)
        .briefing()
        .blocks
        .values()
        .filter_map(|block| match &block.kind {
            BlockKind::Text(words) if words.contains("[@a") => Some(words.clone()),
            _ => None,
        })
        .collect();
    let [text] = &texts[..] else { panic!("{texts:?}") };
    assert!(
        text.starts_with("They want the road [@a") && text.ends_with("]."),
        "{text}"
    );
    let document = readout::briefing::resolve(project(&window)).document;
    let seen = |citation: &&readout::briefing::document::Citation| {
        citation.manner == readout::briefing::document::Manner::Seen
    };
    let cited: Vec<_> = document.citations.iter().filter(seen).collect();
    assert_eq!(cited.len(), 1);
    assert_eq!(cited[0].speaker.as_deref(), Some("Anahit Sarukhanyan"));
}

#[test]
fn an_excerpt_is_shortened_and_made_whole_again() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Armenia");
    let first = blocks(&window, "Armenia")[0];
    let cuts = |window: &Window| match &project(window).block(first).unwrap().kind {
        BlockKind::Excerpt(excerpt) => excerpt.cuts.len(),
        kind => panic!("{kind:?}"),
    };
    window.click("Shorten excerpt");
    window.control("Words to shorten, part 1").focus();
    window.harness.step();
    window.key(CTRL, Key::Home);
    for _ in 0..3 {
        window.key(Modifiers::ALT.plus(Modifiers::SHIFT), Key::ArrowRight);
        window.key(CTRL.plus(Modifiers::SHIFT), Key::ArrowRight);
    }
    window.click("Leave out the marked words");
    assert_eq!(cuts(&window), 1, "{:#?}", window.labels());
    let resolved = readout::briefing::resolve(project(&window));
    let is_misquoted = |kind| kind == readout::briefing::FindingKind::WordsDiffer;
    assert!(!resolved.findings.iter().any(|finding| is_misquoted(finding.kind)));
    window.click("Put everything back");
    assert_eq!(cuts(&window), 0);
    window.click("Done");
}

#[test]
fn a_block_marked_above_the_document_is_found_and_leads_to_it() {
    let mut window = drafted(&[]);
    window.click("Show details");
    window.type_into("Marking", "OFFICIAL");
    go_to(&mut window, "Armenia");
    window.click("Marking of this excerpt");
    window.type_into("Marking of the block", "OFFICIAL-SENSITIVE");
    go_to(&mut window, "Open questions");
    let things = window
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" things to look at"));
    window.click(&things.unwrap());
    assert!(
        window.shows("Marked above the document (1)"),
        "{:#?}",
        window.labels()
    );
    let line = window
        .labels()
        .into_iter()
        .find(|label| label.contains("is marked OFFICIAL-SENSITIVE, above the document’s OFFICIAL"));
    window.click(&line.unwrap());
    assert!(window.shows("Marking of the block"), "it is on screen again");
    assert_eq!(
        project(&window).briefing().head.marking,
        "OFFICIAL",
        "nothing was changed by itself"
    );
}

#[test]
fn talking_points_are_written_a_line_each() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Bottom line");
    window.click("Add talking points to “Bottom line”");
    type_words(&mut window, "Ask for a date");
    window.key(Modifiers::NONE, Key::Enter);
    type_words(&mut window, "Offer help");
    window.click("Points: To avoid");
    let points = project(&window)
        .briefing()
        .blocks
        .values()
        .find_map(|block| match &block.kind {
            BlockKind::Points { purpose, points } => Some((*purpose, points.clone())),
            _ => None,
        });
    let expected = vec!["Ask for a date".to_owned(), "Offer help".to_owned()];
    assert_eq!(points, Some((PointsPurpose::Avoid, expected)));
    assert!(
        window.shows("To avoid:"),
        "in the preview: {:#?}",
        window.labels()
    );
}

#[test]
fn sections_are_folded_and_duplicated() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Positions by country");
    assert!(window.shows("Armenia, "));
    window.click("Fold Positions by country");
    assert!(!window.shows("Armenia, "), "{:#?}", window.labels());
    window.click("Unfold Positions by country");
    go_to(&mut window, "Open questions");
    let before = project(&window).briefing().outline.len();
    window.click("Duplicate section");
    assert_eq!(project(&window).briefing().outline.len(), before + 1);
}

#[test]
fn a_section_is_brought_up_to_date_without_touching_own_words() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Armenia");
    let first = blocks(&window, "Armenia")[0];
    window.click("Add remark");
    window.type_into("Remark in “Armenia”", "My remark stays.");
    let remarks = |window: &Window| {
        let blocks = project(window).briefing().blocks.values();
        let texts = blocks.flat_map(|block| {
            block
                .own_words()
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        texts.filter(|words| words == "My remark stays.").count()
    };
    assert_eq!(remarks(&window), 1);
    let n_before = blocks(&window, "Armenia").len();
    window.click("Bring section up to date…");
    assert!(window.shows("Bring “Armenia” up to date"));
    window.click("Take all that is new");
    let apply = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Apply "))
        .unwrap();
    window.click(&apply);
    assert!(
        blocks(&window, "Armenia").len() > n_before,
        "new statements of Armenia were added"
    );
    assert_eq!(remarks(&window), 1);
    assert_eq!(blocks(&window, "Armenia")[0], first);
    window.key(CTRL, Key::Z);
    assert_eq!(blocks(&window, "Armenia").len(), n_before, "one step");
}

#[test]
fn the_source_record_takes_the_day_and_an_archived_copy() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Armenia");
    let id = statement_of(&window, blocks(&window, "Armenia")[0]);
    window.click("Show source record");
    window.type_into("Said on", "2027-03-02");
    window.type_into("Archived copy", "https://archive.example/7");
    let (statement, article) = project(&window).statement_in_article(id).unwrap();
    assert_eq!(statement.said, Some(jiff::civil::date(2027, 3, 2)));
    assert_eq!(
        article.metadata.archived.as_deref(),
        Some("https://archive.example/7")
    );
    let document = readout::briefing::resolve(project(&window)).document;
    let markdown = readout::export::encode(&document, readout::export::Format::Markdown).unwrap();
    assert!(
        String::from_utf8(markdown)
            .unwrap()
            .contains("said on 2 March 2027")
    );
}

/// The sample with a first briefing and a positions table of one topic in it, under which everything is filed.
fn with_positions() -> Window {
    let window = drafted(&[]);
    let (topic, edit) = readout::project::edits::add_topic(project(&window), "Road");
    let _ = topic;
    let mut with_topic = project(&window).clone();
    with_topic.apply(&edit).unwrap();
    let ids: Vec<_> = with_topic.statements().map(|(id, _)| id).collect();
    let edit = readout::project::edits::file_under(&with_topic, &ids, topic).unwrap();
    with_topic.apply(&edit).unwrap();
    readout::storage::save(&with_topic, &window.path("road.ron")).unwrap();
    let mut window = crate::support::window_in(window.folder, &["{}/road.ron"]);
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num3);
    go_to(&mut window, "Bottom line");
    window.click("Add positions table to “Bottom line”");
    window
}

#[test]
fn a_cell_is_written_in_own_words_and_linked_again() {
    let mut window = with_positions();
    let write = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Write cell: "))
        .unwrap();
    let names = write.trim_start_matches("Write cell: ").to_owned();
    window.click(&write);
    window.type_into(&format!("Cell: {names}"), "Waits. ");
    let own = |window: &Window| {
        let blocks = project(window).briefing().blocks.values();
        let cells = blocks.filter_map(|block| match &block.kind {
            BlockKind::Positions { cells, .. } => Some(cells.len()),
            _ => None,
        });
        cells.sum::<usize>()
    };
    assert_eq!(own(&window), 1);
    window.click(&format!("Done writing: {names}"));
    assert!(window.shows("Waits."));
    window.click(&write);
    window.click(&format!("Link to Compare again: {names}"));
    assert_eq!(own(&window), 0);
}

#[test]
fn what_a_cell_cites_is_chosen_beside_it_and_undone() {
    let mut window = with_positions();
    let choose = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Choose what is cited: "))
        .unwrap();
    window.click(&choose);
    let cited = |window: &Window| {
        let blocks = project(window).briefing().blocks.values();
        let mut chosen = blocks.filter_map(|block| match &block.kind {
            BlockKind::Positions { cited, .. } => Some(cited.values().cloned().collect::<Vec<_>>()),
            _ => None,
        });
        chosen.next().unwrap()
    };
    assert_eq!(cited(&window), Vec::<Vec<StatementId>>::new());
    let (first, n_before) = {
        let (&block, key) = project(&window)
            .briefing()
            .blocks
            .iter()
            .find_map(|(id, block)| match &block.kind {
                BlockKind::Positions { parties, topics, .. } => Some((id, (topics[0], parties[0].clone()))),
                _ => None,
            })
            .unwrap();
        let cell = readout::briefing::cell_statements(project(&window), block, &key);
        (cell.cited[0], cell.cited.len())
    };
    let label = window.labels().into_iter().find(|label| {
        let (statement, article) = project(&window).statement_in_article(first).unwrap();
        let words: String = statement.words(&article.text).chars().take(30).collect();
        let name = statement.speaker_name().unwrap_or_default();
        label.starts_with(&format!("{name}: {words}"))
    });
    window.click(&label.unwrap());
    let chosen = cited(&window);
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0].len(), n_before - 1);
    assert!(!chosen[0].contains(&first));
    window.click("Let the program choose again");
    assert_eq!(cited(&window), Vec::<Vec<StatementId>>::new());
}

#[test]
fn a_card_of_compare_is_cited_in_the_positions_table() {
    let mut window = with_positions();
    window.key(CTRL, Key::Num2);
    let card = super::compare_topics::card(&window, "not moved by a millimetre");
    window.click(&card);
    window.click("Correct and more");
    window.click("Cite in the positions table");
    let cell = window
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" on “Road”"));
    window.click(&cell.unwrap());
    let blocks = project(&window).briefing().blocks.values();
    let chosen = blocks
        .filter_map(|block| match &block.kind {
            BlockKind::Positions { cited, .. } => Some(cited.len()),
            _ => None,
        })
        .sum::<usize>();
    assert_eq!(chosen, 1);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::Z);
    let blocks = project(&window).briefing().blocks.values();
    assert!(
        blocks
            .into_iter()
            .all(|block| !matches!(&block.kind, BlockKind::Positions { cited, .. } if !cited.is_empty()))
    );
}

#[test]
fn the_preview_shows_the_annex_that_the_export_will_have() {
    let mut window = drafted(&["{}/annexed.pdf"]);
    let title = "Annex: the articles as imported";
    assert!(!window.shows(title));
    window.click("Annex");
    let over_the_preview = window.control("Annex").rect().center() + egui::vec2(0.0, 400.0);
    window.harness.hover_at(over_the_preview);
    for _ in 0..40 {
        if window.shows(title) {
            break;
        }
        window.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -600.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        window.settle();
    }
    assert!(window.shows(title));
    window.key(CTRL, Key::E);
    window.click("PDF document");
    window.click("Choose place…");
    let path = window.path("annexed.pdf");
    let pages = std::fs::read(path).unwrap();
    assert!(pages.starts_with(b"%PDF-"));
}

#[test]
fn own_text_is_formatted_by_buttons() {
    let mut window = drafted(&[]);
    go_to(&mut window, "Background");
    window.click("Add text to “Background”");
    type_words(&mut window, "Now");
    window.key(CTRL, Key::A);
    window.click("Bold");
    let has = |words: &str| {
        let blocks = project(&window).briefing().blocks.values();
        blocks
            .filter(|block| block.kind == BlockKind::Text(words.to_owned()))
            .count()
    };
    assert_eq!(has("**Now**"), 1, "{:#?}", project(&window).briefing().blocks);
}

#[test]
fn the_document_is_copied_as_markdown_and_speaks_another_language() {
    let mut window = drafted(&[]);
    window.click("Copy document");
    window.click("As Markdown");
    assert!(window.shows("Copied as Markdown"));
    window.click("Show details");
    window.click("Language: English");
    window.click("Français");
    assert_eq!(project(&window).briefing().head.language, "fr");
    let document = readout::briefing::resolve(project(&window)).document;
    assert!(
        document.method_line.starts_with("Déclarations citées"),
        "{}",
        document.method_line
    );
}
