//! Compare: cards that stand for several articles, joint statements, and what their menus correct.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::accesskit::{Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;
use readout::model::{
    Article, ArticleId, Kind, Origin, Party, PublicationDate, Speaker, Stance, Statement, StatementId, Topic,
    TopicId,
};
use readout::project::{Entry, Parts, Project};
use readout::text::Span;

use super::compare_topics::drag;
use super::support::{CTRL, Window, window};

const CORRIDOR: &str =
    "“We will never accept a corridor through our land without our own consent and our own customs.”";
const SPRING: &str = "“The crossing at the river must be open for everybody by the spring of next year.”";
const FISH: &str =
    "“Both of our countries will keep their boats out of the lagoon until the survey is done.”";
const LAGOON: &str = "“The lagoon belongs to those who live there and to nobody else at all.”";

fn parties(codes: &str) -> Vec<Party> {
    codes
        .split_whitespace()
        .map(|code| code.parse().unwrap())
        .collect()
}

fn by(name: &str, codes: &str) -> (Speaker, Vec<Party>) {
    let speaker = Speaker {
        name: name.to_owned(),
        role: Some("Deputy Minister".to_owned()),
    };
    (speaker, parties(codes))
}

/// Three outlets with one quotation of Ivan Orlov, each with a statement of its own besides.
fn outlets() -> Project {
    let own = [
        (SPRING, by("Ani Petrosyan", "AM")),
        (FISH, by("Ken Mori", "JP KR")),
        (LAGOON, by("Petr Novak", "MV")),
    ];
    let articles = (1..).zip(own).map(|(id, own)| {
        let said = [(CORRIDOR, by("Ivan Orlov", "RU")), own];
        let mut text = String::new();
        let mut statements = Vec::new();
        for (words, (speaker, parties)) in said {
            let start = text.len();
            text.push_str(words);
            statements.push((start, text.len(), speaker, parties));
            text.push_str("\n\n");
        }
        let statements = statements
            .into_iter()
            .map(|(start, end, speaker, parties)| Statement {
                speaker: Some(speaker),
                parties,
                origin: Origin::Extracted,
                is_checked: false,
                ..Statement::by_hand(vec![Span::new(&text, start, end).unwrap()], Kind::Direct)
            });
        let statements = statements.collect();
        let mut article = Article::from_text(&text);
        article.metadata.headline = Some(format!("The talks, day {id}"));
        article.metadata.outlet = Some(format!("Outlet {id:02}"));
        article.metadata.published = Some(PublicationDate::day(date(2027, 3, i8::try_from(id).unwrap())));
        (ArticleId(id), Arc::new(Entry::new(article, statements)))
    });
    let topic = |name: &str| Topic {
        name: name.to_owned(),
        ..Topic::default()
    };
    Project::from_parts(Parts {
        articles: articles.collect(),
        topics: [
            (TopicId(1), topic("Border demarcation")),
            (TopicId(2), topic("Customs")),
        ]
        .into(),
        ..Parts::default()
    })
    .unwrap()
}

/// A window that compares what the outlets carry.
fn compared() -> Window {
    let mut window = window(&["{}/outlets.ron"]);
    std::fs::write(
        window.path("outlets.ron"),
        readout::storage::encode(&outlets()).unwrap(),
    )
    .unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    window
}

fn project(window: &Window) -> &Project {
    window.harness.state().project()
}

fn card(window: &Window, words: &str) -> String {
    super::compare_topics::card(window, words.trim_matches(['“', '”']))
}

/// How many statements are as asked.
fn n(window: &Window, is_wanted: impl Fn(&Statement) -> bool) -> usize {
    project(window)
        .statements()
        .filter(|(_, it)| is_wanted(it))
        .count()
}

fn by_name(name: &str) -> impl Fn(&Statement) -> bool + '_ {
    move |statement| statement.speaker_name() == Some(name)
}

/// Opens a submenu of the menu of a card.
fn open_menu(window: &mut Window, words: &str, submenu: &str) {
    let card = card(window, words);
    window.click(&card);
    window.click("Correct and more");
    window.click(submenu);
}

