//! Bytes to a string: marks, UTF-8, UTF-16 with or without a mark, and older encodings.
//!
//! UTF-8 is kept exactly, its mark (U+FEFF) included, so that offsets hold in the file itself.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::sniff::Format;

/// A decoded document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text.
    pub text: String,
    /// What was not quite right, for people.
    pub warning: Option<String>,
}

/// Decodes a document. Never fails: what cannot be decoded becomes U+FFFD, with a warning.
pub(super) fn decode(bytes: &[u8], format: Format) -> Decoded {
    let without_mark = utf16(bytes.get(..4_096).unwrap_or(bytes));
    if without_mark.is_none()
        && !is_iso_2022_jp(bytes)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Decoded {
            text: text.to_owned(),
            warning: None,
        };
    }
    let (encoding, is_certain) = encoding(bytes, format);
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let n_lost = if had_errors {
        text.chars().filter(|&c| c == '\u{fffd}').count()
    } else {
        0
    };
    let warning = if n_lost > 0 {
        Some(format!(
            "{n_lost} {} could not be read as {} and {} shown as \u{fffd}",
            if n_lost == 1 { "character" } else { "characters" },
            encoding.name(),
            if n_lost == 1 { "is" } else { "are" },
        ))
    } else if is_certain {
        None
    } else {
        Some(format!(
            "the file does not say how it is encoded and was read as {}; check accents and quotation marks",
            encoding.name()
        ))
    };
    Decoded {
        text: text.into_owned(),
        warning,
    }
}

/// The encoding, and whether the document says so itself.
fn encoding(bytes: &[u8], format: Format) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    let head = bytes.get(..4_096).unwrap_or(bytes);
    if let Some(encoding) = utf16(head) {
        return (encoding, true);
    }
    if is_iso_2022_jp(bytes) {
        return (ISO_2022_JP, true);
    }
    // A few broken bytes in what is otherwise UTF-8 do not make it another encoding.
    if is_nearly_utf8(bytes) {
        return (UTF_8, true);
    }
    if format == Format::Html
        && let Some(encoding) = declared(head)
    {
        return (encoding, true);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    (detector.guess(None, chardetng::Utf8Detection::Allow), false)
}

/// Old Japanese mail is ASCII but for its escapes.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes
        .windows(3)
        .any(|window| matches!(window, b"\x1b$B" | b"\x1b$@"))
        && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

/// UTF-16 without a mark. Text of any script has spaces, line ends or stops, whose zeros all stand on one
/// side; no other encoding has zeros. Text without them (a few words of Chinese) is told by what its
/// characters are.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    // A cut in the middle of a character is none of the text's.
    let head = head.get(..head.len() / 2 * 2).unwrap_or(head);
    if head.len() < 8 {
        return None;
    }
    let mut n_zeros = [0_usize; 2];
    for pair in head.chunks_exact(2) {
        for (side, byte) in pair.iter().enumerate() {
            if *byte == 0
                && let Some(count) = n_zeros.get_mut(side)
            {
                *count += 1;
            }
        }
    }
    let n_pairs = head.len() / 2;
    let [first, second] = n_zeros;
    let by_zeros = if second > first * 4 {
        Some(UTF_16LE)
    } else if first > second * 4 {
        Some(UTF_16BE)
    } else {
        None
    };
    if let Some(encoding) = by_zeros
        && is_text(head, encoding)
    {
        return Some(encoding);
    }
    let is_utf8 = first + second == 0 && std::str::from_utf8(head).is_ok();
    [UTF_16LE, UTF_16BE]
        .into_iter()
        .find(|encoding| !is_utf8 && n_pairs >= 8 && is_east_asian(head, encoding))
}

/// Whether bytes read as UTF-16 are text: no halves of characters, no controls, nothing that no script has.
fn is_text(head: &[u8], encoding: &'static Encoding) -> bool {
    let text = encoding.decode_without_bom_handling(head).0;
    let (mut n_all, mut n_bad) = (0_usize, 0_usize);
    for character in text.chars() {
        n_all += 1;
        let is_bad = (character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{c}'))
            || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}'..='\u{ffff}' | '\u{f0000}'..);
        n_bad += usize::from(is_bad);
    }
    // The last character may be cut in two.
    n_bad <= 1 + n_all / 100
}

/// Whether nearly all characters are those of Chinese, Japanese or Korean.
fn is_east_asian(head: &[u8], encoding: &'static Encoding) -> bool {
    let text = encoding.decode_without_bom_handling(head).0;
    let n_all = text.chars().count();
    let n_alike = text
        .chars()
        .filter(|c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}'))
        .count();
    let n_common = text
        .chars()
        .filter(|c| {
            matches!(
                c,
                '的' | '。'
                    | '、'
                    | '，'
                    | 'の'
                    | 'は'
                    | 'を'
                    | 'に'
                    | '一'
                    | '是'
                    | '不'
                    | '在'
                    | '国'
                    | '國'
                    | '다'
                    | '이'
                    | '의'
                    | '는'
            )
        })
        .count();
    n_alike * 100 >= n_all * 95 && n_common * 50 >= n_all
}

/// Whether most of what is not ASCII is valid UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let mut n_valid = 0_usize;
    let mut n_broken = 0_usize;
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_valid > n_broken * 4
}

