//! What a party said on a topic, one statement below the other in the order of time, on a line in the colour of the
//! stance.

use std::ops::Range;
use std::sync::Arc;

use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::Clicked;
use crate::compare::{Moment, turns};
use crate::model::{Stance, StatementId};
use crate::text::unseen::masked;
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Galley, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

const DATES: f32 = 92.0;
const LINE: f32 = 116.0;
const WORDS: f32 = 140.0;
/// More statements than this are no picture.
pub(super) const MOST_IN_PICTURE: usize = 40;

/// Height of a statement with what stands below it.
pub(super) const ROW: f32 = 84.0;

/// Draws those moments that are `seen` from top to bottom; returns what was clicked.
pub(super) fn over_time_ui(
    ui: &mut Ui,
    moments: &[Moment],
    seen: Range<usize>,
    selected: Option<StatementId>,
) -> Option<Clicked> {
    let turns = turns(moments);
    let width = ui.available_width();
    let mut clicked = None;
    for (idx, moment) in moments.iter().enumerate().take(seen.end).skip(seen.start) {
        let row = Row {
            moment,
            has_turned: turns.binary_search(&idx).is_ok(),
            place: Place {
                is_first: idx == 0,
                is_last: idx + 1 == moments.len(),
            },
            is_selected: selected == Some(moment.id),
        };
        clicked = row.row_ui(ui, width).or(clicked);
    }
    clicked
}

/// The size that the picture of so many moments wants.
#[expect(clippy::cast_precision_loss, reason = "a few rows")]
pub(super) fn size(n_moments: usize, width: f32) -> Vec2 {
    vec2(width, n_moments.max(1) as f32 * ROW)
}

fn words_galley(ui: &Ui, moment: &Moment, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = (width - WORDS - space::M).max(120.0);
    job.wrap.max_rows = 2;
    let words: String = moment.words.chars().take(400).collect();
    job.append(
        &masked(&words),
        0.0,
        TextFormat {
            font_id: reading::upright(text_size::READING - 1.0),
            color: Tokens::for_ui(ui).text,
            line_height: Some(21.0),
            ..TextFormat::default()
        },
    );
    ui.painter().layout_job(job)
}

/// Whether the line begins or ends with a row.
struct Place {
    is_first: bool,
    is_last: bool,
}

struct Row<'a> {
    moment: &'a Moment,
    has_turned: bool,
    place: Place,
    is_selected: bool,
}

impl Row<'_> {
    fn row_ui(&self, ui: &mut Ui, width: f32) -> Option<Clicked> {
        let tokens = Tokens::for_ui(ui);
        let galley = words_galley(ui, self.moment, width);
        let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        let id = ui.scope_id().with(("moment", self.moment.id));
        let response = ui.interact(rect, id, Sense::click());
        let when = self.moment.date.map_or_else(
            || "no date".to_owned(),
            |date| date.date().strftime("%-d %b %Y").to_string(),
        );
        let (word, color) = stance(self.moment.stance, tokens);
        let spoken = format!("{when}, {word}: {}", self.moment.words);
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, self.is_selected, &spoken));
        if self.is_selected || response.hovered() || response.has_focus() {
            let fill = if self.is_selected {
                tokens.selection
            } else {
                tokens.hover
            };
            ui.painter()
                .rect_filled(rect.shrink2(vec2(0.0, 2.0)), space::RADIUS, fill);
        }
        let y = rect.top() + 18.0;
        let x = rect.left() + LINE;
        let (from, to) = (
            if self.place.is_first { y } else { rect.top() },
            if self.place.is_last { y } else { rect.bottom() },
        );
        ui.painter().vline(x, from..=to, (2.0, tokens.hairline));
        ui.painter().circle_filled(pos2(x, y), 7.0, color);
        let icon = match self.moment.stance {
            Stance::Supports => Some("supports"),
            Stance::Opposes => Some("opposes"),
            Stance::Conditional => Some("conditional"),
            Stance::NoneStated => None,
        };
        if let Some(icon) = icon {
            let letters = egui::WidgetText::from(icon_text(icon, 10.0).color(tokens.background)).into_galley(
                ui,
                None,
                f32::INFINITY,
                egui::TextStyle::Body,
            );
            let at = Rect::from_center_size(pos2(x, y), letters.size()).min;
            ui.painter().galley(at, letters, tokens.background);
        }
        let small = FontId::proportional(text_size::SMALL);
        ui.painter().text(
            pos2(rect.left() + DATES, y),
            Align2::RIGHT_CENTER,
            when,
            small.clone(),
            tokens.text_weak,
        );
        let left = rect.left() + WORDS;
        let bottom = rect.top() + 7.0 + galley.size().y;
        ui.painter()
            .galley(pos2(left, rect.top() + 7.0), galley, tokens.text);
        let mut at = left;
        if self.has_turned || self.moment.stance != Stance::NoneStated {
            let words = if self.has_turned {
                format!("another line: {word}")
            } else {
                word.to_owned()
            };
            let drawn = ui.painter().text(
                pos2(at, bottom + 17.0),
                Align2::LEFT_BOTTOM,
                words,
                semibold(text_size::SMALL),
                color,
            );
            at = drawn.right() + space::S;
        }
        super::words(
            ui,
            &masked(&about(self.moment)),
            small,
            tokens.text_weak,
            pos2(at, bottom + 17.0),
            (rect.right() - at - space::S).max(20.0),
        );
        response.clicked().then_some(Clicked::Statement(self.moment.id))
    }
}

fn about(moment: &Moment) -> String {
    let also = match moment.n_others {
        0 => None,
        1 => Some("also in 1 other article".to_owned()),
        n => Some(format!("also in {n} other articles")),
    };
    let mut about: Vec<&str> = Vec::new();
    if let Some(speaker) = &moment.speaker {
        about.push(&speaker.name);
        about.extend(speaker.role.as_deref());
    }
    about.extend(moment.outlet.as_deref());
    about.extend(also.as_deref());
    about.join(" · ")
}

fn stance(stance: Stance, tokens: &Tokens) -> (&'static str, Color32) {
    match stance {
        Stance::Supports => ("supports", tokens.success),
        Stance::Opposes => ("opposes", tokens.error),
        Stance::Conditional => ("conditional", tokens.warning),
        Stance::NoneStated => ("no stance", tokens.text_weak),
    }
}
