//! For whom a speaker speaks: the parties of the selected statement, and the field that finds others.

use egui::{Id, Key, Modifiers, RichText, Ui};

use super::super::actions::party_name;
use super::super::command::{Command, StatementCommand};
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
        ui.label(RichText::new("No party").color(color));
    }
    for party in &statement.parties {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            party_label(ui, Some(party));
            if icon_button(ui, "close", &format!("Remove {}", party_name(Some(party)))).clicked() {
                parties.retain(|other| other != party);
            }
        });
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
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
