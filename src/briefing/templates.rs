//! Beginnings of briefings: sections with hints what to write, some filled from the project.
//!
//! The templates are readable files in `assets/templates`. A marking is never proposed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::atlas::Atlas;
use crate::model::{Article, BlockKind, Head, Party, PublicationDate, Section, Statement, StatementId};
use crate::project::edits::{self, NewSection};
use crate::project::{Edit, Project};
use crate::text::repeats::Repeats;

const MOST_PARTIES: usize = 8;
const MOST_COLUMNS: usize = 5;
const MOST_OUTLETS: usize = 12;
const MOST_STATEMENTS: usize = 5;
/// Statements with fewer words say little without their surroundings.
const FEW_WORDS: usize = 5;

/// The beginning of a briefing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What to call it: "Positions by country".
    pub name: String,
    /// What it is for, in one line.
    pub purpose: String,
    /// Title of a briefing that has none yet.
    title: String,
    sections: Vec<TemplateSection>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateSection {
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    fill: Vec<Fill>,
}

/// What the program puts into a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
enum Fill {
    /// Topics by the most quoted parties, if the project has topics.
    PositionsTable,
    /// A section for each of the most quoted parties.
    StatementsByParty,
    /// A section for each outlet, the newest first.
    StatementsByOutlet,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    [
        include_str!("../../assets/templates/positions-by-country.ron"),
        include_str!("../../assets/templates/meeting-brief.ron"),
        include_str!("../../assets/templates/press-review.ron"),
        include_str!("../../assets/templates/blank.ron"),
    ]
    .into_iter()
    // A table that does not parse is left out here and found by the test below.
    .filter_map(|source| ron::from_str(source).ok())
    .collect()
});

/// The templates that come with the program, the most usual first.
#[must_use]
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// A first briefing: the positions of the most quoted parties in their clearest statements.
#[must_use]
pub fn first_briefing(project: &Project, date: Date) -> Edit {
    match templates().first() {
        Some(template) => apply_template(project, template, date),
        None => edits::replace_briefing(project, "Begin briefing", Head::default(), Vec::new()),
    }
}

/// The whole briefing replaced by `template`, filled from the project where the template asks for it.
/// The head stays, except for an empty title or date.
#[must_use]
pub fn apply_template(project: &Project, template: &Template, date: Date) -> Edit {
    let mut head = project.briefing().head.clone();
    if head.title.trim().is_empty() {
        head.title.clone_from(&template.title);
    }
    head.date = head.date.or(Some(date));

    let candidates = Candidates::new(project);
    let mut placed = BTreeSet::new();
    let mut sections = Vec::new();
    for section in &template.sections {
        let mut blocks = Vec::new();
        if !section.text.is_empty() {
            blocks.push(BlockKind::Text(section.text.clone()));
        }
        let mut below = Vec::new();
        for fill in &section.fill {
            match fill {
                Fill::PositionsTable => blocks.extend(candidates.positions_table()),
                Fill::StatementsByParty => below.extend(candidates.by_party(&mut placed)),
                Fill::StatementsByOutlet => below.extend(candidates.by_outlet(&mut placed)),
            }
        }
        sections.push(NewSection {
            title: section.title.clone(),
            blocks,
            ..NewSection::default()
        });
        sections.extend(below);
    }
    edits::replace_briefing(
        project,
        &format!("Begin briefing: {}", template.name),
        head,
        sections,
    )
}

/// The visible statements of a project, clearest first.
struct Candidates<'a> {
    project: &'a Project,
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
    fn new(project: &'a Project) -> Self {
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

        let mut n_by_party: BTreeMap<&Party, usize> = BTreeMap::new();
        for candidate in &statements {
            for party in &candidate.statement.parties {
                *n_by_party.entry(party).or_default() += 1;
            }
        }
        let mut parties: Vec<(&Party, usize)> = n_by_party.into_iter().collect();
        parties.sort_by_key(|&(party, n)| (Reverse(n), Atlas::get().name(party)));

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
        Self {
            project,
            statements,
            parties: parties
                .into_iter()
                .map(|(party, _)| party)
                .take(MOST_PARTIES)
                .collect(),
        }
    }

    fn positions_table(&self) -> Option<BlockKind> {
        let topics: Vec<_> = self.project.topics().keys().copied().collect();
        let parties = self.parties.iter().copied().take(MOST_COLUMNS);
        (!topics.is_empty() && !self.parties.is_empty()).then(|| BlockKind::Positions {
            parties: parties.cloned().collect(),
            topics,
            cells: BTreeMap::new(),
        })
    }

    fn by_party(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let sections = self.parties.iter().filter_map(|&party| {
            let of_party = |candidate: &&Candidate<'_>| candidate.statement.parties.contains(party);
            self.section(
                Atlas::get().name(party),
                self.statements.iter().filter(of_party),
                placed,
            )
        });
        sections.collect()
    }

    fn by_outlet(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let mut newest: BTreeMap<&str, Option<Date>> = BTreeMap::new();
        for candidate in &self.statements {
            let day = candidate.article.metadata.published.map(PublicationDate::date);
            let entry = newest.entry(candidate.outlet()).or_default();
            *entry = (*entry).max(day);
        }
        let mut outlets: Vec<(&str, Option<Date>)> = newest.into_iter().collect();
        outlets.sort_by_key(|&(outlet, day)| (outlet.is_empty(), Reverse(day)));
        let sections = outlets.into_iter().take(MOST_OUTLETS).filter_map(|(outlet, _)| {
            let of_outlet = |candidate: &&Candidate<'_>| candidate.outlet() == outlet;
            let title = if outlet.is_empty() {
                "Outlet not known"
            } else {
                outlet
            };
            self.section(title, self.statements.iter().filter(of_outlet), placed)
        });
        sections.collect()
    }

    /// A section with the clearest of `statements` that are not placed yet, oldest first.
    fn section<'b>(
        &self,
        title: &str,
        statements: impl Iterator<Item = &'b Candidate<'b>>,
        placed: &mut BTreeSet<StatementId>,
    ) -> Option<NewSection> {
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
        let blocks: Vec<BlockKind> = chosen
            .into_iter()
            .filter_map(|candidate| edits::excerpt_of(self.project, candidate.id))
            .map(BlockKind::Excerpt)
            .collect();
        (!blocks.is_empty()).then(|| NewSection {
            title: title.to_owned(),
            level: 1.min(Section::MAX_LEVEL),
            blocks,
            ..NewSection::default()
        })
    }
}

impl Candidate<'_> {
    fn outlet(&self) -> &str {
        self.article.metadata.outlet.as_deref().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_parses_and_has_hints_in_plain_markdown() {
        let names: Vec<&str> = templates()
            .iter()
            .map(|template| template.name.as_str())
            .collect();
        assert_eq!(
            names,
            ["Positions by country", "Meeting brief", "Press review", "Blank"]
        );
        for template in templates() {
            assert!(!template.title.is_empty() && !template.sections.is_empty());
            for section in &template.sections {
                assert!(!section.text.contains('<'), "{}", section.text);
            }
        }
    }
}
