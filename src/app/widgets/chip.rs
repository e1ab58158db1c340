//! Chips: a filter or tag that can be taken away.

use egui::{Frame, Margin, RichText, Ui};

use super::super::theme::{Tokens, space, text_size};
use super::icon_button;

/// Words in a chip with a cross; true when the cross was clicked.
pub(crate) fn removable_chip(ui: &mut Ui, words: &str) -> bool {
    removable_chip_with(ui, words, |_| {})
}

/// The same with a sign before the words.
pub(crate) fn removable_chip_with(ui: &mut Ui, words: &str, sign_ui: impl FnOnce(&mut Ui)) -> bool {
    let tokens = Tokens::for_ui(ui);
    Frame::new()
        .fill(tokens.selection)
        .corner_radius(10.0)
        .inner_margin(Margin {
            left: 8,
            ..Margin::ZERO
        })
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                ui.spacing_mut().interact_size.y = 20.0;
                sign_ui(ui);
                ui.label(RichText::new(words).size(text_size::SMALL));
                ui.spacing_mut().button_padding.x = space::XS;
                icon_button(ui, "close", &format!("Remove {words}")).clicked()
            })
            .inner
        })
        .inner
}
