//! The resolved document: plain data, complete in itself.
//!
//! Words from articles and words of the analyst never share a field: the analyst's Markdown is a tree of
//! [`Node`]s, everything else is plain text that a format must escape.

pub mod fixed_words;
pub mod own_text;
pub mod records;

use jiff::civil::Date;

use crate::model::{
    ArticleId, BlockId, Disclosure, Head, Kind, Party, Picture, PointsPurpose, PublicationDate, Stance,
    Statement, StatementId,
};
use fixed_words::FixedWords;
use own_text::{Inline, Node};

/// A briefing with its excerpts resolved and its citations numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Title, addressee, marking and so on: the analyst's plain text. The title is never empty.
    pub head: Head,
    /// The sections in order.
    pub sections: Vec<DocumentSection>,
    /// The footnotes by number: `citations[0]` is number 1.
    pub citations: Vec<Citation>,
    /// The articles cited, by outlet, date and headline.
    pub sources: Vec<SourceEntry>,
    /// How much the document rests on.
    pub coverage: Coverage,
    /// The same as a sentence or two; empty when nothing is cited.
    pub method_line: String,
    /// What an addendum is one to: "Issue 1, as of 3 March 2027"; empty for a whole document.
    pub addendum_to: String,
    /// Whether it is for use in conversation, without what must not be disclosed.
    pub is_speaking_copy: bool,
}

impl Document {
    /// The words that the program adds, in the language of the document.
    #[must_use]
    pub fn fixed_words(&self) -> &'static FixedWords {
        FixedWords::of(&self.head.language)
    }
}

/// How much a document rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Statements cited, each once.
    pub n_statements: usize,
    /// How many of them the program found, and nobody changed.
    pub n_found: usize,
    /// How many of them a person checked.
    pub n_checked: usize,
    /// Articles cited.
    pub n_articles_cited: usize,
    /// Articles of the project.
    pub n_articles: usize,
    /// Outlets of the articles cited.
    pub n_outlets: usize,
    /// First and last day of publication of the articles cited, where known.
    pub period: Option<(Date, Date)>,
}

/// A heading with its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentSection {
    /// Heading: the analyst's plain text, perhaps empty.
    pub title: String,
    /// Depth: 0 for a section of the document itself.
    pub level: u8,
    /// The blocks in order.
    pub blocks: Vec<DocumentBlock>,
}

/// One piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentBlock {
    /// The block of the briefing that it was made from.
    pub id: BlockId,
    /// Whether it may be used in conversation.
    pub disclosure: Disclosure,
    /// Marking of this block alone: the analyst's plain text, perhaps empty.
    pub marking: String,
    /// In an addendum: whether it is new or changed.
    pub news: Option<News>,
    /// What it says.
    pub content: Content,
    /// In an addendum: what it said in the issue beside what it says now, as a table of plain text.
    pub changes: Vec<Node>,
}

impl DocumentBlock {
    /// A usable block without a marking.
    #[must_use]
    pub fn new(id: BlockId, content: Content) -> Self {
        Self {
            id,
            disclosure: Disclosure::Usable,
            marking: String::new(),
            news: None,
            content,
            changes: Vec::new(),
        }
    }
}

/// What an addendum says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// It was not in the issue.
    New,
    /// It said something else in the issue.
    Changed,
}

/// What a block says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The analyst's own text.
    Text(Vec<Node>),
    /// Talking points: the analyst's own words, a line each.
    Points(PointsPurpose, Vec<Vec<Inline>>),
    /// A picture with its words.
    Picture(Picture),
    /// The source's words, all or partly in quotation marks.
    Quotation(Quotation),
    /// What was said, not in the speaker's own words.
    Paraphrase(Paraphrase),
    /// Positions side by side.
    Positions(PositionsTable),
    /// A new page.
    PageBreak,
}

/// The source's words, all or partly in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words as they stand in the source, with its quotation marks and "[…]" for what is cut. Speech that was
    /// interrupted is one piece; there are several where more than a word of who spoke stands between them.
    pub pieces: Vec<String>,
    /// Direct, or mixed: part of it is the article's paraphrase.
    pub kind: Kind,
    /// Who said it and where it is written.
    pub attribution: Attribution,
}

/// What was said, not in the speaker's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paraphrase {
    /// Whose paraphrase it is.
    pub words: ParaphraseWords,
    /// Who said it and where it is written.
    pub attribution: Attribution,
}

/// Whose words a paraphrase is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParaphraseWords {
    /// The article's, in pieces as those of a [`Quotation`].
    Article(Vec<String>),
    /// The analyst's; the source's words stay attached, in the footnote.
    Own {
        /// The paraphrase.
        words: Vec<Node>,
        /// What is paraphrased, in pieces.
        original: Vec<String>,
    },
}

/// Who said it and where it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The statement, if the excerpt is one and it is still there.
    pub statement: Option<StatementId>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// Names of the parties spoken for.
    pub parties: Vec<String>,
    /// How the words came by way of another, if they did.
    pub via: Option<Via>,
    /// Who published them.
    pub outlet: Option<String>,
    /// The day that they are of; `None` where the article is gone.
    pub day: Option<Day>,
    /// Number of the footnote, from 1.
    pub citation: usize,
    /// The analyst's remark; empty for none.
    pub comment: Vec<Node>,
    /// What is wrong with the source.
    pub problem: Option<Problem>,
}

