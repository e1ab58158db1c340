//! What the program proposes when a briefing is begun, filled and handed over, and what it asks first.

use egui::Key;
use readout::model::{BlockId, SectionId};
use readout::project::Project;

use crate::support::{CTRL, Window, window};

/// The sample with a first briefing, at the place of work.
fn drafted(answers: &[&str]) -> Window {
    let mut window = window(answers);
    window.click("Open sample project");
    window.key(CTRL, Key::Num3);
    window.click("Draft briefing from statements");
    window
}

fn project(window: &Window) -> &Project {
    window.harness.state().project()
}

fn label(window: &Window, fits: impl Fn(&str) -> bool) -> String {
    let found = window.labels().into_iter().find(|label| fits(label));
    found.unwrap_or_else(|| panic!("none of {:#?}", window.labels()))
}

fn proposed(window: &Window) -> String {
    label(window, |label| label.starts_with("Export to "))
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
fn the_finder_says_where_and_when_it_is_written_and_how_many_more_there_are() {
    let mut window = drafted(&[]);
    window.click(&label(&window, |label| label.starts_with("Background, ")));
    window.click("Add text to “Background”");
    window
        .harness
        .event(egui::Event::Text("They want @we".to_owned()));
    window.settle();
    let hit = label(&window, |label| label.starts_with("Cite ") && label.contains(": "));
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
