//! The bar above the preview: how long the document is, what to look at, export.

use egui::{Align, AtomExt as _, Frame, Label, Margin, RichText, Stroke, Ui, vec2};

use super::super::command::{ArticleCommand, BriefingCommand, Command, Copying, Global, Outbox};
use super::super::session::Session;
use super::super::theme::{Tokens, icon_text, semibold, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{icon_button, primary_button, text_icon_button};
use super::BriefingSession;
use super::data::{self, Spot};
use crate::briefing::{Finding, FindingKind, Place};
use crate::model::Issue;

/// Draws the bar.
pub(super) fn bar_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let session = &mut session.briefing;
    let bar = Frame::new()
        .inner_margin(Margin::symmetric(12, 6))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(RichText::new("Preview").font(semibold(text_size::BODY)));
                    let length = RichText::new(session.facts.length());
                    ui.label(length.size(text_size::SMALL).color(tokens.text_weak))
                        .on_hover_text("Reading time at 230 words a minute, without notes and sources");
                });
                ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                    if icon_button(ui, "sidebar", "Hide preview").clicked() {
                        session.shows_preview = Some(false);
                    }
                    if primary_button(ui, "Export…").clicked() {
                        view.send(Command::Global(Global::ExportBriefing));
                    }
                });
            });
            ui.horizontal(|ui| edition_ui(ui, view, session));
            warnings_ui(ui, view, session);
        });
    let rect = bar.response.rect;
    ui.painter().hline(
        ui.max_rect().x_range(),
        rect.bottom(),
        Stroke::new(1.0, tokens.hairline),
    );
}

/// Which document is shown, what can be copied, and the issues.
fn edition_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut BriefingSession) {
    let tokens = Tokens::for_ui(ui);
    ui.spacing_mut().item_spacing.x = space::XS;
    let is_speaking = session.edition.is_speaking_copy;
    let response = ui
        .selectable_label(is_speaking, RichText::new("Speaking copy").size(text_size::SMALL))
        .on_hover_text("Show, copy and export without what must not be disclosed");
    if response.clicked() {
        session.edition.is_speaking_copy = !is_speaking;
    }
    let has_annex = session.edition.has_annex;
    let response = ui
        .selectable_label(has_annex, RichText::new("Annex").size(text_size::SMALL))
        .on_hover_text("Show and export the texts of the cited articles as imported");
    if response.clicked() {
        session.edition.has_annex = !has_annex;
    }
    let issues = &view.project.briefing().issues;
    let since = session.edition.since.and_then(|number| issues.get(number));
    let words = match (since, issues.len()) {
        (Some(issue), _) => format!("Since {}", data::shortened(&issue.name, 20)),
        (None, 0) => "Issues".to_owned(),
        (None, n) => data::counted(n, "issue", "issues"),
    };
    let menu = ui.menu_button(RichText::new(&words).size(text_size::SMALL), |ui| {
        issues_ui(ui, view, session, issues);
    });
    menu.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Issues"));
    let menu = ui.menu_button(RichText::new("Copy").size(text_size::SMALL), |ui| {
        for (words, copying) in [
            ("As rich text, for mail and Word", Copying::RichText),
            ("As Markdown", Copying::Markdown),
        ] {
            if ui.button(words).clicked() {
                view.send(Command::Briefing(BriefingCommand::Copy(copying)));
                ui.close();
            }
        }
    });
    menu.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Copy document"));
    if let Some(issue) = since {
        let (n_news, n_gone) =
            crate::briefing::issues::count_news(view.project, &view.derived.shown().document, issue);
        let words = format!("{n_news} new or changed, {n_gone} not shown");
        ui.label(
            RichText::new(words)
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    }
}

fn issues_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut BriefingSession, issues: &[Issue]) {
    let tokens = Tokens::for_ui(ui);
    if text_icon_button(ui, "pin", "Freeze as an issue").clicked() {
        view.send(Command::Briefing(BriefingCommand::FreezeIssue));
        ui.close();
    }
    if issues.is_empty() {
        let words = "Freeze what you hand over. Later an addendum can say what is new or changed since.";
        ui.add(
            Label::new(
                RichText::new(words)
                    .size(text_size::SMALL)
                    .color(tokens.text_weak),
            )
            .wrap(),
        );
        return;
    }
    ui.separator();
    if ui
        .selectable_label(session.edition.since.is_none(), "Whole document")
        .clicked()
    {
        session.edition.since = None;
        ui.close();
    }
    for (number, issue) in issues.iter().enumerate().rev() {
        ui.horizontal(|ui| {
            let words = format!("Addendum since {}", issue.name);
            let response = ui.selectable_label(session.edition.since == Some(number), words);
            if response.on_hover_text(format!("As of {}", issue.as_of)).clicked() {
                session.edition.since = Some(number);
                ui.close();
            }
            if icon_button(ui, "trash", &format!("Forget {}", issue.name)).clicked() {
                view.send(Command::Briefing(BriefingCommand::ForgetIssue(number)));
                session.edition.since = None;
                ui.close();
            }
        });
    }
}

