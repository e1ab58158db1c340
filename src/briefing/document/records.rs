//! Statements and articles as records for other programs: every field, nothing resolved away.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::PublicationDate;

/// The statements and articles of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// All statements by article, as they stand in the text; those put aside as well.
    pub statements: Vec<StatementRecord>,
    /// The articles that the briefing cites; all articles if it cites none.
    pub sources: Vec<SourceRecord>,
}

/// A statement with what is known of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StatementRecord {
    /// Its name in the project: "a3.12".
    pub id: String,
    /// Its article's: "a3".
    pub article: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// Codes of the parties spoken for: "RU", "ORG:EU".
    pub parties: Vec<String>,
    /// Their names.
    pub party_names: Vec<String>,
    /// "direct", "mixed" or "indirect".
    pub kind: &'static str,
    /// The words, interruptions marked by " … ".
    pub words: String,
    /// The words that report.
    pub cue: Option<String>,
    /// The words that name who said it.
    pub source: Option<String>,
    /// Where the words stand: Unicode scalar offsets into the article's text, end exclusive.
    pub content: Vec<(usize, usize)>,
    /// Topics with the stance to each.
    pub topics: Vec<TopicRecord>,
    /// The day on which it was said, where a person found out.
    pub said: Option<Date>,
    /// "extracted", "corrected" or "by hand".
    pub origin: &'static str,
    /// How sure the program is, 0 to 1.
    pub confidence: Percent,
    /// Whether a person looked at it and found it right.
    pub checked: bool,
    /// Whether it was put aside.
    pub put_aside: bool,
    /// Whether the briefing holds it as an excerpt.
    pub in_briefing: bool,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline of the article.
    pub headline: String,
    /// Author of the article.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// When the article came into the project.
    pub accessed: Option<String>,
    /// Language of the article.
    pub language: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// SHA-256 of the imported bytes.
    pub fingerprint: Option<String>,
}

/// Per cent; written as a share of 1 with two places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Percent(pub u8);

impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// A topic of a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TopicRecord {
    /// Its name.
    pub topic: String,
    /// "supports", "opposes", "conditional" or "none stated".
    pub stance: &'static str,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRecord {
    /// Its name in the project: "a3".
    pub id: String,
    /// Headline, else the article's first words.
    pub headline: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// When it came into the project.
    pub accessed: Option<PublicationDate>,
    /// Address of the page.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// SHA-256 of the imported bytes; empty where there were none.
    pub fingerprint: String,
}
