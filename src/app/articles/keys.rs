//! The keys of the reader: boundaries, scrolling, making a statement.

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui, Vec2};

use super::super::theme::text_size;
use super::super::view_context::ViewContext;
use super::boundaries::{self, Direction, End};
use super::page::line_height;
use crate::model::StatementId;
use crate::project::{Entry, edits};

/// What a key asks for.
pub(super) enum Pressed {
    /// A statement of the marked words.
    Make,
    /// The marked words on the clipboard.
    Copy,
    /// Nothing marked, or else nothing selected.
    Escape,
}

/// Carries out what keys do to the text or to the selected statement; returns what else one asks for.
pub(super) fn keys(
    ui: &Ui,
    response: &Response,
    selected: Option<StatementId>,
    view: &mut ViewContext<'_>,
    entry: &Entry,
) -> Option<Pressed> {
    let has_focus = response.has_focus();
    if has_focus {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let is_nowhere = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    let is_free = is_nowhere && !view.was_typing;
    if !has_focus && !is_free {
        return None;
    }
    let statement = selected.and_then(|id| Some((id, entry.statements.get(&id.number)?)));
    if let Some((id, statement)) = statement
        && let Some((end, direction)) = boundary_key(ui)
    {
        let content = boundaries::moved(&entry.article.text, &statement.content, end, direction);
        view.edit(content.and_then(|content| edits::set_content(view.project, id, &content)));
    }
    if has_focus {
        scroll_keys(ui);
    }
    ui.input_mut(|input| {
        if input.events.iter().any(|event| matches!(event, Event::Copy)) {
            Some(Pressed::Copy)
        } else if input.modifiers.is_none() && input.consume_key(Modifiers::NONE, Key::S) {
            Some(Pressed::Make)
        } else if input.consume_key(Modifiers::NONE, Key::Escape) {
            Some(Pressed::Escape)
        } else {
            None
        }
    })
}

/// Shift with an arrow moves the end of the selected statement, Alt and Shift its start.
fn boundary_key(ui: &Ui) -> Option<(End, Direction)> {
    ui.input_mut(|input| {
        for (modifiers, end) in [
            (Modifiers::ALT | Modifiers::SHIFT, End::Start),
            (Modifiers::SHIFT, End::End),
        ] {
            for (key, direction) in [
                (Key::ArrowLeft, Direction::Back),
                (Key::ArrowRight, Direction::On),
            ] {
                if input.consume_key(modifiers, key) {
                    return Some((end, direction));
                }
            }
        }
        None
    })
}

fn scroll_keys(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.85;
    let lines = 3.0 * line_height(text_size::READING);
    let distance = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            -lines
        } else if pressed(Key::ArrowUp) {
            lines
        } else if pressed(Key::PageDown) || pressed(Key::Space) {
            -page
        } else if pressed(Key::PageUp) {
            page
        } else {
            0.0
        }
    });
    if distance != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, distance));
    }
}
