//! The only escaping: plain text that must stay plain text in Markdown, YAML, HTML and XML.
//!
//! Whatever comes from an article or from a field of the analyst passes through here exactly once. All
//! functions give one line: white space of any kind, line breaks included, becomes a space, so that no
//! text can begin a block. Characters that turn the direction of writing around, and control characters,
//! are written out as ⟨U+202E⟩: what one reads is what stands there.

use std::fmt::Write as _;

use crate::text::unseen::is_unseen;

/// `text` on one line, with what cannot be seen but changes what is seen written out.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_after_space = true;
    for character in text.chars() {
        if character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{202f}') {
            if !is_after_space {
                plain.push(' ');
            }
            is_after_space = true;
            continue;
        }
        is_after_space = false;
        if is_deceptive(character) {
            write!(plain, "⟨U+{:04X}⟩", u32::from(character)).ok();
        } else {
            plain.push(character);
        }
    }
    if is_after_space {
        plain.pop();
    }
    plain
}

/// The same for a piece of a line: white space at either end stays, as spaces.
pub(super) fn plain_piece(text: &str) -> String {
    let words = text.trim();
    let n_before = text
        .chars()
        .take_while(|character| character.is_whitespace())
        .count();
    if words.is_empty() {
        return " ".repeat(n_before);
    }
    let n_after = text
        .chars()
        .rev()
        .take_while(|character| character.is_whitespace())
        .count();
    format!("{}{}{}", " ".repeat(n_before), plain(words), " ".repeat(n_after))
}

/// What does not print or turns the direction of writing, except for the marks that usual Arabic and Hebrew
/// text holds; and characters that XML has no place for.
fn is_deceptive(character: char) -> bool {
    let code = u32::from(character);
    (is_unseen(character) && !matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}'))
        || matches!(code, 0xfdd0..=0xfdef)
        || code & 0xfffe == 0xfffe
}

/// Markdown that shows exactly `text`, inside of a line.
///
/// Made for `CommonMark`, GitHub, Obsidian and pandoc with all its extensions: no citation (`@`), formula
/// (`$`), sub- or superscript (`~`, `^`), tag (`#`), wiki link, comment (`%%`), highlight (`==`), emoji
/// (`:x:`), address or table cell comes out of it. Of a pair of brackets only the opening one is escaped:
/// `\[` and `\]` together are a formula for some readers.
pub(super) fn markdown(text: &str) -> String {
    escape_markdown(&plain(text))
}

/// Markdown that shows exactly `text`, at the beginning of a block: no list, heading or rule.
pub(super) fn markdown_block(text: &str) -> String {
    let text = plain(text);
    let mut escaped = escape_markdown(&text);
    // Letters, digits and opening parentheses are not escaped, so that the counts agree.
    let n_parentheses = text.chars().take_while(|&character| character == '(').count();
    let marker: String = text
        .chars()
        .skip(n_parentheses)
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let ends = if marker.eq_ignore_ascii_case("table") {
        ":"
    } else if is_number(&marker) {
        ".)"
    } else {
        ""
    };
    let end = escaped.char_indices().nth(n_parentheses + marker.len());
    if let Some((byte_offset, _)) = end.filter(|&(_, character)| ends.contains(character)) {
        escaped.insert(byte_offset, '\\');
    }
    if escaped.starts_with(['-', '+', '=', ':', '%']) {
        escaped.insert(0, '\\');
    }
    escaped
}

/// Whether a list could count so: "12", "b", "iv".
fn is_number(marker: &str) -> bool {
    let is_roman = |byte: u8| b"ivxlcdm".contains(&byte.to_ascii_lowercase());
    let is_decimal = |byte: u8| byte.is_ascii_digit();
    marker.len() == 1
        || (!marker.is_empty() && (marker.bytes().all(is_decimal) || marker.bytes().all(is_roman)))
}

fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    let mut before: Option<char> = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        let is_double = before == Some(character) || after == Some(character);
        let needs_escape = match character {
            '`' | '*' | '_' | '[' | '<' | '>' | '#' | '~' | '^' | '$' | '@' | '|' => true,
            '&' => is_entity(characters.clone()),
            '-' | '=' | '%' | '+' => is_double,
            ':' => is_double || !is_harmless_colon(before, after),
            '.' => before == Some('w') && after.is_some_and(char::is_alphanumeric),
            _ => false,
        };
        match character {
            // An escaped backslash before a bracket is a formula for some readers, an escaped brace at the
            // end of a heading an attribute; entities are neither.
            '\\' => escaped.push_str("&#92;"),
            '{' => escaped.push_str("&#123;"),
            _ => {
                if needs_escape {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
        }
        before = Some(character);
    }
    escaped
}

/// Whether what follows an ampersand makes it an entity: "amp;", "#35;".
fn is_entity(after: impl Iterator<Item = char>) -> bool {
    let mut after = after.skip_while(|&character| character == '#' || character.is_ascii_alphanumeric());
    after.next() == Some(';')
}

/// The colon of "said: we" and of "10:30".
fn is_harmless_colon(before: Option<char>, after: Option<char>) -> bool {
    let is_digit = |character: Option<char>| character.is_some_and(|character| character.is_ascii_digit());
    before.is_some()
        && (after.is_none_or(|after| after == ' ' || after == '\u{a0}')
            || (is_digit(before) && is_digit(after)))
}

/// A Markdown autolink to a web address, `<https://…>`; `None` if it is none.
pub(super) fn markdown_address(address: &str) -> Option<String> {
    web_address(address).map(|address| format!("<{address}>"))
}

