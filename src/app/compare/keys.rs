//! The keys of Compare, and the bar at the bottom that names them and shows the sentence around the card that
//! has the keyboard.

use std::sync::Arc;

use egui::{Align, Frame, Key, Layout, Margin, Modifiers, Panel, RichText, Ui};

use super::super::command::{Command, Global, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, is_low};
use super::clips::{self, Form};
use super::cursor::{self, Numbers, Spot, Step, Wanted};
use super::{CompareSession, stance_ui, words_ui};
use crate::compare::{Card, Column, ColumnKey, RowKey, Table};
use crate::model::{Party, StatementId};
use crate::project::{Edit, edits};

const ARROWS: [(Key, Step); 4] = [
    (Key::ArrowUp, Step::Up),
    (Key::ArrowDown, Step::Down),
    (Key::ArrowLeft, Step::Left),
    (Key::ArrowRight, Step::Right),
];
const NUMBERS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// The widest hint.
const HINT_WIDTH: f32 = 110.0;
/// With less room the bar says less.
const NARROW: f32 = 1_000.0;

/// Takes the keys of the table. They hold while the keyboard is at a card, or nowhere.
pub(super) fn keys(ui: &Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let is_elsewhere = ui.ctx().text_edit_focused()
        || view.was_typing
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
        session.compare.cursor = cursor::spot(table, numbers);
    }
    let here = session.compare.find_cursor(table);
    if fold_all_keys(ui, session, table) {
        return;
    }
    if let Some(Numbers::Heading(row_idx)) = here
        && fold_keys(ui, session, table, row_idx)
    {
        return;
    }
    if let Some(next) = moved(ui, session, table, here) {
        if let Some(spot) = cursor::spot(table, next) {
            session.selected = spot.statement();
            session.compare.go_to(spot);
        }
        return;
    }
    let Some(spot) = here.and_then(|numbers| cursor::spot(table, numbers)) else {
        return;
    };
    if pressed(Modifiers::NONE, Key::L) {
        write_line(session, table, &spot);
        forget_letters(ui);
    }
    if pressed(Modifiers::NONE, Key::C) {
        check_silence(view, table, &spot);
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
    let Some((card, Spot::Card(place))) = here
        .and_then(|numbers| cursor::card(table, numbers))
        .map(|card| (card, spot))
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
}

/// Where a key leads that moves the cursor, which may be where it is; `None` if none was pressed.
fn moved(ui: &Ui, session: &mut Session, table: &Arc<Table>, here: Option<Numbers>) -> Option<Numbers> {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let folded = &session.compare.folded;
    for (key, step) in ARROWS {
        let starts = step == Step::Down || here.is_some();
        if starts && pressed(Modifiers::NONE, key) {
            return cursor::step(table, folded, here, step).or(here);
        }
    }
    if pressed(Modifiers::COMMAND, Key::Home) {
        return cursor::first(table, folded).or(here);
    }
    if pressed(Modifiers::COMMAND, Key::End) {
        return cursor::last(table, folded, here).or(here);
    }
    let now = here?;
    for (key, is_first) in [(Key::Home, true), (Key::End, false)] {
        if pressed(Modifiers::NONE, key) {
            return cursor::end_of_row(table, now, is_first).or(here);
        }
    }
    for (key, step) in [(Key::PageUp, Step::Up), (Key::PageDown, Step::Down)] {
        if pressed(Modifiers::NONE, key) {
            return a_page_further(&mut session.compare, table, now, step).or(here);
        }
    }
    None
}

/// Where one is after as many steps as there are on screen.
fn a_page_further(
    compare: &mut CompareSession,
    table: &Arc<Table>,
    here: Numbers,
    step: Step,
) -> Option<Numbers> {
    /// Where cards are estimated too low.
    const MOST_STEPS: usize = 200;
    let (start, _) = compare.layout.place(here)?;
    let mut further = None;
    for _ in 0..MOST_STEPS {
        let from = further.or(Some(here));
        let Some(next) = cursor::step(table, &compare.folded, from, step) else {
            break;
        };
        further = Some(next);
        let (top, _) = compare.layout.place(next)?;
        if (top - start).abs() >= compare.page {
            break;
        }
    }
    further
}

/// With Shift left and right fold and unfold all rows.
fn fold_all_keys(ui: &Ui, session: &mut Session, table: &Table) -> bool {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let folds = pressed(Key::ArrowLeft);
    if !folds && !pressed(Key::ArrowRight) {
        return false;
    }
    session.compare.fold_all(table, folds);
    if session.compare.cursor.is_some() {
        session.compare.wants_card_focus = true;
        session.selected = None;
    }
    true
}

/// On a heading left and right fold and unfold its row.
fn fold_keys(ui: &Ui, session: &mut Session, table: &Table, row_idx: usize) -> bool {
    let Some(row) = table.rows.get(row_idx) else {
        return false;
    };
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let folded = &mut session.compare.folded;
    if folded.contains(&row.key) {
        if !pressed(Modifiers::NONE, Key::ArrowRight) {
            return false;
        }
        folded.remove(&row.key);
    } else if pressed(Modifiers::NONE, Key::ArrowLeft) {
        folded.insert(row.key.clone());
    } else {
        return false;
    }
    // The row stays where one looks.
    session.compare.go_to(Spot::Heading(row.key.clone()));
    true
}

