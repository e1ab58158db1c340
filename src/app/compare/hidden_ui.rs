//! What the table does not show although it was asked for: statements that the filters keep out, or that have no
//! column.

use egui::{Frame, Margin, RichText, Ui};

use super::super::actions::party_name;
use super::super::command::{Command, Global};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{empty_state, icon_button};
use super::cursor::Wanted;
use crate::compare::{self, Table};
use crate::model::{Filters, Party, StatementId, View};
use crate::project::edits;

/// A statement that was asked for and is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    id: StatementId,
    /// Whether the filters let it through, so that it is a column that it lacks.
    passes: bool,
}

impl Hidden {
    /// What was asked for and is not there, now that the table is that of the project. What was put aside is nowhere.
    pub(super) fn find(
        view: &ViewContext<'_>,
        session: &mut Session,
        table: &std::sync::Arc<Table>,
    ) -> Option<Self> {
        let compare = &mut session.compare;
        let Some((wanted @ Wanted::Statement(id), _)) = &compare.scroll_to else {
            return compare.hidden;
        };
        let id = *id;
        let is_there = compare.found.find(table, wanted).is_some();
        if is_there || !compare.has_current_table {
            return compare.hidden.filter(|hidden| !is_there && hidden.id != id);
        }
        compare.scroll_to = None;
        let is_visible = view.project.statement(id).is_some_and(|it| it.is_visible);
        is_visible.then(|| Self {
            id,
            passes: compare::lets_through(view.project, &view.project.view().filters, id),
        })
    }
}

/// Says that a statement is hidden, and brings it back.
pub(super) fn hidden_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Table) {
    let Some(hidden) = session.compare.hidden else {
        return;
    };
    let Some(statement) = view.project.statement(hidden.id) else {
        session.compare.hidden = None;
        return;
    };
    let party = statement.parties.first().cloned();
    let tokens = Tokens::for_ui(ui);
    let words = match (&party, hidden.passes) {
        (_, false) => "The statement is hidden by the filters.".to_owned(),
        (None, true) => "The statement is of no party, and that has no column.".to_owned(),
        (Some(party), true) => format!(
            "The statement is for {}, which has no column.",
            party_name(Some(party))
        ),
    };
    let frame = Frame::new()
        .fill(tokens.selection)
        .corner_radius(space::RADIUS)
        .inner_margin(Margin::symmetric(8, 2));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.label(icon_text("filter", 14.0).color(tokens.text_weak));
            ui.label(RichText::new(words).size(text_size::SMALL));
            if ui.button("Show it").clicked() {
                let mut after = view.project.view().clone();
                if hidden.passes {
                    add_column(&mut after, table, party);
                } else {
                    after.filters = Filters::default();
                }
                view.edit(edits::set_view(view.project, after));
                session.selected = Some(hidden.id);
                session.compare.show(hidden.id);
                session.compare.hidden = None;
            }
            if icon_button(ui, "close", "Leave it hidden").clicked() {
                session.compare.hidden = None;
            }
        });
    });
    ui.add_space(space::XS);
}

fn add_column(after: &mut View, table: &Table, party: Option<Party>) {
    let Some(party) = party else {
        after.shows_no_party = true;
        return;
    };
    let mut columns: Vec<Party> = table
        .columns
        .iter()
        .filter_map(|it| it.party().cloned())
        .collect();
    after.away.remove(&party);
    columns.push(party);
    after.choose_columns(columns);
}

/// What stands there instead of an empty table.
pub(super) fn empty_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table) {
    let is_filtered = !view.project.view().filters.is_empty();
    if view.project.articles().is_empty() {
        let words = "Nothing to compare yet. Import articles, and what was said in them stands here side by side, a column for each country.";
        if empty_state(ui, "compare", words, Some("Import articles…")) {
            view.send(Command::Global(Global::ImportFiles));
        }
    } else if table.n_elsewhere > 0 {
        let (n, verb) = match table.n_elsewhere {
            1 => ("1 statement".to_owned(), "passes"),
            n => (format!("{n} statements"), "pass"),
        };
        let words = if is_filtered {
            format!("{n} {verb} the filters, for nobody who has a column.")
        } else {
            format!("{n}, for nobody who has a column.")
        };
        if empty_state(ui, "compare", &words, Some("Show them")) {
            let columns: Vec<Party> = table
                .columns
                .iter()
                .filter_map(|it| it.party().cloned())
                .collect();
            let mut after = view.project.view().clone();
            let (parties, n_of_nobody) = compare::in_no_column(view.project, &after.filters, &columns);
            after.shows_others |= !parties.is_empty();
            after.shows_no_party |= n_of_nobody > 0;
            view.edit(edits::set_view(view.project, after));
        }
    } else if is_filtered {
        let words = "No statement passes the filters.";
        if empty_state(ui, "filter", words, Some("Clear filters")) {
            let mut after = view.project.view().clone();
            after.filters = Filters::default();
            view.edit(edits::set_view(view.project, after));
        }
    } else {
        let words = "No statements were found in the articles.";
        empty_state(ui, "compare", words, None);
    }
}
