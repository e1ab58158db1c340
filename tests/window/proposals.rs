//! What the program proposes when a briefing is begun, filled and handed over, and what it asks first.

use egui::{Key, Modifiers};
use readout::model::{BlockId, BlockKind, Gathers, Party, SectionId, StatementId};
use readout::project::edits;

use crate::support::{CTRL, Window, drafted, project, window};

fn label(window: &Window, fits: impl Fn(&str) -> bool) -> String {
    let found = window.labels().into_iter().find(|label| fits(label));
    found.unwrap_or_else(|| panic!("none of {:#?}", window.labels()))
}

fn proposed(window: &Window) -> String {
    label(window, |label| label.starts_with("Export to "))
}

fn palette(window: &mut Window, words: &str) {
    window.key(CTRL, Key::K);
    window.type_into("Command palette", words);
    window.key(Modifiers::NONE, Key::Enter);
}

const SPEAKING: &str = "Speaking copy: leave out what must not be disclosed";

#[test]
fn a_file_is_proposed_for_the_edition_and_the_project_that_were_written_to_it() {
    let mut window = drafted(&["{}/visit.ron", "{}/Visit, spoken.docx", "{}/Visit.pdf"]);
    window.key(CTRL, Key::S);
    window.key(CTRL, Key::E);
    window.click(SPEAKING);
    window.click("Word document");
    window.click("Choose place…");
    assert!(window.path("Visit, spoken.docx").exists());

    window.key(CTRL, Key::E);
    let title = project(&window).briefing().head.title.clone();
    assert!(!title.is_empty());
    assert_eq!(
        proposed(&window),
        format!("Export to {title}.docx"),
        "the whole document"
    );
    window.click(SPEAKING);
    assert_eq!(proposed(&window), "Export to Visit, spoken.docx");
    window.click("Markdown");
    assert_eq!(proposed(&window), "Export to Visit, spoken.md");
    window.click("Annex: the texts of the cited articles as imported");
    assert_eq!(
        proposed(&window),
        format!("Export to {title} (speaking copy) (with annex).md")
    );
    window.click("Statements as CSV");
    assert_eq!(proposed(&window), format!("Export to {title}.csv"));
    window.click("PDF document");
    window.click("Annex: the texts of the cited articles as imported");
    window.click(SPEAKING);
    window.click("Choose place…");
    assert!(window.path("Visit.pdf").exists());
    window.key(CTRL, Key::E);
    assert_eq!(proposed(&window), "Export to Visit.pdf");
    window.click("Cancel");

    window.key(CTRL, Key::S);
    window.key(CTRL, Key::N);
    window.key(CTRL, Key::Num3);
    window.click("Blank: add a section");
    window.key(CTRL, Key::E);
    assert_eq!(
        proposed(&window),
        "Export to Untitled project.pdf",
        "another project"
    );
}

/// The sample with a first briefing in which the first excerpt on Armenia is graver than the document, and must not be
/// disclosed.
fn with_a_grave_excerpt() -> (Window, BlockId) {
    let mut window = drafted(&[]);
    window.click("Show details");
    window.type_into("Marking", "OFFICIAL");
    let block = blocks_of(&window, "Armenia")[0];
    let n_blocks = blocks_of(&window, "Armenia").len();
    window.click(&format!("Armenia, {n_blocks} blocks"));
    window.click("Marking of this excerpt");
    window.type_into("Marking of the block", "OFFICIAL-SENSITIVE");
    window.click("Mark excerpt as not to be disclosed");
    (window, block)
}

fn section(window: &Window, title: &str) -> SectionId {
    let sections = &project(window).briefing().sections;
    let named = sections.iter().find(|(_, section)| section.title == title);
    *named
        .unwrap_or_else(|| panic!("no section is called {title:?}"))
        .0
}

fn blocks_of(window: &Window, title: &str) -> Vec<BlockId> {
    let section = project(window).section(section(window, title));
    section.unwrap().blocks.clone()
}

const GRAVE: &str = "is marked OFFICIAL-SENSITIVE, above the document’s OFFICIAL";

#[test]
fn the_editor_and_its_findings_are_of_the_whole_document_whatever_the_preview_shows() {
    let (mut window, _) = with_a_grave_excerpt();
    window.click("Speaking copy");
    window.click(&label(&window, |label| label.ends_with(" things to look at")));
    assert!(
        window.shows("Marked above the document (1)"),
        "{:#?}",
        window.labels()
    );
    assert!(window.shows(GRAVE));
}

