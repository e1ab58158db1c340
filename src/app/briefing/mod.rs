//! Briefing: outline, document and preview.
//!
//! The outline is on the left, the blocks in the middle, the document as it will read on the right. All
//! three are views of the project; what is typed and dragged here becomes edits.

mod block_tools_ui;
mod block_ui;
mod cited_ui;
mod data;
mod dialogs_ui;
mod drag;
mod editor_ui;
mod empty_ui;
mod excerpt_ui;
mod export_ui;
mod facts;
mod finder;
mod head_ui;
mod markdown_tools;
mod outline_ui;
mod own_field_ui;
mod own_text_ui;
mod picture_ui;
mod points_ui;
mod positions_ui;
mod preview_bar_ui;
mod preview_ui;
mod refresh_ui;
mod tall_list;

use std::collections::{BTreeMap, BTreeSet};

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::session::Session;
use super::theme::{Tokens, space};
use super::view_context::ViewContext;
use crate::briefing::{Edition, FindingKind};
use crate::model::{BlockId, Party, SectionId, TopicId};
use data::Spot;
use facts::Facts;
use preview_ui::Piece;
use tall_list::TallList;

pub(crate) use cited_ui::cite_menu_ui;
pub(crate) use data::first_positions;
pub(crate) use dialogs_ui::{BriefingDialog, briefing_dialog_ui};
pub(crate) use drag::scroll_near_edges;
pub(crate) use export_ui::{ExportState, Wanted, completed};
pub(crate) use refresh_ui::RefreshState;

/// Narrower than this the preview is hidden until it is asked for.
const ROOM_FOR_PREVIEW: f32 = 1_080.0;

/// A field of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Field {
    Text,
    Paraphrase,
    Remark,
}

/// What this place remembers.
#[derive(Debug, Default)]
pub(crate) struct BriefingSession {
    /// The section that is being worked on.
    pub section: Option<SectionId>,
    /// The field that the keyboard should go to.
    focus: Option<(BlockId, Field)>,
    /// The section whose title the keyboard should go to, all of it selected.
    title_focus: Option<SectionId>,
    /// Where the editor should scroll to.
    jump: Option<Spot>,
    /// The section whose title is typed in the outline.
    renaming: Option<SectionId>,
    hides_outline: bool,
    /// Whether the preview is shown; as there is room until someone says.
    shows_preview: Option<bool>,
    shows_warnings: bool,
    /// Whether all fields above the document are shown; as they are filled until someone says.
    shows_head: Option<bool>,
    /// Words typed as a date that are none, or not yet.
    date_draft: Option<String>,
    /// Excerpts whose empty remark is shown.
    remarks: BTreeSet<BlockId>,
    /// Paraphrases that were put aside for the source's words.
    paraphrases: BTreeMap<BlockId, String>,
    /// The parties that the open menu of a positions table offers.
    offered: Option<(BlockId, Vec<Party>)>,
    /// The block whose tools have the keyboard.
    tools: Option<BlockId>,
    /// The block whose marking is being typed.
    marking: Option<BlockId>,
    /// Excerpts whose source record is shown.
    records: BTreeSet<BlockId>,
    /// Words typed as the day on which an excerpt was said that are none, or not yet.
    said_draft: Option<(BlockId, String)>,
    /// The excerpt that is being shortened.
    shortening: Option<excerpt_ui::Shortening>,
    /// The cell of a positions table that is being written.
    cell: Option<(BlockId, TopicId, Party)>,
    /// The statements of the cells whose menus are open.
    pub open_cells: cited_ui::OpenCells,
    /// The finder of citations, while `@` is being typed.
    finder: Option<finder::Finder>,
    /// Sections whose blocks and deeper sections are folded away.
    folded: BTreeSet<SectionId>,
    /// Kinds of findings that were opened, or closed where they are open from the beginning.
    turned_kinds: BTreeSet<FindingKind>,
    /// Which document the preview shows and is copied; an export begins with it.
    pub edition: Edition,
    /// As what the next export is written.
    pub wanted: Wanted,
    editor: TallList<Spot>,
    preview: TallList<Piece>,
    facts: Facts,
}

impl BriefingSession {
    /// The briefing is another one from its beginning to its end.
    pub(crate) fn begin_anew(&mut self) {
        self.section = None;
        self.folded.clear();
        self.jump = Some(Spot::Head);
    }

    /// A new section was made: its title wants to be typed.
    pub(crate) fn begin_section(&mut self, id: SectionId) {
        self.section = Some(id);
        self.title_focus = Some(id);
        self.jump = Some(Spot::Section(id));
    }

    /// A new block was made: it wants to be seen and, if it is text, to be typed.
    pub(crate) fn begin_block(&mut self, id: BlockId) {
        self.focus = Some((id, Field::Text));
        self.jump = Some(Spot::Block(id));
    }
}

/// Draws the place.
pub(crate) fn briefing_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    if view.project.briefing().outline.is_empty() {
        CentralPanel::default()
            .frame(Frame::new().fill(tokens.background))
            .show(ui, |ui| empty_ui::empty_ui(ui, view));
        return;
    }
    let derived = view.derived;
    session
        .briefing
        .facts
        .refresh(derived.document(), derived.shown());
    let width = ui.available_width();
    if !session.briefing.hides_outline {
        Panel::left("briefing outline")
            .default_size(252.0)
            .size_range(180.0..=(width * 0.35).max(181.0))
            .frame(Frame::new().fill(tokens.panel))
            .show(ui, |ui| outline_ui::outline_ui(ui, view, session));
    }
    let shows_preview = session
        .briefing
        .shows_preview
        .unwrap_or(width >= ROOM_FOR_PREVIEW);
    if shows_preview {
        Panel::right("briefing preview")
            .default_size((width * 0.36).clamp(320.0, 760.0))
            .size_range(280.0..=(width * 0.6).max(281.0))
            .frame(Frame::new().fill(tokens.panel))
            .show(ui, |ui| preview_ui::preview_ui(ui, view, session));
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.background).inner_margin(Margin::ZERO))
        .show(ui, |ui| {
            editor_ui::bar_ui(ui, view, session, shows_preview);
            editor_ui::editor_ui(ui, view, session);
        });
    drag::ghost_ui(ui, view.project);
}

/// A column of words in the middle of the room there is, with at least this much before and after it.
fn column_ui<R>(ui: &mut Ui, (before, after): (f32, f32), add_contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let width = (room.width() - before - after).clamp(80.0, space::MEASURE);
    let left = room.left() + ((room.width() - width) / 2.0).max(before);
    let rect = egui::Rect::from_min_size(
        egui::pos2(left.round(), room.top()),
        egui::vec2(width.round(), room.height()),
    );
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.set_width(width.round());
        add_contents(ui)
    })
    .inner
}
