//! A project of 10,000 articles and 150,000 statements, the same each time. Every fourth article prints what the one
//! before it said, as papers do with the reports of an agency. A third of the statements are filed under one of twelve
//! topics, and the briefing holds three hundred.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use readout::model::{
    Article, ArticleId, Kind, Origin, PublicationDate, Speaker, Stance, Statement, StatementId, Topic,
    TopicId,
};
use readout::project::{Entry, Parts, Project, edits};
use readout::text::Span;

const N_LINES: usize = 15;
const N_TOPICS: u32 = 12;
const N_EXCERPTS: usize = 300;
const CODES: [&str; 9] = ["RU", "AM", "AZ", "TR", "FR", "US", "IR", "GE", "DE"];

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

fn statement(text: &str, start: usize, numbers: &mut Numbers) -> Option<Statement> {
    let mut statement = Statement::by_hand(vec![Span::new(text, start, text.len())?], Kind::Direct);
    let party = CODES.get(numbers.below(CODES.len() + 1));
    statement.parties = party.and_then(|code| code.parse().ok()).into_iter().collect();
    statement.speaker = Some(Speaker {
        name: format!("Speaker {}", numbers.below(500)),
        role: Some("Minister".to_owned()),
    });
    statement.origin = Origin::Extracted;
    statement.is_checked = false;
    let topic = numbers.below(36);
    statement.topics = (1..=N_TOPICS)
        .filter(|number| usize::try_from(*number) == Ok(topic))
        .map(|number| (TopicId(number), Stance::NoneStated))
        .collect();
    Some(statement)
}

fn report(numbers: &mut Numbers) -> (String, Vec<Statement>) {
    let mut text = String::new();
    let mut statements = Vec::new();
    for _ in 0..N_LINES {
        let start = text.len();
        for _ in 0..28 {
            text.push_str("word");
            text.push_str(&numbers.below(4_000).to_string());
            text.push(' ');
        }
        statements.extend(statement(&text, start, numbers));
        text.push('\n');
    }
    (text, statements)
}

/// The project with so many articles of fifteen statements.
pub(crate) fn project(n_articles: u32) -> Project {
    let mut numbers = Numbers(1);
    let mut articles = BTreeMap::new();
    let (mut text, mut statements) = report(&mut numbers);
    for number in 1..=n_articles {
        if !number.is_multiple_of(4) {
            (text, statements) = report(&mut numbers);
        }
        let mut article = Article::from_text(&text);
        article.metadata.outlet = Some(format!("Outlet {}", number % 40));
        let day = date(2020, 1, 1) + jiff::Span::new().days(i64::from(number % 1_500));
        article.metadata.published = Some(PublicationDate::day(day));
        articles.insert(
            ArticleId(number),
            Arc::new(Entry::new(article, statements.clone())),
        );
    }
    let topics = (1..=N_TOPICS).map(|number| {
        let topic = Topic {
            name: format!("Topic {number}"),
            color: None,
            place: number,
        };
        (TopicId(number), topic)
    });
    let project = Project::from_parts(Parts {
        articles,
        topics: topics.collect(),
        ..Parts::default()
    });
    with_briefing(project.unwrap_or_default())
}

fn with_briefing(mut project: Project) -> Project {
    let (section, add) = edits::add_section(&project, "Positions", 1, 0);
    let is_added = project.apply(&add).is_ok();
    let ids: Vec<StatementId> = project.statements().map(|(id, _)| id).collect();
    let placed: Vec<StatementId> = ids
        .iter()
        .step_by(ids.len().div_ceil(N_EXCERPTS).max(1))
        .copied()
        .collect();
    let place = edits::add_excerpts(&project, section, 0, &placed);
    if let Some(place) = place.filter(|_| is_added) {
        // A project without a briefing would be measured as well.
        project.apply(&place).ok();
    }
    project
}
