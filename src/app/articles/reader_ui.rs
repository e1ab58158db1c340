//! The reader: what can be shown, the article's head, its text.

use std::sync::Arc;

use egui::{
    Align, Button, Frame, Id, Label, Layout, Margin, RichText, Role, ScrollArea, Ui, UiBuilder, Vec2,
    WidgetInfo, pos2,
};

use super::super::command::{ArticleCommand, Command};
use super::super::theme::{Tokens, reading, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{empty_state, icon_button};
use super::library::{count, date_line, publisher};
use super::page::Measure;
use super::{ArticlesSession, caret_ui, facts, find_ui, page_ui, selection_ui};
use crate::model::{Article, ArticleId, StatementId};
use crate::project::Entry;
use crate::text::unseen::masked;

/// Beside the words, for the bar with the letters of the party.
const SIDE: f32 = 52.0;
/// A reader with less room than this says and shows less beside the words.
const NARROW: f32 = 460.0;
const HEADLINE: f32 = 28.0;

/// Draws the reader.
pub(super) fn reader_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: &mut Option<StatementId>,
) {
    let Some((id, entry)) = articles.open.and_then(|id| Some((id, view.project.entry(id)?))) else {
        let words = "What was said in the articles will be found and highlighted here.";
        empty_state(ui, "reader", words, None);
        return;
    };
    let reader = &mut articles.reader;
    let dragged = reader.dragged.as_ref().filter(|dragged| dragged.id.article == id);
    let entry = Arc::clone(dragged.map_or(entry, |dragged| &dragged.entry));
    reader.page.refresh(&entry, reader.shows);
    bar_ui(ui, articles, &entry);
    find_ui::bar_ui(ui, view, articles);
    if articles.reader.caret.is_some() {
        caret_ui::hints_ui(ui);
    }
    let outside = ui.available_rect_before_wrap();
    let output = ScrollArea::vertical()
        .id_salt(("reader", id.0))
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let available = ui.available_width();
            let side = if available < NARROW {
                space::L + space::XL
            } else {
                SIDE
            };
            let width = (available - 2.0 * side).clamp(120.0, space::MEASURE);
            let left = ui.max_rect().left() + ((available - width) / 2.0).max(0.0).round();
            let head =
                egui::Rect::from_min_size(pos2(left, ui.cursor().top()), Vec2::new(width, f32::INFINITY));
            ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
                head_ui(ui, view, id, &entry.article);
            });
            articles.reader.page.set_measure(Measure {
                width,
                text_size: view.preferences.reader_text_size,
                pixels_per_point: ui.pixels_per_point(),
            });
            let text = page_ui::text_ui(ui, view, articles, selected, id, left);
            ui.add_space((outside.height() * 0.4).round());
            text
        });
    selection_ui::bar_ui(ui, view, articles, selected, id, output.inner, outside);
}

