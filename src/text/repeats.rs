//! Near-identical texts, found in one pass.
//!
//! Two texts are repeats when nearly the same pairs of neighbouring words occur in both, and when they
//! agree in every number and every negation: "will" and "will not" never are. Each text meets only
//! texts that share a part of its sketch (the smallest of several hashes of its words), so that the time
//! grows with the number of texts, not with its square.
//!
//! Limits: a text that quotes half of another is not its repeat; negations are known in English only.

mod words;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use words::{Words, mix};

/// Of all pairs of neighbouring words of two repeats, so many in ten thousand occur in both.
const LEAST_SHARED: usize = 7_000;
/// Texts with fewer words must agree in every word, and in what the caller says.
const FEW_WORDS: usize = 6;
const N_HASHES: usize = 6;
const ROWS_OF_BAND: usize = 2;
const N_BANDS: usize = N_HASHES / ROWS_OF_BAND;
/// How many texts with the same part of a sketch are looked at.
const N_PROBES: u64 = 4;

/// The same in two copies of one article, of which every tenth word may be another.
const LEAST_SHARED_IN_COPIES: usize = 4_000;

/// What of a text decides quickly whether it can repeat another; made once for each text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch {
    scope: u64,
    /// Numbers and negations; of few words all.
    firm: u64,
    /// Only texts that share one of these are compared.
    bands: [u64; N_BANDS],
}

impl Sketch {
    /// The sketch of a text; what `scope` and `narrow` mean stands with [`Repeats::add`].
    pub fn new<'a>(scope: &impl Hash, narrow: &impl Hash, pieces: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(scope, narrow, &Words::read(Vec::new(), pieces))
    }

    fn of(scope: &impl Hash, narrow: &impl Hash, words: &Words) -> Self {
        let mut scope = hash_of(scope);
        let mut firm = words.firm;
        if words.all.len() < FEW_WORDS {
            scope = mix(scope, hash_of(narrow));
            firm = words.all.iter().fold(1, |all, &word| mix(all, word));
        }
        let mut bands = [0; N_BANDS];
        let rows = smallest_hashes(&words.all);
        for ((band, number), rows) in bands.iter_mut().zip(0_u64..).zip(rows.chunks_exact(ROWS_OF_BAND)) {
            *band = rows.iter().fold(mix(scope, number), |key, &row| mix(key, row));
        }
        Self { scope, firm, bands }
    }

    fn may_repeat(&self, other: &Self) -> bool {
        self.scope == other.scope && self.firm == other.firm
    }
}

/// Which of these sketches share something with another one: the others repeat nothing, and nothing repeats
/// them.
#[must_use]
pub fn shared<'a>(sketches: impl Iterator<Item = &'a Sketch>) -> Vec<bool> {
    let mut bands: Vec<(u64, usize)> = Vec::new();
    let mut n_sketches = 0;
    for (idx, sketch) in sketches.enumerate() {
        bands.extend(sketch.bands.map(|band| (band, idx)));
        n_sketches = idx + 1;
    }
    bands.sort_unstable();
    let mut is_shared = vec![false; n_sketches];
    for (&(band, idx), &(next, next_idx)) in bands.iter().zip(bands.iter().skip(1)) {
        // Neighbours meet as well: a slot that is taken leads to the next.
        if next - band < 2 * N_PROBES {
            for idx in [idx, next_idx] {
                if let Some(slot) = is_shared.get_mut(idx) {
                    *slot = true;
                }
            }
        }
    }
    is_shared
}

/// Texts and the groups of repeats that they fall into.
#[derive(Debug)]
pub struct Repeats {
    least_shared: usize,
    /// By part of a sketch: the first text of a group.
    slots: HashMap<u64, usize, BuildHasherDefault<Mixed>>,
    /// The first texts of the groups.
    firsts: Vec<Sketch>,
    /// Their words, as far as they were asked for.
    words_of_firsts: HashMap<usize, Vec<u64>, BuildHasherDefault<Mixed>>,
    buffer: Vec<u64>,
}

impl Default for Repeats {
    fn default() -> Self {
        Self::sharing(LEAST_SHARED)
    }
}

