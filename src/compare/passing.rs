//! The statements that filters let through, for pictures and for what stands in no column: repeats are counted, not
//! grouped.

use std::collections::BTreeSet;

use super::about::names_any;
use super::filter::{Query, fold_statement, folded_about, has_words, lets_article, lets_statement};
use crate::model::{Article, ArticleId, Filters, Party, Statement, StatementId};
use crate::project::{Entry, Project};

/// A statement that passes, and the article that it stands in.
pub(super) struct Passing<'a> {
    pub id: StatementId,
    pub statement: &'a Statement,
    pub article: &'a Article,
}

/// The visible statements that pass, by article and number.
pub(super) fn passing<'a>(project: &'a Project, filters: &Filters) -> Vec<Passing<'a>> {
    let articles = project.articles().iter();
    passing_of(
        project,
        filters,
        articles.map(|(&id, entry)| (id, entry.as_ref())),
    )
}

/// Whether a statement passes.
#[must_use]
pub fn lets_through(project: &Project, filters: &Filters, id: StatementId) -> bool {
    let article = project
        .entry(id.article)
        .map(|entry| (id.article, entry.as_ref()));
    let passing = passing_of(project, filters, article.into_iter());
    passing.iter().any(|it| it.id == id)
}

/// The parties of the statements that pass and are of none of `columns`, and how many such statements are of nobody in
/// particular.
#[must_use]
pub fn in_no_column(project: &Project, filters: &Filters, columns: &[Party]) -> (BTreeSet<Party>, usize) {
    let mut parties = BTreeSet::new();
    let mut n_of_nobody = 0;
    for it in passing(project, filters) {
        if it.statement.parties.is_empty() {
            n_of_nobody += 1;
        } else if !it.statement.parties.iter().any(|party| columns.contains(party)) {
            parties.extend(it.statement.parties.iter().cloned());
        }
    }
    (parties, n_of_nobody)
}

fn passing_of<'a>(
    project: &Project,
    filters: &Filters,
    articles: impl Iterator<Item = (ArticleId, &'a Entry)>,
) -> Vec<Passing<'a>> {
    let query = Query::new(&filters.words);
    let in_briefing = project.statements_in_briefing();
    let mut folded = String::new();
    let mut passing = Vec::new();
    for (article_id, entry) in articles {
        let article = &entry.article;
        if !lets_article(filters, article) {
            continue;
        }
        let words = if query.is_empty() {
            Vec::new()
        } else {
            query.left_by(&folded_about(article))
        };
        let mut has_words = |statement: &Statement| {
            if words.is_empty() {
                return true;
            }
            folded.clear();
            fold_statement(statement, &article.text, &mut folded);
            has_words(&words, &folded)
        };
        for (&number, statement) in &entry.statements {
            let id = StatementId::new(article_id, number);
            let is_used = in_briefing.contains(&id);
            let passes = statement.is_visible
                && lets_statement(filters, statement)
                && !(filters.only_unused && is_used)
                && (is_used || !filters.only_used)
                && has_words(statement)
                && names_any(&filters.about, statement, &article.text);
            if passes {
                passing.push(Passing {
                    id,
                    statement,
                    article,
                });
            }
        }
    }
    passing
}
