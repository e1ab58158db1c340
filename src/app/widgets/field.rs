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
        let field = TextEdit::singleline(words)
            .hint_text(name)
            .prefix(icon_text("search", 14.0).color(tokens.text_weak))
            .desired_width(width);
        let response = ui.add(field);
        name_field(&response, name, words);
        if std::mem::take(wants_focus) {
            response.request_focus();
        }
        let mut is_changed = response.changed();
        if !words.is_empty() && icon_button(ui, "close", "Clear search").clicked() {
            words.clear();
            is_changed = true;
        }
        is_changed
    })
    .inner
}

/// Gives a text field its accessible name.
pub(crate) fn name_field(response: &Response, name: &str, words: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::TextInput, true, name);
        info.current_text_value = Some(words.to_owned());
        info
    });
}
