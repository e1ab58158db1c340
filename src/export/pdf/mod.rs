//! PDF: pages with footnotes, the marking and the page's number on each, bookmarks, and the structure that
//! screen readers follow.
//!
//! `flow` makes a column of lines out of the document, `pages` cuts it, `draw` draws what stands on each
//! page, `structure` says what it is. Letters come from the bundled typefaces, so that the same document
//! gives the same bytes everywhere; only for letters that they lack are the system's asked.

mod draw;
mod flow;
mod pages;
mod paragraph;
mod picture;
mod sheet;
mod structure;

use krilla::SerializeSettings;
use krilla::metadata::{DateTime, Metadata};

use super::EncodeError;
use super::escape::plain;
use crate::briefing::document::Document;

/// The document as a PDF file.
pub(super) fn encode(document: &Document) -> Result<Vec<u8>, EncodeError> {
    encode_with(document, SerializeSettings::default())
}

fn encode_with(document: &Document, settings: SerializeSettings) -> Result<Vec<u8>, EncodeError> {
    let flow = flow::flow(document);
    let pages = pages::pages(&flow, flow.sheet.height());
    let mut file = krilla::Document::new_with(settings);
    let drawn = draw::draw(&flow, &pages, document.fixed_words(), &mut file);
    file.set_outline(structure::outline(&flow, &drawn));
    file.set_tag_tree(structure::tree(&flow, drawn));
    file.set_metadata(metadata(document));
    file.finish()
        .map_err(|error| EncodeError::Pages(error.to_string()))
}

fn metadata(document: &Document) -> Metadata {
    let head = &document.head;
    let mut metadata = Metadata::new()
        .title(plain(&head.title))
        .language(document.fixed_words().tag().to_owned());
    let author = plain(&head.author);
    if !author.is_empty() {
        metadata = metadata.authors(vec![author]);
    }
    let subject = plain(&head.subject);
    if !subject.is_empty() {
        metadata = metadata.description(subject);
    }
    if let Some(date) = head.date
        && let (Ok(year), Ok(month), Ok(day)) = (
            u16::try_from(date.year()),
            u8::try_from(date.month()),
            u8::try_from(date.day()),
        )
    {
        metadata = metadata.creation_date(DateTime::new(year).month(month).day(day));
    }
    metadata
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use krilla::configure::{Accessibility, ConfigurationBuilder};
    use proptest::prelude::*;

    use super::flow::{Meaning, Piece};
    use super::*;
    use crate::briefing::document::own_text::{Inline, Node};
    use crate::briefing::document::{
        Attribution, Citation, Content, DocumentBlock, DocumentSection, Manner, Quotation,
    };
    use crate::model::{BlockId, Head, Kind};

    fn citation(number: usize, headline: &str) -> Citation {
        Citation {
            number,
            same_as: None,
            manner: Manner::Quoted,
            speaker: Some("Anna Sarian".to_owned()),
            role: None,
            parties: Vec::new(),
            via: None,
            outlet: Some("Morning Courier".to_owned()),
            headline: Some(headline.to_owned()),
            author: None,
            language: None,
            said: None,
            published: None,
            accessed: None,
            url: Some("https://example.org/1".to_owned()),
            archived: None,
            original: None,
            also_in: Vec::new(),
            article: None,
            statement: None,
            problem: None,
        }
    }

    /// A section for each element: how many words its quotation has, and how many the note of it.
    fn document(sections: &[(usize, usize)]) -> Document {
        let words = |n: usize| "Words that stand here one after the other, ".repeat(n / 8 + 1);
        let blocks = |number: usize, n_words: usize| {
            let quotation = Quotation {
                pieces: vec![words(n_words)],
                kind: Kind::Direct,
                attribution: Attribution {
                    speaker: Some("Anna Sarian".to_owned()),
                    citation: number,
                    ..Attribution::default()
                },
            };
            let cell = |words: &str| vec![Inline::Text(words.to_owned()), Inline::Note(number)];
            let row = vec![cell("Border"), cell(&words(n_words / 4))];
            let table = Node::Table(vec![vec![cell("Topic"), cell("Position")], row.clone(), row]);
            vec![
                DocumentBlock::new(BlockId(1), Content::Quotation(quotation)),
                DocumentBlock::new(BlockId(2), Content::Text(vec![table])),
            ]
        };
        let numbered = (1..).zip(sections);
        Document {
            head: Head {
                title: "Talks".to_owned(),
                marking: "OFFICIAL-SENSITIVE".to_owned(),
                date: Some(date(2027, 3, 24)),
                ..Head::default()
            },
            sections: numbered
                .clone()
                .map(|(number, &(n_words, _))| DocumentSection {
                    title: format!("Part {number}"),
                    level: u8::from(number % 3 == 0),
                    blocks: blocks(number, n_words),
                })
                .collect(),
            citations: numbered
                .map(|(number, &(_, n_words))| citation(number, &words(n_words)))
                .collect(),
            ..Document::default()
        }
    }

    #[test]
    fn screen_readers_are_told_what_everything_is() {
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .unwrap();
        let settings = SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        };
        let encoded = encode_with(&document(&[(30, 20), (900, 8), (12, 40)]), settings);
        assert!(encoded.is_ok(), "{encoded:?}");
    }

    #[test]
    fn letters_of_the_bundled_scripts_need_no_other_typeface() {
        let words = "Zürich, Łódź, İzmir, Đà Nẵng; Αθήνα; Київ, Қазақстан; Երևան, Հայաստան; თბილისი “—” […]";
        let mut typesetter = paragraph::Typesetter::new();
        let set = typesetter.set(
            paragraph::Words::plain(words),
            paragraph::Face::serif(10.0, 14.0).bold(),
            400.0,
        );
        assert!(set.n_lines() > 0 && !typesetter.asked_the_system());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn pages_hold_everything_once_and_break_where_they_may(
            sections in proptest::collection::vec((0_usize..900, 0_usize..300), 1..12),
            height in 300_f32..700.0,
        ) {
            let flow = flow::flow(&document(&sections));
            let pages = pages::pages(&flow, height);
            let headings: BTreeSet<usize> = flow
                .pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Lines(lines) if matches!(lines.meaning, Meaning::Heading(_)) => Some(lines.paragraph),
                    _ => None,
                })
                .collect();
            let mut placed: Vec<(usize, usize)> = Vec::new();
            for (number, page) in pages.iter().enumerate() {
                let lines = page.lines.iter().filter(|line| !line.is_repeated);
                placed.extend(lines.chain(&page.notes).map(|line| (line.paragraph, line.line)));
                if number + 1 < pages.len()
                    && let Some(last) = page.lines.last()
                {
                    prop_assert!(!headings.contains(&last.paragraph), "a heading ends page {number}");
                }
                let lowest_line = page.lines.iter().map(|line| line.y).fold(0.0, f32::max);
                let highest_note = page.notes.iter().map(|line| line.y).fold(f32::MAX, f32::min);
                prop_assert!(lowest_line < highest_note, "words and notes of page {number} lie over each other");
                for line in page.lines.iter().chain(&page.notes) {
                    prop_assert!(line.y >= 0.0 && line.y <= height);
                }
            }
            let mut expected: Vec<(usize, usize)> = Vec::new();
            for (number, paragraph) in flow.paragraphs.iter().enumerate() {
                expected.extend((0..paragraph.n_lines()).map(|line| (number, line)));
            }
            placed.sort_unstable();
            prop_assert_eq!(placed, expected);
        }
    }
}