/// The address, percent-encoded, if it leads to the web by http or https; `None` for anything else.
pub(super) fn web_address(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !is_web || !rest.starts_with("//") || rest.len() < 3 {
        return None;
    }
    let mut encoded = format!("{}:", scheme.to_ascii_lowercase());
    let mut is_in_entity = false;
    for byte in rest.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&()+,;=%".contains(&byte);
        if !is_plain || (byte == b';' && is_in_entity) {
            write!(encoded, "%{byte:02X}").ok();
        } else {
            encoded.push(char::from(byte));
        }
        is_in_entity = byte == b'&' || (is_in_entity && (byte.is_ascii_alphanumeric() || byte == b'#'));
    }
    Some(encoded)
}

/// A code span that shows exactly `code`, on one line.
pub(super) fn markdown_code(code: &str) -> String {
    let code = plain(code);
    if code.is_empty() {
        return String::new();
    }
    let longest = code
        .split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Lines of code for a code block, controls written out; line breaks stay.
pub(super) fn code_lines(code: &str) -> Vec<String> {
    code.lines()
        .map(|line| {
            let indent = line.len() - line.trim_start().len();
            format!("{}{}", " ".repeat(indent), plain(line))
        })
        .collect()
}

/// A double-quoted YAML scalar of `text`. Readers that take it for Markdown see plain text as well.
pub(super) fn yaml(text: &str) -> String {
    let mut scalar = String::from("\"");
    for character in markdown(text).chars() {
        match character {
            '"' | '\\' => {
                scalar.push('\\');
                scalar.push(character);
            }
            _ => scalar.push(character),
        }
    }
    scalar.push('"');
    scalar
}

/// HTML that shows exactly `text`, in an element or a double-quoted attribute.
pub(super) fn html(text: &str) -> String {
    xml(text)
}

/// The same for a piece of a line: a space at either end stays.
pub(super) fn html_piece(text: &str) -> String {
    xml_piece(text)
}

/// XML text that shows exactly `text`, in an element or a double-quoted attribute. What XML cannot hold is
/// written out.
pub(super) fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain(text).chars() {
        push_xml(character, &mut escaped);
    }
    escaped
}

/// The same for a piece of a line: white space at either end stays, as spaces.
pub(super) fn xml_piece(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain_piece(text).chars() {
        push_xml(character, &mut escaped);
    }
    escaped
}

fn push_xml(character: char, escaped: &mut String) {
    match character {
        '&' => escaped.push_str("&amp;"),
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '"' => escaped.push_str("&quot;"),
        '\'' => escaped.push_str("&#39;"),
        _ => escaped.push(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_sentences_stay_as_they_are() {
        for text in [
            "“We’ll meet at 10:30,” he said: don't wait – it's 5% (or so)!",
            "The U.S.-Armenia talks; see AT&T… and so on?",
        ] {
            assert_eq!(markdown_block(text), text);
        }
    }

    #[test]
    fn what_means_something_to_a_reader_of_markdown_is_escaped() {
        for (text, expected) in [
            ("# Title", "\\# Title"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("(a) item", "(a\\) item"),
            ("Table: x", "Table\\: x"),
            (": definition", "\\: definition"),
            ("::: div", "\\:\\:\\: div"),
            ("---", "\\-\\-\\-"),
            ("[[wiki]]", "\\[\\[wiki]]"),
            ("![x](y)", "!\\[x](y)"),
            ("<b>&amp;", "\\<b\\>\\&amp;"),
            ("a\\[b\\]", "a&#92;\\[b&#92;]"),
            (
                "@key $x$ ~y~ ^z^ `c` *e* _f_ {.g} a|b",
                "\\@key \\$x\\$ \\~y\\~ \\^z\\^ \\`c\\` \\*e\\* \\_f\\_ &#123;.g} a\\|b",
            ),
            (
                "javascript:x http://y www.z.org",
                "javascript\\:x http\\://y www\\.z.org",
            ),
            (
                "%%hidden%% ==mark== :smile:",
                "\\%\\%hidden\\%\\% \\=\\=mark\\=\\= \\:smile:",
            ),
            ("two\n\n> lines\r\n\tand", "two \\> lines and"),
        ] {
            assert_eq!(markdown_block(text), expected);
        }
    }

    #[test]
    fn what_turns_reading_around_is_written_out() {
        assert_eq!(plain("a\u{202e}b\u{0}c\u{e0041}"), "a⟨U+202E⟩b⟨U+0000⟩c⟨U+E0041⟩");
        assert_eq!(plain("نامه‌ها"), "نامه‌ها", "joiners are part of words");
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        assert_eq!(
            web_address(" HTTPS://example.org/a b>\"c\u{202e}?x=1&copy;2;3 ").as_deref(),
            Some("https://example.org/a%20b%3E%22c%E2%80%AE?x=1&copy%3B2;3")
        );
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc",
            "//x",
            "http:",
            "x",
        ] {
            assert_eq!(web_address(address), None, "{address}");
        }
    }

    #[test]
    fn scalars_stay_on_one_line_and_in_their_quotes() {
        assert_eq!(yaml("a \"b\"\n---\nc: \\"), r#""a \"b\" \\-\\-\\- c: &#92;""#);
    }

    proptest::proptest! {
        #[test]
        fn readers_of_markdown_see_the_very_text(text in "[ -~“”é\\n\\u{a0}]{0,40}") {
            use pulldown_cmark::{Event, Options, Parser, TagEnd};
            let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
            let markdown = markdown_block(&text);
            let mut seen = String::new();
            for event in Parser::new_ext(&markdown, options) {
                match event {
                    Event::Text(text) => seen.push_str(&text),
                    Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => proptest::prop_assert!(false, "{other:?} in {markdown}"),
                }
            }
            let expected = plain(&text);
            proptest::prop_assert_eq!(seen.trim(), expected.trim(), "{}", markdown);
        }
    }
}
