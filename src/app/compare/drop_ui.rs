//! Dragging within the table: cards to other columns and topics, columns and topics to other places.

use std::sync::Arc;

use egui::{Response, Ui};

use super::super::briefing_target::DraggedStatement;
use super::super::command::{Command, Scope, StatementCommand};
use super::super::theme::Tokens;
use super::super::view_context::ViewContext;
use super::cursor::CardPlace;
use crate::compare::{Card, ColumnKey, RowKey};
use crate::model::{Party, StatementId, TopicId};
use crate::project::{Edit, Project, edits};

/// A card that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedCard {
    /// What the briefing gets of it.
    pub statement: DraggedStatement,
    /// With the statements that carry it in other articles.
    ids: Vec<StatementId>,
    from: CardPlace,
}

impl DraggedCard {
    pub(super) fn of(card: &Card, place: &CardPlace) -> Self {
        Self {
            statement: DraggedStatement::new(card.id, &card.words),
            ids: card.with_carriers(),
            from: place.clone(),
        }
    }
}

/// A column that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedColumn(pub Party);

/// The heading of a topic that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedTopic(pub TopicId);

/// A topic dropped on the upper half of another one's heading stands before it, on the lower half behind it.
pub(super) fn take_topic(ui: &Ui, view: &mut ViewContext<'_>, response: &Response, onto: TopicId) {
    let Some(pointer) = ui.ctx().pointer_interact_pos() else {
        return;
    };
    let is_after = pointer.y > response.rect.center().y;
    let edit = |project: &Project, dragged: TopicId| {
        let topics = project.topics_in_order();
        let at = topics.iter().position(|(topic, _)| *topic == onto)?;
        let before = topics.get(at + usize::from(is_after)).map(|(topic, _)| *topic);
        (before != Some(dragged))
            .then(|| edits::move_topic(project, dragged, before))
            .flatten()
    };
    if let Some(dragged) = response.dnd_hover_payload::<DraggedTopic>()
        && edit(view.project, dragged.0).is_some()
    {
        let y = if is_after {
            response.rect.bottom()
        } else {
            response.rect.top()
        };
        let stroke = egui::Stroke::new(3.0, Tokens::for_ui(ui).accent);
        ui.painter().hline(response.rect.x_range(), y, stroke);
    }
    if let Some(dragged) = released::<DraggedTopic>(response) {
        view.edit(edit(view.project, dragged.0));
    }
}

/// A card dropped on a column speaks for its party instead of that of its own; dropped on a row of a topic it is filed
/// under it.
pub(super) fn take_card(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    response: &Response,
    column: Option<&ColumnKey>,
    row: Option<&RowKey>,
) {
    let hovering = response.dnd_hover_payload::<DraggedCard>();
    if hovering.is_some_and(|card| change(view, &card, column, row).is_some()) {
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
    match change(view, card, column, row) {
        Some(Change::Parties(parties)) => view.send(Command::Statements(
            card.ids.clone(),
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
    view: &ViewContext<'_>,
    card: &DraggedCard,
    column: Option<&ColumnKey>,
    row: Option<&RowKey>,
) -> Option<Change> {
    let project: &Project = view.project;
    let before = &project.statement(card.statement.id)?.parties;
    let parties = column
        .filter(|column| **column != card.from.column)
        .and_then(|column| {
            let shown = view.derived.table().columns.iter();
            let is_shown = |party: &Party| shown.clone().any(|column| column.party() == Some(party));
            moved(before, &card.from.column, column, is_shown)
        })
        .filter(|parties| parties != before);
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
            let mut edit = edits::set_parties(project, &card.ids, &parties)?;
            let mut after = project.clone();
            after.apply(&edit).ok()?;
            let filed = refile(&after)?;
            edit.label = format!("{}, {}", edit.label, filed.label);
            edit.changes.extend(filed.changes);
            Some(Change::Edit(edit))
        }
    }
}

/// For whom a statement speaks once it is moved from one column to another: those of other columns stay.
fn moved(
    parties: &[Party],
    from: &ColumnKey,
    to: &ColumnKey,
    is_shown: impl Fn(&Party) -> bool,
) -> Option<Vec<Party>> {
    let goes = |party: &Party| match from {
        ColumnKey::Party(from) => party == from,
        ColumnKey::Others => !is_shown(party),
        ColumnKey::Nobody => false,
    };
    let to = match to {
        ColumnKey::Party(to) => Some(to),
        ColumnKey::Nobody => None,
        ColumnKey::Others => return None,
    };
    let at = parties.iter().position(goes).unwrap_or(parties.len());
    let stays = |party: &&Party| !goes(party) && Some(*party) != to;
    let (before, after) = parties.split_at_checked(at)?;
    Some(
        before
            .iter()
            .filter(stays)
            .chain(to)
            .chain(after.iter().filter(stays))
            .cloned()
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: &str) -> Vec<Party> {
        codes
            .split_whitespace()
            .map(|code| code.parse().unwrap())
            .collect()
    }

    #[test]
    fn a_joint_statement_keeps_the_parties_of_other_columns() {
        let column = |code: &str| match code {
            "-" => ColumnKey::Nobody,
            "…" => ColumnKey::Others,
            code => ColumnKey::Party(code.parse().unwrap()),
        };
        for (before, from, to, after) in [
            ("JP KR", "JP", "MV", "MV KR"),
            ("JP KR", "KR", "MV", "JP MV"),
            ("JP KR", "JP", "KR", "KR"),
            ("JP KR", "JP", "-", "KR"),
            ("JP", "JP", "MV", "MV"),
            ("JP", "JP", "-", ""),
            ("", "-", "MV", "MV"),
            ("JP FR DE", "…", "MV", "JP MV"),
        ] {
            let moved = moved(&codes(before), &column(from), &column(to), |party| {
                ["JP", "KR", "MV"].contains(&party.short())
            });
            assert_eq!(moved, Some(codes(after)), "{before}: {from} → {to}");
        }
        assert_eq!(moved(&codes("JP"), &column("JP"), &column("…"), |_| true), None);
    }
}
