//! A positions table in the editor: its columns and rows, chosen from the project's parties and topics.

use std::collections::BTreeMap;

use egui::{
    Button, Frame, Label, Margin, RichText, Role, ScrollArea, Stroke, TextEdit, Ui, WidgetInfo, vec2,
};

use super::super::actions::party_name;
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field};
use super::block_ui::Place;
use super::cited_ui::cited_button;
use super::data;
use super::editor_ui::caption_ui;
use crate::briefing::document::{Content, PositionsCell, PositionsTable};
use crate::model::{Kind, OwnCell, Party, Stance, TopicId};
use crate::project::edits;

type Cells = BTreeMap<(TopicId, Party), OwnCell>;

const NARROWEST_COLUMN: f32 = 128.0;

/// Draws the choice of parties and topics, and the table as it stands.
pub(super) fn positions_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    (parties, topics, cells): (&[Party], &[TopicId], &Cells),
) {
    parties_ui(ui, view, session, place, parties, topics);
    ui.add_space(space::XS);
    topics_ui(ui, view, place, parties, topics);
    ui.add_space(space::S);
    let document = std::sync::Arc::clone(view.derived.document());
    let blocks = document
        .document
        .sections
        .iter()
        .flat_map(|section| &section.blocks);
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
        let known = topics
            .iter()
            .filter(|topic| place.project.topics().contains_key(topic));
        let topics: Vec<TopicId> = known.copied().collect();
        cells_ui(ui, view, session, place, table, &topics, cells);
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

/// The table, topics by parties, each cell to be written in own words or linked to Compare.
fn cells_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    table: &PositionsTable,
    topics: &[TopicId],
    own: &Cells,
) {
    let tokens = Tokens::for_ui(ui);
    let n_columns = table.columns.len() + 1;
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let width = (ui.available_width() / n_columns as f32)
        .floor()
        .max(NARROWEST_COLUMN);
    let cell_frame = Frame::new().inner_margin(Margin {
        left: 0,
        right: 10,
        top: 4,
        bottom: 6,
    });
    let scroll = ScrollArea::horizontal()
        .id_salt(("cells", place.id))
        .auto_shrink([false, true]);
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let heading = |ui: &mut Ui, words: &str| {
            cell_frame.show(ui, |ui| {
                ui.set_width(width - 10.0);
                ui.add(Label::new(RichText::new(words).font(semibold(text_size::SMALL))).wrap());
            });
        };
        let line = |ui: &Ui, response: &egui::Response| {
            let rect = response.rect;
            ui.painter()
                .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.hairline));
        };
        let head = ui.horizontal_top(|ui| {
            heading(ui, "Topic");
            table.columns.iter().for_each(|(_, name)| heading(ui, name));
        });
        line(ui, &head.response);
        for (row, &topic) in table.rows.iter().zip(topics) {
            let drawn = ui.horizontal_top(|ui| {
                heading(ui, &row.topic);
                for ((party, name), cell) in table.columns.iter().zip(&row.cells) {
                    cell_frame.show(ui, |ui| {
                        ui.set_width(width - 10.0);
                        let key = (topic, party.clone());
                        let names = format!("{name} on “{}”", row.topic);
                        ui.vertical(|ui| {
                            ui.set_width(width - 10.0);
                            cell_ui(ui, view, session, place, (&key, own.get(&key)), cell, &names);
                        });
                    });
                }
            });
            line(ui, &drawn.response);
        }
    });
}

fn cell_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    (key, own): (&(TopicId, Party), Option<&OwnCell>),
    cell: &PositionsCell,
    names: &str,
) {
    let tokens = Tokens::for_ui(ui);
    let session = &mut session.briefing;
    let target = (key.0, &key.1);
    let is_open = session
        .cell
        .as_ref()
        .is_some_and(|(block, topic, party)| (*block, *topic, party) == (place.id, key.0, &key.1));
    if is_open {
        let mut words = own
            .map_or(cell.line.as_str(), |own| own.words.as_str())
            .to_owned();
        let field = TextEdit::multiline(&mut words)
            .font(reading::upright(text_size::BODY))
            .desired_rows(2)
            .desired_width(ui.available_width());
        let response = ui.add(field);
        name_field(&response, &format!("Cell: {names}"), &words);
        if response.changed() {
            view.edit(edits::set_cell(place.project, place.id, target, Some(&words)));
        }
        ui.horizontal(|ui| {
            if own.is_some() && icon_button(ui, "link", &format!("Link to Compare again: {names}")).clicked()
            {
                view.edit(edits::set_cell(place.project, place.id, target, None));
                session.cell = None;
            }
            if icon_button(ui, "check", &format!("Done writing: {names}")).clicked() {
                session.cell = None;
            }
        });
        return;
    }
    let words = cell_words(cell);
    if words.is_empty() {
        let silent = RichText::new("no statement found").font(reading::italic(text_size::BODY));
        ui.add(Label::new(silent.color(tokens.text_weak)).wrap());
    } else {
        ui.add(Label::new(RichText::new(words).font(reading::upright(text_size::BODY))).wrap());
    }
    ui.horizontal(|ui| {
        if icon_button(ui, "pencil", &format!("Write cell: {names}")).clicked() {
            session.cell = Some((place.id, key.0, key.1.clone()));
        }
        let cited = cell.statements.len();
        let open = &mut session.open_cells;
        cited_button(ui, view, open, (place.id, key), cited, names);
        let linked = place
            .project
            .lines()
            .get(key)
            .map_or("", |line| line.words.trim());
        let (words, color) = match own {
            Some(own) if own.replaced.trim() != linked => ("own words; changed in Compare", tokens.warning),
            Some(_) => ("own words", tokens.text_weak),
            None if !linked.is_empty() => ("linked", tokens.text_weak),
            None => ("", tokens.text_weak),
        };
        if !words.is_empty() {
            ui.label(RichText::new(words).size(text_size::SMALL).color(color));
        }
    });
}

/// A cell in words as the document has it, without numbers of notes.
fn cell_words(cell: &PositionsCell) -> String {
    let stance = |stance: &Stance| match stance {
        Stance::Supports => Some("supports"),
        Stance::Opposes => Some("opposes"),
        Stance::Conditional => Some("supports under conditions"),
        Stance::NoneStated => None,
    };
    let stances: Vec<&str> = cell.stances.iter().filter_map(stance).collect();
    let stances = if stances.is_empty() || cell.is_own {
        String::new()
    } else {
        format!("{}: ", stances.join(", "))
    };
    if !cell.line.is_empty() {
        return format!("{stances}{}", cell.line);
    }
    let words: Vec<String> = cell
        .statements
        .iter()
        .map(|statement| match statement.kind {
            Kind::Indirect => format!("{} (paraphrase)", statement.words),
            Kind::Direct | Kind::Mixed => statement.words.clone(),
        })
        .collect();
    format!("{stances}{}", words.join("\n"))
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
