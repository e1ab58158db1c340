//! The project as a table of parties side by side.
//!
//! [`table`] lays the statements of a project out as a [`View`] asks: columns are parties, rows are
//! topics, days, articles or speakers. The result owns everything that it shows, so that it can be
//! computed on one thread and drawn on another. Nothing here changes a project.

mod about;
mod counts;
mod filter;
mod lay_out;
mod rows;
mod search;
mod table;

pub use about::named_in;
pub use counts::parties;
pub use lay_out::table;
pub use search::search;
pub use table::{Card, Carrier, Cell, Column, MAX_CARRIERS, Row, RowKey, Table};
