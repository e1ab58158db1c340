//! The bar of the review: how far one is, the statement that is looked at, and the keys.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Button, FontId, Frame, Key, Layout, Margin, Modifiers, Panel, ProgressBar, RichText, Role, Stroke,
    Ui, WidgetInfo,
};

use super::super::App;
use super::super::actions::party_name;
use super::super::command::Command;
use super::super::session::Place;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::widgets::{
    bare_icon_button, icon_button_with_keys, is_low, party_badge, primary_button, text_icon_button,
};
use super::queue::Progress;
use super::{Order, ReviewCommand, Scope};
use crate::model::{Article, Kind, Statement};
use crate::text::span::slice;
use crate::text::unseen::masked;

/// Words shown on either side of the statement, in bytes.
const AROUND: usize = 220;

/// With less room the buttons are icons, and wrap.
const NARROW: f32 = 900.0;

/// The keys, which hold while nothing is typed anywhere.
const KEYS: [(Modifiers, Key, ReviewCommand); 8] = [
    (Modifiers::SHIFT, Key::A, ReviewCommand::AcceptAll),
    (Modifiers::NONE, Key::A, ReviewCommand::Accept),
    (Modifiers::NONE, Key::F, ReviewCommand::Fix),
    (Modifiers::NONE, Key::N, ReviewCommand::Skip),
    (Modifiers::NONE, Key::P, ReviewCommand::Back),
    (Modifiers::NONE, Key::X, ReviewCommand::Hide),
    (Modifiers::NONE, Key::O, ReviewCommand::ChangeOrder),
    (Modifiers::NONE, Key::Escape, ReviewCommand::End),
];

/// Draws the bar, if statements are being checked, and takes its keys.
pub(crate) fn bar_ui(app: &mut App, ui: &mut Ui) {
    app.follow_review();
    if app.session.place == Place::Briefing {
        return;
    }
    let Some(review) = &mut app.session.review else {
        return;
    };
    let project = app.host.project().clone();
    let progress = review.queue.progress(&project);
    if !review.queue.is_counted(&project) {
        ui.ctx().request_repaint();
    }
    let scope = review.scope;
    let nothing_open = if review.awaits.is_some() {
        "Looking for what is to be checked…"
    } else if progress.n_all == 0 {
        "There is nothing to check here."
    } else {
        "All of it is checked."
    };
    let current = app.reviewed().and_then(|id| project.statement_in_article(id));
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.selection.lerp_to_gamma(tokens.panel, 0.5))
        .inner_margin(Margin::symmetric(12, 6));
    let mut chosen = pressed(app, ui);
    Panel::top("review").frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        if ui.available_width() < NARROW {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                progress_ui(ui, progress, 32.0);
                chosen = buttons_ui(ui, progress, true, nothing_open).or(chosen);
                chosen = order_ui(ui, app.session.review_order, true).or(chosen);
                chosen = scope_ui(app, ui, scope).or(chosen);
                chosen = end_ui(ui).or(chosen);
            });
        } else {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                progress_ui(ui, progress, 80.0);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    chosen = end_ui(ui).or(chosen);
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        chosen = buttons_ui(ui, progress, false, nothing_open).or(chosen);
                        chosen = order_ui(ui, app.session.review_order, false).or(chosen);
                        chosen = scope_ui(app, ui, scope).or(chosen);
                    });
                });
            });
        }
        // In a low window the card in the table says as much.
        if app.session.place == Place::Compare
            && !is_low(ui.ctx())
            && let Some((statement, article)) = current
        {
            statement_ui(ui, statement, article);
        }
    });
    if let Some(command) = chosen {
        app.outbox.send(Command::Review(command));
    }
}

fn pressed(app: &App, ui: &Ui) -> Option<ReviewCommand> {
    let is_taken = ui.ctx().text_edit_focused()
        || app.was_typing
        || app.session.modal.is_some()
        || egui::Popup::is_any_open(ui.ctx());
    if is_taken {
        return None;
    }
    ui.input_mut(|input| {
        KEYS.into_iter()
            .find(|(modifiers, key, _)| {
                // Ctrl+A and the like are something else.
                !input.modifiers.command && !input.modifiers.alt && input.consume_key(*modifiers, *key)
            })
            .map(|(_, _, command)| command)
    })
}

