//! The project as a table of parties side by side.
//!
//! [`table`] lays the statements of a project out as a [`View`] asks: columns are parties, rows are
//! topics, days, weeks, months, articles or speakers. The result owns everything that it shows, so that it can be
//! computed on one thread and drawn on another. Nothing here changes a project.

mod about;
mod counts;
mod filter;
mod lay_out;
mod matrix;
mod over_time;
mod passing;
mod positions;
mod rows;
mod search;
mod speakers;
mod stance;
mod suggestions;
mod surroundings;
mod table;
mod timeline;

pub use about::named_in;
pub use counts::parties;
pub use lay_out::table;
pub use matrix::{Matrix, matrix};
pub use over_time::{Moment, over_time, turns};
pub use positions::{Position, Positions, Said, Turn, Who};
pub use search::search;
pub use speakers::{PartySpeakers, speakers};
pub use stance::{StanceHint, suggested_stance};
pub use suggestions::{TopicSuggestion, suggested_topics};
pub use surroundings::surroundings;
pub use table::{
    Card, Carrier, Cell, Column, ColumnKey, Facets, MAX_CARRIERS, RelayedCard, Row, RowKey, Table,
};
pub use timeline::{Series, Step, Timeline, Whose, timeline};
