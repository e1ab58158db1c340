//! Compare: what is searched for is marked where it stands.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Color32, Key, Modifiers, Rect, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;
use readout::model::{Article, ArticleId, Grouping, Kind, Origin, PublicationDate, Speaker, Statement, View};
use readout::project::{Entry, Parts, Project};
use readout::text::Span;

use super::compare_topics::card;
use super::support::{CTRL, Window, window};

/// Five words of prose.
const PROSE: &str = "the committee met again on ";

/// A statement that says "lighthouse" once far below and once at its end, and a short one.
fn project() -> Project {
    let long = format!(
        "“At first {}the old lighthouse was named, then {}at last the Lighthouse again.”",
        PROSE.repeat(20),
        PROSE.repeat(14)
    );
    let short = "“Nobody sails there at night.”";
    let said = [
        (long.as_str(), "Ani Petrosyan", "AM"),
        (short, "Çiğdem Aydın", "TR"),
    ];
    let mut text = String::new();
    let mut statements = Vec::new();
    for (words, name, party) in said {
        let start = text.len();
        text.push_str(words);
        let content = vec![Span::new(&text, start, text.len()).unwrap()];
        statements.push((content, name, party));
        text.push_str("\n\n");
    }
    let statements = statements
        .into_iter()
        .map(|(content, name, party)| Statement {
            speaker: Some(Speaker {
                name: name.to_owned(),
                role: Some("Harbour Master".to_owned()),
            }),
            parties: vec![party.parse().unwrap()],
            origin: Origin::Extracted,
            is_checked: false,
            ..Statement::by_hand(content, Kind::Direct)
        })
        .collect();
    let mut article = Article::from_text(&text);
    article.metadata.headline = Some("The beacon of Ardvin".to_owned());
    article.metadata.outlet = Some("Coastal Gazette".to_owned());
    article.metadata.published = Some(PublicationDate::day(date(2027, 3, 2)));
    Project::from_parts(Parts {
        articles: [(ArticleId(1), Arc::new(Entry::new(article, statements)))].into(),
        view: View {
            grouping: Grouping::Nothing,
            ..View::default()
        },
        ..Parts::default()
    })
    .unwrap()
}

fn compared() -> Window {
    let mut window = window(&["{}/beacon.ron"]);
    std::fs::write(
        window.path("beacon.ron"),
        readout::storage::encode(&project()).unwrap(),
    )
    .unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    window
}

/// Searches for these words instead of those before.
fn search(window: &mut Window, words: &str) {
    window.control("Search statements").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.type_into("Search statements", words);
    window.key(Modifiers::NONE, Key::Escape);
}

/// Where something is marked on the card that has these words.
fn marks(window: &Window, words: &str) -> Vec<Rect> {
    fn collect(shape: &Shape, color: Color32, rects: &mut Vec<Rect>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, color, rects)),
            Shape::Rect(rect) if rect.fill == color => rects.push(rect.rect),
            _ => {}
        }
    }
    let card_name = card(window, words);
    let card = window.control(&card_name).rect();
    // As `assets/theme` has them.
    let accent = match window.harness.ctx.theme() {
        egui::Theme::Light => "#1D5DB8",
        egui::Theme::Dark => "#78AEFF",
    };
    let color = Color32::from_hex(accent).unwrap().gamma_multiply(0.28);
    let mut rects = Vec::new();
    for clipped in &window.harness.output().shapes {
        collect(&clipped.shape, color, &mut rects);
    }
    rects.retain(|rect| card.contains(rect.center()));
    rects
}

/// The label on the screen with this beginning, and where it stands.
fn label(window: &Window, words: &str) -> Option<(String, Rect)> {
    let mut nodes = window.harness.query_all_by_label_contains(words);
    let node = nodes.find(|node| node.accesskit_node().role() == Role::Label)?;
    Some((
        node.value().or_else(|| node.accesskit_node().label())?,
        node.rect(),
    ))
}

#[test]
fn what_is_found_is_marked_in_words_speaker_role_and_outlet() {
    let mut window = compared();
    assert_eq!(marks(&window, "Nobody sails"), []);
    for (words, n_marks) in [
        ("sAIL", 1),
        ("there night", 2),
        ("aydin", 1),
        ("harbour", 1),
        ("gazet", 1),
        ("cigdem master coastal nobody", 4),
    ] {
        search(&mut window, words);
        assert_eq!(marks(&window, "Nobody sails").len(), n_marks, "{words}");
    }
    search(&mut window, "also");
    assert!(!window.shows("Nobody sails"), "only what is found is shown");
}

#[test]
fn a_headline_is_shown_where_it_alone_has_the_words() {
    let mut window = compared();
    assert!(label(&window, "The beacon of Ardvin").is_none());
    search(&mut window, "beacon night");
    assert_eq!(marks(&window, "Nobody sails").len(), 2);
    assert!(
        label(&window, "The beacon of Ardvin").is_some(),
        "{:#?}",
        window.labels()
    );
    search(&mut window, "night");
    assert!(label(&window, "The beacon of Ardvin").is_none());
    window.click("Rows: Article");
    search(&mut window, "beacon");
    assert_eq!(
        marks(&window, "Nobody sails"),
        [],
        "the heading of the row has it"
    );
}

#[test]
fn folded_words_show_the_first_match_and_tell_of_those_below() {
    let mut window = compared();
    let (words, before) = label(&window, "At first").unwrap();
    assert!(words.starts_with("“At first"), "{words}");
    search(&mut window, "lighthouse");
    let (words, rect) = label(&window, "old lighthouse").unwrap();
    assert!(words.starts_with("… "), "{words}");
    assert!(
        (before.height() - rect.height()).abs() < 1.0,
        "the card stays as tall"
    );
    let marks_in_sight = marks(&window, "old lighthouse");
    assert_eq!(marks_in_sight.len(), 1, "the name of the card says so too");
    assert!(rect.contains(marks_in_sight[0].center()));
    window.click("More, 1 match below");
    assert_eq!(marks(&window, "lighthouse").len(), 2);
    let (words, _) = label(&window, "At first").unwrap();
    assert!(words.starts_with("“At first"), "{words}");
    window.click("Less");
    search(&mut window, "committee");
    let (words, _) = label(&window, "At first").unwrap();
    assert!(
        words.starts_with("“At first"),
        "what can be seen needs no other beginning: {words}"
    );
    assert!(window.shows(" matches below"), "{:#?}", window.labels());
}
