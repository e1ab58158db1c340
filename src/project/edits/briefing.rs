//! Edits to the briefing.

use super::{count, shorten};
use jiff::civil::Date;

use crate::model::{
    ArticleId, Block, BlockId, BlockKind, Cut, Disclosure, Excerpt, ExcerptForm, Gathers, Head, Issue,
    OwnCell, Party, Passage, PointsPurpose, Section, SectionId, StatementId, TopicId,
};
use crate::project::{Change, Edit, Project};

/// Changes title, addressee, marking and so on.
#[must_use]
pub fn set_head(project: &Project, head: Head) -> Option<Edit> {
    (project.briefing().head != head)
        .then(|| Edit::new("Change the head of the briefing", vec![Change::Head(head)]).merging("head"))
}

/// A new section at place `at` of the outline; returns the id that it will have.
#[must_use]
pub fn add_section(project: &Project, title: &str, level: u8, at: usize) -> (SectionId, Edit) {
    let id = project.next_section_id();
    let section = Section {
        title: title.to_owned(),
        level: level.min(Section::MAX_LEVEL),
        ..Section::default()
    };
    let mut outline = project.briefing().outline.clone();
    outline.insert(at.min(outline.len()), id);
    let changes = vec![Change::Section(id, Some(section)), Change::Outline(outline)];
    (
        id,
        Edit::new(format!("Add section “{}”", shorten(title)), changes),
    )
}

/// Changes a section's heading.
#[must_use]
pub fn rename_section(project: &Project, id: SectionId, title: &str) -> Option<Edit> {
    let section = project.section(id)?;
    (section.title != title).then(|| {
        let after = Section {
            title: title.to_owned(),
            ..section.clone()
        };
        Edit::new(
            format!("Rename section to “{}”", shorten(title)),
            vec![Change::Section(id, Some(after))],
        )
        .merging(format!("title {id}"))
    })
}

/// Moves a section with the deeper ones that follow it so that it stands before the section `before`;
/// to the end for `None`.
#[must_use]
pub fn move_branch(project: &Project, id: SectionId, before: Option<SectionId>) -> Option<Edit> {
    let section = project.section(id)?;
    let branch = branch(project, id)?;
    if before.is_some_and(|before| branch.contains(&before)) {
        return None;
    }
    let mut outline = project.briefing().outline.clone();
    outline.retain(|other| !branch.contains(other));
    let at = match before {
        Some(before) => outline.iter().position(|&other| other == before)?,
        None => outline.len(),
    };
    outline.splice(at..at, branch);
    (outline != project.briefing().outline).then(|| {
        Edit::new(
            format!("Move section “{}”", shorten(&section.title)),
            vec![Change::Outline(outline)],
        )
    })
}

/// Nests a section with the deeper ones that follow it one level deeper, or one less deep. `None` where
/// that would leave a gap above it or be too deep.
#[must_use]
pub fn nest_branch(project: &Project, id: SectionId, is_deeper: bool) -> Option<Edit> {
    let section = project.section(id)?;
    let branch = branch(project, id)?;
    if is_deeper {
        let outline = &project.briefing().outline;
        let at = outline.iter().position(|&other| other == id)?;
        let above = project.section(*outline.get(at.checked_sub(1)?)?)?;
        if section.level > above.level {
            return None;
        }
    }
    let mut changes = Vec::with_capacity(branch.len());
    for id in branch {
        let section = project.section(id)?;
        let level = if is_deeper {
            section
                .level
                .checked_add(1)
                .filter(|&level| level <= Section::MAX_LEVEL)?
        } else {
            section.level.checked_sub(1)?
        };
        changes.push(Change::Section(
            id,
            Some(Section {
                level,
                ..section.clone()
            }),
        ));
    }
    Some(Edit::new(
        format!("Nest section “{}”", shorten(&section.title)),
        changes,
    ))
}

