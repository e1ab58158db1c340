//! Two people of one name: choosing by hand what the other one has said.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align, Button, Checkbox, Label, Layout, RichText, Role, ScrollArea, TextEdit, TextWrapMode, Ui, Vec2,
    WidgetInfo,
};

use super::super::App;
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::widgets::{name_field, person_picker, text_icon_button};
use super::PeopleState;
use super::data::{Group, Row, sayings};
use super::person_ui::{heading, make, note};
use crate::model::StatementId;
use crate::project::{KnownPerson, edits};
use crate::text::unseen::masked;

const ROW: f32 = 26.0;
const LIST_HEIGHT: f32 = 220.0;
const INDENT: f32 = 20.0;
/// So many roles and parties have a button.
const MOST_GROUPS: usize = 12;

/// Draws the statements of a person who has more than one, and parts those that are chosen from the others.
pub(super) fn split_ui(
    app: &mut App,
    ui: &mut Ui,
    state: &mut PeopleState,
    person: &KnownPerson,
    everybody: &[KnownPerson],
) {
    refresh(app, state, person);
    if state.sayings.n_statements < 2 {
        return;
    }
    heading(ui, "Two people of one name");
    note(
        ui,
        "Choose what the other one has said. Roles and parties stay as they are.",
    );
    name_ui(app, ui, state, person, everybody);
    groups_ui(ui, &state.sayings.groups, &mut state.split);
    list_ui(ui, &state.sayings.rows, &mut state.split);
}

/// The name of the other one, and the button that parts them.
fn name_ui(
    app: &mut App,
    ui: &mut Ui,
    state: &mut PeopleState,
    person: &KnownPerson,
    everybody: &[KnownPerson],
) {
    let n_chosen = state.split.len();
    let n_statements = state.sayings.n_statements;
    let name = state.split_name.trim().to_owned();
    let is_possible = !name.is_empty() && name != person.name && n_chosen > 0 && n_chosen < n_statements;
    let words = match n_chosen {
        0 => "Split off".to_owned(),
        1 => "Split off 1 statement".to_owned(),
        n => format!("Split off {n} statements"),
    };
    // Who is offered stands below both, so that nothing moves under the mouse.
    let size = Vec2::new(ui.available_width(), space::CONTROL);
    let (is_clicked, field) = ui
        .allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let button = ui.add_enabled_ui(is_possible, |ui| text_icon_button(ui, "split", &words));
            let field = ui.add(
                TextEdit::singleline(&mut state.split_name)
                    .hint_text("Name of the other person")
                    .desired_width(f32::INFINITY),
            );
            (button.inner.clicked(), field)
        })
        .inner;
    name_field(&field, "Name of the other person", &state.split_name);
    let typed = state.split_name.clone();
    if let Some(known) = person_picker(ui, &field, &typed, everybody).filter(|it| it.name != person.name) {
        state.split_name.clone_from(&known.name);
    }
    if n_chosen == n_statements {
        note(ui, "These are all of them: rename the person above instead.");
    } else {
        note(ui, &format!("{n_chosen} of {n_statements} statements chosen"));
    }
    if is_clicked {
        let chosen = std::mem::take(&mut state.split);
        let edit = edits::split_person(app.host.project(), chosen, &name);
        if make(app, edit) {
            state.choose(&name);
        }
    }
}

fn refresh(app: &App, state: &mut PeopleState, person: &KnownPerson) {
    let project = app.host.project();
    let is_current = state
        .sayings_of
        .as_ref()
        .is_some_and(|(of, name)| Arc::ptr_eq(of, project) && *name == person.name);
    if !is_current {
        state.sayings = sayings(project, &person.name);
        state.sayings_of = Some((Arc::clone(project), person.name.clone()));
        state.split.clear();
    }
}

/// A click chooses all of a role or for a party, a second one none of them.
fn groups_ui(ui: &mut Ui, groups: &[Group], chosen: &mut BTreeSet<StatementId>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::XS);
        for group in groups.iter().take(MOST_GROUPS) {
            let is_in = group.ids.iter().all(|id| chosen.contains(id));
            let words = format!("{} ({})", masked(&group.name), group.ids.len());
            let button = Button::selectable(is_in, RichText::new(words).size(text_size::SMALL));
            let response = ui.add(button.frame_when_inactive(true).truncate());
            response.widget_info(|| {
                let name = format!("Choose those {} ({})", group.name, group.ids.len());
                WidgetInfo::selected(Role::CheckBox, true, is_in, name)
            });
            if response.clicked() {
                set(chosen, &group.ids, !is_in);
            }
        }
        if groups.len() > MOST_GROUPS {
            let more = format!("and {} more, to be chosen below", groups.len() - MOST_GROUPS);
            note(ui, &more);
        }
    });
}

fn list_ui(ui: &mut Ui, rows: &[Row], chosen: &mut BTreeSet<StatementId>) {
    ui.add_space(space::XS);
    let scroll = ScrollArea::vertical()
        .id_salt("statements of the person")
        .max_height(LIST_HEIGHT)
        .min_scrolled_height(LIST_HEIGHT)
        .auto_shrink([false, true]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        scroll.show_rows(ui, ROW, rows.len(), |ui, range| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
            for row in rows.get(range).unwrap_or_default() {
                let size = Vec2::new(ui.available_width() - space::M, ROW);
                let layout = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(size, layout, |ui| {
                    ui.set_min_size(size);
                    match row {
                        Row::Article { title, about, ids } => article_ui(ui, title, about, ids, chosen),
                        Row::Statement(id, words) => statement_ui(ui, *id, words, chosen),
                    }
                });
            }
        });
    });
}

fn article_ui(
    ui: &mut Ui,
    title: &str,
    about: &str,
    ids: &[StatementId],
    chosen: &mut BTreeSet<StatementId>,
) {
    let tokens = Tokens::for_ui(ui);
    let n_in = ids.iter().filter(|id| chosen.contains(id)).count();
    let mut is_in = n_in == ids.len();
    let is_partly_in = n_in > 0 && !is_in;
    let words = RichText::new(masked(title)).font(semibold(text_size::BODY));
    let about = RichText::new(masked(about))
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add(Label::new(about).selectable(false));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let response = ui.add(Checkbox::new(&mut is_in, words).indeterminate(is_partly_in));
            response.widget_info(|| {
                let name = format!("All in {title}");
                WidgetInfo::selected(Role::CheckBox, true, is_in, name)
            });
            if response.on_hover_text(title).changed() {
                set(chosen, ids, is_in);
            }
        });
    });
}

fn statement_ui(ui: &mut Ui, id: StatementId, words: &str, chosen: &mut BTreeSet<StatementId>) {
    ui.add_space(INDENT);
    let mut is_in = chosen.contains(&id);
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = RichText::new(masked(&one_line)).font(reading::upright(text_size::BODY));
    let response = ui.add(Checkbox::new(&mut is_in, text));
    if response.on_hover_text(masked(words)).changed() {
        set(chosen, &[id], is_in);
    }
}

fn set(chosen: &mut BTreeSet<StatementId>, ids: &[StatementId], is_in: bool) {
    if is_in {
        chosen.extend(ids);
    } else {
        for id in ids {
            chosen.remove(id);
        }
    }
}
