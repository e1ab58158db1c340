//! Commands, dialogs and what happens when they fail.

use egui::Key;

use super::support::{CTRL, window};

#[test]
fn the_welcome_screen_offers_what_one_comes_for() {
    let window = window(&[]);
    for action in ["Import articles…", "Open project…", "Open sample project"] {
        assert!(window.shows(action), "{action}");
    }
}

#[test]
fn without_a_dialog_the_path_can_be_typed() {
    let mut window = window(&["none"]);
    let article = window.path("article.txt");
    std::fs::copy(
        "assets/sample/articles/2027-03-08-russian-mfa-comment.txt",
        &article,
    )
    .unwrap();
    window.click("Import articles…");
    assert!(window.shows("offers no file dialog"), "{:?}", window.labels());
    window.type_into("Path", &article.display().to_string());
    window.click("Import");
    assert_eq!(window.harness.state().project().articles().len(), 1);
}

#[test]
fn what_cannot_be_opened_says_why_and_the_old_project_stays() {
    let mut window = window(&["{}/broken.ron"]);
    std::fs::write(window.path("broken.ron"), "(format: 1,\n  articles: [").unwrap();
    window.click("Open project…");
    assert!(window.shows("could not be opened"), "{:?}", window.labels());
    assert!(window.shows("ine 2"), "the line: {:?}", window.labels());
    window.click("Put away");
    assert!(!window.shows("could not be opened"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_come_in() {
    let mut window = window(&["{}/good.txt|{}/missing.txt"]);
    std::fs::copy(
        "assets/sample/articles/2027-03-08-russian-mfa-comment.txt",
        window.path("good.txt"),
    )
    .unwrap();
    window.click("Import articles…");
    assert_eq!(window.harness.state().project().articles().len(), 1);
    assert!(window.shows("1 file could not be read"), "{:?}", window.labels());
    assert!(window.shows("missing.txt"));
}

#[test]
fn leaving_with_unsaved_changes_asks_and_cancel_stays() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::Num3);
    window.key(CTRL, Key::Num2);
    window.click("Rows: Speaker");
    assert!(window.harness.state().has_unsaved_changes());
    window.key(CTRL, Key::N);
    assert!(window.shows("Save the changes?"));
    window.click("Cancel");
    assert_eq!(window.harness.state().project().articles().len(), 12);
    window.key(CTRL, Key::N);
    window.click("Discard changes");
    assert!(window.harness.state().project().is_empty());
}

#[test]
fn the_palette_finds_commands_and_articles() {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "dark");
    window.key(egui::Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.ctx.theme(), egui::Theme::Dark);
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "seventeen days");
    window.key(egui::Modifiers::NONE, Key::Enter);
    assert!(!window.shows("Type a command"), "the palette is gone");
    assert!(window.shows("Seventeen Days on the"));
}

#[test]
fn pasted_text_becomes_an_article() {
    let mut window = window(&[]);
    window.key(egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT), Key::V);
    window.type_into(
        "Text of the article",
        "Talks resume\n\nNorway’s foreign minister, Ingrid Solheim, said the talks would resume on Monday.",
    );
    window.click("Import");
    let project = window.harness.state().project();
    let statement = project
        .statements()
        .next()
        .map(|(_, statement)| statement.clone());
    assert_eq!(
        statement.map(|statement| statement.parties),
        Some(vec!["NO".parse().unwrap()])
    );
}

/// A file that was dropped on the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn dropped_files_are_imported_and_a_dropped_project_is_opened() {
    let mut window = window(&["{}/project.ron"]);
    let article = window.path("article.txt");
    std::fs::write(&article, super::journey::ARTICLE).unwrap();
    let drop = |window: &mut super::support::Window, path| {
        let file = std::sync::Arc::new(Dropped(path));
        window.harness.input_mut().dropped_files.push(file);
        window.settle();
    };
    drop(&mut window, article);
    assert_eq!(window.harness.state().project().articles().len(), 1);
    window.key(CTRL, Key::S);
    let before = window.harness.state().project().clone();
    window.key(CTRL, Key::N);
    assert!(window.harness.state().project().is_empty());
    let project = window.path("project.ron");
    drop(&mut window, project);
    assert_eq!(*window.harness.state().project(), before);
}

/// Asks the window to close, as its frame's button does; whether it stayed open.
fn stays_open_when_closed(window: &mut super::support::Window) -> bool {
    let viewport = window.harness.input().viewport_id;
    let viewports = &mut window.harness.input_mut().viewports;
    viewports
        .entry(viewport)
        .or_default()
        .events
        .push(egui::ViewportEvent::Close);
    window.harness.step();
    let output = &window.harness.output().viewport_output;
    let stays = output
        .values()
        .any(|viewport| viewport.commands.contains(&egui::ViewportCommand::CancelClose));
    let viewports = &mut window.harness.input_mut().viewports;
    viewports.entry(viewport).or_default().events.clear();
    window.settle();
    stays
}

#[test]
fn closing_the_window_asks_about_unsaved_changes() {
    let mut window = window(&[]);
    assert!(!stays_open_when_closed(&mut window), "nothing to lose");
    window.click("Open sample project");
    window.click("Rows: Speaker");
    assert!(stays_open_when_closed(&mut window));
    assert!(window.shows("Save the changes?"));
    window.key(egui::Modifiers::NONE, Key::Escape);
    assert!(!window.shows("Save the changes?"), "Escape closes the question");
    window.key(CTRL, Key::Z);
    assert!(!stays_open_when_closed(&mut window), "everything undone");
}

#[test]
fn a_save_that_fails_says_so_and_nothing_is_lost() {
    let mut window = window(&["{}/no/such/folder/project.ron"]);
    window.click("Open sample project");
    window.click("Rows: Speaker");
    window.key(CTRL, Key::S);
    assert!(window.shows("was not saved to"), "{:?}", window.labels());
    assert!(window.shows("Save as…"));
    assert!(window.harness.state().has_unsaved_changes());
    assert!(!window.path("no").exists(), "no folder is made");
}

#[test]
fn without_a_display_one_sentence_says_what_to_do() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_readout"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(
        words.contains("no display") && words.contains("readout brief"),
        "{words}"
    );
}

#[test]
fn a_saved_project_is_offered_again() {
    let mut window = window(&["{}/article.txt", "{}/Harbour.ron"]);
    std::fs::write(window.path("article.txt"), super::journey::ARTICLE).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::S);
    let saved = window.harness.state().project().clone();
    window.key(CTRL, Key::N);
    assert!(window.shows("Recent projects"), "{:?}", window.labels());
    window.click("Harbour");
    assert_eq!(*window.harness.state().project(), saved);
}
