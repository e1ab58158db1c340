//! Buttons: with an icon, with words, for commands.

use egui::{Align2, Button, CornerRadius, Response, RichText, Role, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::super::command::{Command, Environment, Global, Outbox};
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};

/// A button that is an icon; `name` is its accessible name and its tooltip.
pub(crate) fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let response = bare_icon_button(ui, icon);
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    response.on_hover_text(name)
}

/// The same with keys that do what it does; they stand in its tooltip.
pub(crate) fn icon_button_with_keys(ui: &mut Ui, icon: &str, name: &str, keys: &str) -> Response {
    let response = bare_icon_button(ui, icon);
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, name));
    response.on_hover_text(format!("{name}  {keys}"))
}

/// The same without a name: whoever draws it gives it one, and says what it does in one tooltip.
pub(crate) fn bare_icon_button(ui: &mut Ui, icon: &str) -> Response {
    ui.add(
        Button::new(icon_text(icon, 16.0))
            .frame_when_inactive(false)
            .min_size(Vec2::splat(space::CONTROL)),
    )
}

/// A button with an icon before its words.
pub(crate) fn text_icon_button(ui: &mut Ui, icon: &str, words: &str) -> Response {
    let response =
        ui.add(Button::new((icon_text(icon, 16.0), words)).min_size(Vec2::new(0.0, space::CONTROL)));
    let is_enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, words));
    response
}

/// A line of a menu that opens another menu.
pub(crate) fn submenu(ui: &mut Ui, icon: &str, words: &str, content: impl FnOnce(&mut Ui)) {
    let response = ui.menu_button((icon_text(icon, 15.0), words), content).response;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
}

/// The one button that most people want.
pub(crate) fn primary_button(ui: &mut Ui, words: &str) -> Response {
    let tokens = Tokens::for_ui(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for visuals in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            visuals.fg_stroke.color = tokens.on_accent;
            visuals.bg_stroke = Stroke::NONE;
        }
        widgets.inactive.weak_bg_fill = tokens.accent;
        widgets.hovered.weak_bg_fill = tokens.accent.gamma_multiply(0.9);
        widgets.active.weak_bg_fill = tokens.accent.gamma_multiply(0.8);
        ui.add(
            Button::new(RichText::new(words).font(semibold(text_size::BODY)))
                .min_size(Vec2::new(96.0, space::CONTROL)),
        )
    })
    .inner
}

/// A button for a command: disabled with its reason when it cannot be carried out.
pub(crate) fn command_button(
    ui: &mut Ui,
    command: Global,
    environment: &Environment,
    outbox: &mut Outbox,
) -> Response {
    let availability = command.availability(environment);
    let response = ui
        .add_enabled_ui(availability.is_ok(), |ui| {
            let response = bare_icon_button(ui, command.icon());
            let is_enabled = ui.is_enabled();
            response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, command.text()));
            response
        })
        .inner;
    finish(ui, response, command, environment, availability, outbox)
}

/// A line of a menu for a command, with its keys.
pub(crate) fn menu_item(ui: &mut Ui, command: Global, environment: &Environment, outbox: &mut Outbox) {
    let availability = command.availability(environment);
    let words = command.text_for(environment);
    let mut button = Button::new((icon_text(command.icon(), 15.0), words.as_str()));
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
    }
    let response = ui.add_enabled(availability.is_ok(), button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, availability.is_ok(), command.text()));
    let response = finish(ui, response, command, environment, availability, outbox);
    if response.clicked() {
        ui.close();
    }
}

fn finish(
    ui: &Ui,
    response: Response,
    command: Global,
    environment: &Environment,
    availability: Result<(), &'static str>,
    outbox: &mut Outbox,
) -> Response {
    if response.clicked() {
        outbox.send(Command::Global(command));
    }
    let keys = command
        .shortcut()
        .map(|shortcut| format!("  {}", ui.ctx().format_shortcut(&shortcut)))
        .unwrap_or_default();
    let about = match command {
        Global::Undo | Global::Redo => command.text_for(environment),
        _ => command.tooltip().to_owned(),
    };
    let response = response.on_hover_text(format!("{about}{keys}"));
    match availability {
        Ok(()) => response,
        Err(why) => response.on_disabled_hover_text(why),
    }
}

/// A place of work among the others: underlined when it is the current one. Without an icon where room is scarce.
pub(crate) fn tab(ui: &mut Ui, icon: Option<&str>, words: &str, is_current: bool) -> Response {
    let tokens = Tokens::for_ui(ui);
    let color = if is_current { tokens.text } else { tokens.text_weak };
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), semibold(text_size::BODY), color);
    let icon_width = if icon.is_some() { 16.0 + space::XS } else { 0.0 };
    let width = galley.size().x + icon_width + 2.0 * space::M;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 36.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(
            rect.shrink2(Vec2::new(2.0, 4.0)),
            CornerRadius::same(space::RADIUS),
            tokens.hover,
        );
    }
    let left = rect.left() + space::M;
    if let Some(icon) = icon {
        let icon = icon_text(icon, 16.0).color(if is_current { tokens.accent } else { color });
        let icon_galley =
            egui::WidgetText::from(icon).into_galley(ui, None, f32::INFINITY, egui::TextStyle::Body);
        ui.painter().galley(
            egui::pos2(left, rect.center().y - icon_galley.size().y / 2.0),
            icon_galley,
            color,
        );
    }
    let at = Align2::LEFT_CENTER
        .anchor_size(egui::pos2(left + icon_width, rect.center().y), galley.size())
        .min;
    ui.painter().galley(at, galley, color);
    if is_current {
        let line = egui::Rect::from_min_max(
            egui::pos2(rect.left() + space::M, rect.bottom() - 2.0),
            egui::pos2(rect.right() - space::M, rect.bottom()),
        );
        ui.painter().rect_filled(line, 1.0, tokens.accent);
    }
    response
}
