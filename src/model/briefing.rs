//! The briefing as the analyst builds it: data only. `briefing` resolves it into a document.
//!
//! Sections and blocks are named by ids and ordered by lists of ids, so that every change touches one
//! small thing: moving a block is a new list, typing is one block.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ArticleId, BlockId, Party, Picture, PublicationDate, SectionId, Stance, StatementId, TopicId};
use crate::text::Span;
use crate::text::span::slice;
use crate::text::tokens::whole_words;

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
    /// The issues that were frozen, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<Issue>,
}

/// A state of the briefing that was handed over: enough to tell what is new or changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// What it is called: "Issue 1".
    pub name: String,
    /// As of when it holds.
    pub as_of: PublicationDate,
    /// What each block said then, as a digest of its words without the numbers of its notes.
    #[serde(deserialize_with = "super::unique::map")]
    pub digests: BTreeMap<BlockId, String>,
    /// What excerpts and tables said then, to be shown beside what they say now. Issues that were frozen
    /// before this was kept have none.
    #[serde(
        default,
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub words: BTreeMap<BlockId, IssuedWords>,
    /// What stood around the words of each block. Issues that were frozen before this was kept have none.
    #[serde(
        default,
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub settings: BTreeMap<BlockId, IssuedSetting>,
    /// What stood above the document; not known of issues that were frozen before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    /// The headings, kept together with the head.
    #[serde(
        default,
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub headings: BTreeMap<SectionId, String>,
}

/// What a block said in an issue: plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IssuedWords {
    /// The words of an excerpt.
    Excerpt(String),
    /// The cells of a positions table, each with the names of its topic and party.
    Cells(Vec<IssuedCell>),
    /// The analyst's own text or talking points, a paragraph or point each.
    Lines(Vec<String>),
}

/// What stood around the words of a block in an issue: plain text, in the language of the document then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IssuedSetting {
    /// Marking of the block alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub marking: String,
    /// Whether a speaking copy held it.
    #[serde(skip_serializing_if = "Disclosure::is_usable")]
    pub disclosure: Disclosure,
    /// Who was said to have said it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The analyst's remark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// What it cited: each source in one line, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// A cell of a positions table in an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedCell {
    /// The topic's name then.
    pub topic: String,
    /// The party.
    pub party: Party,
    /// The words; empty for silence.
    pub words: String,
    /// The stances that stood before the words; not known of issues that were frozen before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stances: Option<Vec<Stance>>,
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
    /// Number or reference of the briefing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Language of the words that the program adds, as a BCP 47 tag. Empty: English.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// How many words the document should have at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_words: Option<u32>,
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
    /// Which statements belong here, if the section gathers some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gathers: Option<Gathers>,
}

/// Which statements a section gathers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Gathers {
    /// Those for a party.
    Party(Party),
    /// Those under a topic.
    Topic(TopicId),
    /// Those in an outlet.
    Outlet(String),
    /// Those in articles that were published on a day.
    Day(Date),
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
    /// Marking of this block alone, in the user's words. Never proposed or computed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marking: String,
    /// Whether its own words are those of the user's template, as nobody has written over them yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_as_begun: bool,
}

