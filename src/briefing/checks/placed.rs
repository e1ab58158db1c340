//! What excerpts can have against each other: the same words twice, and newer ones by the same speaker.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Checks, beginning};
use crate::briefing::findings::{FindingKind, Place};
use crate::model::{ArticleId, Excerpt, Passage, PublicationDate, StatementId, TopicId};
use crate::project::Project;
use crate::text::Span;
use crate::text::repeats::Repeats;

/// An excerpt of the document and where it stands.
pub(super) struct Placed {
    passage: Passage,
    words: Vec<String>,
    place: Place,
    section: Vec<String>,
}

/// How an excerpt repeats an earlier one.
enum Again {
    /// The same words of the same article.
    Same,
    /// The same words as another article has them.
    Carried,
}

impl Checks {
    /// Notes that an excerpt stands at the current place.
    pub(super) fn place_excerpt(&mut self, excerpt: &Excerpt) {
        self.placed.push(Placed {
            passage: excerpt.passage.clone(),
            words: excerpt.words.clone(),
            place: self.place,
            section: self.section.clone(),
        });
    }

    /// Compares the excerpts with each other and with what their speakers have said since.
    pub(super) fn placed_excerpts(&mut self, project: &Project) {
        let placed = std::mem::take(&mut self.placed);
        self.repeated(project, &placed);
        self.newer(project, &placed);
    }

    fn repeated(&mut self, project: &Project, placed: &[Placed]) {
        let mut statements = Groups::default();
        let mut passages = Groups::default();
        let mut of_articles: BTreeMap<ArticleId, Vec<(usize, Vec<Span>)>> = BTreeMap::new();
        for (idx, this) in placed.iter().enumerate() {
            let (article, spans) = match &this.passage {
                Passage::Statement(id) => {
                    let statement = project.statement(*id);
                    let spans = statement.map(|statement| statement.content.clone());
                    (id.article, spans.unwrap_or_default())
                }
                Passage::Words { article, spans } => (*article, spans.clone()),
            };
            let earlier = of_articles.entry(article).or_default();
            let same = earlier
                .iter()
                .find(|(first, other)| is_same(&this.passage, placed.get(*first), &spans, other));
            let same = same.map(|&(first, _)| (first, Again::Same));
            earlier.push((idx, spans));
            let carried = match &this.passage {
                Passage::Statement(id) => {
                    project
                        .statement_in_article(*id)
                        .and_then(|(statement, article)| {
                            let pieces = statement.content.iter().map(|span| span.of(&article.text));
                            statements.first_of(idx, &statement.parties, &statement.speaker_name(), pieces)
                        })
                }
                Passage::Words { .. } => {
                    passages.first_of(idx, &(), &(), this.words.iter().map(String::as_str))
                }
            };
            let again = same.or(carried.map(|first| (first, Again::Carried)));
            let Some((first, again)) = again.and_then(|(first, again)| Some((placed.get(first)?, again)))
            else {
                continue;
            };
            let beginning = beginning(&this.words.join(" … "));
            let is_here = first.section == this.section;
            let path = first.section.join(" › ");
            let words = match (again, is_here) {
                (Again::Same, true) => format!("the excerpt “{beginning}” stands there twice."),
                (Again::Same, false) => {
                    format!("the excerpt “{beginning}” stands there a second time; first in “{path}”.")
                }
                (Again::Carried, true) => {
                    format!(
                        "the excerpt “{beginning}” stands there twice, out of two articles with the same words."
                    )
                }
                (Again::Carried, false) => format!(
                    "the excerpt “{beginning}” stands there a second time, out of another article with the \
                     same words; first in “{path}”."
                ),
            };
            self.find_at(this, FindingKind::Repeated, words);
        }
    }

    /// Finds the excerpts whose speaker has said something newer on the same topic. What another outlet prints
    /// anew is as old as where it was printed first.
    fn newer(&mut self, project: &Project, placed: &[Placed]) {
        let statements: Vec<(&Placed, StatementId)> = placed
            .iter()
            .filter_map(|placed| match placed.passage {
                Passage::Statement(id) => Some((placed, id)),
                Passage::Words { .. } => None,
            })
            .collect();
        let in_document: BTreeSet<StatementId> = statements.iter().map(|&(_, id)| id).collect();
        let said = Said::by_the_speakers_of(project, &in_document);
        for (placed, id) in statements {
            let Some(statement) = project.statement(id) else {
                continue;
            };
            let (Some(name), Some(own)) = (statement.speaker_name(), said.group_of.get(&id)) else {
                continue;
            };
            let Some(day) = said.groups.get(*own).and_then(|group| group.day) else {
                continue;
            };
            let newer = statement.topics.keys().find_map(|&topic| {
                let &(newest, group) = said.newest.get(&(name, topic))?;
                let is_placed = said.groups.get(group).is_none_or(|group| group.is_in_document);
                (newest > day && !is_placed).then_some((topic, newest))
            });
            if let Some((topic, newest)) = newer {
                let topic = project
                    .topics()
                    .get(&topic)
                    .map_or("", |topic| topic.name.as_str());
                let words = format!("{name} spoke again on “{topic}”, on {newest}; the excerpt is of {day}.");
                self.find_at(placed, FindingKind::NewerStatement, words);
            }
        }
    }

