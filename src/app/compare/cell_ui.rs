//! What stands above the cards of a cell: the analyst's line, what is new since it was written, how many cards
//! there are and what can be done with all of them; and what an empty cell says.

use std::sync::Arc;

use egui::{Align, Layout, Rect, RichText, Role, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::command::{Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_format, icon_text, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, name_field, submenu, text_icon_button};
use super::clips::{self, Form};
use super::layout::Head;
use super::topic_picker;
use crate::compare::{Card, Cell, ColumnKey, Row, RowKey, Table};
use crate::export::clip::ClipGroup;
use crate::model::{Party, StatementId, TopicId};
use crate::project::{Project, edits};

/// What the button with the dots takes of a cell, with the room at its right.
const DOTS_WIDTH: f32 = 34.0;

/// The line that is being written.
#[derive(Debug, Default)]
pub(super) struct LineSession {
    /// Of which cell.
    pub cell: Option<(TopicId, Party)>,
    /// Whether the keyboard should go there.
    pub wants_focus: bool,
}

/// A cell and where it is.
#[derive(Clone, Copy)]
pub(super) struct CellContext<'a> {
    pub table: &'a Table,
    pub row: &'a Row,
    pub column: &'a ColumnKey,
    pub cell: Cell<'a>,
}

/// Draws what stands above the cards; returns its height.
pub(super) fn head_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    context: CellContext<'_>,
    at: Rect,
) -> f32 {
    let n_cards = context.cell.n_cards();
    let head = Head::of(context.row, Some(context.column), context.cell);
    if head == Head::Nothing {
        return 0.0;
    }
    let salt = ("cell head", &context.row.key, context.column);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(salt)
            .max_rect(Rect::from_min_size(at.min, vec2(at.width(), 10.0)))
            .layout(Layout::top_down(Align::Min)),
    );
    child.spacing_mut().item_spacing = vec2(space::XS, 2.0);
    let room_for_dots = if n_cards > 0 { DOTS_WIDTH } else { 0.0 };
    let inside = Rect::from_min_size(
        at.min + vec2(space::XS, 0.0),
        vec2(at.width() - room_for_dots - space::XS, 10.0),
    );
    let mut words = child.new_child(
        UiBuilder::new()
            .id_salt("words")
            .max_rect(inside)
            .layout(Layout::top_down(Align::Min)),
    );
    words.set_width(inside.width());
    if head == Head::Line {
        line_ui(&mut words, view, session, context);
    } else {
        count_ui(&mut words, n_cards);
    }
    let bottom = words.min_rect().bottom();
    if n_cards > 0 {
        // Under the dots of the column's head, on the line of the words.
        let size = vec2(space::CONTROL, space::CONTROL);
        let place = Rect::from_min_size(pos2(at.right() - DOTS_WIDTH, at.top() - 6.0), size);
        let mut corner = child.new_child(
            UiBuilder::new()
                .id_salt("dots")
                .max_rect(place)
                .layout(Layout::left_to_right(Align::Center)),
        );
        corner.spacing_mut().button_padding.x = 6.0;
        let name = format!(
            "All of {} in {}",
            clips::column_name(context.column),
            context.row.title
        );
        let button = icon_button(&mut corner, "dots", &name);
        egui::Popup::menu(&button)
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| all_of_cell_ui(ui, view, session, context));
    }
    (bottom - at.top()).max(18.0) + space::XS
}

fn count_ui(ui: &mut Ui, n_cards: usize) {
    let tokens = Tokens::for_ui(ui);
    let plural = if n_cards == 1 { "" } else { "s" };
    let words = RichText::new(format!("{n_cards} card{plural}"))
        .size(text_size::SMALL)
        .color(tokens.text_weak);
    ui.label(words);
}

