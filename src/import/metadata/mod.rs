//! Headline, outlet, author, date, address, language and dateline, each with where it was found.
//!
//! What is unknown stays empty, never guessed. A web page's own data goes before what its text says; a
//! date in the name of a file is taken only when the text has none.
//!
//! Limits: outlets are recognised by where their name stands (alone on top, in the dateline, in the copyright
//! line), not by a list of outlets.

pub(super) mod byline;
pub(super) mod dateline;
pub(super) mod dates;
mod head;
mod language;

use super::Hint;
use super::clean::Layout;
use super::html::PageData;
use crate::model::{Metadata, MetadataField, Provenance, PublicationDate};

/// What is known about an article.
pub(super) fn metadata(text: &str, layout: &Layout<'_>, page: Option<PageData>, hint: Hint<'_>) -> Metadata {
    let mut known = Known::default();
    let is_page = page.is_some();
    if let Some(page) = page {
        known.take_page(page);
    }
    let head = head::read(text, layout);
    let by_text = Provenance::Text;
    known.set(MetadataField::Headline, head.headline, by_text);
    known.set(MetadataField::Outlet, head.outlet, by_text);
    known.set(MetadataField::Author, head.author, by_text);
    known.set(MetadataField::Url, head.url, by_text);
    known.set(MetadataField::Dateline, head.dateline, by_text);
    known.set_date(head.published, by_text);
    if is_page && let Some(body) = layout.body.first() {
        let around = head::around(text, body.start(), known.metadata.headline.as_deref());
        known.set(MetadataField::Author, around.author, by_text);
        known.set_date(around.published, by_text);
    }
    let from_name = hint.file_name.and_then(date_in_name);
    known.set_date(from_name, Provenance::FileName);
    let from_address = known.metadata.url.as_deref().and_then(date_in_address);
    known.set_date(from_address, Provenance::Address);
    known.set_language(language::recognised(text, &layout.body));
    known.metadata
}

/// A date in the path of a web address: "/2027/03/10/", "/2027/mar/10/", "/2027-03-10-line-opens".
#[must_use]
pub fn date_in_address(address: &str) -> Option<PublicationDate> {
    let (_, rest) = address.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let path = path.split(['?', '#']).next()?;
    let segments: Vec<&str> = path.split('/').collect();
    let is_year = |words: &str| {
        words.len() == 4
            && words
                .parse::<i16>()
                .is_ok_and(|year| (1990..=2100).contains(&year))
    };
    let is_day =
        |words: &str| (1..=2).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
    let spelled = segments.windows(3).find_map(|window| match window {
        [year, month, day] if is_year(year) && is_day(day) => {
            let month_is_word = month.len() >= 3 && month.bytes().all(|byte| byte.is_ascii_alphabetic());
            if month_is_word {
                Some(format!("{day} {month} {year}"))
            } else {
                is_day(month).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
            }
        }
        _ => None,
    });
    match spelled {
        Some(spelled) => dates::find(&spelled).map(|found| found.date),
        None => segments.iter().find_map(|segment| {
            let (start, rest) = segment.split_at_checked(10)?;
            let is_whole = !rest.starts_with(|c: char| c.is_ascii_digit()) && is_year(start.get(..4)?);
            is_whole.then(|| start.parse().ok())?
        }),
    }
}

/// A date at the beginning or end of a file's name: "2027-03-10-northern-courier.txt".
fn date_in_name(name: &str) -> Option<PublicationDate> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digits = stem
        .get(..8)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let spelled = match digits {
        Some(digits) => format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?),
        None => stem.replace('_', "-"),
    };
    dates::find(&spelled).map(|found| found.date)
}

#[derive(Default)]
struct Known {
    metadata: Metadata,
}

impl Known {
    fn take_page(&mut self, page: PageData) {
        let from_page = Provenance::Page;
        self.set(MetadataField::Headline, page.headline, from_page);
        self.set(MetadataField::Outlet, page.outlet, from_page);
        self.set(MetadataField::Author, page.author, from_page);
        self.set(MetadataField::Url, page.url, from_page);
        self.set(MetadataField::Language, page.language, from_page);
        let published = page.published.as_deref().and_then(|date| {
            date.parse()
                .ok()
                .or_else(|| dates::find(date).map(|found| found.date))
                // "0001-01-01" stands for nothing.
                .filter(|date: &PublicationDate| date.date().year() >= 1800)
        });
        self.set_date(published, from_page);
    }

    /// Sets a field that is not known yet.
    fn set(&mut self, field: MetadataField, value: Option<String>, provenance: Provenance) {
        let place = match field {
            MetadataField::Headline => &mut self.metadata.headline,
            MetadataField::Outlet => &mut self.metadata.outlet,
            MetadataField::Author => &mut self.metadata.author,
            MetadataField::Url => &mut self.metadata.url,
            MetadataField::Language => &mut self.metadata.language,
            MetadataField::Dateline => &mut self.metadata.dateline,
            MetadataField::Published => return,
        };
        if place.is_none()
            && let Some(value) = value
        {
            *place = Some(value);
            self.metadata.provenance.insert(field, provenance);
        }
    }

    /// The language that a page declares, unless its words are of another one: templates declare what they
    /// like.
    fn set_language(&mut self, recognised: Option<&str>) {
        let declared = self
            .metadata
            .language
            .take()
            .and_then(|tag| language::normalised(&tag));
        self.metadata.language = match (declared, recognised) {
            (Some(declared), Some(words)) if !language::is_same(&declared, words) => {
                self.metadata
                    .provenance
                    .insert(MetadataField::Language, Provenance::Recognised);
                Some(words.to_owned())
            }
            (Some(declared), _) => Some(declared),
            (None, Some(words)) => {
                self.metadata
                    .provenance
                    .insert(MetadataField::Language, Provenance::Recognised);
                Some(words.to_owned())
            }
            (None, None) => {
                self.metadata.provenance.remove(&MetadataField::Language);
                None
            }
        };
    }

    fn set_date(&mut self, date: Option<PublicationDate>, provenance: Provenance) {
        if self.metadata.published.is_none() && date.is_some() {
            self.metadata.published = date;
            self.metadata
                .provenance
                .insert(MetadataField::Published, provenance);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_hold_a_date() {
        let day = |address| date_in_address(address).map(|date| date.to_string());
        for address in [
            "https://example.org/2027/03/10/line-opens",
            "https://example.org/news/2027/3/10/",
            "https://example.org/world/2027/mar/10/line-opens?x=1",
            "https://example.org/news/2027-03-10-line-opens.html",
            "https://example.org/2027-03-10/",
        ] {
            assert_eq!(day(address).as_deref(), Some("2027-03-10"), "{address}");
        }
        for address in [
            "https://example.org/2027/",
            "https://example.org/2027/99/99/x",
            "https://example.org/2027-03-100",
            "https://example.org/9999/03/10/",
            "https://2027-03-10/",
            "example.org/2027/03/10/",
            "",
        ] {
            assert_eq!(day(address), None, "{address}");
        }
    }

    #[test]
    fn names_of_files_may_hold_a_date() {
        let day = |name| date_in_name(name).map(|date| date.to_string());
        assert_eq!(
            day("2027-03-10-northern-courier-gyumri.txt").as_deref(),
            Some("2027-03-10")
        );
        assert_eq!(day("20270310_courier.html").as_deref(), Some("2027-03-10"));
        assert_eq!(day("courier_2027_03_10.txt").as_deref(), Some("2027-03-10"));
        assert_eq!(day("12345678.txt"), None);
        assert_eq!(day("courier.txt"), None);
        assert_eq!(day("€€€€€€€.txt"), None);
    }
}
