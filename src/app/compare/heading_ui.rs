//! The heading of a row: its title, who stands where, what can be done with the row; it folds the row.

use std::collections::HashSet;
use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Align, Key, Layout, Modifiers, Rect, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::icon_button;
use super::cursor::Spot;
use super::marks::MarkedText;
use super::stance_ui::{strip_ui, topic_dot_ui};
use super::table_ui::hold_focus;
use super::topics_ui::{self, Way};
use super::{cell_ui, clips, drop_ui};
use crate::compare::{Card, Row, RowKey, SoughtWords, Table};
use crate::model::TopicId;

/// A row's heading; true when it was clicked.
pub(super) fn heading_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    table: &Table,
    rect: Rect,
    row: &Row,
    is_folded: bool,
) -> bool {
    let tokens = Tokens::for_ui(ui);
    let sense = match row.key {
        RowKey::Topic(Some(_)) => Sense::click_and_drag(),
        _ => Sense::click(),
    };
    let response = ui.interact(rect, ui.scope_id().with(("row", &row.key)), sense);
    response.widget_info(|| WidgetInfo::selected(Role::RowHeader, true, !is_folded, &*row.title));
    drop_ui::take_card(ui, view, &response, None, Some(&row.key));
    if let RowKey::Topic(Some(topic)) = row.key {
        response.dnd_set_drag_payload(drop_ui::DraggedTopic(topic));
        drop_ui::take_topic(ui, view, &response, topic);
        if response.has_focus() {
            topic_keys(ui, view, topic);
        }
    }
    let is_cursor = matches!(&session.compare.cursor, Some(Spot::Heading(here)) if *here == row.key);
    if response.gained_focus() && !is_cursor {
        session.compare.cursor = Some(Spot::Heading(row.key.clone()));
        session.selected = None;
    }
    if is_cursor || response.has_focus() {
        hold_focus(ui, session, &response, is_cursor);
    }
    if response.has_focus() || response.hovered() || is_cursor {
        let band = rect.with_min_y(rect.top() + 8.0);
        let fill = if response.has_focus() {
            tokens.selection
        } else {
            tokens.panel
        };
        ui.painter().rect_filled(band, 4.0, fill);
    }
    ui.painter().hline(
        rect.x_range(),
        rect.top() + 6.0,
        Stroke::new(1.0, tokens.hairline),
    );
    let inside = rect.with_min_y(rect.top() + 8.0);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("heading", &row.key))
            .max_rect(inside)
            .layout(Layout::right_to_left(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = space::XS;
    let button = icon_button(&mut child, "dots", &format!("Row {}", row.title));
    egui::Popup::menu(&button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let mut seen = HashSet::new();
            let cards = row.cells.cards().map(Arc::as_ref);
            let cards: Vec<&Card> = cards.filter(|card| seen.insert(card.id)).collect();
            cell_ui::all_of_ui(ui, view, session, &cards, |project| {
                clips::of_row(project, table, row)
            });
            if let RowKey::Topic(Some(topic)) = row.key {
                ui.separator();
                place_menu_ui(ui, view, topic);
            }
            ui.separator();
            fold_menu_ui(ui, session, table);
        });
    if let RowKey::Topic(Some(topic)) = row.key {
        strip_ui(&mut child, table, topic);
        let n_turns = table.turns.iter().filter(|turn| turn.topic == topic).count();
        if n_turns > 0 {
            let plural = if n_turns == 1 { "" } else { "s" };
            let words = format!("{n_turns} change{plural} of line");
            let label = RichText::new(&words).size(text_size::SMALL).color(tokens.warning);
            let button = child.add(egui::Button::new(label).frame(false));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            if button.clicked() {
                session.compare.shows_turns = true;
            }
            child.add_space(space::S);
        }
    }
    child.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let icon = if is_folded {
            "chevron_right"
        } else {
            "chevron_down"
        };
        ui.label(icon_text(icon, 12.0).color(tokens.text_weak));
        if let RowKey::Topic(Some(topic)) = row.key {
            let color = view.project.topics().get(&topic).and_then(|topic| topic.color);
            topic_dot_ui(ui, tokens.topic(color));
        }
        title_ui(ui, row, &session.compare.marks.sought());
    });
    response.clicked()
}

/// Shift and the arrows move the topic that has the keyboard.
fn topic_keys(ui: &Ui, view: &mut ViewContext<'_>, topic: TopicId) {
    for (key, way) in [(Key::ArrowUp, Way::Up), (Key::ArrowDown, Way::Down)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key)) {
            view.edit(topics_ui::moved(view.project, topic, way));
        }
    }
}

fn place_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, topic: TopicId) {
    for (words, keys, way) in [
        ("Move topic up", "Shift+↑", Way::Up),
        ("Move topic down", "Shift+↓", Way::Down),
    ] {
        let edit = topics_ui::moved(view.project, topic, way);
        let button = egui::Button::new(words).shortcut_text(keys);
        let response = ui.add_enabled(edit.is_some(), button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, edit.is_some(), words));
        if response.clicked() {
            view.edit(edit);
            ui.close();
        }
    }
}

/// Folds all rows, or none.
fn fold_menu_ui(ui: &mut Ui, session: &mut Session, table: &Table) {
    let can_fold = !session.compare.has_folded_all(table);
    let can_unfold = !session.compare.folded.is_empty();
    for (words, keys, is_possible, folds) in [
        ("Fold all rows", "Shift+←", can_fold, true),
        ("Unfold all rows", "Shift+→", can_unfold, false),
    ] {
        let button = egui::Button::new(words).shortcut_text(keys);
        let response = ui.add_enabled(is_possible, button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, is_possible, words));
        if response.clicked() {
            session.compare.fold_all(table, folds);
            ui.close();
        }
    }
}

/// The title, in which what is looked for is marked if it is a headline: statements are found by that too.
fn title_ui(ui: &mut Ui, row: &Row, sought: &SoughtWords) {
    let tokens = Tokens::for_ui(ui);
    let mut about = row.subtitle.to_string();
    if !about.is_empty() {
        about.push_str(" · ");
    }
    let n = row.n_statements;
    about.push_str(&n.to_string());
    about.push_str(if n == 1 { " statement" } else { " statements" });
    let about = RichText::new(about)
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    // A long title leaves room for the count, if there is room for both.
    let room = ui.available_width();
    let is_tight = room < 320.0;
    let mut title = MarkedText::one_row(if is_tight { room } else { room - 120.0 });
    let format = TextFormat::simple(semibold(text_size::BODY), tokens.text);
    if matches!(row.key, RowKey::Article(_)) {
        title.append_sought(&row.title, sought, &format, tokens.text);
    } else {
        title.append(&row.title, 0.0, format);
    }
    title.lay_out(ui).ui_with(ui, || row.title.to_string());
    if !is_tight {
        ui.add(egui::Label::new(about).truncate());
    }
}
