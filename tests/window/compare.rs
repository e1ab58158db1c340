//! Compare: columns, cards, search, corrections.

use egui::Key;

use super::support::{CTRL, Window, window};

fn sample() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window
}

/// The name of the first card on screen that holds `words`.
fn card(window: &Window, words: &str) -> String {
    window
        .labels()
        .into_iter()
        .find(|label| label.contains(words))
        .unwrap_or_else(|| panic!("no card with {words:?} among {:#?}", window.labels()))
}

#[test]
fn the_sample_stands_side_by_side() {
    let window = sample();
    for party in ["Armenia", "Türkiye", "Russia"] {
        assert!(window.shows(party), "{party} among {:?}", window.labels());
    }
    assert!(window.shows("statements"));
}

#[test]
fn search_leaves_what_was_sought_and_the_chip_brings_the_rest_back() {
    let mut window = sample();
    let before = window.labels().len();
    window.type_into("Search statements", "paint");
    assert!(window.shows("Remove “paint”"));
    assert!(window.labels().len() < before);
    window.click("Remove “paint”");
    assert!(!window.shows("Remove “paint”"));
}

#[test]
fn a_card_goes_into_the_briefing_by_key_and_undo_takes_it_out() {
    let mut window = sample();
    let label = card(&window, "not moved by a millimetre");
    window.click(&label);
    window.key(egui::Modifiers::NONE, Key::Space);
    assert_eq!(window.harness.state().project().statements_in_briefing().len(), 1);
    window.key(CTRL, Key::Z);
    assert!(window.harness.state().project().briefing().outline.is_empty());
}

#[test]
fn a_country_is_corrected_by_menu() {
    let mut window = sample();
    let label = card(&window, "not moved by a millimetre");
    window.click(&label);
    window.click("Correct and more");
    window.click("Speaks for");
    window.type_into("Find a country or organisation", "Georgi");
    window.key(egui::Modifiers::NONE, Key::Enter);
    let moved = window
        .harness
        .state()
        .project()
        .statements()
        .find(|(_, statement)| statement.origin == readout::model::Origin::Corrected)
        .map(|(_, statement)| statement.parties.clone());
    assert_eq!(moved, Some(vec!["GE".parse().unwrap()]));
    assert!(window.shows("Search statements"), "still in Compare");
    window.key(CTRL, Key::Z);
    assert!(
        window
            .harness
            .state()
            .project()
            .statements()
            .all(|(_, statement)| statement.origin == readout::model::Origin::Extracted)
    );
}

#[test]
fn rows_can_be_days_and_columns_can_go() {
    let mut window = sample();
    window.click("Rows: Date");
    assert!(window.shows("23 March 2027"), "{:?}", window.labels());
    window.click("Column Armenia");
    window.click("Hide column");
    assert!(!window.labels().contains(&"Column Armenia".to_owned()));
    window.key(CTRL, Key::Z);
    assert!(window.labels().contains(&"Column Armenia".to_owned()));
}

#[test]
fn an_empty_project_says_what_to_do() {
    let mut window = window(&[]);
    window.click("Compare");
    assert!(window.shows("Nothing to compare yet"));
    assert!(window.shows("Import articles…"));
}
