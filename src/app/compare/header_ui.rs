//! The heads of the columns: who it is, how much they said, and where the column goes.
//!
//! A head is dragged to another place, or moved there with Shift and the arrows; P pins it, Delete hides it.

use egui::{Align, Key, Layout, Modifiers, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, is_low, party_badge};
use super::clips::column_name;
use super::drop_ui::{self, DraggedColumn};
use super::table_ui::Columns;
use crate::compare::{Column, ColumnKey, Table};
use crate::model::{Party, View};
use crate::project::edits;

/// Height of the heads.
pub(super) fn height(ui: &Ui) -> f32 {
    if is_low(ui.ctx()) { 34.0 } else { 48.0 }
}

/// What can be done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    MoveLeft,
    MoveRight,
    MoveToFront,
    TogglePin,
    Hide,
    OnlyThis,
}

/// Draws the heads of all columns; `heads` is where they can be seen.
pub(super) fn header_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    table: &Table,
    columns: Columns,
    heads: Rect,
) {
    let area = Rect::from_min_size(
        heads.min - vec2(columns.scrolled, 0.0),
        vec2(columns.total, heads.height()),
    );
    let free = columns.free(ui.clip_rect(), area);
    let mut scrolling = ui.new_child(UiBuilder::new().id_salt("scrolling").max_rect(area));
    scrolling.set_clip_rect(free);
    for (column_idx, column) in table.columns.iter().enumerate() {
        let left = area.left() + columns.left(column_idx);
        let head = Rect::from_min_size(egui::pos2(left, area.top()), vec2(columns.width, heads.height()));
        let ui = if columns.is_pinned(column_idx) {
            &mut *ui
        } else {
            &mut scrolling
        };
        if head.intersects(ui.clip_rect()) {
            head_ui(ui, view, table, column, head);
        }
    }
}

fn head_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table, column: &Column, head: Rect) {
    let tokens = Tokens::for_ui(ui);
    let id = egui::Id::unique(("head", &column.key));
    let response = ui.interact(head, id, Sense::click_and_drag());
    let name = column_name(&column.key);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    if column.key != ColumnKey::Others {
        drop_ui::take_card(ui, view, &response, Some(&column.key), None);
    }
    if let ColumnKey::Party(party) = &column.key {
        response.dnd_set_drag_payload(DraggedColumn(party.clone()));
        take_column(ui, view, table, &response, party);
        if response.has_focus() {
            keys(ui, view, table, party);
        }
    }
    if response.has_focus() || (response.hovered() && !response.dragged()) {
        let band = head.shrink2(vec2(0.0, 4.0));
        ui.painter().rect_filled(band, 6.0, tokens.panel);
    }
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("head of", &column.key))
            .max_rect(head.shrink2(vec2(space::XS, (head.height() - 32.0) / 2.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = space::S;
    if column.key != ColumnKey::Others {
        party_badge(&mut child, column.party());
    }
    let counts = if column.n_shown == column.n_statements {
        column.n_shown.to_string()
    } else {
        format!("{} of {}", column.n_shown, column.n_statements)
    };
    child.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let button = icon_button(ui, "dots", &format!("Column {name}"));
        egui::Popup::menu(&button).show(|ui| column_menu_ui(ui, view, table, column));
        ui.label(
            RichText::new(counts)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
        if column.is_pinned {
            ui.label(icon_text("pin", 13.0).color(tokens.text_weak))
                .on_hover_text("Stays at the left");
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(egui::Label::new(RichText::new(name).font(semibold(15.0))).truncate());
        });
    });
    let color = tokens.party(column.party()).rule;
    let line = Rect::from_min_max(egui::pos2(head.left(), head.bottom() - 2.0), head.right_bottom());
    ui.painter().rect_filled(line, 0.0, color);
}

/// The parties that are columns, in order.
fn shown(table: &Table) -> Vec<Party> {
    let columns = table.columns.iter();
    columns.filter_map(|column| column.party().cloned()).collect()
}

