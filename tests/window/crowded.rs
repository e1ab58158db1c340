//! A crowded project: forty parties, five thousand statements, long names of several scripts.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use readout::model::{
    Article, ArticleId, Grouping, Kind, Line, Party, PublicationDate, Speaker, Stance, Statement, Topic,
    TopicId, View,
};
use readout::project::{Entry, Parts, Project};
use readout::text::Span;

const CODES: [&str; 40] = [
    "RU", "AM", "AZ", "TR", "FR", "US", "IR", "GE", "DE", "GB", "CN", "IN", "JP", "KR", "KZ", "UZ", "TM",
    "UA", "PL", "IT", "ES", "SE", "NO", "FI", "GR", "IL", "SA", "AE", "QA", "EG", "ZA", "BR", "MX", "CA",
    "AU", "ORG:EU", "ORG:UN", "ORG:NATO", "ORG:CSTO", "ORG:OSCE",
];
/// Names in the letters of the bundled fonts.
pub(crate) const NAMES: [&str; 6] = [
    "Hovhannes Ter-Grigoryan-Manukyan",
    "Мария Захарова-Преображенская",
    "Nguyễn Thị Ánh",
    "Çağrı Öztürkoğlu",
    "Li",
    "Ann Orlov",
];
const OPENINGS: [&str; 6] = [
    "“We fully support the crossing and",
    "“It is unacceptable that",
    "They would agree only if",
    "“Nobody has asked us whether",
    "The ministry said the tolls were such that",
    "“After thirty years",
];

fn party(code: &str) -> Party {
    code.parse().unwrap()
}

/// The project: 500 articles with ten statements each, four topics, lines and stances here and there.
pub(crate) fn crowded(names_of_speakers: &[&str; 6]) -> Project {
    let mut articles = BTreeMap::new();
    let mut number: usize = 0;
    for id in 1..=500_u32 {
        let mut text = String::new();
        let mut spans = Vec::new();
        for _ in 0..10 {
            number += 1;
            let opening = OPENINGS[(number + number / 12) % OPENINGS.len()];
            let start = text.len();
            text.push_str(opening);
            for word in 0..(8 + number * 7 % 60) {
                text.push_str(
                    [
                        " the line",
                        " of trains",
                        " will be",
                        " open",
                        " by spring",
                        " or never",
                    ][(number + word) % 6],
                );
            }
            text.push_str(if opening.starts_with('“') { ".”" } else { "." });
            spans.push((start, text.len(), opening.starts_with('“')));
            text.push_str("\n\n");
        }
        let statements = spans
            .into_iter()
            .enumerate()
            .map(|(at, (start, end, is_quoted))| {
                let seed = id as usize * 10 + at;
                // Otherwise than what the topics go by, so that each has all speakers.
                let turn = seed + seed / 12;
                let kind = if is_quoted { Kind::Direct } else { Kind::Indirect };
                let mut statement = Statement::by_hand(vec![Span::new(&text, start, end).unwrap()], kind);
                statement.origin = readout::model::Origin::Extracted;
                statement.is_checked = seed.is_multiple_of(5);
                statement.confidence = u8::try_from(30 + seed % 70).unwrap().into();
                // The first parties speak most.
                let code = CODES[(seed * seed) % CODES.len().min(8 + seed % 33)];
                statement.parties = vec![party(code)];
                statement.speaker = Some(Speaker {
                    name: names_of_speakers[turn % 6].to_owned(),
                    role: turn
                        .is_multiple_of(2)
                        .then(|| "Deputy Minister of Foreign Affairs and European Integration".to_owned()),
                });
                if seed.is_multiple_of(3) {
                    let stance = [
                        Stance::Supports,
                        Stance::Opposes,
                        Stance::Conditional,
                        Stance::NoneStated,
                        Stance::NoneStated,
                    ][seed % 5];
                    statement
                        .topics
                        .insert(TopicId(u32::try_from(1 + seed % 4).unwrap()), stance);
                }
                statement
            });
        let statements: Vec<Statement> = statements.collect();
        let mut article = Article::from_text(&text);
        article.metadata.headline = Some(format!(
            "Talks on the line go into day {id} without an end in sight"
        ));
        article.metadata.outlet = Some(format!("The Outlet {}", id % 30));
        let day = date(2026, 1, 1) + jiff::Span::new().days(i64::from(id % 300));
        article.metadata.published = Some(PublicationDate::day(day));
        articles.insert(ArticleId(id), Arc::new(Entry::new(article, statements)));
    }
    let names = [
        "The Gyumri–Kars crossing and its opening to goods and passengers of third countries",
        "Transit tolls",
        "Border guards",
        "Demarcation",
    ];
    let topics = (1..).zip(names).map(|(id, name)| {
        let topic = Topic {
            name: name.to_owned(),
            color: u8::try_from(id).ok(),
            ..Topic::default()
        };
        (TopicId(id), topic)
    });
    let line = |words: &str| Line {
        words: words.to_owned(),
        n_statements_seen: 2,
        ..Line::default()
    };
    Project::from_parts(Parts {
        articles,
        topics: topics.collect(),
        lines: [
            (
                (TopicId(1), party("RU")),
                line("Wants the line open, on its own terms."),
            ),
            (
                (TopicId(1), party("AM")),
                line(
                    "Open for everybody, with Armenian customs on Armenian soil and no corridor of any kind.",
                ),
            ),
        ]
        .into(),
        view: View {
            grouping: Grouping::Topic,
            ..View::default()
        },
        ..Parts::default()
    })
    .unwrap()
}
