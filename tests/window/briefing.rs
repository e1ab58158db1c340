//! The place of work "Briefing".

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use readout::model::{BlockKind, Disclosure, ExcerptForm, Section};

use readout::project::edits;

use crate::support::{CTRL, Window, sized, window};

/// The sample with a first briefing.
fn drafted() -> Window {
    let mut window = begun();
    window.click("Draft briefing from statements");
    window
}

/// The sample at the place of work.
fn begun() -> Window {
    let mut window = window(&[]);
    window.click("Open sample project");
    window.key(CTRL, Key::Num3);
    window
}

fn section<'a>(window: &'a Window, title: &str) -> &'a Section {
    let briefing = window.harness.state().project().briefing();
    briefing
        .sections
        .values()
        .find(|section| section.title == title)
        .unwrap_or_else(|| panic!("no section is called {title:?}"))
}

fn titles(window: &Window) -> Vec<String> {
    let project = window.harness.state().project();
    let sections = project.briefing().outline.iter();
    sections
        .map(|&id| project.section(id).unwrap().title.clone())
        .collect()
}

fn type_words(window: &mut Window, words: &str) {
    window.harness.event(Event::Text(words.to_owned()));
    window.settle();
}

/// Goes to a section by its line in the outline.
fn go_to(window: &mut Window, title: &str) {
    let n_blocks = section(window, title).blocks.len();
    let blocks = if n_blocks == 1 { "block" } else { "blocks" };
    window.click(&format!("{title}, {n_blocks} {blocks}"));
}

#[test]
fn own_text_is_typed_seen_in_the_preview_and_undone() {
    let mut window = drafted();
    go_to(&mut window, "Background");
    window.click("Add text to “Background”");
    type_words(&mut window, "Trains **run** by spring.");
    assert!(window.shows("Trains run by spring."), "{:#?}", window.labels());
    let texts = |window: &Window| {
        let project = window.harness.state().project();
        let blocks = project.briefing().blocks.values();
        blocks
            .filter(|block| block.kind == BlockKind::Text("Trains **run** by spring.".to_owned()))
            .count()
    };
    assert_eq!(texts(&window), 1);
    window.key(CTRL, Key::Z);
    assert_eq!(texts(&window), 0);
    assert!(!window.shows("Trains run by spring."));
}

#[test]
fn a_new_section_waits_for_its_title_and_can_be_renamed() {
    let mut window = drafted();
    go_to(&mut window, "Background");
    window.click("Add section");
    type_words(&mut window, "Next steps");
    assert_eq!(titles(&window)[..3], ["Bottom line", "Background", "Next steps"]);
    window.click("Rename section");
    type_words(&mut window, "What now");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(titles(&window)[2], "What now");
    assert!(window.shows("What now, 0 blocks"));
    window.click("Move section up");
    assert_eq!(titles(&window)[1], "What now");
    window.click("Nest section deeper");
    assert_eq!(section(&window, "What now").level, 1);
    window.click("Remove section");
    assert!(!titles(&window).contains(&"What now".to_owned()));
}

#[test]
fn blocks_are_moved_by_buttons_and_by_keys() {
    let mut window = drafted();
    go_to(&mut window, "Armenia");
    let before = section(&window, "Armenia").blocks.clone();
    window.click("Move excerpt down");
    let after = section(&window, "Armenia").blocks.clone();
    assert_eq!(after[..2], [before[1], before[0]]);

    go_to(&mut window, "Bottom line");
    let block = section(&window, "Bottom line").blocks[0];
    window.control("Text in “Bottom line”").focus();
    window.settle();
    window.key(CTRL.plus(Modifiers::SHIFT), Key::ArrowDown);
    assert_eq!(section(&window, "Background").blocks[0], block);
    assert!(section(&window, "Bottom line").blocks.is_empty());
}

#[test]
fn blocks_are_dragged_into_another_section() {
    let mut window = drafted();
    let block = section(&window, "Bottom line").blocks[0];
    let from = window.control("Drag text").rect().center();
    let to = window.control("Russia, 5 blocks").rect().center();
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(12.0, 12.0));
    window.harness.step();
    window.harness.hover_at(to);
    window.harness.step();
    window.harness.drop_at(to);
    window.settle();
    assert_eq!(section(&window, "Russia").blocks.last(), Some(&block));
}

#[test]
fn blocks_are_dragged_past_their_neighbours() {
    let mut window = drafted();
    go_to(&mut window, "Armenia");
    let before = section(&window, "Armenia").blocks.clone();
    let handles: Vec<egui::Rect> = window
        .harness
        .query_all_by_label("Drag excerpt")
        .map(|node| node.rect())
        .collect();
    let title = {
        let briefing = window.harness.state().project().briefing();
        let titles = briefing.outline.iter().map(|id| &briefing.sections[id].title);
        let number = titles.take_while(|title| *title != "Armenia").count() + 1;
        window.control(&format!("Title of section {number}")).rect()
    };
    let of_section: Vec<_> = handles.iter().filter(|rect| rect.top() > title.top()).collect();
    let from = of_section[0].center();
    let to = egui::pos2(from.x + 200.0, of_section[2].top() + 4.0);
    window.harness.drag_at(from);
    window.harness.step();
    window.harness.hover_at(from + egui::vec2(12.0, 12.0));
    window.harness.step();
    window.harness.hover_at(to);
    window.harness.step();
    window.harness.drop_at(to);
    window.settle();
    let after = section(&window, "Armenia").blocks.clone();
    assert_eq!(after[..3], [before[1], before[0], before[2]]);
}

