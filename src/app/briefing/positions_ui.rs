//! A positions table in the editor: its columns and rows, chosen from the project's parties and topics.

use egui::{Button, RichText, Role, ScrollArea, Stroke, Ui, WidgetInfo};

use super::super::actions::party_name;
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::block_ui::Place;
use super::data;
use super::editor_ui::caption_ui;
use super::preview_ui::positions_grid_ui;
use crate::briefing::document::Content;
use crate::model::{Party, TopicId};
use crate::project::edits;

/// Draws the choice of parties and topics, and the table as it stands.
pub(super) fn positions_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    parties: &[Party],
    topics: &[TopicId],
) {
    parties_ui(ui, view, session, place, parties, topics);
    ui.add_space(space::XS);
    topics_ui(ui, view, place, parties, topics);
    ui.add_space(space::S);
    let document = std::sync::Arc::clone(view.derived.document());
    let blocks = document.value.sections.iter().flat_map(|section| &section.blocks);
    let table = blocks
        .filter(|block| block.id == place.id)
        .find_map(|block| match &block.content {
            Content::Positions(table) => Some(table),
            _ => None,
        });
    if let Some(table) = table
        && !table.rows.is_empty()
        && !table.columns.is_empty()
    {
        positions_grid_ui(ui, table, place.id);
    }
}

fn parties_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    parties: &[Party],
    topics: &[TopicId],
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        caption_ui(ui, "Parties");
        for party in parties {
            if chip_ui(ui, party_name(Some(party))) {
                let rest: Vec<Party> = parties.iter().filter(|other| *other != party).cloned().collect();
                view.edit(edits::set_positions(place.project, place.id, &rest, topics));
            }
        }
        let offered = &mut session.briefing.offered;
        let menu = ui.menu_button("Add party", |ui| {
            if offered.as_ref().is_none_or(|(block, _)| *block != place.id) {
                *offered = Some((place.id, data::parties_by_count(place.project)));
            }
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                let others = offered
                    .iter()
                    .flat_map(|(_, all)| all)
                    .filter(|party| !parties.contains(party));
                let mut has_any = false;
                for party in others {
                    has_any = true;
                    if ui.button(party_name(Some(party))).clicked() {
                        let mut all = parties.to_vec();
                        all.push(party.clone());
                        view.edit(edits::set_positions(place.project, place.id, &all, topics));
                        ui.close();
                    }
                }
                if !has_any {
                    weak_ui(ui, "No further party has statements.");
                }
            });
        });
        if menu.inner.is_none() && offered.as_ref().is_some_and(|(block, _)| *block == place.id) {
            *offered = None;
        }
    });
}

fn topics_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    place: &Place<'_>,
    parties: &[Party],
    topics: &[TopicId],
) {
    let known = place.project.topics();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        caption_ui(ui, "Topics");
        for topic in topics {
            let name = known
                .get(topic)
                .map_or_else(|| format!("{topic} (removed)"), |topic| topic.name.clone());
            if chip_ui(ui, &name) {
                let rest: Vec<TopicId> = topics.iter().filter(|other| *other != topic).copied().collect();
                view.edit(edits::set_positions(place.project, place.id, parties, &rest));
            }
        }
        if known.is_empty() {
            weak_ui(
                ui,
                "None yet. File statements under topics in Compare; they become the rows.",
            );
            return;
        }
        ui.menu_button("Add topic", |ui| {
            ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                let mut has_any = false;
                for (&id, topic) in known.iter().filter(|(id, _)| !topics.contains(id)) {
                    has_any = true;
                    if ui.button(&topic.name).clicked() {
                        let mut all = topics.to_vec();
                        all.push(id);
                        view.edit(edits::set_positions(place.project, place.id, parties, &all));
                        ui.close();
                    }
                }
                if !has_any {
                    weak_ui(ui, "All topics are in the table.");
                }
            });
        });
    });
}

/// A column or row of the table; true when it is to be taken out.
fn chip_ui(ui: &mut Ui, name: &str) -> bool {
    let tokens = Tokens::for_ui(ui);
    let chip = Button::new((
        RichText::new(name).size(text_size::SMALL),
        icon_text("close", 11.0).color(tokens.text_weak),
    ))
    .fill(tokens.selection)
    .stroke(Stroke::NONE)
    .corner_radius(12.0);
    let response = ui.add(chip);
    let name = format!("Remove {name}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.on_hover_text(&name).clicked()
}

fn weak_ui(ui: &mut Ui, words: &str) {
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
}
