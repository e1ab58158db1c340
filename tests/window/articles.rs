//! Articles: library, reader, inspector.

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{Kind, Origin, Statement, StatementId};

use super::support::{CTRL, Window, window};

const HEADLINE: &str = "Armenia, Türkiye end railway talks in Georgia without a date for trains";
const WORDS: &str = "We came to Tbilisi";
/// The beginning of another one.
const OTHER: &str = "Armenia had proposed May 1";

fn sample() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::Num1);
    window
}

/// Clicks the first thing of a role whose name holds `words`.
fn click(window: &mut Window, role: Role, words: &str) {
    window
        .harness
        .query_all_by_label_contains(words)
        .find(|node| node.accesskit_node().role() == role)
        .unwrap_or_else(|| panic!("no {role:?} with {words:?} among {:#?}", window.labels()))
        .click();
    window.settle();
}

/// The sample with an article open and a statement in it selected.
fn with_statement() -> (Window, StatementId) {
    let mut window = sample();
    window.type_into("Search articles", "railway talks in georgia");
    click(&mut window, Role::ListItem, HEADLINE);
    click(&mut window, Role::Link, WORDS);
    let id = window
        .harness
        .state()
        .project()
        .statements()
        .find(|(id, statement)| words(&window, *id, statement).contains(WORDS))
        .map(|(id, _)| id)
        .unwrap();
    (window, id)
}

fn words(window: &Window, id: StatementId, statement: &Statement) -> String {
    let entry = window.harness.state().project().entry(id.article).unwrap();
    statement.words(&entry.article.text)
}

fn statement(window: &Window, id: StatementId) -> Statement {
    window.harness.state().project().statement(id).unwrap().clone()
}

#[test]
fn the_library_lists_the_sample_and_finds_by_words() {
    let mut window = sample();
    let rows = |window: &Window| {
        let named = window.harness.query_all_by_label_contains(" · ");
        named
            .filter(|node| node.accesskit_node().role() == Role::ListItem)
            .count()
    };
    assert!(rows(&window) >= 5, "{:#?}", window.labels());
    assert!(window.shows("12 articles"));
    window.type_into("Search articles", "turkiye railway georgia");
    assert_eq!(rows(&window), 1);
    window.type_into("Search articles", " nowhere");
    assert!(window.shows("No article matches."));
    window.click("Show all articles");
    assert!(rows(&window) >= 5);
}

#[test]
fn an_article_that_is_clicked_is_shown_and_read() {
    let mut window = sample();
    let n_unread = |window: &Window| {
        let articles = window.harness.state().project().articles();
        articles.values().filter(|entry| !entry.is_read).count()
    };
    let before = n_unread(&window);
    window.type_into("Search articles", "railway talks in georgia");
    click(&mut window, Role::ListItem, HEADLINE);
    assert!(window.harness.query_by_label(HEADLINE).is_some(), "the headline");
    assert!(
        window.shows("The 70-kilometre line has been shut since 1993"),
        "the text"
    );
    assert_eq!(n_unread(&window), before - 1);
}