impl Block {
    /// A usable block without a marking of its own.
    #[must_use]
    pub fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            disclosure: Disclosure::Usable,
            marking: String::new(),
            is_as_begun: false,
        }
    }

    /// The analyst's own words in the block: Markdown, in which marks cite.
    #[must_use]
    pub fn own_words(&self) -> Vec<&str> {
        match &self.kind {
            BlockKind::Text(words) => vec![words],
            BlockKind::Points { points, .. } => points.iter().map(String::as_str).collect(),
            BlockKind::Excerpt(excerpt) => match &excerpt.form {
                ExcerptForm::AsWritten => vec![&excerpt.comment],
                ExcerptForm::Paraphrase(words) => vec![words, &excerpt.comment],
            },
            BlockKind::Positions { .. } | BlockKind::Picture(_) | BlockKind::PageBreak => Vec::new(),
        }
    }
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
        /// Cells that the analyst has written for this table; the others follow Compare.
        #[serde(
            default,
            deserialize_with = "super::unique::map",
            skip_serializing_if = "BTreeMap::is_empty"
        )]
        cells: BTreeMap<(TopicId, Party), OwnCell>,
        /// The statements that the analyst chose for cells, in their order; the program chooses for the others.
        #[serde(
            default,
            deserialize_with = "super::unique::map",
            skip_serializing_if = "BTreeMap::is_empty"
        )]
        cited: BTreeMap<(TopicId, Party), Vec<StatementId>>,
    },
    /// Talking points, a line each.
    Points {
        /// What they are for.
        purpose: PointsPurpose,
        /// The points: the analyst's own words, in Markdown of one line.
        points: Vec<String>,
    },
    /// A picture.
    Picture(Picture),
    /// A new page in formats that have pages.
    PageBreak,
}

/// A cell of a positions table in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCell {
    /// The words: plain text.
    pub words: String,
    /// The line of Compare that stood here when they were written. Another line now is news.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replaced: String,
    /// The statements that the cell held when they were written or last kept: others are news. Not known of
    /// cells that were written before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<BTreeSet<StatementId>>,
}

/// What talking points are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PointsPurpose {
    /// To be made.
    #[default]
    Make,
    /// Not to be raised.
    Avoid,
    /// Answers if somebody else raises a matter.
    IfRaised,
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
    /// What is left out of the words, in order and not overlapping; "[…]" stands in its place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Cut>,
}

/// A part of an excerpt's words that is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    /// Which of [`Excerpt::words`], from 0.
    pub piece: u32,
    /// The place in it.
    pub span: Span,
}

impl Excerpt {
    /// What stands where words are left out.
    pub const CUT: &str = "[…]";

    /// Words as they stand in their source, whole.
    #[must_use]
    pub fn new(passage: Passage, words: Vec<String>) -> Self {
        Self {
            passage,
            words,
            form: ExcerptForm::AsWritten,
            comment: String::new(),
            cuts: Vec::new(),
        }
    }

    /// Whether every cut is a place in the words, in order.
    #[must_use]
    pub fn has_sound_cuts(&self) -> bool {
        let is_place = |cut: &Cut| {
            let piece = usize::try_from(cut.piece).ok().and_then(|at| self.words.get(at));
            piece.is_some_and(|piece| cut.span.is_valid_in(piece))
        };
        let is_after = |(before, after): (&Cut, &Cut)| {
            before.piece < after.piece
                || (before.piece == after.piece && before.span.end() <= after.span.start())
        };
        self.cuts.iter().all(is_place) && self.cuts.iter().zip(self.cuts.iter().skip(1)).all(is_after)
    }

    /// The words piece by piece, with [`Excerpt::CUT`] wherever letters are left out, at either end as well.
    #[must_use]
    pub fn shown(&self, words: &[String]) -> Vec<String> {
        let pieces = (0_u32..).zip(words).map(|(at, piece)| {
            let cuts = self.cuts.iter().filter(|cut| cut.piece == at);
            shown(piece, cuts.map(|cut| whole_words(piece, cut.span)))
        });
        pieces.collect()
    }

    /// These cuts, each widened to the words that it begins and ends in; those that then overlap are one.
    #[must_use]
    pub fn whole_cuts(&self, cuts: Vec<Cut>) -> Vec<Cut> {
        let mut whole: Vec<Cut> = Vec::with_capacity(cuts.len());
        for cut in cuts {
            let piece = usize::try_from(cut.piece).ok().and_then(|at| self.words.get(at));
            let span = piece.map_or(cut.span, |piece| whole_words(piece, cut.span));
            match whole.last_mut() {
                Some(last) if last.piece == cut.piece && last.span.overlaps(span) => {
                    last.span = last.span.union(span);
                }
                _ => whole.push(Cut { span, ..cut }),
            }
        }
        whole
    }
}

