//! Front matter of Markdown: lines of "key: value" between lines "---" at the very beginning (YAML), or of
//! "key = value" between lines "+++" (TOML).
//!
//! Limits: values are words, words in quotation marks, and lists of them; blocks of lines are passed over.

use super::properties::{Properties, date};

/// The longest front matter, in bytes.
const LONGEST: usize = 20_000;

/// What stands before a text.
#[derive(Debug)]
pub(super) struct FrontMatter {
    /// What it says about the text.
    pub properties: Properties,
    /// Where the text after it begins, in bytes.
    pub end: usize,
}

/// Keys, by what they give; the first that is there counts.
const HEADLINE: &[&str] = &["title", "headline"];
const OUTLET: &[&str] = &[
    "outlet",
    "publication",
    "publisher",
    "site",
    "source",
    "newspaper",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator"];
const PUBLISHED: &[&str] = &[
    "date",
    "published",
    "publish_date",
    "publishdate",
    "pubdate",
    "created",
];
const URL: &[&str] = &["url", "link", "permalink", "source", "source_url"];
const LANGUAGE: &[&str] = &["lang", "language", "locale"];

/// The front matter of a text; `None` if it has none, or what looks like it says nothing that is known.
pub(super) fn read(text: &str) -> Option<FrontMatter> {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = bare.split_inclusive('\n');
    let mut end = text.len() - bare.len();
    let first = lines.next()?;
    end += first.len();
    let (fence, mark) = match first.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut is_closed = false;
    for line in lines {
        end += line.len();
        if end > LONGEST {
            return None;
        }
        let line = line.trim_end();
        if line == fence || (fence == "---" && line == "...") {
            is_closed = true;
            break;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']) || line.starts_with("- ");
        if indented {
            let item = line.trim().strip_prefix("- ").map(value);
            if let (Some((_, value)), Some(item)) = (pairs.last_mut(), item) {
                if !value.is_empty() {
                    value.push_str(", ");
                }
                value.push_str(&item);
            }
            continue;
        }
        let (key, given) = line.split_once(mark)?;
        let key = key.trim().to_lowercase();
        if key.is_empty() || key.split_whitespace().count() > 2 || key.len() > 40 {
            return None;
        }
        pairs.push((key, value(given)));
    }
    if !is_closed {
        return None;
    }
    let get = |keys: &[&str]| {
        keys.iter()
            .filter_map(|key| pairs.iter().find(|(name, _)| name == key))
            .map(|(_, value)| value.clone())
            .find(|value| !value.is_empty())
    };
    let is_address = |value: &String| value.starts_with("http://") || value.starts_with("https://");
    let properties = Properties {
        headline: get(HEADLINE),
        outlet: get(OUTLET).filter(|value| !is_address(value)),
        author: get(AUTHOR),
        published: get(PUBLISHED).as_deref().and_then(date),
        url: URL.iter().filter_map(|key| get(&[key])).find(is_address),
        language: get(LANGUAGE),
        are_stated: true,
    };
    let is_known = properties.headline.is_some()
        || properties.author.is_some()
        || properties.published.is_some()
        || properties.url.is_some();
    is_known.then_some(FrontMatter { properties, end })
}

/// A value without its quotation marks; the items of a list in brackets with commas between them.
fn value(given: &str) -> String {
    let given = given.trim();
    if let Some(inside) = given.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let items: Vec<String> = inside
            .split(',')
            .map(value)
            .filter(|item| !item.is_empty())
            .collect();
        return items.join(", ");
    }
    for mark in ['"', '\''] {
        if let Some(inside) = given.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark)) {
            return if mark == '"' {
                inside.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inside.replace("''", "'")
            };
        }
    }
    // A remark behind a value; blocks of lines and references are no values.
    let bare = given.split(" #").next().unwrap_or_default().trim();
    if matches!(bare, "|" | ">" | "|-" | ">-" | "~" | "null") || bare.starts_with(['&', '*', '!', '{']) {
        String::new()
    } else {
        bare.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_it_says_is_read() {
        let text = "---\ntitle: \"Line opens: \\\"at last\\\"\"\nauthor:\n  - Jane Doe\n  - Ali Veli\ndate: 2027-03-10\nsource: \
                    https://courier.example/a\ntags: [a, b]\nlang: en # sic\n---\n\nHe said no.\n";
        let matter = read(text).unwrap();
        assert_eq!(text.get(matter.end..), Some("\nHe said no.\n"));
        let properties = matter.properties;
        assert_eq!(properties.headline.as_deref(), Some("Line opens: \"at last\""));
        assert_eq!(properties.author.as_deref(), Some("Jane Doe, Ali Veli"));
        assert_eq!(
            properties.published.map(|date| date.to_string()).as_deref(),
            Some("2027-03-10")
        );
        assert_eq!(properties.url.as_deref(), Some("https://courier.example/a"));
        assert_eq!(
            (properties.outlet, properties.language.as_deref()),
            (None, Some("en"))
        );
        assert!(read("+++\ntitle = 'Line opens'\n+++\nHe said no.").is_some());
    }

    #[test]
    fn rules_and_prose_are_no_front_matter() {
        for text in [
            "---\nHe said: no.\n---\n",
            "---\nHe said no.\n",
            "---\ntitle: never closed\n",
            "---\n\nWords",
            "title: x\n---\n",
            "---\n---\nWords",
            "---\nMinister, he said, and left: no.\ntitle: x\n---\n",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "---\n([a-z\\-:\\[\\]\"' ,#\n|é]{0,30}\n){0,6}---\n[a-z]{0,5}") {
            if let Some(matter) = read(&text) {
                prop_assert!(text.is_char_boundary(matter.end));
            }
        }
    }
}
