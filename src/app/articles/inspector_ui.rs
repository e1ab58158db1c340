//! The inspector: all that is known of the selected statement, and the controls to correct it.

use std::sync::Arc;

use egui::{
    Button, CollapsingHeader, Frame, Margin, RichText, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo,
};

use super::super::briefing_target::DraggedStatement;
use super::super::command::{Command, Global, Scope, StatementCommand, choosing, next_visible};
use super::super::theme::{Tokens, icon_text, reading, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{
    icon_button, kind_label, person_picker, primary_button, segmented, text_icon_button,
};
use super::boundaries::{self, Direction, End};
use super::draft::{Draft, Target, draft_ui};
use super::{ArticlesSession, Inspector, details_ui, facts, padding, parties_ui, topics_ui};
use crate::model::{Article, BlockKind, Kind, Origin, Passage, Speaker, Statement, StatementId};
use crate::project::{Project, edits};
use crate::text::Span;
use crate::text::unseen::masked;

const IN_BRIEFING: &str = "In the briefing";

/// Draws the inspector.
pub(super) fn inspector_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    articles: &mut ArticlesSession,
    selected: Option<StatementId>,
) {
    let Some((article_id, entry)) = articles
        .open
        .and_then(|id| Some((id, view.project.entry(id)?.clone())))
    else {
        return;
    };
    let id = selected.filter(|id| id.article == article_id && view.project.statement(*id).is_some());
    let inspector = &mut articles.inspector;
    keep_draft(view, inspector, id, article_id);
    if inspector.picks_for != id {
        inspector.picks_for = id;
        inspector.party_picker = None;
        inspector.topic_picker = None;
    }
    ScrollArea::vertical()
        .id_salt("inspector")
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::new().inner_margin(padding()).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                match id.and_then(|id| Some((id, entry.statements.get(&id.number)?))) {
                    Some((id, statement)) => {
                        statement_ui(ui, view, inspector, id, statement, &entry.article);
                    }
                    None => hint_ui(ui, &entry.article),
                }
                ui.add_space(space::S);
                details_ui::details_ui(ui, view, inspector, article_id, &entry.article);
                ui.add_space(space::XL);
            });
        });
}

/// A draft whose field is gone, because something else was selected meanwhile, is not lost.
fn keep_draft(
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    shown: Option<StatementId>,
    article: crate::model::ArticleId,
) {
    let is_shown = |draft: &Draft| match draft.target {
        Target::SpeakerName(id) | Target::SpeakerRole(id) => shown == Some(id),
        Target::Metadata(id, _) => id == article,
    };
    if let Some(draft) = inspector.draft.take_if(|draft| !is_shown(draft)) {
        match draft.target {
            Target::SpeakerName(id) => name_speaker(view, id, Some(draft.words), None, inspector.scope()),
            Target::SpeakerRole(id) => name_speaker(view, id, None, Some(draft.words), inspector.scope()),
            Target::Metadata(id, field) => {
                // A date that is none has nowhere to be complained about any more.
                details_ui::set(view, id, field, &draft.words).ok();
            }
        }
    }
}

fn hint_ui(ui: &mut Ui, article: &Article) {
    let tokens = Tokens::for_ui(ui);
    ui.add_space(space::XL);
    ui.vertical_centered(|ui| {
        ui.label(icon_text("quote", 28.0).color(tokens.text_weak));
        let words = if article.body.is_empty() {
            "This article has no text of its own."
        } else {
            "Click a highlighted statement, or mark words with the mouse or by keys (F7) to make one."
        };
        ui.label(RichText::new(words).color(tokens.text_weak));
    });
    ui.add_space(space::L);
}

fn statement_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: StatementId,
    statement: &Statement,
    article: &Article,
) {
    words_ui(ui, id, statement, article);
    boundaries_ui(ui, view, id, statement, article);
    actions_ui(ui, view, id, statement);
    separator(ui);
    kinds_ui(ui, view, id, statement);
    mentions_ui(ui, statement, article);
    separator(ui);
    speaker_ui(ui, view, inspector, id, statement);
    parties_ui::parties_ui(ui, view, inspector, id, statement);
    scope_ui(ui, inspector, statement);
    separator(ui);
    topics_ui::topics_ui(ui, view, inspector, id, statement);
    separator(ui);
    why_ui(ui, statement, article);
}

