//! Dragging: cards to other columns, to topics and into the briefing; columns to other places.

use std::sync::Arc;

use egui::{Align2, Area, Frame, Id, Margin, Order, Response, RichText, Ui, vec2};

use super::super::command::{Command, Scope, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::cursor::CardPlace;
use crate::compare::{Card, ColumnKey, RowKey};
use crate::model::{Party, SectionId, StatementId};
use crate::project::{Edit, Project, edits};
use crate::text::unseen::masked;

/// A card that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedCard {
    id: StatementId,
    /// With the statements that carry it in other articles.
    ids: Vec<StatementId>,
    from: CardPlace,
    words: String,
}

impl DraggedCard {
    pub(super) fn of(card: &Card, place: &CardPlace) -> Self {
        Self {
            id: card.id,
            ids: card.with_carriers(),
            from: place.clone(),
            words: card.words.chars().take(80).collect(),
        }
    }
}

/// A column that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedColumn(pub Party);

/// A card dropped on a column speaks for its party; dropped on a row of a topic it is filed under it.
pub(super) fn take_card(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    response: &Response,
    column: Option<&ColumnKey>,
    row: Option<&RowKey>,
) {
    let hovering = response.dnd_hover_payload::<DraggedCard>();
    if hovering.is_some_and(|card| change(view.project, &card, column, row).is_some()) {
        let tokens = Tokens::for_ui(ui);
        ui.painter().rect_stroke(
            response.rect,
            4.0,
            egui::Stroke::new(2.0, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    if let Some(card) = released::<DraggedCard>(response) {
        dropped(view, &card, column, row);
    }
}

/// What was dropped here, if it is of this sort; what is of another sort stays for others to take.
pub(super) fn released<T: std::any::Any + Send + Sync>(response: &Response) -> Option<Arc<T>> {
    if egui::DragAndDrop::has_payload_of_type::<T>(&response.ctx) {
        response.dnd_release_payload::<T>()
    } else {
        None
    }
}

fn dropped(view: &mut ViewContext<'_>, card: &DraggedCard, column: Option<&ColumnKey>, row: Option<&RowKey>) {
    match change(view.project, card, column, row) {
        Some(Change::Parties(parties)) => view.send(Command::Statements(
            vec![card.id],
            StatementCommand::SetParties(parties, Scope::ThisOne),
        )),
        Some(Change::Edit(edit)) => view.edit(Some(edit)),
        None => {}
    }
}

enum Change {
    Parties(Vec<Party>),
    Edit(Edit),
}

/// What dropping a card there would change.
fn change(
    project: &Project,
    card: &DraggedCard,
    column: Option<&ColumnKey>,
    row: Option<&RowKey>,
) -> Option<Change> {
    let parties: Option<Vec<Party>> = match column {
        Some(column) if *column == card.from.column => None,
        Some(ColumnKey::Party(party)) => Some(vec![party.clone()]),
        Some(ColumnKey::Nobody) => Some(Vec::new()),
        _ => None,
    };
    let parties = parties.filter(|parties| {
        project
            .statement(card.id)
            .is_some_and(|statement| statement.parties != *parties)
    });
    let refile = |project: &Project| match (row, &card.from.row) {
        (Some(row), from) if row == from => None,
        (Some(RowKey::Topic(Some(topic))), _) => edits::refile(project, &card.ids, card.from.topic(), *topic),
        (Some(RowKey::Topic(None)), RowKey::Topic(Some(topic))) => edits::unfile(project, &card.ids, *topic),
        _ => None,
    };
    match (parties, refile(project)) {
        (None, None) => None,
        (Some(parties), None) => Some(Change::Parties(parties)),
        (None, Some(edit)) => Some(Change::Edit(edit)),
        (Some(parties), Some(_)) => {
            let mut edit = edits::set_parties(project, &[card.id], &parties)?;
            let mut after = project.clone();
            after.apply(&edit).ok()?;
            let filed = refile(&after)?;
            edit.label = format!("{}, {}", edit.label, filed.label);
            edit.changes.extend(filed.changes);
            Some(Change::Edit(edit))
        }
    }
}

/// The sections of the briefing at the side while a card is dragged, and the card's words at the pointer.
pub(super) fn briefing_target_ui(ui: &Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let ctx = ui.ctx();
    let Some(card) = egui::DragAndDrop::payload::<DraggedCard>(ctx) else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    let mut chosen: Option<Option<SectionId>> = None;
    Area::new(Id::unique("briefing target"))
        .anchor(Align2::RIGHT_CENTER, vec2(-space::M, 0.0))
        .order(Order::Foreground)
        .show(ctx, |ui| {
            Frame::new()
                .fill(tokens.raised)
                .stroke(egui::Stroke::new(1.0, tokens.hairline))
                .corner_radius(10.0)
                .inner_margin(Margin::same(12))
                .show(ui, |ui| {
                    ui.set_width(200.0);
                    ui.horizontal(|ui| {
                        ui.label(icon_text("briefing", 16.0).color(tokens.accent));
                        ui.label(RichText::new("Drop into the briefing").font(semibold(text_size::BODY)));
                    });
                    let briefing = view.project.briefing();
                    for &id in &briefing.outline {
                        let Some(section) = briefing.sections.get(&id) else {
                            continue;
                        };
                        let indent = f32::from(section.level) * space::M;
                        let title = if section.title.trim().is_empty() {
                            "Untitled section"
                        } else {
                            &section.title
                        };
                        if target_ui(ui, title, indent) {
                            chosen = Some(Some(id));
                        }
                    }
                    if briefing.outline.is_empty() && target_ui(ui, "New section “Positions”", 0.0) {
                        chosen = Some(None);
                    }
                });
        });
    ghost_ui(ui, &card.words);
    match chosen {
        Some(Some(section)) => {
            let is_there = view.project.statements_in_briefing().contains(&card.id);
            if is_there {
                session.toast("Already in the briefing");
            } else {
                session.briefing.section = Some(section);
                view.send(Command::Statements(
                    vec![card.id],
                    StatementCommand::AddToBriefing,
                ));
            }
        }
        Some(None) => view.send(Command::Statements(
            vec![card.id],
            StatementCommand::AddToBriefing,
        )),
        None => {}
    }
    if chosen.is_some() {
        egui::DragAndDrop::clear_payload(ctx);
    }
}

/// A line on which the card can be dropped; true when it was.
fn target_ui(ui: &mut Ui, words: &str, indent: f32) -> bool {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), egui::Sense::hover());
    response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Drop into {words}")));
    let is_over = response.contains_pointer();
    if is_over {
        ui.painter().rect_filled(rect, 6.0, tokens.selection);
    }
    let galley = ui.painter().layout(
        masked(words).into_owned(),
        egui::FontId::proportional(text_size::BODY),
        tokens.text,
        f32::INFINITY,
    );
    let at = rect.left_center() + vec2(space::S + indent, -galley.size().y / 2.0);
    ui.painter().with_clip_rect(rect).galley(at, galley, tokens.text);
    is_over && ui.input(|input| input.pointer.any_released())
}

fn ghost_ui(ui: &Ui, words: &str) {
    let tokens = Tokens::for_ui(ui);
    let Some(pointer) = ui.ctx().pointer_interact_pos() else {
        return;
    };
    Area::new(Id::unique("dragged card"))
        .fixed_pos(pointer + vec2(12.0, 8.0))
        .order(Order::Tooltip)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(tokens.raised)
                .stroke(egui::Stroke::new(1.0, tokens.hairline))
                .corner_radius(6.0)
                .inner_margin(Margin::symmetric(10, 6))
                .show(ui, |ui| {
                    ui.set_max_width(240.0);
                    let words = RichText::new(masked(words).into_owned()).font(reading::upright(14.0));
                    ui.add(egui::Label::new(words).truncate());
                });
        });
}
