//! Which statements pass the filters, and which of them repeat one another.

use std::collections::{BTreeSet, HashMap};

use super::about::names_any;
use super::filter::{Query, ask_of_statements, has_words, lets_article, lets_statement};
use super::index::{Index, IndexedArticle, IndexedStatement};
use super::parts::by_parts;
use super::rows::Period;
use super::table::RowKey;
use crate::model::{ArticleId, Filters, Grouping, PublicationDate, StatementId, View};
use crate::project::Project;
use crate::text::repeats::Repeats;

/// A statement that passes the filters.
pub(super) struct Pick<'a> {
    pub article: &'a IndexedArticle,
    pub statement: &'a IndexedStatement,
    pub group: usize,
}

impl Pick<'_> {
    pub(super) fn id(&self) -> StatementId {
        StatementId::new(self.article.id, self.statement.number)
    }

    /// Orders carriers: the one published first, undated ones last.
    pub(super) fn by_publication(&self) -> impl Ord + use<> {
        let published = self.article.entry.article.metadata.published;
        (
            published.is_none(),
            published.map(PublicationDate::date),
            published.and_then(PublicationDate::time).map(|(local, _)| local),
            self.id(),
        )
    }
}

/// What passes the filters, in the order of the cards: newest first, within an article as it stands in the text.
pub(super) struct Picked<'a> {
    pub picks: Vec<Pick<'a>>,
    pub n_groups: usize,
    /// The groups of which the briefing holds something.
    pub used_groups: BTreeSet<usize>,
    /// Articles that pass.
    pub n_articles: usize,
    pub articles_by_date: HashMap<RowKey, usize>,
}

/// Picks from an index that is up to date with the project.
pub(super) fn pick<'a>(index: &'a Index, project: &Project, view: &View) -> Picked<'a> {
    let filters = &view.filters;
    let in_briefing = project.statements_in_briefing();
    let passing = passing(index, filters);
    let mut groups = GroupNumbers::for_repeats(passing.iter().filter(|(_, it)| it.may_repeat).count());
    let mut used_groups = BTreeSet::new();
    let mut picks: Vec<Pick<'a>> = Vec::with_capacity(passing.len());
    for (article, statement) in passing {
        let group = groups.group_of(article, statement);
        let pick = Pick {
            article,
            statement,
            group,
        };
        if !in_briefing.is_empty() && in_briefing.contains(&pick.id()) {
            used_groups.insert(group);
        }
        picks.push(pick);
    }
    if filters.only_unused || filters.only_used {
        picks.retain(|pick| {
            let is_used = used_groups.contains(&pick.group);
            !(is_used && filters.only_unused) && (is_used || !filters.only_used)
        });
    }
    let (n_articles, articles_by_date) = count_articles(index, view);
    Picked {
        picks,
        n_groups: groups.n_groups,
        used_groups,
        n_articles,
        articles_by_date,
    }
}

/// The statements that pass, whatever the briefing holds.
fn passing<'a>(index: &'a Index, filters: &Filters) -> Vec<(&'a IndexedArticle, &'a IndexedStatement)> {
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
                    passing.push((article, statement));
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

/// Numbers the groups of repeats: the same words for the same parties, and in copies of one report nearly the
/// same words for whomever.
#[derive(Default)]
struct GroupNumbers<'a> {
    repeats: Sides,
    /// The first statements of the repeats.
    firsts: Vec<(&'a IndexedArticle, &'a IndexedStatement)>,
    in_copies: Option<Sides>,
    n_groups: usize,
}

/// What has been met on one of the two ways to tell a repeat.
#[derive(Default)]
struct Sides {
    repeats: Repeats,
    /// By number of the repeats: the group, and the last article that was met in it.
    groups: Vec<(usize, ArticleId)>,
}

impl Sides {
    /// The group of the repeats with this number, if this article has not been met in it: the second of two
    /// repeats in one article is a group of its own.
    fn group(&self, repeat: usize, article: ArticleId) -> Result<Option<usize>, usize> {
        match self.groups.get(repeat) {
            Some(&(_, last)) if last == article => Err(repeat),
            Some(&(group, _)) => Ok(Some(group)),
            None => Ok(None),
        }
    }

    fn note(&mut self, repeat: usize, group: usize, article: ArticleId) {
        match self.groups.get_mut(repeat) {
            Some(slot) => slot.1 = article,
            None => self.groups.push((group, article)),
        }
    }
}

impl<'a> GroupNumbers<'a> {
    /// With room for so many statements that may be repeats.
    fn for_repeats(n_statements: usize) -> Self {
        let mut numbers = Self::default();
        numbers.repeats.repeats.reserve(n_statements);
        numbers
    }

    fn group_of(&mut self, article: &'a IndexedArticle, statement: &'a IndexedStatement) -> usize {
        let story = article.entry.story.shared();
        if !statement.may_repeat && story.is_none() {
            return self.next();
        }
        let firsts = &self.firsts;
        let repeat = self.repeats.repeats.add_sketched(
            &statement.sketch,
            || article.pieces(statement),
            |first| match firsts.get(first) {
                Some((article, statement)) => article.pieces(statement),
                None => Vec::new(),
            },
        );
        if repeat == self.firsts.len() {
            self.firsts.push((article, statement));
        }
        let in_copies = story.map(|story| {
            let sides = self.in_copies.get_or_insert_with(|| Sides {
                repeats: Repeats::in_copies(),
                groups: Vec::new(),
            });
            sides.repeats.add(&story, &(), article.pieces(statement))
        });
        let by_words = self.repeats.group(repeat, article.id);
        let by_story = match (in_copies, &self.in_copies) {
            (Some(repeat), Some(sides)) => sides.group(repeat, article.id),
            _ => Ok(None),
        };
        let group = match (by_words, by_story) {
            (Err(_), _) | (_, Err(_)) => None,
            (Ok(by_words), Ok(by_story)) => by_story.or(by_words),
        };
        let group = group.unwrap_or_else(|| self.next());
        self.repeats.note(repeat, group, article.id);
        if let (Some(repeat), Some(sides)) = (in_copies, &mut self.in_copies) {
            sides.note(repeat, group, article.id);
        }
        group
    }

    fn next(&mut self) -> usize {
        self.n_groups += 1;
        self.n_groups - 1
    }
}
