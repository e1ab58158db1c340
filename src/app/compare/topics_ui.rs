//! The topics of the project: new ones, their names and colours, merging, and what the statements suggest.

use std::sync::Arc;

use egui::{RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, vec2};

use super::super::command::Command;
use super::super::session::Session;
use super::super::theme::{Tokens, n_topic_colors, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{field_in_menu, icon_button, name_field, primary_button, text_icon_button};
use super::stance_ui::topic_dot_ui;
use crate::compare::TopicSuggestion;
use crate::model::{Grouping, TopicId};
use crate::project::{Edit, Project, edits};

/// What is under way in the menu.
#[derive(Debug, Default)]
pub(super) struct TopicsSession {
    /// Name of a new topic.
    name: String,
    /// The topic whose particulars are open.
    open: Option<TopicId>,
    /// What the statements suggest, once it has been asked for.
    suggestions: Option<Arc<Vec<TopicSuggestion>>>,
    is_looking: bool,
}

impl TopicsSession {
    /// Takes what was found.
    pub(super) fn take(&mut self, suggestions: Vec<TopicSuggestion>) {
        self.suggestions = Some(Arc::new(suggestions));
        self.is_looking = false;
    }
}

/// The menu.
pub(super) fn topics_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    ui.set_min_width(340.0);
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(220.0, 620.0);
    let scroll = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height);
    scroll.show(ui, |ui| {
        let topics: Vec<TopicId> = view
            .project
            .topics_in_order()
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        for id in topics {
            topic_ui(ui, view, session, id);
        }
        if !view.project.topics().is_empty() {
            ui.separator();
        }
        new_topic_ui(ui, view, session);
        ui.separator();
        suggestions_ui(ui, view, session);
    });
}

fn new_topic_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let name = &mut session.compare.topics.name;
    ui.horizontal(|ui| {
        let response = field_in_menu(
            ui,
            TextEdit::singleline(name)
                .hint_text("Border demarcation")
                .desired_width(200.0),
        );
        name_field(&response, "Name of the topic", name);
        let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let has_name = !name.trim().is_empty();
        let button = ui.add_enabled_ui(has_name, |ui| primary_button(ui, "Add topic"));
        if (button.inner.clicked() || enter) && has_name {
            let (_, mut edit) = edits::add_topic(view.project, name);
            show_topics(view, &mut edit);
            view.edit(Some(edit));
            name.clear();
        }
    });
}

/// Whoever makes a topic wants to see it: rows become topics in the same step.
fn show_topics(view: &ViewContext<'_>, edit: &mut crate::project::Edit) {
    let mut after = view.project.view().clone();
    after.grouping = Grouping::Topic;
    if after != *view.project.view() {
        edit.changes.push(crate::project::Change::View(after));
    }
}

/// A topic: dot, name, count; opened its name, colours, merging and removing.
fn topic_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, id: TopicId) {
    let tokens = Tokens::for_ui(ui);
    let Some(topic) = view.project.topics().get(&id).cloned() else {
        return;
    };
    let is_open = session.compare.topics.open == Some(id);
    let positions = view.derived.table().positions.on(id);
    let n_statements: usize = positions.map(|(_, position)| position.n_statements).sum();
    ui.horizontal(|ui| {
        topic_dot_ui(ui, tokens.topic(topic.color));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let icon = if is_open { "chevron_down" } else { "pencil" };
            if icon_button(ui, icon, &format!("Change topic {}", topic.name)).clicked() {
                session.compare.topics.open = (!is_open).then_some(id);
            }
            ui.label(
                RichText::new(n_statements.to_string())
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(
                    egui::Label::new(RichText::new(&topic.name).font(semibold(text_size::BODY))).truncate(),
                );
            });
        });
    });
    if !is_open {
        return;
    }
    ui.indent(("topic", id), |ui| {
        let mut name = topic.name.clone();
        let response = field_in_menu(ui, TextEdit::singleline(&mut name).desired_width(f32::INFINITY));
        name_field(&response, &format!("Name of topic {}", topic.name), &name);
        if response.changed() {
            view.edit(edits::rename_topic(view.project, id, &name));
        }
        colors_ui(ui, view, id, topic.color);
        places_ui(ui, view, id);
        let others: Vec<(TopicId, String)> = view
            .project
            .topics_in_order()
            .into_iter()
            .filter(|(other, _)| *other != id)
            .map(|(other, topic)| (other, topic.name.clone()))
            .collect();
        ui.horizontal(|ui| {
            ui.add_enabled_ui(!others.is_empty(), |ui| {
                super::super::widgets::submenu(ui, "merge", "Merge into…", |ui| {
                    for (other, name) in &others {
                        let response = ui.button(name);
                        response.widget_info(|| {
                            WidgetInfo::labeled(Role::Button, true, format!("Merge into {name}"))
                        });
                        if response.clicked() {
                            view.edit(edits::merge_topics(view.project, id, *other));
                            session.compare.topics.open = None;
                            ui.close();
                        }
                    }
                });
            });
            if text_icon_button(ui, "trash", "Remove topic").clicked() {
                view.edit(edits::remove_topic(view.project, id));
                session.compare.topics.open = None;
            }
        });
    });
}

