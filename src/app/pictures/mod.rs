//! Pictures of what Compare shows, below its table: when each party spoke, who speaks about whom, who speaks for
//! each party, and what a party said on a topic as time went on.
//!
//! A click filters the table. A picture can be saved as a PNG file and put into the briefing; it is drawn for that
//! by the same code, off the screen and in the light theme ([`png`]).

mod jobs;
mod matrix_ui;
mod over_time_ui;
mod panel_ui;
mod png;
mod sheet;
mod speakers_ui;
mod timeline_ui;

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Pos2, Theme, Ui};
use jiff::civil::Date;

use crate::compare::{self, Matrix, Moment, PartySpeakers, Repeated, Timeline, Whose};
use crate::model::{Filters, Party, StatementId, TopicId};
use crate::project::Project;

pub(crate) use jobs::Drawn;
pub(super) use panel_ui::panel_ui;
pub(crate) use sheet::Sheet;

/// Room for the names of parties at the left.
const NAMES_WIDTH: f32 = 164.0;

/// The pictures that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Picture {
    /// When each party spoke.
    #[default]
    Timeline,
    /// Who speaks about whom.
    Matrix,
    /// Who speaks for each party.
    Speakers,
    /// What a party said on a topic, as time went on.
    OverTime,
}

impl Picture {
    const ALL: [(Self, &str); 4] = [
        (Self::Timeline, "Timeline"),
        (Self::Matrix, "Who about whom"),
        (Self::Speakers, "Speakers"),
        (Self::OverTime, "Over time"),
    ];
}

/// What is chosen for the picture of a party over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// The party; the first column of the table if none is chosen.
    pub party: Option<Party>,
    /// The topic; all statements if none is chosen.
    pub topic: Option<TopicId>,
}

/// What the panel remembers.
#[derive(Debug, Default)]
pub(crate) struct PicturesSession {
    /// Whether the panel is open.
    pub is_open: bool,
    picture: Picture,
    chosen: Chosen,
    /// Whether files and the briefing get pictures light on dark.
    is_paper_dark: bool,
    /// The filters as the last click left them, and as they were before the first of its kind.
    narrowed: Option<(Filters, Filters)>,
    /// The sheet that a place to save it is being chosen for.
    to_save: Option<Sheet>,
}

impl PicturesSession {
    /// The theme that pictures for files and the briefing are drawn in: light, for print, unless dark was chosen.
    fn paper(&self) -> Theme {
        if self.is_paper_dark {
            Theme::Dark
        } else {
            Theme::Light
        }
    }
}

/// What the pictures show, computed in the background.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PictureData {
    pub timeline: Timeline,
    pub matrix: Matrix,
    pub speakers: Vec<PartySpeakers>,
    pub moments: Arc<[Moment]>,
    /// For whom the moments are.
    pub party: Option<Party>,
}

impl PictureData {
    /// Whether there is nothing to draw.
    fn is_empty(&self, picture: Picture) -> bool {
        match picture {
            Picture::Timeline => self.timeline.periods.is_empty(),
            Picture::Matrix => self.matrix.named.is_empty(),
            Picture::Speakers => self.speakers.is_empty(),
            Picture::OverTime => self.moments.is_empty(),
        }
    }

    /// What the open picture shows; the others stay empty.
    fn compute(
        project: &Project,
        repeated: &Repeated,
        picture: Picture,
        chosen: &Chosen,
        first: Option<Party>,
    ) -> Self {
        let filters = &project.view().filters;
        let mut data = Self::default();
        match picture {
            Picture::Timeline => data.timeline = compare::timeline(project, filters, repeated),
            Picture::Matrix => data.matrix = compare::matrix(project, filters, repeated),
            Picture::Speakers => data.speakers = compare::speakers(project, filters, repeated),
            Picture::OverTime => {
                data.party = chosen.party.clone().or(first);
                if let Some(party) = &data.party {
                    let moments = compare::over_time(project, filters, repeated, party, chosen.topic);
                    data.moments = moments.into();
                }
            }
        }
        data
    }
}

/// What was clicked in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Clicked {
    /// What is said for a row of the timeline in a period.
    Period { from: Date, until: Date, whose: Whose },
    /// What a party says about another.
    Pair { speaking: Party, about: Party },
    /// The statements of a speaker.
    Speaker(String),
    /// A statement.
    Statement(StatementId),
}

/// "1 statement", "3 statements".
fn n_statements(n: usize) -> String {
    if n == 1 {
        "1 statement".to_owned()
    } else {
        format!("{n} statements")
    }
}

/// Words on one line whose lower left corner is `at`, cut with an ellipsis at `width`.
fn words(ui: &Ui, words: &str, font: FontId, color: Color32, at: Pos2, width: f32) {
    let mut job = LayoutJob::single_section(words.to_owned(), TextFormat::simple(font, color));
    job.wrap.max_width = width.max(8.0);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    job.break_on_newline = false;
    let galley = ui.painter().layout_job(job);
    let top_left = egui::pos2(at.x, at.y - galley.size().y);
    ui.painter().galley(top_left, galley, color);
}