#[test]
fn what_is_grave_in_the_edition_that_is_exported_leads_to_its_place() {
    let (mut window, _) = with_a_grave_excerpt();
    let n_blocks = blocks_of(&window, "Open questions").len();
    let unit = if n_blocks == 1 { "block" } else { "blocks" };
    window.click(&format!("Open questions, {n_blocks} {unit}"));
    assert!(!window.shows("Marking of the block"), "out of sight");
    window.click("Speaking copy");
    window.key(CTRL, Key::E);
    assert!(
        !window.shows(GRAVE),
        "the copy has it not: {:#?}",
        window.labels()
    );
    window.click(SPEAKING);
    assert!(window.shows("to look at first"), "{:#?}", window.labels());
    window.click(&label(&window, |label| label.contains(GRAVE)));
    assert!(!window.shows("Choose place…"), "{:#?}", window.labels());
    assert!(window.shows("Marking of the block"), "it is on screen");
}

#[test]
fn a_briefing_that_a_template_replaces_is_said_and_taken_back() {
    let mut window = drafted(&[]);
    let before = project(&window).briefing().clone();
    palette(&mut window, "draft");
    let n_sections = before.outline.len();
    assert!(
        window.shows(&format!(
            "“Positions by country” has taken the place of {n_sections} sections with"
        )),
        "{:#?}",
        window.labels()
    );
    assert_ne!(project(&window).briefing().outline, before.outline);
    window.click("Undo this step");
    assert_eq!(*project(&window).briefing(), before);
    assert!(!window.shows("Undo this step"));

    window.click("Briefing menu");
    window.click("New briefing from template…");
    assert!(
        window.shows(&format!("It takes the place of {n_sections} sections with")),
        "{:#?}",
        window.labels()
    );
    window.click("Press review");
    assert!(
        project(&window)
            .briefing()
            .sections
            .values()
            .any(|section| section.title == "In brief")
    );
    // What was done since is not taken back in its stead.
    assert!(window.shows("Undo this step"));
    window.click(&label(&window, |label| label.starts_with("In brief, ")));
    window.click("Add text to “In brief”");
    assert!(!window.shows("Undo this step"), "{:#?}", window.labels());

    palette(&mut window, "template meeting brief");
    assert!(
        window.shows("“Meeting brief” has taken the place of"),
        "{:#?}",
        window.labels()
    );
}

#[test]
fn a_first_briefing_replaces_nothing_and_says_nothing() {
    let window = drafted(&[]);
    assert!(!window.shows("has taken the place of"), "{:#?}", window.labels());
}

#[test]
fn own_templates_are_replaced_and_removed_after_a_question() {
    let mut window = drafted(&[]);
    let path = window.path("config/templates/desk-3-weekly.ron");
    let keep = |window: &mut Window, name: &str| {
        window.click("Keep as a template…");
        window.type_into("Name of the template", name);
        window.key(Modifiers::NONE, Key::Enter);
    };
    keep(&mut window, "Desk 3 weekly");
    let first = std::fs::read_to_string(&path).unwrap();
    window.click("Add section");
    keep(&mut window, "Desk 3/weekly");
    window.click("Choose another name");
    assert!(window.shows("Keep as a template"));
    window.click("Cancel");
    // Another name that is the same file.
    keep(&mut window, "desk 3/weekly");
    assert!(
        window.shows("“Desk 3 weekly” is kept under this name already"),
        "{:#?}",
        window.labels()
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
    window.click("Replace");
    assert_ne!(std::fs::read_to_string(&path).unwrap(), first);

    palette(&mut window, "new briefing from template…");
    window.click("Remove template desk 3/weekly");
    assert!(
        window.shows("The file of “desk 3/weekly” would be deleted"),
        "{:#?}",
        window.labels()
    );
    window.click("Keep it");
    assert!(path.exists());
    palette(&mut window, "new briefing from template…");
    window.click("Remove template desk 3/weekly");
    window.click("Remove “desk 3/weekly”");
    assert!(!path.exists());
}

/// A statement of Armenia alone that is not in the briefing.
fn unplaced(window: &Window) -> StatementId {
    let project = project(window);
    let placed = project.statements_in_briefing();
    let armenia: Party = "AM".parse().unwrap();
    let mut statements = project.statements();
    let is_one = |statement: &readout::model::Statement| {
        statement.is_visible && statement.parties == [armenia.clone()]
    };
    let found = statements.find(|(id, statement)| is_one(statement) && !placed.contains(id));
    found.unwrap().0
}

fn select(window: &mut Window, id: StatementId) {
    let (statement, article) = project(window).statement_in_article(id).unwrap();
    let (title, words) = (article.title().to_owned(), statement.words(&article.text));
    let words: String = words.chars().take(24).collect();
    palette(window, &title);
    window.choose(&words);
}

fn section_of(window: &Window, id: StatementId) -> String {
    let briefing = project(window).briefing();
    let is_it = |block: &&BlockId| match &briefing.blocks[block].kind {
        BlockKind::Excerpt(excerpt) => excerpt.passage == readout::model::Passage::Statement(id),
        _ => false,
    };
    let mut sections = briefing.sections.values();
    let section = sections.find(|section| section.blocks.iter().any(|block| is_it(&block)));
    section.unwrap().title.clone()
}

#[test]
fn a_statement_goes_to_the_section_that_gathers_it_and_to_another_one_if_wished() {
    let mut window = drafted(&[]);
    let id = unplaced(&window);
    select(&mut window, id);
    window.key(CTRL, Key::B);
    assert_eq!(section_of(&window, id), "Armenia");
    assert!(window.shows("Added to “Armenia”"), "{:#?}", window.labels());
    window.click("Another section…");
    assert!(window.shows("Move 1 excerpt to"), "{:#?}", window.labels());
    window.click("Open questions");
    assert_eq!(section_of(&window, id), "Open questions");
    window.key(CTRL, Key::Z);
    assert_eq!(section_of(&window, id), "Armenia", "one step");
    assert!(matches!(
        project(&window)
            .section(section(&window, "Armenia"))
            .unwrap()
            .gathers,
        Some(Gathers::Party(_))
    ));
}

#[test]
fn a_statement_that_no_section_gathers_goes_where_the_work_is() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::Num3);
    window.click("Blank: add a section");
    window.click("Add section");
    let id = unplaced(&window);
    let sections = project(&window).briefing().outline.clone();
    window.click(&label(&window, |label| label == "New section, 0 blocks"));
    select(&mut window, id);
    window.key(CTRL, Key::B);
    let first = project(&window).section(sections[0]).unwrap().blocks.len();
    let second = project(&window).section(sections[1]).unwrap().blocks.len();
    assert_eq!((first, second), (1, 0));
}

