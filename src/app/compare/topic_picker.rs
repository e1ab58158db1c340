//! Filing cards under topics: a field that finds a topic or makes one, and the list of all.

use egui::{Button, RichText, ScrollArea, TextEdit, Ui};

use super::super::command::{Command, StatementCommand};
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{field_in_menu, name_field};
use super::stance_ui::topic_dot_ui;
use crate::compare::Card;
use crate::model::{StatementId, Topic, TopicId};
use crate::project::edits;
use crate::text::fold::fold;

/// Draws the field and the list for these cards; true when something was chosen. Words that no topic has make
/// one.
pub(super) fn topic_picker_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    words: &mut String,
    cards: &[&Card],
) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(270.0);
    let id = ui.scope_id().with("topic field");
    // Not drawn in the pass before: it has just been opened.
    let pass = ui.ctx().cumulative_pass_nr();
    let (last, mut wants_focus): (u64, bool) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if last + 1 < pass {
        words.clear();
        wants_focus = true;
    }
    if wants_focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let field = TextEdit::singleline(words)
        .id(id)
        .hint_text("Find a topic or name a new one")
        .desired_width(f32::INFINITY);
    let response = field_in_menu(ui, field);
    // While it is only measured it cannot keep the keyboard.
    wants_focus &= ui.is_sizing_pass() || !response.has_focus();
    ui.data_mut(|data| data.insert_temp(id, (pass, wants_focus)));
    name_field(&response, "Find or name a topic", words);
    let enter = response.lost_focus()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    let sought = fold(words.trim());
    let found: Vec<(TopicId, &Topic)> = view
        .project
        .topics_in_order()
        .into_iter()
        .filter(|(_, topic)| fold(&topic.name).contains(&sought))
        .collect();
    let is_exact = found.iter().any(|(_, topic)| fold(&topic.name) == sought);
    let mut chosen = (enter && !sought.is_empty())
        .then(|| found.first().map(|(id, _)| *id))
        .flatten();
    let scroll = ScrollArea::vertical()
        .max_height(260.0)
        .min_scrolled_height(260.0);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for &(id, topic) in &found {
            let n_filed = cards.iter().filter(|card| is_under(card, id)).count();
            let is_filed = n_filed == cards.len();
            ui.horizontal(|ui| {
                topic_dot_ui(ui, tokens.topic(topic.color));
                let button = if is_filed {
                    Button::new((topic.name.as_str(), icon_text("check", 14.0)))
                } else {
                    Button::new(topic.name.as_str())
                };
                let response = ui.add(button.frame_when_inactive(false));
                let name = if is_filed {
                    format!("Take out of {}", topic.name)
                } else {
                    format!("File under {}", topic.name)
                };
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                if response.clicked() {
                    chosen = Some(id);
                }
            });
        }
    });
    let ids: Vec<StatementId> = cards.iter().flat_map(|card| card.with_carriers()).collect();
    if let Some(topic) = chosen {
        let is_filed = cards.iter().all(|card| is_under(card, topic));
        if is_filed {
            view.send(Command::Statements(ids, StatementCommand::Unfile(topic)));
        } else {
            view.edit(edits::file_under(view.project, &ids, topic));
        }
        words.clear();
        return true;
    }
    if sought.is_empty() || is_exact {
        if view.project.topics().is_empty() {
            ui.label(
                RichText::new("No topics yet: type a name.")
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
        }
        return false;
    }
    ui.add_space(space::XS);
    let label = format!("New topic “{}”", words.trim());
    let response = ui.add(Button::new((icon_text("plus", 14.0), label.as_str())));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.clicked() || (enter && found.is_empty()) {
        view.edit(Some(edits::add_topic_with(view.project, words, &ids).1));
        words.clear();
        return true;
    }
    false
}

fn is_under(card: &Card, topic: TopicId) -> bool {
    card.topics.iter().any(|(other, _)| *other == topic)
}
