//! The caret by which words are marked without a mouse: its keys, how it looks, what the keys are.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    FontId, Frame, Key, Label, Margin, Modifiers, Panel, Pos2, Rect, Response, TextWrapMode, Ui, Vec2,
};

use super::super::theme::{Tokens, space, text_size};
use super::caret::{Caret, Stride};
use super::page::line_height;
use super::sheet::Sheet;

const WIDTH: f32 = 2.0;
const HINTS: [(&str, &str); 7] = [
    ("← →", "word"),
    ("↑ ↓", "line"),
    ("Ctrl+← →", "sentence"),
    ("Home End", "paragraph"),
    ("with Shift", "mark"),
    ("S", "make statement"),
    ("Esc", "done"),
];

/// Marking by keys, at the beginning of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) enum Marking {
    /// It begins, at the selected statement if there is one.
    Begins { statement_start: Option<usize> },
    /// It goes on.
    GoesOn(Caret),
}

/// The caret after this frame, drawn, and whether it has moved. The mouse takes it away.
pub(super) fn mark_by_keys(
    ui: &Ui,
    sheet: &Sheet<'_>,
    response: &Response,
    marking: Marking,
) -> Option<(Caret, bool)> {
    let is_new = matches!(marking, Marking::Begins { .. });
    let before = match marking {
        Marking::Begins { statement_start } => {
            response.request_focus();
            begin(ui, sheet, statement_start)?
        }
        Marking::GoesOn(caret) if response.has_focus() => caret,
        Marking::GoesOn(_) => return None,
    };
    if response.clicked() || response.drag_started() {
        return None;
    }
    let moved = keys(ui, sheet, before);
    let now = moved.unwrap_or(before);
    caret_ui(ui, sheet, now, moved.is_some() || is_new);
    Some((now, moved.is_some()))
}

/// The caret with which marking begins: at the selected statement, else at the first word in sight.
fn begin(ui: &Ui, sheet: &Sheet<'_>, statement_start: Option<usize>) -> Option<Caret> {
    let first_seen = || {
        let at = sheet.origin.max(Pos2::new(f32::MIN, ui.clip_rect().top()));
        sheet.byte_near(ui, at + Vec2::new(0.0, 1.0))
    };
    Caret::before_word(sheet.page, statement_start.or_else(first_seen)?)
}

/// The caret after the keys of this frame, if one of them moves it.
fn keys(ui: &Ui, sheet: &Sheet<'_>, caret: Caret) -> Option<Caret> {
    const STRIDES: [(Modifiers, Key, Stride); 6] = [
        (Modifiers::NONE, Key::ArrowLeft, Stride::WordBack),
        (Modifiers::NONE, Key::ArrowRight, Stride::WordOn),
        (Modifiers::COMMAND, Key::ArrowLeft, Stride::SentenceBack),
        (Modifiers::COMMAND, Key::ArrowRight, Stride::SentenceOn),
        (Modifiers::NONE, Key::Home, Stride::ParagraphStart),
        (Modifiers::NONE, Key::End, Stride::ParagraphEnd),
    ];
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    for marks in [true, false] {
        let shift = if marks { Modifiers::SHIFT } else { Modifiers::NONE };
        for (modifiers, key, stride) in STRIDES {
            if pressed(modifiers | shift, key) {
                return Some(caret.moved(sheet.page, stride, marks));
            }
        }
        for (key, direction) in [(Key::ArrowUp, -1.0), (Key::ArrowDown, 1.0)] {
            if pressed(shift, key) {
                let byte_offset = on_next_line(ui, sheet, caret.at, direction);
                return byte_offset.map(|at| caret.put_near(sheet.page, at, marks));
            }
        }
    }
    None
}

/// The byte above or below another one; between paragraphs there is more than a line.
fn on_next_line(ui: &Ui, sheet: &Sheet<'_>, byte_offset: usize, direction: f32) -> Option<usize> {
    let here = line(ui, sheet, byte_offset)?;
    let height = line_height(sheet.page.measure().text_size);
    [1.0, 2.0].into_iter().find_map(|n_lines| {
        let there = here.center() + Vec2::new(0.0, direction * n_lines * height);
        let found = sheet.byte_near(ui, there)?;
        let is_another = (line(ui, sheet, found)?.center().y - here.center().y) * direction > 1.0;
        is_another.then_some(found)
    })
}

/// Where the caret stands on screen.
fn line(ui: &Ui, sheet: &Sheet<'_>, byte_offset: usize) -> Option<Rect> {
    let is_at_end = sheet
        .page
        .paragraphs()
        .iter()
        .any(|paragraph| paragraph.span.end() == byte_offset);
    sheet
        .caret(ui, byte_offset, is_at_end)
        .or_else(|| sheet.caret(ui, byte_offset, !is_at_end))
}

/// Draws the caret, and keeps it in sight when a key has moved it.
fn caret_ui(ui: &Ui, sheet: &Sheet<'_>, caret: Caret, has_moved: bool) {
    let Some(line) = line(ui, sheet, caret.at) else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    let line = line.expand2(Vec2::new(WIDTH / 2.0, 0.0));
    ui.painter().rect_filled(line, 1.0, tokens.accent);
    if has_moved {
        ui.scroll_to_rect(line.expand2(Vec2::new(0.0, line.height())), None);
    }
}

/// The keys, in a bar below the text.
pub(super) fn hints_ui(ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 4));
    Panel::bottom("keys of marking")
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(space::M, 2.0);
                let small = |color| TextFormat::simple(FontId::proportional(text_size::SMALL), color);
                for (key, what) in HINTS {
                    let mut job = LayoutJob::default();
                    job.append(key, 0.0, small(tokens.text));
                    job.append(what, space::XS, small(tokens.text_weak));
                    ui.add(Label::new(job).wrap_mode(TextWrapMode::Extend));
                }
            });
        });
}
