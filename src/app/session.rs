//! What the window remembers while it is open and no project keeps: places, selections, open popups.

use std::collections::VecDeque;
use std::path::PathBuf;

use super::articles::ArticlesSession;
use super::briefing::BriefingSession;
use super::compare::CompareSession;
use super::pictures::PicturesSession;
use super::review::{Order, Review};
use super::shell::{ModalState, Toast, ToastAction};
use crate::import::Preview;
use crate::intake::Failure;
use crate::model::StatementId;

/// The three places of work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Library and reader.
    #[default]
    Articles,
    /// Statements side by side.
    Compare,
    /// The document.
    Briefing,
}

impl Place {
    /// All of them in order.
    pub(crate) const ALL: [Self; 3] = [Self::Articles, Self::Compare, Self::Briefing];

    /// Its name on screen.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Articles => "Articles",
            Self::Compare => "Compare",
            Self::Briefing => "Briefing",
        }
    }

    /// Its icon.
    pub(crate) fn icon(self) -> &'static str {
        match self {
            Self::Articles => "article",
            Self::Compare => "compare",
            Self::Briefing => "briefing",
        }
    }
}

/// What the window remembers.
#[derive(Debug, Default)]
pub(crate) struct Session {
    /// Where the user works.
    pub place: Place,
    /// Whether the welcome screen is put aside although the project is empty.
    pub has_left_welcome: bool,
    /// The statement that all places agree on.
    pub selected: Option<StatementId>,
    /// Library and reader.
    pub articles: ArticlesSession,
    /// The table.
    pub compare: CompareSession,
    /// The document.
    pub briefing: BriefingSession,
    /// Pictures below the table.
    pub pictures: PicturesSession,
    /// Statements that are being checked one after the other.
    pub review: Option<Review>,
    /// In which order they are checked.
    pub review_order: Order,
    /// How often it was asked what is to be checked.
    pub n_queues: u64,
    /// The dialog that is open, if any.
    pub modal: Option<ModalState>,
    /// Files of which something is to be chosen before they are imported.
    pub choices: VecDeque<(PathBuf, Preview)>,
    /// Short news that go away by themselves.
    pub toasts: Vec<Toast>,
    /// News that stay until they are put away: what went wrong.
    pub notices: Vec<Notice>,
}

/// Something that went wrong, or that the user must see.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    /// One sentence: what happened and what to do.
    pub words: String,
    /// Particulars, a line each.
    pub details: Vec<String>,
    /// What gave no article, to be tried again.
    pub failures: Vec<Failure>,
    /// Whether something failed.
    pub is_error: bool,
}

impl Notice {
    /// All of it as lines of text, for the clipboard.
    pub(crate) fn as_text(&self) -> String {
        let failures = self.failures.iter().map(ToString::to_string);
        let lines = failures.chain(self.details.iter().cloned());
        lines.fold(self.words.clone(), |text, line| format!("{text}\n{line}"))
    }
}

impl Session {
    /// Says something in passing.
    pub(crate) fn toast(&mut self, words: impl Into<String>) {
        self.toasts.push(Toast::new(words, None));
    }

    /// Says something in passing that something can be done about.
    pub(crate) fn toast_with(&mut self, words: impl Into<String>, action: ToastAction) {
        self.toasts.push(Toast::new(words, Some(action)));
    }

    /// Says something that must not be missed.
    pub(crate) fn notice(&mut self, words: impl Into<String>, details: Vec<String>, is_error: bool) {
        self.notices.push(Notice {
            words: words.into(),
            details,
            failures: Vec::new(),
            is_error,
        });
    }

    /// Selects a statement and brings it into sight where the user is.
    pub(crate) fn select_in_place(&mut self, id: StatementId) {
        self.selected = Some(id);
        match self.place {
            Place::Articles => self.articles.show(id),
            Place::Compare => self.compare.show(id),
            Place::Briefing => {}
        }
    }

    /// Goes to a place and selects a statement there.
    pub(crate) fn show_statement(&mut self, id: StatementId) {
        self.selected = Some(id);
        self.place = Place::Articles;
        self.articles.show(id);
    }
}
