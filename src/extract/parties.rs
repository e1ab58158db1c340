//! Which country an article speaks of where it says "the government", "police", "officials".

use std::collections::BTreeMap;

use super::mentions::{Scan, Sense};
use crate::atlas::Naming;
use crate::model::{Metadata, Party};
use crate::text::fold::fold;
use crate::text::{Span, tokens};

/// Mentions that are looked at before a place.
const WINDOW: usize = 24;

/// The countries of a body by their mentions.
#[derive(Debug)]
pub(super) struct Countries {
    /// Token, party and weight of each mention, in order.
    mentions: Vec<(usize, u16, f64)>,
    /// Share of each party in all mentions.
    shares: BTreeMap<u16, f64>,
    /// The countries of the dateline.
    told_from: Vec<u16>,
}

impl Countries {
    /// Counts the countries that the body names, and those of headline, dateline and outlet: what the article is about
    /// and from where it is told.
    pub(super) fn new(scan: &Scan<'_>, metadata: &Metadata) -> Self {
        let around = [
            (&metadata.headline, 1.0),
            (&metadata.dateline, 1.5),
            (&metadata.outlet, 1.5),
        ];
        let mut mentions = Vec::new();
        for hit in &scan.hits {
            let Sense::Party(named) = hit.sense else { continue };
            let is_country = scan.party(named).is_some_and(Party::is_country);
            if !is_country || named.naming == Naming::Media {
                continue;
            }
            let weight = match named.naming {
                Naming::Place | Naming::Name => 1.0,
                Naming::Seat => 0.8,
                _ => 0.7,
            };
            mentions.push((hit.tokens.start, named.party_idx, weight));
        }
        let mut shares: BTreeMap<u16, f64> = BTreeMap::new();
        for (_, party_idx, weight) in &mentions {
            *shares.entry(*party_idx).or_insert(0.0) += weight;
        }
        for (words, weight) in around {
            for party_idx in words.iter().flat_map(|words| countries_in(scan, words)) {
                *shares.entry(party_idx).or_insert(0.0) += weight;
            }
        }
        let total: f64 = shares.values().sum();
        for share in shares.values_mut() {
            *share /= total.max(1.0);
        }
        let told_from = metadata
            .dateline
            .as_deref()
            .map(|dateline| countries_in(scan, dateline))
            .unwrap_or_default();
        Self {
            mentions,
            shares,
            told_from,
        }
    }

    /// Whether a country is named anywhere in the body.
    pub(super) fn names(&self, scan: &Scan<'_>, party: &Party) -> bool {
        self.shares
            .keys()
            .any(|&party_idx| scan.atlas.party(party_idx) == Some(party))
    }

    /// The country that is spoken of at `token`, and how clearly, 0 to 1.
    pub(super) fn at(&self, scan: &Scan<'_>, token: usize) -> Option<(u16, f64)> {
        let scores = self.scores(scan, token);
        let total: f64 = scores.values().sum();
        scores
            .into_iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(party_idx, score)| (party_idx, score / total.max(f64::MIN_POSITIVE)))
    }

    /// The two countries last joined by "and" before `token`, else the two that are spoken of most, in the order
    /// in which the body names them.
    pub(super) fn two_at(&self, scan: &Scan<'_>, token: usize) -> Option<(u16, u16)> {
        let end = self.mentions.partition_point(|(place, _, _)| *place < token);
        let near = self
            .mentions
            .get(end.saturating_sub(WINDOW)..end)
            .unwrap_or_default();
        let joined = near.windows(2).rev().find_map(|pair| {
            let &[(first, one, _), (second, other, _)] = pair else {
                return None;
            };
            let is_joined = one != other
                && second - first <= LONGEST_JOINED
                && (first..second).any(|idx| scan.word(idx) == "and");
            is_joined.then_some((one, other))
        });
        if joined.is_some() {
            return joined;
        }
        let mut scores: Vec<(u16, f64)> = self.scores(scan, token).into_iter().collect();
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let &[(one, _), (other, _), ..] = scores.as_slice() else {
            return None;
        };
        let first = |wanted: u16| {
            self.mentions
                .iter()
                .position(|&(_, party_idx, _)| party_idx == wanted)
        };
        Some(if first(one) <= first(other) {
            (one, other)
        } else {
            (other, one)
        })
    }

    /// How much each country is spoken of at `token`: near mentions and its share of the body.
    fn scores(&self, scan: &Scan<'_>, token: usize) -> BTreeMap<u16, f64> {
        let end = self.mentions.partition_point(|(place, _, _)| *place < token);
        let sentence = scan.prepared.sentence_of(token);
        let mut scores: BTreeMap<u16, f64> = BTreeMap::new();
        for (place, party_idx, weight) in self
            .mentions
            .get(end.saturating_sub(WINDOW)..end)
            .unwrap_or_default()
        {
            let distance = sentence.saturating_sub(scan.prepared.sentence_of(*place));
            #[expect(clippy::cast_precision_loss, reason = "a few sentences")]
            let near = 1.0 / (1.0 + distance as f64);
            *scores.entry(*party_idx).or_insert(0.0) += weight * near * near;
        }
        for (party_idx, share) in &self.shares {
            *scores.entry(*party_idx).or_insert(0.0) += 2.5 * share;
        }
        for party_idx in &self.told_from {
            *scores.entry(*party_idx).or_insert(0.0) += DATELINE_WEIGHT;
        }
        scores
    }
}

/// How much it counts that an article is told from a country: its own officials are named there without it.
const DATELINE_WEIGHT: f64 = 0.3;

/// How far apart two joined countries may stand, in tokens: "South Korea and Japan".
const LONGEST_JOINED: usize = 4;

/// The countries that a line outside the body names, each once.
fn countries_in(scan: &Scan<'_>, words: &str) -> Vec<u16> {
    let Some(whole) = Span::all(words) else {
        return Vec::new();
    };
    let tokens = tokens::tokens(words, whole);
    let word = |idx: usize| tokens.get(idx).map(|token| token.span.of(words));
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < tokens.len() {
        let first = fold(word(idx).unwrap_or_default());
        let Some((length, named)) = scan.atlas.name_at(&first, |next| word(idx + next)) else {
            idx += 1;
            continue;
        };
        idx += length.max(1);
        let is_country = scan.party(named).is_some_and(Party::is_country);
        if is_country && !found.contains(&named.party_idx) {
            found.push(named.party_idx);
        }
    }
    found
}
