//! Edits to the briefing as a whole: its head, its issues, and what is known of its sources.

use jiff::civil::Date;

use super::shorten;
use crate::model::{ArticleId, Block, BlockId, Gathers, Head, Issue, Section, SectionId, StatementId};
use crate::project::{Change, Edit, Project};

/// Changes title, addressee, marking and so on.
#[must_use]
pub fn set_head(project: &Project, head: Head) -> Option<Edit> {
    (project.briefing().head != head)
        .then(|| Edit::new("Change the head of the briefing", vec![Change::Head(head)]).merging("head"))
}

/// A section that a briefing is to have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSection {
    /// Heading.
    pub title: String,
    /// Depth in the outline, at most [`Section::MAX_LEVEL`].
    pub level: u8,
    /// The blocks in order.
    pub blocks: Vec<Block>,
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
        let blocks: Vec<(Block, BlockId)> = section.blocks.into_iter().zip(block_ids.by_ref()).collect();
        let after = Section {
            title: section.title,
            level: section.level.min(Section::MAX_LEVEL),
            blocks: blocks.iter().map(|&(_, id)| id).collect(),
            gathers: section.gathers,
        };
        outline.push(id);
        changes.push(Change::Section(id, Some(after)));
        let blocks = blocks.into_iter();
        changes.extend(blocks.map(|(block, id)| Change::Block(id, Some(block))));
    }
    changes.push(Change::Outline(outline));
    Edit::new(label, changes)
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