impl Repeats {
    /// For texts out of copies of one article, where less agreement is enough.
    #[must_use]
    pub fn in_copies() -> Self {
        Self::sharing(LEAST_SHARED_IN_COPIES)
    }

    fn sharing(least_shared: usize) -> Self {
        Self {
            least_shared,
            slots: HashMap::default(),
            firsts: Vec::new(),
            words_of_firsts: HashMap::default(),
            buffer: Vec::new(),
        }
    }

    /// Makes room for so many texts.
    pub fn reserve(&mut self, n_texts: usize) {
        self.slots.reserve(N_BANDS * n_texts);
        self.firsts.reserve(n_texts);
    }

    /// Adds a text and returns the number of its group, counted from 0 in the order of first texts.
    ///
    /// Texts are compared within one `scope` only; those of few words also need the same `narrow`.
    pub fn add<'a>(
        &mut self,
        scope: &impl Hash,
        narrow: &impl Hash,
        pieces: impl IntoIterator<Item = &'a str>,
    ) -> usize {
        let words = Words::read(std::mem::take(&mut self.buffer), pieces);
        let sketch = Sketch::of(scope, narrow, &words);
        let found = self.find(&sketch, |repeats, first| {
            let other = repeats.words_of_firsts.get(&first);
            other.is_some_and(|other| agree(&words.all, other, repeats.least_shared))
        });
        match found {
            Ok(group) => {
                self.buffer = words.all;
                group
            }
            Err(slots) => {
                let group = self.begin_group(sketch, slots);
                self.words_of_firsts.insert(group, words.all);
                group
            }
        }
    }

    /// The same for a text of which the sketch is known. Its words, and those of the first text of a group, are
    /// read only if the sketches agree.
    ///
    /// Either all texts are added so or none.
    pub fn add_sketched<'a, P: IntoIterator<Item = &'a str>>(
        &mut self,
        sketch: &Sketch,
        pieces: impl Fn() -> P,
        pieces_of_first: impl Fn(usize) -> P,
    ) -> usize {
        let mut own: Option<Vec<u64>> = None;
        let found = self.find(sketch, |repeats, first| {
            let own = own.get_or_insert_with(|| Words::read(Vec::new(), pieces()).all);
            let least_shared = repeats.least_shared;
            let other = repeats
                .words_of_firsts
                .entry(first)
                .or_insert_with(|| Words::read(Vec::new(), pieces_of_first(first)).all);
            agree(own, other, least_shared)
        });
        found.unwrap_or_else(|slots| self.begin_group(*sketch, slots))
    }

    /// The group that a text falls into; otherwise where its own is to be noted.
    fn find(
        &mut self,
        sketch: &Sketch,
        mut is_repeat_of: impl FnMut(&mut Self, usize) -> bool,
    ) -> Result<usize, [Option<u64>; N_BANDS]> {
        let mut empty_slots = [None; N_BANDS];
        for (band, empty_slot) in sketch.bands.iter().zip(&mut empty_slots) {
            for probe in 0..N_PROBES {
                let slot = band.wrapping_add(probe);
                let Some(&group) = self.slots.get(&slot) else {
                    *empty_slot = Some(slot);
                    break;
                };
                let may_repeat = self
                    .firsts
                    .get(group)
                    .is_some_and(|first| first.may_repeat(sketch));
                if may_repeat && is_repeat_of(self, group) {
                    return Ok(group);
                }
            }
        }
        Err(empty_slots)
    }

    fn begin_group(&mut self, sketch: Sketch, slots: [Option<u64>; N_BANDS]) -> usize {
        let group = self.firsts.len();
        for slot in slots.into_iter().flatten() {
            self.slots.insert(slot, group);
        }
        self.firsts.push(sketch);
        group
    }
}

/// Whether of all pairs of words so many in ten thousand occur in both.
fn agree(own: &[u64], other: &[u64], least_shared: usize) -> bool {
    if own == other {
        return true;
    }
    let (own, other) = (pairs(own), pairs(other));
    let n_shared = count_shared(&own, &other);
    let n_all = own.len() + other.len() - n_shared;
    n_shared * 10_000 >= n_all * least_shared
}

