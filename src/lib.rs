//! Readout: from a pile of articles to a briefing, every word traceable to its source.
//!
//! The rooms in reading order. Each may name only rooms above it (ARCHITECTURE.md has the table,
//! `tests/engine/architecture.rs` holds it).

#![forbid(unsafe_code)]

/// Strings and places in them. No other room slices a string.
pub mod text;

/// How far slow work is, and warnings of partial work. Knows no thread.
pub mod progress;

/// Being told to end by the system. Knows nothing of what is put in order then.
pub mod signals;

/// The bundled typefaces: bytes, nothing else.
pub mod typefaces;

/// What the words of the field mean: plain data, no tables, no IO.
pub mod model;

/// Who speaks for whom: countries, organisations, offices. Read-only.
pub mod atlas;

/// Bytes to an article. No IO, no network, no panic.
pub mod import;

/// An article to its statements. Cannot fail; same input, same output.
pub mod extract;

/// The one mutable thing, changed only by edits.
pub mod project;

/// Project to bytes on disk and back. The only writer of files.
pub mod storage;

/// A web address to the bytes behind it. The only room that touches the network.
#[cfg(feature = "links")]
pub mod fetch;

/// Paths to articles with their statements: import and extraction of many files.
pub mod intake;

/// The project as a table of parties side by side.
pub mod compare;

/// The briefing resolved into a document whose words were checked against their sources.
pub mod briefing;

/// A resolved document to bytes. Cannot see the project.
pub mod export;

/// The command line: one of the two edges.
pub mod cli;

/// The window: the other edge. The only room that knows egui.
#[cfg(feature = "window")]
pub mod app;
