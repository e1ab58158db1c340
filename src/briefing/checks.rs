//! What a reader could hold against the document: each thing is looked for while the document is resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::document::own_text::{Inline, Node, words_of_line};
use super::document::{Citation, Problem, SourceEntry};
use super::findings::{Finding, FindingKind, Place};
use super::judgements::judgement;
use super::markings::{self, Comparison};
use super::templates;
use crate::atlas::Atlas;
use crate::model::{
    Block, BlockId, BlockKind, Disclosure, Excerpt, Head, Passage, PointsPurpose, Section, SectionId,
    Statement, StatementId, TopicId,
};
use crate::project::Project;
use crate::text::fold::fold;

/// Statements below are not sure, in per cent.
const LOW_CONFIDENCE: u8 = 60;

/// The findings on a document while it is resolved.
pub(super) struct Checks {
    place: Place,
    section: Vec<String>,
    findings: Vec<Finding>,
    /// Where each statement was placed first.
    places: BTreeMap<StatementId, Vec<String>>,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            place: Place::Head,
            section: Vec::new(),
            findings: Vec::new(),
            places: BTreeMap::new(),
        }
    }
}

impl Checks {
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
        if let Passage::Statement(id) = excerpt.passage {
            match self.places.get(&id) {
                Some(first) => {
                    let again = if *first == self.section {
                        "twice".to_owned()
                    } else {
                        format!("a second time; first in “{}”", first.join(" › "))
                    };
                    self.find(
                        FindingKind::Repeated,
                        format!("the excerpt “{beginning}” stands there {again}."),
                    );
                }
                None => {
                    self.places.insert(id, self.section.clone());
                }
            }
            if let Some(statement) = project.statement(id) {
                self.statement(statement, &beginning);
            }
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

    fn statement(&mut self, statement: &Statement, beginning: &str) {
        if !statement.is_visible {
            self.find(
                FindingKind::PutAside,
                format!("the statement “{beginning}” was put aside but is quoted."),
            );
        }
        if !statement.is_checked {
            let percent = statement.confidence.percent();
            if percent < LOW_CONFIDENCE {
                self.find(
                    FindingKind::LowConfidence,
                    format!(
                        "“{beginning}” was not checked by a person, and the program is only {percent} % sure."
                    ),
                );
            } else {
                self.find(
                    FindingKind::Unchecked,
                    format!("“{beginning}” was not checked by a person."),
                );
            }
        }
        let speaker = statement
            .speaker
            .as_ref()
            .filter(|speaker| speaker.role.is_none());
        // One name alone may be a company's; who speaks for a party is somebody.
        let is_person =
            |name: &str| has_given_name(name) || (!statement.parties.is_empty() && may_be_family_name(name));
        if let Some(speaker) = speaker.filter(|speaker| is_person(&speaker.name)) {
            self.find(
                FindingKind::NoOffice,
                format!("the office of {} is not known.", speaker.name),
            );
        }
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
        if block.disclosure == Disclosure::NotToBeDisclosed {
            let mut siblings = section.blocks.iter().filter_map(|&id| project.block(id));
            if siblings.any(|sibling| is_to_be_made(&sibling.kind)) {
                self.find(
                    FindingKind::UndisclosedPoint,
                    "a block that must not be disclosed stands among points to make.",
                );
            }
        }
        if let BlockKind::Text(words) = &block.kind
            && templates::is_hint(words)
        {
            self.find(
                FindingKind::HintLeft,
                format!(
                    "the hint “{}” was not written over.",
                    beginning(words.trim_matches(['_', '*']))
                ),
            );
        }
    }

    /// Looks for judgements in own words that cite nothing.
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
        if has_note(inlines) {
            return;
        }
        let words = words_of_line(inlines);
        if let Some(phrase) = judgement(&words) {
            self.find(
                FindingKind::Unsourced,
                format!("“{}” judges (“{phrase}”) and cites nothing.", beginning(&words)),
            );
        }
    }

