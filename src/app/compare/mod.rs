//! Compare: statements side by side, a column for each party.
//!
//! The table itself is computed in the background (`crate::compare`); here it is laid out and drawn.
//! Only what is on screen is laid out exactly; the rest is estimated ([`layout`]).

mod card_menu_ui;
mod card_ui;
mod filters_ui;
mod header_ui;
mod in_sight;
mod layout;
mod table_ui;
mod toolbar_ui;

use std::collections::BTreeSet;

use egui::{CentralPanel, Frame, Margin, Ui};

use super::command::{Command, Global, StatementCommand};
use super::session::Session;
use super::theme::Tokens;
use super::view_context::ViewContext;
use super::widgets::empty_state;
use crate::compare::RowKey;
use crate::model::{Filters, StatementId};
use crate::project::edits;
use layout::TableLayout;

/// What this place remembers.
#[derive(Debug, Default)]
pub(crate) struct CompareSession {
    /// Whether the keyboard should go to the search field.
    pub wants_search_focus: bool,
    /// Rows that are folded.
    folded: BTreeSet<RowKey>,
    /// Cards that show all their words.
    unfolded_cards: BTreeSet<StatementId>,
    layout: TableLayout,
    /// The card to scroll to, and for how many frames more: a card that is not there is given up.
    scroll_to: Option<(StatementId, u8)>,
    /// Name of a topic that is being typed.
    topic_name: String,
}

impl CompareSession {
    /// Brings the card of a statement into sight.
    pub(crate) fn show(&mut self, id: StatementId) {
        self.scroll_to = Some((id, 60));
    }
}

/// Draws the place.
pub(crate) fn compare_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.background).inner_margin(Margin {
            left: 12,
            right: 12,
            top: 8,
            bottom: 0,
        }))
        .show(ui, |ui| {
            toolbar_ui::toolbar_ui(ui, view, session);
            filters_ui::chips_ui(ui, view);
            let table = view.derived.table().clone();
            if table.n_statements > 0 {
                table_ui::table_ui(ui, view, session, &table);
                keys(ui, view, session);
            } else {
                empty_ui(ui, view);
            }
        });
}

fn empty_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    if view.project.articles().is_empty() {
        let words = "Nothing to compare yet. Import articles, and what was said in them stands here side by side, a column for each country.";
        if empty_state(ui, "compare", words, Some("Import articles…")) {
            view.send(Command::Global(Global::ImportFiles));
        }
    } else if !view.project.view().filters.is_empty() {
        let words = "No statement passes the filters.";
        if empty_state(ui, "filter", words, Some("Clear filters")) {
            let mut after = view.project.view().clone();
            after.filters = Filters::default();
            view.edit(edits::set_view(view.project, after));
        }
    } else {
        let words = "No statements were found in the articles for a country or organisation. Show those without a party by the menu “Columns”.";
        empty_state(ui, "compare", words, None);
    }
}

/// Keys for the selected card: Space, Enter, Delete.
fn keys(ui: &Ui, view: &mut ViewContext<'_>, session: &Session) {
    let Some(id) = session.selected else { return };
    if ui.ctx().text_edit_focused() || session.modal.is_some() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let mut send = |key: egui::Key, command: StatementCommand| {
        if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
            view.send(Command::Statements(vec![id], command));
        }
    };
    send(egui::Key::Space, StatementCommand::AddToBriefing);
    send(egui::Key::Enter, StatementCommand::OpenInReader);
    send(egui::Key::Delete, StatementCommand::SetVisible(false));
}
