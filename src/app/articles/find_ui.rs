//! The bar above the text in which words are looked for, and the table of those that are always marked.

use egui::{
    Align, Frame, Grid, Key, Layout, Margin, Modifiers, Popup, PopupCloseBehavior, RichText, Sense, TextEdit,
    Ui, Vec2, WidgetInfo,
};

use super::super::command::{Command, Global};
use super::super::theme::{Tokens, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, text_icon_button};
use super::ArticlesSession;
use super::find::Find;
use crate::model::Term;
use crate::project::edits;

/// Draws the bar if it is open.
pub(super) fn bar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, articles: &mut ArticlesSession) {
    articles.find.refresh(&articles.reader.page, view.project.terms());
    if !articles.find.is_open {
        return;
    }
    let tokens = Tokens::for_ui(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(8, 4));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            field_ui(ui, view, &mut articles.find);
            let place = articles.find.place();
            ui.label(
                RichText::new(place)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            );
            if icon_button(ui, "chevron_up", "Previous match").clicked() {
                view.send(Command::Global(Global::FindPrevious));
            }
            if icon_button(ui, "chevron_down", "Next match").clicked() {
                view.send(Command::Global(Global::FindNext));
            }
            let words = articles.find.words.trim().to_owned();
            if !words.is_empty()
                && text_icon_button(ui, "highlighter", "Always highlight")
                    .on_hover_text("Mark these words in every article of the project")
                    .clicked()
            {
                let edit = edits::add_term(view.project, &words, tokens.n_terms());
                view.edit(edit);
                articles.find.words.clear();
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, "close", "Close the search bar").clicked() {
                    articles.find.is_open = false;
                    articles.find.words.clear();
                }
                let n_terms = view.project.terms().len();
                let name = format!("Highlighted terms ({n_terms})");
                let button = text_icon_button(ui, "highlighter", &n_terms.to_string());
                button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
                let button = button.on_hover_text("Highlighted terms: colours and counts");
                Popup::menu(&button)
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .show(|ui| table_ui(ui, view, &articles.find));
            });
        });
    });
    let line = ui.cursor().top();
    ui.painter()
        .hline(ui.max_rect().x_range(), line, (1.0, tokens.hairline));
    ui.add_space(1.0);
}

fn field_ui(ui: &mut Ui, view: &mut ViewContext<'_>, find: &mut Find) {
    let width = (ui.available_width() * 0.3).clamp(120.0, 240.0);
    let field = TextEdit::singleline(&mut find.words)
        .hint_text("Find in the articles")
        .prefix(icon_text("search", 14.0).color(Tokens::for_ui(ui).text_weak))
        .desired_width(width);
    let response = ui.add(field);
    name_field(&response, "Find in the articles", &find.words);
    if std::mem::take(&mut find.wants_focus) {
        response.request_focus();
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        let back = ui.input(|input| input.modifiers.shift);
        view.send(Command::Global(if back {
            Global::FindPrevious
        } else {
            Global::FindNext
        }));
        response.request_focus();
    }
    if response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        find.words.clear();
        find.is_open = false;
    }
}

/// The terms with their colours and how often each stands in the open article and in all.
fn table_ui(ui: &mut Ui, view: &mut ViewContext<'_>, find: &Find) {
    let tokens = Tokens::for_ui(ui);
    let small = |words: &str| {
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    ui.set_min_width(380.0);
    let terms = view.project.terms().clone();
    if terms.is_empty() {
        ui.label(small(
            "Type words into the search bar, or mark some in the text, and choose “Always highlight”.",
        ));
        return;
    }
    let counts = view.derived.terms().clone();
    let mut after: Vec<Term> = terms.to_vec();
    let mut removed = None;
    egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        Grid::new("terms")
            .num_columns(6)
            .spacing([space::M, space::XS])
            .show(ui, |ui| {
                for head in ["", "Term", "Here", "Articles", "Matches", ""] {
                    ui.label(small(head));
                }
                ui.end_row();
                for (idx, (term, slot)) in terms.iter().zip(&mut after).enumerate() {
                    color_ui(ui, term, slot);
                    ui.label(&term.words);
                    let n_here = find.hits().iter().filter(|hit| hit.term == Some(idx)).count();
                    let (n_articles, n_hits) = counts.by_term.get(idx).copied().unwrap_or_default();
                    for n in [n_here, n_articles, n_hits] {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(n.to_string()));
                    }
                    if icon_button(ui, "trash", &format!("Remove {}", term.words)).clicked() {
                        removed = Some(idx);
                    }
                    ui.end_row();
                }
            });
    });
    if let Some(idx) = removed.filter(|idx| *idx < after.len()) {
        after.remove(idx);
    }
    view.edit(edits::set_terms(view.project, after));
}

/// A swatch; a click gives the next colour.
fn color_ui(ui: &mut Ui, term: &Term, slot: &mut Term) {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::click());
    let name = format!("Colour of {}", term.words);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    ui.painter()
        .rect_filled(rect.shrink(1.0), space::RADIUS, tokens.term(term.color));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            space::RADIUS,
            (1.0, tokens.text_weak),
            egui::StrokeKind::Inside,
        );
    }
    if response.on_hover_text("Another colour").clicked() {
        slot.color = (term.color + 1) % tokens.n_terms().max(1);
    }
}
