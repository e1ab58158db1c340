//! Checking statements by key, and what undo shows.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{Origin, StatementId};

use super::support::{CTRL, Window, sized, window};

fn sample() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window
}

fn n_checked(window: &Window) -> usize {
    let project = window.harness.state().project();
    project
        .statements()
        .filter(|(_, statement)| statement.is_checked)
        .count()
}

fn n_hidden(window: &Window) -> usize {
    let project = window.harness.state().project();
    let statements = project.statements();
    statements.filter(|(_, statement)| !statement.is_visible).count()
}

#[test]
fn sixty_statements_are_checked_with_the_keyboard_alone() {
    let mut window = sample();
    window.key(CTRL, Key::R);
    assert!(window.shows("0 of "), "{:#?}", window.labels());
    for n in 1..=60 {
        window.harness.key_press(Key::A);
        window.harness.run_steps(2);
        if n % 20 == 0 {
            let n_checked = n_checked(&window);
            assert!(n_checked >= n, "{n_checked} after {n}");
            assert!(window.shows(&format!("{n_checked} of ")), "after {n}");
        }
    }
    window.settle();
    assert!(
        n_checked(&window) > 60,
        "what stands in several articles is checked in all of them"
    );
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("End the review"));
}

#[test]
fn escape_leaves_the_field_that_is_typed_in_and_the_review_goes_on() {
    let mut window = sample();
    window.key(CTRL, Key::Num2);
    window.key(CTRL, Key::R);
    window.key(CTRL, Key::F);
    window.harness.event(egui::Event::Text("minister".to_owned()));
    window.settle();
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.shows("End the review"), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::A);
    assert!(n_checked(&window) > 0);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.shows("End the review"));
}

#[test]
fn the_article_that_is_checked_is_whole_in_the_list() {
    let mut window = sample();
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::R);
    let mut rows = window.harness.query_all_by_role(Role::ListItem);
    let open = rows
        .find(|node| node.accesskit_node().toggled() == Some(Toggled::True))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()))
        .rect();
    let mut labels = window.harness.query_all_by_label_contains(" unread");
    let below = labels
        .find(|node| node.accesskit_node().role() == Role::Label)
        .unwrap()
        .rect();
    assert!(open.bottom() <= below.top(), "{open} over {below}");
}

#[test]
fn skipped_ones_stay_open_and_hidden_ones_go() {
    let mut window = sample();
    window.key(CTRL, Key::Num1);
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::N);
    window.key(Modifiers::NONE, Key::X);
    assert_eq!((n_checked(&window), n_hidden(&window)), (0, 1));
    window.key(Modifiers::NONE, Key::A);
    assert!(window.shows("2 of "), "{:#?}", window.labels());
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    assert_eq!((n_checked(&window), n_hidden(&window)), (0, 0));
}

#[test]
fn accepting_all_checks_what_is_shown_and_one_undo_takes_it_back() {
    let mut window = sample();
    window.type_into("Search statements", "train");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::R);
    let label = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Accept all "))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()));
    let n_shown: usize = label.trim_start_matches("Accept all ").parse().unwrap();
    let n_all = window.harness.state().project().statements().count();
    assert!((1..n_all / 2).contains(&n_shown), "{n_shown} of {n_all}");
    window.click(&label);
    assert_eq!(n_checked(&window), n_shown);
    assert!(window.shows("All of it is checked."));
    window.key(CTRL, Key::Z);
    assert_eq!(n_checked(&window), 0);
    assert!(window.shows(&format!("Undone: Check {n_shown} statement")));
}

#[test]
fn fixing_goes_to_the_speaker_and_accepting_comes_back() {
    let mut window = sample();
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::F);
    assert!(window.control("Speaker").accesskit_node().is_focused());
    window.key(CTRL, Key::A);
    window.control("Speaker").type_text("Selim Kar");
    window.settle();
    assert!(window.shows("In this project already"), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    let project = window.harness.state().project();
    let fixed: Vec<_> = project
        .statements()
        .filter(|(_, statement)| statement.origin == Origin::Corrected)
        .collect();
    assert_eq!(fixed.len(), 1);
    let speaker = fixed[0].1.speaker.clone().unwrap();
    assert_eq!(
        speaker.name, "Selim Karaosman",
        "no second one who is called nearly so"
    );
    assert!(speaker.role.is_some());
    assert_eq!(fixed[0].1.parties, ["TR".parse().unwrap()]);
    window.key(Modifiers::NONE, Key::A);
    assert_eq!(n_checked(&window), 1);
    assert!(window.shows("Search statements"), "back in Compare");
}

