//! Commands, dialogs and what happens when they fail.

use egui::Key;

use super::support::{CTRL, window};

#[test]
fn the_welcome_screen_offers_what_one_comes_for() {
    let window = window(&[]);
    for action in ["Import articles…", "Open project…", "Open sample project"] {
        assert!(window.shows(action), "{action}");
    }
}

#[test]
fn without_a_dialog_the_path_can_be_typed() {
    let mut window = window(&["none"]);
    let article = window.path("article.txt");
    std::fs::copy(
        "assets/sample/articles/2027-03-08-russian-mfa-comment.txt",
        &article,
    )
    .unwrap();
    window.click("Import articles…");
    assert!(window.shows("offers no file dialog"), "{:?}", window.labels());
    window.type_into("Path", &article.display().to_string());
    window.click("Import");
    assert_eq!(window.harness.state().project().articles().len(), 1);
}

#[test]
fn what_cannot_be_opened_says_why_and_the_old_project_stays() {
    let mut window = window(&["{}/broken.ron"]);
    std::fs::write(window.path("broken.ron"), "(format: 1,\n  articles: [").unwrap();
    window.click("Open project…");
    assert!(window.shows("could not be opened"), "{:?}", window.labels());
    assert!(window.shows("ine 2"), "the line: {:?}", window.labels());
    window.click("Put away");
    assert!(!window.shows("could not be opened"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_come_in() {
    let mut window = window(&["{}/good.txt|{}/missing.txt"]);
    std::fs::copy(
        "assets/sample/articles/2027-03-08-russian-mfa-comment.txt",
        window.path("good.txt"),
    )
    .unwrap();
    window.click("Import articles…");
    assert_eq!(window.harness.state().project().articles().len(), 1);
    assert!(window.shows("1 file could not be read"), "{:?}", window.labels());
    assert!(window.shows("missing.txt"));
}

#[test]
fn leaving_with_unsaved_changes_asks_and_cancel_stays() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::Num3);
    window.key(CTRL, Key::Num2);
    window.click("Rows: Speaker");
    assert!(window.harness.state().has_unsaved_changes());
    window.key(CTRL, Key::N);
    assert!(window.shows("Save the changes?"));
    window.click("Cancel");
    assert_eq!(window.harness.state().project().articles().len(), 12);
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(window.harness.state().project().is_empty());
}

#[test]
fn the_palette_finds_commands_and_articles() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "dark");
    window.key(egui::Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "seventeen days");
    window.key(egui::Modifiers::NONE, Key::Enter);
    assert!(!window.shows("Type a command"), "the palette is gone");
    assert!(window.shows("Seventeen Days on the"));
}

#[test]
fn pasted_text_becomes_an_article() {
    let mut window = window(&[]);
    window.key(egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT), Key::V);
    window.type_into(
        "Text of the article",
        "Talks resume\n\nNorway’s foreign minister, Ingrid Solheim, said the talks would resume on Monday.",
    );
    window.click("Import");
    let project = window.harness.state().project();
    let statement = project
        .statements()
        .next()
        .map(|(_, statement)| statement.clone());
    assert_eq!(
        statement.map(|statement| statement.parties),
        Some(vec!["NO".parse().unwrap()])
    );
}
