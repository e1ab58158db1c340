//! What is saved comes back, byte for byte and for ever.

use std::time::Duration;

use proptest::prelude::*;
use readout::project::{History, Project, edits};
use readout::storage;

use super::random::{Step, steps};
use super::{complete, read, written};

#[test]
fn the_complete_project_of_format_1_loads_and_is_saved_as_it_was() {
    // Never to be changed: what loads today must load for ever.
    let kept = include_str!("../../data/projects/v1-complete.ron");
    let project = read(kept).unwrap();
    assert_eq!(project, complete());
    assert_eq!(written(&project), kept);
}

#[test]
fn a_file_of_every_format_is_kept_and_loads() {
    let written = written(&Project::default());
    let newest: u32 = written
        .split_once("format: ")
        .and_then(|(_, rest)| rest.split(',').next()?.parse().ok())
        .unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    files.sort();
    for format in 1..=newest {
        let of_format = files.iter().filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with(&format!("v{format}-"))
        });
        assert!(
            of_format.count() > 0,
            "there is no file of format {format}: keep one before it changes"
        );
    }
    for path in files {
        let loaded = storage::load(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(loaded.value.articles().len() > 1, "{}", path.display());
    }
}

#[test]
fn an_empty_project_comes_back() {
    let project = Project::default();
    assert_eq!(read(&written(&project)).unwrap(), project);
    assert_eq!(
        read("(format: 1)").unwrap(),
        project,
        "what is not there is empty"
    );
    assert_eq!(read("// By hand.\n( /* the */ format : 1 , )").unwrap(), project);
}

#[test]
fn highlighted_terms_and_whom_statements_are_about_come_back() {
    let mut project = complete();
    let edit = edits::add_term(&project, "harbour", 8).unwrap();
    super::apply(&mut project, &edit);
    let mut view = project.view().clone();
    view.filters.about = ["NO".parse().unwrap()].into();
    let edit = edits::set_view(&project, view).unwrap();
    super::apply(&mut project, &edit);
    assert_eq!(read(&written(&project)).unwrap(), project);
}

#[test]
fn line_ends_of_the_file_do_not_touch_the_texts() {
    let project = complete();
    let file = written(&project);
    assert_eq!(read(&file.replace('\n', "\r\n")).unwrap(), project);
    assert_eq!(read(&format!("\u{feff}{file}")).unwrap(), project);
}

#[test]
fn nothing_in_the_file_turns_its_words_round() {
    let file = written(&complete());
    assert!(file.contains("“We’ll try again,”"), "words stay readable");
    let is_unseen = |char: char| char != '\n' && readout::text::unseen::is_unseen(char);
    assert!(!file.contains(is_unseen));
}

#[test]
fn one_change_is_one_line_of_difference() {
    let mut project = complete();
    let before = written(&project);
    let id = project.statements().next().unwrap().0;
    let edit = readout::project::edits::set_kind(&project, &[id], readout::model::Kind::Indirect).unwrap();
    super::apply(&mut project, &edit);
    let after = written(&project);
    let changed: Vec<(&str, &str)> = before
        .lines()
        .zip(after.lines())
        .filter(|(before, after)| before != after)
        .map(|(before, after)| (before.trim(), after.trim()))
        .collect();
    assert_eq!(
        changed,
        [
            ("kind: Direct,", "kind: Indirect,"),
            ("origin: Extracted,", "origin: Corrected,")
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_projects_come_back_and_their_edits_can_be_undone(steps in steps()) {
        let mut project = Project::default();
        for step in steps {
            let Some(edit) = step.edit(&project) else {
                continue;
            };
            let before = written(&project);
            let inverse = project.apply(&edit);
            let Ok(inverse) = inverse else {
                prop_assert_eq!(&written(&project), &before, "a refused edit changes nothing");
                continue;
            };
            let after = written(&project);
            let redo = project.apply(&inverse).unwrap();
            prop_assert_eq!(&written(&project), &before, "undo of {}", edit.label);
            project.apply(&redo).unwrap();
            prop_assert_eq!(&written(&project), &after, "redo of {}", edit.label);
        }
        let file = written(&project);
        let loaded = storage::decode(file.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error}\n{file}")))?;
        prop_assert!(loaded.warnings.is_empty());
        prop_assert_eq!(&loaded.value, &project);
        prop_assert_eq!(written(&loaded.value), file);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn undoing_all_gives_the_first_state_and_redoing_all_the_last(
        steps in steps(),
        saved_after in prop::collection::vec(any::<bool>(), 60),
    ) {
        let mut project = Project::default();
        let mut history = History::default();
        let mut now = Duration::ZERO;
        let first = written(&project);
        for (step, is_saved) in steps.iter().zip(saved_after) {
            if let Some(edit) = step.edit(&project) {
                // Some follow one another so quickly that they are one step.
                now += Duration::from_millis(if is_saved { 300 } else { 2_000 });
                history.apply(&mut project, &edit, now).ok();
            }
            if is_saved {
                // Saving and loading between any two changes nothing.
                project = read(&written(&project)).map_err(TestCaseError::fail)?;
            }
        }
        let last = written(&project);
        while history.undo(&mut project).is_some() {}
        prop_assert_eq!(&written(&project), &first);
        while history.redo(&mut project).is_some() {}
        prop_assert_eq!(&written(&project), &last);
        while history.undo(&mut project).is_some() {}
        prop_assert_eq!(&written(&project), &first);
    }

    #[test]
    fn one_project_becomes_another_and_the_differences_say_so(one in steps(), other in steps()) {
        let [mut one, other] = [one, other].map(|steps| {
            let mut project = Project::default();
            for step in steps {
                if let Some(edit) = step.edit(&project) {
                    project.apply(&edit).ok();
                }
            }
            project
        });
        let before = one.clone();
        prop_assert_eq!(other.differences_from(&one).is_empty(), one == other);
        if let Some(edit) = edits::replace_project(&one, &other, "Take the other") {
            let inverse = one.apply(&edit).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(&one, &other);
            one.apply(&inverse).map_err(|error| TestCaseError::fail(error.to_string()))?;
            prop_assert_eq!(one, before);
        } else {
            prop_assert_eq!(one, other);
        }
    }
}

#[test]
fn random_steps_make_everything_that_a_project_holds() {
    // A guard for the test above: that its steps do something.
    let mut project = Project::default();
    for number in 0..400 {
        let step = Step::numbered(number);
        if let Some(edit) = step.edit(&project) {
            project.apply(&edit).ok();
        }
    }
    assert!(project.statements().count() > 0);
    assert!(!project.topics().is_empty());
    assert!(!project.lines().is_empty());
    assert!(!project.corrections().people.is_empty());
    assert!(project.briefing().sections.len() > 1);
    assert!(project.briefing().blocks.len() > 2);
}
