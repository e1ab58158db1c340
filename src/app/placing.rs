//! Statements placed in the briefing: where they go, and where else.

use std::collections::BTreeMap;

use super::App;
use super::actions::cards_in_briefing;
use super::briefing::BriefingDialog;
use super::session::Place;
use super::shell::{ModalState, ToastAction};
use crate::briefing::refresh::belongs;
use crate::model::{BlockId, SectionId, StatementId};
use crate::project::{Change, Edit, Project, edits};

impl App {
    /// Places each of these statements in a section that gathers such ones, first the section that is being worked
    /// on; those that none gathers in the section that is being worked on, else the last, else a new one.
    pub(super) fn add_to_briefing(&mut self, ids: &[StatementId]) {
        let project = self.host.project().clone();
        let Some(new) = self.not_placed(&project, ids) else {
            return;
        };
        let current = self.session.briefing.section;
        let mut targets: BTreeMap<SectionId, Vec<StatementId>> = BTreeMap::new();
        for &id in &new {
            if let Some(section) = section_for(&project, current, id) {
                targets.entry(section).or_default().push(id);
            }
        }
        if targets.is_empty() {
            self.place(in_new_section(&project, &new), true);
        } else {
            self.place(in_sections(&project, targets), true);
        }
    }

    /// Places statements in a section that was chosen.
    pub(super) fn place_in(&mut self, section: SectionId, ids: &[StatementId]) {
        let project = self.host.project().clone();
        self.session.briefing.section = Some(section);
        if let Some(new) = self.not_placed(&project, ids) {
            self.place(edits::add_excerpts(&project, section, usize::MAX, &new), false);
        }
    }

    /// Those that are not in the briefing yet; says so if there are none.
    fn not_placed(&mut self, project: &Project, ids: &[StatementId]) -> Option<Vec<StatementId>> {
        let mut placed = project.statements_in_briefing();
        if self.session.place == Place::Compare {
            placed.extend(cards_in_briefing(self.derived.table()));
        }
        let new: Vec<StatementId> = ids.iter().copied().filter(|id| !placed.contains(id)).collect();
        if new.is_empty() {
            self.session.toast("Already in the briefing");
            return None;
        }
        Some(new)
    }

    /// Makes the edit and says where the excerpts are now. If nobody chose the section, another can be chosen.
    fn place(&mut self, edit: Option<Edit>, offers_another: bool) {
        let Some(edit) = edit else { return };
        if !self.apply(&edit) {
            return;
        }
        let blocks = new_blocks(&edit);
        let project = self.host.project();
        let words = format!("Added {}", destinations(project, &blocks));
        if offers_another && project.briefing().outline.len() > 1 {
            let action = ToastAction::AnotherSection(blocks);
            self.session.toast_with(words, action);
        } else {
            self.session.toast(words);
        }
    }

    /// Asks to which section these excerpts are to go.
    pub(super) fn ask_for_section(&mut self, blocks: Vec<BlockId>) {
        self.session.modal = Some(ModalState::Briefing(BriefingDialog::Section(blocks)));
    }

    /// Moves blocks to the end of a section, as one step.
    pub(super) fn move_to_section(&mut self, blocks: &[BlockId], section: SectionId) {
        let mut after = Project::clone(self.host.project());
        let mut changes = Vec::new();
        for &block in blocks {
            if let Some(step) = edits::move_block(&after, block, section, usize::MAX)
                && after.apply(&step).is_ok()
            {
                changes.extend(step.changes);
            }
        }
        if changes.is_empty() {
            return;
        }
        let title = title_of(self.host.project(), section);
        self.session.briefing.section = Some(section);
        self.apply_and_say(Some(Edit::new(format!("Move to “{title}”"), changes)));
    }
}

/// Where a statement belongs: a section that gathers such ones, else the section that is being worked on, else the
/// last.
fn section_for(project: &Project, current: Option<SectionId>, id: StatementId) -> Option<SectionId> {
    let outline = &project.briefing().outline;
    let current = current.filter(|id| outline.contains(id));
    let (statement, article) = project.statement_in_article(id)?;
    let gathers_it = |section: &SectionId| {
        let gathers = project
            .section(*section)
            .and_then(|section| section.gathers.as_ref());
        gathers.is_some_and(|gathers| belongs(statement, article, gathers))
    };
    let in_order = current.into_iter().chain(outline.iter().copied());
    let mut gathering = in_order.filter(gathers_it);
    gathering.next().or(current).or_else(|| outline.last().copied())
}

/// The statements at the ends of their sections, as one step.
fn in_sections(project: &Project, targets: BTreeMap<SectionId, Vec<StatementId>>) -> Option<Edit> {
    let mut after = project.clone();
    let mut changes = Vec::new();
    let mut label = None;
    let mut n_statements = 0;
    for (section, ids) in targets {
        if let Some(step) = edits::add_excerpts(&after, section, usize::MAX, &ids)
            && after.apply(&step).is_ok()
        {
            n_statements += ids.len();
            changes.extend(step.changes);
            label.get_or_insert(step.label);
        }
    }
    let label = if n_statements == 1 {
        label?
    } else {
        format!("Add {n_statements} excerpts to the briefing")
    };
    (!changes.is_empty()).then(|| Edit::new(label, changes))
}

/// A first section with the statements in it, as one step.
fn in_new_section(project: &Project, ids: &[StatementId]) -> Option<Edit> {
    let (section, add) = edits::add_section(project, "Positions", 0, 0);
    let mut after = project.clone();
    after.apply(&add).ok()?;
    let place = edits::add_excerpts(&after, section, 0, ids)?;
    let mut changes = add.changes;
    changes.extend(place.changes);
    Some(Edit::new(place.label, changes))
}

fn new_blocks(edit: &Edit) -> Vec<BlockId> {
    let new = edit.changes.iter().filter_map(|change| match change {
        Change::Block(id, Some(_)) => Some(*id),
        _ => None,
    });
    new.collect()
}

/// "to “Armenia”", "2 to “Armenia”, 1 to “Georgia”", "9 to 4 sections".
fn destinations(project: &Project, blocks: &[BlockId]) -> String {
    let briefing = project.briefing();
    let counts = briefing.outline.iter().filter_map(|&id| {
        let of_section = &briefing.sections.get(&id)?.blocks;
        let n = of_section.iter().filter(|block| blocks.contains(block)).count();
        (n > 0).then_some((id, n))
    });
    let counts: Vec<(SectionId, usize)> = counts.collect();
    match &counts[..] {
        [(section, _)] => format!("to “{}”", title_of(project, *section)),
        [(first, n_first), (second, n_second)] => format!(
            "{n_first} to “{}”, {n_second} to “{}”",
            title_of(project, *first),
            title_of(project, *second)
        ),
        _ => format!("{} to {} sections", blocks.len(), counts.len()),
    }
}

/// What a section is called.
pub(super) fn title_of(project: &Project, section: SectionId) -> String {
    let title = project
        .section(section)
        .map_or("", |section| section.title.trim());
    if title.is_empty() {
        "Untitled section".to_owned()
    } else {
        title.to_owned()
    }
}
