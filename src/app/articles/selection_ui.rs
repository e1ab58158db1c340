//! What can be done with words that the mouse has marked.

use egui::{Area, Frame, Id, Order, Pos2, Rect, Ui, Vec2};

use super::super::command::{ArticleCommand, Command};
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::super::widgets::text_icon_button;
use super::ArticlesSession;
use crate::model::{ArticleId, StatementId};
use crate::project::edits;
use crate::text::Span;

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
    let mut chosen = None;
    let belonging = Moved::of(articles);
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
                    if let Some(moved) = &belonging
                        && text_icon_button(ui, moved.icon(), moved.words())
                            .on_hover_text(moved.about())
                            .clicked()
                    {
                        chosen = Some(moved.command());
                    }
                });
            });
        });
    if makes {
        make(view, articles, selected, id);
    }
    if copies {
        copy(view, articles);
    }
    if let Some(command) = chosen {
        view.send(Command::Article(id, command));
        articles.reader.marked = None;
    }
}

/// What can be done about marked words belonging to the article or not.
enum Moved {
    /// All of them are furniture.
    In(Span),
    /// Some of them are body.
    Out(Span),
}

impl Moved {
    fn of(articles: &ArticlesSession) -> Option<Self> {
        let (from, to) = articles.reader.marked?;
        let page = &articles.reader.page;
        let article = &page.entry()?.article;
        let part = page.places_between(from, to).into_iter().reduce(Span::union)?;
        let is_body = article.body.iter().any(|span| span.overlaps(part));
        Some(if is_body { Self::Out(part) } else { Self::In(part) })
    }

    fn icon(&self) -> &'static str {
        match self {
            Self::In(_) => "restore",
            Self::Out(_) => "minus",
        }
    }

    fn words(&self) -> &'static str {
        match self {
            Self::In(_) => "Put back",
            Self::Out(_) => "Not the article",
        }
    }

    fn about(&self) -> &'static str {
        match self {
            Self::In(_) => "These words belong to the article: find statements in them",
            Self::Out(_) => "These words are page furniture: leave them out",
        }
    }

    fn command(&self) -> ArticleCommand {
        match *self {
            Self::In(part) => ArticleCommand::PutBack(part),
            Self::Out(part) => ArticleCommand::TakeOut(part),
        }
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
