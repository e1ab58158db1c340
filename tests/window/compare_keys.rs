//! Compare: where the keyboard goes, and where undoing leads.

use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;

use super::compare_topics::{card, file, filed};
use super::support::{CTRL, Window, window};

const NONE: Modifiers = Modifiers::NONE;

fn sample() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window
}

/// The name of what has the keyboard.
fn focused(window: &Window) -> String {
    let root = window.harness.root();
    let mut nodes = root.children_recursive();
    let node = nodes.find(egui_kittest::Node::is_focused);
    node.and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

fn is_compare(window: &Window) -> bool {
    window.labels().contains(&"Search statements".to_owned())
}

/// Clicks on a statement in the list of changes of line.
fn show_listed(window: &mut Window, words: &str) {
    let show = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Show: ") && label.contains(words))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()));
    window.click(&show);
}

#[test]
fn the_keyboard_goes_on_where_a_card_was_put_aside() {
    let mut window = sample();
    window.click("Rows: No rows");
    let cards: Vec<String> = (0..5)
        .map(|_| {
            window.key(NONE, Key::ArrowDown);
            focused(&window)
        })
        .collect();
    window.key(NONE, Key::ArrowUp);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(focused(&window), cards[2]);
    window.key(NONE, Key::Delete);
    assert_eq!(
        focused(&window),
        cards[3],
        "the card that took the place of {cards:#?}"
    );
    window.key(NONE, Key::ArrowDown);
    assert_eq!(focused(&window), cards[4]);
}

#[test]
fn triage_goes_on_with_the_next_card_when_one_is_filed() {
    let (mut window, _) = filed("not moved by a millimetre");
    for _ in 0..3 {
        window.key(NONE, Key::ArrowDown);
    }
    let third = focused(&window);
    window.key(NONE, Key::ArrowDown);
    let fourth = focused(&window);
    window.key(NONE, Key::ArrowUp);
    assert_eq!(focused(&window), third);
    window.key(NONE, Key::T);
    window.type_into("Find or name a topic", "cross");
    window.key(NONE, Key::Enter);
    assert_eq!(focused(&window), fourth);
}

#[test]
fn empty_cells_and_headings_are_reached_by_keys() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(NONE, Key::Home);
    let empty = focused(&window);
    let party = empty
        .strip_suffix(" on Crossing: nothing")
        .unwrap_or_else(|| panic!("{empty}"))
        .to_owned();
    window.key(NONE, Key::C);
    assert!(
        window.shows(&format!("Silence of {party} on Crossing is not checked")),
        "{:#?}",
        window.labels()
    );
    window.key(NONE, Key::C);
    assert!(window.shows(&format!("Mark silence of {party} on Crossing as checked")));
    window.key(NONE, Key::L);
    window
        .control(&format!("Line of {party} on Crossing"))
        .type_text("Waits.");
    window.settle();
    window.key(NONE, Key::Enter);
    assert!(window.shows(&format!("Line of {party} on Crossing: Waits.")));
    assert_eq!(focused(&window), empty, "back in the cell");
    window.key(NONE, Key::ArrowLeft);
    assert_eq!(focused(&window), "Crossing");
    let n_silent = |window: &Window| {
        let lines = window.harness.state().project().lines().values();
        lines.filter(|line| line.silence_in.is_some()).count()
    };
    window.key(NONE, Key::C);
    let n = n_silent(&window);
    assert!(n > 2, "the silence of all parties is checked: {n}");
    window.key(CTRL, Key::Z);
    assert_eq!(n_silent(&window), 0, "in one step");
    window.key(NONE, Key::End);
    window.key(NONE, Key::ArrowRight);
    assert!(focused(&window).ends_with(" on Crossing: nothing"));
}

