//! Words that a person wants to see wherever they stand.

use serde::{Deserialize, Serialize};

/// Words that the reader marks in a colour of their own wherever they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The words, or the beginning of them; case and accents do not matter.
    pub words: String,
    /// Which of the colours of `assets/theme/term_colors.ron`, counted from 0; one past the last begins anew.
    #[serde(default)]
    pub color: u8,
}
