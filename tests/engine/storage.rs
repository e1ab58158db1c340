//! Projects on disk: what is saved comes back, what is broken is refused with a place, and a save that
//! is cut off leaves the old file.

mod broken;
pub(crate) mod random;
mod roundtrip;
mod salvage;
mod saving;

use readout::model::{
    Article, Block, BlockKind, Disclosure, Excerpt, ExcerptForm, Filters, Grouping, Head, Kind, Line,
    Metadata, MetadataField, Original, Passage, Person, Provenance, Reason, Speaker, Stance, Statement,
    StatementId, TopicId, View,
};
use readout::project::{Change, Edit, Entry, Project, edits};
use readout::text::Span;

/// A small project in which nothing of what a project can hold is missing.
fn complete() -> Project {
    let mut project = Project::default();
    let text = "Harbour talks to go on\n\n“We’ll try again,” Norland’s foreign minister Ann Şahin said.\r\n\
                She added that \u{202b}נמל\u{202c} was “a word” to learn.\n\nShare this\n";
    let mut article = Article::from_text(text);
    let of = |words: &str| span_of(text, words);
    article.body = vec![
        of("“We’ll try again,” Norland’s foreign minister Ann Şahin said."),
        of("She added that \u{202b}נמל\u{202c} was “a word” to learn."),
    ];
    article.display = vec![of("Harbour talks to go on")];
    article.metadata = Metadata {
        headline: Some("Harbour talks to go on".to_owned()),
        outlet: Some("The Norland Post".to_owned()),
        author: Some("Cy Reporter".to_owned()),
        published: Some("2026-11-24T14:02:00+04:00".parse().unwrap()),
        url: Some("https://post.example/harbour?a=1&b=“2”".to_owned()),
        archived: None,
        language: Some("en".to_owned()),
        dateline: Some("PORT SAMPLE".to_owned()),
        provenance: [
            (MetadataField::Headline, Provenance::Page),
            (MetadataField::Dateline, Provenance::Text),
        ]
        .into(),
    };
    article.original = Original {
        location: "articles/harbour talks.html".to_owned(),
        fingerprint: "0123456789abcdef".repeat(4),
        imported: Some("2026-11-25".parse().unwrap()),
    };
    let mut direct = Statement::by_hand(vec![of("“We’ll try again,”")], Kind::Direct);
    direct.cue = Some(of("said"));
    direct.source = Some(of("Norland’s foreign minister Ann Şahin"));
    direct.speaker = Some(Speaker {
        name: "Ann Şahin".to_owned(),
        role: Some("Foreign Minister".to_owned()),
    });
    direct.parties = vec!["NO".parse().unwrap(), "ORG:Harbour League".parse().unwrap()];
    direct.why.reasons = vec![
        Reason {
            rule: "quotation-with-cue".to_owned(),
            words: vec![of("said")],
            found: String::new(),
        },
        Reason {
            rule: "name-in-apposition".to_owned(),
            words: vec![of("foreign minister"), of("Ann Şahin")],
            found: "Ann Şahin".to_owned(),
        },
    ];
    direct.origin = readout::model::Origin::Extracted;
    direct.is_checked = false;
    direct.confidence = readout::model::Confidence::from_share(0.87);
    let mut mixed = Statement::by_hand(
        vec![of("that \u{202b}נמל\u{202c} was"), of("“a word” to learn.")],
        Kind::Mixed,
    );
    mixed.is_visible = false;
    let entries = vec![
        Entry::new(article, vec![direct, mixed]),
        Entry::new(Article::from_text("Nobody said anything."), Vec::new()),
    ];
    let edit = edits::add_articles(&project, entries);
    apply(&mut project, &edit);
    let statement = StatementId::new(readout::model::ArticleId(1), 1);
    let (topic, edit) = edits::add_topic(&project, "Harbour talks");
    apply(&mut project, &edit);
    let changes = [
        edits::mark_read(&project, readout::model::ArticleId(1), true),
        edits::set_stance(&project, &[statement], topic, Stance::Conditional),
    ];
    for edit in changes.into_iter().flatten() {
        apply(&mut project, &edit);
    }
    let line = Line {
        words: "Norland waits.".to_owned(),
        n_statements_seen: 1,
        ..Line::default()
    };
    let change = Change::Line(topic, "NO".parse().unwrap(), Some(line));
    apply(&mut project, &Edit::new("Write", vec![change]));
    let person = Person {
        name: Some("Ann Şahin".to_owned()),
        role: Some("Foreign Minister".to_owned()),
        parties: Some(Vec::new()),
    };
    apply(
        &mut project,
        &Edit::new(
            "Teach",
            vec![Change::Person("Ann Sahin".to_owned(), Some(person))],
        ),
    );
    let view = View {
        grouping: Grouping::Speaker,
        columns: vec!["NO".parse().unwrap()],
        away: ["ORG:EU".parse().unwrap()].into(),
        has_no_columns: false,
        shows_no_party: true,
        pinned: std::collections::BTreeSet::new(),
        shows_others: false,
        filters: Filters {
            parties: ["NO".parse().unwrap()].into(),
            speakers: ["Ann Şahin".to_owned()].into(),
            outlets: ["The Norland Post".to_owned()].into(),
            kinds: [Kind::Direct, Kind::Mixed].into(),
            topics: [topic].into(),
            from: Some("2026-11-01".parse().unwrap()),
            until: Some("2026-11-30".parse().unwrap()),
            words: "again".to_owned(),
            only_unused: true,
            ..Filters::default()
        },
    };
    let edit = edits::set_view(&project, view).unwrap();
    apply(&mut project, &edit);
    add_briefing(&mut project, statement, topic);
    project
}