/// The line, or the place where it can be written.
fn line_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, context: CellContext<'_>) {
    let (RowKey::Topic(Some(topic)), ColumnKey::Party(party)) = (&context.row.key, context.column) else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    let key = (*topic, party.clone());
    let of = format!("{} on {}", clips::column_name(context.column), context.row.title);
    let before = view
        .project
        .lines()
        .get(&key)
        .map(|line| line.words.clone())
        .unwrap_or_default();
    let position = context.table.positions.of(*topic, party);
    let statements: &[StatementId] = position.map_or(&[], |position| &position.statements);
    if session.compare.line.cell.as_ref() == Some(&key) {
        let mut words = before.clone();
        let field = TextEdit::multiline(&mut words)
            .desired_rows(1)
            .desired_width(f32::INFINITY)
            .return_key(None)
            .hint_text("One sentence in your words");
        let response = ui.add(field);
        name_field(&response, &format!("Line of {of}"), &words);
        // Enter and Escape end the line and nothing else.
        let is_ended = ui.input_mut(|input| {
            let enter = input.consume_key(egui::Modifiers::NONE, egui::Key::Enter);
            input.consume_key(egui::Modifiers::NONE, egui::Key::Escape) || enter
        });
        if std::mem::take(&mut session.compare.line.wants_focus) {
            response.request_focus();
        } else if response.lost_focus() || is_ended {
            session.compare.line.cell = None;
            response.surrender_focus();
            session.compare.wants_card_focus = is_ended;
        }
        if response.changed() {
            let words = words.replace(['\n', '\r'], " ");
            view.edit(edits::set_line(view.project, *topic, party, &words, statements));
        }
        return;
    }
    let (shown, color, name) = if before.is_empty() {
        (
            "Write a line…",
            tokens.text_weak,
            format!("Write the line of {of}"),
        )
    } else {
        (before.as_str(), tokens.text, format!("Line of {of}: {before}"))
    };
    let font = if before.is_empty() {
        egui::FontId::proportional(text_size::SMALL)
    } else {
        super::super::theme::semibold(text_size::BODY)
    };
    let label = egui::Label::new(RichText::new(shown).font(font).color(color))
        .wrap()
        .sense(egui::Sense::click());
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_cursor(egui::CursorIcon::Text).clicked() {
        session.compare.line.cell = Some(key);
        session.compare.line.wants_focus = true;
    }
    let n_new = position.map_or(0, |position| position.n_new);
    if n_new > 0 {
        let words = format!("{n_new} new since you wrote this");
        let label = RichText::new(format!("• {words}"))
            .size(text_size::SMALL)
            .color(tokens.accent);
        let response = ui.add(egui::Button::new(label).frame(false));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        if response
            .on_hover_text("Click when you have looked at them")
            .clicked()
        {
            view.edit(edits::look_at_line(view.project, *topic, party, statements));
        }
    }
}

/// What can be done with all cards of a cell.
fn all_of_cell_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, context: CellContext<'_>) {
    let cards: Vec<&Card> = context.cell.cards().map(Arc::as_ref).collect();
    all_of_ui(ui, view, session, &cards, |project| {
        vec![clips::of_cell(project, context.row, context.column, context.cell)]
    });
}

/// What can be done with several cards; `groups` makes them ready for the clipboard.
pub(super) fn all_of_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    cards: &[&Card],
    groups: impl Fn(&Project) -> Vec<ClipGroup>,
) {
    ui.set_min_width(240.0);
    let new: Vec<StatementId> = cards
        .iter()
        .filter(|card| !card.is_in_briefing)
        .map(|card| card.id)
        .collect();
    ui.add_enabled_ui(!new.is_empty(), |ui| {
        let words = format!("Add all {} to the briefing", new.len());
        if text_icon_button(ui, "add", &words).clicked() {
            view.send(Command::Statements(new.clone(), StatementCommand::AddToBriefing));
            ui.close();
        }
    });
    submenu(ui, "topic", "File all under…", |ui| {
        if topic_picker::topic_picker_ui(ui, view, &mut session.compare.topic_name, cards) {
            ui.close();
        }
    });
    ui.separator();
    for (words, form) in [
        ("Copy all as text", Form::Text),
        ("Copy all as Markdown", Form::Markdown),
    ] {
        if text_icon_button(ui, "copy", words).clicked() {
            let groups = groups(view.project);
            clips::copy(view, &groups, form);
            ui.close();
        }
    }
}

