//! The look: colours, lengths and typefaces as data. The only place where a colour is made.
//!
//! A view names a token (`tokens.hairline`), never a colour or a length of its own.

mod fonts;
mod icons;
mod style;
mod tokens;
mod unseen;

pub(crate) use fonts::{definitions, reading, semibold, tabular};
pub(crate) use icons::{icon, icon_format, icon_text};
pub(crate) use style::apply;
pub(crate) use tokens::{Tokens, n_topic_colors, space, text_size};