fn progress_ui(ui: &mut Ui, progress: Progress, width: f32) {
    let tokens = Tokens::for_ui(ui);
    #[expect(clippy::cast_precision_loss, reason = "a bar is a hundred pixels wide")]
    let share = progress.n_done as f32 / progress.n_all.max(1) as f32;
    ui.add(
        ProgressBar::new(share)
            .desired_width(width)
            .desired_height(6.0)
            .fill(tokens.success),
    );
    let words = format!("{} of {} checked", progress.n_done, progress.n_all);
    ui.label(RichText::new(words).font(semibold(text_size::BODY)));
}

fn end_ui(ui: &mut Ui) -> Option<ReviewCommand> {
    let button = icon_button_with_keys(ui, "close", "End the review", "Esc");
    button.clicked().then_some(ReviewCommand::End)
}

/// The buttons with their keys; where it is narrow some are icons alone. `nothing_open` is said if nothing is left to
/// check.
fn buttons_ui(ui: &mut Ui, progress: Progress, is_narrow: bool, nothing_open: &str) -> Option<ReviewCommand> {
    let mut chosen = None;
    if progress.n_open == 0 {
        ui.label(nothing_open);
        return None;
    }
    if primary_button(ui, "Accept  A")
        .on_hover_text("It is right: check it and go on")
        .clicked()
    {
        chosen = Some(ReviewCommand::Accept);
    }
    for (icon, words, key, about, command) in [
        (
            "pencil",
            "Fix",
            "F",
            "Put right who speaks, for whom, or how far it reaches",
            ReviewCommand::Fix,
        ),
        (
            "arrow_right",
            "Skip",
            "N",
            "Leave it for now and go on",
            ReviewCommand::Skip,
        ),
        (
            "hide",
            "Hide",
            "X",
            "It is no statement: put it aside and go on",
            ReviewCommand::Hide,
        ),
        (
            "arrow_left",
            "Back",
            "P",
            "To the one before",
            ReviewCommand::Back,
        ),
    ] {
        let name = format!("{words}  {key}");
        let response = if is_narrow {
            bare_icon_button(ui, icon)
        } else {
            text_icon_button(ui, icon, &name)
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} in review")));
        let about = if is_narrow {
            format!("{about}  {key}")
        } else {
            about.to_owned()
        };
        if response.on_hover_text(about).clicked() {
            chosen = Some(command);
        }
    }
    if !is_narrow {
        ui.add_space(space::S);
    }
    let words = format!("Accept all {}", progress.n_open);
    let response = ui.add(Button::new(&words).min_size(egui::vec2(0.0, space::CONTROL)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if response
        .on_hover_text("All that is shown here and not checked is right; one undo takes it back  Shift+A")
        .clicked()
    {
        chosen = Some(ReviewCommand::AcceptAll);
    }
    chosen
}

/// Whether the least sure come first.
fn order_ui(ui: &mut Ui, order: Order, is_narrow: bool) -> Option<ReviewCommand> {
    let is_on = order == Order::LeastSure;
    let button = if is_narrow {
        Button::selectable(is_on, icon_text("sort", 16.0))
    } else {
        Button::selectable(is_on, "Least sure first  O")
    };
    let response = ui.add(button.min_size(egui::vec2(0.0, space::CONTROL)));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, "Least sure first"));
    let about = if is_on {
        "Check in the order in which they are shown"
    } else {
        "Check first what the program is least sure of"
    };
    let about = if is_narrow {
        format!("{about}  O")
    } else {
        about.to_owned()
    };
    let clicked = response.on_hover_text(about).clicked();
    clicked.then_some(ReviewCommand::ChangeOrder)
}

/// In the library: this article or all that are listed.
fn scope_ui(app: &App, ui: &mut Ui, scope: Scope) -> Option<ReviewCommand> {
    let open = app.session.articles.open_article()?;
    let (words, about, other) = match scope {
        Scope::Table => return None,
        Scope::Article(_) => (
            "All listed articles",
            "Check the statements of all articles in the list",
            Scope::Listed,
        ),
        Scope::Listed => (
            "Only this article",
            "Check the statements of the article that is open",
            Scope::Article(open),
        ),
    };
    ui.add_space(space::S);
    let clicked = ui.link(words).on_hover_text(about).clicked();
    clicked.then_some(ReviewCommand::Begin(other))
}

