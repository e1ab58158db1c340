//! The words of a passage as they are printed: what is cut is marked, speech that was interrupted is whole again.
//!
//! “Trains follow treaties,” Karaosman said. “They do not replace them.” is one piece: “Trains follow treaties.
//! They do not replace them.” Only what stood between the marks is left out, and the comma that led to it becomes
//! the full stop that stood after it. Where more than a word of who spoke stands between, the pieces stay apart.
//!
//! Limits: between “The road,” he said, “is ours” and “We go,” he said, “and soon” nothing tells whose the comma is;
//! it stays.

use crate::model::{Article, Excerpt, Kind, Passage, Statement};
use crate::project::Project;
use crate::text::Span;
use crate::text::span::slice;

/// Longer words between two pieces say more than who spoke, in characters.
const LONGEST_INTERRUPTION: usize = 90;
/// Before a full stop a longer word ends a sentence; a shorter one may be an abbreviation.
const LONGEST_ABBREVIATION: usize = 3;

/// What stands between the pieces of a passage, one less than there are pieces; nothing where the places are
/// not those of the pieces.
pub(super) fn gaps<'a>(text: &'a str, places: &[Span]) -> Vec<&'a str> {
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs
        .map(|(before, after)| slice(text, before.end(), after.start()))
        .collect()
}

/// The words of a statement as one line.
pub(super) fn line_of(statement: &Statement, article: &Article) -> String {
    let pieces = statement.content.iter().map(|span| span.of(&article.text));
    let pieces: Vec<String> = pieces.map(str::to_owned).collect();
    let gaps = gaps(&article.text, &statement.content);
    parted(&joined(&pieces, &gaps), statement.kind)
}

/// The words of an excerpt as they were when it was placed, as one line with what is cut from it.
#[must_use]
pub fn excerpt_line(project: &Project, excerpt: &Excerpt) -> String {
    let statement = match excerpt.passage {
        Passage::Statement(id) => project.statement_in_article(id),
        Passage::Words { .. } => None,
    };
    if excerpt.words.is_empty() {
        return statement.map_or_else(String::new, |(statement, article)| line_of(statement, article));
    }
    let (text, places) = match (&excerpt.passage, statement) {
        (_, Some((statement, article))) => (article.text.as_ref(), statement.content.as_slice()),
        (Passage::Words { article, spans }, None) => {
            let text = project.entry(*article).map(|entry| entry.article.text.as_ref());
            (text.unwrap_or_default(), spans.as_slice())
        }
        (Passage::Statement(_), None) => ("", [].as_slice()),
    };
    let is_as_it_was = places.len() == excerpt.words.len()
        && places
            .iter()
            .zip(&excerpt.words)
            .all(|(span, words)| span.of(text) == words);
    let gaps = if is_as_it_was {
        gaps(text, places)
    } else {
        Vec::new()
    };
    let kind = statement.map_or(Kind::Direct, |(statement, _)| statement.kind);
    parted(&joined(&excerpt.shown(&excerpt.words), &gaps), kind)
}

/// Pieces that stay apart, as one line: words of the article that are left out between them leave a mark.
pub(super) fn parted(pieces: &[String], kind: Kind) -> String {
    let pieces: Vec<&str> = pieces.iter().map(|piece| piece.trim()).collect();
    pieces.join(match kind {
        Kind::Direct => " ",
        Kind::Mixed | Kind::Indirect => " […] ",
    })
}

/// The pieces with those joined between which nothing but who spoke stands in the article. `gaps` is what stands
/// there; empty where that is not known.
pub(super) fn joined(pieces: &[String], gaps: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(pieces.len());
    let mut gaps = gaps.iter();
    for (at, piece) in pieces.iter().enumerate() {
        let gap = if at == 0 { None } else { gaps.next() };
        if !piece.contains(Excerpt::CUT) && !piece.chars().any(char::is_alphanumeric) {
            continue;
        }
        match joined
            .last()
            .and_then(|before| join(before.trim_end(), gap.copied(), piece.trim_start()))
        {
            Some(both) => {
                joined.pop();
                joined.push(both);
            }
            None => joined.push(piece.clone()),
        }
    }
    joined
}

