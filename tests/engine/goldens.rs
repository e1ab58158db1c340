//! The Markdown of each template's briefing, as agreed: `tests/data/export/template-*.md`.
//!
//! After a change that is meant, `BLESS=1 cargo test --test engine goldens` writes them anew; read what changed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "tests write files of their own")]

use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use readout::briefing::resolve;
use readout::briefing::templates::{apply_template, templates};
use readout::export::{Format, encode};
use readout::model::{Head, Kind, PublicationDate, Stance, TopicId};
use readout::project::{Project, edits};

use crate::building::{Builder, party};

fn project() -> Project {
    let mut builder = Builder::default()
        .article(
            "Northern Courier",
            Some(date(2027, 3, 5)),
            &[
                "AM | Anahit Sarian | “We are ready to open the crossing, and we wait for the others.”",
                "GE | Nino Kvirkvia | The cost of the road would have to be shared by all three.",
            ],
        )
        .article(
            "Meridian",
            Some(date(2027, 3, 8)),
            &[
                "RU | Sergei Orlov | “Nobody has asked us, and nobody will pass without asking.”",
                "AM | Anahit Sarian | “The tolls are a matter for later talks, not for this year.”",
            ],
        )
        .topic(1, "Opening the crossing", &[(1, 1), (1, 2), (2, 1)])
        .topic(2, "Tolls", &[(2, 2)])
        .with(1, 2, |statement| statement.kind = Kind::Indirect)
        .with(2, 1, |statement| {
            statement.topics.insert(TopicId(1), Stance::Opposes);
            statement.said = Some(date(2027, 3, 7));
        });
    for entry in builder.parts.articles.values_mut() {
        let entry = Arc::make_mut(entry);
        entry.article.metadata.url = Some("https://example.org/talks?page=1".to_owned());
        entry.article.original.imported = Some(PublicationDate::day(date(2027, 3, 9)));
        entry.article.original.fingerprint = "0123456789abcdef".repeat(4);
    }
    let mut project = builder.build();
    let edit = edits::set_line(
        &project,
        TopicId(1),
        &party("GE"),
        "Wants to share the cost.",
        &[],
    )
    .unwrap();
    project.apply(&edit).unwrap();
    let head = Head {
        addressee: "Director".to_owned(),
        author: "Desk 3".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        ..Head::default()
    };
    let edit = edits::set_head(&project, head).unwrap();
    project.apply(&edit).unwrap();
    project
}

#[test]
fn each_template_reads_as_agreed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/export");
    let mut others = Vec::new();
    for template in templates() {
        let mut project = project();
        let edit = apply_template(&project, template, date(2027, 3, 24));
        project.apply(&edit).unwrap();
        let found = encode(&resolve(&project).document, Format::Markdown).unwrap();
        let found = String::from_utf8(found).unwrap();
        let slug = template.name.to_lowercase().replace(' ', "-");
        let path = folder.join(format!("template-{slug}.md"));
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        if std::fs::read_to_string(&path).ok().as_ref() != Some(&found) {
            others.push(format!("--- {} ---\n{found}", path.display()));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}