#[test]
fn what_must_not_be_disclosed_is_marked_so() {
    let mut window = drafted();
    go_to(&mut window, "Armenia");
    let first = section(&window, "Armenia").blocks[0];
    assert!(!window.shows("Not to be disclosed"));
    window.click("Mark excerpt as not to be disclosed");
    let block = window.harness.state().project().block(first).unwrap();
    assert_eq!(block.disclosure, Disclosure::NotToBeDisclosed);
    assert!(window.shows("Not to be disclosed"));
}

#[test]
fn the_preview_has_quotations_with_numbers_that_lead_to_notes() {
    let window = drafted();
    let line = "— Anahit Sarukhanyan, Foreign Minister (Armenia)";
    let labels = window.labels();
    let is_numbered = |label: &String| label.starts_with(line) && label.ends_with('1');
    assert!(labels.iter().any(is_numbered), "{labels:#?}");
    assert!(window.shows(" words, "));
}

#[test]
fn an_excerpt_is_paraphrased_and_put_back() {
    let mut window = drafted();
    go_to(&mut window, "Armenia");
    let first = section(&window, "Armenia").blocks[0];
    let form = |window: &Window| {
        let project = window.harness.state().project();
        match &project.block(first).unwrap().kind {
            BlockKind::Excerpt(excerpt) => excerpt.form.clone(),
            kind => panic!("{kind:?}"),
        }
    };
    window.click("In my words");
    type_words(&mut window, "Armenia is ready.");
    assert_eq!(
        form(&window),
        ExcerptForm::Paraphrase("Armenia is ready.".to_owned())
    );
    window.click("As written");
    assert_eq!(form(&window), ExcerptForm::AsWritten);
    window.click("In my words");
    assert_eq!(
        form(&window),
        ExcerptForm::Paraphrase("Armenia is ready.".to_owned())
    );
}

#[test]
fn warnings_lead_to_what_they_are_about() {
    let mut window = drafted();
    go_to(&mut window, "Bottom line");
    window.click("Add positions table to “Bottom line”");
    go_to(&mut window, "Open questions");
    assert!(!window.shows("Add party"));
    let n_warnings = window
        .labels()
        .into_iter()
        .find(|label| label.ends_with(" things to look at"));
    window.click(&n_warnings.unwrap());
    // The grave ones are open and above; folded, they leave room for what is looked for.
    for grave in ["Not filled in (", "Hint not written over ("] {
        let labels = window.labels().into_iter();
        let kind = labels.into_iter().find(|label| label.starts_with(grave));
        if let Some(kind) = kind {
            window.click(&kind);
        }
    }
    let kind = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Party without a statement ("));
    window.click(&kind.unwrap());
    let warning = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("In “Bottom line”: the positions table has no statement"));
    window.click(&warning.unwrap());
    assert!(window.shows("Add party"));
}

#[test]
fn a_date_that_is_none_is_complained_about_and_not_kept() {
    let mut window = drafted();
    window.click("Show details");
    let date = |window: &Window| window.harness.state().project().briefing().head.date;
    let before = date(&window);
    window.type_into("Date", " or so");
    assert!(window.shows("is no date"), "{:#?}", window.labels());
    assert_eq!(date(&window), before);
    window.click("Today");
    assert!(!window.shows("is no date"));
    assert!(date(&window).is_some());
}

#[test]
fn an_empty_briefing_offers_ways_to_begin() {
    let mut window = begun();
    assert!(window.shows("No briefing yet"));
    window.click("Press review");
    assert!(!titles(&window).is_empty());
    window.key(CTRL, Key::Z);
    window.click("Blank: add a section");
    type_words(&mut window, "Only this");
    assert_eq!(titles(&window), ["Only this"]);
}

#[test]
fn of_a_long_document_only_what_is_seen_is_laid_out() {
    let mut window = window(&["{}/long.ron"]);
    window.click("Open sample project");
    let mut project = window.harness.state().project().clone();
    let statements: Vec<_> = project.statements().map(|(id, _)| id).collect();
    for number in 0..12 {
        let (section, edit) = edits::add_section(&project, &format!("Part {number}"), 0, number);
        project.apply(&edit).unwrap();
        let edit = edits::add_excerpts(&project, section, 0, &statements).unwrap();
        project.apply(&edit).unwrap();
    }
    assert!(project.briefing().blocks.len() > 600, "{}", statements.len());
    readout::storage::save(&project, &window.path("long.ron")).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num3);
    let n_excerpts = |window: &Window| {
        let labels = window.labels();
        labels.iter().filter(|label| *label == "Drag excerpt").count()
    };
    assert!((1..40).contains(&n_excerpts(&window)), "{}", n_excerpts(&window));

    go_to(&mut window, "Part 11");
    assert!(
        window.shows("Add text to “Part 10”"),
        "the section above ends here"
    );
    let title = window.control("Title of section 12").rect();
    assert!((60.0..300.0).contains(&title.top()), "{title:?}");
    assert!((1..40).contains(&n_excerpts(&window)), "{}", n_excerpts(&window));
}

#[test]
fn a_positions_table_shows_its_cells_and_loses_a_party() {
    let size = egui::vec2(1280.0, 800.0);
    // Its articles have words in scripts that only the fonts of a system have.
    let mut window = sized(
        &["{}/topics.ron"],
        size,
        egui_kittest::HarnessBuilder::allow_missing_glyphs,
    );
    let topics = include_str!("../data/projects/v1-complete.ron");
    std::fs::write(window.path("topics.ron"), topics).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num3);
    go_to(&mut window, "Words");
    let n_cells = |window: &Window| {
        let labels = window.labels();
        labels
            .iter()
            .filter(|label| label.contains("Norland waits."))
            .count()
    };
    assert_eq!(n_cells(&window), 2, "in the editor and in the preview");
    window.click("Remove Norway");
    assert_eq!(n_cells(&window), 0);
    window.key(CTRL, Key::Z);
    assert_eq!(n_cells(&window), 2);
}
