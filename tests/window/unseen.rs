//! What cannot be seen but changes what is read (marks of direction, spaces without width, control characters)
//! is marked wherever the window shows words that came from outside.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Shape, ViewportCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use readout::model::{
    Article, ArticleId, BlockKind, Excerpt, ExcerptForm, Head, Kind, Metadata, Passage, Speaker, Stance,
    Statement, StatementId,
};
use readout::project::{Change, Edit, Entry, Project, edits};
use readout::storage;
use readout::text::Span;
use readout::text::unseen::is_unseen;

use super::support::{CTRL, Window, window, window_in};

/// One of each kind: turns words round, has no width, rings, begins a command to a terminal, holds words apart.
const HIDDEN: &str = "\u{202e}\u{200b}\u{7}\u{9b}\u{2066}\u{e0041}";

fn hostile(words: &str) -> String {
    let (first, rest) = words.split_at(words.len() / 2);
    format!("{first}{HIDDEN}{rest}")
}

fn span_of(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(text, start, start + words.len()).unwrap()
}

/// A project in which all words that a person can enter, or a document can bring along, hide something.
fn hostile_project() -> Project {
    let quoted = hostile("“We will try again,”");
    let name = hostile("Annabel Example");
    let text = format!(
        "{}\n\n{quoted} Norway’s foreign minister {name} said.\n\nShe added that {} would stay open.\n",
        hostile("Harbour talks"),
        hostile("the harbour")
    );
    let mut article = Article::from_text(&text);
    article.metadata = Metadata {
        headline: Some(hostile("Harbour talks to go on")),
        outlet: Some(hostile("Norland Post")),
        author: Some(hostile("Cy Reporter")),
        published: Some("2026-11-24".parse().unwrap()),
        url: Some(format!("https://post.example/{HIDDEN}a")),
        dateline: Some(hostile("OSLO")),
        ..Metadata::default()
    };
    article.original.location = hostile("folder/harbour.txt");
    let mut direct = Statement::by_hand(vec![span_of(&text, &quoted)], Kind::Direct);
    direct.source = Some(span_of(&text, &name));
    direct.cue = Some(span_of(&text, "said"));
    direct.speaker = Some(Speaker {
        name: name.clone(),
        role: Some(hostile("Foreign Minister")),
    });
    direct.parties = vec!["NO".parse().unwrap()];
    direct.parties.extend(
        format!("ORG:{}", hostile("Harbour League"))
            .parse::<readout::model::Party>()
            .ok(),
    );
    let mut project = Project::default();
    let entries = vec![
        Entry::new(article.clone(), vec![direct.clone()]),
        Entry::new(article, vec![direct]),
    ];
    let edit = edits::add_articles(&project, entries);
    project.apply(&edit).unwrap();
    let statement = StatementId::new(ArticleId(1), 1);
    let (topic, edit) = edits::add_topic(&project, &hostile("Harbour"));
    project.apply(&edit).unwrap();
    let head = Head {
        title: hostile("The harbour"),
        subject: hostile("Position"),
        addressee: hostile("The minister"),
        author: hostile("Desk 3"),
        occasion: hostile("Visit"),
        date: None,
        marking: hostile("For official use"),
        reference: hostile("No. 7/26"),
        ..Head::default()
    };
    for edit in [
        edits::set_stance(&project, &[statement], topic, Stance::Supports),
        edits::set_line(
            &project,
            topic,
            &"NO".parse().unwrap(),
            &hostile("Norway waits."),
            &[statement],
        ),
        edits::set_head(&project, head),
    ] {
        project.apply(&edit.unwrap()).unwrap();
    }
    let (section, edit) = edits::add_section(&project, &hostile("Positions"), 0, 0);
    project.apply(&edit).unwrap();
    let excerpt = Excerpt {
        passage: Passage::Words {
            article: ArticleId(1),
            spans: vec![span_of(&text, &name)],
        },
        words: vec![name],
        form: ExcerptForm::Paraphrase(hostile("The minister spoke.")),
        comment: hostile("A remark"),
        cuts: Vec::new(),
    };
    let kinds = [
        BlockKind::Text(hostile("Own **words** with [a link](https://a.example).")),
        BlockKind::Excerpt(excerpt),
        BlockKind::Positions {
            parties: vec!["NO".parse().unwrap()],
            topics: vec![topic],
            cells: std::collections::BTreeMap::new(),
            cited: std::collections::BTreeMap::new(),
        },
    ];
    for kind in kinds {
        let (_, edit) = edits::add_block(&project, section, 9, kind).unwrap();
        project.apply(&edit).unwrap();
    }
    let edit = edits::add_excerpts(&project, section, 0, &[statement]).unwrap();
    project.apply(&edit).unwrap();
    project
        .apply(&Edit::new(
            "Teach",
            vec![Change::Person(
                hostile("Annabel Example"),
                Some(readout::model::Person {
                    name: Some(hostile("Annabel Example")),
                    role: Some(hostile("Foreign Minister")),
                    parties: Some(vec!["NO".parse().unwrap()]),
                }),
            )],
        ))
        .ok();
    project
}

