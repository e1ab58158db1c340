//! What can still be read of a damaged project file.
//!
//! Readout writes one field or entry a line, indented by its level, and no string runs over a line. So
//! damage stays in its lines: the file is taken apart by indentation, each piece is read by itself, and
//! what cannot be read is named and left out. A file that is laid out otherwise is taken apart by its
//! brackets, as far as they agree.
//!
//! What comes out is valid; nothing in it is made up. Where words are missing from an article's text, the
//! statements behind the gap are left out too: their places would be wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::v1::{IncomingArticle, LARGEST_ID};
use super::validity;
use crate::model::{
    Article, ArticleId, Block, BlockId, BlockKind, Briefing, Corrections, Head, Line, Party, Passage,
    Section, SectionId, Statement, Term, TopicId, View,
};
use crate::project::{Entry, Parts, Project};
use crate::text::Span;
use crate::text::span::slice;

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

fn is_before(statement: &Statement, n_bytes: usize) -> bool {
    places(statement).all(|span| span.end() <= n_bytes)
}

fn places(statement: &Statement) -> impl Iterator<Item = Span> {
    statement
        .content
        .iter()
        .chain(&statement.cue)
        .chain(&statement.source)
        .chain(statement.why.reasons.iter().flat_map(|reason| &reason.words))
        .copied()
}

/// Whether places are in the text and in order.
fn are_sound(spans: &[Span], text: &str) -> bool {
    spans.iter().all(|span| span.is_valid_in(text))
        && spans
            .iter()
            .zip(spans.iter().skip(1))
            .all(|(before, after)| before.end() <= after.start())
}

fn is_sound(entry: &Entry, topics: &BTreeSet<TopicId>) -> bool {
    let article = &entry.article;
    are_sound(&article.body, &article.text)
        && are_sound(&article.display, &article.text)
        && entry.statements.iter().all(|(&number, statement)| {
            number <= LARGEST_ID
                && is_sound_statement(statement, &article.text)
                && statement.topics.keys().all(|topic| topics.contains(topic))
        })
}

fn is_sound_statement(statement: &Statement, text: &str) -> bool {
    !statement.content.is_empty()
        && are_sound(&statement.content, text)
        && places(statement).all(|span| span.is_valid_in(text))
}

fn mend_entry(id: ArticleId, entry: &mut Entry, topics: &BTreeSet<TopicId>, lost: &mut Vec<String>) {
    let text = &entry.article.text;
    if !are_sound(&entry.article.body, text) {
        lost.push(format!(
            "What is page furniture in article {} could not be read.",
            id.0
        ));
        entry.article.body = Span::all(text).into_iter().collect();
    }
    if !are_sound(&entry.article.display, text) {
        entry.article.display.clear();
    }
    let n_before = entry.statements.len();
    entry
        .statements
        .retain(|&number, statement| number <= LARGEST_ID && is_sound_statement(statement, text));
    let n_lost = n_before - entry.statements.len();
    if n_lost > 0 {
        lost.push(format!(
            "Statements of article {} whose places are not in its text: {n_lost}.",
            id.0
        ));
    }
    let mut n_topics = 0;
    for statement in entry.statements.values_mut() {
        let n_before = statement.topics.len();
        statement.topics.retain(|topic, _| topics.contains(topic));
        n_topics += n_before - statement.topics.len();
    }
    if n_topics > 0 {
        lost.push(format!(
            "Statements of article {} filed under topics that are no longer there: {n_topics}.",
            id.0
        ));
    }
}

/// Makes outline, sections and blocks agree. Nothing that was read is dropped: blocks without a section
/// get one.
fn mend_briefing(briefing: &mut Briefing, lost: &mut Vec<String>) {
    let before = briefing.clone();
    briefing.sections.retain(|id, _| id.0 <= LARGEST_ID);
    briefing
        .blocks
        .retain(|id, block| id.0 <= LARGEST_ID && cites_small_number(block));
    let mut seen = BTreeSet::new();
    briefing
        .outline
        .retain(|id| before.sections.contains_key(id) && id.0 <= LARGEST_ID && seen.insert(*id));
    let unlisted = briefing.sections.keys().filter(|id| !seen.contains(id));
    briefing.outline.extend(unlisted.copied().collect::<Vec<_>>());
    for block in briefing.blocks.values_mut() {
        if let BlockKind::Excerpt(excerpt) = &mut block.kind
            && !excerpt.has_sound_cuts()
        {
            excerpt.cuts.clear();
        }
    }
    let blocks = &briefing.blocks;
    let mut placed = BTreeSet::new();
    for section in briefing.sections.values_mut() {
        section.level = section.level.min(Section::MAX_LEVEL);
        section
            .blocks
            .retain(|id| blocks.contains_key(id) && placed.insert(*id));
    }
    let homeless: Vec<BlockId> = blocks.keys().filter(|id| !placed.contains(id)).copied().collect();
    if !homeless.is_empty() {
        let next = briefing.sections.last_key_value();
        let id = SectionId(next.map_or(1, |(id, _)| id.0.saturating_add(1)));
        briefing.outline.push(id);
        let section = Section {
            title: "Found without a section".to_owned(),
            blocks: homeless,
            ..Section::default()
        };
        briefing.sections.insert(id, section);
    }
    if *briefing != before {
        lost.push("Sections and blocks of the briefing did not agree and were put in order.".to_owned());
    }
}

