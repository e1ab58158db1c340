//! The people of the project: who they are, for whom they speak; two that are one, one that is two.

mod data;
mod person_ui;
mod split_ui;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Button, Label, RichText, ScrollArea, Ui, UiBuilder, Vec2};

use super::App;
use super::theme::{Tokens, space, text_size};
use super::widgets::{about_person, party_badge, primary_button, search_field};
use crate::model::StatementId;
use crate::project::{KnownPerson, Project, people};
use data::Sayings;

const WIDTH: f32 = 760.0;
const LIST_WIDTH: f32 = 290.0;
const ROW: f32 = 48.0;

/// What the dialog remembers.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeopleState {
    words: String,
    has_begun: bool,
    chosen: Option<String>,
    /// The name as it is being typed.
    name: String,
    /// The name of another person as it is being typed, to merge with.
    other: String,
    /// The field that looks for a party: open, and how often it was.
    picks_party: bool,
    n_pickers: usize,
    /// Statements that are another person's, and that one's name as it is being typed.
    split: BTreeSet<StatementId>,
    split_name: String,
    sayings: Sayings,
    sayings_of: Option<(Arc<Project>, String)>,
}

impl PeopleState {
    /// The dialog, opened at a person.
    pub(crate) fn of(name: Option<&str>) -> Self {
        let mut state = Self::default();
        if let Some(name) = name {
            state.choose(name);
        }
        state
    }

    fn choose(&mut self, name: &str) {
        self.chosen = Some(name.to_owned());
        name.clone_into(&mut self.name);
        self.other.clear();
        self.picks_party = false;
        self.split.clear();
        self.split_name.clear();
    }
}

/// Draws the dialog; true when it is done.
pub(super) fn people_ui(app: &mut App, ui: &mut Ui, state: &mut PeopleState) -> bool {
    let height = (ui.ctx().content_rect().height() - 180.0).clamp(260.0, 680.0);
    ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 80.0));
    let everybody = Arc::clone(app.derived.people());
    let everybody: &[KnownPerson] = &everybody;
    super::shell::title_ui(ui, "People");
    let area = ui.available_rect_before_wrap();
    let area = egui::Rect::from_min_size(area.min, Vec2::new(area.width(), height));
    ui.allocate_rect(area, egui::Sense::hover());
    let (list, rest) = area.split_left_right_at_x(area.left() + LIST_WIDTH);
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
        list_ui(ui, state, everybody);
    });
    let rest = rest.with_min_x(rest.left() + space::L);
    ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| {
        ui.set_clip_rect(rest.expand(2.0).intersect(ui.clip_rect()));
        let person = state
            .chosen
            .as_ref()
            .and_then(|name| everybody.iter().find(|person| person.name == *name));
        if let Some(person) = person {
            ScrollArea::vertical()
                .id_salt("person")
                .auto_shrink(false)
                .show(ui, |ui| person_ui::person_ui(app, ui, state, person, everybody));
            return;
        }
        let color = Tokens::for_ui(ui).text_weak;
        ui.add_space(space::XL);
        let words = if everybody.is_empty() {
            "Nobody is named as a speaker in this project yet."
        } else {
            "Choose somebody to rename, to merge with another spelling of the name, to part from a namesake, or to say \
             for whom this person always speaks."
        };
        ui.label(RichText::new(words).color(color));
    });
    ui.add_space(space::M);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        primary_button(ui, "Close").clicked()
    })
    .inner
}

fn list_ui(ui: &mut Ui, state: &mut PeopleState, everybody: &[KnownPerson]) {
    let tokens = Tokens::for_ui(ui);
    let mut wants_focus = !std::mem::replace(&mut state.has_begun, true);
    let cross = if state.words.is_empty() {
        0.0
    } else {
        space::CONTROL + space::XS
    };
    search_field(
        ui,
        "Search people",
        &mut state.words,
        &mut wants_focus,
        LIST_WIDTH - cross - space::S,
    );
    let found = people::find(everybody, &state.words);
    let words = format!("{} of {} people", found.len(), everybody.len());
    ui.label(
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("people")
        .auto_shrink(false)
        .show_rows(ui, ROW, found.len(), |ui, rows| {
            for person in found.get(rows).unwrap_or_default() {
                if row_ui(ui, person, state.chosen.as_deref() == Some(&person.name)) {
                    state.choose(&person.name);
                }
            }
        });
}

fn row_ui(ui: &mut Ui, person: &KnownPerson, is_chosen: bool) -> bool {
    let tokens = Tokens::for_ui(ui);
    let size = Vec2::new(ui.available_width(), ROW);
    let about = about_person(person);
    let response = ui.add_sized(
        size,
        Button::new("").frame_when_inactive(is_chosen).selected(is_chosen),
    );
    let name = format!("{}, {about}", person.name);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, &name));
    let inside = response.rect.shrink2(Vec2::new(space::S, 3.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inside));
    child.set_clip_rect(inside.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = Vec2::new(space::XS, 2.0);
    child.spacing_mut().interact_size.y = 20.0;
    child.horizontal(|ui| {
        party_badge(ui, person.parties().first());
        ui.add(Label::new(&person.name).selectable(false).truncate());
    });
    let about = RichText::new(about)
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    child.add(Label::new(about).selectable(false).truncate());
    response.clicked()
}
