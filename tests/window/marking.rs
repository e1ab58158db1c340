//! Statements made and changed in the text itself: by keys alone, by dragging their ends, by cutting them.

use egui::{Key, Modifiers, Pos2};
use readout::model::Origin;

use super::support::{CTRL, Window, window};

const SHIFT: Modifiers = Modifiers::SHIFT;
const TEXT: &str = "The ferry\n\nForeign Minister Anna Hollund of Norway said: \"The ferry sails on Monday. Nobody will wait \
                    for the mail.\"\n\nSnow fell all night. The quay was empty.\n";

/// A window with the article in the reader.
fn reader() -> Window {
    let mut window = window(&["{}/a.txt"]);
    std::fs::write(window.path("a.txt"), TEXT).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::Num1);
    window
}

/// The words of the statements, in order.
fn words(window: &Window) -> Vec<String> {
    let project = window.harness.state().project();
    let entry = project.articles().values().next().unwrap();
    let statements = entry.in_order().into_iter();
    statements
        .map(|(_, statement)| statement.words(&entry.article.text))
        .collect()
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key, times: usize) {
    for _ in 0..times {
        window.key(modifiers, key);
    }
}

#[test]
fn a_statement_is_made_without_a_mouse() {
    let mut window = reader();
    assert_eq!(words(&window).len(), 1);
    window.key(Modifiers::NONE, Key::F7);
    assert!(
        window.shows("make statement"),
        "the keys are named: {:#?}",
        window.labels()
    );
    // To the last paragraph, from the first.
    keys(&mut window, Modifiers::NONE, Key::ArrowDown, 6);
    window.key(Modifiers::NONE, Key::Home);
    keys(&mut window, SHIFT, Key::ArrowRight, 3);
    window.key(SHIFT, Key::ArrowLeft);
    window.key(Modifiers::NONE, Key::S);
    assert_eq!(words(&window)[1], "Snow fell", "{:#?}", words(&window));
    assert!(window.shows("Made by hand"), "it is selected");
    window.key(CTRL, Key::Z);
    assert_eq!(words(&window).len(), 1);
    // A whole sentence, from where the caret was left.
    window.key(Modifiers::NONE, Key::F7);
    keys(&mut window, Modifiers::NONE, Key::ArrowDown, 6);
    window.key(Modifiers::NONE, Key::Home);
    window.key(CTRL, Key::ArrowRight);
    window.key(CTRL | SHIFT, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::S);
    assert_eq!(words(&window)[1], "The quay was empty.");
}

#[test]
fn marking_by_keys_ends_with_escape_and_then_keys_move_boundaries_again() {
    let mut window = reader();
    window.choose("The ferry sails");
    let before = words(&window);
    window.key(Modifiers::NONE, Key::F7);
    keys(&mut window, SHIFT, Key::ArrowRight, 2);
    assert_eq!(
        words(&window),
        before,
        "the words are marked, the statement stays"
    );
    assert!(window.shows("Split here"), "the caret began at the statement");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("make statement"));
    window.key(SHIFT, Key::ArrowLeft);
    assert_ne!(words(&window), before);
}

/// Presses the mouse at the handle with this name, goes `by` points to the right and lets go.
fn drag_handle(window: &mut Window, name: &str, by: f32) {
    let from: Pos2 = window.control(name).rect().center();
    window.harness.drag_at(from);
    window.harness.step();
    for step in 1..=8_u8 {
        let share = f32::from(step) / 8.0;
        window.harness.hover_at(from + egui::vec2(by * share, 0.0));
        window.harness.run_steps(2);
    }
    window.harness.drop_at(from + egui::vec2(by, 0.0));
    window.settle();
}

#[test]
fn the_ends_of_a_statement_are_dragged_word_by_word_and_one_undo_takes_it_back() {
    let mut window = reader();
    window.choose("The ferry sails");
    let before = words(&window);
    let whole = before[0].clone();
    drag_handle(&mut window, "Start of the statement", 45.0);
    let after = words(&window)[0].clone();
    assert!(
        after.len() < whole.len() && whole.ends_with(&after),
        "{after:?} of {whole:?}"
    );
    assert!(
        after.starts_with(|first: char| first.is_alphanumeric()),
        "{after:?}"
    );
    drag_handle(&mut window, "End of the statement", -60.0);
    let shorter = words(&window)[0].clone();
    assert!(
        shorter.len() < after.len() && after.starts_with(&shorter),
        "{shorter:?} of {after:?}"
    );
    let project = window.harness.state().project();
    let (_, statement) = project.statements().next().unwrap();
    assert_eq!(statement.origin, Origin::Corrected);
    window.key(CTRL, Key::Z);
    assert_eq!(words(&window)[0], after, "each drag is one step");
    window.key(CTRL, Key::Z);
    assert_eq!(words(&window), before);
}

#[test]
fn a_statement_is_cut_where_the_marked_words_begin() {
    let mut window = reader();
    let before = words(&window);
    window.choose("The ferry sails");
    window.key(Modifiers::NONE, Key::F7);
    keys(&mut window, Modifiers::NONE, Key::ArrowRight, 3);
    window.key(SHIFT, Key::ArrowRight);
    window.click("Split here");
    assert_eq!(
        words(&window)[..2],
        [
            r#""The ferry"#,
            r#"sails on Monday. Nobody will wait for the mail.""#
        ]
    );
    window.key(CTRL, Key::Z);
    assert_eq!(words(&window), before);
}
