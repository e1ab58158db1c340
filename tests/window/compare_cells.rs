//! Compare: the line of a cell, silence, copying, the keys.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use readout::model::{Party, TopicId};

use super::compare_topics::{card, file, filed, type_at_once};
use super::crowded::{NAMES, crowded};
use super::support::{CTRL, Window, window};

fn line(window: &Window, code: &str) -> Option<String> {
    let party: Party = code.parse().unwrap();
    let project = window.harness.state().project();
    let line = project.lines().get(&(TopicId(1), party))?;
    Some(line.words.clone())
}

#[test]
fn a_line_is_written_above_its_statements_and_says_what_is_new() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.click("Write the line of Türkiye on Crossing");
    window.type_into("Line of Türkiye on Crossing", "Waits.");
    assert_eq!(line(&window, "TR").as_deref(), Some("Waits."));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Line of Türkiye on Crossing: Waits."));
    assert!(!window.shows("new since you wrote this"));
    file(&mut window, "trains will only run after");
    assert!(
        window.shows("1 new since you wrote this"),
        "{:#?}",
        window.labels()
    );
    window.click("1 new since you wrote this");
    assert!(!window.shows("new since you wrote this"));
    window.key(CTRL, Key::Z);
    assert!(window.shows("1 new since you wrote this"));
    // The search that was cleared, and the filing.
    window.key(CTRL, Key::Z);
    window.key(CTRL, Key::Z);
    window.click("Clear search");
    assert!(
        !window.shows("new since you wrote this"),
        "it is out of the topic again"
    );
}

#[test]
fn the_line_is_reached_by_key() {
    let (mut window, _) = filed("not moved by a millimetre");
    window.key(Modifiers::NONE, Key::L);
    window
        .control("Line of Türkiye on Crossing")
        .type_text("Against.");
    window.settle();
    assert_eq!(line(&window, "TR").as_deref(), Some("Against."));
    window.key(CTRL, Key::Z);
    assert_eq!(line(&window, "TR"), None);
}

#[test]
fn silence_says_in_how_many_articles_and_can_be_checked() {
    let (mut window, _) = filed("not moved by a millimetre");
    assert!(window.shows("none found in 12 articles"));
    window.click("Mark silence of Iran on Crossing as checked");
    assert!(
        window.shows("checked: none found in 12 articles"),
        "{:#?}",
        window.labels()
    );
    let project = window.harness.state().project();
    let iran: Party = "IR".parse().unwrap();
    assert_eq!(project.lines()[&(TopicId(1), iran)].silence_in, Some(12));
    window.key(CTRL, Key::Z);
    assert!(!window.shows("checked: none found"));
}

#[test]
fn a_card_and_a_cell_are_copied_with_their_citations() {
    let (mut window, card) = filed("not moved by a millimetre");
    window.harness.event(egui::Event::Copy);
    let copied = copied(&mut window);
    assert!(copied.contains("not moved by a millimetre"), "{copied}");
    assert!(
        copied.contains("Türkiye") && copied.contains("2027-03-"),
        "{copied}"
    );
    window.click(&card);
    window.click("Correct and more");
    window.control("Copy as Markdown").click();
    let as_markdown = self::copied(&mut window);
    assert!(as_markdown.starts_with("> "), "{as_markdown}");
    window.click("All of Türkiye in Crossing");
    window.control("Copy all as Markdown").click();
    let cell = self::copied(&mut window);
    assert!(cell.starts_with("### Türkiye on “Crossing”"), "{cell}");
}

/// What is put on the clipboard within a few frames.
fn copied(window: &mut Window) -> String {
    for _ in 0..6 {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(words) => Some(words.clone()),
            _ => None,
        });
        if let Some(copied) = copied {
            window.settle();
            return copied;
        }
    }
    panic!("nothing was copied");
}

#[test]
fn all_of_a_cell_goes_into_the_briefing_in_one_step() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.click("Rows: No rows");
    window.click("All of Armenia in All statements");
    let add = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Add all "))
        .unwrap();
    window.click(&add);
    let n = window.harness.state().project().statements_in_briefing().len();
    assert!(n > 5, "{n}");
    window.key(CTRL, Key::Z);
    assert!(
        window
            .harness
            .state()
            .project()
            .statements_in_briefing()
            .is_empty()
    );
}

#[test]
fn letters_typed_in_the_frame_of_ctrl_f_are_not_lost() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let card = card(&window, "not moved by a millimetre");
    window.click(&card);
    type_at_once(&mut window, CTRL, Key::F, "pai");
    window.harness.event(egui::Event::Text("nt".to_owned()));
    window.settle();
    let words = window.harness.state().project().view().filters.words.clone();
    assert_eq!(words, "paint");
}

#[test]
fn cards_are_walked_by_arrows_opened_by_enter_and_left_by_escape() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(Modifiers::NONE, Key::ArrowDown);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..12 {
        let focused = window
            .labels()
            .into_iter()
            .find(|label| label.contains(": ") && is_focused(&window, label));
        seen.extend(focused);
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert!(seen.len() > 8, "{seen:#?}");
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(window.harness.state().project().statements_in_briefing().len(), 1);
    assert!(window.shows("Space"), "the keys are said");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.shows("press ↓"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.shows("Inspector") || !window.shows("Rows: Topic"));
}

fn is_focused(window: &Window, label: &str) -> bool {
    let nodes = window.harness.query_all_by_label(label);
    let mut nodes = nodes.filter(egui_kittest::Node::is_focused);
    nodes.next().is_some()
}

#[test]
fn a_crowded_project_is_walked_and_scrolled() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("crowded.ron");
    std::fs::write(&path, readout::storage::encode(&crowded(&NAMES)).unwrap()).unwrap();
    let answer = path.display().to_string();
    let mut window = window(&[&answer]);
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num2);
    assert!(window.shows("Transit tolls") || window.shows("The Gyumri–Kars crossing"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    for _ in 0..30 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    for _ in 0..5 {
        window.key(Modifiers::NONE, Key::ArrowRight);
    }
    window.harness.run_steps(40);
    let focused = window
        .labels()
        .into_iter()
        .any(|label| label.contains(": ") && is_focused(&window, &label));
    assert!(focused, "the card that has the keyboard is on screen");
}

#[test]
fn dots_counts_and_silence_stand_in_line() {
    let mut window = window(&[]);
    window.click("Open sample project");
    let rect = |window: &Window, words: &str| {
        let mut nodes = window.harness.query_all_by_label_contains(words);
        let node = nodes.next().unwrap_or_else(|| panic!("{:#?}", window.labels()));
        node.rect()
    };
    let dots = rect(&window, "All of Armenia in ").center();
    let of_column = rect(&window, "Column Armenia").center();
    assert!((dots.x - of_column.x).abs() < 1.0, "{dots} under {of_column}");
    let count = rect(&window, "3 cards").center();
    assert!((dots.y - count.y).abs() < 1.5, "{dots} beside {count}");
    window.type_into("Search statements", "armen line");
    let card = rect(&window, "the road can be opened");
    let silence = rect(&window, "5 kept out by the filters").center();
    // A line of 21 points, 4 below the edge of the card.
    let first_line = card.top() + 14.5;
    assert!((silence.y - first_line).abs() < 1.5, "{silence} beside {card}");
}