fn bar_ui(ui: &mut Ui, articles: &mut ArticlesSession, entry: &Entry) {
    let tokens = Tokens::for_ui(ui);
    let small = |words: String| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    let (n_shown, n_checked, n_aside) = facts::tally(entry);
    let frame = Frame::new().inner_margin(Margin::symmetric(8, 4));
    let is_narrow = ui.available_width() < NARROW;
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            let name = if articles.hides_library {
                "Show library"
            } else {
                "Hide library"
            };
            if icon_button(ui, "sidebar", name).clicked() {
                articles.hides_library = !articles.hides_library;
            }
            let mut words = count(n_shown, "statement");
            if n_checked > 0 {
                words = format!("{words}, {n_checked} checked");
            }
            if !is_narrow {
                ui.label(small(words));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = if articles.find.is_open {
                    "Hide search bar"
                } else {
                    "Find in the article"
                };
                if icon_button(ui, "search", name)
                    .on_hover_text("Ctrl+Shift+F; F3 goes on")
                    .clicked()
                {
                    articles.find.is_open = !articles.find.is_open;
                    articles.find.wants_focus = articles.find.is_open;
                }
                let is_shown = articles.shows_inspector();
                let name = if is_shown {
                    "Hide inspector"
                } else {
                    "Show inspector"
                };
                if icon_button(ui, "info", name).clicked() {
                    if is_shown {
                        articles.hides_inspector = true;
                    } else {
                        articles.show_inspector();
                    }
                }
                let reader = &mut articles.reader;
                let mut toggle = |words: String, is_on: &mut bool| {
                    let button = Button::selectable(*is_on, small(words));
                    if ui.add(button).clicked() {
                        *is_on = !*is_on;
                    }
                };
                let n_lines = reader.page.n_furniture_lines();
                if n_lines > 0 {
                    let words = if reader.shows.furniture {
                        "Hide page furniture".to_owned()
                    } else if is_narrow {
                        format!("Show furniture ({})", count(n_lines, "line"))
                    } else {
                        format!("Show removed page furniture ({})", count(n_lines, "line"))
                    };
                    toggle(words, &mut reader.shows.furniture);
                }
                if n_aside > 0 {
                    let words = if reader.shows.aside {
                        format!("Hide {n_aside} put aside")
                    } else {
                        format!("Show {n_aside} put aside")
                    };
                    toggle(words, &mut reader.shows.aside);
                }
            });
        });
    });
    let line = ui.cursor().top();
    ui.painter()
        .hline(ui.max_rect().x_range(), line, (1.0, tokens.hairline));
    ui.add_space(1.0);
}

fn head_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: ArticleId, article: &Article) {
    let tokens = Tokens::for_ui(ui);
    ui.add_space(space::XL);
    let headline = RichText::new(masked(article.title()))
        .font(reading::bold(HEADLINE))
        .line_height(Some((HEADLINE * 1.2).round()));
    ui.add(Label::new(headline).selectable(true).wrap());
    let metadata = &article.metadata;
    let mut known: Vec<String> = Vec::new();
    known.extend(metadata.outlet.clone());
    known.extend(metadata.author.clone());
    known.push(date_line(article));
    known.extend(metadata.dateline.clone());
    let line = RichText::new(known.join(" · ")).color(tokens.text_weak);
    ui.add(Label::new(line).selectable(true).wrap());
    if let Some(url) = &metadata.url {
        let url = RichText::new(url).size(text_size::SMALL).color(tokens.text_weak);
        ui.add(Label::new(url).selectable(true).wrap());
    }
    copies_ui(ui, view, id);
    ui.add_space(space::M);
}

/// Where else the same story stands: a click opens it there.
fn copies_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: ArticleId) {
    /// More copies than this are counted.
    const MOST_NAMED: usize = 6;
    let carriers = view.project.carriers(id);
    if carriers.is_empty() {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let project = Arc::clone(view.project);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        ui.label(
            RichText::new("The same report in")
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
        for &other in carriers.iter().take(MOST_NAMED) {
            let Some(entry) = project.entry(other) else {
                continue;
            };
            let name = publisher(&entry.article);
            let words = RichText::new(&name).size(text_size::SMALL);
            let response = ui.link(words).on_hover_text(entry.article.title());
            response
                .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Open the copy in {name}")));
            if response.clicked() {
                view.send(Command::Article(other, ArticleCommand::Open));
            }
        }
        if carriers.len() > MOST_NAMED {
            let more = format!("and {} more", carriers.len() - MOST_NAMED);
            ui.label(RichText::new(more).size(text_size::SMALL).color(tokens.text_weak));
        }
        let response = icon_button(ui, "split", "Separate from its copies")
            .on_hover_text("Compare counts the statements of copies once. This one is a report of its own.");
        if response.clicked() {
            view.send(Command::Article(id, ArticleCommand::Separate));
        }
    });
}

/// The name of the text of an article among the things that can have the keyboard.
pub(super) fn text_id(id: ArticleId) -> Id {
    Id::unique(("article text", id.0))
}