/// How words came to an article by way of another. Plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// Somebody passes on what the speaker has said.
    GoBetween(String),
    /// The speaker passes on what another has said: the words of the report, "Tavria had told".
    Report(String),
}

impl Via {
    /// By way of whom the words of a statement came.
    #[must_use]
    pub fn of(statement: &Statement) -> Option<Self> {
        let relay = statement.relay()?;
        match relay.report {
            Some(report) => Some(Self::Report(report.to_owned())),
            None => relay.go_between.map(|name| Self::GoBetween(name.to_owned())),
        }
    }
}

/// The day that words are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// They were said on it: a person found out.
    Said(Date),
    /// They were published on it.
    Published(Date),
    /// Nobody knows.
    Unknown,
}

/// What is wrong with the source of cited words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Its words differ from those that stand in the briefing.
    WordsDiffer,
    /// The article is no longer in the project.
    ArticleGone,
    /// The statement is gone; the article still has the words.
    StatementGone,
    /// The statement is gone, and nobody kept its words.
    WordsGone,
    /// The statement begins or ends elsewhere now.
    OtherLimits,
}

impl Problem {
    /// Its name in the table of fixed words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::WordsDiffer => "words_differ",
            Self::ArticleGone => "article_gone",
            Self::StatementGone => "statement_gone",
            Self::WordsGone => "words_gone",
            Self::OtherLimits => "other_limits",
        }
    }

    /// What is wrong, as a sentence in English.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        FixedWords::of("").get(self.key())
    }
}

/// The name of a stance in the table of fixed words; nothing where none is stated.
#[must_use]
pub fn stance_key(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Supports => Some("supports"),
        Stance::Opposes => Some("opposes"),
        Stance::Conditional => Some("conditional"),
        Stance::NoneStated => None,
    }
}

/// Topics by parties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionsTable {
    /// The parties, with their names.
    pub columns: Vec<(Party, String)>,
    /// The topics.
    pub rows: Vec<PositionsRow>,
}

/// A topic of a positions table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionsRow {
    /// The topic's name: the analyst's plain text.
    pub topic: String,
    /// One for each column.
    pub cells: Vec<PositionsCell>,
}

/// What a party says on a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionsCell {
    /// The analyst's line, as plain text; empty for none.
    pub line: String,
    /// Whether the line was written for this table, so that neither stance nor words of Compare are added.
    pub is_own: bool,
    /// How the party's statements stand to the topic, where somebody said so: each stance once.
    pub stances: Vec<Stance>,
    /// Some of the statements, clearest first. Their words are given only where there is no line.
    pub statements: Vec<PositionsStatement>,
    /// How many visible statements the party has on the topic. 0: none found.
    pub n_statements: usize,
}

impl PositionsCell {
    /// Whether there is neither a statement nor a line.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.n_statements == 0 && self.line.is_empty()
    }
}

/// A statement in a positions table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionsStatement {
    /// The statement.
    pub id: StatementId,
    /// Words of the source, cut short where "[…]" ends them; empty where the analyst's line stands.
    pub words: String,
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Number of the footnote, from 1.
    pub citation: usize,
}

/// A footnote: where words come from. Everything in it is plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its number, from 1, by appearance.
    pub number: usize,
    /// The earlier footnote that says the same, if there is one. One that says what is wrong stands for itself.
    pub same_as: Option<usize>,
    /// Whether the words are quoted or paraphrased.
    pub manner: Manner,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// Names of the parties spoken for.
    pub parties: Vec<String>,
    /// How the words came by way of another, if they did.
    pub via: Option<Via>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline of the article.
    pub headline: Option<String>,
    /// Author of the article.
    pub author: Option<String>,
    /// Language of the article as a BCP 47 tag.
    pub language: Option<String>,
    /// The day on which it was said, where a person found out.
    pub said: Option<Date>,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// When the article came into the project.
    pub accessed: Option<PublicationDate>,
    /// Address of the page, as found; a format prints it only if it is http or https.
    pub url: Option<String>,
    /// Address of an archived copy, treated likewise.
    pub archived: Option<String>,
    /// What is paraphrased in the analyst's words: the source's words, as one line.
    pub original: Option<String>,
    /// Outlets that carried the same words, by date, without this one.
    pub also_in: Vec<String>,
    /// The article, if it is still in the project.
    pub article: Option<ArticleId>,
    /// The statement, if the words are one.
    pub statement: Option<StatementId>,
    /// What is wrong with the source.
    pub problem: Option<Problem>,
}

/// How cited words stand in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the speaker's words, all or partly.
    Quoted,
    /// Not in the speaker's words.
    Paraphrased,
    /// Neither: the analyst's own words rest on it.
    Seen,
}

/// An article in the list of sources. Everything in it is plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEntry {
    /// The article.
    pub article: ArticleId,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline, else the article's first words.
    pub headline: String,
    /// Author.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// When the article came into the project.
    pub accessed: Option<PublicationDate>,
    /// Address of the page.
    pub url: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// SHA-256 of the bytes that were imported, as 64 hexadecimal digits; empty where there were none.
    pub fingerprint: String,
    /// Language as a BCP 47 tag.
    pub language: Option<String>,
    /// The article's text as it was imported, in paragraphs: only where an annex was asked for.
    pub text: Vec<String>,
    /// Numbers of the footnotes that cite it.
    pub citations: Vec<usize>,
}
