//! Sentences: where a full stop, question mark or exclamation mark really ends something.
//!
//! Goes by tokens: an abbreviation or an initial does not end a sentence, a closing quotation mark or
//! bracket belongs to the sentence that it closes. Sentences never cross paragraphs.
//!
//! Limits: "U.S." at the end of a sentence is only seen when a common sentence opener follows.

use std::ops::Range;

use super::{Span, Token, TokenKind};

/// The longest sentence, in tokens. Text without full stops is cut here, which keeps all work on a sentence
/// bounded.
const LONGEST: usize = 500;

/// The sentences of a paragraph as ranges of indices into `tokens`, in order, without gaps.
///
/// `paragraph` is a range of indices into `tokens`.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token], paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = paragraph.start;
    let mut idx = paragraph.start;
    while idx < paragraph.end {
        let end = sentence_end(text, tokens, idx, paragraph.end, start);
        idx += 1;
        if let Some(end) = end.or((idx - start >= LONGEST).then_some(idx)) {
            sentences.push(start..end);
            start = end;
            idx = end;
        }
    }
    if start < paragraph.end {
        sentences.push(start..paragraph.end);
    }
    sentences
}

/// Where the sentence ends (exclusive) if the token at `idx` ends it.
fn sentence_end(text: &str, tokens: &[Token], idx: usize, limit: usize, start: usize) -> Option<usize> {
    let token = tokens.get(idx)?;
    let words = token.span.of(text);
    let is_stop = token.kind == TokenKind::Mark && matches!(words.chars().next()?, '.' | '?' | '!' | '…');
    let is_dotted_word = token.kind == TokenKind::Word && words.ends_with('.');
    if !is_stop && !is_dotted_word {
        return None;
    }
    let mut end = idx + 1;
    // Further stops, closing marks.
    while end < limit {
        let next = tokens.get(end)?;
        let mark = next.span.of(text);
        let is_glued = tokens
            .get(end - 1)
            .is_some_and(|last| last.span.end() == next.span.start());
        let closes = next.kind == TokenKind::Mark
            && is_glued
            && (matches!(
                mark,
                "." | "?" | "!" | "…" | ")" | "]" | "”" | "’" | "»" | "''" | "\"" | "'"
            ) && !opens(text, tokens, end, limit));
        if !closes {
            break;
        }
        end += 1;
    }
    if end >= limit {
        return Some(limit);
    }
    let next = tokens.get(end)?;
    let next_words = next.span.of(text);
    let is_glued = tokens
        .get(end - 1)
        .is_some_and(|last| last.span.end() == next.span.start());
    let first = next_words.chars().next()?;
    if is_dotted_word {
        return (is_opener(next_words) && end == idx + 1 || end > idx + 1 && first.is_uppercase())
            .then_some(end);
    }
    if words == "." || words == "…" || words.starts_with("..") {
        if first.is_lowercase() || (is_glued && next.kind == TokenKind::Number) {
            return None;
        }
        if next.kind == TokenKind::Mark && !is_opening_mark(next_words) {
            return None;
        }
        if end == idx + 1
            && words == "."
            && is_abbreviation(text, tokens, idx, start)
            && !is_opener(next_words)
        {
            return None;
        }
        if words.starts_with("..") && end == idx + 1 && !is_opener(next_words) {
            return None;
        }
        return Some(end);
    }
    // A question or exclamation: the sentence goes on in lower case or with a comma.
    if first.is_lowercase() || (next.kind == TokenKind::Mark && !is_opening_mark(next_words)) {
        return None;
    }
    Some(end)
}

fn is_opening_mark(mark: &str) -> bool {
    matches!(
        mark,
        "“" | "\""
            | "''"
            | "``"
            | "„"
            | "«"
            | "‘"
            | "'"
            | "("
            | "["
            | "-"
            | "--"
            | "—"
            | "–"
            | "•"
            | "*"
            | "@"
            | "#"
            | "$"
            | "£"
            | "€"
    )
}

