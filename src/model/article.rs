//! One imported document.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::PublicationDate;
use crate::text::Span;
use crate::text::span::slice;

/// One imported document: its text as kept, what of it is the article's body, and its metadata.
///
/// The text never changes after import; all spans of the article and of its statements are places
/// in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The text as kept. For plain text in UTF-8 exactly the file's text.
    pub text: Arc<str>,
    /// The text without page furniture (menus, share boxes, teasers, comment forms), in order and
    /// not overlapping.
    pub body: Vec<Span>,
    /// Places that are neither body nor furniture: a headline inside the text, captions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub display: Vec<Span>,
    /// What is known about it.
    #[serde(default)]
    pub metadata: Metadata,
    /// Where it came from.
    #[serde(default)]
    pub original: Original,
}

/// What is known about an article. What is unknown is empty, never guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Metadata {
    /// Headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Newspaper, agency, broadcaster or office that published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Author or authors, as in the byline without "By".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was published. Not when it was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PublicationDate>,
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Address of a copy in an archive, which stays when the page goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
    /// Language as a BCP 47 tag: `en`, `pt-BR`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Place in the dateline: "Astana".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// Where each known field was found.
    #[serde(
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub provenance: BTreeMap<MetadataField, Provenance>,
}

/// The fields of [`Metadata`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MetadataField {
    /// [`Metadata::headline`]
    Headline,
    /// [`Metadata::outlet`]
    Outlet,
    /// [`Metadata::author`]
    Author,
    /// [`Metadata::published`]
    Published,
    /// [`Metadata::url`]
    Url,
    /// [`Metadata::language`]
    Language,
    /// [`Metadata::dateline`]
    Dateline,
}

/// Where a piece of metadata was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// The article's own text: headline, byline, dateline.
    Text,
    /// Structured data of the page: JSON-LD, `OpenGraph`, meta tags.
    Page,
    /// The document's properties or the mail's headers.
    Document,
    /// The name of the file.
    FileName,
    /// The web address that it came from.
    Address,
    /// Recognised from the words themselves.
    Recognised,
    /// Typed by a person.
    Person,
}

/// Where an article came from, for the record that survives a dead link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Original {
    /// Path or address as the user gave it. A label: never opened again by the program.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub location: String,
    /// SHA-256 of the imported bytes, as 64 hexadecimal digits.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// When it was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imported: Option<PublicationDate>,
}

impl Article {
    /// An article that is all body, of which nothing is known.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self {
            text: text.into(),
            body: Span::all(text)
                .and_then(|span| span.trimmed(text))
                .into_iter()
                .collect(),
            display: Vec::new(),
            metadata: Metadata::default(),
            original: Original::default(),
        }
    }

    /// What to call the article on screen: headline, else the first words (at most about 100 characters),
    /// else its location.
    #[must_use]
    pub fn title(&self) -> &str {
        if let Some(headline) = &self.metadata.headline {
            return headline;
        }
        self.body
            .first()
            .and_then(|span| span.of(&self.text).lines().find(|line| !line.trim().is_empty()))
            .map_or(self.original.location.as_str(), |line| first_words(line.trim()))
    }
}

/// The beginning of a line, up to the end of a word.
fn first_words(line: &str) -> &str {
    const LONGEST: usize = 100;
    let Some((end, _)) = line.char_indices().nth(LONGEST) else {
        return line;
    };
    let beginning = slice(line, 0, end);
    beginning
        .rsplit_once(char::is_whitespace)
        .map_or(beginning, |(words, _)| words.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_a_headline_is_called_by_its_first_words() {
        let article = Article::from_text(&format!("\n{}\nMore.", "Çok uzun bir satır ".repeat(20)));
        let title = article.title();
        assert!(title.starts_with("Çok uzun bir satır Çok"), "{title}");
        assert!(title.chars().count() <= 100 && title.ends_with("Çok"), "{title}");
        assert_eq!(Article::from_text("Short.\nMore.").title(), "Short.");
    }
}
