//! What a document says about itself outside its words: mail headers, properties, columns, front matter.

use crate::model::{Metadata, MetadataField, Provenance, PublicationDate};

/// Most characters of a property that are kept.
const LONGEST: usize = 1_000;

/// What a document says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Headline.
    pub headline: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Author or authors.
    pub author: Option<String>,
    /// Date of publication.
    pub published: Option<PublicationDate>,
    /// Address.
    pub url: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Whether they are there for the reader (mail headers, columns) and go before what the text says, and
    /// not just kept by the program that wrote the document.
    pub are_stated: bool,
}

impl Properties {
    /// Adds them to what was found in the text.
    pub(super) fn complete(self, metadata: &mut Metadata) {
        let are_stated = self.are_stated;
        let Metadata {
            headline,
            outlet,
            author,
            published,
            url,
            language,
            provenance,
            ..
        } = metadata;
        let mut place = |field: MetadataField, is_known: bool, is_given: bool| {
            let is_guess = matches!(
                provenance.get(&field),
                Some(Provenance::FileName | Provenance::Recognised)
            );
            let takes = is_given && (!is_known || is_guess || are_stated);
            if takes {
                provenance.insert(field, Provenance::Document);
            }
            takes
        };
        let given = |value: &Option<String>| value.as_deref().is_some_and(|value| one_line(value).is_some());
        for (field, known, value) in [
            (MetadataField::Headline, headline, self.headline),
            (MetadataField::Outlet, outlet, self.outlet),
            (MetadataField::Author, author, self.author),
            (MetadataField::Url, url, self.url.filter(|url| is_address(url))),
            (
                MetadataField::Language,
                language,
                self.language.filter(|tag| is_language(tag)),
            ),
        ] {
            if place(field, known.is_some(), given(&value)) {
                *known = value.as_deref().and_then(one_line);
            }
        }
        if place(
            MetadataField::Published,
            published.is_some(),
            self.published.is_some(),
        ) {
            *published = self.published;
        }
    }
}

/// Words on one line without control characters; `None` if nothing is left.
pub(super) fn one_line(words: &str) -> Option<String> {
    let words: Vec<String> = words
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

fn is_address(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(char::is_whitespace)
}

/// Whether it is built like a BCP 47 tag.
fn is_language(tag: &str) -> bool {
    let mut pieces = tag.split(['-', '_']);
    pieces
        .next()
        .is_some_and(|piece| (2..=3).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_alphabetic()))
        && pieces.all(|piece| piece.len() <= 8 && piece.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A date as headers, properties and columns give it.
pub(super) fn date(words: &str) -> Option<PublicationDate> {
    let words = words.trim();
    // "2027-03-10 06:00:00+04:00" is ISO 8601 but for its space.
    let joined = words.replacen(' ', "T", 1);
    joined
        .parse()
        .ok()
        .or_else(|| words.parse().ok())
        .or_else(|| super::metadata::dates::find(words).map(|found| found.date))
        // "0001-01-01" stands for nothing.
        .filter(|date: &PublicationDate| date.date().year() >= 1800)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Metadata {
        let mut metadata = Metadata {
            headline: Some("As the text has it".to_owned()),
            language: Some("en".to_owned()),
            ..Metadata::default()
        };
        metadata
            .provenance
            .insert(MetadataField::Headline, Provenance::Text);
        metadata
            .provenance
            .insert(MetadataField::Language, Provenance::Recognised);
        metadata
    }

    fn given(are_stated: bool) -> Properties {
        Properties {
            headline: Some("As the\u{7} document\nhas it".to_owned()),
            author: Some(" ".to_owned()),
            language: Some("de-AT".to_owned()),
            url: Some("file:///etc".to_owned()),
            are_stated,
            ..Properties::default()
        }
    }

    #[test]
    fn what_is_stated_goes_before_the_text_and_what_is_kept_after_it() {
        let mut metadata = found();
        given(false).complete(&mut metadata);
        assert_eq!(metadata.headline.as_deref(), Some("As the text has it"));
        assert_eq!(metadata.language.as_deref(), Some("de-AT"));
        let mut metadata = found();
        given(true).complete(&mut metadata);
        assert_eq!(metadata.headline.as_deref(), Some("As the document has it"));
        assert_eq!(
            metadata.provenance.get(&MetadataField::Headline),
            Some(&Provenance::Document)
        );
        assert_eq!((metadata.author, metadata.url), (None, None));
    }

    #[test]
    fn dates_come_in_many_shapes() {
        let day = |words| date(words).map(|date| date.to_string());
        assert_eq!(
            day("2027-03-10T06:00:00Z").as_deref(),
            Some("2027-03-10T06:00:00+00:00")
        );
        assert_eq!(
            day("2027-03-10 06:00:00+04:00").as_deref(),
            Some("2027-03-10T06:00:00+04:00")
        );
        assert_eq!(day("10 March 2027").as_deref(), Some("2027-03-10"));
        assert_eq!(day("0001-01-01"), None);
        assert_eq!(day("soon"), None);
    }
}
