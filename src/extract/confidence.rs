//! How sure the program is of a statement as a whole.

use super::attribution::Attribution;
use super::speakers::Resolved;
use crate::model::Confidence;

/// One figure from the scores of the words and of the speaker: both must be right.
pub(crate) fn confidence(attribution: &Attribution, resolved: &Resolved) -> Confidence {
    Confidence::from_share(attribution.score * (0.4 + 0.6 * resolved.score))
}
