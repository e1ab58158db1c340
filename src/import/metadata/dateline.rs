//! The dateline: where an article was written, before its first words.
//!
//! "ASTANA — …", "MOSCOW, Feb 26 (TASS) — …", "TBILISI, March 3 (Meridian) - …", "[TBILISI] …",
//! "(Reuters) - …", "Berlin (dpa) - …".

use super::dates;
use crate::model::PublicationDate;

/// What a dateline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Dateline {
    /// The place, written as names are: "Astana".
    pub place: Option<String>,
    /// The agency in brackets.
    pub agency: Option<String>,
    /// The date, if it has a year.
    pub date: Option<PublicationDate>,
}

/// How far a dateline reaches, in characters.
const REACH: usize = 90;

/// The dateline at the beginning of a paragraph.
pub(in crate::import) fn read(paragraph: &str) -> Option<Dateline> {
    let paragraph = paragraph.trim_start();
    if let Some(rest) = paragraph.strip_prefix('[') {
        let (place, rest) = rest.split_once(']')?;
        return (is_place(place) && is_shouted(place) && rest.starts_with(' ')).then(|| Dateline {
            place: Some(as_name(place)),
            ..Dateline::default()
        });
    }
    let (before, _) = split_at_dash(paragraph)?;
    let (before, agency) = match before.rsplit_once('(') {
        Some((before, agency)) => {
            let agency = agency.trim_end().strip_suffix(')')?.trim();
            let is_name = agency.chars().next().is_some_and(char::is_uppercase) || agency == "dpa";
            if !is_name || agency.chars().count() > 40 {
                return None;
            }
            (before, Some(agency.to_owned()))
        }
        None => (before, None),
    };
    let before = before.trim().trim_end_matches(',');
    let date = dates::find(before).map(|found| found.date);
    let place = place(before);
    // In mixed case only with an agency: "The plan - they said" is no dateline.
    let is_sure = agency.is_some() || place.is_some_and(is_shouted) || is_in_state(before);
    if !is_sure || (place.is_none() && !before.is_empty()) {
        return None;
    }
    match place {
        // "CNN — …", "FILE - In this photo …"
        Some(name) if is_agency(name) => Some(Dateline {
            place: None,
            agency: agency.or_else(|| Some(name.to_owned())),
            date,
        }),
        Some("FILE") => None,
        _ => Some(Dateline {
            place: place.map(as_name),
            agency,
            date,
        }),
    }
}

/// "Dekalb, Ill.", "New York, NY": a town with the state that it lies in.
fn is_in_state(before: &str) -> bool {
    const STATES: [&str; 44] = [
        "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La",
        "Md", "Mass", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "N.H", "N.J", "N.M", "N.Y", "N.C",
        "N.D", "Okla", "Ore", "Pa", "R.I", "S.C", "S.D", "Tenn", "Vt", "Va", "Wash", "W.Va", "Wis", "Wyo",
        "D.C", "Ont",
    ];
    before.split_once(',').is_some_and(|(_, state)| {
        let state = state.trim();
        let is_code = state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase());
        is_code
            || state
                .strip_suffix('.')
                .is_some_and(|short| STATES.contains(&short))
    })
}

/// Agencies and broadcasters that stand where a place does, or an author.
const AGENCIES: &[&str] = &[
    "AFP",
    "ANADOLU",
    "ANI",
    "ANSA",
    "AP",
    "ARMENPRESS",
    "BBC",
    "CNN",
    "DPA",
    "INTERFAX",
    "IRNA",
    "ISNA",
    "KUNA",
    "KYODO",
    "MENA",
    "NPR",
    "PTI",
    "REUTERS",
    "RIA",
    "SANA",
    "TASS",
    "UPI",
    "WAM",
    "XINHUA",
    "YONHAP",
];

/// Whether `name` is that of a news agency: "Xinhua".
pub(in crate::import) fn is_agency(name: &str) -> bool {
    AGENCIES
        .iter()
        .any(|agency| agency.eq_ignore_ascii_case(name.trim()))
}

/// Whether a line is a dateline and nothing else: "BRUSSELS, February 10 (Xinhua) --".
pub(in crate::import) fn is_alone(line: &str) -> bool {
    line.trim_end().ends_with(['-', '—', '–']) && read(line).is_some()
}

/// The place of a dateline, if `line` is nothing but a place in capitals: "ANKARA".
pub(in crate::import) fn bare_place(line: &str) -> Option<String> {
    let line = line.trim();
    (is_place(line) && is_shouted(line)).then(|| as_name(line))
}

