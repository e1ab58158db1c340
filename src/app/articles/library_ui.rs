//! The library: search, order, and the list of articles.

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Button, ComboBox, CornerRadius, EventFilter, FontId, Frame, Key, Layout, Modifiers, Rect,
    Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2,
};

use super::super::command::{ArticleCommand, Command, Global};
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{empty_state, party_badge, search_field};
use super::library::{Item, Sort, count, parties_of};
use super::{ArticlesSession, padding};
use crate::model::{ArticleId, StatementId};
use crate::project::edits;
use crate::text::unseen::masked;

const ROW_HEIGHT: f32 = 92.0;
const BAR_WIDTH: f32 = 3.0;
const MOST_BADGES: usize = 4;
/// Badges and the count need so much to stand in one line.
const ROOM_FOR_ALL: f32 = 236.0;

/// Draws the library.
pub(super) fn library_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
) {
    let tokens = Tokens::for_ui(ui);
    Frame::new().inner_margin(padding()).show(ui, |ui| {
        let width = ui.available_width();
        let wants_focus = &mut articles.wants_search_focus;
        // A cross stands beside the field when there is something in it.
        let cross = if articles.library.words.is_empty() {
            0.0
        } else {
            space::CONTROL + space::XS
        };
        let words = &mut articles.library.words;
        search_field(ui, "Search articles", words, wants_focus, width - cross);
        ui.horizontal(|ui| order_ui(ui, articles));
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    hairline(ui);
    articles.library.refresh(view.project, articles.open);
    articles.library.get_ready();
    if articles.library.n_articles() == 0 {
        if empty_state(
            ui,
            "article",
            "There are no articles yet.",
            Some("Import articles…"),
        ) {
            view.send(Command::Global(Global::ImportFiles));
        }
        return;
    }
    if articles.library.n_listed() == 0 {
        let words = if articles.library.words.is_empty() {
            "All articles are read."
        } else {
            "No article matches."
        };
        if empty_state(ui, "search", words, Some("Show all articles")) {
            articles.library.words.clear();
            articles.library.only_unread = false;
        }
        return;
    }
    let foot = 26.0;
    let list = Rect::from_min_size(
        ui.cursor().min,
        Vec2::new(ui.available_width(), (ui.available_height() - foot).max(0.0)),
    );
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
        list_ui(ui, view, articles, selected);
    });
    hairline(ui);
    let (n_listed, n_articles) = (articles.library.n_listed(), articles.library.n_articles());
    let listed = if n_listed == n_articles {
        count(n_articles, "article")
    } else {
        format!("{n_listed} of {}", count(n_articles, "article"))
    };
    let words = format!("{listed} · {} unread", articles.library.n_unread());
    ui.horizontal(|ui| {
        ui.add_space(space::M);
        ui.label(
            RichText::new(words)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    });
}

fn order_ui(ui: &mut Ui, articles: &mut ArticlesSession) {
    let library = &mut articles.library;
    ComboBox::from_id_salt("order of articles")
        .selected_text(library.sort.name())
        .width((ui.available_width() - 104.0).clamp(80.0, 132.0))
        .show_ui(ui, |ui| {
            for sort in Sort::ALL {
                ui.selectable_value(&mut library.sort, sort, sort.name());
            }
        })
        .response
        .on_hover_text("Order of the articles");
    let button =
        Button::selectable(library.only_unread, "Unread only").min_size(Vec2::new(0.0, space::CONTROL));
    if ui
        .add(button)
        .on_hover_text("List only articles that are not read yet")
        .clicked()
    {
        library.only_unread = !library.only_unread;
    }
}

fn hairline(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, Tokens::for_ui(ui).hairline);
}

