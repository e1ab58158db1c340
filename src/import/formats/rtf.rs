//! Rich Text (RTF): one pass over its control words.
//!
//! Limits: notes, heads, feet, pictures, objects and hidden words are left out; of a field the shown result
//! is kept.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::docx::{is_author, is_title};
use super::words::Words;
use super::{Document, Properties};
use crate::import::ImportError;

/// Deepest nesting of groups.
const MAX_DEPTH: usize = 5_000;

/// Groups whose words are no part of the text.
const SKIPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "atnid",
    "atnauthor",
    "fldinst",
    "generator",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "listtext",
    "pntext",
    "filetbl",
    "revtbl",
    "info",
    "tc",
    "xe",
    "ftnsep",
    "aftnsep",
    "pgptbl",
    "mmathPr",
    "shppict",
];

/// What holds inside a group.
#[derive(Clone, Copy)]
struct Group {
    is_skipped: bool,
    is_hidden: bool,
    is_font_table: bool,
    field: Option<Field>,
    /// How many bytes after a `\u` stand in for it.
    n_substitutes: usize,
    encoding: &'static Encoding,
}

#[derive(Clone, Copy)]
enum Field {
    Title,
    Author,
}

/// Reads an RTF document.
///
/// # Errors
/// [`ImportError::Excessive`] for nesting without end.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ImportError> {
    let mut reader = Reader::new(bytes);
    reader.run()?;
    reader.flush();
    let mut properties = reader.properties;
    properties.headline = properties.headline.filter(|title| is_title(title));
    properties.author = properties.author.filter(|author| is_author(author));
    Ok(Document {
        text: reader.words.finish(),
        properties,
        ..Document::default()
    })
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    group: Group,
    outer: Vec<Group>,
    words: Words,
    properties: Properties,
    /// Bytes of a character set, not yet decoded.
    pending: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    high: Option<u16>,
    /// How many substitutes are still to be passed over.
    n_to_pass: usize,
    fonts: BTreeMap<i64, &'static Encoding>,
    font: i64,
    default_font: i64,
    default: &'static Encoding,
    /// Whether the next control word says what the group is.
    begins_group: bool,
    is_optional: bool,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            group: Group {
                is_skipped: false,
                is_hidden: false,
                is_font_table: false,
                field: None,
                n_substitutes: 1,
                encoding: WINDOWS_1252,
            },
            outer: Vec::new(),
            words: Words::default(),
            properties: Properties::default(),
            pending: Vec::new(),
            high: None,
            n_to_pass: 0,
            fonts: BTreeMap::new(),
            font: 0,
            default_font: 0,
            default: WINDOWS_1252,
            begins_group: false,
            is_optional: false,
        }
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn run(&mut self) -> Result<(), ImportError> {
        while let Some(byte) = self.next() {
            match byte {
                b'{' => {
                    self.flush();
                    self.n_to_pass = 0;
                    if self.outer.len() >= MAX_DEPTH {
                        return Err(ImportError::Excessive {
                            what: "RTF document",
                            excess: "nests thousands of groups in each other",
                        });
                    }
                    self.outer.push(self.group);
                    self.begins_group = true;
                    self.is_optional = false;
                }
                b'}' => {
                    self.flush();
                    self.n_to_pass = 0;
                    if let Some(group) = self.outer.pop() {
                        self.group = group;
                    }
                    self.begins_group = false;
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => {
                    self.begins_group = false;
                    self.byte(byte);
                }
            }
        }
        Ok(())
    }

    fn control(&mut self) {
        let Some(byte) = self.next() else { return };
        if byte.is_ascii_alphabetic() {
            self.at -= 1;
            let (word, number) = self.word();
            self.control_word(&word, number);
            return;
        }
        match byte {
            b'*' => self.is_optional = self.begins_group,
            b'\'' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(self.next()), digit(self.next()));
                if let (Some(high), Some(low)) = (high, low) {
                    self.byte(u8::try_from(high * 16 + low).unwrap_or(b' '));
                }
                self.begins_group = false;
            }
            b'~' => self.char('\u{a0}'),
            b'_' => self.char('-'),
            b'\\' | b'{' | b'}' => self.byte(byte),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    /// Letters and the number after them; one space behind belongs to them.
    fn word(&mut self) -> (String, Option<i64>) {
        let mut word = String::new();
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_alphabetic()) {
            if word.len() < 40 {
                word.push(char::from(*byte));
            }
            self.at += 1;
        }
        let mut digits = String::new();
        if self.bytes.get(self.at) == Some(&b'-')
            && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit)
        {
            digits.push('-');
            self.at += 1;
        }
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| byte.is_ascii_digit()) {
            if digits.len() < 12 {
                digits.push(char::from(*byte));
            }
            self.at += 1;
        }
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        (word, digits.parse().ok())
    }

    fn control_word(&mut self, word: &str, number: Option<i64>) {
        let begins_group = std::mem::take(&mut self.begins_group);
        let is_optional = std::mem::take(&mut self.is_optional);
        if word != "u" && word != "bin" {
            self.flush();
        }
        if begins_group && (is_optional || SKIPPED.contains(&word)) {
            self.group.is_skipped = true;
            self.group.is_font_table = word == "fonttbl";
            return;
        }
        if begins_group {
            match word {
                "title" => self.group.field = Some(Field::Title),
                "author" => self.group.field = Some(Field::Author),
                _ => {}
            }
        }
        match word {
            "bin" => {
                let n_bytes = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                self.at = self.at.saturating_add(n_bytes).min(self.bytes.len());
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.group.n_substitutes = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
            }
            "par" | "line" | "sect" | "page" | "column" | "row" | "cell" | "nestcell" | "nestrow" => {
                self.end_paragraph();
            }
            "tab" | "emspace" | "enspace" | "qmspace" => self.char(' '),
            "emdash" => self.char('—'),
            "endash" => self.char('–'),
            "lquote" => self.char('‘'),
            "rquote" => self.char('’'),
            "ldblquote" => self.char('“'),
            "rdblquote" => self.char('”'),
            "bullet" => self.char('•'),
            "v" => self.group.is_hidden = number != Some(0),
            "plain" => {
                self.group.is_hidden = false;
                self.group.encoding = self
                    .fonts
                    .get(&self.default_font)
                    .copied()
                    .unwrap_or(self.default);
            }
            "ansicpg" => {
                if let Some(encoding) = number.and_then(code_page) {
                    self.default = encoding;
                    self.group.encoding = encoding;
                }
            }
            "mac" => {
                self.default = encoding_rs::MACINTOSH;
                self.group.encoding = self.default;
            }
            "deff" => self.default_font = number.unwrap_or(0),
            "f" if self.group.is_font_table => self.font = number.unwrap_or(0),
            "f" => {
                self.group.encoding = number
                    .and_then(|font| self.fonts.get(&font).copied())
                    .unwrap_or(self.default);
            }
            "fcharset" if self.group.is_font_table => {
                if let Some(encoding) = number.and_then(charset) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            _ => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        if !self.pending.is_empty() {
            self.flush();
        }
        self.n_to_pass = self.group.n_substitutes;
        // Numbers above 32,767 are written as negative ones.
        let Ok(unit) = u16::try_from(if number < 0 { number + 65_536 } else { number }) else {
            return;
        };
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let both = char::decode_utf16([high, unit]).next();
                if let Some(Ok(character)) = both {
                    self.put(character);
                }
            }
            (_, unit) => {
                if let Some(character) = char::from_u32(u32::from(unit)) {
                    self.put(character);
                }
            }
        }
    }

    /// A byte of text.
    fn byte(&mut self, byte: u8) {
        if self.n_to_pass > 0 {
            self.n_to_pass -= 1;
        } else if !self.group.is_skipped || self.group.field.is_some() {
            self.pending.push(byte);
        }
    }

    /// A character that a control word stands for.
    fn char(&mut self, character: char) {
        if self.n_to_pass > 0 {
            self.n_to_pass -= 1;
            return;
        }
        self.flush();
        self.put(character);
    }

    fn put(&mut self, character: char) {
        match self.group.field {
            Some(field) => {
                let place = match field {
                    Field::Title => &mut self.properties.headline,
                    Field::Author => &mut self.properties.author,
                };
                let place = place.get_or_insert_default();
                if place.len() < 1_000 {
                    place.push(character);
                }
            }
            None if self.group.is_skipped || self.group.is_hidden => {}
            None => self.words.push_char(character),
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        if !self.group.is_skipped {
            self.words.end_paragraph();
        }
    }

    /// Decodes the bytes that were met.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        let (text, _) = self.group.encoding.decode_without_bom_handling(&pending);
        for character in text.chars() {
            self.put(character);
        }
    }
}