/// Characters of a text that was painted and left no trace on the screen, with the text.
fn hidden_of(shape: &Shape, hidden: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| hidden_of(shape, hidden)),
        Shape::Text(text) => {
            let glyphs = text.galley.rows.iter().flat_map(|row| &row.row.glyphs);
            let mut without_trace = glyphs.filter(|glyph| is_hidden(glyph.chr) && glyph.uv_rect.is_nothing());
            if without_trace.next().is_some() {
                hidden.push(text.galley.text().to_owned());
            }
        }
        _ => {}
    }
}

fn is_hidden(char: char) -> bool {
    is_unseen(char) && !matches!(char, '\n' | '\r' | '\t')
}

/// Words in the last frame in which something is hidden: what was painted, and the window's title.
fn hidden_in(window: &Window) -> Vec<String> {
    let output = window.harness.output();
    let mut hidden = Vec::new();
    for clipped in &output.shapes {
        hidden_of(&clipped.shape, &mut hidden);
    }
    for viewport in output.viewport_output.values() {
        for command in &viewport.commands {
            if let ViewportCommand::Title(title) = command
                && title.contains(is_hidden)
            {
                hidden.push(title.clone());
            }
        }
    }
    hidden
}

/// What was found hidden, and where.
#[derive(Default)]
struct Found {
    places: Vec<String>,
    n_frames: usize,
}

impl Found {
    fn look(&mut self, window: &Window, place: &str) {
        self.n_frames += 1;
        for words in hidden_in(window) {
            let words: String = words.chars().take(90).flat_map(char::escape_debug).collect();
            let line = format!("{place}: {words}");
            if !self.places.contains(&line) {
                self.places.push(line);
            }
        }
    }
}

fn command(window: &mut Window, words: &str) {
    window.key(CTRL, Key::K);
    window.type_into("Command palette", words);
    window.key(Modifiers::NONE, Key::Enter);
}

