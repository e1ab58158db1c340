//! Positions tables: what each party says on each topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::checks::Checks;
use super::citations::Citations;
use super::document::{Manner, PositionsCell, PositionsRow, PositionsStatement, PositionsTable};
use super::findings::FindingKind;
use super::resolve::party_names;
use crate::atlas::Atlas;
use crate::model::{
    Article, BlockId, BlockKind, Kind, OwnCell, Party, Passage, PublicationDate, Stance, Statement,
    StatementId, TopicId,
};
use crate::project::Project;
use crate::text::repeats::Repeats;

/// How many statements a cell cites when the analyst wrote a line, and when not.
const MOST_CITED: usize = 3;
const MOST_QUOTED: usize = 2;
/// Words in a cell are cut after about so many characters.
const LONGEST: usize = 140;

/// What the analyst has chosen and written for a table.
pub(super) struct Choice<'a> {
    /// Columns.
    pub parties: &'a [Party],
    /// Rows.
    pub topics: &'a [TopicId],
    /// Cells in own words.
    pub cells: &'a BTreeMap<(TopicId, Party), OwnCell>,
}

pub(super) fn table(
    project: &Project,
    choice: &Choice<'_>,
    citations: &mut Citations<'_>,
    checks: &mut Checks,
) -> PositionsTable {
    let Choice {
        parties,
        topics,
        cells: own_cells,
    } = *choice;
    let mut filed = Filed::new(project, parties, topics);
    let mut rows = Vec::with_capacity(topics.len());
    for (topic_idx, &topic_id) in topics.iter().enumerate() {
        let Some(topic) = project.topics().get(&topic_id) else {
            checks.find(
                FindingKind::TopicGone,
                format!("the positions table has a topic ({topic_id}) that is no longer in the project."),
            );
            continue;
        };
        let mut cells = Vec::with_capacity(parties.len());
        for (party_idx, party) in parties.iter().enumerate() {
            let statements = filed.take(topic_idx, party_idx);
            let name = Atlas::get().name(party);
            let key = (topic_id, party.clone());
            let line = project.lines().get(&key);
            let own = own_cells.get(&key);
            let linked = line.map_or("", |line| line.words.trim());
            if let Some(own) = own {
                if own.replaced.trim() != linked {
                    let words = format!(
                        "the line on {name}, “{}”, has changed in Compare since you wrote the cell.",
                        topic.name
                    );
                    checks.find(FindingKind::OutdatedCell, words);
                }
            } else if line.is_some_and(|line| line.n_new(repeats(&statements).iter().map(Vec::as_slice)) > 0)
            {
                checks.find(
                    FindingKind::StaleLine,
                    format!(
                        "{name} on “{}” has statements that are newer than your line.",
                        topic.name
                    ),
                );
            }
            let words = own.map_or(linked, |own| own.words.trim()).to_owned();
            cells.push(cell(words, own.is_some(), topic_id, statements, citations));
        }
        let n_speaking = cells.iter().filter(|cell| !cell.is_silent()).count();
        if n_speaking == 1 && cells.len() > 1 {
            checks.find(
                FindingKind::OnePartyTopic,
                format!(
                    "only one party of the positions table says anything on “{}”.",
                    topic.name
                ),
            );
        }
        rows.push(PositionsRow {
            topic: topic.name.clone(),
            cells,
        });
    }
    for (party_idx, party) in parties.iter().enumerate() {
        let is_silent = rows
            .iter()
            .all(|row| row.cells.get(party_idx).is_none_or(PositionsCell::is_silent));
        if is_silent {
            checks.find(
                FindingKind::SilentParty,
                format!(
                    "the positions table has no statement of {}.",
                    Atlas::get().name(party)
                ),
            );
        }
    }
    PositionsTable {
        columns: parties
            .iter()
            .cloned()
            .zip(party_names(project, parties))
            .collect(),
        rows,
    }
}

#[derive(Clone, Copy)]
struct FiledStatement<'a> {
    id: StatementId,
    statement: &'a Statement,
    article: &'a Article,
}

/// The visible statements by topic and party, found in one pass.
struct Filed<'a> {
    cells: Vec<Vec<FiledStatement<'a>>>,
    n_parties: usize,
}

