//! Small projects for tests.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use readout::model::{
    Article, ArticleId, BlockId, BlockKind, Kind, Party, PublicationDate, SectionId, Speaker, Stance,
    Statement, StatementId, Topic, TopicId,
};
use readout::project::{Edit, Entry, Parts, Project, edits};
use readout::text::Span;

/// Builds a project from articles of one statement a line: "RU+AM | Speaker | words".
#[derive(Default)]
pub(crate) struct Builder {
    pub(crate) parts: Parts,
}

impl Builder {
    pub(crate) fn article(mut self, outlet: &str, day: Option<Date>, lines: &[&str]) -> Self {
        let text = lines.join("\n");
        let mut article = Article::from_text(&text);
        article.metadata.outlet = Some(outlet.to_owned());
        article.metadata.headline = Some(format!("From {outlet}"));
        article.metadata.published = day.map(PublicationDate::day);
        let mut start = 0;
        let statements = lines.iter().map(|line| {
            let end = start + line.len();
            let words = start + line.rfind("| ").unwrap() + 2;
            let mut statement = Statement::by_hand(vec![Span::new(&text, words, end).unwrap()], Kind::Direct);
            let mut fields = line.split(" | ");
            statement.parties = parse(fields.next().unwrap());
            statement.speaker = Some(Speaker {
                name: fields.next().unwrap().to_owned(),
                role: Some("Minister".to_owned()),
            });
            start = end + 1;
            statement
        });
        let entry = Entry::new(article.clone(), statements.collect());
        let id = ArticleId(u32::try_from(self.parts.articles.len()).unwrap() + 1);
        self.parts.articles.insert(id, Arc::new(entry));
        self
    }

    pub(crate) fn topic(mut self, id: u32, name: &str, statements: &[(u32, u32)]) -> Self {
        self.parts.topics.insert(
            TopicId(id),
            Topic {
                name: name.to_owned(),
                ..Topic::default()
            },
        );
        for &(article, number) in statements {
            self.statement(article, number, |statement| {
                statement.topics.insert(TopicId(id), Stance::Supports);
            });
        }
        self
    }

    fn statement(&mut self, article: u32, number: u32, change: impl FnOnce(&mut Statement)) {
        let entry = self.parts.articles.get_mut(&ArticleId(article)).unwrap();
        change(Arc::make_mut(entry).statements.get_mut(&number).unwrap());
    }

    pub(crate) fn with(mut self, article: u32, number: u32, change: impl FnOnce(&mut Statement)) -> Self {
        self.statement(article, number, change);
        self
    }

    pub(crate) fn build(self) -> Project {
        Project::from_parts(self.parts).unwrap()
    }
}

fn parse(codes: &str) -> Vec<Party> {
    codes
        .split('+')
        .filter(|code| !code.trim().is_empty())
        .map(|code| code.parse().unwrap())
        .collect()
}

pub(crate) fn party(code: &str) -> Party {
    code.parse().unwrap()
}

pub(crate) fn id(article: u32, number: u32) -> StatementId {
    StatementId::new(ArticleId(article), number)
}

/// Applies an edit; the one that takes it back.
pub(crate) fn apply(project: &mut Project, edit: &Edit) -> Edit {
    project.apply(edit).unwrap()
}

/// The project with a briefing of one section, which holds these statements.
pub(crate) fn begun(builder: Builder, statements: &[StatementId]) -> (Project, SectionId) {
    let mut project = builder.build();
    let (section, edit) = edits::add_section(&project, "Positions", 0, 0);
    apply(&mut project, &edit);
    if let Some(edit) = edits::add_excerpts(&project, section, 0, statements) {
        apply(&mut project, &edit);
    }
    (project, section)
}

/// Adds a block at the end of a section.
pub(crate) fn add(project: &mut Project, section: SectionId, kind: BlockKind) -> BlockId {
    let (id, edit) = edits::add_block(project, section, usize::MAX, kind).unwrap();
    apply(project, &edit);
    id
}

/// A positions table in which nothing is written.
pub(crate) fn positions(codes: &[&str], topics: impl IntoIterator<Item = u32>) -> BlockKind {
    BlockKind::Positions {
        parties: codes.iter().map(|code| party(code)).collect(),
        topics: topics.into_iter().map(TopicId).collect(),
        cells: BTreeMap::new(),
        cited: BTreeMap::new(),
    }
}
