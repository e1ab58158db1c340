//! The saved shape of format 1.
//!
//! Metadata, statements, briefing, view and corrections are saved as `model` has them; what differs is
//! said here. Once a change to `model` would change the file, their shapes of today move here as they
//! are, and a migration leads on.
//!
//! An article's text is saved as a list of its lines, each with its line end: a file that can be read
//! and compared line by line, and whose own line ends may change (git, editors) without moving a place.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::sentence::{self, Complaint};
use super::validity;
use crate::model::{
    Article, ArticleId, Block, BlockKind, Briefing, Corrections, Line, Metadata, Original, Party, Passage,
    Statement, Story, Term, Topic, TopicId, View, unique,
};
use crate::project::{Entry, Parts, Project};
use crate::text::Span;

/// Ids are drawn upwards; far from the last one there is always a next.
pub(super) const LARGEST_ID: u32 = 4_000_000_000;

/// The project in the text of a file of format 1.
pub(super) fn decode(text: &str) -> Result<Project, Complaint> {
    let incoming: Incoming = ron::from_str(text).map_err(|error| sentence::of_syntax(&error, text))?;
    if let Some((path, id)) = incoming.id_without_successor() {
        return Err(validity::too_large(id, &path, text));
    }
    Project::from_parts(incoming.into()).map_err(|refused| validity::complaint(&refused, text))
}

/// What is read.
#[derive(Deserialize)]
#[serde(rename = "Project", deny_unknown_fields)]
struct Incoming {
    #[expect(dead_code, reason = "was read before, to choose the shape")]
    format: u32,
    #[serde(default)]
    briefing: Briefing,
    #[serde(default, deserialize_with = "unique::map")]
    topics: BTreeMap<TopicId, Topic>,
    #[serde(default, deserialize_with = "unique::map")]
    lines: BTreeMap<(TopicId, Party), Line>,
    #[serde(default)]
    corrections: Corrections,
    #[serde(default)]
    view: View,
    #[serde(default)]
    terms: Vec<Term>,
    #[serde(default, deserialize_with = "unique::map")]
    saved_views: BTreeMap<String, View>,
    #[serde(default, deserialize_with = "unique::map")]
    articles: BTreeMap<ArticleId, IncomingArticle>,
}

#[derive(Deserialize)]
#[serde(rename = "Article", deny_unknown_fields)]
pub(super) struct IncomingArticle {
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    original: Original,
    #[serde(default)]
    is_read: bool,
    #[serde(default)]
    story: Story,
    #[serde(deserialize_with = "joined")]
    text: String,
    #[serde(default)]
    body: Vec<Span>,
    #[serde(default)]
    display: Vec<Span>,
    #[serde(default, deserialize_with = "unique::map")]
    statements: BTreeMap<u32, Statement>,
}

impl Incoming {
    /// An id so large that none may be left for what comes next, after the path of fields and keys that
    /// leads to it.
    fn id_without_successor(&self) -> Option<(String, u32)> {
        let check = |id: u32, path: &dyn Fn() -> String| (id > LARGEST_ID).then(|| (path(), id));
        let articles = self.articles.iter().flat_map(|(id, article)| {
            let number = article.statements.keys().next_back().copied().unwrap_or_default();
            let story = article.story.shared().map_or(0, |id| id.0);
            [
                check(story, &|| format!("articles/{}", id.0)),
                check(id.0, &|| format!("articles/{}", id.0)),
                check(number, &|| format!("articles/{}/statements/{number}", id.0)),
            ]
        });
        let topics = self
            .topics
            .keys()
            .map(|id| check(id.0, &|| format!("topics/{}", id.0)));
        let sections = self
            .briefing
            .sections
            .keys()
            .map(|id| check(id.0, &|| format!("briefing/sections/{}", id.0)));
        let blocks = self.briefing.blocks.iter().flat_map(|(id, block)| {
            let path = || format!("briefing/blocks/{}", id.0);
            [
                check(id.0, &path),
                check(cited_article(block).unwrap_or_default(), &path),
            ]
        });
        articles
            .chain(topics)
            .chain(sections)
            .chain(blocks)
            .flatten()
            .next()
    }
}

