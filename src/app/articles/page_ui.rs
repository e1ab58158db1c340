//! The text of the article: paragraphs, highlights, and what the mouse and the keys do to them.

use std::sync::Arc;

use egui::epaint::text::CharIndex;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Color32, CursorIcon, Event, EventFilter, Galley, Key, Modifiers, Pos2, Rect, Response,
    Role, Sense, Shape, Ui, Vec2, WidgetInfo, pos2,
};

use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::boundaries::{self, Direction, End};
use super::page::{Measure, Page, Paragraph, line_height};
use super::{ArticlesSession, facts, handles_ui, library_ui, reader_ui, selection_ui};
use crate::model::{ArticleId, Kind, Statement, StatementId};
use crate::project::{Entry, edits};
use crate::text::span::slice;
use crate::text::{Span, tokens};

/// How much text is measured in a frame, in bytes.
const MEASURED_AT_ONCE: usize = 40_000;

/// The page with its place on screen.
pub(super) struct Sheet<'a> {
    /// The paragraphs and statements.
    pub page: &'a Page,
    /// The article with its statements.
    pub entry: &'a Entry,
    /// Where the first paragraph begins.
    pub origin: Pos2,
}

impl Sheet<'_> {
    /// The article's text.
    pub(super) fn text(&self) -> &str {
        &self.entry.article.text
    }

    fn galley(&self, ui: &Ui, idx: usize) -> Option<(Paragraph, Arc<Galley>, Pos2)> {
        let paragraph = *self.page.paragraphs().get(idx)?;
        let galley = lay_out(ui, self.text(), &paragraph, self.page.measure());
        Some((
            paragraph,
            galley,
            self.origin + Vec2::new(0.0, self.page.top(idx)),
        ))
    }

    fn paragraph_near(&self, pos: Pos2) -> Option<usize> {
        let y = pos.y - self.origin.y;
        let last = self.page.paragraphs().len().checked_sub(1)?;
        Some(self.page.between(y, y + 1.0).start.min(last))
    }

    /// The byte between two letters that is nearest to a place on screen.
    pub(super) fn byte_near(&self, ui: &Ui, pos: Pos2) -> Option<usize> {
        let (paragraph, galley, at) = self.galley(ui, self.paragraph_near(pos)?)?;
        let cursor = galley.cursor_from_pos(pos - at);
        Some(byte_of(self.text(), paragraph.span, cursor.index.0))
    }

    /// The byte of the letter under a place on screen.
    pub(super) fn byte_under(&self, ui: &Ui, pos: Pos2) -> Option<usize> {
        let (paragraph, galley, at) = self.galley(ui, self.paragraph_near(pos)?)?;
        let pos = pos - at.to_vec2();
        let mut char_offset = 0;
        for row in &galley.rows {
            let inside = row.rect().contains(pos);
            let glyph = row.glyphs.iter().position(|glyph| {
                let left = row.pos.x + glyph.pos.x;
                inside && left <= pos.x && pos.x < left + glyph.advance_width
            });
            if let Some(glyph) = glyph {
                return Some(byte_of(self.text(), paragraph.span, char_offset + glyph));
            }
            char_offset += row.char_count_including_newline().0;
        }
        None
    }

    /// Where the letters before (`is_end`) or after a byte stand on screen: a line without width.
    pub(super) fn caret(&self, ui: &Ui, byte_offset: usize, is_end: bool) -> Option<Rect> {
        let inside = if is_end {
            byte_offset.checked_sub(1)?
        } else {
            byte_offset
        };
        let (paragraph, galley, at) = self.galley(ui, self.page.paragraph_at(inside)?)?;
        let chars = char_of(self.text(), paragraph.span, byte_offset);
        let (from, to) = if is_end {
            (chars.checked_sub(1)?, chars)
        } else {
            (chars, chars + 1)
        };
        let letter = *rects(&galley, from, to).first()?;
        let x = if is_end { letter.right() } else { letter.left() };
        Some(Rect::from_x_y_ranges(x..=x, letter.y_range()).translate(at.to_vec2()))
    }
}

