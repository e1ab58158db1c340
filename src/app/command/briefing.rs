//! Commands to the briefing.

use super::super::App;
use super::super::session::Place;
use crate::model::{BlockId, BlockKind, SectionId};
use crate::project::edits;

/// Something to do with the briefing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BriefingCommand {
    /// Set up a first briefing from the statements.
    Draft,
    /// Add a section at this place of the outline.
    AddSection { at: usize, level: u8 },
    /// Add own text, at a place in a section.
    AddText { section: SectionId, at: usize },
    /// Move a section to a place in the outline.
    MoveSection { section: SectionId, to: usize },
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
        BriefingCommand::AddSection { at, level } => {
            let (id, edit) = edits::add_section(&project, "New section", level, at);
            app.apply(&edit);
            app.session.briefing.begin_section(id);
        }
        BriefingCommand::AddText { section, at } => {
            if let Some((id, edit)) = edits::add_block(&project, section, at, BlockKind::Text(String::new()))
            {
                app.apply(&edit);
                app.session.briefing.begin_block(id);
            }
        }
        BriefingCommand::MoveSection { section, to } => {
            app.apply_if(edits::move_section(&project, section, to));
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