fn add_briefing(project: &mut Project, statement: StatementId, topic: TopicId) {
    let head = Head {
        title: "The harbour".to_owned(),
        subject: "Norland’s position".to_owned(),
        addressee: "The minister".to_owned(),
        author: "Desk 3".to_owned(),
        occasion: "Visit".to_owned(),
        date: Some("2026-11-26".parse().unwrap()),
        marking: "For official use".to_owned(),
        ..Head::default()
    };
    let edit = edits::set_head(project, head).unwrap();
    apply(project, &edit);
    let (section, edit) = edits::add_section(project, "Positions", 0, 0);
    apply(project, &edit);
    let (inner, edit) = edits::add_section(project, "Words", 1, 1);
    apply(project, &edit);
    let words = Excerpt {
        passage: Passage::Words {
            article: statement.article,
            spans: vec![span_of(&text_of(project), "foreign minister")],
        },
        words: vec!["foreign minister".to_owned()],
        form: ExcerptForm::Paraphrase("The minister\nspoke.".to_owned()),
        comment: "A remark".to_owned(),
        cuts: Vec::new(),
    };
    let kinds = [
        BlockKind::Text("# Not a heading\n\nText with **Markdown**.".to_owned()),
        BlockKind::Excerpt(words),
        BlockKind::Positions {
            parties: vec!["NO".parse().unwrap()],
            topics: vec![topic],
            cells: std::collections::BTreeMap::new(),
            cited: std::collections::BTreeMap::new(),
        },
        BlockKind::PageBreak,
    ];
    for kind in kinds {
        let (_, edit) = edits::add_block(project, inner, 9, kind).unwrap();
        apply(project, &edit);
    }
    let edit = edits::add_excerpts(project, section, 0, &[statement]).unwrap();
    apply(project, &edit);
    let hidden = project
        .briefing()
        .blocks
        .iter()
        .find(|(_, block)| {
            matches!(
                block,
                Block {
                    kind: BlockKind::Text(_),
                    ..
                }
            )
        })
        .map(|(&id, _)| id)
        .unwrap();
    let edit = edits::set_disclosure(project, hidden, Disclosure::NotToBeDisclosed).unwrap();
    apply(project, &edit);
    assert!(project.lines().values().all(|line| *line != Line::default()));
}

fn apply(project: &mut Project, edit: &Edit) {
    project.apply(edit).unwrap();
}

fn text_of(project: &Project) -> String {
    project
        .articles()
        .values()
        .next()
        .unwrap()
        .article
        .text
        .to_string()
}

fn span_of(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap();
    Span::new(text, start, start + words.len()).unwrap()
}

/// The project as its file's text.
fn written(project: &Project) -> String {
    String::from_utf8(readout::storage::encode(project).unwrap()).unwrap()
}

/// The project in a file's text, or the sentence that says why there is none.
fn read(text: &str) -> Result<Project, String> {
    readout::storage::decode(text.as_bytes())
        .map(|loaded| loaded.value)
        .map_err(|error| error.to_string())
}
