//! What an empty project shows: actions, not a blank.

use egui::{Align, Button, CentralPanel, CornerRadius, Frame, Layout, RichText, Sense, Stroke, Ui, Vec2};
use egui::{Role, WidgetInfo};

use super::super::App;
use super::super::command::{Command, Global};
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};

impl App {
    /// Whether the welcome screen is shown: nothing is there yet, and nothing is on its way.
    pub(crate) fn shows_welcome(&self) -> bool {
        !self.session.has_left_welcome && self.host.project().is_empty() && !self.jobs.is_running("Opening")
    }
}

/// Draws the welcome screen.
pub(crate) fn welcome_ui(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.background))
        .show(ui, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                let width = 640.0_f32.min(ui.available_width() - 2.0 * space::XL);
                let margin = ((ui.available_width() - width) / 2.0).max(0.0);
                ui.add_space((ui.available_height() * 0.12).max(space::XL));
                ui.horizontal(|ui| {
                    ui.add_space(margin);
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        content_ui(app, ui);
                    });
                });
            });
        });
}

fn content_ui(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    ui.label(RichText::new("Readout").font(reading::bold(40.0)));
    ui.label(
        RichText::new("Who said what, for which country, and where it is written.")
            .font(reading::upright(18.0))
            .color(tokens.text_weak),
    );
    ui.add_space(space::XL);
    for command in [Global::ImportFiles, Global::OpenProject, Global::OpenSample] {
        if action_ui(ui, command) {
            app.outbox.send(Command::Global(command));
        }
        ui.add_space(space::S);
    }
    ui.add_space(space::S);
    ui.label(
        RichText::new(
            "Or drop files and folders anywhere in this window, or paste an article or a link with Ctrl+V.",
        )
        .color(tokens.text_weak),
    );
    let recent = &app.recent;
    if !recent.is_empty() {
        ui.add_space(space::XL);
        ui.label(RichText::new("Recent projects").font(semibold(text_size::BODY)));
        ui.add_space(space::XS);
        for project in recent.iter().take(6) {
            let words = if project.is_there {
                project.path.display().to_string()
            } else {
                format!("{} (no longer there)", project.path.display())
            };
            let button = Button::new((
                icon_text("file", 16.0).color(tokens.text_weak),
                RichText::new(&project.title),
                RichText::new(words)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            ))
            .frame_when_inactive(false)
            .truncate();
            let response = ui.add_enabled(project.is_there, button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, project.is_there, &project.title));
            if response.clicked() {
                app.outbox.send(Command::OpenPath(project.path.clone()));
            }
        }
    }
    ui.add_space(space::XL);
    ui.label(
        RichText::new(
            "Nothing leaves this computer: no account, no server. Only a link that you give it is fetched.",
        )
        .size(text_size::SMALL)
        .color(tokens.text_weak),
    );
}

/// A large line with icon, words, what it does, and keys. True when it was clicked.
fn action_ui(ui: &mut Ui, command: Global) -> bool {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 64.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.text()));
    let fill = if response.hovered() {
        tokens.hover
    } else {
        tokens.raised
    };
    let border = if response.has_focus() {
        tokens.accent
    } else {
        tokens.hairline
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        fill,
        Stroke::new(1.0, border),
        egui::StrokeKind::Inside,
    );
    let inside = rect.shrink2(Vec2::new(space::L, space::S));
    let mut ui = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(inside)
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.label(icon_text(command.icon(), 24.0).color(tokens.accent));
    ui.add_space(space::S);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(5.0);
        ui.label(RichText::new(command.text()).font(semibold(15.0)));
        ui.label(RichText::new(command.tooltip()).color(tokens.text_weak));
    });
    if let Some(shortcut) = command.shortcut() {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let keys = ui.ctx().format_shortcut(&shortcut);
            ui.label(RichText::new(keys).color(tokens.text_weak));
        });
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
