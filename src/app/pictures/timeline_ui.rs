//! The timeline: a row of bars for each party.

use egui::{Align2, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use super::super::actions::party_name;
use super::super::theme::{Tokens, semibold, space, text_size};
use super::{Clicked, NAMES_WIDTH};
use crate::compare::{Series, Step, Timeline, Whose};
use crate::model::Filters;

const AXIS: f32 = 22.0;
const NARROWEST: f32 = 4.0;
const SHORTEST_ROW: f32 = 24.0;
const TALLEST_ROW: f32 = 64.0;

/// The size that the picture wants.
pub(super) fn size(timeline: &Timeline, width: f32, height: f32) -> egui::Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "a few rows")]
    let n_rows = timeline.series.len().max(1) as f32;
    let row = ((height - AXIS) / n_rows).clamp(SHORTEST_ROW, TALLEST_ROW);
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred periods")]
    let narrowest = NAMES_WIDTH + timeline.periods.len() as f32 * NARROWEST;
    vec2(width.max(narrowest), row * n_rows + AXIS)
}

/// Draws the timeline; a click on a bar asks for its statements.
pub(super) fn timeline_ui(
    ui: &mut Ui,
    timeline: &Timeline,
    filters: &Filters,
    size: egui::Vec2,
) -> Option<Clicked> {
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let tokens = Tokens::for_ui(ui);
    #[expect(clippy::cast_precision_loss, reason = "a few rows, some hundred periods")]
    let (n_rows, n_periods) = (
        timeline.series.len().max(1) as f32,
        timeline.periods.len().max(1) as f32,
    );
    let plot = area
        .with_min_x(area.left() + NAMES_WIDTH)
        .with_min_y(area.top() + AXIS);
    let row_height = plot.height() / n_rows;
    let period_width = plot.width() / n_periods;
    axis_ui(ui, timeline, plot, period_width);
    let highest = timeline.highest().max(1);
    let mut clicked = None;
    let mut top = plot.top();
    for series in &timeline.series {
        let row = Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), top + row_height));
        name_ui(ui, series, row);
        ui.painter()
            .hline(row.x_range(), row.bottom(), (1.0, tokens.hairline));
        let mut left = plot.left();
        for (&(from, until), &n) in timeline.periods.iter().zip(&series.counts) {
            let slot = Rect::from_min_max(pos2(left, row.top()), pos2(left + period_width, row.bottom()));
            left += period_width;
            if n > 0 {
                let bar = Bar {
                    series,
                    from,
                    until,
                    n,
                    highest,
                };
                clicked = bar_ui(ui, &bar, slot, timeline.step, filters).or(clicked);
            }
        }
        top += row_height;
    }
    clicked
}

fn name_ui(ui: &Ui, series: &Series, row: Rect) {
    let tokens = Tokens::for_ui(ui);
    let color = match &series.whose {
        Whose::Party(party) => tokens.party(Some(party)).text,
        Whose::Others(_) | Whose::NoParty => tokens.text_weak,
    };
    let right = row.left() + NAMES_WIDTH - space::S;
    let number = ui.painter().text(
        pos2(right, row.bottom() - 6.0),
        Align2::RIGHT_BOTTOM,
        series.n,
        FontId::proportional(text_size::SMALL),
        tokens.text_weak,
    );
    let width = number.left() - row.left() - space::S;
    super::words(
        ui,
        &name(series),
        semibold(text_size::SMALL + 0.5),
        color,
        pos2(row.left(), row.bottom() - 6.0),
        width,
    );
}

/// What a row is called.
pub(super) fn name(series: &Series) -> String {
    match &series.whose {
        Whose::Party(party) => party_name(Some(party)).to_owned(),
        Whose::Others(_) => "Others".to_owned(),
        Whose::NoParty => "No party".to_owned(),
    }
}

struct Bar<'a> {
    series: &'a Series,
    from: Date,
    until: Date,
    n: usize,
    highest: usize,
}