fn is_ticked(window: &Window, name: &str) -> bool {
    window.control(name).accesskit_node().toggled() == Some(Toggled::True)
}

#[test]
fn a_correction_of_a_card_reaches_all_articles_that_it_stands_for() {
    let mut window = compared();
    assert!(
        card(&window, CORRIDOR).contains("also in Outlet 0"),
        "{:#?}",
        window.labels()
    );
    let card_name = card(&window, CORRIDOR);
    window.click(&card_name);
    window.key(Modifiers::NONE, Key::Delete);
    assert_eq!(n(&window, |it| !it.is_visible), 3);
    assert!(
        window.shows("Put aside 3 statements in 3 articles"),
        "{:#?}",
        window.labels()
    );
    window.key(CTRL, Key::Z);
    open_menu(&mut window, CORRIDOR, "Kind");
    window.click("Partly quoted");
    assert_eq!(n(&window, |it| it.kind == Kind::Mixed), 3);
    open_menu(&mut window, CORRIDOR, "Speaks for");
    window.type_into("Find a country or organisation", "Armeni");
    window.key(Modifiers::NONE, Key::Enter);
    let moved = |it: &Statement| it.parties == parties("AM") && by_name("Ivan Orlov")(it);
    assert_eq!(n(&window, moved), 3);
    assert!(
        window.shows("Move Ivan Orlov to AM in 3 articles"),
        "{:#?}",
        window.labels()
    );
    let card_name = card(&window, CORRIDOR);
    window.click(&card_name);
    window.click("Correct and more");
    window.click("Right as it is");
    assert_eq!(n(&window, |it| it.is_checked), 3);
    let card_name = card(&window, CORRIDOR);
    window.click(&card_name);
    window.key(CTRL, Key::H);
    assert_eq!(
        n(&window, |it| !it.is_visible),
        3,
        "also by the command for all places"
    );
}

#[test]
fn every_article_that_carries_a_card_can_be_opened_from_it() {
    let mut window = compared();
    open_menu(&mut window, CORRIDOR, "Also in 2 articles…");
    let other = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Outlet 02 · "))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()));
    window.click(&other);
    assert!(!window.shows("Also in 2 articles"), "{:#?}", window.labels());
    assert!(!window.shows("Search statements"), "{:#?}", window.labels());
}

#[test]
fn the_menu_of_a_card_begins_with_what_the_card_says_now() {
    let mut window = compared();
    open_menu(&mut window, CORRIDOR, "Speaker");
    window.control("Speaker's name").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.type_into("Speaker's name", "Igor Orlov");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(n(&window, by_name("Igor Orlov")), 3);
    assert!(
        window.shows("Search statements"),
        "still in Compare: {:#?}",
        window.labels()
    );
    open_menu(&mut window, CORRIDOR, "Speaker");
    let name = |window: &Window| window.control("Speaker's name").value();
    assert_eq!(name(&window).as_deref(), Some("Igor Orlov"));
    window.click("Everything by Igor Orlov");
    assert!(is_ticked(&window, "Everything by Igor Orlov"));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Escape);
    open_menu(&mut window, LAGOON, "Speaker");
    assert_eq!(name(&window).as_deref(), Some("Petr Novak"));
    assert!(!is_ticked(&window, "Everything by Petr Novak"));
}

#[test]
fn the_menu_under_the_pointer_stays_open_while_one_works_in_it() {
    let mut window = compared();
    let card = card(&window, CORRIDOR);
    window.control(&card).click_secondary();
    window.settle();
    window.click("Speaks for");
    window.click("Everything by Ivan Orlov");
    assert!(is_ticked(&window, "Everything by Ivan Orlov"));
    window.type_into("Find a country or organisation", "Georgi");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(n(&window, |it| it.parties == parties("GE")), 3);
    let taught = &project(&window).corrections().people["Ivan Orlov"];
    assert_eq!(taught.parties, Some(parties("GE")));
}

