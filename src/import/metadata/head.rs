//! What the lines of the text itself say: headline, outlet, author, date, address, dateline.

use super::{byline, dateline, dates};
use crate::import::blocks::Block;
use crate::import::clean::{Label, Layout};
use crate::model::PublicationDate;
use crate::text::fold::fold;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub headline: Option<String>,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub published: Option<PublicationDate>,
    pub url: Option<String>,
    pub dateline: Option<String>,
}

/// How many blocks of the body may hold the dateline.
const DATELINE_REACH: usize = 3;

/// Reads the head of a text, its dateline and its copyright line.
pub(super) fn read(text: &str, layout: &Layout<'_>) -> Head {
    let n_before = layout
        .blocks
        .iter()
        .position(|(_, label)| *label == Label::Body)
        .unwrap_or(0);
    let (before, after) = layout.blocks.split_at_checked(n_before).unwrap_or((&[], &[]));
    let headline = before.iter().find(|(_, label)| *label == Label::Headline);
    let line = after
        .iter()
        .filter(|(_, label)| *label == Label::Body)
        .take(DATELINE_REACH)
        .find_map(|(block, _)| dateline::read(block.words))
        .unwrap_or_default();
    let alone = before
        .iter()
        .find(|(_, label)| *label == Label::Place)
        .map(|(block, _)| block.words);
    let line = alone.and_then(dateline::read).unwrap_or(line);
    let place = alone.and_then(dateline::bare_place);
    // "Xinhua | Updated: …" names the agency where others have the author.
    let (author, agency) = match author(before) {
        Some(name) if dateline::is_agency(&name) => (None, Some(name)),
        author => (author, None),
    };
    Head {
        headline: headline.map(|(block, _)| headline_words(block.words)),
        outlet: masthead(text, before)
            .or_else(|| line.agency.as_deref().map(|agency| in_mixed_case(text, agency)))
            .or(agency)
            .or_else(|| holder_of_copyright(&layout.blocks)),
        author,
        published: published(before).or(line.date),
        url: before.iter().find_map(|(block, _)| address(block.words)),
        dateline: place.or(line.place),
    }
}

/// What the lines right before a page's article say that its data does not: author and date.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub author: Option<String>,
    pub published: Option<PublicationDate>,
}

/// Most lines between a page's headline and its article.
const AROUND_REACH: usize = 14;
/// As many are looked at where the headline is not among them.
const AROUND_BLIND: usize = 5;

/// Lines from the headline upwards: some pages have the date on top.
const ABOVE_REACH: usize = 3;

/// Reads the lines between the headline and the body of a page, furniture among them.
pub(super) fn around(text: &str, body_start: usize, headline: Option<&str>) -> Around {
    let before = text.get(..body_start).unwrap_or_default();
    let mut lines: Vec<&str> = before
        .rsplit("\n\n")
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(AROUND_REACH)
        .collect();
    let headline = headline.map(fold);
    let at = lines
        .iter()
        .position(|line| headline.as_deref() == Some(fold(line).as_str()));
    lines.truncate(at.map_or(AROUND_BLIND, |at| at + ABOVE_REACH));
    lines.retain(|line| line.split_whitespace().count() <= 24);
    lines.reverse();
    let author = lines
        .iter()
        .find_map(|line| byline::author(line).filter(|_| byline::is_certain(line) || at.is_some()))
        .filter(|name| !dateline::is_agency(name));
    Around {
        author: author.map(|name| in_mixed_case("", &name)),
        published: lines
            .iter()
            .find_map(|line| dates::find(line))
            .map(|found| found.date),
    }
}

