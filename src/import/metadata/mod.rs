//! Headline, outlet, author, date, address, language and dateline, each with where it was found.
//!
//! What is unknown stays empty, never guessed. A web page's own data goes before what its text says; a
//! date in the name of a file is taken only when the text has none.
//!
//! Limits: language is only recognised for English; outlets are recognised by where their name stands
//! (alone on top, in the dateline, in the copyright line), not by a list of outlets.

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
    let from_name = hint.file_name.and_then(date_in_name);
    known.set_date(from_name, Provenance::FileName);
    known.set(
        MetadataField::Language,
        language::recognised(text, &layout.body).map(str::to_owned),
        Provenance::Recognised,
    );
    known.metadata
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
