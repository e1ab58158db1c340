//! What tables (CSV) and lists of objects (JSON) have in common: columns of which some are headline, text,
//! outlet and so on, and rows that each give an article.
//!
//! Columns are found by their names ([`NAMES`]); the text, if no column is called so, by its contents: the
//! longest words.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{Document, Properties, Reader, article};
use crate::import::parts::{Columns, Found, Imported, Part, PartKind, Table};
use crate::import::properties::date;
use crate::import::{Hint, ImportError, html};
use crate::model::PublicationDate;

/// How many rows are looked at to find the columns.
pub(super) const N_SAMPLE: usize = 50;
/// Most columns.
pub(super) const MAX_COLUMNS: usize = 300;
/// How many rows a preview has, and how many characters a cell in it.
const PREVIEW: (usize, usize) = (20, 200);
/// The least mean length of a column that is taken for the text by its contents, in characters.
const MIN_TEXT: usize = 80;

/// What columns are called, best first; compared without case, spaces and marks. Order of the fields as in
/// [`Columns`].
const NAMES: [&[&str]; 7] = [
    &[
        "text",
        "fulltext",
        "articletext",
        "articlebody",
        "body",
        "bodytext",
        "content",
        "contents",
        "maintext",
        "plaintext",
        "cleantext",
        "rawtext",
        "article",
        "story",
        "html",
        "contenthtml",
        "bodyhtml",
        "texte",
        "inhalt",
    ],
    &[
        "headline",
        "title",
        "articletitle",
        "heading",
        "subject",
        "titre",
        "titel",
    ],
    &[
        "outlet",
        "outletname",
        "sourcename",
        "publisher",
        "publication",
        "newspaper",
        "source",
        "sitename",
        "medium",
        "media",
        "site",
        "mediaoutlet",
    ],
    &[
        "author",
        "authors",
        "byline",
        "authorname",
        "creator",
        "writer",
        "journalist",
    ],
    &[
        "published",
        "publishedat",
        "publishedon",
        "publicationdate",
        "publishdate",
        "datepublished",
        "pubdate",
        "publisheddate",
        "publishtime",
        "date",
        "datetime",
        "timestamp",
        "datum",
    ],
    &[
        "url",
        "link",
        "articleurl",
        "weburl",
        "permalink",
        "canonicalurl",
        "sourceurl",
        "href",
        "address",
    ],
    &["language", "lang", "languagecode", "locale"],
];

/// The places of the columns that are known; the first is the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Places {
    text: usize,
    headline: Option<usize>,
    outlet: Option<usize>,
    author: Option<usize>,
    published: Option<usize>,
    url: Option<usize>,
    language: Option<usize>,
}