fn list_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
) {
    let list_id = ui.make_persistent_id("list of articles");
    let list = ui.interact(ui.max_rect(), list_id, Sense::focusable_noninteractive());
    list.widget_info(|| WidgetInfo::labeled(Role::List, true, "Articles"));
    let mut goes_to = None;
    if list.has_focus() {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id, filter));
        goes_to = steps(ui, articles);
    }
    let mut scroll = ScrollArea::vertical().auto_shrink(false);
    if let Some(offset) = offset_to_open(ui, articles, goes_to) {
        scroll = scroll.vertical_scroll_offset(offset);
    }
    let has_keys = list.has_focus();
    let mut opens = goes_to
        .and_then(|place| articles.library.at(place))
        .map(|item| item.id);
    let output = scroll.show_rows(ui, ROW_HEIGHT, articles.library.n_listed(), |ui, rows| {
        for place in rows {
            let Some(item) = articles.library.at(place) else {
                continue;
            };
            let state = match (articles.open == Some(item.id), has_keys) {
                (false, _) => RowState::Closed,
                (true, false) => RowState::Open,
                (true, true) => RowState::OpenWithKeys,
            };
            let response = row_ui(ui, item, state);
            if response.clicked() {
                opens = Some(item.id);
            }
            response.context_menu(|ui| menu_ui(ui, view, item));
        }
    });
    let (offset, height) = (output.state.clamped_offset().y, output.inner_rect.height());
    ui.data_mut(|data| data.insert_temp(list_id, (offset, height)));
    if articles.library.wants_open_in_sight {
        let place = articles.open.and_then(|id| articles.library.place_of(id));
        let is_seen = place.is_none_or(|place| is_seen(place, offset, height));
        articles.library.wants_open_in_sight = !is_seen && height >= ROW_HEIGHT;
        if !is_seen {
            ui.request_repaint();
        }
    }
    if let Some(id) = opens {
        open(view, articles, selected, id);
        articles.library.wants_open_in_sight = false;
        ui.memory_mut(|memory| memory.request_focus(list_id));
    }
}

/// Opens an article as a person does, which makes it a read one.
fn open(
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
    id: ArticleId,
) {
    articles.open(id);
    if selected.is_some_and(|statement| statement.article != id) {
        *selected = None;
    }
    mark_read(view, id);
}

/// Marks an article as read, as one step with those marked just before.
pub(super) fn mark_read(view: &mut ViewContext<'_>, id: ArticleId) {
    view.edit(edits::mark_read(view.project, id, true).map(|edit| edit.merging("read")));
}

/// The place in the list that the keys lead to.
fn steps(ui: &Ui, articles: &ArticlesSession) -> Option<usize> {
    let last = articles.library.n_listed().checked_sub(1)?;
    let now = articles.open.and_then(|id| articles.library.place_of(id));
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if pressed(Key::ArrowDown) {
            Some(now.map_or(0, |now| (now + 1).min(last)))
        } else if pressed(Key::ArrowUp) {
            Some(now.map_or(0, |now| now.saturating_sub(1)))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        }
    })
}

/// Where to scroll so that the article that is opened, by key or from elsewhere, can be seen; or goes on being seen
/// when the list becomes lower.
fn offset_to_open(ui: &Ui, articles: &mut ArticlesSession, goes_to: Option<usize>) -> Option<f32> {
    let list_id = ui.make_persistent_id("list of articles");
    let (offset, height_before): (f32, f32) = ui.data(|data| data.get_temp(list_id)).unwrap_or_default();
    let height = ui.available_height();
    let is_lower = height < height_before;
    if !articles.library.wants_open_in_sight && goes_to.is_none() && !is_lower {
        return None;
    }
    let place = goes_to.or_else(|| articles.library.place_of(articles.open?))?;
    articles.library.wants_open_in_sight |=
        goes_to.is_some() || is_lower && is_seen(place, offset, height_before);
    if !articles.library.wants_open_in_sight || is_seen(place, offset, height) {
        return None;
    }
    let top = top_of(place);
    Some(if top < offset || height < ROW_HEIGHT {
        top
    } else {
        top + ROW_HEIGHT - height
    })
}

/// From the top of the list to that of a row, in points.
#[expect(clippy::cast_precision_loss, reason = "a place in a list, in points")]
fn top_of(place: usize) -> f32 {
    place as f32 * ROW_HEIGHT
}

