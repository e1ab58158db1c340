//! From the analyst's blocks to a document.

use std::collections::{BTreeMap, BTreeSet};

use super::checks::{self, Checks, CitedAs};
use super::citations::Citations;
use super::document::own_text::{self, Node};
use super::document::{
    Attribution, Content, Coverage, Document, DocumentBlock, DocumentSection, Manner, News, Paraphrase,
    ParaphraseWords, Quotation, SourceEntry, Via,
};
use super::findings::{Finding, FindingKind, Place};
use super::source::{Source, kind_by_marks};
use super::{issues, passages, positions};
use crate::atlas::Atlas;
use crate::model::{
    Block, BlockId, BlockKind, Disclosure, Excerpt, ExcerptForm, Head, Kind, Mark, Origin, Party, Passage,
    PublicationDate, Section, Statement,
};
use crate::project::Project;

/// A document and what a reader could hold against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The document.
    pub document: Document,
    /// What a reader could hold against it, the gravest first.
    pub findings: Vec<Finding>,
}

impl Resolved {
    /// The findings as sentences, the gravest first; of many of one kind that is not grave only the first and
    /// how many there are.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        const MOST: usize = 3;
        let mut sentences = Vec::new();
        // They are sorted by kind.
        for findings in self.findings.chunk_by(|before, after| before.kind == after.kind) {
            match findings {
                [first, ..] if findings.len() > MOST && !first.kind.is_grave() => {
                    let title = first.kind.title();
                    sentences.push(format!("{title}: {} times. The first: {first}", findings.len()));
                }
                _ => sentences.extend(findings.iter().map(ToString::to_string)),
            }
        }
        sentences
    }
}

/// Which document of a briefing is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Without what must not be disclosed.
    pub is_speaking_copy: bool,
    /// Only what is new or changed since the frozen issue with this number, counted from 0.
    pub since: Option<usize>,
    /// With the texts of the cited articles as they were imported.
    pub has_annex: bool,
}

/// The briefing of `project` as a document.
#[must_use]
pub fn resolve(project: &Project) -> Resolved {
    resolve_edition(project, Edition::default())
}

/// The same without the blocks that must not be disclosed, and without their citations.
#[must_use]
pub fn resolve_speaking_copy(project: &Project) -> Resolved {
    let edition = Edition {
        is_speaking_copy: true,
        ..Edition::default()
    };
    resolve_edition(project, edition)
}

/// The document that is wanted. An issue that is not there is as good as none.
#[must_use]
pub fn resolve_edition(project: &Project, edition: Edition) -> Resolved {
    let issue = edition
        .since
        .and_then(|number| project.briefing().issues.get(number));
    let is_open = |block: &Block| !edition.is_speaking_copy || block.disclosure == Disclosure::Usable;
    let mut resolved = match issue {
        None => {
            let mut resolved = resolve_where(project, |_, block| is_open(block));
            if edition.is_speaking_copy {
                leave_out_emptied(project, &mut resolved.document.sections);
            }
            resolved
        }
        Some(issue) => {
            let whole = resolve_where(project, |_, block| is_open(block)).document;
            let news = issues::news(&whole, issue, edition);
            let mut resolved = resolve_where(project, |id, block| news.contains_key(&id) && is_open(block));
            addendum(project, &mut resolved.document, (issue, edition), &news);
            // Headings over what was said before are not in it.
            resolved.findings.retain(|finding| {
                finding.kind != FindingKind::Unfilled || !matches!(finding.place, Place::Section(_))
            });
            resolved
        }
    };
    resolved.document.is_speaking_copy = edition.is_speaking_copy;
    if edition.has_annex {
        for source in &mut resolved.document.sources {
            let text = project
                .entry(source.article)
                .map(|entry| entry.article.text.as_ref());
            let lines = text.unwrap_or_default().lines().map(str::trim);
            source.text = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
        }
    }
    resolved
}

/// What the program adds to a document is no block of the briefing.
const NO_BLOCK: BlockId = BlockId(0);

