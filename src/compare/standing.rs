//! Who stands where, kept topic by topic: a correction costs the topics that it touches.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::index::{IndexedArticle, IndexedStatement};
use super::numbered::Numbered;
use super::positions::{Filed, OnTopic, Positions, Turn};
use crate::model::{Line, Party, TopicId};
use crate::project::Project;

/// Who stands where on all topics.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub positions: Arc<Positions>,
    /// By topic and who has turned.
    pub turns: Arc<[Turn]>,
    by_topic: BTreeMap<TopicId, OnTopic>,
    /// The lines for which it holds.
    lines: BTreeMap<(TopicId, Party), Line>,
    /// The topics for which it does not hold any more.
    touched: BTreeSet<TopicId>,
}

impl Standing {
    /// Notes what an article that has come, changed or gone means for topics.
    pub(super) fn touch(&mut self, before: Option<&IndexedArticle>, after: Option<&IndexedArticle>) {
        let is_same_source = before.zip(after).is_some_and(|(before, after)| {
            let [before, after] = [before, after].map(|article| &article.entry.article.metadata);
            before.published == after.published && before.outlet == after.outlet
        });
        let (before, after) = (filed(before), filed(after));
        for (one, other) in [(&before, &after), (&after, &before)] {
            for (number, statement) in one {
                let same = other.get(number).filter(|other| stand_alike(statement, other));
                if !is_same_source || same.is_none() {
                    let topics = statement.card.topics.iter();
                    self.touched.extend(topics.map(|(topic, _)| *topic));
                }
            }
        }
    }

    /// Brings it up to date with the project, of which `articles` are what is indexed.
    pub(super) fn refresh(
        &mut self,
        project: &Project,
        articles: &[IndexedArticle],
        topic_lists: &Numbered<Vec<TopicId>>,
    ) {
        if self.lines != *project.lines() {
            let (before, after) = (&self.lines, project.lines());
            for (one, other) in [(before, after), (after, before)] {
                let changed = one.iter().filter(|(key, line)| other.get(key) != Some(*line));
                self.touched.extend(changed.map(|((topic, _), _)| *topic));
            }
            self.lines = project.lines().clone();
        }
        if self.touched.is_empty() {
            return;
        }
        let touched = std::mem::take(&mut self.touched);
        let mut filed: BTreeMap<TopicId, Vec<Filed<'_>>> =
            touched.iter().map(|&topic| (topic, Vec::new())).collect();
        let lists = topic_lists.all().iter();
        let touched_of_lists: Vec<Vec<TopicId>> = lists
            .map(|list| {
                list.iter()
                    .copied()
                    .filter(|topic| touched.contains(topic))
                    .collect()
            })
            .collect();
        for article in articles {
            for statement in &article.statements {
                let topics = touched_of_lists.get(statement.topic_list as usize);
                for topic in topics.into_iter().flatten() {
                    if let Some(filed) = filed.get_mut(topic) {
                        filed.push(Filed { article, statement });
                    }
                }
            }
        }
        for (topic, mut filed) in filed {
            filed.sort_unstable_by_key(Filed::id);
            if filed.is_empty() {
                self.by_topic.remove(&topic);
            } else {
                self.by_topic.insert(topic, OnTopic::of(project, topic, &filed));
            }
        }
        self.positions = Arc::new(self.by_topic.iter().map(|(topic, on)| (*topic, on)).collect());
        let turns = self.by_topic.values().flat_map(|on| &on.turns);
        self.turns = turns.cloned().collect();
    }
}

/// The statements under topics, by number.
fn filed(article: Option<&IndexedArticle>) -> BTreeMap<u32, &IndexedStatement> {
    let statements = article.into_iter().flat_map(|article| &article.statements);
    let filed = statements.filter(|statement| !statement.card.topics.is_empty());
    filed.map(|statement| (statement.number, statement)).collect()
}

/// Whether all of two statements is the same that says who stands where.
fn stand_alike(one: &IndexedStatement, other: &IndexedStatement) -> bool {
    let (one, other) = (&one.card, &other.card);
    one.topics == other.topics
        && one.parties == other.parties
        && one.speaker == other.speaker
        && one.words == other.words
}
