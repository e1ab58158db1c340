//! What can be done with a card: correct it, file it, place it, put it aside.

use egui::{Button, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::super::actions::party_name;
use super::super::briefing::cite_menu_ui;
use super::super::command::{Command, Scope, StatementCommand, choosing};
use super::super::session::Session;
use super::super::view_context::ViewContext;
use super::super::widgets::{
    field_in_menu, framed, kind_label, name_field, party_picker, person_picker, primary_button, submenu,
    text_icon_button,
};
use super::clips::{self, Form};
use super::stance_ui::{self, STANCES, capitalised, stance_name};
use super::{source_ui, topic_picker};
use crate::compare::Card;
use crate::model::{Kind, Party, Speaker, StatementId};
use crate::text::unseen::masked;

/// What the menu remembers from when it is opened until it is closed.
#[derive(Debug, Default)]
pub(super) struct CardMenu {
    of: Option<StatementId>,
    /// The pass in which it was drawn last.
    last_pass: u64,
    n_opened: u64,
    /// Whether corrections hold for all that the speaker says.
    reaches_everywhere: bool,
    name: String,
    role: String,
}

impl CardMenu {
    /// Begins anew, unless it was drawn for this card in the pass before.
    fn open_at(&mut self, ui: &Ui, card: &Card) {
        let pass = ui.ctx().cumulative_pass_nr();
        if self.of != Some(card.id) || self.last_pass + 1 < pass {
            *self = Self {
                of: Some(card.id),
                n_opened: self.n_opened + 1,
                name: card.speaker.clone().unwrap_or_default(),
                role: card.role.clone().unwrap_or_default(),
                ..Self::default()
            };
        }
        self.last_pass = pass;
    }

    fn scope(&self) -> Scope {
        if self.reaches_everywhere {
            Scope::SpeakerInProject
        } else {
            Scope::ThisOne
        }
    }
}

/// The articles that carry the same; the statement in the one that was clicked.
fn others_ui(ui: &mut Ui, card: &Card) -> Option<StatementId> {
    let n_others = card.others().count();
    if n_others == 0 {
        return None;
    }
    let mut clicked = None;
    let plural = if n_others == 1 { "" } else { "s" };
    submenu(
        ui,
        "reader",
        &format!("Also in {n_others} article{plural}…"),
        |ui| {
            ui.set_min_width(320.0);
            let height = ui.spacing().interact_size.y + ui.spacing().item_spacing.y;
            let list = ScrollArea::vertical().max_height(320.0);
            list.show_rows(ui, height, n_others, |ui, shown| {
                for carrier in card.others().skip(shown.start).take(shown.len()) {
                    let words = source_ui::carried_in(carrier);
                    if ui
                        .add(Button::new(masked(&words)).truncate().frame(false))
                        .clicked()
                    {
                        clicked = Some(carrier.id);
                    }
                }
            });
        },
    );
    clicked
}

/// Draws the menu.
pub(super) fn card_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, card: &Card) {
    ui.set_min_width(240.0);
    session.compare.card_menu.open_at(ui, card);
    let mut item = |ui: &mut Ui, icon: &str, words: &str, ids: Vec<StatementId>, command| {
        if text_icon_button(ui, icon, words).clicked() {
            view.send(Command::Statements(ids, command));
            ui.close();
        }
    };
    let one = || vec![card.id];
    let all = card.with_carriers();
    if !card.is_in_briefing {
        item(
            ui,
            "add",
            "Add to briefing",
            one(),
            StatementCommand::AddToBriefing,
        );
    }
    item(
        ui,
        "reader",
        "Open in reader",
        one(),
        StatementCommand::OpenInReader,
    );
    let elsewhere = others_ui(ui, card);
    let (icon, words) = if card.is_checked {
        ("close", "Not checked after all")
    } else {
        ("accept", "Right as it is")
    };
    let check = StatementCommand::SetChecked(!card.is_checked);
    item(ui, icon, words, all.clone(), check);
    item(
        ui,
        "hide",
        "Put aside",
        all.clone(),
        StatementCommand::SetVisible(false),
    );
    if let Some(id) = elsewhere {
        view.send(Command::Statements(vec![id], StatementCommand::OpenInReader));
        ui.close();
    }
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
        parties_ui(ui, view, &mut session.compare.card_menu, card);
    });
    if !card.parties.is_empty() {
        submenu(ui, "plus", "Also speaks for…", |ui| {
            more_parties_ui(ui, view, &mut session.compare.card_menu, card);
        });
    }
    submenu(ui, "person", "Speaker", |ui| {
        speaker_ui(ui, view, &mut session.compare.card_menu, card);
    });
    submenu(ui, "quote", "Kind", |ui| {
        for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
            if framed(ui, |ui| ui.radio(card.kind == kind, kind_label(kind))).clicked() {
                view.send(Command::Statements(all.clone(), StatementCommand::SetKind(kind)));
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
fn parties_ui(ui: &mut Ui, view: &mut ViewContext<'_>, menu: &mut CardMenu, card: &Card) {
    ui.set_min_width(260.0);
    scope_ui(ui, menu, card);
    let mut chosen = picker_ui(ui, view, ("card parties", menu.n_opened)).map(|party| vec![party]);
    if !card.parties.is_empty() {
        ui.separator();
        if ui.button("For nobody").clicked() {
            chosen = Some(Vec::new());
        }
        for party in &card.parties {
            if card.parties.len() > 1
                && ui
                    .button(format!("Not for {}", party_name(Some(party))))
                    .clicked()
            {
                let others = card.parties.iter().filter(|other| *other != party);
                chosen = Some(others.cloned().collect());
            }
        }
    }
    set_parties(ui, view, menu, card, chosen);
}

/// Choosing for whom the speaker speaks as well.
fn more_parties_ui(ui: &mut Ui, view: &mut ViewContext<'_>, menu: &mut CardMenu, card: &Card) {
    ui.set_min_width(260.0);
    scope_ui(ui, menu, card);
    let chosen = picker_ui(ui, view, ("card joint parties", menu.n_opened)).map(|party| {
        let others = card.parties.iter().filter(|other| **other != party).cloned();
        others.chain([party.clone()]).collect()
    });
    set_parties(ui, view, menu, card, chosen);
}

fn picker_ui(ui: &mut Ui, view: &ViewContext<'_>, id: (&str, u64)) -> Option<Party> {
    let columns = view.derived.table().columns.iter();
    let likely: Vec<Party> = columns.filter_map(|column| column.party().cloned()).collect();
    party_picker(ui, egui::Id::unique(id), &likely)
}

fn set_parties(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    menu: &CardMenu,
    card: &Card,
    parties: Option<Vec<Party>>,
) {
    if let Some(parties) = parties {
        let command = StatementCommand::SetParties(parties, menu.scope());
        view.send(Command::Statements(card.with_carriers(), command));
        ui.close();
    }
}

/// How far corrections reach. Where nobody is named they hold here.
fn scope_ui(ui: &mut Ui, menu: &mut CardMenu, card: &Card) {
    if let Some(speaker) = &card.speaker {
        let words = format!("Everything by {speaker}");
        framed(ui, |ui| ui.checkbox(&mut menu.reaches_everywhere, words));
    }
}

/// Typing who speaks.
fn speaker_ui(ui: &mut Ui, view: &mut ViewContext<'_>, menu: &mut CardMenu, card: &Card) {
    ui.set_min_width(260.0);
    ui.label("Name");
    let field = field_in_menu(ui, TextEdit::singleline(&mut menu.name));
    name_field(&field, "Speaker's name", &menu.name);
    let people = std::sync::Arc::clone(view.derived.people());
    if let Some(person) = person_picker(ui, &field, &menu.name, &people) {
        let command = choosing(person, menu.scope());
        view.send(Command::Statements(card.with_carriers(), command));
        ui.close();
        return;
    }
    ui.label("Role");
    let role_field = field_in_menu(ui, TextEdit::singleline(&mut menu.role));
    name_field(&role_field, "Speaker's role", &menu.role);
    let was_left = field.lost_focus() || role_field.lost_focus();
    let enter = was_left && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    scope_ui(ui, menu, card);
    let name = menu.name.trim();
    let button = ui.add_enabled_ui(!name.is_empty(), |ui| primary_button(ui, "Set speaker"));
    if (button.inner.clicked() || enter) && !name.is_empty() {
        let role = menu.role.trim();
        let speaker = Speaker {
            name: name.to_owned(),
            role: (!role.is_empty()).then(|| role.to_owned()),
        };
        let command = StatementCommand::SetSpeaker(Some(speaker), menu.scope());
        view.send(Command::Statements(card.with_carriers(), command));
        ui.close();
    }
}
