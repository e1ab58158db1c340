//! Which statements the filters of a view let through.

use memchr::memmem::Finder;

use crate::model::{Article, Filters, Statement};
use crate::text::fold::{fold, fold_into};

/// Words that must all occur.
pub(super) struct Query {
    words: Vec<Finder<'static>>,
}

impl Query {
    pub(super) fn new(words: &str) -> Self {
        Self {
            words: folded_words(words)
                .iter()
                .map(|word| Finder::new(word).into_owned())
                .collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that do not occur in what is said [about](folded_about) the article, so that its statements must
    /// have them.
    pub(super) fn left_by(&self, about: &str) -> Vec<&Finder<'static>> {
        let words = self.words.iter();
        words
            .filter(|word| word.find(about.as_bytes()).is_none())
            .collect()
    }
}

/// The words that are typed, each as it is looked for.
pub(super) fn folded_words(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().map(str::to_owned).collect()
}

/// The article's headline and outlet, folded.
pub(super) fn folded_about(article: &Article) -> String {
    let mut folded = fold(article.title());
    if let Some(outlet) = &article.metadata.outlet {
        folded.push('\n');
        fold_into(outlet, &mut folded);
    }
    folded
}

/// Appends the statement's words, its speaker and the role, folded.
pub(super) fn fold_statement(statement: &Statement, text: &str, folded: &mut String) {
    for span in &statement.content {
        fold_into(span.of(text), folded);
        folded.push(' ');
    }
    if let Some(speaker) = &statement.speaker {
        folded.push('\n');
        fold_into(&speaker.name, folded);
        if let Some(role) = &speaker.role {
            folded.push('\n');
            fold_into(role, folded);
        }
    }
}

/// Whether all of `words` occur in what is folded.
pub(super) fn has_words(words: &[&Finder<'static>], folded: &str) -> bool {
    words.iter().all(|word| word.find(folded.as_bytes()).is_some())
}

/// Whether the filters ask more of statements than words and a place in the briefing.
pub(super) fn ask_of_statements(filters: &Filters) -> bool {
    let rest = Filters {
        outlets: filters.outlets.clone(),
        from: filters.from,
        until: filters.until,
        words: filters.words.clone(),
        only_unused: filters.only_unused,
        only_used: filters.only_used,
        ..Filters::default()
    };
    rest != *filters
}

/// Whether statements of the article can pass: outlet and date.
pub(super) fn lets_article(filters: &Filters, article: &Article) -> bool {
    if filters.outlets.is_empty() && filters.from.is_none() && filters.until.is_none() {
        return true;
    }
    let metadata = &article.metadata;
    let outlet_passes = filters.outlets.is_empty()
        || metadata
            .outlet
            .as_ref()
            .is_some_and(|outlet| filters.outlets.contains(outlet));
    let has_no_limits = filters.from.is_none() && filters.until.is_none();
    let date_passes = metadata.published.map_or(has_no_limits, |published| {
        let date = published.date();
        filters.from.is_none_or(|from| from <= date) && filters.until.is_none_or(|until| date <= until)
    });
    outlet_passes && date_passes
}

/// Whether the statement passes: parties, speakers, roles, kinds, topics, stances, confidence.
pub(super) fn lets_statement(filters: &Filters, statement: &Statement) -> bool {
    lets_state(filters, statement)
        && (filters.kinds.is_empty() || filters.kinds.contains(&statement.kind))
        && filters.let_parties(&statement.parties)
        && (filters.speakers.is_empty()
            || statement
                .speaker_name()
                .is_some_and(|name| filters.speakers.contains(name)))
        && (filters.roles.is_empty()
            || statement
                .speaker
                .as_ref()
                .and_then(|speaker| speaker.role.as_ref())
                .is_some_and(|role| filters.roles.contains(role)))
        && (filters.stances.is_empty()
            || statement
                .topics
                .values()
                .any(|stance| filters.stances.contains(stance)))
        && (filters.topics.is_empty()
            || statement
                .topics
                .keys()
                .any(|topic| filters.topics.contains(topic)))
}

/// What the program and people think of the statement: confidence, whether it was looked at.
fn lets_state(filters: &Filters, statement: &Statement) -> bool {
    filters
        .least_confidence
        .is_none_or(|least| least <= statement.confidence)
        && filters
            .most_confidence
            .is_none_or(|most| statement.confidence <= most)
        && filters
            .is_checked
            .is_none_or(|is_checked| is_checked == statement.is_checked)
        && lets_relay(filters, statement)
}

/// Whether it comes by way of another, and of one of those wanted.
fn lets_relay(filters: &Filters, statement: &Statement) -> bool {
    if !filters.only_relayed && filters.go_betweens.is_empty() {
        return true;
    }
    let is_wanted = |name: &str| filters.go_betweens.contains(name);
    statement
        .relay()
        .is_some_and(|relay| filters.go_betweens.is_empty() || relay.go_between.is_some_and(is_wanted))
}
