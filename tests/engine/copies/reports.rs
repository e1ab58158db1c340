//! Made reports: several on one matter share quotations and background, copies of one share nearly everything.

/// The same numbers on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, n_sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(n_sides).unwrap()).unwrap()
    }

    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for idx in (1..items.len()).rev() {
            items.swap(idx, self.roll(idx + 1));
        }
    }
}

const SMALL: [&str; 40] = [
    "the", "the", "the", "of", "of", "to", "to", "and", "and", "in", "in", "a", "a", "that", "that", "on",
    "for", "with", "by", "was", "is", "at", "from", "it", "would", "has", "had", "been", "its", "not", "be",
    "as", "which", "were", "who", "after", "before", "over", "their", "said",
];
const SYLLABLES: [&str; 24] = [
    "mar", "tel", "on", "kar", "sev", "lin", "dor", "pas", "ti", "ver", "gan", "os", "rem", "ul", "bek",
    "ani", "sol", "fer", "ko", "min", "rat", "es", "hal", "quo",
];

/// A word: a small one every other time, else one of three thousand, some of them often and most of them seldom.
fn word(dice: &mut Dice) -> String {
    if dice.roll(20) < 9 {
        return dice.pick(&SMALL).to_owned();
    }
    let most = 1 + dice.roll(3_000);
    let mut number = dice.roll(most);
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    word
}

pub(crate) fn sentence(dice: &mut Dice) -> String {
    let n_words = 10 + dice.roll(16);
    let words: Vec<String> = (0..n_words).map(|_| word(dice)).collect();
    format!("{}.", words.join(" "))
}

fn quotation(dice: &mut Dice) -> String {
    let (one, other) = (sentence(dice), sentence(dice));
    format!(
        "“{one} {}, {} {} said.",
        other.replace('.', ",”"),
        word(dice),
        word(dice)
    )
}

/// What all reports on a matter share: quotations, and paragraphs of background that every outlet keeps ready.
pub(crate) struct Matter {
    quotations: Vec<String>,
    background: Vec<String>,
}

impl Matter {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        Self {
            quotations: (0..6).map(|_| quotation(dice)).collect(),
            background: (0..2)
                .map(|_| format!("{} {}", sentence(dice), sentence(dice)))
                .collect(),
        }
    }

    /// A report of ten paragraphs or so, a good third of them shared with all others on the matter.
    pub(crate) fn report(&self, dice: &mut Dice) -> Vec<String> {
        let mut paragraphs: Vec<String> = (0..6 + dice.roll(4))
            .map(|_| format!("{} {}", sentence(dice), sentence(dice)))
            .collect();
        for _ in 0..3 {
            let at = 1 + dice.roll(paragraphs.len());
            paragraphs.insert(
                at,
                dice.pick(&self.quotations.iter().map(String::as_str).collect::<Vec<_>>())
                    .to_owned(),
            );
        }
        paragraphs.push(
            dice.pick(&self.background.iter().map(String::as_str).collect::<Vec<_>>())
                .to_owned(),
        );
        paragraphs
    }
}

/// Every tenth word is another one.
pub(crate) fn touched_up(paragraphs: &[String], dice: &mut Dice) -> Vec<String> {
    let changed = |paragraph: &String, dice: &mut Dice| {
        let words: Vec<String> = paragraph
            .split(' ')
            .map(|kept| {
                if dice.roll(10) == 0 {
                    word(dice)
                } else {
                    kept.to_owned()
                }
            })
            .collect();
        words.join(" ")
    };
    paragraphs
        .iter()
        .map(|paragraph| changed(paragraph, dice))
        .collect()
}
