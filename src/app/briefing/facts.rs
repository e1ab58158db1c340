//! What is known about the resolved document: its length, its warnings and where they lead.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::data::{Spot, counted};
use crate::briefing::Document;
use crate::briefing::document::{Attribution, Content, DocumentBlock, ParaphraseWords, PositionsTable};
use crate::model::{BlockId, BlockKind};
use crate::progress::Warned;
use crate::project::Project;

/// How fast people read, in words a minute.
const WORDS_A_MINUTE: usize = 230;
/// Warnings quote the beginning of an excerpt up to this many characters.
const BEGINNING: usize = 60;

/// Something that a reader could hold against the document, and where it is if that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Warning {
    pub words: String,
    pub spot: Option<Spot>,
}

/// What is known about the resolved document, gathered once for each.
#[derive(Debug, Default)]
pub(super) struct Facts {
    document: Option<Arc<Warned<Document>>>,
    pub n_words: usize,
    pub warnings: Vec<Warning>,
    problems: BTreeMap<BlockId, String>,
}

impl Facts {
    /// Gathers the facts of `document` if they are those of another.
    pub(super) fn refresh(&mut self, document: &Arc<Warned<Document>>, project: &Project) {
        if self
            .document
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, document))
        {
            return;
        }
        self.n_words = count_words(&document.value);
        self.warnings = document
            .warnings
            .iter()
            .map(|words| Warning {
                words: words.clone(),
                spot: spot_of(words, &document.value, project),
            })
            .collect();
        self.problems = blocks(&document.value)
            .filter_map(|block| Some((block.id, attribution(block)?.problem.clone()?)))
            .collect();
        self.document = Some(Arc::clone(document));
    }

    /// What is wrong with the source of an excerpt, as a sentence.
    pub(super) fn problem(&self, block: BlockId) -> Option<&str> {
        self.problems.get(&block).map(String::as_str)
    }

    /// "1,240 words, 6 min": how long the document is and takes to read.
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

/// The words of title, headings, blocks and remarks; notes and sources are not read through.
fn count_words(document: &Document) -> usize {
    let head = words(&document.head.title);
    let sections = document.sections.iter().map(|section| {
        let blocks = section.blocks.iter().map(|block| {
            let content = match &block.content {
                Content::Text(text) => words(text),
                Content::Quotation(quotation) => all(&quotation.pieces),
                Content::Paraphrase(paraphrase) => match &paraphrase.words {
                    ParaphraseWords::Article(pieces) => all(pieces),
                    ParaphraseWords::Own(text) => words(text),
                },
                Content::Positions(table) => in_table(table),
                Content::PageBreak => 0,
            };
            content + attribution(block).map_or(0, |attribution| words(&attribution.comment))
        });
        words(&section.title) + blocks.sum::<usize>()
    });
    head + sections.sum::<usize>()
}

fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

fn all(pieces: &[String]) -> usize {
    pieces.iter().map(|piece| words(piece)).sum()
}

fn in_table(table: &PositionsTable) -> usize {
    let columns: usize = table.columns.iter().map(|(_, name)| words(name)).sum();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            words(&cell.line)
                + cell
                    .statements
                    .iter()
                    .map(|statement| words(&statement.words))
                    .sum::<usize>()
        });
        words(&row.topic) + cells.sum::<usize>()
    });
    columns + rows.sum::<usize>()
}

/// Where in the editor the thing is that a warning of the document is about.
fn spot_of(warning: &str, document: &Document, project: &Project) -> Option<Spot> {
    in_a_section(warning, document, project)
        .or_else(|| of_a_source(warning, document))
        .or_else(|| {
            let is_unchecked = |block: &&DocumentBlock| {
                attribution(block)
                    .and_then(|attribution| project.statement(attribution.statement?))
                    .is_some_and(|statement| !statement.is_checked)
            };
            warning
                .contains("not checked by a person")
                .then(|| blocks(document).find(is_unchecked))
                .flatten()
                .map(|block| Spot::Block(block.id))
        })
}

/// The place of a warning that begins with the titles of its section and of those around it.
fn in_a_section(warning: &str, document: &Document, project: &Project) -> Option<Spot> {
    let mut titles: Vec<(u8, &str)> = Vec::new();
    for (section, &id) in document.sections.iter().zip(&project.briefing().outline) {
        titles.retain(|&(level, _)| level < section.level);
        titles.push((section.level, section.title.trim()));
        let path: Vec<&str> = titles.iter().map(|&(_, title)| title).collect();
        let path = path.join(" › ");
        let rest = if path.is_empty() {
            warning.strip_prefix("In a section without a title: ")
        } else {
            warning.strip_prefix(&format!("In “{path}”: "))
        };
        let Some(rest) = rest else { continue };
        let is_meant = |block: &&DocumentBlock| match &block.content {
            Content::Positions(_) => {
                rest.contains("positions table") || rest.contains("newer than your line")
            }
            _ => beginning_of(project, block.id).is_some_and(|beginning| rest.contains(&beginning)),
        };
        let block = section.blocks.iter().find(is_meant);
        return Some(block.map_or(Spot::Section(id), |block| Spot::Block(block.id)));
    }
    None
}

/// The first words of an excerpt as warnings quote them.
fn beginning_of(project: &Project, id: BlockId) -> Option<String> {
    let BlockKind::Excerpt(excerpt) = &project.block(id)?.kind else {
        return None;
    };
    let words = excerpt.words.join(" … ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let words = words.trim_matches(|character| matches!(character, '"' | '“' | '”' | '«' | '»'));
    let beginning: String = words.chars().take(BEGINNING).collect();
    (!beginning.is_empty()).then_some(beginning)
}

/// The first block that cites the article which a warning names.
fn of_a_source(warning: &str, document: &Document) -> Option<Spot> {
    let headline = warning.strip_prefix("The cited article “")?;
    let source = document.sources.iter().find(|source| {
        let words: Vec<&str> = source.headline.split_whitespace().collect();
        let beginning: String = words.join(" ").chars().take(BEGINNING).collect();
        headline.starts_with(beginning.trim_matches(|character| matches!(character, '"' | '“' | '”')))
    })?;
    let number = *source.citations.first()?;
    let cites = |block: &&DocumentBlock| match &block.content {
        Content::Positions(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| {
            cell.statements
                .iter()
                .any(|statement| statement.citation == number)
        }),
        _ => attribution(block).is_some_and(|attribution| attribution.citation == number),
    };
    blocks(document).find(cites).map(|block| Spot::Block(block.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::edits;

    #[test]
    fn warnings_lead_to_their_section() {
        let mut project = Project::default();
        let mut ids = Vec::new();
        for (level, title) in (0..).zip(["Around", "Inside"]) {
            let (id, edit) = edits::add_section(&project, title, level, usize::MAX);
            project.apply(&edit).unwrap();
            ids.push(id);
        }
        let positions = BlockKind::Positions {
            parties: vec!["RU".parse().unwrap()],
            topics: Vec::new(),
            cells: BTreeMap::new(),
        };
        let (table, edit) = edits::add_block(&project, ids[1], 0, positions).unwrap();
        project.apply(&edit).unwrap();
        let document = Arc::new(crate::briefing::resolve(&project));
        let mut facts = Facts::default();
        facts.refresh(&document, &project);
        let spots: Vec<_> = facts.warnings.iter().map(|warning| warning.spot).collect();
        assert_eq!(spots, [Some(Spot::Block(table))], "{:?}", facts.warnings);
    }
}