    /// Notes that an excerpt is quoted in another language than the document's.
    pub(super) fn language(&mut self, language: Option<&str>, head: &Head) {
        let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let of_document = if head.language.is_empty() {
            "en"
        } else {
            head.language.as_str()
        };
        if let Some(language) = language.filter(|language| base(language) != base(of_document)) {
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

    /// Notes excerpts whose speaker has said something newer on the same topic.
    pub(super) fn newer(&mut self, project: &Project, placed: &[(BlockId, StatementId, Vec<String>)]) {
        let mut newest: BTreeMap<(TopicId, &str), (jiff::civil::Date, StatementId)> = BTreeMap::new();
        for (id, statement) in project.statements() {
            let day = day_of(project, id);
            let (Some(day), Some(name), true) = (day, statement.speaker_name(), statement.is_visible) else {
                continue;
            };
            for &topic in statement.topics.keys() {
                let entry = newest.entry((topic, name)).or_insert((day, id));
                *entry = (*entry).max((day, id));
            }
        }
        let in_document: BTreeSet<StatementId> = placed.iter().map(|&(_, id, _)| id).collect();
        for (block, id, section) in placed {
            let Some((statement, day)) = project.statement(*id).zip(day_of(project, *id)) else {
                continue;
            };
            let Some(name) = statement.speaker_name() else {
                continue;
            };
            let newer = statement.topics.keys().find_map(|&topic| {
                let &(other_day, other) = newest.get(&(topic, name))?;
                (other_day > day && !in_document.contains(&other)).then_some((topic, other_day))
            });
            if let Some((topic, newer)) = newer {
                let topic = project
                    .topics()
                    .get(&topic)
                    .map_or("", |topic| topic.name.as_str());
                self.findings.push(Finding {
                    kind: FindingKind::NewerStatement,
                    place: Place::Block(*block),
                    section: section.clone(),
                    words: format!("{name} spoke again on “{topic}”, on {newer}; the excerpt is of {day}."),
                });
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

    /// All findings, the gravest first.
    pub(super) fn finish(self) -> Vec<Finding> {
        let mut findings = self.findings;
        findings.sort_by_key(|finding| finding.kind);
        findings
    }
}

/// The day on which a statement was made, else that on which it was published.
fn day_of(project: &Project, id: StatementId) -> Option<jiff::civil::Date> {
    let (statement, article) = project.statement_in_article(id)?;
    statement.said.or_else(|| {
        article
            .metadata
            .published
            .map(crate::model::PublicationDate::date)
    })
}

/// The statements cited, each once.
pub(super) fn cited(citations: &[Citation]) -> BTreeSet<StatementId> {
    citations
        .iter()
        .filter_map(|citation| citation.statement)
        .collect()
}

/// Whether a name begins with a given name and goes on.
fn has_given_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_some() && Atlas::get().given_name(first).is_some()
}

/// Whether a name is made of words with capitals of which none names a party, body, office or anything else
/// that speaks: a family name alone, or the one name that somebody has.
fn may_be_family_name(name: &str) -> bool {
    let atlas = Atlas::get();
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_particle = |word: &str| PARTICLES.contains(&word);
    let may_be_name = |(at, word): (usize, &&str)| {
        let folded = fold(word);
        let is_known = atlas.named(word).is_some()
            || atlas.not_name(&folded).is_some()
            || atlas
                .role_at(&folded, |next| words.get(at + next).copied())
                .is_some();
        is_particle(word) || (word.starts_with(char::is_uppercase) && !is_known)
    };
    atlas.named(name).is_none()
        && words.iter().any(|word| !is_particle(word))
        && words.iter().enumerate().all(may_be_name)
}

/// Words of names that are written small.
const PARTICLES: [&str; 16] = [
    "al", "bin", "ben", "bint", "da", "de", "del", "della", "der", "di", "dos", "el", "la", "van", "von",
    "zu",
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_bodies_whatever_they_are_called_by() {
        assert!(has_given_name("Anna Sarian") && !has_given_name("Anna"));
        for name in [
            "Sarian",
            "Pelé",
            "van der Berg",
            "Mirziyoyev",
            "N. Kvirkvia",
            "Suharto",
        ] {
            assert!(may_be_family_name(name), "{name}");
        }
        for name in [
            "Kremlin",
            "Foreign Ministry",
            "Ministers",
            "a senior official",
            "Georgia",
            "European Commission",
            "Russian officials",
            "Security Council",
            "NATO",
            "Taliban",
            "",
        ] {
            assert!(!may_be_family_name(name) && !has_given_name(name), "{name}");
        }
    }
}