fn code_page(number: i64) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        866 => "ibm866".to_owned(),
        10_000 => "macintosh".to_owned(),
        65_001 => "utf-8".to_owned(),
        number => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a typeface's character set.
fn charset(number: i64) -> Option<&'static Encoding> {
    code_page(match number {
        0 => 1252,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(rtf: &str) -> String {
        read(rtf.as_bytes()).unwrap().text
    }

    #[test]
    fn words_are_read_and_what_stands_around_them_is_not() {
        assert_eq!(
            text(
                "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}{\\info{\\title Line opens}}{\\*\\generator X;}\\ldblquote We \
                 waited,\\rdblquote  he {\\b said}.\\par She\\~left{\\v secretly}.{\\footnote a note}\\par}"
            ),
            "“We waited,” he said.\n\nShe\u{a0}left."
        );
    }

    #[test]
    fn characters_come_by_code_page_typeface_and_number() {
        assert_eq!(
            text("{\\rtf1\\ansicpg1251 \\'cc\\'ee\\'f1\\'ea\\'e2\\'e0}"),
            "Москва"
        );
        assert_eq!(
            text("{\\rtf1{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}\\f1 \\'cc\\f0 \\'e9}"),
            "Мé"
        );
        assert_eq!(
            text("{\\rtf1\\uc1 A\\u287?r\\u305?, \\u-10179?\\u-8704?.}"),
            "Ağrı, 😀."
        );
        assert_eq!(text("{\\rtf1\\ansicpg932 \\'93\\'fa\\'96\\'7b}"), "日本");
    }

    #[test]
    fn properties_are_read() {
        let properties = read(b"{\\rtf1{\\info{\\title Line opens}{\\author Jane Doe}}Words}")
            .unwrap()
            .properties;
        assert_eq!(properties.headline.as_deref(), Some("Line opens"));
        assert_eq!(properties.author.as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn traps_are_passed() {
        assert_eq!(text("{\\rtf1 a\\bin2147483647 b"), "a");
        assert_eq!(text("{\\rtf1 a\\u99999999999999 ?b}}}}c"), "abc");
        assert!(read("{".repeat(100_000).as_bytes()).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_bytes_are_read(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "\\", "\\par ", "\\u", "\\u-1", "\\'", "\\'9", "\\'fa", "\\*", "\\uc", "\\uc9 ", "\\f1", "\\bin3 ",
                    "\\fonttbl", "\\fcharset128", "\\ansicpg936 ", "\\info", "\\title ", "x", "é", "9", "-", "\\v",
                ]),
                0..60,
            ),
        ) {
            let rtf = format!("{{\\rtf1{}", pieces.concat());
            let document = read(rtf.as_bytes()).unwrap();
            prop_assert!(document.text.len() <= rtf.len() * 4);
        }
    }
}
