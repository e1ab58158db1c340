//! Who said what a card says, by way of whom, and where it is written.

use std::fmt;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Ui, vec2};

use super::super::actions::party_name;
use super::super::theme::{Tokens, icon, icon_format, reading, semibold, space, text_size};
use super::super::widgets::party_badge;
use super::marks::MarkedText;
use crate::compare::{Card, Carrier, SoughtWords};
use crate::model::{Kind, Origin};
use crate::text::unseen::masked;

/// Confidence below this is shown, in per cent.
const LOW: u8 = 50;

fn small(color: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::proportional(text_size::SMALL),
        color,
        ..TextFormat::default()
    }
}

const UNKNOWN_OUTLET: &str = "unknown outlet";

/// Who published it.
pub(super) fn outlet(card: &Card) -> &str {
    card.outlet.as_deref().unwrap_or(UNKNOWN_OUTLET)
}

/// The day of publication.
pub(super) fn day(card: &Card) -> String {
    card.date.map_or_else(
        || "no date".to_owned(),
        |date| date.date().strftime("%-d\u{a0}%b\u{a0}%Y").to_string(),
    )
}

/// "Sergei Lavrov, Foreign Minister, for Russia".
fn who(card: &Card) -> String {
    let mut who = card.speaker.as_deref().unwrap_or("Unknown speaker").to_owned();
    if let Some(role) = &card.role {
        who = format!("{who}, {role}");
    }
    let parties: Vec<&str> = card.parties.iter().map(|party| party_name(Some(party))).collect();
    if !parties.is_empty() {
        who = format!("{who}, for {}", parties.join(", "));
    }
    who
}

/// Speaker and role; of a joint statement also for whom it speaks.
pub(super) fn who_ui(ui: &mut Ui, card: &Card, sought: &SoughtWords) {
    let tokens = Tokens::for_ui(ui);
    let mut text = MarkedText::new(ui.available_width(), 2);
    let weak = small(tokens.text_weak);
    let strong = TextFormat {
        font_id: semibold(text_size::SMALL + 0.5),
        ..small(tokens.text)
    };
    match &card.speaker {
        Some(speaker) => text.append_sought(speaker, sought, &strong, tokens.text),
        None => text.append("Unknown speaker", 0.0, weak.clone()),
    }
    if let Some(role) = &card.role {
        text.append(", ", 0.0, weak.clone());
        text.append_sought(role, sought, &weak, tokens.text);
    }
    text.lay_out(ui).ui_with(ui, || who(card));
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
pub(super) fn relay_ui(ui: &mut Ui, card: &Card) {
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
    job.append(&masked(&words), space::XS, small(tokens.text_weak));
    ui.label(job).on_hover_text(about);
}

/// So many other articles are named on hovering.
const MOST_TOLD: usize = 12;

/// What else carries the words of a card: "also in Baltic Standard and 3 more".
pub(super) struct AlsoIn<'a> {
    /// Three at most.
    names: Vec<&'a str>,
    n_unnamed: usize,
}

impl<'a> AlsoIn<'a> {
    /// `None` if nothing else carries them.
    pub(super) fn of(card: &'a Card) -> Option<Self> {
        const N_NAMES: usize = 3;
        let mut names: Vec<&str> = Vec::new();
        for carrier in card.others() {
            let name = carrier.outlet.as_deref().unwrap_or(&carrier.headline);
            if card.outlet.as_deref() != Some(name) && !names.contains(&name) && names.len() < N_NAMES {
                names.push(name);
            }
        }
        let n_others = card.others().count();
        let n_unnamed = n_others.saturating_sub(names.len());
        (n_others > 0).then_some(Self { names, n_unnamed })
    }

    /// The words after the names.
    fn rest(&self) -> String {
        match (self.names.is_empty(), self.n_unnamed) {
            (true, 1) => "1 other article".to_owned(),
            (true, n) => format!("{n} other articles"),
            (false, 0) => String::new(),
            (false, n) => format!(" and {n} more"),
        }
    }
}

impl fmt::Display for AlsoIn<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "also in {}{}", self.names.join(", "), self.rest())
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
pub(super) fn where_ui(ui: &mut Ui, card: &Card, sought: &SoughtWords, is_new: bool) {
    let tokens = Tokens::for_ui(ui);
    let mut text = MarkedText::new(ui.available_width(), usize::MAX);
    let weak = small(tokens.text_weak);
    if card.kind == Kind::Indirect {
        let paraphrase = TextFormat {
            font_id: reading::italic(text_size::SMALL + 0.5),
            ..weak.clone()
        };
        text.append("paraphrase", 0.0, paraphrase);
        text.append(" · ", 0.0, weak.clone());
    }
    match &card.outlet {
        Some(outlet) => text.append_sought(outlet, sought, &weak, tokens.text),
        None => text.append(UNKNOWN_OUTLET, 0.0, weak.clone()),
    }
    text.append(&format!(" · {}", day(card)), 0.0, weak.clone());
    if let Some(also_in) = AlsoIn::of(card) {
        let mut between = " · also in ";
        for name in &also_in.names {
            text.append(between, 0.0, weak.clone());
            text.append_sought(name, sought, &weak, tokens.text);
            between = ", ";
        }
        if also_in.names.is_empty() {
            text.append(between, 0.0, weak.clone());
        }
        text.append(&also_in.rest(), 0.0, weak);
    }
    let mut about = vec![card.headline.to_string()];
    let mut mark = |name: &str, color, words: String| {
        text.append(&icon(name).to_string(), space::XS, icon_format(13.0, color));
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
    let text = text.lay_out(ui);
    text.ui(ui).on_hover_text(masked(&about.join("\n")));
}

/// The headline, where something that is looked for stands there alone.
pub(super) fn headline_ui(ui: &mut Ui, card: &Card, sought: &SoughtWords) {
    let tokens = Tokens::for_ui(ui);
    let mut text = MarkedText::new(ui.available_width(), 3);
    text.append(
        &icon("article").to_string(),
        0.0,
        icon_format(13.0, tokens.text_weak),
    );
    text.append(" ", 0.0, small(tokens.text_weak));
    text.append_sought(&card.headline, sought, &small(tokens.text_weak), tokens.text);
    text.lay_out(ui).ui(ui).on_hover_text("Found in the headline");
}
