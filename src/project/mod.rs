//! The one mutable thing.
//!
//! A [`Project`] is changed only by an [`Edit`]; each edit gives its inverse; after
//! [`Project::apply`] the project is valid or unchanged. No IO, no extraction, no tables.

mod differences;
pub mod edit;
pub mod edits;
pub mod history;
pub mod people;
mod validate;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    Article, ArticleId, Block, BlockId, BlockKind, Briefing, Corrections, Line, Mark, Party, Passage,
    Section, SectionId, Statement, StatementId, Story, StoryId, Term, Topic, TopicId, View,
};

pub use edit::{Change, Edit, Refused};
pub use history::History;
pub use people::KnownPerson;

/// Marks in own words can be typed with any number; from here on they are no article's that ever was.
const LARGEST_MARK: u32 = 1_000_000_000;

/// Articles, their statements, topics, the briefing, and how the user looks at them.
///
/// Cloning is cheap (pointers to articles are copied, not articles), so that a snapshot can be handed
/// to another thread after every edit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    pub(in crate::project) articles: BTreeMap<ArticleId, Arc<Entry>>,
    pub(in crate::project) topics: BTreeMap<TopicId, Topic>,
    pub(in crate::project) lines: BTreeMap<(TopicId, Party), Line>,
    pub(in crate::project) briefing: Arc<Briefing>,
    pub(in crate::project) view: View,
    pub(in crate::project) saved_views: BTreeMap<String, View>,
    pub(in crate::project) corrections: Corrections,
    pub(in crate::project) terms: Arc<[Term]>,
}

/// An article of the project with its statements.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Its statements by number. [`Entry::in_order`] gives them as they stand in the text.
    #[serde(default)]
    pub statements: BTreeMap<u32, Statement>,
    /// Whether the user has read it.
    #[serde(default)]
    pub is_read: bool,
    /// Whether other articles carry the same.
    #[serde(default, skip_serializing_if = "Story::is_own")]
    pub story: Story,
}

impl Entry {
    /// An unread article with its statements, numbered from 1 in the order given.
    #[must_use]
    pub fn new(article: Article, statements: Vec<Statement>) -> Self {
        Self {
            article,
            statements: (1..).zip(statements).collect(),
            is_read: false,
            story: Story::Own,
        }
    }

    /// The statements as they stand in the text, hidden ones included.
    #[must_use]
    pub fn in_order(&self) -> Vec<(u32, &Statement)> {
        let mut statements: Vec<_> = self
            .statements
            .iter()
            .map(|(&number, statement)| (number, statement))
            .collect();
        statements.sort_by_key(|&(number, statement)| (statement.start(), number));
        statements
    }

    /// The number that the next statement made in this article gets.
    #[must_use]
    pub fn next_number(&self) -> u32 {
        self.statements
            .last_key_value()
            .map_or(1, |(&number, _)| number.saturating_add(1))
    }
}

/// The parts of a project, to be put together by [`Project::from_parts`] or saved.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Articles with their statements.
    pub articles: BTreeMap<ArticleId, Arc<Entry>>,
    /// Topics.
    pub topics: BTreeMap<TopicId, Topic>,
    /// The analyst's lines on a topic by party.
    pub lines: BTreeMap<(TopicId, Party), Line>,
    /// The briefing.
    pub briefing: Briefing,
    /// The layout of Compare.
    pub view: View,
    /// Layouts of Compare that the user has given a name.
    pub saved_views: BTreeMap<String, View>,
    /// What the user taught.
    pub corrections: Corrections,
    /// Words that the reader marks.
    pub terms: Vec<Term>,
}

impl Project {
    /// A project from its parts.
    ///
    /// # Errors
    /// [`Refused`] names the first thing that is not valid: a span off its text, an id that leads
    /// nowhere, a section listed twice.
    pub fn from_parts(parts: Parts) -> Result<Self, Refused> {
        let project = Self {
            articles: parts.articles,
            topics: parts.topics,
            lines: parts.lines,
            briefing: Arc::new(parts.briefing),
            view: parts.view,
            saved_views: parts.saved_views,
            corrections: parts.corrections,
            terms: parts.terms.into(),
        };
        project.validate()?;
        Ok(project)
    }

    /// The articles with their statements.
    #[must_use]
    pub fn articles(&self) -> &BTreeMap<ArticleId, Arc<Entry>> {
        &self.articles
    }

    /// One article with its statements.
    #[must_use]
    pub fn entry(&self, id: ArticleId) -> Option<&Arc<Entry>> {
        self.articles.get(&id)
    }

