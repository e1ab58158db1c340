//! What one source said in one place of one article.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Party, Reason, TopicId, Why};
use crate::text::Span;
use crate::text::span::slice;

/// What one source said in one place of one article: content, cue and source, and who that is.
///
/// All spans are places in the article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The reported words with their quotation marks: one or more places, in order, not overlapping.
    pub content: Vec<Span>,
    /// The words that report: "said", "according to".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span>,
    /// The words that name who said it: "Lavrov", "he", "the ministry".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// How much of the content stands in quotation marks.
    pub kind: Kind,
    /// Whom the source stands for; `None` if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// For whom the speaker speaks; several for a joint statement, none for private persons,
    /// experts and media.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The topics that it is filed under, and how it stands to each.
    #[serde(
        default,
        deserialize_with = "super::unique::map",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub topics: BTreeMap<TopicId, Stance>,
    /// The day on which it was said, where a person found out. Not when it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Date>,
    /// Who made it what it is.
    #[serde(default)]
    pub origin: Origin,
    /// How sure the program is that content, speaker and party are right.
    #[serde(default)]
    pub confidence: Confidence,
    /// Whether a person looked at it and found it right.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_checked: bool,
    /// Whether it is shown; a person can put a statement aside without losing it.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub is_visible: bool,
    /// The evidence.
    #[serde(default)]
    pub why: Why,
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_true(flag: &bool) -> bool {
    *flag
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// How far before the content a cue may end that leads to it, in bytes: "said on Monday that …".
const LONGEST_LEAD: usize = 60;

impl Statement {
    /// A visible, unchecked statement made by a person from `content`, with nothing else known.
    #[must_use]
    pub fn by_hand(content: Vec<Span>, kind: Kind) -> Self {
        Self {
            content,
            cue: None,
            source: None,
            kind,
            speaker: None,
            parties: Vec::new(),
            topics: BTreeMap::new(),
            said: None,
            origin: Origin::ByHand,
            confidence: Confidence::CERTAIN,
            is_checked: true,
            is_visible: true,
            why: Why::default(),
        }
    }

    /// The first byte of the content; orders the statements of an article.
    #[must_use]
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |span| span.start())
    }

    /// The reported words, interruptions marked by " … ".
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        let pieces: Vec<&str> = self.content.iter().map(|span| span.of(text)).collect();
        pieces.join(" … ")
    }

    /// The cue of a paraphrase, where it leads to the content: without it "a bill" could be one that was
    /// proposed or one that was rejected. `None` where it follows, stands apart, or all words are quoted.
    #[must_use]
    pub fn leading_cue<'a>(&self, text: &'a str) -> Option<&'a str> {
        self.lead(text).and(self.cue).map(|cue| cue.of(text))
    }

    /// The article's words from a leading cue up to the content: "said on Monday ".
    #[must_use]
    pub fn lead<'a>(&self, text: &'a str) -> Option<&'a str> {
        let cue = self.cue.filter(|_| self.kind != Kind::Direct)?;
        let content = self.content.first()?;
        let between = content.start().checked_sub(cue.end())?;
        let is_parted = self
            .source
            .is_some_and(|source| cue.end() <= source.start() && source.start() < content.start());
        (between <= LONGEST_LEAD && !is_parted).then(|| slice(text, cue.start(), content.start()))
    }

    /// The name of the speaker, if known.
    #[must_use]
    pub fn speaker_name(&self) -> Option<&str> {
        self.speaker.as_ref().map(|speaker| speaker.name.as_str())
    }

    /// How it came to the article by way of another, if it did.
    #[must_use]
    pub fn relay(&self) -> Option<Relay<'_>> {
        let reason = |rule: &str| self.why.reasons.iter().find(|reason| reason.rule == rule);
        if let Some(reason) = reason(Reason::PASSED_ON) {
            return Some(Relay {
                go_between: Some(&reason.found),
                report: None,
            });
        }
        reason(Reason::REPORTS_ANOTHER).map(|reason| Relay {
            go_between: self.speaker_name(),
            report: Some(&reason.found),
        })
    }

    /// Whether who speaks and for whom is as the program found it: a person has neither corrected, made nor checked
    /// it. What is taught of the speaker reaches it, also where it is filed.
    #[must_use]
    pub fn is_as_found(&self) -> bool {
        self.origin == Origin::Extracted && !self.is_checked
    }

    /// Whether the program may change it: a person has neither corrected, made nor checked it.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.origin == Origin::Extracted
            && !self.is_checked
            && self.is_visible
            && self.topics.is_empty()
            && self.said.is_none()
    }
}

/// How words came to an article by way of another: "X, according to Y".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay<'a> {
    /// Who stands between those who said it and the article; `None` if nobody is named.
    pub go_between: Option<&'a str>,
    /// Where the speaker is the one between: the words of the report that the speaker passes on, "Tavria had told".
    /// `None` where somebody else passes on what the speaker has said.
    pub report: Option<&'a str>,
}

/// Whom a source stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speaker {
    /// Name as resolved in the article: "Sergei Lavrov", "Foreign Ministry of Armenia".
    pub name: String,
    /// Role: "Foreign Minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// How much of a statement stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it: a paraphrase.
    Indirect,
}

/// Who made a statement what it is. What a person touched is never overwritten by the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// The program.
    #[default]
    Extracted,
    /// The program, then changed by a person.
    Corrected,
    /// A person.
    ByHand,
}

/// How a statement stands to a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stance {
    /// In favour.
    Supports,
    /// Against.
    Opposes,
    /// In favour under a condition.
    Conditional,
    /// Nothing can be said, or nobody has said yet.
    #[default]
    NoneStated,
}

/// Per cent, 0 to 100: of statements shown with 80 about 80 in a hundred are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Percent", into = "u8")]
pub struct Confidence(u8);

/// A confidence as it is read, before its range is checked.
#[derive(Deserialize)]
#[serde(transparent)]
struct Percent(u8);

impl TryFrom<Percent> for Confidence {
    type Error = String;

    fn try_from(Percent(percent): Percent) -> Result<Self, String> {
        if percent <= 100 {
            Ok(Self(percent))
        } else {
            Err(format!("expected a confidence from 0 to 100, found {percent}"))
        }
    }
}

impl Confidence {
    /// Set by a person.
    pub const CERTAIN: Self = Self(100);

    /// From a share between 0 and 1; anything outside counts as the nearer end.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=100 before"
    )]
    pub fn from_share(share: f64) -> Self {
        if share.is_nan() {
            Self(0)
        } else {
            Self((share.clamp(0.0, 1.0) * 100.0).round() as u8)
        }
    }

    /// Per cent.
    #[must_use]
    pub fn percent(self) -> u8 {
        self.0
    }

    /// Between 0 and 1.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self(50)
    }
}

impl From<u8> for Confidence {
    fn from(percent: u8) -> Self {
        Self(percent.min(100))
    }
}

impl From<Confidence> for u8 {
    fn from(confidence: Confidence) -> Self {
        confidence.0
    }
}
