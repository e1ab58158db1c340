//! What frames the places of work: menus, status, welcome, dialogs, toasts.

mod drop_overlay;
mod import_ui;
mod menu_bar;
mod modals;
mod notices;
mod palette;
mod status_bar;
mod toasts;
mod welcome;

pub(super) use drop_overlay::drop_overlay_ui;
pub(super) use menu_bar::menu_bar_ui;
pub(super) use modals::{ModalState, modals_ui, title_ui};
pub(super) use notices::notices_ui;
pub(super) use status_bar::status_bar_ui;
pub(super) use toasts::{Toast, ToastAction, toasts_ui};
pub(super) use welcome::welcome_ui;
