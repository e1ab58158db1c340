//! Positions tables: what each party says on each topic.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::checks::{Checks, CitedAs, beginning, is_foreign};
use super::citations::Citations;
use super::document::{Manner, PositionsCell, PositionsRow, PositionsStatement, PositionsTable};
use super::findings::FindingKind;
use super::passages;
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
    /// Statements chosen for cells.
    pub cited: &'a BTreeMap<(TopicId, Party), Vec<StatementId>>,
}

/// The statements of a cell: those that it can cite, and those that it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellStatements {
    /// What was filed there, the clearest first, each story once, and what was chosen besides.
    pub offered: Vec<StatementId>,
    /// What the cell cites, in order.
    pub cited: Vec<StatementId>,
    /// Whether a person chose.
    pub is_chosen: bool,
}

/// The statements of the cell of a positions table; nothing if the block is none.
#[must_use]
pub fn cell_statements(project: &Project, block: BlockId, key: &(TopicId, Party)) -> CellStatements {
    let Some(BlockKind::Positions { cells, cited, .. }) = project.block(block).map(|block| &block.kind)
    else {
        return CellStatements::default();
    };
    let (topic, party) = key;
    let filed = Filed::new(project, std::slice::from_ref(party), &[*topic]).take(0, 0);
    let placed = project.statements_in_briefing();
    let mut offered: Vec<StatementId> = clearest(filed, &placed).iter().map(|filed| filed.id).collect();
    let own = cells.get(key).map(|cell| cell.words.as_str());
    let line = own.or_else(|| project.lines().get(key).map(|line| line.words.as_str()));
    let is_line = line.is_some_and(|line| !line.trim().is_empty());
    let chosen = cited.get(key);
    let cited = match chosen {
        Some(chosen) => chosen.clone(),
        None => offered.iter().take(n_cited(is_line)).copied().collect(),
    };
    for id in &cited {
        if !offered.contains(id) {
            offered.push(*id);
        }
    }
    CellStatements {
        offered,
        cited,
        is_chosen: chosen.is_some(),
    }
}

/// How many statements a cell cites where nobody chose.
fn n_cited(has_line: bool) -> usize {
    if has_line { MOST_CITED } else { MOST_QUOTED }
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
        cited,
    } = *choice;
    let placed = project.statements_in_briefing();
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
            let about = About {
                party: name,
                topic: &topic.name,
            };
            let groups = repeats(&statements);
            if let Some(own) = own {
                own_cell(checks, about, own, linked, &groups);
            } else if line.is_some_and(|line| line.n_new(groups.iter().map(Vec::as_slice)) > 0) {
                let words = format!("{about} has statements that are newer than your line.");
                checks.find(FindingKind::StaleLine, words);
            }
            let words = own.map_or(linked, |own| own.words.trim()).to_owned();
            let chosen = cited
                .get(&key)
                .map(|chosen| self::chosen(project, chosen, checks, &key, about));
            let line = CellLine {
                words,
                is_own: own.is_some(),
            };
            let cell = cell(line, topic_id, statements, (chosen, &placed), citations);
            cited_by_cell(project, checks, about, &cell);
            cells.push(cell);
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
        let has_no_statement = |cell: &PositionsCell| cell.n_statements == 0 && cell.statements.is_empty();
        let is_silent = rows
            .iter()
            .all(|row| row.cells.get(party_idx).is_none_or(has_no_statement));
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

/// The cell that a finding is about: "Armenia on “Tolls”".
#[derive(Clone, Copy)]
struct About<'a> {
    party: &'a str,
    topic: &'a str,
}

impl std::fmt::Display for About<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} on “{}”", self.party, self.topic)
    }
}

/// Looks at what has changed under a cell in own words; `groups` are its statements, each with its repeats.
fn own_cell(checks: &mut Checks, about: About<'_>, own: &OwnCell, linked: &str, groups: &[Vec<StatementId>]) {
    if own.replaced.trim() != linked {
        let words = format!("the line of {about} has changed in Compare since you wrote the cell.");
        checks.find(FindingKind::OutdatedCell, words);
    }
    if !unseen(own, groups).is_empty() {
        let words = format!("{about} has statements that are newer than the cell you wrote.");
        checks.find(FindingKind::StaleLine, words);
    }
}

/// The statements that came under a cell after its words were written; `groups` are all of them, each with its
/// repeats.
fn unseen(own: &OwnCell, groups: &[Vec<StatementId>]) -> Vec<StatementId> {
    let Some(seen) = &own.seen else {
        return Vec::new();
    };
    let new = groups
        .iter()
        .filter(|group| !group.iter().any(|id| seen.contains(id)));
    new.filter_map(|group| group.first().copied()).collect()
}

