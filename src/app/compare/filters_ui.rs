//! Filters: the menu in which they are set, and the chips by which they are seen and taken away.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, TextEdit, Ui};
use jiff::civil::Date;

use super::super::actions::party_name;
use super::super::session::Session;
use super::super::theme::{Tokens, space, text_size};
use super::super::view_context::ViewContext;
use super::super::widgets::{
    field_in_menu, kind_label, name_field, party_badge, removable_chip, removable_chip_with,
};
use super::stance_ui::{STANCES, capitalised, stance_name, topic_dot_ui};
use crate::compare::Facets;
use crate::model::{Confidence, Filters, Kind, Party};
use crate::project::edits;
use crate::text::fold::fold;

/// A list shows so many choices while nothing is sought.
const MOST_SHOWN: usize = 7;
/// Below this the program is not sure, in per cent; from [`SURE`] on it is.
const LOW: u8 = 50;
const SURE: u8 = 80;

/// What is typed in the menu.
#[derive(Debug, Default)]
pub(super) struct FiltersSession {
    /// Words that choices must have.
    words: String,
    /// The first day, as it is typed.
    from: Option<String>,
    /// The last day, as it is typed.
    until: Option<String>,
}

/// The menu.
pub(super) fn filters_menu_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let mut filters = view.project.view().filters.clone();
    let table = std::sync::Arc::clone(view.derived.table());
    let typed = &mut session.compare.filters;
    ui.set_min_width(560.0);
    let response = field_in_menu(
        ui,
        TextEdit::singleline(&mut typed.words)
            .hint_text("Find a party, speaker, role, outlet, topic or go-between")
            .desired_width(f32::INFINITY),
    );
    name_field(&response, "Find in the filters", &typed.words);
    ui.add_space(space::XS);
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(240.0, 620.0);
    let scroll = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height);
    scroll.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(250.0);
                states_ui(ui, &mut filters);
                dates_ui(ui, &mut filters, typed, &table.facets);
            });
            ui.add_space(space::L);
            ui.vertical(|ui| {
                ui.set_width(280.0);
                let sought = fold(typed.words.trim());
                choices_ui(ui, view, &mut filters, &table.facets, &sought);
            });
        });
    });
    change(view, filters);
}

/// Briefing, checks, confidence, kinds, stances.
fn states_ui(ui: &mut Ui, filters: &mut Filters) {
    heading_ui(ui, "Briefing");
    if ui
        .checkbox(&mut filters.only_unused, "Not yet in the briefing")
        .changed()
    {
        filters.only_used = false;
    }
    if ui.checkbox(&mut filters.only_used, "In the briefing").changed() {
        filters.only_unused = false;
    }
    heading_ui(ui, "Kind");
    for kind in [Kind::Direct, Kind::Mixed, Kind::Indirect] {
        toggle_ui(ui, &mut filters.kinds, kind, kind_label(kind));
    }
    ui.checkbox(&mut filters.only_relayed, "By way of another")
        .on_hover_text("“X, according to Y”: Y stands between X and the article");
    heading_ui(ui, "Stance");
    for stance in STANCES {
        toggle_ui(
            ui,
            &mut filters.stances,
            stance,
            &capitalised(stance_name(stance)),
        );
    }
    heading_ui(ui, "How sure");
    let mut is_low = filters.most_confidence == Some(Confidence::from(LOW - 1));
    if ui
        .checkbox(&mut is_low, format!("Below {LOW} per cent"))
        .changed()
    {
        filters.most_confidence = is_low.then(|| Confidence::from(LOW - 1));
        filters.least_confidence = None;
    }
    let mut is_sure = filters.least_confidence == Some(Confidence::from(SURE));
    if ui
        .checkbox(&mut is_sure, format!("{SURE} per cent or more"))
        .changed()
    {
        filters.least_confidence = is_sure.then(|| Confidence::from(SURE));
        filters.most_confidence = None;
    }
    for (words, value) in [("Checked", true), ("Not checked yet", false)] {
        let mut is_on = filters.is_checked == Some(value);
        if ui.checkbox(&mut is_on, words).changed() {
            filters.is_checked = is_on.then_some(value);
        }
    }
}