#[test]
fn a_name_in_the_list_can_be_clicked() {
    let mut window = sample();
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::F);
    window.key(CTRL, Key::A);
    window.control("Speaker").type_text("Selim Kar");
    window.settle();
    window
        .harness
        .query_all_by_label_contains("Selim Karaosman, ")
        .find(|node| node.accesskit_node().role() == Role::ListItem)
        .unwrap()
        .click();
    window.settle();
    let project = window.harness.state().project();
    let names: Vec<_> = project
        .statements()
        .filter(|(_, statement)| statement.origin == Origin::Corrected)
        .filter_map(|(_, statement)| statement.speaker_name())
        .collect();
    assert_eq!(names, ["Selim Karaosman"], "{:#?}", window.labels());
}

/// How sure the program is of the statement that is looked at, in per cent.
fn sure(window: &Window) -> u32 {
    let labels = window.labels().into_iter();
    let mut sure = labels.filter_map(|label| {
        let words = label.strip_suffix(" % sure")?;
        words.rsplit(' ').next()?.parse().ok()
    });
    sure.next().unwrap_or_else(|| panic!("{:#?}", window.labels()))
}

/// The card of a statement of which the program is as sure as of the one that is looked at can be seen.
fn assert_in_sight(window: &Window) {
    let percent = sure(window);
    let project = window.harness.state().project();
    let alike = project
        .statements()
        .filter(|(_, it)| u32::from(it.confidence.percent()) == percent);
    let words: Vec<String> = alike
        .map(|(id, it)| {
            let text = &project.entry(id.article).unwrap().article.text;
            format!(": {}", it.words(text).chars().take(40).collect::<String>())
        })
        .collect();
    let labels = window.labels();
    assert!(
        labels
            .iter()
            .any(|label| words.iter().any(|words| label.contains(words))),
        "{words:?} among {labels:#?}"
    );
}

#[test]
fn the_least_sure_can_be_checked_first() {
    let mut window = sized(&[], egui::vec2(1280.0, 720.0), |builder| builder);
    window.click("Open sample project");
    window.key(CTRL, Key::R);
    let first = sure(&window);
    let place = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("0 of "))
        .unwrap();
    window.click("Least sure first");
    let least = sure(&window);
    assert!(least < first, "{least} {first}");
    assert_in_sight(&window);
    assert!(window.shows(&place), "as many as before: {:#?}", window.labels());
    let mut before = least;
    for _ in 0..12 {
        window.key(Modifiers::NONE, Key::A);
        assert!(sure(&window) >= before, "{} after {before}", sure(&window));
        before = sure(&window);
        assert_in_sight(&window);
    }
    assert!(n_checked(&window) >= 12);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::R);
    assert!(sure(&window) >= before, "the order is remembered");
    window.key(Modifiers::NONE, Key::O);
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::R);
    let button = window.control("Least sure first").accesskit_node();
    assert_ne!(button.toggled(), Some(egui::accesskit::Toggled::True));
}

#[test]
fn undo_shows_what_it_has_changed() {
    let mut window = sample();
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::A);
    window.key(Modifiers::NONE, Key::Escape);
    let checked: StatementId = window
        .harness
        .state()
        .project()
        .statements()
        .find(|(_, statement)| statement.is_checked)
        .map(|(id, _)| id)
        .unwrap();
    let title = window.harness.state().project().entry(checked.article).unwrap();
    let title = title.article.title().to_owned();
    window.key(CTRL, Key::Num3);
    window.key(CTRL, Key::Z);
    assert_eq!(n_checked(&window), 0);
    assert!(window.shows("Undone: Check 1 statement"));
    assert!(
        window.harness.query_by_label(&title).is_some(),
        "the article in which it stands: {:#?}",
        window.labels()
    );
}

#[test]
fn a_person_is_renamed_everywhere_and_taught_a_country_in_the_dialog_of_people() {
    let mut window = sample();
    window.key(CTRL, Key::P);
    window.type_into("Search people", "sarukh");
    let row = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Anahit Sarukhanyan, "))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()));
    window.click(&row);
    let by = |window: &Window, name: &str| {
        let project = window.harness.state().project();
        let statements = project.statements();
        statements
            .filter(|(_, statement)| statement.speaker_name() == Some(name))
            .count()
    };
    let n_before = by(&window, "Anahit Sarukhanyan");
    assert!(n_before > 1);
    window.type_into("Name of the person", " II");
    window.click(&format!("Rename everywhere ({n_before} statements)"));
    assert_eq!(by(&window, "Anahit Sarukhanyan II"), n_before);
    assert!(
        window.shows("Remove Anahit Sarukhanyan"),
        "the old name is a spelling: {:#?}",
        window.labels()
    );
    window.click("Close");
    window.key(CTRL, Key::Z);
    assert_eq!(by(&window, "Anahit Sarukhanyan"), n_before);
}
