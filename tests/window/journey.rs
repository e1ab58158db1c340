//! The main journey: import, compare, correct, place, write, save, close, reopen, export.

use egui::{Event, Key, Modifiers};
use readout::model::Party;

use super::support::{CTRL, Window, window};

pub(crate) const ARTICLE: &str = "Harbour talks end without a date

By Mette Lindqvist
4 May 2027

OSLO — Norwegian Foreign Minister Ingrid Solheim said on Tuesday that the harbour would stay closed until the inspection was over.

“We will not open it for a photograph,” Solheim said.

Danish Foreign Minister Karsten Holm said the delay was “a gift to nobody”.
";

/// A sentence of one's own.
pub(crate) const OWN: &str = "The inspection decides.";

/// The name of the card that holds `words`.
pub(crate) fn card(window: &Window, words: &str) -> String {
    window
        .labels()
        .into_iter()
        .find(|label| label.contains(words) && label.contains(": "))
        .unwrap_or_else(|| panic!("no card with {words:?} among {:#?}", window.labels()))
}

/// What the exported Markdown must be: what the project in the file says.
pub(crate) fn expected_export(project: &std::path::Path) -> String {
    let project = readout::storage::load(project).unwrap().value;
    let document = readout::briefing::resolve(&project).document;
    let bytes = readout::export::encode(&document, readout::export::Format::Markdown).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Checks an exported briefing as its reader would.
pub(crate) fn check_export(markdown: &str) {
    for words in [
        OWN,
        "a gift to nobody",
        "Karsten Holm",
        "Finland",
        "[^1]",
        "Harbour talks end without a date",
    ] {
        assert!(markdown.contains(words), "{words:?} is missing in:\n{markdown}");
    }
    assert!(!markdown.contains("Denmark"), "corrected to Finland:\n{markdown}");
}

#[test]
fn from_articles_to_a_briefing() {
    let mut window = window(&[
        "{}/article.txt",
        "{}/project.ron",
        "{}/project.ron",
        "{}/briefing.md",
    ]);
    std::fs::write(window.path("article.txt"), ARTICLE).unwrap();
    window.click("Import articles…");
    window.click("Compare");
    for party in ["Norway", "Denmark"] {
        assert!(window.shows(party), "{party} among {:#?}", window.labels());
    }

    let holm = card(&window, "a gift to nobody");
    window.click(&holm);
    window.click("Correct and more");
    window.click("Speaks for");
    window.type_into("Find a country or organisation", "Finland");
    window.key(Modifiers::NONE, Key::Enter);
    let finland: Party = "FI".parse().unwrap();
    let corrected = |window: &Window| {
        let statements = window.harness.state().project().statements();
        statements
            .filter(|(_, statement)| statement.parties == [finland.clone()])
            .count()
    };
    assert_eq!(corrected(&window), 1);
    window.key(CTRL, Key::Z);
    assert_eq!(corrected(&window), 0, "undone");
    window.key(CTRL.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(corrected(&window), 1, "done again");

    let holm = card(&window, "a gift to nobody");
    window.click(&holm);
    window.click("Add to briefing");
    window.click("Briefing");
    window.click("Add text to “Positions”");
    window.harness.event(Event::Text(OWN.to_owned()));
    window.settle();

    window.key(CTRL, Key::S);
    assert!(!window.harness.state().has_unsaved_changes());
    let before = window.harness.state().project().clone();
    window.key(CTRL, Key::N);
    assert!(window.harness.state().project().is_empty());
    window.key(CTRL, Key::O);
    assert_eq!(
        *window.harness.state().project(),
        before,
        "what was saved comes back"
    );

    window.click("Export briefing…");
    window.click("Choose place…");
    let markdown = std::fs::read_to_string(window.path("briefing.md")).unwrap();
    assert_eq!(markdown, expected_export(&window.path("project.ron")));
    check_export(&markdown);
}
