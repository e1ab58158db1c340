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
use crate::project::{Edit, Project, edits};

/// A statement that was asked for and is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    id: StatementId,
    why: Why,
}

/// Why a statement is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The filters keep it out.
    Filters,
    /// None of its parties has a column.
    Column,
    /// Both.
    Both,
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
        let statement = view.project.statement(id).filter(|it| it.is_visible)?;
        let passes = compare::lets_through(view.project, &view.project.view().filters, id);
        let why = match (
            passes,
            has_column(view, &unfiltered(view.project), &statement.parties),
        ) {
            (true, _) => Why::Column,
            (false, true) => Why::Filters,
            (false, false) => Why::Both,
        };
        Some(Self { id, why })
    }
}

/// The layout of the table as it is without filters.
fn unfiltered(project: &Project) -> View {
    View {
        filters: Filters::default(),
        ..project.view().clone()
    }
}

/// Whether statements for these parties have a column in a layout without filters.
fn has_column(view: &ViewContext<'_>, layout: &View, parties: &[Party]) -> bool {
    if parties.is_empty() {
        return layout.shows_no_party;
    }
    let columns = view.derived.columns_of(layout);
    let is_shown = |party: &Party| columns.contains(party) || layout.pinned.contains(party);
    let is_shown = |party: &Party| is_shown(party) && !layout.away.contains(party);
    layout.shows_others || parties.iter().any(is_shown)
}

/// Says that a statement is hidden, and brings it back.
pub(super) fn hidden_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let Some(hidden) = session.compare.hidden else {
        return;
    };
    let Some(statement) = view.project.statement(hidden.id) else {
        session.compare.hidden = None;
        return;
    };
    let party = statement.parties.first().cloned();
    let tokens = Tokens::for_ui(ui);
    let of = party
        .as_ref()
        .map_or("of no party, and that".to_owned(), |party| {
            format!("for {}, which", party_name(Some(party)))
        });
    let (words, about) = match hidden.why {
        Why::Filters => (
            "The statement is hidden by the filters.".to_owned(),
            "Clears the filters",
        ),
        Why::Column => (format!("The statement is {of} has no column."), "Adds the column"),
        Why::Both => (
            format!("The statement is hidden by the filters, and it is {of} has no column."),
            "Clears the filters and adds the column",
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
            if ui.button("Show it").on_hover_text(about).clicked() {
                view.edit(shown(view, hidden.why, party));
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

/// The one step that brings a statement for `party` into the table.
fn shown(view: &ViewContext<'_>, why: Why, party: Option<Party>) -> Option<Edit> {
    let mut after = match why {
        Why::Column => view.project.view().clone(),
        Why::Filters | Why::Both => unfiltered(view.project),
    };
    if why != Why::Filters {
        match party {
            None => after.shows_no_party = true,
            Some(party) => {
                let mut columns = view.derived.columns_of(&unfiltered(view.project));
                columns.retain(|other| *other != party);
                after.away.remove(&party);
                columns.push(party);
                after.choose_columns(columns);
            }
        }
    }
    let mut edit = edits::set_view(view.project, after)?;
    if why == Why::Both {
        "Clear the filters and add a column".clone_into(&mut edit.label);
    }
    Some(edit)
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
