//! The panel of pictures below the table of Compare: closed, it is a strip that says what there is.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align, ComboBox, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use super::super::App;
use super::super::actions::party_name;
use super::super::command::Command;
use super::super::session::Place;
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::widgets::{icon_button, is_low, segmented, text_icon_button};
use super::{Clicked, Picture, PictureData, Sheet, matrix_ui, over_time_ui, speakers_ui, timeline_ui};
use crate::compare::Whose;
use crate::model::Filters;
use crate::project::edits;

/// The head needs so much to stand in one line.
const HEAD_WIDTH: f32 = 1_010.0;

/// The table with its heads and bars keeps so much: a card of it is in sight.
const TABLE_HEIGHT: f32 = 228.0;

/// Draws the panel or the strip; nothing elsewhere than in Compare.
pub(crate) fn panel_ui(app: &mut App, ui: &mut Ui) {
    if app.session.place != Place::Compare || app.host.project().articles().is_empty() {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 4));
    let is_low = is_low(ui.ctx());
    if !app.session.pictures.is_open {
        // The line of keys opens them where there is no room for a strip.
        if is_low {
            return;
        }
        Panel::bottom("pictures strip")
            .frame(frame)
            .show(ui, |ui| strip_ui(app, ui));
        return;
    }
    let room = ui.available_height();
    let least = if is_low { 80.0 } else { 140.0 };
    let clicked = Panel::bottom("pictures")
        .frame(frame)
        .default_size((room * 0.42).clamp(least, 360.0))
        .size_range(least..=(room * 0.75).min(room - TABLE_HEIGHT).max(least))
        .resizable(true)
        .show(ui, |ui| {
            head_ui(app, ui);
            ui.add_space(space::XS);
            let data = Arc::clone(app.pictures.data());
            picture_ui(app, ui, &data)
        })
        .inner;
    if let Some(clicked) = clicked {
        follow(app, clicked);
    }
}

fn strip_ui(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.spacing_mut().interact_size.y = 22.0;
        ui.label(icon_text("timeline", 14.0).color(tokens.text_weak));
        ui.label(
            RichText::new("Pictures")
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
        for (picture, words) in Picture::ALL {
            if ui.link(RichText::new(words).size(text_size::SMALL)).clicked() {
                app.session.pictures.picture = picture;
                app.session.pictures.is_open = true;
            }
        }
    });
}

fn head_ui(app: &mut App, ui: &mut Ui) {
    let has_room = ui.available_width() >= HEAD_WIDTH;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let current = app.session.pictures.picture;
        if let Some(picture) = segmented(ui, "Picture", &Picture::ALL, current) {
            app.session.pictures.picture = picture;
        }
        if current == Picture::OverTime && has_room {
            choices_ui(app, ui);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            if icon_button(ui, "close", "Hide pictures").clicked() {
                app.session.pictures.is_open = false;
            }
            let is_ready = app.has_current_picture() && !app.pictures.data().is_empty(current);
            let button = |ui: &mut Ui, icon: &str, words: &str, about: &str| {
                let button = if has_room { text_icon_button } else { icon_button };
                ui.add_enabled_ui(is_ready, |ui| button(ui, icon, words))
                    .inner
                    .on_hover_text(about)
                    .clicked()
            };
            let adds = button(
                ui,
                "add",
                "Picture into briefing",
                "Draw it and place it in the briefing",
            );
            let saves = button(ui, "save", "Save as PNG…", "Save this picture as a file");
            paper_ui(ui, &mut app.session.pictures.is_paper_dark);
            if adds || saves {
                let sheet = Sheet::new(app.host.project(), &app.session.pictures, app.pictures.data());
                app.outbox.send(if adds {
                    Command::PlacePicture(Box::new(sheet))
                } else {
                    Command::SavePicture(Box::new(sheet))
                });
            }
        });
    });
    if app.session.pictures.picture == Picture::OverTime && !has_room {
        ui.horizontal(|ui| choices_ui(app, ui));
    }
}

/// Whether pictures leave the program dark on light or light on dark.
fn paper_ui(ui: &mut Ui, is_dark: &mut bool) {
    let (icon, words) = if *is_dark {
        ("moon", "Paper of pictures: dark")
    } else {
        ("sun", "Paper of pictures: light")
    };
    let response = icon_button(ui, icon, words)
        .on_hover_text("What files and the briefing get; light is for print. Click for the other");
    if response.clicked() {
        *is_dark = !*is_dark;
    }
}

/// Party and topic of the picture over time.
fn choices_ui(app: &mut App, ui: &mut Ui) {
    let project = Arc::clone(app.host.project());
    let facets = Arc::clone(&app.derived.table().facets);
    let shown = app.pictures.data().party.clone();
    let chosen = &mut app.session.pictures.chosen;
    let party = ComboBox::from_id_salt("party over time")
        .selected_text(party_name(shown.as_ref()))
        .width(150.0)
        .show_ui(ui, |ui| {
            for (party, n) in &facets.parties {
                let words = format!("{} ({n})", party_name(Some(party)));
                if ui
                    .selectable_label(shown.as_ref() == Some(party), words)
                    .clicked()
                {
                    chosen.party = Some(party.clone());
                }
            }
        });
    party
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Party over time"));
    let name = chosen
        .topic
        .and_then(|topic| project.topics().get(&topic))
        .map_or("All topics", |topic| topic.name.as_str());
    let topic = ComboBox::from_id_salt("topic over time")
        .selected_text(name)
        .width(180.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen.topic, None, "All topics");
            for (id, topic) in project.topics_in_order() {
                ui.selectable_value(&mut chosen.topic, Some(id), &topic.name);
            }
        });
    topic
        .response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "Topic over time"));
}