/// The words of a headline without Markdown's marks.
fn headline_words(words: &str) -> String {
    let words = words.trim_start_matches('#').trim();
    let words = words
        .strip_prefix("**")
        .and_then(|inner| inner.strip_suffix("**"))
        .unwrap_or(words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn author(before: &[(Block<'_>, Label)]) -> Option<String> {
    let credits = || before.iter().filter(|(_, label)| *label == Label::Credit);
    credits()
        .find_map(|(block, _)| byline::author(block.words))
        .or_else(|| {
            // A bare name right beside a date line, after the headline.
            let headline = before.iter().position(|(_, label)| *label == Label::Headline)?;
            let dated = before
                .iter()
                .rposition(|(block, label)| *label == Label::Credit && dates::find(block.words).is_some())?;
            before
                .iter()
                .enumerate()
                .filter(|(idx, _)| *idx > headline && idx.abs_diff(dated) <= 2)
                .map(|(_, (block, _))| block.words.trim())
                .find(|words| byline::is_bare_name(words))
                .map(str::to_owned)
        })
}

/// The date nearest to the headline: one after it, else the last one before it.
fn published(before: &[(Block<'_>, Label)]) -> Option<PublicationDate> {
    let date = |(block, _): &(Block<'_>, Label)| {
        (block.n_words <= 20)
            .then(|| dates::find(block.words).map(|found| found.date))
            .flatten()
    };
    let headline = before
        .iter()
        .position(|(_, label)| *label == Label::Headline)
        .unwrap_or(0);
    let (above, below) = before.split_at_checked(headline).unwrap_or((&[], before));
    below
        .iter()
        .find_map(date)
        .or_else(|| above.iter().rev().find_map(date))
}

/// An address alone on its line.
fn address(line: &str) -> Option<String> {
    let line = line.trim();
    ((line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace))
        .then(|| line.to_owned())
}

/// A name alone on one of the first lines that is an outlet's: in capitals over a menu, or named again in
/// the text.
fn masthead(text: &str, before: &[(Block<'_>, Label)]) -> Option<String> {
    let headline = before
        .iter()
        .position(|(_, label)| *label == Label::Headline)
        .unwrap_or(before.len());
    let is_menu = |idx: usize| {
        before.get(idx).is_some_and(|(block, _)| {
            block.words.matches('|').count() >= 2
                || block.words.split("  ").filter(|part| !part.is_empty()).count() >= 4
        })
    };
    before
        .iter()
        .enumerate()
        .take(headline.min(5))
        .filter(|(_, (_, label))| *label != Label::Credit)
        .find(|(idx, (block, _))| {
            is_outlet_like(block)
                && (block.is_shouted() || is_menu(idx + 1) || n_times(text, block.words.trim()) >= 2)
        })
        .map(|(_, (block, _))| in_mixed_case(text, block.words.trim()))
}

fn is_outlet_like(block: &Block<'_>) -> bool {
    let words = block.words.trim();
    let is_short =
        block.n_words >= 2 || (block.n_words == 1 && words.chars().count() >= 5 && block.is_shouted());
    is_short
        && block.n_words <= 10
        && !block.ends_sentence
        && !block.plain.contains("skip to")
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '&'))
        && words
            .split_whitespace()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase) || is_small_word(word))
        && !words.split_whitespace().all(|word| word.chars().count() <= 2)
}

fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "in" | "de" | "du" | "la" | "der" | "al"
    )
}

/// How often `words` stand in `text`, up to 3.
fn n_times(text: &str, words: &str) -> usize {
    text.match_indices(words).take(3).count()
}

/// A name in capitals as the text writes it elsewhere, else as names are written.
fn in_mixed_case(text: &str, name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let usual = dateline::as_name(name);
    // "TASS" stays if the text never writes "Tass".
    let is_acronym = name.chars().count() <= 5 && !name.contains(' ');
    if is_acronym && !text.contains(&usual) {
        return name.to_owned();
    }
    usual
}

/// "© 2027 Ararat Tribune. All rights reserved." names the outlet.
fn holder_of_copyright(blocks: &[(Block<'_>, Label)]) -> Option<String> {
    blocks
        .iter()
        .rev()
        .filter(|(block, label)| *label == Label::Furniture && block.n_words <= 20)
        .find_map(|(block, _)| {
            let after = ["©", "(c)", "(C)", "Copyright "]
                .iter()
                .find_map(|mark| Some(block.words.split_once(mark)?.1))?;
            let name = after
                .trim_start_matches(|c: char| {
                    c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '©' | '@')
                })
                .split(['.', '|', ',', '('])
                .next()?
                .trim();
            let n_words = name.split_whitespace().count();
            ((1..=5).contains(&n_words) && name.chars().next().is_some_and(char::is_uppercase))
                .then(|| name.to_owned())
        })
}
