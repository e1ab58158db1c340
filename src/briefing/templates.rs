//! Beginnings of briefings: sections with hints what to write, some filled from the project.
//!
//! The templates are readable files in `assets/templates`. A marking is never proposed.

mod candidates;
mod own;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Block, BlockKind, Disclosure, Gathers, Head, PointsPurpose};
use crate::project::edits::{self, NewSection};
use crate::project::{Edit, Project};
use crate::text::fold::fold;
use candidates::Candidates;

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
    /// The blocks of a template that was made from a briefing, after `text` and `points`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<TemplateBlock>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fill: Vec<Fill>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    gathers: Option<Gathers>,
    /// The name of the topic whose statements the section gathers: its number is another in each project.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    topic: String,
}

/// A block of a briefing as a template keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateBlock {
    kind: TemplateBlockKind,
    #[serde(default, skip_serializing_if = "is_usable")]
    disclosure: Disclosure,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    marking: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
enum TemplateBlockKind {
    /// Own text.
    Text(String),
    /// Talking points.
    Points {
        purpose: PointsPurpose,
        points: Vec<String>,
    },
    /// A positions table of the project that the template is used in.
    PositionsTable,
    PageBreak,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_usable(disclosure: &Disclosure) -> bool {
    *disclosure == Disclosure::Usable
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
             // blocks: what a section begins with, in Markdown. fill: what is put in from the project.\n{text}\n"
        ))
    }
}

impl TemplateSection {
    /// Which statements of `project` the section gathers.
    fn gathers(&self, project: &Project) -> Option<Gathers> {
        match &self.gathers {
            // The number of a topic says nothing in another project.
            Some(Gathers::Topic(_)) | None => {
                let topic = project
                    .topics()
                    .iter()
                    .find(|(_, topic)| !self.topic.is_empty() && fold(&topic.name) == fold(&self.topic));
                topic.map(|(&id, _)| Gathers::Topic(id))
            }
            gathers => gathers.clone(),
        }
    }

    /// The blocks that the section begins with. Words of the user's own template are to be looked at.
    fn blocks(&self, candidates: &Candidates<'_>, is_own: bool) -> Vec<Block> {
        let text = (!self.text.is_empty()).then(|| BlockKind::Text(self.text.clone()));
        let points = self.points.map(|purpose| BlockKind::Points {
            purpose,
            points: vec![String::new()],
        });
        let mut blocks: Vec<Block> = text.into_iter().chain(points).map(Block::new).collect();
        for block in &self.blocks {
            let kind = match &block.kind {
                TemplateBlockKind::Text(words) => Some(BlockKind::Text(words.clone())),
                TemplateBlockKind::Points { purpose, points } => Some(BlockKind::Points {
                    purpose: *purpose,
                    points: points.clone(),
                }),
                TemplateBlockKind::PositionsTable => candidates.positions_table(),
                TemplateBlockKind::PageBreak => Some(BlockKind::PageBreak),
            };
            blocks.extend(kind.map(|kind| Block {
                disclosure: block.disclosure,
                marking: block.marking.clone(),
                ..Block::new(kind)
            }));
        }
        for block in &mut blocks {
            let has_words = block.own_words().iter().any(|words| !words.trim().is_empty());
            block.is_as_begun = is_own && has_words;
        }
        blocks
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

    let is_own = !templates().contains(template);
    let own_gathers = template
        .sections
        .iter()
        .filter_map(|section| section.gathers(project));
    let candidates = Candidates::new(project, own_gathers.collect());
    let mut placed = BTreeSet::new();
    let mut sections = Vec::new();
    for section in &template.sections {
        let mut blocks = section.blocks(&candidates, is_own);
        let mut below = Vec::new();
        for fill in &section.fill {
            match fill {
                Fill::PositionsTable => blocks.extend(candidates.positions_table().map(Block::new)),
                Fill::StatementsByParty => below.extend(candidates.by_party(&mut placed)),
                Fill::StatementsByOutlet => below.extend(candidates.by_outlet(&mut placed)),
                Fill::StatementsByDay => below.extend(candidates.by_day(&mut placed)),
                Fill::People => blocks.extend(candidates.people().map(Block::new)),
            }
        }
        let gathers = section.gathers(project);
        if let Some(gathers) = &gathers {
            blocks.extend(candidates.gathered(gathers, &mut placed));
        }
        sections.push(NewSection {
            title: section.title.clone(),
            level: section.level,
            blocks,
            gathers,
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
