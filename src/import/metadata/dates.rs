//! Dates as articles write them: "Wed 10 Mar 2027 06.00 GMT", "March 3, 2027", "04.03.2027".
//!
//! Limits: days and months in figures only where the order is certain (2027-03-04, 04.03.2027, 25/03/2027);
//! a time is kept only with a zone that the table knows, since a time without one is a guess.

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::model::PublicationDate;
use crate::text::span::slice;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Zones that mean one offset, in minutes.
const ZONES: &[(&str, i32)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("z", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("pst", -480),
    ("pdt", -420),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
];

/// A date in a line, and its place in it (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::import) struct Found {
    /// The date.
    pub date: PublicationDate,
    /// Where it stands, without weekday and time.
    pub range: Range<usize>,
}

/// The first date in `line`.
pub(in crate::import) fn find(line: &str) -> Option<Found> {
    let pieces = pieces(line);
    (0..pieces.len()).find_map(|idx| {
        let (date, n_pieces) = date_at(line, &pieces, idx)?;
        let first = pieces.get(idx)?;
        let last = pieces.get(idx + n_pieces - 1)?;
        Some(Found {
            date: with_time(date, line, last.end),
            range: first.start..last.end,
        })
    })
}

/// A run of letters or of digits.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    words: &'a str,
    start: usize,
    end: usize,
}

/// How many runs at the beginning of a line are looked at.
const REACH: usize = 60;

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = None;
    let mut was_digit = false;
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        let is_digit = character.is_ascii_digit();
        let goes_on = is_digit || character.is_alphabetic();
        if let Some(begun) = start
            && (!goes_on || is_digit != was_digit)
        {
            pieces.push(Piece {
                words: slice(line, begun, at),
                start: begun,
                end: at,
            });
            start = None;
            if pieces.len() >= REACH {
                break;
            }
        }
        if goes_on && start.is_none() {
            start = Some(at);
        }
        was_digit = is_digit;
    }
    pieces
}

