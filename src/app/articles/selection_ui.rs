//! What can be done with words that are marked.

use egui::{Area, Frame, Id, Order, Pos2, Rect, Ui, Vec2};

use super::super::command::{ArticleCommand, Command, StatementCommand};
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::super::widgets::text_icon_button;
use super::{ArticlesSession, facts};
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
    let (mut makes, mut copies, mut highlights) = (false, false, false);
    let mut chosen = None;
    let belonging = Moved::of(articles);
    let cut = cut(articles, *selected, id);
    let mut splits = None;
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
                    if let Some((statement, byte_offset)) = cut
                        && text_icon_button(ui, "split", "Split here")
                            .on_hover_text("Cut the statement in two where the marked words begin or end")
                            .clicked()
                    {
                        splits = Some((statement, byte_offset));
                    }
                    copies = text_icon_button(ui, "copy", "Copy")
                        .on_hover_text("Copy these words")
                        .clicked();
                    highlights = text_icon_button(ui, "highlighter", "Highlight")
                        .on_hover_text("Mark these words in every article of the project")
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
    if let Some((statement, byte_offset)) = splits {
        view.send(Command::Statements(
            vec![statement],
            StatementCommand::Split(Some(byte_offset)),
        ));
        *selected = Some(statement);
        articles.reader.marked = None;
    }
    if copies {
        copy(view, articles);
    }
    if highlights {
        let words = marked_words(articles);
        let edit = edits::add_term(view.project, &facts::shortened(&words, 80), tokens.n_terms());
        view.edit(edit);
        articles.reader.marked = None;
        articles.find.is_open = true;
    }
    if let Some(command) = chosen {
        view.send(Command::Article(id, command));
        articles.reader.marked = None;
    }
}

/// The statement that the marked words would cut in two, the selected one first, and where.
fn cut(
    articles: &ArticlesSession,
    selected: Option<StatementId>,
    id: ArticleId,
) -> Option<(StatementId, usize)> {
    let (from, to) = articles.reader.marked?;
    let (from, to) = (from.min(to), from.max(to));
    let page = &articles.reader.page;
    let selected = selected.filter(|statement| statement.article == id);
    let number = page
        .hit(from, None)
        .or_else(|| page.hit(to.checked_sub(1)?, None));
    selected
        .map(|statement| statement.number)
        .into_iter()
        .chain(number)
        .find_map(|number| {
            let content = &page.entry()?.statements.get(&number)?.content;
            let (first, last) = (content.first()?.start(), content.last()?.end());
            let inside = |at: usize| first < at && at < last;
            let at = [from, to].into_iter().find(|at| inside(*at))?;
            Some((StatementId::new(id, number), at))
        })
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
        articles.show_inspector();
    }
}

/// Copies the marked words.
pub(super) fn copy(view: &mut ViewContext<'_>, articles: &ArticlesSession) {
    let words = marked_words(articles);
    if !words.is_empty() {
        view.send(Command::Copy(words));
    }
}

/// The marked words, a paragraph for each place.
fn marked_words(articles: &ArticlesSession) -> String {
    let Some(((from, to), entry)) = articles.reader.marked.zip(articles.reader.page.entry()) else {
        return String::new();
    };
    let places = articles.reader.page.places_between(from, to);
    let words: Vec<&str> = places.iter().map(|span| span.of(&entry.article.text)).collect();
    words.join("\n\n")
}
