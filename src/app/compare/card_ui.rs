//! A card: the words first, then who said them and where they stand.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::actions::party_name;
use super::super::command::{ArticleCommand, Command, StatementCommand};
use super::super::session::Session;
use super::super::theme::{Tokens, icon, icon_format, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, kind_label, party_badge};
use super::card_menu_ui;
use super::cursor::CardPlace;
use super::drop_ui::DraggedCard;
use super::stance_ui::{other_topics_ui, stance_of_row_ui, stance_on};
use super::table_ui::hold_focus;
use super::{stance_ui, topic_picker};
use crate::compare::{Card, Carrier, surroundings};
use crate::model::{Kind, Origin, Stance};
use crate::project::Project;
use crate::text::span::slice;
use crate::text::unseen::masked;

/// Cards with more lines than this are folded.
pub(super) const FOLDED_LINES: usize = 7;
/// Confidence below this is shown, in per cent.
const LOW: u8 = 50;
const WORDS: f32 = 15.0;

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
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, accessible_name(view.project, card)));
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
    words_ui(&mut child, view, session, card);
    let words_bottom = child.min_rect().bottom();
    who_ui(&mut child, card);
    relay_ui(&mut child, card);
    where_ui(&mut child, card, is_new);
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
fn accessible_name(project: &Project, card: &Card) -> String {
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
    about.extend(carriers(card));
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
    let words: String = card.words.chars().take(120).collect();
    format!("{}: {words}", about.join(", "))
}

fn outlet(card: &Card) -> &str {
    card.outlet.as_deref().unwrap_or("unknown outlet")
}

fn day(card: &Card) -> String {
    card.date.map_or_else(
        || "no date".to_owned(),
        |date| date.date().strftime("%-d\u{a0}%b\u{a0}%Y").to_string(),
    )
}

/// Whether the sentence says more than the card.
fn has_more_around(view: &ViewContext<'_>, card: &Card) -> bool {
    view.project
        .statement_in_article(card.id)
        .is_some_and(|(statement, article)| {
            let n_bytes: usize = statement.content.iter().map(|span| span.len()).sum();
            surroundings(statement, article).is_some_and(|around| around.len() > n_bytes + 8)
        })
}

/// The sentence around a statement, its words on the party's tint.
pub(super) fn sentence_ui(ui: &mut Ui, view: &ViewContext<'_>, card: &Card) {
    let tokens = Tokens::for_ui(ui);
    let Some((statement, article)) = view.project.statement_in_article(card.id) else {
        return;
    };
    let Some(around) = surroundings(statement, article) else {
        return;
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width().min(space::MEASURE);
    let format = TextFormat {
        font_id: reading::upright(WORDS),
        color: tokens.text_weak,
        line_height: Some(20.0),
        ..TextFormat::default()
    };
    let said = TextFormat {
        color: tokens.text,
        background: tokens.party(card.parties.first()).tint,
        ..format.clone()
    };
    let mut at = around.start();
    for span in &statement.content {
        job.append(
            &masked(slice(&article.text, at, span.start())),
            0.0,
            format.clone(),
        );
        job.append(&masked(span.of(&article.text)), 0.0, said.clone());
        at = span.end();
    }
    job.append(&masked(slice(&article.text, at, around.end())), 0.0, format);
    ui.label(job);
}

fn words_ui(ui: &mut Ui, view: &ViewContext<'_>, session: &mut Session, card: &Card) {
    let tokens = Tokens::for_ui(ui);
    let is_unfolded = session.compare.unfolded_cards.contains(&card.id);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    if !is_unfolded {
        job.wrap.max_rows = FOLDED_LINES;
    }
    let format = TextFormat {
        font_id: reading::upright(WORDS),
        color: tokens.text,
        line_height: Some(21.0),
        ..TextFormat::default()
    };
    // A card never lays out more than a screen of words unless it is asked to.
    let words: String = if is_unfolded {
        card.words.clone()
    } else {
        card.words.chars().take(900).collect()
    };
    if let Some(cue) = &card.cue {
        let weak = TextFormat {
            color: tokens.text_weak,
            ..format.clone()
        };
        job.append(&masked(&format!("{cue} ")), 0.0, weak);
    }
    job.append(&masked(&words), 0.0, format);
    let galley = ui.painter().layout_job(job);
    let is_cut = galley.elided || words.len() < card.words.len();
    let response = ui.label(galley);
    if response.hovered() && (is_cut || has_more_around(view, card)) {
        response.on_hover_ui(|ui| sentence_ui(ui, view, card));
    }
    if is_cut || is_unfolded {
        let words = if is_unfolded { "Less" } else { "More" };
        if ui.link(RichText::new(words).size(text_size::SMALL)).clicked() {
            if is_unfolded {
                session.compare.unfolded_cards.remove(&card.id);
            } else {
                session.compare.unfolded_cards.insert(card.id);
            }
        }
    }
}

/// Speaker and role; of a joint statement also for whom it speaks.
fn who_ui(ui: &mut Ui, card: &Card) {
    let tokens = Tokens::for_ui(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = 2;
    let format = |font, color| TextFormat {
        font_id: font,
        color,
        ..TextFormat::default()
    };
    let weak = format(egui::FontId::proportional(text_size::SMALL), tokens.text_weak);
    match &card.speaker {
        Some(speaker) => job.append(
            &masked(speaker),
            0.0,
            format(semibold(text_size::SMALL + 0.5), tokens.text),
        ),
        None => job.append("Unknown speaker", 0.0, weak.clone()),
    }
    if let Some(role) = &card.role {
        job.append(&masked(&format!(", {role}")), 0.0, weak);
    }
    ui.label(job);
    if card.parties.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::XS, 2.0);
            for party in &card.parties {
                party_badge(ui, Some(party));
            }
        });
    }
}

