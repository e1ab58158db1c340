//! Quotation marks and what they enclose.
//!
//! All styles: “ ”, " ", ‘ ’, ' ', « », „ “, two apostrophes and two back quotes. Only the outermost
//! quotation is given; what is quoted inside it belongs to it. A quotation whose mark is opened again at
//! the next paragraph, or in the middle of a text that lost its paragraphs, is closed there and says so.
//!
//! A low „ is closed the German way, by the next “ ” or ".
//!
//! An apostrophe is told from a single quotation mark by its neighbours: an opening mark stands after
//! white space and before a word, and something must close it within the paragraph.
//!
//! Limits: a plural genitive inside single marks ("the ministers' plan") may close them too early.

use super::Span;

/// A stretch of text in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its place, quotation marks included.
    pub span: Span,
    /// Whether a closing mark was found; else it ends with its paragraph or where a mark opens again.
    pub is_closed: bool,
    /// Whether its marks are single: ‘ ’ or ' '.
    pub is_single: bool,
}

/// The farthest that a single quotation mark looks for its partner, in bytes.
const SINGLE_REACH: usize = 1_500;

/// The outermost quotations in the paragraphs of `text`, in order, not overlapping.
#[must_use]
pub fn quotations(text: &str, paragraphs: &[Span]) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    for &paragraph in paragraphs {
        in_paragraph(text, paragraph, &mut quotations);
    }
    quotations
}

/// One quotation mark, as it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    style: Style,
    /// „, which the next mark of its style closes, however that stands.
    is_low: bool,
    can_open: bool,
    can_close: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// “ ” „ and "
    Double,
    /// Two apostrophes or back quotes.
    Pair,
    /// « »
    Angle,
    /// ‘ ’ and '
    Single,
}

fn in_paragraph(text: &str, paragraph: Span, quotations: &mut Vec<Quotation>) {
    let marks = marks(text, paragraph);
    let mut open: Option<Mark> = None;
    let mut push = |start: usize, end: usize, is_closed: bool, style: Style| {
        if let Some(span) = Span::new(text, start, end).and_then(|span| span.trimmed(text)) {
            quotations.push(Quotation {
                span,
                is_closed,
                is_single: style == Style::Single,
            });
        }
    };
    let mut closers = SingleClosers::default();
    for (idx, mark) in marks.iter().enumerate() {
        match open {
            None => {
                if !mark.can_open {
                    continue;
                }
                if mark.style == Style::Single && !closers.is_closed_after(&marks, idx) {
                    continue;
                }
                open = Some(*mark);
            }
            Some(opened) if opened.style != mark.style => {}
            Some(opened) => {
                let closes_low = opened.is_low && !mark.is_low;
                let is_reopened = mark.can_open && !mark.can_close && mark.style != Style::Single;
                if is_reopened && !closes_low {
                    push(opened.start, mark.start, false, opened.style);
                    open = Some(*mark);
                } else if mark.can_close || closes_low {
                    push(opened.start, mark.end, true, opened.style);
                    open = None;
                }
            }
        }
    }
    if let Some(opened) = open
        && opened.style != Style::Single
    {
        push(opened.start, paragraph.end(), false, opened.style);
    }
}

/// Remembers the next closing single mark, so that many openers cost one pass.
#[derive(Default)]
struct SingleClosers {
    next: usize,
}

impl SingleClosers {
    fn is_closed_after(&mut self, marks: &[Mark], idx: usize) -> bool {
        self.next = self.next.max(idx + 1);
        while let Some(mark) = marks.get(self.next) {
            if mark.style == Style::Single && mark.can_close {
                return marks
                    .get(idx)
                    .is_some_and(|opener| mark.start - opener.end <= SINGLE_REACH);
            }
            self.next += 1;
        }
        false
    }
}

fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    let mut characters = paragraph.of(text).char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let style = match character {
            '“' | '”' | '„' | '‟' | '"' | '＂' | '〝' | '〞' => Style::Double,
            '«' | '»' => Style::Angle,
            '‘' | '’' | '‚' | '\'' | '`' => Style::Single,
            _ => {
                before = Some(character);
                continue;
            }
        };
        let start = paragraph.start() + at;
        let mut end = start + character.len_utf8();
        let mut style = style;
        let is_pair = characters.peek().is_some_and(|&(_, next)| next == character);
        // Of three apostrophes after a word the first closes a quotation inside the quotation.
        let closes_inner = is_pair
            && before.is_some_and(|before| !before.is_whitespace())
            && characters
                .clone()
                .nth(1)
                .is_some_and(|(_, third)| third == character);
        if style == Style::Single && matches!(character, '\'' | '`' | '’' | '‘') && is_pair && !closes_inner
        {
            characters.next();
            end += character.len_utf8();
            style = Style::Pair;
        }
        let after = characters.peek().map(|&(_, next)| next);
        if let Some((can_open, can_close)) = sides(character, style, before, after) {
            marks.push(Mark {
                start,
                end,
                style,
                is_low: character == '„',
                can_open,
                can_close,
            });
        }
        before = Some(character);
    }
    marks
}

