//! An article to its statements. Cannot fail; no IO, no clock, no randomness.
//!
//! The phases in order: the body is cut up ([`prepare`]), reporting words and quotations become
//! attributions ([`rules`]), their sources become speakers and parties ([`speakers`]), and the scores of
//! all become one confidence ([`confidence`]).

mod attribution;
mod clauses;
mod confidence;
mod contents;
mod described;
mod descriptions;
mod judgement;
mod lexicon;
mod meanings;
mod mentions;
mod names;
mod pairs;
mod parties;
mod persons;
mod phrases;
mod prepare;
mod pronouns;
mod resolver;
mod rules;
mod speakers;
mod subjects;
pub mod training;
mod unnamed;
pub mod why;
mod words;

use crate::atlas::Atlas;
use crate::model::{Article, Corrections, Origin, Statement, Why};
use attribution::Attribution;
use judgement::weights::Weights;
use speakers::Resolved;

/// What extraction knows besides the article.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'a> {
    /// Who speaks for whom.
    pub atlas: &'a Atlas,
    /// What the user taught in this project.
    pub corrections: &'a Corrections,
}

/// The statements in the body of an article, in the order of the text. Of a text in another language than English
/// only the long quotations, without source, as the language of the metadata says; without one it counts as English.
#[must_use]
pub fn statements(article: &Article, knowledge: &Knowledge<'_>) -> Vec<Statement> {
    weighed_by(article, knowledge, Weights::get())
}

fn weighed_by(article: &Article, knowledge: &Knowledge<'_>, mut weights: &Weights) -> Vec<Statement> {
    let prepared = prepare::Prepared::new(article);
    let words = words::Words::new(&prepared);
    let language = article.metadata.language.as_deref().unwrap_or("en");
    if !language.starts_with("en") {
        let quotations = rules::quotations_alone(&prepared, &words);
        return quotations
            .into_iter()
            .map(|quotation| statement(quotation, Resolved::default()))
            .collect();
    }
    let attributions = rules::attributions(&prepared, &words, &mut weights);
    let resolved = speakers::resolve(&prepared, &words, &attributions, article, knowledge);
    attributions
        .into_iter()
        .zip(resolved)
        // "Note: …", "Photo: …": before a colon only what speaks for somebody is a source.
        .filter(|(attribution, resolved)| {
            !resolved.parties.is_empty()
                || attribution
                    .reasons
                    .iter()
                    .all(|reason| reason.rule != rules::BEFORE_COLON)
        })
        .map(|(attribution, resolved)| statement(attribution, resolved))
        .collect()
}

/// The statement of an attribution and its resolved source.
fn statement(attribution: Attribution, resolved: Resolved) -> Statement {
    let confidence = confidence::confidence(&attribution, &resolved);
    let mut reasons = attribution.reasons;
    reasons.extend(resolved.reasons);
    Statement {
        content: attribution.content,
        cue: attribution.cue,
        source: resolved.source.or(attribution.source),
        kind: attribution.kind,
        speaker: resolved.speaker,
        parties: resolved.parties,
        topics: std::collections::BTreeMap::default(),
        said: None,
        origin: Origin::Extracted,
        confidence,
        is_checked: false,
        is_visible: true,
        why: Why { reasons },
    }
}
