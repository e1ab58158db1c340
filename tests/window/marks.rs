//! Words and statements in the reader: cutting and joining statements, highlighted terms, finding again.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{Origin, StatementId};

use super::support::{CTRL, Window, window};

const CTRL_SHIFT: Modifiers = CTRL.plus(Modifiers::SHIFT);

/// A window with one article in which `text` stands, in the reader.
fn with_article(text: &str) -> Window {
    let mut window = window(&["{}/a.txt"]);
    std::fs::write(window.path("a.txt"), text).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::Num1);
    window
}

const TEXT: &str = "The ferry\n\nForeign Minister Anna Hollund of Norway said: \"The ferry sails on Monday. Nobody will wait \
                    for the mail.\"\n\n\"The harbour is open,\" Hollund said on Friday.\n";

fn words(window: &Window) -> Vec<String> {
    let project = window.harness.state().project();
    let entry = project.articles().values().next().unwrap();
    let statements = entry.in_order().into_iter();
    let shown = statements.filter(|(_, statement)| statement.is_visible);
    shown
        .map(|(_, statement)| statement.words(&entry.article.text))
        .collect()
}

#[test]
fn a_statement_is_cut_in_two_and_joined_by_keys() {
    let mut window = with_article(TEXT);
    let before = words(&window);
    assert_eq!(before.len(), 2, "{before:#?}");
    window.choose("The ferry sails");
    window.key(CTRL_SHIFT, Key::J);
    assert_eq!(words(&window).len(), 3);
    assert_eq!(words(&window)[1], "Nobody will wait for the mail.\"");
    assert!(window.shows("Split statement"));
    window.key(CTRL, Key::J);
    assert_eq!(words(&window), before);
    window.key(CTRL, Key::J);
    assert_eq!(words(&window).len(), 1, "{:#?}", words(&window));
    for _ in 0..3 {
        window.key(CTRL, Key::Z);
    }
    assert_eq!(words(&window), before);
}

#[test]
fn the_inspector_has_the_same_as_buttons() {
    let mut window = with_article(TEXT);
    window.choose("The ferry sails");
    window.control("Split statement").click();
    window.settle();
    assert_eq!(words(&window).len(), 3);
    window.click("Merge with the next");
    assert_eq!(words(&window).len(), 2);
}

#[test]
fn words_are_highlighted_and_f3_goes_from_one_to_the_next() {
    let mut window = with_article(TEXT);
    window.key(CTRL_SHIFT, Key::F);
    window.type_into("Find in the articles", "hollund");
    assert!(window.shows("2 here"), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.shows("1 of 2"));
    window.key(Modifiers::NONE, Key::F3);
    assert!(window.shows("2 of 2"));
    window.key(Modifiers::SHIFT, Key::F3);
    assert!(window.shows("1 of 2"));
    window.click("Always highlight");
    assert_eq!(window.harness.state().project().terms().len(), 1);
    window.click("Highlighted terms (1)");
    for head in ["Term", "Articles", "Matches"] {
        assert!(window.shows(head), "{head}");
    }
    window.click("Colour of hollund");
    assert_eq!(window.harness.state().project().terms()[0].color, 1);
    window.click("Remove hollund");
    assert!(window.harness.state().project().terms().is_empty());
    window.key(CTRL, Key::Z);
    assert_eq!(window.harness.state().project().terms().len(), 1);
}

#[test]
fn f3_goes_on_in_the_next_article() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL_SHIFT, Key::F);
    window.type_into("Find in the articles", "kars");
    let titles = |window: &Window| -> Vec<String> {
        let articles = window.harness.state().project().articles().values();
        let titles = articles.map(|entry| entry.article.title().to_owned());
        titles
            .filter(|title| window.harness.query_by_label(title).is_some())
            .collect()
    };
    let first = titles(&window);
    for _ in 0..60 {
        window.key(Modifiers::NONE, Key::F3);
        if titles(&window) != first {
            break;
        }
    }
    assert_ne!(titles(&window), first);
    assert!(window.shows("1 of "), "{:#?}", window.labels());
}

#[test]
fn what_a_person_did_survives_finding_again() {
    let mut window = with_article(TEXT);
    window.choose("The ferry sails");
    window.type_into("Speaker", " II");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(CTRL_SHIFT, Key::J);
    window.choose("The harbour is open");
    window.key(CTRL, Key::H);
    let state = |window: &Window| {
        let project = window.harness.state().project();
        let statements = project.statements();
        statements
            .map(|(id, it)| (id, it.speaker_name().map(str::to_owned), it.is_visible, it.origin))
            .collect::<Vec<(StatementId, Option<String>, bool, Origin)>>()
    };
    let before = state(&window);
    window
        .harness
        .query_all_by_label_contains("unknown outlet · no date, ")
        .find(|node| node.accesskit_node().role() == Role::ListItem)
        .unwrap_or_else(|| panic!("{:#?}", window.labels()))
        .click_secondary();
    window.settle();
    window.click("Find statements again");
    assert_eq!(state(&window), before);
    assert!(window.shows("The same statements were found again"));
}

#[test]
fn a_changed_file_is_brought_up_to_date_and_corrections_stay() {
    let mut window = window(&["{}/a.txt", "{}/a.txt"]);
    std::fs::write(window.path("a.txt"), TEXT).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::Num1);
    window.choose("The harbour is open");
    window.type_into("Speaker", " II");
    window.key(Modifiers::NONE, Key::Enter);
    let newer = format!("{TEXT}\n\"We are glad,\" Hollund said on Saturday.\n");
    std::fs::write(window.path("a.txt"), newer).unwrap();
    window.click("Import articles…");
    assert_eq!(window.harness.state().project().articles().len(), 1);
    assert!(
        window.shows("to its newer version (1 statement by hand kept)"),
        "{:#?}",
        window.labels()
    );
    assert_eq!(words(&window).len(), 3);
    let project = window.harness.state().project();
    let corrected: Vec<_> = project
        .statements()
        .filter(|(_, statement)| statement.origin == Origin::Corrected)
        .filter_map(|(_, statement)| statement.speaker_name())
        .collect();
    assert_eq!(corrected, ["Anna Hollund II"]);
}
