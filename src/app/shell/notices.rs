//! News that stay until they are put away: what went wrong and what to do.

use egui::{Align, CollapsingHeader, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use super::super::App;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::widgets::icon_button;

/// Draws the notices below the menu bar.
pub(crate) fn notices_ui(app: &mut App, ui: &mut Ui) {
    if app.session.notices.is_empty() {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let mut put_away = None;
    let frame = Frame::new()
        .fill(tokens.raised)
        .inner_margin(Margin::symmetric(12, 6));
    Panel::top("notices").frame(frame).show(ui, |ui| {
        for (idx, notice) in app.session.notices.iter().enumerate() {
            let (icon, color) = if notice.is_error {
                ("error", tokens.error)
            } else {
                ("warning", tokens.warning)
            };
            ui.horizontal(|ui| {
                ui.label(icon_text(icon, 18.0).color(color));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, "close", "Put away").clicked() {
                        put_away = Some(idx);
                    }
                    if icon_button(ui, "copy", "Copy details").clicked() {
                        let mut words = notice.words.clone();
                        for detail in &notice.details {
                            words.push('\n');
                            words.push_str(detail);
                        }
                        ui.ctx().copy_text(words);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(egui::Label::new(&notice.words).wrap());
                    });
                });
            });
            match notice.details.as_slice() {
                [] => {}
                [detail] => {
                    ui.horizontal_wrapped(|ui| {
                        ui.add_space(space::XL);
                        ui.label(
                            RichText::new(detail)
                                .size(text_size::SMALL)
                                .color(tokens.text_weak),
                        );
                    });
                }
                details => {
                    CollapsingHeader::new(format!("Show {} details", details.len()))
                        .id_salt(("notice", idx))
                        .show(ui, |ui| {
                            ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
                                for detail in details {
                                    ui.label(RichText::new(detail).size(text_size::SMALL));
                                }
                            });
                        });
                }
            }
        }
    });
    if let Some(idx) = put_away {
        app.session.notices.remove(idx);
    }
}
