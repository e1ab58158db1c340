//! Beginnings of briefings: sections with hints what to write.

use jiff::civil::Date;

use crate::project::{Edit, Project};

/// The beginning of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What to call it: "Positions by country".
    pub name: String,
    /// What it is for, in one line.
    pub purpose: String,
}

/// The templates that come with the program, the most usual first.
#[must_use]
pub fn templates() -> &'static [Template] {
    &[]
}

/// The whole briefing replaced by `template`, filled from the project where the template asks for it.
/// The head stays, except for an empty title or date.
#[must_use]
pub fn apply_template(_project: &Project, template: &Template, _date: Date) -> Edit {
    Edit::new(format!("Begin briefing: {}", template.name), Vec::new())
}

/// A first briefing: the positions of the most quoted parties in their clearest statements.
#[must_use]
pub fn first_briefing(_project: &Project, _date: Date) -> Edit {
    Edit::new("Begin briefing", Vec::new())
}
