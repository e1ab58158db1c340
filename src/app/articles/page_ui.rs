//! The text of the article, and what mouse and keys do to it.

use std::sync::Arc;

use egui::{Align, CursorIcon, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::super::command::{ArticleCommand, Command};
use super::super::theme::space;
use super::super::view_context::ViewContext;
use super::caret_ui::{Marking, mark_by_keys};
use super::find::Hit;
use super::highlights_ui::Painted;
use super::keys::{Pressed, keys};
use super::page::Page;
use super::sheet::{Sheet, lay_out};
use super::{ArticlesSession, facts, handles_ui, library_ui, reader_ui, selection_ui};
use crate::model::{ArticleId, Statement, StatementId};
use crate::project::Entry;
use crate::text::tokens;

/// How much text is measured in a frame, in bytes.
const MEASURED_AT_ONCE: usize = 40_000;

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
    let (hit, scroll_to) = places(articles, &entry, id);
    measure(ui, &mut articles.reader.page, &entry, scroll_to);

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
    if let Some(start) = scroll_to
        && let Some(caret) = sheet.caret(ui, start, false)
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
            hits: articles.find.hits(),
            current_hit: hit,
            terms: view.project.terms(),
        };
        painted.highlights_ui(ui);
        painted.terms_ui(ui);
        if let Some((from, to)) = marked {
            end_of_marked = painted
                .marked_ui(ui, from.min(to), from.max(to))
                .or(end_of_marked);
        }
        painted.words_ui(ui);
        chosen = painted.nodes_ui(ui).or(chosen);
        if !paragraph.is_body && painted.put_back_ui(ui) {
            view.send(Command::Article(id, ArticleCommand::PutBack(paragraph.span)));
        }
    }

    let mut goes_to = None;
    // The second click of a double click marks a word and leaves the choice as it is.
    if response.clicked()
        && !response.double_clicked()
        && !response.triple_clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let byte = sheet.byte_under(ui, pos);
        let hit = byte.and_then(|byte| sheet.page.hit(byte, number));
        goes_to = Some(hit.map(|number| StatementId::new(id, number)));
    }
    if let Some(number) = chosen {
        goes_to = Some(Some(StatementId::new(id, number)));
    }
    let mut now_marked = mark(ui, &sheet, &response, marked);
    let marking = if std::mem::take(&mut articles.reader.wants_caret) {
        let statement = number.and_then(|number| entry.statements.get(&number));
        Some(Marking::Begins {
            statement_start: statement.map(Statement::start),
        })
    } else {
        articles.reader.caret.map(Marking::GoesOn)
    };
    let caret = marking.and_then(|marking| mark_by_keys(ui, &sheet, &response, marking));
    if let Some((caret, true)) = caret {
        now_marked = caret.marked();
    }
    if let Some(number) = number
        && goes_to.is_none()
    {
        let dragged = &mut articles.reader.dragged;
        handles_ui::handles_ui(ui, view, &sheet, StatementId::new(id, number), dragged);
    }
    handles_ui::let_go(ui, view, &mut articles.reader.dragged);
    let command = keys(ui, &response, *selected, view, &entry);

    hover_ui(ui, &response, hovered.filter(|_| marked.is_none()), &entry);
    if response.clicked() || response.drag_started() {
        response.request_focus();
        library_ui::mark_read(view, id);
    }
    if let Some(goes_to) = goes_to {
        *selected = goes_to;
    }
    articles.reader.caret = caret.map(|(caret, _)| caret);
    articles.reader.marked = now_marked.filter(|(from, to)| from != to || response.dragged());
    match command {
        Some(Pressed::Make) => selection_ui::make(view, articles, selected, id),
        Some(Pressed::Copy) => selection_ui::copy(view, articles),
        Some(Pressed::Escape) if articles.reader.marked.is_some() || caret.is_some() => {
            articles.reader.marked = None;
            articles.reader.caret = None;
        }
        Some(Pressed::Escape) => *selected = None,
        None => {}
    }
    end_of_marked.filter(|_| !response.dragged())
}

/// The place of what is looked for that was gone to, and the byte to bring into sight.
fn places(articles: &mut ArticlesSession, entry: &Entry, id: ArticleId) -> (Option<Hit>, Option<usize>) {
    let scroll_to = articles
        .scroll_to
        .take()
        .filter(|statement| statement.article == id);
    let scroll_to = scroll_to.and_then(|statement| entry.statements.get(&statement.number));
    // A step that led out of the article before goes on in this one.
    if let Some(step) = articles.find.leaves.take() {
        articles.find.step(step);
    }
    let hit = articles.find.current();
    let hit_to_show = hit.filter(|hit| articles.reader.shown_hit.replace(hit.span) != Some(hit.span));
    let scroll_to = hit_to_show
        .map(|hit| hit.span.start())
        .or_else(|| scroll_to.map(Statement::start));
    (hit, scroll_to)
}

/// Says who speaks in the statement under the mouse.
fn hover_ui(ui: &Ui, response: &Response, hovered: Option<u32>, entry: &Entry) {
    if let Some(statement) = hovered.and_then(|number| entry.statements.get(&number)) {
        let who = facts::who(statement);
        response
            .clone()
            .on_hover_cursor(CursorIcon::PointingHand)
            .on_hover_text_at_pointer(who);
    } else if response.hovered() {
        ui.set_cursor_icon(CursorIcon::Text);
    }
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
        handles_ui::keep_in_sight(ui, pos);
        let (from, _) = marked?;
        return Some((from, sheet.byte_near(ui, pos)?));
    }
    if response.clicked() { None } else { marked }
}
