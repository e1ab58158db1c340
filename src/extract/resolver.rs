//! What the resolution of sources remembers of an article while it goes through it.

use std::collections::HashMap;
use std::ops::Range;

use super::mentions::Scan;
use super::names::{People, plain};
use super::parties::Countries;
use super::subjects::Subjects;
use crate::atlas::Gender;
use crate::model::{Corrections, Party, Reason};
use crate::text::{Span, TokenKind};

/// Names and phrases that are looked at when looking back.
pub(super) const LOOK_BACK: usize = 60;

/// A source, as an index into [`Resolver::sources`], why this mention means it, and how sure that is, 0 to 1.
pub(super) type Found = (usize, Vec<Reason>, f64);

/// Somebody or something that speaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) role: Option<String>,
    /// The office or body, as an index of the atlas.
    pub(super) role_idx: Option<u16>,
    pub(super) parties: Vec<Party>,
    pub(super) gender: Option<Gender>,
    pub(super) is_person: bool,
    pub(super) is_plural: bool,
    pub(super) reasons: Vec<Reason>,
    pub(super) score: f64,
}

/// Somebody who spoke.
#[derive(Clone, Debug)]
pub(super) struct Spoken {
    /// Where the source stood.
    pub(super) token: usize,
    /// The last token of the statement.
    pub(super) end: usize,
    /// An index into [`Resolver::sources`].
    pub(super) source: usize,
    /// The words that named the source.
    pub(super) mention: Option<Range<usize>>,
}

/// The state of one article's resolution.
pub(super) struct Resolver<'a> {
    pub(super) subjects: Subjects<'a>,
    pub(super) scan: &'a Scan<'a>,
    pub(super) people: People,
    pub(super) countries: Countries,
    /// What the user taught.
    pub(super) corrections: &'a Corrections,
    /// The day of publication, ISO 8601.
    pub(super) day: Option<String>,
    pub(super) sources: Vec<Source>,
    /// Sources by person, an index into [`People::persons`].
    pub(super) of_person: HashMap<usize, usize>,
    /// In the order of the text.
    pub(super) spoken: Vec<Spoken>,
    /// Whoever answers the questions of an interview, an index into [`Resolver::sources`].
    pub(super) interviewee: Option<usize>,
    /// How many descriptions are being looked up inside each other.
    pub(super) depth: u8,
}

impl Resolver<'_> {
    pub(super) fn span(&self, tokens: Range<usize>) -> Vec<Span> {
        self.scan.prepared.span(tokens).into_iter().collect()
    }

    pub(super) fn words(&self, tokens: Range<usize>) -> String {
        self.scan
            .prepared
            .span(tokens)
            .map(|span| plain(span.of(self.scan.prepared.text)))
            .unwrap_or_default()
    }

    pub(super) fn add(&mut self, source: Source) -> usize {
        self.sources.push(source);
        self.sources.len() - 1
    }
}

/// A reason.
pub(super) fn reason(rule: &str, words: &[Span], found: &str) -> Reason {
    Reason {
        rule: rule.into(),
        words: words.to_vec(),
        found: found.into(),
    }
}

/// Without marks at either end.
pub(super) fn trimmed(scan: &Scan<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let is_edge = |idx: usize| scan.kind(idx) == TokenKind::Mark && !scan.is_genitive(idx);
    while tokens.start < tokens.end && is_edge(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && (is_edge(tokens.end - 1) || scan.is_genitive(tokens.end - 1)) {
        tokens.end -= 1;
    }
    tokens
}
