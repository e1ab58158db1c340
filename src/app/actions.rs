//! What commands have in common: making edits, going places, settings.

use std::sync::Arc;

use jiff::civil::Date;

use super::App;
use super::articles::Step;
use super::command::{Command, StatementCommand};
use super::event::Event;
use super::session::Place;
use crate::atlas::Atlas;
use crate::compare::{Card, Table};
use crate::model::{Party, SectionId, StatementId};
use crate::project::{Edit, Project, Refused};
use crate::storage::Theme;

impl App {
    /// Makes an edit; true if it was made. A refused one leaves the project as it was and says why.
    pub(super) fn apply(&mut self, edit: &Edit) -> bool {
        match self.host.apply(edit, self.now) {
            Ok(()) => {
                self.record(Arc::new(edit.clone()));
                true
            }
            Err(refused) => {
                self.say_refused(edit, &refused);
                false
            }
        }
    }

    pub(super) fn say_refused(&mut self, edit: &Edit, refused: &Refused) {
        let words = format!("“{}” could not be done: {refused}.", edit.label);
        self.session.notice(words, Vec::new(), true);
    }

    /// Makes an edit if there is one.
    pub(super) fn apply_if(&mut self, edit: Option<Edit>) {
        if let Some(edit) = edit {
            self.apply(&edit);
        }
    }

    /// Makes an edit if there is one, and says what was done.
    pub(super) fn apply_and_say(&mut self, edit: Option<Edit>) {
        if let Some(edit) = edit {
            self.apply(&edit);
            self.session.toast(edit.label);
        }
    }

    pub(super) fn undo(&mut self) {
        if self.wait_for_step(Self::undo).is_none() || self.undoes_many() {
            return;
        }
        if let Some(edit) = self.host.undo() {
            self.session.toast(format!("Undone: {}", edit.label));
            self.jump_to(&edit);
            self.record(edit);
        }
    }

    /// Undoes the step with which the project came to this revision, unless it went on from there.
    pub(super) fn undo_step(&mut self, revision: u64) {
        if self.host.revision() == revision {
            self.undo();
        }
    }

    pub(super) fn redo(&mut self) {
        if self.wait_for_step(Self::redo).is_none() || self.redoes_many() {
            return;
        }
        if let Some(edit) = self.host.redo() {
            self.session.toast(format!("Done again: {}", edit.label));
            self.jump_to(&edit);
            self.record(edit);
        }
    }

    /// Goes to the next place of what is looked for in the articles, or to the one before.
    pub(super) fn find_step(&mut self, step: Step) {
        self.go(Place::Articles);
        let counts = self.derived.terms().clone();
        let project = self.host.project();
        self.session.articles.find_step(step, project, &counts);
    }

    pub(super) fn go(&mut self, place: Place) {
        self.session.place = place;
        self.session.has_left_welcome = true;
    }

    pub(super) fn copy(&mut self, words: String) {
        self.ctx.copy_text(words);
        self.session.toast("Copied");
    }

    pub(super) fn run_on_selected(&mut self, command: StatementCommand) {
        if let Some(id) = self.session.selected {
            self.run(Command::Statements(vec![id], command));
        }
    }

    /// Selects the statement `step` places after the selected one in its article; in Compare the next card, or the
    /// one before.
    pub(super) fn select_neighbour(&mut self, step: isize) {
        if self.session.place == Place::Compare {
            let table = self.derived.table().clone();
            let next = self.session.compare.go_in_order(&table, step > 0);
            self.session.selected = next.or(self.session.selected);
            return;
        }
        let project = self.host.project();
        let article = self
            .session
            .selected
            .map(|id| id.article)
            .or_else(|| self.session.articles.open_article());
        let Some((article, entry)) = article.and_then(|id| Some((id, project.entry(id)?))) else {
            return;
        };
        let numbers: Vec<u32> = entry
            .in_order()
            .into_iter()
            .filter(|(_, statement)| statement.is_visible)
            .map(|(number, _)| number)
            .collect();
        let at = self
            .session
            .selected
            .and_then(|id| numbers.iter().position(|&number| number == id.number));
        let next = match at {
            Some(at) => at.checked_add_signed(step),
            None => Some(0),
        };
        if let Some(&number) = next.and_then(|next| numbers.get(next)) {
            let id = StatementId::new(article, number);
            self.session.selected = Some(id);
            self.session.articles.show(id);
        }
    }

