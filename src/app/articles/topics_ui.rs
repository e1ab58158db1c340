//! The topics that the selected statement is filed under, and how it stands to each.

use egui::{Align, Button, ComboBox, Key, Modifiers, RichText, Role, TextEdit, Ui, Vec2, WidgetInfo};

use super::super::command::{Command, StatementCommand};
use super::super::theme::{Tokens, icon_text, space};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, text_icon_button};
use super::inspector_ui::label;
use super::{Inspector, facts};
use crate::model::{Stance, Statement, StatementId, TopicId};
use crate::project::{Edit, Project, edits};
use crate::text::fold::fold;

const MOST_OFFERED: usize = 8;

/// Draws the topics and their controls.
pub(super) fn topics_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: StatementId,
    statement: &Statement,
) {
    label(ui, "Topics");
    for (&topic, &stance) in &statement.topics {
        let Some(name) = view.project.topics().get(&topic).map(|topic| topic.name.clone()) else {
            continue;
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            if icon_button(ui, "close", &format!("Take out of {name}")).clicked() {
                view.send(Command::Statements(vec![id], StatementCommand::Unfile(topic)));
            }
            stance_ui(ui, view, id, topic, stance);
            ui.add(egui::Label::new(&name).truncate()).on_hover_text(&name);
        });
    }
    if text_icon_button(ui, "topic", "File under a topic").clicked() {
        let is_open = inspector.topic_picker.take().is_some();
        inspector.topic_picker = (!is_open).then(String::new);
        inspector.wants_topic_focus = !is_open;
    }
    let Some(words) = &mut inspector.topic_picker else {
        return;
    };
    let is_done = picker_ui(ui, view, words, &mut inspector.wants_topic_focus, id, statement);
    if is_done || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        inspector.topic_picker = None;
    }
}

fn stance_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: StatementId, topic: TopicId, stance: Stance) {
    ComboBox::from_id_salt(("stance", topic.0))
        .selected_text(facts::stance_word(stance))
        .width(112.0)
        .show_ui(ui, |ui| {
            for choice in [
                Stance::Supports,
                Stance::Opposes,
                Stance::Conditional,
                Stance::NoneStated,
            ] {
                if ui
                    .selectable_label(choice == stance, facts::stance_word(choice))
                    .clicked()
                {
                    view.send(Command::Statements(
                        vec![id],
                        StatementCommand::SetStance(topic, choice),
                    ));
                }
            }
        });
}

/// A field and the topics that its words may mean; true when one was chosen.
fn picker_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    words: &mut String,
    wants_focus: &mut bool,
    id: StatementId,
    statement: &Statement,
) -> bool {
    let tokens = Tokens::for_ui(ui);
    let takes_first = ui.input(|input| input.key_pressed(Key::Enter));
    let field = TextEdit::singleline(words)
        .hint_text("Topic, old or new")
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    name_field(&response, "Topic", words);
    if std::mem::take(wants_focus) {
        response.request_focus();
        response.scroll_to_me(Some(Align::Center));
    }
    let wanted = fold(words.trim());
    let topics = view.project.topics();
    let offered: Vec<(TopicId, String)> = view
        .project
        .topics_in_order()
        .into_iter()
        .filter(|(topic, _)| !statement.topics.contains_key(topic))
        .filter(|(_, topic)| fold(&topic.name).contains(&wanted))
        .take(MOST_OFFERED)
        .map(|(topic, found)| (topic, found.name.clone()))
        .collect();
    let is_new = !wanted.is_empty() && !topics.values().any(|topic| fold(&topic.name) == wanted);
    let mut chosen = None;
    let mut makes_new = false;
    for (topic, name) in &offered {
        if offer_ui(ui, "topic", name) {
            chosen = Some(*topic);
        }
    }
    if is_new {
        makes_new = offer_ui(ui, "plus", &format!("New topic “{}”", words.trim()));
    }
    if offered.is_empty() && !is_new {
        ui.label(RichText::new("Type the name of a topic.").color(tokens.text_weak));
    }
    if takes_first && !wanted.is_empty() {
        let same = offered.iter().find(|(_, name)| fold(name) == wanted);
        chosen = same.map(|(topic, _)| *topic);
        makes_new = chosen.is_none() && is_new;
    }
    if let Some(topic) = chosen {
        view.send(Command::Statements(
            vec![id],
            StatementCommand::SetStance(topic, Stance::NoneStated),
        ));
    } else if makes_new {
        view.edit(file_under_new(view.project, id, words));
    }
    chosen.is_some() || makes_new
}

/// A line that can be chosen.
fn offer_ui(ui: &mut Ui, icon: &str, words: &str) -> bool {
    let color = Tokens::for_ui(ui).text_weak;
    let button = Button::new((icon_text(icon, 14.0).color(color), words))
        .frame_when_inactive(false)
        .truncate()
        .min_size(Vec2::new(ui.available_width(), 0.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    response.clicked()
}

/// A new topic with the statement filed under it, as one step.
fn file_under_new(project: &Project, id: StatementId, name: &str) -> Option<Edit> {
    let (topic, add) = edits::add_topic(project, name);
    let mut after = project.clone();
    after.apply(&add).ok()?;
    let file = edits::file_under(&after, &[id], topic)?;
    let mut changes = add.changes;
    changes.extend(file.changes);
    Some(Edit::new(file.label, changes))
}