#[test]
fn headings_fold_one_row_or_all() {
    let (mut window, _) = filed("not moved by a millimetre");
    let cards = |window: &Window| {
        let labels = window.labels();
        let is_card = |label: &&String| label.contains(": ") && label.contains("Correct");
        (labels.len(), labels.iter().filter(is_card).count())
    };
    let open = cards(&window).0;
    window.key(NONE, Key::Home);
    window.key(NONE, Key::ArrowLeft);
    assert_eq!(focused(&window), "Crossing");
    window.key(NONE, Key::ArrowLeft);
    assert!(!window.shows("Write the line of Türkiye on Crossing"));
    window.key(NONE, Key::ArrowRight);
    assert!(window.shows("Write the line of Türkiye on Crossing"));
    window.key(Modifiers::SHIFT, Key::ArrowLeft);
    assert!(cards(&window).0 < open / 2, "{:#?}", window.labels());
    assert!(!window.shows("not moved by a millimetre"));
    window.key(NONE, Key::ArrowDown);
    assert_eq!(focused(&window), "No topic");
    window.click("Row Crossing");
    window.click("Unfold all rows");
    assert!(window.shows("not moved by a millimetre"));
    window.click("Row Crossing");
    window.click("Fold all rows");
    assert!(!window.shows("not moved by a millimetre"));
}

#[test]
fn all_rows_are_folded_by_a_button_and_by_keys_anywhere_in_the_table() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.click("Fold all rows");
    assert!(
        !window.shows("not moved by a millimetre"),
        "{:#?}",
        window.labels()
    );
    assert!(!window.shows("Fold all rows"), "the button says what it does now");
    window.click("Unfold all rows");
    let label = card(&window, "not moved by a millimetre");
    window.click(&label);
    window.key(Modifiers::SHIFT, Key::ArrowLeft);
    assert!(!window.shows("Write the line of"), "{:#?}", window.labels());
    assert_eq!(focused(&window), "Crossing", "the row of the card");
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    assert!(window.shows("not moved by a millimetre"));
    window.key(NONE, Key::Escape);
    window.key(Modifiers::SHIFT, Key::ArrowLeft);
    assert!(window.shows("Unfold all rows"), "where no card is selected");
    window.click("Rows: No rows");
    assert!(!window.shows("all rows"), "{:#?}", window.labels());
}

#[test]
fn pages_and_ends_of_a_tall_table_are_one_key_away() {
    let mut window = sample();
    window.click("Rows: No rows");
    let cards: Vec<String> = (0..3)
        .map(|_| {
            window.key(NONE, Key::ArrowDown);
            focused(&window)
        })
        .collect();
    window.key(CTRL, Key::Home);
    window.harness.run_steps(30);
    assert_eq!(focused(&window), cards[0]);
    window.key(NONE, Key::PageDown);
    window.harness.run_steps(30);
    let further = focused(&window);
    assert!(
        further.contains(": ") && !cards.contains(&further),
        "{further} after {cards:#?}"
    );
    window.key(NONE, Key::PageUp);
    window.harness.run_steps(30);
    assert!(cards.contains(&focused(&window)), "{}", focused(&window));
    window.key(CTRL, Key::End);
    window.harness.run_steps(60);
    let last = focused(&window);
    assert!(last.contains(": ") && last != further);
    window.key(NONE, Key::ArrowDown);
    assert_eq!(focused(&window), last);
    window.key(NONE, Key::End);
    window.harness.run_steps(30);
    assert_ne!(focused(&window), last, "another column");
}

#[test]
fn undoing_stays_in_compare_with_the_statement_that_was_in_the_briefing() {
    let mut window = sample();
    let label = card(&window, "not moved by a millimetre");
    window.click(&label);
    window.key(NONE, Key::Space);
    window.key(CTRL, Key::Z);
    assert!(is_compare(&window), "{:#?}", window.labels());
    assert!(window.shows("not moved by a millimetre"));
    let project = window.harness.state().project();
    assert!(project.statements_in_briefing().is_empty());
}

#[test]
fn undoing_a_line_goes_to_its_cell() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(NONE, Key::L);
    window
        .control("Line of Türkiye on Crossing")
        .type_text("Against.");
    window.settle();
    window.key(NONE, Key::Enter);
    window.key(CTRL, Key::Num1);
    assert!(!is_compare(&window));
    window.key(CTRL, Key::Z);
    assert!(is_compare(&window), "{:#?}", window.labels());
    assert!(window.shows("Write the line of Türkiye on Crossing"));
    window.key(CTRL, Key::Num1);
    window.key(CTRL.plus(Modifiers::SHIFT), Key::Z);
    assert!(window.shows("Line of Türkiye on Crossing: Against."));
}

