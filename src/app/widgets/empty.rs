//! What a view shows when it has nothing to show: why, and the button that helps.

use egui::{Align, Layout, RichText, Ui};

use super::super::theme::{Tokens, icon_text, reading, space};
use super::primary_button;

/// An icon, a sentence that says why there is nothing, and a button; true when it was clicked.
pub(crate) fn empty_state(ui: &mut Ui, icon: &str, words: &str, button: Option<&str>) -> bool {
    let tokens = Tokens::for_ui(ui);
    let mut is_clicked = false;
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space((ui.available_height() * 0.28).max(space::XL));
        ui.label(icon_text(icon, 40.0).color(tokens.text_weak));
        ui.add_space(space::S);
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(420.0));
            ui.label(
                RichText::new(words)
                    .font(reading::upright(16.0))
                    .color(tokens.text_weak),
            );
        });
        ui.add_space(space::M);
        if let Some(button) = button {
            is_clicked = primary_button(ui, button).clicked();
        }
    });
    is_clicked
}