/// A section and the deeper ones that follow it.
fn branch(project: &Project, id: SectionId) -> Option<Vec<SectionId>> {
    let level = project.section(id)?.level;
    let outline = &project.briefing().outline;
    let at = outline.iter().position(|&other| other == id)?;
    let below = outline.iter().skip(at + 1).copied();
    let deeper = below.take_while(|&other| {
        project
            .section(other)
            .is_some_and(|section| section.level > level)
    });
    Some(std::iter::once(id).chain(deeper).collect())
}

/// Takes out a section with its blocks.
#[must_use]
pub fn remove_section(project: &Project, id: SectionId) -> Option<Edit> {
    let section = project.section(id)?;
    let outline = project
        .briefing()
        .outline
        .iter()
        .copied()
        .filter(|&other| other != id)
        .collect();
    let mut changes = vec![Change::Outline(outline), Change::Section(id, None)];
    changes.extend(section.blocks.iter().map(|&block| Change::Block(block, None)));
    Some(Edit::new(
        format!("Remove section “{}”", shorten(&section.title)),
        changes,
    ))
}

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

/// A section that a briefing is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSection {
    /// Heading.
    pub title: String,
    /// Depth in the outline, at most [`Section::MAX_LEVEL`].
    pub level: u8,
    /// The blocks in order.
    pub blocks: Vec<BlockKind>,
    /// Which statements the section gathers.
    pub gathers: Option<Gathers>,
}

