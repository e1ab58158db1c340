//! The line above the table: search, what the rows are, filters, columns, topics.

use std::sync::Arc;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, ComboBox, Layout, PopupCloseBehavior, RichText, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button_with_keys, party_badge, search_field, segmented};
use super::filters_ui::filters_menu_ui;
use super::topics_ui::topics_menu_ui;
use super::views_ui::views_menu_ui;
use crate::compare::Table;
use crate::model::Grouping;
use crate::project::edits;

/// The menus with their words need so much.
const MENUS_WIDTH: f32 = 336.0;
/// With less room the line says less.
const NARROW: f32 = 760.0;
/// Height of the line.
const HEIGHT: f32 = 36.0;

const GROUPINGS: [(Grouping, &str); 5] = [
    (Grouping::Topic, "Topic"),
    (Grouping::Day, "Date"),
    (Grouping::Article, "Article"),
    (Grouping::Speaker, "Speaker"),
    (Grouping::Nothing, "No rows"),
];

const PERIODS: [(Grouping, &str); 3] = [
    (Grouping::Day, "Day"),
    (Grouping::Week, "Week"),
    (Grouping::Month, "Month"),
];

/// Draws the line.
pub(super) fn toolbar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let is_narrow = ui.available_width() < NARROW;
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let mut after = view.project.view().clone();
        let mut words = after.filters.words.clone();
        let wants_focus = &mut session.compare.wants_search_focus;
        if search_field(
            ui,
            "Search statements",
            &mut words,
            wants_focus,
            if is_narrow { 120.0 } else { 170.0 },
        ) {
            after.filters.words = words;
            view.edit(edits::set_view(view.project, after.clone()));
        }
        ui.add_space(space::S);
        let chosen = if is_narrow {
            rows_menu_ui(ui, after.grouping)
        } else {
            rows_ui(ui, after.grouping)
        };
        if let Some(grouping) = chosen {
            after.grouping = grouping;
            view.edit(edits::set_view(view.project, after.clone()));
        }
        fold_all_ui(ui, session, view.derived.table());
        ui.add_space(space::S);
        let has_words = !is_narrow && ui.available_width() >= MENUS_WIDTH;
        menu(ui, "filter", "Filter", has_words, |ui| {
            filters_menu_ui(ui, view, session);
        });
        menu(ui, "compare", "Columns", has_words, |ui| {
            columns_ui(ui, view, &mut session.compare.proposes_anew);
        });
        menu(ui, "topic", "Topics", has_words, |ui| {
            topics_menu_ui(ui, view, session);
        });
        menu(ui, "star", "Views", has_words, |ui| {
            views_menu_ui(ui, view, session);
        });
        let n_turns = view.derived.table().turns.len();
        // While they are listed at the side, the list has its own cross, and here is less room.
        if n_turns > 0 && !session.compare.shows_turns {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = format!("Changes of line ({n_turns})");
                let shown = if has_words {
                    words.clone()
                } else {
                    n_turns.to_string()
                };
                let is_listed = &mut session.compare.shows_turns;
                let button = egui::Button::selectable(*is_listed, (icon_text("split", 15.0), shown));
                let mut response = ui.add(button.truncate());
                let is_on = *is_listed;
                response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_on, &words));
                if !has_words {
                    response = response.on_hover_text(&words);
                }
                if response.clicked() {
                    *is_listed = !*is_listed;
                }
            });
        }
    });
    ui.add_space(space::XS);
}

/// Folds all rows, or unfolds them.
fn fold_all_ui(ui: &mut Ui, session: &mut Session, table: &Table) {
    if table.rows.len() < 2 {
        return;
    }
    let (icon, name, keys, folds) = if session.compare.has_folded_all(table) {
        ("unfold", "Unfold all rows", "Shift+→", false)
    } else {
        ("fold", "Fold all rows", "Shift+←", true)
    };
    if icon_button_with_keys(ui, icon, name, keys).clicked() {
        session.compare.fold_all(table, folds);
    }
}

/// What the rows are, side by side.
fn rows_ui(ui: &mut Ui, grouping: Grouping) -> Option<Grouping> {
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new("Rows")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let is_dates = PERIODS.iter().any(|(period, _)| *period == grouping);
    let shown = if is_dates { Grouping::Day } else { grouping };
    let chosen = segmented(ui, "Rows", &GROUPINGS, shown);
    if is_dates {
        chosen.or(segmented(ui, "Dates", &PERIODS, grouping))
    } else {
        chosen
    }
}