/// What an empty cell says: silence is information.
pub(super) fn silence_ui(ui: &mut Ui, view: &mut ViewContext<'_>, context: CellContext<'_>, at: Rect) {
    let tokens = Tokens::for_ui(ui);
    let left_top = at.min + vec2(space::XS, beside(context));
    let line = Rect::from_min_size(left_top, vec2(at.width() - space::XS, 20.0));
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("silence", &context.row.key, context.column))
            .max_rect(line)
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.spacing_mut().item_spacing.x = space::XS;
    child.spacing_mut().interact_size.y = 18.0;
    let small = |words: String| {
        let words = RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak);
        egui::Label::new(words).truncate()
    };
    let n_kept_out = context.cell.n_kept_out;
    if n_kept_out > 0 {
        child.add(small(format!("{n_kept_out} kept out by the filters")));
        return;
    }
    let (RowKey::Topic(Some(topic)), ColumnKey::Party(party)) = (&context.row.key, context.column) else {
        // Nobody has to say something on no topic.
        if context.row.key != RowKey::Topic(None) {
            child.add(small(none_found(context.row.n_articles)));
        }
        return;
    };
    let n_articles = view.project.articles().len();
    let line = view.project.lines().get(&(*topic, party.clone()));
    let of = format!("{} on {}", clips::column_name(context.column), context.row.title);
    let Some(n_checked) = line.and_then(|line| line.silence_in) else {
        child.add(small(none_found(n_articles)));
        let name = format!("Mark silence of {of} as checked");
        let about = "Mark as checked: you have looked, and there is nothing";
        if mark_ui(&mut child, "accept", &name, about).clicked() {
            view.edit(edits::check_silence(
                view.project,
                *topic,
                party,
                Some(n_articles),
            ));
        }
        return;
    };
    child.label(icon_text("accept", 13.0).color(tokens.success));
    let n_since = n_articles.saturating_sub(n_checked);
    let since = if n_since > 0 {
        format!(", {n_since} since")
    } else {
        String::new()
    };
    child.add(small(format!("checked: {}{since}", none_found(n_checked))));
    if n_since > 0 {
        let name = format!("Mark silence of {of} as checked again");
        let about = "Articles came since. Click when you have looked at them as well.";
        if mark_ui(&mut child, "refresh", &name, about).clicked() {
            view.edit(edits::check_silence(
                view.project,
                *topic,
                party,
                Some(n_articles),
            ));
        }
    } else if mark_ui(
        &mut child,
        "close",
        &format!("Silence of {of} is not checked"),
        "Not checked after all",
    )
    .clicked()
    {
        view.edit(edits::check_silence(view.project, *topic, party, None));
    }
}

/// How much lower what an empty cell says begins, so that it is on one line with the counts of its row, or with the
/// first words of cards.
fn beside(context: CellContext<'_>) -> f32 {
    let head = |cell| Head::of(context.row, Some(context.column), cell);
    if head(context.cell) != Head::Nothing {
        0.0
    } else if context.row.cells.iter().any(|cell| head(cell) == Head::Count) {
        -2.5
    } else {
        4.5
    }
}

/// A small quiet icon to click on.
fn mark_ui(ui: &mut Ui, icon: &str, name: &str, about: &str) -> egui::Response {
    let tokens = Tokens::for_ui(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 18.0), egui::Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let color = if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, tokens.hover);
        tokens.accent
    } else {
        tokens.hairline.lerp_to_gamma(tokens.text_weak, 0.45)
    };
    let font = icon_format(13.0, color).font_id;
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        super::super::theme::icon(icon),
        font,
        color,
    );
    response.on_hover_text(about)
}

fn none_found(n_articles: usize) -> String {
    let plural = if n_articles == 1 { "" } else { "s" };
    format!("none found in {n_articles} article{plural}")
}
