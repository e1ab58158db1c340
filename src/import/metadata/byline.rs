//! Who wrote it: "By Jane Doe and John Roe", "Fiona Ashdown in Gyumri".

use super::dates;

/// The author named in a line at the head of an article; `None` if it is no byline.
pub(in crate::import) fn author(line: &str) -> Option<String> {
    let line = line.trim();
    if line.chars().count() > 160 {
        return None;
    }
    if let Some(rest) = after_by(line) {
        let named = bare(before_date(rest));
        return (names(named) || is_desk(named)).then(|| named.to_owned());
    }
    // "Von Jana Weber publiziert am 3. März 2027": only with a date, since "Von Berlin nach Kars" is a title.
    if let Some(rest) = after_foreign_by(line)
        && dates::find(line).is_some()
    {
        let named = bare(before_date(rest));
        return (names(named) && n_words(named) >= 2).then(|| named.to_owned());
    }
    // "Nishan Keshishian @nkeshishian"
    if let Some((named, handle)) = line.split_once(" @")
        && !handle.contains(char::is_whitespace)
        && is_bare_name(named)
    {
        return Some(named.trim().to_owned());
    }
    // "Emre Sezgin  | 04.03.2027": a name before the date.
    if let Some(found) = dates::find(line) {
        let before = line.get(..found.range.start)?;
        let named = before.split(['|', '·', '•']).next()?.split(" - ").next()?;
        let named = named.split(" – ").next()?.split(" — ").next()?.trim();
        return (before.len() > named.len() && names(named)).then(|| named.to_owned());
    }
    // "Fiona Ashdown in Gyumri".
    let (named, place) = line.split_once(" in ")?;
    (names(named) && n_words(named) >= 2 && is_name(place) && n_words(place) <= 3)
        .then(|| named.trim().to_owned())
}

/// Whether a line is a byline beyond doubt: it begins with "By" and a name.
pub(in crate::import) fn is_certain(line: &str) -> bool {
    after_by(line.trim()).is_some() && author(line).is_some()
}

/// Whether a line is nothing but the name of one person, two or three words.
pub(in crate::import) fn is_bare_name(line: &str) -> bool {
    let line = line.trim();
    (2..=3).contains(&n_words(line)) && is_name(line) && line.chars().any(char::is_lowercase)
}

fn after_by(line: &str) -> Option<&str> {
    [
        "By ",
        "by ",
        "BY ",
        "By: ",
        "BY: ",
        "Written by ",
        "Written By ",
        "Posted by ",
        "Author: ",
        "By\u{a0}",
    ]
    .iter()
    .find_map(|by| line.strip_prefix(by))
    .map(str::trim_start)
}

fn after_foreign_by(line: &str) -> Option<&str> {
    ["Von ", "Par ", "Por "]
        .iter()
        .find_map(|by| line.strip_prefix(by))
}

/// What stands before the date of a line, without the words that lead to it.
fn before_date(line: &str) -> &str {
    const LEADING: [&str; 10] = [
        "on",
        "published",
        "posted",
        "updated",
        "publiziert",
        "veröffentlicht",
        "am",
        "publié",
        "le",
        "el",
    ];
    let Some(found) = dates::find(line) else {
        return line;
    };
    let mut before = line.get(..found.range.start).unwrap_or(line);
    loop {
        before =
            before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '-' | '–' | '—'));
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if last.is_empty()
            || !LEADING
                .iter()
                .any(|word| word.eq_ignore_ascii_case(last.trim_end_matches(':')))
        {
            return before;
        }
        before = before.strip_suffix(last).unwrap_or_default();
    }
}

/// Names without what stands around them, and without the outlet after the last comma: "Jane Doe, CNN".
fn bare(named: &str) -> &str {
    let named = named.split(['|', '·', '•']).next().unwrap_or_default();
    let is_around = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | ':');
    let named = named.trim_matches(is_around);
    match named.rsplit_once(',') {
        Some((people, outlet)) if super::dateline::is_agency(outlet) => people.trim_matches(is_around),
        _ => named,
    }
}