/// Who stands between the speaker and the article, in a line of small print.
fn relay_ui(ui: &mut Ui, card: &Card) {
    let Some(relay) = &card.relay else {
        return;
    };
    let tokens = Tokens::for_ui(ui);
    let (words, about) = match (&relay.report, &relay.go_between) {
        (Some(report), _) => (
            format!("passes on: “{report}”"),
            "The speaker stands between: what another has said is passed on",
        ),
        (None, Some(name)) => (
            format!("by way of {name}"),
            "Stands between the speaker and the article",
        ),
        (None, None) => return,
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = 2;
    job.append(
        &icon("split").to_string(),
        0.0,
        icon_format(13.0, tokens.text_weak),
    );
    let format = TextFormat {
        font_id: egui::FontId::proportional(text_size::SMALL),
        color: tokens.text_weak,
        ..TextFormat::default()
    };
    job.append(&masked(&words), space::XS, format);
    ui.label(job).on_hover_text(about);
}

/// So many other articles are named on hovering.
const MOST_TOLD: usize = 12;

/// "also in Baltic Standard and 3 more": the outlets that carry it too, at most three by name.
fn carriers(card: &Card) -> Option<String> {
    const N_NAMES: usize = 3;
    let mut names: Vec<&str> = Vec::new();
    for carrier in card.others() {
        let name = carrier.outlet.as_deref().unwrap_or(&carrier.headline);
        if card.outlet.as_deref() != Some(name) && !names.contains(&name) && names.len() < N_NAMES {
            names.push(name);
        }
    }
    let n_unnamed = card.others().count().saturating_sub(names.len());
    match (names.is_empty(), n_unnamed) {
        (true, 0) => None,
        (true, 1) => Some("also in 1 other article".to_owned()),
        (true, n) => Some(format!("also in {n} other articles")),
        (false, 0) => Some(format!("also in {}", names.join(", "))),
        (false, n) => Some(format!("also in {} and {n} more", names.join(", "))),
    }
}

/// "Baltic Standard · 5 Mar 2027 · Talks resume".
pub(super) fn carried_in(carrier: &Carrier) -> String {
    let date = carrier
        .date
        .map(|date| date.date().strftime("%-d %b %Y").to_string());
    let outlet = carrier.outlet.as_deref().map(str::to_owned);
    let place = outlet.into_iter().chain(date);
    place
        .chain([carrier.headline.to_string()])
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Outlet, date, other carriers and marks, as one line of small print.
fn where_ui(ui: &mut Ui, card: &Card, is_new: bool) {
    let tokens = Tokens::for_ui(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let small = |color| TextFormat {
        font_id: egui::FontId::proportional(text_size::SMALL),
        color,
        ..TextFormat::default()
    };
    let mut place = vec![outlet(card).to_owned(), day(card)];
    place.extend(carriers(card));
    if card.kind == Kind::Indirect {
        let paraphrase = TextFormat {
            font_id: reading::italic(text_size::SMALL + 0.5),
            color: tokens.text_weak,
            ..TextFormat::default()
        };
        job.append("paraphrase", 0.0, paraphrase);
        job.append(" · ", 0.0, small(tokens.text_weak));
    }
    job.append(&masked(&place.join(" · ")), 0.0, small(tokens.text_weak));
    let mut about = vec![card.headline.to_string()];
    let mut mark = |name: &str, color, words: String| {
        job.append(&icon(name).to_string(), space::XS, icon_format(13.0, color));
        about.push(words);
    };
    if is_new {
        mark("dot", tokens.accent, "Newer than your line".to_owned());
    }
    match card.origin {
        Origin::Extracted => {}
        Origin::Corrected => mark("pencil", tokens.text_weak, "Corrected by hand".to_owned()),
        Origin::ByHand => mark("person", tokens.text_weak, "Made by hand".to_owned()),
    }
    if card.is_checked && card.origin != Origin::ByHand {
        mark("accept", tokens.success, "Checked".to_owned());
    }
    if card.is_in_briefing {
        mark("briefing", tokens.accent, "In the briefing".to_owned());
    }
    if card.confidence.percent() < LOW && !card.is_checked {
        let words = format!("Only {} per cent sure", card.confidence.percent());
        mark("question", tokens.warning, words);
    }
    let n_others = card.others().count();
    about.extend(
        card.others()
            .take(MOST_TOLD)
            .map(|carrier| format!("Also: {}", carried_in(carrier))),
    );
    if n_others > MOST_TOLD {
        about.push(format!("and {} more, by the card's menu", n_others - MOST_TOLD));
    }
    ui.label(job).on_hover_text(masked(&about.join("\n")));
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
