//! Speakers of each party: bars beside names, parties side by side.

use egui::{Align2, FontId, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::Clicked;
use crate::compare::PartySpeakers;
use crate::model::Filters;

const HEAD: f32 = 28.0;
const ROW: f32 = 30.0;
const BLOCK: f32 = 230.0;
const BETWEEN: f32 = 20.0;

fn n_columns(n_parties: usize, width: f32) -> usize {
    let mut n_columns = 1;
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    while n_columns < n_parties && (n_columns + 1) as f32 * (BLOCK + BETWEEN) <= width + BETWEEN {
        n_columns += 1;
    }
    n_columns
}

/// The height of a line of blocks.
fn height(line: &[PartySpeakers]) -> f32 {
    let n_rows = line
        .iter()
        .map(|party| party.speakers.len() + usize::from(party.n_more > 0));
    #[expect(clippy::cast_precision_loss, reason = "a few rows")]
    let n_rows = n_rows.max().unwrap_or_default() as f32;
    HEAD + n_rows * ROW + space::L
}

/// The size that the picture wants.
pub(super) fn size(parties: &[PartySpeakers], width: f32) -> Vec2 {
    let n_columns = n_columns(parties.len(), width);
    let height = parties.chunks(n_columns).map(height).sum();
    vec2(width, height)
}

/// Draws the blocks; a click on a speaker asks for the statements.
pub(super) fn speakers_ui(
    ui: &mut Ui,
    parties: &[PartySpeakers],
    filters: &Filters,
    size: Vec2,
) -> Option<Clicked> {
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let n_columns = n_columns(parties.len(), size.x);
    #[expect(clippy::cast_precision_loss, reason = "a few columns")]
    let width = ((size.x + BETWEEN) / n_columns as f32 - BETWEEN).min(BLOCK * 1.6);
    let highest = parties
        .iter()
        .flat_map(|party| &party.speakers)
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(1);
    let mut clicked = None;
    let mut top = area.top();
    for line in parties.chunks(n_columns) {
        let mut left = area.left();
        for party in line {
            let block = Rect::from_min_size(pos2(left, top), vec2(width, height(line)));
            clicked = block_ui(ui, party, filters, block, highest).or(clicked);
            left += width + BETWEEN;
        }
        top += height(line);
    }
    clicked
}

fn block_ui(
    ui: &Ui,
    party: &PartySpeakers,
    filters: &Filters,
    block: Rect,
    highest: usize,
) -> Option<Clicked> {
    let tokens = Tokens::for_ui(ui);
    let colors = tokens.party(Some(&party.party));
    let small = FontId::proportional(text_size::SMALL);
    let number = ui.painter().text(
        pos2(block.right(), block.top() + 18.0),
        Align2::RIGHT_BOTTOM,
        party.n,
        small.clone(),
        tokens.text_weak,
    );
    super::words(
        ui,
        party_name(Some(&party.party)),
        semibold(text_size::BODY),
        colors.text,
        pos2(block.left(), block.top() + 19.0),
        number.left() - block.left() - space::S,
    );
    ui.painter()
        .hline(block.x_range(), block.top() + 22.0, (2.0, colors.rule));
    let mut clicked = None;
    let mut top = block.top() + HEAD;
    for (name, n) in &party.speakers {
        let row = Rect::from_min_size(pos2(block.left(), top), vec2(block.width(), ROW - 2.0));
        top += ROW;
        let id = ui.scope_id().with(("speaker", &party.party, name));
        let response = ui.interact(row, id, Sense::click());
        let words = format!(
            "{name}, {}: {}",
            party_name(Some(&party.party)),
            super::n_statements(*n)
        );
        let is_chosen = filters.speakers.contains(name);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &words));
        if response.hovered() || response.has_focus() || is_chosen {
            let fill = if is_chosen { tokens.selection } else { tokens.hover };
            ui.painter()
                .rect_filled(row.expand2(vec2(4.0, 0.0)), space::RADIUS, fill);
        }
        let number = ui.painter().text(
            pos2(row.right(), row.top() + 16.0),
            Align2::RIGHT_BOTTOM,
            n,
            small.clone(),
            tokens.text_weak,
        );
        super::words(
            ui,
            name,
            FontId::proportional(text_size::SMALL + 0.5),
            tokens.text,
            pos2(row.left(), row.top() + 17.0),
            number.left() - row.left() - space::S,
        );
        #[expect(clippy::cast_precision_loss, reason = "counts of statements")]
        let share = *n as f32 / highest.max(1) as f32;
        let bar = Rect::from_min_size(
            pos2(row.left(), row.top() + 20.0),
            vec2((row.width() * share).max(2.0), 4.0),
        );
        ui.painter().rect_filled(bar, 2.0, colors.rule);
        if response.on_hover_text(words).clicked() {
            clicked = Some(Clicked::Speaker(name.clone()));
        }
    }
    if party.n_more > 0 {
        let words = format!("and {} more", party.n_more);
        super::words(
            ui,
            &words,
            small,
            tokens.text_weak,
            pos2(block.left(), top + 17.0),
            block.width(),
        );
    }
    clicked
}
