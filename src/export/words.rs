//! What all formats, and the preview in the window, say in the same words.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::briefing::document::{Attribution, Citation, Manner, PositionsCell, PositionsTable, Quotation};
use crate::model::{Kind, PublicationDate, Stance};
use crate::text::fold::fold;

/// What stands for words that are left out.
const ELISION: &str = " […] ";

/// The pieces of a quotation as one line. Words that are all the speaker's or all the article's stand in one
/// pair of quotation marks, whatever marks the source had around each piece; the marks inside stay. Mixed
/// words stand as the article has them.
pub(crate) fn quoted(pieces: &[String], kind: Kind) -> String {
    if kind == Kind::Mixed {
        return joined(pieces);
    }
    let pieces: Vec<&str> = pieces.iter().map(|piece| without_marks(piece)).collect();
    format!("“{}”", pieces.join(ELISION))
}

/// The pieces as one line, as the article has them.
pub(crate) fn joined(pieces: &[String]) -> String {
    let pieces: Vec<&str> = pieces.iter().map(|piece| piece.trim()).collect();
    pieces.join(ELISION)
}

/// The line under a quotation; `None` if nobody is known.
pub(crate) fn quotation_line(quotation: &Quotation) -> Option<String> {
    let who = attribution(&quotation.attribution)?;
    Some(match quotation.kind {
        Kind::Mixed => format!("— {who}, partly in the article’s words"),
        Kind::Direct | Kind::Indirect => format!("— {who}"),
    })
}

/// The words without a quotation mark at either end, and without the comma that led to "he said".
fn without_marks(words: &str) -> &str {
    let words = words.trim();
    let is_single = words.starts_with(['‘', '\'', '‚', '‹']);
    let words = words
        .strip_prefix(['"', '“', '”', '„', '«', '»', '‘', '\'', '‚', '‹'])
        .unwrap_or(words);
    let without_end = if is_single {
        words.strip_suffix(['’', '\'', '‘', '›'])
    } else {
        words.strip_suffix(['"', '”', '“', '»', '«'])
    };
    let words = without_end.unwrap_or(words).trim();
    words.strip_suffix(',').unwrap_or(words)
}

/// "Anna Sarian, Foreign Minister (Armenia)"; `None` if nobody is known. Nothing is said twice: a "senior
/// official" has no role "official", "Georgia" does not speak for Georgia.
pub(crate) fn who(speaker: Option<&str>, role: Option<&str>, parties: &[String]) -> Option<String> {
    let folded = fold(speaker.unwrap_or_default());
    let role = role.filter(|role| !folded.contains(&fold(role)));
    let named: Vec<&str> = speaker.into_iter().chain(role).collect();
    let parties: Vec<&str> = parties
        .iter()
        .map(String::as_str)
        .filter(|party| fold(party) != folded)
        .collect();
    let parties = parties.join(", ");
    match (named.is_empty(), parties.is_empty()) {
        (true, true) => None,
        (true, false) => Some(parties),
        (false, true) => Some(named.join(", ")),
        (false, false) => Some(format!("{} ({parties})", named.join(", "))),
    }
}

fn attribution(attribution: &Attribution) -> Option<String> {
    who(
        attribution.speaker.as_deref(),
        attribution.role.as_deref(),
        &attribution.parties,
    )
}

/// What stands before a paraphrase: "Paraphrase, Anna Sarian (Armenia):".
#[cfg(feature = "window")]
pub(crate) fn paraphrase_label(by: &Attribution) -> String {
    format!("{PARAPHRASE} {}", paraphrased(by))
}

/// The beginning of what stands before a paraphrase, set apart. Words from outside are not in it: a quotation
/// mark in them could end the emphasis for some readers.
pub(super) const PARAPHRASE: &str = "Paraphrase,";

/// Who is paraphrased, after [`PARAPHRASE`].
pub(super) fn paraphrased(by: &Attribution) -> String {
    let who = attribution(by).unwrap_or_else(|| "speaker not named".to_owned());
    format!("{who}:")
}

/// A citation up to its address, and what follows the address.
pub(crate) struct Note {
    pub before_address: String,
    pub address: Option<String>,
    pub after: String,
}

/// The words of a footnote.
pub(crate) fn note(citation: &Citation) -> Note {
    if let Some(number) = citation.same_as {
        return Note {
            before_address: format!("As note {number}."),
            address: None,
            after: String::new(),
        };
    }
    let who = who(
        citation.speaker.as_deref(),
        citation.role.as_deref(),
        &citation.parties,
    );
    let manner = match (citation.manner, who.is_some()) {
        (Manner::Quoted, true) => "quoted in",
        (Manner::Paraphrased, true) => "paraphrased in",
        (Manner::Quoted, false) => "Quoted from",
        (Manner::Paraphrased, false) => "Paraphrased from",
    };
    let place = source_line(
        citation.outlet.as_deref(),
        citation.headline.as_deref(),
        citation.author.as_deref(),
        citation.published,
    );
    let who = who.map(|who| format!("{who}, ")).unwrap_or_default();
    let ends_with_stop = place.ends_with('.') && citation.url.is_none();
    let mut after = String::from(if ends_with_stop { "" } else { "." });
    if !citation.also_in.is_empty() {
        write!(after, " Also in {}.", citation.also_in.join(", ")).ok();
    }
    if let Some(problem) = &citation.problem {
        write!(after, " Not verified: {problem}").ok();
    }
    Note {
        before_address: format!("{who}{manner} {place}"),
        address: citation.url.clone(),
        after,
    }
}

