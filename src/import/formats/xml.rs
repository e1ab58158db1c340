//! XML in one pass, without a tree: what is met is handed on. Entities that a document declares itself are
//! never expanded.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::import::ImportError;

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;
/// Longest text of one element's tag, in bytes: attributes are looked at one by one.
const MAX_TAG: usize = 1_000_000;

/// What is met.
pub(super) enum Node<'a> {
    /// An element begins; its name is without prefix.
    Start(&'a str, Attributes<'a>),
    /// An element ends.
    End(&'a str),
    /// Words.
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the first attribute of that name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())
            .map(|attribute| {
                let value = std::str::from_utf8(&attribute.value).unwrap_or_default();
                quick_xml::escape::unescape(value).map_or_else(|_unknown| value.to_owned(), Cow::into_owned)
            })
    }
}

/// The text of an XML document.
pub(super) fn decoded(xml: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(xml) {
        Ok(text) if !xml.starts_with(b"\xef\xbb\xbf") => Cow::Borrowed(text),
        _ => encoding_rs::UTF_8.decode(xml).0,
    }
}

/// Hands on what is met in an XML document, in order.
///
/// # Errors
/// [`ImportError::Damaged`] where it cannot be read on, [`ImportError::Excessive`] for nesting without end.
/// `what` names the document.
pub(super) fn walk(xml: &[u8], what: &'static str, met: &mut dyn FnMut(Node<'_>)) -> Result<(), ImportError> {
    let text = decoded(xml);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut depth = 0_usize;
    let name_of = |name: &[u8]| String::from_utf8(name.to_vec()).unwrap_or_default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(ImportError::Excessive {
                        what,
                        excess: "nests hundreds of elements in each other",
                    });
                }
                if start.len() > MAX_TAG {
                    return Err(ImportError::Excessive {
                        what,
                        excess: "has an element with more than 1 MB of attributes",
                    });
                }
                let name = name_of(start.local_name().as_ref());
                met(Node::Start(&name, Attributes(&start)));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                met(Node::End(&name_of(end.local_name().as_ref())));
            }
            Ok(Event::Text(text)) => met(Node::Text(std::str::from_utf8(&text).unwrap_or_default())),
            Ok(Event::CData(data)) => met(Node::Text(std::str::from_utf8(&data).unwrap_or_default())),
            Ok(Event::GeneralRef(reference)) => {
                if let Some(character) = character(&reference) {
                    met(Node::Text(character.encode_utf8(&mut [0; 4])));
                }
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(ImportError::Damaged {
                    what,
                    why: format!("its XML breaks off at byte {}: {error}", reader.error_position()),
                });
            }
        }
    }
}

/// The character that a reference stands for; none for entities that a document may declare.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(xml: &str) -> Result<String, ImportError> {
        let mut out = String::new();
        walk(xml.as_bytes(), "XML", &mut |node| match node {
            Node::Start(name, attributes) => {
                out.push_str(name);
                out.extend(attributes.get("val").map(|val| format!("={val}")));
                out.push('(');
            }
            Node::End(_) => out.push(')'),
            Node::Text(text) => out.push_str(text),
        })?;
        Ok(out)
    }

    #[test]
    fn names_lose_their_prefix_and_entities_are_undone() {
        assert_eq!(
            printed("<w:p w:val='a&amp;b'>x &amp; &#x41;<![CDATA[<y>]]><br/></w:p>").unwrap(),
            "p=a&b(x & A<y>br())"
        );
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let xml = "<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><p>x&a;&b;y</p>";
        assert_eq!(printed(xml).unwrap(), "p(xy)");
    }

    #[test]
    fn nesting_without_end_is_refused() {
        assert!(matches!(
            printed(&"<a>".repeat(100_000)),
            Err(ImportError::Excessive { .. })
        ));
        assert!(matches!(printed("<a>words <b"), Err(ImportError::Damaged { .. })));
    }

    #[test]
    fn many_attributes_take_no_time() {
        let many = "a='b' ".repeat(100_000);
        assert_eq!(printed(&format!("<p {many} val='c'>x</p>")).unwrap(), "p=c(x)");
    }
}
