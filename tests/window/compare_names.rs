//! Compare: names that have no room are told in full on hovering, each once.

use std::sync::Arc;

use egui::{Key, Modifiers, Pos2, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{Article, ArticleId, Grouping, Kind, Origin, Speaker, Statement, View};
use readout::project::{Entry, Parts, Project};
use readout::text::Span;

use super::support::{CTRL, Window, sized};

const NAME: &str = "Maria Magdalena Konstantinopolskaya-Papadopoulou of the Western Highlands";
const ROLE: &str = "Deputy Minister for Regional Development and Transport";

pub(super) fn project() -> Project {
    let text = "“We will not move the signal box.”";
    let speaker = Speaker {
        name: NAME.to_owned(),
        role: Some(ROLE.to_owned()),
    };
    let parties = ["AM", "ORG:OSCE"];
    let statement = Statement {
        speaker: Some(speaker),
        parties: parties.iter().map(|code| code.parse().unwrap()).collect(),
        origin: Origin::Extracted,
        is_checked: false,
        ..Statement::by_hand(vec![Span::all(text).unwrap()], Kind::Direct)
    };
    let entry = Entry::new(Article::from_text(text), vec![statement]);
    let columns = ["ORG:OSCE", "AM", "GE", "TR", "IR"];
    Project::from_parts(Parts {
        articles: [(ArticleId(1), Arc::new(entry))].into(),
        view: View {
            grouping: Grouping::Nothing,
            columns: columns.iter().map(|code| code.parse().unwrap()).collect(),
            pinned: ["ORG:OSCE".parse().unwrap()].into(),
            ..View::default()
        },
        ..Parts::default()
    })
    .unwrap()
}

fn compared() -> Window {
    let mut window = sized(&["{}/names.ron"], egui::vec2(1000.0, 700.0), |builder| builder);
    std::fs::write(
        window.path("names.ron"),
        readout::storage::encode(&project()).unwrap(),
    )
    .unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    window
}

/// What the tooltips say that come up where the pointer rests, one after the other.
fn tooltips(window: &mut Window, at: Pos2) -> Vec<String> {
    fn texts(shape: &Shape, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            Shape::Text(text) => found.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let shown = |window: &Window| {
        let mut found = Vec::new();
        for clipped in &window.harness.output().shapes {
            texts(&clipped.shape, &mut found);
        }
        found
    };
    window.harness.remove_cursor();
    window.harness.run_steps(60);
    let before = shown(window);
    window.harness.hover_at(at);
    window.harness.run_steps(60);
    let mut after = shown(window);
    for text in before {
        if let Some(at) = after.iter().position(|other| *other == text) {
            after.remove(at);
        }
    }
    // The buttons of the card under the pointer.
    after.retain(|text| text.chars().count() > 1);
    after
}

/// Where the words stand on screen.
fn place(window: &Window, words: &str) -> Pos2 {
    let mut nodes = window.harness.query_all_by_label_contains(words);
    let node = nodes.find(|node| node.accesskit_node().role() == egui::accesskit::Role::Label);
    let rect = node.unwrap_or_else(|| panic!("{:#?}", window.labels())).rect();
    rect.left_center() + egui::vec2(6.0, 0.0)
}

#[test]
fn a_name_in_a_head_and_its_pin_are_explained_once_each() {
    let mut window = compared();
    let head = place(&window, "Organization for Security");
    let said = tooltips(&mut window, head);
    assert_eq!(said.len(), 1, "{said:#?}");
    let pin = place(&window, "\u{e3e2}");
    let said = tooltips(&mut window, pin);
    assert_eq!(said, ["Stays at the left"]);
    let badge = place(&window, "Armenia");
    assert_eq!(tooltips(&mut window, badge), ["Armenia"], "letters are explained");
}

#[test]
fn a_button_is_explained_once() {
    let mut window = compared();
    window.key(CTRL, Key::R);
    for (name, about) in [
        ("Save", "Save the project  Ctrl+S"),
        ("End the review", "End the review  Esc"),
    ] {
        let at = window.control(name).rect().center();
        assert_eq!(tooltips(&mut window, at), [about]);
    }
}

#[test]
fn a_speaker_who_takes_the_room_of_the_role_is_told_with_role_and_parties() {
    let mut window = compared();
    let who = place(&window, NAME);
    let said = tooltips(&mut window, who);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains(NAME) && said[0].contains(ROLE), "{said:?}");
    assert!(said[0].contains("Armenia"), "{said:?}");
    window.key(Modifiers::NONE, Key::Escape);
}
