//! Edits to articles.

use std::sync::Arc;

use super::{count, shorten};
use crate::model::{ArticleId, Metadata};
use crate::project::{Change, Edit, Entry, Project};
use crate::text::Span;

/// Adds articles with their statements. Ids are drawn here, so that redo gives the same ones.
#[must_use]
pub fn add_articles(project: &Project, entries: Vec<Entry>) -> Edit {
    let label = match entries.as_slice() {
        [entry] => format!("Import “{}”", shorten(entry.article.title())),
        entries => format!("Import {}", count(entries.len(), "article")),
    };
    let first = project.next_article_id().0;
    let changes = (first..)
        .zip(entries)
        .map(|(id, entry)| Change::Article(ArticleId(id), Some(Arc::new(entry))))
        .collect();
    Edit::new(label, changes)
}

/// Takes articles out with their statements. Excerpts in the briefing keep their words.
#[must_use]
pub fn remove_articles(project: &Project, articles: &[ArticleId]) -> Edit {
    let label = match articles {
        [id] => project.entry(*id).map_or_else(
            || "Remove article".to_owned(),
            |entry| format!("Remove “{}”", shorten(entry.article.title())),
        ),
        articles => format!("Remove {}", count(articles.len(), "article")),
    };
    Edit::new(
        label,
        articles.iter().map(|&id| Change::Article(id, None)).collect(),
    )
}

/// Says what is known about an article.
#[must_use]
pub fn set_metadata(project: &Project, article: ArticleId, metadata: Metadata) -> Option<Edit> {
    let before = &project.entry(article)?.article.metadata;
    (*before != metadata).then(|| {
        Edit::new(
            "Change article details",
            vec![Change::Metadata(article, metadata)],
        )
        .merging(format!("metadata {article}"))
    })
}

/// Says what of an article is body.
#[must_use]
pub fn set_body(project: &Project, article: ArticleId, body: Vec<Span>) -> Option<Edit> {
    let before = &project.entry(article)?.article.body;
    (*before != body).then(|| {
        Edit::new(
            "Change what belongs to the article",
            vec![Change::Body(article, body)],
        )
    })
}

/// Marks an article as read or unread.
#[must_use]
pub fn mark_read(project: &Project, article: ArticleId, is_read: bool) -> Option<Edit> {
    let label = if is_read { "Mark as read" } else { "Mark as unread" };
    (project.entry(article)?.is_read != is_read)
        .then(|| Edit::new(label, vec![Change::Read(article, is_read)]))
}
