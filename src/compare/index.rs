//! What Compare needs of a project whatever a view asks: cards, folded words, groups of repeats, counts.
//!
//! It is made article by article. An edit costs the articles that it changes, a letter in the search field none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::cells::Cell;
use super::facets::{self, Totals};
use super::filter::{fold_statement, folded_about};
use super::groups::{Group, are_alike, forget_carriers, number_groups, repeated};
use super::lay_out;
use super::numbered::Numbered;
use super::parts::by_parts;
use super::repeated::Repeated;
use super::rows;
use super::stance::suggested_stance;
use super::standing::Standing;
use super::table::{Card, Facets, Table};
use crate::model::{ArticleId, Party, PublicationDate, Stance, Statement, StatementId, TopicId, View};
use crate::project::{Entry, Project};
use crate::text::repeats::Sketch;
use crate::text::span::slice;

/// What Compare knows of a project. Whoever keeps it gets tables quickly: it is brought up to date
/// with the project of each call at the cost of what has changed.
///
/// It holds the folded words of all visible statements, about as many bytes as these have, and their cards, which
/// its tables share.
#[derive(Debug, Default)]
pub struct Index {
    /// By date of publication, newest first, undated ones last; of one moment by number.
    pub(super) articles: Vec<IndexedArticle>,
    /// The lists of parties for which statements are made, each once.
    pub(super) party_lists: Numbered<Vec<Party>>,
    /// The lists of topics that statements are filed under.
    pub(super) topic_lists: Numbered<Vec<TopicId>>,
    pub(super) speakers: Numbered<String>,
    pub(super) roles: Numbered<String>,
    pub(super) n_statements: usize,
    /// The groups of repeats by number.
    pub(super) groups: Vec<Group>,
    pub(super) repeated: Arc<Repeated>,
    pub(super) totals: Totals,
    /// The same with repeats counted once.
    pub(super) different: Totals,
    pub(super) facets: Arc<Facets>,
    pub(super) standing: Standing,
}

/// An article and its visible statements as they stand in the text.
#[derive(Debug)]
pub(super) struct IndexedArticle {
    pub id: ArticleId,
    pub entry: Arc<Entry>,
    /// Its place in [`Index::articles`].
    pub place: usize,
    /// Its place among the articles from the first published to the last, undated ones after these.
    pub nth_published: u32,
    pub statements: Vec<IndexedStatement>,
    /// Headline and outlet, folded.
    pub about: String,
    /// Outlet and date, as they stand beside the headline.
    pub source: Arc<str>,
    /// The statements with their speakers, folded, one after another.
    folded: String,
}

/// A visible statement.
#[derive(Debug)]
pub(super) struct IndexedStatement {
    pub number: u32,
    /// Its card as long as it has no carriers and is not in the briefing.
    pub card: Arc<Card>,
    /// The same with all that repeat it as carriers; made when a table first wants it.
    pub with_carriers: OnceLock<Arc<Card>>,
    pub sketch: Sketch,
    /// Which of the index's groups of repeats it belongs to; none if nothing in the project repeats it.
    pub group: Option<u32>,
    /// Which of the index's lists of parties is its own; likewise its topics, its speaker and the role.
    pub party_list: u32,
    pub topic_list: u32,
    pub speaker: Option<u32>,
    pub role: Option<u32>,
    /// What its words count for in [`Cell::n_bytes`].
    pub n_bytes: usize,
    folded_end: usize,
}

/// Articles that are read at a time, at least.
const FEWEST_ARTICLES: usize = 32;

impl Index {
    /// The statements of `project` laid out as `view` asks.
    ///
    /// Statements that a person put aside never show. The same words for the same parties in several articles
    /// are one card with carriers: in each row the card of the article published first.
    ///
    /// The filter for words looks for all of them in the statement, its speaker and role, its outlet and its
    /// headline, also inside longer words; case and accents do not matter.
    #[must_use]
    pub fn table(&mut self, project: &Project, view: &View) -> Table {
        self.refresh(project);
        lay_out::table(self, project, view)
    }

