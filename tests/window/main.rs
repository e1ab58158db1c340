//! The window, driven by accessible labels.

mod commands;
mod compare;
mod screens;
mod support;
