//! A matter that statements are filed under, and what the analyst writes about it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::StatementId;

/// A matter that statements are filed under, chosen by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Name, as a heading: "Border demarcation".
    pub name: String,
    /// Number of its colour among the colours of topics, from 0; a number without a colour is like none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<u8>,
    /// Its place among the topics, from the lowest; of topics at one place the older comes first.
    #[serde(default, skip_serializing_if = "is_unplaced")]
    pub place: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_unplaced(place: &u32) -> bool {
    *place == 0
}

/// What the analyst says of a party on a topic: the cell of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// One sentence; empty where only the silence was looked at.
    pub words: String,
    /// How many statements the cell held when it was written or last looked at. Decides what is new only
    /// where `seen` is empty, as in projects that were saved before it was there.
    #[serde(default)]
    pub n_statements_seen: usize,
    /// The statements that the cell held when it was written or last looked at.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub seen: BTreeSet<StatementId>,
    /// In how many articles a person has looked and found that nothing is said; none if nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence_in: Option<usize>,
}

impl Line {
    /// How many statements of the cell are newer than the sentence. `statements` are those that the cell holds
    /// now, each with its repeats in other articles: a repeat of what was seen is nothing new. 0 while there
    /// is no sentence.
    #[must_use]
    pub fn n_new<'a>(&self, statements: impl IntoIterator<Item = &'a [StatementId]>) -> usize {
        if self.words.is_empty() {
            return 0;
        }
        let statements = statements.into_iter();
        if self.seen.is_empty() {
            return statements.count().saturating_sub(self.n_statements_seen);
        }
        statements
            .filter(|repeats| !repeats.iter().any(|id| self.seen.contains(id)))
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeat_of_what_was_seen_is_nothing_new() {
        let id = |number| StatementId::from((1, number));
        let line = Line {
            words: "Waits.".to_owned(),
            seen: [id(1)].into(),
            n_statements_seen: 1,
            ..Line::default()
        };
        let cell = [vec![id(2), id(1)], vec![id(3)], vec![id(4), id(5)]];
        assert_eq!(line.n_new(cell.iter().map(Vec::as_slice)), 2);
        let of_an_older_file = Line {
            seen: BTreeSet::new(),
            ..line.clone()
        };
        assert_eq!(of_an_older_file.n_new(cell.iter().map(Vec::as_slice)), 2);
        let unwritten = Line {
            words: String::new(),
            ..line
        };
        assert_eq!(unwritten.n_new(cell.iter().map(Vec::as_slice)), 0);
    }
}
