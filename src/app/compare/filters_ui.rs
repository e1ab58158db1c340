//! Filters: the menu in which they are set, and the chips by which they are seen and taken away.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use super::super::actions::party_name;
use super::super::theme::{Tokens, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{kind_label, party_badge, removable_chip};
use crate::compare;
use crate::model::{Filters, Kind};
use crate::project::edits;

/// The menu.
pub(super) fn filters_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    let mut filters = view.project.view().filters.clone();
    ScrollArea::vertical().max_height(440.0).show(ui, |ui| {
        ui.checkbox(&mut filters.only_unused, "Only not yet in the briefing");
        heading_ui(ui, "Kind");
        for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
            toggle_ui(ui, &mut filters.kinds, kind, kind_label(kind));
        }
        heading_ui(ui, "Party");
        for (party, n_statements) in compare::parties(view.project) {
            if let Some(party) = party {
                let words = format!("{} ({n_statements})", party_name(Some(&party)));
                ui.horizontal(|ui| {
                    party_badge(ui, Some(&party));
                    toggle_ui(ui, &mut filters.parties, party.clone(), &words);
                });
            }
        }
        let articles = view.project.articles().values();
        let outlets: BTreeSet<&str> = articles
            .filter_map(|entry| entry.article.metadata.outlet.as_deref())
            .collect();
        if !outlets.is_empty() {
            heading_ui(ui, "Outlet");
            for outlet in outlets {
                toggle_ui(ui, &mut filters.outlets, outlet.to_owned(), outlet);
            }
        }
        if !view.project.topics().is_empty() {
            heading_ui(ui, "Topic");
            for (&id, topic) in view.project.topics() {
                toggle_ui(ui, &mut filters.topics, id, &topic.name);
            }
        }
    });
    change(view, filters);
}

fn change(view: &mut ViewContext<'_>, filters: Filters) {
    let mut after = view.project.view().clone();
    if after.filters != filters {
        after.filters = filters;
        view.edit(edits::set_view(view.project, after));
    }
}

fn heading_ui(ui: &mut Ui, words: &str) {
    let tokens = Tokens::for_ui(ui);
    ui.add_space(space::S);
    ui.label(
        RichText::new(words)
            .size(text_size::SMALL)
            .color(tokens.text_weak),
    );
}

fn toggle_ui<T: Ord>(ui: &mut Ui, set: &mut BTreeSet<T>, value: T, words: &str) {
    let mut is_in = set.contains(&value);
    if ui.checkbox(&mut is_in, words).changed() {
        if is_in {
            set.insert(value);
        } else {
            set.remove(&value);
        }
    }
}

/// What is filtered, each with a cross; nothing when nothing is.
pub(super) fn chips_ui(ui: &mut Ui, view: &mut ViewContext<'_>) {
    let before = &view.project.view().filters;
    if before.is_empty() {
        return;
    }
    let mut after = before.clone();
    ui.horizontal_wrapped(|ui| {
        if !before.words.is_empty() && removable_chip(ui, &format!("“{}”", before.words)) {
            after.words.clear();
        }
        if before.only_unused && removable_chip(ui, "not in the briefing") {
            after.only_unused = false;
        }
        for &kind in &before.kinds {
            if removable_chip(ui, kind_label(kind)) {
                after.kinds.remove(&kind);
            }
        }
        for party in &before.parties {
            if removable_chip(ui, party_name(Some(party))) {
                after.parties.remove(party);
            }
        }
        for party in &before.about {
            if removable_chip(ui, &format!("about {}", party_name(Some(party)))) {
                after.about.remove(party);
            }
        }
        for speaker in &before.speakers {
            if removable_chip(ui, speaker) {
                after.speakers.remove(speaker);
            }
        }
        for outlet in &before.outlets {
            if removable_chip(ui, outlet) {
                after.outlets.remove(outlet);
            }
        }
        for topic in &before.topics {
            let name = view.project.topics().get(topic).map_or("", |topic| &topic.name);
            if removable_chip(ui, name) {
                after.topics.remove(topic);
            }
        }
        if let Some(from) = before.from
            && removable_chip(ui, &format!("from {from}"))
        {
            after.from = None;
        }
        if let Some(until) = before.until
            && removable_chip(ui, &format!("until {until}"))
        {
            after.until = None;
        }
        if ui.link("Clear filters").clicked() {
            after = Filters::default();
        }
    });
    ui.add_space(space::XS);
    change(view, after);
}
