//! Edits: the only way that a project changes.
//!
//! A [`Change`] names one slot of the project and what stands in it afterwards, so its inverse is
//! the same slot with what stood there before. An [`Edit`] is a step that a person made: a label and
//! one or more changes that hold together. What users do ("move Lavrov to Russia") is turned into
//! changes by [`super::edits`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Entry, Project};
use crate::model::{
    ArticleId, Block, BlockId, Head, Issue, Line, Metadata, Party, Person, Section, SectionId, Statement,
    StatementId, Story, Term, Topic, TopicId, View,
};
use crate::text::Span;

/// One step that a user made; undone and redone as a whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What the step did, as an imperative for the menu: "Move Lavrov to Russia".
    pub label: String,
    /// What stands where afterwards, in order.
    pub changes: Vec<Change>,
    /// Steps with the same name that follow one another quickly are one step: typing in one field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merges_as: Option<String>,
}

/// One slot of the project and what stands in it afterwards. `None` empties the slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// An article with its statements.
    Article(ArticleId, Option<Arc<Entry>>),
    /// What is known about an article.
    Metadata(ArticleId, Metadata),
    /// What of an article is body.
    Body(ArticleId, Vec<Span>),
    /// Whether an article has been read.
    Read(ArticleId, bool),
    /// Which story an article carries.
    Story(ArticleId, Story),
    /// A statement.
    Statement(StatementId, Option<Statement>),
    /// A topic.
    Topic(TopicId, Option<Topic>),
    /// The analyst's line for a party on a topic.
    Line(TopicId, Party, Option<Line>),
    /// What is always true of a person.
    Person(String, Option<Person>),
    /// The layout of Compare.
    View(View),
    /// Words that the reader marks.
    Terms(Vec<Term>),
    /// A layout of Compare with a name.
    SavedView(String, Option<View>),
    /// The head of the briefing.
    Head(Head),
    /// The order of the briefing's sections.
    Outline(Vec<SectionId>),
    /// A section of the briefing.
    Section(SectionId, Option<Section>),
    /// A block of the briefing.
    Block(BlockId, Option<Block>),
    /// The frozen issues of the briefing.
    Issues(Vec<Issue>),
}

/// Why an edit was not made. The project is as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// There is no such article.
    #[error("there is no article {0} in this project")]
    NoSuchArticle(ArticleId),
    /// A place outside of the article's text.
    #[error("article {article}: {what} ({start}, {end}) is not a place in its text of {n_bytes} bytes")]
    BadSpan {
        /// The article.
        article: ArticleId,
        /// What the place was for.
        what: &'static str,
        /// First byte.
        start: usize,
        /// Byte after the last.
        end: usize,
        /// Length of the article's text.
        n_bytes: usize,
    },
    /// Places that overlap or are not in order.
    #[error("article {article}: the places of {what} overlap or are out of order")]
    DisorderedSpans {
        /// The article.
        article: ArticleId,
        /// What the places were for.
        what: &'static str,
    },
    /// A statement without words.
    #[error("statement {0} has no content")]
    NoContent(StatementId),
    /// A topic that is not there.
    #[error("{user} refers to topic {topic}, which is not in this project")]
    NoSuchTopic {
        /// Who refers to it.
        user: String,
        /// The topic.
        topic: TopicId,
    },
    /// The outline and the sections do not agree.
    #[error("the outline of the briefing and its sections do not agree about section {0}")]
    OutlineMismatch(SectionId),
    /// The sections and the blocks do not agree.
    #[error("the sections of the briefing and its blocks do not agree about block {0}")]
    BlockMismatch(BlockId),
    /// A part of an excerpt is left out that is no place in its words.
    #[error("the excerpt in block {0} leaves out what is no place in its words")]
    BadCut(BlockId),
    /// A section deeper than [`Section::MAX_LEVEL`].
    #[error("section {0} is nested too deep")]
    TooDeep(SectionId),
}

impl Edit {
    /// A step with several changes.
    #[must_use]
    pub fn new(label: impl Into<String>, changes: Vec<Change>) -> Self {
        Self {
            label: label.into(),
            changes,
            merges_as: None,
        }
    }

    /// The same step, merged with equally named steps before it.
    #[must_use]
    pub fn merging(mut self, name: impl Into<String>) -> Self {
        self.merges_as = Some(name.into());
        self
    }

    /// Whether it changes nothing but how the project is looked at.
    #[must_use]
    pub fn is_of_view(&self) -> bool {
        let is_of_view =
            |change: &Change| matches!(change, Change::View(_) | Change::SavedView(..) | Change::Terms(_));
        self.changes.iter().all(is_of_view)
    }

    /// Whether nothing of this step is left once `next` has followed it: both type in the same field.
    #[must_use]
    pub fn is_overwritten_by(&self, next: &Self) -> bool {
        self.merges_as.is_some()
            && self.merges_as == next.merges_as
            && self.changes.len() == next.changes.len()
            && std::iter::zip(&self.changes, &next.changes).all(|(before, after)| before.is_same_slot(after))
    }
}

