//! The people of the project that the words typed into a field may mean.

use egui::{Button, Key, Modifiers, Response, RichText, Role, Ui, Vec2, WidgetInfo};

use super::super::actions::party_name;
use super::super::theme::{Tokens, icon_text, text_size};
use super::step_lines;
use crate::project::{KnownPerson, people};

const MOST_OFFERED: usize = 6;

/// Below a `field` in which a name is typed: who is called so already. Arrows and Enter choose while one types, so
/// does the mouse; returns who was chosen. Nothing is offered while the words are a person's whole name.
pub(crate) fn person_picker<'a>(
    ui: &mut Ui,
    field: &Response,
    words: &str,
    everybody: &'a [KnownPerson],
) -> Option<&'a KnownPerson> {
    let id = field.id.with("people");
    let words = words.trim();
    let has_keys = field.has_focus() || field.lost_focus();
    let was_here: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    // A click on a line takes the focus away before it arrives.
    if !has_keys && !was_here || words.is_empty() {
        ui.data_mut(|data| data.insert_temp(id, false));
        return None;
    }
    let found = people::find(everybody, words);
    let is_whole = found.iter().any(|person| person.name == words);
    if found.is_empty() || is_whole && found.len() == 1 {
        ui.data_mut(|data| data.insert_temp(id, false));
        return None;
    }
    let at = step_lines(ui, id, field, found.len().min(MOST_OFFERED));
    let mut chosen = None;
    let mut is_pointed_at = false;
    ui.label(
        RichText::new("In this project already")
            .size(text_size::SMALL)
            .color(Tokens::for_ui(ui).text_weak),
    );
    for (idx, person) in found.into_iter().take(MOST_OFFERED).enumerate() {
        let response = line_ui(ui, person, at == Some(idx));
        is_pointed_at |= response.is_pointer_button_down_on() || response.has_focus();
        let is_taken =
            at == Some(idx) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if response.clicked() || is_taken {
            chosen = Some(person);
        }
    }
    let stays = field.has_focus() || is_pointed_at;
    ui.data_mut(|data| data.insert_temp(id, stays && chosen.is_none()));
    if chosen.is_some() {
        ui.data_mut(|data| data.remove::<Option<usize>>(id));
    }
    chosen
}

fn line_ui(ui: &mut Ui, person: &KnownPerson, is_chosen: bool) -> Response {
    let tokens = Tokens::for_ui(ui);
    let about = about(person);
    let button = Button::new((
        icon_text("person", 14.0).color(tokens.text_weak),
        RichText::new(&person.name),
        RichText::new(&about)
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    ))
    .frame_when_inactive(is_chosen)
    .selected(is_chosen)
    .truncate()
    .min_size(Vec2::new(ui.available_width(), 0.0));
    let response = ui.add(button);
    let name = format!("{}, {about}", person.name);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_chosen, &name));
    response.on_hover_text(name)
}

/// "Foreign Minister, Russia, 12 statements".
pub(crate) fn about(person: &KnownPerson) -> String {
    let mut about: Vec<String> = Vec::new();
    about.extend(person.role().map(str::to_owned));
    about.extend(
        person
            .parties()
            .iter()
            .map(|party| party_name(Some(party)).to_owned()),
    );
    about.push(match person.n_statements {
        1 => "1 statement".to_owned(),
        n => format!("{n} statements"),
    });
    about.join(", ")
}
