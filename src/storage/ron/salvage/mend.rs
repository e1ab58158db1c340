//! Making valid what was read of a damaged file: places, topics and blocks that disagree.

use std::collections::BTreeSet;

use super::super::v1::LARGEST_ID;
use crate::model::{
    ArticleId, Block, BlockId, BlockKind, Briefing, Passage, Section, SectionId, Statement, TopicId,
};
use crate::project::Entry;
use crate::text::Span;

pub(super) fn is_before(statement: &Statement, n_bytes: usize) -> bool {
    places(statement).all(|span| span.end() <= n_bytes)
}

fn places(statement: &Statement) -> impl Iterator<Item = Span> {
    statement
        .content
        .iter()
        .chain(&statement.cue)
        .chain(&statement.source)
        .chain(statement.why.reasons.iter().flat_map(|reason| &reason.words))
        .copied()
}

/// Whether places are in the text and in order.
fn are_sound(spans: &[Span], text: &str) -> bool {
    spans.iter().all(|span| span.is_valid_in(text))
        && spans
            .iter()
            .zip(spans.iter().skip(1))
            .all(|(before, after)| before.end() <= after.start())
}

pub(super) fn is_sound(entry: &Entry, topics: &BTreeSet<TopicId>) -> bool {
    let article = &entry.article;
    are_sound(&article.body, &article.text)
        && are_sound(&article.display, &article.text)
        && entry.statements.iter().all(|(&number, statement)| {
            number <= LARGEST_ID
                && is_sound_statement(statement, &article.text)
                && statement.topics.keys().all(|topic| topics.contains(topic))
        })
}

fn is_sound_statement(statement: &Statement, text: &str) -> bool {
    !statement.content.is_empty()
        && are_sound(&statement.content, text)
        && places(statement).all(|span| span.is_valid_in(text))
}

pub(super) fn mend_entry(
    id: ArticleId,
    entry: &mut Entry,
    topics: &BTreeSet<TopicId>,
    lost: &mut Vec<String>,
) {
    let text = &entry.article.text;
    if !are_sound(&entry.article.body, text) {
        lost.push(format!(
            "What is page furniture in article {} could not be read.",
            id.0
        ));
        entry.article.body = Span::all(text).into_iter().collect();
    }
    if !are_sound(&entry.article.display, text) {
        entry.article.display.clear();
    }
    let n_before = entry.statements.len();
    entry
        .statements
        .retain(|&number, statement| number <= LARGEST_ID && is_sound_statement(statement, text));
    let n_lost = n_before - entry.statements.len();
    if n_lost > 0 {
        lost.push(format!(
            "Statements of article {} whose places are not in its text: {n_lost}.",
            id.0
        ));
    }
    let mut n_topics = 0;
    for statement in entry.statements.values_mut() {
        let n_before = statement.topics.len();
        statement.topics.retain(|topic, _| topics.contains(topic));
        n_topics += n_before - statement.topics.len();
    }
    if n_topics > 0 {
        lost.push(format!(
            "Statements of article {} filed under topics that are no longer there: {n_topics}.",
            id.0
        ));
    }
}

/// Makes outline, sections and blocks agree. Nothing that was read is dropped: blocks without a section
/// get one.
pub(super) fn mend_briefing(briefing: &mut Briefing, lost: &mut Vec<String>) {
    let before = briefing.clone();
    briefing.sections.retain(|id, _| id.0 <= LARGEST_ID);
    briefing
        .blocks
        .retain(|id, block| id.0 <= LARGEST_ID && cites_small_number(block));
    let mut seen = BTreeSet::new();
    briefing
        .outline
        .retain(|id| before.sections.contains_key(id) && id.0 <= LARGEST_ID && seen.insert(*id));
    let unlisted = briefing.sections.keys().filter(|id| !seen.contains(id));
    briefing.outline.extend(unlisted.copied().collect::<Vec<_>>());
    for block in briefing.blocks.values_mut() {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind
            && !excerpt.has_sound_cuts()
        {
            excerpt.cuts.clear();
        }
    }
    let blocks = &briefing.blocks;
    let mut placed = BTreeSet::new();
    for section in briefing.sections.values_mut() {
        section.level = section.level.min(Section::MAX_LEVEL);
        section
            .blocks
            .retain(|id| blocks.contains_key(id) && placed.insert(*id));
    }
    let homeless: Vec<BlockId> = blocks.keys().filter(|id| !placed.contains(id)).copied().collect();
    if !homeless.is_empty() {
        let next = briefing.sections.last_key_value();
        let id = SectionId(next.map_or(1, |(id, _)| id.0.saturating_add(1)));
        briefing.outline.push(id);
        let section = Section {
            title: "Found without a section".to_owned(),
            blocks: homeless,
            ..Section::default()
        };
        briefing.sections.insert(id, section);
    }
    if *briefing != before {
        lost.push("Sections and blocks of the briefing did not agree and were put in order.".to_owned());
    }
}

fn cites_small_number(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Excerpt(excerpt) => match &excerpt.passage {
            Passage::Statement(id) => id.article.0 <= LARGEST_ID,
            Passage::Words { article, .. } => article.0 <= LARGEST_ID,
        },
        _ => true,
    }
}