/// Replaces the whole briefing, as one step.
#[must_use]
pub fn replace_briefing(project: &Project, label: &str, head: Head, sections: Vec<NewSection>) -> Edit {
    let briefing = project.briefing();
    let mut changes = vec![Change::Head(head)];
    changes.extend(briefing.sections.keys().map(|&id| Change::Section(id, None)));
    changes.extend(briefing.blocks.keys().map(|&id| Change::Block(id, None)));
    let mut outline = Vec::with_capacity(sections.len());
    let mut block_ids = (project.next_block_id().0..).map(BlockId);
    for (id, section) in (project.next_section_id().0..).map(SectionId).zip(sections) {
        let blocks: Vec<(BlockKind, BlockId)> = section.blocks.into_iter().zip(block_ids.by_ref()).collect();
        let after = Section {
            title: section.title,
            level: section.level.min(Section::MAX_LEVEL),
            blocks: blocks.iter().map(|&(_, id)| id).collect(),
            gathers: section.gathers,
        };
        outline.push(id);
        changes.push(Change::Section(id, Some(after)));
        let blocks = blocks.into_iter();
        changes.extend(blocks.map(|(kind, id)| Change::Block(id, Some(Block::new(kind)))));
    }
    changes.push(Change::Outline(outline));
    Edit::new(label, changes)
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

fn change_block(
    project: &Project,
    id: BlockId,
    label: &str,
    change: impl FnOnce(&mut Block),
) -> Option<Edit> {
    let before = project.block(id)?;
    let mut after = before.clone();
    change(&mut after);
    (after != *before).then(|| Edit::new(label, vec![Change::Block(id, Some(after))]))
}

/// Changes the user's own text.
#[must_use]
pub fn set_text(project: &Project, id: BlockId, text: &str) -> Option<Edit> {
    change_block(project, id, "Write", |block| {
        if let BlockKind::Text(words) = &mut block.kind {
            text.clone_into(words);
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

/// Chooses the columns and rows of a positions table.
#[must_use]
pub fn set_positions(project: &Project, id: BlockId, parties: &[Party], topics: &[TopicId]) -> Option<Edit> {
    change_block(project, id, "Change the positions table", |block| {
        if let BlockKind::Positions {
            parties: columns,
            topics: rows,
            ..
        } = &mut block.kind
        {
            *columns = parties.to_vec();
            *rows = topics.to_vec();
        }
    })
}

/// Writes a cell of a positions table in the analyst's own words, in place of the line of Compare; `None`
/// makes it follow Compare again.
#[must_use]
pub fn set_cell(
    project: &Project,
    id: BlockId,
    (topic, party): (TopicId, &Party),
    words: Option<&str>,
) -> Option<Edit> {
    let linked = project.lines().get(&(topic, party.clone()));
    let linked = linked.map(|line| line.words.clone()).unwrap_or_default();
    let label = if words.is_some() {
        "Write in the positions table"
    } else {
        "Link the cell to Compare again"
    };
    let edit = change_block(project, id, label, |block| {
        if let BlockKind::Positions { cells, .. } = &mut block.kind {
            let key = (topic, party.clone());
            match words {
                Some(words) => {
                    let cell = cells.entry(key).or_insert_with(|| OwnCell {
                        words: String::new(),
                        replaced: linked,
                    });
                    words.clone_into(&mut cell.words);
                }
                None => {
                    cells.remove(&key);
                }
            }
        }
    });
    edit.map(|edit| match words {
        Some(_) => edit.merging(format!("cell {id} {topic} {party}")),
        None => edit,
    })
}

/// Keeps the analyst's own words in a cell although the line of Compare has changed since.
#[must_use]
pub fn keep_cell(project: &Project, id: BlockId, (topic, party): (TopicId, &Party)) -> Option<Edit> {
    let linked = project.lines().get(&(topic, party.clone()));
    let linked = linked.map(|line| line.words.clone()).unwrap_or_default();
    change_block(project, id, "Keep own words in the positions table", |block| {
        if let BlockKind::Positions { cells, .. } = &mut block.kind
            && let Some(cell) = cells.get_mut(&(topic, party.clone()))
        {
            cell.replaced = linked;
        }
    })
}

/// Changes what is left out of an excerpt's words.
#[must_use]
pub fn set_cuts(project: &Project, id: BlockId, cuts: Vec<Cut>) -> Option<Edit> {
    change_block(project, id, "Shorten the excerpt", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind {
            excerpt.cuts = cuts;
        }
    })
}

/// Takes the words of an excerpt anew from where they stand; what is cut and the analyst's own words stay,
/// cuts only as far as the words are the same.
#[must_use]
pub fn set_words(project: &Project, id: BlockId, words: Vec<String>) -> Option<Edit> {
    change_block(project, id, "Take the words of the source anew", |block| {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind
            && excerpt.words != words
        {
            excerpt.words = words;
            excerpt.cuts.clear();
        }
    })
}

/// Changes talking points.
#[must_use]
pub fn set_points(project: &Project, id: BlockId, lines: Vec<String>) -> Option<Edit> {
    change_block(project, id, "Write talking points", |block| {
        if let BlockKind::Points { points, .. } = &mut block.kind {
            *points = lines;
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

/// Says which statements a section gathers.
#[must_use]
pub fn set_gathers(project: &Project, id: SectionId, gathers: Option<Gathers>) -> Option<Edit> {
    let section = project.section(id)?;
    (section.gathers != gathers).then(|| {
        let after = Section {
            gathers,
            ..section.clone()
        };
        Edit::new(
            "Change what the section gathers",
            vec![Change::Section(id, Some(after))],
        )
    })
}

/// A section once more, with its blocks and the deeper sections that follow it, after itself; returns the
/// id of the new one.
#[must_use]
pub fn duplicate_branch(project: &Project, id: SectionId) -> Option<(SectionId, Edit)> {
    let branch = branch(project, id)?;
    let mut outline = project.briefing().outline.clone();
    let at = outline.iter().position(|&other| other == id)? + branch.len();
    let mut section_ids = (project.next_section_id().0..).map(SectionId);
    let mut block_ids = (project.next_block_id().0..).map(BlockId);
    let mut changes = Vec::new();
    let mut new_ids = Vec::with_capacity(branch.len());
    for (&old, new) in branch.iter().zip(section_ids.by_ref()) {
        let mut section = project.section(old)?.clone();
        for block in &mut section.blocks {
            let copy = project.block(*block)?.clone();
            *block = block_ids.next()?;
            changes.push(Change::Block(*block, Some(copy)));
        }
        changes.push(Change::Section(new, Some(section)));
        new_ids.push(new);
    }
    let first = *new_ids.first()?;
    outline.splice(at..at, new_ids);
    changes.push(Change::Outline(outline));
    let label = format!("Duplicate section “{}”", shorten(&project.section(id)?.title));
    Some((first, Edit::new(label, changes)))
}

/// Freezes the briefing as an issue.
#[must_use]
pub fn freeze_issue(project: &Project, issue: Issue) -> Edit {
    let label = format!("Freeze {}", shorten(&issue.name));
    let mut issues = project.briefing().issues.clone();
    issues.push(issue);
    Edit::new(label, vec![Change::Issues(issues)])
}

/// Forgets the frozen issue with this number, counted from 0.
#[must_use]
pub fn forget_issue(project: &Project, number: usize) -> Option<Edit> {
    let mut issues = project.briefing().issues.clone();
    let issue = (number < issues.len()).then(|| issues.remove(number))?;
    Some(Edit::new(
        format!("Forget {}", shorten(&issue.name)),
        vec![Change::Issues(issues)],
    ))
}

/// Says on which day a statement was made.
#[must_use]
pub fn set_said(project: &Project, id: StatementId, said: Option<Date>) -> Option<Edit> {
    let statement = project.statement(id)?;
    (statement.said != said).then(|| {
        let mut after = statement.clone();
        after.said = said;
        Edit::new(
            "Say on which day it was said",
            vec![Change::Statement(id, Some(after))],
        )
    })
}

/// Gives the address of an archived copy of an article; nothing for none.
#[must_use]
pub fn set_archived(project: &Project, id: ArticleId, address: &str) -> Option<Edit> {
    let address = Some(address.trim()).filter(|address| !address.is_empty());
    let metadata = &project.entry(id)?.article.metadata;
    (metadata.archived.as_deref() != address).then(|| {
        let mut after = metadata.clone();
        after.archived = address.map(str::to_owned);
        Edit::new("Note an archived copy", vec![Change::Metadata(id, after)])
            .merging(format!("archived {id}"))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn project(levels: &[u8]) -> (Project, Vec<SectionId>) {
        let mut project = Project::default();
        let mut ids = Vec::new();
        for (at, &level) in levels.iter().enumerate() {
            let (id, edit) = add_section(&project, &format!("Part {at}"), level, at);
            project.apply(&edit).unwrap();
            ids.push(id);
        }
        (project, ids)
    }

    #[test]
    fn a_section_takes_along_what_is_below_it() {
        let (mut project, ids) = project(&[0, 1, 1, 0, 1]);
        let before = project.clone();
        assert!(
            move_branch(&project, ids[0], Some(ids[2])).is_none(),
            "not into itself"
        );
        assert!(
            move_branch(&project, ids[3], None).is_none(),
            "it is at the end already"
        );
        let edit = move_branch(&project, ids[3], Some(ids[0])).unwrap();
        let undo = project.apply(&edit).unwrap();
        assert_eq!(
            project.briefing().outline,
            [ids[3], ids[4], ids[0], ids[1], ids[2]]
        );
        project.apply(&undo).unwrap();
        assert_eq!(project, before);
    }

    #[test]
    fn nesting_leaves_no_gap() {
        let (mut project, ids) = project(&[0, 0, 1]);
        assert!(
            nest_branch(&project, ids[0], true).is_none(),
            "nothing is above it"
        );
        assert!(
            nest_branch(&project, ids[2], true).is_none(),
            "it is below its parent already"
        );
        assert!(nest_branch(&project, ids[0], false).is_none(), "it is at the top");
        let edit = nest_branch(&project, ids[1], true).unwrap();
        project.apply(&edit).unwrap();
        let level = |id: &SectionId| project.section(*id).map(|section| section.level);
        assert_eq!(ids.iter().filter_map(level).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
