//! Lines to paragraphs.

use std::collections::BTreeSet;

use super::Line;
use super::columns::median;

/// A gap between lines of this many usual ones parts paragraphs.
const GAP: f64 = 1.3;
/// A change of the size of type by this share parts paragraphs.
const SIZE_CHANGE: f64 = 0.12;
/// A first line is set in by at least this many sizes of type.
const INDENT: f64 = 0.7;

/// Fewer gaps than these do not tell what is usual.
const MIN_GAPS: usize = 6;

/// Beginnings of words that keep their hyphen at the end of a line.
const KEPT: &[&str] = &[
    "self", "non", "ex", "vice", "anti", "pro", "pan", "all", "half", "well", "so", "then", "two", "three",
    "four", "five", "six", "ten", "long", "short", "high", "low", "mid", "co",
];

/// A paragraph that is being put together.
struct Paragraph {
    text: String,
    size: f64,
    /// Whether its last line reached the end of its column.
    is_full: bool,
}

/// The text of all regions, a blank line between paragraphs.
pub(super) fn text(regions: &[Vec<Line>]) -> String {
    let vocabulary = vocabulary(regions);
    let usual = usual_gap(regions.iter().flat_map(|region| gaps(region)).collect());
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for region in regions {
        let body = parted(region, usual);
        for (idx, lines) in body.iter().enumerate() {
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
                continue;
            };
            let right = right_of(region, last.size);
            let is_full = last.end > right - 0.25 * (right - last.x);
            let goes_on = idx == 0
                && paragraphs
                    .last()
                    .is_some_and(|before| continues(before, &first.text, first.size));
            let mut paragraph = if goes_on { paragraphs.pop() } else { None }.unwrap_or(Paragraph {
                text: String::new(),
                size: first.size,
                is_full,
            });
            for line in lines {
                append(&mut paragraph.text, &line.text, &vocabulary);
            }
            paragraph.is_full = is_full;
            paragraphs.push(paragraph);
        }
    }
    let texts: Vec<String> = paragraphs
        .into_iter()
        .map(|paragraph| paragraph.text.replace('\u{ad}', ""))
        .filter(|text| !text.trim().is_empty())
        .collect();
    texts.join("\n\n")
}

