//! The project's statements and articles as records for other programs.

use super::document::records::{Percent, Records, SourceRecord, StatementRecord, TopicRecord};
use crate::atlas::Atlas;
use crate::model::{Article, ArticleId, Kind, Origin, Stance, Statement, StatementId};
use crate::project::Project;
use crate::text::Span;
use crate::text::offsets::Offsets;

/// All statements of a project, and the articles that its briefing cites: all articles if it cites none.
#[must_use]
pub fn records(project: &Project) -> Records {
    let placed = project.statements_in_briefing();
    let mut statements = Vec::new();
    for (&article_id, entry) in project.articles() {
        let offsets = Offsets::new(&entry.article.text);
        for (number, statement) in entry.in_order() {
            let id = StatementId::new(article_id, number);
            statements.push(StatementRecord {
                in_briefing: placed.contains(&id),
                ..record(project, id, statement, &entry.article, &offsets)
            });
        }
    }
    let cited = super::resolve(project).document.sources;
    let ids: Vec<ArticleId> = if cited.is_empty() {
        project.articles().keys().copied().collect()
    } else {
        cited.iter().map(|source| source.article).collect()
    };
    let sources = ids
        .iter()
        .filter_map(|&id| Some(source(id, &project.entry(id)?.article)));
    Records {
        sources: sources.collect(),
        statements,
    }
}

fn record(
    project: &Project,
    id: StatementId,
    statement: &Statement,
    article: &Article,
    offsets: &Offsets,
) -> StatementRecord {
    let metadata = &article.metadata;
    let words = |span: Span| span.of(&article.text).to_owned();
    let speaker = statement.speaker.as_ref();
    let topics = statement.topics.iter().filter_map(|(topic, &stance)| {
        Some(TopicRecord {
            topic: project.topics().get(topic)?.name.clone(),
            stance: stance_name(stance),
        })
    });
    let names = statement
        .parties
        .iter()
        .map(|party| Atlas::get().name(party).to_owned());
    let places = statement.content.iter();
    StatementRecord {
        id: id.to_string(),
        article: id.article.to_string(),
        speaker: speaker.map(|speaker| speaker.name.clone()),
        role: speaker.and_then(|speaker| speaker.role.clone()),
        parties: statement
            .parties
            .iter()
            .map(|party| party.code().to_owned())
            .collect(),
        party_names: names.collect(),
        kind: match statement.kind {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
            Kind::Indirect => "indirect",
        },
        words: statement.words(&article.text),
        cue: statement.cue.map(words),
        source: statement.source.map(words),
        content: places
            .map(|span| {
                (
                    offsets.char_from_byte(&article.text, span.start()),
                    offsets.char_from_byte(&article.text, span.end()),
                )
            })
            .collect(),
        topics: topics.collect(),
        said: statement.said,
        origin: match statement.origin {
            Origin::Extracted => "extracted",
            Origin::Corrected => "corrected",
            Origin::ByHand => "by hand",
        },
        confidence: Percent(statement.confidence.percent()),
        checked: statement.is_checked,
        put_aside: !statement.is_visible,
        in_briefing: false,
        outlet: metadata.outlet.clone(),
        headline: article.title().to_owned(),
        author: metadata.author.clone(),
        published: metadata.published.map(|date| date.to_string()),
        accessed: article.original.imported.map(|date| date.to_string()),
        language: metadata.language.clone(),
        dateline: metadata.dateline.clone(),
        url: metadata.url.clone(),
        archived: metadata.archived.clone(),
        fingerprint: Some(article.original.fingerprint.clone()).filter(|digits| !digits.is_empty()),
    }
}

fn source(id: ArticleId, article: &Article) -> SourceRecord {
    let metadata = &article.metadata;
    SourceRecord {
        id: id.to_string(),
        headline: article.title().to_owned(),
        outlet: metadata.outlet.clone(),
        author: metadata.author.clone(),
        published: metadata.published,
        accessed: article.original.imported,
        url: metadata.url.clone(),
        archived: metadata.archived.clone(),
        language: metadata.language.clone(),
        dateline: metadata.dateline.clone(),
        fingerprint: article.original.fingerprint.clone(),
    }
}

fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::NoneStated => "none stated",
    }
}
