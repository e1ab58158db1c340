//! Near-identical texts, found in one pass.
//!
//! Two texts are repeats when nearly the same pairs of neighbouring words occur in both, and when they
//! agree in every number and every negation: "will" and "will not" never are. Each text meets only
//! texts that share a part of its sketch (the smallest of several hashes of its words), so that the time
//! grows with the number of texts, not with its square.
//!
//! Limits: a text that quotes half of another is not its repeat; negations are known in English only.

use std::collections::HashMap;

use super::fold::fold_into;

/// Of all pairs of neighbouring words of two repeats, so many in ten thousand occur in both.
const LEAST_SHARED: usize = 7_000;
/// Texts with fewer words must agree in every word, and in what the caller says.
const FEW_WORDS: usize = 6;
const N_HASHES: usize = 8;
const ROWS_OF_BAND: usize = 2;
/// How many texts with the same part of a sketch are looked at.
const N_PROBES: u64 = 4;

/// Texts and the groups of repeats that they fall into.
#[derive(Debug, Default)]
pub struct Repeats {
    /// By part of a sketch: the first text of a group.
    sketches: HashMap<u64, usize>,
    groups: Vec<Group>,
    /// The pairs of the groups' first texts, sorted, one after another.
    pairs: Vec<u32>,
    folded: String,
    words: Vec<u64>,
    current: Vec<u32>,
}

#[derive(Debug)]
struct Group {
    start: usize,
    end: usize,
    scope: u64,
    firm: u64,
}

impl Repeats {
    /// Adds a text and returns the number of its group, counted from 0 in the order of first texts.
    ///
    /// Texts are compared within one `scope` only; those of few words also need the same `narrow`.
    pub fn add<'a>(
        &mut self,
        scope: &impl std::hash::Hash,
        narrow: &impl std::hash::Hash,
        pieces: impl IntoIterator<Item = &'a str>,
    ) -> usize {
        self.folded.clear();
        for piece in pieces {
            fold_into(piece, &mut self.folded);
            self.folded.push(' ');
        }
        self.words.clear();
        hash_words(&self.folded, &mut self.words);
        let is_short = self.words.len() < FEW_WORDS;
        let scope = if is_short {
            mix(hash_of(scope), hash_of(narrow))
        } else {
            hash_of(scope)
        };
        self.pair_up();
        let firm = if is_short {
            self.words.iter().fold(1, |all, &word| mix(all, word))
        } else {
            firm_words(&self.folded)
        };

        let mut empty_slots = [None; N_HASHES / ROWS_OF_BAND];
        let sketch = sketch(&self.words);
        for ((band, rows), empty_slot) in (0_u64..)
            .zip(sketch.chunks_exact(ROWS_OF_BAND))
            .zip(&mut empty_slots)
        {
            let key = rows.iter().fold(mix(scope, band), |key, &row| mix(key, row));
            for probe in 0..N_PROBES {
                let slot = key.wrapping_add(probe);
                match self.sketches.get(&slot) {
                    Some(&group) if self.is_repeat_of(group, scope, firm) => return group,
                    Some(_) => {}
                    None => {
                        *empty_slot = Some(slot);
                        break;
                    }
                }
            }
        }
        let group = self.groups.len();
        for slot in empty_slots.into_iter().flatten() {
            self.sketches.insert(slot, group);
        }
        let start = self.pairs.len();
        self.pairs.extend_from_slice(&self.current);
        self.groups.push(Group {
            start,
            end: self.pairs.len(),
            scope,
            firm,
        });
        group
    }

    /// Fills `current` with the pairs of neighbouring words, sorted, each once.
    #[expect(clippy::cast_possible_truncation, reason = "half of a hash is still a hash")]
    fn pair_up(&mut self) {
        self.current.clear();
        let followers = self.words.iter().skip(1);
        self.current.extend(
            self.words
                .iter()
                .zip(followers)
                .map(|(&word, &next)| mix(word, next) as u32),
        );
        self.current.sort_unstable();
        self.current.dedup();
    }

    fn is_repeat_of(&self, group: usize, scope: u64, firm: u64) -> bool {
        let Some(group) = self.groups.get(group) else {
            return false;
        };
        if group.scope != scope || group.firm != firm {
            return false;
        }
        let other = self.pairs.get(group.start..group.end).unwrap_or_default();
        let n_shared = count_shared(&self.current, other);
        let n_all = self.current.len() + other.len() - n_shared;
        n_shared * 10_000 >= n_all * LEAST_SHARED
    }
}

fn count_shared(left: &[u32], right: &[u32]) -> usize {
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

/// The words of a folded text: letters and digits of any script; apostrophes inside are left out.
fn words_of(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|character: char| !(character.is_alphanumeric() || character == '\''))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
}

fn hash_words(folded: &str, words: &mut Vec<u64>) {
    words.extend(words_of(folded).map(hash_word));
}

fn hash_word(word: &str) -> u64 {
    // FNV-1a: short keys, and the same on every machine.
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The numbers and negations of a folded text, in any order.
fn firm_words(folded: &str) -> u64 {
    words_of(folded)
        .filter(|word| is_negation(word) || word.bytes().any(|byte| byte.is_ascii_digit()))
        .fold(0, |all: u64, word| all.wrapping_add(mix(hash_word(word), 7)))
}

fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "no" | "not" | "never" | "none" | "nor" | "neither" | "nobody" | "nothing" | "cannot" | "without"
    ) || word.ends_with("n't")
}

fn sketch(words: &[u64]) -> [u64; N_HASHES] {
    let mut smallest = [u64::MAX; N_HASHES];
    for &word in words {
        for (slot, seed) in smallest.iter_mut().zip(1_u64..) {
            let hash = (word ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
            *slot = (*slot).min(hash ^ (hash >> 32));
        }
    }
    smallest
}

fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left.rotate_left(5) ^ right).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

fn hash_of(value: &impl std::hash::Hash) -> u64 {
    use std::hash::{DefaultHasher, Hasher as _};
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
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
}