/// The words; they can be dragged into the briefing.
fn words_ui(ui: &mut Ui, id: StatementId, statement: &Statement, article: &Article) {
    let tokens = Tokens::for_ui(ui);
    let colors = tokens.party(statement.parties.first());
    let left = if statement.kind == Kind::Indirect { 0 } else { 10 };
    let frame = Frame::new().inner_margin(Margin { left, ..Margin::ZERO });
    let response = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            if statement.kind == Kind::Indirect {
                ui.label(
                    RichText::new("paraphrase")
                        .size(text_size::SMALL)
                        .color(tokens.text_weak),
                );
            }
            let words = facts::shortened(&statement.words(&article.text), 700);
            let color = if statement.is_visible {
                tokens.text
            } else {
                tokens.text_weak
            };
            ui.label(
                RichText::new(masked(&words))
                    .font(reading::upright(text_size::READING - 1.0))
                    .color(color),
            );
        })
        .response;
    let words = statement.words(&article.text);
    let drag = ui
        .interact(response.rect, ui.scope_id().with(("drag", id)), Sense::drag())
        .on_hover_cursor(egui::CursorIcon::Grab)
        .on_hover_text("Drag the words into the briefing");
    drag.widget_info(|| WidgetInfo::labeled(Role::Label, true, "Words of the statement"));
    drag.dnd_set_drag_payload(DraggedStatement::new(id, &words));
    if statement.kind != Kind::Indirect {
        let rect = response.rect;
        let rule = egui::Rect::from_min_size(rect.min, Vec2::new(space::PARTY_RULE, rect.height()));
        ui.painter().rect_filled(rule, 1.0, colors.rule);
    }
}

fn boundaries_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    id: StatementId,
    statement: &Statement,
    article: &Article,
) {
    let weak = Tokens::for_ui(ui).text_weak;
    let has_next = next_visible(view.project, id).is_some();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (name, end, keys) in [("Start", End::Start, "Alt+Shift+"), ("End", End::End, "Shift+")] {
            ui.label(RichText::new(name).size(text_size::SMALL).color(weak));
            for (icon, direction, earlier, arrow) in [
                ("chevron_left", Direction::Back, "earlier", "←"),
                ("chevron_right", Direction::On, "later", "→"),
            ] {
                let moved = boundaries::moved(&article.text, &statement.content, end, direction);
                let words = format!("{name} one word {earlier}");
                let response = ui
                    .add_enabled_ui(moved.is_some(), |ui| icon_button(ui, icon, &words))
                    .inner
                    .on_hover_text(format!("{keys}{arrow}"));
                if response.clicked() {
                    view.edit(moved.and_then(|content| edits::set_content(view.project, id, &content)));
                }
            }
            ui.add_space(space::XS);
        }
        let mut tool = |ui: &mut Ui, icon: &str, name: &str, keys: &str, is_possible: bool, command| {
            let response = ui
                .add_enabled_ui(is_possible, |ui| icon_button(ui, icon, name))
                .inner;
            if response.on_hover_text(keys).clicked() {
                view.send(Command::Statements(vec![id], command));
            }
        };
        let can_split = boundaries::split_place(&article.text, &statement.content).is_some();
        let split = StatementCommand::Split(None);
        tool(ui, "split", "Split statement", "Ctrl+Shift+J", can_split, split);
        let merge = StatementCommand::MergeWithNext;
        tool(ui, "merge", "Merge with the next", "Ctrl+J", has_next, merge);
    });
}