/// The statements that came under a cell after its words were written, each story once.
pub(super) fn newer_than_cell(project: &Project, key: &(TopicId, Party), own: &OwnCell) -> Vec<StatementId> {
    let (topic, party) = key;
    let filed = Filed::new(project, std::slice::from_ref(party), &[*topic]).take(0, 0);
    unseen(own, &repeats(&filed))
}

/// Looks at what a cell cites, and whether words in it cite anything.
fn cited_by_cell(project: &Project, checks: &mut Checks, about: About<'_>, cell: &PositionsCell) {
    for statement in &cell.statements {
        checks.cites(statement.id, CitedAs::Cell);
    }
    if !cell.line.is_empty() {
        if cell.statements.is_empty() {
            let words = format!("the cell of {about}, “{}”, cites nothing.", beginning(&cell.line));
            checks.find(FindingKind::Unsourced, words);
        }
        return;
    }
    let head = &project.briefing().head;
    let language = cell.statements.iter().find_map(|statement| {
        let article = &project.entry(statement.id.article)?.article;
        article
            .metadata
            .language
            .as_deref()
            .filter(|language| is_foreign(language, head))
    });
    if let Some(language) = language {
        let words = format!("the cell of {about} has words in another language ({language}) as they are.");
        checks.find(FindingKind::Untranslated, words);
    }
}

/// The words of a cell, and whether they were written for it.
struct CellLine {
    words: String,
    is_own: bool,
}

/// The statements that were chosen for a cell; those that are gone, or filed elsewhere since, are said.
fn chosen<'a>(
    project: &'a Project,
    ids: &[StatementId],
    checks: &mut Checks,
    (topic, party): &(TopicId, Party),
    about: About<'_>,
) -> Vec<FiledStatement<'a>> {
    let mut statements = Vec::with_capacity(ids.len());
    for &id in ids {
        let Some((statement, article)) = project.statement_in_article(id) else {
            let words =
                format!("the cell of {about} cites a statement ({id}) that is no longer in the project.");
            checks.find(FindingKind::StatementGone, words);
            continue;
        };
        let is_partys = statement.parties.contains(party);
        if !is_partys || !statement.topics.contains_key(topic) {
            let words = beginning(&statement.words(&article.text));
            let why = if is_partys {
                "is not filed under the topic"
            } else {
                "is not a statement of this party"
            };
            let words = format!("the cell of {about} cites “{words}”, which {why} any more.");
            checks.find(FindingKind::OtherCell, words);
        }
        statements.push(FiledStatement {
            id,
            statement,
            article,
        });
    }
    statements
}

/// The statements from the clearest on, each story once: as the article has it from which the briefing quotes
/// it (`placed`), else as the clearest has it. Two notes on one story would look like two sources.
fn clearest<'a>(
    mut statements: Vec<FiledStatement<'a>>,
    placed: &BTreeSet<StatementId>,
) -> Vec<FiledStatement<'a>> {
    statements.sort_by_key(|filed| {
        (
            !filed.statement.is_checked,
            filed.statement.kind == Kind::Indirect,
            Reverse(filed.statement.confidence),
            Reverse(filed.article.metadata.published.map(PublicationDate::date)),
            filed.id,
        )
    });
    let by_id: BTreeMap<StatementId, FiledStatement<'a>> =
        statements.iter().map(|&filed| (filed.id, filed)).collect();
    let groups = repeats(&statements);
    let chosen = groups.iter().filter_map(|group| {
        let quoted = group.iter().find(|id| placed.contains(id));
        quoted.or(group.first()).and_then(|id| by_id.get(id)).copied()
    });
    chosen.collect()
}

fn cell(
    line: CellLine,
    topic: TopicId,
    filed: Vec<FiledStatement<'_>>,
    (chosen, placed): (Option<Vec<FiledStatement<'_>>>, &BTreeSet<StatementId>),
    citations: &mut Citations<'_>,
) -> PositionsCell {
    let n_statements = filed.len();
    let mut filed = clearest(filed, placed);
    let mut stances: Vec<Stance> = filed
        .iter()
        .filter_map(|filed| filed.statement.topics.get(&topic).copied())
        .filter(|&stance| stance != Stance::NoneStated)
        .collect();
    stances.sort_unstable();
    stances.dedup();
    let has_line = !line.words.is_empty();
    filed.truncate(n_cited(has_line));
    let cited = chosen.unwrap_or(filed).into_iter();
    let statements = cited.map(|filed| PositionsStatement {
        id: filed.id,
        words: if has_line {
            String::new()
        } else {
            shortened(&passages::line_of(filed.statement, filed.article))
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
    });
    PositionsCell {
        statements: statements.collect(),
        line: line.words,
        is_own: line.is_own,
        stances,
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
