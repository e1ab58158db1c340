//! Statements for spreadsheets and programs: CSV and JSON Lines.

use serde::Serialize as _;

use super::escape::plain;
use crate::briefing::document::records::StatementRecord;

/// The mark of UTF-8, without which Excel takes letters for those of another encoding.
const MARK: [u8; 3] = *b"\xef\xbb\xbf";

/// A table with a header, beginning with the mark of UTF-8. Every field is quoted; control characters and characters that turn the direction
/// of writing are written out, and a field that a spreadsheet would take for a formula begins with an
/// apostrophe.
pub(super) fn csv(records: &[StatementRecord]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let mut write = |fields: &[String]| {
        // Writing to memory does not fail.
        writer.write_record(fields).ok();
    };
    let header: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    write(&header);
    for record in records {
        let fields: Vec<String> = COLUMNS
            .iter()
            .map(|(_, field)| harmless(&field(record)))
            .collect();
        write(&fields);
    }
    writer.into_inner().unwrap_or_default()
}

type Column = (&'static str, fn(&StatementRecord) -> String);

const COLUMNS: [Column; 30] = [
    ("id", |record| record.id.clone()),
    ("article", |record| record.article.clone()),
    ("speaker", |record| of(record.speaker.as_ref())),
    ("role", |record| of(record.role.as_ref())),
    ("parties", |record| record.parties.join("; ")),
    ("party names", |record| record.party_names.join("; ")),
    ("kind", |record| record.kind.to_owned()),
    ("words", |record| record.words.clone()),
    ("cue", |record| of(record.cue.as_ref())),
    ("source", |record| of(record.source.as_ref())),
    ("places", |record| {
        let places = record.content.iter().map(|(start, end)| format!("{start}–{end}"));
        places.collect::<Vec<_>>().join("; ")
    }),
    ("topics", |record| {
        let topics = record.topics.iter().map(|topic| topic.topic.as_str());
        topics.collect::<Vec<_>>().join("; ")
    }),
    ("stances", |record| {
        let stances = record.topics.iter().map(|topic| topic.stance);
        stances.collect::<Vec<_>>().join("; ")
    }),
    ("said", |record| of(record.said.as_ref())),
    ("origin", |record| record.origin.to_owned()),
    ("confidence", |record| {
        format!("{:.2}", f64::from(record.confidence.0) / 100.0)
    }),
    ("checked", |record| yes_or_no(record.checked)),
    ("put aside", |record| yes_or_no(record.put_aside)),
    ("in briefing", |record| yes_or_no(record.in_briefing)),
    ("outlet", |record| of(record.outlet.as_ref())),
    ("headline", |record| record.headline.clone()),
    ("author", |record| of(record.author.as_ref())),
    ("published", |record| of(record.published.as_ref())),
    ("accessed", |record| of(record.accessed.as_ref())),
    ("language", |record| of(record.language.as_ref())),
    ("dateline", |record| of(record.dateline.as_ref())),
    ("url", |record| of(record.url.as_ref())),
    ("archived", |record| of(record.archived.as_ref())),
    ("fingerprint", |record| of(record.fingerprint.as_ref())),
    ("n words", |record| {
        record.words.split_whitespace().count().to_string()
    }),
];

fn of(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn yes_or_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// A field that no spreadsheet takes for a formula. Spaces before it do not hide one.
fn harmless(field: &str) -> String {
    let field = plain(field);
    let first = field
        .trim_start_matches(|character: char| character.is_whitespace())
        .chars()
        .next();
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%') => format!("'{field}"),
        _ => field,
    }
}

/// One JSON object a line, with all fields as they are.
pub(super) fn json_lines(records: &[StatementRecord]) -> Vec<u8> {
    let mut lines = Vec::new();
    for record in records {
        let mut line = Vec::new();
        let mut serializer = serde_json::Serializer::new(&mut line);
        // Writing to memory does not fail.
        if record.serialize(&mut serializer).is_ok() {
            lines.append(&mut line);
            lines.push(b'\n');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(words: &str) -> StatementRecord {
        StatementRecord {
            id: "a1.1".to_owned(),
            words: words.to_owned(),
            speaker: Some("=cmd|'/c calc'!A1".to_owned()),
            kind: "direct",
            ..StatementRecord::default()
        }
    }

    #[test]
    fn no_field_is_a_formula() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            ("  +1", "'+1"),
            ("\t@SUM(A1)", "'@SUM(A1)"),
            ("-5 degrees", "'-5 degrees"),
            ("A plain \"word\", and\r\nmore", "A plain \"word\", and more"),
            ("a\u{202e}b\u{0}", "a⟨U+202E⟩b⟨U+0000⟩"),
        ] {
            let bytes = csv(&[record(words)]);
            assert!(
                bytes.starts_with("\u{feff}\"id\",".as_bytes()),
                "Excel sees UTF-8"
            );
            let mut reader = csv::Reader::from_reader(bytes.as_slice());
            let header = reader.headers().unwrap().clone();
            assert_eq!(header.len(), COLUMNS.len());
            let row = reader.records().next().unwrap().unwrap();
            let at = |name: &str| {
                row.get(header.iter().position(|other| other == name).unwrap())
                    .unwrap()
            };
            assert_eq!(at("words"), expected);
            assert_eq!(at("speaker"), "'=cmd|'/c calc'!A1");
        }
    }

    #[test]
    fn lines_hold_every_field_as_it_is() {
        let lines = String::from_utf8(json_lines(&[record("=1\n+1"), record("b")])).unwrap();
        assert_eq!(lines.lines().count(), 2);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(first["words"], "=1\n+1");
        assert_eq!(first["checked"], false);
        assert!(first["outlet"].is_null());
    }
}
