//! The words that report, and the closed classes of English: the tables of `assets/lexicon`, parsed once.
//!
//! Nothing here looks at a text; [`super::words`] does.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::Table;

/// Word classes as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub u64);

impl Classes {
    pub(crate) const DETERMINER: u64 = 1;
    pub(crate) const POSSESSIVE: u64 = 1 << 1;
    pub(crate) const PRONOUN: u64 = 1 << 2;
    pub(crate) const OBJECT_PRONOUN: u64 = 1 << 3;
    pub(crate) const BE: u64 = 1 << 4;
    pub(crate) const HAVE: u64 = 1 << 5;
    pub(crate) const DO: u64 = 1 << 6;
    pub(crate) const MODAL: u64 = 1 << 7;
    pub(crate) const NEGATION: u64 = 1 << 8;
    pub(crate) const TO: u64 = 1 << 9;
    pub(crate) const PREPOSITION: u64 = 1 << 10;
    pub(crate) const COORDINATOR: u64 = 1 << 11;
    pub(crate) const SUBORDINATOR: u64 = 1 << 12;
    pub(crate) const THAT: u64 = 1 << 13;
    pub(crate) const RELATIVE: u64 = 1 << 14;
    pub(crate) const QUESTION: u64 = 1 << 15;
    pub(crate) const TIME: u64 = 1 << 16;
    pub(crate) const ADVERB: u64 = 1 << 17;
    pub(crate) const COPULAR: u64 = 1 << 18;
    pub(crate) const HONORIFIC: u64 = 1 << 19;
    pub(crate) const NOUN: u64 = 1 << 20;

    /// Whether any of `bits` is set.
    pub(crate) fn any(self, bits: u64) -> bool {
        self.0 & bits != 0
    }
}

const CLASS_NAMES: &[(&str, u64)] = &[
    ("determiner", Classes::DETERMINER),
    ("possessive", Classes::POSSESSIVE),
    ("pronoun", Classes::PRONOUN),
    ("object-pronoun", Classes::OBJECT_PRONOUN),
    ("be", Classes::BE),
    ("have", Classes::HAVE),
    ("do", Classes::DO),
    ("modal", Classes::MODAL),
    ("negation", Classes::NEGATION),
    ("to", Classes::TO),
    ("preposition", Classes::PREPOSITION),
    ("coordinator", Classes::COORDINATOR),
    ("subordinator", Classes::SUBORDINATOR),
    ("that", Classes::THAT),
    ("relative", Classes::RELATIVE),
    ("question", Classes::QUESTION),
    ("time", Classes::TIME),
    ("adverb", Classes::ADVERB),
    ("copular", Classes::COPULAR),
    ("honorific", Classes::HONORIFIC),
    ("noun", Classes::NOUN),
];

/// What a verb can be in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reporting {
    /// It reports words.
    Speech,
    /// It can report words or be a deed.
    Act,
    /// It is belief, wish or perception.
    Thought,
    /// It reports nothing.
    None,
}

/// What can be the content of a reporting verb or noun, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Frames(pub u16);

impl Frames {
    pub(crate) const QUOTATION: u16 = 1;
    pub(crate) const CLAUSE: u16 = 1 << 1;
    pub(crate) const THAT: u16 = 1 << 2;
    pub(crate) const QUESTION: u16 = 1 << 3;
    pub(crate) const TO: u16 = 1 << 4;
    pub(crate) const OBJECT_TO: u16 = 1 << 5;
    pub(crate) const OBJECT: u16 = 1 << 6;
    pub(crate) const GERUND: u16 = 1 << 7;
    pub(crate) const ADDRESSEE: u16 = 1 << 8;

    /// Whether any of `bits` is set.
    pub(crate) fn any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

const FRAME_NAMES: &[(&str, u16)] = &[
    ("quotation", Frames::QUOTATION),
    ("clause", Frames::CLAUSE),
    ("that", Frames::THAT),
    ("question", Frames::QUESTION),
    ("to", Frames::TO),
    ("object-to", Frames::OBJECT_TO),
    ("object", Frames::OBJECT),
    ("gerund", Frames::GERUND),
    ("addressee", Frames::ADDRESSEE),
];

/// A verb or noun of the tables.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Base form.
    pub lemma: &'static str,
    /// What it reports.
    pub reporting: Reporting,
    /// What can be its content.
    pub frames: Frames,
    /// Prepositions that open its content.
    pub prepositions: Vec<&'static str>,
}

