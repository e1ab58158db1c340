//! Copies of whole texts: the same report as several outlets carry it, some words changed, cut, its paragraphs
//! in another order, under another headline.
//!
//! A text is taken as the set of its runs of three words. What stands in quotation marks does not count: two
//! reports of one press conference share the quotations, copies share the prose around them. Two texts are
//! copies when more than a third of the smaller one’s runs occur in the other.
//!
//! A share of all runs, the same in every text since it is chosen by the runs' hashes, leads from a text to the
//! few that it must be compared with (`FracMinHash`), so that the time grows with the number of texts, not with
//! its square.
//!
//! Limits: a translation is no copy; a digest that carries a short report among others is none either.

use std::collections::HashMap;

use super::fold::fold_character;
use super::{Span, paragraphs, quotation_marks};

/// Of the smaller text's runs so many in a hundred occur in the other one.
const LEAST_SHARED: usize = 36;
/// The smaller text has so many in a hundred of the larger one's runs, or more.
const LEAST_SIZE: usize = 25;
/// Texts of fewer runs are compared with none: notices, captions.
const FEWEST_RUNS: usize = 30;
/// One in so many runs leads to other texts.
const ONE_IN: u32 = 8;
/// How many texts a run leads to; one that stands in more is a phrase that everybody uses.
const MOST_TEXTS: usize = 32;
/// How many texts are compared with, those that share most first.
const MOST_COMPARED: usize = 16;
/// Words in a run.
const RUN: usize = 3;

/// A text as the set of its runs of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// Hashes, sorted, each once.
    hashes: Vec<u32>,
}

impl Runs {
    /// The runs in some parts of a text.
    #[must_use]
    pub fn new(text: &str, parts: &[Span]) -> Self {
        let paragraphs: Vec<Span> = parts
            .iter()
            .flat_map(|&part| paragraphs::paragraphs(text, part))
            .collect();
        let quoted = quotation_marks::quotations(text, &paragraphs);
        let mut prose = Self::default();
        let mut quotations = quoted.iter().map(|quotation| quotation.span).peekable();
        for paragraph in &paragraphs {
            let mut at = paragraph.start();
            while let Some(quotation) = quotations.next_if(|span| span.start() < paragraph.end()) {
                prose.add(text, at, quotation.start());
                at = quotation.end().max(at);
            }
            prose.add(text, at, paragraph.end());
        }
        if prose.hashes.len() < FEWEST_RUNS {
            // Next to nothing but quotations: an interview, a speech.
            prose = Self::default();
            for paragraph in &paragraphs {
                prose.add(text, paragraph.start(), paragraph.end());
            }
        }
        prose.hashes.sort_unstable();
        prose.hashes.dedup();
        prose
    }

    fn add(&mut self, text: &str, start: usize, end: usize) {
        let Some(span) = Span::new(text, start, end) else {
            return;
        };
        let mut words = [0_u64; RUN];
        let mut n_words = 0;
        let mut word = EMPTY;
        let mut folded = String::new();
        let mut end_word = |word: &mut u64| {
            if *word == EMPTY {
                return;
            }
            words.rotate_left(1);
            if let Some(last) = words.last_mut() {
                *last = *word;
            }
            *word = EMPTY;
            n_words += 1;
            if n_words >= RUN {
                let run = words.iter().fold(EMPTY, |run, word| {
                    (run ^ word).wrapping_mul(PRIME).rotate_left(23)
                });
                self.hashes.push(finished(run));
            }
        };
        for character in span.of(text).chars() {
            if character.is_ascii_alphanumeric() {
                word = pushed(word, character.to_ascii_lowercase());
            } else if character.is_ascii() {
                if character != '\'' {
                    end_word(&mut word);
                }
            } else {
                folded.clear();
                fold_character(character, &mut folded);
                for character in folded.chars() {
                    if character.is_alphanumeric() {
                        word = pushed(word, character);
                    } else if character != '\'' {
                        end_word(&mut word);
                    }
                }
            }
        }
        end_word(&mut word);
    }

    /// How much of the smaller of two texts occurs in the other, in a hundred; `None` if they are no copies.
    #[must_use]
    pub fn shared_with(&self, other: &Self) -> Option<usize> {
        let (smaller, larger) = if self.hashes.len() <= other.hashes.len() {
            (&self.hashes, &other.hashes)
        } else {
            (&other.hashes, &self.hashes)
        };
        if smaller.len() < FEWEST_RUNS || smaller.len() * 100 < larger.len() * LEAST_SIZE {
            return None;
        }
        let share = n_shared(smaller, larger) * 100 / smaller.len();
        (share >= LEAST_SHARED).then_some(share)
    }

    fn leading(&self) -> impl Iterator<Item = u32> + '_ {
        self.hashes.iter().copied().filter(|hash| hash % ONE_IN == 0)
    }
}

