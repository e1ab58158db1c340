//! Saved views: layouts of the table with names, kept in the project.

use egui::{RichText, Role, TextEdit, Ui, WidgetInfo};

use super::super::command::SavedView;
use super::super::session::Session;
use super::super::theme::{Tokens, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{field_in_menu, icon_button, name_field, primary_button};
use crate::project::edits;

/// What is typed in the menu.
#[derive(Debug, Default)]
pub(super) struct ViewsSession {
    /// Name of a view that is to be saved.
    name: String,
    /// The view that is given another name, and that name as typed.
    renamed: Option<(String, String)>,
}

/// The menu.
pub(super) fn views_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    ui.set_min_width(300.0);
    let typed = &mut session.compare.views;
    if view.project.saved_views().is_empty() {
        ui.label(
            RichText::new("A view keeps rows, columns, order and filters under a name.")
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    }
    let names: Vec<String> = view.project.saved_views().keys().cloned().collect();
    for (number, name) in names.into_iter().enumerate() {
        let is_current = view.project.saved_views().get(&name) == Some(view.project.view());
        ui.horizontal(|ui| {
            if let Some((_, new_name)) = typed.renamed.as_mut().filter(|(old, _)| *old == name) {
                let response = field_in_menu(ui, TextEdit::singleline(new_name).desired_width(200.0));
                name_field(&response, &format!("New name of {name}"), new_name);
                let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
                if icon_button(ui, "check", "Keep the new name").clicked() || enter {
                    view.edit(edits::rename_view(view.project, &name, new_name));
                    typed.renamed = None;
                }
                return;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, "trash", &format!("Delete view {name}")).clicked() {
                    view.edit(edits::remove_view(view.project, &name));
                }
                if icon_button(ui, "pencil", &format!("Rename view {name}")).clicked() {
                    typed.renamed = Some((name.clone(), name.clone()));
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let mut button = egui::Button::selectable(is_current, name.as_str()).truncate();
                    if let Some(shortcut) = SavedView(number).shortcut() {
                        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
                    }
                    let response = ui.add(button);
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::Button, true, is_current, format!("View {name}"))
                    });
                    if response.clicked() {
                        view.edit(edits::choose_view(view.project, &name));
                        ui.close();
                    }
                });
            });
        });
    }
    ui.separator();
    ui.horizontal(|ui| {
        let response = field_in_menu(
            ui,
            TextEdit::singleline(&mut typed.name)
                .hint_text("Name of the view as it is now")
                .desired_width(190.0),
        );
        name_field(&response, "Name of the view", &typed.name);
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.add_space(space::XS);
        let has_name = !typed.name.trim().is_empty();
        let button = ui.add_enabled_ui(has_name, |ui| primary_button(ui, "Save view"));
        if (button.inner.clicked() || enter) && has_name {
            view.edit(edits::save_view(view.project, &typed.name));
            typed.name.clear();
        }
    });
}
