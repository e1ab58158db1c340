//! Learns the weights of `assets/extraction/weights.tsv` from annotated articles.
//!
//! ```text
//! cargo run --release --no-default-features --example train -- EVAL [--folds N [--out FILE]] [--write]
//! ```
//! EVAL holds folders with `text/NAME.txt` and `gold/NAME.json`. With `--folds` the articles are cut into
//! N parts by name; each part is judged by weights learned from the others, and the figures are printed;
//! with `--out` its statements are written as `readout extract` prints them, for scoring and calibration.
//! With `--write` weights learned from all articles replace the table.
//!
//! Both models are log-linear and are fitted by adaptive gradients with a quadratic penalty; the order of everything
//! is fixed, so the same articles give the same table.

#![expect(clippy::print_stdout, reason = "the figures are read by a person")]
#![expect(clippy::unwrap_used, reason = "a wrong file of the corpus ends the training")]
#![expect(
    clippy::disallowed_methods,
    reason = "a table of the source tree is written, no user's file"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use readout::atlas::Atlas;
use readout::extract::Knowledge;
use readout::extract::training::{self, Choice, Continuation, Proposal};
use readout::import;
use readout::model::{Article, Corrections};
use readout::text::{Offsets, Span};

const CORPORA: [&str; 2] = ["polnear-train", "diplomatic"];
const TABLE: &str = "assets/extraction/weights.tsv";
const HEADER: &str = "\
# What each feature of a proposal counts for or against it (logits). Features that begin with \"e-\" or
# \"own\" choose the extent of a content, the others tell statements from what only looks like one.
#
# Source: learned by `cargo run --release --no-default-features --example train` from annotated news
# (PolNeAR v1.0.0 and articles on international affairs). Holds counts, no text. Licence: as the project.
#
# Columns, parted by tabs: feature, weight
";

struct Sample {
    name: String,
    article: Article,
    tokens: Vec<Span>,
    gold: Vec<Gold>,
}

struct Gold {
    content: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    is_speech: bool,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let eval = PathBuf::from(arguments.first().unwrap());
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let n_folds: usize = option("--folds").map_or(0, |number| number.parse().unwrap());
    let mut lines = String::new();
    let samples: Vec<(usize, Sample)> = CORPORA
        .iter()
        .enumerate()
        .flat_map(|(corpus, folder)| {
            read(&eval.join(folder))
                .into_iter()
                .map(move |sample| (corpus, sample))
        })
        .collect();
    for (corpus, folder) in CORPORA.iter().enumerate() {
        let mut rules = Figures::default();
        let compiled = std::fs::read_to_string(TABLE).unwrap();
        let mut now = Figures::default();
        for (_, sample) in samples.iter().filter(|(of, _)| *of == corpus) {
            rules.add(sample, "");
            now.add(sample, &compiled);
        }
        println!("{folder:<14} rules alone   {rules}");
        println!("{folder:<14} table now     {now}");
    }
    let mut held_out = vec![Figures::default(); CORPORA.len()];
    for fold in 0..n_folds {
        let is_out = |sample: &Sample| usize::from(fnv(&sample.name)) % n_folds == fold;
        let train: Vec<&(usize, Sample)> = samples.iter().filter(|(_, sample)| !is_out(sample)).collect();
        let table = learn(&train);
        for (corpus, sample) in samples.iter().filter(|(_, sample)| is_out(sample)) {
            held_out[*corpus].add(sample, &table);
            lines.push_str(&line(sample, &table));
        }
    }
    if let Some(path) = option("--out") {
        std::fs::write(path, lines).unwrap();
    }
    for (folder, figures) in CORPORA.iter().zip(&held_out) {
        println!("{folder:<14} held out      {figures}");
    }
    if arguments.iter().any(|argument| argument == "--write") {
        let table = learn(&samples.iter().collect::<Vec<_>>());
        std::fs::write(TABLE, format!("{HEADER}{table}")).unwrap();
        println!("{} features written", table.lines().count());
    }
}

/// The statements of an article as a line of JSON.
fn line(sample: &Sample, table: &str) -> String {
    let knowledge = Knowledge {
        atlas: Atlas::get(),
        corrections: &Corrections::default(),
    };
    let text = &sample.article.text;
    let offsets = Offsets::new(text);
    let statements: Vec<serde_json::Value> = training::statements(&sample.article, &knowledge, table)
        .iter()
        .map(|statement| {
            let content: Vec<_> = statement
                .content
                .iter()
                .map(|span| offsets.chars(text, *span))
                .collect();
            let parties: Vec<String> = statement.parties.iter().map(ToString::to_string).collect();
            serde_json::json!({
                "content": content,
                "speaker_mention": statement.source.map(|span| offsets.chars(text, span)),
                "speaker": statement.speaker_name(),
                "parties": parties,
                "confidence": statement.confidence.share(),
            })
        })
        .collect();
    format!(
        "{}\n",
        serde_json::json!({ "file": sample.name, "statements": statements })
    )
}

