//! Compare: columns, rows, filters and saved views.

use egui::{Key, Modifiers};
use readout::model::Grouping;

use super::compare_topics::drag;
use super::support::{CTRL, Window, window};

fn sample() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window
}

/// The heads of the columns from left to right.
fn heads(window: &Window) -> Vec<String> {
    use egui::accesskit::Role;
    use egui_kittest::kittest::{NodeT as _, Queryable as _};
    let mut heads: Vec<(f32, String)> = window
        .harness
        .query_all_by_role(Role::ColumnHeader)
        .filter_map(|node| Some((node.rect().left(), node.accesskit_node().label()?)))
        .collect();
    heads.sort_by(|left, right| left.0.total_cmp(&right.0));
    heads.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn columns_are_moved_pinned_and_hidden_by_keys() {
    let mut window = sample();
    let before = heads(&window);
    let [first, second, ..] = before.as_slice() else {
        panic!("{before:?}");
    };
    window.control(first).focus();
    window.harness.run_steps(2);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(heads(&window)[..2], [second.clone(), first.clone()]);
    window.key(Modifiers::NONE, Key::P);
    assert_eq!(heads(&window)[0], *first, "pinned columns come first");
    window.key(Modifiers::NONE, Key::Delete);
    assert!(!heads(&window).contains(first));
    for _ in 0..3 {
        window.key(CTRL, Key::Z);
    }
    assert_eq!(heads(&window), before);
}

#[test]
fn proposed_columns_stay_where_they_are_when_statements_are_put_aside() {
    let mut window = sample();
    let before = heads(&window);
    let project = window.harness.state().project();
    let of_first = project.statements().filter(|(_, it)| {
        let party = it
            .parties
            .first()
            .map(|party| readout::atlas::Atlas::get().name(party));
        party == Some(before[0].as_str()) && it.is_visible
    });
    let n = of_first.count();
    assert!(n > 5, "{n}");
    window.click("Rows: No rows");
    window.key(Modifiers::NONE, Key::ArrowDown);
    for _ in 0..12 {
        window.key(Modifiers::NONE, Key::Delete);
    }
    assert_eq!(heads(&window), before);
    assert!(
        window.harness.state().project().view().columns.is_empty(),
        "nothing was chosen"
    );
    window.click("Columns");
    window.click("Propose columns again");
    assert_ne!(heads(&window)[0], before[0], "others have said more by now");
}

#[test]
fn hiding_the_last_column_brings_no_others() {
    let mut window = sample();
    let first = heads(&window)[0].clone();
    window.click(&format!("Column {first}"));
    window.click("Only this party");
    assert_eq!(heads(&window), std::slice::from_ref(&first));
    window.click(&format!("Column {first}"));
    window.click("Hide column");
    assert_eq!(heads(&window), Vec::<String>::new());
    window.click("Columns");
    window.click("Propose columns again");
    assert!(heads(&window).len() > 1);
}

#[test]
fn a_column_is_dragged_to_another_place() {
    let mut window = sample();
    let before = heads(&window);
    let from = window.control(&before[2]).rect().left_center() + egui::vec2(60.0, 0.0);
    let to = window.control(&before[0]).rect().left_center() + egui::vec2(20.0, 0.0);
    drag(&mut window, from, to);
    assert_eq!(heads(&window)[..2], [before[2].clone(), before[0].clone()]);
}

#[test]
fn a_pinned_column_stays_when_the_others_are_scrolled() {
    let mut window = sample();
    window.click("Columns");
    // A column for every party: more than the window is wide.
    let parties: Vec<String> = window
        .labels()
        .into_iter()
        .filter(|label| label.ends_with(')') && label.contains(" ("))
        .filter(|label| !label.starts_with("Others") && !label.starts_with("No party"))
        .collect();
    for party in &parties {
        let is_off = {
            use egui_kittest::kittest::NodeT as _;
            window.control(party).accesskit_node().toggled() == Some(egui::accesskit::Toggled::False)
        };
        if is_off {
            window.click(party);
        }
    }
    window.key(Modifiers::NONE, Key::Escape);
    let first = heads(&window)[0].clone();
    window.click(&format!("Column {first}"));
    window.click("Pin at the left");
    let before = window.control(&first).rect().left();
    window.harness.hover_at(egui::pos2(640.0, 400.0));
    window.harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(-600.0, 0.0),
        source: egui::MouseWheelSource::Unknown,
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_steps(30);
    let after = window.control(&first).rect().left();
    assert!((before - after).abs() < 1.0, "{before} {after}");
    assert!(heads(&window).len() > 1);
}

#[test]
fn others_and_no_party_have_columns_on_demand() {
    let mut window = sample();
    window.click("Columns");
    let others = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Others ("))
        .unwrap();
    window.click(&others);
    let nobody = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("No party ("))
        .unwrap();
    window.click(&nobody);
    window.key(Modifiers::NONE, Key::Escape);
    let view = window.harness.state().project().view().clone();
    assert!(view.shows_others && view.shows_no_party);
}

#[test]
fn rows_are_days_weeks_or_months_and_fold_with_their_counts() {
    let mut window = sample();
    window.click("Rows: Date");
    assert!(window.shows("23 March 2027"));
    window.click("Dates: Month");
    assert!(window.shows("March 2027"));
    assert_eq!(window.harness.state().project().view().grouping, Grouping::Month);
    window.click("Dates: Week");
    assert!(window.shows("22–28 March 2027"), "{:#?}", window.labels());
    let n_before = window.labels().len();
    window.click("22–28 March 2027");
    window.key(Modifiers::NONE, Key::Escape);
    assert_ne!(window.labels().len(), n_before);
    window.click("Rows: Topic");
    assert!(window.shows("No topic"));
}

#[test]
fn filters_are_set_in_the_menu_and_taken_away_as_chips() {
    let mut window = sample();
    let all = window.harness.state().project().statements().count();
    window.click("Filter");
    window.click("Paraphrase");
    window.type_into("Find in the filters", "spokes");
    let role = window
        .labels()
        .into_iter()
        .find(|label| label.to_lowercase().contains("spokes") && label.ends_with(')'))
        .unwrap_or_else(|| panic!("no such role: {:#?}", window.labels()));
    window.click(&role);
    window.type_into("From day", "2027-03-10");
    window.key(Modifiers::NONE, Key::Escape);
    let filters = window.harness.state().project().view().filters.clone();
    assert_eq!((filters.kinds.len(), filters.roles.len()), (1, 1));
    assert_eq!(filters.from, Some(jiff::civil::date(2027, 3, 10)));
    assert!(window.shows("filtered out"));
    assert!(window.shows("Remove from 10\u{a0}Mar\u{a0}2027"));
    window.click("Remove Paraphrase");
    window.click("Clear filters");
    assert!(window.harness.state().project().view().filters.is_empty());
    assert_eq!(window.harness.state().project().statements().count(), all);
}

#[test]
fn saved_views_are_chosen_by_key_and_in_the_palette() {
    let mut window = sample();
    for (rows, name) in [("Rows: Speaker", "By voice"), ("Rows: Topic", "By matter")] {
        window.click(rows);
        window.click("Views");
        window.type_into("Name of the view", name);
        window.click("Save view");
        window.key(Modifiers::NONE, Key::Escape);
    }
    let grouping = |window: &Window| window.harness.state().project().view().grouping;
    window.click("Rows: Article");
    window.key(Modifiers::ALT, Key::Num2);
    assert_eq!(
        grouping(&window),
        Grouping::Speaker,
        "they are in order of their names"
    );
    assert!(window.shows("View: By voice"), "{:#?}", window.labels());
    window.key(CTRL, Key::Num1);
    window.key(Modifiers::ALT, Key::Num1);
    assert_eq!(grouping(&window), Grouping::Topic);
    assert!(window.shows("Search statements"), "from other places too");
    window.key(CTRL, Key::Z);
    assert_eq!(grouping(&window), Grouping::Speaker);
    window.key(Modifiers::ALT, Key::Num9);
    assert!(window.shows("There is no saved view number 9"));
    window.control("Search statements").focus();
    window.harness.step();
    window.key(Modifiers::ALT, Key::Num1);
    assert_eq!(
        grouping(&window),
        Grouping::Speaker,
        "while one types they are letters"
    );
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "view matter");
    window.click("View: By matter");
    assert_eq!(grouping(&window), Grouping::Topic);
    window.key(Modifiers::NONE, Key::F1);
    assert!(window.shows("Alt+1 to Alt+9"), "{:#?}", window.labels());
}

#[test]
fn a_view_is_saved_chosen_renamed_deleted_and_all_of_that_undone() {
    let mut window = sample();
    window.click("Rows: Speaker");
    window.click("Views");
    window.type_into("Name of the view", "By voice");
    window.click("Save view");
    window.key(Modifiers::NONE, Key::Escape);
    window.click("Rows: Article");
    window.click("Views");
    window.click("View By voice");
    let grouping = window.harness.state().project().view().grouping;
    assert_eq!(grouping, Grouping::Speaker);
    window.click("Views");
    window.click("Rename view By voice");
    window.type_into("New name of By voice", "s");
    window.click("Keep the new name");
    assert!(window.shows("View By voices"), "{:#?}", window.labels());
    window.click("Delete view By voices");
    assert!(window.harness.state().project().saved_views().is_empty());
    window.key(CTRL, Key::Z);
    assert_eq!(window.harness.state().project().saved_views().len(), 1);
}
