//! Parts of a briefing that nobody has filled in: they would leave as bare headings and dots.

use super::{Checks, beginning};
use crate::briefing::findings::{FindingKind, Place};
use crate::briefing::templates;
use crate::model::{Block, BlockKind, ExcerptForm};
use crate::project::Project;

impl Checks {
    /// Looks for what a block lacks, and for a template's words that stand there as it had them.
    pub(super) fn unfilled_block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Text(words) if templates::is_hint(words) => {
                let hint = beginning(words.trim_matches(['_', '*']));
                self.find(
                    FindingKind::HintLeft,
                    format!("the hint “{hint}” was not written over."),
                );
            }
            BlockKind::Text(_) | BlockKind::Points { .. } if block.is_as_begun => {
                let words = beginning(&block.own_words().join(" / "));
                if !words.is_empty() {
                    self.find(
                        FindingKind::HintLeft,
                        format!("“{words}” stands as your template had it; nobody has written over it."),
                    );
                }
            }
            _ => {}
        }
        match &block.kind {
            BlockKind::Points { points, .. } if points.iter().all(|point| point.trim().is_empty()) => {
                self.find(
                    FindingKind::Unfilled,
                    "talking points stand there without a point.",
                );
            }
            BlockKind::Excerpt(excerpt) => {
                if let ExcerptForm::Paraphrase(words) = &excerpt.form
                    && words.trim().is_empty()
                {
                    let source = beginning(&excerpt.words.join(" … "));
                    self.find(
                        FindingKind::Unfilled,
                        format!("the paraphrase of “{source}” has no words."),
                    );
                }
            }
            BlockKind::Positions { parties, topics, .. } if parties.is_empty() || topics.is_empty() => {
                let what = if parties.is_empty() { "parties" } else { "topics" };
                self.find(
                    FindingKind::Unfilled,
                    format!("the positions table has no {what}."),
                );
            }
            _ => {}
        }
    }

    /// Notes a line of own words that ends in dots where something was to be written.
    pub(super) fn dots(&mut self, words: &str) {
        let last = words.split_whitespace().next_back();
        if last.is_some_and(|last| matches!(last, "…" | "...")) {
            self.find(
                FindingKind::Unfilled,
                format!("“{}” ends where something was to be written.", beginning(words)),
            );
        }
    }

    /// Looks for headings with nothing under them, neither blocks nor sections of their own.
    pub(super) fn empty_sections(&mut self, project: &Project) {
        let outline = &project.briefing().outline;
        let mut sections = outline
            .iter()
            .filter_map(|&id| Some((id, project.section(id)?)))
            .peekable();
        let mut titles: Vec<(u8, &str)> = Vec::new();
        while let Some((id, section)) = sections.next() {
            titles.retain(|&(level, _)| level < section.level);
            titles.push((section.level, section.title.trim()));
            let leads_on = sections
                .peek()
                .is_some_and(|(_, next)| next.level > section.level);
            let mut blocks = section.blocks.iter().filter_map(|&id| project.block(id));
            if !leads_on && blocks.all(is_blank) {
                self.place = Place::Section(id);
                self.section = titles.iter().map(|&(_, title)| title.to_owned()).collect();
                self.find(FindingKind::Unfilled, "nothing stands under this heading.");
            }
        }
    }
}

/// Whether nothing of a block would be seen.
fn is_blank(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Text(words) => words.trim().is_empty(),
        BlockKind::PageBreak => true,
        _ => false,
    }
}
