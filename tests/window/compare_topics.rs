//! Compare: topics and stances, by click, by key and by dragging.

use egui::{Key, Modifiers};
use readout::model::{Stance, TopicId};

use super::support::{CTRL, Window, window};

/// Files the card that holds `words` under the topic of the sample, wherever it stands.
pub(super) fn file(window: &mut Window, words: &str) {
    window.type_into("Search statements", words);
    let card = card(window, words);
    window.click(&card);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "cross");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Clear search");
}

/// The sample with the card that holds `words` filed under a new topic, rows being topics and the card having
/// the keyboard. The card's name comes along.
pub(super) fn filed(words: &str) -> (Window, String) {
    let mut window = window(&[]);
    window.click("Open sample project");
    let card = card(&window, words);
    window.click(&card);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "Crossing");
    window.click("New topic “Crossing”");
    window.click("Rows: Topic");
    window.click(&card);
    (window, card)
}

/// The name of the first card on screen that holds `words`.
pub(super) fn card(window: &Window, words: &str) -> String {
    window
        .labels()
        .into_iter()
        .find(|label| label.contains(words) && label.contains(": "))
        .unwrap_or_else(|| panic!("no card with {words:?} among {:#?}", window.labels()))
}

fn stances(window: &Window) -> Vec<Stance> {
    let project = window.harness.state().project();
    project
        .statements()
        .flat_map(|(_, statement)| statement.topics.values().copied())
        .collect()
}

#[test]
fn a_stance_is_set_by_key_and_by_click_and_shown_in_the_strip() {
    let (mut window, _) = filed("not moved by a millimetre");
    assert_eq!(stances(&window), [Stance::NoneStated]);
    for (key, stance) in [
        (Key::Num1, Stance::Supports),
        (Key::Num2, Stance::Opposes),
        (Key::Num3, Stance::Conditional),
        (Key::Num4, Stance::NoneStated),
    ] {
        window.key(Modifiers::NONE, key);
        assert_eq!(stances(&window), [stance]);
    }
    window.click("Supports");
    assert_eq!(stances(&window), [Stance::Supports]);
    assert!(window.shows("Türkiye supports"), "{:#?}", window.labels());
    window.key(CTRL, Key::Z);
    assert_eq!(stances(&window), [Stance::NoneStated]);
    assert!(!window.shows("Türkiye supports"));
}

#[test]
fn a_stance_is_suggested_with_its_reason_and_never_set_without_a_click() {
    let (mut window, _) = filed("not moved by a millimetre");
    file(&mut window, "the American offer");
    assert_eq!(stances(&window), [Stance::NoneStated; 2]);
    window.click("suggested: supports — “welcomed”");
    assert!(stances(&window).contains(&Stance::Supports));
    assert!(!window.shows("suggested: supports — “welcomed”"));
}

#[test]
fn a_stance_needs_a_topic_and_the_key_asks_for_one() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let card = card(&window, "not moved by a millimetre");
    window.click(&card);
    window.key(Modifiers::NONE, Key::Num2);
    assert!(window.shows("file the statement first"));
    assert!(window.shows("Find or name a topic"));
    assert!(stances(&window).is_empty());
}

#[test]
fn topics_are_made_renamed_coloured_merged_and_removed() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.click("Topics");
    for name in ["Tolls", "Fees"] {
        window.type_into("Name of the topic", name);
        window.click("Add topic");
    }
    window.click("Change topic Tolls");
    window.click("Colour 3");
    window.type_into("Name of topic Tolls", " and fees");
    let topic = window.harness.state().project().topics()[&TopicId(1)].clone();
    assert_eq!((topic.name.as_str(), topic.color), ("Tolls and fees", Some(2)));
    window.click("Change topic Fees");
    window.click("Merge into…");
    window.click("Merge into Tolls and fees");
    assert_eq!(window.harness.state().project().topics().len(), 1);
    window.click("Topics");
    window.click("Change topic Tolls and fees");
    window.click("Remove topic");
    assert!(window.harness.state().project().topics().is_empty());
}

