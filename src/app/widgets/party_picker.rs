//! Choosing a country or organisation by a few letters of its name.

use egui::{Button, Id, Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};

use super::super::theme::{Tokens, text_size};
use super::{field_in_menu, name_field, note_focus, opened, party_badge};
use crate::atlas::Atlas;
use crate::model::Party;

/// A search field over a list: `likely` ones first while nothing is typed. Returns the party that was
/// chosen. It begins anew each time it is opened.
pub(crate) fn party_picker(ui: &mut Ui, id: Id, likely: &[Party]) -> Option<Party> {
    let tokens = Tokens::for_ui(ui);
    let field_id = id.with("field");
    let has_just_opened = opened(ui, field_id);
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if has_just_opened {
        words.clear();
    }
    let field = TextEdit::singleline(&mut words)
        .id(field_id)
        .hint_text("Country or organisation")
        .desired_width(f32::INFINITY);
    let response = field_in_menu(ui, field);
    note_focus(ui, &response);
    name_field(&response, "Find a country or organisation", &words);
    let atlas = Atlas::get();
    let found: Vec<Party> = if words.trim().is_empty() {
        likely.to_vec()
    } else {
        atlas.find(&words)
    };
    let enter = response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut chosen = if enter { found.first().cloned() } else { None };
    ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for party in found.iter().take(30) {
            ui.horizontal(|ui| {
                party_badge(ui, Some(party));
                let name = atlas.name(party);
                if ui.add(Button::new(name).frame_when_inactive(false)).clicked() {
                    chosen = Some(party.clone());
                }
            });
        }
        if found.is_empty() {
            ui.label(
                RichText::new("No country or organisation is called that.")
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
        }
    });
    if chosen.is_some() {
        words.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, words));
    chosen
}
