//! Articles: the library beside the reader, with the inspector of a statement.
//!
//! `library`, `page`, `boundaries` and `facts` say what is shown; the `_ui` files draw it.

mod boundaries;
mod caret;
mod caret_ui;
mod details_ui;
mod draft;
mod facts;
mod find;
mod find_ui;
mod handles_ui;
mod highlights_ui;
mod inspector_ui;
mod keys;
mod library;
mod library_ui;
mod page;
mod page_ui;
mod parties_ui;
mod reader_ui;
mod selection_ui;
mod sheet;
mod topics_ui;

use egui::{CentralPanel, Frame, Margin, Panel, Sense, Ui, UiBuilder};

use super::briefing_target::{DraggedStatement, briefing_target_ui};
use super::command::Scope;
use super::session::Session;
use super::theme::{Tokens, space};
use super::view_context::ViewContext;
use crate::model::{ArticleId, StatementId};
use crate::project::Project;
use crate::text::Span;
pub(crate) use boundaries::split_place;
use caret::Caret;
use draft::Draft;
pub(crate) use find::{Find, Step, TermCounts, count_terms};
use handles_ui::Dragged;
use library::Library;
use page::{Page, Shows};

const LIBRARY_WIDTH: f32 = 320.0;
const INSPECTOR_WIDTH: f32 = 320.0;
const NARROWEST_LIBRARY: f32 = 236.0;
const NARROWEST_INSPECTOR: f32 = 290.0;
const WIDEST: f32 = 520.0;
/// With less room than this the words would have none between library and inspector.
const NARROW: f32 = 820.0;

/// What this place remembers.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub(crate) struct ArticlesSession {
    open: Option<ArticleId>,
    /// The statement to scroll to.
    scroll_to: Option<StatementId>,
    /// Whether the keyboard should go to the search field.
    pub wants_search_focus: bool,
    library: Library,
    reader: Reader,
    /// Words that are looked for.
    pub find: Find,
    inspector: Inspector,
    hides_library: bool,
    hides_inspector: bool,
    /// Whether there is room for one of the two only.
    is_narrow: bool,
}

/// What the reader remembers.
#[derive(Debug, Default)]
struct Reader {
    page: Page,
    /// Bytes of the article's text between which words are marked: where it began, where it is.
    marked: Option<(usize, usize)>,
    /// Where the keyboard marks words, while it does.
    caret: Option<Caret>,
    /// Whether the keyboard should begin to mark words.
    wants_caret: bool,
    shows: Shows,
    /// The statement one end of which the mouse drags.
    dragged: Option<Dragged>,
    /// The hit that was scrolled to.
    shown_hit: Option<Span>,
}

/// What the inspector remembers.
#[derive(Debug, Default)]
struct Inspector {
    reaches_everywhere: bool,
    draft: Option<Draft>,
    /// The field that looks for a party, while it is open.
    party_picker: Option<PartyPicker>,
    /// How many times it was opened; gives each its own words.
    n_pickers: usize,
    /// The words in the field that looks for a topic, while it is open.
    topic_picker: Option<String>,
    /// The statement that the pickers are open for.
    picks_for: Option<StatementId>,
    wants_topic_focus: bool,
    wants_speaker_focus: bool,
}

/// The field that looks for a party.
#[derive(Clone, Copy, Debug)]
struct PartyPicker {
    /// Whether the party joins those that are there, or takes their place.
    adds: bool,
}

impl Inspector {
    /// How far a correction reaches.
    fn scope(&self) -> Scope {
        if self.reaches_everywhere {
            Scope::SpeakerInProject
        } else {
            Scope::ThisOne
        }
    }
}

impl ArticlesSession {
    /// The article in the reader.
    pub(crate) fn open_article(&self) -> Option<ArticleId> {
        self.open
    }

    /// Puts an article into the reader.
    pub(crate) fn open(&mut self, id: ArticleId) {
        if self.open != Some(id) {
            self.reader.marked = None;
            self.library.wants_open_in_sight = true;
        }
        self.open = Some(id);
        self.scroll_to = None;
    }

