//! The resolved document: plain data, complete in itself.
//!
//! Words from articles and words of the analyst never share a field: what is Markdown of the analyst's
//! own says so, everything else is plain text that a format must escape.

use jiff::civil::Date;

use crate::model::{ArticleId, BlockId, Disclosure, Head, Kind, Party, PublicationDate, Stance, StatementId};

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
}

/// How much a document rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Statements cited, each once.
    pub n_statements: usize,
    /// How many of them a person checked.
    pub n_checked: usize,
    /// Articles cited.
    pub n_articles_cited: usize,
    /// Articles of the project.
    pub n_articles: usize,
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
    /// What it says.
    pub content: Content,
}

/// What a block says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The analyst's own text, in Markdown.
    Text(String),
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
    /// The words exactly as they stand in the source, with its quotation marks; several pieces when
    /// something between them is left out.
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
    /// The article's, exactly as they stand there.
    Article(Vec<String>),
    /// The analyst's, in Markdown.
    Own(String),
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
    /// Number of the footnote, from 1.
    pub citation: usize,
    /// The analyst's remark, in Markdown; empty for none.
    pub comment: String,
    /// What is wrong with the source, as a sentence: gone, or its words differ.
    pub problem: Option<String>,
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
    /// How the party's statements stand to the topic, where somebody said so: each stance once.
    pub stances: Vec<Stance>,
    /// Some of the statements, clearest first. Their words are given only where there is no line.
    pub statements: Vec<PositionsStatement>,
    /// How many visible statements the party has on the topic. 0: none found.
    pub n_statements: usize,
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
    /// The earlier footnote that says the same, if there is one.
    pub same_as: Option<usize>,
    /// Whether the words are quoted or paraphrased.
    pub manner: Manner,
    /// Who said it.
    pub speaker: Option<String>,
    /// The speaker's role.
    pub role: Option<String>,
    /// Names of the parties spoken for.
    pub parties: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline of the article.
    pub headline: Option<String>,
    /// Author of the article.
    pub author: Option<String>,
    /// When it was published.
    pub published: Option<PublicationDate>,
    /// Address of the page, as found; a format prints it only if it is http or https.
    pub url: Option<String>,
    /// Outlets that carried the same words, by date, without this one.
    pub also_in: Vec<String>,
    /// The article, if it is still in the project.
    pub article: Option<ArticleId>,
    /// The statement, if the words are one.
    pub statement: Option<StatementId>,
    /// What is wrong with the source, as a sentence: gone, or its words differ.
    pub problem: Option<String>,
}

/// How cited words stand in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the speaker's words, all or partly.
    Quoted,
    /// Not in the speaker's words.
    Paraphrased,
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
    /// Address of the page.
    pub url: Option<String>,
    /// Numbers of the footnotes that cite it.
    pub citations: Vec<usize>,
}