/// The encoding that a page declares in its first bytes.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let words: String = head
        .iter()
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let in_xml = || {
        words
            .strip_prefix("<?xml")?
            .split_once("?>")?
            .0
            .split_once("encoding")
    };
    let (_, after) = words.split_once("charset").or_else(in_xml)?;
    let label: String = after
        .trim_start()
        .strip_prefix('=')?
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // The declaration could be read as ASCII, so it is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) -> Option<String> {
        let decoded = decode(bytes, Format::Text);
        assert_eq!(decoded.text, expected);
        decoded.warning
    }

    #[test]
    fn utf8_is_kept_with_its_mark() {
        assert_eq!(check("\u{feff}Ağrı".as_bytes(), "\u{feff}Ağrı"), None);
    }

    #[test]
    fn utf16_needs_no_mark() {
        let le: Vec<u8> = "He said no.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "He said no – “No”."
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(utf16(&le), Some(UTF_16LE));
        assert_eq!(utf16(&be), Some(UTF_16BE));
        assert_eq!(utf16(b"plain words here"), None);
        assert_eq!(check(&le, "He said no."), None);
        assert_eq!(check(&be, "He said no – “No”."), None);
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(le).collect();
        assert_eq!(check(&marked, "He said no."), None);
    }

    #[test]
    fn utf16_of_any_script_needs_no_mark() {
        for text in [
            "Министр сказал, что линия откроется в мае. Никто его не спрашивал.",
            "وقال الوزير إن الخط سيفتح في شهر مايو.",
            "部长说，这条铁路将于五月开通。",
            "大臣は、路線は五月に開通すると述べた。しかし、誰も彼に尋ねなかった。",
            "장관은 노선이 5월에 열릴 것이라고 말했다.",
            "Ο υπουργός είπε όχι.\n",
        ] {
            let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(check(&le, text), None);
            assert_eq!(check(&be, text), None);
        }
    }

    /// A paragraph in each of the older encodings that articles come in.
    const OLDER: &[(&str, &[&str])] = &[
        (
            "Министр иностранных дел заявил во вторник, что переговоры продолжатся в мае. «Мы никого не торопим», — сказал \
             он журналистам после встречи.",
            &["windows-1251", "koi8-r", "iso-8859-5", "ibm866"],
        ),
        (
            "Minister spraw zagranicznych powiedział we wtorek, że rozmowy będą kontynuowane w maju. Nikt go o to nie \
             pytał, zażółć gęślą jaźń.",
            &["windows-1250", "iso-8859-2"],
        ),
        (
            "Dışişleri Bakanı salı günü yaptığı açıklamada görüşmelerin mayıs ayında süreceğini söyledi. Hiç kimse ona \
             bunu sormamıştı; güçlü bir şüphe vardı.",
            &["windows-1254"],
        ),
        (
            "Ο υπουργός Εξωτερικών δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν τον Μάιο. Κανείς δεν τον ρώτησε.",
            &["windows-1253", "iso-8859-7"],
        ),
        (
            "Le ministre des Affaires étrangères a déclaré que les négociations seraient prolongées jusqu’à l’été. \
             « Personne n’a été pressé », a-t-il ajouté.",
            &["windows-1252"],
        ),
        (
            "قال وزير الخارجية يوم الثلاثاء إن المحادثات ستستمر في شهر مايو ولم يسأله أحد عن ذلك.",
            &["windows-1256"],
        ),
        (
            "שר החוץ אמר ביום שלישי כי השיחות יימשכו במאי ואיש לא שאל אותו על כך.",
            &["windows-1255"],
        ),
        (
            "外務大臣は火曜日、協議は五月に続くと述べた。「誰も急がせていない」と大臣は記者団に語った。",
            &["shift_jis", "euc-jp", "iso-2022-jp"],
        ),
        (
            "外交部长星期二表示，会谈将在五月继续进行。“我们没有催促任何人，”他对记者说。",
            &["gb18030", "gbk"],
        ),
        (
            "外交部長星期二表示，會談將在五月繼續進行。「我們沒有催促任何人，」他對記者說。",
            &["big5"],
        ),
        (
            "외교부 장관은 화요일에 회담이 5월에 계속될 것이라고 말했다. “우리는 아무도 재촉하지 않는다”고 그는 \
             기자들에게 말했다.",
            &["euc-kr"],
        ),
    ];

    #[test]
    fn older_encodings_are_told_apart() {
        for (text, labels) in OLDER {
            for label in *labels {
                let encoding = Encoding::for_label(label.as_bytes()).unwrap();
                let bytes = encoding.encode(text).0;
                let decoded = decode(&bytes, Format::Text);
                // Marks that an encoding lacks are written as references by the encoder.
                assert_eq!(decoded.text, encoding.decode(&bytes).0, "{label}");
            }
        }
    }

    #[test]
    fn older_encodings_are_recognised_and_said() {
        let warning = check(
            b"\x93We will not wait,\x94 the minister\x92s caf\xe9 said, \x96 no.",
            "“We will not wait,” the minister’s café said, – no.",
        );
        assert!(warning.unwrap().contains("windows-1252"));
    }

    #[test]
    fn broken_bytes_are_counted() {
        let warning = check(
            b"\xe2\x80\x9cNo,\xe2\x80\x9d he said. \xe2\x80\x9cNever,\xe2\x80\x9d\xff he said. \xe2\x80\x94",
            "“No,” he said. “Never,”\u{fffd} he said. —",
        );
        assert_eq!(
            warning.as_deref(),
            Some("1 character could not be read as UTF-8 and is shown as \u{fffd}")
        );
    }

    #[test]
    fn a_page_says_its_encoding() {
        let page = b"<meta charset=\"windows-1251\"><p>\xcc\xee\xf1\xea\xe2\xe0";
        let decoded = decode(page, Format::Html);
        assert!(decoded.text.ends_with("Москва"), "{}", decoded.text);
        assert_eq!(decoded.warning, None);
    }
}