/// The date that begins with piece `idx`, and its number of pieces.
fn date_at(line: &str, pieces: &[Piece<'_>], idx: usize) -> Option<(Date, usize)> {
    let words = |step: usize| pieces.get(idx + step).map(|piece| piece.words);
    let gap = |step: usize| {
        let (before, after) = (pieces.get(idx + step)?, pieces.get(idx + step + 1)?);
        Some(after.start - before.end)
    };
    let is_near = |n_steps: usize| (0..n_steps).all(|step| gap(step).is_some_and(|gap| gap <= 3));
    let first = words(0)?;
    let is_number = first.starts_with(|c: char| c.is_ascii_digit());
    if !is_number {
        // March 3, 2027; March 3rd, 2027
        let day = number(words(1)?, 1..=2)?;
        let month = month(first)?;
        let ordinal = usize::from(words(2).is_some_and(is_ordinal));
        let year = number(words(2 + ordinal)?, 4..=4)?;
        return is_near(2 + ordinal)
            .then(|| civil(year, month, day, 3 + ordinal))
            .flatten();
    }
    let day = number(first, 1..=4)?;
    let second = words(1)?;
    // 3 March 2027; 3rd March 2027; 3rd of March, 2027
    let mut step = 1;
    if is_ordinal(second) {
        step += 1;
    }
    if words(step).is_some_and(|word| matches!(word, "of" | "de" | "di")) {
        step += 1;
    }
    if let Some(month) = words(step).and_then(month) {
        // 3 de marzo de 2027
        step += usize::from(words(step + 1) == Some("de"));
        let year = number(words(step + 1)?, 4..=4)?;
        return (is_near(step + 1) && day <= 31)
            .then(|| civil(year, month, day, step + 2))
            .flatten();
    }
    // Figures only.
    let (second, third) = (number(second, 1..=2)?, number(words(2)?, 1..=4)?);
    let mark = separator(line, pieces, idx)?;
    let (end, after) = (pieces.get(idx + 2)?.end, pieces.get(idx + 3));
    let goes_on = after.is_some_and(|after| after.start == end && !after.words.starts_with(['T', 't']));
    let before = slice(line, 0, pieces.get(idx)?.start);
    let is_inside = before.ends_with(char::is_alphanumeric)
        || before
            .strip_suffix('-')
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    if goes_on || is_inside {
        return None;
    }
    if first.len() == 4 && words(2)?.len() <= 2 {
        return civil(day, second, third, 3);
    }
    if words(2)?.len() != 4 || first.len() > 2 {
        return None;
    }
    match mark {
        '.' => civil(third, second, day, 3),
        '/' | '-' if day > 12 => civil(third, second, day, 3),
        '/' | '-' if second > 12 => civil(third, day, second, 3),
        _ => None,
    }
}

/// The one mark that stands between three runs of digits.
fn separator(line: &str, pieces: &[Piece<'_>], idx: usize) -> Option<char> {
    let [first, second, third] = pieces.get(idx..idx + 3)? else {
        return None;
    };
    let mark = slice(line, first.end, second.start);
    (mark == slice(line, second.end, third.start) && matches!(mark, "." | "/" | "-"))
        .then(|| mark.chars().next())
        .flatten()
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

fn number(word: &str, n_digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    (n_digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

/// The number of a month: its name, or its first three letters or more.
fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    if word.len() < 3 {
        return None;
    }
    MONTHS
        .iter()
        .position(|month| *month == word || (word.len() <= 4 && month.starts_with(&word)))
        .and_then(|idx| i16::try_from(idx + 1).ok())
        .or_else(|| other_month(&word))
}

/// The number of a month by its name in another language.
fn other_month(word: &str) -> Option<i16> {
    const NAMES: &str = include_str!("../../../assets/import/months.tsv");
    NAMES
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .find(|(_, names)| names.split(' ').any(|name| name == word))
        .and_then(|(number, _)| number.parse().ok())
}

fn civil(year: i16, month: i16, day: i16, n_pieces: usize) -> Option<(Date, usize)> {
    if !(1800..=2200).contains(&year) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, n_pieces))
}

/// The date with the time that stands within some words after it, if the zone is known.
fn with_time(date: Date, line: &str, after: usize) -> PublicationDate {
    let rest: String = slice(line, after, line.len()).chars().take(40).collect();
    let day = PublicationDate::day(date);
    let pieces = pieces(&rest);
    let moment = pieces.windows(2).find_map(|pair| {
        let [hour, minute] = pair else {
            return None;
        };
        let is_clock =
            matches!(slice(&rest, hour.end, minute.start), ":" | "." | "T") && minute.words.len() == 2;
        let (mut hours, minutes) = (number(hour.words, 1..=2)?, number(minute.words, 2..=2)?);
        if !is_clock {
            return None;
        }
        let mut zone = slice(&rest, minute.end, rest.len());
        // Seconds.
        if let Some(seconds) = zone.strip_prefix(':')
            && seconds
                .get(..2)
                .is_some_and(|digits| number(digits, 2..=2).is_some())
        {
            zone = seconds.get(2..).unwrap_or_default();
        }
        let mut zone = zone.trim_start_matches([' ', '(', ',']);
        for (half, shift) in [
            ("am", 0),
            ("AM", 0),
            ("a.m.", 0),
            ("pm", 12),
            ("PM", 12),
            ("p.m.", 12),
        ] {
            if let Some(rest) = zone.strip_prefix(half) {
                hours = hours % 12 + shift;
                zone = rest.trim_start();
                break;
            }
        }
        let time = Time::new(i8::try_from(hours).ok()?, i8::try_from(minutes).ok()?, 0, 0).ok()?;
        Some(PublicationDate::moment(date.to_datetime(time), offset(zone)?))
    });
    moment.unwrap_or(day)
}

/// The offset that a zone at the beginning of `zone` stands for.
fn offset(zone: &str) -> Option<Offset> {
    let name: String = zone
        .chars()
        .take_while(|c| c.is_alphabetic())
        .collect::<String>()
        .to_lowercase();
    let known = ZONES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, minutes)| *minutes);
    let after = zone.trim_start_matches(char::is_alphabetic);
    let sign = match after.chars().next() {
        Some('+') => 1,
        Some('-' | '−') => -1,
        _ => return Offset::from_seconds(known? * 60).ok(),
    };
    if !name.is_empty() && known != Some(0) {
        return None;
    }
    let digits: String = after
        .chars()
        .skip(1)
        .filter(|c| *c != ':')
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        4 => (
            digits.get(..2)?.parse::<i32>().ok()?,
            digits.get(2..)?.parse::<i32>().ok()?,
        ),
        _ => return None,
    };
    (hours <= 14 && minutes < 60)
        .then(|| Offset::from_seconds(sign * (hours * 60 + minutes) * 60).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let found = find(line).map(|found| found.date.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn dates_as_articles_write_them() {
        check("Wed 10 Mar 2027 06.00 GMT", "2027-03-10T06:00:00+00:00");
        check("March 3, 2027", "2027-03-03");
        check("March 5, 2027 | 16:42", "2027-03-05");
        check("Mar. 3 2027, 5:10 p.m. EST", "2027-03-03T17:10:00-05:00");
        check(
            "Published November 20th, 2019 - 07:29 GMT",
            "2019-11-20T07:29:00+00:00",
        );
        check("8 March 2027   14:05", "2027-03-08");
        check("3rd of March, 2027", "2027-03-03");
        check("19 March 2027 13:07 (UTC+04:00)", "2027-03-19T13:07:00+04:00");
        check("Emre Sezgin  | 04.03.2027 - Update : 05.03.2027", "2027-03-04");
        check("Xinhua | Updated: 2027-09-15 21:45", "2027-09-15");
        check("2027-03-19T07:15:09+02:00", "2027-03-19T07:15:00+02:00");
        check("25/03/2027", "2027-03-25");
        check("publiziert am 30. Juli 2027", "2027-07-30");
        check("Publié le 3 août 2027 à 14h05", "2027-08-03");
        check("3 de marzo de 2027", "2027-03-03");
        check("10 марта 2027", "2027-03-10");
        check("Published Thu, Mar 18, 2027 · 11:48 PM", "2027-03-18");
    }

    #[test]
    fn what_is_uncertain_or_wrong_is_no_date() {
        check("04/03/2027", "");
        check("31 February 2027", "");
        check("412-08-03-2027", "");
        check("In May 2027 the talks begin", "");
        check("the 12 states that signed in 2027", "");
        check("version 1.2.2027a", "");
        check("March 99999", "");
    }
}
