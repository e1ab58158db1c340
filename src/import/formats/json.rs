//! Lists of objects (JSON Lines, arrays of JSON): each object an article.
//!
//! Objects are cut out of the text one by one, so that a broken one leaves the others.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Reader;
use super::table::{self, MAX_COLUMNS, N_SAMPLE, Rows};
use crate::import::parts::{Found, Table};
use crate::import::{ImportError, decode, sniff::Format};

const WHAT: &str = "JSON file";

/// How deep objects inside objects are looked at: `source.name`.
const MAX_DEPTH: usize = 3;

/// Reads each object.
///
/// # Errors
/// [`ImportError`] if there are no objects, or no key with texts.
pub(super) fn read(reader: &mut Reader<'_>, bytes: &[u8]) -> Result<(), ImportError> {
    let text = decode::decode(bytes, Format::Text).text;
    let pieces = pieces(&text);
    let (names, sample) = sampled(&pieces);
    if names.is_empty() {
        return Err(broken(&pieces));
    }
    let places =
        table::places(&names, &sample, reader.choices.columns.as_ref()).ok_or(ImportError::NoColumn)?;
    let mut rows = Rows::new(places, "object");
    let mut n_broken = 0_usize;
    for (idx, piece) in pieces.iter().enumerate() {
        match serde_json::from_str::<Map<String, Value>>(piece) {
            Ok(object) => rows.row(reader, idx + 1, &cells(&object, &names), piece.as_bytes()),
            Err(_) => n_broken += 1,
        }
    }
    if n_broken > 0 {
        let objects = if n_broken == 1 {
            "1 object is".to_owned()
        } else {
            format!("{n_broken} objects are")
        };
        reader.tell(Found::Warning(format!(
            "{objects} not written as JSON asks for and could not be read"
        )));
    }
    rows.finish(reader)
}

/// The beginning of the list.
///
/// # Errors
/// [`ImportError`] if it cannot be read.
pub(super) fn preview(bytes: &[u8]) -> Result<Table, ImportError> {
    let text = decode::decode(bytes, Format::Text).text;
    let pieces = pieces(&text);
    let (names, sample) = sampled(&pieces);
    if names.is_empty() {
        return Err(broken(&pieces));
    }
    Ok(table::preview(names, &sample))
}

fn broken(pieces: &[&str]) -> ImportError {
    match pieces
        .iter()
        .find_map(|piece| serde_json::from_str::<Value>(piece).err())
    {
        Some(error) if error.to_string().contains("recursion limit") => ImportError::Excessive {
            what: WHAT,
            excess: "nests more than a hundred values in each other",
        },
        Some(error) => ImportError::Damaged {
            what: WHAT,
            why: error.to_string(),
        },
        None => ImportError::NoArticle { what: WHAT },
    }
}

/// The names of all keys and the cells of the first objects.
fn sampled(pieces: &[&str]) -> (Vec<String>, Vec<Vec<String>>) {
    let objects: Vec<Map<String, Value>> = pieces
        .iter()
        .take(N_SAMPLE * 2)
        .filter_map(|piece| serde_json::from_str(piece).ok())
        .take(N_SAMPLE)
        .collect();
    let mut names: Vec<String> = Vec::new();
    for object in &objects {
        let mut flat = BTreeMap::new();
        flatten(object, "", 0, &mut flat);
        for name in flat.into_keys() {
            if names.len() < MAX_COLUMNS && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let sample = objects.iter().map(|object| cells(object, &names)).collect();
    (names, sample)
}

fn cells(object: &Map<String, Value>, names: &[String]) -> Vec<String> {
    let mut flat = BTreeMap::new();
    flatten(object, "", 0, &mut flat);
    names
        .iter()
        .map(|name| flat.remove(name).unwrap_or_default())
        .collect()
}

/// The values of an object and those inside it, by path: `source.name`.
fn flatten(object: &Map<String, Value>, path: &str, depth: usize, flat: &mut BTreeMap<String, String>) {
    for (key, value) in object {
        if flat.len() >= MAX_COLUMNS {
            return;
        }
        let name = if path.is_empty() {
            key.clone()
        } else {
            format!("{path}.{key}")
        };
        match value {
            Value::Object(inner) if depth + 1 < MAX_DEPTH => flatten(inner, &name, depth + 1, flat),
            Value::Object(_) => {}
            value => {
                flat.insert(name, words(value));
            }
        }
    }
}

fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Null | Value::Object(_) => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => {
            let words: Vec<String> = values
                .iter()
                .map(|value| match value {
                    Value::Object(object) => object.get("name").map(words).unwrap_or_default(),
                    Value::Array(_) => String::new(),
                    value => words(value),
                })
                .filter(|words| !words.is_empty())
                .collect();
            // Paragraphs, or names.
            let are_long = words.iter().any(|words| words.len() > 100);
            words.join(if are_long { "\n\n" } else { ", " })
        }
    }
}

