//! Sources as CSL-JSON, which reference managers read.

use serde_json::{Value, json};

use crate::briefing::document::records::SourceRecord;
use crate::model::PublicationDate;

/// The sources as a list of items, ending with a line break.
pub(super) fn encode(sources: &[SourceRecord]) -> Vec<u8> {
    let items: Vec<Value> = sources.iter().map(item).collect();
    // Values that were made a moment ago can be written.
    let mut bytes = serde_json::to_vec_pretty(&items).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item(source: &SourceRecord) -> Value {
    let kind = if source.url.is_some() {
        "webpage"
    } else {
        "article-newspaper"
    };
    let mut item = json!({ "id": source.id, "type": kind, "title": source.headline });
    let fingerprint = (!source.fingerprint.is_empty()).then(|| format!("SHA-256: {}", source.fingerprint));
    let fields = [
        ("container-title", source.outlet.clone().map(Value::from)),
        (
            "author",
            source.author.as_ref().map(|name| json!([{ "literal": name }])),
        ),
        ("issued", source.published.map(date)),
        ("accessed", source.accessed.map(date)),
        ("URL", source.url.clone().map(Value::from)),
        ("archive_location", source.archived.clone().map(Value::from)),
        ("language", source.language.clone().map(Value::from)),
        ("publisher-place", source.dateline.clone().map(Value::from)),
        ("note", fingerprint.map(Value::from)),
    ];
    if let Some(item) = item.as_object_mut() {
        for (name, value) in fields {
            if let Some(value) = value {
                item.insert(name.to_owned(), value);
            }
        }
    }
    item
}

fn date(date: PublicationDate) -> Value {
    let day = date.date();
    json!({ "date-parts": [[day.year(), day.month(), day.day()]] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_the_names_of_csl() {
        let source = SourceRecord {
            id: "a1".to_owned(),
            headline: "“Ready”, says minister".to_owned(),
            outlet: Some("Northern Courier".to_owned()),
            published: Some("2027-03-05".parse().unwrap()),
            author: Some("L. Petrosyan".to_owned()),
            ..SourceRecord::default()
        };
        let items: Value = serde_json::from_slice(&encode(&[source])).unwrap();
        assert_eq!(
            items,
            json!([{
                "id": "a1", "type": "article-newspaper", "title": "“Ready”, says minister",
                "container-title": "Northern Courier", "author": [{ "literal": "L. Petrosyan" }],
                "issued": { "date-parts": [[2027, 3, 5]] }
            }])
        );
    }
}