/// Draws the text below the cursor, from `left` on. Returns where the marked words end on screen.
pub(super) fn text_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
    id: ArticleId,
    left: f32,
) -> Option<Pos2> {
    let entry = Arc::clone(articles.reader.page.entry()?);
    let scroll_to = articles
        .scroll_to
        .take()
        .filter(|statement| statement.article == id);
    let scroll_to = scroll_to.and_then(|statement| entry.statements.get(&statement.number));
    measure(
        ui,
        &mut articles.reader.page,
        &entry,
        scroll_to.map(Statement::start),
    );

    let sheet = Sheet {
        page: &articles.reader.page,
        entry: &entry,
        origin: pos2(left, ui.cursor().top()),
    };
    let size = Vec2::new(sheet.page.measure().width, sheet.page.height());
    let words = Rect::from_min_size(sheet.origin, size);
    ui.advance_cursor_after_rect(Rect::from_x_y_ranges(ui.max_rect().x_range(), words.y_range()));
    let response = ui.interact(
        words.expand2(Vec2::new(space::XL, 0.0)),
        reader_ui::text_id(id),
        Sense::click_and_drag(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, "Text of the article"));

    let number = selected
        .filter(|statement| statement.article == id)
        .map(|statement| statement.number);
    let under = response
        .hover_pos()
        .filter(|_| !response.dragged())
        .and_then(|pos| sheet.byte_under(ui, pos));
    let hovered = under.and_then(|byte| sheet.page.hit(byte, None));
    if let Some(statement) = scroll_to
        && let Some(caret) = sheet.caret(ui, statement.start(), false)
    {
        ui.scroll_to_rect(caret, Some(Align::Center));
    }

    let clip = ui.clip_rect();
    let seen = sheet
        .page
        .between(clip.top() - sheet.origin.y, clip.bottom() - sheet.origin.y);
    let marked = articles.reader.marked;
    let mut end_of_marked = None;
    let mut chosen = None;
    for idx in seen {
        let Some((paragraph, galley, at)) = sheet.galley(ui, idx) else {
            continue;
        };
        let painted = Painted {
            sheet: &sheet,
            paragraph,
            galley,
            at,
            selected: number,
            hovered,
        };
        painted.highlights_ui(ui);
        if let Some((from, to)) = marked {
            end_of_marked = painted
                .marked_ui(ui, from.min(to), from.max(to))
                .or(end_of_marked);
        }
        painted.words_ui(ui);
        chosen = painted.nodes_ui(ui).or(chosen);
    }

    let mut goes_to = None;
    if response.clicked() {
        if let Some(pos) = response.interact_pointer_pos() {
            let byte = sheet.byte_under(ui, pos);
            let hit = byte.and_then(|byte| sheet.page.hit(byte, number));
            // The second click of a double click marks a word and leaves the choice as it is.
            if !response.double_clicked() && !response.triple_clicked() {
                goes_to = Some(hit.map(|number| StatementId::new(id, number)));
            }
        }
    }
    if let Some(number) = chosen {
        goes_to = Some(Some(StatementId::new(id, number)));
    }
    let now_marked = mark(ui, &sheet, &response, marked);
    if let Some(number) = number
        && goes_to.is_none()
    {
        handles_ui::handles_ui(ui, view, &sheet, StatementId::new(id, number));
    }
    let command = keys(ui, &response, *selected, view, &entry);

    if let Some(number) = hovered
        && let Some(statement) = entry.statements.get(&number)
    {
        let who = facts::who(statement);
        response
            .clone()
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text_at_pointer(who);
    } else if response.hovered() {
        ui.set_cursor_icon(CursorIcon::Text);
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
        library_ui::mark_read(view, id);
    }
    if let Some(goes_to) = goes_to {
        *selected = goes_to;
    }
    articles.reader.marked = now_marked.filter(|(from, to)| from != to || response.dragged());
    match command {
        Some(Pressed::Make) => selection_ui::make(view, articles, selected, id),
        Some(Pressed::Copy) => selection_ui::copy(view, articles),
        Some(Pressed::Escape) => {
            if articles.reader.marked.take().is_none() {
                *selected = None;
            }
        }
        None => {}
    }
    end_of_marked.filter(|_| !response.dragged())
}

