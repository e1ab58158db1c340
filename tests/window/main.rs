//! The window, driven by accessible labels.

mod commands;
mod compare;
mod real;
mod screens;
mod support;