/// First and last day, typed or by a preset.
fn dates_ui(ui: &mut Ui, filters: &mut Filters, typed: &mut FiltersSession, facets: &Facets) {
    heading_ui(ui, "Published");
    day_ui(ui, "From", &mut filters.from, &mut typed.from);
    day_ui(ui, "Until", &mut filters.until, &mut typed.until);
    let Some((first, last)) = facets.days else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(space::XS);
        let back = |n_days: i64| {
            let day = last.checked_sub(jiff::Span::new().days(n_days - 1));
            day.map_or(first, |day| day.max(first))
        };
        for (words, from) in [
            ("Newest day", last),
            ("Last 7 days", back(7)),
            ("Last 30 days", back(30)),
        ] {
            if ui.small_button(words).clicked() {
                filters.from = Some(from);
                filters.until = Some(last);
                (typed.from, typed.until) = (None, None);
            }
        }
        if ui.small_button("Any day").clicked() {
            (filters.from, filters.until) = (None, None);
            (typed.from, typed.until) = (None, None);
        }
    });
    let tokens = Tokens::for_ui(ui);
    ui.label(
        RichText::new(format!(
            "The articles are of {} to {}.",
            short(first),
            short(last)
        ))
        .size(text_size::SMALL)
        .color(tokens.text_weak),
    );
}

/// One day; what is typed stays until it is a day.
fn day_ui(ui: &mut Ui, name: &str, day: &mut Option<Date>, typed: &mut Option<String>) {
    let tokens = Tokens::for_ui(ui);
    ui.horizontal(|ui| {
        ui.add_sized(
            [44.0, 20.0],
            egui::Label::new(RichText::new(name).size(text_size::SMALL)),
        );
        let mut words = typed
            .clone()
            .unwrap_or_else(|| day.map(|day| day.to_string()).unwrap_or_default());
        let is_day = words.trim().is_empty() || words.trim().parse::<Date>().is_ok();
        let color = if is_day { tokens.text } else { tokens.error };
        let response = field_in_menu(
            ui,
            TextEdit::singleline(&mut words)
                .hint_text("2027-03-01")
                .text_color(color)
                .desired_width(120.0),
        );
        name_field(&response, &format!("{name} day"), &words);
        if response.changed() {
            if words.trim().is_empty() {
                *day = None;
            } else if let Ok(parsed) = words.trim().parse::<Date>() {
                *day = Some(parsed);
            }
            *typed = Some(words);
        }
        if response.lost_focus() && is_day {
            *typed = None;
        }
        if !is_day {
            response.on_hover_text("A day is written like 2027-03-01.");
        }
    });
}

/// Parties, speakers, roles, outlets, topics.
fn choices_ui(ui: &mut Ui, view: &ViewContext<'_>, filters: &mut Filters, facets: &Facets, sought: &str) {
    let tokens = Tokens::for_ui(ui);
    let parties = facets.parties.iter();
    let parties: Vec<_> = parties
        .map(|(party, n)| (party.clone(), party_name(Some(party)), *n))
        .collect();
    list_ui(
        ui,
        "Party",
        &parties,
        sought,
        &mut filters.parties,
        |ui, party| {
            party_badge(ui, Some(party));
        },
    );
    if facets.n_of_nobody > 0 && (sought.is_empty() || filters.no_party || "no party".contains(sought)) {
        let words = format!("No party ({})", facets.n_of_nobody);
        ui.checkbox(&mut filters.no_party, words)
            .on_hover_text("Experts, private persons, media");
    }
    let topics: Vec<_> = view
        .project
        .topics_in_order()
        .into_iter()
        .map(|(id, topic)| {
            let positions = table_count(view, id);
            (id, topic.name.as_str(), positions)
        })
        .collect();
    list_ui(ui, "Topic", &topics, sought, &mut filters.topics, |ui, id| {
        let color = view.project.topics().get(id).and_then(|topic| topic.color);
        topic_dot_ui(ui, tokens.topic(color));
    });
    for (name, all, chosen) in [
        ("Speaker", &facets.speakers, &mut filters.speakers),
        ("Role", &facets.roles, &mut filters.roles),
        ("Outlet", &facets.outlets, &mut filters.outlets),
        ("By way of", &facets.go_betweens, &mut filters.go_betweens),
    ] {
        let all: Vec<_> = all
            .iter()
            .map(|(words, n)| (words.clone(), words.as_str(), *n))
            .collect();
        list_ui(ui, name, &all, sought, chosen, |_, _| {});
    }
}

/// How many statements parties have on a topic.
fn table_count(view: &ViewContext<'_>, topic: crate::model::TopicId) -> usize {
    let positions = view.derived.table().positions.on(topic);
    positions.map(|(_, position)| position.n_statements).sum()
}

/// The words, or as many as a line of the list has room for.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 34;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let beginning: String = words.chars().take(LONGEST - 1).collect();
    format!("{}…", beginning.trim_end())
}

