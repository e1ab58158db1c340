//! Furniture inside a line, for texts that lost their lines: "… he said.READ MORE: Title".

use super::furniture::{Furniture, begins_with};
use crate::import::blocks;
use crate::text::Span;
use crate::text::span::slice;

/// How far the title after "Read more:" may reach, in characters.
const TITLE_REACH: usize = 160;

/// The longest small print after which nothing else comes, in bytes.
const SMALL_PRINT: usize = 300;

/// How many words a teaser in capitals may have.
const SHOUT_REACH: usize = 40;

/// `block` without the furniture inside it: what is left, in order. `is_late` says that the block is
/// among the last of the text, so that a marker may take the rest with it.
pub(super) fn without_furniture(text: &str, block: Span, table: &Furniture, is_late: bool) -> Vec<Span> {
    let words = block.of(text);
    let mut parts = Vec::new();
    let mut kept_from = 0;
    let mut skip_to = 0;
    for at in sentence_starts(words) {
        if at < skip_to {
            continue;
        }
        let rest = slice(words, at, words.len());
        let is_tail = is_late && (at * 2 > words.len() || rest.len() < SMALL_PRINT);
        let Some(length) = furniture_length(rest, table, is_tail) else {
            continue;
        };
        parts.extend(part(text, block, kept_from, at));
        skip_to = at + length;
        kept_from = skip_to;
    }
    parts.extend(part(text, block, kept_from, words.len()));
    parts
}

fn part(text: &str, block: Span, start: usize, end: usize) -> Option<Span> {
    Span::new(text, block.start() + start, block.start() + end).and_then(|span| span.trimmed(text))
}

/// Where sentences may begin: at the start, and after a stop (with its closing marks) before a capital or
/// "©", glued or not.
fn sentence_starts(words: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut after_stop = false;
    let mut is_open = false;
    for (at, character) in words.char_indices() {
        match character {
            '.' | '!' | '?' | '…' => after_stop = true,
            '”' => is_open = false,
            '“' => {
                is_open = true;
                after_stop = false;
            }
            '"' | '\'' | '’' | '»' | ')' | ']' if after_stop => {}
            _ if character.is_whitespace() => {}
            _ => {
                if character == '©' || (after_stop && character.is_uppercase() && !is_open) {
                    starts.push(at);
                }
                after_stop = false;
            }
        }
    }
    starts
}

/// How many bytes of furniture `rest` begins with.
fn furniture_length(rest: &str, table: &Furniture, is_tail: bool) -> Option<usize> {
    if let Some(length) = shout(rest) {
        return Some(length);
    }
    let rows = table.sentences(rest);
    if rows.is_empty() {
        return None;
    }
    let beginning: String = rest.chars().take(80).collect();
    let plain = blocks::plain(&beginning);
    for &(start, takes_rest) in rows {
        // The plain form has lost its marks at the ends; a colon tells "Read more:" from "Read more of it".
        let is_it = begins_with(&plain, start)
            || (start.ends_with(':')
                && plain.len() < start.len()
                && start.starts_with(&plain)
                && beginning.contains(':'));
        if !is_it {
            continue;
        }
        if takes_rest {
            // A broken encoding leaves "©" inside words.
            let is_notice = !start.starts_with('©') || names_year(&beginning);
            if is_tail && is_notice {
                return Some(rest.len());
            }
            continue;
        }
        return Some(sentence_length(rest));
    }
    None
}

/// Whether a year stands at the beginning of a copyright notice.
fn names_year(beginning: &str) -> bool {
    beginning
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4)
}

/// To the end of the sentence or line, or only the first word pair when no end is near.
fn sentence_length(rest: &str) -> usize {
    let mut after_stop = None;
    let mut characters = rest.char_indices().take(TITLE_REACH).peekable();
    while let Some((at, character)) = characters.next() {
        let opens = character == '“'
            || (character == '"' && characters.peek().is_some_and(|(_, next)| next.is_uppercase()));
        match character {
            '\n' | '\r' => return at,
            '?' | '!' | '.' => after_stop = Some(at + character.len_utf8()),
            _ => {
                if let Some(end) = after_stop
                    && (character.is_whitespace() || character.is_uppercase() || opens)
                {
                    return end;
                }
                after_stop = None;
            }
        }
    }
    if rest.chars().count() <= TITLE_REACH {
        return rest.len();
    }
    // No end near: only the marker itself.
    rest.find(':').map_or(0, |at| at + 1)
}

/// A run of capitals of five words and more at the beginning of `rest`: a teaser set in capitals.
/// A dateline in capitals ("WASHINGTON, DC —") is too short for it.
fn shout(rest: &str) -> Option<usize> {
    let mut n_words = 0;
    let mut n_letters = 0;
    let mut end = 0;
    let mut at = 0;
    for word in rest.split_inclusive(char::is_whitespace).take(SHOUT_REACH) {
        let capitals = word
            .char_indices()
            .take_while(|(_, c)| !c.is_lowercase())
            .last()
            .map_or(0, |(idx, c)| idx + c.len_utf8());
        let bare = word.trim_end();
        if capitals >= bare.len() {
            n_words += usize::from(bare.chars().any(char::is_alphabetic));
            n_letters += bare.chars().filter(|c| c.is_alphabetic()).count();
            at += word.len();
            end = at;
            continue;
        }
        // "UKRAINERussian": the last capital begins the next sentence.
        let before = slice(word, 0, capitals);
        let last = before.chars().next_back().map_or(0, char::len_utf8);
        let glued = slice(before, 0, before.len().saturating_sub(last));
        if glued.chars().filter(|c| c.is_uppercase()).count() >= 3 {
            n_words += 1;
            n_letters += glued.chars().count();
            end = at + glued.len();
        }
        break;
    }
    let run = slice(rest, 0, end);
    let is_dateline = run.trim_end().ends_with(['-', '—', '–', ')']);
    (n_words >= 5 && n_letters >= 20 && !is_dateline && end < rest.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::clean::furniture::table;

    fn check(words: &str, expected: &[&str]) {
        let parts: Vec<&str> = without_furniture(words, Span::all(words).unwrap(), table(), true)
            .into_iter()
            .map(|span| span.of(words))
            .collect();
        assert_eq!(parts, expected);
    }

    #[test]
    fn teasers_inside_a_line() {
        check(
            "He left on Monday, the envoy said. READ MORE: Will the line reopen? She stayed.",
            &["He left on Monday, the envoy said.", "She stayed."],
        );
        check(
            "“We look at it.”MINISTRY DENIES THAT THE LINE WILL OPEN IN MAYThe minister left.",
            &["“We look at it.”", "The minister left."],
        );
    }

    #[test]
    fn small_print_at_the_end_of_a_line() {
        check(
            "The envoy left for Tbilisi on Monday. © 2027 Meridian Network. All rights reserved.",
            &["The envoy left for Tbilisi on Monday."],
        );
        check(
            "He left.The Associated Press contributed to this report.Then he came.",
            &["He left.", "Then he came."],
        );
    }

    #[test]
    fn running_text_stays() {
        for words in [
            "WASHINGTON, DC — He left. The U.S. NATO envoy stayed.",
            "He left the café. The minist©r said so and nothing was to be done about it at all.",
            "You may read more of it tomorrow, he said. Subscribe to peace.",
            "",
        ] {
            if !words.is_empty() {
                check(words, &[words]);
            }
        }
    }
}
