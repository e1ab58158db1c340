//! The keys of Compare, and the bar at the bottom that names them and shows the sentence around the card that
//! has the keyboard.

use std::sync::Arc;

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, RichText, Ui};

use super::super::command::{Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, space, text_size};
use super::super::view_context::ViewContext;
use super::clips::{self, Form};
use super::cursor::{self, Step, Wanted};
use super::{card_ui, stance_ui};
use crate::compare::{Card, ColumnKey, Table};
use crate::model::StatementId;

const ARROWS: [(Key, Step); 4] = [
    (Key::ArrowUp, Step::Up),
    (Key::ArrowDown, Step::Down),
    (Key::ArrowLeft, Step::Left),
    (Key::ArrowRight, Step::Right),
];
const NUMBERS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// With less room the bar says less.
const NARROW: f32 = 1_000.0;

/// Takes the keys of the table. They hold while the keyboard is at a card, or nowhere.
pub(super) fn keys(ui: &Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let is_elsewhere = ui.ctx().text_edit_focused()
        || session.modal.is_some()
        || egui::Popup::is_any_open(ui.ctx())
        || (ui.memory(egui::Memory::focused).is_some() && !session.compare.has_focused_card);
    if is_elsewhere {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if session.compare.cursor.is_none()
        && let Some(id) = session.selected
        && let Some(numbers) = session.compare.found.find(table, &Wanted::Statement(id))
    {
        session.compare.cursor = cursor::place(table, numbers);
    }
    let here = session.compare.find_cursor(table);
    for (key, step) in ARROWS {
        let starts = step == Step::Down || here.is_some();
        if starts && pressed(Modifiers::NONE, key) {
            let next = cursor::step(table, &session.compare.folded, here, step);
            if let Some(place) = next.and_then(|numbers| cursor::place(table, numbers)) {
                session.selected = Some(place.id);
                session.compare.go_to(place);
            }
            return;
        }
    }
    let Some((card, place)) =
        here.and_then(|numbers| cursor::card(table, numbers).zip(cursor::place(table, numbers)))
    else {
        return;
    };
    for (key, stance) in NUMBERS.into_iter().zip(stance_ui::STANCES) {
        if pressed(Modifiers::NONE, key) {
            match (place.topic(), card.topics.as_slice()) {
                (Some(topic), _) | (None, &[(topic, _)]) => stance_ui::set(view, card, topic, stance),
                (None, []) => {
                    session.toast("A stance is taken on a topic: file the statement first");
                    session.compare.picks_topic_for = Some(place.clone());
                }
                (None, _) => session.compare.places_stance = Some((place.clone(), stance)),
            }
            forget_letters(ui);
        }
    }
    if pressed(Modifiers::NONE, Key::M) && !session.compare.unfolded_cards.remove(&card.id) {
        session.compare.unfolded_cards.insert(card.id);
    }
    if pressed(Modifiers::NONE, Key::T) {
        session.compare.picks_topic_for = Some(place.clone());
        forget_letters(ui);
    }
    if pressed(Modifiers::NONE, Key::L)
        && let (Some(topic), ColumnKey::Party(party)) = (place.topic(), &place.column)
    {
        session.compare.line.cell = Some((topic, party.clone()));
        session.compare.line.wants_focus = true;
        forget_letters(ui);
    }
    let mut send = |key: Key, ids: Vec<StatementId>, command: StatementCommand| {
        if pressed(Modifiers::NONE, key) {
            view.send(Command::Statements(ids, command));
        }
    };
    send(Key::Space, vec![card.id], StatementCommand::AddToBriefing);
    send(Key::Enter, vec![card.id], StatementCommand::OpenInReader);
    send(
        Key::Delete,
        card.with_carriers(),
        StatementCommand::SetVisible(false),
    );
    let is_copied = ui.input_mut(|input| {
        let n_before = input.events.len();
        input.events.retain(|event| !matches!(event, egui::Event::Copy));
        input.events.len() < n_before
    });
    if is_copied {
        clips::copy(view, &[clips::of_card(view.project, card)], Form::Text);
    }
    if pressed(Modifiers::NONE, Key::Escape) {
        session.compare.cursor = None;
        session.selected = None;
        ui.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
    }
}

/// A letter that was a command is not typed into the field that the command opens.
fn forget_letters(ui: &Ui) {
    ui.input_mut(|input| {
        input
            .events
            .retain(|event| !matches!(event, egui::Event::Text(_)));
    });
}

/// The bar at the bottom.
pub(super) fn hints_ui(ui: &mut Ui, view: &ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 4));
    let here = session.compare.find_cursor(table);
    let place = session.compare.cursor.as_ref();
    let card: Option<&Card> = here.and_then(|numbers| cursor::card(table, numbers));
    Panel::bottom("keys of Compare")
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let is_narrow = ui.available_width() < NARROW;
            if let Some(card) = card {
                egui::ScrollArea::vertical()
                    .id_salt("sentence")
                    .max_height(42.0)
                    .show(ui, |ui| card_ui::sentence_ui(ui, view, card));
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                let small = |words: &str, color| RichText::new(words).size(text_size::SMALL).color(color);
                if card.is_some() {
                    let has_line = place.is_some_and(|place| {
                        place.topic().is_some() && matches!(place.column, ColumnKey::Party(_))
                    });
                    let line = has_line.then_some(("L", "line"));
                    let hints = [
                        ("Space", "briefing"),
                        ("Enter", "reader"),
                        ("1–4", "stance"),
                        ("T", "topics"),
                    ];
                    let rest = [("M", "more"), ("Del", "put aside"), ("Ctrl+C", "copy"), ("Esc", "done")];
                    for (key, what) in hints.into_iter().chain(line).chain(rest) {
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing.x = space::XS;
                            ui.label(small(key, tokens.text));
                            ui.label(small(what, tokens.text_weak));
                        });
                    }
                } else {
                    let words = if is_narrow {
                        "Press ↓ and work by keys"
                    } else {
                        "Click a card or press ↓ and work by keys; drag it to another column, to a topic or into the briefing"
                    };
                    ui.label(small(words, tokens.text_weak));
                }
                if card.is_none() || !is_narrow {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(small(&totals(table), tokens.text_weak));
                    });
                }
            });
        });
}

/// "120 statements, 3 in no column, 12 filtered out".
fn totals(table: &Table) -> String {
    let plural = if table.n_statements == 1 { "" } else { "s" };
    let mut words = format!("{} statement{plural}", table.n_statements);
    if table.n_elsewhere > 0 {
        words = format!("{words}, {} in no column", table.n_elsewhere);
    }
    if table.n_filtered_out > 0 {
        words = format!("{words}, {} filtered out", table.n_filtered_out);
    }
    words
}
