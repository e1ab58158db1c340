//! Tables with cells between commas, semicolons, tabs or bars (CSV, TSV): each row an article.

use csv::{ReaderBuilder, StringRecord};

use super::Reader;
use super::table::{self, MAX_COLUMNS, N_SAMPLE, Rows};
use crate::import::parts::Table;
use crate::import::{ImportError, decode, sniff::Format};

/// More pieces than this are not looked at to tell whether a text is a table.
const MOST_COLUMNS: usize = 64;
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A table, its first rows known.
struct Sheet {
    text: String,
    delimiter: u8,
    has_head: bool,
    names: Vec<String>,
    sample: Vec<Vec<String>>,
}

impl Sheet {
    fn new(bytes: &[u8]) -> Result<Self, ImportError> {
        let mut text = decode::decode(bytes, Format::Text).text;
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let delimiter = delimiter(&text);
        let mut rows: Vec<Vec<String>> = records(&text, delimiter)
            .take(N_SAMPLE + 1)
            .map(|record| cells(&record))
            .collect();
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
        if widest > MAX_COLUMNS {
            return Err(ImportError::Excessive {
                what: "table",
                excess: "has more than 300 columns",
            });
        }
        let has_head = rows.first().is_some_and(|row| is_head(row));
        let mut names = if has_head { rows.remove(0) } else { Vec::new() };
        for number in names.len()..widest {
            names.push(format!("column {}", number + 1));
        }
        Ok(Self {
            text,
            delimiter,
            has_head,
            names,
            sample: rows,
        })
    }
}

/// Reads each row.
///
/// # Errors
/// [`ImportError`] if there is no column with texts.
pub(super) fn read(reader: &mut Reader<'_>, bytes: &[u8]) -> Result<(), ImportError> {
    let sheet = Sheet::new(bytes)?;
    let places = table::places(&sheet.names, &sheet.sample, reader.choices.columns.as_ref())
        .ok_or(ImportError::NoColumn)?;
    let mut rows = Rows::new(places, "row");
    let n_head = usize::from(sheet.has_head);
    for (idx, record) in records(&sheet.text, sheet.delimiter).enumerate().skip(n_head) {
        let cells = cells(&record);
        rows.row(reader, idx + 1, &cells, record.as_slice().as_bytes());
    }
    rows.finish(reader)
}

/// The beginning of the table.
///
/// # Errors
/// [`ImportError`] if it cannot be read.
pub(super) fn preview(bytes: &[u8]) -> Result<Table, ImportError> {
    let sheet = Sheet::new(bytes)?;
    Ok(table::preview(sheet.names, &sheet.sample))
}

/// Whether the first row of a text names columns, one of them that with the text.
pub(in crate::import) fn has_known_head(head: &str) -> bool {
    let delimiter = delimiter(head);
    // Most texts are no tables, and reading them as one costs as much as cleaning them.
    let pieces: Vec<String> = head
        .lines()
        .next()
        .unwrap_or_default()
        .split(char::from(delimiter))
        .take(MOST_COLUMNS)
        .map(|piece| piece.trim_matches('"').to_owned())
        .collect();
    if pieces.len() < 2 || table::n_known(&pieces) == 0 {
        return false;
    }
    let row = records(head, delimiter).next();
    row.is_some_and(|row| {
        let names = cells(&row);
        names.len() >= 2 && is_head(&names) && table::n_known(&names) >= 2 && table::names_text(&names)
    })
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> + '_ {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .into_records()
        // The text is UTF-8 and rows may have any length, so nothing can fail.
        .filter_map(Result::ok)
}

fn cells(record: &StringRecord) -> Vec<String> {
    record.iter().map(str::to_owned).collect()
}

/// What parts the cells: what is commonest in the first line outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for byte in text.bytes().take(100_000) {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            byte if !is_quoted => {
                for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(byte == delimiter);
                }
            }
            _ => {}
        }
    }
    // The first of equals.
    let best = counts
        .iter()
        .zip(DELIMITERS)
        .rev()
        .max_by_key(|(count, _)| **count);
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// Whether a row names columns: one name is known, or all are short and no numbers.
fn is_head(row: &[String]) -> bool {
    if table::n_known(row) > 0 {
        return row.iter().all(|cell| cell.chars().count() <= 60);
    }
    row.iter().all(|cell| {
        let cell = cell.trim();
        !cell.is_empty()
            && cell.chars().count() <= 30
            && !cell.chars().any(|c| c.is_ascii_digit())
            && cell.split_whitespace().count() <= 3
            && !cell.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_outside_quotation_marks() {
        assert_eq!(delimiter("\"a;b;c;d\",\"x\"\n"), b',');
        assert_eq!(delimiter("title;text\n"), b';');
        assert_eq!(delimiter("title\ttext\n1,2,3,4"), b'\t');
        assert_eq!(delimiter("title"), b',');
    }

    #[test]
    fn a_head_is_told_from_prose() {
        assert!(has_known_head("title,date,text\n"));
        assert!(!has_known_head("The title, date and text of it\n"));
        assert!(!has_known_head("He said no, and left.\n"));
        assert!(!has_known_head("title: He said no\n"));
    }

    #[test]
    fn columns_without_names_are_numbered() {
        let table = preview(b"1,\"He said that the line would open.\"\n2,\"She said, never.\"\n").unwrap();
        assert_eq!(table.columns, ["column 1", "column 2"]);
        assert_eq!(table.rows.len(), 2);
    }
}
