//! Which statements pass the filters.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::about::names_any;
use super::filter::{Query, ask_of_statements, has_words, lets_article, lets_statement};
use super::index::{Index, IndexedArticle, IndexedStatement};
use super::parts::by_parts;
use super::rows::Period;
use super::table::{Carrier, RowKey};
use crate::model::{ArticleId, Filters, Grouping, PublicationDate, StatementId, View};
use crate::project::Project;

/// A statement that passes the filters.
#[derive(Clone, Copy)]
pub(super) struct Pick<'a> {
    pub article: &'a IndexedArticle,
    pub statement: &'a IndexedStatement,
    /// Whether the briefing holds it.
    is_used: bool,
    /// As article and statement have them: what passes over all picks ask for stands together.
    pub party_list: u32,
    pub topic_list: u32,
    pub group: Option<u32>,
    published: (u32, u32),
    pub n_bytes: usize,
}

impl<'a> Pick<'a> {
    fn new(article: &'a IndexedArticle, statement: &'a IndexedStatement, is_used: bool) -> Self {
        Self {
            article,
            statement,
            is_used,
            party_list: statement.party_list,
            topic_list: statement.topic_list,
            group: statement.group,
            published: (article.nth_published, statement.number),
            n_bytes: statement.n_bytes,
        }
    }

    pub(super) fn id(&self) -> StatementId {
        StatementId::new(self.article.id, self.statement.number)
    }

    /// The group of repeats that it belongs to, as a place in lists.
    pub(super) fn group(&self) -> Option<usize> {
        self.group.map(|group| group as usize)
    }

    /// As the cards of its group list it.
    pub(super) fn carrier(&self) -> Carrier {
        let card = &self.statement.card;
        Carrier {
            id: self.id(),
            outlet: card.outlet.clone(),
            headline: Arc::clone(&card.headline),
            date: card.date,
        }
    }

    /// Orders carriers: the one published first, undated ones last.
    pub(super) fn by_publication(&self) -> (u32, u32) {
        self.published
    }
}

/// What passes the filters.
pub(super) struct Picked<'a> {
    /// In the order of the cards: newest first, within an article as it stands in the text.
    pub picks: Vec<Pick<'a>>,
    /// By group of repeats: whether the briefing holds any that is picked. Empty if it holds nothing.
    used_groups: Vec<bool>,
    /// Articles that pass.
    pub n_articles: usize,
    pub articles_by_date: HashMap<RowKey, usize>,
}

impl Picked<'_> {
    /// Whether the briefing holds a pick, itself or by another carrier that passes.
    pub(super) fn holds(&self, pick: &Pick<'_>) -> bool {
        pick.is_used
            || pick
                .group()
                .is_some_and(|group| self.used_groups.get(group) == Some(&true))
    }
}

/// Picks from an index that is up to date with the project.
pub(super) fn pick<'a>(index: &'a Index, project: &Project, view: &View) -> Picked<'a> {
    let filters = &view.filters;
    let used = Used::of(project);
    let picks = passing(index, filters, &used);
    let (n_articles, articles_by_date) = count_articles(index, view);
    let mut picked = Picked {
        used_groups: used_groups(index, &used, &picks),
        picks,
        n_articles,
        articles_by_date,
    };
    if filters.only_unused || filters.only_used {
        let mut picks = std::mem::take(&mut picked.picks);
        picks.retain(|pick| {
            let is_used = picked.holds(pick);
            !(is_used && filters.only_unused) && (is_used || !filters.only_used)
        });
        picked.picks = picks;
    }
    picked
}

/// The statements that the briefing holds: by article, since few articles have any.
struct Used {
    by_article: BTreeMap<ArticleId, Vec<u32>>,
}

impl Used {
    fn of(project: &Project) -> Self {
        let mut by_article: BTreeMap<ArticleId, Vec<u32>> = BTreeMap::new();
        for id in project.statements_in_briefing() {
            by_article.entry(id.article).or_default().push(id.number);
        }
        Self { by_article }
    }
}

fn used_groups(index: &Index, used: &Used, picks: &[Pick<'_>]) -> Vec<bool> {
    if used.by_article.is_empty() {
        return Vec::new();
    }
    let mut groups = vec![false; index.groups.len()];
    for pick in picks.iter().filter(|pick| pick.is_used) {
        if let Some(is_used) = pick.group().and_then(|group| groups.get_mut(group)) {
            *is_used = true;
        }
    }
    groups
}

/// Articles whose statements are looked through at a time, at least.
const FEWEST_ARTICLES: usize = 128;

/// The statements that pass, whatever the briefing holds.
fn passing<'a>(index: &'a Index, filters: &Filters, used: &Used) -> Vec<Pick<'a>> {
    let query = Query::new(&filters.words);
    let ask_more = ask_of_statements(filters);
    by_parts(&index.articles, FEWEST_ARTICLES, |articles| {
        let mut passing = Vec::new();
        for article in articles {
            if !lets_article(filters, &article.entry.article) {
                continue;
            }
            let words = query.left_by(&article.about);
            let used = used.by_article.get(&article.id);
            let is_used = |number| used.is_some_and(|numbers| numbers.contains(&number));
            for (statement, folded) in article.folded_statements() {
                let passes =
                    has_words(&words, folded) && (!ask_more || let_through(filters, article, statement));
                if passes {
                    passing.push(Pick::new(article, statement, is_used(statement.number)));
                }
            }
        }
        passing
    })
}

fn let_through(filters: &Filters, article: &IndexedArticle, indexed: &IndexedStatement) -> bool {
    article.statement(indexed).is_some_and(|statement| {
        lets_statement(filters, statement)
            && names_any(&filters.about, statement, &article.entry.article.text)
    })
}

/// How many articles the filters for outlet and date let through, in all and by the dates that are rows.
fn count_articles(index: &Index, view: &View) -> (usize, HashMap<RowKey, usize>) {
    let period = match view.grouping {
        Grouping::Day => Some(Period::Day),
        Grouping::Week => Some(Period::Week),
        Grouping::Month => Some(Period::Month),
        _ => None,
    };
    let mut n_articles = 0;
    let mut by_date: HashMap<RowKey, usize> = HashMap::new();
    for article in &index.articles {
        let article = &article.entry.article;
        if !lets_article(&view.filters, article) {
            continue;
        }
        n_articles += 1;
        if let Some(period) = period {
            let day = article.metadata.published.map(PublicationDate::date);
            *by_date.entry(period.key(day)).or_default() += 1;
        }
    }
    (n_articles, by_date)
}