    fn find_at(&mut self, placed: &Placed, kind: FindingKind, words: String) {
        self.place = placed.place;
        self.section.clone_from(&placed.section);
        self.find(kind, words);
    }
}

/// Whether two excerpts of one article are of the same statement, or share more than half of the shorter one.
fn is_same(passage: &Passage, earlier: Option<&Placed>, spans: &[Span], other: &[Span]) -> bool {
    if earlier.is_some_and(|earlier| earlier.passage == *passage) {
        return true;
    }
    let length = |spans: &[Span]| spans.iter().map(|span| span.end() - span.start()).sum::<usize>();
    let shared: usize = spans
        .iter()
        .flat_map(|span| {
            let shared = |other: &Span| {
                let end = span.end().min(other.end());
                end.saturating_sub(span.start().max(other.start()))
            };
            other.iter().map(shared)
        })
        .sum();
    shared > 0 && 2 * shared > length(spans).min(length(other))
}

/// Groups of repeats, each with its first excerpt.
#[derive(Default)]
struct Groups {
    repeats: Repeats,
    firsts: Vec<usize>,
}

impl Groups {
    /// The first excerpt with the same words, if this is not it.
    fn first_of<'a>(
        &mut self,
        idx: usize,
        scope: &impl std::hash::Hash,
        narrow: &impl std::hash::Hash,
        pieces: impl IntoIterator<Item = &'a str>,
    ) -> Option<usize> {
        let group = self.repeats.add(scope, narrow, pieces);
        let first = self.firsts.get(group).copied();
        if first.is_none() {
            self.firsts.push(idx);
        }
        first
    }
}

/// What the speakers of a document have said, each thing once however many outlets carry it.
#[derive(Default)]
struct Said<'a> {
    groups: Vec<SaidOnce>,
    group_of: BTreeMap<StatementId, usize>,
    /// By speaker and topic: the newest day and what was said then.
    newest: BTreeMap<(&'a str, TopicId), (Date, usize)>,
}

/// What was said once.
struct SaidOnce {
    /// The first day of it that is known.
    day: Option<Date>,
    is_in_document: bool,
}

impl<'a> Said<'a> {
    fn by_the_speakers_of(project: &'a Project, in_document: &BTreeSet<StatementId>) -> Self {
        let placed = in_document.iter().filter_map(|&id| project.statement(id));
        let mut speakers: BTreeSet<&str> = BTreeSet::new();
        let mut topics: BTreeSet<TopicId> = BTreeSet::new();
        for statement in placed {
            speakers.extend(statement.speaker_name());
            topics.extend(statement.topics.keys());
        }
        let mut said = Self::default();
        let mut repeats = Repeats::default();
        let mut on_topics: Vec<(&'a str, TopicId, usize)> = Vec::new();
        for (id, statement) in project.statements() {
            let is_wanted = statement.is_visible || in_document.contains(&id);
            let name = statement.speaker_name().filter(|name| speakers.contains(name));
            let Some(name) = name.filter(|_| is_wanted) else {
                continue;
            };
            if !statement.topics.keys().any(|topic| topics.contains(topic)) {
                continue;
            }
            let Some(article) = project.entry(id.article).map(|entry| &entry.article) else {
                continue;
            };
            let pieces = statement.content.iter().map(|span| span.of(&article.text));
            let group = repeats.add(&name, &(), pieces);
            let published = article.metadata.published.map(PublicationDate::date);
            let day = statement.said.or(published);
            let is_in_document = in_document.contains(&id);
            match said.groups.get_mut(group) {
                Some(known) => {
                    known.day = known.day.into_iter().chain(day).min();
                    known.is_in_document |= is_in_document;
                }
                None => said.groups.push(SaidOnce { day, is_in_document }),
            }
            said.group_of.insert(id, group);
            on_topics.extend(statement.topics.keys().map(|&topic| (name, topic, group)));
        }
        for (name, topic, group) in on_topics {
            if let Some(day) = said.groups.get(group).and_then(|group| group.day) {
                let newest = said.newest.entry((name, topic)).or_insert((day, group));
                *newest = (*newest).max((day, group));
            }
        }
        said
    }
}
