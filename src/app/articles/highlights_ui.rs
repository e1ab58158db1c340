//! Painting a paragraph: highlights of statements, marked words, the words, and what screen readers are told.

use std::sync::Arc;

use egui::{Align2, CornerRadius, Galley, Key, Pos2, Rect, Role, Sense, Shape, Ui, Vec2, WidgetInfo, pos2};

use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::widgets::rects;
use super::facts;
use super::find::Hit;
use super::page::Paragraph;
use super::sheet::{Sheet, char_of};
use crate::model::{Kind, Party, Statement, Term};
use crate::text::Span;

/// A paragraph that is being painted.
pub(super) struct Painted<'a> {
    /// The page that it stands on.
    pub sheet: &'a Sheet<'a>,
    /// The paragraph.
    pub paragraph: Paragraph,
    /// Its words, laid out.
    pub galley: Arc<Galley>,
    /// Where it begins.
    pub at: Pos2,
    /// The selected statement.
    pub selected: Option<u32>,
    /// The statement under the mouse.
    pub hovered: Option<u32>,
    /// Words that are looked for, in order.
    pub hits: &'a [Hit],
    /// The one that was gone to.
    pub current_hit: Option<Hit>,
    /// The terms that hits refer to.
    pub terms: &'a [Term],
}

impl Painted<'_> {
    /// Where a span stands, a rectangle for each line, as high as its letters.
    fn rects(&self, span: Span) -> Vec<Rect> {
        let text = self.sheet.text();
        let (from, to) = (
            char_of(text, self.paragraph.span, span.start()),
            char_of(text, self.paragraph.span, span.end()),
        );
        let half = (self.sheet.page.measure().text_size * 0.64).round();
        rects(&self.galley, from, to)
            .into_iter()
            .map(|rect| {
                let rect = rect.translate(self.at.to_vec2());
                Rect::from_x_y_ranges(rect.x_range(), rect.center().y - half..=rect.center().y + half)
            })
            .collect()
    }

    /// Paints what statements cover, behind the words.
    pub(super) fn highlights_ui(&self, ui: &Ui) {
        let tokens = Tokens::for_ui(ui);
        let painter = ui.painter();
        let marks = self.sheet.page.marks_in(self.paragraph.span);
        let (selected, others): (Vec<_>, Vec<_>) = marks
            .into_iter()
            .partition(|mark| Some(mark.number) == self.selected);
        for mark in others.iter().chain(&selected) {
            let Some(statement) = self.sheet.entry.statements.get(&mark.number) else {
                continue;
            };
            let colors = tokens.party(statement.parties.first());
            let is_selected = Some(mark.number) == self.selected;
            let is_hovered = Some(mark.number) == self.hovered;
            let tint = match (is_selected, is_hovered, statement.kind) {
                (true, ..) => colors.tint.lerp_to_gamma(colors.rule, 0.16),
                (_, true, _) => colors.tint.lerp_to_gamma(colors.rule, 0.06),
                (_, _, Kind::Indirect) => tokens.background.lerp_to_gamma(colors.tint, 0.5),
                (..) => colors.tint,
            };
            let rects = self.rects(mark.span);
            for rect in &rects {
                if !statement.is_visible {
                    painter.extend(Shape::dashed_line(
                        &[rect.left_bottom(), rect.right_bottom()],
                        (1.0, tokens.text_weak),
                        2.0,
                        2.0,
                    ));
                    continue;
                }
                painter.rect_filled(rect.expand2(Vec2::new(1.0, 0.0)), 3.0, tint);
                if statement.kind == Kind::Indirect {
                    let line = [rect.left_bottom(), rect.right_bottom()].map(|pos| pos - Vec2::new(0.0, 0.5));
                    painter.extend(Shape::dashed_line(&line, (1.0, colors.rule), 2.0, 3.0));
                } else {
                    let line = colors.tint.lerp_to_gamma(colors.rule, 0.5);
                    painter.hline(rect.x_range(), rect.bottom() - 0.5, (1.0, line));
                }
            }
            if is_selected {
                self.margin_ui(ui, statement, mark.span, &rects);
            }
        }
        if let Some(statement) = self
            .selected
            .and_then(|number| self.sheet.entry.statements.get(&number))
        {
            self.evidence_ui(ui, statement);
        }
    }

    /// Paints what is looked for like a highlighter, over the highlights of statements.
    pub(super) fn terms_ui(&self, ui: &Ui) {
        let tokens = Tokens::for_ui(ui);
        let span = self.paragraph.span;
        let from = self.hits.partition_point(|hit| hit.span.end() <= span.start());
        let here = self.hits.get(from..).unwrap_or_default();
        for hit in here.iter().take_while(|hit| hit.span.start() < span.end()) {
            let color = match hit.term {
                Some(idx) => tokens.term(self.terms.get(idx).map_or(0, |term| term.color)),
                None => tokens.found(),
            };
            for rect in self.rects(hit.span) {
                ui.painter()
                    .rect_filled(rect.expand2(Vec2::new(1.0, 0.0)), 2.0, color);
                if self.current_hit.is_some_and(|current| current.span == hit.span) {
                    ui.painter().rect_stroke(
                        rect.expand(2.0),
                        3.0,
                        (2.0, tokens.accent),
                        egui::StrokeKind::Outside,
                    );
                }
            }
        }
    }

    /// The bar in the margin, with the letters of the party where the statement begins.
    fn margin_ui(&self, ui: &Ui, statement: &Statement, span: Span, rects: &[Rect]) {
        let (Some(first), Some(last)) = (rects.first(), rects.last()) else {
            return;
        };
        let colors = Tokens::for_ui(ui).party(statement.parties.first());
        let left = self.at.x - space::M;
        let bar = Rect::from_min_max(
            pos2(left, first.top()),
            pos2(left + space::PARTY_RULE, last.bottom()),
        );
        ui.painter().rect_filled(bar, 1.0, colors.rule);
        let is_first = statement.content.first() == Some(&span);
        if !is_first || !self.paragraph.span.contains_byte(span.start()) {
            return;
        }
        let mut letters = statement.parties.first().map_or("–", Party::short).to_owned();
        letters = facts::shortened(&letters, 4);
        if statement.parties.len() > 1 {
            letters = format!("{letters}+{}", statement.parties.len() - 1);
        }
        ui.painter().text(
            pos2(left - 5.0, first.center().y),
            Align2::RIGHT_CENTER,
            letters,
            semibold(text_size::SMALL - 1.0),
            colors.text,
        );
    }

    /// Lines under the words that name who speaks and that report.
    fn evidence_ui(&self, ui: &Ui, statement: &Statement) {
        let tokens = Tokens::for_ui(ui);
        let colors = tokens.party(statement.parties.first());
        for (span, color) in [(statement.source, colors.rule), (statement.cue, tokens.text_weak)] {
            let Some(span) = span.filter(|span| span.overlaps(self.paragraph.span)) else {
                continue;
            };
            for rect in self.rects(span) {
                ui.painter()
                    .hline(rect.x_range(), rect.bottom() - 1.0, (2.0, color));
            }
        }
    }

    /// Paints what the mouse has marked; returns where it ends.
    pub(super) fn marked_ui(&self, ui: &Ui, from: usize, to: usize) -> Option<Pos2> {
        let span = self.paragraph.span;
        let span = Span::new(self.sheet.text(), from.max(span.start()), to.min(span.end()))?;
        let rects = self.rects(span);
        for rect in &rects {
            ui.painter().rect_filled(*rect, 0.0, Tokens::for_ui(ui).selection);
        }
        rects.last().map(Rect::right_bottom)
    }

    /// Paints the words, and strikes out what is put aside.
    pub(super) fn words_ui(&self, ui: &Ui) {
        let tokens = Tokens::for_ui(ui);
        let color = if self.paragraph.is_body {
            tokens.text
        } else {
            tokens.text_weak
        };
        ui.painter().galley(self.at, Arc::clone(&self.galley), color);
        for mark in self.sheet.page.marks_in(self.paragraph.span) {
            let statement = self.sheet.entry.statements.get(&mark.number);
            if statement.is_some_and(|statement| !statement.is_visible) {
                for rect in self.rects(mark.span) {
                    ui.painter()
                        .rect_filled(rect, 0.0, tokens.background.gamma_multiply(0.5));
                    ui.painter()
                        .hline(rect.x_range(), rect.center().y + 1.0, (1.0, tokens.text_weak));
                }
            }
        }
    }

    /// The way back into the article for furniture: a button in the margin, seen under the mouse or with the
    /// keyboard. True when it was clicked.
    pub(super) fn put_back_ui(&self, ui: &Ui) -> bool {
        const SIDE: f32 = 24.0;
        let size = Vec2::new(self.sheet.page.measure().width, self.galley.size().y);
        let block = Rect::from_min_size(self.at, size);
        let rect = Rect::from_min_size(self.at - Vec2::new(SIDE + space::XS, 0.0), Vec2::splat(SIDE));
        let id = ui.scope_id().with(("put back", self.paragraph.span.start()));
        let response = ui.interact(rect, id, Sense::click());
        let name = format!(
            "Put back: {}",
            facts::shortened(self.paragraph.span.of(self.sheet.text()), 40)
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if ui.rect_contains_pointer(block.union(rect)) || response.has_focus() {
            let tokens = Tokens::for_ui(ui);
            let icon = egui::WidgetText::from(icon_text("restore", 16.0).color(tokens.accent)).into_galley(
                ui,
                None,
                f32::INFINITY,
                egui::TextStyle::Body,
            );
            if response.hovered() || response.has_focus() {
                ui.painter()
                    .rect_filled(rect, CornerRadius::same(space::RADIUS), tokens.hover);
            }
            ui.painter()
                .galley(rect.center() - icon.size() / 2.0, icon, tokens.accent);
        }
        response
            .on_hover_text("This belongs to the article: put it back")
            .clicked()
    }

    /// Says to screen readers what stands here; returns the statement that one of them, or a key, chose.
    pub(super) fn nodes_ui(&self, ui: &Ui) -> Option<u32> {
        let text = self.sheet.text();
        let base = ui.scope_id();
        let size = Vec2::new(self.sheet.page.measure().width, self.galley.size().y);
        let block = Rect::from_min_size(self.at, size);
        let paragraph = ui.interact(
            block,
            base.with(("paragraph", self.paragraph.span.start())),
            Sense::hover(),
        );
        paragraph.widget_info(|| WidgetInfo::labeled(Role::Paragraph, true, self.paragraph.span.of(text)));
        let mut chosen = None;
        for mark in self.sheet.page.marks_in(self.paragraph.span) {
            let Some(statement) = self.sheet.entry.statements.get(&mark.number) else {
                continue;
            };
            if statement.content.first() != Some(&mark.span)
                || !self.paragraph.span.contains_byte(statement.start())
            {
                continue;
            }
            let Some(rect) = self.rects(mark.span).first().copied() else {
                continue;
            };
            let id = base.with(("statement", mark.number));
            let node = ui.interact(rect, id, Sense::focusable_noninteractive());
            let is_selected = self.selected == Some(mark.number);
            node.widget_info(|| {
                let words = facts::shortened(&statement.words(text), 80);
                let spoken = format!("{}: {words}", facts::who(statement));
                WidgetInfo::selected(Role::Link, true, is_selected, spoken)
            });
            let has_focus = node.has_focus();
            if has_focus {
                let color = Tokens::for_ui(ui).accent;
                ui.painter()
                    .rect_stroke(rect.expand(2.0), 3.0, (1.0, color), egui::StrokeKind::Outside);
            }
            let is_chosen = ui.input(|input| {
                input.has_accesskit_action_request(id, egui::accesskit::Action::Click)
                    || (has_focus && input.key_pressed(Key::Enter))
            });
            if is_chosen {
                chosen = Some(mark.number);
            }
        }
        chosen
    }
}
