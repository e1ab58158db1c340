//! The project as a table of parties side by side.
//!
//! [`Index::table`] lays the statements of a project out as a [`View`] asks: columns are parties, rows are
//! topics, days, weeks, months, articles or speakers. The result owns everything that it shows, so that it can be
//! computed on one thread and drawn on another. Nothing here changes a project.

mod about;
mod carriers;
mod cells;
mod columns;
mod facets;
mod filter;
mod groups;
mod index;
mod kept_out;
mod lay_out;
mod matrix;
mod numbered;
mod over_time;
mod parts;
mod passing;
mod pick;
mod positions;
mod repeated;
mod rows;
mod sought;
mod speakers;
mod stance;
mod standing;
mod suggestions;
mod surroundings;
mod table;
mod timeline;

pub use about::named_in;
pub use cells::{Cell, Cells};
pub use columns::MOST_PROPOSED;
pub use index::Index;
pub use matrix::{Matrix, matrix};
pub use over_time::{Moment, over_time, turns};
pub use passing::{in_no_column, lets_through};
pub use positions::{Position, Positions, Said, Turn, Who};
pub use repeated::Repeated;
pub use sought::SoughtWords;
pub use speakers::{PartySpeakers, speakers};
pub use stance::{StanceHint, suggested_stance};
pub use suggestions::{TopicSuggestion, suggested_topics};
pub use surroundings::surroundings;

pub use table::{Card, Carrier, Column, ColumnKey, Facets, RelayedCard, Row, RowKey, Table};
pub use timeline::{Series, Step, Timeline, Whose, timeline};

use crate::model::View;
use crate::project::Project;

/// The statements of `project` laid out as `view` asks, for whoever needs one table only: [`Index::table`].
#[must_use]
pub fn table(project: &Project, view: &View) -> Table {
    Index::default().table(project, view)
}
