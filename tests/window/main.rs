//! The window, driven by accessible labels.

mod articles;
mod commands;
mod compare;
mod real;
mod screens;
mod support;
