//! Stances: the four marks of a card on a topic, what its words suggest, and the strip that shows who stands
//! where.

use egui::{Align2, Color32, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::actions::party_name;
use super::super::command::{Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon, icon_format, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::party_badge;
use super::cursor::CardPlace;
use crate::compare::{Card, Table};
use crate::model::{Party, Stance, TopicId};

/// The stances in the order of their keys, 1 to 4.
pub(super) const STANCES: [Stance; 4] = [
    Stance::Supports,
    Stance::Opposes,
    Stance::Conditional,
    Stance::NoneStated,
];

/// "supports", "opposes", "conditional", "none stated".
pub(super) fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::NoneStated => "none stated",
    }
}

/// "opposes Tolls", "conditional on Tolls".
pub(super) fn stance_on(stance: Stance, topic: &str) -> String {
    let name = stance_name(stance);
    match stance {
        Stance::Supports | Stance::Opposes => format!("{name} {topic}"),
        Stance::Conditional | Stance::NoneStated => format!("{name} on {topic}"),
    }
}

fn stance_icon(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Conditional => "conditional",
        Stance::NoneStated => "minus",
    }
}

fn stance_color(tokens: &Tokens, stance: Stance) -> Color32 {
    match stance {
        Stance::Supports => tokens.success,
        Stance::Opposes => tokens.error,
        Stance::Conditional => tokens.warning,
        Stance::NoneStated => tokens.text_weak,
    }
}

/// How a card stands to the topic of its row: four marks of which one is on, and what the words suggest.
pub(super) fn stance_of_row_ui(ui: &mut Ui, view: &mut ViewContext<'_>, card: &Card, topic: TopicId) {
    let Some(current) = current(card, topic) else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = 20.0;
        for (stance, key) in STANCES.into_iter().zip(1..) {
            let is_current = stance == current;
            if mark_ui(ui, stance, is_current, key).clicked() && !is_current {
                set(view, card, topic, stance);
            }
        }
        if current != Stance::NoneStated {
            ui.add_space(space::XS);
            ui.label(
                RichText::new(stance_name(current))
                    .size(text_size::SMALL)
                    .color(stance_color(tokens, current)),
            );
        }
    });
    if current == Stance::NoneStated {
        suggestion_ui(ui, view, card, topic);
    }
}

fn mark_ui(ui: &mut Ui, stance: Stance, is_current: bool, key: u8) -> egui::Response {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 20.0), Sense::click());
    let name = capitalised(stance_name(stance));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_current, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, tokens.hover);
    }
    let color = if is_current {
        stance_color(tokens, stance)
    } else {
        tokens.hairline.lerp_to_gamma(tokens.text_weak, 0.45)
    };
    let font = icon_format(15.0, color).font_id;
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        icon(stance_icon(stance)),
        font,
        color,
    );
    response.on_hover_text(format!("{name}  {key}"))
}

/// "suggested: opposes — “rejected”"; a click accepts it.
fn suggestion_ui(ui: &mut Ui, view: &mut ViewContext<'_>, card: &Card, topic: TopicId) {
    let Some(hint) = &card.suggestion else { return };
    let tokens = Tokens::for_ui(ui);
    let words = format!("suggested: {} — “{}”", stance_name(hint.stance), hint.words);
    let label = RichText::new(&words)
        .size(text_size::SMALL)
        .italics()
        .color(tokens.text_weak);
    let response = ui.add(egui::Button::new(label).frame(false).truncate());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let why = format!(
        "The words “{}” are those of someone who {}. Click to accept; nothing is set until you do.",
        hint.words,
        match hint.stance {
            Stance::Supports => "supports",
            Stance::Opposes => "opposes",
            _ => "agrees under a condition",
        }
    );
    if response.on_hover_text(why).clicked() {
        set(view, card, topic, hint.stance);
    }
}

/// Says how a card stands to a topic, with the other articles that carry it.
pub(super) fn set(view: &mut ViewContext<'_>, card: &Card, topic: TopicId, stance: Stance) {
    view.send(Command::Statements(
        card.with_carriers(),
        StatementCommand::SetStance(topic, stance),
    ));
}

