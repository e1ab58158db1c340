//! One pass over a page's tags: is it safe to build a tree of, and its bare words if not.
//!
//! Limits: tags are told by "<" and a letter; what stands inside script and style is left out.

use crate::text::span::slice;

/// Deepest nesting of elements, the limit of browsers.
const MAX_DEPTH: usize = 512;
/// Most elements that the tree may come to have.
const MAX_NODES: usize = 400_000;
/// Most attributes of one tag.
const MAX_ATTRIBUTES: usize = 500;
/// Most formatting elements ("b", "font") that are open at the same time: each is built anew in each
/// paragraph.
const MAX_FORMATTING: usize = 64;

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "path", "circle", "rect", "use", "polygon", "line", "stop",
];
/// Elements that the next of their kind or their parent's end closes.
const OPTIONAL_END: &[&str] = &[
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "rp", "rt",
    "html", "head", "body", "colgroup",
];
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "noscript", "template", "iframe", "xmp",
];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u", "wbr", "time", "ins", "del",
];

/// Commonest elements that form blocks.
const BLOCKS: &[&str] = &[
    "div",
    "section",
    "article",
    "aside",
    "main",
    "header",
    "footer",
    "nav",
    "ul",
    "ol",
    "dl",
    "table",
    "form",
    "blockquote",
    "figure",
    "figcaption",
    "fieldset",
    "details",
    "summary",
    "center",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// What comments and declarations are called.
const NO_ELEMENT: &str = "!";

struct Tag<'a> {
    name: String,
    is_end: bool,
    is_self_closing: bool,
    /// Where it begins and where the text after it begins.
    start: usize,
    end: usize,
    inside: &'a str,
}

/// Most entities: each is a piece of text of its own to the tree builder.
const MAX_ENTITIES: usize = 100_000;

/// Whether a tree of the page stays within bounds.
pub(super) fn is_tame(html: &str) -> bool {
    if html.matches('&').count() > MAX_ENTITIES || html.matches('<').count() > MAX_NODES * 2 {
        return false;
    }
    let mut depth = 0_usize;
    let mut n_formatting = 0_usize;
    let mut n_nodes = 0_usize;
    for tag in Tags::new(html) {
        let name = tag.name.as_str();
        if VOID.contains(&name) || (tag.is_self_closing && !stays_open(name)) {
            n_nodes += 1;
        } else if tag.is_end {
            if !OPTIONAL_END.contains(&name) {
                depth = depth.saturating_sub(1);
            }
            if FORMATTING.contains(&name) {
                n_formatting = n_formatting.saturating_sub(1);
            }
            continue;
        } else if FORMATTING.contains(&name) {
            n_formatting += 1;
            n_nodes += 1;
            depth += 1;
        } else {
            n_nodes += 1 + n_formatting;
            depth += usize::from(!OPTIONAL_END.contains(&name));
        }
        if depth > MAX_DEPTH
            || n_formatting > MAX_FORMATTING
            || n_nodes > MAX_NODES
            || n_attributes(tag.inside) > MAX_ATTRIBUTES
        {
            return false;
        }
    }
    true
}

/// Whether an element stays open whatever stands before the ">" of its tag, as all elements of HTML do. A link
/// is closed by the next one.
fn stays_open(name: &str) -> bool {
    name != "a" && (INLINE.contains(&name) || FORMATTING.contains(&name) || BLOCKS.contains(&name))
}

/// About how many attributes stand inside a tag: pieces between white space outside quotation marks.
fn n_attributes(inside: &str) -> usize {
    let mut count = 0;
    let mut open = None;
    let mut in_word = false;
    for byte in inside.bytes() {
        if let Some(mark) = open {
            if mark == byte {
                open = None;
            }
        } else if matches!(byte, b'"' | b'\'') {
            open = Some(byte);
        } else if byte.is_ascii_whitespace() || byte == b'/' {
            in_word = false;
        } else if !in_word {
            in_word = true;
            count += 1;
        }
    }
    count
}

