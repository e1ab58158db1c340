//! Which statements the filters of a view let through.

use crate::model::{Article, Filters, Statement};
use crate::text::fold::{fold, fold_into};

/// Words that must all occur, folded.
pub(super) struct Query {
    words: Vec<String>,
}

impl Query {
    pub(super) fn new(words: &str) -> Self {
        Self {
            words: fold(words).split_whitespace().map(str::to_owned).collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that do not occur in the article's outlet and headline, so that its statements must
    /// have them.
    pub(super) fn left_by(&self, article: &Article) -> Vec<&str> {
        let mut folded = fold(article.title());
        if let Some(outlet) = &article.metadata.outlet {
            folded.push('\n');
            fold_into(outlet, &mut folded);
        }
        let words = self.words.iter().map(String::as_str);
        words.filter(|word| !folded.contains(word)).collect()
    }
}

/// Whether all of `words` occur in the statement or its speaker; `buffer` is overwritten.
pub(super) fn has_words(words: &[&str], statement: &Statement, text: &str, buffer: &mut String) -> bool {
    if words.is_empty() {
        return true;
    }
    buffer.clear();
    for span in &statement.content {
        fold_into(span.of(text), buffer);
        buffer.push(' ');
    }
    if let Some(speaker) = &statement.speaker {
        buffer.push('\n');
        fold_into(&speaker.name, buffer);
        if let Some(role) = &speaker.role {
            buffer.push('\n');
            fold_into(role, buffer);
        }
    }
    words.iter().all(|word| buffer.contains(word))
}

/// Whether statements of the article can pass: outlet and date.
pub(super) fn lets_article(filters: &Filters, article: &Article) -> bool {
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
        && (filters.parties.is_empty()
            || statement
                .parties
                .iter()
                .any(|party| filters.parties.contains(party)))
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