#[test]
fn arrows_go_through_the_list() {
    let mut window = sample();
    let open = |window: &Window| {
        let articles = window.harness.state().project().articles().values();
        let mut titles = articles.map(|entry| entry.article.title().to_owned());
        titles.find(|title| window.harness.query_by_label(title).is_some())
    };
    click(&mut window, Role::ListItem, "Northern Courier");
    let first = open(&window).unwrap();
    window.key(Modifiers::NONE, Key::ArrowDown);
    let second = open(&window).unwrap();
    assert_ne!(first, second);
    window.key(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(open(&window), Some(first));
}

#[test]
fn a_clicked_statement_is_explained_in_the_inspector() {
    let (window, id) = with_statement();
    let role = statement(&window, id).speaker.unwrap().role.unwrap();
    assert_eq!(
        window.control("Speaker").value().as_deref(),
        Some("Anahit Sarukhanyan")
    );
    assert_eq!(window.control("Role").value(), Some(role));
    assert!(window.shows("Found by Readout"));
    assert!(window.shows("% sure"));
    assert!(window.shows("Kind: Quotation"));
}

#[test]
fn another_country_is_chosen_and_undo_brings_the_first_back() {
    let (mut window, id) = with_statement();
    let before = statement(&window, id);
    window.click("Change party");
    window.type_into("Find a country or organisation", "georg");
    window.key(Modifiers::NONE, Key::Enter);
    let after = statement(&window, id);
    assert_eq!(after.parties, ["GE".parse().unwrap()]);
    assert_eq!(after.origin, Origin::Corrected);
    window.key(CTRL, Key::Z);
    assert_eq!(statement(&window, id), before);
}

#[test]
fn a_correction_for_the_whole_project_reaches_the_other_statements() {
    let (mut window, id) = with_statement();
    let name = statement(&window, id).speaker.unwrap().name;
    let of_speaker = |window: &Window, code: &str| {
        let party = code.parse().unwrap();
        let project = window.harness.state().project().clone();
        let all = project
            .statements()
            .filter(|(_, statement)| statement.speaker_name() == Some(&name));
        all.filter(|(_, statement)| statement.parties.contains(&party))
            .count()
    };
    let n_before = of_speaker(&window, "AM");
    assert!(n_before > 1);
    window.click("Corrections hold for: Whole project");
    window.click("Change party");
    window.type_into("Find a country or organisation", "georg");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(of_speaker(&window, "GE"), n_before);
}

#[test]
fn a_speaker_is_renamed_when_the_field_is_left() {
    let (mut window, id) = with_statement();
    window.type_into("Speaker", " II");
    assert_eq!(statement(&window, id).speaker.unwrap().name, "Anahit Sarukhanyan");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(
        statement(&window, id).speaker.unwrap().name,
        "Anahit Sarukhanyan II"
    );
}

#[test]
fn words_typed_into_a_field_survive_choosing_something_else() {
    let (mut window, id) = with_statement();
    window.type_into("Role", " and poet");
    click(&mut window, Role::Link, OTHER);
    let role = statement(&window, id).speaker.unwrap().role.unwrap();
    assert!(role.ends_with(" and poet"), "{role}");
}

#[test]
fn a_statement_is_put_aside_and_brought_back() {
    let (mut window, id) = with_statement();
    window.click("Put aside");
    assert!(!statement(&window, id).is_visible);
    click(&mut window, Role::Button, "Show 1 put aside");
    click(&mut window, Role::Link, WORDS);
    window.click("Bring back");
    assert!(statement(&window, id).is_visible);
}

#[test]
fn boundaries_move_by_word_with_buttons_and_keys() {
    let (mut window, id) = with_statement();
    let before = words(&window, id, &statement(&window, id));
    window.click("End one word earlier");
    let shorter = words(&window, id, &statement(&window, id));
    assert!(
        before.starts_with(&shorter) && shorter.len() < before.len(),
        "{shorter}"
    );
    click(&mut window, Role::Link, WORDS);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(words(&window, id, &statement(&window, id)), before);
    window.key(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    let later = words(&window, id, &statement(&window, id));
    assert!(before.ends_with(&later) && later.len() < before.len(), "{later}");
}

#[test]
fn kind_and_topic_are_set() {
    let (mut window, id) = with_statement();
    window.click("Kind: Paraphrase");
    assert_eq!(statement(&window, id).kind, Kind::Indirect);
    let n_topics = window.harness.state().project().topics().len();
    window.click("File under a topic");
    window.type_into("Topic", "Bell of the station");
    window.click("New topic “Bell of the station”");
    assert_eq!(window.harness.state().project().topics().len(), n_topics + 1);
    let filed = statement(&window, id).topics;
    assert!(window.shows("Take out of Bell of the station"), "{filed:?}");
    window.key(CTRL, Key::Z);
    assert_eq!(
        window.harness.state().project().topics().len(),
        n_topics,
        "one step"
    );
}

#[test]
fn words_are_dragged_from_the_reader_into_the_briefing() {
    let (mut window, _) = with_statement();
    let from = window
        .harness
        .get_by_label("Words of the statement")
        .rect()
        .center();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(-30.0, 30.0));
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

#[test]
fn marked_words_become_a_statement() {
    let mut window = sample();
    window.type_into("Search articles", "railway talks in georgia");
    click(&mut window, Role::ListItem, HEADLINE);
    let n_before = window.harness.state().project().statements().count();
    let line = window
        .harness
        .query_all_by_label_contains("The 70-kilometre line has been shut")
        .find(|node| node.accesskit_node().role() == Role::Paragraph)
        .unwrap()
        .rect();
    let from = line.left_top() + egui::vec2(1.0, 12.0);
    window.harness.drag_at(from);
    window.harness.step();
    for step in 1..=6_u8 {
        window
            .harness
            .hover_at(from + egui::vec2(f32::from(step) * 30.0, 0.0));
        window.harness.step();
    }
    window.harness.drop_at(from + egui::vec2(180.0, 0.0));
    window.settle();
    window.click("Make statement");
    let project = window.harness.state().project();
    assert_eq!(project.statements().count(), n_before + 1);
    let (id, made) = project
        .statements()
        .find(|(_, statement)| statement.origin == Origin::ByHand)
        .unwrap();
    assert!(
        words(&window, id, made).starts_with("The 70"),
        "{}",
        words(&window, id, made)
    );
    assert!(window.shows("Made by hand"));
    window.click("Remove statement");
    assert_eq!(window.harness.state().project().statements().count(), n_before);
}

#[test]
fn a_wrong_date_is_complained_about_and_a_right_one_is_kept() {
    let mut window = sample();
    window.type_into("Search articles", "railway talks in georgia");
    click(&mut window, Role::ListItem, HEADLINE);
    window.click("Article details");
    let date = |window: &Window| {
        let articles = window.harness.state().project().articles();
        let entry = articles
            .values()
            .find(|entry| entry.article.title() == HEADLINE)
            .unwrap();
        entry.article.metadata.published.map(|date| date.to_string())
    };
    let before = date(&window);
    window.type_into("Date", "x");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Write the date as year-month-day"));
    assert_eq!(date(&window), before);
    window.control("Date").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.type_into("Date", "2027-03-05");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(date(&window).as_deref(), Some("2027-03-05"));
    assert!(!window.shows("Write the date"));
}

#[test]
fn an_empty_project_offers_to_import() {
    let mut window = window(&[]);
    window.click("Articles");
    assert!(window.shows("There are no articles yet."));
    assert!(window.shows("Import articles…"));
    assert!(window.shows("What was said"));
}

#[test]
fn an_article_is_removed_by_its_menu_and_undo_brings_it_back() {
    let mut window = sample();
    window.type_into("Search articles", "railway talks in georgia");
    window
        .harness
        .query_all_by_label_contains(HEADLINE)
        .find(|node| node.accesskit_node().role() == Role::ListItem)
        .unwrap()
        .click_secondary();
    window.settle();
    window.click("Remove from project");
    assert_eq!(window.harness.state().project().articles().len(), 11);
    assert!(window.shows("No article matches."));
    window.key(CTRL, Key::Z);
    assert_eq!(window.harness.state().project().articles().len(), 12);
}

#[test]
fn a_long_article_is_drawn_only_where_it_is_seen() {
    let mut window = window(&["{}/long.txt"]);
    let paragraph = "Minister Anna Hollund said the ferry would leave on time. \"It always does,\" she said.";
    let text = vec![paragraph; 5_000].join("\n\n");
    std::fs::write(window.path("long.txt"), format!("The ferry\n\n{text}\n")).unwrap();
    window.click("Import articles…");
    window.click("Articles");
    window.harness.run_steps(20);
    let n_drawn = window
        .harness
        .query_all_by_label_contains("Anna Hollund")
        .filter(|node| node.accesskit_node().role() == Role::Paragraph)
        .count();
    assert!((3..60).contains(&n_drawn), "{n_drawn} paragraphs");
}

#[test]
fn a_statement_goes_into_the_briefing_and_the_inspector_says_so() {
    let (mut window, id) = with_statement();
    assert!(!window.shows("In the briefing"));
    window.click("Add to briefing");
    assert!(
        window
            .harness
            .state()
            .project()
            .statements_in_briefing()
            .contains(&id)
    );
    assert!(window.shows("In the briefing"));
}

#[test]
fn right_go_on_checks_and_selects_the_next() {
    let (mut window, id) = with_statement();
    window.click("Right, go on");
    assert!(statement(&window, id).is_checked);
    assert!(window.shows(", 1 checked"));
    let next = window
        .harness
        .query_all_by_label_contains(OTHER)
        .find(|node| node.accesskit_node().role() == Role::Link)
        .unwrap();
    assert_eq!(next.accesskit_node().toggled(), Some(Toggled::True));
}
