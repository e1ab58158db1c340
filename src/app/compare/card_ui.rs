//! A card: the words first, then who said them and where they stand.

use egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::actions::party_name;
use super::super::command::{ArticleCommand, Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, space};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, kind_label};
use super::card_menu_ui;
use super::cursor::CardPlace;
use super::drop_ui::DraggedCard;
use super::marks::CardMarks;
use super::source_ui::{AlsoIn, day, headline_ui, outlet, relay_ui, where_ui, who_ui};
use super::stance_ui::{other_topics_ui, stance_of_row_ui, stance_on};
use super::table_ui::hold_focus;
use super::words_ui::{first_words, words_ui};
use super::{stance_ui, topic_picker};
use crate::compare::{Card, RowKey};
use crate::model::{Kind, Stance};
use crate::project::Project;

/// Cards with more lines than this are folded.
pub(super) const FOLDED_LINES: usize = 7;

/// Draws a card with its upper left corner and width as `at` says; returns its height. `place` tells the
/// cards of one statement apart; `is_new` says that it is newer than the line of its cell.
pub(super) fn card_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    session: &mut Session,
    card: &Card,
    at: Rect,
    place: &CardPlace,
    is_new: bool,
) -> f32 {
    let tokens = Tokens::for_ui(ui);
    let id = egui::Id::unique(("card", card.id, &place.row, &place.column));
    // Last frame's height is this frame's target for the pointer.
    let height: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(90.0);
    let whole = Rect::from_min_size(at.min, vec2(at.width(), height));
    let response = ui.interact(whole, id, Sense::click_and_drag());
    let sought = session.compare.marks.sought();
    let marks = session.compare.marks.of(card);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, accessible_name(view.project, card, &marks)));
    response.dnd_set_drag_payload(DraggedCard::of(card, place));

    let is_cursor = session.compare.is_at(place);
    let is_selected = session.selected == Some(card.id);
    let is_pointed_at = ui.rect_contains_pointer(whole) && !egui::DragAndDrop::has_any_payload(ui.ctx());
    hold_focus(ui, session, &response, is_cursor);
    if response.gained_focus() && !is_cursor {
        session.compare.stand_at(place);
        session.selected = Some(card.id);
    }
    if response.dragged() {
        ui.painter().rect_filled(whole, 6.0, tokens.hover);
    } else if is_selected || response.has_focus() {
        ui.painter().rect_filled(whole, 6.0, tokens.selection);
    } else if is_pointed_at {
        ui.painter().rect_filled(whole, 6.0, tokens.panel);
    }
    let colors = tokens.party(card.parties.first());
    let is_quoted = card.kind != Kind::Indirect;
    let inside = Rect::from_min_size(
        at.min + vec2(space::M, space::XS),
        vec2(at.width() - space::M - space::XS, 10.0),
    );
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(id)
            .max_rect(inside)
            .layout(Layout::top_down(Align::Min)),
    );
    child.spacing_mut().item_spacing = vec2(space::XS, 3.0);
    child.set_width(inside.width());
    words_ui(&mut child, view, session, card, &marks);
    let words_bottom = child.min_rect().bottom();
    who_ui(&mut child, card, &sought);
    relay_ui(&mut child, card);
    // The row of an article has it in its heading.
    if marks.needs_headline && !matches!(place.row, RowKey::Article(_)) {
        headline_ui(&mut child, card, &sought);
    }
    where_ui(&mut child, card, &sought, is_new);
    if let Some(topic) = place.topic() {
        stance_of_row_ui(&mut child, view, card, topic);
    }
    other_topics_ui(&mut child, view, card, place.topic());
    let bottom = child.min_rect().bottom() + space::XS;
    if is_quoted {
        let rule = Rect::from_min_max(
            at.min + vec2(space::XS, space::XS + 2.0),
            egui::pos2(at.left() + space::XS + space::PARTY_RULE, words_bottom),
        );
        ui.painter().rect_filled(rule, 1.0, colors.rule);
    }
    let drawn = bottom - at.top();
    ui.data_mut(|data| data.insert_temp(id, drawn));

    if is_pointed_at || is_cursor {
        tools_ui(ui, view, session, card, whole);
    }
    if response.clicked() {
        session.selected = Some(card.id);
        session.compare.stand_at(place);
        response.request_focus();
    }
    picker_ui(view, session, card, place, &response);
    stance_ui::place_ui(view, session, card, place, &response);
    if response.double_clicked() {
        view.send(Command::Statements(vec![card.id], StatementCommand::OpenInReader));
    }
    egui::Popup::context_menu(&response)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| card_menu_ui::card_menu_ui(ui, view, session, card));
    drawn
}

