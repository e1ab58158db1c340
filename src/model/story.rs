//! Whether several articles carry the same story.

use serde::{Deserialize, Serialize};

use super::StoryId;

/// Whether an article is a copy: the same report, mostly an agency's, as several outlets carry it, cut and
/// touched up by each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Story {
    /// No other article is known to carry it.
    #[default]
    Own,
    /// All articles with this number carry the same.
    Shared(StoryId),
    /// A person has said that it is a report of its own, however much it resembles others.
    Apart,
}

impl Story {
    /// The story that it shares with others.
    #[must_use]
    pub fn shared(self) -> Option<StoryId> {
        match self {
            Self::Shared(id) => Some(id),
            Self::Own | Self::Apart => None,
        }
    }

    /// Whether nothing is known that must be kept.
    #[must_use]
    pub fn is_own(&self) -> bool {
        *self == Self::Own
    }
}
