//! The evidence behind a decision of the program, as data. Words for it are given by `extract::why`.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Why the program thinks that a statement is one, who speaks, and for whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Why {
    /// In the order of the decisions.
    pub reasons: Vec<Reason>,
}

/// One rule that fired, and the words that made it fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The rule's name: `quotation-with-cue`, `surname-of-named-person`, `adjective-before-role`.
    pub rule: String,
    /// The words in the article that the rule went by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Span>,
    /// What the rule looked up or concluded: a name, a party's code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found: String,
}

impl Reason {
    /// The rule of a speaker who passes on what another has said; [`Reason::found`] is that report.
    pub const REPORTS_ANOTHER: &str = "reports-another";
    /// The rule of somebody else who passes on what the speaker has said; [`Reason::found`] is who.
    pub const PASSED_ON: &str = "passed-on";
}
