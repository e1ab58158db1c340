//! One person: name and its spellings, for whom the person speaks, who may be the same, and parting two.

use std::sync::Arc;

use egui::{Id, RichText, TextEdit, Ui};

use super::super::App;
use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::super::widgets::{
    about_person, icon_button, name_field, party_label, party_picker, person_picker, removable_chip,
    text_icon_button,
};
use super::PeopleState;
use super::data::perhaps_the_same;
use super::split_ui;
use crate::model::Party;
use crate::project::{Edit, KnownPerson, edits};

/// So many parties that the person has spoken for are offered by name; others are found.
const MOST_OFFERED: usize = 6;

/// Draws the person.
pub(super) fn person_ui(
    app: &mut App,
    ui: &mut Ui,
    state: &mut PeopleState,
    person: &KnownPerson,
    everybody: &[KnownPerson],
) {
    ui.spacing_mut().item_spacing.y = space::XS;
    name_ui(app, ui, state, person);
    parties_ui(app, ui, state, person);
    role_ui(app, ui, person);
    heading(ui, "The same person as");
    for other in perhaps_the_same(everybody, person) {
        let words = format!("Merge with {}", other.name);
        if text_icon_button(ui, "merge", &words)
            .on_hover_text(about_person(other))
            .clicked()
        {
            merge(app, state, person, &other.name);
        }
    }
    let field = ui.add(
        TextEdit::singleline(&mut state.other)
            .hint_text("Another name in this project")
            .desired_width(f32::INFINITY),
    );
    name_field(&field, "Merge with", &state.other);
    let words = state.other.clone();
    if let Some(other) =
        person_picker(ui, &field, &words, everybody).filter(|other| other.name != person.name)
    {
        merge(app, state, person, &other.name);
    }
    split_ui::split_ui(app, ui, state, person, everybody);
}

pub(super) fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::M);
    ui.label(RichText::new(words).font(semibold(text_size::BODY)));
}

pub(super) fn note(ui: &mut Ui, words: &str) {
    let color = Tokens::for_ui(ui).text_weak;
    ui.label(RichText::new(words).size(text_size::SMALL).color(color));
}

/// Makes an edit and says what it did; true if there was anything to do.
pub(super) fn make(app: &mut App, edit: Option<Edit>) -> bool {
    let is_one = edit.is_some();
    app.apply_and_say(edit);
    is_one
}

fn merge(app: &mut App, state: &mut PeopleState, person: &KnownPerson, into: &str) {
    let edit = edits::merge_people(app.host.project(), std::slice::from_ref(&person.name), into);
    if make(app, edit) {
        state.choose(into);
    }
}

fn name_ui(app: &mut App, ui: &mut Ui, state: &mut PeopleState, person: &KnownPerson) {
    note(ui, "Name");
    let field = ui.add(TextEdit::singleline(&mut state.name).desired_width(f32::INFINITY));
    name_field(&field, "Name of the person", &state.name);
    let is_other = !state.name.trim().is_empty() && state.name.trim() != person.name;
    let enter = field.lost_focus()
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
    if is_other {
        let words = format!("Rename everywhere ({} statements)", person.n_statements);
        if text_icon_button(ui, "pencil", &words).clicked() || enter {
            let name = state.name.trim().to_owned();
            merge(app, state, person, &name);
        }
    }
    if !person.spellings.is_empty() {
        note(ui, "Also called");
        ui.horizontal_wrapped(|ui| {
            for spelling in &person.spellings {
                if removable_chip(ui, spelling) {
                    let edit = edits::keep_apart(app.host.project(), spelling);
                    make(app, edit);
                }
            }
        });
    }
}

fn parties_ui(app: &mut App, ui: &mut Ui, state: &mut PeopleState, person: &KnownPerson) {
    heading(ui, "Always speaks for");
    let project = Arc::clone(app.host.project());
    let rule = project
        .corrections()
        .people
        .get(&person.name)
        .and_then(|taught| taught.parties.clone());
    match &rule {
        Some(parties) if parties.is_empty() => note(ui, "Nobody: taught in this project"),
        Some(parties) => {
            for party in parties {
                ui.horizontal(|ui| {
                    party_label(ui, Some(party));
                    let words = format!("Not always {}", party_name(Some(party)));
                    if icon_button(ui, "close", &words).clicked() {
                        let rest: Vec<Party> = parties.iter().filter(|it| *it != party).cloned().collect();
                        let edit = edits::always_speaks_for(&project, &person.name, &rest);
                        make(app, edit);
                    }
                });
            }
        }
        None => note(ui, "As each article says: nothing is taught"),
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for (parties, n) in person.parties.iter().take(MOST_OFFERED) {
            let names: Vec<&str> = parties.iter().map(|party| party_name(Some(party))).collect();
            let is_taught = rule.as_ref() == Some(parties);
            if is_taught || parties.is_empty() || person.parties.len() == 1 && rule.is_none() && *n < 2 {
                continue;
            }
            let words = format!("Always {}", names.join(" and "));
            let about = format!(
                "{n} of {} statements say so; {} that nobody has corrected or checked will follow",
                person.n_statements, person.n_as_found
            );
            if text_icon_button(ui, "party", &words)
                .on_hover_text(about)
                .clicked()
            {
                let edit = edits::always_speaks_for(&project, &person.name, parties);
                make(app, edit);
            }
        }
    });
    if text_icon_button(ui, "search", "Another party…").clicked() {
        state.picks_party = !state.picks_party;
        state.n_pickers += 1;
    }
    if state.picks_party {
        let likely: Vec<Party> = person
            .parties
            .iter()
            .flat_map(|(parties, _)| parties.iter().cloned())
            .collect();
        let id = Id::unique(("party of a person", &person.name, state.n_pickers));
        if let Some(party) = party_picker(ui, id, &likely) {
            state.picks_party = false;
            let edit = edits::always_speaks_for(&project, &person.name, &[party]);
            make(app, edit);
        }
    }
}

fn role_ui(app: &mut App, ui: &mut Ui, person: &KnownPerson) {
    heading(ui, "Always speaks as");
    let project = Arc::clone(app.host.project());
    let people = &project.corrections().people;
    let taught = people.get(&person.name).and_then(|person| person.role.clone());
    match taught.as_deref() {
        Some(role) => {
            ui.horizontal(|ui| {
                let (shown, words) = match role {
                    "" => (
                        "No role: taught in this project",
                        "Not always without a role".to_owned(),
                    ),
                    role => (role, format!("Not always {role}")),
                };
                ui.add(egui::Label::new(shown).truncate());
                if icon_button(ui, "close", &words).clicked() {
                    make(app, edits::forget_role(&project, &person.name));
                }
            });
        }
        None => note(ui, "As each article says: nothing is taught"),
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for (role, n) in person.roles.iter().take(MOST_OFFERED) {
            if taught.as_ref() == Some(role) || taught.is_none() && *n == person.n_statements {
                continue;
            }
            let about = format!(
                "{n} of {} statements say so; {} that nobody has corrected or checked will follow",
                person.n_statements, person.n_as_found
            );
            if text_icon_button(ui, "person", &format!("Always {role}"))
                .on_hover_text(about)
                .clicked()
            {
                make(app, edits::always_speaks_as(&project, &person.name, Some(role)));
            }
        }
    });
}
