//! Pictures: clicks filter the table, files and the briefing get them.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::BlockKind;

use super::support::{CTRL, Window, window};

fn sample(answers: &[&str]) -> Window {
    let mut window = window(answers);
    window.click("Open sample project");
    window
}

/// Clicks the first thing in a picture whose name holds `words`; returns its whole name.
fn click(window: &mut Window, words: &str) -> String {
    let labels = window.labels();
    let node = window
        .harness
        .query_all_by_label_contains(words)
        .find(|node| node.accesskit_node().role() == Role::Button)
        .unwrap_or_else(|| panic!("nothing with {words:?} among {labels:#?}"));
    let name = node.accesskit_node().label().unwrap_or_default();
    node.click();
    window.settle();
    name
}

#[test]
fn a_bar_of_the_timeline_filters_the_table_and_a_second_click_takes_it_back() {
    let mut window = sample(&[]);
    window.click("Timeline");
    let name = click(&mut window, "March 2027: ");
    let filters = window.harness.state().project().view().filters.clone();
    assert!(filters.from.is_some() && filters.from == filters.until, "{name}");
    assert_eq!(filters.parties.len(), 1);
    assert!(window.shows("Remove from "), "{:#?}", window.labels());
    click(&mut window, &name);
    assert!(window.harness.state().project().view().filters.is_empty());
}

#[test]
fn bars_of_no_party_and_of_others_filter_what_they_count() {
    let mut window = sample(&[]);
    window.click("Timeline");
    let name = click(&mut window, "No party, ");
    let n: usize = name.rsplit(' ').nth(1).and_then(|n| n.parse().ok()).unwrap();
    let filters = window.harness.state().project().view().filters.clone();
    assert!(filters.no_party && filters.parties.is_empty(), "{name}");
    let words = if n == 1 {
        "1 statement,"
    } else {
        &format!("{n} statements,")
    };
    assert!(window.shows(words), "{words} among {:#?}", window.labels());
    assert!(window.shows("Remove no party"));
    click(&mut window, &name);
    assert!(window.harness.state().project().view().filters.is_empty());
    let name = click(&mut window, "Others, ");
    let n: usize = name.rsplit(' ').nth(1).and_then(|n| n.parse().ok()).unwrap();
    let filters = window.harness.state().project().view().filters.clone();
    assert!(filters.parties.len() > 1 && !filters.no_party, "{filters:?}");
    let words = if n == 1 {
        "1 statement,"
    } else {
        &format!("{n} statements,")
    };
    assert!(window.shows(words), "{words} among {:#?}", window.labels());
}

#[test]
fn a_click_that_is_taken_back_leaves_other_filters() {
    let mut window = sample(&[]);
    window.click("Timeline");
    click(&mut window, "Armenia, 10 March 2027: ");
    let narrowed = window.harness.state().project().view().filters.clone();
    window.click("Picture: Speakers");
    let name = click(&mut window, ", Armenia: ");
    let filters = window.harness.state().project().view().filters.clone();
    assert_eq!((filters.speakers.len(), filters.from), (1, narrowed.from));
    click(&mut window, &name);
    assert_eq!(window.harness.state().project().view().filters, narrowed);
    window.click("Picture: Timeline");
    click(&mut window, "Armenia, 10 March 2027: ");
    assert!(window.harness.state().project().view().filters.is_empty());
}

#[test]
fn a_cell_of_the_matrix_shows_what_one_party_says_about_another() {
    let mut window = sample(&[]);
    window.key(CTRL, Key::Num4);
    window.click("Picture: Who about whom");
    let name = click(&mut window, " about ");
    let n: usize = name
        .rsplit(' ')
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or_else(|| panic!("{name}"));
    let filters = window.harness.state().project().view().filters.clone();
    assert_eq!((filters.parties.len(), filters.about.len()), (1, 1));
    let words = if n == 1 {
        "1 statement".to_owned()
    } else {
        format!("{n} statements")
    };
    assert!(window.shows(&words), "{words} among {:#?}", window.labels());
    assert!(window.shows("Remove about "));
}

#[test]
fn a_speaker_in_the_picture_filters_the_table() {
    let mut window = sample(&[]);
    window.click("Speakers");
    let name = click(&mut window, ", Armenia: ");
    let filters = window.harness.state().project().view().filters.clone();
    let speaker = filters.speakers.first().cloned().unwrap();
    assert!(name.starts_with(&speaker));
}

#[test]
fn a_party_is_followed_over_time() {
    let mut window = sample(&[]);
    window.click("Over time");
    let moments = || {
        let named = window.harness.query_all_by_label_contains("no stance: ");
        let rows = named.filter(|node| node.accesskit_node().role() == Role::ListItem);
        rows.filter_map(|node| node.accesskit_node().label())
            .collect::<Vec<_>>()
    };
    let shown = moments();
    assert!(shown.len() >= 2, "{:#?}", window.labels());
    assert!(
        shown[0].starts_with(['1', '2', '3', '4', '5', '6', '7', '8', '9']),
        "{shown:?}"
    );
}

#[test]
fn a_picture_is_saved_and_placed_in_the_briefing() {
    let mut window = sample(&["{}/timeline"]);
    window.key(CTRL, Key::Num4);
    window.click("Save as PNG…");
    let file = std::fs::read(window.path("timeline.png")).unwrap();
    assert!(file.starts_with(b"\x89PNG"));
    assert!(window.shows("Saved as"), "{:#?}", window.labels());
    for picture in ["Timeline", "Over time"] {
        window.click(&format!("Picture: {picture}"));
        window.click("Picture into briefing");
    }
    let pictures = |window: &Window| {
        let blocks = window.harness.state().project().briefing().blocks.values();
        let pictures = blocks.filter_map(|block| match &block.kind {
            BlockKind::Picture(picture) => Some(picture.clone()),
            _ => None,
        });
        pictures.collect::<Vec<_>>()
    };
    let placed = pictures(&window);
    assert_eq!(placed.len(), 2);
    assert_eq!(**placed[0].png.bytes(), *file, "the same as in the file");
    assert!(placed[0].caption.starts_with("Statements by party and date."));
    assert!(
        placed[0].alternative.contains("Armenia"),
        "{}",
        placed[0].alternative
    );
    for _ in 0..2 {
        window.key(CTRL, Key::Z);
    }
    assert!(pictures(&window).is_empty());
}

/// Whether the first pixel of a PNG file is dark.
fn is_dark(file: &[u8]) -> bool {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut bytes).unwrap();
    bytes[0] < 128
}

#[test]
fn pictures_are_saved_on_light_paper_and_on_dark_by_choice() {
    let mut window = sample(&["{}/light", "{}/dark"]);
    window.key(CTRL, Key::Num4);
    window.click("Save as PNG…");
    window.click("Paper of pictures: light");
    window.click("Save as PNG…");
    let paper = |name: &str| is_dark(&std::fs::read(window.path(name)).unwrap());
    assert_eq!((paper("light.png"), paper("dark.png")), (false, true));
    window.click("Paper of pictures: dark");
    assert!(window.shows("Paper of pictures: light"));
}

#[test]
fn the_keyboard_reaches_the_pictures_and_the_key_hides_them() {
    let mut window = sample(&[]);
    window.key(CTRL, Key::Num4);
    let bar = window
        .labels()
        .into_iter()
        .find(|label| label.contains("March 2027: "))
        .unwrap();
    window.control(&bar).focus();
    window.harness.step();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.harness.state().project().view().filters.from.is_some());
    window.key(CTRL, Key::Num4);
    assert!(!window.shows("Save as PNG…"));
}