/// Whether a paragraph goes on in the next column or on the next page.
fn continues(before: &Paragraph, text: &str, size: f64) -> bool {
    let is_alike = (before.size - size).abs() <= SIZE_CHANGE * size;
    let begins_small = text
        .chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(char::is_lowercase);
    let ends_open = !before
        .text
        .trim_end_matches(['”', '"', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…']);
    let is_prose = before.text.split_whitespace().count() >= 4;
    is_alike && ((begins_small && ends_open) || (ends_open && before.is_full && is_prose))
}

/// The gaps between lines of one size, in sizes of type.
fn gaps(region: &[Line]) -> Vec<f64> {
    let pairs = region.windows(2).filter_map(|pair| match pair {
        [one, other] if (one.size - other.size).abs() <= SIZE_CHANGE * one.size && other.y > one.y => {
            Some((other.y - one.y) / one.size)
        }
        _ => None,
    });
    pairs.collect()
}

/// The lines of a region, parted into paragraphs. `elsewhere` is the usual gap between lines in the document.
fn parted(region: &[Line], elsewhere: f64) -> Vec<Vec<&Line>> {
    let gaps = gaps(region);
    let usual = if gaps.len() < MIN_GAPS {
        elsewhere
    } else {
        usual_gap(gaps)
    };
    let mut paragraphs: Vec<Vec<&Line>> = Vec::new();
    for line in region {
        match paragraphs.last_mut() {
            Some(paragraph)
                if paragraph
                    .last()
                    .is_some_and(|last| !begins(last, line, usual, region)) =>
            {
                paragraph.push(line);
            }
            _ => paragraphs.push(vec![line]),
        }
    }
    paragraphs
}

/// The gap between lines of one paragraph: the commonest one, in sizes of type.
fn usual_gap(gaps: Vec<f64>) -> f64 {
    let Some(middle) = median(gaps.clone()) else {
        return 1.3;
    };
    // Where most paragraphs have one line or two, the smaller gaps are those inside paragraphs.
    let mut sorted = gaps;
    sorted.sort_by(f64::total_cmp);
    let low = sorted.get(sorted.len() / 8).copied().unwrap_or(middle);
    if low >= 0.9 && low * GAP < middle && low < 2.0 {
        low
    } else {
        middle
    }
}

/// Whether `line` begins a paragraph after `last`.
fn begins(last: &Line, line: &Line, usual: f64, region: &[Line]) -> bool {
    if (last.size - line.size).abs() > SIZE_CHANGE * last.size.max(line.size) {
        return true;
    }
    let gap = (line.y - last.y) / line.size;
    if gap > usual * GAP || gap < 0.0 {
        return true;
    }
    // A word that was parted goes on.
    let is_parted = last
        .text
        .strip_suffix(['-', '\u{ad}', '\u{2010}'])
        .is_some_and(|before| before.ends_with(char::is_alphabetic));
    if is_parted && line.text.starts_with(char::is_lowercase) {
        return false;
    }
    let right = right_of(region, line.size);
    let ends = last
        .text
        .trim_end_matches(['”', '"', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', ':', '…']);
    let is_set_in = line.x > last.x + INDENT * line.size && line.x < last.x + 6.0 * line.size;
    if is_set_in && ends {
        return true;
    }
    // The first word would have had room on the line before.
    let word = line.text.split_whitespace().next().unwrap_or_default();
    let n_characters = line.text.chars().count().max(1);
    let width = (line.end - line.x) / as_length(n_characters) * as_length(word.chars().count() + 1);
    let had_room = last.end + width < right - 0.3 * line.size;
    let is_short = last.end < last.x + 0.6 * (right - last.x);
    had_room && (ends || is_short)
}

#[expect(clippy::cast_precision_loss, reason = "lengths of lines are far below 2^52")]
fn as_length(n: usize) -> f64 {
    n as f64
}

/// Where lines of a size end at the right, a few that stick out aside.
fn right_of(region: &[Line], size: f64) -> f64 {
    let mut ends: Vec<f64> = region
        .iter()
        .filter(|line| (line.size - size).abs() <= SIZE_CHANGE * size)
        .map(|line| line.end)
        .collect();
    ends.sort_by(f64::total_cmp);
    let place = ends.len().saturating_sub(1 + ends.len() / 20);
    ends.get(place).copied().unwrap_or(0.0)
}

/// All words of the document that do not stand at the end of a line, in lower case.
fn vocabulary(regions: &[Vec<Line>]) -> BTreeSet<String> {
    let mut vocabulary = BTreeSet::new();
    for line in regions.iter().flatten() {
        let mut words = line.text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if words.peek().is_some() {
                vocabulary.insert(bare(word).to_lowercase());
            }
        }
    }
    vocabulary
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Adds a line to a paragraph; a word that was parted at the end of the line is joined again.
fn append(text: &mut String, line: &str, vocabulary: &BTreeSet<String>) {
    let line = line.trim();
    if text.is_empty() {
        text.push_str(line);
        return;
    }
    if let Some(before) = text.strip_suffix('\u{ad}') {
        text.truncate(before.len());
        text.push_str(line);
        return;
    }
    let Some(before) = text.strip_suffix(['-', '\u{2010}']) else {
        text.push(' ');
        text.push_str(line);
        return;
    };
    let first = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let second = line.split_whitespace().next().unwrap_or_default();
    let ends_in_letter = first.chars().last().is_some_and(char::is_alphabetic);
    let begins_small = second.chars().next().is_some_and(char::is_lowercase);
    if !ends_in_letter {
        // A dash that stands alone, or a number's.
        if !first.is_empty() || before.is_empty() {
            text.push_str(line);
        } else {
            text.push(' ');
            text.push_str(line);
        }
        return;
    }
    if begins_small && !keeps_hyphen(first, second, vocabulary) {
        let n_kept = before.len();
        text.truncate(n_kept);
    }
    text.push_str(line);
}

/// Whether a hyphen at the end of a line belongs to the word.
fn keeps_hyphen(first: &str, second: &str, vocabulary: &BTreeSet<String>) -> bool {
    let (first, second) = (bare(first).to_lowercase(), bare(second).to_lowercase());
    if vocabulary.contains(&format!("{first}{second}")) {
        return false;
    }
    if vocabulary.contains(&format!("{first}-{second}")) {
        return true;
    }
    first.contains('-') || KEPT.contains(&first.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines under each other, each with its left and right end.
    fn region(lines: &[(&str, f64, f64, f64)]) -> Vec<Line> {
        lines
            .iter()
            .map(|&(text, x, end, y)| Line {
                text: text.to_owned(),
                x,
                end,
                y,
                size: 10.0,
            })
            .collect()
    }

    #[test]
    fn paragraphs_end_with_a_gap_an_indent_or_a_short_line() {
        let by_gap = region(&[
            ("The minister said on Tuesday that the line", 50.0, 250.0, 10.0),
            ("would open when the treaty is signed by both", 50.0, 250.0, 22.0),
            ("sides.", 50.0, 80.0, 34.0),
            ("She left.", 50.0, 100.0, 52.0),
        ]);
        assert_eq!(
            text(&[by_gap]),
            "The minister said on Tuesday that the line would open when the treaty is signed by both sides.\n\nShe left."
        );
        let by_indent = region(&[
            (
                "The minister said on Tuesday that the line opens.",
                50.0,
                250.0,
                10.0,
            ),
            ("Nobody else spoke on that day in the capital", 62.0, 250.0, 22.0),
            ("of the country.", 50.0, 120.0, 34.0),
            (
                "She left at noon, as she had said before that.",
                50.0,
                250.0,
                46.0,
            ),
        ]);
        assert_eq!(text(&[by_indent]).matches("\n\n").count(), 2);
    }

    #[test]
    fn hyphens_at_the_end_of_lines_are_undone() {
        let lines = region(&[
            ("The well-known minister spoke of the agree-", 50.0, 250.0, 10.0),
            ("ment and of the long-", 50.0, 250.0, 22.0),
            ("term plan, and the well-", 50.0, 250.0, 34.0),
            ("known envoy of the Anglo-", 50.0, 250.0, 46.0),
            ("Iranian side agreed with him about all of it.", 50.0, 250.0, 58.0),
        ]);
        assert_eq!(
            text(&[lines]),
            "The well-known minister spoke of the agreement and of the long-term plan, and the well-known envoy of the \
             Anglo-Iranian side agreed with him about all of it."
        );
    }

    #[test]
    fn paragraphs_go_on_over_columns() {
        let left = region(&[
            ("The minister said on Tuesday that the line to", 50.0, 250.0, 10.0),
            ("the border would open when the treaty is", 50.0, 248.0, 22.0),
        ]);
        let right = region(&[
            ("signed by both sides.", 300.0, 400.0, 10.0),
            ("Nobody else spoke.", 300.0, 380.0, 30.0),
        ]);
        assert_eq!(
            text(&[left, right]),
            "The minister said on Tuesday that the line to the border would open when the treaty is signed by both \
             sides.\n\nNobody else spoke."
        );
    }
}
