//! The field that the analyst's own words are written in.

use egui::text::{CCursor, CCursorRange};
use egui::{Frame, Id, Margin, TextEdit, Ui, vec2};

use super::super::session::Session;
use super::super::theme::{Tokens, reading, space};
use super::super::widgets::name_field;
use super::block_ui::{Place, field_id};
use super::{Field, finder};

/// A text field in the serif that grows with its words.
pub(super) struct OwnField<'a> {
    pub field: Field,
    pub name: &'a str,
    pub hint: &'a str,
    pub size: f32,
}

/// Draws a field for own words; the new words when they were changed. `@` opens the finder in it.
pub(super) fn own_field_ui(
    ui: &mut Ui,
    session: &mut Session,
    place: &Place<'_>,
    words: &str,
    field: &OwnField<'_>,
) -> Option<String> {
    let tokens = Tokens::for_ui(ui);
    let id = place.id;
    let widget_id = field_id(id, field.field);
    if session.briefing.focus == Some((id, field.field)) {
        session.briefing.focus = None;
        ui.memory_mut(|memory| memory.request_focus(widget_id));
    }
    let has_focus = ui.memory(|memory| memory.has_focus(widget_id));
    let finder = &mut session.briefing.finder;
    let mut choice = if has_focus {
        finder::keys(ui, finder, widget_id, words)
    } else {
        None
    };
    let mut words = words.to_owned();
    let frame = Frame::new()
        .fill(if has_focus {
            tokens.panel
        } else {
            egui::Color32::TRANSPARENT
        })
        .corner_radius(space::RADIUS)
        .inner_margin(Margin::symmetric(8, 4))
        .outer_margin(Margin::symmetric(-8, 0));
    let output = TextEdit::multiline(&mut words)
        .id(widget_id)
        .font(reading::upright(field.size))
        .frame(frame)
        .desired_rows(1)
        .desired_width(ui.available_width())
        .hint_text(field.hint)
        .show(ui);
    let response = output.response.response;
    name_field(&response, field.name, &words);
    let cursor = output.cursor_range.map(|range| range.primary);
    let below = cursor.map_or(response.rect.left_bottom(), |cursor| {
        output.galley_pos + output.galley.pos_from_cursor(cursor).left_bottom().to_vec2()
    });
    let below = below + vec2(0.0, space::XS);
    let typed_at = cursor
        .filter(|_| response.has_focus())
        .map(|cursor| cursor.index.0);
    finder::hold_keys(ui, finder, widget_id, response.has_focus());
    if choice.is_none() {
        choice = finder::finder_ui(ui, finder, place.project, widget_id, &words, typed_at, below);
    }
    if let Some(choice) = choice {
        set_cursor(ui, widget_id, choice.cursor, choice.cursor);
        session.briefing.focus = Some((id, field.field));
        return Some(choice.words);
    }
    response.changed().then_some(words)
}

/// Marks characters of a text field.
pub(super) fn set_cursor(ui: &Ui, id: Id, start: usize, end: usize) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = CCursorRange::two(CCursor::new(start), CCursor::new(end));
    state.cursor.set_char_range(Some(range));
    TextEdit::store_state(ui.ctx(), id, state);
}