// FNV-1a over the letters, mixed well at the end: the low bits decide which runs lead.
const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn pushed(word: u64, character: char) -> u64 {
    (word ^ u64::from(u32::from(character))).wrapping_mul(PRIME)
}

#[expect(clippy::cast_possible_truncation, reason = "half of a hash is a hash")]
fn finished(run: u64) -> u32 {
    let mixed = (run ^ (run >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 32)) as u32
}

fn n_shared(left: &[u32], right: &[u32]) -> usize {
    let mut right = right.iter().copied().peekable();
    let mut n_shared = 0;
    for &hash in left {
        while right.next_if(|&other| other < hash).is_some() {}
        n_shared += usize::from(right.peek() == Some(&hash));
    }
    n_shared
}

/// Texts, and the way from one to its copies.
#[derive(Debug, Default)]
pub struct Copies {
    texts: Vec<Runs>,
    /// By leading run: the texts that it stands in.
    texts_by_run: HashMap<u32, Vec<usize>>,
}

impl Copies {
    /// Adds a text; returns its number, counted from 0, and the earlier text that it shares most with if it is a
    /// copy.
    pub fn add(&mut self, runs: Runs) -> (usize, Option<usize>) {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for run in runs.leading() {
            for &text in self.texts_by_run.get(&run).map_or(&[][..], Vec::as_slice) {
                *counts.entry(text).or_default() += 1;
            }
        }
        let mut likely: Vec<(usize, usize)> = counts.into_iter().collect();
        likely.sort_unstable_by_key(|&(text, count)| (std::cmp::Reverse(count), text));
        let best = likely
            .iter()
            .take(MOST_COMPARED)
            .filter_map(|&(text, _)| Some((runs.shared_with(self.texts.get(text)?)?, text)))
            .max_by_key(|&(share, text)| (share, std::cmp::Reverse(text)))
            .map(|(_, text)| text);
        let number = self.texts.len();
        for run in runs.leading() {
            let texts = self.texts_by_run.entry(run).or_default();
            if texts.len() < MOST_TEXTS {
                texts.push(number);
            }
        }
        self.texts.push(runs);
        (number, best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "The ministers of the four coastal states met in the old customs house on Monday and \
        agreed that the harbour would be dredged before the winter, according to a paper that was handed out \
        after the talks.\n\nThe works will be paid for by the port authority, which has asked three banks for a \
        loan and expects an answer in the first week of October.\n\nFishermen from the northern quays had \
        blocked the entrance for two days because the plan leaves their berths outside the new wall.\n\nA \
        commission of engineers is to visit the place next month and to report to the ministers in writing.";

    fn runs(text: &str) -> Runs {
        Runs::new(text, Span::all(text).as_slice())
    }

    #[test]
    fn a_report_with_words_changed_cut_and_turned_round_is_a_copy() {
        let changed = REPORT
            .replace("Monday", "Tuesday")
            .replace("three banks", "several lenders");
        assert!(
            runs(REPORT)
                .shared_with(&runs(&changed))
                .is_some_and(|share| share > 80)
        );
        let mut turned: Vec<&str> = REPORT.split("\n\n").collect();
        turned.reverse();
        assert!(
            runs(REPORT)
                .shared_with(&runs(&turned.join("\n\n")))
                .is_some_and(|share| share > 90)
        );
        turned.truncate(2);
        assert!(runs(REPORT).shared_with(&runs(&turned.join("\n\n"))).is_some());
    }

    #[test]
    fn the_same_quotations_make_no_copy() {
        let said = "“We have waited for this wall since my grandfather was a pilot here, and we will not wait for \
            another winter, whatever the banks in the capital may say about the loan and about the berths,”";
        let one = format!(
            "{said} said the mayor of the town in the evening, when the talks had ended at last.\n\n{REPORT}"
        );
        let other = format!(
            "{said} the mayor told reporters. Elsewhere along the coast the plan met with less joy: two towns want \
             their own harbours to be deepened first and have written to the parliament, whose committee for \
             transport will hear them in a public session. Shipowners say that they need neither wall nor loan but \
             a railway that reaches the quays, as it did when their fathers loaded timber there."
        );
        assert_eq!(runs(&one).shared_with(&runs(&other)), None);
    }

    #[test]
    fn copies_are_found_among_others() {
        let mut copies = Copies::default();
        assert_eq!(copies.add(runs(REPORT)), (0, None));
        let other = REPORT.split(' ').rev().collect::<Vec<_>>().join(" ");
        assert_eq!(copies.add(runs(&other)), (1, None));
        assert_eq!(copies.add(runs(&REPORT.to_uppercase())), (2, Some(0)));
        assert_eq!(copies.add(runs("")), (3, None));
        assert_eq!(copies.add(runs("")), (4, None));
    }
}