fn plain(name: &str) -> String {
    // "source.name" of nested objects is "sourcename".
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many of `names` are names of columns.
pub(super) fn n_known(names: &[String]) -> usize {
    names
        .iter()
        .map(|name| plain(name))
        .filter(|name| NAMES.iter().any(|known| known.contains(&name.as_str())))
        .count()
}

/// Whether one of `names` is a name of the column with the text.
pub(super) fn names_text(names: &[String]) -> bool {
    let [text, ..] = NAMES;
    names.iter().any(|name| text.contains(&plain(name).as_str()))
}

/// Finds the columns by what was chosen, else by their names and contents.
pub(super) fn places(names: &[String], sample: &[Vec<String>], chosen: Option<&Columns>) -> Option<Places> {
    if let Some(chosen) = chosen {
        let place = |name: &Option<String>| names.iter().position(|column| Some(column) == name.as_ref());
        return Some(Places {
            text: names.iter().position(|column| *column == chosen.text)?,
            headline: place(&chosen.headline),
            outlet: place(&chosen.outlet),
            author: place(&chosen.author),
            published: place(&chosen.published),
            url: place(&chosen.url),
            language: place(&chosen.language),
        });
    }
    let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let by_name = |known: &[&str]| {
        known
            .iter()
            .find_map(|known| plain_names.iter().position(|name| name == known))
    };
    let [text, headline, outlet, author, published, url, language] = NAMES;
    let text_by_name = text
        .iter()
        .filter_map(|known| plain_names.iter().position(|name| name == known))
        .find(|column| mean_length(sample, *column) > 0);
    let others = [headline, outlet, author, published, url, language].map(by_name);
    let text = text_by_name.or_else(|| {
        (0..names.len())
            .filter(|column| !others.contains(&Some(*column)))
            .map(|column| (mean_length(sample, column), column))
            .filter(|(length, column)| *length >= MIN_TEXT && has_words(sample, *column))
            .max()
            .map(|(_, column)| column)
    })?;
    let [headline, outlet, author, published, url, language] = others;
    Some(Places {
        text,
        headline,
        outlet,
        author,
        published,
        url,
        language,
    })
}

/// The mean length of a column's cells that are not empty, in characters.
fn mean_length(sample: &[Vec<String>], column: usize) -> usize {
    let lengths: Vec<usize> = sample
        .iter()
        .filter_map(|row| row.get(column))
        .map(|cell| cell.trim().chars().take(2_000).count())
        .filter(|length| *length > 0)
        .collect();
    lengths
        .iter()
        .sum::<usize>()
        .checked_div(lengths.len())
        .unwrap_or(0)
}

/// Whether a column's cells hold running words, not addresses or codes.
fn has_words(sample: &[Vec<String>], column: usize) -> bool {
    let n_spaces: usize = sample
        .iter()
        .filter_map(|row| row.get(column))
        .map(|cell| cell.split_whitespace().take(20).count())
        .sum();
    n_spaces >= sample.len() * 5
}

/// What a preview shows of a table.
pub(super) fn preview(names: Vec<String>, sample: &[Vec<String>]) -> Table {
    let found = places(&names, sample, None).map(|places| {
        let name = |place: Option<usize>| place.and_then(|place| names.get(place).cloned());
        Columns {
            text: name(Some(places.text)).unwrap_or_default(),
            headline: name(places.headline),
            outlet: name(places.outlet),
            author: name(places.author),
            published: name(places.published),
            url: name(places.url),
            language: name(places.language),
        }
    });
    let (n_rows, n_characters) = PREVIEW;
    let cut = |cell: &String| cell.chars().take(n_characters).collect();
    Table {
        rows: sample
            .iter()
            .take(n_rows)
            .map(|row| row.iter().map(cut).collect())
            .collect(),
        columns: names,
        found,
    }
}

/// Reads rows one by one.
pub(super) struct Rows {
    places: Places,
    n_seen: usize,
    n_without_text: usize,
    what: &'static str,
}

impl Rows {
    /// Rows of a table whose columns are at `places`. `what` is what one is called: "row".
    pub(super) fn new(places: Places, what: &'static str) -> Self {
        Self {
            places,
            n_seen: 0,
            n_without_text: 0,
            what,
        }
    }

    /// Reads the next row: `number` is what people call it, `bytes` are what its fingerprint is made of.
    pub(super) fn row(&mut self, reader: &mut Reader<'_>, number: usize, cells: &[String], bytes: &[u8]) {
        self.n_seen += 1;
        let cell = |place: Option<usize>| {
            place
                .and_then(|place| cells.get(place))
                .map(|cell| cell.trim())
                .filter(|cell| !cell.is_empty())
        };
        let Some(text) = cell(Some(self.places.text)) else {
            self.n_without_text += 1;
            return;
        };
        let owned = |place: Option<usize>| cell(place).map(str::to_owned);
        let properties = Properties {
            headline: owned(self.places.headline),
            outlet: owned(self.places.outlet),
            author: owned(self.places.author),
            published: cell(self.places.published).and_then(moment),
            url: owned(self.places.url),
            language: owned(self.places.language),
            are_stated: true,
        };
        let is_page = looks_like_markup(text);
        let document = Document {
            text: if is_page {
                html::words(text)
            } else {
                text.to_owned()
            },
            is_page,
            properties,
            ..Document::default()
        };
        reader.part(
            PartKind::Record,
            &format!("{} {number}", self.what),
            |reader, part| read_row(reader, document, bytes, part),
        );
    }

    /// Says what was left out.
    ///
    /// # Errors
    /// [`ImportError::NoArticle`] if no row had a text.
    pub(super) fn finish(self, reader: &mut Reader<'_>) -> Result<(), ImportError> {
        if self.n_without_text == self.n_seen {
            return Err(ImportError::NoArticle { what: "table" });
        }
        if self.n_without_text > 0 {
            let what = self.what;
            let rows = if self.n_without_text == 1 {
                format!("1 {what} has no text and was")
            } else {
                format!("{} {what}s have no text and were", self.n_without_text)
            };
            reader.tell(Found::Warning(format!("{rows} left out")));
        }
        Ok(())
    }
}

fn read_row(
    reader: &mut Reader<'_>,
    document: Document,
    bytes: &[u8],
    part: Part,
) -> Result<(), ImportError> {
    let read = article(document, bytes, Hint::default())?;
    reader.tell(Found::Article(Box::new(Imported {
        part: Some(part),
        article: read.value,
        warnings: read.warnings,
    })));
    Ok(())
}

/// Whether a cell is the markup of a page.
fn looks_like_markup(text: &str) -> bool {
    let head: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    [
        "<p>",
        "<p ",
        "<div",
        "<br",
        "</p>",
        "<html",
        "<!doctype html",
        "<article",
        "<span",
    ]
    .iter()
    .any(|tag| head.contains(tag))
}

/// A date in words, or seconds or milliseconds since 1970.
fn moment(cell: &str) -> Option<PublicationDate> {
    let is_number = cell.len() >= 9 && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number
        && let Some(whole) = cell.split('.').next()
        && let Ok(number) = whole.parse::<i64>()
        // Eight digits are a date.
        && number > 99_999_999
    {
        let timestamp = if number > 100_000_000_000 {
            Timestamp::from_millisecond(number)
        } else {
            Timestamp::from_second(number)
        };
        let local = Offset::UTC.to_datetime(timestamp.ok()?);
        return Some(PublicationDate::moment(local, Offset::UTC));
    }
    date(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_name_and_by_contents() {
        let long = "He said that the line would open in May and that nobody had asked him about it before. "
            .repeat(3);
        let sample = vec![owned(&["1", "Line opens", &long, "https://a.example/1"])];
        let by_name = places(&owned(&["id", "Title", "Full_Text", "URL"]), &sample, None).unwrap();
        assert_eq!(
            (by_name.text, by_name.headline, by_name.url),
            (2, Some(1), Some(3))
        );
        let by_contents = places(&owned(&["id", "title", "x", "link"]), &sample, None).unwrap();
        assert_eq!(by_contents.text, 2);
        assert!(places(&owned(&["a", "b"]), &[owned(&["1", "2"])], None).is_none());
        let chosen = Columns {
            text: "title".to_owned(),
            ..Columns::default()
        };
        assert_eq!(
            places(&owned(&["id", "title", "x", "link"]), &sample, Some(&chosen))
                .unwrap()
                .text,
            1
        );
    }

    #[test]
    fn dates_may_be_numbers() {
        let day = |cell| moment(cell).map(|date| date.to_string());
        assert_eq!(day("1804834800").as_deref(), Some("2027-03-12T07:00:00+00:00"));
        assert_eq!(day("1804834800000").as_deref(), Some("2027-03-12T07:00:00+00:00"));
        assert_eq!(day("2027-03-10").as_deref(), Some("2027-03-10"));
        assert_eq!(day("12"), None);
    }
}