#[test]
fn everything_by_a_person_is_another_known_persons_for_whomever_it_speaks() {
    let mut window = compared();
    open_menu(&mut window, CORRIDOR, "Speaker");
    window.click("Everything by Ivan Orlov");
    window.control("Speaker's name").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.control("Speaker's name").type_text("Petr Nov");
    window.settle();
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(n(&window, by_name("Petr Novak")), 4);
    assert_eq!(n(&window, |it| it.parties == parties("RU")), 3, "parties stay");
    assert!(
        window.shows("Merge Ivan Orlov into Petr Novak (3 statements)"),
        "{:#?}",
        window.labels()
    );
    assert!(window.shows("Search statements"), "still in Compare");
}

#[test]
fn a_role_can_hold_for_the_whole_project() {
    let mut window = compared();
    let card = card(&window, CORRIDOR);
    window.click(&card);
    window.key(Modifiers::NONE, Key::Enter);
    window.click("Corrections hold for: Whole project");
    window.control("Role").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.type_into("Role", "Envoy");
    window.key(Modifiers::NONE, Key::Enter);
    let is_envoy = |it: &Statement| {
        it.speaker
            .as_ref()
            .is_some_and(|it| it.role.as_deref() == Some("Envoy"))
    };
    assert_eq!(n(&window, is_envoy), 3);
    assert!(
        window.shows("Ivan Orlov speaks as Envoy (3 statements)"),
        "{:#?}",
        window.labels()
    );
    let taught = &project(&window).corrections().people["Ivan Orlov"];
    assert_eq!(taught.role.as_deref(), Some("Envoy"), "holds for later imports");
}

#[test]
fn what_the_briefing_has_from_another_outlet_is_not_added_again() {
    let mut window = compared();
    window.key(CTRL, Key::Num1);
    let in_library = window
        .labels()
        .into_iter()
        .find(|label| label.contains("day 2"))
        .unwrap();
    window.click(&in_library);
    window.choose("We will never accept");
    window.key(CTRL, Key::B);
    assert_eq!(project(&window).statements_in_briefing().len(), 1);
    window.key(CTRL, Key::Num2);
    let card = card(&window, CORRIDOR);
    assert!(card.contains("in the briefing"), "{card}");
    window.click(&card);
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(project(&window).statements_in_briefing().len(), 1);
    assert!(window.shows("Already in the briefing"));
    assert!(window.control("In the briefing").accesskit_node().is_disabled());
}

#[test]
fn a_review_checks_and_corrects_all_that_a_card_stands_for() {
    let mut window = compared();
    let card = card(&window, CORRIDOR);
    window.click(&card);
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::A);
    assert_eq!(n(&window, |it| it.is_checked), 3);
    assert!(window.shows("3 of 6 checked"), "{:#?}", window.labels());
    window.key(CTRL, Key::Z);
    window.key(Modifiers::NONE, Key::Escape);
    window.click(&card);
    window.key(CTRL, Key::R);
    window.key(Modifiers::NONE, Key::F);
    window.key(CTRL, Key::A);
    window.control("Speaker").type_text("Igor Orlov");
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(n(&window, by_name("Igor Orlov")), 1);
    window.key(Modifiers::NONE, Key::A);
    assert_eq!(
        n(&window, by_name("Igor Orlov")),
        3,
        "what is accepted is what was put right"
    );
    assert_eq!(n(&window, |it| it.is_checked), 3);
}