/// Leaves out the headings under which nothing stands any more, with those below them: what they are called may
/// say what must not be disclosed. `sections` are those of the outline.
fn leave_out_emptied(project: &Project, sections: &mut Vec<DocumentSection>) {
    let outline = project.briefing().outline.iter();
    let had_blocks: Vec<bool> = outline
        .filter_map(|&id| Some(!project.section(id)?.blocks.is_empty()))
        .collect();
    let mut kept = Vec::with_capacity(sections.len());
    let mut rest = sections.as_slice();
    let mut had = had_blocks.as_slice();
    while let Some((section, below)) = rest.split_first() {
        let n_below = below
            .iter()
            .take_while(|other| other.level > section.level)
            .count();
        let (mut tree, mut tree_had) = (rest.iter().take(n_below + 1), had.iter().take(n_below + 1));
        let is_emptied = tree.all(|section| section.blocks.is_empty()) && tree_had.any(|&had| had);
        let n_taken = if is_emptied { n_below + 1 } else { 1 };
        if !is_emptied {
            kept.push(section.clone());
        }
        rest = rest.get(n_taken..).unwrap_or_default();
        had = had.get(n_taken..).unwrap_or_default();
    }
    *sections = kept;
}

/// Makes an addendum to `issue` of a document that holds the news alone.
fn addendum(
    project: &Project,
    document: &mut Document,
    (issue, edition): (&crate::model::Issue, Edition),
    news: &BTreeMap<BlockId, News>,
) {
    let words = document.fixed_words();
    let as_of = words.long_date(issue.as_of.date());
    document.addendum_to = words.fill("as_of", &[&issue.name, &as_of]);
    let mut sections = std::mem::take(&mut document.sections);
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        block.news = news.get(&block.id).copied();
        if block.news == Some(News::Changed) {
            block.changes = issues::changes(block, issue, document);
        }
    }
    // Headings that lead to nothing new are left out.
    let mut deepest_below = 0;
    let mut kept: Vec<DocumentSection> = Vec::new();
    for section in sections.into_iter().rev() {
        if !section.blocks.is_empty() || section.level < deepest_below {
            deepest_below = section.level;
            kept.push(section);
        }
    }
    kept.reverse();
    let above = issues::table(issues::above(project, issue, edition), words.get("part"), words);
    if !above.is_empty() {
        let block = DocumentBlock::new(NO_BLOCK, Content::Text(above));
        kept.insert(
            0,
            DocumentSection {
                title: words.get("changed_above").to_owned(),
                level: 0,
                blocks: vec![block],
            },
        );
    }
    document.sections = kept;
    let gone = issue
        .digests
        .keys()
        .filter(|id| project.block(**id).is_none())
        .count();
    let mut note = Vec::new();
    if document.sections.is_empty() {
        let key = if issue.head.is_some() {
            "nothing_new"
        } else {
            "no_passage_new"
        };
        note.push(words.get(key).to_owned());
    }
    if gone > 0 {
        note.push(words.fill("taken_out", &[&gone.to_string()]));
    }
    note.push(std::mem::take(&mut document.method_line));
    note.join(" ").trim().clone_into(&mut document.method_line);
}

