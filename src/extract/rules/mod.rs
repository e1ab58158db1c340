//! The rules that find statements, one per file.

use super::attribution::Attribution;
use super::prepare::Prepared;
use crate::model::{Kind, Reason};

/// What is said in the body, in the order of the text.
pub(crate) fn attributions(prepared: &Prepared<'_>) -> Vec<Attribution> {
    prepared
        .quotations
        .iter()
        .filter(|quotation| prepared.tokens_in(quotation.span).len() >= 6)
        .map(|quotation| Attribution {
            content: vec![quotation.span],
            cue: None,
            source: None,
            kind: Kind::Direct,
            reasons: vec![Reason {
                rule: "long-quotation".into(),
                words: vec![quotation.span],
                found: String::new(),
            }],
            score: 0.5,
        })
        .collect()
}