/// "Morning Courier, “Headline”, by A. Author, 3 March 2027"; what is not known is said.
pub(crate) fn source_line(
    outlet: Option<&str>,
    headline: Option<&str>,
    author: Option<&str>,
    published: Option<PublicationDate>,
) -> String {
    let mut parts = vec![outlet.unwrap_or("outlet not known").to_owned()];
    // Marks inside of marks are single ones.
    parts.extend(
        headline.map(|headline| format!("“{}”", headline.trim().replace('“', "‘").replace('”', "’"))),
    );
    parts.extend(author.map(|author| format!("by {author}")));
    parts.push(published.map_or_else(|| "n.d.".to_owned(), |published| long_date(published.date())));
    parts.join(", ")
}

/// "note 3", "notes 3, 5".
pub(crate) fn notes(citations: &[usize]) -> String {
    let numbers: Vec<String> = citations.iter().map(ToString::to_string).collect();
    let name = if numbers.len() == 1 { "note" } else { "notes" };
    format!("{name} {}", numbers.join(", "))
}

/// "24 November 2026".
pub(crate) fn long_date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The lines under the title: names and what they stand for.
pub(crate) fn head_lines(head: &crate::model::Head) -> Vec<(&'static str, String)> {
    [
        ("Subject", head.subject.clone()),
        ("To", head.addressee.clone()),
        ("From", head.author.clone()),
        ("Occasion", head.occasion.clone()),
        ("Date", head.date.map(long_date).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .collect()
}

/// A cell of a positions table: pieces of text, each with the footnotes that follow it.
fn cell(cell: &PositionsCell) -> Vec<(String, Vec<usize>)> {
    let citations = || cell.statements.iter().map(|statement| statement.citation);
    if !cell.line.is_empty() {
        return vec![(cell.line.clone(), citations().collect())];
    }
    let stances: Vec<&str> = cell
        .stances
        .iter()
        .filter_map(|&stance| stance_word(stance))
        .collect();
    let mut pieces: Vec<(String, Vec<usize>)> = cell
        .statements
        .iter()
        .map(|statement| {
            let words = match statement.kind {
                Kind::Direct => quoted(std::slice::from_ref(&statement.words), Kind::Direct),
                Kind::Mixed => statement.words.clone(),
                Kind::Indirect => format!("{} (paraphrase)", statement.words),
            };
            (words, vec![statement.citation])
        })
        .collect();
    if !stances.is_empty()
        && let Some((words, _)) = pieces.first_mut()
    {
        *words = format!("{}: {words}", stances.join(", "));
    }
    pieces
}

/// A cell of a positions table as it is drawn.
pub(crate) enum PositionsText {
    /// A name of a party or topic.
    Heading(String),
    /// Pieces of text, each with the footnotes that follow it.
    Pieces(Vec<(String, Vec<usize>)>),
    /// Nothing was found.
    Nothing,
}

/// The rows of a positions table, the header first; parties are rows where they would be too many columns.
pub(crate) fn positions(table: &PositionsTable) -> Vec<Vec<PositionsText>> {
    let heading = |text: &str| PositionsText::Heading(text.to_owned());
    let drawn = |cell: &PositionsCell| {
        let pieces = self::cell(cell);
        if pieces.is_empty() {
            PositionsText::Nothing
        } else {
            PositionsText::Pieces(pieces)
        }
    };
    if table.columns.len() <= MOST_COLUMNS {
        let names = table.columns.iter().map(|(_, name)| heading(name));
        let header = std::iter::once(heading("Topic")).chain(names).collect();
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(drawn);
            std::iter::once(heading(&row.topic)).chain(cells).collect()
        });
        return std::iter::once(header).chain(rows).collect();
    }
    let topics = table.rows.iter().map(|row| heading(&row.topic));
    let header = std::iter::once(heading("Party")).chain(topics).collect();
    let rows = table.columns.iter().enumerate().map(|(party_idx, (_, name))| {
        let cells = table
            .rows
            .iter()
            .map(|row| row.cells.get(party_idx).map_or(PositionsText::Nothing, drawn));
        std::iter::once(heading(name)).chain(cells).collect()
    });
    std::iter::once(header).chain(rows).collect()
}

/// What an empty cell of a positions table says.
pub(crate) const NOTHING_FOUND: &str = "no statement found";

/// What stands before a block that must not be disclosed.
pub(crate) const NOT_TO_BE_DISCLOSED: &str = "Not to be disclosed:";

fn stance_word(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Supports => Some("supports"),
        Stance::Opposes => Some("opposes"),
        Stance::Conditional => Some("supports under conditions"),
        Stance::NoneStated => None,
    }
}

/// Tables with more parties than this have parties as rows.
const MOST_COLUMNS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_twice() {
        let who = |speaker: &str, role: &str| who(Some(speaker), Some(role), &["Georgia".to_owned()]);
        assert_eq!(
            who("Georgian official", "Official").as_deref(),
            Some("Georgian official (Georgia)")
        );
        assert_eq!(who("Georgia", "host").as_deref(), Some("Georgia, host"));
        assert_eq!(
            who("N. Kvirkvia", "Minister").as_deref(),
            Some("N. Kvirkvia, Minister (Georgia)")
        );
    }

    #[test]
    fn direct_words_stand_in_one_pair_of_marks() {
        for (pieces, expected) in [
            (
                &["“We will go,”", "“and soon.”"][..],
                "“We will go […] and soon.”",
            ),
            (&["\"We will go.\""], "“We will go.”"),
            (&["„Wir gehen.“"], "“Wir gehen.”"),
            (&["the workers’"], "“the workers’”"),
            (&["‘We go’"], "“We go”"),
        ] {
            let pieces: Vec<String> = pieces.iter().map(|piece| (*piece).to_owned()).collect();
            assert_eq!(quoted(&pieces, Kind::Direct), expected);
        }
    }
}
