//! Which statements pass the filters.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::about::names_any;
use super::filter::{Query, ask_of_statements, has_words, lets_article, lets_statement};
use super::index::{Index, IndexedArticle, IndexedStatement};
use super::parts::by_parts;
use super::rows::Period;
use super::table::{Carrier, RowKey};
use crate::model::{Filters, Grouping, PublicationDate, StatementId, View};
use crate::project::Project;

/// A statement that passes the filters.
#[derive(Clone, Copy)]
pub(super) struct Pick<'a> {
    pub article: &'a IndexedArticle,
    pub statement: &'a IndexedStatement,
    /// As the statement has them: what most passes over the picks ask for stands together.
    pub party_list: u32,
    pub group: Option<u32>,
}

impl<'a> Pick<'a> {
    pub(super) fn new(article: &'a IndexedArticle, statement: &'a IndexedStatement) -> Self {
        Self {
            article,
            statement,
            party_list: statement.party_list,
            group: statement.group,
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
        (self.article.nth_published, self.statement.number)
    }
}

/// What passes the filters.
pub(super) struct Picked<'a> {
    /// In the order of the cards: newest first, within an article as it stands in the text.
    pub picks: Vec<Pick<'a>>,
    pub used: Used,
    /// Articles that pass.
    pub n_articles: usize,
    pub articles_by_date: HashMap<RowKey, usize>,
}

/// What the briefing holds, itself or by another carrier that passes.
pub(super) struct Used {
    statements: BTreeSet<StatementId>,
    /// By group of repeats.
    groups: Vec<bool>,
}

impl Used {
    fn new(index: &Index, project: &Project, picks: &[Pick<'_>]) -> Self {
        let statements = project.statements_in_briefing();
        let mut groups = Vec::new();
        if !statements.is_empty() {
            groups.resize(index.groups.len(), false);
            for pick in picks {
                let group = pick.group().and_then(|group| groups.get_mut(group));
                if let Some(is_used) = group
                    && statements.contains(&pick.id())
                {
                    *is_used = true;
                }
            }
        }
        Self { statements, groups }
    }

    pub(super) fn holds(&self, pick: &Pick<'_>) -> bool {
        !self.statements.is_empty()
            && match pick.group() {
                Some(group) => self.groups.get(group) == Some(&true),
                None => self.statements.contains(&pick.id()),
            }
    }
}

/// Picks from an index that is up to date with the project.
pub(super) fn pick<'a>(index: &'a Index, project: &Project, view: &View) -> Picked<'a> {
    let filters = &view.filters;
    let mut picks = passing(index, filters);
    let used = Used::new(index, project, &picks);
    if filters.only_unused || filters.only_used {
        picks.retain(|pick| {
            let is_used = used.holds(pick);
            !(is_used && filters.only_unused) && (is_used || !filters.only_used)
        });
    }
    let (n_articles, articles_by_date) = count_articles(index, view);
    Picked {
        picks,
        used,
        n_articles,
        articles_by_date,
    }
}

/// The statements that pass, whatever the briefing holds.
fn passing<'a>(index: &'a Index, filters: &Filters) -> Vec<Pick<'a>> {
    let query = Query::new(&filters.words);
    let ask_more = ask_of_statements(filters);
    by_parts(&index.articles, |articles| {
        let mut passing = Vec::new();
        for article in articles {
            if !lets_article(filters, &article.entry.article) {
                continue;
            }
            let words = query.left_by(&article.about);
            for (statement, folded) in article.folded_statements() {
                let passes =
                    has_words(&words, folded) && (!ask_more || let_through(filters, article, statement));
                if passes {
                    passing.push(Pick::new(article, statement));
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
