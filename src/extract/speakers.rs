//! From the words of a source to who that is.

use super::Knowledge;
use super::attribution::Attribution;
use super::prepare::Prepared;
use crate::model::{Article, Party, Reason, Speaker};

/// Whom the source of one attribution stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    /// The speaker; `None` if that is not known.
    pub speaker: Option<Speaker>,
    /// For whom the speaker speaks.
    pub parties: Vec<Party>,
    /// Which rules led here.
    pub reasons: Vec<Reason>,
    /// How likely speaker and parties are right, 0 to 1.
    pub score: f64,
}

/// One answer for each attribution, in the same order.
pub(crate) fn resolve(
    prepared: &Prepared<'_>,
    attributions: &[Attribution],
    article: &Article,
    knowledge: &Knowledge<'_>,
) -> Vec<Resolved> {
    let _ = (article, knowledge);
    attributions
        .iter()
        .map(|attribution| Resolved {
            speaker: attribution.source.map(|source| Speaker {
                name: source.of(prepared.text).to_owned(),
                role: None,
            }),
            parties: Vec::new(),
            reasons: Vec::new(),
            score: 0.5,
        })
        .collect()
}