/// One place up or down in the order of the rows.
fn places_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: TopicId) {
    ui.horizontal(|ui| {
        for (icon, words, keys, way) in [
            ("arrow_up", "Move up", "Shift+↑", Way::Up),
            ("arrow_down", "Move down", "Shift+↓", Way::Down),
        ] {
            let edit = moved(view.project, id, way);
            let button = ui.add_enabled_ui(edit.is_some(), |ui| text_icon_button(ui, icon, words));
            let about = format!("Rows stand in this order. {keys} at a heading; headings can be dragged");
            if button.inner.on_hover_text(about).clicked() {
                view.edit(edit);
            }
        }
    });
}

/// Where a topic goes in the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
}

/// The edit that moves a topic by a place, if there is one.
pub(super) fn moved(project: &Project, id: TopicId, way: Way) -> Option<Edit> {
    let topics = project.topics_in_order();
    let at = topics.iter().position(|(topic, _)| *topic == id)?;
    let place = |at: usize| topics.get(at).map(|(topic, _)| *topic);
    match way {
        Way::Up => edits::move_topic(project, id, Some(place(at.checked_sub(1)?)?)),
        Way::Down => {
            place(at + 1)?;
            edits::move_topic(project, id, place(at + 2))
        }
    }
}

fn colors_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: TopicId, current: Option<u8>) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let numbers = (0..n_topic_colors()).map(Some);
        for color in std::iter::once(None).chain(numbers) {
            let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
            let is_current = color == current;
            let name = color.map_or_else(
                || "No colour".to_owned(),
                |number| format!("Colour {}", u16::from(number) + 1),
            );
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_current, &name));
            if is_current || response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, 5.0, tokens.hover);
            }
            ui.painter().circle_filled(
                rect.center(),
                if is_current { 7.0 } else { 5.5 },
                tokens.topic(color),
            );
            if response.on_hover_text(&name).clicked() {
                view.edit(edits::color_topic(view.project, id, color));
            }
        }
    });
}

/// What the statements that are under no topic speak of. Nothing is filed until it is clicked.
fn suggestions_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let weak = |words: &str| {
        RichText::new(words.to_owned())
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    let topics = &mut session.compare.topics;
    let Some(suggestions) = topics.suggestions.clone() else {
        ui.add_enabled_ui(!topics.is_looking, |ui| {
            let words = if topics.is_looking {
                "Looking…"
            } else {
                "Suggest topics"
            };
            if text_icon_button(ui, "why", words).clicked() {
                topics.is_looking = true;
                view.send(Command::SuggestTopics);
            }
        });
        ui.label(weak(
            "From words that several parties use in statements under no topic.",
        ));
        return;
    };
    if suggestions.is_empty() {
        ui.label(weak(
            "No words are used often enough in statements under no topic.",
        ));
    } else {
        ui.label(weak("Suggested, because several statements speak of it:"));
    }
    for suggestion in suggestions.iter() {
        let n = suggestion.statements.len();
        let is_taken = view
            .project
            .topics()
            .values()
            .any(|topic| topic.name == suggestion.name);
        if is_taken {
            continue;
        }
        ui.horizontal(|ui| {
            let name = format!("Make topic {}", suggestion.name);
            if icon_button(ui, "plus", &name).clicked() {
                let (_, mut edit) =
                    edits::add_topic_with(view.project, &suggestion.name, &suggestion.statements);
                show_topics(view, &mut edit);
                view.edit(Some(edit));
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(&suggestion.name).font(semibold(text_size::BODY)));
                let parties = match suggestion.n_parties {
                    0 => String::new(),
                    1 => " of 1 party".to_owned(),
                    n => format!(" of {n} parties"),
                };
                ui.label(weak(&format!(
                    "“{}” stands in {n} statements{parties}",
                    suggestion.term
                )));
            });
        });
    }
    ui.add_space(space::XS);
    if text_icon_button(ui, "refresh", "Look again").clicked() {
        session.compare.topics.suggestions = None;
        session.compare.topics.is_looking = true;
        view.send(Command::SuggestTopics);
    }
}
