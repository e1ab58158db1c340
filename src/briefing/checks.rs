//! What a reader could hold against the document, as sentences.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Citation, Coverage, SourceEntry};
use crate::model::{Excerpt, Passage, PublicationDate, StatementId};
use crate::project::Project;

/// Statements below are not sure, in per cent.
const LOW_CONFIDENCE: u8 = 60;

/// The warnings of a document while it is resolved.
#[derive(Default)]
pub(super) struct Checks {
    section: String,
    warnings: Vec<String>,
    places: BTreeMap<StatementId, String>,
}

impl Checks {
    /// From now on things are found in this section.
    pub(super) fn enter(&mut self, section: &str) {
        section.clone_into(&mut self.section);
    }

    /// Notes a warning about the current section.
    pub(super) fn warn(&mut self, what: &str) {
        self.warnings.push(format!("{}: {what}", self.place()));
    }

    fn place(&self) -> String {
        if self.section.is_empty() {
            "In a section without a title".to_owned()
        } else {
            format!("In “{}”", self.section)
        }
    }

    /// Compares an excerpt with its source as it is `now`; returns what is wrong with it, as a sentence.
    pub(super) fn excerpt(
        &mut self,
        project: &Project,
        excerpt: &Excerpt,
        now: Option<&Vec<String>>,
    ) -> Option<String> {
        let excerpt_words = beginning(&excerpt.words.join(" … "));
        if let Passage::Statement(id) = excerpt.passage {
            let place = self.place();
            if let Some(first) = self.places.insert(id, place) {
                let again = if first == self.place() {
                    "twice".to_owned()
                } else {
                    format!("a second time; first {}", first.replacen("In", "in", 1))
                };
                self.warn(&format!("the excerpt “{excerpt_words}” stands there {again}."));
                self.places.insert(id, first);
            }
            if project
                .statement(id)
                .is_some_and(|statement| !statement.is_visible)
            {
                self.warn(&format!(
                    "the statement “{excerpt_words}” was put aside but is quoted."
                ));
            }
        }
        let article = match &excerpt.passage {
            Passage::Statement(id) => id.article,
            Passage::Words { article, .. } => *article,
        };
        let entry = project.entry(article);
        let problem = match (now, entry) {
            (_, None) => "the article it was taken from is no longer in the project",
            (Some(now), Some(_)) if excerpt.words.is_empty() || *now == excerpt.words => return None,
            (now, Some(entry)) => {
                let still_there = excerpt
                    .words
                    .iter()
                    .all(|piece| entry.article.text.contains(piece.as_str()));
                match (still_there, now) {
                    (false, _) => "its words differ from the source",
                    (true, Some(_)) => "the statement it was taken from has other limits now",
                    (true, None) => {
                        "the statement it was taken from is gone; the article still has the words"
                    }
                }
            }
        };
        self.warn(&format!("the excerpt “{excerpt_words}”: {problem}."));
        Some(format!("{}.", capitalised(problem)))
    }

    /// Warns of cited articles of which something is not known.
    pub(super) fn sources(&mut self, sources: &[SourceEntry]) {
        for source in sources {
            let missing = match (&source.outlet, source.published) {
                (Some(_), Some(_)) => continue,
                (None, Some(_)) => "no outlet",
                (Some(_), None) => "no date",
                (None, None) => "neither outlet nor date",
            };
            self.warnings.push(format!(
                "The cited article “{}” has {missing}.",
                beginning(&source.headline)
            ));
        }
    }

    /// Warns of cited statements that nobody checked.
    pub(super) fn statements(&mut self, project: &Project, citations: &[Citation]) {
        let ids = cited(citations);
        let statements: Vec<_> = ids.iter().filter_map(|&id| project.statement(id)).collect();
        let unchecked: Vec<_> = statements
            .iter()
            .filter(|statement| !statement.is_checked)
            .collect();
        if unchecked.is_empty() {
            return;
        }
        let n_unsure = unchecked
            .iter()
            .filter(|statement| statement.confidence.percent() < LOW_CONFIDENCE)
            .count();
        let unsure = match n_unsure {
            0 => String::new(),
            n => format!("; the program is unsure of {n} of them"),
        };
        self.warnings.push(format!(
            "{} of {} cited {} not checked by a person{unsure}.",
            unchecked.len(),
            statements.len(),
            if statements.len() == 1 {
                "statement was"
            } else {
                "statements were"
            },
        ));
    }

    pub(super) fn finish(self) -> Vec<String> {
        self.warnings
    }
}

/// How much the document rests on.
pub(super) fn coverage(project: &Project, citations: &[Citation], sources: &[SourceEntry]) -> Coverage {
    let ids = cited(citations);
    let n_checked = ids
        .iter()
        .filter_map(|&id| project.statement(id))
        .filter(|statement| statement.is_checked)
        .count();
    let days: BTreeSet<_> = sources
        .iter()
        .filter_map(|source| source.published.map(PublicationDate::date))
        .collect();
    Coverage {
        n_statements: ids.len(),
        n_checked,
        n_articles_cited: sources.len(),
        n_articles: project.articles().len(),
        period: days.first().copied().zip(days.last().copied()),
    }
}

/// The coverage in words; nothing if no statement is cited.
pub(super) fn method_line(coverage: &Coverage) -> String {
    if coverage.n_statements == 0 {
        return String::new();
    }
    let period = match coverage.period {
        Some((first, last)) if first == last => format!(", published on {first}"),
        Some((first, last)) => format!(", published from {first} to {last}"),
        None => String::new(),
    };
    format!(
        "{} cited from {} of {} collected{period}; {} checked by a person. \
         Where no statement is given, none was found in these articles.",
        count(coverage.n_statements, "statement"),
        coverage.n_articles_cited,
        count(coverage.n_articles, "article"),
        coverage.n_checked,
    )
}

fn cited(citations: &[Citation]) -> BTreeSet<StatementId> {
    citations
        .iter()
        .filter_map(|citation| citation.statement)
        .collect()
}

fn count(n: usize, singular: &str) -> String {
    if n == 1 {
        format!("1 {singular}")
    } else {
        format!("{n} {singular}s")
    }
}

fn beginning(words: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let words = words.trim_matches(|character| matches!(character, '"' | '“' | '”' | '«' | '»'));
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let mut short: String = words.chars().take(LONGEST).collect();
    short.push('…');
    short
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(characters)
        .collect()
}