fn picture_ui(app: &App, ui: &mut Ui, data: &PictureData) -> Option<Clicked> {
    let picture = app.session.pictures.picture;
    if data.is_empty(picture) {
        if app.has_current_picture() {
            let words = match picture {
                Picture::Timeline => "No statement that passes the filters stands in an article with a date.",
                Picture::Matrix => "No party that passes the filters names another one.",
                Picture::Speakers => "No statement of a party passes the filters.",
                Picture::OverTime => "This party has no statement on this topic.",
            };
            ui.label(RichText::new(words).color(Tokens::for_ui(ui).text_weak));
        }
        // The panel keeps its height.
        ui.allocate_space(ui.available_size());
        return None;
    }
    let filters = &app.host.project().view().filters;
    let scroll = ScrollArea::both()
        .id_salt(("picture", picture as u8))
        .min_scrolled_height(36.0)
        .auto_shrink(false);
    if picture == Picture::OverTime {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        scroll.show_rows(ui, over_time_ui::ROW, data.moments.len(), |ui, rows| {
            clicked = over_time_ui::over_time_ui(ui, &data.moments, rows, app.session.selected);
        });
        return clicked;
    }
    scroll
        .show(ui, |ui| {
            let room = ui.available_size() - egui::vec2(space::M, space::XS);
            match picture {
                Picture::Timeline => {
                    let size = timeline_ui::size(&data.timeline, room.x, room.y);
                    timeline_ui::timeline_ui(ui, &data.timeline, filters, size)
                }
                Picture::Matrix => {
                    let size = matrix_ui::size(&data.matrix, room.x);
                    matrix_ui::matrix_ui(ui, &data.matrix, filters, size)
                }
                Picture::Speakers | Picture::OverTime => {
                    let size = speakers_ui::size(&data.speakers, room.x);
                    speakers_ui::speakers_ui(ui, &data.speakers, filters, size)
                }
            }
        })
        .inner
}

/// A click narrows the table to what was clicked; the same click again takes that back, and nothing else.
fn follow(app: &mut App, clicked: Clicked) {
    let clicked = match clicked {
        Clicked::Statement(id) => {
            app.session.select_in_place(id);
            return;
        }
        clicked => clicked,
    };
    let mut after = app.host.project().view().clone();
    let narrowed = app.session.pictures.narrowed.take();
    let before = match narrowed {
        Some((narrowed, before)) if narrowed == after.filters => before,
        _ => after.filters.clone(),
    };
    let filters = asked(&clicked, &after.filters);
    if filters == after.filters {
        after.filters = taken_back(&clicked, &after.filters, &before);
    } else {
        after.filters = filters;
        // Whoever is asked for is seen.
        if matches!(
            clicked,
            Clicked::Period {
                whose: Whose::Others(_),
                ..
            }
        ) && !after.proposes_columns()
        {
            after.shows_others = true;
        }
    }
    app.session.pictures.narrowed = Some((after.filters.clone(), before));
    let edit = edits::set_view(app.host.project(), after);
    app.outbox.edit(edit);
}

/// The filters with what was clicked.
fn asked(clicked: &Clicked, filters: &Filters) -> Filters {
    let mut after = filters.clone();
    match clicked {
        Clicked::Period { from, until, whose } => {
            after.from = Some(*from);
            after.until = Some(*until);
            after.no_party = *whose == Whose::NoParty;
            after.parties = match whose {
                Whose::Party(party) => [party.clone()].into(),
                Whose::Others(parties) => parties.clone(),
                Whose::NoParty => BTreeSet::new(),
            };
        }
        Clicked::Pair { speaking, about } => {
            after.parties = [speaking.clone()].into();
            after.no_party = false;
            after.about = [about.clone()].into();
        }
        Clicked::Speaker(name) => after.speakers = [name.clone()].into(),
        Clicked::Statement(_) => {}
    }
    after
}

/// The filters in which all that the click has set is as it was before; open, if it was so before.
fn taken_back(clicked: &Clicked, filters: &Filters, before: &Filters) -> Filters {
    let with = |other: Filters| match clicked {
        Clicked::Period { .. } => Filters {
            from: other.from,
            until: other.until,
            parties: other.parties,
            no_party: other.no_party,
            ..filters.clone()
        },
        Clicked::Pair { .. } => Filters {
            parties: other.parties,
            no_party: other.no_party,
            about: other.about,
            ..filters.clone()
        },
        Clicked::Speaker(_) => Filters {
            speakers: other.speakers,
            ..filters.clone()
        },
        Clicked::Statement(_) => filters.clone(),
    };
    let after = with(before.clone());
    if after == *filters {
        with(Filters::default())
    } else {
        after
    }
}
