//! What all formats, and the preview in the window, say in the same words.

mod positions;

use std::fmt::Write as _;

#[cfg(feature = "window")]
use jiff::civil::Date;

use crate::briefing::document::fixed_words::FixedWords;
use crate::briefing::document::{
    Attribution, Citation, Content, Day, Document, DocumentBlock, Manner, News, Quotation, SourceEntry, Via,
};
use crate::model::{Disclosure, Excerpt, Kind, PointsPurpose, PublicationDate};
use crate::text::fold::fold;

pub(super) use positions::{LETTERS, first_column};
pub(crate) use positions::{PositionsText, Rows, positions};

/// The pieces of a quotation as one line. Words that are all the speaker's or all the article's stand in quotation
/// marks, each piece in a pair of its own, whatever marks the source had around it; the marks inside stay. Mixed
/// words stand as the article has them.
pub(crate) fn quoted(pieces: &[String], kind: Kind) -> String {
    if kind == Kind::Mixed {
        return joined(pieces);
    }
    let pieces: Vec<String> = pieces
        .iter()
        .map(|piece| format!("“{}”", without_marks(piece)))
        .collect();
    pieces.join(" ")
}

/// The pieces as one line, as the article has them; a mark stands for its words between them.
pub(crate) fn joined(pieces: &[String]) -> String {
    let pieces: Vec<&str> = pieces.iter().map(|piece| piece.trim()).collect();
    pieces.join(&format!(" {} ", Excerpt::CUT))
}

/// The line under a quotation: who said it and when; `None` if neither is known.
pub(crate) fn quotation_line(quotation: &Quotation, words: &FixedWords) -> Option<String> {
    let by = &quotation.attribution;
    let who = attribution(by, words)
        .or_else(|| by.statement.map(|_| words.get("speaker_not_named").to_owned()))
        .or_else(|| by.outlet.clone())?;
    let who = match quotation.kind {
        Kind::Mixed => words.fill("partly", &[&who]),
        Kind::Direct | Kind::Indirect => who,
    };
    Some(match day(by, words) {
        Some(day) => format!("— {who}, {day}"),
        None => format!("— {who}"),
    })
}