/// A column dropped on another takes its place.
fn take_column(ui: &Ui, view: &mut ViewContext<'_>, table: &Table, response: &egui::Response, onto: &Party) {
    let tokens = Tokens::for_ui(ui);
    let pointer = ui.ctx().pointer_interact_pos();
    let is_after = pointer.is_some_and(|pointer| pointer.x > response.rect.center().x);
    if let Some(dragged) = response.dnd_hover_payload::<DraggedColumn>()
        && dragged.0 != *onto
    {
        let x = if is_after {
            response.rect.right()
        } else {
            response.rect.left()
        };
        ui.painter()
            .vline(x, response.rect.y_range(), egui::Stroke::new(3.0, tokens.accent));
    }
    if let Some(dragged) = drop_ui::released::<DraggedColumn>(response)
        && dragged.0 != *onto
    {
        let mut columns = shown(table);
        columns.retain(|party| *party != dragged.0);
        if let Some(at) = columns.iter().position(|party| party == onto) {
            columns.insert(at + usize::from(is_after), dragged.0.clone());
            arrange(view, columns, |after| {
                // Among the pinned it is pinned, among the others it is not.
                if after.pinned.contains(onto) {
                    after.pinned.insert(dragged.0.clone());
                } else {
                    after.pinned.remove(&dragged.0);
                }
            });
        }
    }
}

fn arrange(view: &mut ViewContext<'_>, columns: Vec<Party>, change: impl FnOnce(&mut View)) {
    let mut after = view.project.view().clone();
    after.choose_columns(columns);
    change(&mut after);
    view.edit(edits::set_view(view.project, after));
}

fn keys(ui: &Ui, view: &mut ViewContext<'_>, table: &Table, party: &Party) {
    let keys = [
        (Modifiers::SHIFT, Key::ArrowLeft, Deed::MoveLeft),
        (Modifiers::SHIFT, Key::ArrowRight, Deed::MoveRight),
        (Modifiers::SHIFT, Key::Home, Deed::MoveToFront),
        (Modifiers::NONE, Key::P, Deed::TogglePin),
        (Modifiers::NONE, Key::Delete, Deed::Hide),
    ];
    for (modifiers, key, deed) in keys {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            carry_out(view, table, party, deed);
        }
    }
}

fn carry_out(view: &mut ViewContext<'_>, table: &Table, party: &Party, deed: Deed) {
    let mut columns = shown(table);
    let Some(at) = columns.iter().position(|other| other == party) else {
        return;
    };
    match deed {
        Deed::MoveLeft if at > 0 => columns.swap(at, at - 1),
        Deed::MoveRight if at + 1 < columns.len() => columns.swap(at, at + 1),
        Deed::MoveToFront => {
            columns.remove(at);
            columns.insert(0, party.clone());
        }
        Deed::Hide => {
            columns.remove(at);
        }
        Deed::OnlyThis => columns = vec![party.clone()],
        Deed::MoveLeft | Deed::MoveRight | Deed::TogglePin => {}
    }
    arrange(view, columns, |after| match deed {
        Deed::Hide => {
            after.away.insert(party.clone());
            after.pinned.remove(party);
        }
        Deed::OnlyThis => after.pinned.clear(),
        Deed::TogglePin => {
            if !after.pinned.remove(party) {
                after.pinned.insert(party.clone());
            }
        }
        Deed::MoveLeft | Deed::MoveRight | Deed::MoveToFront => {}
    });
}

fn column_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, table: &Table, column: &Column) {
    let ColumnKey::Party(party) = &column.key else {
        if ui.button("Hide column").clicked() {
            let mut after = view.project.view().clone();
            match column.key {
                ColumnKey::Others => after.shows_others = false,
                _ => after.shows_no_party = false,
            }
            view.edit(edits::set_view(view.project, after));
            ui.close();
        }
        return;
    };
    let shown = shown(table);
    let at = shown.iter().position(|other| other == party).unwrap_or_default();
    let mut item = |ui: &mut Ui, words: &str, keys: &str, is_possible: bool, deed: Deed| {
        let button = egui::Button::new(words).shortcut_text(keys);
        let response = ui.add_enabled(is_possible, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, is_possible, words));
        if response.clicked() {
            carry_out(view, table, party, deed);
            ui.close();
        }
    };
    item(ui, "Move left", "Shift+←", at > 0, Deed::MoveLeft);
    item(ui, "Move right", "Shift+→", at + 1 < shown.len(), Deed::MoveRight);
    item(ui, "Move to the front", "Shift+Home", at > 0, Deed::MoveToFront);
    let pin = if column.is_pinned {
        "Unpin"
    } else {
        "Pin at the left"
    };
    item(ui, pin, "P", true, Deed::TogglePin);
    ui.separator();
    item(ui, "Hide column", "Del", true, Deed::Hide);
    item(ui, "Only this party", "", true, Deed::OnlyThis);
}
