//! The heads of the columns: who it is, how much they said, and where the column goes.

use egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::actions::party_name;
use super::super::command::{Command, Scope, StatementCommand};
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, party_badge};
use super::table_ui::{Columns, DraggedCard};
use crate::compare::Table;
use crate::model::{Party, View};
use crate::project::edits;

/// Height of the heads.
pub(super) const HEIGHT: f32 = 48.0;

/// Draws the heads of all columns.
pub(super) fn header_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table, columns: Columns) {
    let tokens = Tokens::for_ui(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(columns.total, HEIGHT), Sense::hover());
    for (column_idx, column) in table.columns.iter().enumerate() {
        let left = rect.left() + columns.left(column_idx);
        let head = Rect::from_min_size(egui::pos2(left, rect.top()), vec2(columns.width, HEIGHT));
        let response = ui.interact(head, ui.scope_id().with(("head", column_idx)), Sense::click());
        let name = party_name(column.party());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
        take_drop(ui, view, &response, column.party());
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(head.shrink2(vec2(space::XS, space::S)))
                .layout(Layout::left_to_right(Align::Center)),
        );
        child.spacing_mut().item_spacing.x = space::S;
        party_badge(&mut child, column.party());
        let counts = if column.n_shown == column.n_statements {
            column.n_shown.to_string()
        } else {
            format!("{} of {}", column.n_shown, column.n_statements)
        };
        child.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(party) = column.party() {
                let button = icon_button(ui, "dots", &format!("Column {name}"));
                egui::Popup::menu(&button).show(|ui| column_menu_ui(ui, view, table, party));
            }
            ui.label(
                RichText::new(counts)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(name).font(semibold(15.0))).truncate());
            });
        });
        let color = tokens.party(column.party()).rule;
        let line = Rect::from_min_max(egui::pos2(left, head.bottom() - 2.0), head.right_bottom());
        ui.painter().rect_filled(line, 0.0, color);
    }
}

/// A card dropped on a column moves to its party.
pub(super) fn take_drop(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    response: &egui::Response,
    party: Option<&Party>,
) {
    let tokens = Tokens::for_ui(ui);
    if response.dnd_hover_payload::<DraggedCard>().is_some() {
        ui.painter().rect_stroke(
            response.rect,
            4.0,
            egui::Stroke::new(2.0, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    if let Some(card) = response.dnd_release_payload::<DraggedCard>() {
        let parties: Vec<Party> = party.cloned().into_iter().collect();
        if view
            .project
            .statement(card.0)
            .is_some_and(|statement| statement.parties != parties)
        {
            view.send(Command::Statements(
                vec![card.0],
                StatementCommand::SetParties(parties, Scope::ThisOne),
            ));
        }
    }
}

fn column_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table, party: &Party) {
    let shown: Vec<Party> = table
        .columns
        .iter()
        .filter_map(|column| column.party().cloned())
        .collect();
    let Some(at) = shown.iter().position(|other| other == party) else {
        return;
    };
    let mut change = |ui: &mut Ui, words: &str, is_possible: bool, change: &dyn Fn(&mut View)| {
        if ui.add_enabled(is_possible, egui::Button::new(words)).clicked() {
            let mut after = view.project.view().clone();
            after.columns.clone_from(&shown);
            change(&mut after);
            view.edit(edits::set_view(view.project, after));
            ui.close();
        }
    };
    change(ui, "Move left", at > 0, &|after| {
        after.columns.swap(at, at.saturating_sub(1));
    });
    change(ui, "Move right", at + 1 < shown.len(), &|after| {
        after.columns.swap(at, at + 1);
    });
    change(ui, "Move to the front", at > 0, &|after| {
        let party = after.columns.remove(at);
        after.columns.insert(0, party);
    });
    ui.separator();
    change(ui, "Hide column", true, &|after| {
        let party = after.columns.remove(at);
        after.away.insert(party);
    });
    change(ui, "Only this party", true, &|after| {
        after.columns = after.columns.get(at).cloned().into_iter().collect();
    });
}
