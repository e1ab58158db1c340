//! What can be done with a card: correct it, file it, place it, put it aside.

use egui::{TextEdit, Ui};

use super::super::actions::party_name;
use super::super::briefing::cite_menu_ui;
use super::super::command::{Command, Scope, StatementCommand};
use super::super::session::Session;
use super::super::view_context::ViewContext;
use super::super::widgets::{
    field_in_menu, framed, kind_label, name_field, party_picker, person_picker, primary_button, submenu,
    text_icon_button,
};
use super::clips::{self, Form};
use super::stance_ui::{self, STANCES, capitalised, stance_name};
use super::topic_picker;
use crate::compare::Card;
use crate::model::{Kind, Party, Speaker};
use crate::project::edits;

/// Draws the menu.
pub(super) fn card_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, card: &Card) {
    ui.set_min_width(240.0);
    let ids = vec![card.id];
    let mut item = |ui: &mut Ui, icon: &str, words: &str, command: StatementCommand| {
        if text_icon_button(ui, icon, words).clicked() {
            view.send(Command::Statements(ids.clone(), command));
            ui.close();
        }
    };
    if !card.is_in_briefing {
        item(ui, "add", "Add to briefing", StatementCommand::AddToBriefing);
    }
    item(ui, "reader", "Open in reader", StatementCommand::OpenInReader);
    if card.is_checked {
        item(
            ui,
            "close",
            "Not checked after all",
            StatementCommand::SetChecked(false),
        );
    } else {
        item(ui, "accept", "Right as it is", StatementCommand::SetChecked(true));
    }
    item(ui, "hide", "Put aside", StatementCommand::SetVisible(false));
    for (words, form) in [
        ("Copy with citation", Form::Text),
        ("Copy as Markdown", Form::Markdown),
    ] {
        if text_icon_button(ui, "copy", words).clicked() {
            let group = clips::of_card(view.project, card);
            clips::copy(view, &[group], form);
            ui.close();
        }
    }
    ui.separator();
    submenu(ui, "country", "Speaks for", |ui| {
        parties_ui(ui, view, card);
    });
    submenu(ui, "person", "Speaker", |ui| {
        speaker_ui(ui, view, card);
    });
    submenu(ui, "quote", "Kind", |ui| {
        for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
            if framed(ui, |ui| ui.radio(card.kind == kind, kind_label(kind))).clicked() {
                view.send(Command::Statements(ids.clone(), StatementCommand::SetKind(kind)));
                ui.close();
            }
        }
    });
    submenu(ui, "topic", "Topics", |ui| {
        let words = &mut session.compare.topic_name;
        if topic_picker::topic_picker_ui(ui, view, words, &[card]) {
            ui.close();
        }
    });
    cite_menu_ui(ui, view, &mut session.briefing.open_cells, card);
    for &(topic, current) in &card.topics {
        let Some(about) = view.project.topics().get(&topic) else {
            continue;
        };
        submenu(
            ui,
            "conditional",
            &format!("Stance on “{}”", about.name),
            |ui| {
                for stance in STANCES {
                    let words = capitalised(stance_name(stance));
                    if framed(ui, |ui| ui.radio(current == stance, words)).clicked() {
                        stance_ui::set(view, card, topic, stance);
                        ui.close();
                    }
                }
            },
        );
    }
}

/// Choosing for whom the speaker speaks, here or everywhere.
fn parties_ui(ui: &mut Ui, view: &mut ViewContext<'_>, card: &Card) {
    ui.set_min_width(260.0);
    let id = egui::Id::unique("card parties");
    let is_everywhere = scope_ui(ui, card, id);
    let scope = if is_everywhere {
        Scope::SpeakerInProject
    } else {
        Scope::ThisOne
    };
    let likely: Vec<Party> = view
        .derived
        .table()
        .columns
        .iter()
        .filter_map(|column| column.party().cloned())
        .collect();
    if let Some(party) = party_picker(ui, id.with("picker"), &likely) {
        view.send(Command::Statements(
            vec![card.id],
            StatementCommand::SetParties(vec![party], scope),
        ));
        ui.close();
    }
    if !card.parties.is_empty() {
        ui.separator();
        if ui.button("For nobody").clicked() {
            view.send(Command::Statements(
                vec![card.id],
                StatementCommand::SetParties(Vec::new(), scope),
            ));
            ui.close();
        }
        for party in &card.parties {
            if card.parties.len() > 1
                && ui
                    .button(format!("Not for {}", party_name(Some(party))))
                    .clicked()
            {
                let rest = card
                    .parties
                    .iter()
                    .filter(|other| *other != party)
                    .cloned()
                    .collect();
                view.send(Command::Statements(
                    vec![card.id],
                    StatementCommand::SetParties(rest, scope),
                ));
                ui.close();
            }
        }
    }
}

/// "Everywhere in the project", remembered while the menu is open. False where nobody is named.
fn scope_ui(ui: &mut Ui, card: &Card, id: egui::Id) -> bool {
    let Some(speaker) = &card.speaker else {
        return false;
    };
    let id = id.with("everywhere");
    let mut is_everywhere: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    framed(ui, |ui| {
        ui.checkbox(&mut is_everywhere, format!("Everything by {speaker}"))
    });
    ui.data_mut(|data| data.insert_temp(id, is_everywhere));
    is_everywhere
}

/// Typing who speaks.
fn speaker_ui(ui: &mut Ui, view: &mut ViewContext<'_>, card: &Card) {
    ui.set_min_width(260.0);
    let id = egui::Id::unique("card speaker").with(card.id);
    let (mut name, mut role): (String, String) = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| {
        (
            card.speaker.clone().unwrap_or_default(),
            card.role.clone().unwrap_or_default(),
        )
    });
    ui.label("Name");
    let response = field_in_menu(ui, TextEdit::singleline(&mut name));
    name_field(&response, "Speaker's name", &name);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let people = std::sync::Arc::clone(view.derived.people());
    if let Some(person) = person_picker(ui, &response, &name, &people) {
        let speaker = Speaker {
            name: person.name.clone(),
            role: person.role().map(str::to_owned),
        };
        view.edit(edits::choose_speaker(
            view.project,
            &[card.id],
            &speaker,
            Some(person.parties()),
        ));
        ui.data_mut(|data| data.remove::<(String, String)>(id));
        ui.close();
        return;
    }
    ui.label("Role");
    let response = field_in_menu(ui, TextEdit::singleline(&mut role));
    name_field(&response, "Speaker's role", &role);
    let is_everywhere = scope_ui(ui, card, egui::Id::unique("card speaker scope"));
    let button = ui.add_enabled_ui(!name.trim().is_empty(), |ui| primary_button(ui, "Set speaker"));
    if (button.inner.clicked() || enter) && !name.trim().is_empty() {
        let speaker = Speaker {
            name: name.trim().to_owned(),
            role: (!role.trim().is_empty()).then(|| role.trim().to_owned()),
        };
        let scope = if is_everywhere {
            Scope::SpeakerInProject
        } else {
            Scope::ThisOne
        };
        view.send(Command::Statements(
            vec![card.id],
            StatementCommand::SetSpeaker(Some(speaker), scope),
        ));
        ui.data_mut(|data| data.remove::<(String, String)>(id));
        ui.close();
    } else {
        ui.data_mut(|data| data.insert_temp(id, (name, role)));
    }
}