/// A piece without what is cut from it: a mark in each place where letters are lost, and one for cuts between
/// which nothing but marks is left.
fn shown(piece: &str, cuts: impl Iterator<Item = Span>) -> String {
    let has_letters = |words: &str| words.chars().any(char::is_alphanumeric);
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for cut in cuts.filter(|cut| !cut.of(piece).trim().is_empty()) {
        match joined.last_mut() {
            Some((_, end)) if !has_letters(slice(piece, *end, cut.start())) => *end = cut.end().max(*end),
            _ => joined.push((cut.start(), cut.end())),
        }
    }
    let mut shown = String::with_capacity(piece.len());
    let mut at = 0;
    for (start, end) in joined {
        let before = slice(piece, at, start);
        let after = slice(piece, end, piece.len());
        let is_at_edge = (at == 0 && !has_letters(before)) || !has_letters(after);
        at = end;
        if is_at_edge && !has_letters(slice(piece, start, end)) {
            shown.push_str(before);
            continue;
        }
        shown.push_str(before.trim_end());
        let is_mark = |character: char| matches!(character, '(' | '[' | '“' | '‘' | '„' | '‚' | '«' | '‹');
        let is_after_mark =
            shown.ends_with(is_mark) || (!has_letters(&shown) && !before.ends_with(char::is_whitespace));
        if !shown.is_empty() && !is_after_mark {
            shown.push(' ');
        }
        shown.push_str(Excerpt::CUT);
        let rest = after.trim_start();
        at += after.len() - rest.len();
        let closes = |character: char| ".,;:!?…)]”’»›".contains(character);
        if has_letters(rest) && !rest.starts_with(closes) {
            shown.push(' ');
        }
    }
    shown.push_str(slice(piece, at, piece.len()));
    shown
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The words that are shown when `cuts` are left out of `piece`.
    fn shown(piece: &str, cuts: &[&str]) -> String {
        let words = vec![piece.to_owned()];
        let mut excerpt = Excerpt::new(
            Passage::Statement(StatementId::new(ArticleId(1), 1)),
            words.clone(),
        );
        let place = |cut: &&str| {
            let at = piece.find(cut).unwrap();
            let span = Span::new(piece, at, at + cut.len()).unwrap();
            Cut { piece: 0, span }
        };
        excerpt.cuts = cuts.iter().map(place).collect();
        excerpt.shown(&words).concat()
    }

    #[test]
    fn what_is_left_out_leaves_its_mark_wherever_it_stood() {
        const WAR: &str = "“We will never go to war unless our territory is attacked,”";
        for (cuts, expected) in [
            (
                &[" unless our territory is attacked"][..],
                "“We will never go to war […],”",
            ),
            (
                &["unless our territory is attacked,”"],
                "“We will never go to war […]",
            ),
            (
                &["We will never "],
                "“[…] go to war unless our territory is attacked,”",
            ),
            (
                &["“We will never"],
                "[…] go to war unless our territory is attacked,”",
            ),
            (
                &["never go"],
                "“We will […] to war unless our territory is attacked,”",
            ),
            (
                &["nless our territory is attacked"],
                "“We will never go to war […],”",
            ),
            (
                &["We will", "never"],
                "“[…] go to war unless our territory is attacked,”",
            ),
            (
                &["We will", "territory is attacked"],
                "“[…] never go to war unless our […],”",
            ),
            (
                &[","],
                "“We will never go to war unless our territory is attacked”",
            ),
            (&[" "], WAR),
            (&[WAR], "[…]"),
        ] {
            assert_eq!(shown(WAR, cuts), expected, "{cuts:?}");
        }
        assert_eq!(shown("\"We go, and soon\"", &["We go, and"]), "\"[…] soon\"");
        assert_eq!(
            shown("We go. They (all) stay. End.", &["They (all) stay"]),
            "We go. […]. End."
        );
    }
}
