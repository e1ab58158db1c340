//! Filing cards under topics: a field that finds a topic or makes one, and the list of all.

use egui::{Button, Key, Modifiers, Response, RichText, ScrollArea, TextEdit, Ui};

use super::super::command::{Command, StatementCommand};
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{field_in_menu, name_field, note_focus, opened, step_lines};
use super::stance_ui::topic_dot_ui;
use crate::compare::Card;
use crate::model::{StatementId, Topic, TopicId};
use crate::project::edits;
use crate::text::fold::fold;

/// What was chosen.
enum Choice {
    /// To file under this topic, or to take out of it.
    Turn(TopicId),
    /// To file under this topic, wherever the cards stand already.
    File(TopicId),
    /// To make a topic of the words.
    Make,
}

/// Draws the field and the list for these cards; true when something was chosen. Enter takes the topic of exactly
/// these words or makes one; arrows lead to the others.
pub(super) fn topic_picker_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    words: &mut String,
    cards: &[&Card],
) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(270.0);
    let id = ui.scope_id().with("topic field");
    let lines_id = id.with("lines");
    if opened(ui, id) {
        words.clear();
        ui.data_mut(|data| data.remove::<Option<usize>>(lines_id));
    }
    let field = TextEdit::singleline(words)
        .id(id)
        .hint_text("Find a topic or name a new one")
        .desired_width(f32::INFINITY);
    let response = field_in_menu(ui, field);
    note_focus(ui, &response);
    name_field(&response, "Find or name a topic", words);
    let sought = fold(words.trim());
    let found: Vec<(TopicId, &Topic)> = view
        .project
        .topics_in_order()
        .into_iter()
        .filter(|(_, topic)| fold(&topic.name).contains(&sought))
        .collect();
    let same = found.iter().find(|(_, topic)| fold(&topic.name) == sought);
    let same = same.map(|(topic, _)| *topic).filter(|_| !sought.is_empty());
    let can_make = !sought.is_empty() && same.is_none();
    let at = step_lines(ui, lines_id, &response, found.len() + usize::from(can_make));
    let enter = response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut chosen = enter
        .then(|| match (at, same) {
            (Some(at), _) => {
                let of_line = found.get(at).map(|(topic, _)| Choice::Turn(*topic));
                of_line.or(can_make.then_some(Choice::Make))
            }
            (None, Some(topic)) => Some(Choice::File(topic)),
            (None, None) => can_make.then_some(Choice::Make),
        })
        .flatten();
    let scroll = ScrollArea::vertical()
        .max_height(260.0)
        .min_scrolled_height(260.0);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (idx, &(topic, about)) in found.iter().enumerate() {
            let response = line_ui(ui, cards, (topic, about), at == Some(idx));
            if at == Some(idx) && has_arrow_down(ui) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(Choice::Turn(topic));
            }
        }
    });
    if can_make {
        ui.add_space(space::XS);
        let label = format!("New topic “{}”", words.trim());
        let is_chosen = at == Some(found.len());
        let button = Button::new((icon_text("plus", 14.0), label.as_str())).selected(is_chosen);
        let response = ui.add(button);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &label));
        if response.clicked() {
            chosen = Some(Choice::Make);
        }
    } else if view.project.topics().is_empty() {
        ui.label(
            RichText::new("No topics yet: type a name.")
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    }
    let Some(chosen) = chosen else { return false };
    let ids: Vec<StatementId> = cards.iter().flat_map(|card| card.with_carriers()).collect();
    match chosen {
        Choice::Turn(topic) if are_under(cards, topic) => {
            view.send(Command::Statements(ids, StatementCommand::Unfile(topic)));
        }
        Choice::Turn(topic) | Choice::File(topic) => {
            view.edit(edits::file_under(view.project, &ids, topic));
        }
        Choice::Make => view.edit(Some(edits::add_topic_with(view.project, words, &ids).1)),
    }
    words.clear();
    true
}

/// A topic that can be chosen.
fn line_ui(ui: &mut Ui, cards: &[&Card], (id, topic): (TopicId, &Topic), is_chosen: bool) -> Response {
    let tokens = Tokens::for_ui(ui);
    let is_filed = are_under(cards, id);
    ui.horizontal(|ui| {
        topic_dot_ui(ui, tokens.topic(topic.color));
        let button = if is_filed {
            Button::new((topic.name.as_str(), icon_text("check", 14.0)))
        } else {
            Button::new(topic.name.as_str())
        };
        let response = ui.add(button.frame_when_inactive(is_chosen).selected(is_chosen));
        let name = if is_filed {
            format!("Take out of {}", topic.name)
        } else {
            format!("File under {}", topic.name)
        };
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
        response
    })
    .inner
}

/// Whether an arrow was pressed in this frame: what it leads to is brought into sight.
fn has_arrow_down(ui: &Ui) -> bool {
    ui.input(|input| input.key_down(Key::ArrowDown) || input.key_down(Key::ArrowUp))
}

fn are_under(cards: &[&Card], topic: TopicId) -> bool {
    let is_under = |card: &&Card| card.topics.iter().any(|(other, _)| *other == topic);
    cards.iter().all(is_under)
}
