//! The briefing as the analyst builds it: data only. `briefing` resolves it into a document.
//!
//! Sections and blocks are named by ids and ordered by lists of ids, so that every change touches one
//! small thing: moving a block is a new list, typing is one block.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ArticleId, BlockId, Party, SectionId, StatementId, TopicId};
use crate::text::Span;

/// The briefing of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Briefing {
    /// Title, addressee, marking and so on.
    pub head: Head,
    /// The sections in order. Each of [`Briefing::sections`] once.
    pub outline: Vec<SectionId>,
    /// The sections.
    #[serde(deserialize_with = "super::unique::map")]
    pub sections: BTreeMap<SectionId, Section>,
    /// The blocks of all sections, each in exactly one.
    #[serde(deserialize_with = "super::unique::map")]
    pub blocks: BTreeMap<BlockId, Block>,
}

/// What stands above a briefing. Empty fields are left out of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// Title.
    pub title: String,
    /// What it is about, in one line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// For whom it is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// Who wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Meeting, visit, press review.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub occasion: String,
    /// Date of the briefing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Classification or handling marking, in the user's words. Never proposed or computed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub marking: String,
}

/// A heading with the blocks under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Depth in the outline: 0 for a section, 1 for a section in it, at most [`Section::MAX_LEVEL`].
    #[serde(default)]
    pub level: u8,
    /// The blocks in order.
    #[serde(default)]
    pub blocks: Vec<BlockId>,
}

impl Section {
    /// The deepest level.
    pub const MAX_LEVEL: u8 = 3;
}

/// One piece of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Whether a speaking copy may hold it.
    #[serde(default, skip_serializing_if = "Disclosure::is_usable")]
    pub disclosure: Disclosure,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum BlockKind {
    /// The analyst's own text, in Markdown.
    Text(String),
    /// A statement or a hand-picked passage.
    Excerpt(Excerpt),
    /// A table of positions: topics by parties.
    Positions {
        /// Columns.
        parties: Vec<Party>,
        /// Rows.
        topics: Vec<TopicId>,
    },
    /// A new page in formats that have pages.
    PageBreak,
}

/// A statement or a hand-picked passage placed in the briefing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// Where the words come from.
    pub passage: Passage,
    /// The words as they were when they were placed, one for each span of the passage. The source is
    /// compared with them before anything is exported.
    pub words: Vec<String>,
    /// Quoted or paraphrased.
    pub form: ExcerptForm,
    /// The analyst's remark under it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// Where an excerpt's words come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Passage {
    /// A statement of the project.
    Statement(StatementId),
    /// Words of an article that are no statement.
    Words {
        /// The article.
        article: ArticleId,
        /// The places in its text.
        spans: Vec<Span>,
    },
}

/// How an excerpt is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExcerptForm {
    /// The source's words, as they stand.
    AsWritten,
    /// The analyst's paraphrase; the source's words stay attached.
    Paraphrase(String),
}

/// Whether a block may be used in conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Disclosure {
    /// May be used.
    #[default]
    Usable,
    /// Must not be disclosed; a speaking copy leaves it out.
    NotToBeDisclosed,
}

impl Disclosure {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde asks for"
    )]
    fn is_usable(&self) -> bool {
        *self == Self::Usable
    }
}
