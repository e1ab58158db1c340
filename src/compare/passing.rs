//! The statements that filters let through, for pictures: repeats are counted, not grouped.

use super::about::names_any;
use super::filter::{Query, fold_statement, folded_about, has_words, lets_article, lets_statement};
use crate::model::{Article, Filters, Statement, StatementId};
use crate::project::Project;

/// A statement that passes, and the article that it stands in.
pub(super) struct Passing<'a> {
    pub id: StatementId,
    pub statement: &'a Statement,
    pub article: &'a Article,
}

/// The visible statements that pass, by article and number.
pub(super) fn passing<'a>(project: &'a Project, filters: &Filters) -> Vec<Passing<'a>> {
    let query = Query::new(&filters.words);
    let in_briefing = project.statements_in_briefing();
    let mut folded = String::new();
    let mut passing = Vec::new();
    for (&article_id, entry) in project.articles() {
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
