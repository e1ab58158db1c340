//! Headline, outlet, author, date, language and dateline, each with where it was found.
//!
//! What is unknown stays empty, never guessed.

pub(super) mod byline;
pub(super) mod dates;
