//! Edits to the blocks of the briefing's sections.

use super::count;
use super::cuts::carried_cuts;
use crate::model::{
    Block, BlockId, BlockKind, Cut, Disclosure, Excerpt, ExcerptForm, Passage, PointsPurpose, Section,
    SectionId, StatementId,
};
use crate::project::{Change, Edit, Project};

/// A new block at place `at` of a section; returns the id that it will have.
#[must_use]
pub fn add_block(
    project: &Project,
    section: SectionId,
    at: usize,
    kind: BlockKind,
) -> Option<(BlockId, Edit)> {
    let label = match &kind {
        BlockKind::Text(_) => "Add text",
        BlockKind::Excerpt(_) => "Add excerpt",
        BlockKind::Positions { .. } => "Add positions table",
        BlockKind::Points { .. } => "Add talking points",
        BlockKind::Picture(_) => "Add picture",
        BlockKind::PageBreak => "Add page break",
    };
    let id = project.next_block_id();
    let changes = insert(project, section, at, vec![(id, Block::new(kind))])?;
    Some((id, Edit::new(label, changes)))
}

/// Places statements as excerpts at place `at` of a section, with the words as they stand now.
#[must_use]
pub fn add_excerpts(
    project: &Project,
    section: SectionId,
    at: usize,
    statements: &[StatementId],
) -> Option<Edit> {
    let first = project.next_block_id().0;
    let excerpts = statements
        .iter()
        .filter_map(|&id| Some(Block::new(BlockKind::Excerpt(excerpt_of(project, id)?))));
    let blocks: Vec<(BlockId, Block)> = (first..).map(BlockId).zip(excerpts).collect();
    if blocks.is_empty() {
        return None;
    }
    let label = format!("Add {} to the briefing", count(blocks.len(), "excerpt"));
    Some(Edit::new(label, insert(project, section, at, blocks)?))
}

/// A statement as an excerpt, with the words as they stand now; `None` if there is no such statement.
#[must_use]
pub fn excerpt_of(project: &Project, id: StatementId) -> Option<Excerpt> {
    let (statement, article) = project.statement_in_article(id)?;
    let words = statement.content.iter();
    let words = words.map(|span| span.of(&article.text).to_owned());
    Some(Excerpt::new(Passage::Statement(id), words.collect()))
}

fn insert(
    project: &Project,
    section: SectionId,
    at: usize,
    blocks: Vec<(BlockId, Block)>,
) -> Option<Vec<Change>> {
    let mut after = project.section(section)?.clone();
    let at = at.min(after.blocks.len());
    let ids: Vec<BlockId> = blocks.iter().map(|&(id, _)| id).collect();
    after.blocks.splice(at..at, ids);
    let mut changes: Vec<Change> = blocks
        .into_iter()
        .map(|(id, block)| Change::Block(id, Some(block)))
        .collect();
    changes.push(Change::Section(section, Some(after)));
    Some(changes)
}

pub(super) fn change_block(
    project: &Project,
    id: BlockId,
    label: &str,
    change: impl FnOnce(&mut Block),
) -> Option<Edit> {
    let before = project.block(id)?;
    let mut after = before.clone();
    change(&mut after);
    // Words that stay as they are were not written over.
    if after.kind == before.kind {
        after.is_as_begun = before.is_as_begun;
    }
    (after != *before).then(|| Edit::new(label, vec![Change::Block(id, Some(after))]))
}

/// Changes the user's own text.
#[must_use]
pub fn set_text(project: &Project, id: BlockId, text: &str) -> Option<Edit> {
    change_block(project, id, "Write", |block| {
        if let BlockKind::Text(words) = &mut block.kind {
            text.clone_into(words);
            block.is_as_begun = false;
        }
    })
    .map(|edit| edit.merging(format!("text {id}")))
}

/// Changes whether an excerpt is quoted or paraphrased, and the paraphrase.
#[must_use]
pub fn set_form(project: &Project, id: BlockId, form: ExcerptForm) -> Option<Edit> {
    change_block(project, id, "Change how the excerpt is set", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind {
            excerpt.form = form;
        }
    })
    .map(|edit| edit.merging(format!("form {id}")))
}

/// Changes the remark under an excerpt.
#[must_use]
pub fn set_comment(project: &Project, id: BlockId, comment: &str) -> Option<Edit> {
    change_block(project, id, "Write a remark", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind {
            comment.clone_into(&mut excerpt.comment);
        }
    })
    .map(|edit| edit.merging(format!("comment {id}")))
}

/// Changes what is left out of an excerpt's words: whole words always.
#[must_use]
pub fn set_cuts(project: &Project, id: BlockId, cuts: Vec<Cut>) -> Option<Edit> {
    change_block(project, id, "Shorten the excerpt", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind {
            excerpt.cuts = excerpt.whole_cuts(cuts);
        }
    })
}