/// Clicks every control on screen that opens something, one after the other, and looks.
fn open_all(window: &mut Window, found: &mut Found, place: &str) {
    let labels: Vec<String> = window
        .harness
        .root()
        .children_recursive()
        .filter(|node| {
            matches!(
                node.accesskit_node().role(),
                Role::Button | Role::ComboBox | Role::Tab | Role::CheckBox | Role::RadioButton | Role::Link
            )
        })
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    for label in labels {
        // What would leave the place, or ask the desktop for something.
        let leaves = [
            "Quit", "New", "Open", "Save", "Import", "Export", "Readout", "Discard", "Remove", "Delete",
            "Undo", "Redo", "Paste",
        ];
        if leaves.iter().any(|word| label.starts_with(word)) || label.contains("theme") {
            continue;
        }
        let Some(node) = window
            .harness
            .root()
            .children_recursive()
            .find(|node| node.accesskit_node().label().as_deref() == Some(&label))
        else {
            continue;
        };
        node.click();
        window.settle();
        found.look(window, &format!("{place}, {label:?}"));
        window.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn nothing_hides_in_any_place_of_work() {
    let mut window = window(&[
        "{}/hostile\u{202e}\u{200b}name.ron",
        "{}/hostile\u{202e}\u{200b}name.ron",
    ]);
    let path = window.path("hostile\u{202e}\u{200b}name.ron");
    storage::save(&hostile_project(), &path).unwrap();
    let mut found = Found::default();
    window.click("Open project…");
    assert_eq!(window.harness.state().project().articles().len(), 2);
    for (place, key) in [
        ("Articles", Key::Num1),
        ("Compare", Key::Num2),
        ("Briefing", Key::Num3),
    ] {
        window.key(CTRL, key);
        found.look(&window, place);
        if place == "Articles" {
            window.key(Modifiers::ALT, Key::ArrowDown);
            found.look(&window, "Articles with a statement selected");
        }
        open_all(&mut window, &mut found, place);
    }
    window.key(CTRL, Key::Num2);
    for rows in ["Date", "Article", "Speaker", "Topic"] {
        window.click(&format!("Rows: {rows}"));
        found.look(&window, rows);
    }
    open_all(&mut window, &mut found, "Compare by topic");
    for words in ["Restore an earlier", "Keyboard", "About"] {
        command(&mut window, words);
        found.look(&window, words);
        window.key(Modifiers::NONE, Key::Escape);
    }
    window.key(CTRL, Key::K);
    window.type_into("Command palette", "har");
    found.look(&window, "palette");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(CTRL, Key::Num2);
    window.click("Rows: Date");
    window.key(CTRL, Key::N);
    found.look(&window, "unsaved changes");
    assert!(found.n_frames > 50, "{} frames", found.n_frames);
    assert!(
        found.places.is_empty(),
        "{}:\n{}",
        found.places.len(),
        found.places.join("\n")
    );
}

#[test]
fn nothing_hides_in_dialogs_and_notices() {
    let name = "{}/a\u{202e}fdp\u{200b}\u{7}.ron";
    let mut first = window(&[name, name, "{}/in"]);
    let path = first.path("a\u{202e}fdp\u{200b}\u{7}.ron");
    storage::save(&hostile_project(), &path).unwrap();
    let mut found = Found::default();
    first.click("Open project…");
    first.click("Compare");
    first.click("Rows: Date");
    let mut theirs = storage::load(&path).unwrap().value;
    let edit = edits::remove_articles(&theirs, &[ArticleId(2)]);
    theirs.apply(&edit).unwrap();
    storage::save(&theirs, &path).unwrap();
    first.key(CTRL, Key::S);
    assert!(
        first.shows("Another program has changed the file"),
        "{:?}",
        first.labels()
    );
    found.look(&first, "changed on disk");
    first.click("Cancel");

    let mut second = window(&[&path.display().to_string()]);
    second.click("Open project…");
    found.look(&second, "open elsewhere");
    drop(second);

    std::fs::create_dir(first.path("in")).unwrap();
    for name in ["b\u{202e}\u{7}.bin", "c\u{200b}\u{2066}.pdf"] {
        std::fs::write(first.path("in").join(name), [0, 1, 2, 0]).unwrap();
    }
    command(&mut first, "Import a folder");
    first.settle();
    found.look(&first, "import");
    let shown: Vec<String> = first
        .labels()
        .into_iter()
        .filter(|label| label.starts_with("Show "))
        .collect();
    for label in shown {
        first.harness.get_by_label(&label).click();
        first.settle();
        found.look(&first, &label);
    }

    let mut third = window_in(first.crash(), &[name]);
    assert!(third.shows("Unsaved work was found"), "{:?}", third.labels());
    found.look(&third, "recovery");
    third.click("Open work");
    found.look(&third, "recovered");

    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() * 2 / 3]).unwrap();
    let mut fourth = window_in(third.crash(), &[name]);
    fourth.click("Not now");
    fourth.key(CTRL, Key::O);
    assert!(fourth.shows("This project is damaged"), "{:?}", fourth.labels());
    found.look(&fourth, "damaged");
    fourth.click("Open what can be read");
    found.look(&fourth, "salvaged");
    std::fs::write(&path, "(format: 7)").unwrap();
    let mut fifth = window_in(fourth.crash(), &[name]);
    fifth.click("Not now");
    fifth.key(CTRL, Key::O);
    found.look(&fifth, "newer");
    assert!(
        found.places.is_empty(),
        "{}:\n{}",
        found.places.len(),
        found.places.join("\n")
    );
}
