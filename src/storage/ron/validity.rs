//! Where in the file stands what makes a project invalid.
//!
//! The project's own check says what is wrong with which thing; here the thing is looked up in the text
//! that has just been read without complaint, so that its form can be relied on.

use super::sentence::{Complaint, Place};
use crate::model::{ArticleId, StatementId};
use crate::project::Refused;
use crate::text::span::slice;

/// What is wrong, with the place of the thing in the file.
pub(super) fn complaint(refused: &Refused, text: &str) -> Complaint {
    let at = match refused {
        Refused::BadSpan {
            article,
            what,
            start,
            end,
            n_bytes,
        } => {
            let at = span_in_article(text, *article, what, (*start, *end));
            let expected = format!(
                "the {what} in article {article} to be a place in its text of {n_bytes} bytes, from one \
                 character to another"
            );
            return Complaint::new(Place::of_byte(text, at), expected, format!("({start}, {end})"));
        }
        Refused::DisorderedSpans { article, what } => disorder_in_article(text, *article, what),
        Refused::NoContent(id) => statement(text, *id),
        Refused::NoSuchTopic { user, topic } => topic_user(text, user, topic.0),
        Refused::OutlineMismatch(id) => first_there(
            text,
            &[
                &["briefing", "sections", &id.0.to_string()],
                &["briefing", "outline"],
            ],
        ),
        Refused::BlockMismatch(id) => first_there(
            text,
            &[
                &["briefing", "blocks", &id.0.to_string()],
                &["briefing", "sections"],
            ],
        ),
        Refused::BadCut(id) => walk(text, &["briefing", "blocks", &id.0.to_string()]).at,
        Refused::TooDeep(id) => walk(text, &["briefing", "sections", &id.0.to_string(), "level"]).at,
        Refused::NoSuchArticle(_) => 0,
    };
    Complaint::at(Place::of_byte(text, at), refused.to_string())
}

/// An id is too large; `path` leads to it or to what holds it.
pub(super) fn too_large(id: u32, path: &str, text: &str) -> Complaint {
    let steps: Vec<&str> = path.split('/').collect();
    Complaint::new(
        Place::of_byte(text, walk(text, &steps).at),
        "a smaller number as a name",
        format!("“{id}”"),
    )
}

fn statement(text: &str, id: StatementId) -> usize {
    let (article, number) = (id.article.0.to_string(), id.number.to_string());
    walk(text, &["articles", &article, "statements", &number]).at
}

/// A statement with its topic, or the line of a party on it. The check names them in words.
fn topic_user(text: &str, user: &str, topic: u32) -> usize {
    let topic = topic.to_string();
    let id = user.strip_prefix("statement a").and_then(|id| id.split_once('.'));
    if let Some((article, number)) = id {
        return walk(
            text,
            &["articles", article, "statements", number, "topics", &topic],
        )
        .at;
    }
    let lines = walk(text, &["lines"]);
    let party = user.strip_prefix("the line of ").unwrap_or_default();
    let key = format!("({topic},\"{party}\")");
    entries(lines.value)
        .find(|entry| without_blank(entry.key) == key)
        .map_or(lines.at, |entry| text.len() - entry.rest.len())
}

/// The first of several things that is there; 0 if none is.
fn first_there(text: &str, paths: &[&[&str]]) -> usize {
    paths
        .iter()
        .map(|path| walk(text, path))
        .find(|found| found.is_whole)
        .map_or(0, |found| found.at)
}

/// Where an article begins, and the file from each of its lists of places of a kind on.
fn lists<'a>(text: &'a str, article: ArticleId, what: &str) -> (usize, Vec<&'a str>) {
    let article = walk(text, &["articles", &article.0.to_string()]);
    let field = if what == "reason" { "why" } else { what };
    let mut lists = Vec::new();
    for entry in entries(article.value) {
        if entry.key == field {
            lists.push(entry.value);
        } else if entry.key == "statements" {
            let statements = entries(entry.value);
            lists.extend(statements.filter_map(|statement| {
                entries(statement.value)
                    .find(|entry| entry.key == field)
                    .map(|entry| entry.value)
            }));
        }
    }
    (article.at, lists)
}

fn span_in_article(text: &str, article: ArticleId, what: &str, span: (usize, usize)) -> usize {
    let (otherwise, lists) = lists(text, article, what);
    lists
        .iter()
        .find_map(|list| {
            let (within, _) = spans(list).find(|&(_, found)| found == span)?;
            Some(text.len() - list.len() + within)
        })
        .unwrap_or(otherwise)
}

fn disorder_in_article(text: &str, article: ArticleId, what: &str) -> usize {
    let (otherwise, lists) = lists(text, article, what);
    lists
        .iter()
        .find_map(|list| {
            let mut end_before = 0;
            let (within, _) = spans(list).find(|&(_, (start, end))| {
                let is_disordered = start < end_before;
                end_before = end;
                is_disordered
            })?;
            Some(text.len() - list.len() + within)
        })
        .unwrap_or(otherwise)
}