/// Where a key has chosen a stance for a card of several topics: the question on which of them.
pub(super) fn place_ui(
    view: &mut ViewContext<'_>,
    session: &mut Session,
    card: &Card,
    place: &CardPlace,
    response: &egui::Response,
) {
    let places = &mut session.compare.places_stance;
    let Some((_, stance)) = places.as_ref().filter(|(of, _)| of == place) else {
        return;
    };
    let stance = *stance;
    let mut is_open = true;
    let mut is_done = false;
    egui::Popup::from_response(response)
        .id(response.id.with("stance"))
        .open_bool(&mut is_open)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.label(format!("{}: on which topic?", capitalised(stance_name(stance))));
            for (idx, &(topic, _)) in card.topics.iter().enumerate() {
                let Some(about) = view.project.topics().get(&topic) else {
                    continue;
                };
                let name = capitalised(&stance_on(stance, &about.name));
                let button = ui.add(egui::Button::new(&about.name).min_size(vec2(180.0, space::CONTROL)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                let has_focus = ui.memory(|memory| memory.has_focus(button.id));
                if idx == 0 && !has_focus && response.has_focus() {
                    button.request_focus();
                }
                if button.clicked() {
                    set(view, card, topic, stance);
                    is_done = true;
                }
            }
        });
    if is_done || !is_open {
        session.compare.places_stance = None;
        session.compare.wants_card_focus = true;
    }
}

pub(super) fn current(card: &Card, topic: TopicId) -> Option<Stance> {
    let of_topic = card.topics.iter().find(|(other, _)| *other == topic);
    of_topic.map(|(_, stance)| *stance)
}

/// The topics of a card besides the one of its row, each with its stance: "● Tolls  opposes".
pub(super) fn other_topics_ui(ui: &mut Ui, view: &ViewContext<'_>, card: &Card, of_row: Option<TopicId>) {
    let tokens = Tokens::for_ui(ui);
    let others = card.topics.iter().filter(|(topic, _)| Some(*topic) != of_row);
    for &(topic, stance) in others.take(3) {
        let Some(about) = view.project.topics().get(&topic) else {
            continue;
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.spacing_mut().interact_size.y = 18.0;
            topic_dot_ui(ui, tokens.topic(about.color));
            if stance != Stance::NoneStated {
                let color = stance_color(tokens, stance);
                let mark = ui.label(icon_text(stance_icon(stance), 13.0).color(color));
                mark.on_hover_text(capitalised(stance_name(stance)));
            }
            ui.add(
                egui::Label::new(
                    RichText::new(&about.name)
                        .size(text_size::SMALL)
                        .color(tokens.text_weak),
                )
                .truncate(),
            );
        });
    }
}

/// A dot in a topic's colour.
pub(super) fn topic_dot_ui(ui: &mut Ui, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, 16.0), Sense::hover());
    ui.painter().circle_filled(rect.center(), 4.0, color);
}

/// With room for fewer names than this for each stance, parties are counted.
const LEAST_NAMED: usize = 3;

/// How many parties the strip names for one stance before it counts the rest, in a row of this width.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a few, clamped before"
)]
fn most_named(width: f32) -> usize {
    (width * 0.45 / 3.0 / 38.0).clamp(2.0, 12.0) as usize
}

/// Who stands where on a topic: each stance with the parties that take it.
pub(super) fn strip_ui(ui: &mut Ui, table: &Table, topic: TopicId) {
    let tokens = Tokens::for_ui(ui);
    let most_named = most_named(ui.available_width());
    // Drawn from the right.
    for (stance, parties) in table.positions.stances(topic).into_iter().rev() {
        let n_named = match parties.len() {
            n if n <= most_named => n,
            // A few of many say less than the title does in their room.
            _ if most_named < LEAST_NAMED => 0,
            _ => most_named,
        };
        let n_more = parties.len() - n_named;
        if n_more > 0 {
            let words = if n_named == 0 {
                n_more.to_string()
            } else {
                format!("+{n_more}")
            };
            let label = RichText::new(&words)
                .size(text_size::SMALL)
                .color(tokens.text_weak);
            let label = ui.label(label);
            let spoken = format!("{words} parties: {}", stance_name(stance));
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
            label.on_hover_text(names(parties.iter().skip(n_named)));
        }
        for &(party, n_statements) in parties.iter().take(n_named).rev() {
            let words = format!("{} {}", party_name(Some(party)), stance_name(stance));
            let badge = party_badge(ui, Some(party));
            badge.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            badge.on_hover_text(format!("{words}: {}", count(n_statements)));
        }
        let color = stance_color(tokens, stance);
        ui.label(icon_text(stance_icon(stance), 15.0).color(color))
            .on_hover_text(capitalised(stance_name(stance)));
        ui.add_space(space::S);
    }
}

fn names<'a>(parties: impl Iterator<Item = &'a (&'a Party, usize)>) -> String {
    let names: Vec<&str> = parties.map(|(party, _)| party_name(Some(party))).collect();
    names.join(", ")
}

fn count(n: usize) -> String {
    if n == 1 {
        "1 statement".to_owned()
    } else {
        format!("{n} statements")
    }
}

pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