/// "2 things to look at"; true when it was clicked. Nothing while there is nothing.
pub(super) fn warnings_button(ui: &mut Ui, session: &BriefingSession, is_open: bool) -> bool {
    let tokens = Tokens::for_ui(ui);
    let color = if session.facts.n_grave > 0 {
        tokens.error
    } else {
        tokens.warning
    };
    let n_warnings = session.facts.n_findings;
    if n_warnings == 0 {
        return false;
    }
    let words = data::counted(n_warnings, "thing to look at", "things to look at");
    let chevron = if is_open { "chevron_down" } else { "chevron_right" };
    let button = egui::Button::new((
        icon_text("warning", 14.0).color(color),
        RichText::new(&words).color(color),
        icon_text(chevron, 12.0).color(color),
    ))
    .frame_when_inactive(false);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &words));
    response.clicked()
}

fn warnings_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut BriefingSession) {
    if warnings_button(ui, session, session.shows_warnings) {
        session.shows_warnings = !session.shows_warnings;
    }
    if !session.shows_warnings {
        return;
    }
    let BriefingSession {
        facts, turned_kinds, ..
    } = session;
    let mut jump = None;
    egui::ScrollArea::vertical()
        .id_salt("warnings")
        .max_height(300.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (kind, findings) in facts.findings_by_kind() {
                // What is grave is open from the beginning.
                let is_open = kind.is_grave() != turned_kinds.contains(&kind);
                if kind_ui(ui, kind, findings.len(), is_open) && !turned_kinds.remove(&kind) {
                    turned_kinds.insert(kind);
                }
                if !is_open {
                    continue;
                }
                for finding in findings {
                    if finding_ui(ui, finding) {
                        jump = Some(finding.place);
                    }
                }
            }
        });
    if let Some(place) = jump {
        go_to(session, view.outbox, place);
    }
}

/// Goes to the place of a finding.
pub(super) fn go_to(session: &mut BriefingSession, outbox: &mut Outbox, place: Place) {
    match place {
        Place::Head => {
            session.jump = Some(Spot::Head);
            session.shows_head = Some(true);
        }
        Place::Section(id) => session.jump = Some(Spot::Section(id)),
        Place::Block(id) => session.jump = Some(Spot::Block(id)),
        Place::Article(id) => outbox.send(Command::Article(id, ArticleCommand::Open)),
    }
}

/// A kind of findings with how many there are; true when it was clicked.
fn kind_ui(ui: &mut Ui, kind: FindingKind, n_findings: usize, is_open: bool) -> bool {
    let tokens = Tokens::for_ui(ui);
    let color = if kind.is_grave() {
        tokens.error
    } else {
        tokens.text
    };
    let chevron = if is_open { "chevron_down" } else { "chevron_right" };
    let words = format!("{} ({n_findings})", kind.title());
    let button = egui::Button::new((
        icon_text(chevron, 11.0).color(tokens.text_weak),
        RichText::new(&words)
            .font(semibold(text_size::SMALL))
            .color(color),
    ))
    .frame_when_inactive(false);
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &words));
    response.clicked()
}

/// A finding as a line that leads to its place; true when it was clicked.
pub(super) fn finding_ui(ui: &mut Ui, finding: &Finding) -> bool {
    let tokens = Tokens::for_ui(ui);
    let sentence = finding.to_string();
    let words = RichText::new(&sentence).size(text_size::SMALL);
    let arrow = icon_text("arrow_right", 12.0).color(tokens.accent);
    let button = egui::Button::new((words.atom_shrink(true), arrow))
        .frame_when_inactive(false)
        .wrap()
        .min_size(vec2(ui.available_width(), 0.0));
    let response = ui.add(button);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &sentence));
    let about = match finding.place {
        Place::Article(_) => "Open the article",
        _ => "Go there",
    };
    response.on_hover_text(about).clicked()
}