/// The statement among the words around it, and who said it.
fn statement_ui(ui: &mut Ui, statement: &Statement, article: &Article) {
    let tokens = Tokens::for_ui(ui);
    let colors = tokens.party(statement.parties.first());
    let frame = Frame::new()
        .fill(tokens.background)
        .corner_radius(space::RADIUS)
        .stroke(Stroke::new(1.0, tokens.hairline))
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let [before, words, after] = surroundings(statement, &article.text);
        let format = |color, background| TextFormat {
            font_id: reading::upright(text_size::READING - 1.0),
            color,
            background,
            line_height: Some(22.0),
            ..TextFormat::default()
        };
        let weak = format(tokens.text_weak, egui::Color32::TRANSPARENT);
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        job.wrap.max_rows = 5;
        job.append(&masked(&before), 0.0, weak.clone());
        job.append(&masked(&words), 0.0, format(tokens.text, colors.tint));
        job.append(&masked(&after), 0.0, weak);
        ui.label(job);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            for party in &statement.parties {
                party_badge(ui, Some(party));
            }
            ui.add(egui::Label::new(who(ui, statement, article)).truncate());
        });
    });
}

fn who(ui: &Ui, statement: &Statement, article: &Article) -> LayoutJob {
    let tokens = Tokens::for_ui(ui);
    let mut job = LayoutJob::default();
    let name = statement.speaker_name().unwrap_or("Unknown speaker");
    let strong = TextFormat::simple(semibold(text_size::BODY), tokens.text);
    job.append(&masked(name), 0.0, strong);
    let mut about = Vec::new();
    about.extend(statement.speaker.as_ref().and_then(|it| it.role.clone()));
    let parties: Vec<&str> = statement.parties.iter().map(|it| party_name(Some(it))).collect();
    about.push(if parties.is_empty() {
        "speaks for no party".to_owned()
    } else {
        format!("speaks for {}", parties.join(", "))
    });
    if statement.kind == Kind::Indirect {
        about.push("paraphrase".to_owned());
    }
    about.extend(article.metadata.outlet.clone());
    about.extend(article.metadata.published.map(|it| it.date().to_string()));
    about.push(format!("{} % sure", statement.confidence.percent()));
    let weak = TextFormat::simple(FontId::proportional(text_size::SMALL), tokens.text_weak);
    job.append(&masked(&format!(" · {}", about.join(" · "))), 0.0, weak);
    job
}

/// The words before a statement in its paragraph, its own with what stands between them, and those after.
fn surroundings(statement: &Statement, text: &str) -> [String; 3] {
    let (Some(first), Some(last)) = (statement.content.first(), statement.content.last()) else {
        return Default::default();
    };
    let line_start = slice(text, 0, first.start()).rfind('\n').map_or(0, |at| at + 1);
    let line_end = slice(text, last.end(), text.len())
        .find('\n')
        .map_or(text.len(), |at| last.end() + at);
    let mut before = slice(text, line_start, first.start()).to_owned();
    if before.len() > AROUND {
        let from = before.ceil_char_boundary(before.len() - AROUND);
        before = format!("…{}", before.split_off(from));
    }
    let mut after = slice(text, last.end(), line_end).to_owned();
    if after.len() > AROUND {
        after.truncate(after.floor_char_boundary(AROUND));
        after.push('…');
    }
    let words = slice(text, first.start(), last.end()).replace(['\n', '\r', '\t'], " ");
    [before, words, after]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_statement_is_shown_with_its_paragraph_around_it() {
        let text = "Headline\nOn Friday “the bridge is ready”, the minister said in Gümrü.\nMore.";
        let start = text.find('“').unwrap();
        let end = text.find(", the").unwrap();
        let statement = Statement::by_hand(vec![Span::new(text, start, end).unwrap()], Kind::Direct);
        assert_eq!(
            surroundings(&statement, text),
            [
                "On Friday ",
                "“the bridge is ready”",
                ", the minister said in Gümrü."
            ]
        );
        let long = format!("{} words {}", "ä".repeat(400), "ö".repeat(400));
        let start = long.find("words").unwrap();
        let statement = Statement::by_hand(vec![Span::new(&long, start, start + 5).unwrap()], Kind::Indirect);
        let [before, words, after] = surroundings(&statement, &long);
        assert_eq!(words, "words");
        assert!(before.starts_with('…') && after.ends_with('…'));
    }
}
