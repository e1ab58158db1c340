//! What a trainer needs to learn the weights: every proposal of the rules with its features.
//!
//! Used by the training program and by nothing that extracts.

use super::judgement::recorder::Recorder;
use super::judgement::weights::Weights;
use super::{Knowledge, prepare, rules, words};
use crate::model::{Article, Statement};
use crate::text::Span;

/// Several extents of one content, the rules' own first.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The reporting words.
    pub cue: Option<Span>,
    /// The contents, each with its features.
    pub options: Vec<(Vec<Span>, Vec<String>)>,
}

/// A content that the rules propose.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The reporting words.
    pub cue: Option<Span>,
    /// The content as proposed.
    pub content: Vec<Span>,
    /// What it looks like.
    pub features: Vec<String>,
}

/// A quotation that may go on from the statement before it.
#[derive(Clone, Debug)]
pub struct Continuation {
    /// The content of the statement so far.
    pub content: Vec<Span>,
    /// What may belong to it.
    pub piece: Option<Span>,
    /// What the two look like.
    pub features: Vec<String>,
}

/// All that the rules propose in one article.
#[derive(Clone, Debug)]
pub struct Proposals {
    /// Contents of several possible extents.
    pub choices: Vec<Choice>,
    /// Contents that may be no statements.
    pub proposals: Vec<Proposal>,
    /// Quotations that may belong to a statement before them.
    pub continuations: Vec<Continuation>,
}

/// All proposals in the body of an article when it is judged by the weights in `table`: a feature, a tab
/// and a number on each line. With an empty table everything is accepted.
#[must_use]
pub fn proposals(article: &Article, table: &str) -> Proposals {
    let weights = Weights::parse(table);
    let mut recorder = Recorder::new(&weights);
    let prepared = prepare::Prepared::new(article);
    let words = words::Words::new(&prepared);
    rules::attributions(&prepared, &words, &mut recorder);
    Proposals {
        choices: recorder.choices,
        proposals: recorder.proposals,
        continuations: recorder.continuations,
    }
}

/// The statements that are found with the weights in `table`.
#[must_use]
pub fn statements(article: &Article, knowledge: &Knowledge<'_>, table: &str) -> Vec<Statement> {
    super::weighed_by(article, knowledge, &Weights::parse(table))
}
