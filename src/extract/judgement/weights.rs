//! The learned weights.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

use super::extent;
use super::features::{self, Sink};
use super::{Judge, Place};
use crate::extract::rules::Draft;

/// A proposal below this share is dropped.
const ACCEPTED: f64 = 0.42;

const TABLE: &str = include_str!("../../../assets/extraction/weights.tsv");

/// The weights of both models by feature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    weights: HashMap<u64, f32, BuildHasherDefault<Ready>>,
}

/// Takes keys that are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

impl Weights {
    /// The table that is compiled in.
    pub(crate) fn get() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::parse(TABLE));
        &WEIGHTS
    }

    /// Reads a table: one feature a line, a tab, its weight. Lines that hold no weight are passed over.
    pub(crate) fn parse(table: &str) -> Self {
        let weights = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let (feature, weight) = line.rsplit_once('\t')?;
                Some((hash(&[feature]), weight.parse().ok()?))
            })
            .collect();
        Self { weights }
    }

    /// Whether nothing was learned.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The sum of the weights of what `describe` names.
    fn sum(&self, describe: impl FnOnce(&mut dyn Sink)) -> f64 {
        let mut sum = Sum {
            weights: self,
            total: 0.0,
        };
        describe(&mut sum);
        sum.total
    }

    /// How likely the proposal is a statement, 0 to 1.
    pub(super) fn share(&self, place: Place<'_>, draft: &Draft) -> f64 {
        let sum = self.sum(|sink| features::statement(place, draft, sink));
        1.0 / (1.0 + (-sum).exp())
    }

    /// The index of the best of the options.
    pub(super) fn best(&self, place: Place<'_>, options: &[Draft]) -> usize {
        let mut best = (0, f64::NEG_INFINITY);
        for (idx, option) in options.iter().enumerate() {
            let sum = self.sum(|sink| extent::extent(place, option, idx == 0, sink));
            if sum > best.1 {
                best = (idx, sum);
            }
        }
        best.0
    }
}

impl Judge for &Weights {
    fn choose(&mut self, place: Place<'_>, options: &[Draft]) -> usize {
        if options.len() < 2 || self.is_empty() {
            return 0;
        }
        self.best(place, options)
    }

    fn accept(&mut self, place: Place<'_>, draft: &Draft) -> Option<f64> {
        if self.is_empty() {
            return Some(draft.score);
        }
        Some(self.share(place, draft)).filter(|&share| share >= ACCEPTED)
    }

    fn continues(&mut self, place: Place<'_>, draft: &Draft, piece: &Range<usize>, by_rule: bool) -> bool {
        if self.is_empty() {
            return by_rule;
        }
        self.sum(|sink| features::continuation(place, draft, piece, sink)) > 0.0
    }
}

struct Sum<'a> {
    weights: &'a Weights,
    total: f64,
}

impl Sink for Sum<'_> {
    fn add(&mut self, parts: &[&str]) {
        if let Some(&weight) = self.weights.weights.get(&hash(parts)) {
            self.total += f64::from(weight);
        }
    }
}

/// A hash of the words of the parts, one after the other; blanks part words like parts.
fn hash(parts: &[&str]) -> u64 {
    let mut hash = 0xa076_1d64_78bd_642f;
    for word in parts
        .iter()
        .flat_map(|part| part.as_bytes().split(|&byte| byte == b' '))
    {
        hash = mixed(hash, word.len() as u64);
        let mut rest = word;
        while let Some((eight, more)) = rest.split_first_chunk::<8>() {
            hash = mixed(hash, u64::from_le_bytes(*eight));
            rest = more;
        }
        if let Some((four, more)) = rest.split_first_chunk::<4>() {
            hash = mixed(hash, u64::from(u32::from_le_bytes(*four)));
            rest = more;
        }
        let last = rest.iter().fold(0, |last, &byte| (last << 8) | u64::from(byte));
        hash = mixed(hash, last);
    }
    hash
}

/// The two halves of a product, as wyhash mixes.
fn mixed(hash: u64, value: u64) -> u64 {
    const STEP: u64 = 0xe703_7ed1_a0b4_28db;
    let product = u128::from(hash ^ value) * u128::from(STEP);
    #[expect(clippy::cast_possible_truncation, reason = "one half after the other")]
    let [low, high] = [product as u64, (product >> 64) as u64];
    low ^ high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_holds_a_feature_and_its_weight() {
        let mut n_features = 0;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let weight = line
                .rsplit_once('\t')
                .and_then(|(_, weight)| weight.parse::<f32>().ok());
            assert!(weight.is_some_and(f32::is_finite), "{line}");
            n_features += 1;
        }
        assert!(n_features > 1000, "{n_features}");
        assert_eq!(
            Weights::get().weights.len(),
            n_features,
            "two features share a hash"
        );
    }

    #[test]
    fn a_feature_is_found_by_its_parts_as_by_its_name() {
        assert_eq!(
            hash(&["cue", "say", "opening", "that"]),
            hash(&["cue say opening that"])
        );
        assert_ne!(hash(&["cue", "say"]), hash(&["cue", "sayopening"]));
    }
}
