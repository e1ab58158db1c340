//! Finding statements by words.

use super::filter::{Query, has_words};
use crate::model::StatementId;
use crate::project::Project;

/// The visible statements in which all of `words` occur, by article and place; none for no words.
///
/// Words are looked for in the statement, its speaker and role, its outlet and its headline, also inside
/// longer words; case and accents do not matter.
#[must_use]
pub fn search(project: &Project, words: &str) -> Vec<StatementId> {
    let query = Query::new(words);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut buffer = String::new();
    for (&article_id, entry) in project.articles() {
        let words = query.left_by(&entry.article);
        for (number, statement) in entry.in_order() {
            if statement.is_visible && has_words(&words, statement, &entry.article.text, &mut buffer) {
                found.push(StatementId::new(article_id, number));
            }
        }
    }
    found
}
