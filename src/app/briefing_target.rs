//! Where a statement that is dragged can be dropped into the briefing, out of the table or the reader.

use egui::{Align2, Area, Frame, Id, Margin, Order, RichText, ScrollArea, Ui, vec2};

use super::briefing::scroll_near_edges;
use super::command::{BriefingCommand, Command, StatementCommand};
use super::placing::title_of;
use super::session::Session;
use super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::view_context::ViewContext;
use crate::model::{SectionId, StatementId};
use crate::text::unseen::masked;

/// How many characters of the words go along with the pointer.
const N_CHARACTERS: usize = 80;

const WIDTH: f32 = 240.0;
/// What stands above and below the sections: the bars of the window, the heading, margins.
const AROUND: f32 = 200.0;

/// A statement that is being dragged.
#[derive(Clone, Debug)]
pub(super) struct DraggedStatement {
    /// Which.
    pub id: StatementId,
    words: String,
}

/// Where it can be dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Section(SectionId),
    NewSection,
}

impl DraggedStatement {
    pub(super) fn new(id: StatementId, words: &str) -> Self {
        Self {
            id,
            words: words.chars().take(N_CHARACTERS).collect(),
        }
    }
}

/// The sections of the briefing at the side, and the dragged words at the pointer.
pub(super) fn briefing_target_ui(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    dragged: &DraggedStatement,
) {
    let ctx = ui.ctx();
    let tokens = Tokens::for_ui(ui);
    let mut chosen: Option<Target> = None;
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
                    ui.set_width(WIDTH);
                    ui.horizontal(|ui| {
                        ui.label(icon_text("briefing", 16.0).color(tokens.accent));
                        ui.label(RichText::new("Drop into the briefing").font(semibold(text_size::BODY)));
                    });
                    let room = (ctx.content_rect().height() - AROUND).max(120.0);
                    ScrollArea::vertical()
                        .id_salt("sections to drop into")
                        .max_height(room)
                        .min_scrolled_height(room)
                        .auto_shrink([false, true])
                        .show(ui, |ui| {
                            scroll_near_edges(ui, ui.clip_rect());
                            chosen = sections_ui(ui, view);
                        });
                });
        });
    ghost_ui(ui, &dragged.words);
    match chosen {
        Some(Target::Section(section)) => {
            let is_there = view.project.statements_in_briefing().contains(&dragged.id);
            if is_there {
                session.toast("Already in the briefing");
            } else {
                let place = BriefingCommand::PlaceIn(section, vec![dragged.id]);
                view.send(Command::Briefing(place));
            }
        }
        Some(Target::NewSection) => view.send(Command::Statements(
            vec![dragged.id],
            StatementCommand::AddToBriefing,
        )),
        None => {}
    }
    if chosen.is_some() {
        egui::DragAndDrop::clear_payload(ctx);
    }
}

/// A line for each section; where the statement was dropped.
fn sections_ui(ui: &mut Ui, view: &ViewContext<'_>) -> Option<Target> {
    let mut chosen = None;
    let outline = &view.project.briefing().outline;
    for &id in outline {
        let level = view.project.section(id).map_or(0, |section| section.level);
        let indent = f32::from(level) * space::M;
        if target_ui(ui, &title_of(view.project, id), indent) {
            chosen = Some(Target::Section(id));
        }
    }
    if outline.is_empty() && target_ui(ui, "New section “Positions”", 0.0) {
        chosen = Some(Target::NewSection);
    }
    chosen
}

/// A line on which the statement can be dropped; true when it was.
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
    Area::new(Id::unique("dragged statement"))
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
