//! Notes what was proposed and how it looked, for learning the weights.

use std::ops::Range;

use super::extent;
use super::features::{self, Sink};
use super::weights::Weights;
use super::{Judge, Place};
use crate::extract::rules::Draft;
use crate::extract::training::{Choice, Continuation, Proposal};
use crate::text::Span;

/// Judges as `weights` do and notes everything.
#[derive(Debug)]
pub(crate) struct Recorder<'a> {
    weights: &'a Weights,
    /// The choices between several extents.
    pub choices: Vec<Choice>,
    /// What was accepted or dropped.
    pub proposals: Vec<Proposal>,
    /// Quotations that may go on from a statement.
    pub continuations: Vec<Continuation>,
}

impl<'a> Recorder<'a> {
    pub(crate) fn new(weights: &'a Weights) -> Self {
        Self {
            weights,
            choices: Vec::new(),
            proposals: Vec::new(),
            continuations: Vec::new(),
        }
    }
}

impl Judge for Recorder<'_> {
    fn choose(&mut self, place: Place<'_>, options: &[Draft]) -> usize {
        self.choices.push(Choice {
            cue: cue(place, options.first()),
            options: options
                .iter()
                .enumerate()
                .map(|(idx, option)| {
                    let mut names = Names(Vec::new());
                    extent::extent(place, option, idx == 0, &mut names);
                    (content(place, option), names.0)
                })
                .collect(),
        });
        let mut weights = self.weights;
        weights.choose(place, options)
    }

    fn accept(&mut self, place: Place<'_>, draft: &Draft) -> Option<f64> {
        let mut names = Names(Vec::new());
        features::statement(place, draft, &mut names);
        self.proposals.push(Proposal {
            cue: cue(place, Some(draft)),
            content: content(place, draft),
            features: names.0,
        });
        let mut weights = self.weights;
        weights.accept(place, draft)
    }

    fn continues(&mut self, place: Place<'_>, draft: &Draft, piece: &Range<usize>, by_rule: bool) -> bool {
        let mut names = Names(Vec::new());
        features::continuation(place, draft, piece, &mut names);
        self.continuations.push(Continuation {
            content: content(place, draft),
            piece: place.prepared.span(piece.clone()),
            features: names.0,
        });
        let mut weights = self.weights;
        weights.continues(place, draft, piece, by_rule)
    }
}

fn cue(place: Place<'_>, draft: Option<&Draft>) -> Option<Span> {
    draft
        .and_then(|draft| draft.cue.clone())
        .and_then(|cue| place.prepared.span(cue))
}

fn content(place: Place<'_>, draft: &Draft) -> Vec<Span> {
    draft
        .pieces
        .iter()
        .filter_map(|piece| place.prepared.span(piece.clone()))
        .collect()
}

struct Names(Vec<String>);

impl Sink for Names {
    fn add(&mut self, parts: &[&str]) {
        self.0.push(parts.join(" "));
    }
}