fn bar_ui(ui: &Ui, bar: &Bar<'_>, slot: Rect, step: Step, filters: &Filters) -> Option<Clicked> {
    let tokens = Tokens::for_ui(ui);
    let party = match &bar.series.whose {
        Whose::Party(party) => Some(party),
        Whose::Others(_) | Whose::NoParty => None,
    };
    let colors = tokens.party(party);
    #[expect(clippy::cast_precision_loss, reason = "counts of statements")]
    let share = bar.n as f32 / bar.highest as f32;
    let gap = (slot.width() * 0.15).clamp(0.5, 3.0);
    let height = ((slot.height() - 6.0) * share).max(2.0);
    let block = Rect::from_min_max(
        pos2(slot.left() + gap, slot.bottom() - height),
        pos2(slot.right() - gap, slot.bottom()),
    );
    let id = ui.scope_id().with(("bar", &bar.series.whose, bar.from));
    let response = ui.interact(slot, id, Sense::click());
    let words = || {
        let when = period(bar.from, bar.until, step);
        format!("{}, {when}: {}", name(bar.series), super::n_statements(bar.n))
    };
    let are_let = match &bar.series.whose {
        Whose::Party(party) => filters.parties.contains(party),
        Whose::Others(parties) => filters.parties.is_superset(parties),
        Whose::NoParty => filters.no_party,
    };
    let is_chosen = filters.from == Some(bar.from) && filters.until == Some(bar.until) && are_let;
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, words()));
    let is_filtered = filters.from.is_some() || filters.until.is_some();
    let fill = if is_filtered && !is_chosen {
        colors.rule.gamma_multiply(0.35)
    } else {
        colors.rule
    };
    ui.painter().rect_filled(block, 1.5, fill);
    if response.hovered() || response.has_focus() || is_chosen {
        ui.painter().rect_stroke(
            block.expand(1.5),
            2.0,
            (1.5, tokens.text),
            egui::StrokeKind::Outside,
        );
    }
    if slot.width() > 16.0 {
        let has_room = block.height() < slot.height() - 14.0;
        let (at, align, color) = if has_room {
            let at = block.center_top() - vec2(0.0, 1.0);
            (at, Align2::CENTER_BOTTOM, tokens.text_weak)
        } else {
            (block.center(), Align2::CENTER_CENTER, tokens.background)
        };
        let font = FontId::proportional(text_size::SMALL - 1.0);
        ui.painter().text(at, align, bar.n, font, color);
    }
    let is_clicked = response.clicked();
    if response.hovered() {
        response.on_hover_text(words());
    }
    is_clicked.then(|| Clicked::Period {
        from: bar.from,
        until: bar.until,
        whose: bar.series.whose.clone(),
    })
}

/// Dates above the plot, as many as there is room for.
fn axis_ui(ui: &Ui, timeline: &Timeline, plot: Rect, period_width: f32) {
    const LABEL_WIDTH: f32 = 64.0;
    let tokens = Tokens::for_ui(ui);
    let mut free_from = plot.left();
    let mut left = plot.left();
    for (from, _) in &timeline.periods {
        let center = left + period_width / 2.0;
        left += period_width;
        if center - LABEL_WIDTH / 2.0 < free_from - LABEL_WIDTH / 2.0
            || center + LABEL_WIDTH / 2.0 > plot.right() + 24.0
        {
            continue;
        }
        free_from = center + LABEL_WIDTH;
        let words = match timeline.step {
            Step::Day | Step::Week => from.strftime("%-d %b").to_string(),
            Step::Month => from.strftime("%b %Y").to_string(),
        };
        ui.painter().text(
            pos2(center, plot.top() - 5.0),
            Align2::CENTER_BOTTOM,
            words,
            FontId::proportional(text_size::SMALL - 1.0),
            tokens.text_weak,
        );
    }
}

/// "3 March 2027", "3–9 March 2027", "March 2027".
pub(super) fn period(from: Date, until: Date, step: Step) -> String {
    match step {
        Step::Day => from.strftime("%-d %B %Y").to_string(),
        Step::Week if from.month() == until.month() => {
            format!("{}–{}", from.day(), until.strftime("%-d %B %Y"))
        }
        Step::Week => format!("{} – {}", from.strftime("%-d %B"), until.strftime("%-d %B %Y")),
        Step::Month => from.strftime("%B %Y").to_string(),
    }
}
