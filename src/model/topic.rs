//! A matter that statements are filed under, and what the analyst writes about it.

use serde::{Deserialize, Serialize};

/// A matter that statements are filed under, chosen by the user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Name, as a heading: "Border demarcation".
    pub name: String,
}

/// One sentence in the analyst's words for a party on a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The sentence.
    pub words: String,
    /// How many statements the cell held when it was written or last looked at.
    #[serde(default)]
    pub n_statements_seen: usize,
}