/// Whether a straight mark after a stop opens the next sentence instead of closing this one: a word
/// is glued to its right side and white space or nothing to its left.
fn opens(text: &str, tokens: &[Token], idx: usize, limit: usize) -> bool {
    let (Some(token), Some(previous)) = (
        tokens.get(idx),
        idx.checked_sub(1).and_then(|before| tokens.get(before)),
    ) else {
        return false;
    };
    let Some(next) = tokens.get(idx + 1).filter(|_| idx + 1 < limit) else {
        return false;
    };
    let is_straight = matches!(token.span.of(text), "\"" | "'" | "''");
    is_straight
        && previous.span.end() < token.span.start()
        && token.span.end() == next.span.start()
        && next.kind != TokenKind::Mark
}

/// Whether the full stop at `idx` belongs to an abbreviation or initial.
fn is_abbreviation(text: &str, tokens: &[Token], idx: usize, start: usize) -> bool {
    let Some(before) = idx
        .checked_sub(1)
        .filter(|&before| before >= start)
        .and_then(|before| tokens.get(before))
    else {
        return false;
    };
    if before.kind != TokenKind::Word
        || tokens
            .get(idx)
            .is_none_or(|stop| stop.span.start() != before.span.end())
    {
        return false;
    }
    let word = before.span.of(text);
    let mut characters = word.chars();
    let is_initial =
        characters.next().is_some_and(char::is_uppercase) && characters.next().is_none() && word != "I";
    is_initial || ABBREVIATIONS.contains(&word)
}

/// Abbreviations that are followed by a full stop and commonly by a capital.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Adm", "Sgt", "Cpl", "Pvt",
    "Brig", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Atty", "Pres", "Amb", "Hon", "Rev", "Msgr", "Fr",
    "Sr", "Jr", "St", "Ste", "Mt", "Ft", "No", "Nos", "Vol", "Art", "vs", "v", "etc", "Inc", "Ltd", "Corp",
    "Co", "Bros", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Ala",
    "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Md",
    "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va",
    "Vt", "Wash", "Wis", "Wyo", "Supt", "Det", "Insp", "Messrs", "Mme", "Mlle", "approx", "ca", "cf", "Sec",
    "Secy", "Asst", "Dept", "Univ", "Ave", "Blvd", "Rd", "Sq", "Ph", "ex", "Gens", "Drs", "Profs",
];

/// Words that open sentences and seldom follow an abbreviation inside one.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "But"
            | "And"
            | "In"
            | "On"
            | "At"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "His"
            | "Her"
            | "Their"
            | "Its"
            | "There"
            | "However"
            | "If"
            | "When"
            | "While"
            | "As"
            | "After"
            | "Before"
            | "For"
            | "With"
            | "Since"
            | "Meanwhile"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "“"
            | "\""
            | "''"
    )
}

/// The place of a range of tokens; `None` for an empty range.
#[must_use]
pub fn span_of(text: &str, tokens: &[Token], range: Range<usize>) -> Option<Span> {
    let first = tokens.get(range.start)?;
    let last = tokens.get(range.end.checked_sub(1)?)?;
    Span::new(text, first.span.start(), last.span.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = super::super::tokens::tokens(text, Span::all(text).unwrap());
        let found: Vec<&str> = sentences(text, &tokens, 0..tokens.len())
            .into_iter()
            .filter_map(|range| span_of(text, &tokens, range))
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check(
            "He came. She left! Why? Nobody knows",
            &["He came.", "She left!", "Why?", "Nobody knows"],
        );
        check(
            "“No,” he said. “Never.” They left.",
            &["“No,” he said.", "“Never.”", "They left."],
        );
        check("\"No.\" \"Yes.\" He left.", &["\"No.\"", "\"Yes.\"", "He left."]);
    }

    #[test]
    fn abbreviations_do_not() {
        check(
            "Gen. J. Okoro met Mr. Vance. He left.",
            &["Gen. J. Okoro met Mr. Vance.", "He left."],
        );
        check(
            "The U.S. envoy left the U.S. He came back.",
            &["The U.S. envoy left the U.S.", "He came back."],
        );
        check("Prices rose 3.5 per cent.", &["Prices rose 3.5 per cent."]);
    }

    #[test]
    fn a_question_may_go_on() {
        check(
            "“Why now?” she asked. “No!” he cried.",
            &["“Why now?” she asked.", "“No!” he cried."],
        );
    }

    #[test]
    fn glued_sentences_are_parted() {
        check(
            "They met Kim.Kim told them so.",
            &["They met Kim.", "Kim told them so."],
        );
        check(
            "They met.“We agree,” he said.",
            &["They met.", "“We agree,” he said."],
        );
    }
}
