//! The window, driven by accessible labels.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "tests write files of their own")]

mod access;
mod articles;
mod briefing;
mod commands;
mod compare;
mod compare_cards;
mod compare_cells;
mod compare_columns;
mod compare_keys;
mod compare_names;
mod compare_order;
mod compare_search;
mod compare_topics;
mod crowded;
#[cfg(target_os = "linux")]
mod desktop;
mod doubtful;
#[cfg(target_os = "linux")]
mod ended;
mod handover;
#[cfg(target_os = "linux")]
mod hostile;
mod journey;
#[cfg(target_os = "linux")]
mod killed;
mod marking;
mod marks;
mod people;
mod pictures;
mod proposals;
#[cfg(target_os = "linux")]
mod real;
mod review;
mod safety;
mod scale;
mod screens;
mod support;
mod unseen;
mod ways_in;
