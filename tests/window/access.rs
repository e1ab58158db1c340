//! Every control of every view has a name; nothing is cut at any zoom; names in all scripts have room.

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::crowded::{NAMES, crowded};
use super::support::{CTRL, Window, sized, window};

/// Roles of things that people do something with.
const CONTROLS: [Role; 14] = [
    Role::Button,
    Role::CheckBox,
    Role::ComboBox,
    Role::Link,
    Role::ListItem,
    Role::MenuItem,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::RowHeader,
    Role::Slider,
    Role::Splitter,
    Role::Tab,
    Role::TextInput,
    Role::DefaultButton,
];

/// What is called nothing, or by letters of the icon font alone.
fn nameless(window: &Window) -> Vec<String> {
    let root = window.harness.root();
    root.children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            let is_control = CONTROLS.contains(&node.role());
            let name = node.label().unwrap_or_default();
            let is_named = name.chars().any(char::is_alphanumeric);
            (is_control && !is_named).then(|| format!("{:?} {name:?}", node.role()))
        })
        .collect()
}

fn check(window: &Window, what: &str) {
    let nameless = nameless(window);
    assert!(
        nameless.is_empty(),
        "{what}: {nameless:?} among {:#?}",
        window.labels()
    );
}

#[test]
fn every_control_of_every_view_has_a_name() {
    let mut window = window(&[]);
    check(&window, "welcome");
    window.click("Open sample project");
    check(&window, "Compare");
    window.key(CTRL, Key::R);
    check(&window, "review in Compare");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::Num4);
    for picture in ["Timeline", "Who about whom", "Speakers", "Over time"] {
        if picture != "Timeline" {
            window.click(&format!("Picture: {picture}"));
        }
        check(&window, picture);
    }
    window.key(CTRL, Key::Num1);
    check(&window, "Articles");
    window.key(Modifiers::ALT, Key::ArrowDown);
    check(&window, "Articles with a statement");
    window.key(CTRL.plus(Modifiers::SHIFT), Key::F);
    window.type_into("Find in the articles", "gyumri");
    check(&window, "search bar");
    window.click("Always highlight");
    window.click("Highlighted terms (1)");
    check(&window, "highlighted terms");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::R);
    check(&window, "review in Articles");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::P);
    check(&window, "people");
    let first = window
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" statements") && label.contains(", "))
        .unwrap();
    window.click(&first);
    check(&window, "a person");
    window.click("Close");
    window.key(CTRL, Key::Num3);
    check(&window, "Briefing, empty");
    window.click("Draft briefing from statements");
    check(&window, "Briefing");
    for modal in [Key::K, Key::L] {
        window.key(CTRL, modal);
        check(&window, "a dialog");
        window.key(Modifiers::NONE, Key::Escape);
    }
}

/// Controls of the bars on top that lie over one another.
fn overlaps(window: &Window) -> Vec<String> {
    const BARS: f32 = 90.0;
    // What is scrolled stands under the bars, out of sight.
    let is_scrolled = |role| matches!(role, Role::ListItem | Role::Link);
    let root = window.harness.root();
    let controls: Vec<(String, egui::Rect)> = root
        .children_recursive()
        .filter(|node| {
            let role = node.accesskit_node().role();
            CONTROLS.contains(&role) && !is_scrolled(role)
        })
        .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
        .filter(|(_, rect)| rect.bottom() < BARS && rect.is_positive())
        .collect();
    let mut found = Vec::new();
    for (idx, (name, rect)) in controls.iter().enumerate() {
        for (other, place) in controls.iter().skip(idx + 1) {
            let shared = rect.intersect(*place);
            if shared.is_positive() && shared.area() > 8.0 {
                found.push(format!("{name} and {other} at {shared}"));
            }
        }
    }
    found
}

#[test]
fn controls_stay_inside_of_the_window_at_every_zoom_and_size() {
    for (width, height, zoom) in [
        (1280.0, 720.0, 1.0),
        (1280.0, 720.0, 0.75),
        (1280.0, 720.0, 1.5),
        (1280.0, 720.0, 2.0),
        (2560.0, 1440.0, 1.0),
        (2560.0, 1440.0, 2.0),
    ] {
        let mut window = sized(&[], vec2(width / zoom, height / zoom), |builder| {
            builder.with_pixels_per_point(zoom)
        });
        let what = format!("{width} by {height} at {zoom}");
        // In a window as low as this the button is below the edge; the palette is not.
        window.key(CTRL, Key::K);
        window.type_into("Command palette", "open sample");
        window.key(Modifiers::NONE, Key::Enter);
        assert_eq!(overlaps(&window), Vec::<String>::new(), "{what}");
        window.key(CTRL, Key::Num1);
        window.key(Modifiers::ALT, Key::ArrowDown);
        assert_eq!(overlaps(&window), Vec::<String>::new(), "{what}, Articles");
        window.key(CTRL, Key::R);
        for name in ["Accept  A", "End the review", "Search articles", "Hide library"] {
            let rect = window.control(name).rect();
            assert!(
                rect.left() >= 0.0 && rect.right() <= width / zoom + 0.5,
                "{what}: {name} at {rect}"
            );
        }
        window.key(Modifiers::NONE, Key::Escape);
        window.key(CTRL, Key::Num4);
        for name in [
            "Save as PNG…",
            "Picture into briefing",
            "Hide pictures",
            "Picture: Over time",
        ] {
            let rect = window.control(name).rect();
            assert!(
                rect.left() >= 0.0
                    && rect.right() <= width / zoom + 0.5
                    && rect.bottom() <= height / zoom + 0.5,
                "{what}: {name} at {rect}"
            );
        }
    }
}