/// Two pieces as one; `None` if they stay apart.
fn join(before: &str, gap: Option<&str>, after: &str) -> Option<String> {
    // A mark may have been cut with the words beside it.
    let closed = before
        .strip_suffix(is_closing_mark)
        .or(before.ends_with(Excerpt::CUT).then_some(before));
    let opened = after
        .strip_prefix(is_opening_mark)
        .or(after.starts_with(Excerpt::CUT).then_some(after));
    let is_quoted = closed.is_some() && opened.is_some();
    let (head, tail) = if is_quoted {
        (closed?.trim_end(), opened?.trim_start())
    } else {
        (before, after)
    };
    // A piece that is all cut has no end of its own.
    let bare = |piece: &str| piece.trim_matches(|c| is_opening_mark(c) || is_closing_mark(c)) == Excerpt::CUT;
    if bare(after) {
        let head = before.strip_suffix(is_closing_mark).unwrap_or(before).trim_end();
        let mark = slice(before, head.len(), before.len()).trim_start();
        let head = head.strip_suffix(',').unwrap_or(head);
        let is_marked = head.ends_with(Excerpt::CUT);
        let cut = if is_marked {
            String::new()
        } else {
            format!(" {}", Excerpt::CUT)
        };
        return Some(format!("{head}{cut}{mark}"));
    }
    if bare(before) {
        let tail = after.strip_prefix(is_opening_mark).unwrap_or(after);
        let mark = slice(after, 0, after.len() - tail.len());
        let tail = tail.strip_prefix(Excerpt::CUT).unwrap_or(tail);
        return Some(format!("{mark}{} {}", Excerpt::CUT, tail.trim_start()));
    }
    let end = interruption_end(gap?, is_quoted)?;
    let after_cut = tail.strip_prefix(Excerpt::CUT).map(str::trim_start);
    let is_cut = head.trim_end_matches(',').ends_with(Excerpt::CUT);
    let tail = after_cut.filter(|_| is_cut).unwrap_or(tail);
    let is_ended = head.ends_with(['.', '!', '?', '…', ';', ':', '—', '–']);
    let stop = match end {
        End::Nothing | End::Clause => None,
        End::Part => Some(';'),
        End::Colon if !tail.starts_with(char::is_uppercase) => return None,
        End::Sentence | End::Colon => Some('.'),
    };
    Some(match stop.filter(|_| !is_ended) {
        Some(stop) => format!("{}{stop} {tail}", head.strip_suffix(',').unwrap_or(head)),
        None => format!("{head} {tail}"),
    })
}

/// How an interruption ends.
enum End {
    /// Nothing stands there.
    Nothing,
    /// With a comma or dash.
    Clause,
    /// With a semicolon.
    Part,
    Colon,
    Sentence,
}

/// How what stands between two pieces ends, if it says no more than who spoke.
fn interruption_end(gap: &str, is_quoted: bool) -> Option<End> {
    let gap = gap.trim_matches(|c: char| c.is_whitespace() || is_opening_mark(c) || is_closing_mark(c));
    let inner = gap.trim_matches(|c: char| !c.is_alphanumeric());
    let first = gap.chars().next();
    if inner.is_empty() {
        return Some(match first {
            Some('.' | '!' | '?') => End::Sentence,
            _ => End::Nothing,
        });
    }
    let is_long = inner.chars().nth(LONGEST_INTERRUPTION).is_some();
    let is_apart = matches!(first, Some('.' | '!' | '?')) && !is_quoted;
    if is_long || is_apart || inner.contains(['\n', '“', '”', '"', '«', '»']) || has_sentence_end(inner)
    {
        return None;
    }
    let dash = |c: char| c.is_whitespace() || matches!(c, '—' | '–' | '-');
    let is_dashed = gap.ends_with(dash);
    match gap.trim_end_matches(dash).chars().next_back()? {
        '.' | '!' | '?' => Some(End::Sentence),
        ',' => Some(End::Clause),
        ';' => Some(End::Part),
        ':' => Some(End::Colon),
        _ => is_dashed.then_some(End::Clause),
    }
}

