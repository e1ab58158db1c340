//! What is known about the resolved document: its length, what to look at and where that is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data::counted;
use crate::briefing::document::{Attribution, Content, DocumentBlock, Problem};
use crate::briefing::issues::count_words;
use crate::briefing::{Document, Finding, FindingKind, Resolved};
use crate::model::BlockId;

/// How fast people read, in words a minute.
const WORDS_A_MINUTE: usize = 230;

/// What is known about the whole document, and how long the one is that is shown; gathered once for each.
#[derive(Debug, Default)]
pub(super) struct Facts {
    resolved: Option<Arc<Resolved>>,
    shown: Option<Arc<Resolved>>,
    n_words: usize,
    pub n_findings: usize,
    /// How many of them keep the document from leaving the house.
    pub n_grave: usize,
    problems: BTreeMap<BlockId, Problem>,
}

impl Facts {
    /// Gathers the facts of the whole document and of the one that is shown, if they are those of others.
    pub(super) fn refresh(&mut self, resolved: &Arc<Resolved>, shown: &Arc<Resolved>) {
        let is_known = |known: &Option<Arc<Resolved>>, wanted: &Arc<Resolved>| {
            known.as_ref().is_some_and(|known| Arc::ptr_eq(known, wanted))
        };
        if !is_known(&self.shown, shown) {
            self.n_words = count_words(&shown.document);
            self.shown = Some(Arc::clone(shown));
        }
        if is_known(&self.resolved, resolved) {
            return;
        }
        self.n_findings = resolved.findings.len();
        self.n_grave = resolved
            .findings
            .iter()
            .filter(|finding| finding.kind.is_grave())
            .count();
        self.problems = blocks(&resolved.document)
            .filter_map(|block| Some((block.id, attribution(block)?.problem?)))
            .collect();
        self.resolved = Some(Arc::clone(resolved));
    }

    /// What to look at, by kind, the gravest first.
    pub(super) fn findings_by_kind(&self) -> Vec<(FindingKind, &[Finding])> {
        let findings = self
            .resolved
            .as_deref()
            .map_or(&[][..], |resolved| &resolved.findings);
        let groups = findings.chunk_by(|before, after| before.kind == after.kind);
        groups
            .filter_map(|group| Some((group.first()?.kind, group)))
            .collect()
    }

    /// What is wrong with the source of an excerpt, as a sentence.
    pub(super) fn problem(&self, block: BlockId) -> Option<&'static str> {
        self.problems.get(&block).map(|problem| problem.sentence())
    }

    /// "1,240 words, 6 min": how long the document that is shown is and takes to read.
    pub(super) fn length(&self) -> String {
        let minutes = self.n_words.div_ceil(WORDS_A_MINUTE);
        format!("{}, {minutes} min", counted(self.n_words, "word", "words"))
    }
}

fn blocks(document: &Document) -> impl Iterator<Item = &DocumentBlock> {
    document.sections.iter().flat_map(|section| &section.blocks)
}

fn attribution(block: &DocumentBlock) -> Option<&Attribution> {
    match &block.content {
        Content::Quotation(quotation) => Some(&quotation.attribution),
        Content::Paraphrase(paraphrase) => Some(&paraphrase.attribution),
        _ => None,
    }
}
