//! Compare: topics in the user's order, headings that stay in sight, statements by way of another.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::NodeT as _;
use readout::storage;

use super::compare_topics::drag;
use super::crowded::{NAMES, crowded};
use super::support::{CTRL, Window, window};

/// A window with the crowded project, whose rows are four topics.
fn topics() -> Window {
    let mut window = window(&["{}/crowded.ron"]);
    let bytes = storage::encode(&crowded(&NAMES)).unwrap();
    std::fs::write(window.path("crowded.ron"), bytes).unwrap();
    window.click("Open project…");
    window.key(CTRL, Key::Num2);
    window
}

/// The headings of the rows, as they stand on screen.
fn headings(window: &Window) -> Vec<(String, f32)> {
    let root = window.harness.root();
    let mut headings: Vec<(String, f32)> = root
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::RowHeader)
        .filter_map(|node| Some((node.accesskit_node().label()?, node.rect().top())))
        .collect();
    headings.sort_by(|one, other| one.1.total_cmp(&other.1));
    headings
}

fn names(window: &Window) -> Vec<String> {
    headings(window).into_iter().map(|(name, _)| name).collect()
}

/// Folds a row, or unfolds it, by its heading: in the middle of which other buttons may stand.
fn fold(window: &mut Window, name: &str) {
    window.control(name).click_accesskit();
    window.settle();
}

/// Folds all rows, so that their headings stand below one another.
fn fold_all(window: &mut Window) {
    let mut n_folded = 0;
    while let Some(name) = names(window).get(n_folded).cloned() {
        fold(window, &name);
        n_folded += 1;
    }
}

fn order(window: &Window) -> Vec<String> {
    let topics = window.harness.state().project().topics_in_order();
    topics.into_iter().map(|(_, topic)| topic.name.clone()).collect()
}

fn scroll(window: &mut Window, by: f32) {
    window.harness.hover_at(egui::pos2(640.0, 500.0));
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: Vec2::new(0.0, -by),
        source: egui::MouseWheelSource::Unknown,
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(30);
}

#[test]
fn the_heading_of_a_tall_row_stays_and_the_next_one_takes_its_place() {
    let mut window = topics();
    let (first, top) = headings(&window)[0].clone();
    scroll(&mut window, 3_000.0);
    let (kept, kept_top) = headings(&window)[0].clone();
    assert_eq!(kept, first, "{:#?}", headings(&window));
    assert!((kept_top - top).abs() < 1.0, "{top} {kept_top}");
    // Folded there, its heading is where one looks.
    fold(&mut window, &first);
    let found = headings(&window);
    assert_eq!(found[0].0, first);
    assert!(found.len() > 1, "{found:?}");
    fold(&mut window, &first);
    for _ in 0..60 {
        scroll(&mut window, 20_000.0);
    }
    assert_ne!(names(&window)[0], first, "at the end other rows are shown");
}

#[test]
fn topics_are_moved_by_keys_menu_and_dragging_and_each_is_undone() {
    let mut window = topics();
    let before = order(&window);
    fold_all(&mut window);
    window.control(&before[2]).focus();
    window.harness.run_steps(2);
    window.key(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(order(&window)[1], before[2]);
    window.key(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(order(&window)[0], before[2], "it keeps the keyboard");
    assert_eq!(names(&window)[0], before[2], "rows stand in this order");
    window.click(&format!("Row {}", before[2]));
    window.click("Move topic down");
    assert_eq!(order(&window)[1], before[2]);
    let place = |window: &Window, name: &str| window.control(name).rect();
    let from = place(&window, &before[3]).left_center() + egui::vec2(60.0, 0.0);
    let to = place(&window, &before[0]).left_top() + egui::vec2(60.0, 6.0);
    drag(&mut window, from, to);
    assert_eq!(order(&window)[0], before[3], "{:#?}", order(&window));
    assert!(
        window
            .harness
            .state()
            .project()
            .topics()
            .values()
            .all(|topic| topic.place > 0)
    );
    for _ in 0..4 {
        window.key(CTRL, Key::Z);
    }
    assert_eq!(order(&window), before);
}

#[test]
fn who_stands_between_is_shown_on_the_card_filtered_for_and_taken_away_as_a_chip() {
    let mut window = window(&["{}/a.txt"]);
    let text = "The ferry\n\nNorwegian Foreign Minister Anna Hollund was quoted by Interpost as saying that the ferry \
                would sail on Monday.\n\nThe harbour would be open, Hollund said on Friday.\n";
    std::fs::write(window.path("a.txt"), text).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::Num2);
    assert!(window.shows("2 statements"), "{:#?}", window.labels());
    assert!(window.shows("by way of Interpost"), "{:#?}", window.labels());
    window.click("Filter");
    window.type_into("Find in the filters", "interp");
    window.click("Interpost (1)");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(
        window.shows("1 statement, 1 filtered out"),
        "{:#?}",
        window.labels()
    );
    let card = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Anna Hollund, ") && label.contains(": "))
        .unwrap();
    window.click(&card);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(
        window.shows("By way of"),
        "the inspector says so: {:#?}",
        window.labels()
    );
    assert!(window.shows("“Interpost”"));
    window.key(CTRL, Key::Num2);
    window.click("Remove by way of Interpost");
    assert!(window.shows("2 statements"));
}
