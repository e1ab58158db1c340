//! Bringing a section up to date with the statements, without touching a word of the analyst's.
//!
//! What has changed is proposed piece by piece, with what stands there, what stood there and what would
//! stand there; nothing changes until somebody decides, and own words are never part of what changes.

use std::collections::BTreeSet;

use super::positions::newer_than_cell;
use crate::model::{
    Article, BlockId, BlockKind, Excerpt, ExcerptForm, Gathers, Party, Passage, PublicationDate, SectionId,
    Statement, StatementId, TopicId,
};
use crate::project::{Edit, Project, edits};
use crate::text::repeats::Repeats;

/// How many new statements are proposed at once.
const MOST_NEW: usize = 40;

/// Something that could be brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// The words of an excerpt stand differently in its source now.
    Words {
        /// The excerpt.
        block: BlockId,
        /// The analyst's paraphrase and remark, which stay whatever is decided.
        mine: Vec<String>,
        /// The words as they were placed.
        old: Vec<String>,
        /// The words as they are.
        new: Vec<String>,
        /// What the analyst had left out and what would be shown again, for it does not stand there as it did.
        /// The other cuts stay.
        lost: Vec<String>,
    },
    /// A statement that the section gathers and the briefing does not hold.
    Added {
        /// The statement.
        statement: StatementId,
        /// Who said it.
        speaker: Option<String>,
        /// Its words.
        new: String,
    },
    /// An excerpt whose statement is gone or was put aside.
    Gone {
        /// The excerpt.
        block: BlockId,
        /// The analyst's paraphrase and remark, which would go with it.
        mine: Vec<String>,
        /// The words as they were placed.
        old: Vec<String>,
    },
    /// A cell in own words whose line has changed in Compare, or under which there are statements that are newer.
    Cell {
        /// The positions table.
        block: BlockId,
        /// The row.
        topic: TopicId,
        /// The column.
        party: Party,
        /// The analyst's words.
        mine: String,
        /// The line as it was when they were written.
        old: String,
        /// The line as it is.
        new: String,
        /// The words of the statements that came after the analyst's were written.
        newer: Vec<String>,
    },
}

impl Proposal {
    /// Whether something of the analyst's goes if it is taken.
    #[must_use]
    pub fn loses(&self) -> bool {
        match self {
            Self::Words { lost, .. } => !lost.is_empty(),
            Self::Added { .. } => false,
            Self::Gone { .. } | Self::Cell { .. } => true,
        }
    }
}

/// What is decided about a proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Nothing yet: it is proposed again.
    #[default]
    Later,
    /// What stands there stays.
    Keep,
    /// What is new takes its place.
    Take,
}