fn cites_small_number(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Excerpt(excerpt) => match &excerpt.passage {
            Passage::Statement(id) => id.article.0 <= LARGEST_ID,
            Passage::Words { article, .. } => article.0 <= LARGEST_ID,
        },
        _ => true,
    }
}

/// The text whose lines are listed, and how many bytes of it are as they were before the first line that
/// is damaged.
fn joined(list: &str) -> (String, usize) {
    if let Some(lines) = read::<Vec<String>>(list) {
        let text = lines.concat();
        let n_bytes = text.len();
        return (text, n_bytes);
    }
    let mut text = String::new();
    let mut n_sound = None;
    let mut rest = list;
    while let Some((_, from_quote)) = rest.split_once('"') {
        let n_bytes = string_len(from_quote);
        let inside = slice(from_quote, 0, n_bytes);
        let after = slice(from_quote, n_bytes, from_quote.len());
        let is_closed = after.starts_with('"');
        let line = if is_closed {
            read::<String>(&format!("\"{inside}\""))
        } else {
            None
        };
        let line = line.unwrap_or_else(|| {
            n_sound.get_or_insert(text.len());
            unescaped(inside)
        });
        text.push_str(&line);
        rest = after.strip_prefix('"').unwrap_or(after);
    }
    // The list does not end: words may be missing after what was read, but none within it.
    let n_sound = n_sound.unwrap_or(text.len());
    (text, n_sound)
}

/// The length of the string that begins here, up to its quotation mark or the end of the line.
fn string_len(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, char) in text.char_indices() {
        match char {
            '\n' => return at,
            '"' if !is_escaped => return at,
            _ => is_escaped = char == '\\' && !is_escaped,
        }
    }
    text.len()
}

/// The words of a string that RON does not read: what is escaped, as far as it can be told.
fn unescaped(inside: &str) -> String {
    let mut words = String::new();
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        words.push_str(before);
        let n_escape = match after.chars().next() {
            // The longest is \u{10ffff}.
            Some('u') => after
                .char_indices()
                .take(9)
                .find(|&(_, char)| char == '}')
                .map_or(1, |(end, _)| end + 1),
            Some(char) => char.len_utf8(),
            None => 0,
        };
        let escape = format!("\"\\{}\"", slice(after, 0, n_escape));
        words.push_str(&read::<String>(&escape).unwrap_or_default());
        rest = slice(after, n_escape, after.len());
    }
    words.push_str(rest);
    words
}

fn read<T: for<'de> Deserialize<'de>>(value: &str) -> Option<T> {
    ron::from_str(value).ok()
}

fn shown(key: &str) -> String {
    let key: String = key.chars().take(20).collect();
    crate::text::unseen::one_line(&key)
}

/// A field or entry of the file.
struct Piece<'a> {
    key: &'a str,
    /// Its value, without the comma after it.
    value: &'a str,
}

/// The fields of the project.
fn file_pieces(text: &str) -> Vec<Piece<'_>> {
    let by_lines = pieces_at(text, 2);
    let known = |pieces: &[Piece<'_>]| {
        let names = [
            "briefing",
            "topics",
            "lines",
            "corrections",
            "view",
            "terms",
            "saved_views",
            "articles",
        ];
        pieces.iter().filter(|piece| names.contains(&piece.key)).count()
    };
    if known(&by_lines) > 0 {
        return by_lines;
    }
    let text = validity::skip_blank(text);
    validity::fields(text)
        .map(|(key, value)| Piece { key, value })
        .collect()
}

/// The fields or entries of a value.
fn pieces_in(value: &str) -> Vec<Piece<'_>> {
    let indent = value
        .lines()
        .skip(1)
        .find(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len());
    match indent {
        Some(indent) if indent > 0 => {
            let pieces = pieces_at(value, indent);
            if !pieces.is_empty() {
                return pieces;
            }
        }
        _ => {}
    }
    validity::fields(value)
        .map(|(key, value)| Piece { key, value })
        .collect()
}

/// The fields or entries whose lines are indented by exactly so many spaces. Each ends before the next
/// one, or before a line that is indented less.
fn pieces_at(text: &str, indent: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Key and start of the value of the piece that is open.
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let depth = line.len() - line.trim_start_matches(' ').len();
        let words = line.trim();
        if !words.is_empty() {
            let ends = depth < indent || (depth == indent && !words.starts_with([')', ']', '}']));
            if ends && let Some((key, start)) = open.take() {
                pieces.push(piece(text, key, start, at));
            }
            if depth == indent
                && let Some((key, n_before_value)) = key_of(line)
            {
                open = Some((key, at + n_before_value));
            }
        }
        at += line.len();
    }
    if let Some((key, start)) = open {
        pieces.push(piece(text, key, start, text.len()));
    }
    pieces
}

fn piece<'a>(text: &'a str, key: &'a str, start: usize, end: usize) -> Piece<'a> {
    let value = slice(text, start, end).trim();
    Piece {
        key,
        value: value.strip_suffix(',').unwrap_or(value).trim_end(),
    }
}

/// The key with which a line begins, and the bytes before its value.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let from_key = line.trim_start_matches(' ');
    let n_key = validity::key_len(from_key)?;
    let after = slice(from_key, n_key, from_key.len());
    let value = after.trim_start().strip_prefix(':')?;
    Some((slice(from_key, 0, n_key).trim_end(), line.len() - value.len()))
}