/// Whether a row is whole in sight, in a list of this height that is scrolled so far.
fn is_seen(place: usize, offset: f32, height: f32) -> bool {
    let top = top_of(place);
    top >= offset - 1.0 && top + ROW_HEIGHT <= offset + height + 1.0
}

/// How a row is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowState {
    Closed,
    /// Its article is in the reader.
    Open,
    /// The same, and the keys go through the list.
    OpenWithKeys,
}

fn row_ui(ui: &mut Ui, item: &Item, state: RowState) -> Response {
    let is_open = state != RowState::Closed;
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW_HEIGHT), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_open, item.spoken()));
    let painter = ui.painter();
    let fill = match (is_open, response.hovered()) {
        (true, _) => tokens.selection,
        (false, true) => tokens.hover,
        (false, false) => tokens.panel,
    };
    painter.rect_filled(rect, CornerRadius::ZERO, fill);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, (1.0, tokens.hairline));
    if is_open {
        let bar = Rect::from_min_size(rect.min, Vec2::new(BAR_WIDTH, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent);
    }
    if state == RowState::OpenWithKeys {
        painter.rect_stroke(
            rect.shrink(1.0),
            2.0,
            (1.0, tokens.accent),
            egui::StrokeKind::Inside,
        );
    }
    let inside = rect.shrink2(Vec2::new(space::M, space::S));
    let article = &item.entry.article;
    let font = if item.entry.is_read {
        FontId::proportional(text_size::BODY)
    } else {
        semibold(text_size::BODY)
    };
    let headline = clipped(ui, &masked(article.title()), font, tokens.text, inside.width(), 2);
    let below = inside.top() + headline.size().y + 2.0;
    let source_rows = if headline.rows.len() > 1 { 1 } else { 2 };
    ui.painter().galley(inside.min, headline, tokens.text);
    let small = FontId::proportional(text_size::SMALL);
    let source = clipped(
        ui,
        &item.source_line(),
        small,
        tokens.text_weak,
        inside.width(),
        source_rows,
    );
    ui.painter()
        .galley(pos2(inside.left(), below), source, tokens.text_weak);

    let last_line = Rect::from_min_max(pos2(inside.left(), inside.bottom() - 18.0), inside.max);
    let n_statements = count(item.n_statements, "statement");
    let small = FontId::proportional(text_size::SMALL);
    ui.painter().text(
        last_line.right_center(),
        Align2::RIGHT_CENTER,
        n_statements,
        small,
        tokens.text_weak,
    );
    let builder = UiBuilder::new()
        .max_rect(last_line)
        .layout(Layout::left_to_right(Align::Center));
    let mut badges = ui.new_child(builder);
    badges.spacing_mut().item_spacing.x = space::XS;
    let parties = parties_of(&item.entry);
    let n_badges = if last_line.width() < ROOM_FOR_ALL {
        MOST_BADGES - 1
    } else {
        MOST_BADGES
    };
    for party in parties.iter().take(n_badges) {
        party_badge(&mut badges, Some(party));
    }
    if parties.len() > n_badges {
        let more = format!("+{}", parties.len() - n_badges);
        badges.label(RichText::new(more).size(text_size::SMALL).color(tokens.text_weak));
    }
    response
}

/// Words on at most `rows` lines, ending in an ellipsis if they need more.
fn clipped(
    ui: &Ui,
    words: &str,
    font: FontId,
    color: egui::Color32,
    width: f32,
    rows: usize,
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

fn menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, item: &Item) {
    let mut line = |icon: &str, words: &str, command: ArticleCommand| {
        let response = ui.button((icon_text(icon, 15.0), words));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        if response.clicked() {
            view.send(Command::Article(item.id, command));
            ui.close();
        }
    };
    if item.entry.is_read {
        line("hide", "Mark as unread", ArticleCommand::MarkRead(false));
    } else {
        line("show", "Mark as read", ArticleCommand::MarkRead(true));
    }
    if !item.also_in.is_empty() {
        line("split", "Separate from its copies", ArticleCommand::Separate);
    }
    line("refresh", "Find statements again", ArticleCommand::FindAnew);
    line("trash", "Remove from project", ArticleCommand::Remove);
}
