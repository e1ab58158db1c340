//! What the rules propose is weighed here: which of several places the content ends at, and whether the
//! whole is a statement at all.
//!
//! Two log-linear models over named features ([`features`]). Their weights are a table in
//! `assets/extraction`, learned from annotated news by `cargo run --release --example train`. Nothing here
//! looks for statements: the rules do; a proposal that no rule makes cannot be chosen.

use std::ops::Range;

use super::clauses::Clause;
use super::prepare::Prepared;
use super::rules::Draft;
use super::words::Words;

mod extent;
mod features;
pub(super) mod recorder;
pub(super) mod weights;

/// Where a proposal was made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The article.
    pub prepared: &'a Prepared<'a>,
    /// Its words.
    pub words: &'a Words,
    /// The tokens of the sentence.
    pub sentence: &'a Range<usize>,
    /// The reporting clause, if there is one.
    pub clause: Option<&'a Clause>,
}

/// Weighs proposals.
pub(super) trait Judge {
    /// The index of the best of several proposals for one clause; `options` is never empty.
    fn choose(&mut self, place: Place<'_>, options: &[Draft]) -> usize;

    /// How likely the proposal is a statement, 0 to 1; `None` when it is to be dropped.
    fn accept(&mut self, place: Place<'_>, draft: &Draft) -> Option<f64>;

    /// Whether `piece`, which holds a quotation, goes on from the statement before it. `by_rule` is what
    /// the rules say.
    fn continues(&mut self, place: Place<'_>, draft: &Draft, piece: &Range<usize>, by_rule: bool) -> bool;
}
