//! A thing that a reader could hold against the document: what it is and where.

use std::fmt;

use crate::model::{ArticleId, BlockId, SectionId};

/// Something that a reader could hold against the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it is.
    pub place: Place,
    /// The titles of the section that it is in and of those around it; empty for the document as a whole.
    pub section: Vec<String>,
    /// What is the matter, as the rest of a sentence with its stop, after the place.
    pub words: String,
}

/// Where a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// What stands above the document.
    Head,
    /// A section.
    Section(SectionId),
    /// A block.
    Block(BlockId),
    /// An article that is cited.
    Article(ArticleId),
}

/// What a finding is; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// The words of an excerpt differ from the source.
    WordsDiffer,
    /// The article of an excerpt or mark is gone.
    SourceGone,
    /// The statement of an excerpt or mark is gone.
    StatementGone,
    /// The statement of an excerpt begins or ends elsewhere now.
    OtherLimits,
    /// A cell cites a statement that does not belong to it.
    OtherCell,
    /// A block is marked above the document.
    MarkedAbove,
    /// A block's marking cannot be compared with that of the document.
    MarkedUnlike,
    /// What must not be disclosed stands among points to make.
    UndisclosedPoint,
    /// The document has no marking.
    NoMarking,
    /// Something was begun and not filled in: points, a paraphrase, a line that ends in dots, a heading.
    Unfilled,
    /// Words of a template were not written over.
    HintLeft,
    /// A judgement stands there without a source.
    Unsourced,
    /// A statement was put aside but is quoted.
    PutAside,
    /// The program is unsure of a statement that nobody checked.
    LowConfidence,
    /// Nobody checked a statement.
    Unchecked,
    /// The same words stand there twice, out of one article or of several.
    Repeated,
    /// The same speaker has said something newer on the topic.
    NewerStatement,
    /// A line of Compare or a cell in own words is older than statements of its cell.
    StaleLine,
    /// A cell was written in own words, and the line of Compare has changed since.
    OutdatedCell,
    /// A party of a table has no statement.
    SilentParty,
    /// Only one party of a table says anything on a topic.
    OnePartyTopic,
    /// A topic of a table is gone.
    TopicGone,
    /// A cited article has no date.
    NoDate,
    /// A cited article has no outlet.
    NoOutlet,
    /// The office of a quoted person is not known.
    NoOffice,
    /// Words in another language than the document's are quoted.
    Untranslated,
    /// A cited page has no archived copy.
    NotArchived,
    /// The document is longer than it should be.
    TooLong,
}

impl FindingKind {
    /// What it is, as a heading over several: "Not checked by a person".
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::WordsDiffer => "Words differ from the source",
            Self::SourceGone => "Article gone",
            Self::StatementGone => "Statement gone",
            Self::OtherLimits => "Statement has other limits now",
            Self::OtherCell => "Statement belongs to another cell",
            Self::MarkedAbove => "Marked above the document",
            Self::MarkedUnlike => "Marking not comparable",
            Self::UndisclosedPoint => "Not to be disclosed, yet among points to make",
            Self::NoMarking => "No marking",
            Self::Unfilled => "Not filled in",
            Self::HintLeft => "Hint not written over",
            Self::Unsourced => "Judgement without a source",
            Self::PutAside => "Put aside but quoted",
            Self::LowConfidence => "Program unsure",
            Self::Unchecked => "Not checked by a person",
            Self::Repeated => "Stands there twice",
            Self::NewerStatement => "Newer statement by the same speaker",
            Self::StaleLine => "Line older than its statements",
            Self::OutdatedCell => "Line changed since the cell was written",
            Self::SilentParty => "Party without a statement",
            Self::OnePartyTopic => "Topic with one party only",
            Self::TopicGone => "Topic gone",
            Self::NoDate => "Source without a date",
            Self::NoOutlet => "Source without an outlet",
            Self::NoOffice => "Office not known",
            Self::Untranslated => "Not translated",
            Self::NotArchived => "Source not archived",
            Self::TooLong => "Too long",
        }
    }

    /// Whether the document should not leave the house so: a misquotation, a marking, a hint, a gap.
    #[must_use]
    pub fn is_grave(self) -> bool {
        self <= Self::HintLeft && self != Self::NoMarking
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.section.is_empty() {
            let mut characters = self.words.chars();
            let first = characters.next().into_iter().flat_map(char::to_uppercase);
            return write!(f, "{}{}", first.collect::<String>(), characters.as_str());
        }
        let path = self.section.join(" › ");
        if path.trim().is_empty() {
            write!(f, "In a section without a title: {}", self.words)
        } else {
            write!(f, "In “{path}”: {}", self.words)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_heading_of_its_own() {
        let kinds = [
            FindingKind::WordsDiffer,
            FindingKind::NoMarking,
            FindingKind::TooLong,
        ];
        let titles: BTreeSet<&str> = kinds.iter().map(|kind| kind.title()).collect();
        assert_eq!(titles.len(), kinds.len());
        assert!(FindingKind::WordsDiffer.is_grave() && FindingKind::HintLeft.is_grave());
        assert!(!FindingKind::NoMarking.is_grave() && !FindingKind::Unchecked.is_grave());
    }
}