/// Takes the words of an excerpt anew from where they stand; the analyst's own words stay, and the cuts as far
/// as [`carried_cuts`] finds their words.
#[must_use]
pub fn set_words(project: &Project, id: BlockId, words: Vec<String>) -> Option<Edit> {
    change_block(project, id, "Take the words of the source anew", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind
            && excerpt.words != words
        {
            let (cuts, _lost) = carried_cuts(excerpt, &words);
            excerpt.cuts = cuts;
            excerpt.words = words;
        }
    })
}

/// Changes talking points.
#[must_use]
pub fn set_points(project: &Project, id: BlockId, lines: Vec<String>) -> Option<Edit> {
    change_block(project, id, "Write talking points", |block| {
        if let BlockKind::Points { points, .. } = &mut block.kind {
            *points = lines;
            block.is_as_begun = false;
        }
    })
    .map(|edit| edit.merging(format!("points {id}")))
}

/// Changes what talking points are for.
#[must_use]
pub fn set_purpose(project: &Project, id: BlockId, to: PointsPurpose) -> Option<Edit> {
    change_block(project, id, "Change what the points are for", |block| {
        if let BlockKind::Points { purpose, .. } = &mut block.kind {
            *purpose = to;
        }
    })
}

/// Changes what stands under a picture, and what it shows for those who cannot see it.
#[must_use]
pub fn set_picture_words(project: &Project, id: BlockId, caption: &str, alternative: &str) -> Option<Edit> {
    change_block(project, id, "Describe the picture", |block| {
        if let BlockKind::Picture(picture) = &mut block.kind {
            caption.clone_into(&mut picture.caption);
            alternative.clone_into(&mut picture.alternative);
        }
    })
    .map(|edit| edit.merging(format!("picture {id}")))
}

/// Changes the marking of a block alone.
#[must_use]
pub fn set_marking(project: &Project, id: BlockId, marking: &str) -> Option<Edit> {
    change_block(project, id, "Mark the block", |block| {
        marking.clone_into(&mut block.marking);
    })
    .map(|edit| edit.merging(format!("marking {id}")))
}

/// Says whether a speaking copy may hold the block.
#[must_use]
pub fn set_disclosure(project: &Project, id: BlockId, disclosure: Disclosure) -> Option<Edit> {
    let label = match disclosure {
        Disclosure::Usable => "Mark as usable",
        Disclosure::NotToBeDisclosed => "Mark as not to be disclosed",
    };
    change_block(project, id, label, |block| block.disclosure = disclosure)
}

/// Moves a block so that it stands at place `at` of a section.
#[must_use]
pub fn move_block(project: &Project, id: BlockId, section: SectionId, at: usize) -> Option<Edit> {
    let (from, source) = section_of(project, id)?;
    let mut source = source.clone();
    source.blocks.retain(|&other| other != id);
    let changes = if from == section {
        let at = at.min(source.blocks.len());
        source.blocks.insert(at, id);
        if project.section(from)?.blocks == source.blocks {
            return None;
        }
        vec![Change::Section(from, Some(source))]
    } else {
        let mut target = project.section(section)?.clone();
        let at = at.min(target.blocks.len());
        target.blocks.insert(at, id);
        vec![
            Change::Section(from, Some(source)),
            Change::Section(section, Some(target)),
        ]
    };
    Some(Edit::new("Move block", changes))
}

/// Takes out a block.
#[must_use]
pub fn remove_block(project: &Project, id: BlockId) -> Option<Edit> {
    let (section_id, section) = section_of(project, id)?;
    let mut after = section.clone();
    after.blocks.retain(|&other| other != id);
    Some(Edit::new(
        "Remove block",
        vec![Change::Section(section_id, Some(after)), Change::Block(id, None)],
    ))
}

/// The same block once more, after itself.
#[must_use]
pub fn duplicate_block(project: &Project, id: BlockId) -> Option<(BlockId, Edit)> {
    let (section_id, section) = section_of(project, id)?;
    let at = section.blocks.iter().position(|&other| other == id)? + 1;
    let copy = project.block(id)?.clone();
    let new_id = project.next_block_id();
    Some((
        new_id,
        Edit::new(
            "Duplicate block",
            insert(project, section_id, at, vec![(new_id, copy)])?,
        ),
    ))
}

fn section_of(project: &Project, block: BlockId) -> Option<(SectionId, &Section)> {
    let mut sections = project.briefing().sections.iter();
    sections
        .find(|(_, section)| section.blocks.contains(&block))
        .map(|(&id, section)| (id, section))
}
