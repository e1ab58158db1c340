//! The part of Compare that belongs to the project: rows, columns, filters.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Confidence, Kind, Party, Stance, TopicId};

/// How the table of Compare is laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct View {
    /// What the rows are.
    pub grouping: Grouping,
    /// Columns in the user's order. Empty: the program proposes the most quoted parties.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Party>,
    /// Whether the user has taken away the last column, so that none is proposed in place of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub has_no_columns: bool,
    /// Parties that the user does not want to see as columns.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub away: BTreeSet<Party>,
    /// Columns that stay at the left while the others are scrolled.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub pinned: BTreeSet<Party>,
    /// Whether the parties without a column of their own share one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shows_others: bool,
    /// Whether statements of nobody in particular get a column.
    pub shows_no_party: bool,
    /// Which statements are shown.
    pub filters: Filters,
}

impl View {
    /// Whether the program says which parties are columns, because the user has not.
    #[must_use]
    pub fn proposes_columns(&self) -> bool {
        self.columns.is_empty() && !self.has_no_columns
    }

    /// Makes these parties the columns.
    pub fn choose_columns(&mut self, columns: Vec<Party>) {
        self.has_no_columns = columns.is_empty();
        self.columns = columns;
    }
}

/// What the rows of Compare are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Grouping {
    /// Topics, then statements without one.
    Topic,
    /// Days of publication.
    Day,
    /// Weeks of publication, from Monday on.
    Week,
    /// Months of publication.
    Month,
    /// Articles.
    #[default]
    Article,
    /// Speakers.
    Speaker,
    /// One row for all.
    Nothing,
}

/// Which statements Compare shows. An empty filter lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Filters {
    /// Only statements for one of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub parties: BTreeSet<Party>,
    /// Only statements by one of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub speakers: BTreeSet<String>,
    /// Only, or also, statements of nobody in particular.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_party: bool,
    /// Only by speakers in one of these roles.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<String>,
    /// Only from these outlets.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub outlets: BTreeSet<String>,
    /// Only of these kinds.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub kinds: BTreeSet<Kind>,
    /// Only under these topics.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub topics: BTreeSet<TopicId>,
    /// Only statements whose words name one of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub about: BTreeSet<Party>,
    /// Only with one of these stances on some topic.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub stances: BTreeSet<Stance>,
    /// Only statements of which the program is at least so sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least_confidence: Option<Confidence>,
    /// Only statements of which the program is at most so sure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_confidence: Option<Confidence>,
    /// Only what a person has looked at, or only what nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_checked: Option<bool>,
    /// Only statements that came to the article by way of another: "X, according to Y".
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_relayed: bool,
    /// Only statements that came to the article by way of one of these.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub go_betweens: BTreeSet<String>,
    /// Published on this day or later. Articles without a date do not pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Published on this day or earlier. Articles without a date do not pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Words that must all occur in the statement, its speaker or its outlet; case and accents do
    /// not matter.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Only statements that the briefing does not hold yet.
    pub only_unused: bool,
    /// Only statements that the briefing holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub only_used: bool,
}

impl Filters {
    /// Whether everything passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it matters who a statement is for.
    #[must_use]
    pub fn ask_for_parties(&self) -> bool {
        self.no_party || !self.parties.is_empty()
    }

    /// Whether statements for these parties pass.
    #[must_use]
    pub fn let_parties(&self, parties: &[Party]) -> bool {
        !self.ask_for_parties()
            || parties.iter().any(|party| self.parties.contains(party))
            || (self.no_party && parties.is_empty())
    }
}
