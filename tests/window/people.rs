//! The dialog of people: two names of one person, two people of one name.

use egui::Key;

use super::support::{CTRL, Window, window};

const TEXT: &str = "Two of a name\n\nForeign Minister Anna Hollund of Norway said: \"The ferry sails on Monday.\"\n\n\
                    Foreign Minister Anna Hollund of Norway said: \"Nobody will wait for the mail.\"\n\n\
                    Foreign Minister Anna Hollund of Norway said: \"The harbour is open.\"\n";
const OTHER: &str = "The mail is late again\n\nForeign Minister Anna Hollund of Norway said: \"There are no stamps left.\"\n\n\
                     Foreign Minister Ann Hollund of Norway said: \"We shall print some.\"\n";

/// A window with both articles and the dialog open at a person.
fn person(name: &str) -> Window {
    let mut window = window(&["{}/a.txt|{}/b.txt"]);
    std::fs::write(window.path("a.txt"), TEXT).unwrap();
    std::fs::write(window.path("b.txt"), OTHER).unwrap();
    window.click("Import articles…");
    window.key(CTRL, Key::P);
    let row = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with(&format!("{name}, ")) && label.contains(" statement"))
        .unwrap_or_else(|| panic!("{:#?}", window.labels()));
    window.click(&row);
    window
}

/// How many statements there are by somebody.
fn by(window: &Window, name: &str) -> usize {
    let statements = window.harness.state().project().statements();
    statements
        .filter(|(_, statement)| statement.speaker_name() == Some(name))
        .count()
}

#[test]
fn what_another_person_of_the_name_said_is_chosen_by_hand_and_split_off_in_one_step() {
    let mut window = person("Anna Hollund");
    assert_eq!(by(&window, "Anna Hollund"), 4);
    window.click("\"Nobody will wait for the mail.\"");
    window.click("All in The mail is late again");
    assert!(window.shows("2 of 4 statements chosen"), "{:#?}", window.labels());
    window.type_into("Name of the other person", "Anna Hollund junior");
    window.click("Split off 2 statements");
    assert_eq!(by(&window, "Anna Hollund"), 2);
    assert_eq!(by(&window, "Anna Hollund junior"), 2);
    assert!(
        window.shows("Split off Anna Hollund junior (2 statements)"),
        "{:#?}",
        window.labels()
    );
    let project = window.harness.state().project();
    let roles = project.statements().filter_map(|(_, statement)| {
        let speaker = statement.speaker.as_ref();
        speaker
            .filter(|it| it.name == "Anna Hollund junior")?
            .role
            .clone()
    });
    assert_eq!(roles.collect::<Vec<_>>(), ["Foreign Minister"; 2], "roles stay");
    window.click("Close");
    window.key(CTRL, Key::Z);
    assert_eq!(by(&window, "Anna Hollund"), 4);
}

#[test]
fn all_of_them_are_no_other_person() {
    let mut window = person("Anna Hollund");
    window.click("All in Two of a name");
    window.click("All in The mail is late again");
    assert!(window.shows("rename the person above instead"));
    window.click("All in The mail is late again");
    assert!(window.shows("3 of 4 statements chosen"));
}

#[test]
fn two_names_of_one_person_are_merged_and_one_undo_parts_them() {
    let mut window = person("Ann Hollund");
    window.click("Merge with Anna Hollund");
    assert_eq!((by(&window, "Ann Hollund"), by(&window, "Anna Hollund")), (0, 5));
    assert!(
        window.shows("Remove Ann Hollund"),
        "the other name is a spelling: {:#?}",
        window.labels()
    );
    window.click("Close");
    window.key(CTRL, Key::Z);
    assert_eq!((by(&window, "Ann Hollund"), by(&window, "Anna Hollund")), (1, 4));
}

#[test]
fn a_role_is_taught_and_forgotten_in_the_dialog() {
    let mut window = window(&["{}/a.txt|{}/b.txt"]);
    std::fs::write(window.path("a.txt"), TEXT).unwrap();
    let other = "Nobody swims\n\nNorwegian Ambassador Anna Hollund said: \"Nobody swims in the harbour.\"\n";
    std::fs::write(window.path("b.txt"), other).unwrap();
    window.click("Import articles…");
    let taught = |window: &Window| {
        let people = &window.harness.state().project().corrections().people;
        people.get("Anna Hollund").and_then(|person| person.role.clone())
    };
    window.key(CTRL, Key::P);
    let row = window
        .labels()
        .into_iter()
        .find(|label| label.starts_with("Anna Hollund, ") && label.ends_with(" statements"))
        .unwrap();
    window.click(&row);
    window.click("Always Foreign Minister");
    assert_eq!(taught(&window).as_deref(), Some("Foreign Minister"));
    let statements = window.harness.state().project().statements();
    let roles: Vec<Option<String>> = statements.map(|(_, it)| it.speaker.clone()?.role).collect();
    assert_eq!(roles, vec![Some("Foreign Minister".to_owned()); 4]);
    window.click("Not always Foreign Minister");
    assert_eq!(taught(&window), None);
}
