//! What a page says about itself: JSON-LD, `OpenGraph` and other meta tags.

use dom_query::Document;
use serde_json::Value;

use super::outlet;

/// What a page says about itself, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct PageData {
    /// Headline.
    pub headline: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Author or authors.
    pub author: Option<String>,
    /// Date of publication, mostly ISO 8601.
    pub published: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// The words of the article without tags.
    pub article_body: Option<String>,
}

/// Structured data first, then meta tags, then the title.
pub(super) fn data(document: &Document) -> PageData {
    let mut data = PageData::default();
    for script in &document.select("script[type='application/ld+json']") {
        if let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) {
            structured(&value, &mut data, 0);
        }
    }
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            let tag = document.select(&format!(
                "meta[property='{name}'], meta[name='{name}'], meta[itemprop='{name}']"
            ));
            tag.iter()
                .find_map(|tag| tag.attr("content"))
                .and_then(|content| clean(&content))
        })
    };
    fill(&mut data.headline, || {
        meta(&["og:title", "twitter:title", "headline"])
    });
    fill(&mut data.author, || {
        meta(&[
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
        ])
        .filter(|author| !author.contains("://"))
    });
    fill(&mut data.published, || {
        meta(&[
            "article:published_time",
            "datePublished",
            "parsely-pub-date",
            "sailthru.date",
            "date",
            "pubdate",
            "publish-date",
            "DC.date.issued",
        ])
    });
    fill(&mut data.published, || {
        document
            .select("article time[datetime], time[datetime][pubdate]")
            .iter()
            .find_map(|time| time.attr("datetime"))
            .and_then(|datetime| clean(&datetime))
    });
    fill(&mut data.url, || {
        document
            .select("link[rel='canonical']")
            .iter()
            .find_map(|link| link.attr("href"))
            .and_then(|href| clean(&href))
            .or_else(|| meta(&["og:url"]))
    });
    data.url = data
        .url
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"));
    let title = clean(&document.select("title").text());
    let outlets: Vec<String> = data
        .outlet
        .take()
        .into_iter()
        .chain(
            ["og:site_name", "application-name", "publisher"]
                .iter()
                .filter_map(|name| meta(&[name])),
        )
        .collect();
    data.outlet = outlet::chosen(&outlets, title.as_deref(), data.url.as_deref());
    data.author = data
        .author
        .as_deref()
        .and_then(author)
        .and_then(|author| outlet::without_outlet(&author, data.outlet.as_deref()).map(str::to_owned));
    fill(&mut data.language, || {
        document
            .select("html[lang]")
            .attr("lang")
            .and_then(|lang| clean(&lang))
            .or_else(|| meta(&["content-language"]))
    });
    data.language = data.language.filter(|tag| {
        tag.len() <= 12
            && tag
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    });
    data.headline = headline(data.headline.take(), title, data.outlet.as_deref());
    data
}

fn fill(field: &mut Option<String>, found: impl FnOnce() -> Option<String>) {
    if field.is_none() {
        *field = found();
    }
}

/// The author without "By"; the name of an account is none.
fn author(given: &str) -> Option<String> {
    let bare = given
        .strip_prefix("By ")
        .or_else(|| given.strip_prefix("by "))
        .unwrap_or(given)
        .trim();
    (!bare.is_empty() && !bare.eq_ignore_ascii_case("admin")).then(|| bare.to_owned())
}

/// One line, entities of sloppy pages undone; `None` if nothing is left.
fn clean(words: &str) -> Option<String> {
    let words = if words.contains('&') && !words.contains('<') {
        Document::fragment(words).root().text().to_string()
    } else {
        words.to_owned()
    };
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| line.chars().take(1_000).collect())
}

/// The headline without the outlet that titles carry at their end.
fn headline(given: Option<String>, title: Option<String>, outlet: Option<&str>) -> Option<String> {
    let headline = given.or(title)?;
    let Some(outlet) = outlet else {
        return Some(headline);
    };
    for mark in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((before, after)) = headline.rsplit_once(mark)
            && squeezed(after).contains(&squeezed(outlet))
            && before.split_whitespace().count() >= 2
        {
            return Some(before.to_owned());
        }
    }
    Some(headline)
}

/// Lower case without spaces, to tell a name from the way it is written in titles.
fn squeezed(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

/// Fills `data` from one object of structured data and those inside it.
fn structured(value: &Value, data: &mut PageData, depth: usize) {
    if depth > 8 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| structured(value, data, depth + 1)),
        Value::Object(object) => {
            if let Some(graph) = object.get("@graph") {
                structured(graph, data, depth + 1);
            }
            if !is_article(object.get("@type")) {
                return;
            }
            let text = |name: &str| object.get(name).and_then(Value::as_str).and_then(clean);
            fill(&mut data.headline, || text("headline"));
            fill(&mut data.published, || text("datePublished"));
            fill(&mut data.language, || text("inLanguage"));
            fill(&mut data.author, || object.get("author").and_then(names));
            fill(&mut data.outlet, || object.get("publisher").and_then(names));
            fill(&mut data.url, || text("url"));
            fill(&mut data.article_body, || {
                object
                    .get("articleBody")
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            });
        }
        _ => {}
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let is_kind = |kind: &Value| {
        kind.as_str()
            .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is_kind),
        Some(kind) => is_kind(kind),
        None => false,
    }
}

/// The names of persons or organisations: a string, an object with a name, or several of them.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => clean(name).filter(|name| !name.contains("://")),
        Value::Object(object) => object.get("name").and_then(names),
        Value::Array(values) => {
            let mut all: Vec<String> = Vec::new();
            for name in values.iter().filter_map(names) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}