/// What could be brought up to date in a section.
#[must_use]
pub fn proposals(project: &Project, section: SectionId) -> Vec<Proposal> {
    let Some(section) = project.section(section) else {
        return Vec::new();
    };
    let mut proposals = Vec::new();
    for &block in &section.blocks {
        match project.block(block).map(|block| &block.kind) {
            Some(BlockKind::Excerpt(excerpt)) => proposals.extend(of_excerpt(project, block, excerpt)),
            Some(BlockKind::Positions { cells, .. }) => {
                for ((topic, party), own) in cells {
                    let line = project.lines().get(&(*topic, party.clone()));
                    let new = line.map(|line| line.words.trim()).unwrap_or_default();
                    let key = (*topic, party.clone());
                    let newer = newer_than_cell(project, &key, own).into_iter();
                    let newer: Vec<String> = newer
                        .filter_map(|id| {
                            let (statement, article) = project.statement_in_article(id)?;
                            Some(statement.words(&article.text))
                        })
                        .collect();
                    if new != own.replaced.trim() || !newer.is_empty() {
                        proposals.push(Proposal::Cell {
                            block,
                            topic: *topic,
                            party: party.clone(),
                            mine: own.words.clone(),
                            old: own.replaced.clone(),
                            new: new.to_owned(),
                            newer,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    if let Some(gathers) = &section.gathers {
        proposals.extend(new_statements(project, gathers));
    }
    proposals
}

fn of_excerpt(project: &Project, block: BlockId, excerpt: &Excerpt) -> Option<Proposal> {
    let Passage::Statement(id) = excerpt.passage else {
        return None;
    };
    let mut mine = Vec::new();
    if let ExcerptForm::Paraphrase(words) = &excerpt.form {
        mine.push(words.clone());
    }
    mine.push(excerpt.comment.clone());
    mine.retain(|words| !words.trim().is_empty());
    let old = excerpt.words.clone();
    match project.statement_in_article(id) {
        Some((statement, article)) if statement.is_visible => {
            let spans = statement.content.iter();
            let new: Vec<String> = spans.map(|span| span.of(&article.text).to_owned()).collect();
            let (_kept, lost) = edits::carried_cuts(excerpt, &new);
            (new != old && !old.is_empty()).then_some(Proposal::Words {
                block,
                mine,
                old,
                new,
                lost,
            })
        }
        _ => Some(Proposal::Gone { block, mine, old }),
    }
}

/// The newest statements that belong to a section and are not in the briefing, in no other words either.
fn new_statements(project: &Project, gathers: &Gathers) -> Vec<Proposal> {
    let placed: BTreeSet<StatementId> = project.statements_in_briefing();
    let mut repeats = Repeats::default();
    let mut group = |statement: &Statement, article: &Article| {
        let pieces = statement.content.iter().map(|span| span.of(&article.text));
        repeats.add(&statement.parties, &statement.speaker_name(), pieces)
    };
    let mut known: BTreeSet<usize> = BTreeSet::new();
    for &id in &placed {
        if let Some((statement, article)) = project.statement_in_article(id) {
            known.insert(group(statement, article));
        }
    }
    let mut found = Vec::new();
    for (&article_id, entry) in project.articles() {
        for (number, statement) in entry.in_order() {
            let id = StatementId::new(article_id, number);
            let is_new = statement.is_visible && !placed.contains(&id);
            if is_new
                && belongs(statement, &entry.article, gathers)
                && known.insert(group(statement, &entry.article))
            {
                let day = entry.article.metadata.published.map(PublicationDate::date);
                found.push((std::cmp::Reverse(day), id, statement, &entry.article));
            }
        }
    }
    found.sort_by_key(|&(day, id, ..)| (day, id));
    let proposals = found.into_iter().take(MOST_NEW);
    proposals
        .map(|(_, id, statement, article)| Proposal::Added {
            statement: id,
            speaker: statement.speaker_name().map(str::to_owned),
            new: statement.words(&article.text),
        })
        .collect()
}

/// Whether a section that gathers such statements gathers this one.
#[must_use]
pub fn belongs(statement: &Statement, article: &Article, gathers: &Gathers) -> bool {
    match gathers {
        Gathers::Party(party) => statement.parties.contains(party),
        Gathers::Topic(topic) => statement.topics.contains_key(topic),
        Gathers::Outlet(outlet) => article.metadata.outlet.as_ref() == Some(outlet),
        Gathers::Day(day) => article.metadata.published.map(PublicationDate::date) == Some(*day),
    }
}

/// What is decided, as one step. `None` if nothing changes.
#[must_use]
pub fn edit(project: &Project, section: SectionId, decided: &[(Proposal, Decision)]) -> Option<Edit> {
    let mut after = project.clone();
    let mut changes = Vec::new();
    for (proposal, decision) in decided {
        let step = match (proposal, decision) {
            (_, Decision::Later)
            | (Proposal::Words { .. } | Proposal::Added { .. } | Proposal::Gone { .. }, Decision::Keep) => {
                None
            }
            (Proposal::Words { block, new, .. }, Decision::Take) => {
                edits::set_words(&after, *block, new.clone())
            }
            (Proposal::Added { statement, .. }, Decision::Take) => {
                edits::add_excerpts(&after, section, usize::MAX, &[*statement])
            }
            (Proposal::Gone { block, .. }, Decision::Take) => edits::remove_block(&after, *block),
            (
                Proposal::Cell {
                    block, topic, party, ..
                },
                Decision::Take,
            ) => edits::set_cell(&after, *block, (*topic, party), None),
            (
                Proposal::Cell {
                    block, topic, party, ..
                },
                Decision::Keep,
            ) => edits::keep_cell(&after, *block, (*topic, party)),
        };
        if let Some(step) = step
            && after.apply(&step).is_ok()
        {
            changes.extend(step.changes);
        }
    }
    let title = project.section(section)?.title.clone();
    (!changes.is_empty()).then(|| Edit::new(format!("Bring “{}” up to date", title.trim()), changes))
}