fn measure(ui: &Ui, page: &mut Page, entry: &Entry, up_to: Option<usize>) {
    let measure = page.measure();
    let text = &entry.article.text;
    let is_done = page.measure_some(MEASURED_AT_ONCE, up_to, |paragraph| {
        lay_out(ui, text, paragraph, measure).size().y
    });
    if !is_done {
        ui.ctx().request_repaint();
    }
}

fn lay_out(ui: &Ui, text: &str, paragraph: &Paragraph, measure: Measure) -> Arc<Galley> {
    // Line breaks inside a paragraph are spaces; the number of characters stays the same.
    let words = paragraph.span.of(text).replace(['\n', '\r', '\t'], " ");
    let format = TextFormat {
        line_height: Some(line_height(measure.text_size)),
        ..TextFormat::simple(reading::upright(measure.text_size), Color32::PLACEHOLDER)
    };
    let mut job = LayoutJob::single_section(words, format);
    job.wrap.max_width = measure.width;
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

fn char_of(text: &str, paragraph: Span, byte_offset: usize) -> usize {
    let byte_offset = byte_offset.clamp(paragraph.start(), paragraph.end());
    slice(text, paragraph.start(), byte_offset).chars().count()
}

fn byte_of(text: &str, paragraph: Span, char_offset: usize) -> usize {
    let words = paragraph.of(text);
    let inside = words
        .char_indices()
        .nth(char_offset)
        .map_or(words.len(), |(at, _)| at);
    paragraph.start() + inside
}

/// Where the characters of a galley stand, a rectangle for each row, without white space at the end of rows.
fn rects(galley: &Galley, from: usize, to: usize) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for row in &galley.rows {
        let n_chars = row.glyphs.len();
        let start = from.saturating_sub(row_start).min(n_chars);
        let mut end = to.saturating_sub(row_start).min(n_chars);
        if end == n_chars {
            let is_space = |idx: usize| row.glyphs.get(idx).is_some_and(|glyph| glyph.chr.is_whitespace());
            while end > start && is_space(end - 1) {
                end -= 1;
            }
        }
        if start < end {
            let left = row.pos.x + row.x_offset(CharIndex(start));
            let right = row.glyphs.get(end - 1).map_or(row.size.x, |glyph| glyph.max_x()) + row.pos.x;
            rects.push(Rect::from_x_y_ranges(left..=right, row.rect().y_range()));
        }
        row_start += row.char_count_including_newline().0;
    }
    rects
}

