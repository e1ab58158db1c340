//! A briefing kept as a template of the user's own.

use super::{Fill, Template, TemplateBlock, TemplateBlockKind, TemplateSection};
use crate::model::{Block, BlockKind, Gathers, Mark, Section};
use crate::project::Project;
use crate::text::span::slice;

impl Template {
    /// The sections of the briefing of `project` as a template called `name`. Own text and talking points are
    /// taken along with their markings and with what must not be disclosed; the marks in them that cite are not,
    /// for they would cite something else in another project. Excerpts are not either: a section that gathers
    /// statements is filled with those of the project that it is used in.
    #[must_use]
    pub fn of_briefing(project: &Project, name: &str) -> Self {
        let briefing = project.briefing();
        let mut sections: Vec<TemplateSection> = Vec::new();
        // Place of the section above those that come from the project.
        let mut above: Option<usize> = None;
        let mut is_below_gathering = false;
        for section in briefing.outline.iter().filter_map(|&id| project.section(id)) {
            // Sections by party or outlet come from the project; their number is another next time.
            let fill = fill_of(section).filter(|_| section.level > 0);
            let blocks = blocks_of(project, section);
            let has_own_words = blocks.iter().any(TemplateBlock::has_words);
            if let Some(fill) = fill {
                let above = above.and_then(|at| sections.get_mut(at));
                if let Some(above) = above.filter(|above| !above.fill.contains(&fill)) {
                    above.fill.push(fill);
                }
                is_below_gathering = true;
                if !has_own_words {
                    continue;
                }
            } else if is_below_gathering && section.level > 1 {
                if !has_own_words {
                    continue;
                }
            } else {
                is_below_gathering = false;
                above = Some(sections.len());
            }
            let topic = match &section.gathers {
                Some(Gathers::Topic(id)) => project.topics().get(id),
                _ => None,
            };
            sections.push(TemplateSection {
                title: section.title.clone(),
                level: section.level,
                blocks,
                gathers: section.gathers.clone().filter(|_| topic.is_none()),
                topic: topic.map(|topic| topic.name.clone()).unwrap_or_default(),
                ..TemplateSection::default()
            });
        }
        Self {
            name: name.trim().to_owned(),
            purpose: "Your own template".to_owned(),
            title: briefing.head.title.clone(),
            occasion: briefing.head.occasion.clone(),
            most_words: briefing.head.most_words,
            sections,
        }
    }
}

fn fill_of(section: &Section) -> Option<Fill> {
    match section.gathers {
        Some(Gathers::Party(_)) => Some(Fill::StatementsByParty),
        Some(Gathers::Outlet(_)) => Some(Fill::StatementsByOutlet),
        Some(Gathers::Day(_)) => Some(Fill::StatementsByDay),
        Some(Gathers::Topic(_)) | None => None,
    }
}

impl TemplateBlock {
    /// A block that can be used in another project; nothing for excerpts and pictures.
    fn of(block: &Block) -> Option<Self> {
        let kind = match &block.kind {
            BlockKind::Text(words) => TemplateBlockKind::Text(without_marks(words)),
            BlockKind::Points { purpose, points } => TemplateBlockKind::Points {
                purpose: *purpose,
                points: points.iter().map(|point| without_marks(point)).collect(),
            },
            BlockKind::Positions { .. } => TemplateBlockKind::PositionsTable,
            BlockKind::PageBreak => TemplateBlockKind::PageBreak,
            BlockKind::Excerpt(_) | BlockKind::Picture(_) => return None,
        };
        Some(Self {
            kind,
            disclosure: block.disclosure,
            marking: block.marking.clone(),
        })
    }

    fn has_words(&self) -> bool {
        match &self.kind {
            TemplateBlockKind::Text(words) => !words.trim().is_empty(),
            TemplateBlockKind::Points { points, .. } => points.iter().any(|point| !point.trim().is_empty()),
            TemplateBlockKind::PositionsTable | TemplateBlockKind::PageBreak => false,
        }
    }
}

fn blocks_of(project: &Project, section: &Section) -> Vec<TemplateBlock> {
    let blocks = section.blocks.iter().filter_map(|&id| project.block(id));
    blocks.filter_map(TemplateBlock::of).collect()
}

/// The words without the marks that cite.
fn without_marks(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut start = 0;
    for (span, _) in Mark::all_in(words) {
        kept.push_str(slice(words, start, span.start()).trim_end_matches(' '));
        start = span.end();
    }
    kept.push_str(slice(words, start, words.len()));
    kept
}
