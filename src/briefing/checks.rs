//! What a reader could hold against the document: each thing is looked for while the document is resolved.

mod cited;
mod placed;
mod unfilled;

use std::collections::BTreeSet;

use super::document::own_text::{Inline, Node, words_of_line};
use super::document::{Citation, Problem, SourceEntry};
use super::findings::{Finding, FindingKind, Place};
use super::judgements::judgement;
use super::markings::{self, Comparison};
use crate::model::{
    Block, BlockId, BlockKind, Disclosure, Excerpt, Head, Passage, PointsPurpose, Section, SectionId,
    StatementId,
};
use crate::project::Project;
pub(super) use cited::CitedAs;

/// The findings on a document while it is resolved.
pub(super) struct Checks {
    /// Language of the document as a BCP 47 tag; empty for English.
    language: String,
    place: Place,
    section: Vec<String>,
    findings: Vec<Finding>,
    /// The statements that the document cites.
    cited: Vec<cited::CitedAt>,
    /// Its excerpts.
    placed: Vec<placed::Placed>,
}

impl Checks {
    /// For a document with this head.
    pub(super) fn new(head: &Head) -> Self {
        Self {
            language: head.language.clone(),
            place: Place::Head,
            section: Vec::new(),
            findings: Vec::new(),
            cited: Vec::new(),
            placed: Vec::new(),
        }
    }

    /// From now on things are found in the section with these titles.
    pub(super) fn enter(&mut self, id: SectionId, titles: Vec<String>) {
        self.place = Place::Section(id);
        self.section = titles;
    }

    /// From now on things are found in this block of the section.
    pub(super) fn enter_block(&mut self, id: BlockId) {
        self.place = Place::Block(id);
    }

    /// Notes a finding at the current place.
    pub(super) fn find(&mut self, kind: FindingKind, words: impl Into<String>) {
        self.findings.push(Finding {
            kind,
            place: self.place,
            section: self.section.clone(),
            words: words.into(),
        });
    }

    fn find_of_document(&mut self, kind: FindingKind, place: Place, words: String) {
        self.findings.push(Finding {
            kind,
            place,
            section: Vec::new(),
            words,
        });
    }

    /// Compares an excerpt with its source as it is `now`; returns what is wrong with it.
    pub(super) fn excerpt(
        &mut self,
        project: &Project,
        excerpt: &Excerpt,
        now: Option<&Vec<String>>,
    ) -> Option<Problem> {
        let beginning = beginning(&excerpt.words.join(" … "));
        self.place_excerpt(excerpt);
        if let Passage::Statement(id) = excerpt.passage {
            self.cites(id, CitedAs::Excerpt);
        }
        let article = match &excerpt.passage {
            Passage::Statement(id) => id.article,
            Passage::Words { article, .. } => *article,
        };
        let (problem, kind) = match (now, project.entry(article)) {
            (_, None) => (Problem::ArticleGone, FindingKind::SourceGone),
            (Some(now), Some(_)) if excerpt.words.is_empty() || *now == excerpt.words => return None,
            (now, Some(entry)) => {
                if excerpt.words.is_empty() {
                    self.find(
                        FindingKind::StatementGone,
                        "an excerpt has no words, and the statement it was taken from is gone.",
                    );
                    return Some(Problem::WordsGone);
                }
                let has_words = |piece: &String| entry.article.text.contains(piece.as_str());
                match (excerpt.words.iter().all(has_words), now) {
                    (false, _) => (Problem::WordsDiffer, FindingKind::WordsDiffer),
                    (true, Some(_)) => (Problem::OtherLimits, FindingKind::OtherLimits),
                    (true, None) => (Problem::StatementGone, FindingKind::StatementGone),
                }
            }
        };
        let sentence = problem.sentence();
        let mut characters = sentence.chars();
        let first: String = characters
            .next()
            .into_iter()
            .flat_map(char::to_lowercase)
            .collect();
        self.find(
            kind,
            format!("the excerpt “{beginning}”: {first}{}", characters.as_str()),
        );
        Some(problem)
    }

    /// Looks at what the analyst has set and written in a block.
    pub(super) fn block(&mut self, block: &Block, head: &Head, section: &Section, project: &Project) {
        match markings::compare(&block.marking, &head.marking) {
            Comparison::Within => {}
            Comparison::Above if head.marking.trim().is_empty() => self.find(
                FindingKind::MarkedAbove,
                format!(
                    "a block is marked {}, the document not at all.",
                    block.marking.trim()
                ),
            ),
            Comparison::Above => self.find(
                FindingKind::MarkedAbove,
                format!(
                    "a block is marked {}, above the document’s {}.",
                    block.marking.trim(),
                    head.marking.trim()
                ),
            ),
            Comparison::Unlike => self.find(
                FindingKind::MarkedUnlike,
                format!(
                    "a block is marked {}, which cannot be compared with the document’s {}.",
                    block.marking.trim(),
                    head.marking.trim()
                ),
            ),
        }
        let is_to_be_made = |kind: &BlockKind| {
            matches!(
                kind,
                BlockKind::Points {
                    purpose: PointsPurpose::Make,
                    ..
                }
            )
        };
        let is_to_be_avoided = matches!(
            &block.kind,
            BlockKind::Points {
                purpose: PointsPurpose::Avoid | PointsPurpose::IfRaised,
                ..
            }
        );
        if block.disclosure == Disclosure::NotToBeDisclosed && !is_to_be_avoided {
            let mut siblings = section.blocks.iter().filter_map(|&id| project.block(id));
            if siblings.any(|sibling| is_to_be_made(&sibling.kind)) {
                self.find(
                    FindingKind::UndisclosedPoint,
                    "a block that must not be disclosed stands among points to make.",
                );
            }
        }
        self.unfilled_block(block);
    }

