//! Commands to the briefing.

use super::super::App;
use super::super::briefing::{BriefingDialog, RefreshState};
use super::super::dialogs::Purpose;
use super::super::shell::ModalState;
use crate::briefing::templates::templates;
use crate::model::{BlockId, BlockKind, Head, PointsPurpose, SectionId, StatementId};
use crate::project::edits;

/// How a document is put on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copying {
    /// As rich text, with Markdown for programs that take none.
    RichText,
    /// As Markdown.
    Markdown,
}

/// Something to do with the briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BriefingCommand {
    /// Set up a first briefing from the statements.
    Draft,
    /// Choose a template to set up the briefing from.
    ChooseTemplate,
    /// Set up the briefing from the template with this number, in place of what is there.
    Template(usize),
    /// Set up the briefing from the user's own template with this number.
    OwnTemplate(usize),
    /// Ask for a name to keep the briefing as a template under.
    NameTemplate,
    /// Keep the briefing as a template of this name.
    KeepTemplate(String),
    /// Ask whether to remove the user's own template with this number.
    RemoveTemplate(usize),
    /// Place statements in this section.
    PlaceIn(SectionId, Vec<StatementId>),
    /// Choose another section for these excerpts.
    ChooseSection(Vec<BlockId>),
    /// Move these excerpts to the end of this section.
    MoveTo(SectionId, Vec<BlockId>),
    /// Freeze the briefing as an issue.
    FreezeIssue,
    /// Forget the frozen issue with this number.
    ForgetIssue(usize),
    /// Put the document that is shown on the clipboard.
    Copy(Copying),
    /// A section with those below it once more.
    DuplicateSection(SectionId),
    /// Say what could be brought up to date in a section.
    RefreshSection(SectionId),
    /// Add talking points, at a place in a section.
    AddPoints { section: SectionId, at: usize },
    /// Choose a picture to add, at a place in a section.
    AddPicture { section: SectionId, at: usize },
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
            if let Some(template) = templates().first() {
                app.begin_briefing(template);
            }
        }
        BriefingCommand::ChooseTemplate => {
            app.session.modal = Some(ModalState::Briefing(BriefingDialog::Templates));
        }
        BriefingCommand::Template(number) => {
            if let Some(template) = templates().get(number) {
                app.begin_briefing(template);
            }
        }
        BriefingCommand::OwnTemplate(number) => {
            if let Some((_, template)) = app.templates.get(number).cloned() {
                app.begin_briefing(&template);
            }
        }
        BriefingCommand::NameTemplate => {
            app.session.modal = Some(ModalState::Briefing(BriefingDialog::Template(String::new())));
        }
        BriefingCommand::KeepTemplate(name) => app.keep_template(&name),
        BriefingCommand::RemoveTemplate(number) => app.ask_to_remove_template(number),
        BriefingCommand::PlaceIn(section, ids) => app.place_in(section, &ids),
        BriefingCommand::ChooseSection(blocks) => app.ask_for_section(blocks),
        BriefingCommand::MoveTo(section, blocks) => app.move_to_section(&blocks, section),
        BriefingCommand::FreezeIssue => {
            let issue = crate::briefing::issues::issue_of(&project, app.moment());
            app.apply_and_say(Some(edits::freeze_issue(&project, issue)));
        }
        BriefingCommand::ForgetIssue(number) => app.apply_and_say(edits::forget_issue(&project, number)),
        BriefingCommand::Copy(copying) => app.copy_document(copying),
        BriefingCommand::DuplicateSection(section) => {
            if let Some((id, edit)) = edits::duplicate_branch(&project, section) {
                app.apply(&edit);
                app.session.briefing.begin_section(id);
            }
        }
        BriefingCommand::RefreshSection(section) => {
            let state = RefreshState::new(&project, section);
            app.session.modal = Some(ModalState::Briefing(BriefingDialog::Refresh(state)));
        }
        BriefingCommand::AddPoints { section, at } => {
            let purpose = PointsPurpose::Make;
            let points = vec![String::new()];
            add(app, section, at, BlockKind::Points { purpose, points });
        }
        BriefingCommand::AddPicture { section, at } => app.ask(Purpose::Picture(section, at)),
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
                    cited: std::collections::BTreeMap::new(),
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
