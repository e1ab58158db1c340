//! Who speaks about whom: a table of squares, the larger the more statements.

use egui::{Align2, FontId, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::{Clicked, NAMES_WIDTH};
use crate::compare::Matrix;
use crate::model::Filters;

const HEAD: f32 = 40.0;
const ROW: f32 = 26.0;
const WIDEST: f32 = 92.0;
const NARROWEST: f32 = 40.0;

/// The size that the picture wants.
pub(super) fn size(matrix: &Matrix, width: f32) -> Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "a dozen rows")]
    let (n_rows, n_columns) = (matrix.speaking.len() as f32, matrix.named.len().max(1) as f32);
    let column = ((width - NAMES_WIDTH) / n_columns).clamp(NARROWEST, WIDEST);
    vec2(NAMES_WIDTH + column * n_columns, HEAD + ROW * n_rows)
}

/// Draws the matrix; a click on a cell asks for its statements.
pub(super) fn matrix_ui(ui: &mut Ui, matrix: &Matrix, filters: &Filters, size: Vec2) -> Option<Clicked> {
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let tokens = Tokens::for_ui(ui);
    #[expect(clippy::cast_precision_loss, reason = "a dozen columns")]
    let column_width = (area.width() - NAMES_WIDTH) / matrix.named.len().max(1) as f32;
    let small = FontId::proportional(text_size::SMALL);
    super::words(
        ui,
        "speaks ↓   about →",
        small.clone(),
        tokens.text_weak,
        pos2(area.left(), area.top() + HEAD - 6.0),
        NAMES_WIDTH - space::S,
    );
    let mut left = area.left() + NAMES_WIDTH;
    for party in &matrix.named {
        let center = left + column_width / 2.0;
        let color = tokens.party(Some(party)).text;
        let name = party_name(Some(party));
        let fits = ui
            .painter()
            .layout_no_wrap(name.to_owned(), small.clone(), color)
            .size()
            .x
            <= column_width - 4.0;
        let words = if fits { name } else { party.short() };
        ui.painter().text(
            pos2(center, area.top() + HEAD - 6.0),
            Align2::CENTER_BOTTOM,
            words,
            semibold(text_size::SMALL),
            color,
        );
        left += column_width;
    }
    let highest = matrix.highest().max(1);
    let mut clicked = None;
    let mut top = area.top() + HEAD;
    for (party, counts) in matrix.speaking.iter().zip(&matrix.counts) {
        ui.painter().hline(area.x_range(), top, (1.0, tokens.hairline));
        let colors = tokens.party(Some(party));
        super::words(
            ui,
            party_name(Some(party)),
            semibold(text_size::SMALL + 0.5),
            colors.text,
            pos2(area.left(), top + ROW - 6.0),
            NAMES_WIDTH - space::S,
        );
        let mut left = area.left() + NAMES_WIDTH;
        for (about, &n) in matrix.named.iter().zip(counts) {
            let slot = Rect::from_min_size(pos2(left, top), vec2(column_width, ROW));
            left += column_width;
            if n == 0 {
                ui.painter().circle_filled(slot.center(), 1.0, tokens.hairline);
                continue;
            }
            let id = ui.scope_id().with(("pair", party, about));
            let response = ui.interact(slot.shrink(1.0), id, Sense::click());
            let words = || {
                let (party, about) = (party_name(Some(party)), party_name(Some(about)));
                format!("{party} about {about}: {}", super::n_statements(n))
            };
            let is_chosen = filters.parties.contains(party) && filters.about.contains(about);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, words()));
            #[expect(clippy::cast_precision_loss, reason = "counts of statements")]
            let share = n as f32 / highest as f32;
            let length = (ROW - 6.0) * (0.25 + 0.75 * share.sqrt());
            let middle = pos2(slot.center().x - 10.0, slot.center().y);
            ui.painter().rect_filled(
                Rect::from_center_size(middle, Vec2::splat(length)),
                2.0,
                colors.rule,
            );
            ui.painter().text(
                pos2(slot.center().x + 6.0, slot.center().y),
                Align2::LEFT_CENTER,
                n,
                small.clone(),
                tokens.text,
            );
            if response.hovered() || response.has_focus() || is_chosen {
                ui.painter().rect_stroke(
                    slot.shrink(1.0),
                    space::RADIUS,
                    (
                        1.5,
                        if is_chosen {
                            tokens.accent
                        } else {
                            tokens.text_weak
                        },
                    ),
                    egui::StrokeKind::Inside,
                );
            }
            if response.hovered() {
                response.clone().on_hover_text(words());
            }
            if response.clicked() {
                clicked = Some(Clicked::Pair {
                    speaking: party.clone(),
                    about: about.clone(),
                });
            }
        }
        top += ROW;
    }
    clicked
}
