//! Each control of the window once, with its accessible name.

mod badge;
mod buttons;
mod chip;
mod empty;
mod field;
mod galley;
mod party_picker;
mod person_picker;
mod segmented;

pub(crate) use badge::{kind_label, party_badge, party_label};
pub(crate) use buttons::{
    bare_icon_button, command_button, icon_button, icon_button_with_keys, menu_item, primary_button, submenu,
    tab, text_icon_button,
};
pub(crate) use chip::{removable_chip, removable_chip_with};
pub(crate) use empty::empty_state;
pub(crate) use field::{
    field_in_menu, framed, labelled_field, name_field, note_focus, opened, search_field, step_lines,
};
pub(crate) use galley::{highlighted, rects};
pub(crate) use party_picker::party_picker;
pub(crate) use person_picker::{about as about_person, person_picker};
pub(crate) use segmented::segmented;

/// A window as low as this has no room for bars that say more than they must.
const LOW: f32 = 480.0;

/// Whether the window is so low that bars fold: 720 lines of pixels at a zoom of 200 per cent.
pub(crate) fn is_low(ctx: &egui::Context) -> bool {
    ctx.content_rect().height() < LOW
}
