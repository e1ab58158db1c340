//! The command palette: any command, article, person or party by a few letters.

use egui::{Button, Key, Modifiers, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::super::App;
use super::super::command::{ArticleCommand, BriefingCommand, Command, Environment, Global, SavedView};
use super::super::theme::{Tokens, icon_text, text_size};
use super::super::widgets::name_field;
use crate::briefing::templates::templates;
use crate::model::ArticleId;
use crate::text::fold::fold;

/// What was typed, and which line is chosen.
#[derive(Clone, Debug, Default)]
pub(crate) struct PaletteState {
    words: String,
    at: usize,
}

/// A line of the palette.
struct Line {
    icon: &'static str,
    words: String,
    about: String,
    command: Command,
    unavailable: Option<&'static str>,
}

const N_LINES: usize = 40;
const HEIGHT: f32 = 360.0;

/// Draws the palette; true when it is done.
pub(super) fn palette_ui(app: &mut App, ui: &mut Ui, state: &mut PaletteState) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(560.0);
    let (up, down, enter) = ui.input_mut(|input| {
        (
            input.consume_key(Modifiers::NONE, Key::ArrowUp),
            input.consume_key(Modifiers::NONE, Key::ArrowDown),
            input.consume_key(Modifiers::NONE, Key::Enter),
        )
    });
    let response = ui.add(
        TextEdit::singleline(&mut state.words)
            .hint_text("Type a command, a headline or a name")
            .desired_width(f32::INFINITY),
    );
    name_field(&response, "Command palette", &state.words);
    response.request_focus();
    if response.changed() {
        state.at = 0;
    }
    // The palette is itself a dialog; what it offers is what can be done without it.
    let environment = Environment {
        has_modal: false,
        ..app.environment()
    };
    let lines = lines(app, &environment, &state.words);
    if down {
        state.at = (state.at + 1).min(lines.len().saturating_sub(1));
    }
    if up {
        state.at = state.at.saturating_sub(1);
    }
    let mut chosen = enter.then(|| lines.get(state.at)).flatten();
    // However few lines there were before, more of them have their room again.
    let scroll = ScrollArea::vertical()
        .max_height(HEIGHT)
        .min_scrolled_height(HEIGHT);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (idx, line) in lines.iter().enumerate() {
            let mut button = Button::new((
                icon_text(line.icon, 15.0).color(tokens.text_weak),
                RichText::new(&line.words),
            ))
            .frame_when_inactive(idx == state.at)
            .selected(idx == state.at)
            .right_text(
                RichText::new(&line.about)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            )
            .truncate();
            button = button.min_size(egui::vec2(ui.available_width(), 28.0));
            let is_available = line.unavailable.is_none();
            let response = ui.add_enabled(is_available, button);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, is_available, &line.words));
            if idx == state.at && (up || down) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(line);
            }
            if let Some(why) = line.unavailable {
                response.on_disabled_hover_text(why);
            }
        }
        if lines.is_empty() {
            ui.label(RichText::new("Nothing is called that.").color(tokens.text_weak));
        }
    });
    match chosen {
        Some(line) if line.unavailable.is_none() => {
            app.outbox.send(line.command.clone());
            true
        }
        _ => false,
    }
}

fn lines(app: &App, environment: &Environment, words: &str) -> Vec<Line> {
    let words = fold(words);
    let wanted: Vec<&str> = words.split_whitespace().collect();
    let matches = |text: &str| {
        let text = fold(text);
        wanted.iter().all(|word| text.contains(word))
    };
    let mut lines: Vec<Line> = Global::ALL
        .into_iter()
        .filter(|command| *command != Global::Palette && matches(command.text()))
        .map(|command| Line {
            icon: command.icon(),
            words: command.text_for(environment),
            about: command
                .shortcut()
                .map(|shortcut| app.ctx.format_shortcut(&shortcut))
                .unwrap_or_default(),
            command: Command::Global(command),
            unavailable: command.availability(environment).err(),
        })
        .collect();
    lines.sort_by_key(|line| line.unavailable.is_some());
    if !wanted.is_empty() {
        lines.extend(view_lines(app, matches));
        lines.extend(template_lines(app, matches));
        let articles = app.host.project().articles().iter();
        let found = articles.filter(|(_, entry)| matches(entry.article.title()));
        lines.extend(found.take(N_LINES).map(|(&id, entry)| Line {
            icon: "article",
            words: entry.article.title().to_owned(),
            about: entry.article.metadata.outlet.clone().unwrap_or_default(),
            command: article(id),
            unavailable: None,
        }));
    }
    lines.truncate(N_LINES);
    lines
}

/// The saved views of Compare.
fn view_lines(app: &App, matches: impl Fn(&str) -> bool) -> Vec<Line> {
    let names = app.host.project().saved_views().keys();
    let lines = names.enumerate().map(|(number, name)| {
        let shortcut = SavedView(number).shortcut();
        Line {
            icon: "star",
            words: SavedView::text(name),
            about: shortcut
                .map(|shortcut| app.ctx.format_shortcut(&shortcut))
                .unwrap_or_default(),
            command: Command::SavedView(SavedView(number)),
            unavailable: None,
        }
    });
    lines.filter(|line| matches(&line.words)).collect()
}

/// The templates that a briefing can be begun from.
fn template_lines(app: &App, matches: impl Fn(&str) -> bool) -> Vec<Line> {
    let own = app.templates.iter().map(|(_, template)| template);
    let own = own
        .enumerate()
        .map(|(number, template)| (template, BriefingCommand::OwnTemplate(number)));
    let lines = templates()
        .iter()
        .enumerate()
        .map(|(number, template)| (template, BriefingCommand::Template(number)))
        .chain(own)
        .map(|(template, command)| Line {
            icon: Global::NewFromTemplate.icon(),
            words: format!("New briefing from template: {}", template.name),
            about: String::new(),
            command: Command::Briefing(command),
            unavailable: None,
        });
    lines.filter(|line| matches(&line.words)).collect()
}

fn article(id: ArticleId) -> Command {
    Command::Article(id, ArticleCommand::Open)
}