/// Opens the line of the cell; from a heading that of the first column.
fn write_line(session: &mut Session, table: &Table, spot: &Spot) {
    let mut columns = table.columns.iter();
    let cell = match spot {
        Spot::Heading(_) => spot
            .topic()
            .zip(columns.find_map(|column| column.party().cloned())),
        _ => spot.line().map(|(topic, party)| (topic, party.clone())),
    };
    if let Some((topic, party)) = cell {
        if matches!(spot, Spot::Heading(_)) {
            session.compare.show_line(topic, party.clone());
        }
        session.compare.line.cell = Some((topic, party));
        session.compare.line.wants_focus = true;
    }
}

/// Notes that somebody has looked and found nothing, or takes that back; on a heading for all parties of the row that
/// say nothing.
fn check_silence(view: &mut ViewContext<'_>, table: &Table, spot: &Spot) {
    let Some(topic) = spot.topic() else {
        return;
    };
    let n_articles = view.project.articles().len();
    let is_silent = |party: &Party| table.positions.of(topic, party).is_none();
    let is_checked = |party: &Party| {
        let line = view.project.lines().get(&(topic, party.clone()));
        line.is_some_and(|line| line.silence_in == Some(n_articles))
    };
    let edit = match spot {
        Spot::Empty(_, ColumnKey::Party(party)) if is_silent(party) => {
            let n_articles = (!is_checked(party)).then_some(n_articles);
            edits::check_silence(view.project, topic, party, n_articles)
        }
        Spot::Heading(_) => {
            let silent = table.columns.iter().filter_map(Column::party);
            let silent = silent.filter(|party| is_silent(party) && !is_checked(party));
            let changes: Vec<_> = silent
                .filter_map(|party| edits::check_silence(view.project, topic, party, Some(n_articles)))
                .flat_map(|edit| edit.changes)
                .collect();
            let name = view.project.topics().get(&topic).map(|topic| &topic.name);
            let label = format!("Check who says nothing on {}", name.map_or("", String::as_str));
            (!changes.is_empty()).then(|| Edit::new(label, changes))
        }
        _ => None,
    };
    view.edit(edit);
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
pub(super) fn hints_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, table: &Arc<Table>) {
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(12, 4));
    let here = session.compare.find_cursor(table);
    let spot = here.and_then(|numbers| cursor::spot(table, numbers));
    let card: Option<&Card> = here.and_then(|numbers| cursor::card(table, numbers));
    Panel::bottom("keys of Compare")
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let is_narrow = ui.available_width() < NARROW;
            let is_low = is_low(ui.ctx());
            if let Some(card) = card.filter(|_| !is_low) {
                egui::ScrollArea::vertical()
                    .id_salt("sentence")
                    .max_height(42.0)
                    .show(ui, |ui| words_ui::sentence_ui(ui, view, card));
            }
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                if is_low && icon_button(ui, "timeline", "Pictures").clicked() {
                    view.send(Command::Global(Global::Pictures));
                }
                let small = |words: &str, color| RichText::new(words).size(text_size::SMALL).color(color);
                if let Some(spot) = &spot {
                    for (key, what) in hints(spot) {
                        if ui.available_width() < HINT_WIDTH {
                            break;
                        }
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing.x = space::XS;
                            ui.label(small(key, tokens.text));
                            ui.label(small(what, tokens.text_weak));
                        });
                    }
                } else if table.n_statements > 0 {
                    let words = if is_narrow {
                        "Press ↓ and work by keys"
                    } else {
                        "Click a card or press ↓ and work by keys; drag it to another column, to a topic or into the briefing"
                    };
                    ui.label(small(words, tokens.text_weak));
                }
                if spot.is_none() || !is_narrow {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(small(&totals(table), tokens.text_weak));
                    });
                }
            });
        });
}

/// The keys that do something where the cursor stands.
fn hints(spot: &Spot) -> Vec<(&'static str, &'static str)> {
    let line = spot.line().is_some().then_some(("L", "line"));
    let mut hints = match spot {
        Spot::Card(_) => vec![
            ("Space", "briefing"),
            ("Enter", "reader"),
            ("1–4", "stance"),
            ("T", "topics"),
        ],
        Spot::Empty(..) => Vec::new(),
        Spot::Heading(row) => {
            let mut hints = vec![("← →", "fold"), ("Shift+← →", "fold all")];
            if matches!(row, RowKey::Topic(Some(_))) {
                hints.extend([
                    ("Shift+↑ ↓", "move"),
                    ("L", "line"),
                    ("C", "silence of all is checked"),
                ]);
            }
            hints
        }
    };
    hints.extend(line);
    match spot {
        Spot::Card(_) => hints.extend([("M", "more"), ("Del", "put aside"), ("Ctrl+C", "copy")]),
        Spot::Empty(..) if line.is_some() => hints.push(("C", "silence is checked")),
        Spot::Empty(..) | Spot::Heading(_) => {}
    }
    hints.push(("Esc", "done"));
    hints
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
