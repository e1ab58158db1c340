//! What will happen when the files that hover over the window are dropped.

use egui::{Align2, Color32, Context, CornerRadius, Id, LayerId, Order, Stroke, StrokeKind};

use super::super::theme::{Tokens, semibold, text_size};

/// Covers the window while files hover over it.
pub(crate) fn drop_overlay_ui(ctx: &Context) {
    let hovered = ctx.input(|input| input.raw.hovered_files.clone());
    if hovered.is_empty() {
        return;
    }
    let is_project = |path: &std::path::Path| path.extension().is_some_and(|extension| extension == "ron");
    let words = match hovered.as_slice() {
        [file] if file.path.as_deref().is_some_and(is_project) => "Drop to open this project".to_owned(),
        [_] => "Drop to import 1 file".to_owned(),
        files => format!("Drop to import {} files", files.len()),
    };
    let tokens = Tokens::of(ctx.theme());
    let painter = ctx.layer_painter(LayerId::new(Order::Foreground, Id::unique("drop overlay")));
    let rect = ctx.content_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, Color32::from_black_alpha(120));
    let card = egui::Rect::from_center_size(rect.center(), egui::vec2(380.0, 96.0));
    painter.rect(
        card,
        CornerRadius::same(12),
        tokens.raised,
        Stroke::new(2.0, tokens.accent),
        StrokeKind::Inside,
    );
    painter.text(
        card.center(),
        Align2::CENTER_CENTER,
        words,
        semibold(text_size::READING),
        tokens.text,
    );
}