#[test]
fn a_card_can_stand_under_several_topics_and_be_taken_out_of_one() {
    let (mut window, card) = filed("not moved by a millimetre");
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "Guards");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stances(&window).len(), 2);
    window.click(&card);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "crossing");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stances(&window).len(), 2, "it stands there already");
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "cross");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(stances(&window).len(), 1);
}

#[test]
fn the_letter_that_opens_the_topics_is_not_typed_there() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let card = card(&window, "not moved by a millimetre");
    window.click(&card);
    type_at_once(&mut window, Modifiers::NONE, Key::T, "t");
    window.settle();
    let words = |window: &Window| window.control("Find or name a topic").value().unwrap_or_default();
    assert_eq!(words(&window), "");
    window.harness.event(egui::Event::Text("Gua".to_owned()));
    window.settle();
    assert_eq!(words(&window), "Gua", "the field has the keyboard");
}

#[test]
fn topics_are_suggested_from_the_statements_and_filed_by_a_click() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.click("Topics");
    window.click("Suggest topics");
    let make = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Make topic "))
        .unwrap_or_else(|| panic!("nothing suggested: {:#?}", window.labels()));
    assert!(window.shows(" statements of "), "the reason is said");
    assert!(window.harness.state().project().topics().is_empty());
    window.click(&make);
    let project = window.harness.state().project();
    assert_eq!(project.topics().len(), 1);
    assert!(stances(&window).len() >= 3);
    assert!(
        stances(&window)
            .iter()
            .all(|stance| *stance == Stance::NoneStated)
    );
}

#[test]
fn a_card_dragged_to_a_topic_is_filed_under_it() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.type_into("Search statements", "karaosman");
    let other = window
        .labels()
        .into_iter()
        .find(|label| label.contains("Karaosman, ") && label.contains(": ") && !label.contains("not moved"))
        .unwrap();
    let from = window.control(&other).rect().center();
    let heading = window.control("Crossing").rect();
    let to = heading.left_center() + egui::vec2(200.0, 0.0);
    drag(&mut window, from, to);
    assert_eq!(stances(&window).len(), 2, "{:#?}", window.labels());
    assert!(window.shows("Crossing"));
    window.key(CTRL, Key::Z);
    assert_eq!(stances(&window).len(), 1);
}

#[test]
fn a_card_dragged_into_the_briefing_is_placed_there() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let card = card(&window, "not moved by a millimetre");
    let from = window.control(&card).rect().center();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(30.0, 30.0));
    window.harness.run_steps(3);
    let target = window
        .control("Drop into New section “Positions”")
        .rect()
        .center();
    window.harness.hover_at(target);
    window.harness.run_steps(2);
    window.harness.drop_at(target);
    window.settle();
    let project = window.harness.state().project();
    assert_eq!(project.statements_in_briefing().len(), 1);
    assert!(!window.shows("Drop into"));
}

/// A key and letters that arrive in one frame, as a real window or a slow computer has them.
pub(super) fn type_at_once(window: &mut Window, modifiers: Modifiers, key: Key, letters: &str) {
    let pressed = egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let letters = egui::Event::Text(letters.to_owned());
    let input = window.harness.input_mut();
    input.events.extend([pressed, letters]);
    window.harness.step();
}

pub(super) fn drag(window: &mut Window, from: egui::Pos2, to: egui::Pos2) {
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(12.0, 12.0));
    window.harness.run_steps(2);
    window.harness.hover_at(to);
    window.harness.run_steps(2);
    window.harness.drop_at(to);
    window.settle();
}

#[test]
fn who_was_for_and_against_is_listed_side_by_side() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(Modifiers::NONE, Key::Num2);
    file(&mut window, "treaty remains our wish");
    window.click(&card(&window, "treaty remains our wish"));
    window.key(Modifiers::NONE, Key::Num1);
    assert!(window.shows("1 change of line"), "{:#?}", window.labels());
    window.click("1 change of line");
    assert!(window.shows("Changes of line"));
    assert!(window.shows("Show: "));
    window.click("Close the changes of line");
    assert!(!window.shows("Show: "));
}