/// The articles of a corpus, sorted by name.
fn read(corpus: &Path) -> Vec<Sample> {
    let mut names: Vec<PathBuf> = std::fs::read_dir(corpus.join("gold"))
        .unwrap()
        .map(|item| item.unwrap().path())
        .collect();
    names.sort();
    names
        .iter()
        .map(|path| {
            let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            let name = gold["file"].as_str().unwrap().to_owned();
            let bytes = std::fs::read(corpus.join("text").join(&name)).unwrap();
            let hint = import::Hint {
                file_name: Some(&name),
            };
            let article = import::read(&bytes, hint).unwrap().value;
            let tokens = tokens(&article.text);
            let offsets = Offsets::new(&article.text);
            let covered_by = |spans: &serde_json::Value| {
                let spans: Vec<Span> = spans
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|span| {
                        let at = |idx: usize| {
                            let char_offset = usize::try_from(span[idx].as_u64()?).ok()?;
                            Some(offsets.byte_from_char(&article.text, char_offset))
                        };
                        Span::new(&article.text, at(0)?, at(1)?)
                    })
                    .collect();
                covered(&tokens, &spans)
            };
            let statements = gold["statements"].as_array().unwrap();
            let gold = statements
                .iter()
                .map(|statement| Gold {
                    content: covered_by(&statement["content"]),
                    cue: covered_by(&serde_json::json!([statement["cue"]])),
                    is_speech: statement["speech"].as_bool().unwrap_or(true),
                })
                .collect();
            Sample {
                name,
                article,
                tokens,
                gold,
            }
        })
        .collect()
}

/// Runs of letters, digits and underscores.
fn tokens(text: &str) -> Vec<Span> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_inside = character.is_alphanumeric() || character == '_';
        match (start, is_inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.extend(Span::new(text, from, at));
                start = None;
            }
            _ => {}
        }
    }
    tokens
}

fn covered(tokens: &[Span], spans: &[Span]) -> BTreeSet<usize> {
    let mut covered = BTreeSet::new();
    for span in spans {
        let first = tokens.partition_point(|token| token.end() <= span.start());
        for (idx, token) in tokens.iter().enumerate().skip(first) {
            if token.start() >= span.end() {
                break;
            }
            covered.insert(idx);
        }
    }
    covered
}

#[expect(clippy::cast_precision_loss, reason = "counts of words")]
fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

