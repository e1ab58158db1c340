//! What can still be read of a damaged project file.
//!
//! Readout writes one field or entry a line, indented by its level, and no string runs over a line. So
//! damage stays in its lines: the file is taken apart by indentation, each piece is read by itself, and
//! what cannot be read is named and left out. A file that is laid out otherwise is taken apart by its
//! brackets, as far as they agree.
//!
//! What comes out is valid; nothing in it is made up. Where words are missing from an article's text, the
//! statements behind the gap are left out too: their places would be wrong.

mod mend;
mod pieces;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use self::mend::{is_before, is_sound, mend_briefing, mend_entry};
use self::pieces::{Piece, file_pieces, joined, pieces_in, read};
use super::v1::{IncomingArticle, LARGEST_ID};
use crate::model::{
    Article, ArticleId, Block, BlockId, Briefing, Corrections, Head, Line, Party, Section, SectionId,
    Statement, Term, TopicId, View,
};
use crate::project::{Entry, Parts, Project};
use crate::text::Span;

/// What was read of a damaged project file.
#[derive(Clone, Debug, PartialEq)]
pub struct Salvaged {
    /// Everything that could be read, as a project. Valid.
    pub project: Project,
    /// What could not be read, or not as it stood, one sentence each.
    pub lost: Vec<String>,
}

/// Reads what can be read. `None` if that is nothing.
pub(in crate::storage) fn salvage(bytes: &[u8]) -> Option<Salvaged> {
    let (text, n_replaced) = readable(bytes);
    if super::budget::exceeded_at(&text).is_some() {
        return None;
    }
    let mut salvage = Salvage::default();
    if n_replaced > 0 {
        salvage.lose(format!("Bytes that are no text and became “?”: {n_replaced}."));
    }
    salvage.file(&text);
    if !text.trim_end().ends_with(')') || text.lines().next_back().is_some_and(|line| line.starts_with(' ')) {
        salvage.lose("The file is cut off; what came after is missing.");
    }
    salvage.mend();
    let Salvage { parts, lost } = salvage;
    let is_empty = parts.articles.is_empty()
        && parts.topics.is_empty()
        && parts.briefing == Briefing::default()
        && parts.corrections == Corrections::default();
    if is_empty {
        return None;
    }
    let project = Project::from_parts(parts).ok()?;
    Some(Salvaged { project, lost })
}

/// The bytes as text, and how many of them became “?” since they are no text: one each, so that places in
/// it hold. Lines with the marks of a git conflict are left out, so that both sides of it are read.
fn readable(bytes: &[u8]) -> (String, usize) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut n_replaced = 0;
    for chunk in bytes.utf8_chunks() {
        for char in chunk.valid().chars() {
            n_replaced += usize::from(char == '\0');
            text.push(if char == '\0' { '?' } else { char });
        }
        n_replaced += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    let is_mark = |line: &str| {
        ["<<<<<<< ", "=======", ">>>>>>> ", "||||||| "]
            .iter()
            .any(|mark| line.starts_with(mark))
    };
    if text.lines().any(is_mark) {
        text = text.split_inclusive('\n').filter(|line| !is_mark(line)).collect();
    }
    (text, n_replaced)
}

#[derive(Default)]
struct Salvage {
    parts: Parts,
    lost: Vec<String>,
}

impl Salvage {
    fn lose(&mut self, what: impl Into<String>) {
        self.lost.push(what.into());
    }

    fn file(&mut self, text: &str) {
        let pieces = file_pieces(text);
        let values = |key: &str| -> Vec<&str> {
            pieces
                .iter()
                .filter(|piece| piece.key == key)
                .map(|piece| piece.value)
                .collect()
        };
        for value in values("briefing") {
            self.briefing(value);
        }
        for value in values("topics") {
            self.map(value, "topic", |parts| &mut parts.topics);
        }
        for value in values("lines") {
            self.map(value, "line on a topic", |parts: &mut Parts| &mut parts.lines);
        }
        for value in values("corrections") {
            match read::<Corrections>(value) {
                Some(corrections) => self.parts.corrections.people.extend(corrections.people),
                None => self.lose("What was taught about people could not be read."),
            }
        }
        for value in values("view") {
            match read::<View>(value) {
                Some(view) => self.parts.view = view,
                None => self.lose("The layout of Compare could not be read."),
            }
        }
        for value in values("terms") {
            match read::<Vec<Term>>(value) {
                Some(terms) => self.parts.terms = terms,
                None => self.lose("The highlighted terms could not be read."),
            }
        }
        for value in values("saved_views") {
            self.map(value, "saved view of Compare", |parts: &mut Parts| {
                &mut parts.saved_views
            });
        }
        for value in values("articles") {
            for piece in pieces_in(value) {
                self.article(&piece);
            }
        }
    }

    /// Entries that are whole or lost.
    fn map<K: Ord + DeserializeOwned, V: DeserializeOwned>(
        &mut self,
        value: &str,
        what: &str,
        slot: impl Fn(&mut Parts) -> &mut BTreeMap<K, V>,
    ) {
        for piece in pieces_in(value) {
            match (read(piece.key), read(piece.value)) {
                (Some(key), Some(value)) => {
                    slot(&mut self.parts).entry(key).or_insert(value);
                }
                _ => self.lose(format!("A {what} could not be read ({}).", shown(piece.key))),
            }
        }
    }