/// A paragraph that is being painted.
struct Painted<'a> {
    sheet: &'a Sheet<'a>,
    paragraph: Paragraph,
    galley: Arc<Galley>,
    at: Pos2,
    selected: Option<u32>,
    hovered: Option<u32>,
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

    fn highlights_ui(&self, ui: &Ui) {
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
        let mut letters = statement
            .parties
            .first()
            .map_or("–", |party| party.short())
            .to_owned();
        letters = facts::shortened(&letters, 4);
        if statement.parties.len() > 1 {
            letters.push_str(&format!("+{}", statement.parties.len() - 1));
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
    fn marked_ui(&self, ui: &Ui, from: usize, to: usize) -> Option<Pos2> {
        let span = self.paragraph.span;
        let span = Span::new(self.sheet.text(), from.max(span.start()), to.min(span.end()))?;
        let rects = self.rects(span);
        for rect in &rects {
            ui.painter().rect_filled(*rect, 0.0, Tokens::for_ui(ui).selection);
        }
        rects.last().map(|rect| rect.right_bottom())
    }

    fn words_ui(&self, ui: &Ui) {
        let tokens = Tokens::for_ui(ui);
        let color = if self.paragraph.is_body {
            tokens.text
        } else {
            tokens.text_weak
        };
        ui.painter().galley(self.at, Arc::clone(&self.galley), color);
        for mark in self.sheet.page.marks_in(self.paragraph.span) {
            let is_aside = |statement: &&Statement| !statement.is_visible;
            if self
                .sheet
                .entry
                .statements
                .get(&mark.number)
                .filter(is_aside)
                .is_some()
            {
                for rect in self.rects(mark.span) {
                    ui.painter()
                        .rect_filled(rect, 0.0, tokens.background.gamma_multiply(0.5));
                    ui.painter()
                        .hline(rect.x_range(), rect.center().y + 1.0, (1.0, tokens.text_weak));
                }
            }
        }
    }

    /// Says to screen readers what stands here; returns the statement that one of them, or a key, chose.
    fn nodes_ui(&self, ui: &Ui) -> Option<u32> {
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

/// What the mouse has marked now.
fn mark(
    ui: &Ui,
    sheet: &Sheet<'_>,
    response: &Response,
    marked: Option<(usize, usize)>,
) -> Option<(usize, usize)> {
    let Some(pos) = response.interact_pointer_pos() else {
        return marked;
    };
    if response.triple_clicked() {
        let byte = sheet.byte_near(ui, pos)?;
        let idx = sheet.page.paragraph_at(byte)?;
        return sheet
            .page
            .paragraphs()
            .get(idx)
            .map(|paragraph| (paragraph.span.start(), paragraph.span.end()));
    }
    if response.double_clicked() {
        let byte = sheet.byte_under(ui, pos)?;
        let idx = sheet.page.paragraph_at(byte)?;
        let paragraph = sheet.page.paragraphs().get(idx)?;
        let words = tokens::tokens(sheet.text(), paragraph.span);
        let word = words.iter().find(|token| token.span.contains_byte(byte))?;
        return Some((word.span.start(), word.span.end()));
    }
    if response.drag_started() {
        let began = ui.input(|input| input.pointer.press_origin()).unwrap_or(pos);
        let from = sheet.byte_near(ui, began)?;
        return Some((from, sheet.byte_near(ui, pos)?));
    }
    if response.dragged() {
        let clip = ui.clip_rect();
        if pos.y < clip.top() {
            ui.scroll_with_delta(Vec2::new(0.0, clip.top() - pos.y));
        } else if pos.y > clip.bottom() {
            ui.scroll_with_delta(Vec2::new(0.0, clip.bottom() - pos.y));
        }
        let (from, _) = marked?;
        return Some((from, sheet.byte_near(ui, pos)?));
    }
    if response.clicked() { None } else { marked }
}

/// What a key asks for.
enum Pressed {
    Make,
    Copy,
    Escape,
}

fn keys(
    ui: &Ui,
    response: &Response,
    selected: Option<StatementId>,
    view: &mut ViewContext<'_>,
    entry: &Entry,
) -> Option<Pressed> {
    let has_focus = response.has_focus();
    if has_focus {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let is_free = ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if !has_focus && !is_free {
        return None;
    }
    let statement = selected.and_then(|id| Some((id, entry.statements.get(&id.number)?)));
    if let Some((id, statement)) = statement
        && let Some((end, direction)) = boundary_key(ui)
    {
        let content = boundaries::moved(&entry.article.text, &statement.content, end, direction);
        view.edit(content.and_then(|content| edits::set_content(view.project, id, &content)));
    }
    if has_focus {
        scroll_keys(ui);
    }
    ui.input_mut(|input| {
        if input.events.iter().any(|event| matches!(event, Event::Copy)) {
            Some(Pressed::Copy)
        } else if input.modifiers.is_none() && input.consume_key(Modifiers::NONE, Key::S) {
            Some(Pressed::Make)
        } else if input.consume_key(Modifiers::NONE, Key::Escape) {
            Some(Pressed::Escape)
        } else {
            None
        }
    })
}

/// Shift with an arrow moves the end of the selected statement, Alt and Shift its start.
fn boundary_key(ui: &Ui) -> Option<(End, Direction)> {
    ui.input_mut(|input| {
        for (modifiers, end) in [
            (Modifiers::ALT | Modifiers::SHIFT, End::Start),
            (Modifiers::SHIFT, End::End),
        ] {
            for (key, direction) in [
                (Key::ArrowLeft, Direction::Back),
                (Key::ArrowRight, Direction::On),
            ] {
                if input.consume_key(modifiers, key) {
                    return Some((end, direction));
                }
            }
        }
        None
    })
}

fn scroll_keys(ui: &Ui) {
    let page = ui.clip_rect().height() * 0.85;
    let lines = 3.0 * line_height(text_size::READING);
    let distance = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            -lines
        } else if pressed(Key::ArrowUp) {
            lines
        } else if pressed(Key::PageDown) || pressed(Key::Space) {
            -page
        } else if pressed(Key::PageUp) {
            page
        } else {
            0.0
        }
    });
    if distance != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, distance));
    }
}