/// Whether a sentence ends inside of the words.
fn has_sentence_end(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| {
        word.strip_suffix(['.', '!', '?', ';'])
            .is_some_and(|word| word.chars().count() > LONGEST_ABBREVIATION)
            && next.starts_with(char::is_uppercase)
    })
}

fn is_opening_mark(character: char) -> bool {
    matches!(character, '"' | '“' | '„' | '”' | '«' | '»' | '‘' | '‚' | '‹')
}

fn is_closing_mark(character: char) -> bool {
    matches!(character, '"' | '”' | '“' | '»' | '«' | '’' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, gap: &str, after: &str, expected: &[&str]) {
        let pieces = [before.to_owned(), after.to_owned()];
        assert_eq!(joined(&pieces, &[gap]), expected, "{before}{gap}{after}");
    }

    #[test]
    fn interrupted_speech_is_whole_again() {
        check(
            "“Trains follow treaties. They do not replace them,”",
            " Karaosman said. ",
            "“The day will come.”",
            &["“Trains follow treaties. They do not replace them. The day will come.”"],
        );
        check("“We go,”", " he said, ", "“and soon.”", &["“We go, and soon.”"]);
        check(
            "“The road”",
            ", he said, ",
            "“is ours.”",
            &["“The road is ours.”"],
        );
        check("“We go”", ", he said. ", "“They stay.”", &["“We go. They stay.”"]);
        check(
            "“Will you go?”",
            " he asked. ",
            "“When?”",
            &["“Will you go? When?”"],
        );
        check(
            "“We tried,”",
            " he said; ",
            "“they did not.”",
            &["“We tried; they did not.”"],
        );
        check(
            "«Мы готовы,",
            " — сказал Орлов. — ",
            "Они нет».",
            &["«Мы готовы. Они нет»."],
        );
        check(
            "The cost",
            ", he said, ",
            "would be shared",
            &["The cost would be shared"],
        );
        check("“We go.”", " ", "“They stay.”", &["“We go. They stay.”"]);
        check(
            "“We go,”",
            " Mr. Orlov said, adding: ",
            "“They stay.”",
            &["“We go. They stay.”"],
        );
    }

    #[test]
    fn what_more_stands_between_keeps_pieces_apart() {
        for (before, gap, after) in [
            (
                "“We go,”",
                " he said. Later he was asked about the road. ",
                "“It is ours.”",
            ),
            ("“We go,”", " he said, adding that ", "“they stay.”"),
            ("“We go,”", " he said, adding: ", "“and soon.”"),
            ("The cost was high", ". He added that ", "the road was long"),
            ("“We go,”", "\n\nHe said\n\n", "“they stay.”"),
        ] {
            check(before, gap, after, &[before, after]);
        }
        let pieces = ["“We go,”".to_owned(), "“They stay.”".to_owned()];
        assert_eq!(joined(&pieces, &[]), pieces, "nobody knows what stood there");
    }

    #[test]
    fn a_piece_that_is_all_cut_leaves_one_mark() {
        check("“We go,”", " he said. ", "[…]", &["“We go […]”"]);
        check("“We go […],”", " he said. ", "“[…]”", &["“We go […]”"]);
        check("[…]", " he said. ", "“They stay.”", &["“[…] They stay.”"]);
        check(
            "“We go […],”",
            " he said, ",
            "“[…] soon.”",
            &["“We go […], soon.”"],
        );
        check(
            "“We go […]”",
            ", he said, ",
            "“[…] soon.”",
            &["“We go […] soon.”"],
        );
        check("“We go,”", " he said. ", "[…] soon.”", &["“We go. […] soon.”"]);
        check("“We […]", " he said. ", "“They stay.”", &["“We […]. They stay.”"]);
        let pieces = ["“A b,”", "[…]", "“C d.”"].map(str::to_owned);
        assert_eq!(joined(&pieces, &[" he said. ", " "]), ["“A b […] C d.”"]);
    }
}