    /// Goes to the next place of what is looked for, or to the one before; opens the bar if nothing is.
    pub(crate) fn find_step(&mut self, step: Step, project: &Project, counts: &TermCounts) {
        let has_something = !self.find.words.trim().is_empty() || !project.terms().is_empty();
        if !self.find.is_open || !has_something {
            self.find.is_open = true;
            self.find.wants_focus = !has_something;
        }
        if !has_something || self.find.step(step) {
            return;
        }
        // On to the next listed article that holds something, from the last to the first.
        let listed = self.listed();
        let Some(at) = self
            .open
            .and_then(|open| listed.iter().position(|id| *id == open))
        else {
            return;
        };
        let n = listed.len();
        let next = (1..n)
            .map(|distance| match step {
                Step::On => (at + distance) % n,
                Step::Back => (at + n - distance) % n,
            })
            .filter_map(|place| listed.get(place))
            .find(|id| counts.by_article.contains_key(id));
        if let Some(&id) = next {
            self.open(id);
        }
        self.find.leaves = Some(step);
    }

    /// The articles that the library lists, in order.
    pub(crate) fn listed(&self) -> Vec<ArticleId> {
        let places = 0..self.library.n_listed();
        places
            .filter_map(|place| self.library.at(place))
            .map(|item| item.id)
            .collect()
    }

    /// Whether the inspector stands beside the reader: where there is little room, in the library's place.
    fn shows_inspector(&self) -> bool {
        !self.hides_inspector && self.open.is_some() && (!self.is_narrow || self.hides_library)
    }

    fn show_inspector(&mut self) {
        self.hides_inspector = false;
        self.hides_library |= self.is_narrow;
    }

    /// Brings the keyboard to the field in which the speaker of the selected statement is corrected.
    pub(crate) fn fix(&mut self) {
        self.show_inspector();
        self.inspector.wants_speaker_focus = true;
    }

    /// Lets the keyboard mark words in the open article.
    pub(crate) fn mark_by_keys(&mut self) {
        self.reader.wants_caret = true;
    }

    /// Puts the statement's article into the reader and scrolls to the statement.
    pub(crate) fn show(&mut self, id: StatementId) {
        self.open(id.article);
        self.scroll_to = Some(id);
    }
}

/// Draws the place.
pub(crate) fn articles_ui(ui: &mut Ui, view: &mut ViewContext<'_>, session: &mut Session) {
    let tokens = Tokens::for_ui(ui);
    let Session {
        articles, selected, ..
    } = session;
    articles.library.refresh(view.project, articles.open);
    if articles.open.is_none_or(|id| view.project.entry(id).is_none()) {
        articles.open = articles.library.first();
        articles.reader.marked = None;
    }
    articles.hides_library &= !articles.wants_search_focus;
    articles.is_narrow = ui.available_width() < NARROW;
    let side = Frame::new().fill(tokens.panel);
    // In a narrow window the words come first.
    let share = ui.available_width() * 0.3;
    let range = |narrowest: f32| narrowest..=share.clamp(narrowest, WIDEST);
    if !articles.hides_library {
        Panel::left("library")
            .frame(side)
            .default_size(LIBRARY_WIDTH)
            .size_range(range(NARROWEST_LIBRARY))
            .show(ui, |ui| {
                column(ui, |ui| library_ui::library_ui(ui, view, articles, selected));
            });
    }
    if articles.shows_inspector() {
        Panel::right("inspector")
            .frame(side)
            .default_size(INSPECTOR_WIDTH)
            .size_range(range(NARROWEST_INSPECTOR))
            .show(ui, |ui| {
                column(ui, |ui| inspector_ui::inspector_ui(ui, view, articles, *selected));
            });
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.background).inner_margin(Margin::ZERO))
        .show(ui, |ui| reader_ui::reader_ui(ui, view, articles, selected));
    if let Some(dragged) = egui::DragAndDrop::payload::<DraggedStatement>(ui.ctx()) {
        briefing_target_ui(ui, view, session, &dragged);
    }
}

/// A column that stays as wide as it is, whatever stands in it.
fn column(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
    inside.shrink_clip_rect(rect);
    content(&mut inside);
}

/// The margin inside the columns.
fn padding() -> Margin {
    #[expect(clippy::cast_possible_truncation, reason = "a small whole number")]
    let inside = space::M as i8;
    Margin::symmetric(inside, 8)
}