/// The topics, opened by key at the card.
fn picker_ui(
    view: &mut ViewContext<'_>,
    session: &mut Session,
    card: &Card,
    place: &CardPlace,
    response: &egui::Response,
) {
    if session.compare.picks_topic_for.as_ref() != Some(place) {
        return;
    }
    let mut is_open = true;
    let mut is_done = false;
    egui::Popup::from_response(response)
        .id(response.id.with("topics"))
        .open_bool(&mut is_open)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let words = &mut session.compare.topic_name;
            is_done = topic_picker::topic_picker_ui(ui, view, words, &[card]);
        });
    if is_done || !is_open {
        session.compare.picks_topic_for = None;
        session.compare.wants_card_focus = true;
    }
}

/// "Sergei Lavrov, Foreign Minister, Russia, quotation, Daily Post, 3 March 2027, opposes Tolls, checked: the words".
fn accessible_name(project: &Project, card: &Card, marks: &CardMarks) -> String {
    let mut about = vec![card.speaker.as_deref().unwrap_or("Unknown speaker").to_owned()];
    about.extend(card.role.clone());
    about.extend(
        card.parties
            .iter()
            .map(|party| party_name(Some(party)).to_owned()),
    );
    about.push(kind_label(card.kind).to_lowercase());
    about.push(outlet(card).to_owned());
    about.push(day(card));
    about.extend(AlsoIn::of(card).map(|also_in| also_in.to_string()));
    for (topic, stance) in &card.topics {
        if let Some(topic) = project
            .topics()
            .get(topic)
            .filter(|_| *stance != Stance::NoneStated)
        {
            about.push(stance_on(*stance, &topic.name));
        }
    }
    if card.is_checked {
        about.push("checked".to_owned());
    }
    if card.is_in_briefing {
        about.push("in the briefing".to_owned());
    }
    format!("{}: {}", about.join(", "), first_words(card, marks))
}

/// The buttons of the card that the pointer is on.
fn tools_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session, card: &Card, whole: Rect) {
    let tokens = Tokens::for_ui(ui);
    let n_buttons = 3.0;
    let size = vec2(n_buttons * 28.0 + 8.0, 30.0);
    // At the foot, where they cover no words.
    let rect = Rect::from_min_size(whole.right_bottom() + vec2(-size.x - 2.0, 8.0 - size.y), size);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("tools", card.id))
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    child.painter().rect(
        rect,
        6.0,
        tokens.raised,
        egui::Stroke::new(1.0, tokens.hairline),
        egui::StrokeKind::Inside,
    );
    child.spacing_mut().item_spacing.x = 0.0;
    // Each as wide as it is high.
    child.spacing_mut().button_padding.x = 6.0;
    child.add_space(space::XS);
    let name = if card.is_in_briefing {
        "In the briefing"
    } else {
        "Add to briefing"
    };
    let icon = if card.is_in_briefing { "check" } else { "add" };
    let add = child
        .add_enabled_ui(!card.is_in_briefing, |ui| icon_button(ui, icon, name))
        .inner
        .on_disabled_hover_text(name);
    if add.clicked() {
        view.send(Command::Statements(
            vec![card.id],
            StatementCommand::AddToBriefing,
        ));
    }
    if icon_button(&mut child, "reader", "Open in reader").clicked() {
        view.send(Command::Statements(vec![card.id], StatementCommand::OpenInReader));
        view.send(Command::Article(card.id.article, ArticleCommand::MarkRead(true)));
    }
    let more = icon_button(&mut child, "dots", "Correct and more");
    egui::Popup::menu(&more)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| card_menu_ui::card_menu_ui(ui, view, session, card));
}