    /// One statement.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.articles.get(&id.article)?.statements.get(&id.number)
    }

    /// One statement and the article that it stands in.
    #[must_use]
    pub fn statement_in_article(&self, id: StatementId) -> Option<(&Statement, &Article)> {
        let entry = self.articles.get(&id.article)?;
        Some((entry.statements.get(&id.number)?, &entry.article))
    }

    /// All statements by article, hidden ones included; within an article by number.
    pub fn statements(&self) -> impl Iterator<Item = (StatementId, &Statement)> {
        self.articles.iter().flat_map(|(&article, entry)| {
            entry
                .statements
                .iter()
                .map(move |(&number, statement)| (StatementId::new(article, number), statement))
        })
    }

    /// The topics.
    #[must_use]
    pub fn topics(&self) -> &BTreeMap<TopicId, Topic> {
        &self.topics
    }

    /// The topics in the user's order.
    #[must_use]
    pub fn topics_in_order(&self) -> Vec<(TopicId, &Topic)> {
        let mut topics: Vec<(TopicId, &Topic)> = self.topics.iter().map(|(&id, topic)| (id, topic)).collect();
        topics.sort_by_key(|&(id, topic)| (topic.place, id));
        topics
    }

    /// The analyst's lines by topic and party.
    #[must_use]
    pub fn lines(&self) -> &BTreeMap<(TopicId, Party), Line> {
        &self.lines
    }

    /// The briefing.
    #[must_use]
    pub fn briefing(&self) -> &Arc<Briefing> {
        &self.briefing
    }

    /// A section of the briefing.
    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.briefing.sections.get(&id)
    }

    /// A block of the briefing.
    #[must_use]
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.briefing.blocks.get(&id)
    }

    /// The layout of Compare.
    #[must_use]
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Layouts of Compare that the user has given a name.
    #[must_use]
    pub fn saved_views(&self) -> &BTreeMap<String, View> {
        &self.saved_views
    }

    /// What the user taught.
    #[must_use]
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// Words that the reader marks, in the user's order.
    #[must_use]
    pub fn terms(&self) -> &Arc<[Term]> {
        &self.terms
    }

    /// Whether there is nothing in it that anyone would miss.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The statements that the briefing holds as excerpts.
    #[must_use]
    pub fn statements_in_briefing(&self) -> BTreeSet<StatementId> {
        self.briefing
            .blocks
            .values()
            .filter_map(|block| match &block.kind {
                BlockKind::Excerpt(excerpt) => match excerpt.passage {
                    Passage::Statement(id) => Some(id),
                    Passage::Words { .. } => None,
                },
                _ => None,
            })
            .collect()
    }

    /// An article id that nothing in the project has or refers to.
    #[must_use]
    pub fn next_article_id(&self) -> ArticleId {
        let in_briefing = self.briefing.blocks.values().filter_map(|block| {
            let cited = match &block.kind {
                BlockKind::Excerpt(excerpt) => Some(match excerpt.passage {
                    Passage::Statement(id) => id.article,
                    Passage::Words { article, .. } => article,
                }),
                BlockKind::Positions { cells, cited, .. } => {
                    let seen = cells.values().flat_map(|cell| cell.seen.iter().flatten());
                    let cited = cited.values().flatten();
                    cited.chain(seen).map(|id| id.article).max()
                }
                _ => None,
            };
            let marked = block.own_words().into_iter().flat_map(Mark::all_in);
            let marked = marked.map(|(_, mark)| mark.article());
            marked.filter(|id| id.0 < LARGEST_MARK).chain(cited).max()
        });
        let highest = self
            .articles
            .keys()
            .next_back()
            .copied()
            .into_iter()
            .chain(in_briefing)
            .max();
        ArticleId(highest.map_or(1, |id| id.0.saturating_add(1)))
    }

    /// A number for a story that no article has.
    #[must_use]
    pub fn next_story_id(&self) -> StoryId {
        let shared = self.articles.values().filter_map(|entry| entry.story.shared());
        StoryId(shared.max().map_or(1, |id| id.0.saturating_add(1)))
    }

    /// The articles that carry the same story as this one, itself not among them.
    #[must_use]
    pub fn carriers(&self, id: ArticleId) -> Vec<ArticleId> {
        let Some(story) = self.entry(id).and_then(|entry| entry.story.shared()) else {
            return Vec::new();
        };
        let others = self
            .articles
            .iter()
            .filter(|(other, entry)| **other != id && entry.story.shared() == Some(story));
        others.map(|(&other, _)| other).collect()
    }

    /// A topic id that is not in use.
    #[must_use]
    pub fn next_topic_id(&self) -> TopicId {
        TopicId(
            self.topics
                .last_key_value()
                .map_or(1, |(id, _)| id.0.saturating_add(1)),
        )
    }

    /// A section id that is not in use and was not in a frozen issue.
    #[must_use]
    pub fn next_section_id(&self) -> SectionId {
        let frozen = self
            .briefing
            .issues
            .iter()
            .flat_map(|issue| issue.headings.keys());
        let highest = self
            .briefing
            .sections
            .keys()
            .next_back()
            .into_iter()
            .chain(frozen)
            .max();
        SectionId(highest.map_or(1, |id| id.0.saturating_add(1)))
    }

    /// A block id that is not in use and was not in a frozen issue.
    #[must_use]
    pub fn next_block_id(&self) -> BlockId {
        let frozen = self.briefing.issues.iter().flat_map(|issue| issue.digests.keys());
        let highest = self
            .briefing
            .blocks
            .keys()
            .next_back()
            .into_iter()
            .chain(frozen)
            .max();
        BlockId(highest.map_or(1, |id| id.0.saturating_add(1)))
    }
}
