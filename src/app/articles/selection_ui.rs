//! What can be done with words that the mouse has marked.

use egui::{Area, Frame, Id, Order, Pos2, Rect, Ui, Vec2};

use super::super::command::Command;
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::super::widgets::text_icon_button;
use super::ArticlesSession;
use crate::model::{ArticleId, StatementId};
use crate::project::edits;

/// A small bar beside the marked words, which end at `at`; kept inside of `outside`.
pub(super) fn bar_ui(
    ui: &Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
    id: ArticleId,
    at: Option<Pos2>,
    outside: Rect,
) {
    let Some(at) = at.filter(|_| articles.reader.marked.is_some()) else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    let (mut makes, mut copies) = (false, false);
    Area::new(Id::unique("marked words"))
        .order(Order::Foreground)
        .fixed_pos(at + Vec2::new(-60.0, space::S))
        .constrain_to(outside.shrink(space::S))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).fill(tokens.raised).show(ui, |ui| {
                ui.horizontal(|ui| {
                    makes = text_icon_button(ui, "quote", "Make statement")
                        .on_hover_text("Make a statement of these words  S")
                        .clicked();
                    copies = text_icon_button(ui, "copy", "Copy")
                        .on_hover_text("Copy these words")
                        .clicked();
                });
            });
        });
    if makes {
        make(view, articles, selected, id);
    }
    if copies {
        copy(view, articles);
    }
}

/// Makes a statement of the marked words and selects it.
pub(super) fn make(
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
    id: ArticleId,
) {
    let Some((from, to)) = articles.reader.marked else {
        return;
    };
    let content = articles.reader.page.places_between(from, to);
    if let Some((statement, edit)) = edits::make_statement(view.project, id, content) {
        view.edit(Some(edit));
        *selected = Some(statement);
        articles.reader.marked = None;
        articles.hides_inspector = false;
    }
}

/// Copies the marked words.
pub(super) fn copy(view: &mut ViewContext<'_>, articles: &ArticlesSession) {
    let Some(((from, to), entry)) = articles.reader.marked.zip(articles.reader.page.entry()) else {
        return;
    };
    let places = articles.reader.page.places_between(from, to);
    let words: Vec<&str> = places.iter().map(|span| span.of(&entry.article.text)).collect();
    if !words.is_empty() {
        view.send(Command::Copy(words.join("\n\n")));
    }
}
