//! From the analyst's blocks to a document.

use super::checks::{self, Checks};
use super::citations::Citations;
use super::document::{
    Attribution, Content, Document, DocumentBlock, DocumentSection, Manner, Paraphrase, ParaphraseWords,
    Quotation,
};
use super::positions;
use crate::atlas::Atlas;
use crate::model::{
    Article, Block, BlockKind, Disclosure, Excerpt, ExcerptForm, Kind, Party, Passage, Statement,
};
use crate::progress::Warned;
use crate::project::Project;

/// The briefing of `project` as a document. Each warning is one sentence that says what and where.
#[must_use]
pub fn resolve(project: &Project) -> Warned<Document> {
    resolve_where(project, |_| true)
}

/// The same without the blocks that must not be disclosed, and without their citations.
#[must_use]
pub fn resolve_speaking_copy(project: &Project) -> Warned<Document> {
    resolve_where(project, |block| block.disclosure == Disclosure::Usable)
}

fn resolve_where(project: &Project, is_wanted: impl Fn(&Block) -> bool) -> Warned<Document> {
    let briefing = project.briefing();
    let mut resolver = Resolver {
        project,
        citations: Citations::new(project),
        checks: Checks::default(),
    };
    let mut titles: Vec<(u8, &str)> = Vec::new();
    let mut sections = Vec::with_capacity(briefing.outline.len());
    for section in briefing.outline.iter().filter_map(|&id| project.section(id)) {
        titles.retain(|&(level, _)| level < section.level);
        titles.push((section.level, section.title.trim()));
        let path: Vec<&str> = titles.iter().map(|&(_, title)| title).collect();
        resolver.checks.enter(&path.join(" › "));
        let blocks = section.blocks.iter().filter_map(|&id| {
            let block = project.block(id).filter(|block| is_wanted(block))?;
            Some(DocumentBlock {
                id,
                disclosure: block.disclosure,
                content: resolver.content(block),
            })
        });
        sections.push(DocumentSection {
            title: section.title.clone(),
            level: section.level,
            blocks: blocks.collect(),
        });
    }
    let Resolver {
        citations,
        mut checks,
        ..
    } = resolver;
    let (citations, sources) = citations.finish();
    checks.sources(&sources);
    checks.statements(project, &citations);
    let mut head = briefing.head.clone();
    if head.title.trim().is_empty() {
        "Briefing".clone_into(&mut head.title);
    }
    let coverage = checks::coverage(project, &citations, &sources);
    let method_line = checks::method_line(&coverage);
    Warned {
        value: Document {
            head,
            sections,
            citations,
            sources,
            coverage,
            method_line,
        },
        warnings: checks.finish(),
    }
}

struct Resolver<'a> {
    project: &'a Project,
    citations: Citations<'a>,
    checks: Checks,
}

impl Resolver<'_> {
    fn content(&mut self, block: &Block) -> Content {
        match &block.kind {
            BlockKind::Text(markdown) => Content::Text(markdown.clone()),
            BlockKind::PageBreak => Content::PageBreak,
            BlockKind::Excerpt(excerpt) => self.excerpt(excerpt),
            BlockKind::Points { points, .. } => {
                let lines: Vec<String> = points.iter().map(|point| format!("- {point}")).collect();
                Content::Text(lines.join("\n"))
            }
            BlockKind::Picture(picture) => Content::Text(picture.caption.clone()),
            BlockKind::Positions { parties, topics, .. } => Content::Positions(positions::table(
                self.project,
                parties,
                topics,
                &mut self.citations,
                &mut self.checks,
            )),
        }
    }

    fn excerpt(&mut self, excerpt: &Excerpt) -> Content {
        let source = Source::of(self.project, excerpt);
        let problem = self.checks.excerpt(self.project, excerpt, source.now.as_ref());
        let pieces = if excerpt.words.is_empty() {
            source.now.clone().unwrap_or_default()
        } else {
            excerpt.words.clone()
        };
        let kind = source
            .statement
            .map_or_else(|| kind_by_marks(&pieces), |statement| statement.kind);
        let is_passage = matches!(excerpt.passage, Passage::Words { .. });
        let is_quoted = excerpt.form == ExcerptForm::AsWritten && (kind != Kind::Indirect || is_passage);
        let manner = if is_quoted {
            Manner::Quoted
        } else {
            Manner::Paraphrased
        };
        let citation = self.citations.cite(&excerpt.passage, manner);
        self.citations.note_problem(problem.as_ref());
        let speaker = source.statement.and_then(|statement| statement.speaker.as_ref());
        let attribution = Attribution {
            statement: match excerpt.passage {
                Passage::Statement(id) => source.statement.map(|_| id),
                Passage::Words { .. } => None,
            },
            speaker: speaker.map(|speaker| speaker.name.clone()),
            role: speaker.and_then(|speaker| speaker.role.clone()),
            parties: source
                .statement
                .map(|statement| party_names(&statement.parties))
                .unwrap_or_default(),
            citation,
            comment: excerpt.comment.clone(),
            problem,
        };
        match &excerpt.form {
            ExcerptForm::Paraphrase(words) => Content::Paraphrase(Paraphrase {
                words: ParaphraseWords::Own(words.clone()),
                attribution,
            }),
            ExcerptForm::AsWritten if is_quoted => Content::Quotation(Quotation {
                pieces,
                kind,
                attribution,
            }),
            ExcerptForm::AsWritten => Content::Paraphrase(Paraphrase {
                words: ParaphraseWords::Article(pieces),
                attribution,
            }),
        }
    }
}

/// Where an excerpt's words stand now.
struct Source<'a> {
    statement: Option<&'a Statement>,
    /// The words at its places; `None` if these places are gone.
    now: Option<Vec<String>>,
}

impl<'a> Source<'a> {
    fn of(project: &'a Project, excerpt: &Excerpt) -> Self {
        let words = |article: &Article, spans: &[crate::text::Span]| {
            spans
                .iter()
                .map(|span| span.of(&article.text).to_owned())
                .collect()
        };
        match &excerpt.passage {
            Passage::Statement(id) => match project.statement_in_article(*id) {
                Some((statement, article)) => Self {
                    statement: Some(statement),
                    now: Some(words(article, &statement.content)),
                },
                None => Self {
                    statement: None,
                    now: None,
                },
            },
            Passage::Words { article, spans } => Self {
                statement: None,
                now: project.entry(*article).map(|entry| words(&entry.article, spans)),
            },
        }
    }
}

/// How much of words that are no statement stands in quotation marks.
fn kind_by_marks(pieces: &[String]) -> Kind {
    let is_mark = |character: char| matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’');
    let n_quoted = pieces
        .iter()
        .filter(|piece| piece.trim().starts_with(is_mark) && piece.trim().ends_with(is_mark))
        .count();
    if n_quoted == pieces.len() && !pieces.is_empty() {
        Kind::Direct
    } else if pieces.iter().any(|piece| piece.contains(is_mark)) {
        Kind::Mixed
    } else {
        Kind::Indirect
    }
}

pub(super) fn party_names(parties: &[Party]) -> Vec<String> {
    parties
        .iter()
        .map(|party| Atlas::get().name(party).to_owned())
        .collect()
}
