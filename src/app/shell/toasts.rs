//! Short news that go away by themselves.

use std::time::Duration;

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, RichText, vec2};

use super::super::App;
use super::super::theme::{Tokens, space};

const STAYS: Duration = Duration::from_secs(4);

/// One piece of news.
#[derive(Clone, Debug)]
pub(crate) struct Toast {
    words: String,
    /// Time since the start at which it goes; set when it is first shown.
    until: Option<Duration>,
}

impl Toast {
    /// News that will be shown for a few seconds.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            until: None,
        }
    }
}

/// Draws the news at the bottom, newest last, and lets the old ones go.
pub(crate) fn toasts_ui(app: &mut App, ctx: &Context) {
    let now = app.now;
    let toasts = &mut app.session.toasts;
    for toast in toasts.iter_mut() {
        toast.until.get_or_insert(now + STAYS);
    }
    toasts.retain(|toast| toast.until.is_some_and(|until| until > now));
    let n_extra = toasts.len().saturating_sub(3);
    toasts.drain(..n_extra);
    if toasts.is_empty() {
        return;
    }
    let tokens = Tokens::of(ctx.theme());
    Area::new(Id::unique("toasts"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -48.0))
        .order(Order::Foreground)
        .interactable(false)
        .show(ctx, |ui| {
            for toast in toasts.iter() {
                Frame::new()
                    .fill(tokens.text)
                    .corner_radius(8.0)
                    .inner_margin(Margin::symmetric(14, 8))
                    .show(ui, |ui| {
                        ui.label(RichText::new(&toast.words).color(tokens.background));
                    });
                ui.add_space(space::XS);
            }
        });
    ctx.request_repaint_after(Duration::from_millis(250));
}