impl<'a> Filed<'a> {
    fn new(project: &'a Project, parties: &[Party], topics: &[TopicId]) -> Self {
        let mut cells = vec![Vec::new(); parties.len() * topics.len()];
        for (&article_id, entry) in project.articles() {
            for (number, statement) in entry.in_order() {
                if !statement.is_visible || statement.topics.is_empty() {
                    continue;
                }
                let filed = FiledStatement {
                    id: StatementId::new(article_id, number),
                    statement,
                    article: &entry.article,
                };
                for (topic_idx, topic) in topics.iter().enumerate() {
                    if !statement.topics.contains_key(topic) {
                        continue;
                    }
                    for (party_idx, party) in parties.iter().enumerate() {
                        if statement.parties.contains(party)
                            && let Some(cell) = cells.get_mut(topic_idx * parties.len() + party_idx)
                        {
                            cell.push(filed);
                        }
                    }
                }
            }
        }
        Self {
            cells,
            n_parties: parties.len(),
        }
    }

    fn take(&mut self, topic_idx: usize, party_idx: usize) -> Vec<FiledStatement<'a>> {
        self.cells
            .get_mut(topic_idx * self.n_parties + party_idx)
            .map(std::mem::take)
            .unwrap_or_default()
    }
}

/// The statements, each with its repeats in other articles.
fn repeats(statements: &[FiledStatement<'_>]) -> Vec<Vec<StatementId>> {
    let mut repeats = Repeats::default();
    let mut groups: Vec<Vec<StatementId>> = Vec::new();
    for filed in statements {
        let pieces = filed.statement.content.iter();
        let group = repeats.add(
            &filed.statement.parties,
            &filed.statement.speaker_name(),
            pieces.map(|span| span.of(&filed.article.text)),
        );
        match groups.get_mut(group) {
            Some(group) => group.push(filed.id),
            None => groups.push(vec![filed.id]),
        }
    }
    groups
}

fn cell(
    line: String,
    is_own: bool,
    topic: TopicId,
    mut statements: Vec<FiledStatement<'_>>,
    citations: &mut Citations<'_>,
) -> PositionsCell {
    let n_statements = statements.len();
    statements.sort_by_key(|filed| {
        (
            !filed.statement.is_checked,
            filed.statement.kind == Kind::Indirect,
            Reverse(filed.statement.confidence),
            Reverse(filed.article.metadata.published.map(PublicationDate::date)),
            filed.id,
        )
    });
    let mut repeats = Repeats::default();
    let mut n_groups = 0;
    statements.retain(|filed| {
        let pieces = filed.statement.content.iter();
        let group = repeats.add(
            &filed.statement.parties,
            &filed.statement.speaker_name(),
            pieces.map(|span| span.of(&filed.article.text)),
        );
        let is_first = group == n_groups;
        n_groups = n_groups.max(group + 1);
        is_first
    });
    let mut stances: Vec<Stance> = statements
        .iter()
        .filter_map(|filed| filed.statement.topics.get(&topic).copied())
        .filter(|&stance| stance != Stance::NoneStated)
        .collect();
    stances.sort_unstable();
    stances.dedup();
    let n_cited = if line.is_empty() { MOST_QUOTED } else { MOST_CITED };
    let statements = statements
        .into_iter()
        .take(n_cited)
        .map(|filed| PositionsStatement {
            id: filed.id,
            words: if line.is_empty() {
                shortened(&filed.statement.words(&filed.article.text))
            } else {
                String::new()
            },
            kind: filed.statement.kind,
            citation: citations.cite(
                &Passage::Statement(filed.id),
                if filed.statement.kind == Kind::Indirect {
                    Manner::Paraphrased
                } else {
                    Manner::Quoted
                },
            ),
        })
        .collect();
    PositionsCell {
        line,
        is_own,
        stances,
        statements,
        n_statements,
    }
}

/// The first words, up to the end of one; "…" where something is left out.
fn shortened(words: &str) -> String {
    let mut short = String::new();
    let mut n_characters = 0;
    for word in words.split_whitespace() {
        n_characters += word.chars().count() + 1;
        if n_characters > LONGEST && !short.is_empty() {
            short.push_str(" […]");
            return short;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.extend(word.chars().take(LONGEST));
    }
    short
}