/// The words of a page without its tags: a blank line where a block begins or ends.
pub(super) fn stripped(html: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    let mut raw: Option<String> = None;
    for tag in Tags::new(html) {
        if raw.is_none() {
            super::body::push_words(&mut text, &unescaped(slice(html, from, tag.start)));
        }
        if RAW.contains(&tag.name.as_str()) {
            raw = (!tag.is_end).then(|| tag.name.clone());
        }
        if tag.name != NO_ELEMENT && !INLINE.contains(&tag.name.as_str()) {
            super::body::break_block(&mut text);
        }
        from = tag.end;
    }
    if raw.is_none() {
        super::body::push_words(&mut text, &unescaped(slice(html, from, html.len())));
    }
    text.truncate(text.trim_end().len());
    text
}

fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    let mut text = words.to_owned();
    for (entity, character) in [
        ("&nbsp;", "\u{a0}"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&lsquo;", "‘"),
        ("&rsquo;", "’"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, character);
    }
    text
}

/// The tags of a page, in order, comments and declarations among them; what stands in script and style is
/// passed over.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// Where `wanted` begins at or after `from`.
    fn after(&self, from: usize, wanted: &str) -> Option<usize> {
        slice(self.html, from, self.html.len())
            .find(wanted)
            .map(|at| from + at)
    }

    /// Where the end tag of a raw element begins, or the end.
    fn raw_end(&self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some(found) = self.after(at, "</") {
            let after = self.html.as_bytes().get(found + 2..).unwrap_or_default();
            if after
                .get(..name.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
            {
                return found;
            }
            at = found + 2;
        }
        self.html.len()
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.after(self.at, "<")?;
            let bytes = self.html.as_bytes();
            if matches!(bytes.get(start + 1), Some(b'!' | b'?')) {
                let mark = if bytes.get(start + 1..start + 4) == Some(b"!--") {
                    "-->"
                } else {
                    ">"
                };
                self.at = self
                    .after(start + 2, mark)
                    .map_or(self.html.len(), |at| at + mark.len());
                return Some(Tag {
                    name: NO_ELEMENT.to_owned(),
                    is_end: false,
                    is_self_closing: true,
                    start,
                    end: self.at,
                    inside: "",
                });
            }
            let is_end = bytes.get(start + 1) == Some(&b'/');
            let name_start = start + 1 + usize::from(is_end);
            if !bytes.get(name_start).is_some_and(u8::is_ascii_alphabetic) {
                self.at = start + 1;
                continue;
            }
            let close = self.after(name_start, ">").unwrap_or(self.html.len());
            let inside = slice(self.html, name_start, close);
            let name: String = inside
                .chars()
                .take_while(|c| !c.is_whitespace() && *c != '/')
                .take(20)
                .collect::<String>()
                .to_ascii_lowercase();
            let end = (close + 1).min(self.html.len());
            self.at = if !is_end && RAW.contains(&name.as_str()) {
                self.raw_end(end, &name)
            } else {
                end
            };
            return Some(Tag {
                is_self_closing: inside.ends_with('/'),
                name,
                is_end,
                start,
                end,
                inside,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_without_tags() {
        assert_eq!(
            stripped(
                "<p>He <b>said</b> no &amp; left.</p><script>if (a<b) {}</script><!-- <p>x --><p>She came."
            ),
            "He said no & left.\n\nShe came."
        );
    }

    #[test]
    fn ordinary_pages_are_tame_and_bombs_are_not() {
        assert!(is_tame(&"<p>word<br><li>word<img src=x>".repeat(1_000)));
        assert!(is_tame(&"<div><span>word</span></div>".repeat(10_000)));
        assert!(is_tame(&format!("<p data-words=\"{}\">", "a = b ".repeat(5_000))));
        assert!(!is_tame(&"<div>".repeat(600)));
        assert!(!is_tame(&"<div/>".repeat(600)));
        assert!(is_tame(&"<br/><path/><a id=x />".repeat(600)));
        assert!(!is_tame(&"<".repeat(1_000_000)));
        assert!(!is_tame(&"<b>".repeat(100)));
        assert!(!is_tame(&format!("<p {}>", "a=1 ".repeat(5_000))));
    }
}