#[test]
fn checking_goes_on_in_the_order_of_the_table() {
    let mut window = sample();
    window.key(NONE, Key::ArrowDown);
    let first = focused(&window);
    window.key(Modifiers::ALT, Key::ArrowDown);
    let second = focused(&window);
    window.key(Modifiers::ALT, Key::ArrowDown);
    let third = focused(&window);
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(focused(&window), second);
    window.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(focused(&window), first);
    window.key(CTRL, Key::Enter);
    window.key(CTRL, Key::Enter);
    assert_eq!(focused(&window), third, "{first} {second}");
    let project = window.harness.state().project();
    let n_checked = project.statements().filter(|(_, it)| it.is_checked).count();
    assert_eq!(n_checked, 2);
    window.key(NONE, Key::Space);
    window.key(CTRL, Key::B);
    let project = window.harness.state().project();
    assert_eq!(project.statements_in_briefing().len(), 1, "both work on one card");
    window.key(CTRL, Key::H);
    assert!(!window.labels().contains(&third), "{third}");
    assert!(focused(&window).contains(": "));
}

#[test]
fn what_passes_the_filters_without_a_column_is_said_and_shown() {
    let mut window = sample();
    window.click("Column Armenia");
    window.click("Only this party");
    window.type_into("Search statements", "not moved by a millimetre");
    assert!(
        window.shows("2 statements pass the filters, for nobody who has a column."),
        "{:#?}",
        window.labels()
    );
    assert!(window.shows("Column Armenia"), "the heads stay");
    assert!(window.shows("0 statements, 2 in no column"), "and the sums");
    window.click("Show them");
    assert!(card(&window, "not moved by a millimetre").contains(": "));
    let view = window.harness.state().project().view();
    assert!(view.shows_others, "it is for a party");
    assert_eq!(view.filters.words, "not moved by a millimetre");
}

#[test]
fn what_is_hidden_by_filters_is_said_and_shown_on_demand() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(NONE, Key::Num2);
    file(&mut window, "trains will only run after");
    let label = card(&window, "trains will only run after");
    window.click(&label);
    window.key(NONE, Key::Num1);
    window.type_into("Search statements", "millimetre");
    window.click("Changes of line (1)");
    show_listed(&mut window, "trains will only run after");
    assert!(
        window.shows("The statement is hidden by the filters."),
        "{:#?}",
        window.labels()
    );
    window.click("Show it");
    assert!(window.harness.state().project().view().filters.is_empty());
    assert!(!window.shows("hidden by the filters"));
    card(&window, "trains will only run after");
}

#[test]
fn what_is_hidden_by_filters_and_has_no_column_is_shown_in_one_step() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(NONE, Key::Num2);
    file(&mut window, "trains will only run after");
    let label = card(&window, "trains will only run after");
    window.click(&label);
    window.key(NONE, Key::Num1);
    window.click("Changes of line (1)");
    window.click("Column Türkiye");
    window.click("Hide column");
    window.type_into("Search statements", "Gasimzade");
    let before = window.harness.state().project().view().clone();
    show_listed(&mut window, "trains will only run after");
    assert!(
        window.shows("The statement is hidden by the filters, and it is for Türkiye, which has no column."),
        "{:#?}",
        window.labels()
    );
    window.click("Show it");
    card(&window, "trains will only run after");
    assert!(!window.shows("hidden by the filters"));
    let after = window.harness.state().project().view().clone();
    assert!(after.filters.is_empty() && after.away.is_empty());
    assert!(
        after.columns.len() > 2,
        "the other columns stay: {:?}",
        after.columns
    );
    window.key(CTRL, Key::Z);
    assert_eq!(*window.harness.state().project().view(), before, "one step");
}
