//! What templates are filled with from a project: its visible statements, the clearest first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::atlas::Atlas;
use crate::briefing::document::fixed_words::FixedWords;
use crate::model::{
    Article, Block, BlockKind, Gathers, Party, PublicationDate, Section, Statement, StatementId,
};
use crate::project::Project;
use crate::project::edits::{self, NewSection};
use crate::text::repeats::Repeats;

const MOST_PARTIES: usize = 8;
const MOST_COLUMNS: usize = 5;
const MOST_OUTLETS: usize = 12;
const MOST_STATEMENTS: usize = 5;
/// Statements with fewer words say little without their surroundings.
const FEW_WORDS: usize = 5;

/// The visible statements of a project, clearest first.
pub(super) struct Candidates<'a> {
    project: &'a Project,
    /// What sections of the template gather themselves.
    gathered: BTreeSet<Gathers>,
    /// Clearest first; of repeats only the first.
    statements: Vec<Candidate<'a>>,
    /// Most quoted first.
    parties: Vec<&'a Party>,
}

#[derive(Clone, Copy)]
struct Candidate<'a> {
    id: StatementId,
    statement: &'a Statement,
    article: &'a Article,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(project: &'a Project, gathered: BTreeSet<Gathers>) -> Self {
        let mut statements: Vec<Candidate<'a>> = project
            .articles()
            .iter()
            .flat_map(|(&article_id, entry)| {
                entry
                    .statements
                    .iter()
                    .map(move |(&number, statement)| Candidate {
                        id: StatementId::new(article_id, number),
                        statement,
                        article: &entry.article,
                    })
            })
            .filter(|candidate| candidate.statement.is_visible)
            .collect();
        statements.sort_by_cached_key(Candidate::unclearness);

        let mut repeats = Repeats::default();
        let mut n_groups = 0;
        statements.retain(|candidate| {
            let group = repeats.add(
                &candidate.statement.parties,
                &candidate.statement.speaker_name(),
                candidate
                    .statement
                    .content
                    .iter()
                    .map(|span| span.of(&candidate.article.text)),
            );
            let is_first = group == n_groups;
            n_groups = n_groups.max(group + 1);
            is_first
        });

        // What several outlets carry counts once, as in the table.
        let mut n_by_party: BTreeMap<&Party, usize> = BTreeMap::new();
        for candidate in &statements {
            for party in &candidate.statement.parties {
                *n_by_party.entry(party).or_default() += 1;
            }
        }
        let mut parties: Vec<(&Party, usize)> = n_by_party.into_iter().collect();
        parties.sort_by_key(|&(party, n)| (Reverse(n), Atlas::get().name(party)));
        Self {
            project,
            gathered,
            statements,
            parties: parties
                .into_iter()
                .map(|(party, _)| party)
                .take(MOST_PARTIES)
                .collect(),
        }
    }

    pub(super) fn positions_table(&self) -> Option<BlockKind> {
        let topics: Vec<_> = self
            .project
            .topics_in_order()
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        let parties = self.parties.iter().copied().take(MOST_COLUMNS);
        (!topics.is_empty() && !self.parties.is_empty()).then(|| BlockKind::Positions {
            parties: parties.cloned().collect(),
            topics,
            cells: BTreeMap::new(),
            cited: BTreeMap::new(),
        })
    }

    pub(super) fn by_party(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let sections = self.parties.iter().filter_map(|&party| {
            let gathers = Gathers::Party(party.clone());
            self.section(Atlas::get().name(party), gathers, placed)
        });
        sections.collect()
    }

    pub(super) fn by_outlet(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let mut newest: BTreeMap<&str, Option<Date>> = BTreeMap::new();
        for candidate in &self.statements {
            let day = candidate.article.metadata.published.map(PublicationDate::date);
            let entry = newest.entry(candidate.outlet()).or_default();
            *entry = (*entry).max(day);
        }
        let mut outlets: Vec<(&str, Option<Date>)> = newest.into_iter().collect();
        outlets.sort_by_key(|&(outlet, day)| (outlet.is_empty(), Reverse(day)));
        let sections = outlets.into_iter().take(MOST_OUTLETS).filter_map(|(outlet, _)| {
            let title = if outlet.is_empty() {
                "Outlet not known"
            } else {
                outlet
            };
            let gathers = Gathers::Outlet(outlet.to_owned());
            self.section(title, gathers, placed)
        });
        sections.collect()
    }

    pub(super) fn by_day(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let days: BTreeSet<Date> = self.statements.iter().filter_map(Candidate::day).collect();
        let sections = days.into_iter().rev().take(MOST_OUTLETS).filter_map(|day| {
            let title = FixedWords::of("").long_date(day);
            self.section(&title, Gathers::Day(day), placed)
        });
        sections.collect()
    }

    /// A list of those who speak most, with their roles.
    pub(super) fn people(&self) -> Option<BlockKind> {
        let mut counts: BTreeMap<&str, (usize, &str, &str)> = BTreeMap::new();
        for candidate in &self.statements {
            let Some(speaker) = &candidate.statement.speaker else {
                continue;
            };
            let Some(party) = candidate.statement.parties.first() else {
                continue;
            };
            let entry = counts
                .entry(&speaker.name)
                .or_insert((0, "", Atlas::get().name(party)));
            entry.0 += 1;
            if let Some(role) = &speaker.role {
                entry.1 = role;
            }
        }
        let mut people: Vec<_> = counts
            .into_iter()
            .filter(|(_, (_, role, _))| !role.is_empty())
            .collect();
        people.sort_by_key(|&(name, (n, ..))| (Reverse(n), name));
        let lines: Vec<String> = people
            .into_iter()
            .take(MOST_PARTIES)
            .map(|(name, (_, role, party))| format!("- **{name}**, {role} ({party}): …"))
            .collect();
        (!lines.is_empty()).then(|| BlockKind::Text(lines.join("\n")))
    }

    /// What belongs to a section that gathers, as excerpts.
    pub(super) fn gathered(&self, gathers: &Gathers, placed: &mut BTreeSet<StatementId>) -> Vec<Block> {
        let belongs = |candidate: &&Candidate<'_>| match gathers {
            Gathers::Party(party) => candidate.statement.parties.contains(party),
            Gathers::Topic(topic) => candidate.statement.topics.contains_key(topic),
            Gathers::Outlet(outlet) => candidate.outlet() == outlet,
            Gathers::Day(day) => candidate.day() == Some(*day),
        };
        self.excerpts(self.statements.iter().filter(belongs), placed)
    }

    /// A section of what it gathers, unless there is nothing or the template has one already.
    fn section(
        &self,
        title: &str,
        gathers: Gathers,
        placed: &mut BTreeSet<StatementId>,
    ) -> Option<NewSection> {
        if self.gathered.contains(&gathers) {
            return None;
        }
        let blocks = self.gathered(&gathers, placed);
        (!blocks.is_empty()).then(|| NewSection {
            title: title.to_owned(),
            level: 1.min(Section::MAX_LEVEL),
            blocks,
            gathers: Some(gathers),
        })
    }

    /// The clearest of `statements` that are not placed yet, oldest first.
    fn excerpts<'b>(
        &self,
        statements: impl Iterator<Item = &'b Candidate<'b>>,
        placed: &mut BTreeSet<StatementId>,
    ) -> Vec<Block> {
        let mut chosen: Vec<&Candidate<'_>> = statements
            .filter(|candidate| !placed.contains(&candidate.id))
            .take(MOST_STATEMENTS)
            .collect();
        placed.extend(chosen.iter().map(|candidate| candidate.id));
        chosen.sort_by_key(|candidate| {
            let day = candidate.article.metadata.published.map(PublicationDate::date);
            (
                day.is_none(),
                day,
                candidate.id.article,
                candidate.statement.start(),
            )
        });
        chosen
            .into_iter()
            .filter_map(|candidate| edits::excerpt_of(self.project, candidate.id))
            .map(|excerpt| Block::new(BlockKind::Excerpt(excerpt)))
            .collect()
    }
}

impl Candidate<'_> {
    fn outlet(&self) -> &str {
        self.article.metadata.outlet.as_deref().unwrap_or_default()
    }

    fn day(&self) -> Option<Date> {
        self.article.metadata.published.map(PublicationDate::date)
    }

    /// Orders statements: in the speaker's own words, checked, sure and new ones first.
    fn unclearness(&self) -> impl Ord + use<> {
        let words = self.statement.words(&self.article.text);
        let n_words = words.split_whitespace().count();
        (
            n_words < FEW_WORDS,
            self.statement.speaker.is_none(),
            self.statement.kind,
            !self.statement.is_checked,
            Reverse(self.statement.confidence.percent() / 10),
            Reverse(self.article.metadata.published.map(PublicationDate::date)),
            self.id,
        )
    }
}