/// The pairs of numbers in the value that begins here, each with the byte where it begins.
fn spans(value: &str) -> impl Iterator<Item = (usize, (usize, usize))> {
    let value = slice(value, 0, value_len(value));
    value.match_indices('(').filter_map(move |(at, _)| {
        let (pair, _) = slice(value, at + 1, value.len()).split_once(')')?;
        let (start, end) = pair.split_once(',')?;
        let end = end.trim().trim_end_matches(',');
        Some((at, (start.trim().parse().ok()?, end.trim().parse().ok()?)))
    })
}

fn without_blank(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

/// What stands at the end of a path of fields and keys, or as far as the path leads.
struct Found<'a> {
    /// Byte where the last field or key begins.
    at: usize,
    /// The file from its value on.
    value: &'a str,
    /// Whether the path leads to its end.
    is_whole: bool,
}

fn walk<'a>(text: &'a str, path: &[&str]) -> Found<'a> {
    let mut found = Found {
        at: 0,
        value: skip_blank(text),
        is_whole: true,
    };
    for step in path {
        let Some(entry) = entries(found.value).find(|entry| entry.key == *step) else {
            found.is_whole = false;
            return found;
        };
        found.at = text.len() - entry.rest.len();
        found.value = entry.value;
    }
    found
}

/// A field or key.
struct Entry<'a> {
    /// The file from the key on.
    rest: &'a str,
    key: &'a str,
    /// The file from the value on.
    value: &'a str,
}

/// The fields or keys of what begins here.
fn entries(container: &str) -> impl Iterator<Item = Entry<'_>> {
    // A name may stand before the bracket: that of a variant.
    let mut rest = container
        .trim_start_matches(|char: char| char.is_alphanumeric() || char == '_')
        .strip_prefix(['(', '{', '['])
        .unwrap_or_default();
    std::iter::from_fn(move || {
        let blank = skip_blank(rest);
        let from_key = skip_blank(blank.strip_prefix(',').unwrap_or(blank));
        let key = slice(from_key, 0, value_len(from_key));
        let after_key = slice(from_key, key.len(), from_key.len());
        let value = skip_blank(after_key.strip_prefix(':')?);
        rest = slice(value, value_len(value), value.len());
        Some(Entry {
            rest: from_key,
            key: key.trim_end(),
            value,
        })
    })
}

/// The fields or keys of what begins here, each with its value.
pub(super) fn fields(container: &str) -> impl Iterator<Item = (&str, &str)> {
    entries(container).map(|entry| {
        let value = slice(entry.value, 0, value_len(entry.value));
        (entry.key, value.trim_end())
    })
}

/// The length in bytes of the field or key at the beginning of `text`; `None` if there is none.
pub(super) fn key_len(text: &str) -> Option<usize> {
    let n_bytes = value_len(text);
    (n_bytes > 0 && n_bytes < text.len()).then_some(n_bytes)
}

/// The length in bytes of the value at the beginning of `text`: up to a comma, a colon or a closing
/// bracket that belongs to what is around it.
fn value_len(text: &str) -> usize {
    let mut n_open = 0_usize;
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        match byte {
            b'(' | b'[' | b'{' => n_open += 1,
            b')' | b']' | b'}' | b',' | b':' if n_open == 0 => return at,
            b')' | b']' | b'}' => n_open -= 1,
            b'"' => {
                at += quoted_len(text, at);
                continue;
            }
            b'/' => {
                let rest = slice(text, at, text.len());
                let n_comment = rest.len() - skip_comment(rest).len();
                if n_comment > 0 {
                    at += n_comment;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The length of the string whose quotation mark stands at byte `at`.
fn quoted_len(text: &str, at: usize) -> usize {
    let before = slice(text, 0, at);
    let n_hashes = before.len() - before.trim_end_matches('#').len();
    let inside = slice(text, at + 1, text.len());
    let is_raw = slice(before, 0, before.len() - n_hashes).ends_with('r');
    if is_raw {
        let end = format!("\"{}", "#".repeat(n_hashes));
        return inside.find(&end).map_or(inside.len(), |n| n + end.len()) + 1;
    }
    let mut is_escaped = false;
    let n_bytes = inside
        .bytes()
        .position(|byte| {
            let is_end = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            is_end
        })
        .map_or(inside.len(), |n| n + 1);
    n_bytes + 1
}

/// The text after white space and comments.
pub(super) fn skip_blank(text: &str) -> &str {
    let mut rest = text;
    loop {
        let after = skip_comment(rest.trim_start());
        if after.len() == rest.len() {
            return rest;
        }
        rest = after;
    }
}

fn skip_comment(text: &str) -> &str {
    if text.starts_with("//") {
        return text.split_once('\n').map_or("", |(_, after)| after);
    }
    let Some(mut inside) = text.strip_prefix("/*") else {
        return text;
    };
    let mut n_open = 1;
    while n_open > 0 {
        let Some(at) = inside.find(['*', '/']) else {
            return "";
        };
        inside = slice(inside, at, inside.len());
        inside = if let Some(after) = inside.strip_prefix("*/") {
            n_open -= 1;
            after
        } else if let Some(after) = inside.strip_prefix("/*") {
            n_open += 1;
            after
        } else {
            slice(inside, 1, inside.len())
        };
    }
    inside
}
