//! Strings and places in them.
//!
//! Knows nothing of articles or statements. A [`Span`] is in bounds and on character boundaries of
//! the text that it was made for, and [`span`] is the one file that slices a string.

pub mod copies;
pub mod find;
pub mod fold;
pub mod offsets;
pub mod paragraphs;
pub mod quotation_marks;
pub mod repeats;
pub mod sentences;
pub mod span;
pub(crate) mod table;
pub mod tokens;
pub mod unseen;

pub use offsets::Offsets;
pub use quotation_marks::Quotation;
pub use span::Span;
pub(crate) use table::Table;
pub use tokens::{Token, TokenKind};
