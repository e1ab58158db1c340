//! What the preview says in place of words that nobody could verify, and the order of its last parts.

use egui::Key;

use crate::support::{CTRL, Window, window};

/// A project with an excerpt of an article that is gone, and one of an article that is there.
const LOST: &str = "(format: 1, briefing: (head: (title: \"Talks\"), outline: [1], \
    sections: {1: (title: \"Words\", level: 0, blocks: [1, 2])}, blocks: {\
    1: (kind: Excerpt((passage: Statement((9, 9)), words: [\"“Words of a lost article.”\"], form: AsWritten))), \
    2: (kind: Excerpt((passage: Words(article: 1, spans: [(0, 19)]), words: [\"“The road is ours\"], form: AsWritten)))}), \
    articles: {1: (metadata: (outlet: Some(\"Courier\")), text: [\"“The road is ours.”\\n\"], body: [(0, 23)])})";

fn opened() -> Window {
    let mut window = window(&["{}/lost.ron"]);
    std::fs::write(window.path("lost.ron"), LOST).unwrap();
    window.key(CTRL, Key::O);
    window.key(CTRL, Key::Num3);
    window
}

#[test]
fn words_that_nobody_could_verify_say_so_under_them_in_the_preview() {
    let window = opened();
    assert!(
        window.shows("[Not verified: The article it was taken from is no longer in the project.]"),
        "{:#?}",
        window.labels()
    );
}

#[test]
fn sources_come_before_notes_as_in_what_is_exported() {
    let window = opened();
    let labels = window.labels();
    let place = |title: &str| labels.iter().rposition(|label| label == title);
    let (sources, notes) = (place("Sources"), place("Notes"));
    assert!(sources.is_some() && sources < notes, "{labels:#?}");
}
