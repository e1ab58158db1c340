//! Changes of line: whoever has stood for and against the same, side by side with dates.

use egui::{Align, Frame, Layout, Margin, Panel, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::super::actions::party_name;
use super::super::command::{Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, party_badge};
use super::stance_ui::{capitalised, stance_name};
use crate::compare::{Said, Table, Turn, Who};
use crate::model::Stance;
use crate::text::unseen::masked;

/// Draws the panel at the side, if it is asked for and there is something to show.
pub(super) fn turns_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Table) {
    if !session.compare.shows_turns {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 8));
    Panel::right("changes of line")
        .default_size(420.0)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new("Changes of line").font(semibold(15.0)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, "close", "Close the changes of line").clicked() {
                        session.compare.shows_turns = false;
                    }
                });
            });
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                if table.turns.is_empty() {
                    ui.label(
                        RichText::new(
                            "Nobody has stood both for and against a topic, as far as stances are set.",
                        )
                        .color(tokens.text_weak),
                    );
                }
                for turn in table.turns.iter() {
                    turn_ui(ui, view, session, turn);
                }
            });
        });
}

fn turn_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, turn: &Turn) {
    let tokens = Tokens::for_ui(ui);
    let topic = view
        .project
        .topics()
        .get(&turn.topic)
        .map(|topic| topic.name.clone())
        .unwrap_or_default();
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        let who = match &turn.who {
            Who::Speaker(name) => name.clone(),
            Who::Party(party) => {
                party_badge(ui, Some(party));
                format!("{} with several voices", party_name(Some(party)))
            }
        };
        ui.label(RichText::new(masked(&who).into_owned()).font(semibold(text_size::BODY)));
        ui.label(
            RichText::new(format!("on {topic}"))
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    });
    let width = (ui.available_width() - space::M) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for stance in [Stance::Supports, Stance::Opposes] {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                let color = match stance {
                    Stance::Supports => tokens.success,
                    _ => tokens.error,
                };
                ui.label(
                    RichText::new(capitalised(stance_name(stance)))
                        .size(text_size::SMALL)
                        .color(color),
                );
                for said in turn.said.iter().filter(|said| side(said.stance) == stance) {
                    let names_speaker = matches!(turn.who, Who::Party(_));
                    said_ui(ui, view, session, said, names_speaker);
                }
            });
        }
    });
    ui.separator();
}

/// The side on which a stance is shown: a conditional yes is a yes.
fn side(stance: Stance) -> Stance {
    match stance {
        Stance::Conditional => Stance::Supports,
        stance => stance,
    }
}

fn said_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, said: &Said, names_speaker: bool) {
    let tokens = Tokens::for_ui(ui);
    let date = said.date.map_or_else(
        || "no date".to_owned(),
        |date| date.date().strftime("%-d\u{a0}%b\u{a0}%Y").to_string(),
    );
    let mut place = vec![date];
    if said.stance == Stance::Conditional {
        place.push("conditional".to_owned());
    }
    place.extend(said.speaker.clone().filter(|_| names_speaker));
    place.extend(said.outlet.as_deref().map(str::to_owned));
    ui.label(
        RichText::new(masked(&place.join(" · ")).into_owned())
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    let words: String = said.words.chars().take(300).collect();
    let label = egui::Label::new(RichText::new(masked(&words).into_owned()).font(reading::upright(14.0)))
        .wrap()
        .sense(egui::Sense::click());
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show: {words}")));
    if response.clicked() {
        session.selected = Some(said.id);
        session.compare.show(said.id);
    }
    if response.double_clicked() {
        view.send(Command::Statements(vec![said.id], StatementCommand::OpenInReader));
    }
    ui.add_space(space::S);
}
