//! Text fields with names.

use egui::{Response, RichText, TextEdit, Ui, WidgetInfo};

use super::super::theme::{Tokens, icon_text, text_size};
use super::icon_button;

/// A small label above a one-line field; returns the new words when they were changed.
pub(crate) fn labelled_field(ui: &mut Ui, name: &str, value: &str, hint: &str) -> Option<String> {
    let tokens = Tokens::for_ui(ui);
    ui.label(RichText::new(name).size(text_size::SMALL).color(tokens.text_weak));
    let mut words = value.to_owned();
    let response = ui.add(
        TextEdit::singleline(&mut words)
            .hint_text(hint)
            .desired_width(f32::INFINITY),
    );
    name_field(&response, name, &words);
    response.changed().then_some(words)
}

/// A search field with a glass and, when there is something in it, a cross. `wants_focus` moves the
/// keyboard there once. True when the words were changed.
pub(crate) fn search_field(
    ui: &mut Ui,
    name: &str,
    words: &mut String,
    wants_focus: &mut bool,
    width: f32,
) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let id = ui.scope_id().with(name);
        if std::mem::take(wants_focus) {
            // Before the field is drawn: what is typed in this very frame is for it.
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let field = TextEdit::singleline(words)
            .id(id)
            .hint_text(name)
            .prefix(icon_text("search", 14.0).color(tokens.text_weak))
            .align(egui::Align2::LEFT_CENTER)
            .desired_width(width);
        let response = ui.add(field);
        name_field(&response, name, words);
        let mut is_changed = response.changed();
        if !words.is_empty() && icon_button(ui, "close", "Clear search").clicked() {
            words.clear();
            is_changed = true;
        }
        is_changed
    })
    .inner
}

/// Draws what needs its frame in a menu, where controls have none: fields, boxes to check, choices.
pub(crate) fn framed<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::for_ui(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        let stroke = egui::Stroke::new(1.0, tokens.edge);
        widgets.inactive.bg_stroke = stroke;
        widgets.hovered.bg_stroke = stroke;
        content(ui)
    })
    .inner
}

/// A text field in a menu.
pub(crate) fn field_in_menu(ui: &mut Ui, field: TextEdit<'_>) -> Response {
    framed(ui, |ui| ui.add(field.align(egui::Align2::LEFT_CENTER)))
}

/// Gives a text field its accessible name.
pub(crate) fn name_field(response: &Response, name: &str, words: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::TextInput, true, name);
        info.current_text_value = Some(words.to_owned());
        info
    });
}