    fn refresh(&mut self, project: &Project) {
        let is_current = self.articles.len() == project.articles().len()
            && self.articles.iter().all(|article| {
                let entry = project.entry(article.id);
                entry.is_some_and(|entry| Arc::ptr_eq(entry, &article.entry))
            });
        if !is_current {
            self.read_changed(project);
            self.n_statements = self.articles.iter().map(|article| article.statements.len()).sum();
            self.totals = Totals::of(self);
            self.different = Totals::of_different(self);
            self.facets = Arc::new(facets::facets(self));
        }
        self.standing.refresh(project, &self.articles, &self.topic_lists);
    }

    /// Reads the articles that are not as they were, and lets go of those that are gone.
    fn read_changed(&mut self, project: &Project) {
        let newest_first = newest_first(project);
        let ids_before = self.articles.iter().map(|article| article.id);
        let mut has_same_groups = ids_before.eq(newest_first.iter().map(|&(id, _)| id));
        let mut before: BTreeMap<ArticleId, IndexedArticle> = self
            .articles
            .drain(..)
            .map(|article| (article.id, article))
            .collect();
        let mut articles: Vec<Option<IndexedArticle>> = Vec::new();
        let mut changed: Vec<(usize, ArticleId, &Arc<Entry>)> = Vec::new();
        for (place, (id, entry)) in newest_first.into_iter().enumerate() {
            let is_same = before
                .get(&id)
                .is_some_and(|article| Arc::ptr_eq(&article.entry, entry));
            if is_same {
                articles.push(before.remove(&id));
            } else {
                articles.push(None);
                changed.push((place, id, entry));
            }
        }
        let read = by_parts(&changed, FEWEST_ARTICLES, |changed| {
            let read = changed.iter();
            read.map(|&(_, id, entry)| IndexedArticle::read(id, entry))
                .collect()
        });
        let mut changed_groups: BTreeSet<u32> = BTreeSet::new();
        for (&(place, id, _), mut article) in changed.iter().zip(read) {
            for statement in &mut article.statements {
                let card = &statement.card;
                statement.party_list = self.party_lists.number(card.parties.as_slice());
                let topics: Vec<TopicId> = card.topics.iter().map(|(topic, _)| *topic).collect();
                statement.topic_list = self.topic_lists.number(topics.as_slice());
                statement.speaker = card.speaker.as_deref().map(|name| self.speakers.number(name));
                statement.role = card.role.as_deref().map(|role| self.roles.number(role));
            }
            let old = before.remove(&id);
            self.standing.touch(old.as_ref(), Some(&article));
            has_same_groups &= old.is_some_and(|old| article.take_groups(&old));
            changed_groups.extend(article.statements.iter().filter_map(|statement| statement.group));
            if let Some(slot) = articles.get_mut(place) {
                *slot = Some(article);
            }
        }
        for gone in before.values() {
            self.standing.touch(Some(gone), None);
        }
        self.articles = articles.into_iter().flatten().collect();
        number_by_publication(&mut self.articles);
        if has_same_groups {
            forget_carriers(&changed_groups, &mut self.groups, &mut self.articles);
        } else {
            self.groups = number_groups(&mut self.articles);
            self.repeated = Arc::new(repeated(&self.articles));
        }
    }
}

impl IndexedArticle {
    fn read(id: ArticleId, entry: &Arc<Entry>) -> Self {
        let article = &entry.article;
        let outlet: Option<Arc<str>> = article.metadata.outlet.as_deref().map(Arc::from);
        let headline: Arc<str> = Arc::from(article.title());
        let mut folded = String::new();
        let mut statements = Vec::new();
        for (number, statement) in entry.in_order() {
            if !statement.is_visible {
                continue;
            }
            fold_statement(statement, &article.text, &mut folded);
            let card = Card {
                outlet: outlet.clone(),
                headline: Arc::clone(&headline),
                date: article.metadata.published,
                ..card(StatementId::new(id, number), statement, &article.text)
            };
            let pieces = statement.content.iter().map(|span| span.of(&article.text));
            statements.push(IndexedStatement {
                number,
                n_bytes: card.words.len().min(Cell::LONG),
                card: Arc::new(card),
                with_carriers: OnceLock::new(),
                sketch: Sketch::new(&statement.parties, &statement.speaker_name(), pieces),
                group: None,
                party_list: 0,
                speaker: None,
                role: None,
                topic_list: 0,
                folded_end: folded.len(),
            });
        }
        folded.shrink_to_fit();
        Self {
            id,
            entry: Arc::clone(entry),
            place: 0,
            nth_published: 0,
            statements,
            about: folded_about(article),
            source: rows::outlet_and_date(article).into(),
            folded,
        }
    }