/// What is wrong with the source of an excerpt, to be read right under it: "[Not verified: …]".
pub(crate) fn problem_line(by: &Attribution, words: &FixedWords) -> Option<String> {
    let problem = words.get(by.problem?.key());
    Some(format!("[{}]", words.fill("not_verified", &[problem])))
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

/// Who said it, and by way of whom; `None` if nobody is known.
fn attribution(by: &Attribution, words: &FixedWords) -> Option<String> {
    let who = who(by.speaker.as_deref(), by.role.as_deref(), &by.parties);
    let named: Vec<String> = who.into_iter().chain(via(by.via.as_ref(), words)).collect();
    (!named.is_empty()).then(|| named.join(", "))
}

/// "according to Interpost".
fn via(via: Option<&Via>, words: &FixedWords) -> Option<String> {
    Some(match via? {
        Via::GoBetween(name) => words.fill("according_to", &[name]),
        Via::Report(report) => words.fill("passes_on", &[&single_marks(report)]),
    })
}

/// "said on 5 March 2027": what the day is that of stands with it. `None` where the article is gone.
fn day(by: &Attribution, words: &FixedWords) -> Option<String> {
    Some(match by.day? {
        Day::Said(day) => words.fill("said_on", &[&words.long_date(day)]),
        Day::Published(day) => words.fill("published_on", &[&words.long_date(day)]),
        Day::Unknown => words.get("no_date").to_owned(),
    })
}

/// What stands before a paraphrase: "Paraphrase, Anna Sarian (Armenia):".
#[cfg(feature = "window")]
pub(crate) fn paraphrase_label(by: &Attribution, words: &FixedWords) -> String {
    format!("{} {}", words.get(PARAPHRASE), paraphrased(by, words))
}

/// The name of the beginning of what stands before a paraphrase, set apart. Words from outside are not in it:
/// a quotation mark in them could end the emphasis for some readers.
pub(super) const PARAPHRASE: &str = "paraphrase";

/// Who is paraphrased and when it was said, after [`PARAPHRASE`].
pub(super) fn paraphrased(by: &Attribution, words: &FixedWords) -> String {
    let who = attribution(by, words).unwrap_or_else(|| words.get("speaker_not_named").to_owned());
    match day(by, words) {
        Some(day) => format!("{who}, {day}:"),
        None => format!("{who}:"),
    }
}

/// What stands before a block: that it is new, its marking, that it must not be disclosed.
pub(crate) fn block_label(block: &DocumentBlock, words: &FixedWords) -> Option<String> {
    if block.content == Content::PageBreak {
        return None;
    }
    let is_closed = block.disclosure == Disclosure::NotToBeDisclosed;
    let news = block.news.map(|news| match news {
        News::New => words.get("new"),
        News::Changed => words.get("changed"),
    });
    // One colon, at the end.
    let news = news.map(|news| {
        if is_closed {
            format!("{}.", news.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']))
        } else {
            news.to_owned()
        }
    });
    let marking = block.marking.trim();
    let marking = (!marking.is_empty()).then(|| {
        let is_bracketed = marking.starts_with('(') && marking.ends_with(')');
        if is_bracketed {
            marking.to_owned()
        } else {
            format!("({marking})")
        }
    });
    let disclosure = is_closed.then(|| words.get("not_to_be_disclosed").to_owned());
    let parts: Vec<String> = news.into_iter().chain(marking).chain(disclosure).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// What stands above talking points; nothing above those to be made, and where there are none.
pub(crate) fn points_label<T>(
    purpose: PointsPurpose,
    points: &[T],
    words: &FixedWords,
) -> Option<&'static str> {
    match purpose {
        _ if points.is_empty() => None,
        PointsPurpose::Make => None,
        PointsPurpose::Avoid => Some(words.get("avoid")),
        PointsPurpose::IfRaised => Some(words.get("if_raised")),
    }
}

/// A piece of a footnote or of the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotePart {
    /// Plain text.
    Text(String),
    /// An address with what stands before it; both are left out where it does not lead to the web.
    Address { before: String, address: String },
}

fn text(words: impl Into<String>) -> NotePart {
    NotePart::Text(words.into())
}

/// The words of a footnote.
pub(crate) fn note(citation: &Citation, words: &FixedWords) -> Vec<NotePart> {
    let mut parts = Vec::new();
    if let Some(number) = citation.same_as {
        let outlet = citation.outlet.clone();
        let outlet = outlet.unwrap_or_else(|| capitalised(words.get("outlet_not_known")));
        let place = format!("{outlet}, {}", day_published(citation.published, words));
        let mut same = words.fill("as_note", &[&place, &number.to_string()]);
        push_original(citation, words, &mut same);
        return vec![text(same)];
    }
    let who = who(
        citation.speaker.as_deref(),
        citation.role.as_deref(),
        &citation.parties,
    );
    let is_named = who.is_some() || citation.via.is_some();
    let manner = match (citation.manner, is_named) {
        (Manner::Quoted, true) => "quoted_in",
        (Manner::Paraphrased, true) => "paraphrased_in",
        (Manner::Seen, true) => "seen_in",
        (Manner::Quoted, false) => "quoted_from",
        (Manner::Paraphrased, false) => "paraphrased_from",
        (Manner::Seen, false) => "seen",
    };
    let place = source_line(
        (citation.outlet.as_deref(), citation.headline.as_deref()),
        citation.author.as_deref(),
        (citation.published, citation.language.as_deref()),
        words,
    );
    let said = citation
        .said
        .map(|day| words.fill("said_on", &[&words.long_date(day)]));
    let who: Vec<String> = who
        .into_iter()
        .chain(via(citation.via.as_ref(), words))
        .chain(said)
        .map(|part| format!("{part}, "))
        .collect();
    parts.push(text(format!("{}{} {place}", who.concat(), words.get(manner))));
    push_record(
        (citation.url.as_ref(), citation.archived.as_ref()),
        citation.accessed,
        words,
        &mut parts,
    );
    let has_address = citation.url.is_some() || citation.archived.is_some();
    let ends_with_stop = place.ends_with('.') && !has_address && parts.len() == 1;
    let mut after = String::from(if ends_with_stop { "" } else { "." });
    if !citation.also_in.is_empty() {
        after.push(' ');
        after.push_str(&words.fill("also_in", &[&citation.also_in.join(", ")]));
    }
    push_original(citation, words, &mut after);
    if let Some(problem) = citation.problem {
        after.push(' ');
        after.push_str(&words.fill("not_verified", &[words.get(problem.key())]));
    }
    parts.push(text(after));
    parts
}

/// The words of the source that a paraphrase in own words stands for.
fn push_original(citation: &Citation, words: &FixedWords, after: &mut String) {
    if let Some(original) = &citation.original {
        let original = format!("“{}”", without_marks(&single_marks(original)));
        after.push(' ');
        after.push_str(&words.fill("original", &[&original]));
        after.push('.');
    }
}

/// Address, when it was looked at, archived copy.
fn push_record(
    (url, archived): (Option<&String>, Option<&String>),
    accessed: Option<PublicationDate>,
    words: &FixedWords,
    parts: &mut Vec<NotePart>,
) {
    parts.extend(url.map(|address| NotePart::Address {
        before: ", ".to_owned(),
        address: address.clone(),
    }));
    if let (Some(_), Some(accessed)) = (url, accessed) {
        let day = words.fill("accessed", &[&words.long_date(accessed.date())]);
        parts.push(text(format!(", {day}")));
    }
    parts.extend(archived.map(|address| NotePart::Address {
        before: format!(", {} ", words.get("archived")),
        address: address.clone(),
    }));
}

/// "Morning Courier, “Headline”, by A. Author, 3 March 2027, original in Russian"; what is not known is said.
fn source_line(
    (outlet, headline): (Option<&str>, Option<&str>),
    author: Option<&str>,
    (published, language): (Option<PublicationDate>, Option<&str>),
    words: &FixedWords,
) -> String {
    let mut parts = vec![outlet.unwrap_or(words.get("outlet_not_known")).to_owned()];
    // Marks inside of marks are single ones.
    parts.extend(headline.map(|headline| format!("“{}”", single_marks(headline.trim()))));
    parts.extend(author.map(|author| words.fill("by", &[author])));
    parts.push(day_published(published, words));
    let language = language.and_then(|tag| words.other_language(tag));
    parts.extend(language.map(|language| words.fill("original_in", &[language])));
    parts.join(", ")
}

fn day_published(published: Option<PublicationDate>, words: &FixedWords) -> String {
    published.map_or_else(
        || words.get("no_date").to_owned(),
        |published| words.long_date(published.date()),
    )
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

fn single_marks(words: &str) -> String {
    words.replace('“', "‘").replace('”', "’")
}

/// An article in the list of sources.
pub(crate) fn source(entry: &SourceEntry, words: &FixedWords) -> Vec<NotePart> {
    const SHORT: usize = 16;
    let line = source_line(
        (entry.outlet.as_deref(), Some(&entry.headline)),
        entry.author.as_deref(),
        (entry.published, entry.language.as_deref()),
        words,
    );
    let line = match entry.outlet {
        Some(_) => line,
        None => capitalised(&line),
    };
    let mut parts = vec![text(line)];
    push_record(
        (entry.url.as_ref(), entry.archived.as_ref()),
        entry.accessed,
        words,
        &mut parts,
    );
    let mut after = String::new();
    if !entry.fingerprint.is_empty() {
        // The whole of it stands with the text in the annex.
        let digits: String = if entry.text.is_empty() {
            entry.fingerprint.chars().take(SHORT).chain(['…']).collect()
        } else {
            entry.fingerprint.clone()
        };
        after.push_str(", ");
        after.push_str(&words.fill("fingerprint", &[&digits]));
    }
    write!(after, "; {}.", notes(&entry.citations, words)).ok();
    parts.push(text(after));
    parts
}

/// The parts as they read where nothing can be clicked.
#[cfg(feature = "window")]
pub(crate) fn plain_note(parts: &[NotePart]) -> String {
    let parts = parts.iter().map(|part| match part {
        NotePart::Text(words) => words.clone(),
        NotePart::Address { before, address } if super::escape::web_address(address).is_some() => {
            format!("{before}{address}")
        }
        NotePart::Address { .. } => String::new(),
    });
    parts.collect()
}

/// "note 3", "notes 3, 5".
pub(crate) fn notes(citations: &[usize], words: &FixedWords) -> String {
    let numbers: Vec<String> = citations.iter().map(ToString::to_string).collect();
    let name = if numbers.len() == 1 { "note" } else { "notes" };
    format!("{} {}", words.get(name), numbers.join(", "))
}

/// "24 November 2026", in English: for the window.
#[cfg(feature = "window")]
pub(crate) fn long_date(date: Date) -> String {
    FixedWords::of("").long_date(date)
}

/// The lines under the title: names and what they stand for.
pub(crate) fn head_lines(document: &Document) -> Vec<(&'static str, String)> {
    let (head, words) = (&document.head, document.fixed_words());
    let edition = if document.is_speaking_copy {
        words.get("speaking_copy").to_owned()
    } else {
        String::new()
    };
    [
        ("edition", edition),
        ("addendum_to", document.addendum_to.clone()),
        ("subject", head.subject.clone()),
        ("reference", head.reference.clone()),
        ("to", head.addressee.clone()),
        ("from", head.author.clone()),
        ("occasion", head.occasion.clone()),
        (
            "date",
            head.date.map(|date| words.long_date(date)).unwrap_or_default(),
        ),
    ]
    .into_iter()
    .filter(|(_, value)| !value.trim().is_empty())
    .map(|(name, value)| (words.get(name), value))
    .collect()
}

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
            (&["“We will go,”", "“and soon.”"][..], "“We will go” “and soon.”"),
            (&["“We will go […],”"], "“We will go […]”"),
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
