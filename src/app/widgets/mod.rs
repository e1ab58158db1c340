//! Each control of the window once, with its accessible name.

mod badge;
mod buttons;
mod chip;
mod empty;
mod field;
mod party_picker;
mod person_picker;
mod segmented;

pub(crate) use badge::{kind_label, party_badge, party_label};
pub(crate) use buttons::{
    command_button, icon_button, menu_item, primary_button, submenu, tab, text_icon_button,
};
pub(crate) use chip::{removable_chip, removable_chip_with};
pub(crate) use empty::empty_state;
pub(crate) use field::{
    field_in_menu, framed, labelled_field, name_field, note_focus, opened, search_field, step_lines,
};
pub(crate) use party_picker::party_picker;
pub(crate) use person_picker::{about as about_person, person_picker};
pub(crate) use segmented::segmented;
