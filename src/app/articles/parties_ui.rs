//! For whom a speaker speaks: the parties of the selected statement, and the field that finds others.

use egui::{Align, Id, Key, Layout, Modifiers, RichText, Ui, Vec2};

use super::super::actions::party_name;
use super::super::command::{Command, Scope, StatementCommand};
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, party_label, party_picker, text_icon_button};
use super::inspector_ui::label;
use super::library::parties_of;
use super::{Inspector, PartyPicker};
use crate::model::{Party, Statement, StatementId};

/// Draws the parties and their controls.
pub(super) fn parties_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: StatementId,
    statement: &Statement,
) {
    label(ui, "Speaks for");
    let mut parties = statement.parties.clone();
    if parties.is_empty() {
        let color = Tokens::for_ui(ui).text_weak;
        ui.horizontal(|ui| {
            ui.label(RichText::new("No party").color(color));
            person_ui(ui, view, id, statement);
        });
    }
    for (idx, party) in statement.parties.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            party_label(ui, Some(party));
            if icon_button(ui, "close", &format!("Remove {}", party_name(Some(party)))).clicked() {
                parties.retain(|other| other != party);
            }
            if idx == 0 {
                person_ui(ui, view, id, statement);
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::XS);
        let mut open = |ui: &mut Ui, icon: &str, words: &str, adds: bool| {
            if text_icon_button(ui, icon, words).clicked() {
                let before = inspector.party_picker.take();
                if before.is_none_or(|picker| picker.adds != adds) {
                    inspector.n_pickers += 1;
                    inspector.party_picker = Some(PartyPicker { adds });
                }
            }
        };
        if statement.parties.is_empty() {
            open(ui, "party", "Choose party", false);
        } else {
            open(ui, "party", "Change party", false);
            open(ui, "plus", "Add party", true);
        }
    });
    if let Some(PartyPicker { adds }) = inspector.party_picker {
        let likely: Vec<Party> = view
            .project
            .entry(id.article)
            .map(|entry| parties_of(entry).into_iter().cloned().collect())
            .unwrap_or_default();
        let picker_id = Id::unique(("party picker", id, inspector.n_pickers));
        let chosen = party_picker(ui, picker_id, &likely);
        if chosen.is_some() || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            inspector.party_picker = None;
        }
        match chosen {
            Some(party) if adds && !parties.contains(&party) => parties.push(party),
            Some(party) if !adds => parties = vec![party],
            _ => {}
        }
    }
    if parties != statement.parties {
        let command = StatementCommand::SetParties(parties, inspector.scope());
        view.send(Command::Statements(vec![id], command));
    }
}

/// At the right of the first line: what is known of the speaker in the whole project.
fn person_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: StatementId, statement: &Statement) {
    let Some(name) = statement.speaker_name() else {
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if icon_button(ui, "person", "About this person…")
            .on_hover_text("Rename, merge with another name, part two people of one name")
            .clicked()
        {
            view.send(Command::ShowPerson(name.to_owned()));
        }
        always_ui(ui, view, id, statement);
    });
}

/// The offer to remember for whom the speaker speaks, once a person has said so here.
fn always_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: StatementId, statement: &Statement) {
    let Some(name) = statement.speaker_name() else {
        return;
    };
    let taught = view.project.corrections().people.get(name);
    let is_taught = taught.is_some_and(|person| person.parties.as_ref() == Some(&statement.parties));
    if is_taught || statement.is_untouched() || statement.parties.is_empty() {
        return;
    }
    let known = view.derived.people().iter().find(|person| person.name == name);
    let n_as_found = known.map_or(0, |person| person.n_as_found);
    let n_others = n_as_found.saturating_sub(usize::from(statement.is_as_found()));
    let names: Vec<&str> = statement
        .parties
        .iter()
        .map(|party| party_name(Some(party)))
        .collect();
    let words = format!("Always {}", names.join(" and "));
    let about = match n_others {
        0 => format!("{name}: also in articles that are imported later"),
        1 => format!("{name}: 1 other statement that nobody has corrected or checked, and later imports"),
        n => format!("{name}: {n} other statements that nobody has corrected or checked, and later imports"),
    };
    if icon_button(ui, "pin", &words).on_hover_text(about).clicked() {
        view.send(Command::Statements(
            vec![id],
            StatementCommand::SetParties(statement.parties.clone(), Scope::SpeakerInProject),
        ));
    }
}