/// The same one below the other, where there is less room.
fn rows_menu_ui(ui: &mut Ui, grouping: Grouping) -> Option<Grouping> {
    let choices = || {
        let periods = PERIODS.iter();
        GROUPINGS
            .iter()
            .flat_map(move |choice| match choice.0 {
                Grouping::Day => periods.clone().collect(),
                _ => vec![choice],
            })
            .copied()
    };
    let name = choices()
        .find(|(value, _)| *value == grouping)
        .map_or("", |(_, words)| words);
    let mut chosen = None;
    let combo = ComboBox::from_id_salt("rows")
        .selected_text(format!("Rows: {name}"))
        .width(130.0)
        .show_ui(ui, |ui| {
            for (value, words) in choices() {
                if ui.selectable_label(value == grouping, words).clicked() {
                    chosen = Some(value);
                }
            }
        });
    combo
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Rows"));
    chosen.filter(|value| *value != grouping)
}

/// A button that opens a menu which stays open while one clicks in it; its words are a hint where there is no room.
fn menu(ui: &mut Ui, icon: &str, words: &str, has_words: bool, content: impl FnOnce(&mut Ui)) {
    let button = if has_words {
        egui::Button::new((icon_text(icon, 15.0), words))
    } else {
        egui::Button::new(icon_text(icon, 15.0))
    };
    let (response, _) = MenuButton::from_button(button)
        .config(
            MenuConfig::new()
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .style(form_style),
        )
        .ui(ui, |ui| {
            ui.set_min_width(260.0);
            content(ui);
        });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    if !has_words {
        response.on_hover_text(words);
    }
}

/// The look of a menu that is a form: boxes, fields and buttons keep their frames.
fn form_style(style: &mut egui::Style) {
    let text = style.visuals.weak_text_color();
    let widgets = &mut style.visuals.widgets;
    let hairline = widgets.noninteractive.bg_stroke.color;
    let stroke = egui::Stroke::new(1.0, hairline.lerp_to_gamma(text, 0.4));
    widgets.inactive.bg_stroke = stroke;
    widgets.hovered.bg_stroke = stroke;
    style.spacing.interact_size.y = 24.0;
    style.spacing.item_spacing.y = 3.0;
}

/// Which parties are columns.
fn columns_ui(ui: &mut Ui, view: &mut ViewContext<'_>, proposes_anew: &mut bool) {
    let tokens = Tokens::for_ui(ui);
    let shown: Vec<_> = view
        .derived
        .table()
        .columns
        .iter()
        .filter_map(|column| column.party().cloned())
        .collect();
    let facets = Arc::clone(&view.derived.table().facets);
    let mut after = view.project.view().clone();
    ui.label(
        RichText::new("Parties as columns")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let scroll = egui::ScrollArea::vertical()
        .max_height(320.0)
        .min_scrolled_height(320.0);
    scroll.show(ui, |ui| {
        for (party, n_statements) in &facets.parties {
            ui.horizontal(|ui| {
                party_badge(ui, Some(party));
                let mut is_shown = shown.contains(party);
                let words = format!(
                    "{} ({n_statements})",
                    super::super::actions::party_name(Some(party))
                );
                if ui.checkbox(&mut is_shown, words).changed() {
                    let mut columns = shown.clone();
                    if is_shown {
                        columns.push(party.clone());
                        after.away.remove(party);
                    } else {
                        columns.retain(|other| other != party);
                        after.away.insert(party.clone());
                    }
                    after.choose_columns(columns);
                    view.edit(edits::set_view(view.project, after.clone()));
                }
            });
        }
    });
    ui.separator();
    let others = facets.parties.iter().filter(|(party, _)| !shown.contains(party));
    let n_others: usize = others.map(|(_, n)| n).sum();
    let n_nobody = facets.n_of_nobody;
    let mut is_changed = ui
        .checkbox(&mut after.shows_others, format!("Others ({n_others})"))
        .on_hover_text("One column for all parties without a column of their own")
        .changed();
    is_changed |= ui
        .checkbox(&mut after.shows_no_party, format!("No party ({n_nobody})"))
        .on_hover_text("Experts, private persons, media")
        .changed();
    if is_changed {
        view.edit(edits::set_view(view.project, after.clone()));
    }
    ui.separator();
    if ui.button("Propose columns again").clicked() {
        after.columns.clear();
        after.has_no_columns = false;
        after.away.clear();
        *proposes_anew = true;
        view.edit(edits::set_view(view.project, after));
        ui.close();
    }
}
