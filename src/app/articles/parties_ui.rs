//! For whom a speaker speaks: the parties of the selected statement, and the field that finds others.

use egui::{Align2, CornerRadius, FontId, Key, Modifiers, Rect, RichText, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

use super::super::actions::party_name;
use super::super::command::{Command, StatementCommand};
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, party_label, search_field, text_icon_button};
use super::inspector_ui::label;
use super::{Inspector, PartyPicker};
use crate::atlas::Atlas;
use crate::model::{Party, Statement, StatementId};

const ROW_HEIGHT: f32 = 26.0;
const LIST_HEIGHT: f32 = 190.0;

/// Draws the parties and their controls.
pub(super) fn parties_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: StatementId,
    statement: &Statement,
) {
    label(ui, "Speaks for");
    let mut parties = statement.parties.clone();
    if parties.is_empty() {
        let color = Tokens::for_ui(ui).text_weak;
        ui.label(RichText::new("No party").color(color));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::XS);
        for party in &statement.parties {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                party_label(ui, Some(party));
                if icon_button(ui, "close", &format!("Remove {}", party_name(Some(party)))).clicked() {
                    parties.retain(|other| other != party);
                }
            });
        }
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let mut open = |ui: &mut Ui, icon: &str, words: &str, adds: bool| {
            if text_icon_button(ui, icon, words).clicked() {
                let is_open = inspector.party_picker.as_ref().is_some_and(|picker| picker.adds == adds);
                inspector.party_picker = (!is_open).then(|| PartyPicker { words: String::new(), adds });
                inspector.wants_picker_focus = !is_open;
            }
        };
        if statement.parties.is_empty() {
            open(ui, "party", "Choose party", false);
        } else {
            open(ui, "party", "Change party", false);
            open(ui, "plus", "Add party", true);
        }
    });
    if let Some(picker) = &mut inspector.party_picker {
        let mut is_done = false;
        if let Some(party) = picker_ui(ui, picker, &mut inspector.wants_picker_focus) {
            if picker.adds {
                if !parties.contains(&party) {
                    parties.push(party);
                }
            } else {
                parties = vec![party];
            }
            is_done = true;
        }
        if is_done || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            inspector.party_picker = None;
        }
    }
    if parties != statement.parties {
        let command = StatementCommand::SetParties(parties, inspector.scope());
        view.send(Command::Statements(vec![id], command));
    }
}

/// A field and the parties that its words may mean; returns the one that was chosen.
fn picker_ui(ui: &mut Ui, picker: &mut PartyPicker, wants_focus: &mut bool) -> Option<Party> {
    let width = ui.available_width() - space::CONTROL - space::S;
    let takes_first = ui.input_mut(|input| input.key_pressed(Key::Enter));
    search_field(ui, "Country or organisation", &mut picker.words, wants_focus, width);
    let found = Atlas::get().find(&picker.words);
    let mut chosen = found.first().filter(|_| takes_first && !picker.words.trim().is_empty()).cloned();
    if found.is_empty() {
        let color = Tokens::for_ui(ui).text_weak;
        ui.label(RichText::new("No country or organisation is called that.").color(color));
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
    let height = (found.len() as f32 * ROW_HEIGHT).min(LIST_HEIGHT);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical()
            .id_salt("parties found")
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show_rows(ui, ROW_HEIGHT, found.len(), |ui, rows| {
                for party in found.get(rows).into_iter().flatten() {
                    if row_ui(ui, party) {
                        chosen = Some(party.clone());
                    }
                }
            });
    });
    chosen
}

fn row_ui(ui: &mut Ui, party: &Party) -> bool {
    let tokens = Tokens::for_ui(ui);
    let colors = tokens.party(Some(party));
    let name = party_name(Some(party));
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Choose {name}")));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::same(space::RADIUS), tokens.hover);
    }
    let letters = painter.layout_no_wrap(party.short().to_owned(), semibold(text_size::SMALL - 1.0), colors.text);
    let width = (letters.size().x + 10.0).max(30.0);
    let badge = Rect::from_center_size(
        egui::pos2(rect.left() + space::S + width / 2.0, rect.center().y),
        Vec2::new(width, 18.0),
    );
    painter.rect_filled(badge, CornerRadius::same(4), colors.tint);
    painter.galley(badge.center() - letters.size() / 2.0, letters, colors.text);
    painter.with_clip_rect(rect.intersect(ui.clip_rect())).text(
        egui::pos2(badge.right() + space::S, rect.center().y),
        Align2::LEFT_CENTER,
        name,
        FontId::proportional(text_size::BODY),
        tokens.text,
    );
    response.clicked()
}
