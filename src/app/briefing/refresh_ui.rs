//! A section brought up to date: mine, old and new side by side, and what to do with each.

use egui::{RichText, ScrollArea, Ui};

use super::super::App;
use super::super::actions::party_name;
use super::super::theme::{Tokens, reading, semibold, space, text_size};
use super::super::widgets::{primary_button, segmented};
use super::data;
use crate::briefing::refresh::{self, Decision, Proposal};
use crate::model::SectionId;

/// What is decided so far.
#[derive(Clone, Debug)]
pub(crate) struct RefreshState {
    section: SectionId,
    decided: Vec<(Proposal, Decision)>,
}

impl RefreshState {
    /// What could be brought up to date in a section.
    pub(crate) fn new(project: &crate::project::Project, section: SectionId) -> Self {
        let proposals = refresh::proposals(project, section).into_iter();
        Self {
            section,
            decided: proposals.map(|proposal| (proposal, Decision::Later)).collect(),
        }
    }
}

/// Draws the dialog; true once it is done.
pub(super) fn refresh_ui(app: &mut App, ui: &mut Ui, state: &mut RefreshState) -> bool {
    let tokens = Tokens::for_ui(ui);
    ui.set_width(680.0);
    let project = app.host.project().clone();
    let title = project
        .section(state.section)
        .map_or("", |section| section.title.trim());
    ui.label(RichText::new(format!("Bring “{title}” up to date")).font(semibold(text_size::HEADING)));
    ui.add_space(space::S);
    let words = if state.decided.is_empty() {
        "Everything in this section is as the statements are. Nothing new belongs to it."
    } else {
        "Your own text, paraphrases and remarks are never changed here. Decide piece by piece."
    };
    ui.label(RichText::new(words).color(tokens.text_weak));
    ui.add_space(space::M);
    ScrollArea::vertical()
        .max_height(420.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (idx, (proposal, decision)) in state.decided.iter_mut().enumerate() {
                if idx > 0 {
                    ui.add_space(space::S);
                    ui.separator();
                }
                ui.push_id(idx, |ui| proposal_ui(ui, &project, idx, proposal, decision));
            }
        });
    ui.add_space(space::L);
    let n_decided = state
        .decided
        .iter()
        .filter(|(_, decision)| *decision != Decision::Later)
        .count();
    let n_open = state.decided.len() - n_decided;
    let (takes_all, (applies, closes)) = egui::Sides::new().show(
        ui,
        |ui| {
            ui.add_enabled(n_open > 0, egui::Button::new("Take all that is new"))
                .clicked()
        },
        |ui| {
            let words = format!("Apply {}", data::counted(n_decided, "decision", "decisions"));
            let apply = ui
                .add_enabled_ui(n_decided > 0, |ui| primary_button(ui, &words))
                .inner;
            (apply.clicked(), ui.button("Close").clicked())
        },
    );
    if takes_all {
        for (proposal, decision) in &mut state.decided {
            // Nothing of the analyst's goes without being asked for one by one.
            if *decision == Decision::Later && !proposal.loses() {
                *decision = Decision::Take;
            }
        }
    }
    if applies {
        app.apply_and_say(refresh::edit(&project, state.section, &state.decided));
    }
    applies || closes
}

fn proposal_ui(
    ui: &mut Ui,
    project: &crate::project::Project,
    idx: usize,
    proposal: &Proposal,
    decision: &mut Decision,
) {
    let number = idx + 1;
    let (heading, keep, take): (String, &str, &str) = match proposal {
        Proposal::Words { .. } => (
            "The source’s words are others now".to_owned(),
            "Keep old",
            "Take new",
        ),
        Proposal::Added { speaker, .. } => {
            let who = speaker.as_deref().unwrap_or("Speaker not named");
            (format!("New statement: {who}"), "Leave out", "Add")
        }
        Proposal::Gone { .. } => (
            "The statement is gone or was put aside".to_owned(),
            "Keep",
            "Remove excerpt",
        ),
        Proposal::Cell {
            topic,
            party,
            old,
            new,
            ..
        } => {
            let topic = project
                .topics()
                .get(topic)
                .map_or("", |topic| topic.name.as_str());
            let party = party_name(Some(party)).to_owned();
            let is_same = old.trim() == new.trim();
            let what = if is_same {
                "There is something newer"
            } else {
                "The line has changed"
            };
            (format!("{what}: {party}, “{topic}”"), "Keep mine", "Take new")
        }
    };
    ui.label(RichText::new(heading).font(semibold(text_size::BODY)));
    let lines: Vec<(&str, String)> = match proposal {
        Proposal::Words {
            mine, old, new, lost, ..
        } => mine
            .iter()
            .map(|words| ("Mine (stays)", words.clone()))
            .chain(
                lost.iter()
                    .map(|words| ("Mine (goes)", format!("Left out “{}”", words.trim()))),
            )
            .chain([("Old", old.join(" … ")), ("New", new.join(" … "))])
            .collect(),
        Proposal::Added { new, .. } => vec![("New", new.clone())],
        Proposal::Gone { mine, old, .. } => mine
            .iter()
            .map(|words| ("Mine", words.clone()))
            .chain([("Old", old.join(" … "))])
            .collect(),
        Proposal::Cell {
            mine,
            old,
            new,
            newer,
            ..
        } => [("Mine", mine.clone()), ("Old", old.clone()), ("New", new.clone())]
            .into_iter()
            .chain(newer.iter().map(|words| ("Said since", words.clone())))
            .collect(),
    };
    let tokens = Tokens::for_ui(ui);
    for (name, words) in lines {
        ui.horizontal_top(|ui| {
            let name = RichText::new(name).size(text_size::SMALL).color(tokens.text_weak);
            ui.add_sized([84.0, 18.0], egui::Label::new(name).halign(egui::Align::LEFT));
            let words = if words.trim().is_empty() {
                "—".to_owned()
            } else {
                words
            };
            ui.add(
                egui::Label::new(RichText::new(words).font(reading::upright(text_size::BODY + 1.0))).wrap(),
            );
        });
    }
    ui.add_space(space::XS);
    let choices = [
        (Decision::Later, "Later"),
        (Decision::Keep, keep),
        (Decision::Take, take),
    ];
    if let Some(to) = segmented(ui, &format!("Proposal {number}"), &choices, *decision) {
        *decision = to;
    }
}