#[test]
fn the_preview_ends_in_the_order_of_the_exports() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let id = unplaced(&window);
    select(&mut window, id);
    window.key(CTRL, Key::B);
    window.key(CTRL, Key::Num3);
    let labels = window.labels();
    let at = |words: &str| labels.iter().position(|label| label == words);
    let (sources, notes) = (at("Sources"), at("Notes"));
    assert!(sources.is_some() && notes.is_some(), "{labels:#?}");
    assert!(sources < notes, "{labels:#?}");
}

#[test]
fn a_card_can_be_dropped_into_the_last_of_many_sections() {
    let window = drafted(&[]);
    let mut long = project(&window).clone();
    for number in 0..40 {
        let (_, edit) = edits::add_section(&long, &format!("Part {number}"), 0, usize::MAX);
        long.apply(&edit).unwrap();
    }
    readout::storage::save(&long, &window.path("long.ron")).unwrap();
    let mut window = crate::support::window_in(window.folder, &["{}/long.ron"]);
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    let placed = project(&window).statements_in_briefing();
    let (id, words) = {
        let project = project(&window);
        let mut statements = project.statements().filter(|(id, statement)| {
            statement.is_visible && !placed.contains(id) && statement.parties.len() == 1
        });
        let shown = statements.find_map(|(id, _)| {
            let (statement, article) = project.statement_in_article(id)?;
            let words: String = statement.words(&article.text).chars().take(30).collect();
            let mut labels = window.labels().into_iter();
            labels
                .find(|label| label.contains(&words))
                .map(|label| (id, label))
        });
        shown.unwrap()
    };
    let from = window.control(&words).rect().center();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(30.0, 30.0));
    window.harness.run_steps(3);
    let first = window.control("Drop into Bottom line").rect();
    let edge = egui::pos2(first.center().x, 800.0 - 112.0);
    window.harness.hover_at(edge);
    for _ in 0..400 {
        window.harness.step();
    }
    let target = window.control("Drop into Part 39").rect().center();
    assert!(target.y < 800.0, "{target}");
    window.harness.hover_at(target);
    window.harness.run_steps(2);
    let target = window.control("Drop into Part 39").rect().center();
    window.harness.hover_at(target);
    window.harness.run_steps(1);
    window.harness.drop_at(target);
    window.settle();
    assert!(project(&window).statements_in_briefing().contains(&id), "{words}");
    assert_eq!(section_of(&window, id), "Part 39");
}

#[test]
fn the_finder_says_where_and_when_it_is_written_and_how_many_more_there_are() {
    let mut window = drafted(&[]);
    window.click(&label(&window, |label| label.starts_with("Background, ")));
    window.click("Add text to “Background”");
    window
        .harness
        .event(egui::Event::Text("They want @we".to_owned()));
    window.settle();
    let hit = label(&window, |label| {
        label.starts_with("Cite ") && label.contains(": ")
    });
    let (source, _) = hit.split_once(": ").unwrap();
    assert!(
        source.ends_with(" 2027") && source.matches(", ").count() >= 2,
        "{hit}"
    );
    assert!(
        window.shows("more. Type on to narrow it down."),
        "{:#?}",
        window.labels()
    );
}