    /// The statements with their words, folded.
    pub(super) fn folded_statements(&self) -> impl Iterator<Item = (&IndexedStatement, &str)> {
        let mut start = 0;
        self.statements.iter().map(move |statement| {
            let words = slice(&self.folded, start, statement.folded_end);
            start = statement.folded_end;
            (statement, words)
        })
    }

    /// The statement in the project.
    pub(super) fn statement(&self, indexed: &IndexedStatement) -> Option<&Statement> {
        self.entry.statements.get(&indexed.number)
    }

    /// The pieces of a statement's words.
    pub(super) fn pieces(&self, indexed: &IndexedStatement) -> Vec<&str> {
        let spans = self.statement(indexed).into_iter().flat_map(|it| &it.content);
        spans.map(|span| span.of(&self.entry.article.text)).collect()
    }

    /// Takes over the groups from the article as it was; false if they may not hold any more.
    fn take_groups(&mut self, before: &Self) -> bool {
        if !are_alike(before, self) {
            return false;
        }
        for (statement, before) in self.statements.iter_mut().zip(&before.statements) {
            statement.group = before.group;
        }
        true
    }
}

/// The card of a statement without what it has of its article.
fn card(id: StatementId, statement: &Statement, text: &str) -> Card {
    let speaker = statement.speaker.as_ref();
    Card {
        id,
        carriers: Arc::default(),
        words: statement.words(text),
        cue: statement.leading_cue(text).map(str::to_owned),
        kind: statement.kind,
        speaker: speaker.map(|speaker| speaker.name.clone()),
        role: speaker.and_then(|speaker| speaker.role.clone()),
        parties: statement.parties.clone(),
        outlet: None,
        headline: Arc::default(),
        date: None,
        confidence: statement.confidence,
        is_checked: statement.is_checked,
        origin: statement.origin,
        is_in_briefing: false,
        topics: statement
            .topics
            .iter()
            .map(|(&topic, &stance)| (topic, stance))
            .collect(),
        suggestion: statement
            .topics
            .values()
            .any(|&stance| stance == Stance::NoneStated)
            .then(|| suggested_stance(statement, text))
            .flatten(),
        relay: statement.relay().map(Into::into),
    }
}

/// Articles by date of publication, newest first, undated ones last; of one moment by number.
fn newest_first(project: &Project) -> Vec<(ArticleId, &Arc<Entry>)> {
    let mut articles: Vec<(ArticleId, &Arc<Entry>)> = project
        .articles()
        .iter()
        .map(|(&id, entry)| (id, entry))
        .collect();
    articles.sort_by_key(|&(id, entry)| {
        let published = entry.article.metadata.published;
        (
            Reverse(published.map(PublicationDate::date)),
            Reverse(published.and_then(PublicationDate::time).map(|(local, _)| local)),
            id,
        )
    });
    articles
}

/// Numbers the articles in their order, and from the first published to the last, undated ones after these; of one moment by number.
fn number_by_publication(articles: &mut [IndexedArticle]) {
    for (place, article) in articles.iter_mut().enumerate() {
        article.place = place;
    }
    let mut in_order: Vec<&mut IndexedArticle> = articles.iter_mut().collect();
    in_order.sort_by_key(|article| {
        let published = article.entry.article.metadata.published;
        (
            published.is_none(),
            published.map(PublicationDate::date),
            published.and_then(PublicationDate::time).map(|(local, _)| local),
            article.id,
        )
    });
    for (article, nth) in in_order.into_iter().zip(0..) {
        article.nth_published = nth;
    }
}
