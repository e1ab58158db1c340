//! Beginnings of briefings: sections with hints what to write, some filled from the project.
//!
//! The templates are readable files in `assets/templates`. A marking is never proposed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::fixed_words::FixedWords;
use crate::atlas::Atlas;
use crate::model::{
    Article, BlockKind, Gathers, Head, Party, PointsPurpose, PublicationDate, Section, Statement, StatementId,
};
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What to call it: "Positions by country".
    pub name: String,
    /// What it is for, in one line.
    pub purpose: String,
    /// Title of a briefing that has none yet.
    title: String,
    /// Occasion of a briefing that has none yet.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    occasion: String,
    /// How many words the document should have at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    most_words: Option<u32>,
    sections: Vec<TemplateSection>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateSection {
    title: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    level: u8,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    points: Option<PointsPurpose>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fill: Vec<Fill>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gathers: Option<Gathers>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(level: &u8) -> bool {
    *level == 0
}

/// Why a file is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {what}")]
pub struct TemplateError {
    line: usize,
    column: usize,
    what: String,
}

impl Template {
    /// The template in the text of a RON file.
    ///
    /// # Errors
    /// [`TemplateError`] says where the file is wrong and how.
    pub fn from_ron(text: &str) -> Result<Self, TemplateError> {
        ron::from_str(text).map_err(|error| TemplateError {
            line: error.span.start.line,
            column: error.span.start.col,
            what: error.code.to_string(),
        })
    }

    /// The text of a RON file with the template; the same for the same template.
    ///
    /// # Errors
    /// [`TemplateError`] if it cannot be written, which no template is.
    pub fn to_ron(&self) -> Result<String, TemplateError> {
        let config = ron::ser::PrettyConfig::new().new_line("\n").indentor("  ");
        let text = ron::ser::to_string_pretty(self, config).map_err(|error| TemplateError {
            line: 0,
            column: 0,
            what: error.to_string(),
        })?;
        Ok(format!(
            "// A template of Readout: the sections of a new briefing.\n\
             // text: what a section begins with, in Markdown. fill: what is put in from the project.\n{text}\n"
        ))
    }

    /// The sections of the briefing of `project` as a template called `name`. Own text and talking points
    /// are taken along, excerpts are not: a section that gathers statements is filled with those of the
    /// project that it is used in.
    #[must_use]
    pub fn of_briefing(project: &Project, name: &str) -> Self {
        let briefing = project.briefing();
        let mut sections: Vec<TemplateSection> = Vec::new();
        let mut is_below_gathering = false;
        for section in briefing.outline.iter().filter_map(|&id| project.section(id)) {
            // Sections by party or outlet come from the project; their number is another next time.
            let fill = match section.gathers {
                Some(Gathers::Party(_)) => Some(Fill::StatementsByParty),
                Some(Gathers::Outlet(_)) => Some(Fill::StatementsByOutlet),
                Some(Gathers::Day(_)) => Some(Fill::StatementsByDay),
                Some(Gathers::Topic(_)) | None => None,
            };
            if let (Some(fill), true) = (fill, section.level > 0) {
                if let Some(above) = sections.last_mut().filter(|above| !above.fill.contains(&fill)) {
                    above.fill.push(fill);
                }
                is_below_gathering = true;
                continue;
            }
            if is_below_gathering && section.level > 1 {
                continue;
            }
            is_below_gathering = false;
            let mut made = TemplateSection {
                title: section.title.clone(),
                level: section.level,
                gathers: section.gathers.clone(),
                ..TemplateSection::default()
            };
            for block in section.blocks.iter().filter_map(|&id| project.block(id)) {
                match &block.kind {
                    BlockKind::Text(words) if made.text.is_empty() => made.text.clone_from(words),
                    BlockKind::Text(words) => made.text = format!("{}\n\n{words}", made.text),
                    BlockKind::Points { purpose, .. } => made.points = Some(*purpose),
                    BlockKind::Positions { .. } if !made.fill.contains(&Fill::PositionsTable) => {
                        made.fill.push(Fill::PositionsTable);
                    }
                    _ => {}
                }
            }
            sections.push(made);
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

/// Whether a text is a hint of a template that comes with the program, as it stands there.
pub(super) fn is_hint(words: &str) -> bool {
    let words = words.trim();
    let mut sections = templates().iter().flat_map(|template| &template.sections);
    !words.is_empty() && sections.any(|section| section.text.trim() == words)
}

/// What the program puts into a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Fill {
    /// Topics by the most quoted parties, if the project has topics.
    PositionsTable,
    /// A section for each of the most quoted parties.
    StatementsByParty,
    /// A section for each outlet, the newest first.
    StatementsByOutlet,
    /// A section for each day of publication, the newest first.
    StatementsByDay,
    /// The people who speak most for the most quoted parties, with their roles, to be written about.
    People,
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
    if head.occasion.trim().is_empty() {
        head.occasion.clone_from(&template.occasion);
    }
    head.most_words = template.most_words.or(head.most_words);
    head.date = head.date.or(Some(date));

    let candidates = Candidates::new(project);
    let mut placed = BTreeSet::new();
    let mut sections = Vec::new();
    for section in &template.sections {
        let mut blocks = Vec::new();
        if !section.text.is_empty() {
            blocks.push(BlockKind::Text(section.text.clone()));
        }
        if let Some(purpose) = section.points {
            blocks.push(BlockKind::Points {
                purpose,
                points: vec![String::new()],
            });
        }
        let mut below = Vec::new();
        for fill in &section.fill {
            match fill {
                Fill::PositionsTable => blocks.extend(candidates.positions_table()),
                Fill::StatementsByParty => below.extend(candidates.by_party(&mut placed)),
                Fill::StatementsByOutlet => below.extend(candidates.by_outlet(&mut placed)),
                Fill::StatementsByDay => below.extend(candidates.by_day(&mut placed)),
                Fill::People => blocks.extend(candidates.people()),
            }
        }
        sections.push(NewSection {
            title: section.title.clone(),
            level: section.level,
            blocks,
            gathers: section.gathers.clone(),
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
            statements,
            parties: parties
                .into_iter()
                .map(|(party, _)| party)
                .take(MOST_PARTIES)
                .collect(),
        }
    }

    fn positions_table(&self) -> Option<BlockKind> {
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

    fn by_party(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let sections = self.parties.iter().filter_map(|&party| {
            let of_party = |candidate: &&Candidate<'_>| candidate.statement.parties.contains(party);
            self.section(
                Atlas::get().name(party),
                Gathers::Party(party.clone()),
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
            let gathers = Gathers::Outlet(outlet.to_owned());
            self.section(title, gathers, self.statements.iter().filter(of_outlet), placed)
        });
        sections.collect()
    }

    fn by_day(&self, placed: &mut BTreeSet<StatementId>) -> Vec<NewSection> {
        let days: BTreeSet<Date> = self.statements.iter().filter_map(Candidate::day).collect();
        let sections = days.into_iter().rev().take(MOST_OUTLETS).filter_map(|day| {
            let of_day = |candidate: &&Candidate<'_>| candidate.day() == Some(day);
            let title = FixedWords::of("").long_date(day);
            self.section(
                &title,
                Gathers::Day(day),
                self.statements.iter().filter(of_day),
                placed,
            )
        });
        sections.collect()
    }

    /// A list of those who speak most, with their roles.
    fn people(&self) -> Option<BlockKind> {
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

    /// A section with the clearest of `statements` that are not placed yet, oldest first.
    fn section<'b>(
        &self,
        title: &str,
        gathers: Gathers,
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
            gathers: Some(gathers),
        })
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

    #[test]
    fn a_briefing_becomes_a_template_that_comes_back_from_its_file() {
        let mut project = Project::default();
        let day = jiff::civil::date(2027, 3, 24);
        for template in templates() {
            let edit = apply_template(&project, template, day);
            project.apply(&edit).unwrap();
            let own = Template::of_briefing(&project, "Mine");
            assert_eq!(Template::from_ron(&own.to_ron().unwrap()).unwrap(), own);
            let titles = |template: &Template| -> Vec<String> {
                let sections = template.sections.iter();
                sections.map(|section| section.title.clone()).collect()
            };
            assert_eq!(titles(&own), titles(template));
            let edit = apply_template(&project, &own, day);
            let before = project.briefing().sections.len();
            project.apply(&edit).unwrap();
            assert_eq!(project.briefing().sections.len(), before);
        }
        let error = Template::from_ron("(name: \"x\",\n purpose: 5)").unwrap_err();
        assert!(error.to_string().starts_with("line 2, column"), "{error}");
    }
}
