//! Compare: statements side by side, a column for each party.
//!
//! The table itself is computed in the background (`crate::compare`); here it is laid out and drawn.
//! Only what is on screen is laid out exactly; the rest is estimated ([`layout`]). What a card, a cell or a
//! column can do stands with it; the keys of the card that has the keyboard are in [`keys`].

mod card_menu_ui;
mod card_ui;
mod cell_ui;
mod clips;
mod cursor;
mod drop_ui;
mod filters_ui;
mod header_ui;
mod in_sight;
mod keys;
mod layout;
mod stance_ui;
mod table_ui;
mod toolbar_ui;
mod topic_picker;
mod topics_ui;
mod turns_ui;
mod views_ui;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Ui};

use super::command::{Command, Global};
use super::session::Session;
use super::theme::Tokens;
use super::view_context::ViewContext;
use super::widgets::empty_state;
use crate::compare::{RowKey, Table, TopicSuggestion};
use crate::model::{Filters, Stance, StatementId};
use crate::project::edits;
use cursor::{CardPlace, Found, Numbers, Wanted};
use layout::TableLayout;

/// What this place remembers.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct CompareSession {
    /// Whether the keyboard should go to the search field.
    pub wants_search_focus: bool,
    /// Rows that are folded.
    folded: BTreeSet<RowKey>,
    /// Cards that show all their words.
    unfolded_cards: BTreeSet<StatementId>,
    layout: TableLayout,
    /// The card that the keys work on.
    cursor: Option<CardPlace>,
    found: Found,
    /// Whether the keyboard should go to that card.
    wants_card_focus: bool,
    /// Whether a card has the keyboard in this frame.
    has_focused_card: bool,
    /// The card to scroll to, and for how many frames more: a card that is not there is given up.
    scroll_to: Option<(Wanted, u8)>,
    /// The card whose topics are being picked.
    picks_topic_for: Option<CardPlace>,
    /// The card of several topics that a stance was chosen for, until it is said on which of them.
    places_stance: Option<(CardPlace, Stance)>,
    /// Name of a topic that is being typed.
    topic_name: String,
    card_menu: card_menu_ui::CardMenu,
    line: cell_ui::LineSession,
    filters: filters_ui::FiltersSession,
    views: views_ui::ViewsSession,
    topics: topics_ui::TopicsSession,
    /// Whether changes of line are listed.
    shows_turns: bool,
}

impl CompareSession {
    /// Brings the card of a statement into sight.
    pub(crate) fn show(&mut self, id: StatementId) {
        self.scroll_to = Some((Wanted::Statement(id), 60));
    }

    /// Takes the topics that the statements suggest.
    pub(crate) fn take_suggestions(&mut self, suggestions: Vec<TopicSuggestion>) {
        self.topics.take(suggestions);
    }

    /// Where the card that the keys work on stands in the table.
    fn find_cursor(&mut self, table: &Arc<Table>) -> Option<Numbers> {
        let wanted = Wanted::Card(self.cursor.clone()?);
        self.found.find(table, &wanted)
    }

    fn go_to(&mut self, place: CardPlace) {
        self.scroll_to = Some((Wanted::Card(place.clone()), 60));
        self.cursor = Some(place);
        self.wants_card_focus = true;
    }
}

/// Draws the place.
pub(crate) fn compare_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let table = view.derived.table().clone();
    if table.n_statements > 0 {
        keys::hints_ui(ui, view, session, &table);
        turns_ui::turns_ui(ui, view, session, &table);
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.background).inner_margin(Margin {
            left: 12,
            right: 12,
            top: 8,
            bottom: 0,
        }))
        .show(ui, |ui| {
            toolbar_ui::toolbar_ui(ui, view, session);
            filters_ui::chips_ui(ui, view, session);
            if table.n_statements > 0 {
                table_ui::table_ui(ui, view, session, &table);
                keys::keys(ui, view, session, &table);
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