impl Change {
    /// Whether both fill the same slot, so that only the later one counts.
    pub(super) fn is_same_slot(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Block(a, Some(_)), Self::Block(b, Some(_))) => a == b,
            (Self::Section(a, Some(_)), Self::Section(b, Some(_))) => a == b,
            (Self::Metadata(a, _), Self::Metadata(b, _)) => a == b,
            (Self::Statement(a, Some(_)), Self::Statement(b, Some(_))) => a == b,
            (Self::Topic(a, Some(_)), Self::Topic(b, Some(_))) => a == b,
            (Self::Head(_), Self::Head(_))
            | (Self::View(_), Self::View(_))
            | (Self::Terms(_), Self::Terms(_)) => true,
            (Self::Line(topic, party, _), Self::Line(other_topic, other_party, _)) => {
                topic == other_topic && party == other_party
            }
            _ => false,
        }
    }
}

impl Project {
    /// Makes an edit and returns the edit that undoes it.
    ///
    /// # Errors
    /// [`Refused`] if the project would not be valid afterwards; it is unchanged then.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, Refused> {
        let mut undo = Vec::with_capacity(edit.changes.len());
        let outcome = edit.changes.iter().try_for_each(|change| {
            undo.push(self.put(change.clone())?);
            Ok(())
        });
        undo.reverse();
        match outcome.and_then(|()| self.validate_after(&edit.changes)) {
            Ok(()) => Ok(Edit {
                label: edit.label.clone(),
                changes: undo,
                merges_as: None,
            }),
            Err(refused) => {
                for change in undo {
                    // The slots exist: they were filled a moment ago.
                    self.put(change).ok();
                }
                Err(refused)
            }
        }
    }

    /// Fills a slot and returns the change that restores it.
    fn put(&mut self, change: Change) -> Result<Change, Refused> {
        Ok(match change {
            Change::Article(id, entry) => Change::Article(id, replace_in_map(&mut self.articles, id, entry)),
            Change::Metadata(id, metadata) => {
                let entry = self.entry_mut(id)?;
                Change::Metadata(id, std::mem::replace(&mut entry.article.metadata, metadata))
            }
            Change::Body(id, body) => {
                let entry = self.entry_mut(id)?;
                Change::Body(id, std::mem::replace(&mut entry.article.body, body))
            }
            Change::Read(id, is_read) => {
                let entry = self.entry_mut(id)?;
                Change::Read(id, std::mem::replace(&mut entry.is_read, is_read))
            }
            Change::Story(id, story) => {
                let entry = self.entry_mut(id)?;
                Change::Story(id, std::mem::replace(&mut entry.story, story))
            }
            Change::Statement(id, statement) => {
                let entry = self.entry_mut(id.article)?;
                Change::Statement(id, replace_in_map(&mut entry.statements, id.number, statement))
            }
            Change::Topic(id, topic) => Change::Topic(id, replace_in_map(&mut self.topics, id, topic)),
            Change::Line(topic, party, line) => {
                let before = replace_in_map(&mut self.lines, (topic, party.clone()), line);
                Change::Line(topic, party, before)
            }
            Change::Person(name, person) => {
                let before = replace_in_map(&mut self.corrections.people, name.clone(), person);
                Change::Person(name, before)
            }
            Change::Terms(terms) => Change::Terms(std::mem::replace(&mut self.terms, terms.into()).to_vec()),
            Change::View(view) => Change::View(std::mem::replace(&mut self.view, view)),
            Change::SavedView(name, view) => {
                let before = replace_in_map(&mut self.saved_views, name.clone(), view);
                Change::SavedView(name, before)
            }
            Change::Head(head) => Change::Head(std::mem::replace(
                &mut Arc::make_mut(&mut self.briefing).head,
                head,
            )),
            Change::Outline(outline) => Change::Outline(std::mem::replace(
                &mut Arc::make_mut(&mut self.briefing).outline,
                outline,
            )),
            Change::Issues(issues) => Change::Issues(std::mem::replace(
                &mut Arc::make_mut(&mut self.briefing).issues,
                issues,
            )),
            Change::Section(id, section) => Change::Section(
                id,
                replace_in_map(&mut Arc::make_mut(&mut self.briefing).sections, id, section),
            ),
            Change::Block(id, block) => Change::Block(
                id,
                replace_in_map(&mut Arc::make_mut(&mut self.briefing).blocks, id, block),
            ),
        })
    }

    fn entry_mut(&mut self, id: ArticleId) -> Result<&mut Entry, Refused> {
        self.articles
            .get_mut(&id)
            .map(Arc::make_mut)
            .ok_or(Refused::NoSuchArticle(id))
    }
}

fn replace_in_map<K: Ord, V>(
    map: &mut std::collections::BTreeMap<K, V>,
    key: K,
    value: Option<V>,
) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
