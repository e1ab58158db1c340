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
mod heading_ui;
mod hidden_ui;
mod in_sight;
mod keys;
mod layout;
mod marks;
mod source_ui;
mod stance_ui;
mod table_ui;
mod toolbar_ui;
mod topic_picker;
mod topics_ui;
mod turns_ui;
mod views_ui;
mod words_ui;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Ui};

use super::session::Session;
use super::theme::Tokens;
use super::view_context::ViewContext;
use crate::compare::{ColumnKey, RowKey, Table, TopicSuggestion};
use crate::model::{Party, Stance, StatementId, TopicId};
use cursor::{CardPlace, Found, Numbers, Spot, Wanted};
use hidden_ui::Hidden;
use layout::TableLayout;
use marks::Marks;

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
    marks: Marks,
    /// What the keys work on.
    cursor: Option<Spot>,
    /// Where it stood in the table when it was there last.
    cursor_at: Option<Numbers>,
    found: Found,
    /// Whether the keyboard should go to what the cursor stands on.
    wants_card_focus: bool,
    /// Whether that has the keyboard in this frame.
    has_focused_card: bool,
    /// How much of the rows is in sight from top to bottom.
    page: f32,
    /// The first row in sight.
    first_row: usize,
    /// The pass of drawing in which the table was shown last.
    last_pass: u64,
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
    /// Whether columns are to be proposed anew.
    pub proposes_anew: bool,
    /// Whether the table is that of the project as it is now.
    pub has_current_table: bool,
    /// What was to be shown and is in no cell.
    hidden: Option<Hidden>,
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

    /// Brings the heading of a topic into sight, and puts the cursor there.
    pub(crate) fn show_topic(&mut self, topic: TopicId) {
        let spot = Spot::Heading(RowKey::Topic(Some(topic)));
        self.scroll_to = Some((Wanted::Spot(spot.clone()), 60));
        self.cursor = Some(spot);
    }

    /// Brings the line of a party on a topic into sight, and puts the cursor into its cell.
    pub(crate) fn show_line(&mut self, topic: TopicId, party: Party) {
        let (row, column) = (RowKey::Topic(Some(topic)), ColumnKey::Party(party));
        self.scroll_to = Some((Wanted::Cell(row, column), 60));
    }

    /// Goes to the next card as the table is read, or to the one before, and returns its statement.
    pub(crate) fn go_in_order(&mut self, table: &Arc<Table>, is_on: bool) -> Option<StatementId> {
        let here = self.find_cursor(table);
        let next = cursor::in_order(table, &self.folded, here, is_on)?;
        let spot = cursor::spot(table, next)?;
        let id = spot.statement();
        self.go_to(spot);
        id
    }

    /// Whether all rows of the table are folded.
    fn has_folded_all(&self, table: &Table) -> bool {
        self.folded.len() >= table.rows.len() && table.rows.iter().all(|row| self.folded.contains(&row.key))
    }

    /// Folds all rows of the table, or none. The row in which one works, else the first in sight, stays there, and the
    /// cursor is on its heading.
    fn fold_all(&mut self, table: &Table, folds: bool) {
        if folds {
            self.folded.extend(table.rows.iter().map(|row| row.key.clone()));
        } else {
            self.folded.clear();
        }
        let of_cursor = self.cursor.as_ref().map(Spot::row);
        let row = of_cursor.or_else(|| Some(&table.rows.get(self.first_row)?.key));
        if let Some(heading) = row.cloned().map(Spot::Heading) {
            self.scroll_to = Some((Wanted::Spot(heading.clone()), 60));
            if self.cursor.is_some() {
                self.cursor = Some(heading);
            }
        }
    }

    /// Where in the table that stands which the keys work on.
    fn find_cursor(&mut self, table: &Arc<Table>) -> Option<Numbers> {
        let wanted = Wanted::Spot(self.cursor.clone()?);
        self.found.find(table, &wanted)
    }

    fn is_at(&self, place: &CardPlace) -> bool {
        matches!(&self.cursor, Some(Spot::Card(here)) if here == place)
    }

    fn stand_at(&mut self, place: &CardPlace) {
        self.cursor = Some(Spot::Card(place.clone()));
    }

    fn go_to(&mut self, spot: Spot) {
        self.scroll_to = Some((Wanted::Spot(spot.clone()), 60));
        self.cursor = Some(spot);
        self.wants_card_focus = true;
    }

    /// Keeps the cursor in the table: at the statement that was selected elsewhere, and where its card has gone, at
    /// what has taken the place.
    fn keep_cursor(&mut self, table: &Arc<Table>, selected: &mut Option<StatementId>, pass: u64) {
        let has_come = pass > self.last_pass + 1;
        self.last_pass = pass;
        let of_cursor = self.cursor.as_ref().and_then(Spot::statement);
        if has_come
            && let Some(id) = *selected
            && of_cursor != Some(id)
            && self.found.find(table, &Wanted::Statement(id)).is_some()
        {
            self.show(id);
        }
        if let Some(numbers) = self.find_cursor(table) {
            self.cursor_at = Some(numbers);
            return;
        }
        let is_going_on = matches!(
            &self.scroll_to,
            Some((Wanted::Statement(_) | Wanted::Cell(..), _))
        );
        let Some(spot) = self.cursor.take_if(|_| !is_going_on) else {
            return;
        };
        let next = cursor::instead(table, &self.folded, &spot, self.cursor_at);
        let Some(next) = next.and_then(|next| cursor::spot(table, next)) else {
            return;
        };
        if *selected == spot.statement() {
            *selected = next.statement();
        }
        if self.has_focused_card || self.wants_card_focus {
            self.go_to(next);
        } else {
            self.cursor = Some(next);
        }
        self.cursor_at = self.find_cursor(table);
    }
}

/// Draws the place.
pub(crate) fn compare_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let table = view.derived.table().clone();
    let pass = ui.ctx().cumulative_pass_nr();
    session.compare.keep_cursor(&table, &mut session.selected, pass);
    let words = &view.project.view().filters.words;
    let is_current = session.compare.has_current_table;
    session.compare.marks.fit(&table, words, is_current);
    session.compare.hidden = Hidden::find(view, session, &table);
    if table.n_statements + table.n_filtered_out + table.n_elsewhere > 0 {
        keys::hints_ui(ui, view, session, &table);
    }
    if table.n_statements > 0 {
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
            hidden_ui::hidden_ui(ui, view, session);
            if table.n_statements > 0 {
                table_ui::table_ui(ui, view, session, &table);
                keys::keys(ui, view, session, &table);
            } else {
                table_ui::heads_ui(ui, view, &table);
                hidden_ui::empty_ui(ui, view, &table);
            }
        });
}