/// The pairs of neighbouring words, sorted, each once.
fn pairs(words: &[u64]) -> Vec<u64> {
    let followers = words.iter().skip(1);
    let mut pairs: Vec<u64> = words
        .iter()
        .zip(followers)
        .map(|(&word, &next)| mix(word, next))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn count_shared(left: &[u64], right: &[u64]) -> usize {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    let mut n_shared = 0;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                n_shared += 1;
                left.next();
                right.next();
            }
        }
    }
    n_shared
}

fn smallest_hashes(words: &[u64]) -> [u64; N_HASHES] {
    let mut smallest = [u64::MAX; N_HASHES];
    for &word in words {
        for (slot, seed) in smallest.iter_mut().zip(1_u64..) {
            let hash = (word ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            *slot = (*slot).min(hash ^ (hash >> 32));
        }
    }
    smallest
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Passes on keys that are hashes already.
#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0, u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = mix(key, 1);
    }

    fn write_usize(&mut self, key: usize) {
        self.write_u64(key as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(texts: &[&str]) -> Vec<usize> {
        let mut repeats = Repeats::default();
        texts
            .iter()
            .map(|text| repeats.add(&"AM", &"she", [*text]))
            .collect()
    }

    #[test]
    fn small_differences_make_no_new_group() {
        assert_eq!(
            groups(&[
                "“We are ready to open the crossing this year, and the customs houses are ready,”",
                "\"We are ready to open the crossing this year and the customs houses are ready\"",
                "we are ready to open the crossing this year, and our customs houses are ready.",
                "We are ready to talk about anything else at any time of the year.",
            ]),
            [0, 0, 0, 1]
        );
    }

    #[test]
    fn a_negation_or_another_number_makes_another_group() {
        assert_eq!(
            groups(&[
                "The government will open the crossing at Margara to all lorries in the spring",
                "The government will not open the crossing at Margara to all lorries in the spring",
                "The ministry counted 12 violations of the truce along the line of contact last night",
                "The ministry counted 13 violations of the truce along the line of contact last night",
                "Armenia attacked the positions of Azerbaijan near the village",
                "Azerbaijan attacked the positions of Armenia near the village",
            ]),
            [0, 1, 2, 3, 4, 5]
        );
    }

    #[test]
    fn few_words_need_all_words_and_the_same_speaker() {
        let mut repeats = Repeats::default();
        assert_eq!(repeats.add(&1, &"Peskov", ["“Nonsense!”"]), 0);
        assert_eq!(repeats.add(&1, &"Peskov", ["Nonsense,"]), 0);
        assert_eq!(repeats.add(&1, &"Lavrov", ["Nonsense,"]), 1);
        assert_eq!(repeats.add(&2, &"Peskov", ["Nonsense,"]), 2);
        assert_eq!(repeats.add(&1, &"Peskov", ["“A great nonsense!”"]), 3);
    }

    proptest::proptest! {
        #[test]
        fn sketches_made_before_give_the_same_groups(
            texts in proptest::collection::vec("(not |no |never )?((will|open|gate|train|[0-9]) ){0,9}", 0..40),
        ) {
            let mut plain = Repeats::default();
            let expected: Vec<usize> = texts
                .iter()
                .map(|text| plain.add(&1, &"Orlov", [text.as_str()]))
                .collect();
            let sketches: Vec<Sketch> = texts
                .iter()
                .map(|text| Sketch::new(&1, &"Orlov", [text.as_str()]))
                .collect();
            let is_shared = shared(sketches.iter());
            let mut repeats = Repeats::default();
            // The first text of each group.
            let mut firsts: Vec<&str> = Vec::new();
            for ((text, sketch), expected) in texts.iter().zip(&sketches).zip(&expected) {
                let group = repeats.add_sketched(sketch, || [text.as_str()], |first| [firsts[first]]);
                if group == firsts.len() {
                    firsts.push(text);
                }
                proptest::prop_assert_eq!(group, *expected);
            }
            for (idx, is_shared) in is_shared.into_iter().enumerate() {
                let n_members = expected.iter().filter(|group| **group == expected[idx]).count();
                proptest::prop_assert!(is_shared || n_members == 1, "{}", texts[idx]);
            }
        }
    }
}
