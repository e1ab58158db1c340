//! The words of a text as hashes, and which of them a repeat must share.

use super::super::fold::fold_character;

/// The words of a text.
pub(super) struct Words {
    /// Their hashes.
    pub all: Vec<u64>,
    /// The numbers and negations, in any order.
    pub firm: u64,
}

impl Words {
    /// Reads a text; `buffer` is overwritten.
    pub(super) fn read<'a>(mut buffer: Vec<u64>, pieces: impl IntoIterator<Item = &'a str>) -> Self {
        buffer.clear();
        let mut reader = WordReader {
            words: buffer,
            firm: 0,
            word: Word::default(),
        };
        for piece in pieces {
            reader.read(piece);
        }
        Self {
            all: reader.words,
            firm: reader.firm,
        }
    }
}

/// Cuts text into words, folded, and keeps their hashes: letters and digits of any script; apostrophes
/// inside are left out.
struct WordReader {
    words: Vec<u64>,
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

/// One hash of two.
pub(super) fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left.rotate_left(5) ^ right).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