/// One name or several, with commas and "and".
fn names(words: &str) -> bool {
    let mut n_names = 0;
    for named in words.split([',', '&']).flat_map(|part| part.split(" and ")) {
        let named = named.trim();
        if named.is_empty() {
            continue;
        }
        // "in Yerevan" after the last name.
        let named = named.split(" in ").next().unwrap_or(named);
        if !is_name(named) {
            return false;
        }
        n_names += 1;
    }
    (1..=8).contains(&n_names)
}

fn is_desk(words: &str) -> bool {
    let plain = words.to_lowercase();
    n_words(words) <= 5
        && [
            "staff",
            "desk",
            "newsroom",
            "agencies",
            "correspondent",
            "reporter",
        ]
        .iter()
        .any(|desk| plain.contains(desk))
}

fn n_words(words: &str) -> usize {
    words.split_whitespace().count()
}

/// Words that begin with a capital beside dates and are nobody's name.
fn is_no_name(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    matches!(
        word.as_str(),
        "published"
            | "updated"
            | "update"
            | "posted"
            | "last"
            | "modified"
            | "date"
            | "news"
            | "id"
            | "read"
            | "time"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// Up to five words that begin with capitals, particles aside, without digits or marks.
fn is_name(words: &str) -> bool {
    let mut n_capitals = 0;
    let count = n_words(words);
    if !(1..=5).contains(&count) {
        return false;
    }
    for word in words.split_whitespace() {
        if matches!(
            word,
            "van"
                | "von"
                | "de"
                | "der"
                | "da"
                | "di"
                | "del"
                | "al"
                | "bin"
                | "ibn"
                | "la"
                | "le"
                | "el"
                | "of"
                | "the"
        ) {
            continue;
        }
        if is_no_name(word)
            || !word.chars().next().is_some_and(char::is_uppercase)
            || !word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        {
            return false;
        }
        n_capitals += 1;
    }
    n_capitals >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_names() {
        for (line, expected) in [
            (
                "By Teona Abesadze and Marc Delvaux",
                Some("Teona Abesadze and Marc Delvaux"),
            ),
            ("by Lusine Bakunts", Some("Lusine Bakunts")),
            ("By Nino Dolidze   March 15, 2027", Some("Nino Dolidze")),
            (
                "Emre Sezgin  | 04.03.2027 - Update : 04.03.2027",
                Some("Emre Sezgin"),
            ),
            ("Fiona Ashdown in Gyumri", Some("Fiona Ashdown")),
            ("By Staff", Some("Staff")),
            ("By the time the train came, nobody waited", None),
            ("Protests in Tbilisi", None),
            ("Meridian, Riga newsroom", None),
            ("Published Thu, Mar 18, 2027 · 11:48 PM", None),
            ("Xinhua | Updated: 2027-09-15 21:45", Some("Xinhua")),
            ("By 2027 the line will be open", None),
            (
                "Written by Rachel Lindt, MS, RD on November 14, 2027",
                Some("Rachel Lindt, MS, RD"),
            ),
            ("By FEDERICA LUSARDI - 2027-04-10", Some("FEDERICA LUSARDI")),
            ("by Jost Faber — November 18, 2027", Some("Jost Faber")),
            ("By Sanda Lamotte, CNN", Some("Sanda Lamotte")),
            ("Chris Davin - Nov 19, 2027, 10:31 pm CST", Some("Chris Davin")),
            ("Nishan Keshishian @nkeshishian", Some("Nishan Keshishian")),
            (
                "Von Moritz Bachner publiziert am 25. September 2027",
                Some("Moritz Bachner"),
            ),
            ("Von Berlin nach Kars", None),
            ("Par la route, le 3 août 2027", None),
        ] {
            assert_eq!(author(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_bare_name_is_two_or_three_words() {
        assert!(is_bare_name("Aytan Rzayeva"));
        assert!(!is_bare_name("ANKARA"));
        assert!(!is_bare_name("Read: 4180"));
    }
}
