//! Edits to the outline of the briefing: its sections.

use super::shorten;
use crate::model::{BlockId, Gathers, Section, SectionId};
use crate::project::{Change, Edit, Project};

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
