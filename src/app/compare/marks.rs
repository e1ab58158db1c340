//! What the filter looks for, marked in the words of the table as a highlighter marks them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Weak};

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Label, Response, Shape, Ui};

use super::super::theme::Tokens;
use super::super::widgets::highlighted;
use crate::compare::{Card, SoughtWords, Table};
use crate::model::StatementId;
use crate::text::Span;
use crate::text::span::slice;
use crate::text::unseen::masked;

/// What the filter looks for, and where it stands on the cards that were drawn.
#[derive(Debug, Default)]
pub(super) struct Marks {
    typed: String,
    sought: Arc<SoughtWords>,
    /// The table that the cards stand in.
    table: Weak<Table>,
    of_cards: HashMap<StatementId, CardMarks>,
}

/// Where what is looked for stands on a card.
#[derive(Clone, Debug, Default)]
pub(super) struct CardMarks {
    /// In its words, in order.
    pub words: Arc<[Span]>,
    /// Whether something of it stands in the headline alone.
    pub needs_headline: bool,
}

impl Marks {
    /// So many cards are remembered; more than stand on any screen.
    const MOST: usize = 2_000;

    /// Makes them those of `table`. As long as that is older than the filter, so are the marks.
    pub(super) fn fit(&mut self, table: &Arc<Table>, typed: &str, is_current: bool) {
        let is_new_filter = is_current && self.typed != typed;
        if is_new_filter {
            typed.clone_into(&mut self.typed);
            self.sought = Arc::new(SoughtWords::new(typed));
        }
        if is_new_filter || !std::ptr::eq(self.table.as_ptr(), Arc::as_ptr(table)) {
            self.table = Arc::downgrade(table);
            self.of_cards.clear();
        }
    }

    /// What is looked for.
    pub(super) fn sought(&self) -> Arc<SoughtWords> {
        Arc::clone(&self.sought)
    }

    /// Where it stands on a card of the table.
    pub(super) fn of(&mut self, card: &Card) -> CardMarks {
        if self.sought.is_empty() {
            return CardMarks::default();
        }
        if self.of_cards.len() >= Self::MOST {
            self.of_cards.clear();
        }
        let sought = &self.sought;
        let marks = self.of_cards.entry(card.id);
        marks.or_insert_with(|| CardMarks::find(card, sought)).clone()
    }
}

impl CardMarks {
    fn find(card: &Card, sought: &SoughtWords) -> Self {
        let shown = [
            card.speaker.as_deref(),
            card.role.as_deref(),
            card.outlet.as_deref(),
        ];
        let shown = shown.into_iter().flatten().chain([card.words.as_str()]);
        let elsewhere = sought.missing_in(shown);
        Self {
            words: sought.places(&card.words).into(),
            needs_headline: !elsewhere.places(&card.headline).is_empty(),
        }
    }
}

/// Words that are laid out together, some of them marked.
#[derive(Default)]
pub(super) struct MarkedText {
    job: LayoutJob,
    n_chars: usize,
    /// Ranges of characters, in order.
    marks: Vec<Range<usize>>,
}

impl MarkedText {
    /// Nothing yet, to be wrapped at `width` into at most `max_rows`.
    pub(super) fn new(width: f32, max_rows: usize) -> Self {
        let mut text = Self::default();
        text.job.wrap.max_width = width;
        text.job.wrap.max_rows = max_rows;
        text
    }

    /// Nothing yet, to be cut off at `width`.
    pub(super) fn one_row(width: f32) -> Self {
        let mut text = Self::new(width, 1);
        text.job.wrap.break_anywhere = true;
        text
    }

    /// How many characters there are.
    pub(super) fn n_chars(&self) -> usize {
        self.n_chars
    }

    /// Appends words, `leading` points after what stands there.
    pub(super) fn append(&mut self, words: &str, leading: f32, format: TextFormat) {
        if !words.is_empty() {
            self.n_chars += words.chars().count();
            self.job.append(&masked(words), leading, format);
        }
    }

    /// Appends `part` of a text, marked at `places` of it; marked letters have the colour `marked`.
    pub(super) fn append_marked(
        &mut self,
        text: &str,
        part: Range<usize>,
        places: &[Span],
        format: &TextFormat,
        marked: Color32,
    ) {
        let n_chars = |start, end| slice(text, start, end).chars().count();
        // In one colour all is one piece, so that letters stand as they do unmarked.
        let is_in_pieces = format.color != marked;
        let (mut at, mut n_before) = (part.start, self.n_chars);
        for place in places {
            let (start, end) = (place.start().max(at), place.end().min(part.end));
            if start >= end {
                continue;
            }
            let mark = n_before + n_chars(at, start);
            n_before = mark + n_chars(start, end);
            self.marks.push(mark..n_before);
            if is_in_pieces {
                self.append(slice(text, at, start), 0.0, format.clone());
                let color = marked;
                self.append(
                    slice(text, start, end),
                    0.0,
                    TextFormat {
                        color,
                        ..format.clone()
                    },
                );
            }
            at = end;
        }
        let from = if is_in_pieces { at } else { part.start };
        self.append(slice(text, from, part.end), 0.0, format.clone());
    }

    /// Appends words in which what is sought is marked.
    pub(super) fn append_sought(
        &mut self,
        words: &str,
        sought: &SoughtWords,
        format: &TextFormat,
        marked: Color32,
    ) {
        self.append_marked(words, 0..words.len(), &sought.places(words), format, marked);
    }

    /// Lays the words out.
    pub(super) fn lay_out(self, ui: &Ui) -> MarkedGalley {
        MarkedGalley {
            galley: ui.painter().layout_job(self.job),
            marks: self.marks,
        }
    }
}

/// Words that are laid out, and the characters of them that are marked.
pub(super) struct MarkedGalley {
    pub galley: Arc<Galley>,
    marks: Vec<Range<usize>>,
}

impl MarkedGalley {
    /// How many characters are not cut off.
    pub(super) fn n_shown(&self) -> usize {
        let rows = self.galley.rows.iter();
        let n_chars: usize = rows.map(|row| row.char_count_including_newline().0).sum();
        // The last one stands for what is cut off.
        n_chars - usize::from(self.galley.elided).min(n_chars)
    }

    /// Draws them; on hovering `whole` says what they are, if something of them is cut off.
    pub(super) fn ui_with(self, ui: &mut Ui, whole: impl FnOnce() -> String) -> Response {
        let is_cut = self.galley.elided;
        let response = self.ui(ui);
        if is_cut {
            response.on_hover_text(masked(&whole()))
        } else {
            response
        }
    }

    /// Draws them. What is cut off is not told on hovering.
    pub(super) fn ui(self, ui: &mut Ui) -> Response {
        let behind = ui.painter().add(Shape::Noop);
        let label = Label::new(Arc::clone(&self.galley)).show_tooltip_when_elided(false);
        let response = ui.add(label);
        if !self.marks.is_empty() && ui.is_rect_visible(response.rect) {
            let color = Tokens::for_ui(ui).found();
            let at = response.rect.left_top();
            let strokes = highlighted(&self.galley, at, &self.marks, color, ui.clip_rect());
            ui.painter().set(behind, strokes);
        }
        response
    }
}