/// The texts of the objects in a document: lines, elements of an array, or of the one array in an object.
fn pieces(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let are_lines = lines.len() > 1
            && lines.first().is_some_and(|line| {
                line.ends_with('}') && serde_json::from_str::<Map<String, Value>>(line).is_ok()
            });
        if are_lines {
            return lines;
        }
    }
    let objects = objects(text);
    let [single] = objects.as_slice() else {
        return objects;
    };
    // {"status": "ok", "articles": [{…}, {…}]}
    let has_text = |piece: &str| {
        let (names, sample) = sampled(&[piece]);
        table::places(&names, &sample, None).is_some()
    };
    let inner = single.get(1..).map(self::objects).unwrap_or_default();
    let is_list = single.contains('[') && inner.first().is_some_and(|piece| has_text(piece));
    if is_list && !has_text(single) {
        inner
    } else {
        objects
    }
}

/// The outermost objects of a text: from each brace to the one that closes it.
fn objects(text: &str) -> Vec<&str> {
    let mut objects = Vec::new();
    let mut start = None;
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            // Outside objects quotation marks mean nothing.
            b'"' => in_string = depth > 0,
            b'{' => {
                if depth == 0 {
                    start = Some(at);
                }
                depth += 1;
            }
            b'}' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    objects.extend(start.take().and_then(|start| text.get(start..=at)));
                }
            }
            _ => {}
        }
    }
    // One that breaks off.
    objects.extend(start.and_then(|start| text.get(start..)));
    objects
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn objects_are_found_in_lines_arrays_and_wrappers() {
        assert_eq!(pieces("{\"a\":1}\n{\"a\":2}\n").len(), 2);
        assert_eq!(
            pieces("[{\"a\":\"}\"},\n {\"a\":{\"b\":\"\\\"}\"}}]"),
            ["{\"a\":\"}\"}", "{\"a\":{\"b\":\"\\\"}\"}}"]
        );
        let wrapper = "{\"status\":\"ok\",\"articles\":[{\"title\":\"t\",\"content\":\"words\"}]}";
        assert_eq!(pieces(wrapper), ["{\"title\":\"t\",\"content\":\"words\"}"]);
        assert_eq!(
            pieces("{\"text\": \"words\",\n \"tags\": [{\"text\": \"x\"}]}").len(),
            1
        );
    }

    #[test]
    fn values_inside_objects_are_found() {
        let (names, sample) =
            sampled(&["{\"source\":{\"name\":\"Courier\"},\"authors\":[\"A\",{\"name\":\"B\"}],\"n\":1}"]);
        assert_eq!(names, ["authors", "n", "source.name"]);
        assert_eq!(sample, [["A, B", "1", "Courier"]]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in "[{}\\[\\]\"\\\\a:,\n ]{0,200}") {
            let total: usize = pieces(&text).iter().map(|piece| piece.len()).sum();
            prop_assert!(total <= text.len());
        }
    }
}
