//! Briefing: outline, document and preview.

use egui::Ui;

use super::session::Session;
use super::view_context::ViewContext;
use crate::model::{BlockId, SectionId};

/// What this place remembers.
#[derive(Debug, Default)]
pub(crate) struct BriefingSession {
    /// The section that is being worked on.
    pub section: Option<SectionId>,
    /// The field that the keyboard should go to.
    focus: Option<BlockId>,
}

impl BriefingSession {
    /// A new section was made: its title wants to be typed.
    pub(crate) fn begin_section(&mut self, id: SectionId) {
        self.section = Some(id);
    }

    /// A new text was made: it wants to be typed.
    pub(crate) fn begin_block(&mut self, id: BlockId) {
        self.focus = Some(id);
    }
}

/// Draws the place.
pub(crate) fn briefing_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let _ = (ui, view, session);
}