    /// Looks for judgements in own words that cite nothing, and for lines that end in dots.
    pub(super) fn own_words(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Paragraph(inlines) => self.line(inlines),
                Node::List { items, .. } => items.iter().for_each(|item| self.own_words(item)),
                Node::Table(rows) => rows.iter().flatten().for_each(|cell| self.line(cell)),
                Node::Quote(_) | Node::Heading(..) | Node::Code(_) | Node::Rule => {}
            }
        }
    }

    /// The same for one line.
    pub(super) fn line(&mut self, inlines: &[Inline]) {
        let words = words_of_line(inlines);
        self.dots(&words);
        if !has_note(inlines)
            && let Some(phrase) = judgement(&words, &self.language)
        {
            self.find(
                FindingKind::Unsourced,
                format!("“{}” judges (“{phrase}”) and cites nothing.", beginning(&words)),
            );
        }
    }

    /// Notes that an excerpt is quoted in another language than the document's.
    pub(super) fn language(&mut self, language: Option<&str>, head: &Head) {
        if let Some(language) = language.filter(|language| is_foreign(language, head)) {
            self.find(
                FindingKind::Untranslated,
                format!("words in another language ({language}) are quoted as they are."),
            );
        }
    }

    /// Notes cited articles of which something is not known or not kept.
    pub(super) fn sources(&mut self, sources: &[SourceEntry]) {
        for source in sources {
            let headline = beginning(&source.headline);
            let place = Place::Article(source.article);
            if source.outlet.is_none() {
                self.find_of_document(
                    FindingKind::NoOutlet,
                    place,
                    format!("the cited article “{headline}” has no outlet."),
                );
            }
            if source.published.is_none() {
                self.find_of_document(
                    FindingKind::NoDate,
                    place,
                    format!("the cited article “{headline}” has no date."),
                );
            }
            if source.url.is_some() && source.archived.is_none() {
                self.find_of_document(
                    FindingKind::NotArchived,
                    place,
                    format!("the page of “{headline}” has no archived copy."),
                );
            }
        }
    }

    /// Looks at the head and the length of the whole document.
    pub(super) fn whole(&mut self, head: &Head, n_words: usize, is_empty: bool) {
        if head.marking.trim().is_empty() && !is_empty {
            self.find_of_document(
                FindingKind::NoMarking,
                Place::Head,
                "the document has no handling marking.".to_owned(),
            );
        }
        if let Some(most) = head.most_words
            && usize::try_from(most).is_ok_and(|most| n_words > most)
        {
            self.find_of_document(
                FindingKind::TooLong,
                Place::Head,
                format!("the document has {n_words} words; it should have at most {most}."),
            );
        }
    }

    /// Looks at what can only be seen of the whole: statements cited, excerpts beside each other, headings.
    pub(super) fn across(&mut self, project: &Project) {
        self.cited_statements(project);
        self.placed_excerpts(project);
        self.empty_sections(project);
    }

    /// All findings, the gravest first.
    pub(super) fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.kind);
        findings
    }
}

/// The statements cited, each once.
pub(super) fn cited(citations: &[Citation]) -> BTreeSet<StatementId> {
    citations
        .iter()
        .filter_map(|citation| citation.statement)
        .collect()
}

/// Whether words in a language are foreign to a document with this head.
pub(super) fn is_foreign(language: &str, head: &Head) -> bool {
    let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let of_document = if head.language.is_empty() {
        "en"
    } else {
        head.language.as_str()
    };
    base(language) != base(of_document)
}

fn has_note(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Note(_) => true,
        Inline::Emphasis(words)
        | Inline::Strong(words)
        | Inline::Strikethrough(words)
        | Inline::Link { words, .. } => has_note(words),
        Inline::Text(_) | Inline::Code(_) | Inline::Break => false,
    })
}

/// The first words, without the quotation marks around them.
pub(super) fn beginning(words: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let words = words.trim_matches(|character| matches!(character, '"' | '“' | '”' | '«' | '»'));
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let mut short: String = words.chars().take(LONGEST).collect();
    short.push('…');
    short
}
