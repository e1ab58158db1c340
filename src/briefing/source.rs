//! Where the words of an excerpt stand now.

use super::document::Day;
use super::passages;
use crate::model::{Article, Excerpt, Kind, Passage, PublicationDate, Statement};
use crate::project::Project;
use crate::text::Span;

/// Where an excerpt's words stand now.
pub(super) struct Source<'a> {
    pub(super) statement: Option<&'a Statement>,
    pub(super) article: Option<&'a Article>,
    /// Where they stand in it.
    places: Vec<Span>,
    /// The words at these places; `None` if they are gone.
    pub(super) now: Option<Vec<String>>,
}

impl<'a> Source<'a> {
    /// The article's words that lead from the cue to a paraphrase.
    pub(super) fn lead(&self) -> Option<&'a str> {
        self.statement
            .zip(self.article)
            .and_then(|(statement, article)| statement.lead(&article.text))
    }

    /// What stands in the article between the pieces of `words`; nothing where they are no longer its words.
    pub(super) fn gaps(&self, words: &[String]) -> Vec<&'a str> {
        let is_as_it_was = self.now.as_deref() == Some(words);
        match self.article.filter(|_| is_as_it_was) {
            Some(article) => passages::gaps(&article.text, &self.places),
            None => Vec::new(),
        }
    }

    /// The day that the words are of.
    pub(super) fn day(&self) -> Option<Day> {
        let published = self.article?.metadata.published.map(PublicationDate::date);
        let said = self.statement.and_then(|statement| statement.said);
        Some(match (said, published) {
            (Some(day), _) => Day::Said(day),
            (None, Some(day)) => Day::Published(day),
            (None, None) => Day::Unknown,
        })
    }

    pub(super) fn of(project: &'a Project, excerpt: &Excerpt) -> Self {
        let words = |article: &Article, spans: &[Span]| {
            spans
                .iter()
                .map(|span| span.of(&article.text).to_owned())
                .collect()
        };
        match &excerpt.passage {
            Passage::Statement(id) => match project.statement_in_article(*id) {
                Some((statement, article)) => Self {
                    statement: Some(statement),
                    article: Some(article),
                    places: statement.content.clone(),
                    now: Some(words(article, &statement.content)),
                },
                None => Self {
                    statement: None,
                    article: None,
                    places: Vec::new(),
                    now: None,
                },
            },
            Passage::Words { article, spans } => {
                let article = project.entry(*article).map(|entry| &entry.article);
                Self {
                    statement: None,
                    article,
                    places: spans.clone(),
                    now: article.map(|article| words(article, spans)),
                }
            }
        }
    }

    pub(super) fn language(&self) -> Option<&str> {
        self.article?.metadata.language.as_deref()
    }
}

/// How much of words that are no statement stands in quotation marks.
pub(super) fn kind_by_marks(pieces: &[String]) -> Kind {
    let is_mark = |character: char| matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’');
    let n_quoted = pieces
        .iter()
        .filter(|piece| piece.trim().starts_with(is_mark) && piece.trim().ends_with(is_mark))
        .count();
    if n_quoted == pieces.len() && !pieces.is_empty() {
        Kind::Direct
    } else if pieces.iter().any(|piece| piece.contains(is_mark)) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}
