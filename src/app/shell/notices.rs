//! News that stay until they are put away: what went wrong and what to do.

use egui::{Align, CollapsingHeader, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use super::super::App;
use super::super::command::Command;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::widgets::{icon_button, text_icon_button};
use crate::intake::Failure;

/// Draws the notices below the menu bar.
pub(crate) fn notices_ui(app: &mut App, ui: &mut Ui) {
    if app.session.notices.is_empty() {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let mut put_away = None;
    let mut retried = None;
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
                        ui.ctx().copy_text(notice.as_text());
                    }
                    match notice.failures.as_slice() {
                        [] => {}
                        [_] => {
                            if text_icon_button(ui, "refresh", "Retry").clicked() {
                                retried = Some((idx, None));
                            }
                        }
                        [_, ..] => {
                            if text_icon_button(ui, "refresh", "Retry all").clicked() {
                                retried = Some((idx, None));
                            }
                        }
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(egui::Label::new(&notice.words).wrap());
                    });
                });
            });
            match notice.failures.as_slice() {
                [] => {}
                [one] => {
                    if !notice.words.contains(&one.reason) {
                        details_ui(ui, idx, &[one.to_string()]);
                    }
                }
                failures => {
                    let one = failures_ui(ui, idx, failures);
                    retried = retried.or(one.map(|one| (idx, Some(one))));
                }
            }
            details_ui(ui, idx, &notice.details);
        }
    });
    if let Some((idx, one)) = retried
        && let Some(notice) = app.session.notices.get_mut(idx)
    {
        let failures = match one {
            Some(one) => vec![notice.failures.remove(one)],
            None => std::mem::take(&mut notice.failures),
        };
        if notice.failures.is_empty() {
            put_away = Some(idx);
        }
        app.outbox.send(Command::Retry(failures));
    }
    if let Some(idx) = put_away {
        app.session.notices.remove(idx);
    }
}

/// What gave no article, a line each with a button to try it again; returns the one whose button was clicked.
fn failures_ui(ui: &mut Ui, notice: usize, failures: &[Failure]) -> Option<usize> {
    const ROW_HEIGHT: f32 = 24.0;
    let mut retried = None;
    CollapsingHeader::new(format!("Show what failed ({})", failures.len()))
        .id_salt(("failures", notice))
        .show(ui, |ui| {
            ScrollArea::vertical()
                .max_height(160.0)
                .auto_shrink([false, true])
                .show_rows(ui, ROW_HEIGHT, failures.len(), |ui, rows| {
                    for idx in rows {
                        let Some(failure) = failures.get(idx) else {
                            continue;
                        };
                        let words = failure.to_string();
                        ui.horizontal(|ui| {
                            ui.set_height(ROW_HEIGHT);
                            let name = format!("Retry {}", failure.path.display());
                            if icon_button(ui, "refresh", &name).clicked() {
                                retried = Some(idx);
                            }
                            let label = RichText::new(&words).size(text_size::SMALL);
                            ui.add(egui::Label::new(label).truncate());
                        });
                    }
                });
        });
    retried
}

/// Particulars, folded if there are several.
fn details_ui(ui: &mut Ui, notice: usize, details: &[String]) {
    const ROW_HEIGHT: f32 = 18.0;
    let tokens = Tokens::for_ui(ui);
    match details {
        [] => {}
        [detail] => {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(space::XL);
                let words = RichText::new(detail).size(text_size::SMALL);
                ui.label(words.color(tokens.text_weak));
            });
        }
        details => {
            CollapsingHeader::new(format!("Show {} details", details.len()))
                .id_salt(("notice", notice))
                .show(ui, |ui| {
                    ScrollArea::vertical()
                        .max_height(160.0)
                        .auto_shrink([false, true])
                        .show_rows(ui, ROW_HEIGHT, details.len(), |ui, rows| {
                            for detail in details.get(rows).unwrap_or_default() {
                                let words = RichText::new(detail).size(text_size::SMALL);
                                ui.add(egui::Label::new(words).truncate());
                            }
                        });
                });
        }
    }
}