/// Inflected forms of a verb, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forms(pub u8);

impl Forms {
    pub(crate) const BASE: u8 = 1;
    pub(crate) const S: u8 = 1 << 1;
    pub(crate) const PAST: u8 = 1 << 2;
    pub(crate) const PARTICIPLE: u8 = 1 << 3;
    pub(crate) const ING: u8 = 1 << 4;

    /// Whether any of `bits` is set.
    pub(crate) fn any(self, bits: u8) -> bool {
        self.0 & bits != 0
    }
}

/// What one written form can be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Closed classes.
    pub classes: Classes,
    /// As a verb: index into [`Lexicon::entries`], and which forms of it.
    pub verb: Option<(u16, Forms)>,
    /// As a reporting noun: index into [`Lexicon::entries`].
    pub noun: Option<u16>,
}

/// The tables.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Verbs and nouns.
    pub entries: Vec<Entry>,
    forms: Table<String, Known>,
}

const CUES: &str = include_str!("../../assets/lexicon/cues.tsv");
const NOUNS: &str = include_str!("../../assets/lexicon/nouns.tsv");
const IRREGULAR: &str = include_str!("../../assets/lexicon/irregular.tsv");
const VERBS: &str = include_str!("../../assets/lexicon/verbs.txt");
const WORDS: &str = include_str!("../../assets/lexicon/words.tsv");

impl Lexicon {
    /// The tables that are compiled in.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::parse);
        &LEXICON
    }

    /// What is known of a form, given in lower case.
    pub(crate) fn known(&self, lower: &str) -> Known {
        self.forms.get(lower).copied().unwrap_or_default()
    }

    /// A verb or noun by its index.
    pub(crate) fn entry(&self, idx: u16) -> Option<&Entry> {
        self.entries.get(usize::from(idx))
    }

    fn parse() -> Self {
        let mut lexicon = Self {
            entries: Vec::new(),
            forms: Table::default(),
        };
        let irregular: HashMap<&str, (&str, &str)> = rows(IRREGULAR)
            .filter_map(|row| {
                let mut cells = row.split('\t');
                Some((cells.next()?, (cells.next()?, cells.next()?)))
            })
            .collect();
        for row in rows(CUES) {
            let mut cells = row.split('\t');
            let (Some(lemma), Some(class), Some(frames)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let reporting = match class {
                "speech" => Reporting::Speech,
                "act" => Reporting::Act,
                _ => Reporting::Thought,
            };
            lexicon.add_verb(lemma, reporting, frames, &irregular);
        }
        for lemma in rows(VERBS) {
            lexicon.add_verb(lemma, Reporting::None, "", &irregular);
        }
        for row in rows(NOUNS) {
            if let Some((lemma, frames)) = row.split_once('\t') {
                lexicon.add_noun(lemma, frames);
            }
        }
        for row in rows(WORDS) {
            let Some((class, words)) = row.split_once('\t') else {
                continue;
            };
            let Some(&(_, bit)) = CLASS_NAMES.iter().find(|(name, _)| *name == class) else {
                continue;
            };
            for word in words.split_whitespace() {
                lexicon.forms.entry(word.to_owned()).or_default().classes.0 |= bit;
            }
        }
        lexicon
    }

    fn add_entry(&mut self, lemma: &'static str, reporting: Reporting, frames: &'static str) -> u16 {
        let mut entry = Entry {
            lemma,
            reporting,
            frames: Frames::default(),
            prepositions: Vec::new(),
        };
        for frame in frames.split_whitespace() {
            match FRAME_NAMES.iter().find(|(name, _)| *name == frame) {
                Some((_, bit)) => entry.frames.0 |= bit,
                None => entry.prepositions.push(frame),
            }
            if frame == "to" && reporting == Reporting::Speech && entry.prepositions.is_empty() {
                // "to" names both the infinitive and the preposition; both are tried.
                entry.prepositions.push("to");
            }
        }
        let idx = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        self.entries.push(entry);
        idx
    }

    fn add_verb(
        &mut self,
        lemma: &'static str,
        reporting: Reporting,
        frames: &'static str,
        irregular: &HashMap<&str, (&str, &str)>,
    ) {
        let idx = self.add_entry(lemma, reporting, frames);
        let past = past(lemma);
        let (past, participle) = match irregular.get(lemma) {
            Some((past, participle)) => ((*past).to_owned(), (*participle).to_owned()),
            None => (past.clone(), past),
        };
        let mut add = |form: String, bit: u8| {
            let known = self.forms.entry(form).or_default();
            match &mut known.verb {
                Some((known_idx, forms)) if *known_idx == idx => forms.0 |= bit,
                Some(_) => {}
                empty => *empty = Some((idx, Forms(bit))),
            }
        };
        add(lemma.to_owned(), Forms::BASE);
        add(third_person(lemma), Forms::S);
        add(past, Forms::PAST);
        add(participle, Forms::PARTICIPLE);
        add(ing(lemma), Forms::ING);
        if let Some(stem) = lemma.strip_suffix('l') {
            // British doubling: "signalled", "labelling".
            if stem.ends_with(is_vowel) {
                add(format!("{lemma}led"), Forms::PAST | Forms::PARTICIPLE);
                add(format!("{lemma}ling"), Forms::ING);
            }
        }
    }

    fn add_noun(&mut self, lemma: &'static str, frames: &'static str) {
        let idx = self.add_entry(lemma, Reporting::Speech, frames);
        for form in [lemma.to_owned(), third_person(lemma)] {
            self.forms.entry(form).or_default().noun = Some(idx);
        }
    }
}

