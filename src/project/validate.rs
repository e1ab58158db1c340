//! What makes a project valid. Everything that loads or changes a project passes through here.

use std::collections::BTreeSet;

use super::{Change, Entry, Project, Refused};
use crate::model::{ArticleId, Block, BlockId, BlockKind, Section, SectionId, Statement, StatementId};
use crate::text::Span;

impl Project {
    /// Checks everything.
    pub(super) fn validate(&self) -> Result<(), Refused> {
        for (&id, entry) in &self.articles {
            self.validate_entry(id, entry)?;
        }
        self.validate_lines()?;
        self.validate_briefing()
    }

    /// Checks what these changes can have broken.
    pub(super) fn validate_after(&self, changes: &[Change]) -> Result<(), Refused> {
        let mut briefing_changed = false;
        let mut topic_removed = false;
        for change in changes {
            match change {
                Change::Article(id, Some(_)) => {
                    if let Some(entry) = self.articles.get(id) {
                        self.validate_entry(*id, entry)?;
                    }
                }
                Change::Body(id, _) => {
                    if let Some(entry) = self.articles.get(id) {
                        validate_places(*id, entry)?;
                    }
                }
                Change::Statement(id, Some(_)) => {
                    if let (Some(entry), Some(statement)) =
                        (self.articles.get(&id.article), self.statement(*id))
                    {
                        self.validate_statement(*id, statement, &entry.article.text)?;
                    }
                }
                Change::Topic(_, None) => topic_removed = true,
                Change::Line(..) => self.validate_lines()?,
                Change::Outline(_) | Change::Section(..) | Change::Block(..) => briefing_changed = true,
                Change::Article(_, None)
                | Change::Metadata(..)
                | Change::Read(..)
                | Change::Story(..)
                | Change::Statement(_, None)
                | Change::Topic(_, Some(_))
                | Change::Person(..)
                | Change::View(_)
                | Change::SavedView(..)
                | Change::Terms(_)
                | Change::Head(_)
                | Change::Issues(_) => {}
            }
        }
        if topic_removed {
            for (id, statement) in self.statements() {
                self.validate_topics(id, statement)?;
            }
            self.validate_lines()?;
        }
        if briefing_changed {
            self.validate_briefing()
        } else {
            Ok(())
        }
    }

    fn validate_entry(&self, id: ArticleId, entry: &Entry) -> Result<(), Refused> {
        validate_places(id, entry)?;
        entry.statements.iter().try_for_each(|(&number, statement)| {
            self.validate_statement(StatementId::new(id, number), statement, &entry.article.text)
        })
    }

    fn validate_statement(&self, id: StatementId, statement: &Statement, text: &str) -> Result<(), Refused> {
        if statement.content.is_empty() {
            return Err(Refused::NoContent(id));
        }
        validate_spans(id.article, "content", &statement.content, text)?;
        validate_spans(id.article, "cue", statement.cue.as_slice(), text)?;
        validate_spans(id.article, "source", statement.source.as_slice(), text)?;
        for reason in &statement.why.reasons {
            for &span in &reason.words {
                validate_spans(id.article, "reason", &[span], text)?;
            }
        }
        self.validate_topics(id, statement)
    }

    fn validate_topics(&self, id: StatementId, statement: &Statement) -> Result<(), Refused> {
        match statement
            .topics
            .keys()
            .find(|topic| !self.topics.contains_key(topic))
        {
            Some(&topic) => Err(Refused::NoSuchTopic {
                user: format!("statement {id}"),
                topic,
            }),
            None => Ok(()),
        }
    }

    fn validate_lines(&self) -> Result<(), Refused> {
        match self
            .lines
            .keys()
            .find(|(topic, _)| !self.topics.contains_key(topic))
        {
            Some((topic, party)) => Err(Refused::NoSuchTopic {
                user: format!("the line of {party}"),
                topic: *topic,
            }),
            None => Ok(()),
        }
    }

    /// Outline and sections, sections and blocks agree. Excerpts may refer to what is no longer there:
    /// they hold their words, and the briefing says so.
    fn validate_briefing(&self) -> Result<(), Refused> {
        let briefing = &self.briefing;
        let mut sections_seen: BTreeSet<SectionId> = BTreeSet::new();
        for &id in &briefing.outline {
            if !briefing.sections.contains_key(&id) || !sections_seen.insert(id) {
                return Err(Refused::OutlineMismatch(id));
            }
        }
        if let Some(&id) = briefing.sections.keys().find(|id| !sections_seen.contains(id)) {
            return Err(Refused::OutlineMismatch(id));
        }
        let mut blocks_seen: BTreeSet<BlockId> = BTreeSet::new();
        for (&section_id, section) in &briefing.sections {
            if section.level > Section::MAX_LEVEL {
                return Err(Refused::TooDeep(section_id));
            }
            for &id in &section.blocks {
                if !briefing.blocks.contains_key(&id) || !blocks_seen.insert(id) {
                    return Err(Refused::BlockMismatch(id));
                }
            }
        }
        if let Some(&id) = briefing.blocks.keys().find(|id| !blocks_seen.contains(id)) {
            return Err(Refused::BlockMismatch(id));
        }
        let has_bad_cut = |block: &Block| match &block.kind {
            BlockKind::Excerpt(excerpt) => !excerpt.has_sound_cuts(),
            _ => false,
        };
        match briefing.blocks.iter().find(|(_, block)| has_bad_cut(block)) {
            Some((&id, _)) => Err(Refused::BadCut(id)),
            None => Ok(()),
        }
    }
}

fn validate_places(id: ArticleId, entry: &Entry) -> Result<(), Refused> {
    validate_spans(id, "body", &entry.article.body, &entry.article.text)?;
    validate_spans(id, "display", &entry.article.display, &entry.article.text)
}

fn validate_spans(article: ArticleId, what: &'static str, spans: &[Span], text: &str) -> Result<(), Refused> {
    if let Some(span) = spans.iter().find(|span| !span.is_valid_in(text)) {
        return Err(Refused::BadSpan {
            article,
            what,
            start: span.start(),
            end: span.end(),
            n_bytes: text.len(),
        });
    }
    let is_ordered = spans
        .iter()
        .zip(spans.iter().skip(1))
        .all(|(before, after)| before.end() <= after.start());
    if is_ordered {
        Ok(())
    } else {
        Err(Refused::DisorderedSpans { article, what })
    }
}