fn actions_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: StatementId, statement: &Statement) {
    let tokens = Tokens::for_ui(ui);
    let mut chosen = None;
    let mut removes = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(space::XS);
        let mut button = |ui: &mut Ui, icon: &str, words: &str, about: &str, command: StatementCommand| {
            if text_icon_button(ui, icon, words).on_hover_text(about).clicked() {
                chosen = Some(command);
            }
        };
        if statement.is_checked {
            let command = StatementCommand::SetChecked(false);
            button(ui, "accept", "Checked", "Take the check back", command);
        }
        if is_in_briefing(view.project, id) {
            let icon = icon_text("briefing", 15.0).color(tokens.success);
            let response = ui.add(
                Button::new((icon, IN_BRIEFING))
                    .frame(false)
                    .sense(Sense::hover()),
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, IN_BRIEFING));
        } else {
            let command = StatementCommand::AddToBriefing;
            button(
                ui,
                "add",
                "Add to briefing",
                "Place it in the briefing  Ctrl+B",
                command,
            );
        }
        if !statement.is_visible {
            let command = StatementCommand::SetVisible(true);
            button(ui, "show", "Bring back", "Show it again", command);
        } else if statement.origin == Origin::ByHand {
            let response = text_icon_button(ui, "trash", "Remove statement");
            removes = response.on_hover_text("Undo brings it back").clicked();
        } else {
            let command = StatementCommand::SetVisible(false);
            let about = "Hide it here and in Compare; it can be brought back  Ctrl+H";
            button(ui, "hide", "Put aside", about, command);
        }
        if icon_button(ui, "copy", "Copy with citation").clicked() {
            chosen = Some(StatementCommand::Copy);
        }
    });
    if let Some(command) = chosen {
        view.send(Command::Statements(vec![id], command));
    }
    if removes {
        view.edit(edits::remove_statement(view.project, id));
    }
    if primary_button(ui, "Right, go on")
        .on_hover_text("Mark as right and go to the next statement  Ctrl+Enter")
        .clicked()
    {
        view.send(Command::Global(Global::CheckAndNext));
    }
}

fn is_in_briefing(project: &Project, id: StatementId) -> bool {
    project.briefing().blocks.values().any(|block| {
        matches!(&block.kind, BlockKind::Excerpt(excerpt) if excerpt.passage == Passage::Statement(id))
    })
}

fn kinds_ui(ui: &mut Ui, view: &mut ViewContext<'_>, id: StatementId, statement: &Statement) {
    let choices = [Kind::Direct, Kind::Mixed, Kind::Indirect].map(|kind| (kind, kind_label(kind)));
    if let Some(kind) = segmented(ui, "Kind", &choices, statement.kind) {
        view.send(Command::Statements(vec![id], StatementCommand::SetKind(kind)));
    }
}

fn mentions_ui(ui: &mut Ui, statement: &Statement, article: &Article) {
    const NAMES_WIDTH: f32 = 80.0;
    let tokens = Tokens::for_ui(ui);
    ui.spacing_mut().interact_size.y = 18.0;
    let words = |span: Option<Span>| span.map(|span| span.of(&article.text));
    let mut mentions = vec![
        ("Source", words(statement.source)),
        ("Reported by", words(statement.cue)),
    ];
    mentions.extend(facts::relay(statement).map(|(name, words)| (name, Some(words))));
    for (name, words) in mentions {
        ui.horizontal_top(|ui| {
            let left = ui.cursor().left();
            ui.label(RichText::new(name).size(text_size::SMALL).color(tokens.text_weak));
            ui.add_space((left + NAMES_WIDTH - ui.cursor().left()).max(0.0));
            ui.vertical(|ui| match words {
                Some(words) => {
                    let words = masked(&facts::shortened(words, 120)).into_owned();
                    ui.label(RichText::new(format!("“{words}”")).font(reading::upright(text_size::BODY)))
                }
                None => ui.label(RichText::new("not named").color(tokens.text_weak)),
            });
        });
    }
    ui.spacing_mut().interact_size.y = space::CONTROL;
}

