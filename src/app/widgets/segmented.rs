//! A choice of a few, side by side.

use egui::{Button, Frame, Margin, RichText, Role, Ui, WidgetInfo};

use super::super::theme::{Tokens, text_size};

/// Draws the choices; returns the one that was clicked if it is not the current one. `name` says what
/// is chosen.
pub(crate) fn segmented<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    choices: &[(T, &str)],
    current: T,
) -> Option<T> {
    let tokens = Tokens::for_ui(ui);
    let mut chosen = None;
    Frame::new()
        .fill(tokens.hover)
        .corner_radius(7.0)
        .inner_margin(Margin::same(2))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.spacing_mut().interact_size.y = 24.0;
                for &(value, words) in choices {
                    let is_current = value == current;
                    let color = if is_current { tokens.text } else { tokens.text_weak };
                    let mut button =
                        Button::new(RichText::new(words).size(text_size::SMALL + 0.5).color(color))
                            .frame_when_inactive(is_current);
                    if is_current {
                        button = button.fill(tokens.raised);
                    }
                    let response = ui.add(button);
                    response.widget_info(|| {
                        WidgetInfo::selected(Role::RadioButton, true, is_current, format!("{name}: {words}"))
                    });
                    if response.clicked() && !is_current {
                        chosen = Some(value);
                    }
                }
            });
        });
    chosen
}
