//! Short news that go away by themselves.

use std::time::Duration;

use egui::{Align2, Area, Button, Color32, Context, Frame, Id, Margin, Order, RichText, Stroke, Ui, vec2};

use super::super::App;
use super::super::command::{BriefingCommand, Command};
use super::super::theme::{Tokens, semibold, space, text_size};
use super::modals::settle_size;
use crate::model::BlockId;

const STAYS: Duration = Duration::from_secs(4);
/// What can be answered stays longer.
const STAYS_TO_BE_ANSWERED: Duration = Duration::from_secs(12);

/// One piece of news.
#[derive(Clone, Debug)]
pub(crate) struct Toast {
    words: String,
    action: Option<ToastAction>,
    /// Time since the start at which it goes; set when it is first shown.
    until: Option<Duration>,
}

/// What can be done about a piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ToastAction {
    /// Take back the step with which the project came to this revision.
    Undo(u64),
    /// Choose another section for these excerpts.
    AnotherSection(Vec<BlockId>),
}

impl ToastAction {
    fn words(&self) -> &'static str {
        match self {
            Self::Undo(_) => "Undo",
            Self::AnotherSection(_) => "Another section…",
        }
    }

    /// Its accessible name: "Undo" alone is what the bar on top has.
    fn name(&self) -> &'static str {
        match self {
            Self::Undo(_) => "Undo this step",
            Self::AnotherSection(_) => self.words(),
        }
    }

    /// Whether it can still be done: nothing else has happened to what it is about.
    fn is_possible(&self, app: &App) -> bool {
        match self {
            Self::Undo(revision) => app.host.revision() == *revision,
            Self::AnotherSection(blocks) => {
                let project = app.host.project();
                blocks.iter().all(|&block| project.block(block).is_some())
            }
        }
    }

    fn command(self) -> Command {
        match self {
            Self::Undo(revision) => Command::UndoStep(revision),
            Self::AnotherSection(blocks) => Command::Briefing(BriefingCommand::ChooseSection(blocks)),
        }
    }
}

impl Toast {
    /// News that will be shown for a few seconds.
    pub(crate) fn new(words: impl Into<String>, action: Option<ToastAction>) -> Self {
        Self {
            words: words.into(),
            action,
            until: None,
        }
    }

    fn stays(&self) -> Duration {
        if self.action.is_some() {
            STAYS_TO_BE_ANSWERED
        } else {
            STAYS
        }
    }
}

/// Draws the news at the bottom, newest last, and lets the old ones go.
pub(crate) fn toasts_ui(app: &mut App, ctx: &Context) {
    let now = app.now;
    let mut toasts = std::mem::take(&mut app.session.toasts);
    for toast in &mut toasts {
        let stays = toast.stays();
        toast.until.get_or_insert(now + stays);
    }
    toasts.retain(|toast| toast.until.is_some_and(|until| until > now));
    let n_extra = toasts.len().saturating_sub(3);
    toasts.drain(..n_extra);
    if !toasts.is_empty() {
        // An open dialog takes all clicks.
        let can_act = app.session.modal.is_none();
        for toast in &mut toasts {
            toast.action = toast.action.take().filter(|action| action.is_possible(app));
        }
        let chosen = shown_ui(ctx, &toasts, can_act);
        if let Some(at) = chosen
            && let Some(action) = toasts.remove(at).action
        {
            app.outbox.send(action.command());
        }
        ctx.request_repaint_after(Duration::from_millis(250));
    }
    app.session.toasts = toasts;
}

/// The news; the place of the one whose button was clicked.
fn shown_ui(ctx: &Context, toasts: &[Toast], can_act: bool) -> Option<usize> {
    let tokens = Tokens::of(ctx.theme());
    let has_action = can_act && toasts.iter().any(|toast| toast.action.is_some());
    let mut chosen = None;
    let area = Area::new(Id::unique("toasts"))
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -48.0))
        .order(Order::Foreground)
        .interactable(has_action)
        .show(ctx, |ui| {
            for (at, toast) in toasts.iter().enumerate() {
                Frame::new()
                    .fill(tokens.text)
                    .corner_radius(8.0)
                    .inner_margin(Margin::symmetric(14, 8))
                    .show(ui, |ui| {
                        ui.horizontal(|ui| {
                            ui.label(RichText::new(&toast.words).color(tokens.background));
                            let action = toast.action.as_ref().filter(|_| can_act);
                            if action.is_some_and(|action| action_ui(ui, tokens, action)) {
                                chosen = Some(at);
                            }
                        });
                    });
                ui.add_space(space::XS);
            }
        });
    settle_size(ctx, area.response.id, area.response.rect.size());
    chosen
}

fn action_ui(ui: &mut Ui, tokens: &Tokens, action: &ToastAction) -> bool {
    ui.add_space(space::S);
    let words = RichText::new(action.words())
        .font(semibold(text_size::BODY))
        .color(tokens.background);
    let button = Button::new(words)
        .fill(Color32::TRANSPARENT)
        .stroke(Stroke::new(1.0, tokens.background.gamma_multiply(0.5)));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, action.name()));
    response.clicked()
}
