//! What comes out of a document: mostly one article, several out of archives, mailboxes and tables.

use serde::{Deserialize, Serialize};

use crate::model::Article;

/// A part of a document that gives an article of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What kind of part it is.
    pub kind: PartKind,
    /// What to call it, for people: "2027/kars.html", "row 12", "message 3 › statement.pdf".
    pub name: String,
}

/// The kinds of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PartKind {
    /// A file inside an archive.
    File,
    /// A message in a mailbox.
    Message,
    /// A document that is attached to a message.
    Attachment,
    /// A line of JSON or a row of a table.
    Record,
}

/// An article that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The part of the document that it was; `None` for the document itself.
    pub part: Option<Part>,
    /// The article. Its fingerprint is that of the part's own bytes.
    pub article: Article,
    /// What was not quite right: one clear sentence each, for people.
    pub warnings: Vec<String>,
}

/// What is met while a document is read, in the order of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// A part begins. Answer `false` to pass over it.
    Begins(Part),
    /// An article.
    Article(Box<Imported>),
    /// A part gave no article.
    Refused {
        /// The part.
        part: Part,
        /// One sentence for people.
        reason: String,
    },
    /// Something about the document as a whole: one sentence for people.
    Warning(String),
}

/// What the user chose about a document before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Which columns of a table are what; found by their names and contents if `None`.
    pub columns: Option<Columns>,
    /// Documents attached to messages that are not wanted, by their names in
    /// [`Preview::Attachments`].
    pub without_attachments: Vec<String>,
}

/// Which column of a table (key of JSON objects) holds what, by the columns' names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Columns {
    /// The article's text.
    pub text: String,
    /// Headline.
    pub headline: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Language.
    pub language: Option<String>,
}

/// What can be chosen about a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preview {
    /// Nothing: it is read as it is.
    Whole,
    /// A table, of which the columns can be chosen.
    Table(Table),
    /// A message with documents attached to it, by their names.
    Attachments(Vec<String>),
}

/// The beginning of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The names of the columns; "column 1" and so on if it has none.
    pub columns: Vec<String>,
    /// The first rows, a cell for each column, long cells cut off.
    pub rows: Vec<Vec<String>>,
    /// The columns as the program takes them; `None` if it finds no column with text.
    pub found: Option<Columns>,
}