/// What stands before the first dash near the beginning, and after it.
fn split_at_dash(paragraph: &str) -> Option<(&str, &str)> {
    let mut n_characters = 0;
    let mut was_space = true;
    let mut characters = paragraph.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        n_characters += 1;
        if n_characters > REACH
            || matches!(character, '.' if was_space)
            || character == '"'
            || character == '“'
        {
            return None;
        }
        let next = characters.peek().map(|&(_, next)| next);
        let is_dash = matches!(character, '—' | '–')
            || (character == '-' && (next == Some('-') || (was_space && next == Some(' '))))
            || (character == '-' && paragraph.get(..at)?.ends_with(')'));
        if is_dash {
            let after = paragraph.get(at + character.len_utf8()..)?;
            return Some((paragraph.get(..at)?, after.trim_start_matches(['-', ' '])));
        }
        was_space = character == ' ';
    }
    None
}

/// The place before a comma and a date: "MOSCOW, Feb 26", "WASHINGTON, DC".
fn place(before: &str) -> Option<&str> {
    if before.is_empty() {
        return None;
    }
    let (first, rest) = before.split_once(',').unwrap_or((before, ""));
    let rest = rest.trim();
    let rest_fits = rest.is_empty()
        || rest.chars().any(|c| c.is_ascii_digit())
        || (rest.split_whitespace().count() <= 3
            && rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.'))
            && rest.chars().next().is_some_and(char::is_uppercase));
    (is_place(first) && rest_fits).then_some(first.trim())
}

fn is_place(words: &str) -> bool {
    let words = words.trim();
    let n_words = words.split_whitespace().count();
    (1..=4).contains(&n_words)
        && words.chars().count() >= 3
        && words
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '/'))
        && words.split_whitespace().all(|word| {
            word.chars().next().is_some_and(char::is_uppercase) || matches!(word, "de" | "al" | "el" | "of")
        })
}

fn is_shouted(words: &str) -> bool {
    words.chars().all(|c| !c.is_lowercase()) && words.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// "NEW YORK" to "New York"; names in mixed case stay.
pub(in crate::import) fn as_name(words: &str) -> String {
    let words = words.trim();
    if !is_shouted(words) {
        return words.to_owned();
    }
    let mut name = String::with_capacity(words.len());
    let mut begins = true;
    for word in words.split_inclusive([' ', '-', '/']) {
        let lower = word.to_lowercase();
        let is_small = !begins
            && matches!(
                lower.trim_end(),
                "of" | "the" | "and" | "for" | "in" | "de" | "al-"
            );
        begins = false;
        if is_small {
            name.push_str(&lower);
            continue;
        }
        let mut characters = word.chars();
        name.extend(characters.next());
        for character in characters {
            // Turkish capitals: I is ı, İ is i; a name in English has neither.
            match character {
                'İ' => name.push('i'),
                _ => name.extend(character.to_lowercase()),
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_give_place_and_agency() {
        for (paragraph, place, agency) in [
            ("ASTANA — The bloc is ready.", Some("Astana"), None),
            (
                "MOSCOW, Feb 26 (TASS) — Russia said.",
                Some("Moscow"),
                Some("TASS"),
            ),
            (
                "TBILISI, March 3 (Meridian) - Armenia and",
                Some("Tbilisi"),
                Some("Meridian"),
            ),
            (
                "TEHRAN, Mar. 16 (ALBORZ) – Foreign",
                Some("Tehran"),
                Some("ALBORZ"),
            ),
            ("YEREVAN—Foreign Minister", Some("Yerevan"), None),
            ("MOSCOW -- Russia", Some("Moscow"), None),
            ("WASHINGTON, DC — Several", Some("Washington"), None),
            ("[TBILISI] Armenia", Some("Tbilisi"), None),
            ("Berlin (dpa) - The", Some("Berlin"), Some("dpa")),
            ("(Reuters) - The", None, Some("Reuters")),
            ("CNN — The", None, Some("CNN")),
            ("Dekalb, Ill. — The", Some("Dekalb"), None),
            ("New York, NY – With", Some("New York"), None),
            ("NEW YORK (AP) — The", Some("New York"), Some("AP")),
        ] {
            let found = read(paragraph).unwrap_or_else(|| panic!("{paragraph}"));
            assert_eq!(found.place.as_deref(), place, "{paragraph}");
            assert_eq!(found.agency.as_deref(), agency, "{paragraph}");
        }
    }

    #[test]
    fn dashes_in_running_text_are_none() {
        for paragraph in [
            "The plan — they said — was good.",
            "Talks (and more) — they said.",
            "“No” — he said.",
            "He left. MOSCOW — x",
            "U.S.-led talks began.",
            "FILE - In this photo",
            "However, in May - after all - he left.",
            "",
        ] {
            assert_eq!(read(paragraph), None, "{paragraph}");
        }
    }
}