/// Whether a mark between `before` and `after` can open and can close; `None` for an apostrophe.
fn sides(character: char, style: Style, before: Option<char>, after: Option<char>) -> Option<(bool, bool)> {
    let space_before = before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '«' | '„' | '\u{200b}' | '\u{feff}'
            )
    });
    let space_after = after.is_none_or(char::is_whitespace);
    let word_before = before.is_some_and(char::is_alphanumeric);
    let word_after = after.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                '$' | '£' | '€' | '#' | '@' | '[' | '(' | '…' | '.' | '‘' | '\''
            )
    });
    match (style, character) {
        (Style::Angle, '«') | (Style::Double, '„') | (Style::Pair, '`' | '‘') => Some((true, false)),
        (Style::Angle, _) => Some((false, true)),
        // German closes with “; English sometimes opens with ”.
        (Style::Double, '“') => Some((space_before || word_after, !space_before && !word_after)),
        (Style::Double, '”') => Some(if space_before && word_after {
            (true, false)
        } else {
            (false, true)
        }),
        (Style::Double | Style::Pair, _) => Some(match (space_before, space_after) {
            (true, false) => (true, false),
            (false, true) => (false, true),
            (true, true) => (true, true),
            // Glued on both sides: after a stop or comma it closes or opens; by parity.
            (false, false) => {
                if word_before && !word_after {
                    (false, true)
                } else {
                    (true, true)
                }
            }
        }),
        (Style::Single, '‘' | '`') => (!word_before && word_after).then_some((true, false)),
        (Style::Single, '‚') => {
            (space_before && word_after && after.is_some_and(char::is_alphabetic)).then_some((true, false))
        }
        (Style::Single, _) => {
            if word_before && word_after {
                return None;
            }
            let is_year = after.is_some_and(|c| c.is_ascii_digit());
            let can_open = space_before && word_after && !is_year;
            let can_close = before.is_some_and(|c| !c.is_whitespace()) && !word_after;
            // A plural genitive: "the ministers' plan".
            let is_genitive = matches!(before, Some('s' | 'z' | 'S')) && after == Some(' ');
            (can_open || (can_close && !is_genitive)).then_some((can_open, can_close))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let paragraphs = super::super::paragraphs::paragraphs(text, Span::all(text).unwrap());
        let found: Vec<&str> = quotations(text, &paragraphs)
            .into_iter()
            .map(|quotation| quotation.span.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn all_styles() {
        check("“A b,” he said. “C.”", &["“A b,”", "“C.”"]);
        check("\"A b,\" he said. \"C.\"", &["\"A b,\"", "\"C.\""]);
        check("''A b,'' he said. ''C.''", &["''A b,''", "''C.''"]);
        check("«A b», he said, „C“.", &["«A b»", "„C“"]);
        check("„A b“, he said, „C.“ „D”", &["„A b“", "„C.“", "„D”"]);
        check("‘A b,’ he said. ‘It’s C.’", &["‘A b,’", "‘It’s C.’"]);
        check("'A b,' he said. 'It's C.'", &["'A b,'", "'It's C.'"]);
    }

    #[test]
    fn apostrophes_are_none() {
        check("Russia's men didn't see the ministers' plan of '98.", &[]);
        check("Russia’s men didn’t see the ministers’ plan.", &[]);
    }

    #[test]
    fn what_is_quoted_inside_belongs_to_it() {
        check(
            "“He told me ‘no’ twice,” she said.",
            &["“He told me ‘no’ twice,”"],
        );
        check(
            "''They say 'no,''' she said. ''So.''",
            &["''They say 'no,'''", "''So.''"],
        );
        check(
            "‘He told me “no” twice,’ she said.",
            &["‘He told me “no” twice,’"],
        );
    }

    #[test]
    fn a_mark_opened_again_closes_the_former() {
        check("“One.\n“Two,” he said.", &["“One.", "“Two,”"]);
        check("\"One. \"Two,\" he said.", &["\"One.", "\"Two,\""]);
        check("“One.", &["“One."]);
    }

    #[test]
    fn marks_alone_do_no_harm() {
        for text in ["\"", "”", "'", "''", "« «", "\" \" \"", "‘’‘’"] {
            let paragraphs = super::super::paragraphs::paragraphs(text, Span::all(text).unwrap());
            for quotation in quotations(text, &paragraphs) {
                assert!(quotation.span.is_valid_in(text));
            }
        }
    }
}
