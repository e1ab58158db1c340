//! Thousands of statements changed at once: by one key, undone by one key, kept in the journal.

use egui::{Key, Modifiers};

use super::crowded::{NAMES, crowded};
use super::support::{CTRL, Window, window, window_in};

fn opened() -> Window {
    let mut window = window(&["{}/crowded.ron"]);
    let path = window.path("crowded.ron");
    std::fs::write(&path, readout::storage::encode(&crowded(&NAMES)).unwrap()).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::R);
    window.click("All listed articles");
    window
}

fn n_open(window: &Window) -> usize {
    let project = window.harness.state().project();
    let statements = project.statements();
    statements.filter(|(_, statement)| !statement.is_checked).count()
}

/// What the button offers to accept.
fn n_offered(window: &Window) -> usize {
    let labels = window.labels().into_iter();
    let label = labels.filter_map(|label| label.strip_prefix("Accept all ")?.parse().ok());
    label.max().unwrap_or_else(|| panic!("{:#?}", window.labels()))
}

#[test]
fn thousands_are_accepted_and_taken_back_and_a_crash_loses_nothing() {
    let mut window = opened();
    let n_before = n_open(&window);
    let n_accepted = n_offered(&window);
    assert!(n_accepted > 2_000, "{n_accepted}");
    window.key(Modifiers::SHIFT, Key::A);
    assert_eq!(n_open(&window), n_before - n_accepted);
    assert!(window.shows("All of it is checked."), "{:#?}", window.labels());
    window.key(CTRL, Key::Z);
    assert_eq!(n_open(&window), n_before);
    assert_eq!(n_offered(&window), n_accepted);
    assert!(!window.harness.state().has_unsaved_changes());
    window.key(CTRL.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(n_open(&window), n_before - n_accepted);

    let done = window.harness.state().project().clone();
    let mut next = window_in(window.crash(), &[]);
    assert!(next.shows("Unsaved work was found"), "{:#?}", next.labels());
    next.click("Open work");
    assert!(
        *next.harness.state().project() == done,
        "the journal has all of it"
    );
}

#[test]
fn what_is_done_while_thousands_are_accepted_is_kept() {
    let mut window = opened();
    let n_before = n_open(&window);
    let n_accepted = n_offered(&window);
    window.harness.key_press_modifiers(Modifiers::SHIFT, Key::A);
    window.harness.step();
    // The next key comes before the first has had its effect.
    window.harness.key_press(Key::X);
    window.harness.step();
    window.settle();
    let hidden = {
        let project = window.harness.state().project();
        let statements = project
            .statements()
            .filter(|(_, statement)| !statement.is_visible);
        statements.map(|(id, _)| id).collect::<Vec<_>>()
    };
    assert_eq!(hidden.len(), 1, "the statement that was looked at was put aside");
    assert!(window.shows("All of it is checked."), "{:#?}", window.labels());
    assert!(
        [n_before - n_accepted, n_before - n_accepted + 1].contains(&n_open(&window)),
        "all others are checked"
    );
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert_eq!(n_open(&window), n_before, "two steps");
    let project = window.harness.state().project();
    assert!(project.statements().all(|(_, statement)| statement.is_visible));
}