fn resolve_where(project: &Project, is_wanted: impl Fn(BlockId, &Block) -> bool) -> Resolved {
    let briefing = project.briefing();
    let mut resolver = Resolver {
        project,
        head: &briefing.head,
        citations: Citations::new(project),
        checks: Checks::new(&briefing.head),
    };
    let mut titles: Vec<(u8, &str)> = Vec::new();
    let mut sections = Vec::with_capacity(briefing.outline.len());
    for (id, section) in briefing
        .outline
        .iter()
        .filter_map(|&id| Some((id, project.section(id)?)))
    {
        titles.retain(|&(level, _)| level < section.level);
        titles.push((section.level, section.title.trim()));
        let path: Vec<String> = titles.iter().map(|&(_, title)| title.to_owned()).collect();
        resolver.checks.enter(id, path);
        let blocks = section.blocks.iter().filter_map(|&id| {
            let block = project.block(id).filter(|block| is_wanted(id, block))?;
            Some(resolver.block(id, block, section))
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
    checks.across(project);
    let mut head = briefing.head.clone();
    if head.title.trim().is_empty() {
        "Briefing".clone_into(&mut head.title);
    }
    let mut document = Document {
        head,
        sections,
        sources,
        ..Document::default()
    };
    document.coverage = coverage(project, &citations, &document.sources);
    document.method_line = method_line(&document);
    document.citations = citations;
    let is_empty = document.sections.iter().all(|section| section.blocks.is_empty());
    checks.whole(&document.head, issues::count_words(&document), is_empty);
    Resolved {
        document,
        findings: checks.finish(),
    }
}

/// How much a document rests on.
fn coverage(project: &Project, citations: &[super::document::Citation], sources: &[SourceEntry]) -> Coverage {
    let ids = checks::cited(citations);
    let statements: Vec<&Statement> = ids.iter().filter_map(|&id| project.statement(id)).collect();
    let days: BTreeSet<_> = sources
        .iter()
        .filter_map(|source| source.published.map(PublicationDate::date))
        .collect();
    let outlets: BTreeSet<&str> = sources
        .iter()
        .filter_map(|source| source.outlet.as_deref())
        .collect();
    Coverage {
        n_statements: ids.len(),
        n_found: statements
            .iter()
            .filter(|statement| statement.origin == Origin::Extracted)
            .count(),
        n_checked: statements.iter().filter(|statement| statement.is_checked).count(),
        n_articles_cited: sources.len(),
        n_articles: project.articles().len(),
        n_outlets: outlets.len(),
        period: days.first().copied().zip(days.last().copied()),
    }
}

/// The coverage in words; nothing if no article is cited.
fn method_line(document: &Document) -> String {
    let coverage = &document.coverage;
    if coverage.n_articles_cited == 0 {
        return String::new();
    }
    let words = document.fixed_words();
    let period = match coverage.period {
        Some((first, last)) if first == last => words.fill("method_day", &[&words.long_date(first)]),
        Some((first, last)) => words.fill(
            "method_period",
            &[&words.long_date(first), &words.long_date(last)],
        ),
        None => String::new(),
    };
    let number = |n: usize| n.to_string();
    [
        words.fill(
            "method_excerpts",
            &[
                &number(coverage.n_statements),
                &number(coverage.n_found),
                &number(coverage.n_checked),
            ],
        ),
        words.fill(
            "method_articles",
            &[
                &number(coverage.n_articles_cited),
                &number(coverage.n_articles),
                &number(coverage.n_outlets),
                &period,
            ],
        ),
        words.get("method_silence").to_owned(),
    ]
    .join(" ")
}

struct Resolver<'a> {
    project: &'a Project,
    head: &'a Head,
    citations: Citations<'a>,
    checks: Checks,
}

impl Resolver<'_> {
    fn block(&mut self, id: BlockId, block: &Block, section: &Section) -> DocumentBlock {
        self.checks.enter_block(id);
        self.checks.block(block, self.head, section, self.project);
        DocumentBlock {
            disclosure: block.disclosure,
            marking: block.marking.clone(),
            ..DocumentBlock::new(id, self.content(&block.kind))
        }
    }

    fn content(&mut self, kind: &BlockKind) -> Content {
        match kind {
            BlockKind::Text(markdown) => Content::Text(self.own_words(markdown)),
            BlockKind::PageBreak => Content::PageBreak,
            BlockKind::Picture(picture) => Content::Picture(picture.clone()),
            BlockKind::Points { purpose, points } => {
                let points = points.iter().filter(|point| !point.trim().is_empty());
                let lines = points.map(|point| {
                    let mut nodes = own_text::parse(point);
                    self.number_marks(&mut nodes);
                    let line = own_text::line_of(nodes);
                    self.checks.line(&line);
                    line
                });
                Content::Points(*purpose, lines.collect())
            }
            BlockKind::Excerpt(excerpt) => self.excerpt(excerpt),
            BlockKind::Positions {
                parties,
                topics,
                cells,
                cited,
            } => Content::Positions(positions::table(
                self.project,
                &positions::Choice {
                    parties,
                    topics,
                    cells,
                    cited,
                },
                &mut self.citations,
                &mut self.checks,
            )),
        }
    }

    /// The analyst's Markdown with its marks as notes, looked through for judgements.
    fn own_words(&mut self, markdown: &str) -> Vec<Node> {
        let nodes = self.cited_words(markdown);
        self.checks.own_words(&nodes);
        nodes
    }

    /// The analyst's Markdown with its marks as notes, where it rests on a source already.
    fn cited_words(&mut self, markdown: &str) -> Vec<Node> {
        let mut nodes = own_text::parse(markdown);
        self.number_marks(&mut nodes);
        nodes
    }

    fn number_marks(&mut self, nodes: &mut [Node]) {
        let Self {
            project,
            citations,
            checks,
            ..
        } = self;
        own_text::number_marks(nodes, &mut |mark| {
            let is_there = match mark {
                Mark::Article(id) => project.entry(id).is_some(),
                Mark::Statement(id) => project.statement(id).is_some(),
            };
            if !is_there {
                let (kind, what) = if project.entry(mark.article()).is_some() {
                    (FindingKind::StatementGone, "a statement")
                } else {
                    (FindingKind::SourceGone, "an article")
                };
                checks.find(
                    kind,
                    format!("{mark} cites {what} that is no longer in the project."),
                );
            }
            if let Mark::Statement(id) = mark {
                checks.cites(id, CitedAs::Mark);
            }
            Some(citations.cite_mark(mark))
        });
    }

    fn excerpt(&mut self, excerpt: &Excerpt) -> Content {
        let source = Source::of(self.project, excerpt);
        let problem = self.checks.excerpt(self.project, excerpt, source.now.as_ref());
        let words = if excerpt.words.is_empty() {
            source.now.clone().unwrap_or_default()
        } else {
            excerpt.words.clone()
        };
        let gaps = source.gaps(&words);
        let mut pieces = passages::joined(&excerpt.shown(&words), &gaps);
        if pieces.is_empty() {
            pieces.push(Excerpt::CUT.to_owned());
        }
        // "Rejected a bill": a paraphrase says little without the word that reports it.
        if let Some(lead) = source.lead()
            && let Some(first) = pieces.first_mut()
            && !first.starts_with(Excerpt::CUT)
        {
            first.insert_str(0, lead);
        }
        let kind = source
            .statement
            .map_or_else(|| kind_by_marks(&words), |statement| statement.kind);
        let is_passage = matches!(excerpt.passage, Passage::Words { .. });
        let is_quoted = excerpt.form == ExcerptForm::AsWritten && (kind != Kind::Indirect || is_passage);
        let manner = if is_quoted {
            Manner::Quoted
        } else {
            Manner::Paraphrased
        };
        let citation = self.citations.cite(&excerpt.passage, manner);
        self.citations.note_problem(problem);
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
                .map(|statement| party_names(self.project, &statement.parties))
                .unwrap_or_default(),
            via: source.statement.and_then(Via::of),
            outlet: source.article.and_then(|article| article.metadata.outlet.clone()),
            day: source.day(),
            citation,
            comment: self.own_words(&excerpt.comment),
            problem,
        };
        match &excerpt.form {
            ExcerptForm::Paraphrase(own) => {
                let original = passages::parted(&passages::joined(&words, &gaps), Kind::Mixed);
                self.citations.note_original(citation, original);
                let own = self.cited_words(own);
                Content::Paraphrase(Paraphrase {
                    words: ParaphraseWords::Own {
                        words: own,
                        original: words,
                    },
                    attribution,
                })
            }
            ExcerptForm::AsWritten if is_quoted => {
                self.checks.language(source.language(), self.head);
                Content::Quotation(Quotation {
                    pieces,
                    kind,
                    attribution,
                })
            }
            ExcerptForm::AsWritten => Content::Paraphrase(Paraphrase {
                words: ParaphraseWords::Article(pieces),
                attribution,
            }),
        }
    }
}

/// The names of parties in the language of the briefing.
pub(super) fn party_names(project: &Project, parties: &[Party]) -> Vec<String> {
    let language = &project.briefing().head.language;
    let names = parties.iter().map(|party| Atlas::get().name_in(party, language));
    names.map(str::to_owned).collect()
}
