//! An article to its statements. Cannot fail; no IO, no clock, no randomness.

use crate::atlas::Atlas;
use crate::model::{Article, Corrections, Statement};

/// What extraction knows besides the article.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// Who speaks for whom.
    pub atlas: &'a Atlas,
    /// What the user taught in this project.
    pub corrections: &'a Corrections,
}

/// The statements in the body of an article, in the order of the text.
#[must_use]
pub fn statements(article: &Article, knowledge: &Knowledge<'_>) -> Vec<Statement> {
    let _ = (article, knowledge);
    Vec::new()
}