/// The rows of a table without comments and empty lines.
fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn is_vowel(character: char) -> bool {
    matches!(character, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// "says", "notifies", "stresses"; the plural of nouns is made alike.
fn third_person(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ies");
    }
    if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        return format!("{lemma}es");
    }
    format!("{lemma}s")
}

/// Whether the last consonant doubles before "ed" and "ing": one short stressed vowel.
fn doubles(lemma: &str) -> bool {
    const STRESSED_LAST: &[&str] = &[
        "admit", "commit", "concur", "confer", "defer", "deter", "refer", "infer", "occur", "permit",
        "prefer", "rebut", "recur", "regret", "submit", "transfer", "demur", "compel", "expel", "propel",
        "repel", "rebel", "control", "unveil", "handicap", "kidnap",
    ];
    if lemma == "unveil" {
        return false;
    }
    let mut back = lemma.chars().rev();
    let (Some(last), Some(vowel), before) = (back.next(), back.next(), back.next()) else {
        return false;
    };
    let is_short = !is_vowel(last)
        && !matches!(last, 'w' | 'x' | 'y' | 'h')
        && is_vowel(vowel)
        && before.is_some_and(|before| !is_vowel(before) || before == 'u' && vowel == 'i');
    let n_vowels = lemma.chars().filter(|&c| is_vowel(c)).count();
    is_short && (n_vowels == 1 || STRESSED_LAST.contains(&lemma) || lemma == "quip" || lemma == "quit")
}

fn last(lemma: &str) -> String {
    lemma.chars().next_back().map(String::from).unwrap_or_default()
}

fn past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        return format!("{lemma}d");
    }
    if let Some(stem) = lemma.strip_suffix('y')
        && !stem.ends_with(is_vowel)
    {
        return format!("{stem}ied");
    }
    if doubles(lemma) {
        return format!("{lemma}{}ed", last(lemma));
    }
    format!("{lemma}ed")
}

fn ing(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        return format!("{stem}ying");
    }
    if let Some(stem) = lemma.strip_suffix('e')
        && !lemma.ends_with("ee")
        && lemma != "be"
    {
        return format!("{stem}ing");
    }
    if doubles(lemma) {
        return format!("{lemma}{}ing", last(lemma));
    }
    format!("{lemma}ing")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(form: &str) -> Option<&'static str> {
        let lexicon = Lexicon::get();
        let (idx, _) = lexicon.known(form).verb?;
        lexicon.entry(idx).map(|entry| entry.lemma)
    }

    #[test]
    fn forms_lead_to_their_verb() {
        for (form, expected) in [
            ("said", "say"),
            ("denied", "deny"),
            ("denies", "deny"),
            ("admitting", "admit"),
            ("quipped", "quip"),
            ("noting", "note"),
            ("stresses", "stress"),
            ("told", "tell"),
            ("signalled", "signal"),
            ("visiting", "visit"),
        ] {
            assert_eq!(lemma(form), Some(expected), "{form}");
        }
        assert_eq!(lemma("table-cloth"), None);
    }

    #[test]
    fn every_class_of_the_tables_is_known() {
        for row in rows(WORDS) {
            let class = row.split('\t').next().unwrap();
            assert!(CLASS_NAMES.iter().any(|(name, _)| *name == class), "{class}");
        }
        assert!(rows(CUES).all(|row| row.split('\t').count() == 3));
    }
}
