//! Talking points in the editor: what they are for, and a line for each.

use egui::Ui;

use super::super::session::Session;
use super::super::theme::{space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::segmented;
use super::Field;
use super::block_ui::Place;
use super::own_field_ui::{OwnField, own_field_ui};
use crate::model::PointsPurpose;
use crate::project::edits;

const PURPOSES: [(PointsPurpose, &str); 3] = [
    (PointsPurpose::Make, "To make"),
    (PointsPurpose::Avoid, "To avoid"),
    (PointsPurpose::IfRaised, "If raised"),
];

/// Draws talking points with their purpose.
pub(super) fn points_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    place: &Place<'_>,
    purpose: PointsPurpose,
    points: &[String],
) {
    if let Some(to) = segmented(ui, "Points", &PURPOSES, purpose) {
        view.edit(edits::set_purpose(place.project, place.id, to));
    }
    ui.add_space(space::XS);
    let name = format!("Points in “{}”", place.section_title);
    let field = OwnField {
        field: Field::Text,
        name: &name,
        hint: "One point a line; @ cites a statement",
        size: text_size::READING,
    };
    if let Some(words) = own_field_ui(ui, session, place, &points.join("\n"), &field) {
        let points = words.split('\n').map(str::to_owned).collect();
        view.edit(edits::set_points(place.project, place.id, points));
    }
}
