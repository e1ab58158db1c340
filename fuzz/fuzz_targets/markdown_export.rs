//! Any text as an article, its first briefing as Markdown: nothing unseen comes out, twice the same bytes.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use readout::atlas::Atlas;
use readout::briefing::{self, templates};
use readout::export::{self, Format};
use readout::extract::{self, Knowledge};
use readout::import::{self, Hint};
use readout::model::Corrections;
use readout::project::{Entry, Project, edits};

fuzz_target!(|text: &str| {
    let Ok(read) = import::read(text.as_bytes(), Hint::default()) else {
        return;
    };
    let corrections = Corrections::default();
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections: &corrections,
    };
    let statements = extract::statements(&read.value, &knowledge);
    let mut project = Project::default();
    let edit = edits::add_articles(&project, vec![Entry::new(read.value, statements)]);
    project.apply(&edit).expect("fresh entries are accepted");
    let edit = templates::first_briefing(&project, date(2027, 3, 10));
    project.apply(&edit).expect("a first briefing is accepted");
    let document = briefing::resolve(&project).document;
    let markdown = export::encode(&document, Format::Markdown).expect("Markdown is always written");
    let again = export::encode(&document, Format::Markdown).expect("Markdown is always written");
    assert_eq!(markdown, again);
});