    /// The statements that the card of this one stands for, if Compare shows one.
    pub(super) fn of_card(&self, id: StatementId) -> Option<Vec<StatementId>> {
        let cards = cards(self.derived.table());
        cards
            .map(|card| &**card)
            .find(|card| card.id == id)
            .map(Card::with_carriers)
    }

    /// Looks in the background for topics that the statements suggest.
    pub(super) fn suggest_topics(&mut self) {
        let of = self.derived.stamp(&self.host);
        let project = self.host.project().clone();
        self.jobs.start_quietly("Topics", move |_progress| {
            Event::TopicsSuggested(of, crate::compare::suggested_topics(&project))
        });
    }

    /// Today, by the system's clock and time zone unless a test says otherwise.
    pub(super) fn today(&self) -> Date {
        self.fixed_today
            .unwrap_or_else(|| jiff::ZonedDateTime::now().date())
    }

    pub(super) fn set_theme(&mut self, theme: Theme) {
        self.preferences.theme = theme;
        self.keep_preferences();
    }

    pub(super) fn let_private_addresses(&mut self, lets: bool) {
        self.preferences.lets_private_addresses = lets;
        self.keep_preferences();
    }

    pub(super) fn zoom_by(&mut self, step: f32) {
        self.zoom_to(self.preferences.zoom + step);
    }

    pub(super) fn zoom_to(&mut self, zoom: f32) {
        self.preferences.zoom = (zoom.clamp(0.6, 2.5) * 10.0).round() / 10.0;
        self.keep_preferences();
    }

    pub(super) fn apply_preferences(&self) {
        self.ctx.set_theme(match self.preferences.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
        self.ctx.set_zoom_factor(self.preferences.zoom);
    }

    pub(super) fn keep_preferences(&mut self) {
        self.apply_preferences();
        let (preferences, folders) = (self.preferences.clone(), self.folders.clone());
        self.jobs.start_quietly("Preferences", move |_progress| {
            // Without a folder for it the choice holds until the window is closed.
            preferences.save(&folders).ok();
            Event::Done
        });
    }
}

fn cards(table: &Table) -> impl Iterator<Item = &Arc<Card>> {
    table.rows.iter().flat_map(|row| row.cells.cards())
}

/// The statements of cards of which the briefing holds one.
pub(super) fn cards_in_briefing(table: &Table) -> impl Iterator<Item = StatementId> {
    let placed = cards(table).filter(|card| card.is_in_briefing);
    placed.flat_map(|card| card.with_carriers())
}

/// A statement's words with who said it and where it is written, for the clipboard.
pub(super) fn cite(project: &Project, id: StatementId) -> Option<String> {
    let (statement, article) = project.statement_in_article(id)?;
    let atlas = Atlas::get();
    let mut who: Vec<String> = Vec::new();
    if let Some(speaker) = &statement.speaker {
        who.push(speaker.name.clone());
        who.extend(speaker.role.clone());
    }
    who.extend(statement.parties.iter().map(|party| atlas.name(party).to_owned()));
    let mut place: Vec<String> = Vec::new();
    place.extend(article.metadata.outlet.clone());
    place.push(format!("“{}”", article.title()));
    place.extend(article.metadata.published.map(|date| date.date().to_string()));
    place.extend(article.metadata.url.clone());
    Some(format!(
        "{}\n— {} ({})",
        statement.words(&article.text),
        if who.is_empty() {
            "unknown speaker".to_owned()
        } else {
            who.join(", ")
        },
        place.join(", ")
    ))
}

/// What a party is called; "No party" for none.
pub(super) fn party_name(party: Option<&Party>) -> &str {
    party.map_or("No party", |party| Atlas::get().name(party))
}

/// The section that a block stands in, and its place there.
pub(super) fn place_of_block(project: &Project, block: crate::model::BlockId) -> Option<(SectionId, usize)> {
    project.briefing().sections.iter().find_map(|(&id, section)| {
        let at = section.blocks.iter().position(|&other| other == block)?;
        Some((id, at))
    })
}
