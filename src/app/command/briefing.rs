//! Commands to the briefing.

use super::super::App;
use super::super::session::Place;
use crate::model::{BlockId, BlockKind, Head, SectionId};
use crate::project::edits;

/// Something to do with the briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BriefingCommand {
    /// Set up a first briefing from the statements.
    Draft,
    /// Set up the briefing from the template with this number, in place of what is there.
    Template(usize),
    /// Give the briefing today's date.
    DateToday,
    /// Add a section at this place of the outline.
    AddSection { at: usize, level: u8 },
    /// Add own text, at a place in a section.
    AddText { section: SectionId, at: usize },
    /// Add a positions table, at a place in a section.
    AddPositions { section: SectionId, at: usize },
    /// Add a page break, at a place in a section.
    AddPageBreak { section: SectionId, at: usize },
    /// Move a section with those below it before another, or to the end.
    MoveSection {
        section: SectionId,
        before: Option<SectionId>,
    },
    /// Nest a section with those below it one level deeper, or one less deep.
    NestSection { section: SectionId, is_deeper: bool },
    /// Take out a section with what is in it.
    RemoveSection(SectionId),
    /// Move a block to a place in a section.
    MoveBlock {
        block: BlockId,
        section: SectionId,
        at: usize,
    },
    /// The same block once more.
    DuplicateBlock(BlockId),
    /// Take out a block.
    RemoveBlock(BlockId),
}

pub(super) fn run(app: &mut App, command: BriefingCommand) {
    let project = app.host.project().clone();
    match command {
        BriefingCommand::Draft => {
            let edit = crate::briefing::templates::first_briefing(&project, app.today());
            app.apply(&edit);
            app.go(Place::Briefing);
        }
        BriefingCommand::Template(number) => {
            if let Some(template) = crate::briefing::templates::templates().get(number) {
                let edit = crate::briefing::templates::apply_template(&project, template, app.today());
                app.apply(&edit);
                app.go(Place::Briefing);
            }
        }
        BriefingCommand::DateToday => {
            let head = Head {
                date: Some(app.today()),
                ..project.briefing().head.clone()
            };
            app.apply_if(edits::set_head(&project, head));
        }
        BriefingCommand::AddSection { at, level } => {
            let (id, edit) = edits::add_section(&project, "New section", level, at);
            app.apply(&edit);
            app.session.briefing.begin_section(id);
        }
        BriefingCommand::AddText { section, at } => add(app, section, at, BlockKind::Text(String::new())),
        BriefingCommand::AddPositions { section, at } => {
            let (parties, topics) = crate::app::briefing::first_positions(&project);
            add(
                app,
                section,
                at,
                BlockKind::Positions {
                    parties,
                    topics,
                    cells: std::collections::BTreeMap::new(),
                },
            );
        }
        BriefingCommand::AddPageBreak { section, at } => add(app, section, at, BlockKind::PageBreak),
        BriefingCommand::MoveSection { section, before } => {
            app.apply_if(edits::move_branch(&project, section, before));
        }
        BriefingCommand::NestSection { section, is_deeper } => {
            app.apply_if(edits::nest_branch(&project, section, is_deeper));
        }
        BriefingCommand::RemoveSection(section) => {
            app.apply_and_say(edits::remove_section(&project, section));
        }
        BriefingCommand::MoveBlock { block, section, at } => {
            app.apply_if(edits::move_block(&project, block, section, at));
        }
        BriefingCommand::DuplicateBlock(block) => {
            app.apply_if(edits::duplicate_block(&project, block).map(|(_, edit)| edit));
        }
        BriefingCommand::RemoveBlock(block) => app.apply_and_say(edits::remove_block(&project, block)),
    }
}

fn add(app: &mut App, section: SectionId, at: usize, kind: BlockKind) {
    let project = app.host.project().clone();
    if let Some((id, edit)) = edits::add_block(&project, section, at, kind) {
        app.apply(&edit);
        app.session.briefing.begin_block(id);
    }
}
