//! The bar on top: menus, places of work, undo and redo, theme.

use egui::{Align, Frame, Layout, Margin, MenuBar, Panel, Stroke, Ui};

use super::super::App;
use super::super::command::{Command, Environment, Global};
use super::super::session::Place;
use super::super::theme::{Tokens, space};
use super::super::widgets::{command_button, icon_button, menu_item, tab};

/// The tools at the right need so much; with less room they are in the menus alone.
const TOOLS_WIDTH: f32 = 268.0;

/// The places with room around them.
const PLACES_WIDTH: f32 = 420.0;

/// Draws the bar.
pub(crate) fn menu_bar_ui(app: &mut App, ui: &mut Ui, environment: &Environment) {
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .stroke(Stroke::NONE)
        .inner_margin(Margin::symmetric(12, 4));
    Panel::top("menu bar").frame(frame).show(ui, |ui| {
        MenuBar::new().ui(ui, |ui| {
            ui.set_min_height(36.0);
            menus_ui(app, ui, environment);
            let is_narrow = ui.available_width() < PLACES_WIDTH;
            ui.add_space(if is_narrow { space::XS } else { space::L });
            places_ui(app, ui, is_narrow);
            let has_room = ui.available_width() >= TOOLS_WIDTH;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                let (icon, name, command) = if tokens.is_dark {
                    ("sun", "Light theme", Global::ThemeLight)
                } else {
                    ("moon", "Dark theme", Global::ThemeDark)
                };
                if icon_button(ui, icon, name).clicked() {
                    app.outbox.send(Command::Global(command));
                }
                command_button(ui, Global::Palette, environment, &mut app.outbox);
                if !has_room {
                    return;
                }
                command_button(ui, Global::Redo, environment, &mut app.outbox);
                command_button(ui, Global::Undo, environment, &mut app.outbox);
                ui.add_space(space::S);
                command_button(ui, Global::ExportBriefing, environment, &mut app.outbox);
                command_button(ui, Global::Save, environment, &mut app.outbox);
                command_button(ui, Global::ImportFiles, environment, &mut app.outbox);
            });
        });
    });
}

fn places_ui(app: &mut App, ui: &mut Ui, is_narrow: bool) {
    let shows_welcome = app.shows_welcome();
    for place in Place::ALL {
        let is_current = !shows_welcome && app.session.place == place;
        let icon = (!is_narrow).then(|| place.icon());
        if tab(ui, icon, place.name(), is_current).clicked() {
            app.outbox.send(Command::Global(match place {
                Place::Articles => Global::ShowArticles,
                Place::Compare => Global::ShowCompare,
                Place::Briefing => Global::ShowBriefing,
            }));
        }
    }
}

/// The menu that is called as the place is.
const BRIEFING: &str = "Briefing";

/// The menus: a name and groups of commands.
const MENUS: [(&str, &[&[Global]]); 6] = [
    (
        "File",
        &[
            &[Global::NewProject, Global::OpenProject, Global::OpenSample],
            &[
                Global::ImportFiles,
                Global::ImportFolder,
                Global::ImportLink,
                Global::PasteArticle,
            ],
            &[Global::Save, Global::SaveAs, Global::ExportBriefing],
            &[Global::RestoreVersion, Global::RecoverWork],
            &[Global::Quit],
        ],
    ),
    (
        "Edit",
        &[
            &[Global::Undo, Global::Redo],
            &[
                Global::Find,
                Global::FindInArticles,
                Global::FindNext,
                Global::FindPrevious,
            ],
            &[Global::Palette],
        ],
    ),
    (
        "Statement",
        &[
            &[
                Global::Review,
                Global::CheckAndNext,
                Global::AddToBriefing,
                Global::PutAside,
            ],
            &[Global::NextStatement, Global::PreviousStatement],
            &[Global::MarkWords, Global::SplitStatement, Global::MergeStatements],
            &[Global::People],
        ],
    ),
    (
        BRIEFING,
        &[&[
            Global::FirstBriefing,
            Global::NewFromTemplate,
            Global::KeepTemplate,
        ]],
    ),
    (
        "View",
        &[
            &[
                Global::ShowArticles,
                Global::ShowCompare,
                Global::ShowBriefing,
                Global::Pictures,
            ],
            &[Global::ZoomIn, Global::ZoomOut, Global::ZoomReset],
            &[Global::ThemeLight, Global::ThemeDark, Global::ThemeSystem],
        ],
    ),
    ("Help", &[&[Global::Shortcuts, Global::About]]),
];

fn menus_ui(app: &mut App, ui: &mut Ui, environment: &Environment) {
    for (name, groups) in MENUS {
        let menu = ui.menu_button(name, |ui| {
            ui.set_min_width(240.0);
            for (idx, group) in groups.iter().enumerate() {
                if idx > 0 {
                    ui.separator();
                }
                for command in *group {
                    menu_item(ui, *command, environment, &mut app.outbox);
                }
            }
            if name == "File" {
                recent_ui(app, ui);
            }
        });
        if name == BRIEFING {
            let widget = || egui::WidgetInfo::labeled(egui::Role::Button, true, "Briefing menu");
            menu.response.widget_info(widget);
        }
    }
}

fn recent_ui(app: &mut App, ui: &mut Ui) {
    if app.recent.is_empty() {
        return;
    }
    ui.separator();
    ui.menu_button("Recent projects", |ui| {
        for project in &app.recent {
            if ui
                .button(&project.title)
                .on_hover_text(project.path.display().to_string())
                .clicked()
            {
                app.outbox.send(Command::LeaveTo(project.path.clone()));
                ui.close();
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_a_menu() {
        for command in Global::ALL {
            let n = MENUS
                .iter()
                .flat_map(|(_, groups)| groups.iter())
                .flat_map(|group| group.iter())
                .filter(|other| **other == command)
                .count();
            assert_eq!(n, 1, "{command:?}");
        }
    }
}
