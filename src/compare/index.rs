//! What Compare needs of a project whatever a view asks: cards, folded words, what repeats can be told by, counts.
//!
//! It is made article by article. An edit costs the articles that it changes, a letter in the search field none.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::facets::{self, Totals};
use super::filter::{Query, fold_statement, folded_about, has_words};
use super::lay_out;
use super::numbered::Numbered;
use super::parts::by_parts;
use super::positions::{self, Positions, Turn};
use super::rows;
use super::stance::suggested_stance;
use super::table::{Card, Facets, Table};
use crate::model::{
    ArticleId, Line, Party, PublicationDate, Stance, Statement, StatementId, Topic, TopicId, View,
};
use crate::project::{Entry, Project};
use crate::text::repeats::{Sketch, shared};
use crate::text::span::slice;

/// What Compare knows of a project. Whoever keeps it gets tables and search results quickly: it is brought up to date
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
    pub(super) speakers: Numbered<String>,
    pub(super) roles: Numbered<String>,
    pub(super) n_statements: usize,
    pub(super) totals: Totals,
    pub(super) facets: Arc<Facets>,
    pub(super) standing: Standing,
}

/// An article and its visible statements as they stand in the text.
#[derive(Debug)]
pub(super) struct IndexedArticle {
    pub id: ArticleId,
    pub entry: Arc<Entry>,
    pub statements: Vec<IndexedStatement>,
    /// Headline and outlet, folded.
    pub about: String,
    /// Outlet and date, as they stand beside the headline.
    pub source: String,
    /// The statements with their speakers, folded, one after another.
    folded: String,
}

/// A visible statement.
#[derive(Debug)]
pub(super) struct IndexedStatement {
    pub number: u32,
    /// Its card as long as it has no carriers and is not in the briefing.
    pub card: Arc<Card>,
    pub sketch: Sketch,
    /// Whether something in the project may repeat it.
    pub may_repeat: bool,
    /// Which of the index's lists of parties is its own; likewise its speaker and the role.
    pub party_list: u32,
    pub speaker: Option<u32>,
    pub role: Option<u32>,
    /// Whether it is filed under any topic.
    pub has_topics: bool,
    folded_end: usize,
}

/// Who stands where, and what that was computed from beside the statements.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub positions: Arc<Positions>,
    pub turns: Arc<[Turn]>,
    topics: BTreeMap<TopicId, Topic>,
    lines: BTreeMap<(TopicId, Party), Line>,
}

impl Index {
    /// The statements of `project` laid out as `view` asks.
    ///
    /// Statements that a person put aside never show. The same words for the same parties in several articles
    /// are one card with carriers: in each row the card of the article published first.
    #[must_use]
    pub fn table(&mut self, project: &Project, view: &View) -> Table {
        self.refresh(project);
        lay_out::table(self, project, view)
    }

    /// The visible statements of `project` in which all of `words` occur, by article and place; none for no words.
    ///
    /// Words are looked for in the statement, its speaker and role, its outlet and its headline, also inside
    /// longer words; case and accents do not matter.
    #[must_use]
    pub fn search(&mut self, project: &Project, words: &str) -> Vec<StatementId> {
        let query = Query::new(words);
        if query.is_empty() {
            return Vec::new();
        }
        self.refresh(project);
        let mut found: Vec<StatementId> = by_parts(&self.articles, |articles| {
            let mut found = Vec::new();
            for article in articles {
                let words = query.left_by(&article.about);
                for (statement, folded) in article.folded_statements() {
                    if has_words(&words, folded) {
                        found.push(StatementId::new(article.id, statement.number));
                    }
                }
            }
            found
        });
        found.sort_by_key(|id| id.article);
        found
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
            self.facets = Arc::new(facets::facets(self));
        }
        let is_standing = is_current
            && self.standing.topics == *project.topics()
            && self.standing.lines == *project.lines();
        if !is_standing {
            let (positions, turns) = positions::positions(project);
            self.standing = Standing {
                positions: Arc::new(positions),
                turns: turns.into(),
                topics: project.topics().clone(),
                lines: project.lines().clone(),
            };
        }
    }

    /// Reads the articles that are not as they were, and lets go of those that are gone.
    fn read_changed(&mut self, project: &Project) {
        let mut before: HashMap<ArticleId, IndexedArticle> = self
            .articles
            .drain(..)
            .map(|article| (article.id, article))
            .collect();
        let n_before = before.len();
        let mut articles: Vec<Option<IndexedArticle>> = Vec::new();
        let mut changed: Vec<(usize, ArticleId, &Arc<Entry>)> = Vec::new();
        for (place, (id, entry)) in newest_first(project).into_iter().enumerate() {
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
        let read = by_parts(&changed, |changed| {
            let read = changed.iter();
            read.map(|&(_, id, entry)| IndexedArticle::read(id, entry))
                .collect()
        });
        let mut has_same_sketches = articles.len() == n_before;
        for (&(place, id, _), mut article) in changed.iter().zip(read) {
            for statement in &mut article.statements {
                let card = &statement.card;
                statement.party_list = self.party_lists.number(card.parties.as_slice());
                statement.speaker = card.speaker.as_deref().map(|name| self.speakers.number(name));
                statement.role = card.role.as_deref().map(|role| self.roles.number(role));
            }
            let old = before.remove(&id);
            has_same_sketches &= old.is_some_and(|old| article.take_marks(&old));
            if let Some(slot) = articles.get_mut(place) {
                *slot = Some(article);
            }
        }
        self.articles = articles.into_iter().flatten().collect();
        if !has_same_sketches {
            self.mark_repeats();
        }
    }

    fn mark_repeats(&mut self) {
        let statements = self.articles.iter().flat_map(|article| &article.statements);
        let marks = shared(statements.map(|statement| &statement.sketch));
        let statements = self
            .articles
            .iter_mut()
            .flat_map(|article| &mut article.statements);
        for (statement, may_repeat) in statements.zip(marks) {
            statement.may_repeat = may_repeat;
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
                card: Arc::new(card),
                sketch: Sketch::new(&statement.parties, &statement.speaker_name(), pieces),
                may_repeat: true,
                party_list: 0,
                speaker: None,
                role: None,
                has_topics: !statement.topics.is_empty(),
                folded_end: folded.len(),
            });
        }
        folded.shrink_to_fit();
        Self {
            id,
            entry: Arc::clone(entry),
            statements,
            about: folded_about(article),
            source: rows::outlet_and_date(article),
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

    /// Takes over what is known of repeats from the article as it was; false if it may not hold any more.
    fn take_marks(&mut self, before: &Self) -> bool {
        let sketches = |article: &Self| -> Vec<Sketch> {
            let statements = article.statements.iter();
            statements.map(|statement| statement.sketch).collect()
        };
        if sketches(self) != sketches(before) {
            return false;
        }
        for (statement, before) in self.statements.iter_mut().zip(&before.statements) {
            statement.may_repeat = before.may_repeat;
        }
        true
    }
}

/// The card of a statement without what it has of its article.
fn card(id: StatementId, statement: &Statement, text: &str) -> Card {
    let speaker = statement.speaker.as_ref();
    Card {
        id,
        carriers: Vec::new(),
        n_carriers: 0,
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