    fn article(&mut self, piece: &Piece<'_>) {
        let whole = read::<IncomingArticle>(piece.value).map(Entry::from);
        let damaged = |salvage: &mut Self| {
            let entry = salvage.damaged_article(piece);
            entry.filter(|entry| !entry.article.text.is_empty())
        };
        let Some(entry) = whole.or_else(|| damaged(self)) else {
            self.lose(format!("An article could not be read ({}).", shown(piece.key)));
            return;
        };
        let number = read::<u32>(piece.key).filter(|&number| number <= LARGEST_ID);
        let id = number.map(ArticleId);
        let same = id.and_then(|id| self.parts.articles.get(&id));
        if same.is_some_and(|other| **other == entry) {
            // Two versions that were to be merged.
            return;
        }
        let id = match id {
            Some(id) if same.is_none() => id,
            _ => {
                let last = self.parts.articles.last_key_value();
                let next = ArticleId(last.map_or(1, |(id, _)| id.0.saturating_add(1)));
                self.lose(format!(
                    "“{}” was given a new number, since its own was taken or not to be read.",
                    entry.article.title()
                ));
                next
            }
        };
        self.parts.articles.insert(id, Arc::new(entry));
    }

    /// What can be read of an article that is damaged somewhere.
    fn damaged_article(&mut self, piece: &Piece<'_>) -> Option<Entry> {
        let fields = pieces_in(piece.value);
        let field = |name: &str| {
            fields
                .iter()
                .find(|field| field.key == name)
                .map(|field| field.value)
        };
        let (text, n_sound) = joined(field("text")?);
        let name = format!("article {}", shown(piece.key));
        if n_sound < text.len() {
            self.lose(format!("Part of the text of {name} could not be read."));
        }
        let mut article = Article::from_text(&text);
        let mut is_whole = true;
        let mut take = |name: &str| {
            let value = field(name);
            is_whole &= value.is_some();
            value
        };
        match take("metadata").and_then(read) {
            Some(metadata) => article.metadata = metadata,
            None => self.lose(format!(
                "Headline, outlet, author and date of {name} could not be read."
            )),
        }
        if let Some(original) = take("original").and_then(read) {
            article.original = original;
        }
        match take("body").and_then(read::<Vec<Span>>) {
            Some(body) => article.body = body,
            None => self.lose(format!("What is page furniture in {name} could not be read.")),
        }
        article.display = field("display").and_then(read).unwrap_or_default();
        let mut statements = BTreeMap::new();
        let mut n_lost = 0;
        for piece in take("statements").map(pieces_in).unwrap_or_default() {
            match (read::<u32>(piece.key), read::<Statement>(piece.value)) {
                (Some(number), Some(statement)) if is_before(&statement, n_sound) => {
                    statements.entry(number).or_insert(statement);
                }
                _ => n_lost += 1,
            }
        }
        if n_lost > 0 {
            self.lose(format!("Statements of {name} that could not be read: {n_lost}."));
        }
        if !is_whole {
            self.lose(format!("The rest of {name} is missing."));
        }
        Some(Entry {
            article,
            statements,
            is_read: field("is_read").and_then(read).unwrap_or_default(),
            story: field("story").and_then(read).unwrap_or_default(),
        })
    }

    fn briefing(&mut self, value: &str) {
        if let Some(briefing) = read::<Briefing>(value) {
            self.parts.briefing = briefing;
            return;
        }
        let mut briefing = Briefing::default();
        for field in pieces_in(value) {
            match field.key {
                "head" => match read::<Head>(field.value) {
                    Some(head) => briefing.head = head,
                    None => self.lose("The head of the briefing could not be read."),
                },
                "outline" => briefing.outline = read(field.value).unwrap_or_default(),
                "sections" => {
                    for piece in pieces_in(field.value) {
                        match (read(piece.key).map(SectionId), read::<Section>(piece.value)) {
                            (Some(id), Some(section)) => {
                                briefing.sections.insert(id, section);
                            }
                            _ => self.lose(format!("Section {} could not be read.", shown(piece.key))),
                        }
                    }
                }
                "blocks" => {
                    for piece in pieces_in(field.value) {
                        match (read(piece.key).map(BlockId), read::<Block>(piece.value)) {
                            (Some(id), Some(block)) => {
                                briefing.blocks.insert(id, block);
                            }
                            _ => self.lose(format!(
                                "Block {} of the briefing could not be read.",
                                shown(piece.key)
                            )),
                        }
                    }
                }
                "issues" => match read(field.value) {
                    Some(issues) => briefing.issues = issues,
                    None => self.lose("The frozen issues of the briefing could not be read."),
                },
                _ => {}
            }
        }
        self.parts.briefing = briefing;
    }

    /// Makes valid what was read.
    fn mend(&mut self) {
        let mut lost = std::mem::take(&mut self.lost);
        let parts = &mut self.parts;
        parts.topics.retain(|id, _| id.0 <= LARGEST_ID);
        let topics: BTreeSet<TopicId> = parts.topics.keys().copied().collect();
        let mut n_lines = parts.lines.len();
        parts
            .lines
            .retain(|(topic, _): &(TopicId, Party), _: &mut Line| topics.contains(topic));
        n_lines -= parts.lines.len();
        if n_lines > 0 {
            lost.push(format!("Lines on topics that are no longer there: {n_lines}."));
        }
        for (id, entry) in &mut parts.articles {
            if !is_sound(entry, &topics) {
                mend_entry(*id, Arc::make_mut(entry), &topics, &mut lost);
            }
        }
        mend_briefing(&mut parts.briefing, &mut lost);
        self.lost = lost;
    }
}

fn shown(key: &str) -> String {
    let key: String = key.chars().take(20).collect();
    crate::text::unseen::one_line(&key)
}
