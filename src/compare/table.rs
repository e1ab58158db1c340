//! The shape of the table. It owns all that it shows.

use std::sync::Arc;

use jiff::civil::Date;

use super::cells::Cells;
use super::positions::{Positions, Turn};
use super::repeated::Repeated;
use super::stance::StanceHint;
use crate::model::{
    ArticleId, Confidence, Kind, Origin, Party, PublicationDate, Relay, Stance, StatementId, TopicId,
};

/// Statements by row and party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Parties in order, pinned ones first; then the others, then statements of nobody in particular.
    pub columns: Vec<Column>,
    /// Topics, days, articles or speakers, in order. No row of statements is empty; topics are all
    /// there as long as nothing is filtered.
    pub rows: Vec<Row>,
    /// How many statements stand in the table, each counted once, carriers included.
    pub n_statements: usize,
    /// How many visible statements of the project the filters keep out.
    pub n_filtered_out: usize,
    /// How many statements pass the filters but speak for a party that has no column.
    pub n_elsewhere: usize,
    /// How many articles the filters for outlet and date let through.
    pub n_articles: usize,
    /// What the filters can choose from.
    pub facets: Arc<Facets>,
    /// Who stands where on the topics, whatever the filters hide.
    pub positions: Arc<Positions>,
    /// Where a speaker or party has stood for and against the same, whatever the filters hide.
    pub turns: Arc<[Turn]>,
    /// What repeats what in the project.
    pub repeated: Arc<Repeated>,
}

/// What the filters can choose from, each with the number of visible statements: most first, then by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Parties spoken for. A joint statement counts for each of its parties.
    pub parties: Vec<(Party, usize)>,
    /// How many statements are of nobody in particular.
    pub n_of_nobody: usize,
    /// Names of speakers.
    pub speakers: Vec<(String, usize)>,
    /// Roles of speakers.
    pub roles: Vec<(String, usize)>,
    /// Outlets.
    pub outlets: Vec<(String, usize)>,
    /// Who stands between speakers and articles: "X, according to Y".
    pub go_betweens: Vec<(String, usize)>,
    /// First and last day of publication.
    pub days: Option<(Date, Date)>,
}

/// What a column stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKey {
    /// A party.
    Party(Party),
    /// The parties that have no column of their own.
    Others,
    /// Statements of nobody in particular.
    Nobody,
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it stands for.
    pub key: ColumnKey,
    /// Whether it stays at the left.
    pub is_pinned: bool,
    /// How many visible statements the project has for it, repeats counted once.
    pub n_statements: usize,
    /// How many of them pass the filters, repeats counted once.
    pub n_shown: usize,
}

impl Column {
    /// The party that it stands for.
    #[must_use]
    pub fn party(&self) -> Option<&Party> {
        match &self.key {
            ColumnKey::Party(party) => Some(party),
            ColumnKey::Others | ColumnKey::Nobody => None,
        }
    }
}

/// What a row stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowKey {
    /// A topic; `None` for statements under no topic.
    Topic(Option<TopicId>),
    /// A day of publication; `None` where it is not known.
    Day(Option<Date>),
    /// The week of publication that begins on this Monday.
    Week(Date),
    /// The month of publication that begins on this day.
    Month(Date),
    /// An article.
    Article(ArticleId),
    /// A speaker; `None` where nobody is named.
    Speaker(Option<String>),
    /// Everything.
    All,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub key: RowKey,
    /// What to call it: a topic's name, "24 November 2026", a headline, a speaker.
    pub title: Arc<str>,
    /// More about it, perhaps empty: outlet and date of an article, role and parties of a speaker.
    pub subtitle: Arc<str>,
    /// One for each column.
    pub cells: Cells,
    /// How many statements stand in it, each counted once, carriers included.
    pub n_statements: usize,
    /// In how many articles they were looked for.
    pub n_articles: usize,
}

/// One statement, with everything that a card shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The statement. Of several carriers in the row the one published first.
    pub id: StatementId,
    /// All that the card stands for, if that is more than the one statement: the same words for the same parties
    /// in several articles, the statement itself among them, by date of publication.
    pub carriers: Arc<[Carrier]>,
    /// The reported words, interruptions marked by " … ".
    pub words: String,
    /// The cue that leads to the words of a paraphrase.
    pub cue: Option<String>,
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// For whom the speaker speaks.
    pub parties: Vec<Party>,
    /// Who published it.
    pub outlet: Option<Arc<str>>,
    /// What the article is called: its headline, else its first words.
    pub headline: Arc<str>,
    /// When it was published.
    pub date: Option<PublicationDate>,
    /// How sure the program is.
    pub confidence: Confidence,
    /// Whether a person found it right.
    pub is_checked: bool,
    /// Who made it what it is.
    pub origin: Origin,
    /// Whether the briefing holds it or one of its carriers.
    pub is_in_briefing: bool,
    /// The topics that it is filed under, and how it stands to each.
    pub topics: Vec<(TopicId, Stance)>,
    /// The stance that its words suggest, where it is filed and nobody has set one.
    pub suggestion: Option<StanceHint>,
    /// How it came to the article by way of another, if it did.
    pub relay: Option<RelayedCard>,
}

impl Card {
    /// What else carries the same statement, by date of publication.
    pub fn others(&self) -> impl Iterator<Item = &Carrier> {
        self.carriers.iter().filter(|carrier| carrier.id != self.id)
    }

    /// The statement and all that carry the same: what an edit of the card reaches.
    #[must_use]
    pub fn with_carriers(&self) -> Vec<StatementId> {
        std::iter::once(self.id)
            .chain(self.others().map(|carrier| carrier.id))
            .collect()
    }
}

/// How a card's words came to the article by way of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayedCard {
    /// Who stands between, if anybody is named.
    pub go_between: Option<String>,
    /// The words of the report that the speaker passes on; none where somebody else passes on the speaker's.
    pub report: Option<String>,
}

impl From<Relay<'_>> for RelayedCard {
    fn from(relay: Relay<'_>) -> Self {
        Self {
            go_between: relay.go_between.map(str::to_owned),
            report: relay.report.map(str::to_owned),
        }
    }
}

/// An article that carries a statement, among others that carry the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// The statement there.
    pub id: StatementId,
    /// Who published it.
    pub outlet: Option<Arc<str>>,
    /// What the article is called.
    pub headline: Arc<str>,
    /// When it was published.
    pub date: Option<PublicationDate>,
}
