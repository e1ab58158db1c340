//! Near-identical texts, found in one pass.
//!
//! Two texts are repeats when nearly the same pairs of neighbouring words occur in both, and when they
//! agree in every number and every negation: "will" and "will not" never are. Each text meets only
//! texts that share a part of its sketch (the smallest of several hashes of its words), so that the time
//! grows with the number of texts, not with its square.
//!
//! Limits: a text that quotes half of another is not its repeat; negations are known in English only.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::fold::fold_character;

/// Of all pairs of neighbouring words of two repeats, so many in ten thousand occur in both.
const LEAST_SHARED: usize = 7_000;
/// Texts with fewer words must agree in every word, and in what the caller says.
const FEW_WORDS: usize = 6;
const N_HASHES: usize = 6;
const ROWS_OF_BAND: usize = 2;
/// How many texts with the same part of a sketch are looked at.
const N_PROBES: u64 = 4;

/// The same in two copies of one article, of which every tenth word may be another.
const LEAST_SHARED_IN_COPIES: usize = 4_000;

/// Texts and the groups of repeats that they fall into.
#[derive(Debug)]
pub struct Repeats {
    least_shared: usize,
    /// By part of a sketch: the first text of a group.
    sketches: HashMap<u64, usize, BuildHasherDefault<Mixed>>,
    groups: Vec<Group>,
    /// The words of the groups' first texts, one text after another.
    words_of_groups: Vec<u64>,
    words: Vec<u64>,
}

#[derive(Debug)]
struct Group {
    start: usize,
    end: usize,
    scope: u64,
    firm: u64,
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
            sketches: HashMap::default(),
            groups: Vec::new(),
            words_of_groups: Vec::new(),
            words: Vec::new(),
        }
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
        let mut reader = WordReader {
            words: std::mem::take(&mut self.words),
            firm: 0,
            word: Word::default(),
        };
        reader.words.clear();
        for piece in pieces {
            reader.read(piece);
        }
        self.words = reader.words;
        let is_short = self.words.len() < FEW_WORDS;
        let mut scope = hash_of(scope);
        let mut firm = reader.firm;
        if is_short {
            scope = mix(scope, hash_of(narrow));
            firm = self.words.iter().fold(1, |all, &word| mix(all, word));
        }

        let mut empty_slots = [None; N_HASHES / ROWS_OF_BAND];
        let sketch = sketch(&self.words);
        let bands = (0_u64..).zip(sketch.chunks_exact(ROWS_OF_BAND));
        for ((band, rows), empty_slot) in bands.zip(&mut empty_slots) {
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
        let start = self.words_of_groups.len();
        self.words_of_groups.extend_from_slice(&self.words);
        self.groups.push(Group {
            start,
            end: self.words_of_groups.len(),
            scope,
            firm,
        });
        group
    }

    fn is_repeat_of(&self, group: usize, scope: u64, firm: u64) -> bool {
        let Some(group) = self.groups.get(group) else {
            return false;
        };
        if group.scope != scope || group.firm != firm {
            return false;
        }
        let other = self
            .words_of_groups
            .get(group.start..group.end)
            .unwrap_or_default();
        if self.words == other {
            return true;
        }
        let (own, other) = (pairs(&self.words), pairs(other));
        let n_shared = count_shared(&own, &other);
        let n_all = own.len() + other.len() - n_shared;
        n_shared * 10_000 >= n_all * self.least_shared
    }
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

/// Cuts text into words, folded, and keeps their hashes: letters and digits of any script; apostrophes
/// inside are left out.
struct WordReader {
    words: Vec<u64>,
    /// The numbers and negations, in any order.
    firm: u64,
    word: Word,
}

/// The word that is being read.
struct Word {
    hash: u64,
    n_bytes: usize,
    has_digit: bool,
    /// The last three bytes, apostrophes included.
    end: u32,
}

impl Default for Word {
    fn default() -> Self {
        Self {
            hash: EMPTY,
            n_bytes: 0,
            has_digit: false,
            end: 0,
        }
    }
}

impl WordReader {
    fn read(&mut self, text: &str) {
        let mut folded = String::new();
        for character in text.chars() {
            if character.is_ascii() {
                self.read_ascii(character);
                continue;
            }
            folded.clear();
            fold_character(character, &mut folded);
            for character in folded.chars() {
                if character.is_ascii() {
                    self.read_ascii(character);
                } else if character.is_alphanumeric() {
                    let mut bytes = [0; 4];
                    for &byte in character.encode_utf8(&mut bytes).as_bytes() {
                        self.word.push(byte);
                    }
                } else {
                    self.end_word();
                }
            }
        }
        self.end_word();
    }

    fn read_ascii(&mut self, character: char) {
        let lower = character.to_ascii_lowercase();
        if lower.is_ascii_lowercase() {
            self.word.push(ascii_byte(lower));
        } else if lower.is_ascii_digit() {
            self.word.has_digit = true;
            self.word.push(ascii_byte(lower));
        } else if lower == '\'' {
            self.word.end = (self.word.end << 8) | u32::from(b'\'');
        } else {
            self.end_word();
        }
    }

    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.n_bytes == 0 {
            return;
        }
        if word.has_digit || word.is_negation() {
            self.firm = self.firm.wrapping_add(mix(word.hash, 7));
        }
        self.words.push(word.hash);
    }
}

fn ascii_byte(character: char) -> u8 {
    u8::try_from(character).unwrap_or_default()
}

// FNV-1a: good for short keys, and the same on every machine.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

const fn hash_of_word(word: &[u8]) -> u64 {
    let mut hash = EMPTY;
    let mut rest = word;
    while let [byte, following @ ..] = rest {
        hash = (hash ^ *byte as u64).wrapping_mul(PRIME);
        rest = following;
    }
    hash
}

const NEGATIONS: [u64; 10] = [
    hash_of_word(b"no"),
    hash_of_word(b"not"),
    hash_of_word(b"never"),
    hash_of_word(b"none"),
    hash_of_word(b"nor"),
    hash_of_word(b"neither"),
    hash_of_word(b"nobody"),
    hash_of_word(b"nothing"),
    hash_of_word(b"cannot"),
    hash_of_word(b"without"),
];
const LONGEST_NEGATION: usize = 7;

impl Word {
    fn push(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(PRIME);
        self.n_bytes += 1;
        self.end = (self.end << 8) | u32::from(byte);
    }

    /// "not" and the like, and all that ends in "n't".
    fn is_negation(&self) -> bool {
        self.end & 0x00ff_ffff == u32::from_be_bytes([0, b'n', b'\'', b't'])
            || (self.n_bytes <= LONGEST_NEGATION && NEGATIONS.contains(&self.hash))
    }
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
}