#[test]
fn a_joint_statement_shows_all_its_parties_and_keeps_those_of_other_columns() {
    let mut window = compared();
    let joint = |window: &Window| {
        let mut joint = project(window)
            .statements()
            .filter(|(_, it)| it.speaker_name() == Some("Ken Mori"));
        joint.next().unwrap().1.parties.clone()
    };
    let name = card(&window, FISH);
    assert!(name.contains("Japan, South Korea"), "{name}");
    let badges = |window: &Window| {
        let named = window.harness.query_all_by_label("South Korea");
        named
            .filter(|node| node.accesskit_node().role() == Role::Label)
            .count()
    };
    let n_badges = badges(&window);
    open_menu(&mut window, FISH, "Also speaks for…");
    window.type_into("Find a country or organisation", "Mald");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(joint(&window), parties("JP KR MV"));
    assert!(badges(&window) > n_badges, "another card says so");
    window.key(CTRL, Key::Z);
    let from = window.control(&name).rect();
    let onto = card(&window, LAGOON);
    let to = window.control(&onto).rect().center();
    let from_japan = window
        .harness
        .query_all_by_label(&name)
        .map(|node| node.rect())
        .min_by(|one, other| one.left().total_cmp(&other.left()))
        .unwrap_or(from);
    drag(&mut window, from_japan.center(), to);
    let after = joint(&window);
    assert!(after.contains(&"MV".parse().unwrap()), "{after:?}");
    assert_eq!(after.len(), 2, "the other party stays: {after:?}");
}

#[test]
fn enter_files_under_exactly_these_words_or_makes_the_topic() {
    let mut window = compared();
    let card = card(&window, SPRING);
    window.click(&card);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "Border");
    window.key(Modifiers::NONE, Key::Enter);
    let names: Vec<&str> = project(&window)
        .topics()
        .values()
        .map(|topic| topic.name.as_str())
        .collect();
    assert_eq!(names, ["Border demarcation", "Customs", "Border"]);
    assert_eq!(n(&window, |it| it.topics.contains_key(&TopicId(3))), 1);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "border");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(n(&window, |it| it.topics.contains_key(&TopicId(1))), 1);
    assert_eq!(n(&window, |it| it.topics.contains_key(&TopicId(3))), 1);
}

#[test]
fn a_stance_on_one_of_several_topics_is_asked_for() {
    let mut window = compared();
    let card = card(&window, SPRING);
    for topic in ["Border demarcation", "Customs"] {
        window.click(&card);
        window.key(Modifiers::NONE, Key::T);
        window.type_into("Find or name a topic", topic);
        window.key(Modifiers::NONE, Key::Enter);
    }
    window.click(&card);
    window.key(Modifiers::NONE, Key::Num2);
    assert!(window.shows("Opposes: on which topic?"), "{:#?}", window.labels());
    window.click("Opposes Customs");
    let stances = BTreeMap::from([(TopicId(1), Stance::NoneStated), (TopicId(2), Stance::Opposes)]);
    assert_eq!(n(&window, |it| it.topics == stances), 1);
    window.key(Modifiers::NONE, Key::Num1);
    window.key(Modifiers::NONE, Key::Enter);
    let stances = BTreeMap::from([(TopicId(1), Stance::Supports), (TopicId(2), Stance::Opposes)]);
    assert_eq!(
        n(&window, |it| it.topics == stances),
        1,
        "by keys: {:#?}",
        window.labels()
    );
    assert!(window.shows("Search statements"), "still in Compare");
}

#[test]
fn a_card_says_all_that_it_shows() {
    let mut window = compared();
    let name = card(&window, CORRIDOR);
    let about = name.split(": ").next().unwrap();
    assert_eq!(
        about,
        "Ivan Orlov, Deputy Minister, Russia, quotation, Outlet 03, 3\u{a0}Mar\u{a0}2027, also in Outlet 01, Outlet 02"
    );
    let id = StatementId::from((3, 2));
    let name = card(&window, LAGOON);
    window.click(&name);
    window.key(Modifiers::NONE, Key::T);
    window.type_into("Find or name a topic", "Customs");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Num2);
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(
        project(&window).statement(id).unwrap().topics[&TopicId(2)],
        Stance::Opposes
    );
    let name = card(&window, LAGOON);
    window.click(&name);
    window.click("Correct and more");
    window.click("Right as it is");
    let name = card(&window, LAGOON);
    for said in ["opposes Customs", "checked", "in the briefing"] {
        assert!(name.contains(said), "{said} in {name}");
    }
}