/// Choices of one sort: the chosen ones, and of the others the first that have the words sought.
fn list_ui<T: Ord + Clone>(
    ui: &mut Ui,
    name: &str,
    all: &[(T, &str, usize)],
    sought: &str,
    chosen: &mut BTreeSet<T>,
    sign_ui: impl Fn(&mut Ui, &T),
) {
    let tokens = Tokens::for_ui(ui);
    let found: Vec<_> = all
        .iter()
        .filter(|(value, words, _)| {
            chosen.contains(value) || sought.is_empty() || fold(words).contains(sought)
        })
        .collect();
    if found.is_empty() {
        return;
    }
    heading_ui(ui, name);
    let mut n_left_out = 0;
    for (number, (value, words, n)) in found.iter().enumerate() {
        if number >= MOST_SHOWN && !chosen.contains(value) {
            n_left_out += 1;
            continue;
        }
        ui.horizontal(|ui| {
            sign_ui(ui, value);
            toggle_ui(ui, chosen, value.clone(), &format!("{} ({n})", shortened(words)));
        });
    }
    if n_left_out > 0 {
        ui.label(
            RichText::new(format!("and {n_left_out} more: type above to find them"))
                .size(text_size::SMALL)
                .color(tokens.text_weak),
        );
    }
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

fn short(day: Date) -> String {
    day.strftime("%-d\u{a0}%b\u{a0}%Y").to_string()
}

/// What is filtered, each with a cross; nothing when nothing is.
pub(super) fn chips_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let before = &view.project.view().filters;
    if before.is_empty() {
        return;
    }
    let mut after = before.clone();
    let badge = |ui: &mut Ui, party: &Party| {
        party_badge(ui, Some(party));
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(space::XS);
        if !before.words.is_empty() && removable_chip(ui, &format!("“{}”", before.words)) {
            after.words.clear();
        }
        states_chips_ui(ui, before, &mut after);
        for kind in chips_of(ui, &before.kinds, |kind| kind_label(*kind).to_owned()) {
            after.kinds.remove(&kind);
        }
        for stance in chips_of(ui, &before.stances, |stance| stance_name(*stance).to_owned()) {
            after.stances.remove(&stance);
        }
        for party in &before.parties {
            if removable_chip_with(ui, party_name(Some(party)), |ui| badge(ui, party)) {
                after.parties.remove(party);
            }
        }
        if before.no_party && removable_chip(ui, "no party") {
            after.no_party = false;
        }
        for party in &before.about {
            let words = format!("about {}", party_name(Some(party)));
            if removable_chip_with(ui, &words, |ui| badge(ui, party)) {
                after.about.remove(party);
            }
        }
        for speaker in chips_of(ui, &before.speakers, Clone::clone) {
            after.speakers.remove(&speaker);
        }
        for role in chips_of(ui, &before.roles, Clone::clone) {
            after.roles.remove(&role);
        }
        for outlet in chips_of(ui, &before.outlets, Clone::clone) {
            after.outlets.remove(&outlet);
        }
        for name in chips_of(ui, &before.go_betweens, |name| format!("by way of {name}")) {
            after.go_betweens.remove(&name);
        }
        let name = |id: &crate::model::TopicId| {
            let topic = view.project.topics().get(id);
            topic.map(|topic| topic.name.clone()).unwrap_or_default()
        };
        for topic in chips_of(ui, &before.topics, name) {
            after.topics.remove(&topic);
        }
        if let Some(from) = before.from
            && removable_chip(ui, &format!("from {}", short(from)))
        {
            after.from = None;
            session.compare.filters.from = None;
        }
        if let Some(until) = before.until
            && removable_chip(ui, &format!("until {}", short(until)))
        {
            after.until = None;
            session.compare.filters.until = None;
        }
        if ui.link("Clear filters").clicked() {
            after = Filters::default();
            session.compare.filters = FiltersSession::default();
        }
    });
    ui.add_space(space::XS);
    change(view, after);
}

/// The values whose chips were taken away.
fn chips_of<T: Ord + Clone>(ui: &mut Ui, values: &BTreeSet<T>, name: impl Fn(&T) -> String) -> Vec<T> {
    let values = values.iter();
    values
        .filter(|value| removable_chip(ui, &name(value)))
        .cloned()
        .collect()
}

fn states_chips_ui(ui: &mut Ui, before: &Filters, after: &mut Filters) {
    if before.only_unused && removable_chip(ui, "not in the briefing") {
        after.only_unused = false;
    }
    if before.only_used && removable_chip(ui, "in the briefing") {
        after.only_used = false;
    }
    if before.only_relayed && removable_chip(ui, "by way of another") {
        after.only_relayed = false;
    }
    if let Some(is_checked) = before.is_checked
        && removable_chip(ui, if is_checked { "checked" } else { "not checked yet" })
    {
        after.is_checked = None;
    }
    if let Some(least) = before.least_confidence
        && removable_chip(ui, &format!("{} per cent sure or more", least.percent()))
    {
        after.least_confidence = None;
    }
    if let Some(most) = before.most_confidence
        && removable_chip(ui, &format!("at most {} per cent sure", most.percent()))
    {
        after.most_confidence = None;
    }
}