/// One to one, best overlap first: for each gold statement the prediction and the overlap.
fn pair_up(gold: &[Gold], predicted: &[BTreeSet<usize>]) -> BTreeMap<usize, (usize, f64)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (gold_idx, gold) in gold.iter().enumerate() {
        for (idx, predicted) in predicted.iter().enumerate() {
            let overlap = jaccard(&gold.content, predicted);
            if overlap > 0.0 {
                scored.push((overlap, gold_idx, idx));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (overlap, gold_idx, idx) in scored {
        if !pairs.contains_key(&gold_idx) && used.insert(idx) {
            pairs.insert(gold_idx, (idx, overlap));
        }
    }
    pairs
}

/// What the scorers of the corpora count.
#[derive(Clone, Debug, Default)]
struct Figures {
    predicted: f64,
    speech: f64,
    found: f64,
    found_speech: f64,
    tight: f64,
    tight_speech: f64,
}

impl Figures {
    #[expect(clippy::cast_precision_loss, reason = "counts of statements")]
    fn add(&mut self, sample: &Sample, table: &str) {
        let knowledge = Knowledge {
            atlas: Atlas::get(),
            corrections: &Corrections::default(),
        };
        let predicted: Vec<BTreeSet<usize>> = training::statements(&sample.article, &knowledge, table)
            .iter()
            .map(|statement| covered(&sample.tokens, &statement.content))
            .collect();
        self.predicted += predicted.len() as f64;
        self.speech += sample.gold.iter().filter(|gold| gold.is_speech).count() as f64;
        for (gold_idx, (_, overlap)) in pair_up(&sample.gold, &predicted) {
            let speech = f64::from(u8::from(sample.gold[gold_idx].is_speech));
            if overlap >= 0.5 {
                self.found += 1.0;
                self.found_speech += speech;
            }
            if overlap >= 0.9 - 1e-9 {
                self.tight += 1.0;
                self.tight_speech += speech;
            }
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let figures = |right: f64, speech: f64| {
            let precision = right / self.predicted.max(1.0);
            let recall = speech / self.speech.max(1.0);
            (
                precision,
                recall,
                2.0 * precision * recall / (precision + recall).max(1e-9),
            )
        };
        let found = figures(self.found, self.found_speech);
        let tight = figures(self.tight, self.tight_speech);
        write!(
            formatter,
            "found P {:.3} R {:.3} F1 {:.3}   tight P {:.3} R {:.3} F1 {:.3}",
            found.0, found.1, found.2, tight.0, tight.1, tight.2
        )
    }
}

/// Weights from the samples, as a table. The first corpus is large; articles of the others count more.
fn learn(samples: &[&(usize, Sample)]) -> String {
    let mut table = String::new();
    let mut statement = Model::default();
    for round in 0..3 {
        let mut choices: Vec<(f64, Vec<Vec<String>>, usize)> = Vec::new();
        let mut proposals: Vec<(f64, Vec<String>, bool)> = Vec::new();
        let mut continuations: Vec<(f64, Vec<String>, bool)> = Vec::new();
        for (corpus, sample) in samples {
            let importance = if *corpus == 0 { 1.0 } else { 3.0 };
            let made = training::proposals(&sample.article, &table);
            let proposed = made.proposals;
            choices.extend(
                made.choices
                    .into_iter()
                    .filter_map(|choice| labelled(sample, choice))
                    .map(|(options, best)| (importance, options, best)),
            );
            continuations.extend(made.continuations.into_iter().filter_map(|continuation| {
                let label = goes_on(sample, &continuation)?;
                Some((importance, continuation.features, label))
            }));
            let labels = labels(sample, &proposed);
            proposals.extend(
                proposed
                    .into_iter()
                    .zip(labels)
                    .map(|(proposal, label)| (importance, proposal.features, label)),
            );
        }
        let mut extent = Model::default();
        extent.fit_choices(&choices);
        // The first round judges what the rules' own extents give; later ones what is chosen.
        if round > 0 {
            statement = Model::default();
            statement.fit_proposals(&proposals);
        }
        let mut continuation = Model::default();
        continuation.fit_proposals(&continuations);
        table = extent.table() + &statement.table() + &continuation.table();
    }
    table
}

/// The best of the options by the annotation, if the content is annotated at all.
fn labelled(sample: &Sample, choice: Choice) -> Option<(Vec<Vec<String>>, usize)> {
    if choice.options.len() < 2 {
        return None;
    }
    let cue = covered(&sample.tokens, &choice.cue.into_iter().collect::<Vec<_>>());
    let options: Vec<BTreeSet<usize>> = choice
        .options
        .iter()
        .map(|(content, _)| covered(&sample.tokens, content))
        .collect();
    let mut best: Option<(f64, usize)> = None;
    for gold in &sample.gold {
        if !gold.cue.is_empty() && gold.cue.is_disjoint(&cue) {
            continue;
        }
        for (idx, option) in options.iter().enumerate() {
            let overlap = jaccard(&gold.content, option);
            if best.is_none_or(|(most, _)| overlap > most + 1e-9) {
                best = Some((overlap, idx));
            }
        }
    }
    let (_, idx) = best.filter(|(overlap, _)| *overlap >= 0.5)?;
    Some((
        choice.options.into_iter().map(|(_, features)| features).collect(),
        idx,
    ))
}

/// Which proposals are annotated as statements. A quotation that goes on after its clause counts by its
/// beginning.
fn labels(sample: &Sample, proposals: &[Proposal]) -> Vec<bool> {
    let contents: Vec<BTreeSet<usize>> = proposals
        .iter()
        .map(|proposal| covered(&sample.tokens, &proposal.content))
        .collect();
    let mut labels = vec![false; proposals.len()];
    for (gold_idx, (idx, overlap)) in pair_up(&sample.gold, &contents) {
        let gold = &sample.gold[gold_idx];
        let cue = covered(
            &sample.tokens,
            &proposals[idx].cue.into_iter().collect::<Vec<_>>(),
        );
        let inside = contents[idx].intersection(&gold.content).count();
        let is_beginning = inside * 10 >= contents[idx].len() * 9 && !gold.cue.is_disjoint(&cue);
        labels[idx] = overlap >= 0.5 || is_beginning;
    }
    labels
}

/// Whether the piece is annotated as part of the statement; `None` when neither is annotated.
fn goes_on(sample: &Sample, continuation: &Continuation) -> Option<bool> {
    let content = covered(&sample.tokens, &continuation.content);
    let piece = covered(&sample.tokens, continuation.piece.as_slice());
    let is_in =
        |part: &BTreeSet<usize>, gold: &Gold| part.intersection(&gold.content).count() * 2 >= part.len();
    let mut holders = sample.gold.iter().filter(|gold| is_in(&content, gold)).peekable();
    holders.peek()?;
    Some(holders.any(|gold| is_in(&piece, gold)))
}

/// A log-linear model in the making.
#[derive(Default)]
struct Model {
    names: Vec<String>,
    ids: HashMap<String, usize>,
    weights: Vec<f64>,
    squares: Vec<f64>,
}

const EPOCHS: usize = 6;
const RATE: f64 = 0.05;
const PENALTY: f64 = 3e-3;
/// A feature that is met less often is left out.
const RARE: usize = 4;

impl Model {
    fn count<'a>(&mut self, features: impl Iterator<Item = &'a Vec<String>>) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in features.flatten() {
            *counts.entry(name).or_default() += 1;
        }
        for (name, count) in counts {
            if count >= RARE {
                self.ids.insert(name.to_owned(), self.names.len());
                self.names.push(name.to_owned());
            }
        }
        self.weights = vec![0.0; self.names.len()];
        self.squares = vec![1e-6; self.names.len()];
    }

    fn known(&self, features: &[String]) -> Vec<usize> {
        features
            .iter()
            .filter_map(|name| self.ids.get(name).copied())
            .collect()
    }

    fn sum(&self, features: &[usize]) -> f64 {
        features.iter().map(|&id| self.weights[id]).sum()
    }

    fn step(&mut self, features: &[usize], gradient: f64) {
        for &id in features {
            let gradient = gradient + PENALTY * self.weights[id];
            self.squares[id] += gradient * gradient;
            self.weights[id] -= RATE * gradient / self.squares[id].sqrt();
        }
    }

    fn fit_proposals(&mut self, proposals: &[(f64, Vec<String>, bool)]) {
        self.count(proposals.iter().map(|(_, features, _)| features));
        let known: Vec<Vec<usize>> = proposals
            .iter()
            .map(|(_, features, _)| self.known(features))
            .collect();
        for epoch in 0..EPOCHS {
            for idx in order(proposals.len(), epoch) {
                let (importance, _, label) = &proposals[idx];
                let share = 1.0 / (1.0 + (-self.sum(&known[idx])).exp());
                self.step(&known[idx], importance * (share - f64::from(u8::from(*label))));
            }
        }
    }

    fn fit_choices(&mut self, choices: &[(f64, Vec<Vec<String>>, usize)]) {
        self.count(choices.iter().flat_map(|(_, options, _)| options));
        let known: Vec<Vec<Vec<usize>>> = choices
            .iter()
            .map(|(_, options, _)| options.iter().map(|features| self.known(features)).collect())
            .collect();
        for epoch in 0..EPOCHS {
            for idx in order(choices.len(), epoch) {
                let (importance, _, best) = &choices[idx];
                let sums: Vec<f64> = known[idx].iter().map(|features| self.sum(features)).collect();
                let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                let total: f64 = sums.iter().map(|sum| (sum - most).exp()).sum();
                for (option, features) in known[idx].iter().enumerate() {
                    let share = (sums[option] - most).exp() / total;
                    let gradient = share - f64::from(u8::from(option == *best));
                    if gradient.abs() > 1e-3 {
                        self.step(features, importance * gradient);
                    }
                }
            }
        }
    }

    fn table(&self) -> String {
        self.names
            .iter()
            .zip(&self.weights)
            .filter(|(_, weight)| weight.abs() >= 0.02)
            .fold(String::new(), |mut table, (name, weight)| {
                writeln!(table, "{name}\t{weight:.2}").unwrap();
                table
            })
    }
}

/// An order that looks random and is the same each time.
fn order(n: usize, epoch: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&idx| {
        (idx as u64 + 1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(u32::try_from(epoch * 5 + 7).unwrap_or(7))
            .wrapping_mul(0xbf58_476d_1ce4_e5b9)
    });
    order
}

fn fnv(name: &str) -> u8 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 32).to_le_bytes()[0]
}
