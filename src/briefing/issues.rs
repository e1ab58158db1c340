//! Issues of a briefing: what a frozen state said, and what is new or changed since.

mod changes;
mod length;
mod said;

use std::collections::BTreeMap;

use super::Edition;
use super::document::{Document, DocumentBlock, News};
use crate::model::{BlockId, Disclosure, Issue, PublicationDate};
use crate::project::Project;
pub(super) use changes::{above, changes, table};
pub use length::count_words;

/// The briefing of `project` as it stands, as an issue. It is called "Issue 1", "Issue 2" and so on.
#[must_use]
pub fn issue_of(project: &Project, as_of: PublicationDate) -> Issue {
    let document = super::resolve(project).document;
    let briefing = project.briefing();
    let headings = briefing.sections.iter();
    Issue {
        name: format!("Issue {}", briefing.issues.len() + 1),
        as_of,
        digests: blocks(&document)
            .map(|block| (block.id, said::digest(block)))
            .collect(),
        words: blocks(&document)
            .filter_map(|block| Some((block.id, said::issued_words(&block.content)?)))
            .collect(),
        settings: blocks(&document)
            .map(|block| (block.id, said::setting(block, &document)))
            .collect(),
        head: Some(briefing.head.clone()),
        headings: headings
            .map(|(&id, section)| (id, section.title.clone()))
            .collect(),
    }
}

/// Which blocks of a document are new or changed since `issue`. What the speaking copy of the issue did not
/// hold is new in a speaking copy.
pub(super) fn news(document: &Document, issue: &Issue, edition: Edition) -> BTreeMap<BlockId, News> {
    let news = blocks(document).filter_map(|block| {
        let Some(before) = issue.digests.get(&block.id) else {
            return Some((block.id, News::New));
        };
        let setting = issue.settings.get(&block.id);
        let was_closed = setting.is_some_and(|before| before.disclosure == Disclosure::NotToBeDisclosed);
        if edition.is_speaking_copy && was_closed {
            return Some((block.id, News::New));
        }
        let is_same = *before == said::digest(block)
            && setting.is_none_or(|before| before.sources == said::setting(block, document).sources);
        (!is_same).then_some((block.id, News::Changed))
    });
    news.collect()
}

/// How many blocks, headings and lines of the head are new or changed since `issue`, and how many blocks are
/// gone.
#[must_use]
pub fn count_news(project: &Project, document: &Document, issue: &Issue) -> (usize, usize) {
    let n_gone = issue
        .digests
        .keys()
        .filter(|id| !blocks(document).any(|block| block.id == **id))
        .count();
    let n_above = above(project, issue, Edition::default()).len();
    (news(document, issue, Edition::default()).len() + n_above, n_gone)
}

fn blocks(document: &Document) -> impl Iterator<Item = &DocumentBlock> {
    document.sections.iter().flat_map(|section| &section.blocks)
}
