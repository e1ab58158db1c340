//! The line above the table: search, what the rows are, filters, columns, topics.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Align, Layout, PopupCloseBehavior, RichText, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{name_field, party_badge, primary_button, search_field, segmented};
use super::filters_ui::filters_menu_ui;
use crate::compare;
use crate::model::Grouping;
use crate::project::edits;

/// Height of the line.
const HEIGHT: f32 = 36.0;

const GROUPINGS: [(Grouping, &str); 5] = [
    (Grouping::Topic, "Topic"),
    (Grouping::Day, "Date"),
    (Grouping::Article, "Article"),
    (Grouping::Speaker, "Speaker"),
    (Grouping::Nothing, "No rows"),
];

/// Draws the line.
pub(super) fn toolbar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let size = vec2(ui.available_width(), HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let mut after = view.project.view().clone();
        let mut words = after.filters.words.clone();
        let wants_focus = &mut session.compare.wants_search_focus;
        if search_field(ui, "Search statements", &mut words, wants_focus, 200.0) {
            after.filters.words = words;
            view.edit(edits::set_view(view.project, after.clone()));
        }
        ui.add_space(space::S);
        ui.label(
            RichText::new("Rows")
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
        if let Some(grouping) = segmented(ui, "Rows", &GROUPINGS, after.grouping) {
            after.grouping = grouping;
            view.edit(edits::set_view(view.project, after.clone()));
        }
        ui.add_space(space::S);
        menu(ui, "filter", "Filter", |ui| filters_menu_ui(ui, view));
        menu(ui, "compare", "Columns", |ui| columns_ui(ui, view));
        menu(ui, "topic", "New topic", |ui| {
            new_topic_ui(ui, view, &mut session.compare.topic_name);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let table = view.derived.table();
            let mut words = format!("{} statements", table.n_statements);
            if table.n_elsewhere > 0 {
                words = format!("{words}, {} in no column", table.n_elsewhere);
            }
            if table.n_filtered_out > 0 {
                words = format!("{words}, {} filtered out", table.n_filtered_out);
            }
            ui.label(
                RichText::new(words)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
        });
    });
    ui.add_space(space::XS);
}

/// A button that opens a menu which stays open while one clicks in it.
fn menu(ui: &mut Ui, icon: &str, words: &str, content: impl FnOnce(&mut Ui)) {
    let button = egui::Button::new((icon_text(icon, 15.0), words));
    let (response, _) = MenuButton::from_button(button)
        .config(MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside))
        .ui(ui, |ui| {
            ui.set_min_width(260.0);
            content(ui);
        });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
}

/// Which parties are columns.
fn columns_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    let tokens = Tokens::for_ui(ui);
    let shown: Vec<_> = view
        .derived
        .table()
        .columns
        .iter()
        .filter_map(|column| column.party().cloned())
        .collect();
    let counts = compare::parties(view.project);
    let mut after = view.project.view().clone();
    ui.label(
        RichText::new("Parties as columns")
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for (party, n_statements) in &counts {
            ui.horizontal(|ui| {
                let Some(party) = party else {
                    let words = format!("No party ({n_statements})");
                    if ui.checkbox(&mut after.shows_no_party, words).changed() {
                        view.edit(edits::set_view(view.project, after.clone()));
                    }
                    return;
                };
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
                    after.columns = columns;
                    view.edit(edits::set_view(view.project, after.clone()));
                }
            });
        }
    });
    ui.separator();
    if ui.button("Propose columns again").clicked() {
        after.columns.clear();
        after.away.clear();
        view.edit(edits::set_view(view.project, after));
        ui.close();
    }
}

fn new_topic_ui(ui: &mut Ui, view: &mut ViewContext<'_>, name: &mut String) {
    ui.label("Name of the topic");
    let response = ui.add(egui::TextEdit::singleline(name).hint_text("Border demarcation"));
    name_field(&response, "Name of the topic", name);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let button = ui.add_enabled_ui(!name.trim().is_empty(), |ui| primary_button(ui, "Add topic"));
    if (button.inner.clicked() || enter) && !name.trim().is_empty() {
        let (_, edit) = edits::add_topic(view.project, name);
        view.edit(Some(edit));
        let mut after = view.project.view().clone();
        after.grouping = Grouping::Topic;
        view.edit(edits::set_view(view.project, after));
        name.clear();
        ui.close();
    }
}
