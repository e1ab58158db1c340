//! Who said what, as words: content, cue and source, before anybody asks who that is.

use crate::model::{Kind, Reason};
use crate::text::Span;

/// The words of one statement.
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// The reported words with their quotation marks, in order, not overlapping; never empty.
    pub content: Vec<Span>,
    /// The words that report.
    pub cue: Option<Span>,
    /// The words that name the source.
    pub source: Option<Span>,
    /// How much of the content is quoted.
    pub kind: Kind,
    /// Which rules led here.
    pub reasons: Vec<Reason>,
    /// How likely this is a statement with the right content, 0 to 1.
    pub score: f64,
}