/// How much of the rows of Compare is in sight.
fn height_of_rows(window: &Window) -> f32 {
    let rects = |role: Role| {
        let nodes = window.harness.query_all_by_role(role);
        nodes.map(|node| node.rect()).collect::<Vec<_>>()
    };
    let top = rects(Role::ColumnHeader)
        .iter()
        .map(egui::Rect::bottom)
        .fold(0.0, f32::max);
    let ends = ["Picture: Timeline", "Pictures"].map(|name| {
        let nodes = window.harness.query_all_by_label(name);
        nodes.map(|node| node.rect().top()).fold(f32::INFINITY, f32::min)
    });
    ends.into_iter().fold(f32::INFINITY, f32::min) - top
}

#[test]
fn a_card_of_the_table_is_in_sight_in_the_lowest_window() {
    let mut window = sized(&[], vec2(640.0, 360.0), |builder| {
        builder.with_pixels_per_point(2.0)
    });
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "open sample");
    window.key(Modifiers::NONE, Key::Enter);
    let least = 100.0;
    assert!(height_of_rows(&window) > 150.0, "{}", height_of_rows(&window));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(height_of_rows(&window) > 150.0, "{}", height_of_rows(&window));
    window.key(CTRL, Key::R);
    assert!(height_of_rows(&window) >= least, "{}", height_of_rows(&window));
    for name in [
        "Accept  A",
        "Fix in review",
        "Back in review",
        "End the review",
        "Hide in review",
    ] {
        let rect = window.control(name).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= 640.5, "{name} at {rect}");
    }
    let all = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Accept all "))
        .unwrap();
    assert!(window.control(&all).rect().right() <= 640.5);
    assert_eq!(overlaps(&window), Vec::<String>::new());
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::Num4);
    assert!(height_of_rows(&window) >= least, "{}", height_of_rows(&window));
    window.click("Hide pictures");
    window.click("Pictures");
    assert!(
        window.shows("Picture: Timeline"),
        "the strip is a button here: {:#?}",
        window.labels()
    );
}

#[test]
fn the_title_of_a_topic_has_room_in_the_narrowest_window() {
    let mut window = sized(&["{}/crowded.ron"], vec2(640.0, 360.0), |builder| {
        builder.with_pixels_per_point(2.0)
    });
    let bytes = readout::storage::encode(&crowded(&NAMES)).unwrap();
    std::fs::write(window.path("crowded.ron"), bytes).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    let labels = window
        .harness
        .query_all_by_label_contains("The Gyumri–Kars crossing");
    let title = labels
        .filter(|node| node.accesskit_node().role() == Role::Label)
        .map(|node| node.rect().width())
        .fold(0.0, f32::max);
    assert!(title > 200.0, "{title} points");
    assert!(window.shows("parties: supports"), "{:#?}", window.labels());
}

#[test]
fn long_names_stay_in_their_column_and_are_found() {
    let mut window = window(&["{}/names.txt"]);
    let text = "The talks\n\nForeign Minister Anna Hollund of Norway said: \"The ferry sails on Monday.\"\n";
    std::fs::write(window.path("names.txt"), text).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::Num1);
    window.key(Modifiers::ALT, Key::ArrowDown);
    let name = "Konstantine Gamsakhurdia-Bagrationi-Dadiani-Orbeliani-Tsereteli-Eristavi of Upper Svaneti";
    window.control("Speaker").focus();
    window.harness.step();
    window.key(CTRL, Key::A);
    window.type_into("Speaker", name);
    window.key(Modifiers::NONE, Key::Enter);
    let found = window.harness.state().project().statements();
    let speakers: Vec<_> = found.filter_map(|(_, it)| it.speaker_name()).collect();
    assert_eq!(speakers, [name]);
    window.key(CTRL, Key::P);
    window.type_into("Search people", "dadiani");
    let row = window
        .harness
        .query_all_by_label_contains(name)
        .find(|node| node.accesskit_node().role() == Role::ListItem)
        .unwrap_or_else(|| panic!("{:#?}", window.labels()))
        .rect();
    assert!(row.width() < 320.0, "{row}");
    window.click("Close");
    window.key(CTRL, Key::R);
    for button in ["Accept  A", "End the review", "Hide inspector"] {
        let rect = window.control(button).rect();
        assert!(rect.right() <= 1280.5, "{button} at {rect}");
    }
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::Num4);
    window.click("Picture: Speakers");
    let bar = window
        .harness
        .query_all_by_label_contains(name)
        .find(|node| node.accesskit_node().role() == Role::Button)
        .map(|node| node.rect());
    assert!(bar.is_none_or(|bar| bar.right() <= 1280.5), "{bar:?}");
}