fn speaker_ui(
    ui: &mut Ui,
    view: &mut ViewContext<'_>,
    inspector: &mut Inspector,
    id: StatementId,
    statement: &Statement,
) {
    let name = statement.speaker_name().unwrap_or_default();
    let role = statement
        .speaker
        .as_ref()
        .and_then(|speaker| speaker.role.as_deref())
        .unwrap_or_default();
    let draft = &mut inspector.draft;
    let target = Target::SpeakerName(id);
    let typed = draft
        .as_ref()
        .filter(|draft| draft.target == target)
        .map_or_else(String::new, |draft| draft.words.clone());
    let (field, name) = draft_ui(ui, draft, target, "Speaker", name, "Who said it");
    if std::mem::take(&mut inspector.wants_speaker_focus) {
        field.request_focus();
        field.scroll_to_me(None);
    }
    let people = Arc::clone(view.derived.people());
    if let Some(person) = person_picker(ui, &field, &typed, &people) {
        inspector.draft = None;
        let command = choosing(person, inspector.scope());
        view.send(Command::Statements(vec![id], command));
        return;
    }
    let (_, role) = draft_ui(
        ui,
        &mut inspector.draft,
        Target::SpeakerRole(id),
        "Role",
        role,
        "Foreign Minister",
    );
    if name.is_some() || role.is_some() {
        name_speaker(view, id, name, role, inspector.scope());
    }
}

/// Says who speaks; what is not given stays as it is.
fn name_speaker(
    view: &mut ViewContext<'_>,
    id: StatementId,
    name: Option<String>,
    role: Option<String>,
    scope: Scope,
) {
    let Some(statement) = view.project.statement(id) else {
        return;
    };
    let before = statement.speaker.clone();
    let name = name.unwrap_or_else(|| {
        before
            .as_ref()
            .map_or_else(String::new, |speaker| speaker.name.clone())
    });
    let role = role
        .or_else(|| before.as_ref()?.role.clone())
        .filter(|role| !role.trim().is_empty());
    let after = (!name.trim().is_empty()).then(|| Speaker {
        name: name.trim().to_owned(),
        role: role.map(|role| role.trim().to_owned()),
    });
    if after != before {
        view.send(Command::Statements(
            vec![id],
            StatementCommand::SetSpeaker(after, scope),
        ));
    }
}

fn scope_ui(ui: &mut Ui, inspector: &mut Inspector, statement: &Statement) {
    label(ui, "Corrections hold for");
    let choices = [(false, "This statement"), (true, "Whole project")];
    let who = statement.speaker_name().unwrap_or("this speaker");
    let response =
        ui.scope(|ui| segmented(ui, "Corrections hold for", &choices, inspector.reaches_everywhere));
    response.response.on_hover_text(format!(
        "Whole project: all that {who} says, also in articles that are imported later"
    ));
    if let Some(reaches_everywhere) = response.inner {
        inspector.reaches_everywhere = reaches_everywhere;
    }
}

fn why_ui(ui: &mut Ui, statement: &Statement, article: &Article) {
    let tokens = Tokens::for_ui(ui);
    let weak = |words: String| {
        RichText::new(masked(&words))
            .size(text_size::SMALL)
            .color(tokens.text_weak)
    };
    let reasons = facts::reasons(statement, &article.text);
    ui.horizontal(|ui| {
        ui.label(facts::origin(statement));
        ui.label(weak(format!("{} % sure", statement.confidence.percent())));
    });
    if reasons.is_empty() {
        return;
    }
    CollapsingHeader::new(RichText::new("Why").font(semibold(text_size::BODY)))
        .id_salt("why")
        .default_open(true)
        .show_unindented(ui, |ui| {
            for (sentence, words) in reasons {
                ui.label(RichText::new(sentence).size(text_size::SMALL));
                if !words.is_empty() {
                    let words = format!("“{}”", facts::shortened(&words, 120));
                    let words = RichText::new(words).font(reading::upright(text_size::BODY));
                    ui.indent("words", |ui| ui.label(words.color(tokens.text_weak)));
                }
            }
        });
}

/// A small label above a control.
pub(super) fn label(ui: &mut Ui, words: &str) {
    let color = Tokens::for_ui(ui).text_weak;
    ui.label(RichText::new(words).size(text_size::SMALL).color(color));
}

/// A hairline between groups.
pub(super) fn separator(ui: &mut Ui) {
    let color = Tokens::for_ui(ui).hairline;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 9.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, color));
}
