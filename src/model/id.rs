//! Names of things in a project. Numbers are never used again after a thing is removed.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! number_id {
    ($(#[$meta:meta])* $name:ident, $letter:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }
    };
}

number_id!(
    /// An article of a project.
    ArticleId, "a"
);
number_id!(
    /// A topic of a project.
    TopicId, "t"
);
number_id!(
    /// A section of the briefing.
    SectionId, "s"
);
number_id!(
    /// A block in a section of the briefing.
    BlockId, "b"
);
number_id!(
    /// A story that several articles of a project carry.
    StoryId, "w"
);

/// A statement of a project: the article that it stands in and its number there.
///
/// Carrying the article makes finding a statement a look-up instead of an index.
/// Saved as `(article, number)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct StatementId {
    /// The article that it stands in.
    pub article: ArticleId,
    /// Its number in the article; says nothing about its place.
    pub number: u32,
}

impl StatementId {
    /// Statement `number` of `article`.
    #[must_use]
    pub fn new(article: ArticleId, number: u32) -> Self {
        Self { article, number }
    }
}

impl From<(u32, u32)> for StatementId {
    fn from((article, number): (u32, u32)) -> Self {
        Self::new(ArticleId(article), number)
    }
}

impl From<StatementId> for (u32, u32) {
    fn from(id: StatementId) -> Self {
        (id.article.0, id.number)
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.article, self.number)
    }
}
