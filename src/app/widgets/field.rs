//! Text fields with names.

use egui::{Id, Key, Modifiers, Response, RichText, TextEdit, Ui, WidgetInfo};

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

/// Whether the field that is about to be drawn with this id was not there in the pass before: what it stands in was
/// opened just now. It gets the keyboard then; [`note_focus`] says when that has worked.
pub(crate) fn opened(ui: &Ui, id: Id) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let (last, wants_focus): (u64, bool) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let has_just_opened = last + 1 < pass;
    let wants_focus = wants_focus || has_just_opened;
    if wants_focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ui.data_mut(|data| data.insert_temp(id, (pass, wants_focus)));
    has_just_opened
}

/// To be called when a field that [`opened`] was asked about has been drawn.
pub(crate) fn note_focus(ui: &Ui, response: &Response) {
    // While it is only measured it cannot keep the keyboard.
    if response.has_focus() && !ui.is_sizing_pass() {
        let pass = ui.ctx().cumulative_pass_nr();
        ui.data_mut(|data| data.insert_temp(response.id, (pass, false)));
    }
}

/// Which of the lines offered below a `field` the arrows lead to, while one types there.
pub(crate) fn step_lines(ui: &Ui, id: Id, field: &Response, n_lines: usize) -> Option<usize> {
    let before: Option<usize> = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if field.changed() {
        ui.data_mut(|data| data.insert_temp(id, None::<usize>));
        return None;
    }
    if !field.has_focus() {
        return before;
    }
    let (down, up) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
        )
    });
    let after = match (before, down, up) {
        (None, true, _) => Some(0),
        (Some(at), true, _) => Some((at + 1).min(n_lines.saturating_sub(1))),
        (Some(at), _, true) => at.checked_sub(1),
        (before, ..) => before,
    };
    ui.data_mut(|data| data.insert_temp(id, after));
    after
}
