//! The article's words out of a page's tree.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, ParsePolicy, Readability};

use super::PageData;
use super::merge::{Merged, merge};
use crate::import::clean::{Source, clean};

/// Elements that are no words of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "head", "iframe", "textarea", "select", "object",
    "video", "audio", "canvas",
];

/// Elements that people see but that are never part of an article.
const FURNITURE: &[&str] = &["button", "form", "nav", "figcaption", "dialog"];

/// How much of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Without the elements that are never part of an article.
    Candidates,
    /// All that people see.
    Visible,
}

/// Elements that do not break a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "source",
];

/// The least share of the structured data's words that blocks of the page must make up.
const MIN_COVERED: f64 = 0.7;

/// All that people see of a page, a blank line between blocks, and which of the blocks may be the article.
pub(super) fn text(document: Document, data: &PageData) -> Merged {
    let visible = blocks(&document.root(), Reach::Visible);
    merge(&candidates(document, data), &visible)
}

/// The blocks that the article is among.
fn candidates(document: Document, data: &PageData) -> Vec<String> {
    let whole = blocks(&document.root(), Reach::Candidates);
    if let Some(words) = &data.article_body
        && let Some(told) = told_by(words, &whole)
    {
        return told;
    }
    match readable(document) {
        // The measure took a cookie notice for the article.
        Some(found) if is_too_little(&found, &whole) => whole,
        Some(found) => found,
        None => whole,
    }
}

fn is_too_little(found: &[String], whole: &[String]) -> bool {
    let n_bytes = found.iter().map(|block| block.len() + 2).sum::<usize>();
    n_bytes < 602 && n_bytes.saturating_sub(2) * 4 < body_length(&whole.join("\n\n"))
}

/// All words of an article's markup, a blank line between blocks.
pub(super) fn whole(document: &Document) -> String {
    blocks(&document.root(), Reach::Candidates).join("\n\n")
}

/// How much running text a page has, in bytes.
fn body_length(whole: &str) -> usize {
    clean(whole, Source::Plain)
        .body
        .iter()
        .map(|span| span.len())
        .sum()
}

/// The blocks that are part of `words`, if they make up most of them.
fn told_by(words: &str, blocks: &[String]) -> Option<Vec<String>> {
    let bare = bare(words);
    if bare.len() < 400 {
        return None;
    }
    let mut n_covered = 0_usize;
    let mut at = 0;
    let mut kept: Vec<String> = Vec::new();
    for block in blocks {
        let block_bare = self::bare(block);
        if block_bare.len() < 2 {
            continue;
        }
        // In order, so that a teaser that quotes the article is not taken for it.
        let rest = bare.get(at..)?;
        let reach = if block_bare.len() < 24 {
            block_bare.len() + 8
        } else {
            rest.len()
        };
        let mut reach = reach.min(rest.len());
        while !rest.is_char_boundary(reach) {
            reach -= 1;
        }
        if let Some(found) = rest.get(..reach)?.find(&block_bare) {
            at += found + block_bare.len();
            n_covered += block_bare.len();
            kept.push(block.clone());
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of lengths far below 2^52")]
    let share = n_covered as f64 / bare.len() as f64;
    (share >= MIN_COVERED).then_some(kept)
}

/// Letters and digits only, in lower case.
pub(super) fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The stretch of the page that reads like an article.
fn readable(document: Document) -> Option<Vec<String>> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let article = readability
        .parse_with_policy(ParsePolicy::Strict)
        .or_else(|_strict| readability.parse())
        .ok()?;
    let content = Document::from(article.content);
    let blocks = blocks(&content.root(), Reach::Candidates);
    (!blocks.is_empty()).then_some(blocks)
}

/// The blocks of words under `node`, in order.
fn blocks(node: &NodeRef<'_>, reach: Reach) -> Vec<String> {
    let mut text = String::new();
    walk(node, &mut text, reach, 0);
    text.split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Deeper than any page that [`super::scan::is_tame`] lets through.
const MAX_DEPTH: usize = 1_200;

fn walk(node: &NodeRef<'_>, text: &mut String, reach: Reach, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    for child in node.children() {
        if child.is_text() {
            push_words(text, &child.text());
            continue;
        }
        let Some(name) = child.node_name().filter(|_| child.is_element()) else {
            continue;
        };
        let is_furniture = reach == Reach::Candidates && FURNITURE.contains(&&*name);
        if is_furniture || SKIPPED.contains(&&*name) || is_hidden(&child) {
            continue;
        }
        if &*name == "br" {
            break_block(text);
            continue;
        }
        let is_block = !INLINE.contains(&&*name);
        if is_block {
            break_block(text);
        }
        walk(&child, text, reach, depth + 1);
        if is_block {
            break_block(text);
        }
    }
}

/// Whether nobody sees it: text hidden in a page must not be quoted as if it had been published.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| &*value == "true") {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style
            .to_ascii_lowercase()
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Adds words with single spaces.
pub(super) fn push_words(text: &mut String, words: &str) {
    let mut after_space = text.is_empty() || text.ends_with(char::is_whitespace);
    for character in words.chars() {
        if character.is_whitespace() && character != '\u{a0}' {
            if !after_space {
                text.push(' ');
            }
            after_space = true;
        } else {
            text.push(character);
            after_space = false;
        }
    }
}

/// Begins a new block.
pub(super) fn break_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}
