//! What the words of the field mean, as plain data.
//!
//! No behaviour that needs a table, a file or a clock. Everything here can be saved as it is;
//! whatever reads it from outside must validate it (`storage` does).

pub mod article;
pub mod briefing;
pub mod corrections;
pub mod date;
pub mod id;
pub mod mark;
pub mod party;
pub mod picture;
pub mod statement;
pub mod story;
pub mod term;
pub mod topic;
pub(crate) mod unique;
pub mod view;
pub mod why;

pub use article::{Article, Metadata, MetadataField, Original, Provenance};
pub use briefing::{
    Block, BlockKind, Briefing, Cut, Disclosure, Excerpt, ExcerptForm, Gathers, Head, Issue, IssuedCell,
    IssuedSetting, IssuedWords, OwnCell, Passage, PointsPurpose, Section,
};
pub use corrections::{Corrections, Person};
pub use date::PublicationDate;
pub use id::{ArticleId, BlockId, SectionId, StatementId, StoryId, TopicId};
pub use mark::Mark;
pub use party::{Party, PartyError};
pub use picture::{Picture, Png, PngError};
pub use statement::{Confidence, Kind, Origin, Relay, Speaker, Stance, Statement};
pub use story::Story;
pub use term::Term;
pub use topic::{Line, Topic};
pub use view::{Filters, Grouping, View};
pub use why::{Reason, Why};
