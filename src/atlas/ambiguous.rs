//! Names with two meanings, of which the words of the article choose one.

use super::Named;

/// A name that means another place where the words of the article say so.
#[derive(Debug)]
pub struct Ambiguous {
    /// What it means in most news.
    pub usual: Named,
    /// What it means else.
    pub other: Named,
    /// Folded words that speak for the other meaning.
    pub for_other: Vec<String>,
    /// Folded words that speak for the usual one.
    pub for_usual: Vec<String>,
}