/// The number of the article that an excerpt's words come from; it need not be in the project.
fn cited_article(block: &Block) -> Option<u32> {
    match &block.kind {
        BlockKind::Excerpt(excerpt) => Some(match &excerpt.passage {
            Passage::Statement(id) => id.article.0,
            Passage::Words { article, .. } => article.0,
        }),
        _ => None,
    }
}

impl From<Incoming> for Parts {
    fn from(incoming: Incoming) -> Self {
        Self {
            articles: incoming
                .articles
                .into_iter()
                .map(|(id, article)| (id, Arc::new(article.into())))
                .collect(),
            topics: incoming.topics,
            lines: incoming.lines,
            briefing: incoming.briefing,
            view: incoming.view,
            saved_views: incoming.saved_views,
            corrections: incoming.corrections,
            terms: incoming.terms,
        }
    }
}

impl From<IncomingArticle> for Entry {
    fn from(incoming: IncomingArticle) -> Self {
        Self {
            article: Article {
                text: incoming.text.into(),
                body: incoming.body,
                display: incoming.display,
                metadata: incoming.metadata,
                original: incoming.original,
            },
            statements: incoming.statements,
            is_read: incoming.is_read,
            story: incoming.story,
        }
    }
}

/// What is written: the fields of [`Incoming`] in the order of the file.
#[derive(Serialize)]
pub(super) struct Outgoing<'a> {
    format: u32,
    briefing: &'a Briefing,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    topics: &'a BTreeMap<TopicId, Topic>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    lines: &'a BTreeMap<(TopicId, Party), Line>,
    corrections: &'a Corrections,
    view: &'a View,
    #[serde(skip_serializing_if = "<[Term]>::is_empty")]
    terms: &'a [Term],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    saved_views: &'a BTreeMap<String, View>,
    articles: Articles<'a>,
}

impl<'a> From<&'a Project> for Outgoing<'a> {
    fn from(project: &'a Project) -> Self {
        Self {
            format: super::FORMAT,
            briefing: project.briefing(),
            topics: project.topics(),
            lines: project.lines(),
            corrections: project.corrections(),
            view: project.view(),
            terms: project.terms(),
            saved_views: project.saved_views(),
            articles: Articles(project.articles()),
        }
    }
}

struct Articles<'a>(&'a BTreeMap<ArticleId, Arc<Entry>>);

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|(id, entry)| (id, OutgoingArticle::from(&**entry))),
        )
    }
}

#[derive(Serialize)]
struct OutgoingArticle<'a> {
    metadata: &'a Metadata,
    original: &'a Original,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_read: bool,
    #[serde(skip_serializing_if = "Story::is_own")]
    story: Story,
    text: Lines<'a>,
    body: &'a [Span],
    #[serde(skip_serializing_if = "<[Span]>::is_empty")]
    display: &'a [Span],
    statements: &'a BTreeMap<u32, Statement>,
}

impl<'a> From<&'a Entry> for OutgoingArticle<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            metadata: &entry.article.metadata,
            original: &entry.article.original,
            is_read: entry.is_read,
            story: entry.story,
            text: Lines(&entry.article.text),
            body: &entry.article.body,
            display: &entry.article.display,
            statements: &entry.statements,
        }
    }
}

/// A text as the list of its lines.
struct Lines<'a>(&'a str);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.split_inclusive('\n'))
    }
}

/// The text whose lines are listed.
fn joined<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    struct Whole;

    impl<'de> Visitor<'de> for Whole {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the lines of a text")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<String, A::Error> {
            let mut text = String::new();
            while lines.next_element_seed(Append(&mut text))?.is_some() {}
            Ok(text)
        }
    }

    deserializer.deserialize_seq(Whole)
}

/// Appends one line to a text.
struct Append<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Append<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Append<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a line of text in quotation marks")
    }

    fn visit_str<E>(self, line: &str) -> Result<(), E> {
        self.0.push_str(line);
        Ok(())
    }
}
